"""The laws of edits, over random sequences of all of them."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from model import edits
from model.difference import difference
from model.history import History
from model.integrity import integrity_problems
from model.journey import JourneyMap
from tests.strategies import EDIT_NAMES, Run, edit_sequences, journeys

LAWS = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@LAWS
@given(journeys())
def test_every_generated_map_is_whole(journey: JourneyMap) -> None:
    assert integrity_problems(journey) == ()


@LAWS
@given(edit_sequences())
def test_no_edit_ever_leaves_a_dangling_reference(run: Run) -> None:
    for state in run.states:
        assert integrity_problems(state) == ()
