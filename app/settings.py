"""What this computer remembers: language, theme, window, recent files. Never part of a map."""

from __future__ import annotations

import contextlib
import errno
import json
import logging
import os
import tempfile
from pathlib import Path
from typing import Any, Literal, TypeVar

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError

FOLDER_VARIABLE = "JOURNEYWALL_SETTINGS"
MAX_RECENT = 12
MAX_PLACES = 100
_LOG = logging.getLogger(__name__)


class MapPlace(BaseModel):
    """How one map was looked at last.

    Attributes:
        path: The map's file.
        geometry: Qt's own record of the window, in base 64.
        is_inspector_shown: Whether the right side was shown, the inspector or another panel.
        panel: Which one.
        is_fitted: Whether the whole map was shown, whatever the size of the window.
        zoom: Logical pixels per millimetre.
        left: Millimetres of the sheet at the left edge of the canvas.
        top: The same at its upper edge.
        chosen: What was chosen: a kind of selection and its ids.
    """

    model_config = ConfigDict(frozen=True, allow_inf_nan=False)

    path: str
    geometry: str = ""
    panel_widths: tuple[int, ...] = ()
    is_outline_shown: bool = True
    is_inspector_shown: bool = True
    panel: str = "inspector"
    is_fitted: bool = True
    zoom: float = 1.0
    left: float = 0.0
    top: float = 0.0
    chosen: tuple[str, ...] = ()


class ScreenSize(BaseModel):
    """What was measured on one screen: device pixels per millimetre."""

    model_config = ConfigDict(frozen=True)

    key: str
    pixels_per_mm: float = Field(gt=0.5, lt=100, allow_inf_nan=False)


class MapPrint(BaseModel):
    """How one map was printed last.

    Attributes:
        path: The map's file.
        settings: The print settings that are not the usual ones.
        view: Id of the view that was printed, "" for the whole map.
        sheets: What each sheet showed when it was printed last, as fingerprints by name.
    """

    model_config = ConfigDict(frozen=True)

    path: str
    settings: dict[str, Any] = Field(default_factory=dict)
    view: str = ""
    sheets: dict[str, str] = Field(default_factory=dict)


class PrinterMeasure(BaseModel):
    """By what lengths must be multiplied so that one printer prints them true."""

    model_config = ConfigDict(frozen=True)

    name: str
    correct_x: float = Field(1.0, ge=0.9, le=1.1)
    correct_y: float = Field(1.0, ge=0.9, le=1.1)


class ReportMemory(BaseModel):
    """How the reports window was left.

    Attributes:
        geometry: Qt's own record of the window, in base 64.
        kind: The report that was looked at.
        sorts: The column each report was sorted by, with a hyphen before it for the other way.
        paper, turn: What pages were made for.
    """

    model_config = ConfigDict(frozen=True)

    geometry: str = ""
    kind: str = ""
    sorts: dict[str, str] = Field(default_factory=dict)
    paper: str = ""
    turn: str = ""


class LocalSettings(BaseModel):
    """The settings as they stand in the file; every field has a default that works."""

    model_config = ConfigDict(frozen=True)

    language: Literal["da", "en"] | None = None
    theme: Literal["system", "light", "dark"] = "system"
    recent: tuple[str, ...] = ()
    recent_actions: tuple[str, ...] = ()
    folder: str = ""
    geometry: str = ""
    panel_widths: tuple[int, ...] = ()
    is_outline_shown: bool = True
    is_inspector_shown: bool = True
    panel: str = "inspector"
    dismissed_panels: tuple[str, ...] = ()
    is_mini_map_shown: bool = True
    priorities_segment: str = ""
    priorities_geometry: str = ""
    is_autosaving: bool = True
    screens: tuple[ScreenSize, ...] = ()
    places: tuple[MapPlace, ...] = ()
    prints: tuple[MapPrint, ...] = ()
    printers: tuple[PrinterMeasure, ...] = ()
    reports: ReportMemory = ReportMemory()
    author: str = Field("", max_length=500)


_OfMap = TypeVar("_OfMap", MapPlace, MapPrint)


class Settings:
    """The settings of this computer, written at each change.

    They are a convenience: a file that is damaged, unwritable or missing never stops anything.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or settings_folder()
        self._path = self.folder / "settings.json"
        self.value = _read(self._path)

    @property
    def state_folder(self) -> Path:
        """Where this computer keeps what is not settings: journals, backups."""
        from app.keeping import sessions  # start-up: after the first frame

        is_asked = self.folder == settings_folder() and sessions.FOLDER_VARIABLE in os.environ
        is_usual = self.folder == _usual_folder()
        return sessions.state_folder() if is_asked or is_usual else self.folder / "state"

    def change(self, **changes: Any) -> None:
        """Set fields and write the file.

        Raises:
            pydantic.ValidationError: If a value does not fit its field.
        """
        changed = LocalSettings.model_validate({**self.value.model_dump(), **changes})
        if changed != self.value:
            self.value = changed
            _write(self._path, changed)

    def remember_file(self, path: Path) -> None:
        """Put ``path`` first among the recent files."""
        name = full_name(path)
        others = [other for other in self.value.recent if other != name]
        self.change(recent=tuple([name, *others][:MAX_RECENT]), folder=str(Path(name).parent))

    def forget_file(self, path: Path) -> None:
        """Take ``path`` from the recent files."""
        name = full_name(path)
        self.change(recent=tuple(other for other in self.value.recent if other != name))

    def remember_place(self, place: MapPlace) -> None:
        """Remember how a map was looked at, as the newest of `MAX_PLACES`."""
        self.change(places=_with_newest(self.value.places, place))

    def place_of(self, path: Path) -> MapPlace | None:
        """Return how the map in ``path`` was looked at last."""
        return _of_map(self.value.places, path)

    def remember_print(self, printed: MapPrint) -> None:
        """Remember how a map is printed, as the newest of `MAX_PLACES`."""
        self.change(prints=_with_newest(self.value.prints, printed))

    def print_of(self, path: Path) -> MapPrint | None:
        """Return how the map in ``path`` was printed last."""
        return _of_map(self.value.prints, path)


def _with_newest(held: tuple[_OfMap, ...], newest: _OfMap) -> tuple[_OfMap, ...]:
    """Return what is held of `MAX_PLACES` maps, ``newest`` first and its map once."""
    kept = [newest]
    kept.extend(it for it in held if it.path != newest.path)
    return tuple(kept[:MAX_PLACES])


def _of_map(held: tuple[_OfMap, ...], path: Path) -> _OfMap | None:
    name = full_name(path)
    return next((it for it in held if it.path == name), None)


def full_name(path: Path) -> str:
    """Return the one name by which a file is remembered, from wherever it was asked for.

    A link to a file keeps its own name: that is what people know it by.
    """
    try:
        return str(path.parent.resolve() / path.name)
    except (OSError, RuntimeError):  # links in a ring
        return str(path.absolute())


def settings_folder() -> Path:
    """Return the folder of the settings: ``JOURNEYWALL_SETTINGS``, or the system's place."""
    asked = os.environ.get(FOLDER_VARIABLE)
    return Path(asked) if asked else _usual_folder()


def _usual_folder() -> Path:
    return platformdirs.user_config_path("journeywall", appauthor=False)


def _read(path: Path) -> LocalSettings:
    """Read field by field, so that one bad field costs only itself."""
    try:
        if path.exists() and not path.is_file():
            raise OSError(errno.EINVAL, "not a regular file", str(path))  # a pipe would wait
        held = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return LocalSettings()
    except (OSError, ValueError, RecursionError) as error:
        _LOG.warning("settings unreadable, starting with defaults: %s", error)
        return LocalSettings()
    good: dict[str, Any] = {}
    for name in LocalSettings.model_fields:
        if isinstance(held, dict) and name in held:
            with contextlib.suppress(ValidationError):
                LocalSettings.model_validate({name: held[name]})
                good[name] = held[name]
    return LocalSettings.model_validate(good)


def _write(path: Path, value: LocalSettings) -> None:
    """Swap the new file in, so that a crash leaves the old or the new one (no fsync needed)."""
    made: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, made = tempfile.mkstemp(prefix="settings-", suffix=".tmp", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(value.model_dump(), file, ensure_ascii=True, indent=1)
        Path(made).replace(path)
    except OSError as error:
        _LOG.warning("settings not written: %s", error)
        if made:
            with contextlib.suppress(OSError):
                Path(made).unlink()
