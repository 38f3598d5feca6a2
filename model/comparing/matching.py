"""Which part of one map is which part of another: by ids, else by names, places and texts."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from model.cards import Card, Feeling, Metric, Passage, Picture
from model.comparing.likeness import alike_pairs, likeness, stems
from model.folding import fold
from model.journey import Link
from model.merging.table import PARTS, Part, Table
from model.values import Value

# Ids of which so few mean alike things were given by two scripts that both count from 1.
_LEAST_ALIKE: Final = 0.25
Key = Callable[[str, Value], Hashable]


@dataclass(slots=True)
class Matching:
    """The pairs: for each sort of part, ids of the map after by ids of the map before, and back.

    Attributes:
        before_of: What a part of the map after was.
        after_of: What a part of the map before became.
        is_apart: Whether cards had no ids in common and were found by their words.
    """

    before_of: dict[Part, dict[str, str]] = field(
        default_factory=lambda: {part: {} for part in PARTS}
    )
    after_of: dict[Part, dict[str, str]] = field(
        default_factory=lambda: {part: {} for part in PARTS}
    )
    is_apart: bool = False

    def pair(self, part: Part, before_id: str, after_id: str) -> None:
        """Say that two parts are one."""
        self.before_of[part][after_id] = before_id
        self.after_of[part][before_id] = after_id


def match(before: Table, after: Table) -> Matching:
    """Return which parts of two maps are the same ones."""
    found = Matching()
    are_ids_good = _are_ids_good(before, after)
    for part in PARTS if are_ids_good else ("images",):
        for one, value in after.values[part].items():
            held = before.values[part].get(one)
            if held is not None and (part != "lanes" or type(held) is type(value)):
                found.pair(part, one, one)
    found.is_apart = not found.before_of["items"]
    _match_grid(before, after, found)
    for part in ("personas", "channels", "evidence", "views"):
        _match_by(part, before, after, found, lambda _, value: _name(value))
    _match_items(before, after, found)
    _match_by("links", before, after, found, *_link_keys(found))
    _match_by("photos", before, after, found, lambda _, value: value.image)  # type: ignore[attr-defined]
    return found


def _are_ids_good(before: Table, after: Table) -> bool:
    """Tell whether the same id means the same thing in two maps."""
    if before.journey.id == after.journey.id:
        return True
    held, new = before.values["items"], after.values["items"]
    both = [one for one in new if one in held and _text(held[one]) and _text(new[one])]
    alike = sum(1 for one in both if likeness(stems(_text(held[one])), stems(_text(new[one]))))
    return not both or alike >= len(both) * _LEAST_ALIKE


def _match_grid(before: Table, after: Table, found: Matching) -> None:
    _match_by("phases", before, after, found, lambda _, value: _name(value))
    _match_by("lanes", before, after, found, lambda _, lane: _named(type(lane), _name(lane)))
    _match_by(
        "lanes",
        before,
        after,
        found,
        lambda _, lane: _named(type(lane), getattr(lane, "role", None)),
    )
    back = found.before_of["phases"]

    def phase_before(step_id: str) -> str:
        return back.get(after.places["steps"][step_id][0], "")

    def phase_of(step_id: str) -> str:
        return before.places["steps"][step_id][0]

    _match_by(
        "steps",
        before,
        after,
        found,
        lambda one, step: _named(phase_of(one), _name(step)),
        lambda one, step: _named(phase_before(one), _name(step)),
    )
    _match_by("steps", before, after, found, lambda _, step: _name(step))
    for phase_id, other in found.after_of["phases"].items():
        _match_rest(
            "steps",
            (one for one in before.order("steps", (phase_id,))),
            (one for one in after.order("steps", (other,))),
            found,
            before,
            after,
        )


def _match_rest(
    part: Part,
    held: Iterable[str],
    new: Iterable[str],
    found: Matching,
    before: Table,
    after: Table,
) -> None:
    """Pair what is left of two places one by one where one of the two has no name."""
    left = [one for one in held if one not in found.after_of[part]]
    rest = [one for one in new if one not in found.before_of[part]]
    for one, other in zip(left, rest, strict=False):
        names = _name(before.values[part][one]), _name(after.values[part][other])
        if not all(names):
            found.pair(part, one, other)


def _match_by(
    part: Part,
    before: Table,
    after: Table,
    found: Matching,
    key: Key,
    key_after: Key | None = None,
) -> None:
    """Pair what is left and has the same key; of several with one key the first with the first."""
    held: dict[Hashable, list[str]] = {}
    for one, value in before.values[part].items():
        name = key(one, value) if one not in found.after_of[part] else None
        if name:
            held.setdefault(name, []).append(one)
    for queue in held.values():
        queue.reverse()
    for other, value in after.values[part].items():
        name = (key_after or key)(other, value) if other not in found.before_of[part] else None
        if name and held.get(name):
            found.pair(part, held[name].pop(), other)


def _match_items(before: Table, after: Table, found: Matching) -> None:
    back = {part: found.before_of[part] for part in PARTS}

    def cell_after(item_id: str) -> tuple[str, str]:
        lane_id, step_id = after.places["items"][item_id]
        return back["lanes"].get(lane_id, "+"), back["steps"].get(step_id, "+")

    def cell(item_id: str) -> tuple[str, str]:
        lane_id, step_id = before.places["items"][item_id]
        return lane_id, step_id

    def same(name: Callable[[Value], Hashable], where: Callable[[str], Hashable]) -> Key:
        return lambda one, value: _named(name(value), where(one))

    personas = {held: new for new, held in back["personas"].items()}
    _match_by(
        "items",
        before,
        after,
        found,
        same(lambda value: _feeling_key(value, personas), cell),
        same(lambda value: _feeling_key(value, {}), cell_after),
    )
    _match_by("items", before, after, found, same(_metric_key, cell), same(_metric_key, cell_after))
    _match_by("items", before, after, found, lambda _, value: _metric_key(value))
    if found.is_apart:
        for kind in (Card, Passage, Picture):
            said = {
                one: (_text(value), cell(one))
                for one, value in before.values["items"].items()
                if type(value) is kind and one not in found.after_of["items"]
            }
            new = {
                one: (_text(value), cell_after(one))
                for one, value in after.values["items"].items()
                if type(value) is kind and one not in found.before_of["items"]
            }
            for other, one in alike_pairs(said, new).items():
                found.pair("items", one, other)


def _link_keys(found: Matching) -> tuple[Key, Key]:
    back = found.before_of["items"]

    def ends(_: str, link: Value) -> Hashable:
        assert isinstance(link, Link)
        return link.source, link.target

    def ends_before(_: str, link: Value) -> Hashable:
        assert isinstance(link, Link)
        return back.get(link.source, "+"), back.get(link.target, "+")

    return ends, ends_before


def _name(value: Value) -> str:
    return " ".join(fold(getattr(value, "name", "") or getattr(value, "title", "")).split())


def _text(value: Value) -> str:
    said: str = getattr(value, "text", "") or getattr(value, "caption", "")
    return said


def _named(*parts: Hashable) -> Hashable:
    """Return the parts as one key, None if one says nothing."""
    return parts if all(parts) else None


def _feeling_key(value: Value, personas: Mapping[str, str]) -> Hashable:
    if not isinstance(value, Feeling):
        return None
    return "feeling", personas.get(value.persona or "", value.persona), value.state


def _metric_key(value: Value) -> Hashable:
    return ("metric", _name(value)) if isinstance(value, Metric) and _name(value) else None
