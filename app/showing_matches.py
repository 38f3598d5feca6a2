"""Brings what a search has found into sight: on the canvas, else in the inspector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.search import Match
from model.texts_of_map import TextPlace
from widgets.canvas.selection import NOTHING, Selection

if TYPE_CHECKING:
    from app.map_page import MapPage

_REGISTERS = ("personas", "evidence")  # those with forms in the inspector
_GRID = {"phase": "phases", "step": "steps", "lane": "lanes", "links": "links"}
# The fields that are drawn whole on the canvas; all others stand in the inspector.
_ON_CANVAS = {
    "item": ("text", "label", "name", "caption"),
    "phase": ("name",),
    "step": ("name",),
    "lane": ("name",),
    "map": ("title", "subtitle"),
    "links": ("label",),
}


def show_match(page: MapPage, match: Match) -> None:
    """Choose what holds ``match`` and show its field; the keyboard stays where it is."""
    place = match.place
    if place.kind == "item":
        page.choose(Selection("items", (place.id,)))
    elif place.kind in _GRID:
        page.choose(Selection(_GRID[place.kind], (place.id,)))  # type: ignore[arg-type]
    elif place.kind == "map":
        page.choose(Selection("title") if is_on_canvas(place) else NOTHING)
    if place.kind in _REGISTERS:
        page.show_field(place.id, path_of(place))
    elif place.kind in _ON_CANVAS and not (is_on_canvas(place) and _is_seen(page, place)):
        page.show_field("", path_of(place))


def is_on_canvas(place: TextPlace) -> bool:
    """Tell whether the text at ``place`` is drawn on the canvas where its holder is shown."""
    return place.field in _ON_CANVAS.get(place.kind, ())


def _is_seen(page: MapPage, place: TextPlace) -> bool:
    """Tell whether what holds the text is on the sheet: not in a hidden lane or phase."""
    index = page.canvas.frame.index
    match place.kind:
        case "item":
            return index.find(place.id) is not None
        case "phase":
            return index.phase_of(place.id) is not None
        case "step":
            return index.column(place.id) is not None
        case "lane":
            return index.row(place.id) is not None
    return True


def path_of(place: TextPlace) -> str:
    """Return the field of the inspector that shows the text at ``place``."""
    return f"about.{place.field}" if place.kind == "map" else place.field
