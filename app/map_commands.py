"""What the Map menu does to the grid: move, split and merge what is chosen; persona and details."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from app.insert_commands import current_step
from model.edits import (
    merge_phases,
    merge_steps,
    move_lane,
    move_phase,
    move_step,
    split_phase,
)
from model.find import step_place
from model.journey import JourneyMap
from model.values import new_id
from widgets.canvas import commands
from widgets.canvas.selection import NOTHING, Selection, SelectionKind

if TYPE_CHECKING:
    from app.window import MapWindow
    from widgets.document import Edit

Direction = Literal["left", "right", "up", "down"]
DIRECTIONS: tuple[Direction, ...] = ("left", "right", "up", "down")


def show_map_details(window: MapWindow) -> None:
    """Choose the map itself, so that the inspector shows title, purpose and persona."""
    window.choose(NOTHING)
    window.focus_inspector()


def add_to_register(
    window: MapWindow, kind: Literal["persona", "icp", "evidence", "round", "channel"]
) -> None:
    """Add a persona, a source or another entry of a register and open it in the inspector."""
    window.add_entry(kind)


def move(window: MapWindow, direction: Direction) -> None:
    """Move what is chosen one place in ``direction``."""
    document, canvas = window.document, window.canvas
    if document is None or canvas is None:
        return
    if window.selection.kind == "items":
        commands.move_selected(canvas, direction)
        return
    edit = _move_edit(document.value, window.selection, direction)
    if edit is not None and document.apply("edits.move", edit):
        canvas.reveal(window.selection)


def can_move(window: MapWindow) -> bool:
    """Tell whether something that can be moved is chosen."""
    return window.selection.kind in ("items", "phases", "steps", "lanes")


def split_phase_here(window: MapWindow) -> None:
    """Make a new phase that starts at the user's step."""
    document = window.document
    step_id = current_step(window)
    place = step_place(document.value, step_id) if document and step_id else None
    if document is None or place is None:
        return
    made = new_id()
    if document.apply(
        "edits.split_phase",
        lambda held: split_phase(held, place.phase.id, place.step.id, made),
    ):
        window.choose(Selection("phases", (made,)), is_edited=True)


def can_split_phase(window: MapWindow) -> bool:
    """Tell whether the user is at a step that is not the first of its phase."""
    step_id = current_step(window)
    if window.document is None or step_id is None or window.selection.kind == "phases":
        return False
    place = step_place(window.document.value, step_id)
    return place is not None and place.index > 0


def merge_with_next(window: MapWindow) -> None:
    """Make the chosen phase or step one with the next."""
    document, selection = window.document, window.selection
    pair = _pair_to_merge(window)
    if document is None or pair is None:
        return
    merge = merge_phases if selection.kind == "phases" else merge_steps
    label = "edits.merge_phases" if selection.kind == "phases" else "edits.merge_steps"
    document.apply(label, lambda held: merge(held, *pair))


def can_merge(window: MapWindow) -> bool:
    """Tell whether a phase or step with a next one is chosen."""
    return _pair_to_merge(window) is not None


def _pair_to_merge(window: MapWindow) -> tuple[str, str] | None:
    document, selection = window.document, window.selection
    if document is None or selection.current is None:
        return None
    if selection.kind == "phases":
        ids = [phase.id for phase in document.value.phases]
    elif selection.kind == "steps":
        place = step_place(document.value, selection.current)
        ids = [step.id for step in place.phase.steps] if place else []
    else:
        return None
    if selection.current not in ids[:-1]:
        return None
    return selection.current, ids[ids.index(selection.current) + 1]


def _move_edit(journey: JourneyMap, selection: Selection, direction: Direction) -> Edit | None:
    """Return the edit that moves all that is chosen by a place, None where one has no way on."""
    by = -1 if direction in ("left", "up") else 1
    if (selection.kind == "lanes") == (direction in ("left", "right")):
        return None
    order = {
        "lanes": [lane.id for lane in journey.lanes],
        "phases": [phase.id for phase in journey.phases],
        "steps": [step.id for step in journey.steps],
    }.get(selection.kind, [])
    # Who goes first makes room for the others.
    chosen = [held for held in order[::-by] if held in selection.ids]

    def edit(held: JourneyMap) -> JourneyMap:
        moved = held
        for part_id in chosen:
            step = _one_move(moved, selection.kind, part_id, by)
            if step is None:
                return held
            moved = step(moved)
        return moved

    return edit


def _one_move(journey: JourneyMap, kind: SelectionKind, part_id: str, by: int) -> Edit | None:
    if kind == "steps":
        return _step_move(journey, part_id, by)
    is_lane = kind == "lanes"
    ids = [lane.id for lane in journey.lanes] if is_lane else [held.id for held in journey.phases]
    index = ids.index(part_id) + by
    if not 0 <= index < len(ids):
        return None
    return lambda held: (move_lane if is_lane else move_phase)(held, part_id, index)


def _step_move(journey: JourneyMap, step_id: str, by: int) -> Edit | None:
    """Return the edit that moves the step, over the edge of its phase where that leaves one."""
    place = step_place(journey, step_id)
    if place is None:
        return None
    index = place.index + by
    if 0 <= index < len(place.phase.steps):
        return lambda held: move_step(held, step_id, place.phase.id, index)
    phases = journey.phases
    number = [phase.id for phase in phases].index(place.phase.id) + by
    if not 0 <= number < len(phases) or len(place.phase.steps) < 2:
        return None
    entry = len(phases[number].steps) if by < 0 else 0
    return lambda held: move_step(held, step_id, phases[number].id, entry)
