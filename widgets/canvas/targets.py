"""Which text of what is chosen can be written on the canvas, and the edit that writes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from model.cards import Card, CellItem, Feeling, Metric, Passage, Picture
from model.chains import link_by_id
from model.edits import add_item, set_about, set_entry, set_item, set_lane, set_phase, set_step
from model.find import item_by_id, item_place, lane_by_id, phase_by_id, step_by_id
from model.journey import JourneyMap
from model.lanes import Lane
from model.values import MAX_LINE, MAX_TEXT, clean_line, clean_text, new_id
from widgets.canvas.selection import Selection
from widgets.document import Edit

TargetKind = Literal["item", "phase", "step", "lane", "title", "link"]

# The field that is the text on the wall, whether it is one line, and what the thing is called.
_FIELDS: dict[type, tuple[str, bool, str]] = {
    Card: ("text", False, "card"),
    Passage: ("text", False, "passage"),
    Picture: ("caption", False, "picture"),
    Feeling: ("label", True, "feeling"),
    Metric: ("name", True, "metric"),
}
ADD_LABELS: dict[type, str] = {
    Card: "edits.add_card",
    Passage: "edits.add_text",
    Picture: "edits.add_picture",
    Feeling: "edits.add_feeling",
    Metric: "edits.add_metric",
}
_HEADERS: dict[str, TargetKind] = {
    "phases": "phase",
    "steps": "step",
    "lanes": "lane",
    "title": "title",
    "links": "link",
}


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item that comes into the map with its first letter."""

    lane_id: str
    step_id: str
    index: int | None
    item: CellItem


@dataclass(frozen=True, slots=True)
class Target:
    """A text on the canvas.

    Attributes:
        id: The id of the thing; "" for the map's title.
        field: The field that holds it.
        is_line: Whether it has no line feeds.
        noun: What the thing is called in text keys.
        new: Set when the thing is not in the map yet.
    """

    kind: TargetKind
    id: str
    field: str
    is_line: bool
    noun: str
    new: NewItem | None = None

    @property
    def merge_key(self) -> str:
        """Edits of this text in a row are one entry of the history."""
        return f"text:{self.kind}:{self.id}:{self.field}"

    @property
    def label(self) -> str:
        """Text key of the entry in the history."""
        if self.new is not None:
            return ADD_LABELS[type(self.new.item)]
        return f"edits.change_{self.noun}"

    @property
    def is_hint(self) -> bool:
        """Whether it is the second text of a header."""
        return self.field in ("hint", "definition")

    @property
    def limit(self) -> int:
        """The longest text a map holds here."""
        return MAX_LINE if self.is_line else MAX_TEXT

    @property
    def selection(self) -> Selection:
        """What is chosen while this text is written."""
        if self.kind == "item":
            return Selection("items", (self.id,))
        if self.kind == "title":
            return Selection("title")
        kinds = {"phase": "phases", "step": "steps", "lane": "lanes", "link": "links"}
        return Selection(kinds[self.kind], (self.id,))  # type: ignore[arg-type]

    def read(self, journey: JourneyMap) -> str | None:
        """Return the text as it stands in the map, None where the thing is not in it."""
        if self.kind == "title":
            return journey.about.title
        finders = {
            "item": item_by_id, "phase": phase_by_id, "step": step_by_id, "lane": lane_by_id,
            "link": link_by_id,
        }  # fmt: skip
        held = finders[self.kind](journey, self.id)
        return None if held is None else str(getattr(held, self.field))

    def writing(self, text: str) -> Edit:
        """Return the edit that writes ``text`` here, cleaned and cut to what a map can hold."""
        clean = clean_line(text) if self.is_line else clean_text(text)
        return _Write(self, clean[: self.limit])


class _Write:
    """Writes a text; an item that is not in the map yet is put there with it."""

    def __init__(self, target: Target, text: str) -> None:
        self._target = target
        self._fields = {target.field: text}

    def __call__(self, journey: JourneyMap) -> JourneyMap:
        target, fields = self._target, self._fields
        match target.kind:
            case "phase":
                return set_phase(journey, target.id, **fields)
            case "step":
                return set_step(journey, target.id, **fields)
            case "lane":
                return set_lane(journey, target.id, **fields)
            case "title":
                return set_about(journey, **fields)
            case "link":
                return set_entry(journey, "links", target.id, **fields)
        new = target.new
        if new is not None and item_place(journey, target.id) is None:
            journey = add_item(journey, new.lane_id, new.step_id, new.item, new.index)
        return set_item(journey, target.id, **fields)


def target_of(journey: JourneyMap, selection: Selection) -> Target | None:
    """Return the text of what is chosen, None where that is not one thing with a text."""
    if selection.kind == "items":
        item = item_by_id(journey, selection.current or "")
        return None if item is None else _item_target(item)
    kind = _HEADERS.get(selection.kind)
    if kind is None:
        return None
    if kind == "title":
        return Target("title", "", "title", is_line=True, noun="map")
    field = "label" if kind == "link" else "name"
    return Target(kind, selection.current or "", field, is_line=True, noun=kind)


def hint_target(journey: JourneyMap, selection: Selection) -> Target | None:
    """Return the second text of one lane (its hint) or phase (its definition), else None."""
    held = selection.current or ""
    if selection.kind == "lanes" and lane_by_id(journey, held) is not None:
        return Target("lane", held, "hint", is_line=False, noun="lane_hint")
    if selection.kind == "phases" and phase_by_id(journey, held) is not None:
        return Target("phase", held, "definition", is_line=False, noun="phase_definition")
    return None


def new_target(lane: Lane, step_id: str, index: int | None, item: CellItem) -> Target:
    """Return the text of an item that is to come into a cell."""
    return _item_target(item, NewItem(lane.id, step_id, index, item))


def new_item(lane: Lane) -> CellItem:
    """Return an empty item of the lane's kind."""
    match lane.kind:
        case "feelings":
            return Feeling(id=new_id())
        case "metrics":
            return Metric(id=new_id())
        case "text":
            return Passage(id=new_id())
        case "images":
            return Picture(id=new_id())
        case _:
            return Card(id=new_id())


def _item_target(item: CellItem, new: NewItem | None = None) -> Target:
    field, is_line, noun = _FIELDS[type(item)]
    return Target("item", item.id, field, is_line, noun, new)
