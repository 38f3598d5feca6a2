"""What a screen reader hears of the canvas: names, roles and places of all that is painted."""

from __future__ import annotations

import weakref
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QRectF
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QColor,
)
from PySide6.QtWidgets import QAccessibleWidget

from model.cards import CellItem, Feeling, Metric
from model.chains import link_by_id
from model.course import step_names, ways_of, ways_words
from model.find import item_place, lane_by_id, phase_by_id, phase_of_step, step_by_id
from model.journey import JourneyMap
from model.lanes import FeelingsLane, Lane
from model.layout.sheet import PhaseBand, Row
from widgets.canvas.folding import as_seen, is_folded
from widgets.canvas.gestures.drag_feeling import feeling_words
from widgets.canvas.highlights import header_rect
from widgets.canvas.index import ITEM_KINDS
from widgets.canvas.link_lines import link_bounds, link_of
from widgets.canvas.selection import Selection
from widgets.canvas.stage import Words
from widgets.overrides import guarded

if TYPE_CHECKING:
    from widgets.canvas.canvas import Canvas

_ROLES = {
    "title": QAccessible.Role.Heading,
    "phases": QAccessible.Role.ColumnHeader,
    "steps": QAccessible.Role.ColumnHeader,
    "lanes": QAccessible.Role.RowHeader,
    "items": QAccessible.Role.ListItem,
    "cell": QAccessible.Role.Cell,
    "links": QAccessible.Role.Link,
}


class CanvasVoice:
    """The parts of one canvas as screen readers know them, made when asked for."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = weakref.ref(canvas)  # interfaces outlive widgets; they must not keep them
        self._order: tuple[Selection, ...] | None = None
        self._places: dict[Selection, int] = {}
        self._parts: dict[Selection, _Part] = {}
        _install()

    @property
    def canvas(self) -> Canvas:
        """The canvas it speaks for."""
        canvas = self._canvas()
        assert canvas is not None, "asked after the canvas was gone"
        return canvas

    @property
    def is_alive(self) -> bool:
        """Whether there still is a canvas to speak for."""
        return self._canvas() is not None

    @property
    def order(self) -> tuple[Selection, ...]:
        """All parts in reading order: title, phases with their steps, then lane by lane."""
        if self._order is None:
            self._order = tuple(_reading_order(self.canvas))
            self._places = {part: at for at, part in enumerate(self._order)}
            self._drop_gone()
        return self._order

    def forget(self) -> None:
        """The map changed: what there is must be looked up anew."""
        self._order = None

    def place(self, part: Selection) -> int:
        """Return where in the order a part stands, -1 where it does not."""
        return self._places.get(part, -1) if self.order else -1

    def part(self, at: int) -> QAccessibleInterface | None:
        """Return the interface of the part at a place."""
        if not 0 <= at < len(self.order):
            return None
        key = self.order[at]
        if key not in self._parts:
            made = _Part(self, key)
            QAccessible.registerAccessibleInterface(made)
            self._parts[key] = made
        return self._parts[key]

    def current(self) -> int:
        """Return the place of what is chosen, -1 for none."""
        selection = self.canvas.selection
        if selection.kind == "nothing":
            return -1
        if selection.kind not in ("cell", "title"):
            selection = Selection(selection.kind, selection.ids[-1:])
        seen = as_seen(self.canvas.frame.index, self.canvas.shown, selection)
        place = self.place(seen)
        if place < 0 and seen.cell is not None:  # it lies in a collapsed strip
            return self.place(Selection("lanes", seen.ids[:1]))
        return place

    def tell_focus(self) -> None:
        """Say what is chosen now, if anybody listens."""
        if not QAccessible.isActive() or not self.canvas.hasFocus():
            return
        event = QAccessibleEvent(self.canvas, QAccessible.Event.Focus)
        event.setChild(self.current())
        QAccessible.updateAccessibility(event)

    def announce(self, text: str) -> None:
        """Say ``text``, if anybody listens."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.canvas, text))

    def announce_place(self) -> None:
        """Say where what is chosen hangs now, after it was moved."""
        parts = self.canvas.selection
        if parts.kind != "items" or parts.current is None:
            return
        canvas = self.canvas
        current = Selection("items", (parts.current,))
        self.announce(
            canvas.words(
                "canvas.moved_to",
                place=part_place(canvas.shown, canvas.words, current),
                count=len(parts.ids),
            )
        )

    def rect(self, part: Selection) -> QRectF | None:
        """Return where a part shows, px of the viewport."""
        frame = self.canvas.frame
        if part.kind == "title":
            return frame.title_rect()
        if part.cell is not None:
            cell = frame.index.cell_of(*part.cell)
            return None if cell is None else frame.cell_rect(cell)
        if part.kind == "items":
            spot = frame.index.find(part.ids[0])
            return None if spot is None else frame.item_rect(spot)
        if part.kind == "links":
            link = link_of(frame.sheet, part.ids[0])
            return None if link is None else frame.area_rect(link_bounds(link))
        return header_rect(frame, part.kind, part.ids[0])

    def _drop_gone(self) -> None:
        for key in [key for key in self._parts if key not in self._places]:
            part = self._parts.pop(key)
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(part))


@guarded
class _CanvasInterface(QAccessibleWidget):
    """The canvas as a list of its parts."""

    def __init__(self, canvas: Canvas, voice: CanvasVoice) -> None:
        super().__init__(canvas, QAccessible.Role.List)
        self._voice = voice

    def childCount(self) -> int:  # noqa: N802 - Qt's name
        """How many parts there are."""
        return len(self._voice.order)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return the part at a place."""
        return self._voice.part(index)

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: N802
        """Return the place of a part."""
        return self._voice.place(child.key) if isinstance(child, _Part) else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # noqa: N802
        """Return the part at a point of the screen."""
        for at in range(self.childCount() - 1, -1, -1):
            part = self._voice.part(at)
            if part is not None and part.rect().contains(x, y):
                return part
        return None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]  # noqa: N802
        """Return what is chosen."""
        return self._voice.part(self._voice.current())


@guarded
class _Part(QAccessibleInterface):
    """One header, item or empty cell."""

    def __init__(self, voice: CanvasVoice, key: Selection) -> None:
        super().__init__()
        self._voice = voice
        self.key = key

    def isValid(self) -> bool:  # noqa: N802
        """Tell whether it is still on the canvas."""
        return self._voice.is_alive and self._voice.rect(self.key) is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        """Return none: it is painted, not a widget."""
        return None

    def parent(self) -> QAccessibleInterface:
        """Return the canvas."""
        return QAccessible.queryAccessibleInterface(self._voice.canvas)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # noqa: ARG002
        """Return none: parts have no parts."""
        return None

    def childCount(self) -> int:  # noqa: N802
        """Return 0."""
        return 0

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # noqa: N802, ARG002
        """Return none."""
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: N802, ARG002
        """Return -1."""
        return -1

    def role(self) -> QAccessible.Role:
        """Return what it is."""
        return _ROLES[self.key.kind]

    def text(self, kind: QAccessible.Text) -> str:
        """Return its words, or where it hangs."""
        canvas = self._voice.canvas
        if kind == QAccessible.Text.Name:
            return part_name(canvas.shown, canvas.words, self.key)
        if kind == QAccessible.Text.Description:
            return part_place(canvas.shown, canvas.words, self.key)
        if kind == QAccessible.Text.Value:
            return part_value(canvas.shown, self.key)
        return ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:  # noqa: N802
        """Do nothing: text is written in the editor."""

    def state(self) -> QAccessible.State:
        """Return whether it is chosen and in sight."""
        canvas = self._voice.canvas
        state = QAccessible.State()
        state.selectable = True
        state.focusable = True
        selection = canvas.selection
        is_chosen = (
            selection == self.key
            if self.key.kind in ("cell", "title")
            else selection.has(self.key.kind, self.key.ids[0])
        )
        state.selected = is_chosen
        state.focused = is_chosen and canvas.hasFocus() and self._voice.current() >= 0
        if self.key.kind in ("phases", "lanes"):
            state.expandable = True
            part = self._header()
            state.collapsed = part is not None and part.is_collapsed
            state.expanded = not state.collapsed
        rect = self._voice.rect(self.key)
        state.offscreen = rect is None or not rect.intersects(canvas.frame.window)
        return state

    def _header(self) -> PhaseBand | Row | None:
        index = self._voice.canvas.frame.index
        find = index.phase_of if self.key.kind == "phases" else index.row
        return find(self.key.ids[0])

    def rect(self) -> QRect:
        """Return where it shows on the screen."""
        rect = self._voice.rect(self.key)
        if rect is None:
            return QRect()
        viewport = self._voice.canvas.viewport()
        box = rect.toAlignedRect()
        return QRect(viewport.mapToGlobal(box.topLeft()), box.size())

    def foregroundColor(self) -> QColor:  # noqa: N802
        """Return the colour of text."""
        return self._voice.canvas.colour("text")

    def backgroundColor(self) -> QColor:  # noqa: N802
        """Return the colour of paper."""
        return self._voice.canvas.colour("paper")


def part_name(journey: JourneyMap, words: Words, part: Selection) -> str:
    """Return what a part says, or what it is where it says nothing."""
    if part.kind == "title":
        return journey.about.title or words("canvas.empty.title")
    if part.kind == "cell":
        return words("canvas.empty.cell")
    if part.kind == "items":
        place = item_place(journey, part.ids[0])
        return _item_name(place.item, place.lane, words) if place else ""
    if part.kind == "links":
        return link_name(journey, words, part.ids[0])
    finders = {"phases": phase_by_id, "steps": step_by_id, "lanes": lane_by_id}
    held = finders[part.kind](journey, part.ids[0])
    return (held.name if held else "") or words(f"canvas.empty.{part.kind}")


def part_value(journey: JourneyMap, part: Selection) -> str:
    """Return the number of a feeling (-2 to 2) or metric, "" for all else."""
    place = item_place(journey, part.ids[0]) if part.kind == "items" else None
    match place.item if place else None:
        case Feeling() as feeling:
            return f"{feeling.value:g}"
        case Metric(actual=float() | int() as actual):
            return f"{actual:g}"
    return ""


def link_name(journey: JourneyMap, words: Words, link_id: str) -> str:
    """Return what a link says: its two cards, and its label."""
    link = link_by_id(journey, link_id)
    if link is None:
        return ""
    ends = [
        part_name(journey, words, Selection("items", (end,))) for end in (link.source, link.target)
    ]
    name = words("canvas.link", source=ends[0], target=ends[1])
    return f"{name}: {link.label}" if link.label else name


def part_place(journey: JourneyMap, words: Words, part: Selection) -> str:
    """Return where a part hangs, its phase, step and lane; of a step where one may go from it."""
    if part.kind == "items":
        place = item_place(journey, part.ids[0])
        cell = (place.lane.id, place.step_id) if place else None
    else:
        cell = part.cell
    if cell is None:
        kind = words(f"canvas.kind.{part.kind}")
        ways = ways_of(journey.phases).get(part.ids[0]) if part.kind == "steps" else None
        return f"{kind}, {ways_words(words, ways, step_names(words, journey))}" if ways else kind
    lane, step = lane_by_id(journey, cell[0]), step_by_id(journey, cell[1])
    phase = phase_of_step(journey, cell[1])
    return words(
        "canvas.place",
        lane=(lane.name if lane else "") or words("canvas.empty.lanes"),
        step=(step.name if step else "") or words("canvas.empty.steps"),
        phase=(phase.name if phase else "") or words("canvas.empty.phases"),
    )


def _item_name(item: CellItem, lane: Lane, words: Words) -> str:
    if isinstance(item, Feeling):
        levels = lane.levels if isinstance(lane, FeelingsLane) else ()
        return ": ".join(part for part in (feeling_words(item.value, levels), item.label) if part)
    if isinstance(item, Metric):
        return item.name or words("canvas.empty.items")
    text = getattr(item, "text", None) or getattr(item, "caption", "")
    return str(text) or words("canvas.empty.items")


def _reading_order(canvas: Canvas) -> list[Selection]:
    sheet = canvas.sheet
    parts = [Selection("title")] if sheet.title is not None else []
    for band in sheet.phases:
        parts.append(Selection("phases", (band.phase_id,)))
        parts += [
            Selection("steps", (column.step_id,))
            for column in sheet.columns
            if column.phase_id == band.phase_id
        ]
    for row, cells in zip(sheet.rows, sheet.cells, strict=True):
        parts.append(Selection("lanes", (row.lane_id,)))
        for cell in cells:
            if is_folded(canvas.frame.index, cell):
                continue
            ids = [p.block.id for p in cell.contents if p.block.kind in ITEM_KINDS]
            parts += [Selection("items", (item_id,)) for item_id in ids]
            if not ids:
                parts.append(Selection("cell", (cell.lane_id, cell.step_id)))
    parts += [Selection("links", (link.id,)) for link in sheet.links if link.is_shown]
    return parts


def _make_interface(key: str, widget: QObject | None) -> QAccessibleInterface | None:  # noqa: ARG001
    voice = getattr(widget, "voice", None)
    return _CanvasInterface(voice.canvas, voice) if isinstance(voice, CanvasVoice) else None


@cache
def _install() -> None:
    QAccessible.installFactory(_make_interface)
