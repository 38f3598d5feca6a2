"""The print window: live pages, settings that apply, warnings in place, and what is remembered."""

import threading

import numpy as np
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest

from app.export.jobs import export_journey
from app.print_command import open_print_window
from model.edits import set_about, set_sheet
from model.file import encode
from model.layout.engine import Layout
from model.printing.settings import PrintSettings
from model.templates import sample
from model.values import with_changes
from tests.window.print_windows import pick, print_window, wait_until_made
from widgets.canvas.selection import NOTHING
from widgets.print.arranging import pages_of_wall
from widgets.print.page_painting import PagePainter

DPI = 96


def test_ctrl_p_and_export_pdf_open_the_same_window_at_the_maps_own_size(filled, qtbot):
    shown = print_window(filled, qtbot)
    filled.actions_made["export_pdf"].trigger()
    assert filled.print_desk.shown is shown
    assert shown.settings == PrintSettings()
    page = shown.preview.printout.pages[0]
    assert page.width == pytest.approx(filled.canvas.sheet.width)
    assert shown.facts.values["scale"] == "1:1"


def test_a_paper_fits_the_map_to_it_and_says_from_where_it_can_be_read(filled, qtbot):
    shown = print_window(filled, qtbot)
    pick(shown.form.rows["paper"].box, "A0")
    wait_until_made(filled, qtbot)
    assert (shown.settings.paper, shown.settings.scale) == ("A0", "fit")
    assert shown.facts.values["size"] == "1189 × 841 mm"
    assert shown.facts.values["paper"] == "1 × A0"
    assert "readable from" in shown.facts.values["card"]


def test_what_cannot_be_printed_is_refused_in_place_and_no_button_does_anything(filled, qtbot):
    shown = print_window(filled, qtbot, paper="A3", scale="1:1")
    assert shown.preview.printout is None
    assert "does not fit" in shown.findings.rows[0].sentence.text()
    assert "does not fit" in shown.preview.empty_sentence
    assert not shown.buttons["pdf"].isEnabled()
    pick(shown.form.rows["scale"].box, "fit")
    wait_until_made(filled, qtbot)
    assert shown.buttons["pdf"].isEnabled()


def test_a_scale_that_is_none_is_answered_in_the_words_of_the_window(window, workspace, qtbot):
    workspace.use_language("da")
    shown = print_window(window, qtbot)
    pick(shown.form.rows["scale"].box, "own")
    shown.form.rows["scale"].other.setText("stor")
    wait_until_made(window, qtbot)
    said = shown.findings.rows[0].sentence.text()
    assert "»stor«" in said
    assert "fit" not in said
    shown.form.rows["scale"].other.setText("1:2,5")
    wait_until_made(window, qtbot)
    assert shown.preview.printout.scale == pytest.approx(0.4)
    shown.take(with_changes(shown.settings, scale="1:1.04"))
    assert shown.form.rows["scale"].other.text() == "1:1,04"
    assert shown.settings.scale == "1:1.04"


def test_measures_are_read_in_the_language_of_the_window(window, workspace, qtbot):
    workspace.use_language("da")
    shown = print_window(window, qtbot)
    row = shown.form.rows["paper"]
    pick(row.box, "own")
    field = row.own.width_box.lineEdit()
    for text, width in (("1.250,5", 1250.5), ("3.000", 3000), ("1200 mm", 1200)):
        field.selectAll()
        QTest.keyClicks(field, text)
        assert shown.settings.paper.startswith(f"{width:g}x")
    for text, said in (("1250.5", "Skriv et tal, fx"), ("99999", "15.000"), ("5", "fra 10")):
        field.selectAll()
        QTest.keyClicks(field, text)
        qtbot.waitUntil(lambda wanted=said: wanted in shown.preview.empty_sentence)
        assert not shown.buttons["pdf"].isEnabled()


@pytest.mark.parametrize(("width", "height"), [(3000, 841), (841, 3000), (1200, 1250)])
def test_own_measures_lie_as_they_were_typed_unless_turned(window, qtbot, width, height):
    shown = print_window(window, qtbot)
    row = shown.form.rows["paper"]
    pick(row.box, "own")
    row.own.show_sides(width, height)
    row.changed.emit()
    wait_until_made(window, qtbot)
    page = shown.preview.printout.pages[0]
    assert (page.width, page.height) == (width, height)
    settings = shown.settings
    shown.show_settings(settings, None)
    assert shown.form.rows["orientation"].box.currentData() == "auto"
    assert shown.settings == settings


def test_only_settings_that_mean_something_are_shown(window, qtbot):
    shown = print_window(window, qtbot)
    rows = shown.form.rows
    assert rows["bleed"].isVisible()
    assert not rows["tile_paper"].isVisible()
    assert not rows["note"].isVisible()
    pick(rows["output"].box, "tiles")
    pick(rows["content"].box, "blank")
    assert not rows["bleed"].isVisible()
    assert rows["tile_paper"].isVisible()
    assert rows["note"].isVisible()


def test_a_map_without_personas_says_so_and_a_poster_to_write_on_is_printed(window, qtbot):
    shown = print_window(window, qtbot, output="persona", paper="A3", scale="fit")
    assert "persona" in shown.preview.empty_sentence
    pick(shown.form.rows["content"].box, "blank")
    wait_until_made(window, qtbot)
    assert len(shown.made.printout.pages) == 1
    assert not shown.preview.has_wall


def test_every_setting_stands_in_the_form_as_it_was_given(window, qtbot):
    shown = print_window(window, qtbot)
    given = PrintSettings(
        output="tiles", content="seeded", paper="2500x1000mm", orientation="landscape",
        scale="1:4", tile_paper="A3", margin=6.5, note_width=51, note_height=38, bleed=3,
        is_legend_shown=False, are_codes_shown=True, language="da", theme="greyscale",
        has_vote_boxes=True, distance_m=2.5, correct_x=1.004, most_ppi=150, sheets=("1.1",),
    )  # fmt: skip
    shown.show_settings(given, None)
    assert shown.settings == given


def test_the_preview_paints_what_the_pdf_holds(window, qtbot):
    """In grey at 96 dpi, as in test_pdf_parity: far apart is more than 64 of 255."""
    shown = print_window(window, qtbot, paper="A2", scale="fit")
    made = shown.made
    page = made.printout.pages[0]
    data = export_journey(made.wish.journey, made.wish.settings)
    paper = pypdfium2.PdfDocument(data)[0].render(scale=DPI / 72, grayscale=True).to_numpy()
    image = QImage(paper.shape[1], paper.shape[0], QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(DPI / 25.4, DPI / 25.4)
    PagePainter(made.printout).paint(painter, page)
    painter.end()
    drawn = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    drawn = drawn[:, : image.width()].astype(np.int16)
    assert (np.abs(drawn - paper) > 64).mean() < 0.005
    assert drawn.min() < 100


def test_the_view_shows_the_painted_page_where_it_lies(window, qtbot):
    shown = print_window(window, qtbot, paper="A2", scale="fit")
    qtbot.waitUntil(lambda: shown.preview.is_settled)
    grabbed = shown.preview.grab().toImage()
    box = shown.preview.view.rect(*shown.preview.arrangement.placed[0].area).toRect()
    inks = {
        grabbed.pixelColor(x, y).rgb()
        for x in range(box.left() + 4, box.right() - 4, 3)
        for y in range(box.top() + 4, box.bottom() - 4, 3)
    }
    assert len(inks) > 8  # bands, headers and letters


def test_a_sheet_that_is_clicked_is_left_out_and_another_click_prints_it_again(filled, qtbot):
    shown = print_window(filled, qtbot, output="tiles", tile_paper="A3", paper="A1", scale="fit")
    every = [page.name for page, _ in pages_of_wall(shown.made.shown)]
    assert len(every) > 2
    preview = shown.preview

    def click(name):
        placed = next(p for p in preview.arrangement.placed if p.page.name == name)
        spot = preview.view.rect(*placed.area).center().toPoint()
        QTest.mouseClick(preview, Qt.MouseButton.LeftButton, pos=spot)
        wait_until_made(filled, qtbot)

    click(every[1])
    assert shown.settings.sheets == tuple(name for name in every if name != every[1])
    assert preview.left_out == {every[1]}
    assert every[1] not in [page.name for page in shown.made.printout.pages]
    assert shown.all_sheets.isVisible()
    click(every[1])
    assert shown.settings.sheets == ()
    preview.setFocus()
    QTest.keyClick(preview, Qt.Key.Key_Right)
    QTest.keyClick(preview, Qt.Key.Key_Space)
    wait_until_made(filled, qtbot)
    assert len(preview.left_out) == 1
    shown.all_sheets.click()
    wait_until_made(filled, qtbot)
    assert preview.left_out == frozenset()


def test_dragging_the_corner_of_the_map_scales_it(filled, qtbot):
    shown = print_window(filled, qtbot)
    preview = shown.preview
    corner = preview.view.point(*preview._handle()).toPoint()
    middle = preview.view.rect(*preview._map_area()).center().toPoint()
    QTest.mousePress(preview, Qt.MouseButton.LeftButton, pos=corner)
    QTest.mouseMove(preview, middle)
    wait_until_made(filled, qtbot)
    assert shown.made.printout.scale == pytest.approx(0.5, abs=0.02)
    assert "mm" in preview.read_out
    QTest.mouseRelease(preview, Qt.MouseButton.LeftButton, pos=middle)
    assert shown.settings.scale.startswith("1:")


def test_a_wall_shared_out_otherwise_is_printed_with_all_its_sheets(filled, qtbot):
    shown = print_window(filled, qtbot, output="tiles", tile_paper="A3")
    _leave_out(shown, filled, qtbot)
    assert shown.preview.left_out
    shown.take(with_changes(shown.settings, bleed=2))
    wait_until_made(filled, qtbot)
    assert shown.preview.left_out, "the same sheets"
    for scale in ("1:3", "1:1"):
        _leave_out(shown, filled, qtbot)
        shown.take(with_changes(shown.settings, scale=scale))
        wait_until_made(filled, qtbot)
        assert shown.made.problem is None
        assert shown.settings.sheets == ()
        assert not shown.preview.left_out


def _leave_out(shown, filled, qtbot):
    if not shown.settings.sheets:
        shown.preview.toggled.emit(pages_of_wall(shown.made.shown)[-1][0].name)
        wait_until_made(filled, qtbot)


def test_escape_calls_a_scaling_off_and_leaves_the_window_open(filled, qtbot):
    shown = print_window(filled, qtbot, paper="A1", scale="fit")
    preview, before = shown.preview, shown.settings
    corner = preview.view.point(*preview._handle()).toPoint()
    QTest.mousePress(preview, Qt.MouseButton.LeftButton, pos=corner)
    QTest.mouseMove(preview, preview.view.rect(*preview._map_area()).center().toPoint())
    assert shown.settings != before
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    wait_until_made(filled, qtbot)
    assert shown.settings == before
    QTest.mouseRelease(preview, Qt.MouseButton.LeftButton, pos=corner)
    assert shown.settings == before
    assert filled.print_desk.shown is shown
    preview.look("pages")
    preview.enlarge(0)
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    assert not preview.is_enlarged
    assert filled.print_desk.shown is shown


def test_page_by_page_a_click_enlarges_and_keys_go_on(filled, qtbot):
    shown = print_window(filled, qtbot, output="tiles", tile_paper="A3", paper="A1", scale="fit")
    shown.look_bar.way_buttons["pages"].click()
    preview = shown.preview
    assert len(preview.arrangement.placed) == len(shown.made.shown.pages)
    QTest.keyClick(preview, Qt.Key.Key_Return)
    assert preview.is_enlarged
    QTest.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.current == 1
    assert "2 of" in shown.look_bar.page.text()
    QTest.keyClick(preview, Qt.Key.Key_Return)
    assert not preview.is_enlarged


def test_sheets_tell_how_many_they_are_either_way_round(filled, qtbot):
    shown = print_window(filled, qtbot, output="tiles", tile_paper="A4")
    count = len(pages_of_wall(shown.made.shown))
    told = shown.facts.values["ways"]
    assert "A4 upright" in told
    assert "A4 lying" in told
    assert told.split(" \u00b7 ")[0].endswith(f": {count}")


def test_a_map_without_a_title_says_nothing_of_how_its_title_is_read(filled, qtbot):
    filled.document.apply("edits.text", lambda held: set_about(held, title=""))
    assert "title" not in print_window(filled, qtbot).facts.values


def test_the_way_to_the_next_page_stays_under_the_pointer(filled, qtbot):
    shown = print_window(filled, qtbot, output="tiles", tile_paper="A4")
    shown.preview.look("pages")
    following = shown.look_bar.buttons["next"]
    shown.look_bar.layout().activate()
    place = following.geometry()
    for _ in range(12):
        qtbot.mouseClick(following, Qt.MouseButton.LeftButton)
        shown.look_bar.layout().activate()
        assert following.geometry() == place
    assert shown.preview.current == 12


def test_a_finding_leads_to_its_card_on_the_canvas(filled, qtbot):
    filled.choose(NOTHING)
    shown = print_window(filled, qtbot, paper="A4", scale="fit")
    qtbot.waitUntil(lambda: any(row.button for row in shown.findings.rows))
    row = next(row for row in shown.findings.rows if row.button)
    row.button.click()
    assert filled.print_desk.shown is None
    assert filled.selection.ids
    assert filled.focusWidget() is filled.canvas


def test_an_edit_of_the_map_is_seen_in_the_print_window(filled, qtbot):
    shown = print_window(filled, qtbot)
    before = shown.made
    filled.document.apply("edits.about", lambda held: set_about(held, title="ร้าน"))
    qtbot.waitUntil(lambda: shown.made is not before)
    qtbot.waitUntil(lambda: any("ร" in row.sentence.text() for row in shown.findings.rows))


def test_a_map_opened_in_the_place_of_an_untouched_one_is_printed_as_it_was_last(
    window, workspace, qtbot, tmp_path
):
    print_window(window, qtbot, paper="A2", scale="fit")
    path = tmp_path / "map.journey"
    path.write_bytes(encode(sample("holiday", "en")))
    assert workspace.open_file(path, window) is window
    shown = print_window(window, qtbot)
    assert shown.settings == PrintSettings()
    before = shown.made
    window.document.apply("edits.about", lambda held: set_about(held, title="Another"))
    qtbot.waitUntil(lambda: shown.made is not before)
    assert shown.made.wish.journey.about.title == "Another"


def test_pages_are_made_beside_the_window(filled, qtbot, monkeypatch):
    threads = []
    before = Layout.sheet

    def noted(*given, **named):
        threads.append(threading.current_thread() is threading.main_thread())
        return before(*given, **named)

    monkeypatch.setattr(Layout, "sheet", noted)
    print_window(filled, qtbot, paper="A1", scale="fit")
    assert threads
    assert not any(threads)


def test_what_was_chosen_comes_back_with_the_window_and_with_the_map(
    filled, workspace, qtbot, tmp_path, monkeypatch
):
    path = tmp_path / "map.journey"
    filled.document.save(path)
    shown = print_window(filled, qtbot, paper="A2", scale="fit", has_slug=True)
    chosen = shown.settings
    shown.reject()
    assert filled.print_desk.shown is None
    open_print_window(filled)
    assert filled.print_desk.shown.settings == chosen
    filled.print_desk.close()
    filled.close()
    again = workspace.open_file(path)
    open_print_window(again)
    assert again.print_desk.shown.settings == chosen


def test_a_preset_is_chosen_changed_saved_and_deleted(window, qtbot, monkeypatch):
    monkeypatch.setattr("app.print_presets_asked.ask_for_name", lambda *_: "Mine")
    shown = print_window(window, qtbot)
    bar = shown.presets
    place = [bar.box.itemText(at) for at in range(bar.box.count())].index(
        "Office printer, A3 sheets"
    )
    bar.box.setCurrentIndex(place)
    bar.box.activated.emit(place)
    assert (shown.settings.output, shown.settings.tile_paper) == ("tiles", "A3")
    shown.take(with_changes(shown.settings, margin=6.5))
    assert bar.box.currentText().endswith("(changed)")
    bar.doings["save_as"].trigger()
    assert bar.box.currentText() == "Mine"
    assert bar.preset.settings == shown.settings
    bar.doings["remove"].trigger()
    assert "Mine" not in [bar.box.itemText(at) for at in range(bar.box.count())]


def test_a_preset_goes_out_as_a_file_and_comes_in_again(window, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "shop.journeyprint"
    monkeypatch.setattr("app.file_dialogs.choose_new_file", lambda *_: path)
    monkeypatch.setattr("app.file_dialogs.choose_file", lambda *_: path)
    shown = print_window(window, qtbot, paper="A0", scale="fit", bleed=3, correct_x=1.01)
    shown.presets.doings["give_out"].trigger()
    given = shown.settings
    shown.take(PrintSettings(correct_x=0.99))
    shown.presets.doings["take_in"].trigger()
    assert shown.settings == with_changes(given, correct_x=0.99)
    assert shown.presets.preset.settings.bleed == 3
    shown.reject()
    open_print_window(window)
    shown = window.print_desk.shown
    assert shown.presets.preset.settings.bleed == 3
    path.write_text("{}")
    shown.presets.doings["take_in"].trigger()
    assert "shop.journeyprint" in window.problem_text


def test_a_page_over_5080_mm_is_refused_naming_the_limit(filled, qtbot):
    filled.document.apply(
        "edits.sheet", lambda held: set_sheet(held, note_width=400.0, notes_across=2)
    )
    shown = print_window(filled, qtbot)
    assert "5080" in shown.preview.empty_sentence
