"""The assembly map: the first page of tiles, which tells how the sheets become a wall."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from model.layout.drawing_order import Layer
from model.layout.look import Look
from model.layout.marks import Glyphs, Mark, Rectangle, Stroke
from model.layout.sheet import Sheet
from model.layout.writing import write, write_centred
from model.paper import scale_name
from model.printing.far_sheet import LEAST_PT, seen_from_far
from model.printing.pages import Area, Piece, PrintPage
from model.printing.rulers import RULER_HEIGHT, ruler
from model.printing.tiling import TilePlan, tile_name
from model.text.glyphs import MM_PER_POINT, TextBlock

ASSEMBLY = "assembly"
_EDGE = 5.0  # beyond the printer's margin, so that the page looks like one
_GAP = 7.0
_SIZES = (14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0, 7.0, 6.0)
_USUAL, _A4_SIDE = 11.0, 210.0  # on A4, in proportion on larger paper
_HEADING, _TITLE = 1.9, 1.3  # of the size of the text
_THUMB_PART = 0.52
_INDENT = 6.0
_SEAM, _HALO = 0.3, 0.9
_NAME_PT, _LEAST_NAME_PT = 11.0, 4.5
_RULER = 100.0


@dataclass(frozen=True, slots=True)
class Assembly:
    """What the page tells of.

    Attributes:
        corner: Where the map stands on the whole.
        present: The sheets that are not blank.
        chosen: Those that are printed.
    """

    sheet: Sheet
    plan: TilePlan
    look: Look
    title: str
    corner: tuple[float, float]
    present: tuple[tuple[int, int], ...]
    chosen: tuple[tuple[int, int], ...]

    def page(self, stretch: tuple[float, float]) -> PrintPage:
        """Return the assembly map on the paper of the sheets."""
        plan, edge = self.plan, self.plan.margin + _EDGE
        room = (edge, edge, plan.page_width - 2 * edge, plan.page_height - 2 * edge)
        thumb, text = self._areas(room)
        shown = self._thumb(thumb)
        marks = [*self._text(room, text, shown.window), *self._seams(shown.window)]
        whole = (0.0, 0.0, plan.page_width, plan.page_height)
        return PrintPage(
            name=ASSEMBLY,
            width=plan.page_width,
            height=plan.page_height,
            trim=whole,
            bleed=whole,
            pieces=(shown,),
            layers=(Layer(0.0, 0.0, tuple(marks)),),
            title=self.look.words("print.tiles.assembly"),
            stretch=stretch,
        )

    @property
    def _usual_pt(self) -> float:
        side = min(self.plan.page_width, self.plan.page_height)
        return min(max(_USUAL * side / _A4_SIDE, _USUAL), _SIZES[0])

    def _areas(self, room: Area) -> tuple[Area, Area]:
        """Return where the map and where the text goes: side by side on a page that is wide."""
        x, y, width, height = room
        head = self._heading(width)[-1]
        y, height = y + head + _GAP, height - head - _GAP
        if width > height * 1.15:
            part = width * _THUMB_PART
            return (x, y, part, height), (x + part + _GAP, y, width - part - _GAP, height)
        tall = min(height * _THUMB_PART, width * self.plan.height / self.plan.width)
        return (x, y, width, tall), (x, y + tall + _GAP, width, height - tall - _GAP)

    def _thumb(self, area: Area) -> Piece:
        """Return the map in ``area``, as large as it can be, at its left and top."""
        plan = self.plan
        k = min(area[2] / plan.width, area[3] / plan.height)
        scale = plan.scale * k
        sheet = self.sheet
        if self.look.settings.card_size_pt * scale < LEAST_PT:
            sheet = seen_from_far(sheet, scale)
        x, y = area[0], area[1]
        window = (x, y, plan.width * k, plan.height * k)
        return Piece(sheet, window, x + self.corner[0] * k, y + self.corner[1] * k, scale)

    def _heading(self, width: float) -> tuple[TextBlock, TextBlock, float]:
        look, size_pt = self.look, self._usual_pt
        name = look.text(
            look.words("print.tiles.assembly"), width, size_pt * _HEADING, is_bold=True
        )
        title = look.text(self.title, width, size_pt * _TITLE)
        return name, title, name.height + title.height

    def _text(self, room: Area, area: Area, thumb: Area) -> Iterator[Mark]:
        name, title, _ = self._heading(room[2])
        yield from write(name, room[0], room[1], room[2])
        yield from write(title, room[0], room[1] + name.height, room[2], "text.muted")
        for size_pt in (size for size in _SIZES if size <= self._usual_pt):
            marks, height = self._paragraphs(area, size_pt)
            if height <= area[3]:
                break
        yield from marks
        yield Rectangle(*thumb, stroke="text", stroke_width=0.3)

    def _paragraphs(self, area: Area, size_pt: float) -> tuple[list[Mark], float]:
        """Return what is needed and what is to be done, set in ``size_pt``, and its height."""
        x, y, width, _ = area
        marks: list[Mark] = []
        for sign, said in self._said():
            is_head = not sign
            indent = 0.0 if is_head else _INDENT
            block = self.look.text(said, width - indent, size_pt, is_bold=is_head)
            if is_head and y > area[1]:
                y += size_pt * MM_PER_POINT * 0.7
            if sign:
                marks.extend(write(self.look.text(sign, _INDENT, size_pt), x, y, _INDENT))
            marks.extend(write(block, x + indent, y, width - indent))
            y += block.height + size_pt * MM_PER_POINT * 0.25
        length = _RULER if width >= _RULER + 20 else _RULER / 2
        y += size_pt * MM_PER_POINT
        marks.append(ruler(length, lambda along, across: (x + along, y + across)))
        label = self.look.text(self.look.words("print.ruler", length=round(length)), 30, size_pt)
        marks.extend(write(label, x + length + 2, y + RULER_HEIGHT - label.height * 0.85, 30))
        return marks, y + max(RULER_HEIGHT, label.height) - area[1]

    def _said(self) -> Iterator[tuple[str, str]]:
        """Yield (sign before it, "" for a heading; what is said)."""
        plan, words = self.plan, self.look.words
        turn = words(f"print.tiles.{'landscape' if plan.is_landscape else 'portrait'}")
        size = f"{plan.width:.0f} × {plan.height:.0f} mm"
        yield "", words("print.tiles.result")
        yield "•", words("print.tiles.size", size=size, scale=scale_name(plan.scale))
        yield "•", words("print.tiles.grid", rows=plan.rows, columns=plan.columns)
        yield "", words("print.tiles.needed")
        yield "•", words("print.tiles.sheets", count=len(self.chosen), paper=plan.paper, turn=turn)
        for key in ("knife", "glue"):
            yield "•", words(f"print.tiles.{key}")
        yield "", words("print.tiles.how")
        side = plan.glue_side
        for number, key in enumerate(
            ("print", "measure", "lay_out", f"cut_{side}", f"glue_{side}", "rows"), 1
        ):
            yield f"{number}.", words(f"print.tiles.how.{key}")

    def _seams(self, thumb: Area) -> Iterator[Mark]:
        """Yield the seams over the map and the names of the sheets."""
        x, y, width, height = thumb
        k = width / self.plan.width
        lines = [(x + at * k, y, x + at * k, y + height) for at in self.plan.x_seams]
        lines += [(x, y + at * k, x + width, y + at * k) for at in self.plan.y_seams]
        for colour, thick in (("paper", _HALO), ("text", _SEAM)):
            for line in lines:
                yield Stroke(*line, colour=colour, width=thick)
        for place in self.plan.places:
            left, top, wide, tall = (side * k for side in self.plan.seen(*place))
            yield from self._name(place, (x + left, y + top, wide, tall))

    def _name(self, place: tuple[int, int], area: Area) -> Iterator[Mark]:
        x, y, width, height = area
        is_printed = place in self.chosen
        name = self.look.text(tile_name(*place), 99.0, _NAME_PT, is_bold=is_printed)
        fitting = min(1.0, (width - 1.0) / (name.width + 2), (height - 0.6) / name.height)
        size_pt = _NAME_PT * fitting
        if place not in self.present:
            yield Stroke(x, y, x + width, y + height, "text.muted", 0.2)
            return
        if size_pt < _LEAST_NAME_PT:
            return
        name = self.look.text(tile_name(*place), 99.0, size_pt, is_bold=is_printed)
        wide, tall = name.width + 2 * fitting, name.height
        left, top = x + (width - wide) / 2, y + (height - tall) / 2
        if is_printed:
            yield Rectangle(
                left, top, wide, tall, fill="paper", stroke="text", stroke_width=0.2, radius=0.8
            )
        yield from _centred(name, x + width / 2, top, is_printed=is_printed)


def _centred(name: TextBlock, middle: float, top: float, *, is_printed: bool) -> tuple[Glyphs, ...]:
    return write_centred(name, middle, top, "text" if is_printed else "text.muted")
