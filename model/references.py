"""Who refers to whom in a map: the one place that knows, for checks and for edits.

A reference is the id of something held elsewhere. The kinds of targets are the registers of the
map, the parts of its grid, and ``cards`` and ``metrics`` for what stands in cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache
from itertools import chain
from typing import Any, Final, Literal, NamedTuple

from model import find
from model.cards import ActionPlan, Card, CellItem, Feeling, Metric, Passage, Picture
from model.dismissals import Dismissal
from model.evidence import Evidence, Image, Photo
from model.journey import Channel, JourneyMap, Link, Phase, Step
from model.lanes import Lane
from model.people import CompanyProfile, Persona
from model.values import Part, Value, with_changes
from model.versions import Version
from model.views import SavedView
from model.voting import VotingRound

Target = Literal["phases", "steps", "lanes", "cards", "metrics", "personas", "evidence", "images"]


REFERRING_REGISTERS: Final = (
    "personas", "channels", "links", "photos", "views", "rounds", "dismissals", "versions",
)  # fmt: skip
"""The registers whose entries can refer to something."""


class Reference(NamedTuple):
    """One reference: the field it stands in, what kind of thing it names, and its id."""

    field: str
    target: Target
    id: str


class ReferringField(NamedTuple):
    """A field that refers: its name, what kind of thing it names, and whether it names several."""

    name: str
    target: Target
    is_many: bool = False


_Field = ReferringField


_CUSTOMER = (_Field("image", "images"), _Field("evidence", "evidence", is_many=True))
_LANE = (_Field("personas", "personas", is_many=True),)
_FIELDS: Mapping[type[Value], tuple[_Field, ...]] = {
    Step: (_Field("next", "steps", is_many=True),),
    Phase: (),
    Card: (
        _Field("personas", "personas", is_many=True),
        _Field("evidence", "evidence", is_many=True),
        _Field("image", "images"),
    ),
    Feeling: (_Field("persona", "personas"), _Field("card", "cards")),
    Metric: (),
    Passage: (),
    Picture: (_Field("image", "images"),),
    Link: (_Field("source", "cards"), _Field("target", "cards")),
    Photo: (
        _Field("image", "images"),
        _Field("phase", "phases"),
        _Field("step", "steps"),
        _Field("lane", "lanes"),
    ),
    Persona: _CUSTOMER,
    CompanyProfile: _CUSTOMER,
    SavedView: (_Field("personas", "personas", is_many=True),),
    VotingRound: (_Field("lanes", "lanes", is_many=True),),
    Dismissal: (
        _Field("phase", "phases"),
        _Field("step", "steps"),
        _Field("card", "cards"),
        _Field("persona", "personas"),
    ),
    Version: (_Field("images", "images", is_many=True),),
    Channel: (_Field("image", "images"),),
    Evidence: (),
    Image: (),
}
# Without these a link, a photo or a dismissal is nothing: it goes with what it names.
_VITAL = {
    Link: frozenset({"source", "target"}),
    Photo: frozenset({"image"}),
    Dismissal: frozenset({"phase", "step", "card", "persona"}),
}


def references(value: Value) -> Iterator[Reference]:
    """Yield the references that ``value`` itself holds, not those of what it contains."""
    for name, target, is_many in _FIELDS.get(type(value), _LANE):
        held = getattr(value, name)
        if held:
            for found in held if is_many else (held,):
                yield Reference(name, target, found)
    if isinstance(value, Card) and value.action is not None and value.action.metric is not None:
        yield Reference("action.metric", "metrics", value.action.metric)


def referring_fields(owner: type[Value]) -> tuple[ReferringField, ...]:
    """Return the fields of ``owner`` that refer to something; not those of a card's action."""
    return _FIELDS.get(owner, _LANE)


def is_nothing_without(owner: type[Value], name: str) -> bool:
    """Tell whether a thing means nothing without what this field names: a link without an end."""
    return name in _VITAL.get(owner, ())


@cache
def plain_fields(owner: type[Value]) -> Set[str]:
    """Return the fields of ``owner`` that refer to nothing and hold no values with fields.

    A value that sets no others (``value.__pydantic_fields_set__``, which names unknown fields too)
    needs no further look, and neither does a lane in which none does (`set_fields`).
    """
    referring = {field.name for field in _FIELDS.get(owner, _LANE)}
    return flat_fields(owner) - referring


@cache
def flat_fields(owner: type[Value]) -> Set[str]:
    """Return the fields of ``owner`` that hold no values with fields of their own."""
    return frozenset(
        name for name, field in owner.model_fields.items() if "model." not in str(field.annotation)
    )


def without_references(value: Part, target: Target, ids: Set[str]) -> Part | None:
    """Return ``value`` without its references to ``ids``; itself when it holds none of them.

    Returns None when it means nothing without them: a link without an end, a photo without its
    image, a dismissal without what it is about.
    """
    changes: dict[str, Any] = {}
    for name, kind, is_many in _FIELDS.get(type(value), _LANE):
        if kind != target:
            continue
        held = getattr(value, name)
        if is_many and not ids.isdisjoint(held):
            changes[name] = tuple(found for found in held if found not in ids)
        elif not is_many and held in ids:
            if name in _VITAL.get(type(value), ()):
                return None
            changes[name] = None
    if target == "metrics" and isinstance(value, Card) and value.action is not None:
        changes["action"] = _without_metric(value.action, ids)
    return with_changes(value, **changes) if changes else value


def _without_metric(action: ActionPlan, ids: Set[str]) -> ActionPlan:
    return with_changes(action, metric=None) if action.metric in ids else action


def item_ids(journey: JourneyMap) -> Mapping[type[Value], Set[str]]:
    """Return the ids of what stands in cells, by class: one walk over the map."""
    found: dict[type[Value], set[str]] = {Card: set(), Metric: set()}
    for lane in journey.lanes:
        ids = [item.id for items in lane.cells.values() for item in items]
        found.setdefault(lane.item_type, set()).update(ids)
    return found


def set_fields(lane: Lane) -> Set[str]:
    """Return the names of all fields that items of ``lane`` set, unknown ones among them."""
    items = chain.from_iterable(lane.cells.values())
    return set().union(*[item.__pydantic_fields_set__ for item in items])


def target_ids(
    journey: JourneyMap, in_cells: Mapping[type[Value], Set[str]]
) -> Mapping[Target, Set[str]]:
    """Return the ids of everything that can be referred to, by kind.

    Args:
        journey: The map.
        in_cells: Its `item_ids`.
    """
    return {
        "phases": {phase.id for phase in journey.phases},
        "steps": {step.id for step in journey.steps},
        "lanes": {lane.id for lane in journey.lanes},
        "cards": in_cells[Card],
        "metrics": in_cells[Metric],
        "personas": {persona.id for persona in journey.personas},
        "evidence": {evidence.id for evidence in journey.evidence},
        "images": {image.sha256 for image in journey.images},
    }


def has_target(journey: JourneyMap, target: Target, wanted: str) -> bool:
    """Tell whether the map has something of that kind and id; walks no cells."""
    match target:
        case "phases":
            return find.phase_by_id(journey, wanted) is not None
        case "steps":
            return find.step_place(journey, wanted) is not None
        case "lanes":
            return find.lane_by_id(journey, wanted) is not None
        case "cards":
            return isinstance(find.item_by_id(journey, wanted), Card)
        case "metrics":
            return isinstance(find.item_by_id(journey, wanted), Metric)
        case "images":
            return any(image.sha256 == wanted for image in journey.images)
        case "personas":
            return any(persona.id == wanted for persona in journey.personas)
        case "evidence":
            return any(evidence.id == wanted for evidence in journey.evidence)


def all_items(journey: JourneyMap) -> Iterator[CellItem]:
    """Yield all items of the map, lane by lane, in the order of the lanes' cells."""
    return items_of(journey.lanes)


def items_of(lanes: Iterable[Lane]) -> Iterator[CellItem]:
    """Yield everything that stands in the cells of ``lanes``."""
    for lane in lanes:
        for items in lane.cells.values():
            yield from items


def with_other_ids(value: Part, names: Mapping[Target, Mapping[str, str]]) -> Part:
    """Return ``value`` referring to other things: ``names`` holds new ids by kind and old id."""
    changes: dict[str, Any] = {}
    for name, target, is_many in _FIELDS.get(type(value), _LANE):
        known, held = names.get(target, {}), getattr(value, name)
        if held and is_many:
            changes[name] = tuple(known.get(found, found) for found in held)
        elif held:
            changes[name] = known.get(held, held)
    if isinstance(value, Card) and value.action is not None and value.action.metric is not None:
        known = names.get("metrics", {})
        metric = known.get(value.action.metric, value.action.metric)
        changes["action"] = with_changes(value.action, metric=metric)
    return with_changes(value, **changes) if changes else value
