"""The zoom in the status bar: minus, slider, plus and the percentage that fits the map."""

from __future__ import annotations

import math

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QToolButton, QWidget

from widgets.focus_ring import FocusRing
from widgets.icons import make_icon
from widgets.language import Language
from widgets.overrides import guarded
from widgets.text_scale import give_room, scaled

_STEPS = 200  # of the slider, evenly on a scale where each step is a ratio


@guarded
class ZoomBar(QWidget):
    """Asks for a zoom (1.0 is actual size); is told of it by `show_zoom`."""

    zoom_asked = Signal(float)
    step_asked = Signal(int)
    fit_asked = Signal()

    def __init__(
        self, language: Language, lowest: float, highest: float, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._language = language
        self._lowest, self._highest = lowest, highest
        self._zoom = 1.0
        self._out = self._button(-1)
        self._slider = QSlider(Qt.Orientation.Horizontal, self)
        self._slider.setRange(0, _STEPS)
        self._slider.setPageStep(10)
        self._slider.setFixedWidth(scaled(130))
        self._slider.setMinimumHeight(scaled(28))
        self._slider.valueChanged.connect(self._slid)
        self._in = self._button(1)
        self._percent = QToolButton(self)
        self._percent.setAutoRaise(True)
        give_room(self._out, self._in, self._percent)
        self._percent.setMinimumWidth(scaled(58))
        self._percent.clicked.connect(self.fit_asked)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 6, 0)
        row.setSpacing(2)
        for widget in (self._out, self._slider, self._in, self._percent):
            row.addWidget(widget)
        FocusRing(self)
        language.changed.connect(self.retranslate)
        self.recolour()
        self.retranslate()

    def set_range(self, lowest: float, highest: float) -> None:
        """Take other ends for the slider."""
        self._lowest, self._highest = lowest, highest

    def show_zoom(self, zoom: float) -> None:
        """Show ``zoom`` without asking for it."""
        self._zoom = zoom
        with QSignalBlocker(self._slider):
            self._slider.setValue(self._place(zoom))
        self._percent.setText(self._language("window.zoom.percent", percent=self._rounded()))

    def retranslate(self) -> None:
        """Word tool tips and names for screen readers."""
        for widget, key in (
            (self._out, "window.zoom.out"),
            (self._in, "window.zoom.in"),
            (self._slider, "window.zoom.slider"),
            (self._percent, "window.zoom.fit"),
        ):
            widget.setToolTip(self._language(key))
            widget.setAccessibleName(self._language(key))
        self.show_zoom(self._zoom)

    def recolour(self) -> None:
        """Draw the icons in the palette's colours."""
        self._out.setIcon(make_icon("minus", self.palette(), size=14))
        self._in.setIcon(make_icon("plus", self.palette(), size=14))

    def _button(self, steps: int) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setAutoRepeat(True)
        button.setProperty("steps", steps)
        button.clicked.connect(self._stepped)
        return button

    def _stepped(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.step_asked.emit(int(sender.property("steps")))

    def _slid(self, place: int) -> None:
        ratio = self._highest / self._lowest
        self.zoom_asked.emit(self._lowest * ratio ** (place / _STEPS))

    def _place(self, zoom: float) -> int:
        held = min(max(zoom, self._lowest), self._highest)
        return round(
            _STEPS * math.log(held / self._lowest) / math.log(self._highest / self._lowest)
        )

    def _rounded(self) -> str:
        percent = self._zoom * 100
        return self._language.number(percent, 1 if percent < 10 else 0)
