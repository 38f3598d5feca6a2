"""Paints a picture that takes long in slices, so that the window answers meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Generator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPainter

from model.collector import rest_collector, wake_collector
from widgets.overrides import guarded

_SLICE_S = 0.007  # with what Qt does besides, a frame of 16 ms is kept
_SHOWN_S = 0.1  # showing more of thousands of pages takes longer than a slice

Paint = Callable[[QPainter], Generator[None, None, None]]


@guarded
class SlicedPicture(QObject):
    """One picture at a time; a new one takes the place of what is still being painted.

    Stop it before its owner goes: Qt does not survive a painter that outlives its picture.
    ``advanced`` tells that more is to be seen in ``image``, ``finished`` that it is whole.
    """

    advanced = Signal()
    finished = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.image = QImage()
        self._painter: QPainter | None = None
        self._steps: Generator[None, None, None] | None = None
        self._shown_at = 0.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_painting(self) -> bool:
        """Whether something of the picture is missing."""
        return self._steps is not None

    def begin(self, image: QImage, paint: Paint) -> None:
        """Start painting on ``image``, which nobody else may touch until it is finished."""
        self.stop()
        self.image = image
        self._painter = QPainter(image)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._steps = paint(self._painter)
        rest_collector()  # thousands of glyph runs are made, and stay
        self._timer.start(0)

    def stop(self) -> None:
        """Leave the rest of the picture unpainted."""
        self._timer.stop()
        steps, self._steps = self._steps, None
        if steps is not None:
            steps.close()  # a generator, which tidies up
            wake_collector()
        if self._painter is not None:
            self._painter.end()
            self._painter = None

    def _go_on(self) -> None:
        steps = self._steps
        if steps is None:
            return
        end = perf_counter() + _SLICE_S
        while perf_counter() < end:
            if next(steps, self) is self:
                self.stop()
                self.finished.emit()
                return
        if perf_counter() - self._shown_at > _SHOWN_S:
            self._shown_at = perf_counter()
            self.advanced.emit()
