"""A PDF with its map inside opens in the window as a new map, and stays the PDF it is."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from app import file_dialogs
from app.dropped_files import take_drop
from app.export.jobs import export_journey
from model.file import read_journey
from model.printing.settings import PrintSettings
from model.templates import template
from widgets.banner import Banner

MAP = template("aida", "da")


@pytest.fixture(scope="module")
def printed():
    return export_journey(MAP, PrintSettings(profile="archive"))


def test_a_map_from_a_pdf_is_a_new_one_named_like_it_and_saved_as_a_map(
    workspace, printed, tmp_path, monkeypatch
):
    pdf, target = tmp_path / "Væggen.pdf", tmp_path / "Ny.journey"
    pdf.write_bytes(printed)
    window = workspace.open_file(pdf)
    assert window.document.value == MAP
    assert window.windowTitle() == "Væggen[*] – Journeywall"
    assert window.isWindowModified()
    proposals = []
    monkeypatch.setattr(
        file_dialogs, "choose_new_file", lambda *asked: proposals.append(asked[2]) or target
    )
    window.actions_made["save"].trigger()
    assert proposals == [tmp_path / "Væggen.journey"]
    assert read_journey(target).lanes == MAP.lanes
    assert pdf.read_bytes() == printed
    assert window.windowTitle() == "Ny[*] – Journeywall"


def test_a_pdf_dropped_on_the_window_opens_and_one_without_a_map_is_told_of(
    window, workspace, printed, tmp_path
):
    good, bad = tmp_path / "wall.pdf", tmp_path / "invoice.pdf"
    good.write_bytes(printed)
    bad.write_bytes(export_journey(MAP))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in (good, bad)])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    take_drop(window, event)
    opened = workspace.windows[-1]
    assert opened.document.value == MAP
    assert "invoice.pdf" in opened.findChild(Banner).text
