"""Undo and redo as a list of values."""

from __future__ import annotations

import gc
import weakref

from model import edits
from model.find import item_place
from model.history import History
from model.journey import JourneyMap, Phase, Step


def history_of(*values: str) -> History[str]:
    history = History(values[0])
    for value in values[1:]:
        history.push(f"label {value}", value)
    return history


def test_labels_tell_what_undo_and_redo_will_do() -> None:
    history = history_of("start", "one", "two")
    assert (history.undo_label, history.redo_label) == ("label two", "")
    assert history.undo() == "one"
    assert (history.undo_label, history.redo_label) == ("label one", "label two")
    history.undo()
    assert (history.can_undo, history.undo_label) == (False, "")
    assert history.undo() == "start"


def test_the_labels_of_all_edits_come_newest_first() -> None:
    assert history_of("start", "one", "two").undo_labels == ("label two", "label one")


def test_typing_is_one_entry_until_it_is_sealed() -> None:
    history = history_of("start")
    for text in ("h", "he", "hey"):
        history.push("type", text, merge="card c1")
    history.seal()
    history.push("type", "hey you", merge="card c1")
    assert history.undo() == "hey"
    assert history.undo() == "start"
    assert not history.can_undo


def test_typing_in_another_card_is_another_entry() -> None:
    history = history_of("start")
    history.push("type", "a", merge="one")
    history.push("type", "b", merge="two")
    history.push("plain", "c")
    assert [history.undo() for _ in range(3)] == ["b", "a", "start"]


def test_typing_after_undo_does_not_swallow_what_was_there() -> None:
    history = history_of("start")
    history.push("type", "a", merge="card")
    history.seal()
    history.push("type", "b", merge="card")
    history.undo()
    history.push("type", "c", merge="card")
    assert history.undo() == "a"


def test_typing_that_ends_where_it_began_leaves_no_entry() -> None:
    start = "start"
    history = History(start)
    history.push("type", "other", merge="card")
    history.push("type", start, merge="card")
    assert not history.can_undo
    assert history.value is start


def test_a_new_edit_ends_what_could_be_redone() -> None:
    history = history_of("start", "one", "two")
    history.undo()
    assert history.push("three", "three")
    assert not history.can_redo
    assert history.undo() == "one"


def test_the_very_same_value_is_no_edit() -> None:
    value = "same"
    history = History(value)
    assert not history.push("nothing", value)
    assert not history.can_undo


def test_the_saved_mark_follows_the_value_through_undo_and_redo() -> None:
    history = history_of("start", "one")
    assert history.is_modified
    history.mark_saved()
    assert not history.is_modified
    history.push("two", "two")
    assert history.is_modified
    history.undo()
    assert not history.is_modified
    history.undo()
    assert history.is_modified


def test_typing_on_after_saving_can_be_undone_to_what_was_saved() -> None:
    history = history_of("start")
    history.push("type", "saved", merge="card")
    history.mark_saved()
    history.push("type", "saved and more", merge="card")
    assert history.undo() == "saved"
    assert not history.is_modified


def test_a_value_saved_while_one_typed_on_is_the_one_that_counts() -> None:
    history = history_of("start", "written", "newer")
    history.mark_saved("written")
    assert history.is_modified
    history.undo()
    assert not history.is_modified


def test_a_recovered_map_is_modified_until_it_is_saved() -> None:
    history = History("start")
    history.mark_unsaved()
    assert history.is_modified
    history.mark_saved()
    assert not history.is_modified


def test_only_so_many_edits_are_kept() -> None:
    history = History(0, limit=5)
    for number in range(1, 20):
        history.push("count", number)
    undone = [history.undo() for _ in range(5)]
    assert undone == [18, 17, 16, 15, 14]
    assert not history.can_undo
    assert [history.redo() for _ in range(5)][-1] == 19


def test_lookups_keep_no_closed_map_alive() -> None:
    journey = JourneyMap(id="m", phases=(Phase(id="p", steps=(Step(id="s"),)),))
    edited = edits.set_about(journey, title="x")
    assert item_place(edited, "nothing") is None
    gone = weakref.ref(edited)
    del edited
    gc.collect()
    assert gone() is None


def test_the_list_says_where_we_are_and_what_is_saved() -> None:
    history = history_of("start", "one", "two")
    history.undo()
    history.mark_saved()
    assert [entry.label for entry in history.entries] == ["", "label one", "label two"]
    assert [entry.is_present for entry in history.entries] == [False, True, False]
    assert [entry.is_saved for entry in history.entries] == [False, True, False]


def test_one_can_walk_the_list_both_ways_and_nothing_is_lost() -> None:
    history = history_of("start", "one", "two", "three")
    assert history.go_to(0) == "start"
    assert history.go_to(3) == "three"
    assert history.go_to(1) == "one"
    assert (history.undo_label, history.redo_label) == ("label one", "label two")
    assert history.go_to(99) == "three"
    assert history.go_to(-1) == "start"
