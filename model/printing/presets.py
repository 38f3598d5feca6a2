"""Shop presets, and presets as files: how a print shop or a printer wants its prints, by name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from pydantic import ValidationError

from model.paper import parse_paper, parse_scale
from model.printing.qr import checked_link
from model.printing.settings import PrintPreset, PrintSettings
from model.printing.tiling import parse_tile_papers
from model.problems import FileProblem, PrintProblem
from model.texts import Texts
from model.values import Value

PRESET_ENDING = ".journeyprint"
PRESET_FORMAT = "journeywall-print"
PRESET_VERSION = 1
MAX_PRESET_BYTES = 64 * 1024

# Said of one map, not of a printer: they stay out of a preset.
_OF_ONE_MAP = frozenset({"sheets", "persona"})
_OF_ONE_PRINTER = frozenset({"correct_x", "correct_y"})
# A path leads elsewhere on another computer, and one from a stranger may lead anywhere.
_OF_ONE_COMPUTER = frozenset({"icc_file"})


class _PresetFile(Value):
    """A preset as its file has it."""

    format: Literal["journeywall-print"]
    version: int
    preset: PrintPreset


@cache
def shop_presets() -> tuple[PrintPreset, ...]:
    """Return the presets that come along, in the order to offer them (reference 3.2).

    Their names are in the texts: `preset_name`.
    """
    wall = PrintSettings()
    office = PrintSettings(output="tiles", paper="map", scale="1:1", margin=5, overlap=10)
    known: Mapping[str, PrintSettings] = {
        "no-marks-2mm": _changed(wall, bleed=2),
        "marks-3mm": _changed(wall, bleed=3, has_crop_marks=True, has_slug=True),
        "x1a-fogra39": _changed(wall, bleed=3, profile="cmyk", claims_x1a=True),
        "roll-plotter": _changed(wall, paper="roll:914", scale="fit", panels=0),
        "office-a4": _changed(office, tile_paper="A4"),
        "office-a3": _changed(office, tile_paper="A3"),
    }
    return tuple(PrintPreset(id=key, settings=settings) for key, settings in known.items())


def preset_name(preset: PrintPreset, texts: Texts) -> str:
    """Return what people call ``preset``: the name it was given, or that of a shop preset."""
    key = f"print.preset.{preset.id}"
    return preset.name or (texts(key) if texts.has(key) else preset.id)


def with_preset(settings: PrintSettings, preset: PrintPreset) -> PrintSettings:
    """Return ``settings`` as ``preset`` has them; of this map and this printer they stay."""
    kept = settings.model_dump(include={*_OF_ONE_MAP, *_OF_ONE_PRINTER})
    return _changed(preset.settings, **kept)


def preset_to_bytes(preset: PrintPreset, *, is_shared: bool = True) -> bytes:
    """Return ``preset`` as the bytes of its file.

    What belongs to one map (which sheets, whose poster) is left out, and what belongs to this
    computer (where the shop's colour profile lies) where the file is shared.
    """
    settings = preset.settings.model_dump(mode="json")
    left_out = _OF_ONE_MAP | (_OF_ONE_COMPUTER if is_shared else frozenset())
    kept = {key: value for key, value in settings.items() if key not in left_out}
    document = {
        "format": PRESET_FORMAT,
        "version": PRESET_VERSION,
        "preset": {**preset.model_dump(mode="json"), "settings": kept},
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def preset_from_bytes(data: bytes, name: str, *, is_shared: bool = True) -> PrintPreset:
    """Return the preset in ``data``, the content of a file called ``name``.

    Raises:
        FileProblem: ``preset.too_large``, ``preset.not_a_preset``, ``preset.newer``, or
            ``preset.value`` with the field that cannot be used.
    """
    if len(data) > MAX_PRESET_BYTES:
        raise FileProblem("preset.too_large", file=name, limit=MAX_PRESET_BYTES // 1024)
    try:
        held = _PresetFile.model_validate_json(data)
    except ValidationError as error:
        raise _refused(error, data, name) from None
    if held.version > PRESET_VERSION:
        raise FileProblem("preset.newer", file=name)
    left_out = _OF_ONE_MAP | (_OF_ONE_COMPUTER if is_shared else frozenset())
    preset = _without(held.preset, left_out)
    _check_measures(preset.settings, name)
    return preset


def _changed(settings: PrintSettings, **changes: Any) -> PrintSettings:
    return PrintSettings.model_validate({**settings.model_dump(), **changes})


def _without(preset: PrintPreset, left_out: frozenset[str]) -> PrintPreset:
    """Return ``preset`` with the usual value in each field of ``left_out``, and no strange ones.

    A field that only a newer version knows would be asked of no printer here, so it is not kept.
    """
    settings = preset.settings.model_dump(include=PrintSettings.model_fields.keys() - left_out)
    return PrintPreset(
        id=preset.id, name=preset.name, settings=PrintSettings.model_validate(settings)
    )


def _check_measures(settings: PrintSettings, name: str) -> None:
    """Check what is a line of text in the settings but must name a paper or a scale."""
    for field, read, text in (
        ("paper", parse_paper, settings.paper),
        ("tile_paper", parse_tile_papers, settings.tile_paper),
        ("scale", parse_scale, settings.scale),
        ("qr", _link, settings.qr),
    ):
        try:
            read(text)
        except PrintProblem:
            raise _unusable(name, field, text) from None


def _link(text: str) -> str:
    return checked_link(text) if text else ""


def _refused(error: ValidationError, data: bytes, name: str) -> FileProblem:
    first = error.errors(include_url=False, include_context=False)[0]
    place = [str(part) for part in first["loc"]]
    if first["type"] == "json_invalid" or place[:1] in ([], ["format"]):
        return FileProblem("preset.not_a_preset", file=name)
    if _is_newer(data):
        return FileProblem("preset.newer", file=name)
    return _unusable(name, ".".join(place[1:] or place)[:60], first["input"])


def _is_newer(data: bytes) -> bool:
    try:
        version = json.loads(data).get("version")
    except (ValueError, AttributeError, RecursionError):
        return False
    return isinstance(version, int) and version > PRESET_VERSION


def _unusable(name: str, field: str, value: object) -> FileProblem:
    shown = value if isinstance(value, str | int | float | bool) else type(value).__name__
    return FileProblem("preset.value", file=name, field=field, value=str(shown)[:60])
