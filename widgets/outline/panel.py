"""The panel of the outline: the tree, the search above it, and what both do to the map."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import partial

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QVBoxLayout, QWidget

from model.cards import Feeling
from model.edits import remove_entry, set_entry, set_item
from model.edits.channels import rename_channel
from model.find import item_by_id, item_places, lane_by_id
from model.journey import JourneyMap
from widgets.canvas.selection import NOTHING, Selection
from widgets.canvas.targets import target_of
from widgets.document import OpenDocument
from widgets.lagging import Lagging
from widgets.language import Language
from widgets.outline.branches import ENTRIES, Key, keys_of, selection_of
from widgets.outline.model import OutlineModel
from widgets.outline.moves import Move, step_by
from widgets.outline.tree import OutlineTree
from widgets.overrides import guarded
from widgets.pausing import pause_before
from widgets.search_line import SearchLine

_SEARCH_PAUSE_MS = 150
_UNFOLDED_HITS = 200
_UNFOLDED_ITEMS = 200  # of a lane; more are unfolded cell by cell
_FIRST_UNFOLDED: tuple[Key, ...] = (("all_phases",), ("all_lanes",))
_MANY_MARKED = 200
_STEP = 0.5  # of a feeling, as dragging on the canvas snaps
_NO_KEY: Key = ()
# What Alt with the arrows does to rows as they stand in the tree, as actions of the window.
_MOVES = {
    ("phases", -1): "move_left", ("phases", 1): "move_right",
    ("steps", -1): "move_left", ("steps", 1): "move_right",
    ("lanes", -1): "move_up", ("lanes", 1): "move_down",
    ("items", -1): "move_left", ("items", 1): "move_right",
}  # fmt: skip
_ENTRY_NOUNS = {
    "persona": "persona",
    "source": "evidence",
    "view": "view",
    "round": "round",
    "channel": "channel",
}
_NAME_FIELDS = {"source": "title", "round": "question"}


@guarded
class Outline(QFrame):
    """The tree and the search above it.

    Attributes:
        chosen: The user chose this, in the tree or by going from hit to hit.
        opened: Enter or a double click on this.
        entry_chosen: A persona or source was chosen, by its id.
        entry_opened: Enter or a double click on one, or on a view: (kind of row, id).
        action_asked: An action of the window is asked for by its id.
        person_asked: ``(what, id)``: a persona is to be copied or cut, or another pasted behind.
        menu_asked: ``(kind of row, global position)``: a menu on what is chosen is asked for.
        left: The user is done here.
        lag: What lets it wait while letters are typed on the canvas.
    """

    chosen = Signal(object)
    opened = Signal(object)
    entry_chosen = Signal(str)
    entry_opened = Signal(str, str)
    action_asked = Signal(str)
    person_asked = Signal(str, str)
    menu_asked = Signal(str, QPoint)
    left = Signal()

    def __init__(
        self, document: OpenDocument, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._language = language
        self._selection = NOTHING
        self._unfolded: set[Key] = set(_FIRST_UNFOLDED)
        self._unfolded |= {("phases", phase.id) for phase in document.value.phases}
        self._is_bringing = False
        self._unmarked: dict[Key, None] = {}  # chosen, in cells nobody has unfolded
        self._has_other_rows = False
        self.search = SearchLine(document, self)
        self.hits = QLabel(self)
        self.hits.setTextFormat(Qt.TextFormat.PlainText)
        self.hits.setWordWrap(True)
        self.hits.hide()
        self._pause = pause_before(self.search_now, _SEARCH_PAUSE_MS, self)
        self.tree = OutlineTree(language, self)
        self.model = OutlineModel(document.value, language, self.tree)
        self.tree.setModel(self.model)
        self.lag = Lagging(document, self._changed, self)
        self._arrange()
        self._connect()
        self.retranslate()

    def show_selection(self, selection: Selection) -> None:
        """Mark in the tree what is chosen, without telling of it."""
        self.lag.catch_up()
        if selection != self._selection:
            is_entry = self._current()[:1] and self._current()[0] in ENTRIES
            self._selection = selection
            if selection is not NOTHING or not is_entry:
                self._mark()

    def selected_keys(self) -> list[Key]:
        """Return what the marked rows stand for, and those to be marked once they are seen."""
        marked = self.tree.selectionModel().selectedIndexes()
        return [*self._unmarked, *(self.model.key_of(index) for index in marked)]

    def retranslate(self) -> None:
        """Word everything anew."""
        words = self._language
        self.search.setPlaceholderText(words("window.outline.filter"))
        self.search.setAccessibleName(words("window.outline.filter"))
        self.tree.setAccessibleName(words("window.outline.tree"))
        self.tree.setAccessibleDescription(words("window.outline.keys"))
        self._show_anew()

    def recolour(self) -> None:
        """Draw the icons anew."""
        self._show_anew()

    def search_now(self) -> None:
        """Show only what holds the searched words, and what it stands under."""
        self._pause.stop()
        with self._bringing():
            if self.model.search(self.search.text()):
                self._unfold()
                self._mark()
        self._tell_hits()

    # The search

    def _go_to_hit(self, step: int) -> None:
        """Choose the next hit (1) or the one before (-1), round and round."""
        self.search_now()
        hits = self.model.hits
        if not hits:
            return
        current = self._current()
        if current in hits and current in self.selected_keys():
            hit = hits[(hits.index(current) + step) % len(hits)]
        else:
            hit = hits[0 if step > 0 else -1]
        index = self.model.index_of(hit)
        self.tree.setCurrentIndex(index)
        self.tree.scrollTo(index)
        self._tell_hits()

    def _tell_hits(self) -> None:
        words, current, hits = self._language, self._current(), self.model.hits
        self.hits.setVisible(self.model.is_filtered)
        if not hits:
            self.hits.setText(words("window.outline.no_hit"))
        elif current in hits and self.tree.selectionModel().isSelected(self.tree.currentIndex()):
            place = hits.index(current) + 1
            self.hits.setText(words("window.outline.hit", number=place, count=len(hits)))
        else:
            self.hits.setText(words("window.outline.hits", count=len(hits)))
        self.search.setAccessibleDescription(self.hits.text() if self.model.is_filtered else "")

    def _type(self, letters: str) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.setText(letters)

    def _enter_tree(self) -> None:
        """Go from the search to its first hit, or to the row one was at."""
        self.search_now()
        hits = self.model.hits
        if hits and self._current() not in hits:
            self.tree.setCurrentIndex(self.model.index_of(hits[0]))
        self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Following the map and the canvas

    def _changed(self, _before: JourneyMap, after: JourneyMap) -> None:
        with self._bringing():
            self._has_other_rows = False
            self.model.show(after)
            if self._has_other_rows:
                self._unfold()
                self._mark()
        if self.model.is_filtered:
            self._tell_hits()

    def _show_anew(self) -> None:
        with self._bringing():
            self.model.show(self._document.value)
            self.model.make_anew()
            self._unfold()
            self._mark()
        self._tell_hits()

    def _mark(self) -> None:
        """Mark the rows of what is chosen and show the current one."""
        keys = keys_of(self._document.value, self._selection)
        chosen = self.tree.selectionModel()
        seen = self._seen_of(keys)
        with self._bringing():
            # The tree goes through thousands of rows, one by one, to find what to paint.
            silence = QSignalBlocker(chosen) if len(keys) > _MANY_MARKED else nullcontext()
            with silence:
                chosen.select(
                    self.model.ranges_of(seen), QItemSelectionModel.SelectionFlag.ClearAndSelect
                )
            self.tree.viewport().update()
            current = self.model.index_of(keys[-1]) if keys else QModelIndex()
            if current.isValid():
                chosen.setCurrentIndex(current, QItemSelectionModel.SelectionFlag.NoUpdate)
                self.tree.scrollTo(current)

    def _seen_of(self, keys: list[Key]) -> list[Key]:
        """Return which of ``keys`` to mark: of thousands of items those in cells that are unfolded.

        The tree looks through all that is marked for every row it paints.
        """
        self._unmarked.clear()
        if len(keys) <= _MANY_MARKED or keys[0][0] != "items" or self.model.is_filtered:
            return keys
        places = item_places(self._document.value, [key[1] for key in keys])
        folded = [
            place
            for place in places
            if ("cell", place.lane.id, place.step_id) not in self._unfolded
        ]
        self._unmarked = dict.fromkeys(("items", place.item.id) for place in folded)
        return [key for key in keys if key not in self._unmarked]

    def _mark_below(self, key: Key) -> None:
        """Mark what is chosen in a cell that is unfolded now."""
        if key[0] != "cell" or not self._unmarked:
            return
        lane = lane_by_id(self._document.value, key[1])
        held = lane.cells.get(key[2], ()) if lane is not None else ()
        keys = [("items", item.id) for item in held if ("items", item.id) in self._unmarked]
        for each in keys:
            del self._unmarked[each]
        with self._bringing():
            self.tree.selectionModel().select(
                self.model.ranges_of(keys), QItemSelectionModel.SelectionFlag.Select
            )

    def _unfold(self) -> None:
        """Unfold what was, and while a search hides the rest, what leads to the first hits."""
        for key in sorted(self._unfolded, key=len):
            index = self.model.index_of(key)
            if index.isValid():
                self.tree.expand(index)
        for key in self.model.hits[:_UNFOLDED_HITS]:
            above = self.model.index_of(key).parent()
            while above.isValid() and not self.tree.isExpanded(above):
                self.tree.expand(above)
                above = above.parent()

    def _note_unfolded(self, index: QModelIndex) -> None:
        key = self.model.key_of(index)
        if not self.model.is_filtered:
            self._unfolded.add(key)
        self._mark_below(key)
        if key[0] == "lanes" and not self.model.is_filtered and self._is_small(key[1]):
            for row in range(self.model.rowCount(index)):  # the cards are what one looks for
                self.tree.expand(self.model.index(row, 0, index))

    def _is_small(self, lane_id: str) -> bool:
        lane = lane_by_id(self._document.value, lane_id)
        return lane is not None and sum(map(len, lane.cells.values())) <= _UNFOLDED_ITEMS

    def _note_folded(self, index: QModelIndex) -> None:
        if not self.model.is_filtered:
            self._unfolded.discard(self.model.key_of(index))

    # What the user does

    def _chosen(self) -> None:
        if self._is_bringing:
            return
        if not QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
            self._unmarked.clear()  # something else is chosen, not one more or less
        current = self._current()
        selection = selection_of(self.selected_keys(), current)
        if selection is not NOTHING:
            self._selection = selection
            self.chosen.emit(selection)
        elif current[:1] and current[0] in ENTRIES and current[0] != "view":
            self.entry_chosen.emit(current[1])

    def _opened(self, index: QModelIndex) -> None:
        key = self.model.key_of(index)
        if key[0] in ENTRIES:
            self.entry_opened.emit(*key)
        elif len(key) == 1 and key[0] != "title":
            self.tree.setExpanded(index, not self.tree.isExpanded(index))
        else:
            self.opened.emit(selection_of([key], key))

    def _rename(self, key: Key, text: str) -> None:
        if key[0] in ENTRIES:
            self._rename_entry(key, text.strip())
            return
        target = target_of(self._document.value, selection_of([key], key))
        if target is not None:
            self._document.apply(target.label, target.writing(text))

    def _rename_entry(self, key: Key, text: str) -> None:
        kind, entry_id = key[0], key[1]
        register, field = ENTRIES[kind], _NAME_FIELDS.get(kind, "name")

        def edit(held: JourneyMap) -> JourneyMap:
            if kind == "channel":
                return rename_channel(held, entry_id, text)
            return set_entry(held, register, entry_id, **{field: text})

        label = "edits.rename_view" if kind == "view" else f"edits.change_{_ENTRY_NOUNS[kind]}"
        self._document.apply(label, edit)

    def _move(self, by: int) -> None:
        key = self._current()
        action = _MOVES.get((key[0], by)) if key else None
        if action is not None:
            self.action_asked.emit(action)
            return
        move = step_by(self._document.value, key, by) if key else None
        if move is not None:
            self._document.apply("edits.move", move.edit)

    def _drop(self, move: Move) -> None:
        if self._document.apply("edits.move", move.edit):
            chosen = selection_of(move.keys, move.keys[-1])
            if chosen is not NOTHING:
                self.chosen.emit(chosen)

    def _change_feelings(self, by: int) -> None:
        """Make the chosen feelings better or worse, each from where it is; the ends hold."""
        ids = [key[1] for key in self.selected_keys() if key[0] == "items"]

        def changed(journey: JourneyMap) -> JourneyMap:
            for item_id in ids:
                item = item_by_id(journey, item_id)
                if isinstance(item, Feeling):
                    value = min(max(item.value + by * _STEP, -2.0), 2.0)
                    journey = set_item(journey, item_id, values=(value,))
            return journey

        self._document.apply("edits.change_feeling", changed)

    def _remove(self) -> None:
        key = self._current()
        if key[:1] and key[0] in ENTRIES:
            register = ENTRIES[key[0]]
            label = f"edits.remove_{_ENTRY_NOUNS[key[0]]}"
            self._document.apply(label, lambda held: remove_entry(held, register, key[1]))

    def _ask_for_menu(self, where: QPoint) -> None:
        key = self._current()
        if key and key[0] in ENTRIES:
            self._show_entry_menu(key, where)
        elif key:
            self.menu_asked.emit(key[0], where)

    def _show_entry_menu(self, key: Key, where: QPoint) -> None:
        """Offer what the window has no action for: what is done to a persona, source or view."""
        words, index = self._language, self.tree.currentIndex()
        menu = QMenu(self)
        menu.addAction(words("window.outline.open"), partial(self.entry_opened.emit, *key))
        menu.addAction(words("window.outline.rename"), partial(self.tree.edit, index))
        if key[0] == "persona":
            menu.addSeparator()
            for what in ("cut", "copy", "paste"):
                text = words(f"window.action.{what}")
                menu.addAction(text, partial(self.person_asked.emit, what, key[1]))
        menu.addSeparator()
        menu.addAction(words("window.action.delete"), self._remove)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def _is_at_people(self) -> bool:
        return self._current()[:1] in (("persona",), ("all_personas",))

    def _ask_for_person(self, what: str) -> None:
        key = self._current()
        if key[:1] == ("persona",) or what == "paste":
            self.person_asked.emit(what, key[1] if len(key) > 1 else "")

    def _current(self) -> Key:
        index = self.tree.currentIndex()
        return self.model.key_of(index) if index.isValid() else _NO_KEY

    @contextmanager
    def _bringing(self) -> Iterator[None]:
        """Do not take for a choice of the user what the tree chooses while it is changed."""
        was, self._is_bringing = self._is_bringing, True
        try:
            yield
        finally:
            self._is_bringing = was

    # Making

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 0, 0)
        column.setSpacing(6)
        top = QVBoxLayout()
        top.setContentsMargins(0, 0, 8, 0)
        top.addWidget(self.search)
        top.addWidget(self.hits)
        column.addLayout(top)
        column.addWidget(self.tree, 1)

    def _connect(self) -> None:
        self._language.changed.connect(self.retranslate)
        self.search.stepped.connect(self._go_to_hit)
        self.search.left.connect(self.left)
        self.search.went_down.connect(self._enter_tree)
        self.search.textChanged.connect(self._pause.start)
        tree, model = self.tree, self.model
        tree.selectionModel().selectionChanged.connect(self._chosen)
        tree.opened.connect(self._opened)
        tree.left.connect(self.left)
        tree.typed.connect(self._type)
        tree.moved.connect(self._move)
        tree.value_asked.connect(self._change_feelings)
        tree.removed.connect(self._remove)
        tree.takes_clipboard = self._is_at_people
        tree.clipboard_asked.connect(self._ask_for_person)
        tree.menu_asked.connect(self._ask_for_menu)
        tree.expanded.connect(self._note_unfolded)
        tree.collapsed.connect(self._note_folded)
        model.renamed.connect(self._rename)
        model.dropped.connect(self._drop)
        for signal in (model.rowsInserted, model.rowsRemoved, model.rowsMoved):
            signal.connect(self._note_rows)

    def _note_rows(self) -> None:
        self._has_other_rows = True
