"""The feelings of two maps as curves over each other, drawn by the map's own layout."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QWidget

from model.comparing import Comparison
from model.comparing.wording import curve_names, curve_words, step_names
from model.layout.look import Look
from model.layout.sheet import Block
from model.layout.theme import Theme
from model.layout.two_curves import CurveWords, two_curves_block
from model.sheet_settings import SheetSettings
from model.text.fonts import FontBook
from model.texts import Texts
from widgets.language import Language
from widgets.overrides import guarded
from widgets.painting import SheetPainter
from widgets.palette import is_dark
from widgets.text_scale import text_scale

_PIXELS_PER_MM = 96 / 25.4
_SIZE_PT = 9.0
_MARGIN, _GAP = 12, 26
_LEAST_COLUMN_MM = 13.0


@guarded
class CurvesView(QWidget):
    """Draws a block for each persona, as wide as there is room; more steps make it wider."""

    def __init__(self, language: Language, fonts: FontBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language, self._fonts = language, fonts
        self._painter = SheetPainter(fonts)
        self._comparison: Comparison | None = None
        self._names = ("", "")
        self._blocks: tuple[Block, ...] = ()

    def show_curves(self, comparison: Comparison, names: tuple[str, str]) -> None:
        """Show the curves of two maps that are called ``names``."""
        self._comparison, self._names = comparison, names
        words = Texts(self._language.code)
        said = [
            curve_words(words, comparison, curve)
            for curve in comparison.feelings
            if curve.is_changed
        ]
        self.setAccessibleDescription("\n".join(said) or words("versions.same_feelings"))
        self._lay()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return how much room all curves need."""
        height = sum(block.height for block in self._blocks) * self._scale()
        return QSize(round(self._least_width()), round(height) + 2 * _MARGIN + self._gaps())

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the same."""
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Lay the curves out in the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw them on paper of the window's look."""
        theme = Theme.named("screen_dark" if is_dark(self.palette()) else "screen_light")
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Base))
        scale, y = self._scale(), float(_MARGIN)
        for block in self._blocks:
            painter.save()
            painter.translate(_MARGIN, y)
            painter.scale(scale, scale)
            self._painter.paint_block(painter, block, theme)
            painter.restore()
            y += block.height * scale + _GAP
        painter.end()

    def _lay(self) -> None:
        comparison = self._comparison
        if comparison is None:
            return
        words = Texts(self._language.code)
        look = Look(SheetSettings(small_size_pt=_SIZE_PT), self._fonts, words, False)
        width = (max(self.width(), self._least_width()) - 2 * _MARGIN) / self._scale()
        self._blocks = tuple(
            two_curves_block(
                look,
                CurveWords(
                    curve_names(words, comparison, curve),
                    *self._names,
                    step_names(comparison, curve),
                ),
                curve.points,
                width,
            )
            for curve in comparison.feelings
        )
        self.setMinimumHeight(self.minimumSizeHint().height())
        self.updateGeometry()
        self.update()

    def _least_width(self) -> float:
        comparison = self._comparison
        counts = [len(curve.points) for curve in comparison.feelings] if comparison else []
        return max(counts, default=1) * _LEAST_COLUMN_MM * self._scale() + 2 * _MARGIN

    def _gaps(self) -> int:
        return max(len(self._blocks) - 1, 0) * _GAP

    def _scale(self) -> float:
        return _PIXELS_PER_MM * text_scale()
