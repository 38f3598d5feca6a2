"""The outline: the map as a tree, the accessible twin of the canvas.

What it shows is brought up to date by comparison: only the branches whose values are other
objects than before are made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from time import perf_counter
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from model.cards import Card, CellItem, Feeling, Metric, Passage, Picture
from model.find import item_place, lane_by_id, phase_by_id, step_by_id
from model.journey import JourneyMap, Phase, Step
from model.lanes import Lane
from widgets.canvas.selection import NOTHING, Selection, SelectionKind, item_selection
from widgets.document import OpenDocument
from widgets.icons import make_icon
from widgets.language import Language
from widgets.overrides import guarded
from widgets.search_line import SearchLine

_KEY = Qt.ItemDataRole.UserRole
_WHOLE = Qt.ItemDataRole.UserRole + 1  # the text where only its beginning is shown
_MAX_WORDS = 90
_SEARCH_PAUSE_MS = 150
# More items than this are shown lane by lane, so long at a time.
_AT_ONCE = 1500
_FILL_SECONDS = 0.008
_ICONS = {
    "cards": "sticky-note",
    "feelings": "smile",
    "metrics": "gauge",
    "text": "text",
    "images": "image",
}
# What tells whether an entry of a kind is still in the map.
_FINDERS: dict[SelectionKind, Callable[[JourneyMap, str], object]] = {
    "phases": phase_by_id,
    "steps": step_by_id,
    "lanes": lane_by_id,
    "items": item_place,
}
Key = tuple[SelectionKind, str]


@guarded
class Outline(QFrame):
    """The tree and the search above it.

    Attributes:
        chosen: The user chose this, in the tree or by going from hit to hit.
        opened: Enter or a double click on this.
        left: The user is done here.
    """

    chosen = Signal(object)
    opened = Signal(object)
    left = Signal()

    def __init__(
        self, document: OpenDocument, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._language = language
        self._entries: dict[Key, QTreeWidgetItem] = {}  # ids are unique only within their kind
        self._orders: dict[int, list[Key]] = {}  # the children of each entry, and of the roots
        self._seen_phases: tuple[Phase, ...] | None = None
        self._seen: dict[str, Lane] = {}
        self._cells: dict[str, Mapping[str, tuple[CellItem, ...]]] = {}
        self.search = SearchLine(document, self)
        self.search.stepped.connect(self._go_to_hit)
        self.search.left.connect(self.left)
        self.hits = QLabel(self)
        self.hits.setTextFormat(Qt.TextFormat.PlainText)
        self.hits.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SEARCH_PAUSE_MS)
        self._pause.timeout.connect(self.search_now)
        self.search.textChanged.connect(self._pause.start)
        self._fill = QTimer(self)
        self._fill.setSingleShot(True)
        self._fill.setInterval(0)
        self._fill.timeout.connect(self._fill_on)
        self.tree = _Tree(self)
        self._phases = self._root()
        self._lanes = self._root()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 0, 0)
        column.setSpacing(6)
        top = QVBoxLayout()
        top.setContentsMargins(0, 0, 8, 0)
        top.addWidget(self.search)
        top.addWidget(self.hits)
        column.addLayout(top)
        column.addWidget(self.tree, 1)
        document.changed.connect(self._changed)
        language.changed.connect(self.retranslate)
        self.tree.itemSelectionChanged.connect(self._chosen)
        self.tree.itemActivated.connect(self._opened)
        self.tree.left.connect(self.left)
        self.retranslate()

    def show_selection(self, selection: Selection) -> None:
        """Mark in the tree what is chosen, without telling of it."""
        if selection == self._selection():
            return
        if selection.kind == "cell":
            selection = Selection("lanes", selection.ids[:1])
        keys = [(selection.kind, held) for held in selection.ids]
        if any(key not in self._entries for key in keys):
            self._fill_all()
        entries = [self._entries[key] for key in keys if key in self._entries]
        with QSignalBlocker(self.tree):
            self.tree.selectionModel().select(
                self.tree.ranges_of(entries), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            if entries:
                self.tree.setCurrentItem(entries[-1], 0, QItemSelectionModel.SelectionFlag.NoUpdate)
                self.tree.scrollToItem(entries[-1])

    def retranslate(self) -> None:
        """Word everything anew."""
        words = self._language
        self.search.setPlaceholderText(words("window.outline.filter"))
        self.search.setAccessibleName(words("window.outline.filter"))
        self.tree.setAccessibleName(words("window.outline.tree"))
        self._phases.setText(0, words("window.outline.phases"))
        self._lanes.setText(0, words("window.outline.lanes"))
        self._seen_phases = None
        self._sync(self._document.value)
        self._tell_hits(self._found())

    def recolour(self) -> None:
        """Draw the icons anew."""
        self._seen_phases = None
        self._sync(self._document.value)

    def search_now(self) -> None:
        """Show only what holds the searched words, and what it stands under."""
        self._pause.stop()
        self._fill_all()
        wanted = self._wanted()
        for root in (self._phases, self._lanes):
            _filter(root, wanted)
            root.setHidden(False)
        self._tell_hits(self._found())

    def _wanted(self) -> list[str]:
        return self.search.text().casefold().split()

    def _found(self) -> list[QTreeWidgetItem]:
        """Return what holds the searched words itself, from top to bottom."""
        wanted = self._wanted()
        entries = (entry for root in (self._phases, self._lanes) for entry in _below(root))
        return [entry for entry in entries if wanted and _holds(entry, wanted)]

    def _go_to_hit(self, step: int) -> None:
        """Choose the next hit (1) or the one before (-1), round and round."""
        self.search_now()
        hits = self._found()
        if not hits:
            return
        current = self.tree.currentItem()
        if current in hits and current.isSelected():
            hit = hits[(hits.index(current) + step) % len(hits)]
        else:
            hit = hits[0 if step > 0 else -1]
        self.tree.setCurrentItem(hit)
        self.tree.scrollToItem(hit)
        self._tell_hits(hits)

    def _tell_hits(self, hits: list[QTreeWidgetItem]) -> None:
        words, current = self._language, self.tree.currentItem()
        self.hits.setVisible(bool(self._wanted()))
        if not hits:
            self.hits.setText(words("window.outline.no_hit"))
        elif current in hits and current.isSelected():
            place = hits.index(current) + 1
            self.hits.setText(words("window.outline.hit", number=place, count=len(hits)))
        else:
            self.hits.setText(words("window.outline.hits", count=len(hits)))
        self.search.setAccessibleDescription(self.hits.text() if self._wanted() else "")

    def _changed(self, _before: JourneyMap, after: JourneyMap) -> None:
        with QSignalBlocker(self.tree):
            self._sync(after)
        if self.search.text():
            self.search_now()

    def _sync(self, journey: JourneyMap) -> None:
        """Make the tree show ``journey``, touching only what differs."""
        with QSignalBlocker(self.tree):
            if self._seen_phases is not journey.phases:
                self._seen_phases = journey.phases
                self._seen.clear()  # lanes are sorted by step
                self._cells.clear()
                self._order(self._phases, [("phases", phase.id) for phase in journey.phases])
                for number, phase in enumerate(journey.phases):
                    self._show_phase(phase, number)
                self._number_steps(journey)
            self._order(self._lanes, [("lanes", lane.id) for lane in journey.lanes])
            stale = self._stale_lanes()
            if sum(map(_count, stale)) > _AT_ONCE:
                self._fill.start()
            else:
                self._show_lanes(stale)

    def _stale_lanes(self) -> list[Lane]:
        """Return the lanes that are shown as they were, or not yet."""
        lanes = self._document.value.lanes
        return [lane for lane in lanes if self._seen.get(lane.id) is not lane]

    def _show_lanes(self, lanes: Iterable[Lane]) -> None:
        for lane in lanes:
            self._seen[lane.id] = lane
            self._show_lane(lane, self._document.value)

    def _fill_on(self) -> None:
        """Show some of the lanes that wait: thousands of entries at once would stop the window."""
        deadline = perf_counter() + _FILL_SECONDS
        with QSignalBlocker(self.tree):
            stale = self._stale_lanes()
            while stale and perf_counter() < deadline:
                self._show_lanes((stale.pop(0),))
        if stale:
            self._fill.start()
        elif self._wanted():
            self.search_now()

    def _fill_all(self) -> None:
        """Show all lanes now, for those who look into them."""
        if self._fill.isActive():
            self._fill.stop()
            with QSignalBlocker(self.tree):
                self._show_lanes(self._stale_lanes())

    def _show_phase(self, phase: Phase, number: int) -> None:
        entry = self._entries["phases", phase.id]
        entry.setText(0, phase.name or self._language("window.new.phase", number=number + 1))
        self._show_hidden(entry, is_hidden=not phase.is_visible)
        self._order(entry, [("steps", step.id) for step in phase.steps])

    def _number_steps(self, journey: JourneyMap) -> None:
        for number, step in enumerate(journey.steps):
            self._entries["steps", step.id].setText(0, self._step_name(step, number))

    def _step_name(self, step: Step, number: int) -> str:
        return step.name or self._language("window.outline.step", number=number + 1)

    def _show_lane(self, lane: Lane, journey: JourneyMap) -> None:
        entry = self._entries["lanes", lane.id]
        entry.setText(0, lane.name or self._language("window.outline.no_name"))
        entry.setIcon(0, make_icon(_ICONS[lane.kind], self.palette(), size=15))
        self._show_hidden(entry, is_hidden=not lane.is_visible)
        cells: list[tuple[Step, tuple[CellItem, ...]]] = [
            (step, lane.cells.get(step.id, ())) for step in journey.steps
        ]
        items = [item for _, held in cells for item in held]
        self._order(entry, [("items", item.id) for item in items])
        before = self._cells.get(lane.id, {})
        self._cells[lane.id] = lane.cells
        for step, held in cells:
            known = before.get(step.id, ())
            if known is held:
                continue
            same = {id(item) for item in known}
            for item in (item for item in held if id(item) not in same):
                text = self._item_text(item)
                shown = self._entries["items", item.id]
                shown.setText(0, _shortened(text))
                shown.setData(0, _WHOLE, text)
                shown.setData(
                    0, Qt.ItemDataRole.AccessibleDescriptionRole, f"{lane.name}, {step.name}"
                )

    def _show_hidden(self, entry: QTreeWidgetItem, *, is_hidden: bool) -> None:
        """Grey what is not shown on the canvas, and say so."""
        grey = self.palette().brush(QPalette.ColorRole.PlaceholderText)
        entry.setData(0, Qt.ItemDataRole.ForegroundRole, grey if is_hidden else None)
        said = self._language("window.outline.hidden") if is_hidden else ""
        entry.setData(0, Qt.ItemDataRole.AccessibleDescriptionRole, said)
        entry.setToolTip(0, said)

    def _item_text(self, item: CellItem) -> str:
        empty = self._language("window.outline.empty_card")
        match item:
            case Card() | Passage():
                return item.text or empty
            case Feeling():
                sign = "+" if item.value > 0 else ""
                value = f"{sign}{self._language.number(item.value)}"
                return f"{value}  {item.label or item.comment}".strip()
            case Metric():
                return item.name or empty
            case Picture():
                return item.caption or self._language("window.inspector.picture")

    def _order(self, parent: QTreeWidgetItem, keys: list[Key]) -> None:
        """Give ``parent`` exactly these children in this order, keeping those it has."""
        if self._orders.get(id(parent)) == keys:
            return
        children = _children(parent)
        wanted = set(keys)
        for child in children:
            if child.data(0, _KEY) not in wanted:
                parent.removeChild(child)
                self._forget(child)
        for number, key in enumerate(keys):
            held = parent.child(number)
            if held is None or held.data(0, _KEY) != key:
                self._put(parent, number, key)
        self._orders[id(parent)] = keys

    def _put(self, parent: QTreeWidgetItem, number: int, key: Key) -> None:
        entry = self._entries.get(key)
        if entry is None:
            entry = QTreeWidgetItem()
            entry.setData(0, _KEY, key)
            self._entries[key] = entry
        is_open, is_selected = entry.isExpanded(), entry.isSelected()
        before = entry.parent()
        if before is not None:
            before.removeChild(entry)
            self._orders.pop(id(before), None)
        parent.insertChild(number, entry)
        entry.setExpanded(is_open or key[0] == "phases")
        entry.setSelected(is_selected)

    def _forget(self, entry: QTreeWidgetItem) -> None:
        key = entry.data(0, _KEY)
        if _FINDERS[key[0]](self._document.value, key[1]) is not None:
            return  # it moves to a phase or lane whose turn is still to come
        self._entries.pop(key, None)
        self._orders.pop(id(entry), None)
        if key[0] == "lanes":
            self._seen.pop(key[1], None)
            self._cells.pop(key[1], None)
        for child in _children(entry):
            entry.removeChild(child)
            self._forget(child)

    def _chosen(self) -> None:
        selection = self._selection()
        if selection is not NOTHING:
            self.chosen.emit(selection)

    def _selection(self) -> Selection:
        keys: list[Any] = [entry.data(0, _KEY) for entry in self.tree.selectedItems()]
        keys = [key for key in keys if key is not None]
        if not keys:
            return NOTHING
        current = self.tree.currentItem()
        kind = (current.data(0, _KEY) or keys[-1])[0] if current else keys[-1][0]
        ids = [item_id for held, item_id in keys if held == kind]
        return item_selection(ids) if kind == "items" else Selection(kind, tuple(ids))

    def _opened(self, entry: QTreeWidgetItem) -> None:
        key = entry.data(0, _KEY)
        if key is not None:
            self.opened.emit(Selection(key[0], (key[1],)))

    def _root(self) -> QTreeWidgetItem:
        root = QTreeWidgetItem(self.tree)
        root.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = QFont(self.font())
        font.setBold(True)
        root.setFont(0, font)
        root.setExpanded(True)
        return root


@guarded
class _Tree(QTreeWidget):
    """A quiet tree whose Enter opens, and which leaves Delete and the like to the window."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformRowHeights(True)
        self.setIndentation(15)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, palette.color(palette.ColorRole.Window))
        self.viewport().setAutoFillBackground(False)

    def ranges_of(self, entries: list[QTreeWidgetItem]) -> QItemSelection:
        """Return ``entries`` as ranges: choosing thousands one by one takes seconds."""
        rows: dict[int, tuple[QTreeWidgetItem, list[int]]] = {}
        for entry in entries:
            parent = entry.parent()
            if parent is not None:
                rows.setdefault(id(parent), (parent, []))[1].append(parent.indexOfChild(entry))
        made = QItemSelection()
        for parent, numbers in rows.values():
            place = self.indexFromItem(parent)
            for first, last in _runs(sorted(numbers)):
                model = self.model()
                made.select(model.index(first, 0, place), model.index(last, 0, place))
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Let Enter activate on every platform (macOS would not), and Escape leave."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem():
            self.itemActivated.emit(self.currentItem(), 0)
            return
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Return (first, last) of each run of numbers without a gap."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _count(lane: Lane) -> int:
    return sum(map(len, lane.cells.values()))


def _children(entry: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = (entry.child(number) for number in range(entry.childCount()))
    return [child for child in found if child is not None]


def _filter(entry: QTreeWidgetItem, wanted: list[str]) -> bool:
    """Hide ``entry`` unless it or something below holds all words; tell whether it stays."""
    is_own = _holds(entry, wanted)
    has_child = False
    for child in _children(entry):
        has_child = _filter(child, [] if is_own else wanted) or has_child
    entry.setHidden(not (is_own or has_child))
    if wanted and has_child and not is_own:
        entry.setExpanded(True)
    return is_own or has_child


def _holds(entry: QTreeWidgetItem, wanted: list[str]) -> bool:
    text = (entry.data(0, _WHOLE) or entry.text(0)).casefold()
    return all(word in text for word in wanted)


def _below(entry: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    for child in _children(entry):
        yield child
        yield from _below(child)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MAX_WORDS else line[: _MAX_WORDS - 1] + "\u2026"
