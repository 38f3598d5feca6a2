"""Drawing a link: from the handle of a card to another card."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from model.cards import Card
from model.chains import are_linked
from model.edits import link_cards
from model.find import item_by_id
from model.journey import JourneyMap
from model.values import new_id
from widgets.canvas.gestures.gesture import Gesture, Keys
from widgets.canvas.index import Spot
from widgets.canvas.selection import Selection
from widgets.canvas.stage import Stage

_LINE_PX = 2.5
_HEAD_PX = 11.0


class DragLink(Gesture):
    """Carries the end of a line to the card it is to lead to.

    ``ask`` is called where the button is let go at once: the other card is asked for.
    """

    cursor = Qt.CursorShape.CrossCursor
    is_scrolling_across = True
    is_scrolling_down = True

    def __init__(self, stage: Stage, start: QPointF, source: str) -> None:
        super().__init__(stage, start)
        self.source = source
        self._point = start
        self._target: Spot | None = None

    def move(self, point: QPointF, keys: Keys) -> Gesture:  # noqa: ARG002
        """Lead the line to ``point``."""
        self._point = point
        hit = self.stage.frame.hit(point)
        is_over_grid = self.stage.frame.grid.contains(point)
        self._target = None
        self.cursor = Qt.CursorShape.CrossCursor
        if is_over_grid and hit.spot is not None and hit.spot.id != self.source:
            if can_link(self.stage.document.value, self.source, hit.spot.id):
                self._target = hit.spot
            else:
                self.cursor = Qt.CursorShape.ForbiddenCursor
        self.stage.refresh()
        return self

    def release(self, point: QPointF, keys: Keys) -> None:
        """Make the link: one edit."""
        self.move(point, keys)
        self.stage.refresh()
        if self._target is not None:
            make_link(self.stage, (self.source, self._target.id))

    def cancel(self) -> None:
        """Make none."""
        self.stage.refresh()

    def paint(self, painter: QPainter) -> None:
        """Draw the line, and a ring round the card it would lead to."""
        paint_line(painter, self.stage, self.source, self._target, self._point)


def can_link(journey: JourneyMap, source: str, target: str) -> bool:
    """Tell whether a link can be made: between two cards, and not a second time."""
    ends = (item_by_id(journey, source), item_by_id(journey, target))
    are_cards = all(isinstance(end, Card) for end in ends)
    return are_cards and source != target and not are_linked(journey, source, target)


def make_link(stage: Stage, card_ids: tuple[str, ...]) -> bool:
    """Link cards one after the other, and choose the links."""
    made = tuple(new_id() for _ in card_ids[1:])
    if not stage.document.apply("edits.add_link", lambda held: link_cards(held, card_ids, made)):
        return False
    links = {link.id for link in stage.document.value.links}
    stage.select(Selection("links", tuple(link for link in made if link in links)))
    return True


def paint_line(
    painter: QPainter, stage: Stage, source: str, target: Spot | None, point: QPointF
) -> None:
    """Draw a line from a card to ``point``, or to the card ``target``."""
    frame = stage.frame
    first = frame.index.find(source)
    if first is None:
        return
    colour = stage.colour("drop")
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    start_rect = frame.item_rect(first)
    end = point
    if target is not None:
        rect = frame.item_rect(target)
        end = _edge_towards(rect, start_rect.center())
        painter.setPen(QPen(stage.colour("paper"), 6))
        painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), 4, 4)
        painter.setPen(QPen(colour, 3))
        painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), 4, 4)
    if start_rect.contains(end):
        return
    start = _edge_towards(start_rect, end)
    for pen in (QPen(stage.colour("paper"), _LINE_PX + 3), QPen(colour, _LINE_PX)):
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(start, end)
    painter.fillPath(_head(start, end), colour)


def _edge_towards(rect: QRectF, point: QPointF) -> QPointF:
    """Return where the way from the middle of ``rect`` to ``point`` leaves it."""
    middle = rect.center()
    way = point - middle
    across = rect.width() / 2 / abs(way.x()) if way.x() else float("inf")
    down = rect.height() / 2 / abs(way.y()) if way.y() else float("inf")
    part = min(across, down, 1.0)
    return middle + way * part


def _head(start: QPointF, end: QPointF) -> QPainterPath:
    way = start - end
    length = max((way.x() ** 2 + way.y() ** 2) ** 0.5, 1.0)
    back = end + way * (_HEAD_PX / length)
    aside = QPointF(-way.y(), way.x()) * (_HEAD_PX * 0.45 / length)
    path = QPainterPath(end)
    path.lineTo(back + aside)
    path.lineTo(back - aside)
    path.closeSubpath()
    return path
