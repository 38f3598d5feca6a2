"""The export dialog: a live page, warnings in place, and a real PDF at the end."""

import gc
import threading

import pikepdf
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from app import export_command, file_dialogs
from app.document import Document
from app.export.jobs import suggested_name
from app.export_command import start_export
from app.main import main
from app.patience import wait_for_abandoned
from model.edits import set_about, set_sheet
from model.file import read_journey
from model.layout.engine import Layout
from model.printing.settings import PrintSettings
from model.printing.wall import wall_plan
from model.templates import sample
from widgets.banner import Banner
from widgets.export_dialog import ExportDialog, ExportWish

MM = 72 / 25.4
FITTED = PrintSettings(paper="A1", scale="fit")


@pytest.fixture
def dialog(workspace, qtbot):
    journey = sample("sustainable-shoes", "en")
    sheet = Layout(workspace.fonts).sheet(journey)
    made = ExportDialog(workspace.language, sheet, journey.sheet, ExportWish())
    qtbot.addWidget(made)
    made.show()
    return made


def pick(box, data):
    index = box.findData(data)
    assert index >= 0, data
    box.setCurrentIndex(index)


def fact(dialog, name):
    return dialog._facts[name][1].text()


def test_the_maps_own_size_is_the_first_choice_at_true_size(dialog):
    assert dialog.plan.scale == 1
    assert dialog.plan.width == pytest.approx(dialog._sheet.width)
    assert "1:1" in fact(dialog, "scale")


def test_choosing_a_paper_fits_the_map_to_it_and_says_from_where_it_can_be_read(dialog):
    pick(dialog.paper, "A0")
    assert dialog.wish == ExportWish("A0", "fit", "auto", "print")
    assert "1,189 × 841 mm" in fact(dialog, "page") or "1189 × 841 mm" in fact(dialog, "page")
    assert "readable from" in fact(dialog, "card")
    assert not dialog.warning.isVisible()


def test_a_small_paper_warns_that_the_cards_cannot_be_read_on_a_wall(dialog):
    pick(dialog.paper, "A4")
    assert "too small" in dialog.warning.text()
    assert dialog.export_button.isEnabled()


def test_an_exact_scale_that_does_not_fit_is_refused_in_place(dialog):
    pick(dialog.paper, "A3")
    pick(dialog.scale, "1:1")
    assert dialog.plan is None
    assert "does not fit" in dialog.warning.text()
    assert not dialog.export_button.isEnabled()
    pick(dialog.scale, "fit")
    assert dialog.export_button.isEnabled()


def test_a_page_over_5080_mm_is_refused_naming_the_limit(workspace, qtbot):
    journey = set_sheet(sample("sustainable-shoes", "en"), note_width=400.0, notes_across=2)
    sheet = Layout(workspace.fonts).sheet(journey)
    dialog = ExportDialog(workspace.language, sheet, journey.sheet, ExportWish())
    qtbot.addWidget(dialog)
    dialog.show()
    assert "5080" in dialog.warning.text()
    assert dialog.plan is None


def test_own_sizes_and_own_scales_are_taken(dialog):
    pick(dialog.paper, "custom")
    dialog.paper_width.setValue(3000)
    dialog.paper_height.setValue(1200)
    assert dialog.plan.width == 3000
    pick(dialog.scale, "other")
    dialog.other_scale.setText("1:2,5")
    assert dialog.plan.scale == pytest.approx(0.4)
    dialog.other_scale.setText("hello")
    assert dialog.plan is None
    assert "hello" in dialog.warning.text()


def test_every_paper_and_orientation_gives_a_page_or_a_sentence(dialog):
    for paper in range(dialog.paper.count()):
        dialog.paper.setCurrentIndex(paper)
        for orientation in range(dialog.orientation.count()):
            dialog.orientation.setCurrentIndex(orientation)
            assert (dialog.plan is None) == (not dialog.export_button.isEnabled())
            assert dialog.plan is not None or dialog.warning.text()
    dialog.grab()


def test_what_was_chosen_comes_back_when_the_dialog_is_opened_again(dialog, workspace, qtbot):
    wish = ExportWish("2500x1000mm", "1:4", "landscape", "greyscale")
    again = ExportDialog(workspace.language, dialog._sheet, dialog._settings, wish)
    qtbot.addWidget(again)
    assert again.wish == wish


def test_the_dialog_ends_in_a_real_pdf_of_the_size_it_showed(filled, tmp_path, monkeypatch, qtbot):
    path = tmp_path / "wall.pdf"
    proposed = []

    def name_it(_parent, _title, name, _filter):
        proposed.append(name.name)
        return path

    def choose(dialog):
        pick(dialog.paper, "A0")
        return 1

    monkeypatch.setattr(ExportDialog, "exec", choose)
    monkeypatch.setattr(file_dialogs, "choose_new_file", name_it)
    filled.actions_made["export_pdf"].trigger()
    qtbot.waitUntil(lambda: not filled.is_exporting, timeout=60_000)
    with pikepdf.open(path) as pdf:
        box = [float(side) / MM for side in pdf.pages[0].MediaBox]
        assert box[2:] == pytest.approx([1189, 841], abs=0.1)
        assert len(pdf.pages) == 1
    assert "wall.pdf" in filled.problem_text
    title = "Emmas-way-to-a-pair-of-sustainable-shoes"
    assert proposed == [f"{title}_Workshop-1-fair-copy_1189x841mm_1-1.8.pdf"]


def test_an_export_that_fails_is_told_and_leaves_no_file(filled, tmp_path, qtbot):
    journey = filled.document.value
    sheet = Layout(filled.workspace.fonts).sheet(journey)
    plan = wall_plan(sheet, PrintSettings(paper="A0", scale="fit"))
    path = tmp_path / "nowhere" / suggested_name(journey, plan)
    start_export(filled, journey, ExportWish("A0", "fit"), plan, path)
    qtbot.waitUntil(lambda: not filled.is_exporting, timeout=60_000)
    assert "was not saved" in filled.problem_text
    assert not path.exists()


def test_the_window_goes_on_working_while_the_pdf_is_made(filled, tmp_path, qtbot, monkeypatch):
    journey = filled.document.value
    plan = wall_plan(Layout(filled.workspace.fonts).sheet(journey), FITTED)
    monkeypatch.setattr(export_command, "_PATIENCE_MS", 1)
    start_export(filled, journey, ExportWish("A1", "fit"), plan, tmp_path / "a1.pdf")
    filled.actions_made["select_all"].trigger()
    assert filled.is_exporting
    qtbot.waitUntil(lambda: not filled.is_exporting, timeout=60_000)
    assert (tmp_path / "a1.pdf").read_bytes().startswith(b"%PDF-")


def test_characters_that_no_font_has_are_told_before_the_export(filled, monkeypatch):
    told = []

    def read_and_cancel(dialog):
        dialog.show()
        told.append(dialog.warning.text() if dialog.warning.isVisible() else "")
        return 0

    monkeypatch.setattr(ExportDialog, "exec", read_and_cancel)
    filled.actions_made["export_pdf"].trigger()
    filled.document.apply("edits.about", lambda held: set_about(held, title="ร้าน"))
    filled.actions_made["export_pdf"].trigger()
    assert "ร" not in told[0]
    assert "ร" in told[1]


@pytest.mark.parametrize(("width", "height"), [(3000, 841), (841, 3000), (1200, 1250)])
def test_own_measures_lie_as_they_were_typed_unless_turned(dialog, width, height):
    pick(dialog.paper, "custom")
    dialog.paper_width.setValue(width)
    dialog.paper_height.setValue(height)
    assert (dialog.plan.width, dialog.plan.height) == (width, height)
    wish = dialog.wish
    again = ExportDialog(dialog._language, dialog._sheet, dialog._settings, wish, dialog)
    assert again.orientation.currentData() == "auto"
    assert again.wish == wish
    pick(dialog.orientation, "portrait")
    assert dialog.plan.width <= dialog.plan.height


def test_own_measures_are_named_as_people_write_them(dialog):
    pick(dialog.paper, "custom")
    dialog.paper_width.setValue(300)
    dialog.paper_height.setValue(841.5)
    pick(dialog.scale, "1:1")
    assert "300 × 841.5 mm" in dialog.warning.text()


def test_measures_are_read_in_the_language_of_the_window(workspace, dialog, qtbot):
    workspace.use_language("da")
    dialog = ExportDialog(workspace.language, dialog._sheet, dialog._settings, ExportWish())
    qtbot.addWidget(dialog)
    pick(dialog.paper, "custom")
    field = dialog.paper_width.lineEdit()
    for text, width in (("1.250,5", 1250.5), ("3.000", 3000), ("1200 mm", 1200)):
        field.selectAll()
        QTest.keyClicks(field, text)
        qtbot.waitUntil(
            lambda wanted=width: dialog.plan is not None and dialog.plan.width == wanted
        )
    for text, said in (("1250.5", "Skriv et tal, fx"), ("99999", "15.000"), ("5", "fra 10")):
        field.selectAll()
        QTest.keyClicks(field, text)
        qtbot.waitUntil(lambda wanted=said: wanted in dialog.warning.text())
        assert dialog.plan is None
        assert not dialog.export_button.isEnabled()


def test_a_scale_that_is_none_is_answered_in_the_words_of_the_dialog(workspace, dialog):
    workspace.use_language("da")
    pick(dialog.scale, "other")
    dialog.other_scale.setText("stor")
    assert "»stor«" in dialog.warning.text()
    assert "fit" not in dialog.warning.text()


def test_the_pdf_of_a_saved_map_is_that_of_the_command_line_byte_for_byte(
    filled, tmp_path, monkeypatch, qtbot
):
    saved, ours, theirs = (tmp_path / name for name in ("map.journey", "window.pdf", "line.pdf"))
    proposed = []
    monkeypatch.setattr(ExportDialog, "exec", lambda dialog: pick(dialog.paper, "A1") or 1)
    monkeypatch.setattr(
        file_dialogs, "choose_new_file", lambda *asked: proposed.append(asked[2].name) or ours
    )
    filled.document.apply("edits.about", lambda held: set_about(held, title="Printed"))
    filled.document.save(saved)
    filled.actions_made["export_pdf"].trigger()
    qtbot.waitUntil(lambda: not filled.is_exporting, timeout=60_000)
    assert main(["export", str(saved), "-o", str(theirs), "--paper", "A1"]) == 0
    assert ours.read_bytes() == theirs.read_bytes()
    day = read_journey(saved).about.modified[:10]
    assert f"_{day}_" in proposed[0]


def start(window, path):
    journey = window.document.value
    plan = wall_plan(Layout(window.workspace.fonts).sheet(journey), FITTED)
    return start_export(window, journey, ExportWish("A1", "fit"), plan, path)


def test_a_window_closed_during_an_export_goes_when_the_pdf_is_there(filled, workspace, tmp_path):
    start(filled, tmp_path / "a1.pdf")
    assert filled.close()
    assert (tmp_path / "a1.pdf").read_bytes().rstrip().endswith(b"%%EOF")
    assert filled not in workspace.windows


def test_an_export_that_is_called_off_saves_nothing_and_frees_the_window(
    filled, tmp_path, qtbot, monkeypatch
):
    monkeypatch.setattr(export_command, "_PATIENCE_MS", 1)
    begun, wanted = threading.Event(), threading.Event()

    def slow(*_, **__):
        begun.set()
        wanted.wait(20)
        return b"%PDF-"

    monkeypatch.setattr(export_command, "export_journey", slow)
    start(filled, tmp_path / "a1.pdf")
    assert begun.wait(20)
    qtbot.waitUntil(lambda: bool(stop_buttons(filled)))
    stop_buttons(filled)[0].click()
    assert not filled.is_exporting
    assert "called off" in filled.statusBar().currentMessage()
    assert filled.close()
    wanted.set()
    wait_for_abandoned()
    qtbot.wait(20)
    assert not (tmp_path / "a1.pdf").exists()


def test_a_large_map_is_laid_out_for_print_beside_the_window(filled, monkeypatch):
    threads = []
    before = Layout.sheet

    def noted(*given, **named):
        threads.append(threading.current_thread() is threading.main_thread())
        return before(*given, **named)

    shown = []
    monkeypatch.setattr(Layout, "sheet", noted)
    monkeypatch.setattr(ExportDialog, "exec", lambda dialog: shown.append(dialog.plan.width) or 0)
    monkeypatch.setattr(export_command, "_MANY_ITEMS", 1)
    filled.actions_made["export_pdf"].trigger()
    assert threads[0] is False
    assert shown == [pytest.approx(filled.canvas.sheet.width)]


def stop_buttons(window):
    return [
        button
        for button in window.statusBar().findChildren(QToolButton)
        if button.text() == "Cancel" and button.isVisible()
    ]


def test_a_window_closed_during_an_export_that_fails_stays_and_tells_it(
    filled, workspace, tmp_path
):
    start(filled, tmp_path / "nowhere" / "a1.pdf")
    assert not filled.close()
    assert "was not saved" in filled.problem_text
    assert filled.isVisible()
    assert filled in workspace.windows
    assert filled.close()


def test_the_collector_rests_until_the_last_export_is_over(filled, workspace, tmp_path, qtbot):
    other = workspace.open_window(Document(sample("holiday", "en")))
    start(filled, tmp_path / "nowhere" / "a1.pdf")
    start(other, tmp_path / "a1.pdf")
    assert not gc.isenabled()
    first, last = filled.running_export, other.running_export
    seen = []
    for running in (first, last):
        running.ended.connect(
            lambda: seen.append((filled.is_exporting or other.is_exporting, gc.isenabled()))
        )
    qtbot.waitUntil(lambda: len(seen) == 2, timeout=60_000)
    assert seen == [(True, False), (False, True)]


def test_saving_takes_away_what_was_told_of_saving_alone(filled, tmp_path, qtbot, monkeypatch):
    start(filled, tmp_path / "nowhere" / "a1.pdf")
    qtbot.waitUntil(lambda: not filled.is_exporting, timeout=60_000)
    paths = [tmp_path / "nowhere" / "map.journey", tmp_path / "map.journey"]
    monkeypatch.setattr(file_dialogs, "choose_new_file", lambda *_: paths.pop(0))
    filled.actions_made["save"].trigger()
    assert "map.journey" in filled.problem_text
    filled.actions_made["save"].trigger()
    assert not paths
    assert "a1.pdf" in filled.problem_text
    assert filled.findChild(Banner).count == 1
