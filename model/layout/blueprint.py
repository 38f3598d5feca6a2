"""The lines of a service blueprint: derived from the roles of the lanes above and below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from model.lanes import Lane, LaneRole

# How far behind the scenes a lane is (reference/workshops-and-print.md 2.1, [30]).
_DEPTHS: Mapping[LaneRole, int] = MappingProxyType(
    {
        "physical_evidence": 0,
        "customer_actions": 0,
        "touchpoints": 0,
        "frontstage": 1,
        "backstage": 2,
        "support": 3,
    }
)
_LINES = ("interaction", "visibility", "internal")


def lines_above(lanes: Sequence[Lane]) -> tuple[tuple[str, ...], ...]:
    """Return for each lane the lines that run above it, e.g. ``("visibility",)``.

    A line runs where a lane is deeper behind the scenes than the last one above it that has such a
    role, or less deep: lanes may stand in any order. One whose lane is missing falls together with
    the next; of those that run together the one nearest to the lane above is named first.
    """
    found: list[tuple[str, ...]] = []
    depth: int | None = None
    for lane in lanes:
        own = _DEPTHS.get(lane.role) if lane.role else None
        found.append(_between(depth, own) if own is not None and depth is not None else ())
        depth = depth if own is None else own
    return tuple(found)


def _between(above: int, below: int) -> tuple[str, ...]:
    return _LINES[above:below] if below >= above else _LINES[below:above][::-1]
