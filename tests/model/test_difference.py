"""What a difference names, how small a patch is, and which patches are refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from model import edits
from model.cards import Card
from model.difference import Changes, Difference, difference
from model.journey import JourneyMap, Phase, Step
from model.lanes import CardsLane
from model.patch import apply_patch, patch
from model.problems import FileProblem
from model.texts import Texts


@pytest.fixture
def journey() -> JourneyMap:
    steps = tuple(Step(id=f"s{number}") for number in range(4))
    cells = {step.id: (Card(id=f"c{step.id}", text="a"),) for step in steps}
    return JourneyMap(
        id="m",
        phases=(Phase(id="p1", steps=steps[:2]), Phase(id="p2", steps=steps[2:])),
        lanes=(CardsLane(id="l1", cells=cells), CardsLane(id="l2")),
    )


def test_a_changed_card_is_one_changed_cell(journey: JourneyMap) -> None:
    after = edits.set_item(journey, "cs1", text="b")
    assert difference(journey, after) == Difference(cells=frozenset({("l1", "s1")}))


def test_a_moved_card_is_two_changed_cells(journey: JourneyMap) -> None:
    after = edits.move_items(journey, ["cs1"], "l2", "s3")
    assert difference(journey, after).cells == {("l1", "s1"), ("l2", "s3")}


def test_a_moved_step_alone_is_moved(journey: JourneyMap) -> None:
    after = edits.move_step(journey, "s0", "p2", 2)
    found = difference(journey, after)
    assert found.steps == Changes(moved=("s0",))
    assert found.phases == Changes()
    assert found.cells == frozenset()


def test_a_step_that_only_changes_its_phase_is_moved_too(journey: JourneyMap) -> None:
    after = edits.move_step(journey, "s1", "p2", 0)
    assert difference(journey, after).steps == Changes(moved=("s1",))


def test_a_removed_lane_takes_its_cells_along(journey: JourneyMap) -> None:
    found = difference(journey, edits.remove_lane(journey, "l1"))
    assert found.lanes == Changes(removed=("l1",))
    assert found.cells == {("l1", f"s{number}") for number in range(4)}


def test_a_renamed_lane_has_no_changed_cells(journey: JourneyMap) -> None:
    found = difference(journey, edits.set_lane(journey, "l1", name="x"))
    assert found == Difference(lanes=Changes(changed=("l1",)))


def test_unknown_fields_of_a_newer_version_count(journey: JourneyMap) -> None:
    newer = JourneyMap.model_validate({**journey.model_dump(), "mood": ["blue"]})
    assert difference(journey, newer).other
    assert apply_patch(journey, patch(journey, newer)) == newer
    assert apply_patch(newer, patch(newer, journey)) == journey


def test_the_patch_of_a_move_holds_ids_only(journey: JourneyMap) -> None:
    after = edits.move_items(journey, ["cs1"], "l2", "s3")
    assert patch(journey, after) == {"cells": {"l1": {"s1": []}, "l2": {"s3": ["cs1"]}}}


def test_the_patch_of_a_new_step_leaves_the_others_out(journey: JourneyMap) -> None:
    after = edits.add_step(journey, "p1", Step(id="new", name="N"), 1)
    steps = ["s0", {"id": "new", "name": "N"}, "s1"]
    assert patch(journey, after) == {"phases": [{"id": "p1", "steps": steps}, "p2"]}


def test_a_patched_map_shares_what_the_patch_does_not_name(journey: JourneyMap) -> None:
    after = edits.set_item(journey, "cs1", text="b")
    patched = apply_patch(journey, json.loads(json.dumps(patch(journey, after))))
    assert patched.phases is journey.phases
    assert patched.lanes[1] is journey.lanes[1]
    assert patched.lanes[0].cells["s0"] is journey.lanes[0].cells["s0"]
    assert apply_patch(journey, {}) is journey


@pytest.mark.parametrize(
    "damaged",
    [
        {"phases": []},
        {"phases": ["p9"]},
        {"phases": [{"id": "p1"}]},
        {"phases": 7},
        {"cells": {"l1": {"s1": ["nobody"]}}},
        {"cells": {"l1": {"s1": [{"id": "c", "severity": 9}]}}},
        {"cells": {"l1": 3}},
        {"lanes": [{"id": "l1", "kind": "holes"}]},
        {"about": {"title": 7}},
        {"personas": [{}]},
        {"id": "!"},
    ],
)
def test_a_damaged_patch_is_refused_in_one_sentence(
    journey: JourneyMap, damaged: dict[str, Any]
) -> None:
    with pytest.raises(FileProblem) as caught:
        apply_patch(journey, damaged)
    assert caught.value.code == "file.patch_unfit"
    assert Texts("da").of(caught.value)
