"""Shelves: strips of a page beside the map, on which labels are set line by line."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from model.layout.marks import Glyphs, Mark, Outline, Rectangle
from model.printing.pages import Area
from model.printing.rulers import RULER_HEIGHT, ruler
from model.text.fonts import FontBook
from model.text.glyphs import MM_PER_POINT
from model.text.setting import set_text

LABEL_PT = 10.0
"""Labels are read at arm's length, by people with scissors in their hands."""
_LEAST_PT = 6.0
_INK = 0.98  # height of a line of type from its tallest letter to its deepest, in em
_ABOVE = 0.77  # of that above the baseline
_LEADING = 1.25
_MOST_LINES = 4
GAP = 4.0
_SLIVER = 3.0
_THICK = 60.0  # a strip this thick is no strip: its lines run across the page


@dataclass(slots=True)
class Shelf:
    """A strip on the page.

    Attributes:
        x, y, width, height: The strip, in mm on the page.
        is_upright: Whether its lines run upwards, turned 90 degrees.
    """

    fonts: FontBook
    x: float
    y: float
    width: float
    height: float
    is_upright: bool
    marks: list[Mark] = field(default_factory=list)
    _ends: list[float] = field(default_factory=list)

    @property
    def length(self) -> float:
        """How long its lines can be."""
        return self.height if self.is_upright else self.width

    @property
    def thickness(self) -> float:
        """What its lines share."""
        return self.width if self.is_upright else self.height

    @property
    def size_pt(self) -> float:
        """The type that fits; 0 where none does that could be read."""
        size = min(LABEL_PT, self.thickness / _INK / MM_PER_POINT + 1e-6)
        return size if size >= _LEAST_PT else 0.0

    def at(self, along: float, across: float) -> tuple[float, float]:
        """Return the place on the page of a place on the shelf."""
        if self.is_upright:
            return self.x + across, self.y + self.height - along
        return self.x + along, self.y + across

    def room(self) -> float:
        """Return how much longer its emptiest line can be."""
        return self.length - min(self.ends) if self.size_pt else 0.0

    @property
    def ends(self) -> list[float]:
        """How far each line is filled."""
        if not self._ends:
            pitch = self.size_pt * MM_PER_POINT * _LEADING
            lines = (self.thickness + pitch - self._ink) // pitch if self.size_pt else 1
            self._ends = [0.0] * max(1, min(int(lines), _MOST_LINES))
        return self._ends

    @property
    def _ink(self) -> float:
        return self.size_pt * MM_PER_POINT * _INK

    def _across(self, line: int) -> float:
        return line * self.size_pt * MM_PER_POINT * _LEADING

    def take(self, length: float) -> tuple[float, float] | None:
        """Return (along, across) of room for something a line high, or None."""
        if not self.size_pt:
            return None
        for line, end in enumerate(self.ends):
            start = end + GAP if end else 0.0
            if start + length <= self.length + 0.01:
                self.ends[line] = start + length
                return start, self._across(line)
        return None

    def take_all_lines(self, length: float) -> float | None:
        """Return where room for something as thick as the shelf begins, or None."""
        start = max(self.ends)
        start += GAP if start else 0.0
        if not self.size_pt or start + length > self.length + 0.01:
            return None
        self._ends = [start + length] * len(self.ends)
        return start

    @property
    def lines_thickness(self) -> float:
        """How thick all its lines are together."""
        return min(self._across(len(self.ends) - 1) + self._ink, self.thickness)

    def plate(self) -> Iterator[Mark]:
        """Yield the ground of what stands on the shelf, so that the map below does not disturb."""
        end = max(self.ends)
        if self.marks and end:
            thick, lines = self.thickness, self.lines_thickness
            # Rather to the page's edge than a sliver of the map left beside it.
            corners = [self.at(-0.5, 0.0), self.at(end + 0.5, min(thick, lines + _SLIVER))]
            x, y = min(c[0] for c in corners), min(c[1] for c in corners)
            width, height = abs(corners[0][0] - corners[1][0]), abs(corners[0][1] - corners[1][1])
            yield Rectangle(x, y, width, height, fill="paper")

    def write(
        self, text: str, *, is_bold: bool = False, arrow: tuple[int, int] | None = None
    ) -> bool:
        """Set ``text`` where there is room; tell whether there was.

        ``arrow`` is the (right, down) direction on the page in which an arrow before it points.
        """
        em = self.size_pt * MM_PER_POINT
        line = set_text(self.fonts, text, width=math.inf, size_pt=LABEL_PT, is_bold=is_bold).lines[
            0
        ]
        before = 1.2 * em if arrow else 0.0
        place = self.take(before + line.width * em)
        if place is None:
            return False
        along, across = place
        if arrow:
            middle = self.at(along + em / 2, across + self._ink / 2)
            self.marks.append(_arrow(middle, arrow, 0.8 * em))
        x, y = self.at(along + before, across + _ABOVE * em)
        self.marks.append(Glyphs(x, y, self.size_pt, line, "text", is_turned=self.is_upright))
        return True

    def write_shortened(self, text: str, least: float) -> bool:
        """Set as much of ``text`` as fits if that is at least ``least`` mm or all of it."""
        room = self.room() - GAP
        if not self.size_pt or room < least:
            return self.write(text)
        block = set_text(
            self.fonts, text, width=room * LABEL_PT / self.size_pt, size_pt=LABEL_PT, max_lines=1
        )
        return self.write(block.lines[0].text.rstrip())

    def measure(self, length: float, label: str) -> bool:
        """Set a ruler of ``length`` mm and what is said of it; tell whether there was room."""
        em = self.size_pt * MM_PER_POINT
        line = set_text(self.fonts, label, width=math.inf, size_pt=LABEL_PT).lines[0]
        place = self.take(length + em / 2 + line.width * em)
        if place is None:
            return False
        along, across = place
        height = min(RULER_HEIGHT, self._ink * 0.85)

        def at(a: float, b: float) -> tuple[float, float]:
            return self.at(along + a, across + b)

        self.marks.append(ruler(length, at, height))
        x, y = self.at(along + length + em / 2, across + _ABOVE * em)
        self.marks.append(Glyphs(x, y, self.size_pt, line, "text", is_turned=self.is_upright))
        return True


def shelf_of(fonts: FontBook, strip: Area, *, is_upright: bool) -> Shelf:
    """Return the shelf on a strip; one as thick as a page is no strip, its lines run across."""
    thickness = strip[2] if is_upright else strip[3]
    return Shelf(fonts, *strip, is_upright and thickness < _THICK)


def _arrow(middle: tuple[float, float], direction: tuple[int, int], size: float) -> Outline:
    """Return a triangle at ``middle`` that points in ``direction``."""
    (x, y), (right, down), half = middle, direction, size / 2
    tip = (x + right * half, y + down * half)
    tail = (x - right * half, y - down * half)
    return Outline(
        (
            ("M", *tip),
            ("L", tail[0] - down * half, tail[1] + right * half),
            ("L", tail[0] + down * half, tail[1] - right * half),
            ("Z",),
        ),
        fill="text",
    )
