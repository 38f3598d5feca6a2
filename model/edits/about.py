"""Edits of what the map is about and of how it wants to stand on its sheet."""

from __future__ import annotations

from typing import Any

from model.edits.changes import changed, settable
from model.journey import JourneyMap


def set_about(journey: JourneyMap, **fields: Any) -> JourneyMap:
    """Set fields of the map card.

    Raises:
        EditProblem: If there is no such field or a value does not fit.
    """
    settable(journey.about, fields)
    about = changed(journey.about, **fields)
    return journey if about is journey.about else changed(journey, about=about)


def set_sheet(journey: JourneyMap, **fields: Any) -> JourneyMap:
    """Set fields of the sheet settings.

    Raises:
        EditProblem: If there is no such field or a value does not fit.
    """
    settable(journey.sheet, fields)
    sheet = changed(journey.sheet, **fields)
    return journey if sheet is journey.sheet else changed(journey, sheet=sheet)
