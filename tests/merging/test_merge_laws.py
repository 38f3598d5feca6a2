"""The laws of the three-way merge, over two random runs of edits from one random map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from model.cards import Card
from model.integrity import integrity_problems
from model.journey import JourneyMap
from model.merging import Merged, merge, resolve, resolve_all
from model.problems import EditProblem
from model.values import Value
from tests.strategies import edits_of, items_of, journeys

LAWS = settings(
    deadline=None,
    max_examples=40,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@dataclass(frozen=True)
class Fork:
    """A map and what two groups made of it."""

    base: JourneyMap
    ours: JourneyMap
    theirs: JourneyMap


@st.composite
def forks(draw: st.DrawFn) -> Fork:
    base = draw(journeys())
    return Fork(base, _edited(draw, base), _edited(draw, base))


def _edited(draw: st.DrawFn, journey: JourneyMap) -> JourneyMap:
    for _ in range(draw(st.sampled_from((1, 4, 8)))):
        try:
            journey = draw(edits_of(journey))(journey)
        except EditProblem:
            continue
    return journey


def what_only_one_side_did_is_what_comes_out(fork: Fork) -> None:
    for changed in (fork.ours, fork.theirs):
        assert merge(fork.base, changed, fork.base).journey == changed
        assert merge(fork.base, fork.base, changed).journey == changed
        assert merge(fork.base, changed, changed).journey == changed
        assert merge(fork.base, changed, changed).conflicts == ()
        # Read from other files nothing is the same object, and something else may differ.
        apart = read_anew(fork.base)
        assert merge(apart, changed, fork.base).journey == changed


def read_anew(journey: JourneyMap) -> JourneyMap:
    """The same map without a single object in common."""
    return JourneyMap.model_validate_json(journey.model_dump_json())


def every_merged_map_is_sound(fork: Fork, merged: Merged) -> None:
    for journey in (
        merged.journey,
        *(resolve_all(merged, choice).journey for choice in ("ours", "theirs", "both")),
    ):
        assert integrity_problems(journey) == ()
        assert JourneyMap.model_validate(journey.model_dump()) == journey


def the_same_maps_merge_the_same_way(fork: Fork, merged: Merged) -> None:
    again = merge(read_anew(fork.base), read_anew(fork.ours), read_anew(fork.theirs))
    assert again.journey.model_dump_json() == merged.journey.model_dump_json()
    assert again.conflicts == merged.conflicts


def exchanging_the_sides_only_exchanges_the_sides_of_conflicts(fork: Fork, merged: Merged) -> None:
    other = merge(fork.base, fork.theirs, fork.ours)
    # Whether a phase is left empty depends on whose move stands.
    assert decidable(other) == decidable(merged)
    assert resolve_all(merged, "ours").journey == resolve_all(other, "theirs").journey
    assert resolve_all(merged, "theirs").journey == resolve_all(other, "ours").journey
    if not merged.conflicts:
        assert merged.journey == other.journey


def decidable(merged: Merged) -> set[str]:
    return {one.key for one in merged.conflicts if one.choices}


def no_text_of_either_side_is_lost(fork: Fork, merged: Merged) -> None:
    held = {text for _, text in card_texts(merged.journey)}
    told = "\n".join(
        _all_words(side) for one in merged.conflicts for side in (one.ours, one.theirs)
    )
    base = dict(card_texts(fork.base))
    for side, other in ((fork.ours, fork.theirs), (fork.theirs, fork.ours)):
        still = dict(card_texts(other))
        for card_id, text in card_texts(side):
            was_left_alone = base.get(card_id) == text
            if was_left_alone and still.get(card_id) != text:
                continue  # the other side wrote something else, or took it away on purpose
            assert text in held or _all_words(text) in told, (card_id, text)


def card_texts(journey: JourneyMap) -> Iterator[tuple[str, str]]:
    for item in items_of(journey):
        if isinstance(item, Card) and item.text:
            yield item.id, item.text


def _all_words(side: object) -> str:
    return side.model_dump_json() if isinstance(side, Value) else repr(side)


def every_conflict_can_be_decided_either_way(fork: Fork, merged: Merged) -> None:
    for conflict in merged.conflicts[:3]:
        for choice in conflict.choices:
            decided = resolve(merged, conflict, choice)
            assert conflict.key not in {one.key for one in decided.conflicts}
            assert integrity_problems(decided.journey) == ()


@LAWS
@given(forks())
def test_the_laws_of_merging(fork: Fork) -> None:
    merged = merge(fork.base, fork.ours, fork.theirs)
    what_only_one_side_did_is_what_comes_out(fork)
    every_merged_map_is_sound(fork, merged)
    the_same_maps_merge_the_same_way(fork, merged)
    exchanging_the_sides_only_exchanges_the_sides_of_conflicts(fork, merged)
    no_text_of_either_side_is_lost(fork, merged)
    every_conflict_can_be_decided_either_way(fork, merged)
