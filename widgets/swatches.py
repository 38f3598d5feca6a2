"""The colours of notes as small squares one picks from: in the inspector, menus and popups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLayout, QToolButton, QWidget

from model.layout.theme import Theme
from widgets.flow_layout import FlowLayout
from widgets.overrides import guarded
from widgets.palette import is_dark

_SIZE_PX = 26
_FORWARD = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)


@guarded
class Swatches(QWidget):
    """A line of colours, None among them for "no colour of its own"; arrow keys walk in it.

    Args:
        names: Names of card colours (`model.cards.CardColour`), and None, in order.
        line: The layout they stand in; without one they flow into lines like words.

    Attributes:
        picked: A name, or None: it was clicked, or Enter or Space pressed on it.
        buttons: The square of each name.
    """

    picked = Signal(object)

    def __init__(
        self,
        names: Sequence[str | None],
        parent: QWidget | None = None,
        line: QLayout | None = None,
    ) -> None:
        super().__init__(parent)
        self.buttons: dict[str | None, Swatch] = {}
        line = FlowLayout() if line is None else line
        self.setLayout(line)
        for name in names:
            button = Swatch(self, name)
            button.clicked.connect(partial(self.picked.emit, name))
            self.buttons[name] = button
            line.addWidget(button)

    def mark(self, *chosen: str | None) -> None:
        """Show which colour is the one now; none where there is no one."""
        for name, button in self.buttons.items():
            button.setChecked(name in chosen)

    def word(self, name_of: Callable[[str | None], str], *, label: str = "") -> None:
        """Give each square its name, with ``label`` (what has the colour) for screen readers."""
        for name, button in self.buttons.items():
            said = name_of(name)
            button.setToolTip(said)
            button.setAccessibleName(f"{label}: {said}" if label else said)

    def focus_first(self) -> None:
        """Go to the colour that is the one now, else to the first."""
        marked = (button for button in self.buttons.values() if button.isChecked())
        button = next(marked, None) or next(iter(self.buttons.values()))
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def walk(self, start: Swatch, step: int) -> None:
        """Give the keyboard to the square ``step`` places on from ``start``."""
        buttons = list(self.buttons.values())
        at = buttons.index(start) + step
        if 0 <= at < len(buttons):
            buttons[at].setFocus(Qt.FocusReason.OtherFocusReason)


@guarded
class Swatch(QToolButton):
    """One colour as it looks on the canvas; None is white with a stroke through it."""

    def __init__(self, line: Swatches, name: str | None) -> None:
        super().__init__(line)
        self._line = line
        self._name = name
        self.setCheckable(True)
        self.setFixedSize(_SIZE_PX, _SIZE_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the colour, or a stroke through white for none."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        box = QRectF(self.rect()).adjusted(4.5, 4.5, -4.5, -4.5)
        painter.setBrush(swatch_colour(self._name, palette))
        painter.setPen(palette.color(QPalette.ColorRole.Dark))
        painter.drawRoundedRect(box, 3, 3)
        if self._name is None:
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            painter.drawLine(box.bottomLeft() + QPoint(3, -3), box.topRight() + QPoint(-3, 3))
        if self.isChecked() or self.hasFocus():
            pen = painter.pen()
            pen.setColor(palette.color(QPalette.ColorRole.Accent))
            pen.setWidthF(2.0 if self.isChecked() else 1.0)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 5, 5)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Walk on with the arrow keys; Enter picks, as Space does."""
        key = event.key()
        if key in (*_FORWARD, *_BACK):
            self._line.walk(self, 1 if key in _FORWARD else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def swatch_colour(name: str | None, palette: QPalette) -> QColor:
    """Return how notes of the colour ``name`` look in a window with ``palette``."""
    if name is None:
        return palette.color(QPalette.ColorRole.Base)
    look = "screen_dark" if is_dark(palette) else "screen_light"
    return QColor(*Theme.named(look).rgb(f"card.{name}.fill"))
