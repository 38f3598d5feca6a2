"""Putting what was chosen from a list into a map: figures, contents and channels, as one edit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from model.cards import Card, CellItem
from model.edits.channels import with_listed
from model.edits.items import add_item, set_item
from model.edits.lanes import add_lane
from model.edits.phases import set_phase
from model.find import item_by_id, phase_by_id
from model.folding import fold
from model.journey import JourneyMap
from model.lanes import CardsLane, Lane, LaneRole, MetricsLane
from model.libraries import Entry, Stage, stage_of
from model.templates import lane_of_role
from model.values import new_id

Chosen = Mapping[str, Sequence[Entry]]
"""What goes to which step, by the step's id."""


def by_stage(journey: JourneyMap, entries: Sequence[Entry]) -> Chosen:
    """Return the entries by the first step of the phase that fits each best.

    That is the first phase of one of its stages, else the phase in the same share of the way.
    """
    first: dict[Stage, str] = {}
    for phase in journey.phases:
        first.setdefault(stage_of(journey, phase), phase.steps[0].id)
    made: dict[str, list[Entry]] = {}
    for entry in entries:
        fitting = [first[stage] for stage in entry.stages if stage in first]
        made.setdefault(fitting[0] if fitting else journey.steps[0].id, []).append(entry)
    return made


def with_figures(
    journey: JourneyMap, chosen: Chosen, lane_id: str | None = None
) -> tuple[JourneyMap, tuple[str, ...]]:
    """Put figures into the lane of figures ``lane_id``, else the first one; made if there is none.

    What a step has by that name already is not put there twice. Returns the map and the new ids.

    Raises:
        EditProblem: If the lane is locked.
    """
    journey, lane = _with_lane(journey, "metrics", lane_id, MetricsLane)
    return _with_entries(journey, lane, chosen, "name", lambda entry, key: entry.metric(key))


def with_contents(
    journey: JourneyMap, chosen: Chosen, lane_id: str | None = None
) -> tuple[JourneyMap, tuple[str, ...]]:
    """Put cards of contents into the lane ``lane_id`` if it is one of contents, else the first.

    Raises:
        EditProblem: If the lane is locked.
    """
    journey, lane = _with_lane(journey, "content", lane_id, CardsLane)
    return _with_entries(
        journey, lane, chosen, "text", lambda entry, key: Card(id=key, text=entry.name)
    )


def with_channels(
    journey: JourneyMap,
    entries: Sequence[Entry],
    *,
    cards: Sequence[str] = (),
    phases: Sequence[str] = (),
) -> JourneyMap:
    """Give channels to cards and phases, and put them, with their icons, on the map's own list.

    Raises:
        EditProblem: If a lane is locked.
    """
    names = [entry.name for entry in entries]
    journey = with_listed(journey, names)
    for phase_id in phases:
        phase = phase_by_id(journey, phase_id)
        if phase is not None:
            journey = set_phase(journey, phase_id, channels=_joined(phase.channels, names))
    for card_id in cards:
        card = item_by_id(journey, card_id)
        if isinstance(card, Card):
            journey = set_item(journey, card_id, channels=_joined(card.channels, names))
    return journey


def _with_entries(
    journey: JourneyMap,
    lane: Lane,
    chosen: Chosen,
    field: str,
    make: Callable[[Entry, str], CellItem],
) -> tuple[JourneyMap, tuple[str, ...]]:
    """Put what ``make`` makes of the entries into ``lane``, but what a step has in ``field``."""
    made: list[str] = []
    for step_id, entries in chosen.items():
        held = {fold(getattr(item, field, "")) for item in lane.cells.get(step_id, ())}
        for entry in entries:
            if fold(entry.name) not in held:
                made.append(new_id())
                journey = add_item(journey, lane.id, step_id, make(entry, made[-1]))
    return journey, tuple(made)


def _joined(held: tuple[str, ...], names: Sequence[str]) -> tuple[str, ...]:
    known = {fold(name) for name in held}
    return (*held, *(name for name in names if fold(name) not in known))


def _with_lane(
    journey: JourneyMap, role: LaneRole, lane_id: str | None, kind: type[Lane]
) -> tuple[JourneyMap, Lane]:
    """Return a lane for ``role``, the wanted or the first or a new one, and the map that has it."""
    fitting = [lane for lane in journey.lanes if isinstance(lane, kind) and _is_for(lane, role)]
    fitting.sort(key=lambda lane: (lane.id != lane_id, not lane.is_visible, lane.is_locked))
    if fitting:
        return journey, fitting[0]
    made = lane_of_role(role, journey.about.language[:2], lane_id=new_id())
    return add_lane(journey, made), made


def _is_for(lane: Lane, role: LaneRole) -> bool:
    if isinstance(lane, CardsLane):
        return lane.role == role or lane.card_type == role
    return True
