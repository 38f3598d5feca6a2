"""The page as it will leave the printer, with a person beside it to see how large that is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPalette, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from model.layout.sheet import Sheet
from model.layout.theme import Theme
from model.paper import PagePlan
from widgets.overrides import guarded
from widgets.painting import SheetPainter
from widgets.previews import paint_sheet_of_paper, sheet_pixmap

_MARGIN = 18
_PERSON_MM = 1750.0
_PERSON_ASPECT = 0.28
_LEAST_PAGE_WITH_PERSON = 500.0


@guarded
class PagePreview(QWidget):
    """Paints a `PagePlan` with its sheet; empty when there is no plan."""

    def __init__(self, sheet: Sheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._painter = SheetPainter(sheet.fonts)
        self._plan: PagePlan | None = None
        self._theme: Theme | None = None
        self._picture: QPixmap | None = None
        self._drawn: tuple[object, ...] = ()
        self.setMinimumSize(QSize(360, 260))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show another sheet from now on."""
        self._sheet, self._picture = sheet, None
        self.update()

    def show_plan(self, plan: PagePlan | None, theme: Theme) -> None:
        """Show ``plan`` printed in ``theme``."""
        self._plan, self._theme = plan, theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint ground, page, sheet and person."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Midlight))
        if self._plan is not None and self._theme is not None:
            self._paint_page(painter, self._plan, self._theme)
        painter.end()

    def _paint_page(self, painter: QPainter, plan: PagePlan, theme: Theme) -> None:
        scale, page = self._place(plan)
        line = self.palette().color(QPalette.ColorRole.Mid)
        paint_sheet_of_paper(painter, page, QColor(*theme.rgb("paper")), line)
        size = QSizeF(self._sheet.width, self._sheet.height) * (plan.scale * scale)
        corner = QPointF(page.x() + plan.x * scale, page.y() + plan.y * scale)
        painter.drawPixmap(QRectF(corner, size), self._sheet_picture(theme, size), QRectF())
        if _has_person(plan):
            height = _PERSON_MM * scale
            foot = QPointF(
                page.right() + _MARGIN, max(page.bottom(), page.center().y() + height / 2)
            )
            self._paint_person(painter, foot, height)

    def _place(self, plan: PagePlan) -> tuple[float, QRectF]:
        """Return pixels per millimetre of paper, and where the page stands."""
        room = QSizeF(self.width() - 2 * _MARGIN, self.height() - 2 * _MARGIN)
        width, height = plan.width, plan.height
        if _has_person(plan):
            room.setWidth(room.width() - _MARGIN)
            width += _PERSON_MM * _PERSON_ASPECT
            height = max(height, _PERSON_MM)
        scale = min(room.width() / width, room.height() / height)
        extra = (_PERSON_MM * _PERSON_ASPECT * scale + _MARGIN) if _has_person(plan) else 0
        left = (self.width() - plan.width * scale - extra) / 2
        top = (self.height() - plan.height * scale) / 2
        return scale, QRectF(left, top, plan.width * scale, plan.height * scale)

    def _sheet_picture(self, theme: Theme, size: QSizeF) -> QPixmap:
        wanted = (theme, round(size.width()), round(size.height()))
        if self._picture is None or self._drawn != wanted:
            ratio = self.devicePixelRatioF()
            self._picture = sheet_pixmap(self._painter, self._sheet, theme, size, ratio=ratio)
            self._drawn = wanted
        return self._picture

    def _paint_person(self, painter: QPainter, foot: QPointF, height: float) -> None:
        """Paint a standing person, ``height`` pixels tall, whose left edge is at ``foot``."""
        unit = height / 100
        middle = foot.x() + 14 * unit
        body = QPainterPath()
        body.setFillRule(Qt.FillRule.WindingFill)
        body.addEllipse(QPointF(middle, foot.y() - 93 * unit), 5.2 * unit, 6.4 * unit)
        body.addRoundedRect(
            QRectF(middle - 10 * unit, foot.y() - 84 * unit, 20 * unit, 40 * unit),
            8 * unit,
            8 * unit,
        )
        for side in (-1, 1):
            leg = QRectF(0, foot.y() - 50 * unit, 8.4 * unit, 50 * unit)
            leg.moveCenter(QPointF(middle + side * 4.9 * unit, leg.center().y()))
            body.addRoundedRect(leg, 3 * unit, 3 * unit)
        ink = QColor(self.palette().color(QPalette.ColorRole.PlaceholderText))
        ink.setAlphaF(0.3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPath(body)


def _has_person(plan: PagePlan) -> bool:
    return max(plan.width, plan.height) >= _LEAST_PAGE_WITH_PERSON
