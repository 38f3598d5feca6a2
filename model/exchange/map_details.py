"""Sheets of a workbook for what no card says: the map itself, its phases, steps and lanes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeVar

from model.exchange.csv_text import Cell
from model.exchange.field_cells import with_cell
from model.exchange.foreign import Losses
from model.exchange.long_form import listing
from model.exchange.tables import Table
from model.exchange.vocabulary import is_said
from model.exchange.wording import read_plain_number
from model.journey import JourneyMap, MapCard, Phase, Scope, Step
from model.lanes import LaneBase
from model.texts import LANGUAGES, Texts, text_table
from model.values import Value, clean_text, with_changes

DETAILS: Final = ("about", "phases", "steps", "lanes")
ABOUT_FIELDS: Final = (
    "title", "subtitle", "organisation", "journey_type", "purpose", "state", "basis", "segment",
    "scenario", "expectations", "version_label", "authors", "facilitator", "participants",
    "review", "notes",
)  # fmt: skip
_SCOPE_FIELDS: Final = ("kind", "start", "end")
PHASE_FIELDS: Final = (
    "name", "definition", "situation", "our_task", "example", "questions", "idea_prompts",
    "channels", "duration", "colour",
)  # fmt: skip
STEP_FIELDS: Final = (
    "name", "duration", "wait", "is_moment_of_truth", "is_optional", "is_decision", "drop_off",
    "stuck", "markers", "friction", "memorability",
)  # fmt: skip
LANE_FIELDS: Final = ("name", "role", "hint", "colour", "icon")
_AREAS: Final[Mapping[str, str]] = {
    "colour": "colour", "role": "lane_role", "state": "state", "basis": "basis", "kind": "scope",
    "markers": "marker",
}  # fmt: skip
_NUMBERS: Final = ("drop_off", "stuck", "friction", "memorability")

Part = TypeVar("Part", bound=Value)


def detail_rows(journey: JourneyMap, name: str, texts: Texts) -> list[list[Cell]]:
    """Return the table ``name`` of `DETAILS`; the first row has the heads."""
    if name == "about":
        scope = journey.about.scope
        rows: list[list[Cell]] = [[texts("exchange.table.about"), texts("exchange.column.text")]]
        held = [("about", field, _cell(journey.about, field, texts)) for field in ABOUT_FIELDS]
        if scope != Scope():
            held += [("scope", field, _cell(scope, field, texts)) for field in _SCOPE_FIELDS]
        return rows + [[texts(_key(part, field)), cell] for part, field, cell in held if cell != ""]
    fields, parts = _parts(journey, name)
    used = [field for field in fields if any(_cell(part, field, texts) != "" for part in parts)]
    heads: list[Cell] = [texts(f"exchange.column.{_NUMBER_COLUMNS[name]}")]
    heads += [texts(_key(name, field)) for field in used]
    return [
        heads,
        *([at, *(_cell(part, field, texts) for field in used)] for at, part in enumerate(parts, 1)),
    ]


def with_details(journey: JourneyMap, name: str, table: Table, losses: Losses) -> JourneyMap:
    """Return ``journey`` with what the ``table`` called ``name`` says; the rest is noted."""
    if name == "about":
        return _with_about(journey, table, losses)
    fields, parts = _parts(journey, name)
    heads = [_field(name, head, fields) for head in table[0]]
    changed = list(parts)
    for row in table[1:]:
        number = read_plain_number(row[0]) if row else None
        if number is None or not 1 <= number <= len(changed):
            losses.note("table.lost_cells")
            continue
        at = int(number) - 1
        for head, cell in zip(heads[1:], row[1:], strict=False):
            if cell.strip():
                changed[at] = _filled(changed[at], head, cell, losses)
    return _PUT_BACK[name](journey, changed)


def _parts(journey: JourneyMap, name: str) -> tuple[tuple[str, ...], Sequence[Any]]:
    if name == "phases":
        return PHASE_FIELDS, journey.phases
    return (STEP_FIELDS, journey.steps) if name == "steps" else (LANE_FIELDS, journey.lanes)


def _with_about(journey: JourneyMap, table: Table, losses: Losses) -> JourneyMap:
    about, scope = journey.about, journey.about.scope
    for row in table[1:]:
        label, cell = (*row, "", "")[:2]
        field = _field("about", label, ABOUT_FIELDS)
        if field:
            about = _filled(about, field, cell, losses)
        else:
            scope = _filled(scope, _field("scope", label, _SCOPE_FIELDS), cell, losses)
    return with_changes(journey, about=with_changes(about, scope=scope))


def _with_phases(journey: JourneyMap, phases: Sequence[Phase]) -> JourneyMap:
    return with_changes(journey, phases=tuple(phases))


def _with_steps(journey: JourneyMap, steps: Sequence[Step]) -> JourneyMap:
    rest = iter(steps)
    phases = [
        with_changes(phase, steps=tuple(next(rest) for _ in phase.steps))
        for phase in journey.phases
    ]
    return with_changes(journey, phases=tuple(phases))


def _with_lanes(journey: JourneyMap, lanes: Sequence[LaneBase]) -> JourneyMap:
    return with_changes(journey, lanes=tuple(lanes))


_NUMBER_COLUMNS: Final = {"phases": "phase_no", "steps": "step_no", "lanes": "lane_no"}
_PUT_BACK: Final[Mapping[str, Callable[[JourneyMap, Sequence[Any]], JourneyMap]]] = {
    "phases": _with_phases,
    "steps": _with_steps,
    "lanes": _with_lanes,
}


def _cell(part: Value, field: str, texts: Texts) -> Cell:
    held: Any = getattr(part, field)
    if isinstance(held, bool):
        return texts("exchange.yes") if held else ""
    if isinstance(held, tuple):
        area = _AREAS.get(field)
        words = (texts(f"names.{area}.{word}") for word in held) if area else held
        return listing(tuple(word for word in words if word.strip()))
    if held is None:
        return ""
    if field in _AREAS and not (field == "kind" and isinstance(part, LaneBase)):
        is_usual = isinstance(part, MapCard) and held == type(part).model_fields[field].default
        return "" if is_usual else texts(f"names.{_AREAS[field]}.{held}")
    return held if isinstance(held, str | int | float) else ""


def _filled(part: Part, field: str, cell: str, losses: Losses) -> Part:
    made = with_cell(part, field, cell, text=clean_text(cell), areas=_AREAS, numbers=_NUMBERS)
    if made is None:
        losses.note("table.lost_value", column=field or "…")
        return part
    return made


def _key(part: str, field: str) -> str:
    keys = {
        "about": f"window.field.about.{field}",
        "scope": f"window.field.about.scope.{field}",
    }
    return keys.get(part, f"window.field.{field}")


def _field(part: str, head: str, fields: Sequence[str]) -> str:
    known = (field for field in fields if _key(part, field) in text_table(LANGUAGES[0]))
    return next((field for field in known if is_said(_key(part, field), head)), "")
