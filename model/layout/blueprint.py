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

    A line runs where lanes go deeper behind the scenes; one whose lane is missing falls together
    with the next.
    """
    found: list[tuple[str, ...]] = []
    depth: int | None = None
    for lane in lanes:
        own = _DEPTHS.get(lane.role) if lane.role else None
        found.append(_LINES[depth:own] if own is not None and depth is not None else ())
        depth = depth if own is None else own
    return tuple(found)
