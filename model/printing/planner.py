"""The wall planner: from a wall's size to three worked ways of covering it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from model.layout.sheet import Sheet
from model.paper import paper_table, readable_at
from model.printing.capacity import capacity
from model.printing.settings import PrintSettings
from model.printing.tiles import tile_plan
from model.printing.wall import plan_wall
from model.problems import PrintProblem, Problem

Way = Literal["A4", "A3", "roll"]
WAYS: tuple[Way, ...] = ("A4", "A3", "roll")
_TRUE = 1.0
_LEAST_PERCENT = 1


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way of covering a wall.

    Attributes:
        settings: What to print with.
        scale: Millimetres on the wall for one of the map's sheet.
        width, height: What hangs on the wall, in mm.
        paper: Name of the paper: ``A4``, ``roll:914``.
        sheets: How many sheets of it, or pages of a roll.
        paper_m2: How much paper that is.
        notes: How many paper notes fit into its empty cells.
        readable_m: From how many metres the cards are read.
        problem: Why it cannot be done; then only ``settings`` and ``paper`` count.
    """

    way: Way
    settings: PrintSettings
    paper: str
    scale: float = 0.0
    width: float = 0.0
    height: float = 0.0
    sheets: int = 0
    paper_m2: float = 0.0
    notes: int = 0
    readable_m: float = 0.0
    problem: Problem | None = None

    def is_readable(self, distance_m: float) -> bool:
        """Tell whether cards are read from ``distance_m``."""
        return self.readable_m >= distance_m - 0.05


def wall_alternatives(
    sheet: Sheet,
    wall_width: float,
    wall_height: float,
    distance_m: float,
    base: PrintSettings,
    ways: tuple[Way, ...] = WAYS,
) -> tuple[Alternative, ...]:
    """Return a way of covering a wall with ``sheet`` for each of ``ways``.

    A map is printed at its true size, so that paper notes fit its cells: larger only where its
    cards would else not be read from ``distance_m``, smaller only where the wall asks for it.

    Args:
        sheet: The map as it is laid out for print.
        wall_width: Room on the wall, in mm.
        wall_height: Room on the wall, in mm.
        distance_m: From how far cards should be read.
        base: The settings that stay: content, theme, margin, overlap and the like.
        ways: Which to work out.
    """
    most = min(wall_width / sheet.width, wall_height / sheet.height)
    wanted = max(_TRUE, distance_m / readable_at(_card_size(sheet)))
    scale = min(most, wanted)
    return tuple(_alternative(sheet, way, scale, base) for way in ways)


def _alternative(sheet: Sheet, way: Way, scale: float, base: PrintSettings) -> Alternative:
    if way == "roll":
        return _on_a_roll(sheet, scale, base)
    settings = _changed(
        base, output="tiles", paper="map", scale=_percent(scale), tile_paper=way, panels=1,
        orientation="auto", sheets=(), is_fitted_to_sheets=True,
    )  # fmt: skip
    try:
        plan = tile_plan(sheet, settings)
    except PrintProblem as problem:
        return Alternative(way, settings, way, problem=problem)
    return _told(
        sheet, Alternative(
            way, settings, plan.paper, plan.scale, plan.width, plan.height, plan.sheets,
            plan.way.paper_m2,
        )
    )  # fmt: skip


def _on_a_roll(sheet: Sheet, scale: float, base: PrintSettings) -> Alternative:
    """Take the roll that wastes least; if none is wide enough, the widest at a smaller scale."""
    rolls = [paper for paper in paper_table() if paper.is_roll]
    widest = max(rolls, key=lambda paper: paper.width or 0.0)
    room = (widest.width or 0.0) - 2 * base.margin
    scale = min(scale, room / min(sheet.width, sheet.height))
    tried = [_roll(sheet, roll.name, scale, base) for roll in rolls]
    worked = [made for made in tried if made.problem is None]
    return min(worked, key=lambda made: made.paper_m2) if worked else tried[-1]


def _roll(sheet: Sheet, roll: str, scale: float, base: PrintSettings) -> Alternative:
    settings = _changed(
        base, output="wall", paper=roll, scale=_percent(scale), orientation="auto", panels=0,
        sheets=(), bleed=0, has_crop_marks=False, has_registration_marks=False,
    )  # fmt: skip
    try:
        wall = plan_wall(sheet, settings)
    except PrintProblem as problem:
        return Alternative("roll", settings, roll, problem=problem)
    plan = wall.plan
    return _told(
        sheet, Alternative(
            "roll", settings, roll, plan.scale, sheet.width * plan.scale,
            sheet.height * plan.scale, len(wall.panels), plan.width * plan.height / 1e6,
        )
    )  # fmt: skip


def _told(sheet: Sheet, made: Alternative) -> Alternative:
    """Return ``made`` with what one asks of it: how many notes, and from how far it is read."""
    return Alternative(
        made.way, made.settings, made.paper, made.scale, made.width, made.height, made.sheets,
        made.paper_m2,
        notes=capacity(sheet, made.settings, made.scale).notes,
        readable_m=readable_at(_card_size(sheet) * made.scale),
    )  # fmt: skip


def _card_size(sheet: Sheet) -> float:
    """Return the smallest type of a card on ``sheet`` in points, 24 where there is none."""
    sizes = (
        placed.block.text_size_pt
        for cells in sheet.cells
        for cell in cells
        for placed in cell.contents
        if placed.block.kind == "card"
    )
    return min(sizes, default=24.0)


def _percent(scale: float) -> str:
    """Return ``scale`` in whole percent, rounded down so that it still fits."""
    return f"{max(_LEAST_PERCENT, math.floor(scale * 100 + 1e-6))}%"


def _changed(base: PrintSettings, **fields: object) -> PrintSettings:
    return PrintSettings.model_validate({**base.model_dump(), **fields})
