"""A picture of part of a sheet: chosen cards by themselves, or whole lanes, phases and steps."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from model.layout.sheet import Sheet
from model.layout.theme import Theme
from widgets.canvas.bounds import ink_box
from widgets.canvas.index import SheetIndex, Spot
from widgets.canvas.selection import Selection
from widgets.painting import SheetPainter

DPI = 150.0
"""What a text processor prints sharply; a large part gets fewer, see ``most_px``."""
_MARGIN = 4.0
_MM_PER_INCH = 25.4


def picture_of(
    sheet: Sheet, selection: Selection, theme: Theme, marks: SheetPainter, *, most_px: int
) -> QImage:
    """Return a picture of what is chosen on ``sheet``, of all of it when nothing is.

    It has `DPI` or, where that would be more than ``most_px`` pixels, as many as these allow.
    Null when what is chosen is not on the sheet.
    """
    spots = list(_spots(sheet, selection))
    if selection.kind == "items":
        area = QRectF()
        for spot in spots:
            area = area.united(_ink(spot))
    else:
        area = _band(sheet, selection)
    if area.isEmpty():
        return QImage()
    if selection.kind == "items":
        area = area.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)

    def paint(painter: QPainter) -> None:
        if selection.kind != "items":
            marks.paint_sheet(painter, sheet, theme)
            return
        marks.use_images(sheet.images)
        for spot in spots:
            place = spot.block_area.topLeft()
            painter.translate(place)
            marks.paint_block(painter, spot.placed.block, theme)
            painter.translate(-place)

    return _painted(area, QColor(*theme.rgb("paper")), paint, most_px)


def _painted(
    area: QRectF, ground: QColor, paint: Callable[[QPainter], None], most_px: int
) -> QImage:
    scale = min(DPI / _MM_PER_INCH, math.sqrt(most_px / (area.width() * area.height())))
    width, height = max(int(area.width() * scale), 1), max(int(area.height() * scale), 1)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(ground)
    image.setDotsPerMeterX(round(scale * 1000))
    image.setDotsPerMeterY(round(scale * 1000))
    painter = QPainter(image)
    painter.scale(scale, scale)
    painter.translate(-area.x(), -area.y())
    paint(painter)
    painter.end()
    return image


def _spots(sheet: Sheet, selection: Selection) -> Iterator[Spot]:
    if selection.kind == "items":
        index = SheetIndex(sheet)
        for item_id in selection.ids:
            spot = index.find(item_id)
            if spot is not None:
                yield spot


def _ink(spot: Spot) -> QRectF:
    left, top, right, bottom = ink_box(spot.placed.block)
    corner = spot.block_area.topLeft()
    ink = QRectF(corner.x() + left, corner.y() + top, right - left, bottom - top)
    return spot.area.united(ink)


def _band(sheet: Sheet, selection: Selection) -> QRectF:
    """Return the part of the sheet that chosen lanes, phases or steps take, with their names."""
    whole = QRectF(0, 0, sheet.width, sheet.height)
    bands: Iterable[QRectF]
    if selection.kind == "lanes":
        bands = [
            QRectF(row.header.x, row.y, sheet.width - 2 * row.header.x, row.height)
            for row in sheet.rows
            if row.lane_id in selection.ids
        ]
    elif selection.kind in ("phases", "steps"):
        top = min((band.header.y for band in sheet.phases), default=0.0)
        bottom = max((row.y + row.height for row in sheet.rows), default=sheet.height)
        bands = [
            QRectF(column.x, top, column.width, bottom - top)
            for column in sheet.columns
            if {column.step_id, column.phase_id} & set(selection.ids)
        ]
    else:
        return whole
    area = QRectF()
    for band in bands:
        area = area.united(band)
    return area.intersected(whole)
