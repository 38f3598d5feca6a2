"""A note of a matrix: a button one can drag, move by keys, and hear."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextLayout,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from model.layout.theme import Theme
from model.priorities import Note
from widgets.overrides import guarded
from widgets.plain_tips import plain_tip

_INSET = 5.0
_RADIUS = 4.0
_LETTERS = 0.92  # of the window's: many notes share a field
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_MOVING = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier


@guarded
class NoteButton(QAbstractButton):
    """A card in a matrix or its tray.

    ``opened`` asks to go to the card, ``moved`` to rate it otherwise by so much right and up,
    ``stepped`` to go to the next note that way, ``removed`` to take its ratings; ``dragged``
    and ``dropped`` carry a global position, ``drag_ended`` tells that nothing is dragged any more.
    """

    opened = Signal(str)
    moved = Signal(str, int, int)
    stepped = Signal(str, int, int)
    removed = Signal(str)
    focused = Signal(str)
    dragged = Signal(str, QPoint)
    dropped = Signal(str, QPoint)
    drag_ended = Signal()

    def __init__(self, note: Note, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.note = note
        self._theme = theme
        self._pressed_at: QPoint | None = None
        self._is_dragging = False
        self._aside = ""
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setText(note.text)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * _LETTERS)
        self.setFont(font)

    def show_note(self, note: Note, name: str, tip: str, aside: str = "") -> None:
        """Show ``note``; ``name`` is what it is called by who does not see it.

        ``aside`` stands below its text: the one rating of two that it has.
        """
        self.note, self._aside = note, aside
        self.setText(note.text)
        self.setToolTip(plain_tip(tip))
        if self.accessibleName() != name:
            self.setAccessibleName(name)
            event = QAccessibleEvent(self, QAccessible.Event.NameChanged)
            QAccessible.updateAccessibility(event)
        self.update()

    def recolour(self, theme: Theme) -> None:
        """Paint in ``theme``."""
        self._theme = theme
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin what may become a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Drag, once the mouse has gone far enough to be meant."""
        if self._pressed_at is None:
            return
        way = event.position().toPoint() - self._pressed_at
        if way.manhattanLength() >= QApplication.startDragDistance():
            self._is_dragging = True
        if self._is_dragging:
            self.dragged.emit(self.note.card, event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Drop."""
        was_dragging, self._is_dragging, self._pressed_at = self._is_dragging, False, None
        if was_dragging:
            self.drag_ended.emit()
            self.dropped.emit(self.note.card, event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:  # noqa: N802
        """Go to the card."""
        self.opened.emit(self.note.card)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move by Alt or Ctrl and an arrow, go on by an arrow alone, open by Enter."""
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is not None:
            is_moving = bool(event.modifiers() & _MOVING)
            (self.moved if is_moving else self.stepped).emit(self.note.card, *way)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.note.card)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self.note.card)
        elif event.key() == Qt.Key.Key_Escape and self._is_dragging:
            self._is_dragging, self._pressed_at = False, None
            self.drag_ended.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Tell that the keyboard is here."""
        super().focusInEvent(event)
        self.raise_()
        self.focused.emit(self.note.card)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the note, with as much of its text as has room."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self.note.colour
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(self._colour(f"card.{colour}.bar"), 1))
        painter.setBrush(self._colour(f"card.{colour}.fill"))
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        painter.setPen(self._colour("card.text"))
        inner = box.adjusted(_INSET, _INSET - 2, -_INSET, 2 - _INSET)
        if self._aside:
            line = QFontMetricsF(self.font()).lineSpacing()
            at = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
            painter.drawText(inner, at, self._aside)
            inner.setBottom(inner.bottom() - line)
        self._paint_text(painter, inner)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._colour("card.text"), 2.5))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.end()

    def _paint_text(self, painter: QPainter, box: QRectF) -> None:
        metrics = QFontMetricsF(self.font())
        most = int(box.height() / metrics.lineSpacing() + 0.15)
        if most < 1 or box.width() < metrics.horizontalAdvance("mmmm"):
            number = "" if self.note.place is None else str(self.note.place)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, number)
            return
        text = " ".join(self.note.text.split())
        layout = QTextLayout(text, self.font())
        layout.beginLayout()
        y = box.y()
        for at in range(most):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(box.width())
            start = line.textStart()
            is_last = at == most - 1
            piece = text[start:] if is_last else text[start : start + line.textLength()]
            piece = piece.rstrip()
            piece = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(QPointF(box.x(), y + metrics.ascent()), piece)
            y += metrics.lineSpacing()
        layout.endLayout()

    def _colour(self, role: str) -> QColor:
        return QColor(*self._theme.rgb(role))
