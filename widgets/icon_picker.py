"""All drawings a card or a lane can have as its icon, in a grid one picks from."""

from __future__ import annotations

from functools import cached_property, partial

from PySide6.QtCore import QSize, Qt, Signal
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
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen: str | None = None
        self._grid = QGridLayout(self)
        self._grid.setSpacing(1)
        self._grid.setContentsMargins(6, 6, 6, 6)

    @cached_property
    def buttons(self) -> dict[str, QToolButton]:
        """The button of each drawing; a hundred, made when they are first wanted."""
        made: dict[str, QToolButton] = {}
        for number, name in enumerate(icon_names()):
            pick = _Pick(self, number)
            pick.setIcon(make_icon(name, self.palette()))
            pick.setToolTip(name.replace("-", " "))
            pick.setAccessibleName(name.replace("-", " "))
            pick.clicked.connect(partial(self.picked.emit, name))
            pick.setCheckable(name == self._chosen)
            pick.setChecked(name == self._chosen)
            made[name] = pick
            self._grid.addWidget(pick, number // ICONS_ACROSS, number % ICONS_ACROSS)
        return made

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room of all buttons: who asks is about to show them."""
        assert self.buttons
        return super().sizeHint()

    def mark(self, chosen: str | None) -> None:
        """Show which drawing is the one now."""
        self._chosen = chosen
        for name, button in self.buttons.items() if "buttons" in vars(self) else ():
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
