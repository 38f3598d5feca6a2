"""What the Edit menu does. A text field that has the focus is served first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from app.announcing import announce_step
from app.text_fields import text_field
from model.journey import JourneyMap
from model.lanes import Lane
from widgets.canvas.selection import Selection
from widgets.canvas.widening import wider

if TYPE_CHECKING:
    from app.window import MapWindow

_DELETED_KINDS = ("items", "phases", "steps", "lanes", "links")


def undo(window: MapWindow) -> None:
    """Take back the newest edit, also while a field is being typed in."""
    if window.document is not None:
        window.statusBar().clearMessage()  # it may tell of what is undone
        label = window.document.undo_label
        window.document.undo()
        announce_step(window, "window.said.undone", label)


def redo(window: MapWindow) -> None:
    """Do again what was taken back."""
    if window.document is not None:
        label = window.document.redo_label
        window.document.redo()
        announce_step(window, "window.said.redone", label)


def duplicate(window: MapWindow) -> None:
    """Put a copy of each chosen item right after it."""
    if window.canvas is not None:
        window.canvas.duplicate_selected()


def delete(window: MapWindow) -> None:
    """Take away what is chosen."""
    field = text_field()
    if isinstance(field, QLineEdit):
        field.del_()
    elif field is not None:
        field.textCursor().removeSelectedText()
    elif window.canvas is not None and window.document is not None:
        before = window.document.value
        said = deletion_of(before, window.selection)
        window.canvas.delete_selected()
        if said is not None and window.document.value is not before:
            window.say(said[0], **said[1])


def deletion_of(journey: JourneyMap, selection: Selection) -> tuple[str, dict[str, object]] | None:
    """Return the sentence on what goes with the chosen phases, steps or lanes; None for nothing."""
    ids = set(selection.ids)
    lanes: Iterable[Lane] = journey.lanes
    steps = {step.id for step in journey.steps}
    match selection.kind:
        case "phases":
            held = [phase for phase in journey.phases if phase.id in ids]
            names = [phase.name for phase in held]
            steps = {step.id for phase in held for step in phase.steps}
        case "steps":
            names = [step.name for step in journey.steps if step.id in ids]
            steps = ids
        case "lanes":
            lanes = [lane for lane in journey.lanes if lane.id in ids]
            names = [lane.name for lane in lanes]
        case _:
            return None
    count = sum(len(cell) for lane in lanes for step, cell in lane.cells.items() if step in steps)
    if not count:
        return None
    name = names[0] if len(names) == 1 else ""
    key = "deleted_named" if name else "deleted"
    return f"window.said.{key}", {"name": name, "count": count}


def select_all(window: MapWindow) -> None:
    """Choose all text of a field, else all in the cell, then in the lane, then in the map."""
    field = text_field()
    if field is not None:
        field.selectAll()
    elif window.canvas is not None:
        canvas = window.canvas
        window.choose(wider(canvas.frame.index, canvas.shown, window.selection))


def can_delete(window: MapWindow) -> bool:
    """Tell whether something that can be deleted is chosen."""
    return window.selection.kind in _DELETED_KINDS


def has_items(window: MapWindow) -> bool:
    """Tell whether cards or other items are chosen."""
    return window.selection.kind == "items"
