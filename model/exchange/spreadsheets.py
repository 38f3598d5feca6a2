"""Maps from tables and tables from maps: CSV and XLSX, like the map or a row for each card."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import PurePath
from typing import Final

from model.cards import Card, Feeling, Metric, Passage, Picture
from model.evidence import Evidence
from model.exchange.account import Carried, left_behind
from model.exchange.csv_text import Cell, read_csv, write_csv
from model.exchange.drafting import Draft, role_and_type
from model.exchange.foreign import Losses
from model.exchange.long_form import is_long_form, read_long_form
from model.exchange.map_details import (
    ABOUT_FIELDS,
    DETAILS,
    LANE_FIELDS,
    PHASE_FIELDS,
    STEP_FIELDS,
    with_details,
)
from model.exchange.map_tables import (
    EVIDENCE_FIELDS,
    PERSONA_FIELDS,
    TABLES,
    MapTables,
    TableName,
)
from model.exchange.matrix import read_matrix
from model.exchange.registers import is_register, take_personas, take_sources
from model.exchange.tables import Table
from model.exchange.vocabulary import is_said
from model.exchange.workbook import LONGEST_CELL, SheetOut, read_workbook, write_workbook
from model.journey import JourneyMap, MapCard, Phase, Step
from model.lanes import CardsLane, FeelingsLane, ImagesLane, MetricsLane, TextLane
from model.people import CompanyProfile, Persona
from model.problems import FileProblem, Problem, Word
from model.texts import LANGUAGES, Texts
from model.values import Value, clean_line

SEPARATORS: Final = {"da": ";", "en": ","}
_TAB: Final = "\t"
_LANE: Final = frozenset(("name", "role"))
_IN_MATRIX: Final[dict[type[Value], frozenset[str]]] = {
    JourneyMap: frozenset(),
    MapCard: frozenset(),
    Phase: frozenset(("name",)),
    Step: frozenset(("name",)),
    CardsLane: _LANE,
    FeelingsLane: _LANE,
    MetricsLane: _LANE,
    TextLane: _LANE,
    ImagesLane: _LANE,
    Card: frozenset(("text",)),
    Feeling: frozenset(("values", "label")),
    Metric: frozenset(("name", "unit", "baseline", "target", "actual")),
    Passage: frozenset(("text",)),
    Picture: frozenset(("caption",)),
}
_IN_CARDS: Final[dict[type[Value], frozenset[str]]] = _IN_MATRIX | {
    CardsLane: _LANE | {"card_type"},
    Card: frozenset(Card.model_fields) - {"image"},
    Feeling: frozenset(Feeling.model_fields),
    Metric: frozenset(Metric.model_fields),
    Passage: frozenset(("text", "span")),
    Picture: frozenset(("caption", "span")),
    Persona: frozenset(("name",)),
    CompanyProfile: frozenset(("name",)),
    Evidence: frozenset(("title",)),
}
_IN_LANES_SHEET: Final[dict[type[Value], frozenset[str]]] = {
    kind: _LANE | {"card_type", *LANE_FIELDS}
    for kind in (CardsLane, FeelingsLane, MetricsLane, TextLane, ImagesLane)
}
_IN_WORKBOOK: Final[dict[type[Value], frozenset[str]]] = (
    _IN_CARDS
    | _IN_LANES_SHEET
    | {
        MapCard: frozenset((*ABOUT_FIELDS, "scope")),
        Phase: frozenset(PHASE_FIELDS),
        Step: frozenset(STEP_FIELDS),
        Persona: frozenset(PERSONA_FIELDS),
        CompanyProfile: frozenset(PERSONA_FIELDS),
        Evidence: frozenset(EVIDENCE_FIELDS),
    }
)


def read_csv_map(data: bytes, name: str, language: str) -> tuple[JourneyMap, tuple[Problem, ...]]:
    """Return the map in the CSV file ``data``, which people know as ``name``, and what is lost.

    Raises:
        FileProblem: If it is no text, holds no table of a map, or more than the limits allow.
    """
    losses = Losses()
    draft = _draft(read_csv(data, name, losses), name, losses, language)
    return draft.journey(_id(data), _about(name, "", language)), losses.problems()


def read_xlsx_map(
    data: bytes, name: str, language: str, sheet: str | None = None
) -> tuple[JourneyMap, tuple[Problem, ...]]:
    """Return the map in the XLSX file ``data``, and what is lost.

    ``sheet`` names one by name or number; without it, the first with a row for each card is
    read, else the first one that holds a table.

    Raises:
        FileProblem: As `read_csv_map`; or if there is no such sheet.
    """
    losses = Losses()
    book = read_workbook(data, name, losses)
    filled = [(title, table) for title, table in book.sheets if _has_cells(table)]
    chosen = _chosen(filled, name, sheet)
    draft = _draft(filled[chosen][1], name, losses, language)
    is_ours = is_long_form(filled[chosen][1])
    details: list[tuple[str, Table]] = []
    for place, (title, table) in enumerate(filled):
        if place == chosen:
            continue
        if is_ours and is_register(title, "personas"):
            take_personas(draft, table)
        elif is_ours and is_register(title, "evidence"):
            take_sources(draft, table)
        elif is_ours and (kind := next((one for one in DETAILS if is_register(title, one)), "")):
            details.append((kind, table))
        elif not (is_ours and any(is_said(f"exchange.table.{kind}", title) for kind in TABLES)):
            losses.note("table.sheet_unread", sheet=title[:60])
    journey = draft.journey(_id(data), _about(name, book.title, language))
    for kind, table in details:
        journey = with_details(journey, kind, table, losses)
    return journey, losses.problems()


def write_csv_map(
    journey: JourneyMap, table: TableName | None, *, has_tabs: bool = False
) -> tuple[bytes, tuple[Problem, ...]]:
    """Return a table of ``journey`` as CSV, and what that cannot carry.

    Without a ``table`` it is the one with a row for each card, which carries most.
    """
    losses, texts = Losses(), _texts(journey)
    wanted: TableName = table or "cards"
    rows, _ = MapTables(journey, texts, losses).table(wanted)
    separator = _TAB if has_tabs else SEPARATORS[texts.language]
    data = write_csv(rows, separator=separator, has_comma=texts.language == "da")
    return data, _left(journey, wanted, losses)


def write_xlsx_map(
    journey: JourneyMap, table: TableName | None
) -> tuple[bytes, tuple[Problem, ...]]:
    """Return the tables of ``journey`` as a workbook, or only one; and what that cannot carry."""
    losses, texts = Losses(), _texts(journey)
    sheets = []
    for name in TABLES if table is None else (table,):
        # What stands in several sheets is lost only if the fullest one lacks it.
        is_counted = name == (table or "cards")
        rows, heads = MapTables(journey, texts, losses if is_counted else Losses()).table(name)
        if len(rows) > 1 or name in ("matrix", "cards") or table is not None:
            sheets.append(SheetOut(texts(f"exchange.table.{name}"), _cut(rows, losses), heads))
    data = write_workbook(journey.about.title, sheets)
    return data, _left(journey, table or "all", losses)


def _left(journey: JourneyMap, table: TableName | str, losses: Losses) -> tuple[Problem, ...]:
    if table == "matrix":
        return left_behind(journey, _IN_MATRIX, losses)
    if table not in ("cards", "all"):
        losses.note("carry.only_table", table=Word(f"exchange.table.{table}"))
        return losses.problems()
    for lane in journey.lanes if table == "cards" else ():
        if lane.role is not None and role_and_type(lane.name)[0] != lane.role:
            losses.note("carry.lost_role")
    carried: Carried = _IN_CARDS if table == "cards" else _IN_WORKBOOK
    if table == "cards":
        _note_unused(journey, losses)
    return left_behind(journey, carried, losses)


def _note_unused(journey: JourneyMap, losses: Losses) -> None:
    """Note personas and sources that no row names."""
    used: set[str] = set()
    for lane in journey.lanes:
        for items in lane.cells.values():
            for item in items:
                if isinstance(item, Card):
                    used |= {*item.personas, *item.evidence}
                elif isinstance(item, Feeling) and item.persona:
                    used.add(item.persona)
    for register in ("personas", "evidence"):
        for entry in getattr(journey, register):
            if entry.id not in used:
                losses.note("carry.lost_unused", kind=Word(f"exchange.kind.{register}"))


def _cut(rows: Sequence[Sequence[Cell]], losses: Losses) -> list[list[Cell]]:
    cut: list[list[Cell]] = []
    for row in rows:
        cut.append([])
        for cell in row:
            if isinstance(cell, str) and len(cell) > LONGEST_CELL:
                losses.note("carry.cell_cut", limit=str(LONGEST_CELL))
                cut[-1].append(cell[: LONGEST_CELL - 1] + "…")
            else:
                cut[-1].append(cell)
    return cut


def _draft(table: Table, name: str, losses: Losses, language: str) -> Draft:
    if is_long_form(table):
        return read_long_form(table, name, losses, Texts(language)("names.lane_role.feels"))
    return read_matrix(table, name, losses)


def _chosen(sheets: Sequence[tuple[str, Table]], name: str, sheet: str | None) -> int:
    """Return the place of the sheet to read."""
    if not sheets:
        raise FileProblem("table.no_grid", file=name)
    titles = [title for title, _ in sheets]
    if sheet is None:
        lists = (at for at, (_, table) in enumerate(sheets) if is_long_form(table))
        grids = (at for at, (_, table) in enumerate(sheets) if _is_grid(table))
        return next(lists, next(grids, 0))
    wanted = clean_line(sheet)
    if wanted in titles:
        return titles.index(wanted)
    if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted[:9]) <= len(titles):
        return int(wanted) - 1
    named = ", ".join(titles)[:400]
    raise FileProblem("table.no_sheet", file=name, sheet=wanted[:60], sheets=named)


def _has_cells(table: Table) -> bool:
    return any(cell.strip() for row in table for cell in row)


def _is_grid(table: Table) -> bool:
    """Tell whether two rows go beyond the first column: those of a sheet of remarks do not."""
    return sum(any(cell.strip() for cell in row[1:]) for row in table) > 1


def _about(name: str, title: str, language: str) -> MapCard:
    stem = clean_line(PurePath(name).stem.replace("_", " "))
    return MapCard(title=(title or stem)[:500], language=language)


def _id(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:10]


def _texts(journey: JourneyMap) -> Texts:
    spoken = journey.about.language[:2]
    return Texts(spoken if spoken in LANGUAGES else "en")
