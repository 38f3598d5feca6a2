"""What the Insert menu does: cards, feelings, phases, steps and lanes, put where the user is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from PySide6.QtWidgets import QMenu

from model.edits import add_lane
from model.find import item_place, phase_of_step
from model.journey import JourneyMap
from model.lanes import CardsLane, FeelingsLane, Lane, LaneKind, LaneRole
from model.values import new_id
from widgets.canvas import commands
from widgets.canvas.selection import Selection

if TYPE_CHECKING:
    from app.window import MapWindow

LANE_KINDS: tuple[LaneKind, ...] = ("cards", "feelings", "metrics", "text", "images")
# The rows facilitators ask for first (reference/workshops-and-print.md 2.4).
OFFERED_ROLES: tuple[LaneRole, ...] = (
    "customer_actions",
    "touchpoints",
    "channels",
    "thinks",
    "feels",
    "needs",
    "pain_points",
    "opportunities",
    "our_task",
    "frontstage",
    "backstage",
    "support",
)
OTHER_ROLES: tuple[LaneRole, ...] = tuple(
    role for role in get_args(LaneRole) if role not in OFFERED_ROLES
)


@dataclass(frozen=True, slots=True)
class Target:
    """The place where something new goes: before ``index`` of the cell, or last in it."""

    lane: Lane
    step_id: str
    index: int | None = None


def insert_card(window: MapWindow) -> None:
    """Open an empty card where the user is; it comes into the map with its first letter."""
    _open_item(window, CardsLane)


def insert_feeling(window: MapWindow) -> None:
    """Put a neutral feeling on the feelings lane at the user's step."""
    _open_item(window, FeelingsLane)


def insert_phase(window: MapWindow) -> None:
    """Put a phase with one step after the user's phase, or last."""
    document, canvas = window.document, window.canvas
    if document is None or canvas is None:
        return
    phases = document.value.phases
    step_id = current_step(window)
    present = phase_of_step(document.value, step_id) if step_id else None
    commands.add_phase_at(canvas, phases.index(present) + 1 if present else len(phases))


def insert_step(window: MapWindow) -> None:
    """Put a step after the user's step, in the same phase."""
    canvas = window.canvas
    if canvas is None:
        return
    columns = [column.step_id for column in canvas.sheet.columns]
    step_id = current_step(window)
    commands.add_step_at(canvas, columns.index(step_id) + 1 if step_id in columns else len(columns))


def insert_lane(window: MapWindow, kind: LaneKind) -> None:
    """Put an empty lane of ``kind`` below the user's lane, or last."""
    canvas = window.canvas
    if canvas is None:
        return
    rows = [row.lane_id for row in canvas.sheet.rows]
    lane_id = current_lane(window)
    commands.add_lane_at(canvas, rows.index(lane_id) + 1 if lane_id in rows else len(rows), kind)


def insert_role_lane(window: MapWindow, role: LaneRole) -> None:
    """Put a lane as the templates make it below the user's lane."""
    from model.templates import lane_of_role  # start-up: templates are read on demand

    language = window.map_words.language
    _insert_lane(window, lane_of_role(role, language, lane_id=new_id()))


def fill_lane_roles(window: MapWindow, menu: QMenu) -> None:
    """Offer lanes with a meaning, worded in the window's language: those most asked for first."""
    for role in (*OFFERED_ROLES, None, *OTHER_ROLES):
        if role is None:
            menu.addSeparator()
            continue
        entry = menu.addAction(window.language(f"names.lane_role.{role}"))
        entry.setData(role)
        entry.triggered.connect(window.insert_chosen_role)


def target_cell(window: MapWindow, lane_type: type[Lane] | None) -> Target | None:
    """Return where something of ``lane_type`` goes: the user's cell, or the nearest that can."""
    document = window.document
    if document is None:
        return None
    journey, selection = document.value, window.selection
    place = item_place(journey, selection.current or "") if selection.kind == "items" else None
    if place is not None and (lane_type is None or isinstance(place.lane, lane_type)):
        return Target(place.lane, place.step_id, place.index + 1)
    step_id = current_step(window) or journey.steps[0].id
    lane = _nearest_lane(journey, current_lane(window), lane_type)
    return Target(lane, step_id) if lane is not None else None


def current_step(window: MapWindow) -> str | None:
    """Return the step the user is at."""
    document, selection = window.document, window.selection
    if document is None or selection.current is None:
        return None
    match selection.kind:
        case "cell":
            return selection.ids[1]
        case "steps":
            return selection.current
        case "phases":
            for phase in document.value.phases:
                if phase.id == selection.current:
                    return phase.steps[-1].id
        case "items":
            place = item_place(document.value, selection.current)
            return place.step_id if place else None
    return None


def current_lane(window: MapWindow) -> str | None:
    """Return the lane the user is at."""
    document, selection = window.document, window.selection
    if document is None or selection.current is None:
        return None
    match selection.kind:
        case "cell":
            return selection.ids[0]
        case "lanes":
            return selection.current
        case "items":
            place = item_place(document.value, selection.current)
            return place.lane.id if place else None
    return None


def _nearest_lane(
    journey: JourneyMap, lane_id: str | None, lane_type: type[Lane] | None
) -> Lane | None:
    """Return the user's lane if it is of the type, else the first of the type that can be seen."""
    fitting = [
        lane
        for lane in journey.lanes
        if (lane_type is None or isinstance(lane, lane_type)) and lane.is_visible
    ]
    free = [lane for lane in fitting if not lane.is_locked] or fitting
    for lane in journey.lanes:
        if lane.id == lane_id and (lane_type is None or isinstance(lane, lane_type)):
            return lane
    return free[0] if free else None


def _open_item(window: MapWindow, lane_type: type[Lane]) -> None:
    canvas, target = window.canvas, target_cell(window, lane_type)
    if canvas is None:
        return
    if target is None:
        window.say(f"window.said.no_lane.{'card' if lane_type is CardsLane else 'feeling'}")
        return
    canvas.setFocus()
    canvas.add_card_at(target.lane.id, target.step_id, target.index)


def _insert_lane(window: MapWindow, lane: Lane) -> None:
    document = window.document
    if document is None:
        return
    ids = [held.id for held in document.value.lanes]
    present = current_lane(window)
    index = ids.index(present) + 1 if present in ids else None
    if document.apply("edits.add_lane", lambda held: add_lane(held, lane, index)):
        window.choose(Selection("lanes", (lane.id,)), is_edited=True)
