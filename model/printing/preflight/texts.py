"""Whether text can be read from where people stand, and whether the fonts can draw it.

The rule is 0.2 m of reading distance for each millimetre of capital height
(reference/workshops-and-print.md 3.7 and 5.9). Headings and cards are read from the wall's
distance; what stands small on cards, legend and footer is read up close: 10 pt on a wall (0.5 m),
and nothing below 6 pt.
"""

from __future__ import annotations

from collections.abc import Iterator

from model.characters import used_characters
from model.layout.marks import Glyphs
from model.paper import readable_at
from model.printing.preflight.findings import Finding, Severity
from model.printing.preflight.printed import Part, Printed
from model.problems import Problem
from model.texts_of_map import texts_of

_FROM_AFAR = frozenset(("title", "phase", "step", "lane", "card", "passage"))
_ON_A_WALL = frozenset(("wall", "tiles"))
LEAST_PT = 6.0  # reference 5.20
_LEAST_DETAIL_PT = 10.0  # reference 5.9
_ROUNDING = 0.05


def check_distance(printed: Printed) -> Iterator[Finding]:
    """Yield what cannot be read from the distance that was asked for."""
    if printed.settings.output not in _ON_A_WALL:
        return
    wanted = printed.settings.distance_m
    found = [
        (readable_at(_main_size(part) * part.scale), part) for part in _read_from_afar(printed)
    ]
    if not found:
        return
    for is_card in (True, False):
        near = [(metres, part) for metres, part in found if _is_note(part) == is_card]
        near = [(metres, part) for metres, part in near if metres < wanted - _ROUNDING]
        if near:
            least = min(metres for metres, _ in near)
            severity: Severity = "error" if wanted > 2 * least else "warning"
            code = "preflight.cards_far" if is_card else "preflight.headings_far"
            yield Finding(
                severity,
                Problem(code, count=len(near), metres=round(least, 1), wanted=wanted),
                tuple(dict.fromkeys(part.block.id for _, part in near)),
            )
    least = min(metres for metres, _ in found)
    if least >= wanted - _ROUNDING:
        yield Finding("note", Problem("preflight.readable", metres=round(least, 1)))


def check_details(printed: Printed) -> Iterator[Finding]:
    """Yield what is smaller on the paper than anyone reads up close."""
    sizes = [(size, part) for part in printed.parts for size in _sizes(part)]
    if not sizes:
        return
    tiny = [part for size, part in sizes if size < LEAST_PT - _ROUNDING]
    least = min(size for size, _ in sizes)
    is_wall = printed.settings.output in _ON_A_WALL
    if tiny:
        ids = tuple(dict.fromkeys(part.block.id for part in tiny if part.block.kind != "legend"))
        problem = Problem("preflight.text_tiny", size=round(least, 1), limit=round(LEAST_PT))
        yield Finding("error", problem, ids)
    elif is_wall and least < _LEAST_DETAIL_PT - _ROUNDING:
        yield Finding(
            "warning",
            Problem("preflight.text_small", size=round(least, 1), limit=round(_LEAST_DETAIL_PT)),
        )
    else:
        yield Finding("note", Problem("preflight.text_good", size=round(least, 1)))


def check_characters(printed: Printed) -> Iterator[Finding]:
    """Yield which characters no font has, and say that the rest is embedded."""
    fonts, journey = printed.printout.fonts, printed.journey
    used = used_characters(journey)
    missing = set(fonts.missing(used))
    if not missing:
        yield Finding("note", Problem("preflight.fonts_good"))
        return
    ids = tuple(
        dict.fromkeys(
            place.id
            for place, text in texts_of(journey)
            if place.kind in ("item", "phase", "step", "lane") and not missing.isdisjoint(text)
        )
    )
    for problem in fonts.problems(used):
        yield Finding("warning", problem, ids)


def _read_from_afar(printed: Printed) -> Iterator[Part]:
    for part in printed.parts:
        if part.block.kind in _FROM_AFAR and _has_main_text(part):
            yield part


def _is_note(part: Part) -> bool:
    return part.block.kind in ("card", "passage")


def _main_size(part: Part) -> float:
    return part.block.text_size_pt


def _has_main_text(part: Part) -> bool:
    size = part.block.text_size_pt
    return any(isinstance(mark, Glyphs) and mark.size_pt == size for mark in part.block.marks)


def _sizes(part: Part) -> set[float]:
    """Return the type sizes of the part, in points on the paper."""
    return {mark.size_pt * part.scale for mark in part.block.marks if isinstance(mark, Glyphs)}
