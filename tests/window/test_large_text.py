"""Text of twice the size in a small window, and buttons for fingers: nothing is cut off."""

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolBar,
    QToolButton,
)

from app.document import Document
from app.keyboard_page import keyboard_rows
from model.printing.settings import PrintSettings
from model.templates import sample
from widgets.canvas.selection import NOTHING, Selection, item_selection
from widgets.dialogs import AboutDialog, KeyboardDialog
from widgets.print.row import Offers
from widgets.print.window import PrintWindow
from widgets.text_scale import text_scale
from widgets.zoom_bar import ZoomBar

FINGER = 32


@pytest.fixture(params=[1.25, 1.5, 2.0])
def scale(request, workspace):
    usual = QApplication.font()
    large = QApplication.font()
    large.setPointSizeF(usual.pointSizeF() * request.param)
    QApplication.setFont(large)
    yield request.param
    QApplication.setFont(usual)


def opened(workspace, qtbot, language):
    workspace.use_language(language)
    window = workspace.open_window(Document(sample("sustainable-shoes", language)))
    window.resize(1024, 700)
    qtbot.waitExposed(window)
    assert window.page.inspector is not None
    assert window.page.outline is not None
    return window


def selections(window):
    journey = window.document.value
    first = {
        lane.kind: next(iter(lane.cells.values()))[0].id for lane in journey.lanes if lane.cells
    }
    yield NOTHING
    yield from (item_selection([held]) for held in first.values())
    yield item_selection([first["cards"], first["feelings"]])
    yield Selection("lanes", (journey.lanes[0].id,))
    yield Selection("phases", (journey.phases[0].id,))
    yield Selection("steps", (journey.steps[0].id,))


def settle():
    """Let all layouts hear of each other."""
    for _ in range(6):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def cut_off(pane):
    """Return the texts below ``pane`` that have less room than they need."""
    found = []
    for label in pane.findChildren(QLabel):
        is_shown = label.isVisible() and label.text() and label.wordWrap()
        if is_shown and label.heightForWidth(label.width()) > label.height() + 1:
            found.append(label.text())
    for kind in (QPushButton, QToolButton, QComboBox):
        for widget in pane.findChildren(kind):
            text = "" if isinstance(widget, QComboBox) else widget.text()
            if widget.isVisible() and widget.minimumSizeHint().height() > widget.height() + 1:
                found.append(text or type(widget).__name__)
            if text and widget.isVisible() and widget.sizeHint().width() > widget.width() + 1:
                found.append(text)
    return found


@pytest.mark.parametrize("language", ["da", "en"])
def test_large_text_is_not_cut_off_and_the_panels_scroll(workspace, qtbot, scale, language):
    window = opened(workspace, qtbot, language)
    assert text_scale() > 1
    assert (window.width(), window.height()) == (1024, 700)
    inspector = window.page.inspector
    for selection in selections(window):
        window.choose(selection)
        for section in inspector.form.sections.values():
            section.set_open(True)
        settle()
        area = inspector.form.parent_area
        assert isinstance(area, QScrollArea)
        assert inspector.form.width() <= area.viewport().width(), selection
        assert cut_off(inspector) == [], selection
    assert window.canvas.width() > 0.4 * window.width()
    assert window.page.outline.tree.visualRect(
        window.page.outline.model.index_of(("title",))
    ).height() >= round(26 * text_scale())


@pytest.mark.parametrize("language", ["da", "en"])
def test_dialogs_fit_a_small_screen_with_large_text(workspace, qtbot, scale, language):
    window = opened(workspace, qtbot, language)
    words = workspace.language
    for dialog in (
        AboutDialog(words, "1", window),
        KeyboardDialog(words, keyboard_rows(words), window),
        PrintWindow(words, Offers(), PrintSettings(output="tiles"), None, window),
    ):
        dialog.show()
        settle()
        assert dialog.minimumSizeHint().width() <= 1024
        assert dialog.minimumSizeHint().height() <= 700
        assert cut_off(dialog) == []
        dialog.close()


def test_what_a_finger_presses_is_large_enough(filled):
    bar = filled.findChild(QToolBar)
    pressed = [
        *bar.findChildren(QToolButton),
        *filled.findChild(ZoomBar).findChildren(QToolButton),
    ]
    shown = [button for button in pressed if button.isVisible() and button.toolTip()]
    assert len(shown) > 8
    assert [button.toolTip() for button in shown if button.height() < FINGER] == []
    filled.choose(NOTHING)
    form = filled.page.inspector.form
    headings = [box.heading for box in form.sections.values() if box.heading.isVisible()]
    assert headings
    assert all(heading.height() >= FINGER for heading in headings)
    assert all(isinstance(heading, QAbstractButton) for heading in headings)
