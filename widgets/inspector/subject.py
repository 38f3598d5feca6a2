"""What the inspector is about: which values are shown, and which edit sets one of their fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from model.cards import ActionPlan, Feeling
from model.edits import (
    Register,
    set_about,
    set_entry,
    set_items,
    set_lane,
    set_phase,
    set_sheet,
    set_step,
)
from model.edits.channels import rename_channel, with_listed
from model.find import item_by_id, item_places, lane_by_id, phase_by_id, step_by_id
from model.journey import JourneyMap
from model.values import Value, with_changes
from widgets.canvas.selection import Selection
from widgets.inspector.membership import Change


class Mixed:
    """Stands for "they differ" where several things are shown at once."""


MIXED: Final = Mixed()
# Forms of entries, and the register they stand in.
REGISTERS: Final[dict[str, Register]] = {
    "persona": "personas",
    "icp": "personas",
    "evidence": "evidence",
    "view": "views",
    "round": "rounds",
    "channel": "channels",
}
_ITEM_KINDS = ("card", "feeling", "metric", "passage", "picture", "mixture")


@dataclass(frozen=True, slots=True)
class Subject:
    """Things of one kind; ``kind`` is a key of `widgets.inspector.field_table.FORMS`."""

    kind: str
    ids: tuple[str, ...] = ()


MAP: Final = Subject("map")


def subject_of(journey: JourneyMap, selection: Selection) -> Subject:
    """Return what to show for ``selection``: the map itself when nothing else is chosen."""
    match selection.kind:
        case "items":
            return _items_subject(journey, selection)
        case "cell":
            lane = lane_by_id(journey, selection.ids[0])
            return Subject(f"{lane.kind}_lane", (lane.id,)) if lane else MAP
        case "phases":
            return Subject("phase", selection.ids)
        case "steps":
            return Subject("step", selection.ids)
        case "links":
            return Subject("link", selection.ids)
        case "lanes":
            lanes = [lane_by_id(journey, lane_id) for lane_id in selection.ids]
            kinds = {lane.kind for lane in lanes if lane}
            kind = f"{kinds.pop()}_lane" if len(kinds) == 1 else "lane"
            return Subject(kind, selection.ids)
    return MAP


def parts(journey: JourneyMap, subject: Subject) -> tuple[Value, ...]:
    """Return the values of ``subject``; those that are gone are left out."""
    if subject.kind == "map":
        return (journey,)
    if subject.kind == "link" or subject.kind in REGISTERS:
        entries = getattr(journey, REGISTERS.get(subject.kind, "links"))
        return tuple(held for held in entries if held.id in subject.ids)
    find: Any = {"phase": phase_by_id, "step": step_by_id}.get(subject.kind)
    if find is None and subject.kind.endswith("lane"):
        find = lane_by_id
    if find is None:
        return tuple(place.item for place in item_places(journey, subject.ids))
    found = (find(journey, held) for held in subject.ids)
    return tuple(value for value in found if value is not None)


class FieldView:
    """The fields of several values at once; thousands of them take little time.

    A field that none of them has set holds its default in all of them, and most are not set.
    """

    def __init__(self, values: tuple[Value, ...]) -> None:
        self._values = values
        self._set: set[str] = set().union(*(value.model_fields_set for value in values))
        self._is_one_kind = len({type(value) for value in values}) == 1

    def value(self, path: str) -> Any:
        """Return the field ``path`` (``"text"``, ``"action.owner"``) of all, or `MIXED`."""
        if not self._values:
            return None
        first = read_field(self._values[0], path)
        if self._is_default(path):
            return first
        return first if all(read_field(held, path) == first for held in self._values[1:]) else MIXED

    def says_something(self, path: str) -> bool:
        """Tell whether the field holds something else than its default in any of them."""
        if self._is_default(path):
            return False
        return any(not _holds_default(held, path) for held in self._values)

    def _is_default(self, path: str) -> bool:
        return self._is_one_kind and path.partition(".")[0] not in self._set


def with_field(journey: JourneyMap, subject: Subject, path: str, value: Any) -> JourneyMap:
    """Return the map with field ``path`` of everything in ``subject`` set to ``value``.

    Channels that cards and phases are given are on the map's list from then on.

    Raises:
        EditProblem: If the map does not allow it.
        pydantic.ValidationError: If the value does not fit the field.
    """
    made = _with_field(journey, subject, path, value)
    if path != "channels" or made is journey or subject.kind not in ("card", "phase"):
        return made
    return with_listed(
        made, (name for part in parts(made, subject) for name in read_field(part, path))
    )


def _with_field(journey: JourneyMap, subject: Subject, path: str, value: Any) -> JourneyMap:
    if subject.kind == "map":
        return _with_map_field(journey, path, value)
    head, _, rest = path.partition(".")
    if not rest and not isinstance(value, Change):
        return _with_part_fields(journey, subject, subject.ids, head, value)
    wanted: dict[Any, list[str]] = {}
    for held in parts(journey, subject):
        if isinstance(value, Change):
            made: Any = value.on(read_field(held, path))
        else:
            made = _inner(held, head, rest, value)
        wanted.setdefault(made, []).append(held.id)  # type: ignore[attr-defined]
    for made, ids in wanted.items():
        journey = _with_part_fields(journey, subject, tuple(ids), head, made)
    return journey


def _items_subject(journey: JourneyMap, selection: Selection) -> Subject:
    places = item_places(journey, selection.ids)
    kinds = {type(place.item).__name__.lower() for place in places if place}
    if len(kinds) == 1:
        return Subject(kinds.pop(), selection.ids)
    return Subject("mixture", selection.ids)


def has_field(value: Value, path: str) -> bool:
    """Tell whether ``value`` is of a kind with this field; feelings have a list of one persona."""
    if isinstance(value, Feeling) and path == "personas":
        return True
    name = path.partition(".")[0]
    is_reckoned = isinstance(getattr(type(value), name, None), property)
    return name in type(value).model_fields or is_reckoned


def read_field(value: Value, path: str) -> Any:
    """Return the field ``path`` of one value."""
    if isinstance(value, Feeling) and path == "personas":
        return () if value.persona is None else (value.persona,)
    held: Any = value
    for name in path.split("."):
        if held is None:
            held = ActionPlan()  # the only part that may be missing: shown as if empty
        held = getattr(held, name)
    return held


def _holds_default(part: Value, path: str) -> bool:
    if isinstance(part, Feeling) and path == "personas":
        return part.persona is None
    *heads, name = path.split(".")
    for head in heads:
        part = getattr(part, head)
        if part is None:
            return True
    default = type(part).model_fields[name].get_default(call_default_factory=True)
    return bool(getattr(part, name) == default)


def _inner(part: Value, head: str, rest: str, value: Any) -> Any:
    held = getattr(part, head)
    return with_changes(ActionPlan() if held is None else held, **{rest: value})


def _with_map_field(journey: JourneyMap, path: str, value: Any) -> JourneyMap:
    room, _, name = path.partition(".")
    if room == "sheet":
        return set_sheet(journey, **{name: value})
    head, _, rest = name.partition(".")
    return set_about(journey, **{head: _inner(journey.about, head, rest, value) if rest else value})


def _with_part_fields(
    journey: JourneyMap, subject: Subject, ids: tuple[str, ...], name: str, value: Any
) -> JourneyMap:
    """Return the map with one field of several things of ``subject`` set."""
    if subject.kind in _ITEM_KINDS:
        return _with_item_fields(journey, ids, name, value)
    for held in ids:
        match subject.kind:
            case "phase":
                journey = set_phase(journey, held, **{name: value})
            case "step":
                journey = set_step(journey, held, **{name: value})
            case "link":
                journey = set_entry(journey, "links", held, **{name: value})
            case "channel" if name == "name":
                journey = rename_channel(journey, held, value)
            case kind if kind in REGISTERS:
                journey = set_entry(journey, REGISTERS[kind], held, **{name: value})
            case _:
                journey = set_lane(journey, held, **{name: value})
    return journey


def _with_item_fields(
    journey: JourneyMap, ids: tuple[str, ...], name: str, value: Any
) -> JourneyMap:
    if name != "personas":
        return set_items(journey, ids, **{name: value})
    feelings = tuple(held for held in ids if isinstance(item_by_id(journey, held), Feeling))
    others = tuple(held for held in ids if held not in set(feelings))
    if feelings:
        journey = set_items(journey, feelings, persona=value[-1] if value else None)
    return set_items(journey, others, personas=value) if others else journey
