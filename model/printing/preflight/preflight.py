"""Runs the checks one by one: each a function from what is printed to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from model.journey import JourneyMap
from model.printing.pages import Printout
from model.printing.preflight.about import check_about
from model.printing.preflight.colours import check_colours
from model.printing.preflight.findings import Finding
from model.printing.preflight.images import check_images
from model.printing.preflight.pages import check_boxes, check_margins, check_notes, check_seams
from model.printing.preflight.printed import Printed
from model.printing.preflight.room import check_room
from model.printing.preflight.texts import check_characters, check_details, check_distance

_CHECKS: tuple[Callable[[Printed], Iterable[Finding]], ...] = (
    check_notes,
    check_boxes,
    check_margins,
    check_seams,
    check_room,
    check_distance,
    check_details,
    check_characters,
    check_images,
    check_colours,
    check_about,
)
_ORDER = {"error": 0, "warning": 1, "note": 2}


def preflight(journey: JourneyMap, printout: Printout) -> tuple[Finding, ...]:
    """Return what to know of ``printout`` before it is printed, the gravest first.

    Each check says something: what is in order comes as a note.

    Args:
        journey: The map ``printout`` was made from.
        printout: All its pages.
    """
    printed = Printed(journey, printout)
    found = [finding for check in _CHECKS for finding in check(printed)]
    return tuple(sorted(found, key=lambda finding: _ORDER[finding.severity]))
