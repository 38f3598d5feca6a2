"""What the Edit menu does. A text field that has the focus is served first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from app.clipboard import Clipping, clipboard_items, copy_items, fitted
from app.insert_commands import Target, target_cell
from model.edits import add_entry, add_item, remove_items
from model.journey import JourneyMap
from model.lanes import Lane
from widgets.canvas.selection import Selection, item_selection
from widgets.canvas.widening import wider

if TYPE_CHECKING:
    from app.window import MapWindow

TextField = QLineEdit | QPlainTextEdit | QTextEdit
_DELETED_KINDS = ("items", "phases", "steps", "lanes", "links")


def undo(window: MapWindow) -> None:
    """Take back the newest edit, also while a field is being typed in."""
    if window.document is not None:
        window.statusBar().clearMessage()  # it may tell of what is undone
        window.document.undo()


def redo(window: MapWindow) -> None:
    """Do again what was taken back."""
    if window.document is not None:
        window.document.redo()


def cut(window: MapWindow) -> None:
    """Copy, then delete."""
    field = _text_field()
    if field is not None:
        field.cut()
    elif window.document is not None and window.selection.kind == "items":
        ids = window.selection.ids
        copy_items(window.document.value, ids)
        window.document.apply("edits.cut", lambda held: remove_items(held, ids))


def copy(window: MapWindow) -> None:
    """Put the chosen items, or the chosen text of a field, on the clipboard."""
    field = _text_field()
    if field is not None:
        field.copy()
    elif window.document is not None and window.selection.kind == "items":
        ids = window.selection.ids
        copy_items(window.document.value, ids)
        window.say("window.said.copied", count=len(ids))


def paste(window: MapWindow) -> None:
    """Put what is on the clipboard where the user is."""
    field = _text_field()
    document = window.document
    if field is not None:
        field.paste()
        return
    target = target_cell(window, None)
    clipping = clipboard_items()
    if document is None or target is None:
        return
    if clipping.left_out:
        window.show_sentence(clipping.left_out, limit=window.language.number(clipping.limit))
    if not clipping.items:
        if not clipping.left_out:
            window.say("window.said.nothing_to_paste")
        return
    pasted: list[str] = []
    document.apply("edits.paste", lambda held: _pasted(held, clipping, target, pasted))
    if pasted:
        window.choose(item_selection(pasted))
    else:
        window.say("window.said.nothing_pasted")


def duplicate(window: MapWindow) -> None:
    """Put a copy of each chosen item right after it."""
    if window.canvas is not None:
        window.canvas.duplicate_selected()


def delete(window: MapWindow) -> None:
    """Take away what is chosen."""
    field = _text_field()
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
    field = _text_field()
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


def _text_field() -> TextField | None:
    focused = QApplication.focusWidget()
    if isinstance(focused, TextField) and not focused.isReadOnly():
        return focused
    return None


def _pasted(
    journey: JourneyMap, clipping: Clipping, target: Target, pasted: list[str]
) -> JourneyMap:
    """Add the clipping round ``target``; ids of what found a place go to ``pasted``."""
    pasted.clear()
    steps = [step.id for step in journey.steps]
    rows = [lane.id for lane in journey.lanes]
    column, row = steps.index(target.step_id), rows.index(target.lane.id)
    held = {image.sha256 for image in journey.images}
    for image in clipping.images:
        if image.sha256 not in held:
            journey = add_entry(journey, "images", image)
    at_target = target.index
    for copied in clipping.items:
        step_id = steps[min(column + copied.right, len(steps) - 1)]
        lane = _lane_for(journey, copied.item, min(row + copied.down, len(rows) - 1))
        if lane is None:
            continue
        is_here = (lane.id, step_id) == (target.lane.id, target.step_id)
        index = at_target if is_here else None
        item = fitted(copied.item, journey)
        journey = add_item(journey, lane.id, step_id, item, index)
        pasted.append(item.id)
        if is_here and at_target is not None:
            at_target += 1
    return journey


def _lane_for(journey: JourneyMap, item: object, row: int) -> Lane | None:
    """Return the lane in ``row`` if it holds such items, else the nearest one that does."""
    fitting = [
        (abs(number - row), number, lane)
        for number, lane in enumerate(journey.lanes)
        if lane.item_type is type(item) and not lane.is_locked
    ]
    return min(fitting, key=lambda entry: entry[:2])[2] if fitting else None
