"""The options of ``journeywall export`` that are print settings, as a table."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, get_args

from pydantic import ValidationError

from app.cli.arguments import Arguments, Usage, understood
from app.cli.console import one_line
from app.cli.print_uses import check_no_other, check_use
from model.lengths import parse_length, parse_note
from model.paper import parse_paper, parse_scale
from model.printing.calibration import corrections
from model.printing.presets import PRESET_ENDING
from model.printing.qr import checked_link
from model.printing.settings import Output, PrintPreset, PrintSettings
from model.printing.tiling import parse_tile_papers
from model.problems import PrintProblem
from model.texts import Texts

Fields = Mapping[str, Any]
_COUNT = re.compile("[0-9]{1,9}")
_SHEET = re.compile(r"[0-9]{1,6}\.[0-9]{1,6}")


class PrintOption(NamedTuple):
    """An option and what it says of the settings.

    Attributes:
        flag: As it is typed.
        fields: From its value to the fields it sets; raises a `Problem` that `understood` knows.
        has_value: Whether a value follows it.
        outputs: What it goes with; () for every output.
    """

    flag: str
    fields: Callable[[str], Fields]
    has_value: bool = True
    outputs: tuple[Output, ...] = ()

    @property
    def name(self) -> str:
        """What argparse calls its value."""
        return self.flag.removeprefix("--").replace("-", "_")


def _paper(text: str) -> Fields:
    parse_paper(text)
    return {"paper": text}


def _scale(text: str) -> Fields:
    parse_scale(text)
    return {"scale": text}


def _tile(text: str) -> Fields:
    parse_tile_papers(text)
    return {"output": "tiles", "tile_paper": text}


def _sheets(text: str) -> Fields:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if not names or not all(_SHEET.fullmatch(name) for name in names):
        raise PrintProblem("print.unknown_sheets", sheets=text[:60])
    return {"sheets": names}


def _note(text: str) -> Fields:
    width, height = parse_note(text)
    return {"note_width": width, "note_height": height}


def _qr(text: str) -> Fields:
    return {"qr": checked_link(text)}


def _length(field: str) -> Callable[[str], Fields]:
    return lambda text: {field: parse_length(text)}


def _count(field: str) -> Callable[[str], Fields]:
    # what is no number, or one beyond all measure, is told with the numbers that may be written
    return lambda text: {field: int(text) if _COUNT.fullmatch(text) else -1}


def _switch(**fields: object) -> Callable[[str], Fields]:
    return lambda _: fields


def _plain(field: str) -> Callable[[str], Fields]:
    return lambda text: {field: text}


def _handout(text: str) -> Fields:
    if text not in ("", "phases"):
        raise PrintProblem("print.unknown_handout", handout=text[:60])
    return {"output": "handout", "is_phase_by_phase": text == "phases"}


def _measured(text: str) -> Fields:
    correct_x, correct_y = corrections(*parse_note(text))
    return {"correct_x": correct_x, "correct_y": correct_y}


_WALL: tuple[Output, ...] = ("wall",)
_TILES: tuple[Output, ...] = ("tiles",)
_WHOLE: tuple[Output, ...] = ("wall", "tiles")
_FORMS: tuple[Output, ...] = ("wall", "tiles", "handout", "persona")

# Those that say what is printed come first: what others go with hangs on them.
OPTIONS = (
    PrintOption("--tile", _tile),
    PrintOption("--handout", _handout),
    PrintOption("--slides", _switch(output="slides"), has_value=False),
    PrintOption("--persona", _switch(output="persona")),
    PrintOption("--calibration", _switch(output="calibration"), has_value=False),
    PrintOption("--blank", _switch(content="blank"), has_value=False, outputs=_FORMS),
    PrintOption("--seeded", _switch(content="seeded"), has_value=False, outputs=_FORMS),
    PrintOption("--profile", _plain("profile")),
    PrintOption("--x1a", _switch(profile="cmyk", claims_x1a=True), has_value=False),
    PrintOption("--paper", _paper),
    PrintOption("--scale", _scale, outputs=_WHOLE),
    PrintOption("--orientation", _plain("orientation")),
    PrintOption("--panels", _count("panels"), outputs=_WALL),
    PrintOption("--bleed", _length("bleed"), outputs=_WALL),
    PrintOption(
        "--marks",
        _switch(has_crop_marks=True, has_registration_marks=True),
        has_value=False,
        outputs=_WALL,
    ),
    PrintOption("--slug", _switch(has_slug=True), has_value=False, outputs=_WALL),
    PrintOption("--qr", _qr, outputs=_WALL),
    PrintOption("--margin", _length("margin"), outputs=("wall", "tiles", "handout", "calibration")),
    PrintOption("--overlap", _length("overlap"), outputs=_WHOLE),
    PrintOption("--glue-side", _plain("glue_side"), outputs=_TILES),
    PrintOption("--sheets", _sheets, outputs=_TILES),
    PrintOption("--fit-sheets", _switch(is_fitted_to_sheets=True), has_value=False, outputs=_TILES),
    PrintOption("--headers", _switch(are_headers_repeated=True), has_value=False, outputs=_TILES),
    PrintOption("--measured", _measured, outputs=_TILES),
    PrintOption("--icc", _plain("icc_file")),
    PrintOption("--note", _note, outputs=_WHOLE),
    PrintOption("--votes", _switch(has_vote_boxes=True), has_value=False, outputs=_WHOLE),
    PrintOption("--codes", _switch(are_codes_shown=True), has_value=False),
    PrintOption("--evidence", _switch(is_evidence_shown=True), has_value=False),
    PrintOption("--anonymous", _switch(is_anonymous=True), has_value=False),
    PrintOption("--language", _plain("language")),
    PrintOption("--theme", _plain("theme")),
    PrintOption("--allow-coarse-images", _switch(allow_coarse_images=True), has_value=False),
)


def add_print_options(parser: Arguments) -> None:
    """Add ``--preset`` and all of `OPTIONS`."""
    parser.add_argument("--preset")
    for option in OPTIONS:
        if option.flag == "--handout":  # alone it is the whole map
            parser.add_argument(option.flag, nargs="?", const="")
        elif option.has_value:
            parser.add_argument(option.flag)
        else:
            parser.add_argument(option.flag, action="store_true")


def chosen_settings(given: argparse.Namespace, texts: Texts) -> PrintSettings:
    """Return the settings of the preset, changed as the options say.

    Raises:
        Usage: If a value is not understood, or two options do not go together.
        FileProblem: If the preset cannot be read.
    """
    base = (
        PrintSettings() if given.preset is None else named_preset("export", given.preset).settings
    )
    changes: dict[str, Any] = {}
    for option in asked_options(given):
        value = str(getattr(given, option.name))
        with understood("export", texts):
            fields = option.fields(value)
        _check(option, value, fields)
        check_no_other(option.flag, changes, fields)
        changes |= fields
    if changes.get("output") == "calibration" and "paper" in changes:
        # It is the printer's paper that is measured on.
        with understood("export", texts):
            changes |= {**_tile(changes.pop("paper")), "output": "calibration"}
    if "paper" in changes and "scale" not in changes:
        changes["scale"] = "1:1" if parse_paper(changes["paper"]).is_map_size else "fit"
    settings = PrintSettings.model_validate({**base.model_dump(), **changes})
    for option in asked_options(given):
        check_use(option.flag, option.outputs, settings)
    return settings


def asked_options(given: argparse.Namespace) -> tuple[PrintOption, ...]:
    """Return the options that are among the arguments."""
    return tuple(option for option in OPTIONS if getattr(given, option.name) not in (None, False))


def _check(option: PrintOption, value: str, fields: Fields) -> None:
    """Check ``fields`` alone, so that a fault is told of the option that has it."""
    try:
        PrintSettings.model_validate(dict(fields))
    except ValidationError as error:
        field = PrintSettings.model_fields[str(error.errors()[0]["loc"][0])]
        told: dict[str, object] = {"option": option.flag, "value": value}
        choices = ", ".join(_choices(field.annotation))
        if choices:
            raise Usage("export", "option_choice", **told, choices=choices) from None
        least, most = _bounds(field.metadata)
        if field.annotation is float:
            most = f"{most} mm"
        raise Usage("export", "option_range", **told, least=least, most=most) from None


def _choices(annotation: object) -> Iterator[str]:
    for part in get_args(annotation):
        if isinstance(part, str):
            yield part
        else:
            yield from _choices(part)


def _bounds(metadata: list[Any]) -> tuple[str, str]:
    least = next((f"{b.ge:g}" for b in metadata if hasattr(b, "ge")), "0")
    most = next((f"{b.le:g}" for b in metadata if hasattr(b, "le")), "…")
    return least, most


def named_preset(command: str, name: str) -> PrintPreset:
    """Return the preset with the id or name ``name``, or the one in the file it names.

    Raises:
        Usage: If there is none.
        FileProblem: If its file cannot be read.
    """
    # Only a named preset needs those of this computer.
    from app.print_presets import PresetStore, read_preset

    if name.lower().endswith(PRESET_ENDING):
        return read_preset(Path(name))
    store = PresetStore()
    found = store.named(name)
    if found is None:
        known = ", ".join(one_line(preset.name or preset.id) for preset in store.presets)
        raise Usage(command, "unknown_preset", preset=name, presets=known)
    return found
