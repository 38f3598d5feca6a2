"""Ways of covering a wall, each with the pages it would take."""

from __future__ import annotations

from dataclasses import dataclass, replace

from model.layout.engine import Layout
from model.printing.planner import Alternative, wall_alternatives
from model.printing.settings import PrintSettings
from model.problems import PrintProblem
from model.values import with_changes
from widgets.print.arranging import pages_of_wall
from widgets.print.made import Facts, MadePrint, Wish, make_print

# Each time the map grows by far less: small print takes little of it.
_MOST_PASSES = 3
_ROUNDING = 0.01


@dataclass(frozen=True, slots=True)
class PlanWish:
    """A wall to be covered with the map of ``base``; lengths in mm, ``distance`` in m."""

    base: Wish
    width: float
    height: float
    distance: float


@dataclass(frozen=True, slots=True)
class MadePlans:
    """The ways that were worked out; each with its pages, for a picture of it."""

    wish: PlanWish
    plans: tuple[tuple[Alternative, MadePrint], ...] = ()
    problem: PrintProblem | None = None


def make_plans(wish: PlanWish, layout: Layout) -> MadePlans:
    """Return three ways of covering the wall of ``wish``."""
    settings = with_changes(
        wish.base.settings, output="wall", paper="map", scale="1:1", panels=0, sheets=()
    )
    whole = make_print(replace(wish.base, settings=settings), layout)
    if whole.printout is None:
        return MadePlans(wish, problem=whole.problem)
    sheet = pages_of_wall(whole.printout)[0][1].sheet
    base = with_changes(wish.base.settings, distance_m=wish.distance)
    found = wall_alternatives(sheet, wish.width, wish.height, wish.distance, base)
    return MadePlans(wish, tuple(_fitting(way, wish, base, layout) for way in found))


def _fitting(
    way: Alternative, wish: PlanWish, base: PrintSettings, layout: Layout
) -> tuple[Alternative, MadePrint]:
    """Return ``way`` with its pages, smaller where they would hang beyond the wall.

    Legend and footer stay readable on a small print, which makes the map higher than it was
    planned.
    """
    made = make_print(replace(wish.base, settings=way.settings), layout)
    for _ in range(_MOST_PASSES):
        if made.printout is None or made.facts is None or not _hangs_beyond(made.facts, wish):
            break
        sheet = pages_of_wall(made.printout)[0][1].sheet
        size = wish.width, wish.height, wish.distance
        (way,) = wall_alternatives(sheet, *size, base, ways=(way.way,))
        made = make_print(replace(wish.base, settings=way.settings), layout)
    return way, made


def _hangs_beyond(facts: Facts, wish: PlanWish) -> bool:
    return facts.width > wish.width + _ROUNDING or facts.height > wish.height + _ROUNDING
