"""Parts of a map laid out for small pages: compact, as large as the page allows, over its width."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from model.codes import step_codes
from model.course import shares_of
from model.filtering import Filter
from model.journey import JourneyMap
from model.lanes import CardsLane, Lane
from model.layout.columns import least_column_width
from model.layout.engine import Layout
from model.layout.print_look import PrintLook
from model.layout.sheet import Sheet
from model.printing.part_of_map import part_of
from model.printing.type_sizes import type_sizes
from model.sheet_settings import SheetSettings
from model.values import with_changes

LEAST_PT = 6.0
"""No smaller type on a handout (reference/workshops-and-print.md 5.20)."""

_MOST_TRIALS = 7
_MOST_STEPS_UP, _A_LITTLE = 2, 1.001
_NEAR = 1.03  # so near to the largest scale that one more trial would not be seen
_FULL = 0.97  # a page so full has no larger scale that would be seen
_GROWTH = 1.5
"""A part grows on the page as this power of its scale: text by 2, what has one line by 1."""
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

    def within(self, height: float) -> FittedPart:
        """Return the part so small that it is no taller than ``height``, in mm."""
        if self.height <= height + _EPSILON:
            return self
        part = height / self.height
        return replace(self, scale=self.scale * part, smallest_pt=self.smallest_pt * part)


class Fitter:
    """Lays parts of one map out for one size of page.

    How parts are shared out to pages is decided with `rough` ones, of one layout each; only what
    becomes a page is `enlarged`.
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
        is_evidence_shown: bool = False,
    ) -> None:
        sheet = compact(journey.sheet, is_blank=is_blank)
        sheet = with_changes(sheet, are_hints_shown=sheet.are_hints_shown and has_guidance)
        lanes = tuple(_compacted(lane, is_blank=is_blank) for lane in journey.lanes)
        self._journey = with_changes(journey, sheet=sheet, lanes=lanes)
        self._print_look = PrintLook(
            is_form=is_blank,
            step_codes=step_codes(journey),
            shares=shares_of(journey.phases),
            is_evidence_shown=is_evidence_shown,
        )
        self._layout, self._through = layout, through
        self._most = largest_pt / journey.sheet.card_size_pt

    def is_too_wide(self, steps: Sequence[str], room: tuple[float, float]) -> bool:
        """Tell whether ``steps`` are too many to be readable side by side in ``room``."""
        settings = self._journey.sheet
        sizes = (settings.card_size_pt, settings.lane_size_pt, settings.step_size_pt)
        return _narrowest_scale(settings, len(steps), room[0]) * max(sizes) < LEAST_PT - _EPSILON

    def rough(
        self,
        steps: Sequence[str],
        lanes: Sequence[str],
        room: tuple[float, float],
        *,
        is_whole: bool = False,
    ) -> FittedPart:
        """Return the part as small as may be, smaller where ``room`` (width, height in mm) is less.

        ``is_whole`` gives it the map's title, legend and footer as on the wall.
        """
        tried = self._trial(steps, lanes, room, is_whole=is_whole).smallest()
        part = FittedPart(tuple(steps), tuple(lanes), *tried)
        return part.within(room[1])

    def enlarged(
        self, part: FittedPart, room: tuple[float, float], *, is_whole: bool = False
    ) -> FittedPart:
        """Return ``part``, a `rough` one, as large as ``room`` (width, height in mm) holds it."""
        part = part.within(room[1])
        trial = self._trial(part.steps, part.lanes, room, is_whole=is_whole)
        best = trial.largest(_Tried(part.sheet, part.scale, part.smallest_pt))
        return FittedPart(part.steps, part.lanes, *best)

    def _trial(
        self,
        steps: Sequence[str],
        lanes: Sequence[str],
        room: tuple[float, float],
        *,
        is_whole: bool,
    ) -> _Trial:
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
        return _Trial(
            part,
            self._layout,
            self._through,
            self._most,
            room,
            is_whole=is_whole,
            print_look=self._print_look,
        )


class _Tried(NamedTuple):
    sheet: Sheet
    scale: float
    smallest_pt: float

    @property
    def height(self) -> float:
        return self.sheet.height * self.scale

    @property
    def is_readable(self) -> bool:
        return self.smallest_pt >= LEAST_PT - _EPSILON


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
        self._room, self._is_whole = room, is_whole
        steps = [step.id for phase in part.phases if phase.is_printed for step in phase.steps]
        lanes = [lane for lane in part.lanes if lane.is_printed and isinstance(lane, CardsLane)]
        held = (len(lane.cells.get(step, ())) for lane in lanes for step in steps)
        self._across = max((1, *held))
        self._steps = len(steps)
        self._most = min(most, _narrowest_scale(part.sheet, len(steps), room[0]))

    def smallest(self) -> _Tried:
        """Return the part at the smallest scale that is readable, or that its columns let it have.

        Words that are long for their note are set smaller: then it is a little larger.
        """
        tried = self._tried(min(self._most, LEAST_PT / self._part.sheet.small_size_pt))
        for _ in range(_MOST_STEPS_UP):
            larger = _A_LITTLE * LEAST_PT / tried.smallest_pt
            scale = min(self._most, tried.scale * larger)
            if tried.is_readable or tried.height * larger > self._room[1] or scale <= tried.scale:
                break
            more = self._tried(scale)
            if more.height > self._room[1] + _EPSILON:
                break
            tried = more
        return tried

    def largest(self, low: _Tried) -> _Tried:
        """Return the part as large as the page holds it; ``low`` is a smaller one.

        How full the page is tells how much larger it may be; what is learnt of a scale that is
        too large is how fast it grows.
        """
        best, tall = low, self._room[1]
        high, too_tall = self._most, math.inf
        for _ in range(_MOST_TRIALS):
            if high / low.scale < _NEAR or low.height >= _FULL * tall:
                break
            tried = self._tried(self._guess(low, high, too_tall))
            if tried.height <= tall + _EPSILON:
                low = tried
                best = tried if tried.is_readable or not best.is_readable else best
            else:
                high, too_tall = tried.scale, tried.height
        return best

    def _guess(self, low: _Tried, high: float, too_tall: float) -> float:
        """Return the scale that fills the page as far as is known, between ``low`` and ``high``."""
        power: float = _GROWTH
        if too_tall < math.inf:
            power = max(1.0, math.log(too_tall / low.height) / math.log(high / low.scale))
        # Aimed between what is full and what is too full.
        guess: float = low.scale * ((_FULL + 1) / 2 * self._room[1] / low.height) ** (1 / power)
        if too_tall == math.inf:
            return min(high, guess)
        # Heights go up in steps: never nearer to either end than a part of what is between them.
        part: float = (high / low.scale) ** 0.25
        return min(max(guess, low.scale * part), high / part)

    def _tried(self, scale: float) -> _Tried:
        settings = self._part.sheet
        gap, usual = settings.gap, settings.note_width
        width = (self._room[0] / scale - _left(settings)) / self._steps
        across = int((width - gap) // (_NARROW_NOTE * usual + gap))
        across = min(max(across, 1), self._across)
        note = min((width - gap) / across - gap - _EPSILON, _WIDEST_NOTE * usual)
        part = with_changes(self._part, sheet=with_changes(settings, note_width=note))
        sheet = self._laid_out(part, width)
        return _Tried(sheet, scale, smallest_pt(sheet) * scale)

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


def _left(settings: SheetSettings) -> float:
    """Return how much of a sheet's width stands left of the grid."""
    return settings.lane_title_width + settings.gap / 2


def _narrowest_scale(settings: SheetSettings, steps: int, width: float) -> float:
    """Return the scale at which ``steps`` of the narrowest columns are ``width`` wide."""
    narrowest = least_column_width(settings) + _NARROWEST_NOTE * settings.note_width
    return width / (_left(settings) + steps * narrowest)


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
    return min(type_sizes(sheet), default=24.0)
