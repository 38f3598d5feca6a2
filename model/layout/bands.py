"""The headings above the grid: the phases' band and the steps' below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from model.course import Share, shares_of
from model.journey import JourneyMap, Phase, Step
from model.layout.columns import ColumnPlace, Columns, phase_extents, shown_phases
from model.layout.folding import folded_phase_block, folded_step_block
from model.layout.funnel import lay_funnel
from model.layout.headers import PhaseSizes, phase_block, phase_sizes, step_block, step_name_size
from model.layout.look import Look, Registers
from model.layout.memo import BlockMemo
from model.layout.placing import grid_left
from model.layout.plans import Desk, Signs
from model.layout.sheet import Block, Column, Funnel, PhaseBand, Placed, PlacedWay
from model.layout.ways import lay_ways

_INSET = 1.5


@dataclass(frozen=True, slots=True, eq=False)
class Bands:
    """The headings and the bands below them, and what they were made from.

    ``bottom`` is where the headings end, ``grid_top`` where the rows may begin; ``signs`` are
    those in headings that a legend explains.
    """

    source: tuple[Phase, ...]
    registers: Registers
    columns_from: Columns
    counts: Mapping[str, int]
    top: float
    phases: tuple[PhaseBand, ...]
    columns: tuple[Column, ...]
    bottom: float
    ways: tuple[PlacedWay, ...]
    funnel: Funnel | None
    grid_top: float
    shares: Mapping[str, Share] | None
    signs: Signs


def lay_bands(desk: Desk, journey: JourneyMap, top: float, old: Bands | None) -> Bands:
    """Return the headings of all phases and steps shown, from ``top`` on."""
    look, columns = desk.look, desk.columns
    counts = _counts(journey, columns)
    if (
        old is not None
        and old.source is journey.phases
        and old.registers is desk.registers
        and old.columns_from is columns
        and old.counts == counts
        and old.top == top
        and old.shares is desk.print_look.shares
    ):
        return old
    shown = shown_phases(journey, for_print=look.is_for_print)
    phases, bottom = _phase_bands(desk, shown, phase_extents(columns), counts, top)
    steps = {step.id: step for phase in shown for step in phase.steps}
    headers, bottom = _step_headers(look, steps, columns, bottom + _INSET * 2, desk.memo)
    if old is not None:
        phases = _kept_phases(phases, old.phases)
        headers = _kept_columns(headers, old.columns)
    ways, grid_top = lay_ways(look, journey, columns, grid_left(look), bottom)
    funnel, grid_top = _funnel(desk, journey, grid_top)
    return Bands(
        journey.phases, desk.registers, columns, counts, top, phases, headers, bottom,
        ways, funnel, grid_top, desk.print_look.shares, _signs(steps, columns),
    )  # fmt: skip


def _signs(steps: Mapping[str, Step], columns: Columns) -> Signs:
    return frozenset(
        ("marker", marker)
        for place in columns.places
        if not place.is_collapsed
        for marker in steps[place.step_id].markers
    )


def _funnel(desk: Desk, journey: JourneyMap, top: float) -> tuple[Funnel | None, float]:
    if not desk.look.settings.is_funnel_shown:
        return None, top
    known = desk.print_look.shares
    shares = shares_of(journey.phases) if known is None else known
    return lay_funnel(desk.look, shares, desk.columns, grid_left(desk.look), top)


def _counts(journey: JourneyMap, columns: Columns) -> Mapping[str, int]:
    """Return how many things the cells of each collapsed phase hold."""
    counts: dict[str, int] = {}
    for place in columns.places:
        if place.is_collapsed:
            held = sum(len(lane.cells.get(place.step_id, ())) for lane in journey.lanes)
            counts[place.phase_id] = counts.get(place.phase_id, 0) + held
    return counts


def _phase_bands(
    desk: Desk,
    phases: Sequence[Phase],
    extents: Mapping[str, tuple[float, float]],
    counts: Mapping[str, int],
    top: float,
) -> tuple[tuple[PhaseBand, ...], float]:
    look, registers = desk.look, desk.registers
    left = grid_left(look)

    def width_of(phase: Phase) -> float:
        return extents[phase.id][1] - 2 * _INSET

    whole = [(phase, width_of(phase)) for phase in phases if phase.id not in counts]
    common = phase_sizes(look, whole)

    def block(phase: Phase, height: float) -> Block:
        width, sizes = width_of(phase), PhaseSizes(common.name_pt, common.head, height)
        if phase.id in counts:
            count = counts[phase.id]
            return desk.memo.block(
                phase,
                ("folded phase", width, height, count),
                lambda: folded_phase_block(look, phase, width, height, count),
            )
        known = registers.version if phase.channels else None
        return desk.memo.block(
            phase,
            ("phase", width, sizes, known),
            lambda: phase_block(look, registers, phase, width, sizes),
        )

    height = max((block(phase, 0.0).height for phase in phases), default=0.0)
    return tuple(
        PhaseBand(
            phase_id=phase.id,
            x=left + extents[phase.id][0],
            width=extents[phase.id][1],
            header=Placed(left + extents[phase.id][0] + _INSET, top, block(phase, height)),
            is_collapsed=phase.id in counts,
        )
        for phase in phases
    ), top + height


def _step_headers(
    look: Look,
    steps: Mapping[str, Step],
    columns: Columns,
    top: float,
    memo: BlockMemo,
) -> tuple[tuple[Column, ...], float]:
    left = grid_left(look)
    widths = [(place, place.width - 2 * _INSET) for place in columns.places]
    whole = [(steps[at.step_id], width) for at, width in widths if not at.is_collapsed]
    size_pt = step_name_size(look, whole)

    def block(place: ColumnPlace, width: float, height: float) -> Block:
        step = steps[place.step_id]
        if place.is_collapsed:
            least = max(height, look.card_em * 1.5)
            return memo.block(
                step,
                ("folded step", width, least),
                lambda: folded_step_block(step, width, least),
            )
        return memo.block(
            step,
            ("step", width, size_pt, height),
            lambda: step_block(look, step, width, size_pt, height),
        )

    height = max((block(p, w, 0.0).height for p, w in widths), default=0.0)
    return tuple(
        Column(
            step_id=place.step_id,
            phase_id=place.phase_id,
            x=left + place.x,
            width=place.width,
            header=Placed(left + place.x + _INSET, top, block(place, width, height)),
            is_collapsed=place.is_collapsed,
        )
        for place, width in widths
    ), top + height


def _kept_phases(
    phases: tuple[PhaseBand, ...], old: tuple[PhaseBand, ...]
) -> tuple[PhaseBand, ...]:
    known = {band.phase_id: band for band in old}
    return tuple(
        known[band.phase_id]
        if band.phase_id in known
        and _is_same(known[band.phase_id].header, band.header)
        and known[band.phase_id].width == band.width
        else band
        for band in phases
    )


def _kept_columns(columns: tuple[Column, ...], old: tuple[Column, ...]) -> tuple[Column, ...]:
    known = {column.step_id: column for column in old}
    return tuple(
        known[column.step_id]
        if column.step_id in known
        and _is_same(known[column.step_id].header, column.header)
        and known[column.step_id].width == column.width
        and known[column.step_id].phase_id == column.phase_id
        else column
        for column in columns
    )


def _is_same(before: Placed, after: Placed) -> bool:
    return before.block is after.block and before.x == after.x and before.y == after.y
