"""What hangs below what in the outline: a function of the map, with no words and no widget."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from model.cards import CellItem
from model.edits import Register
from model.find import item_place, lane_by_id, phase_by_id, phase_of_step
from model.journey import JourneyMap, Link
from widgets.canvas.selection import NOTHING, Selection, SelectionKind, item_selection

# What a row of the tree stands for: its kind and its ids, which are unique only within a kind.
Key = tuple[str, ...]
ROOT: Final[Key] = ()
TITLE: Final[Key] = ("title",)
HEADINGS: Final = (
    *("all_phases", "all_lanes", "all_personas", "all_channels", "all_evidence"),
    *("all_rounds", "all_views"),
)
# Entries that stand in no cell, and the register of the map they are in.
ENTRIES: Final[Mapping[str, Register]] = {
    "persona": "personas",
    "source": "evidence",
    "view": "views",
    "round": "rounds",
    "channel": "channels",
}
ENTRY_OF_HEADING: Final = {
    "all_personas": "persona",
    "all_evidence": "source",
    "all_views": "view",
    "all_rounds": "round",
    "all_channels": "channel",
}
_CHOSEN_KINDS: Final[tuple[SelectionKind, ...]] = ("phases", "steps", "lanes", "items", "links")


@dataclass(frozen=True, slots=True)
class Branch:
    """One row: what it stands for, and the values of the map it shows."""

    key: Key
    values: tuple[object, ...]

    @property
    def value(self) -> Any:
        """The value it is about, None for a heading."""
        return self.values[0] if self.values else None

    @property
    def is_heading(self) -> bool:
        """Whether it only holds others together."""
        return bool(self.key) and self.key[0] in HEADINGS

    def shows_same(self, other: Branch) -> bool:
        """Tell whether ``other`` shows the very same values."""
        pairs = zip(self.values, other.values, strict=True)
        return len(self.values) == len(other.values) and all(a is b for a, b in pairs)


class Ends:
    """The links of a map by the cards they join."""

    def __init__(self, links: tuple[Link, ...]) -> None:
        self.links = links
        self._of: dict[str, list[Link]] = {}
        for link in links:
            for end in (link.source, link.target):
                self._of.setdefault(end, []).append(link)

    def of(self, item_id: str) -> list[Link]:
        """Return the links that start from or lead to an item."""
        return self._of.get(item_id, [])


def branches(journey: JourneyMap, key: Key, ends: Ends) -> list[Branch]:
    """Return what hangs below ``key``."""
    match key:
        case ():
            top = [Branch(TITLE, (journey.about,))]
            return top + [Branch((heading,), ()) for heading in HEADINGS]
        case ("all_phases",):
            return [Branch(("phases", phase.id), (phase,)) for phase in journey.phases]
        case ("phases", phase_id):
            phase = phase_by_id(journey, phase_id)
            steps = phase.steps if phase else ()
            return [Branch(("steps", step.id), (step,)) for step in steps]
        case ("all_lanes",):
            return [Branch(("lanes", lane.id), (lane,)) for lane in journey.lanes]
        case ("lanes", lane_id):
            return list(_cells(journey, lane_id))
        case ("cell", lane_id, step_id):
            return [
                Branch(("items", item.id), (item,)) for item in _cell(journey, lane_id, step_id)
            ]
        case ("items", item_id):
            return [Branch(("links", link.id, item_id), (link,)) for link in ends.of(item_id)]
        case (heading,) if heading in ENTRY_OF_HEADING:
            kind = ENTRY_OF_HEADING[heading]
            register = getattr(journey, ENTRIES[kind])
            return [Branch((kind, entry.id), (entry,)) for entry in register]
    return []


def has_branches(journey: JourneyMap, key: Key, ends: Ends) -> bool:
    """Tell whether anything hangs below ``key``, without making it."""
    match key:
        case ("cell", lane_id, step_id):
            return bool(_cell(journey, lane_id, step_id))
        case ("items", item_id):
            return bool(ends.of(item_id))
        case (kind, *_) if kind in ("steps", "links", "title", *ENTRIES):
            return False
        case ("phases" | "lanes", _):
            return True
    return bool(branches(journey, key, ends))


def walk(journey: JourneyMap, ends: Ends, key: Key = ROOT) -> Iterator[tuple[Branch, Key]]:
    """Yield every row below ``key`` with the key of its parent, from top to bottom."""
    for branch in branches(journey, key, ends):
        yield branch, key
        if has_branches(journey, branch.key, ends):
            yield from walk(journey, ends, branch.key)


def path_to(journey: JourneyMap, key: Key) -> tuple[Key, ...]:
    """Return the rows that lead to ``key``, itself last; empty where the map has no such thing."""
    match key:
        case (_,):
            return (key,)
        case ("phases", _):
            return (("all_phases",), key)
        case ("steps", step_id):
            phase = phase_of_step(journey, step_id)
            return (("all_phases",), ("phases", phase.id), key) if phase else ()
        case ("lanes", _):
            return (("all_lanes",), key)
        case ("cell", lane_id, _):
            return (("all_lanes",), ("lanes", lane_id), key)
        case ("items", item_id):
            place = item_place(journey, item_id)
            if place is None:
                return ()
            lane_id = place.lane.id
            cell = ("cell", lane_id, place.step_id)
            return (("all_lanes",), ("lanes", lane_id), cell, key)
        case ("links", _, item_id):
            above = path_to(journey, ("items", item_id))
            return (*above, key) if above else ()
        case (kind, _) if kind in ENTRIES:
            heading = next(held for held, each in ENTRY_OF_HEADING.items() if each == kind)
            return ((heading,), key)
    return ()


def keys_of(journey: JourneyMap, selection: Selection) -> list[Key]:
    """Return the rows that stand for what is chosen; links stand below the card they start at."""
    if selection.kind == "title":
        return [TITLE]
    if selection.cell is not None:
        return [("cell", *selection.cell)]
    if selection.kind == "links":
        sources = {link.id: link.source for link in journey.links}
        return [("links", held, sources[held]) for held in selection.ids if held in sources]
    return [(selection.kind, held) for held in selection.ids]


def selection_of(keys: Iterable[Key], current: Key) -> Selection:
    """Return what is chosen where the rows ``keys`` are marked: those of the current one's kind."""
    held = list(keys)
    if not held:
        return NOTHING
    kind = current[0] if current in held else held[-1][0]
    if kind == "title":
        return Selection("title")
    if kind == "cell":
        return Selection("cell", (current if current in held else held[-1])[1:])
    for chosen in _CHOSEN_KINDS:
        if kind == chosen:
            ids = dict.fromkeys(key[1] for key in held if key[0] == kind)
            if current in held:  # the current one is last
                ids.pop(current[1])
                ids[current[1]] = None
            return item_selection(ids) if kind == "items" else Selection(chosen, tuple(ids))
    return NOTHING


def _cells(journey: JourneyMap, lane_id: str) -> Iterator[Branch]:
    for phase in journey.phases:
        for step in phase.steps:
            held = _cell(journey, lane_id, step.id)
            yield Branch(("cell", lane_id, step.id), (held, step, phase))


def _cell(journey: JourneyMap, lane_id: str, step_id: str) -> tuple[CellItem, ...]:
    lane = lane_by_id(journey, lane_id)
    return lane.cells.get(step_id, ()) if lane is not None else ()
