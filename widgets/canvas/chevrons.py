"""The small arrows on the headers of phases and lanes that collapse and expand them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from model.edits.showing import Foldable
from widgets.canvas.board import Board
from widgets.canvas.frame import Frame
from widgets.canvas.selection import Selection

_RADIUS_PX = 9.0
_REACH_PX = 11.0
# From the header's right end, clear of the plus signs that stand on borders where there is room.
_ASIDE_PX = {"phases": 30.0, "lanes": 16.0}
_BELOW_PX = {"phases": 16.0, "lanes": 27.0}
_LEAST_PX = 17.0


@dataclass(frozen=True, slots=True)
class Chevron:
    """One arrow: what it belongs to and where it stands, px."""

    kind: Foldable
    id: str
    centre: QPointF
    is_collapsed: bool
    radius: float = _RADIUS_PX

    @property
    def area(self) -> QRectF:
        """All pixels it is painted on."""
        reach = _RADIUS_PX + 2
        return QRectF(self.centre.x() - reach, self.centre.y() - reach, 2 * reach, 2 * reach)

    def is_hit(self, point: QPointF) -> bool:
        """Tell whether ``point`` is on it."""
        return (self.centre - point).manhattanLength() <= _REACH_PX * 1.4


def chevron_of(frame: Frame, selection: Selection) -> Chevron | None:
    """Return the arrow of one phase or lane, None where there is no room for it."""
    part_id = selection.current or ""
    if selection.kind == "phases":
        band = frame.index.phase_of(part_id)
        return None if band is None else _phase_chevron(frame, part_id)
    if selection.kind == "lanes":
        row = frame.index.row(part_id)
        return None if row is None else _lane_chevron(frame, part_id)
    return None


def collapsed_chevrons(frame: Frame) -> Iterator[Chevron]:
    """Yield the arrows of all that is collapsed, which show at all times where there is room."""
    sheet = frame.sheet
    selections = [
        *(Selection("phases", (band.phase_id,)) for band in sheet.phases if band.is_collapsed),
        *(Selection("lanes", (row.lane_id,)) for row in sheet.rows if row.is_collapsed),
    ]
    for selection in selections:
        chevron = chevron_of(frame, selection)
        if chevron is not None and chevron.radius >= _RADIUS_PX:
            yield chevron


def _phase_chevron(frame: Frame, phase_id: str) -> Chevron | None:
    band = frame.index.phase_of(phase_id)
    assert band is not None
    whole = frame.phase_rect(band)
    rect = whole.intersected(frame.window)
    rect.setLeft(max(rect.left(), frame.grid.left()))
    if rect.width() < _LEAST_PX or rect.height() < _LEAST_PX:
        return None
    y = min(rect.center().y(), rect.top() + _BELOW_PX["phases"])
    if band.is_collapsed:  # its name stands at the top
        y = max(rect.center().y(), rect.bottom() - _BELOW_PX["phases"])
    x = max(rect.right() - _ASIDE_PX["phases"], rect.center().x())
    return Chevron("phases", phase_id, QPointF(x, y), band.is_collapsed)


def _lane_chevron(frame: Frame, lane_id: str) -> Chevron | None:
    row = frame.index.row(lane_id)
    assert row is not None
    rect = frame.lane_rect(row).intersected(frame.window)
    rect.setTop(max(rect.top(), frame.grid.top()))
    if rect.width() < _LEAST_PX or rect.height() < _LEAST_PX / 2:
        return None
    y = min(rect.center().y(), rect.top() + _BELOW_PX["lanes"])
    x = max(rect.right() - _ASIDE_PX["lanes"], rect.center().x())
    radius = min(_RADIUS_PX, max(rect.height() / 2 - 1, _RADIUS_PX / 2))
    return Chevron("lanes", lane_id, QPointF(x, y), row.is_collapsed, radius)


def paint_chevron(painter: QPainter, board: Board, chevron: Chevron, *, is_hot: bool) -> None:
    """Paint ``chevron``; filled where the pointer is on it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    accent = board.colour("drop")
    painter.setPen(QPen(accent if is_hot else board.colour("grid.strong"), 1.0))
    painter.setBrush(accent if is_hot else board.colour("paper"))
    painter.drawEllipse(chevron.centre, chevron.radius, chevron.radius)
    ink = board.colour("paper" if is_hot else "text")
    round_cap, round_join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    painter.setPen(QPen(ink, 1.8, Qt.PenStyle.SolidLine, round_cap, round_join))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    tip, wing = _shape(chevron)
    back = chevron.centre - tip
    painter.drawPolyline([back + wing, chevron.centre + tip, back - wing])


def _shape(chevron: Chevron) -> tuple[QPointF, QPointF]:
    """Return where the tip points from the middle, and how far the wings are apart."""
    if chevron.kind == "lanes" and not chevron.is_collapsed:
        return QPointF(0, 0.25) * chevron.radius, QPointF(0.45, 0) * chevron.radius
    way = 0.25 if chevron.is_collapsed else -0.25
    return QPointF(way, 0) * chevron.radius, QPointF(0, 0.45) * chevron.radius
