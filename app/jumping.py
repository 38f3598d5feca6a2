"""From a list to the map: what ids name is chosen on the canvas, or opened in the inspector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.find import has_item
from model.journey import JourneyMap
from widgets.canvas.selection import Selection, SelectionKind, item_selection

if TYPE_CHECKING:
    from app.window import MapWindow


def jump_to(window: MapWindow, ids: tuple[str, ...]) -> bool:
    """Choose what is called so, bring it into sight and give the canvas the keys.

    Returns:
        Whether any of it is still in the map.
    """
    document = window.document
    if document is None or not ids:
        return False
    journey = document.value
    registers = {entry.id for entry in (*journey.personas, *journey.evidence)}
    if ids[0] in registers and window.page is not None:
        window.activateWindow()
        window.page.show_entry(ids[0])
        return True
    selection = selection_of(journey, ids)
    if selection is None:
        return False
    window.choose(selection)
    window.activateWindow()
    if window.canvas is not None:
        window.canvas.setFocus()
    return True


def selection_of(journey: JourneyMap, ids: tuple[str, ...]) -> Selection | None:
    """Return what of the map is called so: the kind of the first, and all that are of it."""
    kinds: dict[str, SelectionKind] = {
        **{phase.id: "phases" for phase in journey.phases},
        **{step.id: "steps" for step in journey.steps},
        **{lane.id: "lanes" for lane in journey.lanes},
    }
    if not ids:
        return None
    kind = kinds.get(ids[0])
    if kind is None:
        held = [each for each in ids if each not in kinds and has_item(journey, each)]
        return item_selection(held) if held else None
    return Selection(kind, tuple(each for each in ids if kinds.get(each) == kind))
