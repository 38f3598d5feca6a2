"""What the preview shows over the pages: edges, seams, names, what is left out, a handle."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette, QPen

from model.printing.pages import PrintPage
from widgets.canvas.view import View
from widgets.print.arranging import Arrangement, PlacedPage
from widgets.print.person import PERSON_MM, paint_person

HANDLE_PX = 14.0
# Of thousands of sheets each is a few pixels: what nobody sees on them is not painted.
_LEAST_WITH_SHADOW = 24.0
_LEAST_WITH_NAME = QSizeF(18.0, 20.0)
_SHADOW = QColor(0, 0, 0, 26)
_BOX_COLOURS = {"trim": QColor(200, 40, 120, 130), "bleed": QColor(30, 130, 60, 130)}


@dataclass(frozen=True, slots=True)
class Overlay:
    """What is shown of an arrangement.

    Attributes:
        left_out: Names of the pages that are not printed.
        current: Index of the page the keyboard is at, None for none.
        has_names: Whether each page shows its name.
        person_at: Where a person stands: left edge and foot, in mm; None for nobody.
        handle: The corner that changes the scale, in mm; None where it cannot be changed.
        read_out: What stands at the handle while it is dragged.
    """

    left_out: frozenset[str] = frozenset()
    current: int | None = None
    has_names: bool = False
    person_at: tuple[float, float] | None = None
    handle: tuple[float, float] | None = None
    read_out: str = ""


def paint_papers(
    painter: QPainter, arrangement: Arrangement, view: View, paper: QColor, line: QColor
) -> Generator[None, None, None]:
    """Paint the empty pages, each with a soft shadow where there is room, a stop after each."""
    for placed in arrangement.placed:
        box = view.rect(*placed.area)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_SHADOW)
        for spread in (3.0, 2.0, 1.0) if box.width() >= _LEAST_WITH_SHADOW else ():
            painter.drawRoundedRect(
                box.adjusted(-spread, -spread, spread, spread).translated(QPointF(0, 1.5)), 2, 2
            )
        painter.setBrush(paper)
        painter.setPen(line)
        painter.drawRect(box)
        yield


def paint_overlay(
    painter: QPainter,
    arrangement: Arrangement,
    view: View,
    overlay: Overlay,
    palette: QPalette,
    *,
    has_focus: bool,
) -> None:
    """Paint ``overlay`` over the pages."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    is_several = len(arrangement.placed) > 1
    seen = QRectF(painter.viewport())
    boxes = [(placed, view.rect(*placed.area)) for placed in arrangement.placed]
    if is_several:
        _paint_edges(painter, [box for _, box in boxes if box.intersects(seen)], palette)
    for index, (placed, box) in enumerate(boxes):
        if not box.intersects(seen):
            continue
        _paint_boxes(painter, placed, view)
        if placed.page.name in overlay.left_out:
            _paint_left_out(painter, box, palette)
        if overlay.has_names and is_several:
            _paint_name(painter, placed, view, palette)
        if index == overlay.current and has_focus and is_several:
            _paint_current(painter, box, palette)
    if overlay.person_at is not None:
        foot = view.point(*overlay.person_at)
        ink = palette.color(QPalette.ColorRole.PlaceholderText)
        paint_person(painter, foot, PERSON_MM * view.zoom, ink)
    if overlay.handle is not None:
        _paint_handle(painter, view.point(*overlay.handle), overlay.read_out, palette)


def _paint_boxes(painter: QPainter, placed: PlacedPage, view: View) -> None:
    """Show where it is cut, and how far the bleed runs, where that is not the page's own edge."""
    page = placed.page
    whole = (0.0, 0.0, page.width, page.height)
    if placed.seen != whole:
        return
    for kind, box in (("bleed", page.bleed), ("trim", page.trim)):
        if box != whole and not (kind == "bleed" and box == page.trim):
            painter.setPen(QPen(_BOX_COLOURS[kind], 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(view.rect(placed.x + box[0], placed.y + box[1], box[2], box[3]))


def _paint_edges(painter: QPainter, boxes: list[QRectF], palette: QPalette) -> None:
    line = palette.color(QPalette.ColorRole.Highlight)
    line.setAlphaF(0.7)
    painter.setPen(QPen(line, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRects(boxes)


def _paint_left_out(painter: QPainter, box: QRectF, palette: QPalette) -> None:
    veil = QColor(palette.color(QPalette.ColorRole.Window))
    veil.setAlphaF(0.78)
    painter.fillRect(box, veil)
    ink = QColor(palette.color(QPalette.ColorRole.PlaceholderText))
    painter.setPen(QPen(ink, 1.5))
    painter.drawLine(box.topLeft(), box.bottomRight())
    painter.drawLine(box.topRight(), box.bottomLeft())


def _paint_name(painter: QPainter, placed: PlacedPage, view: View, palette: QPalette) -> None:
    box = view.rect(*placed.area)
    if box.width() < _LEAST_WITH_NAME.width() or box.height() < _LEAST_WITH_NAME.height():
        return
    usual = painter.font()
    font = QFont(usual)
    font.setPointSizeF(font.pointSizeF() * 0.85)
    painter.setFont(font)
    measures = QFontMetricsF(font)
    name = shown_name(placed.page)
    width = measures.horizontalAdvance(name) + 8
    if width > box.width() * 0.8 or measures.height() > box.height() * 0.5:
        return
    badge = QRectF(box.center().x() - width / 2, 0, width, measures.height())
    badge.moveBottom(box.bottom() - 2)
    ground = QColor(palette.color(QPalette.ColorRole.Window))
    ground.setAlphaF(0.75)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(badge, 3, 3)
    painter.setPen(palette.color(QPalette.ColorRole.WindowText))
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, name)
    painter.setFont(usual)


def shown_name(page: PrintPage) -> str:
    """Return what people call a page: a sheet by its place, any other by its title."""
    return page.name if page.name[:1].isdigit() or not page.title else page.title


def _paint_current(painter: QPainter, box: QRectF, palette: QPalette) -> None:
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 3))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(2, 2, -2, -2))


def _paint_handle(painter: QPainter, corner: QPointF, read_out: str, palette: QPalette) -> None:
    half = HANDLE_PX / 2
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Base), 1.5))
    painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
    painter.drawRoundedRect(
        QRectF(corner.x() - half, corner.y() - half, HANDLE_PX, HANDLE_PX), 3, 3
    )
    if not read_out:
        return
    measures = QFontMetricsF(painter.font())
    width, height = measures.horizontalAdvance(read_out) + 16, measures.height() + 8
    box = QRectF(corner.x() - width - half, corner.y() - height - half - 4, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.color(QPalette.ColorRole.ToolTipBase))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(palette.color(QPalette.ColorRole.ToolTipText))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, read_out)
