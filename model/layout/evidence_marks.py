"""How well cards are founded, seen at a glance: a ground and an edge of its own for each level.

The ground tells it from afar, the edge without colour: dotted for an assumption, dashed for what
people in the house know, drawn through for what is validated; a card of which nobody said how sure
it is stays white.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from model.cards import EvidenceLevel
from model.layout.icons import rounded
from model.layout.marks import Mark, Outline, Rectangle, Role

UNSAID = "none"
"""What stands for no level among the signs of a legend."""
_EDGE = 1.6
_DASHES: Mapping[EvidenceLevel, tuple[float, float] | None] = MappingProxyType(
    {"assumption": (1.2, 2.6), "internal": (9.0, 3.6), "validated": None}
)


def evidence_fill(level: EvidenceLevel | None) -> Role:
    """Return the ground of what is founded like ``level``."""
    return f"evidence.{level}.fill" if level else "card.white.fill"


def evidence_line(level: EvidenceLevel | None) -> Role:
    """Return the colour of the edge of what is founded like ``level``."""
    return f"evidence.{level}.line" if level else "card.white.line"


def evidence_note(
    level: EvidenceLevel | None,
    box: tuple[float, float, float, float],
    radius: float,
    outline: float,
) -> Iterator[Mark]:
    """Yield ground and edge of a note that fills ``box`` (x, y, width, height)."""
    x, y, width, height = box
    line = evidence_line(level)
    yield Rectangle(
        x, y, width, height,
        fill=evidence_fill(level), stroke=line, stroke_width=outline, radius=radius,
    )  # fmt: skip
    if level is None:
        return
    inset = _EDGE / 2 + outline / 2
    inner = max(radius - inset / 2, 0.0)
    edge = rounded(x + inset, y + inset, width - 2 * inset, height - 2 * inset, inner, inner)
    yield Outline(tuple(edge), stroke=line, stroke_width=_EDGE, dash=_DASHES[level])
