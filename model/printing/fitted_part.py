"""Parts of a map laid out for small pages: compact, as large as the page allows, over its width."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from model.codes import step_codes
from model.filtering import Filter
from model.journey import JourneyMap
from model.lanes import CardsLane, Lane
from model.layout.columns import least_column_width
from model.layout.drawing_order import drawing_order
from model.layout.engine import Layout
from model.layout.marks import Glyphs
from model.layout.print_look import PrintLook
from model.layout.sheet import Sheet
from model.printing.part_of_map import part_of
from model.sheet_settings import SheetSettings
from model.values import with_changes

LEAST_PT = 6.0
"""No smaller type on a handout (reference/workshops-and-print.md 5.20)."""

_MOST_TRIALS = 7
_NEAR = 1.03  # so near to the largest scale that one more trial would not be seen
_NARROWEST_NOTE, _NARROW_NOTE = 0.4, 0.8  # as parts of a note's width
_LOW_NOTE = 0.36
"""How tall a note is at least, as a part of its height on the wall: two lines and its signs."""
_BLANK_NOTE = 0.7
_WIDEST_NOTE = 2.4
_TITLE_NOTES = 1.83  # how wide a lane's title is, in notes: so that names of feelings stay whole
_EDGE = 0.5  # so that the outline of the last row is not cut
_EPSILON = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class FittedPart:
    """Some steps and lanes on a sheet of their own.

    Attributes:
        scale: Millimetres on the page for one of the sheet.
        smallest_pt: The smallest type as it is printed.
    """

    steps: tuple[str, ...]
    lanes: tuple[str, ...]
    sheet: Sheet
    scale: float
    smallest_pt: float

    @property
    def is_readable(self) -> bool:
        """Whether nothing is smaller than a handout may be."""
        return self.smallest_pt >= LEAST_PT - _EPSILON

    @property
    def height(self) -> float:
        """How tall it is on the page, in mm."""
        return self.sheet.height * self.scale


class Fitter:
    """Lays parts of one map out for one size of page.

    What is not readable at the scale of `LEAST_PT` is not looked at any closer.
    """

    def __init__(
        self,
        journey: JourneyMap,
        layout: Layout,
        through: Filter | None,
        largest_pt: float,
        *,
        is_blank: bool = False,
        has_guidance: bool = True,
    ) -> None:
        sheet = compact(journey.sheet, is_blank=is_blank)
        sheet = with_changes(sheet, are_hints_shown=sheet.are_hints_shown and has_guidance)
        lanes = tuple(_compacted(lane, is_blank=is_blank) for lane in journey.lanes)
        self._journey = with_changes(journey, sheet=sheet, lanes=lanes)
        self._print_look = PrintLook(is_form=is_blank, step_codes=step_codes(journey))
        self._layout, self._through = layout, through
        self._most = largest_pt / journey.sheet.card_size_pt

    def fitted(
        self,
        steps: Sequence[str],
        lanes: Sequence[str],
        room: tuple[float, float],
        *,
        is_whole: bool = False,
    ) -> FittedPart:
        """Return the part as large as ``room`` (width, height in mm) holds it.

        ``is_whole`` gives it the map's title, legend and footer as on the wall.
        """
        part = part_of(self._journey, steps, frozenset(lanes))
        sheet = self._journey.sheet
        part = with_changes(
            part,
            sheet=with_changes(
                sheet,
                is_title_shown=sheet.is_title_shown and is_whole,
                is_footer_shown=sheet.is_footer_shown and is_whole,
            ),
        )
        trial = _Trial(
            part,
            self._layout,
            self._through,
            self._most,
            room,
            is_whole=is_whole,
            print_look=self._print_look,
        )
        best = trial.best()
        return FittedPart(
            tuple(steps), tuple(lanes), best.sheet, best.scale, smallest_pt(best.sheet) * best.scale
        )


class _Tried(NamedTuple):
    scale: float
    sheet: Sheet
    height: float  # on the page


class _Trial:
    """Looks for the largest scale at which a part that takes the page's whole width fits it.

    The larger the scale, the narrower are columns and notes on the sheet, and the taller it gets.
    """

    def __init__(
        self,
        part: JourneyMap,
        layout: Layout,
        through: Filter | None,
        most: float,
        room: tuple[float, float],
        *,
        is_whole: bool,
        print_look: PrintLook,
    ) -> None:
        self._print_look = print_look
        self._part, self._layout, self._through = part, layout, through
        self._least = LEAST_PT / part.sheet.small_size_pt
        self._most, self._room, self._is_whole = most, room, is_whole
        steps = [step.id for phase in part.phases if phase.is_printed for step in phase.steps]
        lanes = [lane for lane in part.lanes if lane.is_printed and isinstance(lane, CardsLane)]
        held = (len(lane.cells.get(step, ())) for lane in lanes for step in steps)
        self._across = max((1, *held))
        self._steps = len(steps)
        settings = part.sheet
        self._left = settings.lane_title_width + settings.gap / 2

    def best(self) -> _Tried:
        """Return the part as large as it comes out."""
        settings = self._part.sheet
        narrowest = least_column_width(settings) + _NARROWEST_NOTE * settings.note_width
        high = min(self._most, self._room[0] / (self._left + self._steps * narrowest))
        tried = self._tried(min(high, self._least))
        if not self._fits(tried):
            return self._shrunk(tried)
        low = tried
        for _ in range(_MOST_TRIALS):
            if high / low.scale < _NEAR:
                break
            tried = self._tried(math.sqrt(low.scale * high))
            if self._fits(tried):
                low = tried
            else:
                high = tried.scale
        return low

    def _shrunk(self, tried: _Tried) -> _Tried:
        """Return what is too tall for the page so small that it is not."""
        return tried._replace(scale=tried.scale * min(1.0, self._room[1] / tried.height))

    def _fits(self, tried: _Tried) -> bool:
        return tried.height <= self._room[1] + _EPSILON

    def _tried(self, scale: float) -> _Tried:
        settings = self._part.sheet
        gap, usual = settings.gap, settings.note_width
        width = (self._room[0] / scale - self._left) / self._steps
        across = int((width - gap) // (_NARROW_NOTE * usual + gap))
        across = min(max(across, 1), self._across)
        note = min((width - gap) / across - gap - _EPSILON, _WIDEST_NOTE * usual)
        part = with_changes(self._part, sheet=with_changes(settings, note_width=note))
        sheet = self._laid_out(part, width)
        return _Tried(scale, sheet, sheet.height * scale)

    def _laid_out(self, part: JourneyMap, width: float) -> Sheet:
        phases = tuple(
            with_changes(
                phase, steps=tuple(with_changes(step, width=width) for step in phase.steps)
            )
            if phase.is_printed
            else phase
            for phase in part.phases
        )
        wide = with_changes(part, phases=phases)
        sheet = self._layout.sheet(
            wide, for_print=True, through=self._through, print_look=self._print_look
        )
        return sheet if self._is_whole else _without_trailers(sheet)


def _without_trailers(sheet: Sheet) -> Sheet:
    """Return ``sheet`` ending with its last row: the legend stands elsewhere."""
    bottom = max((row.y + row.height for row in sheet.rows), default=sheet.grid_y)
    return replace(sheet, height=bottom + _EDGE, trailers=())


def _compacted(lane: Lane, *, is_blank: bool) -> Lane:
    """Return ``lane`` as tall as its cells need, without its hint where nobody fills it in."""
    hint = lane.hint if is_blank else ""
    return with_changes(lane, hint=hint, height=None)


def compact(settings: SheetSettings, *, is_blank: bool = False) -> SheetSettings:
    """Return settings for a page in the hand: notes as low as their text, small type larger."""
    card = settings.card_size_pt
    part = _BLANK_NOTE if is_blank else _LOW_NOTE
    return with_changes(
        settings,
        note_height=settings.note_height * part,
        margin=0.0,
        gap=min(settings.gap, 5.0),
        title_size_pt=min(settings.title_size_pt, 2.4 * card),
        phase_size_pt=min(settings.phase_size_pt, 1.7 * card),
        step_size_pt=min(settings.step_size_pt, 1.25 * card),
        lane_size_pt=min(settings.lane_size_pt, 1.25 * card),
        lane_title_width=min(settings.lane_title_width, _TITLE_NOTES * settings.note_width),
        small_size_pt=max(settings.small_size_pt, 0.79 * card),
    )


def smallest_pt(sheet: Sheet) -> float:
    """Return the smallest type on ``sheet`` in points at 1:1; a card's where it has no text."""
    sizes = {
        mark.size_pt
        for layer in drawing_order(sheet)
        for mark in layer.marks
        if isinstance(mark, Glyphs) and mark.line.runs
    }
    return min(sizes, default=24.0)
