"""What stands on a sheet beside the map: marks to cut and glue by, labels, mini map, ruler.

All of it lies where it is cut off, or glued over by the next sheet, or beside the map: on the wall
nothing of it is seen. Nothing lies where the printer cannot reach.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from model.layout.drawing_order import Layer
from model.layout.marks import Mark, Outline, PathCommand, Rectangle, Stroke
from model.printing.extents import Box, box_of
from model.printing.pages import Area
from model.printing.shelves import Shelf, shelf_of
from model.printing.tiling import TilePlan, tile_name
from model.text.fonts import FontBook
from model.texts import Texts

RULER = 100.0
_SHORT_RULER = 50.0
# The map goes on for a little beyond where the neighbour's edge should be: cuts are not perfect.
_GOES_ON = 1.5
_LEAST_GOES_ON = 0.4
_WANTED = 4.5  # a strip gives up its part of the map before its type gets smaller than it could
_MARK, _MARK_GAP = 5.0, 0.5
_LINE = 0.2
_BESIDE_LINE = 0.15
_CORNER = 2.0
_MOST_MINI = 14.0
_MOST_MINI_LONG = 40.0
_LEAST_TITLE = 25.0

Side = tuple[int, int]
"""(right, down): which way on the page a side of the sheet looks."""
RIGHT, LEFT, DOWN, UP = (1, 0), (-1, 0), (0, 1), (0, -1)


@dataclass(frozen=True, slots=True)
class TileLabels:
    """Labels the sheets of one print.

    Attributes:
        words: In the language of the labels.
        caption: Title and version of the map.
        present: (row, column) of all sheets there are, row by row: those that are not blank.
    """

    fonts: FontBook
    words: Texts
    caption: str
    plan: TilePlan
    present: tuple[tuple[int, int], ...]

    def layers(self, place: tuple[int, int], seen: Area) -> tuple[Layer, ...]:
        """Return what stands on the sheet at ``place``, of which ``seen`` is seen on the wall."""
        marks = (*self._cut_marks(place, box_of(seen)), *self._labels(place, box_of(seen)))
        return (Layer(0.0, 0.0, tuple(marks)),) if marks else ()

    def _reach(self, place: tuple[int, int]) -> Box:
        """Return what of the page labels may use: not the margin, nor repeated headings."""
        plan = self.plan
        left, top = plan.corner(*place)
        return left, top, plan.page_width - plan.margin, plan.page_height - plan.margin

    def _neighbours(self, place: tuple[int, int]) -> Iterator[tuple[Side, str, bool]]:
        """Yield each side with a sheet beyond it: its name, and whether it is glued on here."""
        row, column = place
        glue = RIGHT if self.plan.glue_side == "right" else LEFT
        for side in (RIGHT, LEFT, DOWN, UP):
            beyond = (row + side[1], column + side[0])
            if beyond in self.present:
                yield side, tile_name(*beyond), side in (glue, DOWN)

    def _cut_marks(self, place: tuple[int, int], seen: Box) -> Iterator[Mark]:
        """Yield marks outside the corners of what is seen, and lines beside the seams."""
        left, top, right, bottom = seen
        reach = self._reach(place)
        half = _LINE / 2
        for y, down, room in ((top, -1, top - reach[1]), (bottom, 1, reach[3] - bottom)):
            for x, across, beside in ((left, -1, left - reach[0]), (right, 1, reach[2] - right)):
                at_x = min(max(x, reach[0] + half), reach[2] - half)
                at_y = min(max(y, reach[1] + half), reach[3] - half)
                yield from _mark(at_x, y, 0, down, room)
                yield from _mark(x, at_y, across, 0, beside)
        for side, _, is_glued in self._neighbours(place):
            x = (right if side[0] > 0 else left) + side[0] * _BESIDE_LINE
            y = (bottom if side[1] > 0 else top) + side[1] * _BESIDE_LINE
            ends = (x, top, x, bottom) if side[0] else (left, y, right, y)
            dash = (0.4, 1.6) if is_glued else (3.0, 1.5)
            if self.plan.overlap > 1:
                yield Stroke(*ends, colour="text", width=_LINE, dash=dash)

    def _labels(self, place: tuple[int, int], seen: Box) -> Iterator[Mark]:
        shelves = self._shelves(place, seen)
        for side, name, is_glued in self._neighbours(place):
            key = "glued_here" if is_glued else "cut_here"
            shelves[side].write(self.words(f"print.tiles.{key}", sheet=name), arrow=side)
        glue = RIGHT if self.plan.glue_side == "right" else LEFT
        order = [shelves[side] for side in (DOWN, glue, UP, (-glue[0], 0))]
        order.sort(key=lambda shelf: -shelf.size_pt)
        self._write_name(place, order)
        for length in (RULER, _SHORT_RULER):
            label = self.words("print.ruler", length=round(length))
            if any(shelf.measure(length, label) for shelf in order):
                break
        roomy = max((shelf for shelf in order if shelf.room() > _LEAST_TITLE),
                    key=lambda shelf: (shelf.size_pt, shelf.room()), default=order[0])  # fmt: skip
        roomy.write_shortened(self.caption, _LEAST_TITLE)
        for shelf in order:
            yield from shelf.plate()
            yield from shelf.marks

    def _write_name(self, place: tuple[int, int], order: list[Shelf]) -> None:
        count = self.words(
            "print.tiles.count",
            number=self.present.index(place) + 1 if place in self.present else 1,
            count=len(self.present),
        )
        for shelf in order:
            if shelf.write(tile_name(*place), is_bold=True):
                self._draw_mini_map(place, shelf)
                break
        any(shelf.write(count) for shelf in order)

    def _draw_mini_map(self, place: tuple[int, int], shelf: Shelf) -> None:
        plan = self.plan
        thick = min(shelf.lines_thickness, _MOST_MINI)
        aspect = plan.height / plan.width
        width = thick if shelf.is_upright else thick / aspect
        width = min(width, _MOST_MINI_LONG, _MOST_MINI_LONG / aspect)
        height = width * aspect
        along = shelf.take_all_lines(height if shelf.is_upright else width)
        if along is None:
            return
        x, y = shelf.at(along + height, 0.0) if shelf.is_upright else shelf.at(along, 0.0)
        k = width / plan.width
        part = plan.seen(*place)
        shelf.marks.append(
            Rectangle(x + part[0] * k, y + part[1] * k, part[2] * k, part[3] * k, fill="text")
        )
        lines: list[PathCommand] = []
        for seam in plan.x_seams:
            lines += [("M", x + seam * k, y + 0.1), ("L", x + seam * k, y + height - 0.1)]
        for seam in plan.y_seams:
            lines += [("M", x + 0.1, y + seam * k), ("L", x + width - 0.1, y + seam * k)]
        if lines:
            shelf.marks.append(Outline(tuple(lines), stroke="text.muted", stroke_width=0.1))
        shelf.marks.append(
            Rectangle(x + 0.1, y + 0.1, width - 0.2, height - 0.2, stroke="text", stroke_width=0.2)
        )

    def _shelves(self, place: tuple[int, int], seen: Box) -> dict[Side, Shelf]:
        """Return the strip on each side between what is seen and what the printer reaches."""
        left, top, right, bottom = seen
        reach = self._reach(place)
        across = max(right - left - 2 * _CORNER, 0.0)
        tall = max(bottom - top - 2 * _CORNER, 0.0)
        above, upper = _before(top, reach[1])
        below, lower = _after(bottom, reach[3])
        before, first = _before(left, reach[0])
        beyond, last = _after(right, reach[2])
        return {
            DOWN: shelf_of(self.fonts, (left + _CORNER, below, across, lower), is_upright=False),
            UP: shelf_of(self.fonts, (left + _CORNER, above, across, upper), is_upright=False),
            RIGHT: shelf_of(self.fonts, (beyond, top + _CORNER, last, tall), is_upright=True),
            LEFT: shelf_of(self.fonts, (before, top + _CORNER, first, tall), is_upright=True),
        }


def _after(edge: float, end: float) -> tuple[float, float]:
    """Return start and thickness of the strip from what is seen to the printer's reach."""
    goes_on = _goes_on(end - edge)
    return edge + goes_on, max(end - edge - goes_on, 0.0)


def _before(edge: float, end: float) -> tuple[float, float]:
    return end, max(edge - end - _goes_on(edge - end), 0.0)


def _goes_on(strip: float) -> float:
    return min(_GOES_ON, max(_LEAST_GOES_ON, strip - _WANTED))


def _mark(x: float, y: float, right: int, down: int, room: float) -> Iterator[Mark]:
    """Yield a mark from near (x, y) on, as long as there is room."""
    end = min(room, _MARK)
    if end - _MARK_GAP < 1.0:
        return
    ends = (
        x + right * _MARK_GAP, y + down * _MARK_GAP, x + right * end, y + down * end
    )  # fmt: skip
    yield Stroke(*ends, colour="text", width=_LINE)
