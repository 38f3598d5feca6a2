"""Paper and scale: which page a sheet goes on, how large it is there and where it stands.

Lengths are millimetres. No PDF library is known here: the export dialog, the command line and
every painter of paper read the same `PagePlan`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from model.lengths import NUMBER, SIZE, UNIT, millimetres
from model.problems import PrintProblem
from model.text.glyphs import MM_PER_POINT

Orientation = Literal["auto", "portrait", "landscape"]
Scale = float | Literal["fit"]

# 14,400 units of 1/72 inch: the largest page every viewer shows at its true size
# (reference/workshops-and-print.md 3.3).
MAX_SIDE = 5080.0
# What home, office and roll printers leave blank along each edge (reference 3.1, 3.5).
PRINTER_MARGIN = 5.0
# Lengths closer than this are the same: 3 x (297 - 10) - 2 x 10 must be 841 (reference 3.5).
TOLERANCE = 0.01

_CAP_HEIGHT_EM = 0.716  # of a capital in a grotesque such as ours (reference 3.7)
_METRES_PER_MM_OF_CAP = 0.2  # readable distance, reference 3.7 and section 5 number 9
_SMALLEST_SIDE = 10.0
_MAX_DENOMINATOR = 1000.0


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as bought: upright, so ``width <= height`` for the sizes of the table.

    Attributes:
        name: What people call it and what `parse_paper` takes: ``A0``, ``roll:914``.
        width: Millimetres; of a roll its fixed width; None for the map's own size.
        height: Millimetres; None for a roll, whose length is free, and for the map's own size.
        margin: Blank the printer leaves along each edge, kept free when the map is fitted.
    """

    name: str
    width: float | None
    height: float | None
    margin: float = 0.0

    @property
    def is_roll(self) -> bool:
        """Whether the width is fixed and the length free."""
        return self.width is not None and self.height is None

    @property
    def is_map_size(self) -> bool:
        """Whether the page takes the size of the map."""
        return self.width is None


@dataclass(frozen=True, slots=True)
class PagePlan:
    """A page with the sheet on it.

    Attributes:
        paper: Name of the paper.
        width, height: The page in mm.
        trim: (x, y, width, height) of what is left after cutting, from the page's top left.
        scale: Millimetres on the page for one of the sheet; 1 is true size.
        x, y: Where the sheet's top left corner stands on the page.
        is_exact: Whether the scale was asked for, not found by fitting.
    """

    paper: str
    width: float
    height: float
    trim: tuple[float, float, float, float]
    scale: float
    x: float
    y: float
    is_exact: bool

    @property
    def is_landscape(self) -> bool:
        """Whether the page is wider than high."""
        return self.width > self.height

    @property
    def scale_name(self) -> str:
        """The scale as people write it, e.g. ``1:2.5``."""
        return scale_name(self.scale)

    def cap_height(self, size_pt: float) -> float:
        """Return the height in mm, on the paper, of a capital set at ``size_pt`` on the sheet."""
        return cap_height(size_pt * self.scale)

    def readable_at(self, size_pt: float) -> float:
        """Return from how many metres text of ``size_pt`` on the sheet is read off this page.

        Rule: 0.2 m for each millimetre of capital height (reference 3.7).
        """
        return readable_at(size_pt * self.scale)

    def printed_size_pt(self, size_pt: float) -> float:
        """Return the type size in points on the paper of text set at ``size_pt``."""
        return size_pt * self.scale


def cap_height(size_pt: float) -> float:
    """Return the height in mm of a capital of ``size_pt`` on the paper."""
    return size_pt * MM_PER_POINT * _CAP_HEIGHT_EM


def readable_at(size_pt: float) -> float:
    """Return from how many metres text of ``size_pt`` on the paper can be read (reference 3.7)."""
    return cap_height(size_pt) * _METRES_PER_MM_OF_CAP


def paper_table() -> tuple[Paper, ...]:
    """Return the papers with a name, in the order to offer them (reference 3.1)."""
    return _TABLE


def parse_paper(text: str) -> Paper:
    """Return the paper a person named: ``A0``, ``Arch D``, ``roll:914``, ``900x3000mm``, ``map``.

    Raises:
        PrintProblem: ``print.unknown_paper``, or ``print.paper_size`` for a size out of bounds.
    """
    key = _key(text)
    known = _BY_KEY.get(key)
    if known is not None:
        return known
    roll = _ROLL.match(text.strip().lower())
    if roll is not None:
        width = _checked_side(millimetres(roll["width"], roll["unit"]), text)
        return _roll(width)
    size = SIZE.match(text.strip().lower())
    if size is not None:
        width = _checked_side(millimetres(size["width"], size["unit"]), text)
        height = _checked_side(millimetres(size["height"], size["unit"]), text)
        return Paper(f"{_short(width)}x{_short(height)}mm", width, height)
    raise PrintProblem("print.unknown_paper", paper=text[:60])


def parse_scale(text: str) -> Scale:
    """Return the scale a person named: ``1:10`` is 0.1, ``50%`` is 0.5, ``fit`` stays ``fit``.

    Raises:
        PrintProblem: ``print.unknown_scale``.
    """
    wanted = text.strip().lower().replace(",", ".")
    if wanted == "fit":
        return "fit"
    found = _SCALE.match(wanted)
    if found is None:
        raise PrintProblem("print.unknown_scale", scale=text[:60])
    if found["percent"]:
        scale = float(found["percent"]) / 100
    else:
        below = float(found["below"])
        scale = float(found["above"]) / below if below else 0.0
    if not 1 / _MAX_DENOMINATOR <= scale <= _MAX_DENOMINATOR:
        raise PrintProblem("print.unknown_scale", scale=text[:60])
    return scale


def parse_orientation(text: str) -> Orientation:
    """Return the orientation a person named.

    Raises:
        PrintProblem: ``print.unknown_orientation``.
    """
    wanted = text.strip().lower()
    if wanted == "portrait":
        return "portrait"
    if wanted == "landscape":
        return "landscape"
    if wanted == "auto":
        return "auto"
    raise PrintProblem("print.unknown_orientation", orientation=text[:60])


def scale_name(scale: float) -> str:
    """Return ``scale`` as people write it: ``1:1``, ``1:2.5``, ``2:1``.

    It is rounded to the smaller side, so a scale that fits still fits when typed in again.
    """
    if scale >= 1:
        return f"{_short(math.floor(scale * 100 + 1e-6) / 100)}:1"
    return f"1:{_short(math.ceil(100 / scale - 1e-6) / 100)}"


def fit(
    sheet_width: float,
    sheet_height: float,
    paper: Paper,
    scale: Scale = "fit",
    orientation: Orientation = "auto",
    *,
    most_side: float = MAX_SIDE,
) -> PagePlan:
    """Return the page for a sheet of this size in mm, the sheet centred on it.

    ``auto`` turns the paper the way the map comes out larger, at an exact scale the way it fits
    and takes the least paper. On a roll, landscape runs the paper along the map's width.
    ``most_side`` is how long a side may be: less than `MAX_SIDE` where marks stand round the page,
    more where it is split into panels.

    Raises:
        PrintProblem: ``print.page_too_large`` if a side of the page exceeds ``most_side``,
            ``print.paper_too_large`` or (where panels help) ``print.paper_too_long`` if already
            the paper does, either with ``_reduced`` where the scale would make it a small file,
            ``print.map_too_large`` if the map does not fit at the scale asked for,
            ``print.paper_too_small`` if it would only fit smaller than 1:1000.
    """
    sheet = (_positive(sheet_width), _positive(sheet_height))
    _check_sides(paper, most_side, scale)
    if paper.is_map_size:
        return _checked_page(_own_size(sheet, paper, scale), most_side)
    pages = tuple(_pages(paper, orientation, sheet))
    fitted = [_fitted(sheet, page, paper, most_side) for page in pages]
    choices = fitted if scale == "fit" else [_exact(sheet, page, paper, scale) for page in pages]
    largest = max(plan.scale for plan in fitted)
    if largest < 1 / _MAX_DENOMINATOR:
        raise PrintProblem("print.paper_too_small", paper=paper.name, most=round(_MAX_DENOMINATOR))
    usable = [plan for plan in choices if _holds(plan, sheet, paper)]
    if not usable:
        raise _too_large(sheet, paper, choices, largest)
    # max() keeps the first of equals: the paper as it was named, tables in landscape
    chosen = max(usable, key=lambda plan: (round(plan.scale, 9), -_area(plan)))
    return _checked_page(chosen, most_side)


def _check_sides(paper: Paper, most_side: float, scale: Scale) -> None:
    """Check that the paper's own sides can be those of a page: no scale would change them."""
    side = max(paper.width or 0.0, paper.height or 0.0)
    if side > most_side + TOLERANCE:
        is_long = not paper.is_roll and min(paper.width or 0.0, paper.height or 0.0) <= MAX_SIDE
        code = "print.paper_too_long" if is_long else "print.paper_too_large"
        small: dict[str, object] = {}
        if paper.width and paper.height and scale != "fit" and side * scale <= most_side:
            # Whoever names a wall's size and 1:10 means a file that is enlarged again.
            code += "_reduced"
            width, height = round(paper.width * scale, 1), round(paper.height * scale, 1)
            small = {"scale": scale_name(scale), "small": f"{_short(width)}x{_short(height)}mm"}
        raise PrintProblem(
            code,
            **small,
            paper=paper.name,
            side=math.ceil(side + max(MAX_SIDE - most_side, 0.0)),  # with what stands round it
            limit=round(MAX_SIDE),
            panels=math.ceil(side / MAX_SIDE),
        )


def _own_size(sheet: tuple[float, float], paper: Paper, scale: Scale) -> PagePlan:
    factor = 1.0 if scale == "fit" else scale
    width, height = sheet[0] * factor, sheet[1] * factor
    return PagePlan(paper.name, width, height, (0, 0, width, height), factor, 0, 0, is_exact=True)


_Size = tuple[float | None, float | None]


def _pages(paper: Paper, orientation: Orientation, sheet: tuple[float, float]) -> Iterator[_Size]:
    """The ways to turn the paper, the preferred one first; a free side is None."""
    upright: _Size = (paper.width, paper.height)
    turned: _Size = (paper.height, paper.width)
    if paper.is_roll:
        portrait, landscape, prefers_upright = upright, turned, sheet[1] > sheet[0]
    else:
        is_wide = (paper.width or 0) > (paper.height or 0)
        portrait, landscape = (turned, upright) if is_wide else (upright, turned)
        prefers_upright = not is_wide and not _is_named(paper)
    if orientation == "auto":
        yield from (portrait, landscape) if prefers_upright else (landscape, portrait)
    else:
        yield portrait if orientation == "portrait" else landscape


def _fitted(sheet: tuple[float, float], page: _Size, paper: Paper, most_side: float) -> PagePlan:
    """The largest scale at which the sheet stays inside the printer's margins."""
    room = [(most_side if side is None else side) - 2 * paper.margin for side in page]
    return _exact(sheet, page, paper, min(room[0] / sheet[0], room[1] / sheet[1]), is_exact=False)


def _exact(
    sheet: tuple[float, float], page: _Size, paper: Paper, scale: float, *, is_exact: bool = True
) -> PagePlan:
    width, height = (
        side * scale + 2 * paper.margin if fixed is None else fixed
        for side, fixed in zip(sheet, page, strict=True)
    )
    x, y = (width - sheet[0] * scale) / 2, (height - sheet[1] * scale) / 2
    return PagePlan(paper.name, width, height, (0, 0, width, height), scale, x, y, is_exact)


def _holds(plan: PagePlan, sheet: tuple[float, float], paper: Paper) -> bool:
    # At an exact scale the sheet's own blank border may lie under the printer's margin, but not
    # on a roll, where the page is made for this map.
    margin = paper.margin if paper.is_roll or not plan.is_exact else 0.0
    room = (plan.width - 2 * margin + TOLERANCE, plan.height - 2 * margin + TOLERANCE)
    return sheet[0] * plan.scale <= room[0] and sheet[1] * plan.scale <= room[1]


def _too_large(
    sheet: tuple[float, float], paper: Paper, choices: list[PagePlan], best: float
) -> PrintProblem:
    asked = choices[0].scale
    return PrintProblem(
        "print.map_too_large",
        width=round(sheet[0] * asked),
        height=round(sheet[1] * asked),
        scale=scale_name(asked),
        paper=paper.name,
        fitting=scale_name(best),
    )


def _checked_page(plan: PagePlan, most_side: float) -> PagePlan:
    side = max(plan.width, plan.height)
    if side <= most_side + TOLERANCE:
        return _within_limit(plan, most_side)
    raise page_too_large(plan, MAX_SIDE - most_side)


def page_too_large(plan: PagePlan, around: float) -> PrintProblem:
    """Return what to tell of a page of ``plan`` with ``around`` mm on it: it is too long.

    The ways out are a scale, and, where one side is short enough, panels (whose marks and overlap
    may ask for one more).
    """
    side = max(plan.width, plan.height) + max(around, 0.0)
    is_both_ways = min(plan.width, plan.height) + max(around, 0.0) > MAX_SIDE + TOLERANCE
    return PrintProblem(
        "print.page_too_large_both_ways" if is_both_ways else "print.page_too_large",
        side=math.ceil(side),
        limit=round(MAX_SIDE),
        scale=scale_name(plan.scale * _next_print_scale(side)),
        panels=math.ceil(side / MAX_SIDE),
    )


def _within_limit(plan: PagePlan, most_side: float) -> PagePlan:
    """Take off what the tolerance let through: viewers count units, not intentions."""
    width, height = min(plan.width, most_side), min(plan.height, most_side)
    if (width, height) == (plan.width, plan.height):
        return plan
    return replace(plan, width=width, height=height, trim=(0, 0, width, height))


def _next_print_scale(side: float) -> float:
    """The first of the factors print shops use (reference 3.2) that brings ``side`` in."""
    for below in (2, 4, 5, 10):
        if side / below <= MAX_SIDE:
            return 1 / below
    return 1 / (10 * math.ceil(side / (10 * MAX_SIDE)))


def _area(plan: PagePlan) -> float:
    return round(plan.width * plan.height, 3)


def _positive(length: float) -> float:
    if not (math.isfinite(length) and length > 0):
        raise ValueError(f"a sheet's side must be a positive number, not {length}")
    return length


def _checked_side(side: float, text: str) -> float:
    if not _SMALLEST_SIDE <= side <= 100_000:
        raise PrintProblem("print.paper_size", paper=text[:60], least=round(_SMALLEST_SIDE))
    return side


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _key(text: str) -> str:
    return re.sub(r"[\s_-]+", "", text).lower()


def _roll(width: float) -> Paper:
    return Paper(f"roll:{_short(width)}", width, None, PRINTER_MARGIN)


def _is_named(paper: Paper) -> bool:
    return _key(paper.name) in _BY_KEY


_ROLL = re.compile(rf"\A(?:roll|rulle):?\s*(?P<width>{NUMBER})\s*{UNIT}\Z")
_SCALE = re.compile(
    r"\A(?:(?P<above>[0-9]{1,6}(?:\.[0-9]{1,4})?)\s*[:/]\s*(?P<below>[0-9]{1,6}(?:\.[0-9]{1,4})?)"
    r"|(?P<percent>[0-9]{1,6}(?:\.[0-9]{1,4})?)\s*%)\Z"
)

_OFFICE = [  # printed on machines that cannot reach the edge
    ("A5", 148, 210), ("A4", 210, 297), ("A3", 297, 420),
    ("Letter", 215.9, 279.4), ("Legal", 215.9, 355.6), ("Tabloid", 279.4, 431.8),
]  # fmt: skip
_PLOTTER = [
    ("A2", 420, 594), ("A1", 594, 841), ("A0", 841, 1189), ("2A0", 1189, 1682),
    ("4A0", 1682, 2378), ("ANSI C", 431.8, 558.8), ("ANSI D", 558.8, 863.6),
    ("ANSI E", 863.6, 1117.6), ("Arch C", 457.2, 609.6), ("Arch D", 609.6, 914.4),
    ("Arch E", 914.4, 1219.2), ("Arch E1", 762, 1066.8),
]  # fmt: skip
_ROLLS = [610, 841, 914, 1067, 1118, 1270, 1524]

MAP_SIZE = Paper("map", None, None)
_TABLE = (
    MAP_SIZE,
    *(Paper(name, width, height, PRINTER_MARGIN) for name, width, height in _OFFICE[:3]),
    *(Paper(name, width, height) for name, width, height in _PLOTTER[:5]),
    *(_roll(width) for width in _ROLLS),
    *(Paper(name, width, height, PRINTER_MARGIN) for name, width, height in _OFFICE[3:]),
    *(Paper(name, width, height) for name, width, height in _PLOTTER[5:]),
)
_BY_KEY = {_key(paper.name): paper for paper in _TABLE} | {
    "ledger": next(paper for paper in _TABLE if paper.name == "Tabloid")
}
