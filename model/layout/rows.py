"""A lane's cells laid out: notes in rows from left to right, wide cards above them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from model.cards import Card, Metric, Passage, Picture
from model.channel_use import is_matrix
from model.lanes import CardsLane, FeelingsLane, ImagesLane, Lane, MetricsLane, TextLane
from model.layout.card_details import detail_signs, uses_registers
from model.layout.cards import card_block
from model.layout.coding import card_colour, card_type
from model.layout.columns import notes_in_row
from model.layout.evidence_marks import UNSAID
from model.layout.feelings import plan_feelings
from model.layout.folding import folded_cell, plan_folded
from model.layout.matrix import Matrix
from model.layout.metrics import metric_block
from model.layout.passages import passage_block, picture_block
from model.layout.plans import NO_SIGNS, CellPlan, Desk, RowPlan, Signs, is_current
from model.layout.sheet import Block, Placed
from model.layout.vote_boxes import is_voted_on, with_vote_box
from model.sheet_settings import SheetSettings

MakeBlock = Callable[[Any, float], Block]


@dataclass(frozen=True, slots=True)
class _Wide:
    """A card over several columns: where it begins and ends, and in which track it lies."""

    first: int
    last: int
    y: float
    item: Any
    block: Block


def plan_row(lane: Lane, desk: Desk, old: RowPlan | None, number: int) -> RowPlan:
    """Return the plan of ``lane``, the ``number``-th of the map from 1 on.

    What has not changed since ``old`` is taken from it.
    """
    code = str(number) if desk.look.settings.are_codes_shown else ""
    is_folded = lane.is_collapsed and not desk.look.is_for_print
    dimmed = desk.dimmed if isinstance(lane, FeelingsLane) else None
    look = desk.print_look
    drawn = (look.slot, look.note_rows, look.is_form, look.is_evidence_shown)
    asked = (desk.has_slots_in(lane), desk.vote_scale_in(lane), drawn)
    matrix = None if is_folded else desk.matrix_in(lane)
    style = (code, row_style(lane), is_folded, dimmed, asked, matrix and id(matrix))
    if not is_current(old, desk, style):
        old = None
    elif (
        old is not None
        and old.source is lane.cells
        and (old.desk.registers is desk.registers or not old.uses_registers)
    ):
        return old
    if is_folded:
        return plan_folded(lane, desk, style, code, old)
    if isinstance(lane, FeelingsLane):
        return plan_feelings(lane, desk, style, code)
    return _plan_flow(lane, desk, style, code, old, matrix)


def row_style(lane: Lane) -> Hashable:
    """Return what the cells of ``lane`` look like apart from what they hold."""
    if isinstance(lane, CardsLane):
        return (lane.kind, lane.card_type, lane.colour, lane.role)
    if isinstance(lane, FeelingsLane):
        return (lane.kind, lane.style, lane.height, lane.levels)
    return lane.kind


def _plan_flow(
    lane: CardsLane | MetricsLane | TextLane | ImagesLane,
    desk: Desk,
    style: Hashable,
    code: str,
    old: RowPlan | None,
    matrix: Matrix | None,
) -> RowPlan:
    top = desk.look.cell_top if matrix is None else matrix.bottom + desk.look.settings.gap
    make = _block_maker(lane, desk)
    held = [lane.cells.get(place.step_id, ()) for place in desk.columns.places]
    wide = _place_wide(held, desk, make, top)
    starts = _starts(wide, desk, top)
    cells: list[CellPlan] = []
    for index, items in enumerate(held):
        lying = wide.get(index, [])
        ys = tuple(card.y for card in lying)
        known = old.cells[index] if old else None
        if (
            known is None
            or known.items is not items
            or known.start != starts[index]
            or known.wide != ys
            or (known.uses_registers and old and old.desk.registers is not desk.registers)
        ):
            if desk.columns.places[index].is_collapsed:
                known = folded_cell(items, starts[index])
            else:
                known = _plan_cell(lane, desk, make, index, items, lying, starts[index])
        cells.append(known)
    return RowPlan(
        desk=desk,
        source=lane.cells,
        style=style,
        cells=tuple(cells),
        height=max((cell.height for cell in cells), default=0.0),
        reach=max((w.last - w.first + 1 for ws in wide.values() for w in ws), default=1),
        signs=frozenset().union(_matrix_signs(matrix), *(cell.signs for cell in cells)),
        uses_registers=any(cell.uses_registers for cell in cells),
        ids=frozenset(content.block.id for cell in cells for content in cell.contents),
        code=code,
        body=() if matrix is None else matrix.marks,
        matrix=matrix,
    )


def _block_maker(lane: Lane, desk: Desk) -> MakeBlock:
    look, registers, memo = desk.look, desk.registers, desk.memo
    style = row_style(lane)
    vote_scale = desk.vote_scale_in(lane)
    is_evidence_shown = desk.print_look.is_evidence_shown

    def card(item: Card, width: float, box_scale: float | None) -> Block:
        assert isinstance(lane, CardsLane)
        block = card_block(look, registers, item, lane, width, is_evidence_shown=is_evidence_shown)
        return block if box_scale is None else with_vote_box(block, box_scale)

    def make(item: Any, width: float) -> Block:
        if isinstance(item, Card):
            known = registers if uses_registers(item) else None
            box_scale = vote_scale if is_voted_on(lane, item) else None
            return memo.block(
                item,
                (style, width, known.version if known else None, box_scale, is_evidence_shown),
                lambda: card(item, width, box_scale),
            )
        if isinstance(item, Metric):
            return memo.block(item, (style, width), lambda: metric_block(look, item, width))
        if isinstance(item, Passage):
            return memo.block(item, (style, width), lambda: passage_block(look, item, width))
        return memo.block(
            item,
            (style, width, registers.version),
            lambda: picture_block(look, registers, item, width),
        )

    return make


def _place_wide(
    held: Sequence[tuple[Any, ...]], desk: Desk, make: MakeBlock, y: float
) -> dict[int, list[_Wide]]:
    """Place the cards over several columns in tracks at the row's top, each where it first fits."""
    columns, gap = desk.columns, desk.look.settings.gap
    tracks: list[list[tuple[int, int, Any]]] = []
    ends: list[int] = []
    for index, items in enumerate(held):
        if columns.places[index].is_collapsed:
            continue
        for item in items:
            span = getattr(item, "span", 1)
            last = index if span == 1 else columns.last_covered(index, span)
            if last == index:
                continue
            track = next((t for t, end in enumerate(ends) if end < index), len(ends))
            if track == len(ends):
                tracks.append([])
                ends.append(last)
            ends[track] = last
            tracks[track].append((index, last, item))
    placed: dict[int, list[_Wide]] = {}
    for track_items in tracks:
        height = 0.0
        for first, last, item in track_items:
            block = make(item, columns.span_width(first, last, gap))
            placed.setdefault(first, []).append(_Wide(first, last, y, item, block))
            height = max(height, block.height)
        y += height + gap
    return placed


def _starts(wide: dict[int, list[_Wide]], desk: Desk, top: float) -> list[float]:
    """Return for each column where its own cards begin: below all wide cards over it."""
    gap = desk.look.settings.gap
    bottoms = [top] * len(desk.columns.places)
    tracks: dict[float, float] = {}
    for cards in wide.values():
        for card in cards:
            tracks[card.y] = max(tracks.get(card.y, 0.0), card.block.height)
    for cards in wide.values():
        for card in cards:
            for index in range(card.first, card.last + 1):
                bottoms[index] = max(bottoms[index], card.y + tracks[card.y] + gap)
    return bottoms


def _plan_cell(
    lane: Lane,
    desk: Desk,
    make: MakeBlock,
    index: int,
    items: tuple[Any, ...],
    wide: Sequence[_Wide],
    start: float,
) -> CellPlan:
    settings = desk.look.settings
    across, note, left = notes_in_row(desk.columns.places[index].width, settings)
    if not isinstance(lane, CardsLane):
        across, note, left = _fewer(lane, items, wide, desk.columns.places[index].width, settings)
    lying = {id(card.item): card for card in wide}
    contents: list[Placed] = []
    x_index, y, row_height = 0, start, 0.0
    for item in items:
        over = lying.get(id(item))
        if over is not None:
            contents.append(Placed(settings.gap, over.y, over.block))
            continue
        if x_index == across:
            x_index, y, row_height = 0, y + row_height + settings.gap, 0.0
        block = make(item, note)
        contents.append(Placed(left + x_index * (note + settings.gap), y, block))
        row_height = max(row_height, block.height)
        x_index += 1
    bottom = y + row_height if row_height else start - settings.gap
    least = 0.0
    if isinstance(lane, CardsLane) and not is_matrix(lane):
        least = desk.look.cell_top + _least_held(lane, desk, index) + settings.gap
    return CellPlan(
        items=items,
        start=start,
        wide=tuple(card.y for card in wide),
        contents=tuple(contents),
        height=max(bottom + settings.gap, least),
        signs=frozenset(_signs(lane, items, desk)),
        uses_registers=any(_uses_registers(item) for item in items),
    )


def _least_held(lane: CardsLane, desk: Desk, index: int) -> float:
    """Return the height of what a cell has room for at least: a card, or the lines of a form."""
    slots = desk.slots_in(lane, desk.columns.places[index].width)
    if lane.cells:
        card = desk.look.settings.note_height
        return max(card, slots.whole_height if desk.has_slots_in(lane) else 0.0)
    rows, gap = desk.print_look.note_rows, desk.look.settings.gap
    return rows * (slots.whole_height + gap) - gap


def _fewer(
    lane: Lane,
    items: tuple[Any, ...],
    wide: Sequence[_Wide],
    width: float,
    settings: SheetSettings,
) -> tuple[int, float, float]:
    """Return how figures, passages and pictures stand: over the full width, one below the other.

    Several pictures stand side by side like notes.
    """
    if isinstance(lane, ImagesLane) and len(items) - len(wide) > 1:
        return notes_in_row(width, settings)
    return 1, width - 2 * settings.gap, settings.gap


def _uses_registers(item: Any) -> bool:
    return isinstance(item, Picture) or (isinstance(item, Card) and uses_registers(item))


def _matrix_signs(matrix: Matrix | None) -> Signs:
    if matrix is None:
        return NO_SIGNS
    shown = (("channel_used", matrix.use.cards), ("channel_of_phase", matrix.use.phases))
    return frozenset(("channel", kind) for kind, held in shown if held)


def _signs(lane: Lane, items: tuple[Any, ...], desk: Desk) -> Iterator[tuple[str, str]]:
    if not isinstance(lane, CardsLane):
        return
    if desk.print_look.vote_scale is not None and any(
        is_voted_on(lane, card) for card in items or (None,)
    ):
        yield "votes", "box"
    for card in items:
        kind = card_type(card, lane)
        if kind != "note":
            yield "type", f"{kind}.{card_colour(card, lane)}"
        yield from detail_signs(card)
        if desk.print_look.is_evidence_shown:
            yield "level", card.evidence_level or UNSAID
