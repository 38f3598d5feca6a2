"""The board of one canvas kept as pixels: scrolling moves them, and only what is new is painted.

The picture is somewhat larger than the window and lies on the sheet like a wrapped tile: the pixel
(x, y)
of the sheet, counted in device pixels, stands at (x mod width, y mod height). So a scroll copies
nothing; what comes in at one edge takes the place of what went out at the other. It comes in
blocks of pixels, so that most frames of a scroll paint nothing of the board at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap, QRegion

from model.layout.sheet import Sheet
from model.layout.theme import Theme
from widgets.canvas.board import Board
from widgets.canvas.frame import Frame
from widgets.canvas.snapshot import Snapshot
from widgets.canvas.view import View

# A region of more pieces than this is painted as one rectangle, and more cards going pale or
# coming back than this have everything painted.
_MOST_PIECES = 12
_BLOCK = 256  # device px
# Of a window of which more is stale than this only the window is painted, in whole.
_LARGE_SHARE = 0.4
_MOST_FADED = 48
# An area of so many device px is copied sooner than it is painted in two parts.
_SMALL = 200_000
# Views that differ by whole device pixels, but for this much, show the same pixels.
_SAME_PIXEL = 0.01


@dataclass(frozen=True, slots=True)
class Manner:
    """How the board is to be painted; see `widgets.canvas.board.Board.paint`."""

    ratio: float
    is_resting: bool
    faded: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class _Shown:
    """What the pixels show."""

    sheet: Sheet
    theme: Theme
    view: View
    manner: Manner
    size: QSize

    def is_same_look(self, other: _Shown) -> bool:
        return (
            self.sheet is other.sheet
            and self.theme is other.theme
            and self.view.zoom == other.view.zoom
            and self.size == other.size
            and self.manner.ratio == other.manner.ratio
            and self.manner.is_resting == other.manner.is_resting
        )

    def may_stand_for(self, other: _Shown) -> bool:
        """Tell whether the other would show the same, but for the zoom and the place."""
        return (
            self.sheet is other.sheet
            and self.theme is other.theme
            and self.size == other.size
            and self.manner.ratio == other.manner.ratio
            and self.manner.faded == other.manner.faded
        )


class BoardLayer:
    """Pixels of what a `Board` paints, kept between frames; all areas in px of the window."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._pixels = QPixmap()
        self._spare = QPixmap()  # as large as the window, for snapshots and to paint in
        self._shown: _Shown | None = None
        self._window = QRect()  # what the window shows, device px of the sheet
        self._held = QRect()  # what the pixels may show, all of it stale or not
        self._stale = QRegion()  # device px of the sheet
        self._snapshot: Snapshot | None = None  # what stands for all of that while one zooms
        self.painted_area = 0  # device px painted anew since the start, for tests and benchmarks

    def forget(self) -> None:
        """Have everything painted anew."""
        self._shown = None
        self._snapshot = None

    def replace_sheet(self, sheet: Sheet, areas: list[QRectF]) -> None:
        """Take ``sheet``, which differs from the one before in ``areas`` (mm)."""
        shown = self._shown
        if shown is None or self._snapshot is not None:
            self.forget()
            return
        self._shown = replace(shown, sheet=sheet)
        for area in areas:
            view = shown.view
            self._age(view.rect(area.x(), area.y(), area.width(), area.height()))

    def bring_up_to_date(self, frame: Frame, manner: Manner) -> QRegion:
        """Find what is stale for ``frame``.

        Returns:
            What of the window has gone stale by another cause than being new in it, in px.
        """
        size = _device_rect(frame.window, manner.ratio).size()
        now = _Shown(frame.sheet, self._board.theme, frame.view, manner, size)
        before, self._shown = self._shown, now
        if before is not None and self._is_zooming(before, now, frame):
            return QRegion()
        if self._snapshot is not None:  # the pixels are of another zoom
            before, self._snapshot = None, None
        moved = _pixels_between(before, now) if before is not None else None
        if before is None or moved is None:
            self._window = QRect(QPoint(0, 0), size)
            self._make_pixels(size)
            self._held = self._held_around(self._window)
            self._stale = QRegion(self._held)
            return QRegion()
        if not moved.isNull():
            self._window.translate(moved)
            held = self._held_around(self._window)
            self._stale += QRegion(held) - QRegion(self._held)
            self._stale &= QRegion(held)
            self._held = held
        if before.manner.faded != manner.faded:
            return self._fade(frame, before.manner.faded ^ manner.faded)
        return QRegion()

    def paint(self, painter: QPainter, frame: Frame, rect: QRect) -> QRegion:
        """Paint ``rect``; `bring_up_to_date` and `Board.begin_frame` come before.

        Returns:
            Where pictures are still to be made, in px; it stays stale.
        """
        assert self._shown is not None
        if self._snapshot is not None:
            self._paint_snapshot(painter, frame, rect, self._snapshot)
            return QRegion()  # the next sharp picture comes when the zoom rests
        ratio = self._shown.manner.ratio
        origin = self._window.topLeft()
        area = _device_rect(QRectF(rect), ratio).translated(origin) & self._window
        lacking = QRegion()
        stale = self._stale & area
        if not stale.isEmpty():
            painted = self._to_paint(stale)
            self._stale -= painted
            for part in _few(painted):
                lacking += self._paint_part(frame, part)
            self._stale += lacking & QRegion(self._held)
            lacking &= QRegion(area)
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        self._blit(painter, area)
        painter.restore()
        return _in_window(lacking, origin, ratio)

    def _is_zooming(self, before: _Shown, now: _Shown, frame: Frame) -> bool:
        """Tell whether a snapshot can stand for the window, which is made if need be.

        Far out, plain blocks are painted as fast as a snapshot.
        """
        if now.manner.is_resting or self._board.is_far(frame) or not before.may_stand_for(now):
            return False
        if self._snapshot is None:
            is_another = before.view.zoom != now.view.zoom
            if not is_another or self._stale.intersects(self._window):
                return False
            self._snapshot = self._take_snapshot(before)
        return self._snapshot.may_stand_for(now.view)

    def _take_snapshot(self, shown: _Shown) -> Snapshot:
        painter = QPainter(self._spare)
        self._blit(painter, self._window)
        painter.end()
        return Snapshot(self._spare, shown.view, shown.manner.ratio)

    def _paint_snapshot(
        self, painter: QPainter, frame: Frame, rect: QRect, snapshot: Snapshot
    ) -> None:
        """Paint the snapshot, and plain blocks where it does not reach."""
        assert self._shown is not None
        beside = QRegion(rect) - QRegion(snapshot.covered(frame.view))
        for part in _few(beside):
            painter.setClipRect(part)
            self._board.paint_plain(painter, frame, QRectF(part))
        painter.setClipRect(rect)
        snapshot.paint(painter, frame.view, rect)

    def _blit(self, painter: QPainter, area: QRect) -> None:
        """Copy ``area`` (device px of the sheet) to a painter in device px."""
        origin = self._window.topLeft()
        for part in self._wrapped(area):
            painter.drawPixmap(
                part.topLeft() - origin, self._pixels, QRect(self._place(part), part.size())
            )

    def _make_pixels(self, window: QSize) -> None:
        """Have pixels for the window and a block more at the sides it may be moved to."""
        size = QSize(_blocks(window.width()) + _BLOCK, _blocks(window.height()) + _BLOCK)
        if self._pixels.size() != size:
            self._pixels = QPixmap(size)
            self._pixels.fill(self._board.colour("canvas"))  # opaque, and blitted as such
        if self._spare.size() != window:
            self._spare = QPixmap(window)
            self._spare.fill(self._board.colour("canvas"))

    def _held_around(self, window: QRect) -> QRect:
        """Return what the pixels hold when the window shows ``window``, in whole blocks."""
        left, top = window.x() // _BLOCK * _BLOCK, window.y() // _BLOCK * _BLOCK
        return QRect(QPoint(left, top), self._pixels.size())

    def _to_paint(self, stale: QRegion) -> QRegion:
        """Return what to paint when ``stale`` is to be seen: where it is little, whole blocks."""
        area = sum(part.width() * part.height() for part in _few(stale))
        if area > _LARGE_SHARE * self._window.width() * self._window.height():
            return stale
        grown = QRegion()
        for part in _few(stale):
            left, top = part.left() // _BLOCK * _BLOCK, part.top() // _BLOCK * _BLOCK
            right, bottom = _blocks(part.right() + 1), _blocks(part.bottom() + 1)
            grown += QRegion(left, top, right - left, bottom - top)
        return self._stale & grown

    def _paint_part(self, frame: Frame, area: QRect) -> QRegion:
        """Paint ``area`` of the sheet (device px) into the pixels; return what it lacks.

        A small one over a border of the tile is painted in whole and then copied: the board takes
        longer for two parts than the copy.
        """
        self.painted_area += area.width() * area.height()
        parts = [*self._wrapped(area)]
        is_small = area.width() * area.height() <= _SMALL
        if (
            len(parts) > 1
            and is_small
            and QRect(QPoint(), self._spare.size()).contains(QRect(QPoint(), area.size()))
        ):
            lacking = self._paint_at(self._spare, frame, area, QPoint(0, 0))
            painter = QPainter(self._pixels)
            for part in parts:
                within = part.translated(-area.topLeft())
                painter.drawPixmap(self._place(part), self._spare, within)
            painter.end()
            return lacking
        lacking = QRegion()
        for part in parts:
            lacking += self._paint_at(self._pixels, frame, part, self._place(part))
        return lacking

    def _paint_at(self, pixels: QPixmap, frame: Frame, area: QRect, place: QPoint) -> QRegion:
        """Paint ``area`` of the sheet (device px) at ``place``; return what it lacks."""
        assert self._shown is not None
        manner, origin = self._shown.manner, self._window.topLeft()
        painter = QPainter(pixels)
        painter.setClipRect(QRect(place, area.size()))
        seen = area.translated(-origin)
        painter.translate(place - seen.topLeft())
        painter.scale(manner.ratio, manner.ratio)
        painted = self._board.paint(
            painter,
            frame,
            _logical_rect(seen, manner.ratio),
            ratio=manner.ratio,
            is_resting=manner.is_resting,
            faded=manner.faded,
        )
        painter.end()
        lacking = QRegion()
        for rect in painted.lacking:
            lacking += QRegion(_device_rect(rect, manner.ratio).translated(origin))
        return lacking & QRegion(area)

    def _fade(self, frame: Frame, changed: frozenset[str]) -> QRegion:
        """Have the items that went pale or came back painted anew."""
        assert self._shown is not None
        aged = QRegion()
        if len(changed) > _MOST_FADED:
            aged = QRegion(self._held)
            self._stale += aged
        else:
            for item_id in changed:
                spot = frame.index.find(item_id)
                if spot is not None:
                    aged += self._age(frame.block_rect(spot))
        return _in_window(aged, self._window.topLeft(), self._shown.manner.ratio)

    def _age(self, rect: QRectF) -> QRegion:
        """Have ``rect`` (px of the window) painted anew; return it in device px of the sheet."""
        assert self._shown is not None
        around = _device_rect(rect.adjusted(-2, -2, 2, 2), self._shown.manner.ratio)
        aged = QRegion(around.translated(self._window.topLeft()) & self._held)
        self._stale += aged
        return aged

    def _place(self, area: QRect) -> QPoint:
        size = self._pixels.size()
        return QPoint(area.x() % size.width(), area.y() % size.height())

    def _wrapped(self, area: QRect) -> Iterator[QRect]:
        """Yield the parts of ``area`` (device px of the sheet) that are whole in the pixels."""
        if area.isEmpty():
            return
        size = self._pixels.size()
        for left, width in _runs(area.x(), area.width(), size.width()):
            for top, height in _runs(area.y(), area.height(), size.height()):
                yield QRect(left, top, width, height)


def _runs(start: int, length: int, around: int) -> Iterator[tuple[int, int]]:
    """Yield (start, length) of the stretches that do not cross a multiple of ``around``."""
    end = start + length
    while start < end:
        stop = min(end, (start // around + 1) * around)
        yield start, stop - start
        start = stop


def _blocks(length: int) -> int:
    """Return ``length`` up to the next border of a block."""
    return -(-length // _BLOCK) * _BLOCK


def _few(region: QRegion) -> list[QRect]:
    if region.rectCount() > _MOST_PIECES:
        return [region.boundingRect()]
    return [*region]  # type: ignore[misc]  # the stub forgets that it can be gone through


def _pixels_between(before: _Shown, now: _Shown) -> QPoint | None:
    """Return how many device px ``now`` looks further, None where that needs other pixels."""
    if not before.is_same_look(now):
        return None
    ratio = now.manner.ratio
    across = (now.view.x - before.view.x) * ratio
    down = (now.view.y - before.view.y) * ratio
    moved = QPoint(round(across), round(down))
    if abs(across - moved.x()) > _SAME_PIXEL or abs(down - moved.y()) > _SAME_PIXEL:
        return None
    return moved


def _device_rect(rect: QRectF, ratio: float) -> QRect:
    return QRectF(
        rect.x() * ratio, rect.y() * ratio, rect.width() * ratio, rect.height() * ratio
    ).toAlignedRect()


def _logical_rect(rect: QRect, ratio: float) -> QRectF:
    return QRectF(rect.x() / ratio, rect.y() / ratio, rect.width() / ratio, rect.height() / ratio)


def _in_window(region: QRegion, origin: QPoint, ratio: float) -> QRegion:
    """Return ``region`` (device px of the sheet) in px of the window."""
    seen = QRegion()
    for rect in _few(region) if not region.isEmpty() else ():
        seen += QRegion(_logical_rect(rect.translated(-origin), ratio).toAlignedRect())
    return seen
