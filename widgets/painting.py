"""Paints the marks of a sheet with QPainter: the screen's twin of `app.export.pdf`.

The painter's units are the sheet's millimetres: scale and move it first. Nothing here breaks a
line or asks Qt for a width; glyphs stand where HarfBuzz put them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QTransform

from model.evidence import Image
from model.layout.drawing_order import drawing_order
from model.layout.icons import ICON_BOX, ICON_STROKE, icon_paths
from model.layout.marks import (
    Glyphs,
    Icon,
    ImageMark,
    Mark,
    Outline,
    PathCommand,
    Rectangle,
    Role,
    Stroke,
)
from model.layout.pictures import unshown_image
from model.layout.sheet import Block, Sheet
from model.layout.theme import LEFT_IN_PICTURES, Theme
from model.text.fonts import FontBook
from model.text.glyphs import MM_PER_POINT
from widgets.glyph_painting import EM, GlyphPainter
from widgets.picture_painting import PicturePainter

# Above this many device pixels an em Qt draws a glyph run of a font file as nothing at all (its
# glyph cache ends at 64; measured with PySide6 6.11.3), so there we fill the outlines ourselves.
_LARGEST_CACHED_EM = 62.0


class SheetPainter:
    """Draws sheets, blocks and marks; keeps what can be reused between frames.

    One instance serves one `FontBook`; it belongs to the thread of the window.
    """

    def __init__(self, fonts: FontBook) -> None:
        self._glyphs = GlyphPainter(fonts)
        self._pictures = PicturePainter()
        self._images: Mapping[str, Image] = MappingProxyType({})
        self._pens: dict[tuple[int, Role, float, tuple[float, float] | None, bool], QPen] = {}
        self._brushes: dict[tuple[int, Role], QBrush] = {}
        self._themes: dict[int, Theme] = {}  # keeps them alive: the caches go by identity
        self._paths: dict[int, tuple[Outline, QPainterPath]] = {}
        self._icons: dict[str, QPainterPath] = {}

    def use_images(self, images: Mapping[str, Image]) -> None:
        """Take the images that `ImageMark` names; `paint_sheet` does it itself."""
        self._images = images

    def paint_sheet(self, painter: QPainter, sheet: Sheet, theme: Theme) -> None:
        """Draw all of ``sheet`` with its top left corner at the painter's origin."""
        self.use_images(sheet.images)
        for layer in drawing_order(sheet):
            if layer.marks:
                painter.translate(layer.x, layer.y)
                self.paint_marks(painter, layer.marks, theme)
                painter.translate(-layer.x, -layer.y)

    def paint_block(self, painter: QPainter, block: Block, theme: Theme) -> None:
        """Draw ``block`` with its top left corner at the painter's origin."""
        self.paint_marks(painter, block.marks, theme)

    def paint_marks(self, painter: QPainter, marks: Iterable[Mark], theme: Theme) -> None:
        """Draw ``marks`` one over the other. Pen and brush are left as they fall."""
        self._themes[id(theme)] = theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in marks:
            kind = type(mark)
            if kind is Glyphs:
                self._paint_glyphs(painter, mark, theme)  # type: ignore[arg-type]
            elif kind is Rectangle:
                self._paint_rectangle(painter, mark, theme)  # type: ignore[arg-type]
            else:
                self._paint_other(painter, mark, theme)

    def forget(self) -> None:
        """Drop all caches, e.g. after the fonts changed."""
        self._glyphs.forget()
        self._pictures.forget()
        self._pens.clear()
        self._brushes.clear()
        self._paths.clear()
        self._themes.clear()

    def _paint_other(self, painter: QPainter, mark: Mark, theme: Theme) -> None:
        match mark:
            case Stroke():
                painter.setPen(self._pen(theme, mark.colour, mark.width, mark.dash))
                painter.drawLine(QPointF(mark.x1, mark.y1), QPointF(mark.x2, mark.y2))
            case Outline():
                self._paint_outline(painter, mark, theme)
            case Icon():
                self._paint_icon(painter, mark, theme)
            case ImageMark():
                self._paint_image(painter, mark, theme)

    def _paint_rectangle(self, painter: QPainter, mark: Rectangle, theme: Theme) -> None:
        self._set_colours(painter, theme, mark.fill, mark.stroke, mark.stroke_width)
        place = QRectF(mark.x, mark.y, mark.width, mark.height)
        if mark.radius > 0:
            radius = min(mark.radius, mark.width / 2, mark.height / 2)
            painter.drawRoundedRect(place, radius, radius)
        else:
            painter.drawRect(place)

    def _paint_outline(self, painter: QPainter, mark: Outline, theme: Theme) -> None:
        self._set_colours(
            painter, theme, mark.fill, mark.stroke, mark.stroke_width, mark.dash, is_round=True
        )
        painter.drawPath(self._path(mark))

    def _paint_image(self, painter: QPainter, mark: ImageMark, theme: Theme) -> None:
        image = self._images.get(mark.sha256)
        place = QRectF(mark.x, mark.y, mark.width, mark.height)
        is_icon = mark.beside is not None and theme.is_dark(mark.beside)
        if mark.is_pale:
            if not is_icon:
                painter.fillRect(place, QColor(*theme.rgb("paper")))
            painter.setOpacity(LEFT_IN_PICTURES)
        is_shown = image is not None and self._pictures.paint(
            painter, image, place, is_on_white=not is_icon
        )
        painter.setOpacity(1.0)
        if not is_shown:
            self.paint_marks(painter, unshown_image(mark), theme)

    def _paint_icon(self, painter: QPainter, mark: Icon, theme: Theme) -> None:
        path = self._icons.get(mark.name)
        if path is None:
            path = self._icons[mark.name] = painter_path(icon_paths(mark.name))
        self._set_colours(painter, theme, None, mark.colour, ICON_STROKE, is_round=True)
        before = painter.worldTransform()
        size = mark.size / ICON_BOX
        painter.setWorldTransform(QTransform(size, 0, 0, size, mark.x, mark.y) * before)
        painter.drawPath(path)
        painter.setWorldTransform(before)

    def _paint_glyphs(self, painter: QPainter, mark: Glyphs, theme: Theme) -> None:
        before = painter.worldTransform()
        size = mark.size_pt * MM_PER_POINT / EM
        placed = QTransform(size, 0, 0, size, mark.x, mark.y)
        if mark.is_turned:
            placed = QTransform(0, -size, size, 0, mark.x, mark.y)
        painter.setWorldTransform(placed * before)
        device = painter.deviceTransform()
        em = math.hypot(device.m11(), device.m12()) * EM
        if em <= _LARGEST_CACHED_EM:
            painter.setPen(self._brush(theme, mark.colour).color())
            self._glyphs.draw_cached(painter, mark.line)
        else:
            self._glyphs.fill_outlines(painter, mark.line, self._brush(theme, mark.colour))
        painter.setWorldTransform(before)

    def _set_colours(
        self,
        painter: QPainter,
        theme: Theme,
        fill: Role | None,
        stroke: Role | None,
        width: float,
        dash: tuple[float, float] | None = None,
        *,
        is_round: bool = False,
    ) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush if fill is None else self._brush(theme, fill))
        if stroke is None or width <= 0:
            painter.setPen(Qt.PenStyle.NoPen)
        else:
            painter.setPen(self._pen(theme, stroke, width, dash, is_round=is_round))

    def _brush(self, theme: Theme, role: Role) -> QBrush:
        key = (id(theme), role)
        brush = self._brushes.get(key)
        if brush is None:
            brush = self._brushes[key] = QBrush(QColor(*theme.rgb(role)))
        return brush

    def _pen(
        self,
        theme: Theme,
        role: Role,
        width: float,
        dash: tuple[float, float] | None = None,
        *,
        is_round: bool = False,
    ) -> QPen:
        key = (id(theme), role, width, dash, is_round)
        pen = self._pens.get(key)
        if pen is None:
            pen = self._pens[key] = _new_pen(QColor(*theme.rgb(role)), width, dash, is_round)
        return pen

    def _path(self, outline: Outline) -> QPainterPath:
        known = self._paths.get(id(outline))
        if known is None:
            if len(self._paths) > 5_000:
                self._paths.clear()
            known = self._paths[id(outline)] = (outline, painter_path(outline.commands))
        return known[1]


def _new_pen(
    colour: QColor, width: float, dash: tuple[float, float] | None, is_round: bool
) -> QPen:
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    # round ends would close the gaps of a dashed line
    is_round = is_round and dash is None
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if is_round else Qt.PenCapStyle.FlatCap)
    if dash is not None:
        pen.setDashPattern([dash[0] / width, dash[1] / width])
    return pen


def painter_path(commands: Iterable[PathCommand]) -> QPainterPath:
    """Return the outline that ``commands`` draw, filled also where it crosses itself."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for command in commands:
        match command:
            case ("M", x, y):
                path.moveTo(x, y)
            case ("L", x, y):
                path.lineTo(x, y)
            case ("C", x1, y1, x2, y2, x, y):
                path.cubicTo(x1, y1, x2, y2, x, y)
            case _:
                path.closeSubpath()
    return path
