"""The columns of a sheet: which steps are shown, where they stand and how wide they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from model.codes import step_codes
from model.journey import JourneyMap, Phase, Step
from model.sheet_settings import SheetSettings

# A column narrower than this could not hold a word.
MIN_INNER_WIDTH = 25.0
MOST_ACROSS = 200
# So that widths that fit exactly do so in floating point too.
_EPSILON = 0.01
# A collapsed phase is as wide as a word of its name, its steps as wide as a finger.
COLLAPSED_PHASE = 56.0
COLLAPSED_STEP = 10.0


@dataclass(frozen=True, slots=True)
class ColumnPlace:
    """Where a step stands: ``x`` from the left edge of the grid; ``number`` among all steps.

    ``code`` is the step's part of a place on the wall: 3.2 is the second step of the third phase,
    3 the only one. It counts what is in the map, hidden or not, so that it stays the same.
    """

    step_id: str
    phase_id: str
    number: int
    code: str
    x: float
    width: float
    is_collapsed: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """All columns shown, left to right; equal if nothing in a row needs a new place."""

    places: tuple[ColumnPlace, ...]
    width: float

    def last_covered(self, index: int, span: int) -> int:
        """Return the index of the last shown column that a card over ``span`` steps covers."""
        end = self.places[index].number + span
        last = index
        while last + 1 < len(self.places) and self.places[last + 1].number < end:
            last += 1
        return last

    def span_width(self, first: int, last: int, gap: float) -> float:
        """Return how wide a card over the columns ``first`` to ``last`` is."""
        left, right = self.places[first], self.places[last]
        return right.x + right.width - left.x - 2 * gap


def shown_phases(journey: JourneyMap, *, for_print: bool) -> tuple[Phase, ...]:
    """Return the phases that stand on the screen or on paper."""
    return tuple(p for p in journey.phases if (p.is_printed if for_print else p.is_visible))


def columns_of(
    journey: JourneyMap, *, for_print: bool, codes: Mapping[str, str] | None = None
) -> Columns:
    """Return the columns of the phases shown.

    ``codes`` are those of the steps where ``journey`` is a part of a map that has more of them.
    """
    places: list[ColumnPlace] = []
    codes = codes or step_codes(journey)
    x, number = 0.0, 0
    for phase in journey.phases:
        is_shown = phase.is_printed if for_print else phase.is_visible
        for step in phase.steps:
            if is_shown:
                code, is_collapsed = codes[step.id], phase.is_collapsed and not for_print
                width = column_width(step, journey.sheet)
                if is_collapsed:
                    width = max(COLLAPSED_PHASE / len(phase.steps), COLLAPSED_STEP)
                places.append(ColumnPlace(step.id, phase.id, number, code, x, width, is_collapsed))
                x += width
            number += 1
    return Columns(tuple(places), x)


def column_width(step: Step, settings: SheetSettings) -> float:
    """Return the width of ``step``: its own, else that of its notes and the gaps round them."""
    gap = settings.gap
    if step.width is not None:
        return max(step.width, least_column_width(settings))
    return settings.notes_across * (settings.note_width + gap) + gap


def least_column_width(settings: SheetSettings) -> float:
    """Return the narrowest a column can be: a word and the gaps round it."""
    return 2 * settings.gap + min(settings.note_width, MIN_INNER_WIDTH)


def notes_in_row(
    width: float, settings: SheetSettings, note_width: float | None = None
) -> tuple[int, float, float]:
    """Return how many notes stand side by side in ``width``, how wide each is and where it begins.

    Notes keep their width where they can; what is left over stands on both sides. ``note_width``
    is that of paper notes which are not as wide as the map's cards. No more than
    `MOST_ACROSS` stand so: notes of a hair's breadth on a step of 100 m would be millions.
    """
    gap = settings.gap
    note = min(note_width or settings.note_width, width - 2 * gap)
    room = (width - gap + _EPSILON) // (note + gap)
    across = int(min(max(room, 1), MOST_ACROSS))
    left = (width - across * note - (across - 1) * gap) / 2
    return across, note, left


def phase_extents(columns: Columns) -> Mapping[str, tuple[float, float]]:
    """Return (x, width) of each phase shown, in order."""
    extents: dict[str, tuple[float, float]] = {}
    for place in columns.places:
        x, width = extents.get(place.phase_id, (place.x, 0.0))
        extents[place.phase_id] = (x, width + place.width)
    return extents
