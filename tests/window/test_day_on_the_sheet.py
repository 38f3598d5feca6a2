"""The day that stands on the sheet is that of the file, on the canvas as in print."""

from model.edits import set_about
from model.file import read_journey
from model.layout.engine import Layout


def texts_of(block):
    return {mark.line.text for mark in block.marks if hasattr(mark, "line")}


def test_the_canvas_shows_the_day_of_the_last_saving(filled, tmp_path):
    path = tmp_path / "map.journey"
    before = filled.canvas.sheet
    filled.document.save(path)
    printed = Layout(filled.workspace.fonts).sheet(read_journey(path))
    assert texts_of(filled.canvas.sheet.title.block) == texts_of(printed.title.block)
    assert texts_of(before.title.block) != texts_of(printed.title.block)
    filled.document.apply("edits.about", lambda held: set_about(held, subtitle="Other"))
    shown = filled.canvas.sheet
    assert shown.trailers[-1].block is not None
    day = read_journey(path).about.modified
    assert filled.document.stamped_value.about.modified == day
    assert texts_of(shown.trailers[-1].block) == texts_of(printed.trailers[-1].block)


def test_saving_again_the_same_day_lays_nothing_out_anew(filled, tmp_path):
    filled.document.save(tmp_path / "map.journey")
    cells = filled.canvas.sheet.cells
    filled.document.save(tmp_path / "map.journey")
    assert all(now is then for now, then in zip(filled.canvas.sheet.cells, cells, strict=True))


def test_a_map_that_is_open_shows_the_same_sheet_before_and_after_an_edit_taken_back(filled):
    before = texts_of(filled.canvas.sheet.title.block)
    filled.document.apply("edits.about", lambda held: set_about(held, subtitle="Other"))
    filled.document.undo()
    assert texts_of(filled.canvas.sheet.title.block) == before
