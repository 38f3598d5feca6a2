"""The matrix itself: five by five fields, four corners with names, and notes that lie in them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from model.priorities import MATRICES, MatrixKind, spots
from widgets.language import Language
from widgets.overrides import guarded
from widgets.priorities.note import NoteButton
from widgets.text_scale import scaled

RATINGS = range(1, 6)
CORNERS = ("top_left", "top_right", "bottom_left", "bottom_right")
_GAP = 4.0
_LARGEST = (190, 96)


@guarded
class Board(QWidget):
    """Fields of a matrix; ``resized`` tells that its notes were laid out anew."""

    resized = Signal()

    def __init__(self, kind: MatrixKind, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind, self._language = kind, language
        self._notes: dict[tuple[int, int], list[NoteButton]] = {}
        self._aimed: tuple[int, int] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(scaled(360), scaled(280))

    def lay_out(self, notes: Mapping[tuple[int, int], list[NoteButton]]) -> None:
        """Lay ``notes`` out, by their ratings to the right and up."""
        self._notes = dict(notes)
        for (x, y), held in self._notes.items():
            box = QRectF(self.field(x, y))
            area = (box.x(), box.y(), box.width(), box.height())
            largest = (scaled(_LARGEST[0]), scaled(_LARGEST[1]))
            places = spots(len(held), area, _GAP, largest)
            for note, place in zip(held, places, strict=True):
                note.setGeometry(QRectF(*place).toRect())
        self.update()

    def field(self, x: int, y: int) -> QRect:
        """Return the field of two ratings of 1 to 5."""
        ground = self._ground()
        left = ground.x() + round((x - 1) * ground.width() / 5)
        right = ground.x() + round(x * ground.width() / 5)
        top = ground.y() + round((5 - y) * ground.height() / 5)
        bottom = ground.y() + round((6 - y) * ground.height() / 5)
        return QRect(left, top, right - left, bottom - top)

    def ratings_at(self, point: QPoint) -> tuple[int, int] | None:
        """Return the ratings of the field at ``point``; None beside the matrix."""
        for x in RATINGS:
            for y in RATINGS:
                if self.field(x, y).contains(point):
                    return x, y
        return None

    def aim(self, ratings: tuple[int, int] | None) -> None:
        """Show which field a note would fall into."""
        if ratings != self._aimed:
            self._aimed = ratings
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lay the notes out anew."""
        super().resizeEvent(event)
        self.lay_out(self._notes)
        self.resized.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint fields, axes and the names of the corners."""
        painter = QPainter(self)
        ground, palette = self._ground(), self.palette()
        accent = palette.color(QPalette.ColorRole.Accent)
        painter.fillRect(ground, palette.color(QPalette.ColorRole.Base))
        for corner in CORNERS:
            tint = QColor(accent)
            tint.setAlphaF(0.10 if corner == _best(self._kind) else 0.03)
            painter.fillRect(self._corner(corner), tint)
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid), 1))
        for x in RATINGS:
            for y in RATINGS:
                painter.drawRect(self.field(x, y))
        if self._aimed is not None:
            tint = QColor(accent)
            tint.setAlphaF(0.25)
            painter.fillRect(self.field(*self._aimed), tint)
            painter.setPen(QPen(accent, 2))
            painter.drawRect(self.field(*self._aimed))
        line = palette.color(QPalette.ColorRole.PlaceholderText)
        painter.setPen(QPen(line, 1, Qt.PenStyle.DashLine))
        middle = ground.center()
        painter.drawLine(middle.x(), ground.top(), middle.x(), ground.bottom())
        painter.drawLine(ground.left(), middle.y(), ground.right(), middle.y())
        self._paint_words(painter, ground)
        painter.end()

    def _paint_words(self, painter: QPainter, ground: QRect) -> None:
        words, metrics = self._language, self.fontMetrics()
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        line = metrics.height()
        for rating in RATINGS:
            box = self.field(rating, 1)
            below = QRect(box.x(), ground.bottom() + 2, box.width(), line)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(rating))
            box = self.field(1, rating)
            beside = QRect(ground.x() - line - 6, box.y(), line, box.height())
            painter.drawText(beside, Qt.AlignmentFlag.AlignCenter, str(rating))
        axes = MATRICES[self._kind]
        below = QRect(ground.x(), ground.bottom() + line, ground.width(), line + 4)
        name = f"{words(f'priorities.rating.{axes.x}')} →"
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, name)
        painter.save()
        painter.translate(2, ground.center().y())
        painter.rotate(-90)
        beside = QRect(-ground.height() // 2, 0, ground.height(), line)
        name = f"{words(f'priorities.rating.{axes.y}')} →"
        painter.drawText(beside, Qt.AlignmentFlag.AlignCenter, name)
        painter.restore()
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        bold = QFontMetrics(font)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        for corner in CORNERS:
            self._paint_corner(painter, bold, corner, ground)

    def _paint_corner(
        self, painter: QPainter, metrics: QFontMetrics, corner: str, ground: QRect
    ) -> None:
        """Write the name of a corner above or below the matrix, where no note can lie."""
        line, half = metrics.height(), ground.width() // 2
        is_right, is_top = corner.endswith("right"), corner.startswith("top")
        x = ground.center().x() if is_right else ground.x()
        y = ground.y() - line - 2 if is_top else ground.bottom() + 2 * line + 6
        name = self._language(f"priorities.corner.{self._kind}.{corner}")
        elided = metrics.elidedText(name, Qt.TextElideMode.ElideRight, half)
        side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(x, y, half, line), side | Qt.AlignmentFlag.AlignVCenter, elided)

    def _corner(self, corner: str) -> QRect:
        ground = self._ground()
        middle = ground.center()
        x = middle.x() if corner.endswith("right") else ground.x()
        y = ground.y() if corner.startswith("top") else middle.y()
        return QRect(x, y, ground.width() // 2, ground.height() // 2)

    def _ground(self) -> QRect:
        line = self.fontMetrics().height()
        left, below = 2 * line + 10, 3 * line + 12
        return QRect(
            left, line + 4, max(self.width() - left - 6, 50), max(self.height() - line - below, 50)
        )


def _best(kind: MatrixKind) -> str:
    """Return the corner that comes first."""
    return "top_left" if kind == "opportunities" else "top_right"
