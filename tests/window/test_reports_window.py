"""The reports window: sorting, narrowing down, writing in place, jumping, pages and files."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit

from app import file_dialogs, report_window
from app.report_actions import show_reports
from app.report_window import ReportDesk
from model.cards import Card
from model.edits import remove_items, set_lane
from model.find import item_by_id
from model.reports.report import KINDS
from widgets.reports import window as reports_window

TODAY = "2026-06-10"


@pytest.fixture
def reports(filled, monkeypatch):
    """Return the open reports window on the action list of the sample."""
    monkeypatch.setattr(report_window, "_today", lambda: TODAY)
    filled.actions_made["report_actions"].trigger()
    return filled.findChild(ReportDesk).shown


def told(reports, column):
    table = reports.table.model_shown.table
    place = table.place_of(column)
    return [row.cells[place].text for row in table.rows]


def choose(reports, column, row=0):
    model = reports.table.model_shown
    index = model.index(row, model.table.place_of(column))
    reports.table.setCurrentIndex(index)
    return index


def write(reports, qtbot, column, text):
    """Write ``text`` into the cell of ``column`` in the first row, by keys; return its card."""
    index = choose(reports, column)
    card = reports.table.model_shown.row_at(index).target[0]
    qtbot.keyClick(reports.table, Qt.Key.Key_F2)
    field = reports.table.viewport().findChild(QLineEdit)
    field.setText(text)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: reports.table.viewport().findChild(QLineEdit) is None)
    return card


def test_every_report_has_its_action_and_its_place_in_the_list(reports, filled):
    for kind in KINDS:
        filled.actions_made[f"report_{kind}"].trigger()
        assert reports.kind == kind
        assert reports.told.text()
    assert filled.findChild(ReportDesk).shown is reports


def test_a_click_on_a_heading_sorts_and_the_window_remembers_it(reports, filled):
    made = told(reports, "owner")
    reports.sort_by("owner")
    assert told(reports, "owner") == sorted(made)
    reports.sort_by("owner")
    assert told(reports, "owner") == sorted(made, reverse=True)
    reports.reject()
    show_reports(filled)
    again = filled.findChild(ReportDesk).shown
    assert again.kind == "actions"
    assert told(again, "owner") == sorted(made, reverse=True)
    again.sort_by("owner")
    assert told(again, "owner") == made


def test_rows_are_narrowed_down_by_lists_and_words(reports, qtbot):
    box = reports.choices.lists["owner"]
    box.setCurrentText("Amira")
    assert set(told(reports, "owner")) == {"Amira"}
    box.setCurrentIndex(0)
    whole = len(told(reports, "owner"))
    reports.choices.search.setText("zzz")
    qtbot.waitUntil(lambda: not told(reports, "owner"))
    assert reports.told.text() == f"Only “zzz”: 0 of {whole} rows."
    reports.choices.search.clear()
    reports.choices.is_overdue.setChecked(True)
    assert all("overdue" in due for due in told(reports, "due"))


def test_what_is_written_in_place_is_in_the_map_and_can_be_undone(reports, filled, qtbot):
    before = filled.document.value
    card = write(reports, qtbot, "owner", "Grete")
    assert item_by_id(filled.document.value, card).action.owner == "Grete"
    assert "Grete" in told(reports, "owner")
    due = write(reports, qtbot, "due", "24/3/2027")
    assert item_by_id(filled.document.value, due).action.due == "2027-03-24"
    qtbot.keyClick(reports, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(reports, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert filled.document.value is before
    assert "Grete" not in told(reports, "owner")


def test_what_is_no_day_changes_nothing_and_is_told(reports, filled, qtbot):
    before = filled.document.value
    write(reports, qtbot, "due", "soon")
    assert filled.document.value is before
    assert "24/3/2027" in reports.told.text()


def test_what_is_done_is_done_today(reports, filled, qtbot):
    index = choose(reports, "status")
    card = reports.table.model_shown.row_at(index).target[0]
    reports.table.edit(index)
    box = reports.table.viewport().findChild(QComboBox)
    box.hidePopup()
    box.setCurrentIndex(box.findData("done"))
    box.activated.emit(box.currentIndex())
    plan = item_by_id(filled.document.value, card).action
    assert (plan.status, plan.completed) == ("done", TODAY)


def test_enter_leads_to_the_card_on_the_map(reports, filled, qtbot):
    index = choose(reports, "action")
    card = reports.table.model_shown.row_at(index).target[0]
    qtbot.keyClick(reports.table, Qt.Key.Key_Return)
    assert filled.selection.ids == (card,)


def test_a_locked_lane_says_why_nothing_is_written_where_one_looks(reports, filled, qtbot):
    for lane in filled.document.value.lanes:
        filled.document.apply(
            "edits.change", lambda held, at=lane.id: set_lane(held, at, is_locked=True)
        )
    qtbot.waitUntil(reports.isActiveWindow)
    before = filled.document.value
    write(reports, qtbot, "owner", "Grete")
    assert filled.document.value is before
    assert "is locked" in reports.told.text()


def test_only_actions_can_be_written(reports):
    reports.show_kind("touchpoints")
    model = reports.table.model_shown
    assert model.rowCount() > 0
    for place in range(model.columnCount()):
        assert not model.flags(model.index(0, place)) & Qt.ItemFlag.ItemIsEditable


def test_a_sheet_of_many_tables_shows_one_at_a_time(reports):
    reports.show_kind("departments")
    assert reports.tables.count() > 2
    first = reports.table.model_shown.table
    reports.tables.setCurrentIndex(1)
    assert reports.table.model_shown.table != first


def test_pages_show_what_is_asked(reports, qtbot):
    reports.choices.lists["owner"].setCurrentText("Amira")
    reports.pages.setChecked(True)
    qtbot.waitUntil(lambda: reports.preview.printout is not None)
    page = reports.preview.printout.pages[0]
    assert page.width > page.height
    reports.turns.setCurrentIndex(1)
    qtbot.waitUntil(lambda: reports.preview.printout.pages[0].height > 280)


@pytest.mark.parametrize(("place", "ending"), [(0, ".pdf"), (2, ".xlsx")])
def test_a_report_is_saved_as_it_is_narrowed_down(
    reports, filled, tmp_path, monkeypatch, place, ending
):
    path = tmp_path / f"list{ending}"
    monkeypatch.setattr(file_dialogs, "choose_format", lambda *_: (Path(path), place))
    reports.buttons["save"].click()
    assert path.stat().st_size > 1000
    assert path.name in reports.told.text()
    assert path.name in filled.problem_text


def test_the_window_follows_the_map_and_the_language(reports, filled, workspace, qtbot):
    card = reports.table.model_shown.table.rows[0].target[0]
    held = item_by_id(filled.document.value, card)
    assert isinstance(held, Card)
    filled.document.apply("edits.delete", lambda m: remove_items(m, (card,)))
    qtbot.waitUntil(lambda: reports.table.model_shown.place_of((card,)) is None)
    workspace.language.use("da")
    assert reports.windowTitle() == "Rapporter"
    assert reports.table.model_shown.table.columns[0].name == "Handling"


def test_a_report_of_a_large_map_is_made_beside_and_follows_it(reports, filled, qtbot, monkeypatch):
    monkeypatch.setattr(reports_window, "AT_ONCE_CARDS", 0)
    reports.reject()
    show_reports(filled, "pain_points")
    reports = filled.findChild(ReportDesk).shown
    assert not reports.table.model_shown.rowCount()
    qtbot.waitUntil(lambda: bool(reports.table.model_shown.rowCount()))
    (gone,) = reports.table.model_shown.row_at(reports.table.model_shown.index(0, 0)).target
    filled.document.apply("edits.delete", lambda held: remove_items(held, [gone]))
    qtbot.waitUntil(lambda: reports.table.model_shown.place_of((gone,)) is None)
    assert reports.told.text() != filled.language("reports.window.making")


def test_a_report_that_comes_while_a_cell_is_written_into_waits(
    reports, filled, qtbot, monkeypatch
):
    monkeypatch.setattr(reports_window, "AT_ONCE_CARDS", 0)
    index = choose(reports, "owner")
    card = reports.table.model_shown.row_at(index).target[0]
    qtbot.keyClick(reports.table, Qt.Key.Key_F2)
    field = reports.table.viewport().findChild(QLineEdit)
    field.setText("Som")
    desk = filled.findChild(ReportDesk)
    with qtbot.waitSignal(desk.report_made):
        reports.show_map(filled.document.value, TODAY)
    assert field.isVisible()
    qtbot.keyClicks(field, "ebody")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: item_by_id(filled.document.value, card).action.owner == "Somebody")
    qtbot.waitUntil(lambda: "Somebody" in told(reports, "owner"))


def test_in_a_small_window_the_words_of_columns_stay_whole_and_one_scrolls(reports, qtbot):
    table = reports.table
    reports.resize(reports.minimumSizeHint().width(), 500)
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() > 0)
    metrics = table.fontMetrics()
    heads = table.horizontalHeader()
    for column in ("status", "department", "phase"):
        place = table.model_shown.table.place_of(column)
        longest = max(
            (
                metrics.horizontalAdvance(word)
                for text in told(reports, column)
                for word in text.split()
            ),
            default=0,
        )
        assert heads.sectionSize(place) > longest
