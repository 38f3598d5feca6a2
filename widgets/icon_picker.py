"""All drawings a card or a lane can have as its icon, in a grid one picks from."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QToolButton, QWidget, QWidgetAction

from resources import resource_names
from widgets.icons import make_icon
from widgets.overrides import guarded

ICONS_ACROSS = 8
_Key = Qt.Key


def icon_names() -> tuple[str, ...]:
    """Return the names of all drawings there are, in alphabetical order."""
    names = resource_names("icons")
    return tuple(name.removesuffix(".svg") for name in names if name.endswith(".svg"))


@guarded
class IconPicker(QWidget):
    """The grid; arrow keys walk in it, Enter picks.

    Attributes:
        picked: The name of the drawing that was picked.
        buttons: The button of each drawing.
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setSpacing(1)
        grid.setContentsMargins(6, 6, 6, 6)
        self.buttons: dict[str, QToolButton] = {}
        for number, name in enumerate(icon_names()):
            pick = _Pick(self, number)
            pick.setIcon(make_icon(name, self.palette()))
            pick.setToolTip(name.replace("-", " "))
            pick.setAccessibleName(name.replace("-", " "))
            pick.clicked.connect(partial(self.picked.emit, name))
            self.buttons[name] = pick
            grid.addWidget(pick, number // ICONS_ACROSS, number % ICONS_ACROSS)

    def mark(self, chosen: str | None) -> None:
        """Show which drawing is the one now."""
        for name, button in self.buttons.items():
            button.setCheckable(name == chosen)
            button.setChecked(name == chosen)

    def walk(self, start: int, step: int) -> None:
        """Give the keyboard to the drawing ``step`` places on from number ``start``."""
        buttons = list(self.buttons.values())
        if 0 <= start + step < len(buttons):
            buttons[start + step].setFocus(Qt.FocusReason.OtherFocusReason)


@guarded
class _Pick(QToolButton):
    """One drawing of the grid."""

    def __init__(self, picker: IconPicker, number: int) -> None:
        super().__init__(picker)
        self._picker, self._number = picker, number
        self.setAutoRaise(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Walk with the arrow keys; Enter picks, as Space does."""
        steps = {
            _Key.Key_Left: -1,
            _Key.Key_Right: 1,
            _Key.Key_Up: -ICONS_ACROSS,
            _Key.Key_Down: ICONS_ACROSS,
        }
        key = _Key(event.key())
        if key in steps:
            self._picker.walk(self._number, steps[key])
        elif key in (_Key.Key_Return, _Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def held_in_menu(widget: QWidget, menu: QMenu) -> QWidgetAction:
    """Put ``widget`` into ``menu`` as one of its entries, e.g. a grid to pick from."""
    entry = QWidgetAction(menu)
    entry.setDefaultWidget(widget)
    menu.addAction(entry)
    return entry
