"""Which map a PDF for the archive holds inside: never more than what its reader may see."""

from __future__ import annotations

from model.filtering import Filter, shown_ids
from model.journey import JourneyMap
from model.printing.settings import PrintSettings


def map_inside(
    journey: JourneyMap, settings: PrintSettings, through: Filter | None
) -> JourneyMap | None:
    """Return the map that goes into the PDF of this print, None for none.

    Args:
        journey: The map as it is printed: emptied, seeded or made anonymous if the settings say
            so, but not yet in the language of the print, which is the paper's alone.
        settings: Only ``profile="archive"`` puts a map in.
        through: A view that hides something leaves the map out: what is not on the paper is
            not for its readers. One that dims hides nothing.
    """
    if settings.profile != "archive" or _hides(journey, through):
        return None
    return journey


def _hides(journey: JourneyMap, through: Filter | None) -> bool:
    if through is None or through.view.others != "hide":
        return False
    items = sum(len(cell) for lane in journey.lanes for cell in lane.cells.values())
    return len(shown_ids(journey, through.view)) < items
