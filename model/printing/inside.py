"""Which map a PDF for the archive holds inside: never more than what its reader may see."""

from __future__ import annotations

from model.edits import remove_lane, remove_phase, set_lane
from model.filtering import Filter, shown_ids
from model.journey import JourneyMap
from model.people_shown import hidden_by_people
from model.printing.settings import PrintSettings
from model.values import with_changes


def map_inside(
    journey: JourneyMap, settings: PrintSettings, through: Filter | None
) -> JourneyMap | None:
    """Return the map that goes into the PDF of this print, None for none.

    A print of a part of the map takes none along: chosen sheets, a persona, a view that hides (one
    that dims hides nothing), personas who are switched off and take cards with them. Phases and
    lanes that are not printed stay out, and so do named versions, which hold what the print may
    not show.

    Args:
        journey: The map as it is printed: without names, emptied or seeded if the settings say so,
            but not yet in the language of the print, which is the paper's alone.
        settings: Only ``profile="archive"`` puts a map in.
        through: The view it is printed through.
    """
    is_part = settings.output in ("persona", "calibration") or bool(settings.sheets)
    is_bare = not any(phase.is_printed for phase in journey.phases)  # no map is without a phase
    if settings.profile != "archive" or is_part or is_bare or _hides(journey, through):
        return None
    present = with_changes(journey, versions=())
    return _without_unprinted_lanes(_without_unprinted_phases(present))


def _hides(journey: JourneyMap, through: Filter | None) -> bool:
    if hidden_by_people(journey):
        return True
    if through is None or through.view.others != "hide":
        return False
    items = sum(len(cell) for lane in journey.lanes for cell in lane.cells.values())
    return len(shown_ids(journey, through.view)) < items


def _without_unprinted_phases(journey: JourneyMap) -> JourneyMap:
    unprinted = [phase.id for phase in journey.phases if not phase.is_printed]
    if not unprinted:
        return journey
    locked = [lane.id for lane in journey.lanes if lane.is_locked]
    for lane_id in locked:
        journey = set_lane(journey, lane_id, is_locked=False)
    for phase_id in unprinted:
        journey = remove_phase(journey, phase_id)
    for lane_id in locked:
        journey = set_lane(journey, lane_id, is_locked=True)
    return journey


def _without_unprinted_lanes(journey: JourneyMap) -> JourneyMap:
    for lane in journey.lanes:
        if not lane.is_printed:
            unlocked = set_lane(journey, lane.id, is_locked=False)
            journey = remove_lane(unlocked, lane.id)
    return journey
