"""Cards on the clipboard: as text for other programs, as JSON for this one.

What comes in is checked like a file: size first, then every item by the model's own rules.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from model.cards import Card, CellItem, Feeling, Metric, Passage, Picture
from model.evidence import Image
from model.find import ItemPlace, in_wall_order
from model.journey import JourneyMap
from model.references import has_target, references, without_references
from model.values import MAX_TEXT, Part, clean_text, new_id, with_changes

MIME = "application/x-journeywall-items+json"
# Checking and pasting take some three times the memory of what is on the clipboard.
MAX_BYTES = 500_000_000
# Each line of a text becomes a card. Nobody looks through more at once.
MAX_LINES = 2_000
_TYPES: dict[str, type[CellItem]] = {
    "card": Card,
    "feeling": Feeling,
    "metric": Metric,
    "passage": Passage,
    "picture": Picture,
}


@dataclass(frozen=True, slots=True)
class Copied:
    """One item from the clipboard, ``right`` steps and ``down`` lanes from the first one."""

    item: CellItem
    right: int = 0
    down: int = 0


@dataclass(frozen=True, slots=True)
class Clipping:
    """What was copied, and the images it shows.

    Attributes:
        left_out: Key of the sentence on what is not among the items, "" when nothing is missing;
            ``limit`` is what it names.
    """

    items: tuple[Copied, ...] = ()
    images: tuple[Image, ...] = ()
    left_out: str = ""
    limit: int = 0


def copy_items(journey: JourneyMap, ids: Iterable[str]) -> None:
    """Put the items on the clipboard."""
    places = in_wall_order(journey, ids)
    if not places:
        return
    data = QMimeData()
    data.setText("\n".join(text for text in map(_plain_text, places) if text))
    data.setData(MIME, json.dumps(_clipping(journey, places), ensure_ascii=False).encode())
    QGuiApplication.clipboard().setMimeData(data)


def clipboard_items() -> Clipping:
    """Return what is on the clipboard, with new ids: items of ours, or a card for each line."""
    data = QGuiApplication.clipboard().mimeData()
    if data is None:
        return Clipping()
    if data.hasFormat(MIME):
        return _read(bytes(data.data(MIME).data()))
    return _cards_of_text(data.text()) if data.hasText() else Clipping()


def fitted(item: CellItem, journey: JourneyMap) -> CellItem:
    """Return ``item`` without references that ``journey`` does not have."""
    for reference in tuple(references(item)):
        if not has_target(journey, reference.target, reference.id):
            held = without_references(item, reference.target, {reference.id})
            item = held if held is not None else item
    return item


def _clipping(journey: JourneyMap, places: tuple[ItemPlace, ...]) -> dict[str, Any]:
    columns = {step.id: number for number, step in enumerate(journey.steps)}
    rows = {lane.id: number for number, lane in enumerate(journey.lanes)}
    left = min(columns[place.step_id] for place in places)
    top = min(rows[place.lane.id] for place in places)
    wanted = {getattr(place.item, "image", None) for place in places}
    return {
        "items": [
            {
                "kind": type(place.item).__name__.lower(),
                "right": columns[place.step_id] - left,
                "down": rows[place.lane.id] - top,
                "item": place.item.model_dump(mode="json", exclude_defaults=True),
            }
            for place in places
        ],
        "images": [
            image.model_dump(mode="json") for image in journey.images if image.sha256 in wanted
        ],
    }


def _read(data: bytes) -> Clipping:
    """Read our own format; what does not hold to the rules is left out."""
    if len(data) > MAX_BYTES:
        return Clipping(left_out="window.said.clipboard_too_large", limit=MAX_BYTES // 1_000_000)
    try:
        held = json.loads(data)
    except (ValueError, RecursionError):
        return Clipping()
    if not isinstance(held, dict):
        return Clipping()
    items = (_item(entry) for entry in _list(held.get("items")))
    images = (_checked(Image, entry) for entry in _list(held.get("images")))
    return Clipping(
        tuple(item for item in items if item is not None),
        tuple(image for image in images if image is not None),
    )


def _item(entry: Any) -> Copied | None:
    if not isinstance(entry, dict):
        return None
    kind = _TYPES.get(str(entry.get("kind")))
    item = _checked(kind, entry.get("item")) if kind else None
    if item is None:
        return None
    right, down = entry.get("right"), entry.get("down")
    return Copied(
        with_changes(item, id=new_id()),
        right if isinstance(right, int) and right >= 0 else 0,
        down if isinstance(down, int) and down >= 0 else 0,
    )


def _checked(kind: type[Part], data: Any) -> Part | None:
    try:
        return kind.model_validate(data)
    except ValidationError:
        return None


def _list(data: Any) -> list[Any]:
    return data if isinstance(data, list) else []


def _cards_of_text(text: str) -> Clipping:
    """Return a card for each line, within limits that are told when they cut something off."""
    most = MAX_LINES * 1000  # far more letters than that many lines of notes have
    lines = [line.strip() for line in clean_text(text[:most]).split("\n")]
    lines = [line for line in lines if line]
    cards = tuple(Copied(Card(id=new_id(), text=line[:MAX_TEXT])) for line in lines[:MAX_LINES])
    if len(lines) > MAX_LINES or len(text) > most:
        return Clipping(cards, left_out="window.said.lines_left_out", limit=len(cards))
    if any(len(line) > MAX_TEXT for line in lines):
        return Clipping(cards, left_out="window.said.lines_cut", limit=MAX_TEXT)
    return Clipping(cards)


def _plain_text(place: ItemPlace) -> str:
    item = place.item
    match item:
        case Card() | Passage():
            return item.text
        case Feeling():
            return item.label or item.comment
        case Metric():
            return item.name
        case Picture():
            return item.caption
