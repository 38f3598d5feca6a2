"""Lines between cards as the pointer finds them and as they show when they are chosen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from model.layout.link_labels import way_points
from model.layout.sheet import PlacedLink, Sheet
from widgets.canvas.selection import Selection

if TYPE_CHECKING:
    from widgets.canvas.frame import Frame

_CASING_PX = 6.0
_CHOSEN_PX, _HELD_PX = 3.0, 2.0
_HEAD_MM, _HEAD_HALF_MM = 4.5, 2.5
_SMALLEST_HEAD_PX = 9.0
_HIDDEN_DASH = (3.0, 3.0)


def link_of(sheet: Sheet, link_id: str) -> PlacedLink | None:
    """Return the line of a link, None where it is not on the sheet."""
    return next((link for link in sheet.links if link.id == link_id), None)


def links_of(sheet: Sheet, card_ids: frozenset[str]) -> Iterator[PlacedLink]:
    """Yield the links that start from or lead to one of these cards, hidden ones too."""
    for link in sheet.links:
        if link.source in card_ids or link.target in card_ids:
            yield link


def link_at(sheet: Sheet, x: float, y: float, reach: float) -> PlacedLink | None:
    """Return the shown link that lies nearest to (x, y) and not further off than ``reach``, mm."""
    best: tuple[float, PlacedLink | None] = (reach, None)
    for link in sheet.links:
        area = link_bounds(link).adjusted(-reach, -reach, reach, reach)
        if link.is_shown and area.contains(x, y):
            off = distance_to_link(link, x, y)
            if off <= best[0]:
                best = (off, link)
    return best[1]


@lru_cache(maxsize=4096)
def link_bounds(link: PlacedLink) -> QRectF:
    """Return the rectangle in mm round a line and its label."""
    points = _points(link)
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    area = QRectF(left, top, max(right - left, 0.1), max(bottom - top, 0.1))
    return area if link.label_box is None else area.united(QRectF(*link.label_box))


def paint_chosen_links(
    painter: QPainter, frame: Frame, selection: Selection, colour: QColor, paper: QColor
) -> None:
    """Paint the links that are chosen, or those of the cards that are."""
    if not frame.sheet.links:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if selection.kind == "links":
        for link_id in selection.ids:
            link = link_of(frame.sheet, link_id)
            if link is not None:
                _paint(painter, frame, link, (colour, paper), _CHOSEN_PX)
    elif selection.kind == "items":
        for link in links_of(frame.sheet, frozenset(selection.ids)):
            _paint(painter, frame, link, (colour, paper), _HELD_PX)


def distance_to_link(link: PlacedLink, x: float, y: float) -> float:
    """Return how far (x, y) mm lies off a line; 0 on its label."""
    if link.label_box is not None and QRectF(*link.label_box).contains(x, y):
        return 0.0
    points = _points(link)
    return min(off_piece(x, y, a, b) for a, b in pairwise(points))


def off_piece(x: float, y: float, start: tuple[float, float], end: tuple[float, float]) -> float:
    """Return how far (x, y) lies off a straight piece."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = across * across + down * down
    part = 0.0
    if length > 0:
        part = min(max(((x - start[0]) * across + (y - start[1]) * down) / length, 0.0), 1.0)
    return hypot(x - start[0] - part * across, y - start[1] - part * down)


@lru_cache(maxsize=4096)
def _points(link: PlacedLink) -> tuple[tuple[float, float], ...]:
    return way_points(link.commands)


@lru_cache(maxsize=1024)
def _path(link: PlacedLink) -> QPainterPath:
    path = QPainterPath()
    first, *rest = _points(link)
    path.moveTo(*first)
    for point in rest:
        path.lineTo(*point)
    return path


def _paint(
    painter: QPainter,
    frame: Frame,
    link: PlacedLink,
    colours: tuple[QColor, QColor],
    width: float,
) -> None:
    if not frame.area_rect(link_bounds(link)).adjusted(-12, -12, 12, 12).intersects(frame.window):
        return
    colour, paper = colours
    view = frame.view
    seen = QTransform(view.zoom, 0, 0, view.zoom, -view.x, -view.y)
    path = seen.map(_path(link))
    label = QPainterPath()
    if link.label_box is not None and link.is_shown:
        label.addRect(frame.area_rect(QRectF(*link.label_box)))
    outside = QPainterPath()
    outside.addRect(frame.window)
    painter.save()
    painter.setClipPath(outside.subtracted(label), Qt.ClipOperation.IntersectClip)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    cap, flat = Qt.PenCapStyle.RoundCap, Qt.PenCapStyle.FlatCap
    join = Qt.PenJoinStyle.RoundJoin
    painter.setPen(QPen(paper, width + _CASING_PX, Qt.PenStyle.SolidLine, flat, join))
    painter.drawPath(path)
    pen = QPen(colour, width, Qt.PenStyle.SolidLine, cap, join)
    if not link.is_shown:
        pen.setDashPattern(_HIDDEN_DASH)
    painter.setPen(pen)
    painter.drawPath(path)
    _paint_head(painter, frame, link, colour)
    painter.restore()
    if not label.isEmpty() and width == _CHOSEN_PX:
        painter.setPen(QPen(colour, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(label.boundingRect().adjusted(-1, -1, 1, 1), 3, 3)


def _paint_head(painter: QPainter, frame: Frame, link: PlacedLink, colour: QColor) -> None:
    points = _points(link)
    tip = frame.view.point(*points[-1])
    start = next((p for p in reversed(points) if p != points[-1]), points[0])
    away = frame.view.point(*start) - tip
    length = hypot(away.x(), away.y()) or 1.0
    away /= length
    long = max(_HEAD_MM * frame.view.zoom, _SMALLEST_HEAD_PX)
    aside = QPointF(-away.y(), away.x()) * (long * _HEAD_HALF_MM / _HEAD_MM)
    head = QPainterPath(tip)
    head.lineTo(tip + away * long + aside)
    head.lineTo(tip + away * long - aside)
    head.closeSubpath()
    painter.fillPath(head, colour)
