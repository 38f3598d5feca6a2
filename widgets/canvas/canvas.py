"""The canvas: a map on the wall of the window, edited by hand and by key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QWidget

from model.find import item_place, lane_by_id
from model.journey import JourneyMap
from model.layout.engine import Layout
from model.layout.theme import Theme
from model.problems import EditProblem
from widgets.canvas import commands, walk
from widgets.canvas.accessible import CanvasVoice
from widgets.canvas.choosing import Chooser
from widgets.canvas.choosing_view import ChoosingView
from widgets.canvas.feeling_line import FeelingLine, add_feeling
from widgets.canvas.folding import as_seen, open_up
from widgets.canvas.from_outside import FromOutside
from widgets.canvas.highlights import Highlights
from widgets.canvas.hovering import Hovering
from widgets.canvas.keys import typed_text, wish_of
from widgets.canvas.linking import Linking
from widgets.canvas.opening import go_on, open_at, place_after_writing, refuses, write_typed
from widgets.canvas.overlays import Overlay
from widgets.canvas.peek import Peek
from widgets.canvas.pointer import Pointer
from widgets.canvas.selection import NOTHING, Selection, cell_selection
from widgets.canvas.stage import Words
from widgets.canvas.targets import Target, hint_target, new_item, new_target, target_of
from widgets.canvas.wishes import fulfil
from widgets.canvas.writing import Writing, slip_of
from widgets.document import Edit, OpenDocument
from widgets.overrides import guarded

_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


@guarded
class Canvas(ChoosingView):
    """Shows an open map and edits it.

    Attributes:
        voice: What screen readers hear of it.
        from_outside: What other programs drag over it.
        hovering: The pointer when it carries nothing.
        editing_changed: Whether a text is open for writing now.
        linking: Where links begin.
        feeling_line: Where points are added to curves.
        linking_changed: Whether the other card of a link is being chosen now.
        peeking_changed: Whether what is chosen is shown large now.
        picture_wanted: ``(lane id, step id)``: a picture is asked for, to put into this cell.
        image_wanted: An id of a picture item that has no image yet and is to get one.
        value_wanted: An id of a metric whose value is to be written.
        quick_entry_wanted: The line for quick notes is to have the keyboard.
    """

    editing_changed = Signal(bool)
    linking_changed = Signal(bool)
    peeking_changed = Signal(bool)
    picture_wanted = Signal(str, str)
    image_wanted = Signal(str)
    value_wanted = Signal(str)
    quick_entry_wanted = Signal()

    def __init__(
        self,
        document: OpenDocument,
        layout: Layout,
        theme: Theme,
        words: Words,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(document, layout, theme, words, parent)
        self._chooser = Chooser(document.value)
        self._preview: Edit | None = None
        self._highlights = Highlights(self._board)
        self._peek = Peek(self._board)
        self._overlays: list[Overlay] = [self._peek]
        self.hovering = Hovering(self, self._board)
        self.linking = Linking(self)
        self.feeling_line = FeelingLine(self)
        self._pointer = Pointer(self)
        self.from_outside = FromOutside(self, self._pointer)
        self._writing = Writing(self, self.viewport())
        self._written: Target | None = None
        self._writing.ended.connect(self._writing_ended)
        self.voice = CanvasVoice(self)
        document.changed.connect(self._map_changed)
        document.saved.connect(self._stamped_anew)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self.retranslate()

    # What others use

    @property
    def is_peeking(self) -> bool:
        """Whether what is chosen is shown large now."""
        return self._peek.is_shown

    @property
    def is_editing(self) -> bool:
        """Whether a text is open for writing."""
        return self._writing.target is not None

    @property
    def is_taking_letter(self) -> bool:
        """Whether the map is changing by a letter that is being typed here."""
        return self._writing.is_taking_letter

    def add_overlay(self, overlay: Overlay) -> None:
        """Have ``overlay`` drawn with the canvas; `refresh` after it has changed."""
        self._overlays.insert(-1, overlay)  # what one peeks at lies over all

    def edit_current(self) -> bool:
        """Open the text of what is chosen; an empty cell gets a new item."""
        if self._selection.cell is not None:
            return self.add_card_at(*self._selection.cell)
        return self.edit(self._selection)

    def edit(
        self,
        selection: Selection,
        *,
        is_all_chosen: bool = False,
        text: str = "",
        is_hint: bool = False,
    ) -> bool:
        """Open the text of ``selection`` for writing, and write ``text`` where the caret is.

        ``is_hint`` opens the second text of a header instead: a lane's hint, a phase's definition.

        Returns:
            False where there is no text to write in.
        """
        target = (hint_target if is_hint else target_of)(self._document.value, selection)
        if target is None or refuses(self, target):
            return False
        if target.kind in ("item", "step"):
            open_up(self, selection)
        if slip_of(self, target) is None:
            return False
        self.reveal(target.selection)
        self._open(target, is_all_chosen=is_all_chosen, text=text)
        return True

    def keep_writing(self) -> None:
        """Have all that is written so far in the map, e.g. to save it; the text stays open."""
        self._writing.keep()

    def commit_editing(self) -> None:
        """Close the text that is open; what is written stays."""
        self._writing.end()

    def add_card_at(
        self, lane_id: str, step_id: str, index: int | None = None, *, text: str = ""
    ) -> bool:
        """Begin a new item of the lane's kind in a cell.

        It comes into the map with its first letter; a feeling comes at once, as neutral, and for
        a picture the window is asked.
        """
        lane = lane_by_id(self._document.value, lane_id)
        if lane is None or refuses(self, new_target(lane, step_id, index, new_item(lane))):
            return False
        open_up(self, cell_selection(lane_id, step_id))
        if self._frame.index.cell_of(lane_id, step_id) is None:
            return False
        if lane.kind == "feelings":
            is_added = self.add_feeling_at(lane_id, step_id, 0.0)
            return is_added and (not text or self.edit(self._selection, text=text))
        if lane.kind == "images":
            self.picture_wanted.emit(lane_id, step_id)
            return True
        target = new_target(lane, step_id, index, new_item(lane))
        self.reveal(cell_selection(lane_id, step_id))
        self._open(target, text=text)
        return True

    def add_feeling_at(self, lane_id: str, step_id: str, value: float) -> bool:
        """Put a point on a feelings curve, -2 to +2, and choose it."""
        lane = lane_by_id(self._document.value, lane_id)
        if lane is None or lane.kind != "feelings":
            return False
        return add_feeling(self, lane, step_id, value) is not None

    def add_after(self) -> bool:
        """Begin a new item after the current one, or in the chosen cell."""
        place = item_place(self._document.value, self._selection.current or "")
        if self._selection.kind == "items" and place is not None:
            return self.add_card_at(place.lane.id, place.step_id, place.index + 1)
        if self._selection.cell is not None:
            return self.add_card_at(*self._selection.cell)
        return False

    def delete_selected(self) -> bool:
        """Take away what is chosen."""
        return commands.delete_selected(self)

    def duplicate_selected(self) -> bool:
        """Put copies of the chosen items beside them; a text that is open is written by then."""
        self.commit_editing()
        return commands.duplicate_selected(self)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.use_theme(theme)
        self._writing.place()

    def retranslate(self) -> None:
        """Take the words of the window's language as it is now."""
        self.setAccessibleName(self._words("canvas.name"))
        self.setAccessibleDescription(self._words("canvas.description"))
        self.viewport().update()

    # What gestures, commands and the editor use, see `widgets.canvas.stage.Stage`

    def preview(self, edit: Edit | None) -> bool:
        """Draw what ``edit`` would make of the map; None draws the map as it is."""
        self._preview = edit
        return self._show()

    def take_focus(self) -> None:
        """Have the keyboard go to the canvas."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # What Qt calls

    def chosen(self) -> None:
        """Have screen readers hear of it."""
        self.voice.tell_focus()

    def faded(self) -> frozenset[str]:
        """Return what is being carried."""
        return self._pointer.faded

    def written_header(self) -> str | None:
        """Return the id of the header that is open for writing."""
        target = self._writing.target
        return target.id if target is not None and target.kind != "item" else None

    def paint_over_board(self, painter: QPainter) -> None:
        """Draw what is chosen."""
        seen = as_seen(self._frame.index, self._shown, self._selection)
        self._highlights.paint_board(painter, self._frame, seen, has_focus=self.hasFocus())
        self.hovering.paint_on_board(painter)
        for overlay in self._overlays:
            overlay.paint_on_board(painter, self._frame)

    def paint_over_headers(self, painter: QPainter) -> None:
        """Draw chosen headers, the plus signs, and what goes with the pointer."""
        self._highlights.paint_headers(painter, self._frame, self._selection)
        if self._pointer.gesture is None and not self.is_editing:
            self.hovering.paint_on_headers(painter)
            self.linking.paint(painter)
            self.feeling_line.paint(painter)
        for overlay in self._overlays:
            overlay.paint_on_headers(painter, self._frame)
        self._writing.paint(painter)
        self._pointer.paint(painter)

    def moved(self) -> None:
        """Keep the open text over its card."""
        self._writing.place()
        self.hovering.leave()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin a gesture."""
        self._end_peek()  # Space and a drag is the hand
        self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Carry on with the gesture, or hover."""
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """End the gesture."""
        self._pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Open what is under the pointer; in an empty place begin something new."""
        self._pointer.cancel()
        if event.button() == Qt.MouseButton.LeftButton:
            open_at(self, event.position())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Choose what is under the pointer and ask for its menu."""
        point = QPointF(event.pos())
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self._pointer.cancel()
            chosen = self._frame.hit(point).selection
            if (
                not set(chosen.ids) <= set(self._selection.ids)
                or chosen.kind != self._selection.kind
            ):
                self.select(chosen)
            self.ask_for_menu(point)
        else:
            self.ask_for_menu()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scroll or zoom."""
        self._pointer.wheel(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """The pointer is gone."""
        self.hovering.leave()
        super().leaveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Take pinches, and what is dragged in from outside."""
        if isinstance(event, QDropEvent | QDragLeaveEvent) and self.from_outside.takes(event):
            return True
        if isinstance(event, QNativeGestureEvent) and self._pointer.pinch_pad(event):
            return True
        if isinstance(event, QGestureEvent) and self._pointer.pinch_touch(event):
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Do what the key table says; letters begin to write where one is."""
        if event.key() == Qt.Key.Key_Escape and self._pointer.cancel():
            return
        if self._pointer.gesture is not None:  # what is in the hand is put down first
            self._pointer.use_keys(event.modifiers())
            return
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._pointer.hold_space(is_down=True)
            self._peek.show(self._selection)
            self.peeking_changed.emit(True)
            self.viewport().update()
            return
        self._pointer.use_keys(event.modifiers())
        if self.linking.take_key(event):
            return
        wish = wish_of(event)
        if wish is not None and fulfil(self, wish):
            return
        text = typed_text(event)
        if not text or not write_typed(self, text):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Let go of the hand and of modifiers."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._pointer.hold_space(is_down=False)
            self._end_peek()
        self._pointer.use_keys(event.modifiers())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        """Begin to write with what an input method or a dead key has composed."""
        if event.commitString():
            write_typed(self, event.commitString())

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: N802, A002
        """Tab goes from cell to cell; with nothing chosen, or past the last, it leaves."""
        if self._pointer.gesture is not None:
            return True
        if self._selection != NOTHING and fulfil(self, "next_cell" if next else "previous_cell"):
            return True
        return super().focusNextPrevChild(next)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show where the keyboard is; who comes by Tab begins at the first card."""
        super().focusInEvent(event)
        if event.reason() in _BY_TAB and self._selection == NOTHING:
            self.select(walk.first_place(self._frame.index), reveal=True)
        self.viewport().update()
        self.voice.tell_focus()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Let go of the hand."""
        super().focusOutEvent(event)
        self._pointer.hold_space(is_down=False)
        self._end_peek()
        self.viewport().update()

    def _end_peek(self) -> None:
        if self._peek.hide():
            self.peeking_changed.emit(False)
            self.viewport().update()

    def _map_changed(self, before: JourneyMap, after: JourneyMap) -> None:
        self._pointer.cancel()
        self.linking.stop()
        self._show()
        if self.is_editing:
            self._chooser.see(after)
            self.select(self._selection)
        else:
            chosen = self._chooser.choose(self._selection, before, after)
            self.select(chosen, reveal=chosen != self._selection)
        self._writing.follow()
        self.voice.forget()

    def _as_printed(self, journey: JourneyMap) -> JourneyMap:
        return self._document.stamped(journey)

    def _stamped_anew(self) -> None:
        """Show the day of the saving, which stands on the sheet."""
        self._lay_again(is_preview=self._preview is not None)
        self._writing.follow()

    def _show(self) -> bool:
        journey, is_possible = self._document.value, True
        if self._preview is not None:
            try:
                journey = self._preview(journey)
            except EditProblem:
                is_possible, self._preview = False, None
        self.show_map(journey, is_preview=self._preview is not None)
        return is_possible

    def _open(self, target: Target, *, is_all_chosen: bool = False, text: str = "") -> None:
        name = self._words(f"canvas.writing.{target.noun}")
        self._writing.begin(target, name=name, is_all_chosen=is_all_chosen)
        self._written = target
        self.select(target.selection)
        self.editing_changed.emit(True)
        if text:
            self._writing.editor.insertPlainText(text)

    def _writing_ended(self, then: str) -> None:
        self.select(place_after_writing(self._selection, self._shown, self._written))
        self.editing_changed.emit(False)
        if then:
            go_on(self, then)
        self.viewport().update()
