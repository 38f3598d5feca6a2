"""From a row that tells something of a map to the place it tells of."""

from __future__ import annotations

from collections.abc import Sequence

from model.find import has_item, phase_by_id, step_by_id
from model.journey import JourneyMap
from widgets.canvas.selection import NOTHING, Selection, item_selection
from widgets.side import PanelPage


def selection_of(journey: JourneyMap, ids: Sequence[str]) -> Selection:
    """Return what to choose on the canvas: items, else a step, else a phase, else nothing."""
    items = [each for each in ids if has_item(journey, each)]
    if items:
        return item_selection(items)
    for each in ids:
        if step_by_id(journey, each) is not None:
            return Selection("steps", (each,))
        if phase_by_id(journey, each) is not None:
            return Selection("phases", (each,))
    return NOTHING


def jump(page: PanelPage, journey: JourneyMap, ids: Sequence[str]) -> None:
    """Choose what ``ids`` name and bring it into sight; a persona is shown in the inspector."""
    chosen = selection_of(journey, ids)
    if chosen != NOTHING:
        page.choose(chosen)
    elif ids and any(persona.id == ids[0] for persona in journey.personas):
        page.show_entry(ids[0])
