"""The laws of edits, history, difference and patches, over random sequences of all edits."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from model import edits
from model.difference import REGISTERS, Difference, difference
from model.find import item_place, lane_by_id, phase_of_step, step_place
from model.history import History
from model.integrity import integrity_problems
from model.journey import JourneyMap
from model.patch import apply_patch, patch
from model.problems import EditProblem
from model.texts import Texts
from tests.strategies import EDIT_NAMES, Run, edit_sequences, journeys

LAWS = settings(
    deadline=None,
    max_examples=60,
    # Shrinking a whole run of edits takes minutes; the failing run is printed as it is.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def test_the_strategies_know_every_edit() -> None:
    assert set(EDIT_NAMES) == set(edits.__all__) - {"Register"}


@LAWS
@given(journeys())
def test_every_generated_map_is_whole(journey: JourneyMap) -> None:
    assert integrity_problems(journey) == ()


@LAWS
@given(edit_sequences(max_edits=20))
def test_no_edit_ever_leaves_a_dangling_reference(run: Run) -> None:
    for state in run.states:
        assert integrity_problems(state) == ()


def an_edited_map_is_as_valid_as_one_read_from_a_file(run: Run) -> None:
    final = run.states[-1]
    assert JourneyMap.model_validate(final.model_dump()) == final


def undo_leads_back_to_the_very_start_and_redo_to_the_very_end(run: Run) -> None:
    history = History(run.states[0])
    for edit, state in zip(run.edits, run.states[1:], strict=True):
        history.push(edit.name, state)
    while history.can_undo:
        history.undo()
    assert history.value is run.states[0]
    while history.can_redo:
        history.redo()
    assert history.value is run.states[-1]


def a_refused_edit_changes_nothing_and_says_why(run: Run) -> None:
    for number, edit in run.refused:
        state = run.states[number]
        before = state.model_dump_json()
        with pytest.raises(EditProblem) as caught:
            edit(state)
        assert Texts("da").of(caught.value)
        assert state.model_dump_json() == before


def an_edit_leaves_the_map_before_it_as_it_was(run: Run) -> None:
    state = run.states[0]
    for number, edit in enumerate(run.edits):
        kept = run.states[number].model_dump_json()
        state = edit(run.states[number])
        assert run.states[number].model_dump_json() == kept
    assert state == run.states[-1]


def an_edit_that_changes_nothing_returns_the_very_same_map(run: Run) -> None:
    for before, after in zip(run.states, run.states[1:], strict=False):
        assert (before == after) == (before is after)


def the_difference_reports_exactly_what_changed(run: Run) -> None:
    for before, after in zip(run.states, run.states[1:], strict=False):
        assert_exact(difference(before, after), before, after)
    assert_exact(difference(run.states[0], run.states[-1]), run.states[0], run.states[-1])


@LAWS
@given(journeys(), journeys())
def test_the_difference_of_two_unrelated_maps_is_exact_too(
    before: JourneyMap, after: JourneyMap
) -> None:
    assert_exact(difference(before, after), before, after)


@LAWS
@given(journeys())
def test_a_copy_without_shared_objects_does_not_differ(journey: JourneyMap) -> None:
    copy = JourneyMap.model_validate(journey.model_dump())
    assert not difference(journey, copy)
    assert patch(journey, copy) == {}


@LAWS
@given(edit_sequences(), st.data())
def test_patches_replay_between_any_two_states(run: Run, data: st.DataObject) -> None:
    before = data.draw(st.sampled_from(run.states))
    after = data.draw(st.sampled_from(run.states))
    changes = json.loads(json.dumps(patch(before, after)))
    assert apply_patch(before, changes) == after
    assert bool(changes) == (before != after)


@LAWS
@given(journeys(), journeys())
def test_a_patch_leads_from_any_map_to_any_other(before: JourneyMap, after: JourneyMap) -> None:
    changes = json.loads(json.dumps(patch(before, after)))
    assert apply_patch(before, changes) == after


def a_journal_of_patches_leads_from_the_start_to_the_end(run: Run) -> None:
    value = run.states[0]
    for before, after in zip(run.states, run.states[1:], strict=False):
        value = apply_patch(value, json.loads(json.dumps(patch(before, after))))
    assert value == run.states[-1]


def lookups_find_everything_in_every_state(run: Run) -> None:
    for state in (*run.states, run.states[0]):
        for lane in state.lanes:
            assert lane_by_id(state, lane.id) is lane
            for step_id, items in lane.cells.items():
                for index, item in enumerate(items):
                    place = item_place(state, item.id)
                    assert place is not None
                    assert place.lane is lane
                    assert (place.step_id, place.index) == (step_id, index)
                    assert place.item is item
        for column, step in enumerate(state.steps):
            found = step_place(state, step.id)
            assert found is not None
            assert found.step is step
            assert found.column == column
            phase = phase_of_step(state, step.id)
            assert phase is found.phase
            assert phase.steps[found.index] is step
        assert item_place(state, "unknown") is None


# ---------------------------------------------------------------- a slow and simple comparison


def assert_exact(found: Difference, before: JourneyMap, after: JourneyMap) -> None:
    old, new = before.model_dump(), after.model_dump()
    assert found.about == (old["about"] != new["about"])
    assert found.sheet == (old["sheet"] != new["sheet"])
    assert found.other == (old["id"] != new["id"])
    assert found.cells == _cells(old) ^ _cells(new) | _both_but_other(old, new)
    assert_changes(found.phases, _own(old["phases"], "steps"), _own(new["phases"], "steps"))
    assert_changes(found.lanes, _own(old["lanes"], "cells"), _own(new["lanes"], "cells"))
    assert_changes(found.steps, _steps(old), _steps(new), _homes(old), _homes(new))
    for register in REGISTERS:
        changes = found.registers.get(register)
        assert (changes is not None) == (old[register] != new[register])
        if changes is not None:
            assert_changes(changes, _own(old[register]), _own(new[register]))
    assert bool(found) == (old != new)


def assert_changes(changes, old, new, old_homes=None, new_homes=None) -> None:
    assert list(changes.added) == [one for one in new if one not in old]
    assert list(changes.removed) == [one for one in old if one not in new]
    assert list(changes.changed) == [one for one in new if one in old and old[one] != new[one]]
    still = [one for one in old if one in new and one not in changes.moved]
    assert still == [one for one in new if one in old and one not in changes.moved]
    common = [one for one in old if one in new]
    is_in_order = common == [one for one in new if one in old]
    is_at_home = all(old_homes[one] == new_homes[one] for one in common) if old_homes else True
    assert bool(changes.moved) == (not (is_in_order and is_at_home))


def _own(entries, without=None):
    return {
        entry.get("id", entry.get("sha256")): {k: v for k, v in entry.items() if k != without}
        for entry in entries
    }


def _steps(dumped):
    return _own(step for phase in dumped["phases"] for step in phase["steps"])


def _homes(dumped):
    return {step["id"]: phase["id"] for phase in dumped["phases"] for step in phase["steps"]}


def _cells(dumped):
    return {(lane["id"], step) for lane in dumped["lanes"] for step in lane["cells"]}


def _both_but_other(old, new):
    contents = {
        (lane["id"], step): (lane["kind"], items)
        for lane in old["lanes"]
        for step, items in lane["cells"].items()
    }
    return {
        (lane["id"], step)
        for lane in new["lanes"]
        for step, items in lane["cells"].items()
        if (lane["id"], step) in contents and contents[lane["id"], step] != (lane["kind"], items)
    }


# Making a run takes thirty times as long as looking at it, so all of these look at the same.
LAWS_OF_A_RUN = (
    an_edited_map_is_as_valid_as_one_read_from_a_file,
    undo_leads_back_to_the_very_start_and_redo_to_the_very_end,
    a_refused_edit_changes_nothing_and_says_why,
    an_edit_leaves_the_map_before_it_as_it_was,
    an_edit_that_changes_nothing_returns_the_very_same_map,
    the_difference_reports_exactly_what_changed,
    a_journal_of_patches_leads_from_the_start_to_the_end,
    lookups_find_everything_in_every_state,
)


@settings(LAWS, max_examples=120)
@given(edit_sequences())
def test_every_run_of_edits_keeps_all_its_laws(run: Run) -> None:
    for law in LAWS_OF_A_RUN:
        law(run)
