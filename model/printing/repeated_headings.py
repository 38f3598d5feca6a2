"""Headings repeated on sheets: the names of lanes at the left, of phases and steps at the top.

They stand outside of what is seen on the wall: a sheet alone can be worked on, and what is glued
together shows each name once, where the map has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from model.journey import JourneyMap
from model.layout.coding import lane_colour
from model.layout.drawing_order import Layer
from model.layout.look import Look
from model.layout.marks import Mark, Rectangle
from model.layout.sheet import Sheet
from model.layout.writing import write
from model.printing.pages import Piece
from model.printing.tiling import TilePlan
from model.text.glyphs import MM_PER_POINT
from model.text.setting import LINE_SPACING, set_text

LANES_WIDTH = 30.0
"""What sheets after the first in a row give to the names of lanes, in mm."""
BANDS_HEIGHT = 15.0
"""What sheets below the first of a column give to the names of phases and steps."""
_GAP = 1.5
_LINE = 0.2
_HALF = _LINE / 2  # by which an outline reaches out
_INSET = 1.6
_BAR = 1.4
_LANE_PT, _PHASE_PT, _STEP_PT = 11.0, 11.0, 10.0
_BAND = 6.5
_LEAST = 7.0  # a name seen on less than this says nothing


@dataclass(frozen=True, slots=True)
class RepeatedHeadings:
    """The names of all lanes, phases and steps on ``sheet``, by id."""

    sheet: Sheet
    look: Look
    lanes: Mapping[str, tuple[str, str]]
    phases: Mapping[str, str]
    steps: Mapping[str, str]

    @staticmethod
    def of(journey: JourneyMap, sheet: Sheet, look: Look) -> RepeatedHeadings:
        """Return the headings of ``journey`` as it is laid out on ``sheet``."""
        return RepeatedHeadings(
            sheet,
            look,
            {lane.id: (lane.name, lane_colour(lane)) for lane in journey.lanes},
            {phase.id: phase.name for phase in journey.phases},
            {step.id: step.name for phase in journey.phases for step in phase.steps},
        )

    def layers(self, plan: TilePlan, place: tuple[int, int], piece: Piece) -> tuple[Layer, ...]:
        """Return what stands beside and above the window of ``piece``."""
        row, column = place
        marks: list[Mark] = []
        if column > 1:
            marks += self._lanes(piece, plan.margin + _HALF)
        if row > 1:
            marks += self._bands(piece, plan.margin + _HALF)
        return (Layer(0.0, 0.0, tuple(marks)),) if marks else ()

    def _lanes(self, piece: Piece, x: float) -> Iterator[Mark]:
        _, top, _, height = piece.window
        width = LANES_WIDTH - _GAP
        for row in self.sheet.rows:
            start = max(piece.y + row.y * piece.scale, top + _HALF)
            end = min(piece.y + (row.y + row.height) * piece.scale, top + height - _HALF)
            if end - start < _LEAST:
                continue
            name, colour = self.lanes[row.lane_id]
            yield Rectangle(
                x,
                start,
                width,
                end - start,
                fill="lane.fill",
                stroke="lane.line",
                stroke_width=_LINE,
            )
            yield Rectangle(x, start, _BAR, end - start, fill=f"card.{colour}.bar")
            inner = width - _BAR - 2 * _INSET
            yield from self._name(
                name, (x + _BAR + _INSET, start, inner, end - start), _LANE_PT, "lane.text"
            )

    def _bands(self, piece: Piece, y: float) -> Iterator[Mark]:
        for phase in self.sheet.phases:
            name = self.phases[phase.phase_id]
            yield from self._band(piece, phase.x, phase.width, y, name, "phase", _PHASE_PT)
        below = y + _BAND + _GAP / 2
        for column in self.sheet.columns:
            name = self.steps[column.step_id]
            yield from self._band(piece, column.x, column.width, below, name, "step", _STEP_PT)

    def _band(
        self,
        piece: Piece,
        x: float,
        width: float,
        y: float,
        name: str,
        kind: str,
        size_pt: float,
    ) -> Iterator[Mark]:
        left, _, reach, _ = piece.window
        start = max(piece.x + x * piece.scale, left) + _GAP / 4
        end = min(piece.x + (x + width) * piece.scale, left + reach) - _GAP / 4
        if end - start < _LEAST:
            return
        yield Rectangle(
            start, y, end - start, _BAND,
            fill=f"{kind}.fill", stroke=f"{kind}.line", stroke_width=_LINE,
        )  # fmt: skip
        area = (start + _INSET, y, end - start - 2 * _INSET, _BAND)
        yield from self._name(name, area, size_pt, f"{kind}.text", is_bold=kind == "phase")

    def _name(
        self,
        name: str,
        area: tuple[float, float, float, float],
        size_pt: float,
        colour: str,
        *,
        is_bold: bool = True,
    ) -> Iterator[Mark]:
        """Yield a name in as many lines as ``area`` has room for, its first at the top."""
        x, y, width, height = area
        pitch = size_pt * MM_PER_POINT * LINE_SPACING
        lines = max(1, int((height - _INSET / 2) // pitch))
        fitting = self.look.whole_word_size(name, size_pt, width, 0.75) if lines > 1 else size_pt
        block = set_text(
            self.look.fonts, name, width=width, size_pt=fitting, is_bold=is_bold, max_lines=lines
        )
        top = y + min(_INSET, max(height - block.height, 0.0) / 2)
        yield from write(block, x, top, width, colour)
