"""Whether the colours that are printed stay apart in one ink and for colour-blind eyes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import get_args

from model.printing.preflight.findings import Finding
from model.printing.preflight.printed import Printed
from model.printing.sight import Sight, contrast, difference
from model.problems import Problem, Word

# reference/workshops-and-print.md 5.10: lightness in grey, CIE76 under colour blindness, contrast
_LEAST_APART = {"grey": 5.0, "protan": 10.0, "deutan": 10.0, "tritan": 10.0}
_LEAST_CONTRAST = 7.0


def check_colours(printed: Printed) -> Iterator[Finding]:
    """Yield which card colours of this print look alike, and the least contrast of card text."""
    theme = printed.printout.theme
    fills = sorted(
        {part.block.fill for part in printed.parts if part.block.kind == "card" and part.block.fill}
    )
    if not fills:
        return
    alike = [sight for sight in get_args(Sight) if _alike(printed, fills, sight)]
    for sight in alike:
        one, other = _alike(printed, fills, sight)[0]
        yield Finding(
            "warning",
            Problem(f"preflight.alike_{sight}", one=_colour(one), other=_colour(other)),
            _ids(printed, (one, other)),
        )
    if not alike and len(fills) > 1:
        yield Finding("note", Problem("preflight.colours_apart", count=len(fills)))
    least = min(contrast(theme.rgb("card.text"), theme.rgb(fill)) for fill in fills)
    code = "preflight.contrast_good" if least >= _LEAST_CONTRAST else "preflight.contrast_low"
    yield Finding(
        "note" if least >= _LEAST_CONTRAST else "warning",
        Problem(code, contrast=round(least, 1), limit=round(_LEAST_CONTRAST)),
    )


def _alike(printed: Printed, fills: list[str], sight: Sight) -> list[tuple[str, str]]:
    theme = printed.printout.theme
    # where grounds are white to save ink, the bars tell the colours apart
    return [
        (one, other)
        for one, other in combinations(fills, 2)
        if not (_has_edge(one) or _has_edge(other))
        and all(
            difference(theme.rgb(_part(one, part)), theme.rgb(_part(other, part)), sight)
            < _LEAST_APART[sight]
            for part in ("fill", "bar")
        )
    ]


def _has_edge(fill: str) -> bool:
    """Tell whether a card with this ground has an edge whose pattern tells what it means."""
    return "evidence." in fill


def _part(fill: str, part: str) -> str:
    return f"{fill.removesuffix('fill')}{part}"


def _colour(fill: str) -> Word:
    """Return the colour's name in a role such as ``card.blue.fill``, dimmed or not."""
    return Word(f"names.colour.{fill.split('.')[1]}")


def _ids(printed: Printed, fills: tuple[str, str]) -> tuple[str, ...]:
    return tuple(
        part.block.id
        for part in printed.parts
        if part.block.kind == "card" and part.block.fill in fills
    )
