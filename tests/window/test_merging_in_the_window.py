"""Maps of several groups become one in a window: files, conflicts, one edit."""

import pytest
from PySide6.QtWidgets import QApplication

from app import file_dialogs
from app.merging_window import open_merge_window
from app.version_commands import keep_version
from model.cards import Card
from model.edits import add_item, remove_items, set_about, set_item
from model.file import encode
from model.find import item_by_id
from model.journey import JourneyMap, Phase, Step
from widgets.versions.name_dialog import VersionWords


def lane_and_step(journey):
    return next(lane.id for lane in journey.lanes if lane.kind == "cards"), journey.steps[0].id


def texts_of(journey):
    lane = next(lane for lane in journey.lanes if lane.kind == "cards")
    return [card.text for cell in lane.cells.values() for card in cell]


@pytest.fixture
def start(window):
    """Return a window on a map with two cards: what the groups began with."""
    for number in (1, 2):
        window.document.apply(
            "edits.add_card",
            lambda held, at=number: add_item(
                held, *lane_and_step(held), Card(id=f"card-{at}", text=f"Card {at}")
            ),
        )
    return window


@pytest.fixture
def groups(start, tmp_path, monkeypatch):
    """Return the files of two groups that changed the same card, and each added one."""
    journey, paths = start.document.value, []
    for name in ("red", "blue"):
        made = set_item(journey, "card-1", text=f"Said by {name}")
        made = add_item(made, *lane_and_step(made), Card(id=f"new-{name}", text=f"New of {name}"))
        path = tmp_path / f"{name}.journey"
        path.write_bytes(encode(made))
        paths.append(path)
    monkeypatch.setattr(file_dialogs, "choose_files", lambda *_: paths)
    return paths


@pytest.fixture
def desk(start, groups, qtbot):
    start.actions_made["merge_maps"].trigger()
    found = open_merge_window(start)
    found.shown.add_button.click()
    qtbot.waitUntil(lambda: found.shown.made is not None)
    return found


def test_the_groups_maps_come_into_the_open_one_as_one_edit_and_both_sides_are_kept(desk, start):
    before = start.document.value
    (row,) = desk.shown.conflicts.model.rows
    assert row.sides == ("Said by red", "Said by blue")
    assert row.stands == "both"
    desk.shown.buttons["merge"].click()
    texts = texts_of(start.document.value)
    assert {"Said by red", "Said by blue", "New of red", "New of blue", "Card 2"} == set(texts)
    assert start.document.undo_label == "edits.merge_maps"
    start.document.undo()
    assert start.document.value is before


def test_a_choice_decides_a_conflict_and_can_be_taken_back(desk, start, qtbot):
    conflicts = desk.shown.conflicts
    conflicts.choices["theirs"].click()
    qtbot.waitUntil(lambda: conflicts.model.rows and conflicts.model.rows[0].stands == "theirs")
    assert item_by_id(desk.shown.made.journey, "card-1").text == "Said by blue"
    conflicts.all_buttons["ours"].click()
    qtbot.waitUntil(lambda: conflicts.model.rows and conflicts.model.rows[0].stands == "ours")
    qtbot.waitUntil(lambda: desk.shown.buttons["merge"].isEnabled())
    desk.shown.buttons["merge"].click()
    assert "Said by blue" not in texts_of(start.document.value)


def test_what_is_done_meanwhile_in_the_open_map_is_a_side_too(desk, start, qtbot):
    start.document.apply("edits.delete", lambda held: remove_items(held, ["card-2"]))
    assert not desk.shown.buttons["merge"].isEnabled()
    qtbot.waitUntil(lambda: desk.shown.buttons["merge"].isEnabled())
    assert item_by_id(desk.shown.made.journey, "card-2") is None


def test_a_version_can_be_what_all_began_with(start, groups, qtbot):
    keep_version(start, VersionWords("Start", "", ""))
    start.document.apply("edits.delete", lambda held: remove_items(held, ["card-2"]))
    desk = open_merge_window(start)
    desk.shown.add_button.click()
    desk.shown.base.setCurrentIndex(1)
    desk.shown.base.activated.emit(1)
    qtbot.waitUntil(lambda: desk.shown.made is not None and desk.shown.buttons["merge"].isEnabled())
    merged = desk.shown.made.journey
    assert item_by_id(merged, "card-2") is None
    assert [version.name for version in merged.versions] == ["Start"]


def test_a_map_without_a_phase_in_common_is_told_and_nothing_is_merged(start, groups, qtbot):
    other = start.document.value
    renamed = other.model_copy(
        update={
            "phases": tuple(
                phase.model_copy(
                    update={
                        "id": f"x{phase.id}",
                        "steps": tuple(
                            step.model_copy(update={"id": f"x{step.id}"}) for step in phase.steps
                        ),
                    }
                )
                for phase in other.phases
            ),
            "lanes": (),
        }
    )
    desk = open_merge_window(start, theirs=[("stranger", renamed)])
    last = desk.shown.base.count() - 1
    desk.shown.base.setCurrentIndex(last)
    desk.shown.base.activated.emit(last)
    qtbot.waitUntil(lambda: "in common" in desk.shown.told.text())
    assert not desk.shown.buttons["merge"].isEnabled()


def test_a_given_merge_leaves_only_the_conflicts_to_choose_and_tells_when_it_is_done(start, qtbot):
    base, told = start.document.value, []
    start.document.apply("edits.change_card", lambda held: set_item(held, "card-1", text="Mine"))
    theirs = set_item(base, "card-1", text="Theirs")
    desk = open_merge_window(start, base, "", [("On disk", theirs)], then=told.append)
    assert not desk.shown.chooser.isVisibleTo(desk.shown)
    qtbot.waitUntil(lambda: desk.shown.made is not None)
    desk.shown.buttons["merge"].click()
    assert told == [start.document.value]
    assert {"Mine", "Theirs"} <= set(texts_of(start.document.value))
    QApplication.processEvents()


def test_a_new_title_alone_is_something_new(start, qtbot):
    base = start.document.value
    theirs = set_about(base, title="Theirs")
    desk = open_merge_window(start, base, "My map", (("Payroll.journey (22.49)", theirs),))
    qtbot.waitUntil(lambda: desk.shown.made is not None)
    assert "The map card: 1 changed" in desk.shown.told.text()
    assert desk.shown.lead.text().startswith("“My map” and “Payroll.journey (22.49)” become one")


def test_the_merged_map_can_be_a_new_map_and_the_open_one_stays(desk, start):
    before = start.document.value
    desk.shown.buttons["new_map"].click()
    (other,) = [window for window in start.workspace.windows if window is not start]
    assert "New of blue" in texts_of(other.document.value)
    assert start.document.value is before
    assert other.isWindowModified()  # it is in no file, and closing asks
    assert other.safety.safe.hurry(10)
    assert other.safety.safe._keeper.folder is not None


def test_what_came_into_the_open_map_after_the_copies_were_made_stays(start, groups, qtbot):
    start.document.apply(
        "edits.add_card",
        lambda held: add_item(held, *lane_and_step(held), Card(id="later", text="Written later")),
    )
    desk = open_merge_window(start)
    desk.shown.add_button.click()
    qtbot.waitUntil(lambda: desk.shown.made is not None)
    assert desk.shown.base.currentIndex() == desk.shown.base.count() - 1
    assert {"Written later", "New of red", "New of blue"} <= set(texts_of(desk.shown.made.journey))
    assert "out of this map" not in desk.shown.told.text()
    desk.shown.base.setCurrentIndex(0)
    desk.shown.base.activated.emit(0)
    qtbot.waitUntil(lambda: "1 thing goes out of this map" in desk.shown.told.text())


def test_the_version_the_copies_were_made_of_is_found_by_itself(start, groups, qtbot):
    keep_version(start, VersionWords("Handed out", "", ""))
    start.document.apply(
        "edits.add_card",
        lambda held: add_item(held, *lane_and_step(held), Card(id="later", text="Written later")),
    )
    desk = open_merge_window(start)
    desk.shown.add_button.click()
    qtbot.waitUntil(lambda: desk.shown.made is not None)
    assert "Handed out" in desk.shown.base.currentText()
    assert "Written later" in texts_of(desk.shown.made.journey)
    assert len(desk.shown.conflicts.model.rows) == 1


def test_another_map_altogether_is_refused_by_name(start, qtbot):
    stranger = JourneyMap(id="other", phases=(Phase(id="other-p", steps=(Step(id="other-s"),)),))
    desk = open_merge_window(start, theirs=[("Holiday", stranger)])
    qtbot.waitUntil(lambda: "“Holiday” is another map" in desk.shown.told.text())
    assert not desk.shown.buttons["merge"].isEnabled()


def test_the_language_can_change_while_maps_are_merged(desk, start, qtbot):
    start.workspace.use_language("da")
    qtbot.waitUntil(lambda: "Begge dele" in desk.shown.conflicts.said.text())
    assert desk.shown.base.currentText() == "dette kort, som det er nu"
    assert "Ind i dette kort kommer" in desk.shown.told.text()
