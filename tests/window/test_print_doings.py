"""What the print window leads to: planning a wall, measuring a printer, printing, other files."""

import pypdfium2
import pytest
from PIL import Image
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest

from app import file_dialogs, print_direct
from app.export.jobs import export_journey
from app.export.naming import page_paths
from app.print_direct import DirectPrint, painted_pages
from app.print_memory import correction_of
from model.edits import add_entry, set_item
from model.printing.settings import PrintSettings
from model.values import with_changes
from tests.embedded_images import image_of
from tests.window.print_windows import pick, print_window, wait_until_made
from widgets.print.arranging import pages_of_wall
from widgets.print.calibration import CalibrationDialog
from widgets.print.field_table import FIELDS
from widgets.print.planner import WallPlanner

MM = 25.4 / 72


def as_pdf(path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def grey(data, page, dpi=72):
    return pypdfium2.PdfDocument(data)[page].render(scale=dpi / 72, grayscale=True).to_numpy()


def test_what_is_printed_directly_is_as_large_as_the_pdf_and_the_same_picture(
    window, tmp_path, qtbot
):
    made = print_window(window, qtbot, paper="A2", scale="fit").made
    path = tmp_path / "printed.pdf"
    for _ in painted_pages(as_pdf(path), made.printout):
        pass
    printed, ours = path.read_bytes(), export_journey(made.wish.journey, made.wish.settings)
    sizes = [pypdfium2.PdfDocument(data).get_page_size(0) for data in (printed, ours)]
    assert sizes[0] == pytest.approx(sizes[1], abs=0.5)
    assert sizes[0][0] * MM == pytest.approx(594, abs=0.2)
    theirs, wanted = grey(printed, 0).astype(int), grey(ours, 0).astype(int)
    rows, columns = (min(sides) for sides in zip(theirs.shape, wanted.shape, strict=True))
    apart = abs(theirs[:rows, :columns] - wanted[:rows, :columns])
    assert (apart > 64).mean() < 0.005


def test_printing_goes_on_beside_the_window_and_corrects_what_was_measured(
    filled, settings, tmp_path, qtbot, monkeypatch
):
    path = tmp_path / "printed.pdf"
    shown = print_window(filled, qtbot, output="tiles", tile_paper="A3", paper="A2", scale="fit")
    count = len(shown.made.printout.pages)

    def choose(_parent, printer, _pages):
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        return True

    monkeypatch.setattr(print_direct, "ask_for_printer", choose)
    shown.buttons["print"].click()
    with qtbot.waitSignal(filled.print_desk.printing.ended, timeout=30_000):
        pass
    document = pypdfium2.PdfDocument(path.read_bytes())
    assert len(document) == count
    sides = sorted(round(side * MM) for side in document.get_page_size(0))
    assert sides == [297, 420]
    assert str(count) in filled.problem_text


def test_only_the_pages_the_dialog_was_told_are_printed_and_remembered(
    filled, tmp_path, qtbot, monkeypatch
):
    filled.document.save(tmp_path / "map.journey")
    path = tmp_path / "printed.pdf"
    shown = print_window(filled, qtbot, output="tiles", tile_paper="A3", paper="A2", scale="fit")
    made = shown.made

    def choose(_parent, printer, _pages):
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(2, 2)
        return True

    monkeypatch.setattr(print_direct, "ask_for_printer", choose)
    shown.buttons["print"].click()
    with qtbot.waitSignal(filled.print_desk.printing.ended, timeout=30_000):
        pass
    assert len(pypdfium2.PdfDocument(path.read_bytes())) == 1
    shown = print_window(filled, qtbot)
    every = [page.name for page in made.printout.pages]
    assert shown.made.printout.pages[1].name == every[1]
    shown.changed_sheets.click()
    assert set(shown.settings.sheets) == set(every[2:])


def test_printing_that_is_called_off_ends_and_is_no_print(filled, tmp_path, qtbot, monkeypatch):
    filled.document.save(tmp_path / "map.journey")
    shown = print_window(filled, qtbot, output="tiles", tile_paper="A3", paper="A2", scale="fit")
    printer = as_pdf(tmp_path / "printed.pdf")
    printing = DirectPrint(filled, printer, shown.made.printout, (1.0, 1.0))
    printing._go_on()
    with qtbot.waitSignal(printing.ended):
        printing.call_off()
    assert not printing.is_done
    assert "called off" in filled.statusBar().currentMessage()


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_no_page_is_told_of_and_nothing_counts_as_printed(
    window, tmp_path, qtbot
):
    shown = print_window(window, qtbot, paper="A4", scale="fit")
    printer = as_pdf(tmp_path / "nowhere" / "printed.pdf")
    printing = DirectPrint(window, printer, shown.made.printout, (1.0, 1.0))
    with qtbot.waitSignal(printing.ended):
        pass
    assert not printing.is_done
    assert "printed.pdf did not take the pages" in window.problem_text


def test_pages_windows_cannot_take_are_not_printed_directly(filled, qtbot, monkeypatch):
    monkeypatch.setattr(print_direct.sys, "platform", "win32")
    shown = print_window(filled, qtbot, paper="map", scale="2:1")
    assert not shown.buttons["print"].isEnabled()
    assert "3,276 mm" in shown.buttons["print"].toolTip()
    assert shown.buttons["pdf"].isEnabled()


def test_the_planner_works_out_three_ways_and_fills_in_the_one_that_is_taken(
    filled, qtbot, monkeypatch
):
    shown = print_window(filled, qtbot)
    seen = {}

    def plan(planner):
        planner.show()
        planner.wall_width.setValue(1500)
        planner.wall_height.setValue(900)
        qtbot.waitUntil(
            lambda: all(card.button.isEnabled() for card in planner.ways.values()),
            timeout=20_000,
        )
        seen.update({name: card.facts.text() for name, card in planner.ways.items()})
        assert all(card.picture.printout is not None for card in planner.ways.values())
        planner.ways["A3"].button.click()
        return 1

    monkeypatch.setattr(WallPlanner, "exec", plan)
    shown.findChild(type(shown.buttons["pdf"]), "plan").click()
    wait_until_made(filled, qtbot)
    assert set(seen) == {"A4", "A3", "roll"}
    assert all("readable" in text.lower() for text in seen.values())
    assert shown.settings.output == "tiles"
    assert shown.settings.tile_paper == "A3"
    assert shown.made.facts.width <= 1500
    assert shown.made.facts.height <= 900


def test_what_was_measured_of_a_printer_is_remembered_and_corrects_the_sheets(
    filled, settings, qtbot, monkeypatch
):
    shown = print_window(filled, qtbot, output="tiles")

    def measure(dialog):
        dialog.show()
        dialog.printer_box.setCurrentText("Office")
        dialog.measured_x.setValue(99.5)
        line = dialog.measured_y.lineEdit()
        for text, can_be in (("80", False), ("100", True)):
            line.selectAll()
            QTest.keyClicks(line, text)
            qtbot.waitUntil(lambda can=can_be: dialog.take_button.isEnabled() == can)
        assert "100.5" in dialog.said.text()
        dialog.take_button.click()
        return 1

    monkeypatch.setattr(CalibrationDialog, "exec", measure)
    shown.findChild(type(shown.buttons["pdf"]), "calibrate").click()
    assert correction_of(settings, "Office") == pytest.approx((1.005025, 1.0))
    assert shown.settings.correct_x == pytest.approx(1.005025)


def test_a_print_is_saved_as_pictures_and_as_words_too(filled, tmp_path, qtbot, monkeypatch):
    paths = [tmp_path / name for name in ("wall.png", "wall.svg", "wall.html")]
    monkeypatch.setattr(file_dialogs, "choose_new_file", lambda *_: paths.pop(0))
    shown = print_window(filled, qtbot, paper="A3", scale="fit")
    shown.output_asked.emit("png_96")
    qtbot.waitUntil(lambda: not filled.is_exporting, timeout=60_000)
    with Image.open(tmp_path / "wall.png") as picture:
        assert picture.size == (1587, 1123)
    print_window(filled, qtbot).output_asked.emit("svg")
    qtbot.waitUntil(lambda: not filled.is_exporting, timeout=60_000)
    assert 'width="420mm"' in (tmp_path / "wall.svg").read_text("utf-8")
    print_window(filled, qtbot).output_asked.emit("html")
    qtbot.waitUntil(lambda: not filled.is_exporting, timeout=60_000)
    assert "<table" in (tmp_path / "wall.html").read_text("utf-8")


def test_pictures_of_pages_that_are_there_already_are_not_replaced_unasked(
    filled, tmp_path, qtbot, monkeypatch
):
    asked = []
    monkeypatch.setattr(file_dialogs, "choose_new_file", lambda *_: tmp_path / "slide.svg")
    monkeypatch.setattr(file_dialogs, "may_replace", lambda _, path: asked.append(path))
    shown = print_window(filled, qtbot, output="slides")
    pages = shown.made.printout.pages
    (first, *_) = page_paths(tmp_path / "slide.svg", shown.made.printout)
    first.write_text("the talk of yesterday")
    shown.output_asked.emit("svg")
    assert len(pages) > 1
    assert asked == [first]
    assert not filled.is_exporting
    assert first.read_text() == "the talk of yesterday"


def test_blurred_pictures_are_told_of_before_a_file_is_asked_for(filled, qtbot):
    image = image_of(Image.new("RGB", (40, 30), "teal"))
    card = next(items[0] for items in filled.document.value.lanes[0].cells.values())

    def with_image(journey):
        return set_item(add_entry(journey, "images", image), card.id, image=image.sha256)

    filled.document.apply("edits.set_items", with_image)
    shown = print_window(filled, qtbot)
    ways = [*shown.buttons.values(), shown.more]
    assert not any(way.isEnabled() for way in ways)
    assert "72" in shown.buttons["pdf"].toolTip()
    shown.take(with_changes(shown.settings, allow_coarse_images=True))
    wait_until_made(filled, qtbot)
    assert shown.buttons["pdf"].isEnabled()
    assert shown.more.isEnabled()
    assert not shown.buttons["pdf"].toolTip()


def test_blank_forms_say_how_many_notes_they_have_room_for(filled, qtbot):
    shown = print_window(filled, qtbot, content="blank")
    assert "notes" in shown.facts.values["notes"]
    pick(shown.form.rows["content"].box, "filled")
    wait_until_made(filled, qtbot)
    assert "notes" not in shown.facts.values


def test_every_print_setting_has_its_place_in_the_window():
    in_the_form = {field.path for field in FIELDS} | {"note_width", "note_height"}
    # Sheets are chosen in the picture.
    assert set(PrintSettings.model_fields) - in_the_form == {"sheets"}


def test_only_the_sheets_that_changed_since_the_last_print_are_printed_again(
    filled, tmp_path, qtbot, monkeypatch
):
    filled.document.save(tmp_path / "map.journey")
    monkeypatch.setattr(file_dialogs, "choose_new_file", lambda *_: tmp_path / "tiles.pdf")
    wanted = {"output": "tiles", "tile_paper": "A3", "paper": "A1", "scale": "fit"}
    shown = print_window(filled, qtbot, **wanted)
    assert not shown.changed_sheets.isVisible()
    shown.buttons["pdf"].click()
    qtbot.waitUntil(lambda: not filled.is_exporting, timeout=60_000)
    shown = print_window(filled, qtbot)
    assert shown.settings.tile_paper == "A3"
    assert not shown.changed_sheets.isVisible()
    lane = next(lane for lane in filled.document.value.lanes if lane.kind == "cards")
    card = next(cell for cell in lane.cells.values() if cell)[0]
    before = shown.made
    filled.document.apply("edits.text", lambda held: set_item(held, card.id, text="Nu"))
    qtbot.waitUntil(lambda: shown.made is not before)
    wait_until_made(filled, qtbot)
    assert shown.changed_sheets.isVisible()
    shown.changed_sheets.click()
    wait_until_made(filled, qtbot)
    count = len(pages_of_wall(shown.made.shown))
    assert 0 < len(pages_of_wall(shown.made.printout)) < count
