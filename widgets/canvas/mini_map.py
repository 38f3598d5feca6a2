"""The mini map: the whole sheet in a corner of the canvas, and which part of it one looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from widgets.canvas.highlights import selection_area
from widgets.canvas.mini_picture import MiniPicture
from widgets.canvas.selection import Selection
from widgets.overrides import guarded

if TYPE_CHECKING:
    from widgets.canvas.canvas import Canvas

_LARGEST = QSize(220, 150)
_LEAST_SIDE = 28
_MARGIN = 12
_LEAST_WINDOW = QSize(480, 320)  # in a smaller one it would cover too much
# The picture waits until nobody scrolls, zooms or types.
_PATIENCE_MS = 250


@guarded
class MiniMap(QWidget):
    """Lies over a canvas while not all of the sheet is seen; a click or drag moves the view.

    It is no child of the viewport, which may scroll its children along. It is not opaque to Qt
    either: else every frame of the canvas would be painted in pieces round it.
    """

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._is_wanted = True
        self._is_left = False  # whether it stands in the left corner
        self._picture = MiniPicture(canvas.colour)
        self._seen = QRectF()
        self._grip: QPointF | None = None  # from the middle of what is seen to the pointer
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._repair)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()
        canvas.view_changed.connect(self.follow)
        canvas.selection_changed.connect(self._keep_clear)
        canvas.installEventFilter(self)
        self.retranslate()
        self.follow()

    @property
    def seen(self) -> QRectF:
        """The pixels of the mini map that stand for what the window shows."""
        return self._seen

    @property
    def is_complete(self) -> bool:
        """Whether the picture shows the sheet as it is now."""
        return self._picture.is_of(self._canvas.sheet)

    def want(self, *, is_wanted: bool) -> None:
        """Show it when it is of use, or never."""
        self._is_wanted = is_wanted
        self.follow()

    def retranslate(self) -> None:
        """Take the words of the window's language as it is now."""
        self.setAccessibleName(self._canvas.words("canvas.mini_map"))
        self.setToolTip(self._canvas.words("canvas.mini_map_hint"))

    def recolour(self) -> None:
        """Paint it in the colours the canvas has now."""
        self._picture.forget()
        self.follow()

    def follow(self) -> None:
        """Mark what the window shows now; hide where that is everything."""
        if not self._is_of_use():
            self.hide()
            return
        size = self._size()
        if size != self.size():
            self.resize(size)
        self._place()
        seen = self._window_on_map()
        if seen != self._seen:
            self._seen = seen
            self.update()
        if not self.is_complete:
            self._pause.start(_PATIENCE_MS if self.isVisible() else 0)
        elif self.isHidden():
            self.show()
            self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay in the corner of a canvas that changes size."""
        if event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self.follow)  # once the canvas has its new size
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the picture and the frame of what is seen."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture.pixmap)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shade = QColor(self._canvas.colour("canvas"))
        shade.setAlpha(120)
        whole, seen = self.rect(), self._seen.toAlignedRect().intersected(self.rect())
        for rest in _around(whole, seen):
            painter.fillRect(rest, shade)
        painter.setPen(QPen(self._canvas.colour("grid.strong"), 1))
        painter.drawRect(area)
        painter.setPen(QPen(self._canvas.colour("selection"), 2))
        painter.drawRect(self._seen.intersected(area).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Look there; what is seen can be taken hold of anywhere."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position()
        is_inside = self._seen.contains(point)
        self._grip = point - self._seen.center() if is_inside else QPointF()
        self._look_at(point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Carry what is seen over the map."""
        if self._grip is not None:
            self._look_at(event.position())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802
        """Let go."""
        self._grip = None

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Zoom about the middle of what is seen."""
        if event.angleDelta().y() > 0:
            self._canvas.zoom_in()
        elif event.angleDelta().y() < 0:
            self._canvas.zoom_out()
        event.accept()

    def _is_of_use(self) -> bool:
        frame = self._canvas.frame
        window = self._canvas.viewport().size()
        is_all_seen = frame.window.adjusted(-1, -1, 1, 1).contains(frame.paper)
        has_room = (
            window.width() >= _LEAST_WINDOW.width() and window.height() >= _LEAST_WINDOW.height()
        )
        return self._is_wanted and has_room and not is_all_seen

    def _size(self) -> QSize:
        sheet = self._canvas.sheet
        scale = min(_LARGEST.width() / sheet.width, _LARGEST.height() / sheet.height)
        return QSize(
            max(round(sheet.width * scale), _LEAST_SIDE),
            max(round(sheet.height * scale), _LEAST_SIDE),
        )

    def _window_on_map(self) -> QRectF:
        frame = self._canvas.frame
        left, top, right, bottom = frame.view.sheet_rect(frame.grid)
        across, down = self._per_mm()
        return QRectF(left * across, top * down, (right - left) * across, (bottom - top) * down)

    def _per_mm(self) -> tuple[float, float]:
        sheet = self._canvas.sheet
        return self.width() / sheet.width, self.height() / sheet.height

    def _look_at(self, point: QPointF) -> None:
        assert self._grip is not None
        middle = point - self._grip
        across, down = self._per_mm()
        frame = self._canvas.frame
        there = frame.view.point(middle.x() / across, middle.y() / down)
        here = frame.grid.center()
        self._canvas.scroll(there.x() - here.x(), there.y() - here.y())

    def _keep_clear(self) -> None:
        if self.isVisible():
            self._place()

    def _place(self) -> None:
        """Stand in a lower corner; in the other one where this would cover what is chosen."""
        places = {is_left: self._corner(is_left=is_left) for is_left in (False, True)}
        area = self._current_area()
        if area is not None:
            here, there = (
                _overlap(places[is_left], area) for is_left in (self._is_left, not self._is_left)
            )
            self._is_left = self._is_left != (there < here)
        place = places[self._is_left].topLeft()
        if self.pos() != place:
            self.move(place)

    def _corner(self, *, is_left: bool) -> QRect:
        viewport = self._canvas.viewport().geometry()
        grid = self._canvas.frame.grid
        right = viewport.right() - _MARGIN - self.width()
        left = min(viewport.x() + round(grid.left()) + _MARGIN, right)
        bottom = viewport.bottom() - _MARGIN - self.height()
        return QRect(QPoint(left if is_left else right, bottom), self.size())

    def _current_area(self) -> QRect | None:
        """Return the pixels of the canvas that the current card takes."""
        selection = self._canvas.selection
        if selection.kind == "items" and selection.current is not None:
            selection = Selection("items", (selection.current,))
        area = selection_area(self._canvas.frame, selection)
        if area is None:
            return None
        seen = self._canvas.frame.area_rect(area).toAlignedRect()
        return seen.translated(self._canvas.viewport().geometry().topLeft())

    def _repair(self) -> None:
        """Go on with the picture: never while a frame of the canvas is painted."""
        if not self._is_of_use():
            return
        is_complete = self._picture.repair(
            self._canvas.sheet, self._size(), self.devicePixelRatioF()
        )
        if is_complete:
            self.update()
            self.follow()
        else:
            self._pause.start(0)


def _overlap(one: QRect, other: QRect) -> int:
    common = one.intersected(other)
    return max(common.width(), 0) * max(common.height(), 0)


def _around(whole: QRect, inner: QRect) -> tuple[QRect, ...]:
    """Return what ``whole`` has and ``inner`` has not, in four rectangles."""
    if inner.isEmpty():
        return (whole,)
    return (
        QRect(whole.left(), whole.top(), whole.width(), inner.top() - whole.top()),
        QRect(whole.left(), inner.bottom() + 1, whole.width(), whole.bottom() - inner.bottom()),
        QRect(whole.left(), inner.top(), inner.left() - whole.left(), inner.height()),
        QRect(inner.right() + 1, inner.top(), whole.right() - inner.right(), inner.height()),
    )
