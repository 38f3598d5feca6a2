"""What shows while the pointer only hovers: the plus that belongs there, and what a header is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter

from model.find import lane_by_id, phase_by_id, step_by_id
from model.journey import JourneyMap
from widgets.canvas import commands
from widgets.canvas.affordances import Plus, end_pluses, paint_plus, plus_at
from widgets.canvas.board import Board
from widgets.canvas.chevrons import Chevron, chevron_of, collapsed_chevrons, paint_chevron
from widgets.canvas.edges import Edge, edge_at
from widgets.canvas.folding import toggle
from widgets.canvas.highlights import header_rect
from widgets.canvas.lane_menu import LaneMenu
from widgets.canvas.selection import NOTHING, Selection, cell_selection
from widgets.plain_tips import plain_tip

if TYPE_CHECKING:
    from widgets.canvas.canvas import Canvas

_HEADERS = ("phases", "steps", "lanes")
_HINT_PX = (12, 8)  # type of a hint, and the smallest it may have
_HINT_PADDING_PX = 7.0


class Hovering:
    """The pointer over one canvas, when it carries nothing."""

    def __init__(self, canvas: Canvas, board: Board) -> None:
        self._canvas = canvas
        self._board = board
        self._plus: Plus | None = None
        self._header = NOTHING
        self._chevron: Chevron | None = None  # the one the pointer is on
        self._lane_menu = LaneMenu(canvas)

    def at(self, point: QPointF) -> None:
        """Show the plus that belongs to where the pointer is, and the hint of a header."""
        canvas = self._canvas
        if canvas.is_editing:
            self.leave()
            return
        canvas.linking.hover(point)
        canvas.feeling_line.hover(point)
        under = canvas.frame.hit(point).selection
        plus = plus_at(canvas.frame, point, self._locked())
        chevron = chevron_of(canvas.frame, under)
        is_on = chevron is not None and not (plus and plus.is_hot) and chevron.is_hit(point)
        self._use_chevron(chevron if is_on else None)
        self._use(plus, under)

    def leave(self) -> None:
        """Show nothing: the pointer is busy or gone."""
        self._canvas.linking.leave()
        self._canvas.feeling_line.leave()
        self._chevron = None
        self._use(None, NOTHING)

    def is_on_plus(self, point: QPointF) -> bool:
        """Tell whether a press at ``point`` is one on a plus."""
        self.at(point)
        is_hot = self._plus is not None and self._plus.is_hot
        return self._chevron is not None or (is_hot and not self._is_covered(point))

    def edge_at(self, point: QPointF, *, is_touch: bool = False) -> Edge | None:
        """Return the border that can be dragged at ``point``; None while something is written."""
        canvas = self._canvas
        if canvas.is_editing:
            return None
        return edge_at(canvas.frame, point, self._locked(), is_touch=is_touch)

    def press(self, point: QPointF) -> bool:
        """Do what the plus or the arrow under ``point`` is for; False when there is none."""
        self.at(point)
        chevron = self._chevron
        if chevron is not None:
            self.leave()
            return toggle(self._canvas, chevron.kind, chevron.id)
        plus, canvas = self._plus, self._canvas
        if plus is None or not plus.is_hot:
            return False
        if self._is_covered(point):
            return False
        self.leave()
        match plus.kind:
            case "phase":
                return commands.add_phase_at(canvas, self._phase_index(plus.index))
            case "step":
                return commands.add_step_at(canvas, plus.index)
            case "lane":
                where = canvas.viewport().mapToGlobal(point.toPoint())
                self._lane_menu.ask(plus.index, where)
                return True
        assert plus.cell is not None
        canvas.select(cell_selection(*plus.cell))
        return canvas.add_card_at(*plus.cell)

    def cursor_at(self, point: QPointF) -> Qt.CursorShape:
        """Return how the pointer looks at ``point``."""
        if self._chevron is not None or (self._plus is not None and self._plus.is_hot):
            return Qt.CursorShape.PointingHandCursor
        if self._canvas.linking.is_on_handle(point):
            return Qt.CursorShape.CrossCursor
        edge = self.edge_at(point)
        if edge is not None:
            return edge.cursor
        hit = self._canvas.frame.hit(point)
        if hit.kind == "link" or self._canvas.feeling_line.is_at(point):
            return Qt.CursorShape.PointingHandCursor
        if hit.spot is not None and hit.spot.placed.block.kind == "feeling":
            return Qt.CursorShape.SizeVerCursor
        return Qt.CursorShape.ArrowCursor

    def paint_on_board(self, painter: QPainter) -> None:
        """Draw the plus of a cell."""
        if self._plus is not None and self._plus.kind == "item":
            paint_plus(painter, self._board, self._plus, is_pale=False)

    def paint_on_headers(self, painter: QPainter) -> None:
        """Draw the plus signs of headers, and in headers without a name what they are."""
        canvas = self._canvas
        for selection in {self._header, canvas.selection}:
            if selection.kind in _HEADERS:
                self._paint_hints(painter, selection)
        self._paint_chevrons(painter)
        exposed = painter.clipBoundingRect()
        for plus in end_pluses(canvas.frame):
            if plus.area.intersects(exposed):
                paint_plus(painter, self._board, plus, is_pale=True)
        if self._plus is not None and self._plus.kind != "item":
            paint_plus(painter, self._board, self._plus, is_pale=False)

    def _is_covered(self, point: QPointF) -> bool:
        """Tell whether an item lies over the plus of a cell: then the item is what is meant."""
        plus = self._plus
        is_item = plus is not None and plus.kind == "item"
        return is_item and self._canvas.frame.hit(point).spot is not None

    def _locked(self) -> frozenset[str]:
        return frozenset(lane.id for lane in self._canvas.shown.lanes if lane.is_locked)

    def _use(self, plus: Plus | None, under: Selection) -> None:
        header = under if under.kind in _HEADERS else NOTHING
        if plus == self._plus and header == self._header:
            return
        canvas = self._canvas
        for area in (
            *(held.area for held in (self._plus, plus) if held is not None),
            *(_area(canvas, held) for held in (self._header, header)),
        ):
            if not area.isEmpty():
                canvas.refresh(area)
        self._plus, self._header = plus, header
        self._tell()

    def _use_chevron(self, chevron: Chevron | None) -> None:
        if chevron == self._chevron:
            return
        for held in (chevron, self._chevron):
            if held is not None:
                self._canvas.refresh(held.area)
        self._chevron = chevron
        self._tell()

    def _paint_chevrons(self, painter: QPainter) -> None:
        """Draw the arrows of what is collapsed, and that of the header under the pointer."""
        frame = self._canvas.frame
        shown = {chevron.id: chevron for chevron in collapsed_chevrons(frame)}
        under = chevron_of(frame, self._header)
        if under is not None:
            shown[under.id] = under
        for chevron in shown.values():
            paint_chevron(painter, self._board, chevron, is_hot=chevron == self._chevron)

    def _tell(self) -> None:
        """Say what a press would do, or what a name is that may be cut short."""
        words, tip = self._canvas.words, ""
        if self._chevron is not None:
            tip = words("canvas.expand" if self._chevron.is_collapsed else "canvas.collapse")
        elif self._plus is not None and self._plus.is_hot:
            tip = words(f"canvas.plus.{self._plus.kind}")
        self._canvas.viewport().setToolTip(tip or plain_tip(self._name_cut()))

    def _name_cut(self) -> str:
        """Return the name of the header under the pointer where it may be cut short, else ""."""
        frame = self._canvas.frame
        strip = frame.left if self._header.kind == "lanes" else frame.top
        if self._header == NOTHING or strip.mode != "compact":
            return ""
        return name_of(self._canvas.shown, self._header)

    def _paint_hints(self, painter: QPainter, selection: Selection) -> None:
        canvas = self._canvas
        for header_id in selection.ids:
            one = Selection(selection.kind, (header_id,))
            rect = _area(canvas, one).intersected(canvas.frame.window)
            room = rect.adjusted(_HINT_PADDING_PX, 1, -_HINT_PADDING_PX, -1)
            if room.height() < _HINT_PX[1] or room.width() < _HINT_PX[0]:
                continue
            if name_of(canvas.shown, one) or canvas.written_header() == header_id:
                continue
            font = QFont(canvas.font())
            font.setPixelSize(int(max(min(_HINT_PX[0], room.height() / 2.4), _HINT_PX[1])))
            font.setItalic(True)
            painter.setFont(font)
            painter.setPen(self._board.colour("text.muted"))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            words = canvas.words(f"canvas.empty.{selection.kind}")
            painter.drawText(room, int(flags) | int(Qt.TextFlag.TextWordWrap), words)

    def _phase_index(self, shown: int) -> int:
        """Return where among all phases the shown phase number ``shown`` stands."""
        bands = self._canvas.sheet.phases
        ids = [phase.id for phase in self._canvas.document.value.phases]
        return ids.index(bands[shown].phase_id) if shown < len(bands) else len(ids)


def name_of(journey: JourneyMap, header: Selection) -> str:
    """Return the name of one phase, step or lane; "" where it has none."""
    finders = {"phases": phase_by_id, "steps": step_by_id, "lanes": lane_by_id}
    held = finders[header.kind](journey, header.current or "")
    return str(getattr(held, "name", "")).strip()


def _area(canvas: Canvas, header: Selection) -> QRectF:
    return header_rect(canvas.frame, header.kind, header.current or "") or QRectF()
