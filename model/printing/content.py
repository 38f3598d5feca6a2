"""What of a map is printed: a blank form, what a workshop starts from, or everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from types import MappingProxyType
from typing import Final, NamedTuple

from model.cards import CellItem, Metric
from model.edits.changes import changed
from model.journey import JourneyMap, Phase
from model.lanes import (
    CardsLane,
    FeelingsLane,
    ImagesLane,
    Lane,
    LaneRole,
    MetricsLane,
    TextLane,
    with_cells,
)
from model.layout.columns import notes_in_row
from model.printing.settings import Content
from model.sheet_settings import SheetSettings
from model.values import with_changes

SEEDED_ROLES: Final[frozenset[LaneRole]] = frozenset(
    ("customer_actions", "touchpoints", "channels")
)
"""What is put up before a workshop begins: the known steps and touchpoints (reference 1.2, 5)."""


class Note(NamedTuple):
    """The paper note of a form, in mm, and how many stand side by side, None as the map has it."""

    width: float
    height: float
    across: int | None = None


_NO_CELLS: Mapping[str, tuple[CellItem, ...]] = MappingProxyType({})


def with_content(
    journey: JourneyMap,
    content: Content,
    note_width: float,
    note_height: float,
    across: int | None = None,
) -> JourneyMap:
    """Return ``journey`` with what ``content`` leaves of it; never the map that is saved.

    ``filled`` is the map itself. ``blank`` keeps the grid: phases, steps, lanes, hints, the names
    of figures with lines to write on, and an empty scale for feelings. ``seeded`` also keeps what
    stands in the lanes of `SEEDED_ROLES` and in every locked lane. Both have places for notes of
    ``note_width`` x ``note_height`` mm; a step or a lane with a size of its own keeps as many of
    them as it had.

    Args:
        journey: What is printed.
        content: How much of it.
        note_width: Of the paper notes people will stick on.
        note_height: Likewise.
        across: How many notes stand side by side in a cell; None is as the map has it.
    """
    if content == "filled":
        return journey
    is_kept = _is_seeded if content == "seeded" else _is_never
    note = Note(note_width, note_height, across)
    sheet = _sheet(journey.sheet, note, has_cards=content == "seeded")
    lanes = tuple(_form(lane, journey.sheet, note, is_kept=is_kept(lane)) for lane in journey.lanes)
    phases = tuple(_with_widths(phase, journey.sheet, sheet, note) for phase in journey.phases)
    cards = frozenset(_cards(lanes))
    links = tuple(link for link in journey.links if _is_among(cards, link.source, link.target))
    return changed(journey, sheet=sheet, lanes=lanes, phases=phases, links=links)


def _sheet(before: SheetSettings, note: Note, *, has_cards: bool) -> SheetSettings:
    """Return the settings for this note; cards that stay are never narrower than they were."""
    is_narrow = has_cards and note.width < before.note_width
    return with_changes(
        before,
        note_width=before.note_width if is_narrow else note.width,
        note_height=before.note_height if is_narrow else note.height,
        notes_across=note.across or before.notes_across,
        are_hints_shown=True,
        are_definitions_shown=True,
    )


def _is_seeded(lane: Lane) -> bool:
    return lane.is_locked or lane.role in SEEDED_ROLES


def _is_never(_: Lane) -> bool:
    return False


def _form(lane: Lane, before: SheetSettings, note: Note, *, is_kept: bool) -> Lane:
    """Return ``lane`` with room to write in, and without what it holds unless that is kept."""
    if is_kept:
        return lane
    height = lane.height
    is_written_in = isinstance(lane, TextLane | ImagesLane) or not lane.cells
    if not isinstance(lane, FeelingsLane) and (height is not None or is_written_in):
        rows = _notes_in(height or 0.0, before.note_height, before.gap)
        height = rows * (note.height + before.gap) + before.gap
    emptied = _emptied(lane)
    return emptied if height == lane.height else changed(emptied, height=height)


def _emptied(lane: Lane) -> Lane:
    if isinstance(lane, MetricsLane):
        return with_cells(
            lane, {step: tuple(map(_unknown, held)) for step, held in lane.cells.items()}
        )
    return changed(lane, cells=_NO_CELLS)


def _unknown(metric: Metric) -> Metric:
    """Return the figure of which nothing is known yet: its name, and lines to write on."""
    return Metric(id=metric.id, name=metric.name, unit=metric.unit)


def _with_widths(phase: Phase, before: SheetSettings, sheet: SheetSettings, note: Note) -> Phase:
    """Return ``phase`` with steps made for whole notes: as many as they held, or were asked for."""

    def width(own: float | None) -> float | None:
        if own is None or note.across is not None:
            if sheet.note_width == note.width:
                return None  # what the settings say
            across = sheet.notes_across
        else:
            across = notes_in_row(own, before)[0]
        # A card that stays has room even where notes are smaller.
        return max(across * (note.width + sheet.gap) + sheet.gap, sheet.note_width + 2 * sheet.gap)

    widths = [width(step.width) for step in phase.steps]
    if widths == [step.width for step in phase.steps]:
        return phase
    steps = tuple(changed(step, width=new) for step, new in zip(phase.steps, widths, strict=True))
    return changed(phase, steps=steps)


def _notes_in(length: float, note: float, gap: float) -> int:
    """Return how many notes stand one after the other in ``length``, one at least."""
    return max(1, int((length - gap + 0.01) // (note + gap)))


def _cards(lanes: tuple[Lane, ...]) -> Iterator[str]:
    for lane in lanes:
        if isinstance(lane, CardsLane):
            for cell in lane.cells.values():
                yield from (card.id for card in cell)


def _is_among(ids: Set[str], *wanted: str) -> bool:
    return all(each in ids for each in wanted)
