"""Making links: the handle beside a card, and choosing the other card by key or click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication

from model.cards import Card
from model.find import item_by_id
from widgets.canvas.gestures.drag_link import DragLink, can_link, make_link, paint_line
from widgets.canvas.gestures.gesture import Gesture, Keys
from widgets.canvas.index import Spot
from widgets.canvas.selection import item_selection

if TYPE_CHECKING:
    from widgets.canvas.canvas import Canvas

_RADIUS_PX = 6.5
_REACH_PX = 9.0  # how near the middle of a handle the pointer must be
_BESIDE_PX = 13.0  # how far from the card's edge it stands: the edge itself is for spanning steps
_LEAST_CARD_PX = 26.0
_LEAST_COVERED_PX = 56.0  # a card beside that is smaller would be half covered
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Linking:
    """Where links of one canvas begin.

    Attributes:
        source: The card a link is to start from, while the other card is being chosen.
    """

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._hovered: str | None = None
        self.source: str | None = None
        canvas.selection_changed.connect(self._follow)

    def begin(self) -> bool:
        """Link the chosen cards in the order they were chosen; with one, ask for the other."""
        canvas = self._canvas
        cards = self._chosen_cards()
        if len(cards) > 1:
            return make_link(canvas, cards)
        if not cards:
            return False
        self.ask(cards[0])
        return True

    def ask(self, source: str) -> None:
        """Have the card chosen that a link from ``source`` is to lead to."""
        canvas = self._canvas
        canvas.take_focus()
        self.source = source
        canvas.select(item_selection((source,)))
        canvas.voice.announce(canvas.words("canvas.link_to"))
        canvas.linking_changed.emit(True)
        canvas.refresh()

    def stop(self) -> bool:
        """Ask no more; False when nothing was asked."""
        if self.source is None:
            return False
        self.source = None
        self._canvas.linking_changed.emit(False)
        self._canvas.refresh()
        return True

    def take_key(self, event: QKeyEvent) -> bool:
        """Link to the chosen card by Enter, or give up by Escape; other keys go on choosing."""
        source = self.source
        if source is None:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.stop()
            self._canvas.select(item_selection((source,)), reveal=True)
            return True
        if event.key() not in _ENDS:
            return False
        target = self._target()
        if target is not None:
            self._link(source, target.id)
        return True

    def take_press(self, point: QPointF, keys: Keys) -> Gesture | None:
        """Return what a press on a handle begins; a press on a card that is asked for links it."""
        handle = self._handle_under(point)
        if handle is not None and self.source is None:
            return _FromHandle(self._canvas, point, handle, self)
        source = self.source
        if source is None or keys & (Keys.ControlModifier | Keys.ShiftModifier):
            return None
        spot = self._canvas.frame.hit(point).spot
        if spot is None or not can_link(self._canvas.document.value, source, spot.id):
            self.stop()
            return None
        self._link(source, spot.id)
        return Gesture(self._canvas, point)

    def hover(self, point: QPointF) -> None:
        """Show the handle of the card under the pointer."""
        if self._handle_under(point) is not None:
            return
        spot = self._canvas.frame.hit(point).spot
        is_card = spot is not None and spot.placed.block.kind == "card"
        self._use(spot.id if spot is not None and is_card else None)

    def leave(self) -> None:
        """Show no handle but that of the chosen card."""
        self._use(None)

    def is_on_handle(self, point: QPointF) -> bool:
        """Tell whether a handle is under the pointer."""
        return self._handle_under(point) is not None

    def paint(self, painter: QPainter) -> None:
        """Draw the handles, or the line to the card that would be linked now."""
        canvas = self._canvas
        if self.source is not None:
            target = self._target()
            spot = canvas.frame.index.find(self.source)
            if target is not None:
                paint_line(painter, canvas, self.source, target, QPointF())
            elif spot is not None:
                _paint_handle(painter, canvas, _place(canvas.frame.item_rect(spot)), is_full=True)
            return
        for card_id in self._with_handle():
            centre = self._centre(card_id)
            if centre is not None:
                _paint_handle(painter, canvas, centre, is_full=card_id == self._hovered)

    def _link(self, source: str, target: str) -> None:
        self.stop()
        make_link(self._canvas, (source, target))

    def _target(self) -> Spot | None:
        """Return the chosen card, if the link that is being made can lead to it."""
        canvas, source = self._canvas, self.source
        current = canvas.selection.current if canvas.selection.kind == "items" else None
        if source is None or not current or not can_link(canvas.document.value, source, current):
            return None
        return canvas.frame.index.find(current)

    def _chosen_cards(self) -> tuple[str, ...]:
        journey, selection = self._canvas.document.value, self._canvas.selection
        if selection.kind != "items":
            return ()
        return tuple(i for i in selection.ids if isinstance(item_by_id(journey, i), Card))

    def _with_handle(self) -> tuple[str, ...]:
        chosen = self._canvas.selection
        one = chosen.ids if chosen.kind == "items" and len(chosen.ids) == 1 else ()
        hovered = (self._hovered,) if self._hovered is not None else ()
        return tuple(dict.fromkeys((*hovered, *one)))

    def _handle_under(self, point: QPointF) -> str | None:
        if self._canvas.is_editing or not self._canvas.frame.grid.contains(point):
            return None
        for card_id in self._with_handle():
            centre = self._centre(card_id)
            off = None if centre is None else centre - point
            if off is not None and off.x() ** 2 + off.y() ** 2 <= _REACH_PX**2:
                return card_id
        return None

    def _centre(self, card_id: str) -> QPointF | None:
        """Return where the handle of a card stands, None where it has none."""
        frame = self._canvas.frame
        spot = frame.index.find(card_id)
        if spot is None or spot.placed.block.kind != "card":
            return None
        rect = frame.item_rect(spot)
        centre = _place(rect)
        if min(rect.width(), rect.height()) < _LEAST_CARD_PX or not frame.grid.contains(centre):
            return None
        beside = frame.index.item_at(*frame.view.sheet_point(centre))
        if beside is None or beside.id == card_id:
            return centre
        return centre if frame.item_rect(beside).width() >= _LEAST_COVERED_PX else None

    def _use(self, card_id: str | None) -> None:
        if card_id == self._hovered:
            return
        before, self._hovered = self._hovered, card_id
        for held in (before, card_id):
            centre = None if held is None else self._centre(held)
            if centre is not None:
                reach = _RADIUS_PX + 3
                corner = QPointF(reach, reach)
                self._canvas.refresh(QRectF(centre - corner, centre + corner))

    def _follow(self) -> None:
        if self.source is not None:
            self._canvas.refresh()


class _FromHandle(Gesture):
    """A press on a handle: a drag draws the line, a click asks for the other card."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, canvas: Canvas, start: QPointF, card_id: str, linking: Linking) -> None:
        super().__init__(canvas, start)
        self._card_id = card_id
        self._linking = linking

    def move(self, point: QPointF, keys: Keys) -> Gesture:
        """Become a line once the pointer has left the handle."""
        if not self.is_far(point, QApplication.startDragDistance()):
            return self
        return DragLink(self.stage, self.start, self._card_id).move(point, keys)

    def release(self, point: QPointF, keys: Keys) -> None:  # noqa: ARG002
        """It was a click."""
        self._linking.ask(self._card_id)


def _place(rect: QRectF) -> QPointF:
    return QPointF(rect.right() + _BESIDE_PX, rect.center().y())


def _paint_handle(painter: QPainter, canvas: Canvas, centre: QPointF, *, is_full: bool) -> None:
    colour = canvas.colour("drop")
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.8))
    painter.setBrush(canvas.colour("paper"))
    painter.drawEllipse(centre, _RADIUS_PX, _RADIUS_PX)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(centre, *((3.2, 3.2) if is_full else (2.2, 2.2)))
