"""The size of a screen: a bank card's outline that one makes as large as a real card held to it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSignalBlocker, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from widgets.language import Language
from widgets.overrides import guarded

# A bank card is an ID-1 card of ISO/IEC 7810, its corners rounded by 3.18 mm.
CARD_WIDTH_MM, CARD_HEIGHT_MM, _CARD_RADIUS_MM = 85.6, 53.98, 3.18
_LEAST, _MOST = 1.5, 20.0  # px per mm: 38 to 508 px an inch
_SCREEN_SHARE = 0.7
_MARGIN = 16
_STEPS = 10  # of the slider, a pixel of the card's width


@guarded
class ScreenSizeDialog(QDialog):
    """Measures how many logical pixels a millimetre has; ``pixels_per_mm`` is the answer."""

    def __init__(
        self,
        language: Language,
        pixels_per_mm: float,
        system_pixels_per_mm: float,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._language = language
        self._system = system_pixels_per_mm
        most = self._largest()
        self.pixels_per_mm = min(max(pixels_per_mm, _LEAST), most)
        self._explanation = QLabel(language("dialogs.screen_size.text"), self)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.width_box = QDoubleSpinBox(self)
        self.reset = QPushButton(language("dialogs.screen_size.reset"), self)
        self.card = _Card(self.pixels_per_mm, most, self)
        self._build(most)
        self._show()
        self.slider.valueChanged.connect(self._slid)
        self.width_box.valueChanged.connect(self._written)
        self.reset.clicked.connect(self._go_by_system)
        self.slider.setFocus()

    def _build(self, most: float) -> None:
        words = self._language
        self.setWindowTitle(words("dialogs.screen_size.title"))
        self._explanation.setTextFormat(Qt.TextFormat.PlainText)
        self._explanation.setWordWrap(True)
        self.slider.setRange(
            round(_LEAST * CARD_WIDTH_MM * _STEPS), round(most * CARD_WIDTH_MM * _STEPS)
        )
        self.slider.setSingleStep(_STEPS // 2)
        self.slider.setPageStep(10 * _STEPS)
        self.slider.setAccessibleName(words("dialogs.screen_size.width"))
        self.width_box.setLocale(words.locale)
        self.width_box.setRange(_LEAST * CARD_WIDTH_MM, most * CARD_WIDTH_MM)
        self.width_box.setDecimals(1)
        self.width_box.setSingleStep(0.5)
        self.width_box.setSuffix(" px")
        self.width_box.setAccessibleName(words("dialogs.screen_size.width"))
        line = QHBoxLayout()
        line.addWidget(self.slider, 1)
        line.addWidget(self.width_box)
        line.addWidget(self.reset)
        buttons = QDialogButtonBox(self)
        role = QDialogButtonBox.ButtonRole
        buttons.addButton(words("dialogs.screen_size.button"), role.AcceptRole)
        buttons.addButton(words("dialogs.cancel"), role.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addWidget(self._explanation)
        # The slider stands over the card: it must not move while the card grows below it.
        column.addLayout(line)
        column.addWidget(self.card, 1)
        column.addWidget(buttons)

    def _largest(self) -> float:
        room = self.screen().availableSize()
        return min(
            _MOST,
            room.width() * _SCREEN_SHARE / CARD_WIDTH_MM,
            room.height() * _SCREEN_SHARE / CARD_HEIGHT_MM,
        )

    def _slid(self, place: int) -> None:
        self._take(place / _STEPS / CARD_WIDTH_MM)

    def _written(self, width: float) -> None:
        self._take(width / CARD_WIDTH_MM)

    def _go_by_system(self) -> None:
        self._take(self._system)

    def _take(self, pixels_per_mm: float) -> None:
        self.pixels_per_mm = pixels_per_mm
        self._show()

    def _show(self) -> None:
        width = self.pixels_per_mm * CARD_WIDTH_MM
        with QSignalBlocker(self.slider), QSignalBlocker(self.width_box):
            self.slider.setValue(round(width * _STEPS))
            self.width_box.setValue(width)
        self.reset.setEnabled(abs(self.pixels_per_mm - self._system) > 1e-6)
        self.card.show_size(self.pixels_per_mm)


@guarded
class _Card(QWidget):
    """The outline of a card; its upper left corner stays where it is."""

    def __init__(self, pixels_per_mm: float, most: float, parent: QWidget) -> None:
        super().__init__(parent)
        self._pixels_per_mm = pixels_per_mm
        # Half as large again as it begins, so that the dialog seldom has to grow.
        room = min(1.5 * pixels_per_mm, most)
        self.setMinimumSize(*self._needed(room))

    def show_size(self, pixels_per_mm: float) -> None:
        """Draw the card with so many pixels to a millimetre."""
        self._pixels_per_mm = pixels_per_mm
        width, height = self._needed(pixels_per_mm)
        self.setMinimumSize(max(self.minimumWidth(), width), max(self.minimumHeight(), height))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the outline, with the stripe that tells what it is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self._pixels_per_mm
        card = QRectF(_MARGIN, _MARGIN, CARD_WIDTH_MM * scale, CARD_HEIGHT_MM * scale)
        palette = self.palette()
        painter.setPen(QPen(palette.color(QPalette.ColorRole.WindowText), 1))
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(card, _CARD_RADIUS_MM * scale, _CARD_RADIUS_MM * scale)
        chip = QRectF(0, 0, 12 * scale, 9 * scale)
        chip.moveTopLeft(card.topLeft())
        chip.translate(10 * scale, 18 * scale)
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(chip, 1.5 * scale, 1.5 * scale)
        painter.end()

    def _needed(self, pixels_per_mm: float) -> tuple[int, int]:
        return (
            round(CARD_WIDTH_MM * pixels_per_mm) + 2 * _MARGIN,
            round(CARD_HEIGHT_MM * pixels_per_mm) + 2 * _MARGIN,
        )
