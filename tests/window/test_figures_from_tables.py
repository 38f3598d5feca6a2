"""Figures read from a cell of a CSV or XLSX: chosen by clicking, read again, each fault told."""

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton

from app import file_dialogs
from app.figures import is_near, name_from, read_figures
from model.cards import CellOrigin, Metric, Reading
from model.edits import set_item
from model.edits.figures import ReadFigure, take_figures
from model.exchange.figures import cell_name, place_of, read_figure, read_grids
from model.exchange.workbook import SheetOut, write_workbook
from model.find import item_by_id
from widgets.canvas.selection import item_selection
from widgets.figure_cell import FigureDialog
from widgets.left_behind import LeftBehind

CSV = "Måned;Konvertering\n\nMarts;3,1 %\nApril;1.250,5\n"


def metrics_of(journey):
    return [
        item
        for lane in journey.lanes
        for cell in lane.cells.values()
        for item in cell
        if isinstance(item, Metric)
    ]


@pytest.fixture
def saved(filled, tmp_path):
    """Return a window on a saved map with a CSV beside it."""
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "tal.csv").write_text(CSV, encoding="utf-8")
    filled.document.save(tmp_path / "maps" / "shoes.journey")
    return filled


def origin(saved, metric, **fields):
    made = CellOrigin(**fields)
    saved.document.apply("edits.change_metric", lambda held: set_item(held, metric.id, origin=made))


@pytest.mark.parametrize(
    ("text", "has_comma", "number"),
    [
        ("3,1 %", True, 3.1),
        ("1.250,5", True, 1250.5),
        ("5.000", True, 5000),
        ("5.000", False, 5),
        ("1,250.5", True, 1250.5),
        ("kr. 12.500,-", True, 12500),
        ("\u22123.5", False, -3.5),
        ("1.2.3", False, None),
        ("=1+1", False, None),
        ("March", False, None),
    ],
)
def test_a_cell_says_a_number_with_a_unit_or_without(text, has_comma, number):
    assert read_figure(text, has_comma=has_comma) == number


def test_cells_are_found_where_the_spreadsheet_shows_them_also_below_empty_rows():
    assert place_of("AB12") == (12, 28)
    assert cell_name(12, 28) == "AB12"
    table = [["a"], [], [], ["b", 0.25]]
    book = read_grids(write_workbook("x", [SheetOut("One", table)]), "x.xlsx")
    assert book[0].text(4, 2) == "0.25"
    assert read_grids(CSV.encode(), "x.csv")[0].text(4, 2) == "1.250,5"


def test_what_a_figure_was_becomes_an_earlier_reading(filled):
    journey = filled.document.value
    metric = metrics_of(journey)[0]
    journey = set_item(journey, metric.id, actual=2.0, measured="2026-01-31", readings=())
    origin = CellOrigin(file="a.csv", cell="B3")
    read = take_figures(journey, {metric.id: ReadFigure(3.1, origin)}, "2026-03-01")
    held = item_by_id(read, metric.id)
    assert (held.actual, held.measured) == (3.1, "2026-03-01")
    assert held.readings == (Reading(date="2026-01-31", value=2),)
    again = item_by_id(
        take_figures(read, {metric.id: ReadFigure(3.1, origin)}, "2026-04-01"), metric.id
    )
    assert (again.measured, again.readings) == ("2026-03-01", held.readings)


def test_a_cell_is_clicked_and_the_figure_read_from_it_again(saved, qtbot, monkeypatch, tmp_path):
    metric = metrics_of(saved.document.value)[0]
    table = tmp_path / "maps" / "tal.csv"
    monkeypatch.setattr(file_dialogs, "choose_file", lambda *_: table)
    saved.choose(item_selection([metric.id]))
    saved.page.inspector.form.rows["origin"].choose.click()
    qtbot.waitUntil(lambda: bool(saved.findChildren(FigureDialog)))
    dialog = saved.findChildren(FigureDialog)[0]
    assert dialog.cell.text() == "B3"
    dialog.table.setCurrentIndex(dialog.table.model().index(0, 0))
    assert not dialog.take.isEnabled()
    dialog.table.setCurrentIndex(dialog.table.model().index(3, 1))
    assert dialog.told.text() == "The figure is 1250.5"
    dialog.take.click()
    held = item_by_id(saved.document.value, metric.id)
    assert (held.actual, held.origin.file, held.origin.cell) == (1250.5, "tal.csv", "B4")
    assert "tal.csv" in saved.page.inspector.form.rows["origin"].told.text()
    table.write_text(CSV.replace("1.250,5", "1.300"), encoding="utf-8")
    saved.actions_made["read_all_figures"].trigger()
    qtbot.waitUntil(lambda: item_by_id(saved.document.value, metric.id).actual == 1300)
    assert item_by_id(saved.document.value, metric.id).readings[-1].value == 1250.5
    saved.document.undo()
    assert item_by_id(saved.document.value, metric.id) == held


def test_a_file_elsewhere_is_read_only_once_its_path_has_been_seen(
    saved, qtbot, monkeypatch, tmp_path
):
    (tmp_path / "secret.csv").write_text("42\n", encoding="utf-8")
    metric = metrics_of(saved.document.value)[0]
    origin(saved, metric, file="../secret.csv", cell="A1")
    asked = []

    def answer(box):
        asked.append(box.informativeText())
        role = box.ButtonRole.RejectRole if len(asked) == 1 else box.ButtonRole.AcceptRole
        next(button for button in box.buttons() if box.buttonRole(button) == role).click()

    monkeypatch.setattr(QMessageBox, "exec", answer)
    before = saved.document.value
    saved.actions_made["read_all_figures"].trigger()
    assert saved.document.value is before
    assert asked == [str(tmp_path / "secret.csv")]
    saved.actions_made["read_all_figures"].trigger()
    qtbot.waitUntil(lambda: item_by_id(saved.document.value, metric.id).actual == 42)
    saved.actions_made["read_all_figures"].trigger()
    assert len(asked) == 2


def test_a_link_beside_the_map_does_not_lead_out_of_its_folder(tmp_path):
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "x.csv").write_text("1\n", encoding="utf-8")
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "x.csv").symlink_to(tmp_path / "far" / "x.csv")
    assert not is_near(tmp_path / "maps" / "x.csv", tmp_path / "maps")
    assert name_from(tmp_path / "far" / "x.csv", tmp_path / "maps") == "../far/x.csv"
    found = read_figures({"m": CellOrigin(file="x.csv", cell="A1")}, tmp_path / "maps")
    assert [problem.code for problem in found.problems] == ["figures.outside"]
    assert found.figures == {}


def test_each_fault_names_file_sheet_and_cell_and_the_rest_is_read(saved, qtbot):
    first, second, third = metrics_of(saved.document.value)[:3]
    origin(saved, first, file="tal.csv", cell="B4")
    origin(saved, second, file="tal.csv", cell="A1")
    origin(saved, third, file="gone.xlsx", sheet="Tal", cell="B2")
    saved.actions_made["read_all_figures"].trigger()
    qtbot.waitUntil(lambda: item_by_id(saved.document.value, first.id).actual == 1250.5)
    assert item_by_id(saved.document.value, second.id).actual == second.actual
    assert "2 figures or files could not be read" in saved.banner.text
    next(b for b in saved.banner.findChildren(QPushButton) if b.text() == "Show what").click()
    told = saved.findChildren(LeftBehind)[0].list.toPlainText()
    assert "Cell A1" in told
    assert "“Måned”" in told
    assert "gone.xlsx" in told


def test_opening_a_map_reads_no_figure(saved, workspace, qtbot, tmp_path):
    metric = metrics_of(saved.document.value)[0]
    origin(saved, metric, file="tal.csv", cell="B4")
    path = tmp_path / "maps" / "two.journey"
    saved.document.save(path)
    (tmp_path / "maps" / "tal.csv").write_text(CSV.replace("1.250,5", "7"), encoding="utf-8")
    opened = workspace.open_file(path, saved)
    assert item_by_id(opened.document.value, metric.id).actual == metric.actual
