"""The presets over the print form: choose one, and what is done with them in a menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from model.printing.settings import PrintPreset
from widgets.language import Language
from widgets.overrides import guarded
from widgets.print.rows import choice_box
from widgets.text_scale import give_room

_DOINGS = ("save_as", "replace", "rename", "remove", None, "take_in", "give_out")


@guarded
class PresetBar(QWidget):
    """Offers presets; ``chosen`` carries one, ``asked`` what is to be done: a word of `_DOINGS`."""

    chosen = Signal(object)
    asked = Signal(str)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._presets: tuple[tuple[PrintPreset, str], ...] = ()
        self.box = choice_box(self)
        self.box.setAccessibleName(language("print_window.preset"))
        label = QLabel(language("print_window.preset"), self)
        label.setBuddy(self.box)
        self.button = QToolButton(self)
        self.button.setText("\u22ef")
        self.button.setAccessibleName(language("print_window.preset_menu"))
        self.button.setToolTip(language("print_window.preset_menu"))
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        give_room(self.button)
        menu = QMenu(self.button)
        self.doings = {}
        for doing in _DOINGS:
            if doing is None:
                menu.addSeparator()
                continue
            action = menu.addAction(language(f"print_window.preset_{doing}"))
            action.setData(doing)
            action.triggered.connect(self._ask)
            self.doings[doing] = action
        self.button.setMenu(menu)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(label)
        line.addWidget(self.box, 1)
        line.addWidget(self.button)
        self.box.activated.connect(self._choose)

    @property
    def preset(self) -> PrintPreset | None:
        """The preset that is chosen, None for settings of one's own."""
        at = self.box.currentIndex() - 1
        return self._presets[at][0] if 0 <= at < len(self._presets) else None

    def show_presets(self, presets: Sequence[tuple[PrintPreset, str]], chosen: str = "") -> None:
        """Offer ``presets`` by name; ``chosen`` is the id of the one that is in use."""
        self._presets = tuple(presets)
        with QSignalBlocker(self.box):
            self.box.clear()
            self.box.addItem(self._language("print_window.preset_none"))
            for _, name in presets:
                self.box.addItem(name)
            ids = [preset.id for preset, _ in presets]
            self.box.setCurrentIndex(ids.index(chosen) + 1 if chosen in ids else 0)
        self._enable()

    def mark_changed(self, *, is_changed: bool) -> None:
        """Show whether the settings are still those of the preset that is chosen."""
        at = self.box.currentIndex()
        if at > 0:
            name = self._presets[at - 1][1]
            words = self._language
            shown = words("print_window.preset_changed", name=name) if is_changed else name
            self.box.setItemText(at, shown)

    def _enable(self) -> None:
        for doing in ("replace", "rename", "remove"):
            self.doings[doing].setEnabled(self.preset is not None)

    def _choose(self) -> None:
        self._enable()
        for at, (_, name) in enumerate(self._presets):
            self.box.setItemText(at + 1, name)
        if self.preset is not None:
            self.chosen.emit(self.preset)

    def _ask(self) -> None:
        action = self.sender()
        for doing, made in self.doings.items():
            if made is action:
                self.asked.emit(doing)
