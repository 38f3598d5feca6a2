"""Which map a PDF for the archive holds inside: never more than what its reader may see."""

from __future__ import annotations

from model.edits import remove_lane, set_lane
from model.filtering import Filter, shown_ids
from model.journey import JourneyMap
from model.printing.settings import PrintSettings


def map_inside(
    journey: JourneyMap, settings: PrintSettings, through: Filter | None
) -> JourneyMap | None:
    """Return the map that goes into the PDF of this print, None for none.

    A print of a part of the map takes none along: chosen sheets, a persona, a view that hides.
    (One that dims hides nothing.) Lanes that are not printed stay out.

    Args:
        journey: The map as it is printed: without names, emptied or seeded if the settings say so,
            but not yet in the language of the print, which is the paper's alone.
        settings: Only ``profile="archive"`` puts a map in.
        through: The view it is printed through.
    """
    is_part = settings.output in ("persona", "calibration") or bool(settings.sheets)
    if settings.profile != "archive" or is_part:
        return None
    return None if _hides(journey, through) else _without_unprinted_lanes(journey)


def _hides(journey: JourneyMap, through: Filter | None) -> bool:
    if through is None or through.view.others != "hide":
        return False
    items = sum(len(cell) for lane in journey.lanes for cell in lane.cells.values())
    return len(shown_ids(journey, through.view)) < items


def _without_unprinted_lanes(journey: JourneyMap) -> JourneyMap:
    for lane in journey.lanes:
        if not lane.is_printed:
            unlocked = set_lane(journey, lane.id, is_locked=False)
            journey = remove_lane(unlocked, lane.id)
    return journey
