"""A real window of a map and a hand on it: events go in, and each frame they cost is timed."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.document import Document
from app.run_window import make_application
from app.settings import Settings
from app.window import MapWindow
from app.workspace import Workspace
from model.journey import JourneyMap
from widgets.canvas.board import Board, Painted
from widgets.canvas.canvas import Canvas
from widgets.overrides import guarded

SIZE = (1920, 1080)
_MOST_FRAMES = 400
_NO_KEYS = Qt.KeyboardModifier.NoModifier


@dataclass(slots=True)
class Frames:
    """What a series of steps cost.

    Attributes:
        times_ms: Of each frame, from its event to its last pixel.
        floor_ms: Of blitting one full-window pixmap, after each step.
        plain: How many frames lacked a picture, and showed plain blocks for it.
        waits_ms: Of each step, by the clock, until the picture was complete.
    """

    times_ms: list[float] = field(default_factory=list)
    floor_ms: list[float] = field(default_factory=list)
    plain: int = 0
    waits_ms: list[float] = field(default_factory=list)


@guarded
class Floor(QWidget):
    """A window that does nothing but blit one pixmap of its size."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.resize(*SIZE)
        self._pixmap = QPixmap(*SIZE)
        self._pixmap.fill(Qt.GlobalColor.lightGray)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Blit."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._pixmap)
        painter.end()


@guarded
class _Watch(QObject):
    """Counts the paint events of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return super().eventFilter(watched, event)


class Stand:
    """The program with one map open in a window of 1920×1080, and the floor beside it."""

    def __init__(self, journey: JourneyMap) -> None:
        make_application()
        self._folder = tempfile.TemporaryDirectory(prefix="journeywall-benchmarks-")
        self.workspace = Workspace(Settings(Path(self._folder.name)), language="da")
        self.workspace.use_look("light")
        self.document = Document(journey)
        self.floor = Floor()
        self.floor.show()
        self._is_complete = True
        self._watch_board()
        start = time.process_time()
        self.window = self._open()
        self._until(lambda: self._watch.count > 0 and self._is_complete)
        self.open_ms = (time.process_time() - start) * 1000
        self.rest()

    @property
    def canvas(self) -> Canvas:
        """The canvas of the window."""
        canvas = self.window.canvas
        assert canvas is not None
        return canvas

    def rest(self, seconds: float = 0.4) -> None:
        """Let all that is waiting be done, e.g. the panels filled."""
        QTest.qWait(round(seconds * 1000))

    def close(self) -> None:
        """End the program, whatever is unsaved."""
        self.document.save(Path(self._folder.name) / "map.journey")
        self.workspace.quit()
        self.floor.close()
        self._folder.cleanup()

    def measure(
        self, steps: Sequence[Callable[[], object]], *, pause_seconds: float = 0.0
    ) -> Frames:
        """Return what the frames of ``steps`` cost; the floor takes its turn after each."""
        frames = Frames()
        QCoreApplication.processEvents()
        gc.collect()
        for step in steps:
            self._measure_step(step, frames)
            frames.floor_ms.append(self._floor_ms())
            if pause_seconds:
                self.rest(pause_seconds)
        return frames

    def _measure_step(self, step: Callable[[], object], frames: Frames) -> None:
        began = time.perf_counter()
        start = time.process_time()
        step()
        for _ in range(_MOST_FRAMES):
            painted = self._watch.count
            QCoreApplication.sendPostedEvents()
            QCoreApplication.processEvents()
            if self._watch.count == painted:
                break
            frames.times_ms.append((time.process_time() - start) * 1000)
            frames.plain += not self._is_complete
            start = time.process_time()
        frames.waits_ms.append((time.perf_counter() - began) * 1000)

    def _floor_ms(self) -> float:
        start = time.process_time()
        self.floor.update()
        QCoreApplication.sendPostedEvents()
        return (time.process_time() - start) * 1000

    def _open(self) -> MapWindow:
        window = self.workspace.open_window(self.document)
        window.resize(*SIZE)
        self._watch = _Watch(self.canvas_of(window).viewport())
        return window

    @staticmethod
    def canvas_of(window: MapWindow) -> Canvas:
        """Return the canvas of ``window``, which has one."""
        assert window.canvas is not None
        return window.canvas

    def _until(self, is_done: Callable[[], bool]) -> None:
        while not is_done():
            QCoreApplication.processEvents()

    def _watch_board(self) -> None:
        """See of each frame whether it lacked a picture."""
        paint = Board.paint

        def watched(board: Board, *args: object, **options: object) -> Painted:
            painted = paint(board, *args, **options)  # type: ignore[arg-type]
            self._is_complete = painted.is_complete
            return painted

        Board.paint = watched  # type: ignore[method-assign,assignment]

    # the hand

    def wheel(self, dx: int, dy: int, *, at: QPointF, is_zoom: bool = False) -> None:
        """Turn the wheel by an angle (120 is a notch); with Ctrl it zooms."""
        viewport = self.canvas.viewport()
        keys = Qt.KeyboardModifier.ControlModifier if is_zoom else _NO_KEYS
        event = QWheelEvent(
            at, QPointF(viewport.mapToGlobal(at.toPoint())), QPoint(), QPoint(dx, dy),
            Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(viewport, event)

    def mouse(
        self, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton = Qt.MouseButton.LeftButton
    ) -> None:
        """Press, move with the button down, or release."""
        viewport = self.canvas.viewport()
        there = QPointF(viewport.mapToGlobal(at.toPoint()))
        is_move = kind == QEvent.Type.MouseMove
        own = Qt.MouseButton.NoButton if is_move else button
        held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else button
        QApplication.sendEvent(viewport, QMouseEvent(kind, at, there, own, held, _NO_KEYS))
