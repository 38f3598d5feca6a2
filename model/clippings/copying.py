"""What is copied of a map: the chosen things, their places, and all they refer to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from types import MappingProxyType

from model.cards import Card, CellItem, Feeling, Metric
from model.clippings.part import Clipping, ClippingKind
from model.clippings.people import people_clipping
from model.edits.changes import changed
from model.edits.spans import with_room
from model.evidence import Photo
from model.find import ItemPlace, in_wall_order
from model.journey import JourneyMap, MapCard, Phase, Step
from model.lanes import Lane, with_cells
from model.people import Customer
from model.references import Target, references, without_references
from model.values import Value

_Cells = Mapping[str, tuple[CellItem, ...]]


def clipping_of(
    journey: JourneyMap, kind: ClippingKind, ids: Iterable[str], *, is_cut: bool = False
) -> Clipping | None:
    """Return the things of ``kind`` with these ids as a clipping, None if there are none.

    Items keep their places to each other. Lanes come with all that stands in them, phases and
    steps with all that begins in their cells; spans end with what is copied.

    Args:
        journey: The map to copy from.
        kind: What the ids are of.
        ids: Ids, in any order; those the map does not have are left out.
        is_cut: Whether the things will be taken out: then their links to others are kept too.
    """
    wanted = set(ids)
    match kind:
        case "items":
            return _of_items(journey, in_wall_order(journey, wanted), is_cut=is_cut)
        case "lanes":
            lanes = [lane for lane in journey.lanes if lane.id in wanted]
            return _whole(journey, kind, journey.phases, lanes, is_cut=is_cut) if lanes else None
        case "phases":
            phases = [phase for phase in journey.phases if phase.id in wanted]
        case "steps":
            phases = _phases_with(journey, wanted)
        case "personas":
            return people_clipping(journey, wanted)
    if not phases:
        return None
    lanes = [_lane_of_columns(journey, lane, phases) for lane in journey.lanes]
    return _whole(journey, kind, phases, [lane for lane in lanes if lane.cells], is_cut=is_cut)


def _of_items(journey: JourneyMap, places: Sequence[ItemPlace], *, is_cut: bool) -> Clipping | None:
    if not places:
        return None
    column_of = {step.id: column for column, step in enumerate(journey.steps)}
    row_of = {lane.id: row for row, lane in enumerate(journey.lanes)}
    first = min(column_of[place.step_id] for place in places)
    last = max(column_of[place.step_id] + getattr(place.item, "span", 1) for place in places)
    rows = [row_of[place.lane.id] for place in places]
    steps = {step.id for step in journey.steps[first:last]}
    chosen: dict[str, dict[str, list[CellItem]]] = {}
    for place in places:
        chosen.setdefault(place.lane.id, {}).setdefault(place.step_id, []).append(place.item)
    lanes = [
        # Only what carries the items: who it is for is not copied with them.
        changed(_with_only(lane, chosen.get(lane.id, {})), personas=())
        for lane in journey.lanes[min(rows) : max(rows) + 1]
    ]
    return _whole(journey, "items", _phases_with(journey, steps), lanes, is_cut=is_cut)


def _phases_with(journey: JourneyMap, step_ids: Set[str]) -> list[Phase]:
    """Return the phases with only those of their steps."""
    kept = (
        (phase, tuple(step for step in phase.steps if step.id in step_ids))
        for phase in journey.phases
    )
    return [changed(phase, steps=steps) for phase, steps in kept if steps]


def _lane_of_columns(journey: JourneyMap, lane: Lane, phases: Sequence[Phase]) -> Lane:
    """Return ``lane`` with what begins in the steps of ``phases``, cut where these end."""
    room = _room_in(journey, {step.id for phase in phases for step in phase.steps})
    return _with_only(
        lane,
        {
            step_id: [with_room(item, room[step_id]) for item in items]
            for step_id, items in lane.cells.items()
            if step_id in room
        },
    )


def _room_in(journey: JourneyMap, step_ids: Set[str]) -> dict[str, int]:
    """Return for each step how many of ``step_ids`` stand in a row from it on."""
    room: dict[str, int] = {}
    count = 0
    for step in reversed(journey.steps):
        count = count + 1 if step.id in step_ids else 0
        if count:
            room[step.id] = count
    return room


def _with_only(lane: Lane, cells: Mapping[str, Sequence[CellItem]]) -> Lane:
    return with_cells(lane, {step_id: tuple(cells.get(step_id, ())) for step_id in lane.cells})


def _whole(
    journey: JourneyMap,
    kind: ClippingKind,
    phases: Sequence[Phase],
    lanes: Sequence[Lane],
    *,
    is_cut: bool,
) -> Clipping:
    """Return the clipping with all that its things refer to, and without what they cannot."""
    items = [item for lane in lanes for cell in lane.cells.values() for item in cell]
    outside = _outside(items)
    lanes = [_without_outside(lane, set(outside)) for lane in lanes]
    steps = {step.id for phase in phases for step in phase.steps}
    photos = _photos_of(journey, kind, phases, lanes)
    phases = [_pointing_inside(phase, steps) for phase in phases]
    held = [item for lane in lanes for cell in lane.cells.values() for item in cell]
    whose = _ids_named("personas", [*held, *lanes])
    personas = [persona for persona in journey.personas if persona.id in whose]
    known_from = _ids_named("evidence", [*held, *personas])
    words = _channels_of(held, personas, phases if kind == "phases" else ())
    channels = [one for one in journey.channels if one.name.casefold() in words]
    showing = (*held, *personas, *channels, *photos)
    shown = {found.id for value in showing for found in references(value)}
    cards = {item.id for item in held if isinstance(item, Card)}
    ends = [(link, len({link.source, link.target} & cards)) for link in journey.links]
    part = JourneyMap(
        id=journey.id,
        about=MapCard(language=journey.about.language),
        personas=tuple(personas),
        channels=tuple(channels),
        phases=tuple(phases),
        lanes=tuple(lanes),
        links=tuple(link for link, count in ends if count == 2),
        evidence=tuple(source for source in journey.evidence if source.id in known_from),
        photos=tuple(photos),
        images=tuple(image for image in journey.images if image.sha256 in shown),
    )
    loose = tuple(link for link, count in ends if count == 1) if is_cut else ()
    return Clipping(kind, part, MappingProxyType(outside), loose)


def _ids_named(target: Target, values: Iterable[Value]) -> Set[str]:
    return {found.id for value in values for found in references(value) if found.target == target}


def _channels_of(
    items: Iterable[CellItem], personas: Iterable[Customer], phases: Iterable[Phase]
) -> Set[str]:
    """Return the names of all channels that are spoken of, folded."""
    names = [name for item in items if isinstance(item, Card) for name in item.channels]
    names += [name for persona in personas for name in persona.preferred_channels]
    names += [name for phase in phases for name in phase.channels]
    return {name.casefold() for name in names}


def _photos_of(
    journey: JourneyMap, kind: ClippingKind, phases: Sequence[Phase], lanes: Sequence[Lane]
) -> list[Photo]:
    """Return the photos of what is copied whole, without the places that are not copied."""
    whole: dict[Target, Set[str]] = {
        "phases": {phase.id for phase in phases} if kind == "phases" else set(),
        "steps": {step.id for phase in phases for step in phase.steps}
        if kind in ("phases", "steps")
        else set(),
        "lanes": {lane.id for lane in lanes} if kind == "lanes" else set(),
    }
    there: dict[Target, Set[str]] = {
        "phases": {phase.id for phase in phases},
        "steps": {step.id for phase in phases for step in phase.steps},
        "lanes": {lane.id for lane in lanes},
    }
    found = []
    for photo in journey.photos:
        places = [one for one in references(photo) if one.target != "images"]
        if not any(one.id in whole[one.target] for one in places):
            continue
        gone = {one.field: None for one in places if one.id not in there[one.target]}
        found.append(changed(photo, **gone))
    return found


def _outside(items: Sequence[CellItem]) -> dict[str, str]:
    """Return which items refer to a card or metric that is not among them, and to which."""
    inside = {item.id for item in items if isinstance(item, Card | Metric)}
    return {
        item.id: found.id
        for item in items
        if isinstance(item, Card | Feeling)
        for found in references(item)
        if found.target in ("cards", "metrics") and found.id not in inside
    }


def _without_outside(lane: Lane, item_ids: Set[str]) -> Lane:
    if not item_ids:
        return lane
    return with_cells(
        lane,
        {
            step_id: tuple(_free(item) if item.id in item_ids else item for item in items)
            for step_id, items in lane.cells.items()
        },
    )


def _free(item: CellItem) -> CellItem:
    ids = {found.id for found in references(item) if found.target in ("cards", "metrics")}
    freed = without_references(item, "cards", ids) or item
    return without_references(freed, "metrics", ids) or freed


def _pointing_inside(phase: Phase, steps: Set[str]) -> Phase:
    return changed(phase, steps=tuple(_step_inside(step, steps) for step in phase.steps))


def _step_inside(step: Step, steps: Set[str]) -> Step:
    return changed(step, next=tuple(one for one in step.next if one in steps))
