"""The panels of the right side, one shown, with a slim row of buttons that changes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from widgets.flow_layout import FlowLayout
from widgets.focus_ring import FocusRing
from widgets.icons import make_icon
from widgets.language import Language
from widgets.overrides import guarded
from widgets.text_scale import give_room, scaled

_NATIVE = QKeySequence.SequenceFormat.NativeText


@dataclass(frozen=True, slots=True)
class PanelTab:
    """A button of the row: the panel it shows, its words ``panels.name.<name>``, its drawing."""

    name: str
    icon: str
    shortcut: str = ""


@guarded
class SideStack(QWidget):
    """A panel, and over it the row of buttons where there are several to choose from.

    Attributes:
        asked: The panel of this name is wanted.
    """

    asked = Signal(str)

    def __init__(
        self, tabs: Sequence[PanelTab], language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._language = language
        self._tabs = {tab.name: tab for tab in tabs}
        self.buttons: dict[str, QToolButton] = {}
        self._panels: dict[str, QWidget] = {}
        self._row = QWidget(self)
        self._stack = QStackedWidget(self)
        self._build()
        language.changed.connect(self.retranslate)
        self.retranslate()

    def hold(self, name: str, panel: QWidget) -> None:
        """Take the panel of this name in."""
        self._panels[name] = panel
        self._stack.addWidget(panel)

    def show_panel(self, name: str) -> None:
        """Show the panel of this name, which the stack holds."""
        self._stack.setCurrentWidget(self._panels[name])
        self.buttons[name].setChecked(True)

    def retranslate(self) -> None:
        """Name the buttons in the window's language."""
        self._row.setAccessibleName(self._language("panels.row"))
        for name, button in self.buttons.items():
            title = self._language(f"panels.name.{name}")
            keys = QKeySequence(self._tabs[name].shortcut).toString(_NATIVE)
            button.setAccessibleName(title)
            button.setToolTip(f"{title} ({keys})" if keys else title)

    def recolour(self) -> None:
        """Draw the icons anew in the window's palette."""
        for name, button in self.buttons.items():
            button.setIcon(make_icon(self._tabs[name].icon, self.palette()))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_stack"):
            self.recolour()

    def _build(self) -> None:
        row = FlowLayout(self._row, gap=2)  # beside large text they need two lines
        group = QButtonGroup(self)
        for tab in self._tabs.values():
            button = QToolButton(self._row)
            button.setObjectName(f"panel_{tab.name}")
            button.setCheckable(True)
            button.setAutoRaise(True)
            button.setIconSize(QSize(scaled(18), scaled(18)))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            give_room(button)
            button.clicked.connect(partial(self.asked.emit, tab.name))
            group.addButton(button)
            row.addWidget(button)
            self.buttons[tab.name] = button
        self.recolour()
        FocusRing(self._row)
        self._row.setVisible(len(self._tabs) > 1)
        # The panels say how narrow the right side may be, not their buttons.
        self._row.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(scaled(8), scaled(4), scaled(8), 0)
        head.addWidget(self._row)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
