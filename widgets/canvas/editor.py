"""The text field that lies over a card while one writes on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPalette,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from model.text.bidi import base_level
from model.text.setting import LINE_SPACING
from model.values import clean_line, clean_text
from widgets.canvas.lettering import all_families
from widgets.for_window import is_for_window
from widgets.overrides import guarded

# Type smaller than the first (px) is written in the second, in a field as much wider, so that
# lines break where they do on the card, and no taller than its text.
_LEGIBLE_TYPE_PX = 9.5
_ENLARGED_TYPE_PX = 13.0
_ENLARGED_WIDTH_PX = (112.0, 230.0)  # the least and the most
_ENLARGED_LINES = 2
_MARGIN_PX = 14.0  # kept between an enlarged field and the window's edges


@dataclass(frozen=True, slots=True)
class Slip:
    """How a text looks where it is written.

    Attributes:
        box: Where it stands, px of the viewport.
        type_px: Type size in px.
        ground: Colour behind it.
        ink: Colour of the letters.
        alignment: How lines stand in the box.
    """

    box: QRectF
    type_px: float
    ground: QColor
    ink: QColor
    is_bold: bool
    alignment: Qt.AlignmentFlag


@guarded
class Editor(QTextEdit):
    """Plain text in the card's own type, place and colours.

    It is a QTextEdit only for its line height, which QPlainTextEdit cannot set; rich text never
    gets in. It has no undo of its own: undo and redo are the map's.

    Attributes:
        is_enlarged: Whether it is larger than the text it stands for.
        written: A person changed the text.
        asked: ``finish``, ``next_card``, ``next_cell``, ``previous_cell``, ``undo``, ``redo``, or
            ``pause`` when the caret was moved.
    """

    written = Signal(str)
    asked = Signal(str)

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self._is_line = False
        self._least_height = 0.0
        self._slip: Slip | None = None
        self._type_px = _ENLARGED_TYPE_PX
        self.is_enlarged = False
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(False)
        self.setAcceptDrops(False)  # files dropped here are for the window
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._tell)
        self.hide()

    def open(self, text: str, slip: Slip | None, *, is_line: bool) -> None:
        """Show ``text``, as ``slip`` says, with the caret behind it."""
        self._is_line = is_line
        if slip is not None:
            self.look(slip)
        self.show_text(text)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_text(self, text: str) -> None:
        """Show ``text``, e.g. after undo, with the caret behind what changed."""
        held = self.toPlainText()
        if text == held:
            return
        caret = _end_of_change(held, text)
        with QSignalBlocker(self):
            self.setPlainText(text)
            self._set_lines()
            cursor = self.textCursor()
            cursor.setPosition(caret)
            self.setTextCursor(cursor)
        self._grow()

    def look(self, slip: Slip) -> None:
        """Take the look and the place of the text it stands for; too small a type grows."""
        if self._slip is not None and replace(slip, box=self._slip.box) == self._slip:
            self._slip = slip
            self._place(slip.box)
            return
        self._slip = slip
        self.is_enlarged = slip.type_px < _LEGIBLE_TYPE_PX
        type_px = self._type_px = _ENLARGED_TYPE_PX if self.is_enlarged else slip.type_px
        font = QFont()
        font.setFamilies(all_families())
        # Pixel sizes are whole numbers, point sizes are not.
        font.setPointSizeF(type_px * 72 / self.logicalDpiY())
        font.setBold(slip.is_bold)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
        with QSignalBlocker(self):
            self.setFont(font)
            self.document().setDefaultFont(font)
            self._set_lines()
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Base, slip.ground)
        palette.setColor(QPalette.ColorRole.Text, slip.ink)
        self.setPalette(palette)
        self._place(slip.box)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Hand undo, and the keys that end writing, to the canvas."""
        wish = _wish(event, is_line=self._is_line)
        if wish is None:
            super().keyPressEvent(event)
        else:
            self.asked.emit(wish)
            event.accept()

    def event(self, event: QEvent) -> bool:
        """Keep the window's shortcuts from taking keys that are meant for the text."""
        is_asking = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_asking and _wish(cast("QKeyEvent", event), is_line=self._is_line) is not None:
            event.accept()
            return True
        if is_for_window(event):
            event.ignore()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A caret moved by hand ends the entry of the history."""
        self.asked.emit("pause")
        super().mousePressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Writing ends when the focus goes, but for a menu or another window."""
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.MenuBarFocusReason,
        ):
            self.asked.emit("finish")

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """The wheel is for the canvas below."""
        event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Offer what is for text; undo is the map's and stands in the window's menu."""
        menu = self.createStandardContextMenu()
        for action in menu.actions()[:3]:  # undo, redo and the line below them
            menu.removeAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802
        """Only text is pasted."""
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        """Paste as plain text that a map can hold."""
        text = source.text()
        self.textCursor().insertText(clean_line(text) if self._is_line else clean_text(text))

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802
        """Copy as plain text."""
        data = QMimeData()
        data.setText(self.textCursor().selection().toPlainText())
        return data

    def _tell(self) -> None:
        if self.textCursor().blockFormat().alignment() != self._side():
            with QSignalBlocker(self):
                self._set_lines()
        self._grow()
        self.written.emit(self.toPlainText())

    def _set_lines(self) -> None:
        line_format = QTextBlockFormat()
        line_format.setLineHeight(
            self._type_px * LINE_SPACING, QTextBlockFormat.LineHeightTypes.FixedHeight.value
        )
        line_format.setAlignment(self._side())
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(line_format)

    def _side(self) -> Qt.AlignmentFlag:
        """Return where lines begin: as on the card, where the first letter's script begins."""
        alignment = self._slip.alignment if self._slip is not None else Qt.AlignmentFlag.AlignLeft
        if alignment != Qt.AlignmentFlag.AlignLeft:
            return alignment
        is_right = base_level(self.toPlainText()) == 1
        side = Qt.AlignmentFlag.AlignRight if is_right else alignment
        return side | Qt.AlignmentFlag.AlignAbsolute

    def _place(self, box: QRectF) -> None:
        if self.is_enlarged:
            box = self._enlarged(box)
        self._least_height = box.height()
        top = box.top() + self._rise()
        self.setGeometry(round(box.left()), round(top), round(box.width()) + 1, self.height())
        self._grow()

    def _enlarged(self, box: QRectF) -> QRectF:
        """Return a box one can write in, about where ``box`` is and inside the window."""
        window = QRectF(self._viewport.rect())
        window.adjust(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)
        height = _ENLARGED_TYPE_PX * LINE_SPACING * (1 if self._is_line else _ENLARGED_LINES)
        wanted = box.width() * _ENLARGED_TYPE_PX / (self._slip.type_px if self._slip else 1.0)
        least, most = _ENLARGED_WIDTH_PX
        width = max(min(max(wanted, least), most), box.width())
        large = QRectF(0, 0, width, max(height, box.height()))
        large.moveCenter(box.center())
        large.moveLeft(max(min(large.left(), window.right() - large.width()), window.left()))
        large.moveTop(max(min(large.top(), window.bottom() - large.height()), window.top()))
        return large

    def _rise(self) -> float:
        """Return by how much Qt's first baseline must be moved to stand on the layout's."""
        metrics = QFontMetricsF(self.document().defaultFont())
        spare = self._type_px * LINE_SPACING - metrics.ascent() - metrics.descent()
        wanted = spare / 2 + metrics.ascent()
        line = self.document().firstBlock().layout().lineAt(0)
        return wanted - (line.y() + line.ascent()) if line.isValid() else 0.0

    def _grow(self) -> None:
        """Be as tall as the text, so that none of it is ever hidden."""
        needed = self.document().size().height()
        self.resize(self.width(), round(max(needed, self._least_height)) + 1)
        self.verticalScrollBar().setValue(0)


def _wish(event: QKeyEvent, *, is_line: bool) -> str | None:
    """Return what a key asks the canvas for, None where it is for the text."""
    if event.matches(QKeySequence.StandardKey.Undo):
        return "undo"
    is_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    if event.matches(QKeySequence.StandardKey.Redo) or (is_control and event.key() == Qt.Key.Key_Y):
        return "redo"
    match event.key():
        case Qt.Key.Key_Escape:
            return "finish"
        case Qt.Key.Key_Tab if not is_control:
            return "next_cell"
        case Qt.Key.Key_Backtab if not is_control:
            return "previous_cell"
        case Qt.Key.Key_Return | Qt.Key.Key_Enter:
            if is_control:
                return "next_card"
            return "finish" if is_line else None
    return None


def _end_of_change(before: str, after: str) -> int:
    """Return where in ``after`` the stretch ends that differs from ``before``."""
    same = 0
    longest = min(len(before), len(after))
    while same < longest and before[-1 - same] == after[-1 - same]:
        same += 1
    return len(after) - same
