"""What the print window does with presets: save as, rename, delete, take in and give out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app import file_dialogs
from app.asking_name import ask_for_name
from app.file_names import windows_name
from app.print_presets import PresetStore, write_preset
from model.printing.presets import PRESET_ENDING, preset_name, with_preset
from model.printing.settings import PrintPreset
from model.problems import FileProblem
from model.texts import Texts
from model.values import new_id, with_changes
from widgets.overrides import guarded
from widgets.print.window import PrintWindow

if TYPE_CHECKING:
    from app.window import MapWindow


@guarded
class PresetDesk(QObject):
    """Offers the presets of ``store`` in a print window and does what it asks."""

    def __init__(self, window: MapWindow, store: PresetStore) -> None:
        super().__init__(window)
        self._window, self._store = window, store
        self._shown: PrintWindow | None = None

    def serve(self, shown: PrintWindow) -> None:
        """Offer the presets in ``shown``."""
        self._shown = shown
        shown.preset_asked.connect(self._do)
        self._offer(self._id_of_settings(shown))

    def _id_of_settings(self, shown: PrintWindow) -> str:
        settings, presets = shown.settings, self._store.presets
        return next((it.id for it in presets if with_preset(settings, it) == settings), "")

    def _offer(self, chosen: str) -> None:
        if self._shown is not None:
            texts = Texts(self._window.language.code)
            named = [(preset, preset_name(preset, texts)) for preset in self._store.presets]
            self._shown.show_presets(named, chosen)

    def _do(self, doing: str) -> None:
        shown = self._shown
        if shown is None:
            return
        preset = shown.presets.preset
        try:
            if doing == "save_as":
                self._save_as(shown)
            elif doing == "take_in":
                self._take_in(shown)
            elif doing == "give_out":
                self._give_out(shown, preset)
            elif preset is not None:
                self._change(shown, preset, doing)
        except FileProblem as problem:
            self._window.show_problem(problem)

    def _save_as(self, shown: PrintWindow) -> None:
        name = self._ask_name(shown, "save_as", "")
        if name:
            preset = PrintPreset(id=new_id(), name=name, settings=shown.settings)
            self._store.save(preset)
            self._offer(preset.id)

    def _change(self, shown: PrintWindow, preset: PrintPreset, doing: str) -> None:
        if doing == "remove":
            self._store.remove(preset.id)
            is_left = self._store.find(preset.id) is not None
            self._offer(preset.id if is_left else "")
            return
        changed = with_changes(preset, settings=shown.settings)
        if doing == "rename":
            texts = Texts(self._window.language.code)
            name = self._ask_name(shown, "rename", preset_name(preset, texts))
            changed = with_changes(preset, name=name) if name else preset
        self._store.save(changed)
        self._offer(preset.id)

    def _take_in(self, shown: PrintWindow) -> None:
        words = self._window.language
        path = file_dialogs.choose_file(
            shown,
            words("print_window.preset_take_in"),
            str(file_dialogs.usual_folder(self._window.workspace.settings.value.folder)),
            words("print_window.preset_filter"),
        )
        if path is not None:
            preset = self._store.take_in(path)
            self._offer(preset.id)
            shown.take_preset(preset)

    def _give_out(self, shown: PrintWindow, preset: PrintPreset | None) -> None:
        words, texts = self._window.language, Texts(self._window.language.code)
        name = words("print_window.preset") if preset is None else preset_name(preset, texts)
        folder = file_dialogs.usual_folder(self._window.workspace.settings.value.folder)
        path = file_dialogs.choose_new_file(
            shown,
            words("print_window.preset_give_out"),
            folder / (windows_name(name) + PRESET_ENDING),
            words("print_window.preset_filter"),
        )
        if path is not None:
            held = preset or PrintPreset(id=new_id(), name=name)
            write_preset(path, with_changes(held, settings=shown.settings))

    def _ask_name(self, shown: PrintWindow, doing: str, name: str) -> str:
        words = self._window.language
        title = words(f"print_window.preset_{doing}").replace("&", "")
        return ask_for_name(shown, title, words("print_window.preset_name"), name)
