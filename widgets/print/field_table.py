"""Which settings the print window shows of which output, as data: one row is one field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

from model.printing.settings import Content, GlueSide, Output, PrintSettings, Profile, Turn
from model.sheet_settings import SheetTheme
from model.texts import LANGUAGES

FieldKind = Literal[
    "choice", "flag", "number", "length", "line", "paper", "scale", "note", "persona", "view",
    "file",
]  # fmt: skip
_ALL: tuple[Output, ...] = get_args(Output)
_MAP: tuple[Output, ...] = ("wall", "tiles", "handout", "slides")
_LARGE: tuple[Output, ...] = ("wall", "tiles")
_SHEETS: tuple[Output, ...] = ("tiles", "calibration")
_DRAWN: tuple[Output, ...] = (*_MAP, "persona")
_ON_PAPER: tuple[Output, ...] = ("wall", "tiles", "handout", "persona")


@dataclass(frozen=True, slots=True)
class Field:
    """One setting of the form.

    Attributes:
        path: Its name in `PrintSettings`; its label is ``print_window.field.<path>``. ``view``
            is chosen beside the settings, ``note`` stands for both sides of a sticky note.
        kind: Which row edits it.
        outputs: Where it means something.
        choices: What can be chosen; ``names`` is the key under which their words stand.
        none: Key of the word for None, "" where it must be one of the choices.
        low, high: Least and largest number; ``decimals`` behind the point.
        unit: Written behind a number.
        is_wanted: Of the settings: whether it means something with the others; None for always.
    """

    path: str
    kind: FieldKind
    outputs: tuple[Output, ...] = _ALL
    choices: tuple[object, ...] = ()
    names: str = ""
    none: str = ""
    low: float = 0.0
    high: float = 0.0
    decimals: int = 1
    unit: str = "mm"
    is_wanted: Callable[[PrintSettings], bool] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Fields under one heading, ``print_window.group.<id>``; ``is_open`` until it is folded."""

    id: str
    fields: tuple[Field, ...]
    is_open: bool = True


def _choice(path: str, kind: object, outputs: tuple[Output, ...] = _ALL, none: str = "") -> Field:
    return Field(path, "choice", outputs, get_args(kind), f"print_window.{path}", none)


def _maybe(path: str, outputs: tuple[Output, ...]) -> Field:
    return Field(
        path, "choice", outputs, (True, False), "print_window.maybe", "print_window.as_map"
    )


def _flag(path: str, outputs: tuple[Output, ...] = _ALL) -> Field:
    return Field(path, "flag", outputs)


def _has_slots(settings: PrintSettings) -> bool:
    return settings.content != "filled"


def _has_overlap(settings: PrintSettings) -> bool:
    return settings.output == "tiles" or settings.panels != 1


def _has_photos_in_cmyk(settings: PrintSettings) -> bool:
    return settings.profile == "cmyk"


GROUPS = (
    Group(
        "what",
        (
            _choice("output", Output),
            _choice("content", Content, _ON_PAPER),
            Field("note", "note", _LARGE, is_wanted=_has_slots),
            Field(
                "notes_across", "choice", _LARGE, (1, 2, 3, 4, 5, 6), "print_window.count",
                "print_window.as_map", is_wanted=_has_slots,
            ),
            Field(
                "note_rows", "number", _LARGE, low=1, high=12, decimals=0, unit="",
                is_wanted=_has_slots,
            ),
            Field("view", "view", _MAP),
            Field("persona", "persona", ("persona",)),
            _flag("is_phase_by_phase", ("handout",)),
        ),
    ),
    Group(
        "paper",
        (
            Field("tile_paper", "paper", _SHEETS),
            Field("paper", "paper", _ON_PAPER),
            Field("scale", "scale", _LARGE),
            _choice("orientation", Turn, (*_ON_PAPER, "calibration")),
            Field("panels", "number", ("wall",), low=0, high=20, decimals=0, unit=""),
        ),
    ),
    Group(
        "sheets",
        (
            Field("margin", "length", _SHEETS, low=0, high=50),
            Field("overlap", "length", _LARGE, low=0, high=100, is_wanted=_has_overlap),
            _choice("glue_side", GlueSide, ("tiles",)),
            _flag("are_seams_in_gutters", ("tiles",)),
            _flag("is_fitted_to_sheets", ("tiles",)),
            _flag("are_headers_repeated", ("tiles",)),
            _flag("are_blank_sheets_skipped", ("tiles",)),
        ),
    ),
    Group(
        "marks",
        (
            Field("bleed", "length", ("wall",), low=0, high=20),
            _flag("has_crop_marks", ("wall",)),
            _flag("has_registration_marks", ("wall",)),
            _flag("has_slug", ("wall",)),
        ),
    ),
    Group(
        "colour",
        (
            Field(
                "theme", "choice", _DRAWN, get_args(SheetTheme), "names.sheet_theme",
                "print_window.as_map",
            ),
            _choice("profile", Profile, _DRAWN),
            Field("icc_file", "file", _DRAWN, is_wanted=_has_photos_in_cmyk),
            Field("claims_x1a", "flag", _DRAWN, is_wanted=_has_photos_in_cmyk),
        ),
    ),
    Group(
        "more",
        (
            Field("distance_m", "number", _LARGE, low=0.1, high=50, unit="m"),
            _flag("is_anonymous", _DRAWN),
            _flag("has_vote_boxes", _LARGE),
            _flag("is_evidence_shown", _MAP),
            _maybe("are_codes_shown", _MAP),
            _maybe("is_legend_shown", _MAP),
            _maybe("is_footer_shown", _MAP),
            Field(
                "language", "choice", _ALL, tuple(LANGUAGES), "print_window.language",
                "print_window.as_map",
            ),
            _flag("allow_coarse_images", _DRAWN),
            Field("most_ppi", "number", _DRAWN, low=36, high=1200, decimals=0, unit="ppi"),
            Field("qr", "line", _LARGE),
            Field("correct_x", "number", _SHEETS, low=0.9, high=1.1, decimals=6, unit=""),
            Field("correct_y", "number", _SHEETS, low=0.9, high=1.1, decimals=6, unit=""),
        ),
        is_open=False,
    ),
)  # fmt: skip
FIELDS = tuple(field for group in GROUPS for field in group.fields)


def applies(field: Field, settings: PrintSettings) -> bool:
    """Tell whether ``field`` means something with ``settings``."""
    is_wanted = field.is_wanted is None or field.is_wanted(settings)
    return settings.output in field.outputs and is_wanted
