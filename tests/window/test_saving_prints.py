"""A print is saved beside the window's work: told when it is done, refused or called off."""

import gc
import threading

import pikepdf
import pytest
from PySide6.QtWidgets import QToolButton

from app import file_dialogs, print_saving
from app.document import Document
from app.export import jobs
from app.export.pdf import Written
from app.main import main
from app.patience import wait_for_abandoned
from app.print_saving import start_export
from model.edits import set_about
from model.file import read_journey
from model.printing.settings import PrintSettings
from model.templates import sample
from model.values import with_changes
from tests.window.print_windows import print_window
from widgets.banner import Banner
from widgets.print.made import Wish

MM = 72 / 25.4
FITTED = PrintSettings(paper="A1", scale="fit")
CLAIMING = {"profile": "cmyk", "claims_x1a": True}


def test_the_window_ends_in_a_real_pdf_of_the_size_it_showed(filled, tmp_path, monkeypatch, qtbot):
    path = tmp_path / "wall.pdf"
    proposed = []
    monkeypatch.setattr(
        file_dialogs, "choose_new_file", lambda *asked: proposed.append(asked[2].name) or path
    )
    shown = print_window(filled, qtbot, paper="A0", scale="fit")
    shown.buttons["pdf"].click()
    qtbot.waitUntil(lambda: not filled.is_exporting, timeout=60_000)
    with pikepdf.open(path) as pdf:
        box = [float(side) / MM for side in pdf.pages[0].MediaBox]
        assert box[2:] == pytest.approx([1189, 841], abs=0.1)
        assert len(pdf.pages) == 1
    assert "wall.pdf" in filled.problem_text
    assert "1189 × 841 mm" in filled.problem_text
    title = "Emmas-way-to-a-pair-of-sustainable-shoes"
    assert proposed == [f"{title}_Six-month-follow-up_1189x841mm_1-1.99.pdf"]


def test_what_is_saved_is_what_was_chosen_also_before_it_is_seen(
    window, tmp_path, monkeypatch, qtbot
):
    path = tmp_path / "a4.pdf"
    monkeypatch.setattr(file_dialogs, "choose_new_file", lambda *_: path)
    shown = print_window(window, qtbot, paper="A3", scale="fit")
    shown.take(with_changes(shown.settings, paper="A4"))
    shown.buttons["pdf"].click()
    qtbot.waitUntil(lambda: path.exists() and not window.is_exporting, timeout=60_000)
    with pikepdf.open(path) as pdf:
        assert [float(side) / MM for side in pdf.pages[0].MediaBox][2:] == pytest.approx(
            [297, 210], abs=0.1
        )


def test_an_export_that_fails_is_told_and_leaves_no_file(filled, tmp_path, qtbot):
    path = tmp_path / "nowhere" / "a1.pdf"
    start(filled, path)
    qtbot.waitUntil(lambda: not filled.is_exporting, timeout=60_000)
    assert "was not saved" in filled.problem_text
    assert not path.exists()


def test_the_window_goes_on_working_while_the_pdf_is_made(filled, tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr(print_saving, "_PATIENCE_MS", 1)
    start(filled, tmp_path / "a1.pdf")
    filled.actions_made["select_all"].trigger()
    assert filled.is_exporting
    qtbot.waitUntil(lambda: not filled.is_exporting, timeout=60_000)
    assert (tmp_path / "a1.pdf").read_bytes().startswith(b"%PDF-")


def test_the_pdf_of_a_saved_map_is_that_of_the_command_line_byte_for_byte(
    filled, tmp_path, monkeypatch, qtbot
):
    saved, ours, theirs = (tmp_path / name for name in ("map.journey", "window.pdf", "line.pdf"))
    proposed = []
    monkeypatch.setattr(
        file_dialogs, "choose_new_file", lambda *asked: proposed.append(asked[2].name) or ours
    )
    filled.document.apply("edits.about", lambda held: set_about(held, title="Printed"))
    filled.document.save(saved)
    print_window(filled, qtbot, paper="A1", scale="fit").buttons["pdf"].click()
    qtbot.waitUntil(lambda: not filled.is_exporting, timeout=60_000)
    assert main(["export", str(saved), "-o", str(theirs), "--paper", "A1"]) == 0
    assert ours.read_bytes() == theirs.read_bytes()
    day = read_journey(saved).about.modified[:10]
    assert f"_{day}_" in proposed[0]


def start(window, path, settings=FITTED):
    return start_export(window, Wish(window.document.value, settings), path)


def test_what_a_press_must_know_of_the_file_is_told_when_it_is_saved(filled, tmp_path, qtbot):
    path = tmp_path / "a1.pdf"
    start(filled, path, PrintSettings(**FITTED.model_dump() | CLAIMING))
    qtbot.waitUntil(lambda: not filled.is_exporting, timeout=60_000)
    assert "a1.pdf" in filled.problem_text
    assert "Save the map once, so that it has a date" in filled.problem_text
    with pikepdf.open(path) as pdf:
        assert "/GTS_PDFXVersion" not in pdf.docinfo


def test_a_window_closed_during_an_export_goes_when_the_pdf_is_there(filled, workspace, tmp_path):
    start(filled, tmp_path / "a1.pdf")
    assert filled.close()
    assert (tmp_path / "a1.pdf").read_bytes().rstrip().endswith(b"%%EOF")
    assert filled not in workspace.windows


def test_an_export_that_is_called_off_saves_nothing_and_frees_the_window(
    filled, tmp_path, qtbot, monkeypatch
):
    monkeypatch.setattr(print_saving, "_PATIENCE_MS", 1)
    begun, wanted = threading.Event(), threading.Event()

    def slow(*_, **__):
        begun.set()
        wanted.wait(20)
        return Written(b"%PDF-")

    monkeypatch.setattr(jobs, "written", slow)
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
    assert [is_exporting for is_exporting, _ in seen] == [True, False]
    assert not seen[0][1]
    qtbot.waitUntil(gc.isenabled)  # what else is done beside the windows may still have it rest


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
