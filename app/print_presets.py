"""The print presets of this computer: those that come along, changed as one likes, and own ones."""

from __future__ import annotations

import logging
from pathlib import Path

from app.saving import save_bytes
from app.settings import settings_folder
from model.file import read_bounded, shown_name
from model.printing.presets import (
    MAX_PRESET_BYTES,
    PRESET_ENDING,
    preset_from_bytes,
    preset_to_bytes,
    shop_presets,
)
from model.printing.settings import PrintPreset
from model.problems import FileProblem
from model.values import new_id

MAX_PRESETS = 200
_LOG = logging.getLogger(__name__)


def presets_folder(settings: Path | None = None) -> Path:
    """Return where presets are kept: in the folder ``settings``, or in that of this computer."""
    return (settings or settings_folder()) / "presets"


class PresetStore:
    """Presets in a folder, a file each; a shop preset that was changed lies there too.

    Attributes:
        presets: The shop presets as they are here, then own ones in the order of their names.
        problems: What is wrong with files that were passed over.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = presets_folder() if folder is None else folder
        self._own: dict[str, PrintPreset] = {}
        self._files: dict[str, Path] = {}
        self.problems: list[FileProblem] = []
        self._read()

    @property
    def presets(self) -> tuple[PrintPreset, ...]:
        """All presets."""
        shop = {preset.id: preset for preset in shop_presets()}
        own = [preset for key, preset in self._own.items() if key not in shop]
        own.sort(key=lambda preset: (preset.name.casefold(), preset.id))
        return (*(self._own.get(key, preset) for key, preset in shop.items()), *own)

    def find(self, preset_id: str) -> PrintPreset | None:
        """Return the preset called ``preset_id``, or None."""
        return next((preset for preset in self.presets if preset.id == preset_id), None)

    def named(self, name: str) -> PrintPreset | None:
        """Return the preset with the id ``name``, else the first that was named so; or None."""
        called = (p for p in self.presets if p.name and p.name.casefold() == name.casefold())
        return self.find(name) or next(called, None)

    def is_changed(self, preset_id: str) -> bool:
        """Tell whether ``preset_id`` is a shop preset that is not as it came."""
        return preset_id in self._own and any(held.id == preset_id for held in shop_presets())

    def save(self, preset: PrintPreset) -> None:
        """Keep ``preset``, in place of the one with its id.

        Raises:
            FileProblem: If it could not be written; nothing has changed.
        """
        path = self._path(preset.id)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = type(error).__name__
            raise FileProblem("file.not_saved", file=shown_name(path), reason=reason) from error
        save_bytes(path, preset_to_bytes(preset, is_shared=False), keep_backup=False)
        self._own[preset.id] = preset
        self._files[preset.id] = path

    def remove(self, preset_id: str) -> None:
        """Forget the preset; one of the shops' is again as it came.

        Raises:
            FileProblem: If its file could not be removed.
        """
        path = self._path(preset_id)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            reason = type(error).__name__
            raise FileProblem("file.not_saved", file=shown_name(path), reason=reason) from error
        self._own.pop(preset_id, None)
        self._files.pop(preset_id, None)

    def take_in(self, path: Path) -> PrintPreset:
        """Keep the preset in the file at ``path`` and return it.

        One that is called as another here gets an id of its own, so that nothing is replaced.

        Raises:
            FileProblem: If it cannot be read or kept.
        """
        preset = read_preset(path)
        held = self.find(preset.id)
        if held is not None and held != preset:
            preset = PrintPreset(
                id=new_id(), name=preset.name or preset.id, settings=preset.settings
            )
        self.save(preset)
        return preset

    def _path(self, preset_id: str) -> Path:
        return self._files.get(preset_id) or self._folder / f"{preset_id}{PRESET_ENDING}"

    def _read(self) -> None:
        try:
            paths = sorted(self._folder.glob(f"*{PRESET_ENDING}"))[:MAX_PRESETS]
        except OSError:
            return
        for path in paths:
            try:
                preset = read_preset(path, is_shared=False)
            except FileProblem as problem:
                _LOG.warning("preset passed over: %s", problem.code)
                self.problems.append(problem)
                continue
            if preset.id not in self._own:
                self._own[preset.id] = preset
                self._files[preset.id] = path


def read_preset(path: Path, *, is_shared: bool = True) -> PrintPreset:
    """Return the preset in the file at ``path``.

    Raises:
        FileProblem: If it cannot be read or is none.
    """
    name = shown_name(path)
    try:
        data = read_bounded(path, MAX_PRESET_BYTES)
    except FileProblem as problem:
        if problem.code != "file.too_large":
            raise
        raise FileProblem("preset.too_large", file=name, limit=MAX_PRESET_BYTES // 1024) from None
    return preset_from_bytes(data, name, is_shared=is_shared)


def write_preset(path: Path, preset: PrintPreset) -> None:
    """Write ``preset`` to ``path`` for somebody else.

    Raises:
        FileProblem: If it was not written.
    """
    save_bytes(path, preset_to_bytes(preset), keep_backup=False)
