"""Paints the headers that stay in the window: the sheet's own, or only their names.

Names stand in for headers that are too small to read or too large to keep in the window.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextLayout,
)

from model.journey import JourneyMap, Phase
from model.layout.sheet import Block, Column, PhaseBand, Row
from widgets.canvas.board import Board
from widgets.canvas.frame import Frame, left_area, top_area
from widgets.canvas.kept_names import KeptNames
from widgets.canvas.shades import Shades

_TYPE_PX = {"phase": 16, "step": 12, "lane": 14, "title": 15}
_LEAST_TYPE_PX = {"phase": 9, "step": 8, "lane": 9}
# A name that fits in none of these is written smaller than the others, and is then cut short.
_SMALLEST_TYPE_PX = 7
_CUT_TYPE_PX = 8
_PADDING_PX = 7.0
_NARROW = 14  # part of a narrow room that is left free on each side
_CHEVRON_PX = 14.0
_KEPT_FITS = 4000
_LARGEST_GROUND = 400_000  # px; larger ones are drawn each time
_FAR_TITLE_PX = 22
_EASY_TYPE_PX = 12  # from this size on one need not turn one's head for larger type
_LEAST_LETTERS = 4
_LEAST_NARROW_PX = 60.0
_DOTS = "\u2026"
_WRAP = Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class _Header:
    """A header where only its name is shown."""

    block: Block
    rect: QRectF
    text: str
    is_narrow: bool = False  # a collapsed phase and its steps decide nothing for the others

    def room(self, rect: QRectF) -> QRectF:
        """Return the part of ``rect`` that the name may take, clear of a phase's arrow head."""
        if self.block.kind == "phase" and rect.width() > 4 * _CHEVRON_PX:
            rect = rect.adjusted(_CHEVRON_PX / 2, 0, -_CHEVRON_PX, 0)
        return _inside(rect)


@dataclass(frozen=True, slots=True, eq=False)
class _Names:
    """The names of phases, steps and lanes by id, and what they were taken from."""

    seen_phases: tuple[Phase, ...]
    seen_lanes: tuple[tuple[str, str], ...]
    phases: dict[str, str]
    steps: dict[str, str]
    lanes: dict[str, str]

    @staticmethod
    def of(journey: JourneyMap, known: _Names) -> _Names:
        """Return the names in ``journey``; ``known`` itself where they are the same."""
        lanes = tuple((lane.id, lane.name) for lane in journey.lanes)
        if known.seen_phases is journey.phases and known.seen_lanes == lanes:
            return known
        return _Names(
            journey.phases,
            lanes,
            {phase.id: phase.name for phase in journey.phases},
            {step.id: step.name for step in journey.steps},
            dict(lanes),
        )


class HeaderPainter:
    """Paints the strips of one canvas over the board."""

    def __init__(self, board: Board, family: str) -> None:
        self._board = board
        self._family = family
        self._written: str | None = None
        self._names = _Names((), (), {}, {}, {})
        self._common: dict[str, tuple[tuple[object, ...], int]] = {}
        self._far: tuple[tuple[object, ...], tuple[int, bool]] = ((), (0, False))
        self._shades = Shades()
        self._kept = KeptNames()
        self._exposed = QRectF()
        self._sizes: dict[tuple[str, int, int, int, bool], int | None] = {}
        self._texts: dict[tuple[str, int, int, int, bool], tuple[int, str]] = {}
        self._lengths: dict[tuple[str, int, bool], float] = {}
        self._fonts: dict[tuple[int, bool], tuple[QFont, QFontMetricsF]] = {}

    def paint(
        self,
        painter: QPainter,
        frame: Frame,
        journey: JourneyMap,
        exposed: QRectF,
        written: str | None = None,
    ) -> None:
        """Paint the strips; those that stand where the sheet has them are on the board already.

        Args:
            painter: Painter of the viewport in logical px.
            frame: What is seen where.
            journey: The map, for the names.
            exposed: The part to paint.
            written: Id of the header that is open for writing; its name is left out.
        """
        self._written = written
        self._exposed = exposed
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._names = names = _Names.of(journey, self._names)
        if frame.left.mode != "board":
            self._paint_left(painter, frame, names)
        if frame.top.mode != "board":
            self._paint_title(painter, frame, journey.about.title)
        # Beside lanes that are held, names that begin under them move in, also on the board.
        if frame.top.mode != "board" or frame.left.is_held:
            self._paint_top(painter, frame, names)
        if frame.left.is_held or frame.top.is_held:
            self._paint_corner(painter, frame, journey.about.title)
        self._paint_shades(painter, frame)

    def _paint_top(self, painter: QPainter, frame: Frame, names: _Names) -> None:
        strip = top_area(frame)
        if not strip.intersects(self._exposed):
            return
        seen = strip.intersected(frame.window)
        seen.setLeft(max(seen.left(), frame.grid.left()))
        bands, columns = frame.sheet.phases, frame.sheet.columns
        left, _, right, _ = frame.view.sheet_rect(self._exposed)
        phases = [
            _named(frame, band, names)
            for band in bands
            if band.x <= right and band.x + band.width >= left
        ]
        shown = frame.index.columns_between(left, right)
        steps = [_named(frame, columns[at], names) for at in shown]
        is_whole = frame.top.mode != "compact"
        size_of_phases = 0 if is_whole else self._size_of("phase", frame, bands)
        size_of_steps = 0 if is_whole else self._size_of("step", frame, columns)
        with _inside_of(painter, strip, self._board.colour("paper")):
            if frame.are_steps_named:
                self._paint_headers(painter, phases, strip, seen, size_of_phases)
                self._paint_headers(painter, steps, strip, seen, size_of_steps)
            else:
                size, is_upwards = self._far_manner(frame)
                size = max(size, _CUT_TYPE_PX)
                for phase in phases:
                    draw = partial(
                        self._paint_far_title,
                        header=phase, seen=seen, size_px=size, is_upwards=is_upwards,
                    )  # fmt: skip
                    self._paint_kept(painter, phase, seen, ("far", size, is_upwards), draw)
                self._paint_ticks(painter, steps)

    def _paint_left(self, painter: QPainter, frame: Frame, names: _Names) -> None:
        strip = left_area(frame)
        if not strip.intersects(self._exposed):
            return
        seen = strip.intersected(frame.window)
        seen.setTop(max(seen.top(), frame.grid.top()))
        rows = frame.sheet.rows
        _, top, _, bottom = frame.view.sheet_rect(self._exposed)
        shown = frame.index.rows_between(top, bottom)
        lanes = [_named(frame, rows[at], names) for at in shown]
        size = 0 if frame.left.mode == "pinned" else self._size_of("lane", frame, rows)
        with _inside_of(painter, strip, self._board.colour("paper")):
            self._paint_headers(painter, lanes, strip, seen, size)
            funnel = frame.sheet.funnel
            if funnel is not None and frame.left.is_held:  # its own words slide under the strip
                y, height = frame.view.point(0, funnel.y).y(), funnel.height * frame.view.zoom
                painter.setPen(self._board.colour("text"))
                room = _inside(QRectF(strip.x(), y, strip.width(), height).intersected(seen))
                self._write(painter, room, funnel.name, _TYPE_PX["lane"], is_bold=False)

    def _paint_headers(
        self,
        painter: QPainter,
        headers: list[_Header],
        area: QRectF,
        seen: QRectF,
        size_px: int,
    ) -> None:
        """Paint ``headers``: their names in ``size_px``, or with 0 as the sheet has them."""
        for header in headers:
            if not header.rect.intersects(area) or not header.rect.intersects(self._exposed):
                continue
            if size_px == 0:
                self._board.paint_header(painter, header.block, header.rect, seen)
            else:
                draw = partial(self._paint_name, header=header, seen=seen, size_px=size_px)
                self._paint_kept(painter, header, seen, ("name", size_px), draw)

    def _paint_kept(
        self,
        painter: QPainter,
        header: _Header,
        seen: QRectF,
        look: tuple[object, ...],
        draw: Callable[[QPainter], None],
    ) -> None:
        """Paint a header, from its picture where it is wholly in sight and nobody zooms."""
        is_whole = seen.contains(header.rect) and header.block.id != self._written
        if not is_whole or not self._board.is_resting:
            draw(painter)
            return
        block, rect, theme = header.block, header.rect, self._board.theme
        self._kept.paint(painter, theme, block, rect, (header.text, *look), draw)

    def _paint_name(self, painter: QPainter, header: _Header, seen: QRectF, size_px: int) -> None:
        kind = header.block.kind
        self._paint_ground(painter, header)
        if header.block.id != self._written:
            painter.setPen(self._board.colour(f"{kind}.text"))
            room = header.room(header.rect.intersected(seen))
            self._write(painter, room, header.text, size_px, is_bold=kind != "step")

    def _paint_far_title(
        self, painter: QPainter, header: _Header, seen: QRectF, size_px: int, *, is_upwards: bool
    ) -> None:
        """Write a phase's title over the room of its steps' names."""
        self._paint_ground(painter, header)
        room = header.room(header.rect.intersected(seen))
        if header.block.id == self._written or not room.isValid():
            return
        painter.setPen(self._board.colour("phase.text"))
        if not is_upwards:
            self._write(painter, room, header.text, size_px, is_bold=True)
            return
        painter.save()
        painter.translate(room.center())
        painter.rotate(-90)
        turned = QRectF(-room.height() / 2, -room.width() / 2, room.height(), room.width())
        self._write(painter, turned, header.text, size_px, is_bold=True)
        painter.restore()

    def _paint_ticks(self, painter: QPainter, steps: list[_Header]) -> None:
        """Paint the ticks of steps, without their round corners while somebody zooms."""
        for step in steps:
            if self._board.is_resting or step.block.fill is None:
                self._paint_ground(painter, step)
            else:
                painter.fillRect(step.rect, self._board.colour(step.block.fill))

    def _paint_ground(self, painter: QPainter, header: _Header) -> None:
        """Paint a header without its words, from a picture unless somebody zooms."""
        block, rect = header.block, header.rect
        draw = partial(self._board.paint_header_ground, block=block, rect=rect)
        if not self._board.is_resting or rect.width() * rect.height() > _LARGEST_GROUND:
            draw(painter)
        else:
            self._kept.paint(painter, self._board.theme, block, rect, "ground", draw)

    def _far_manner(self, frame: Frame) -> tuple[int, bool]:
        """Return the size of large phase titles, and whether they are written upwards.

        Most of them fit in that; whole headers count, so that scrolling changes nothing.
        """
        made_of = (frame.view.zoom, self._names, frame.sheet.phases)
        if self._far[0] != made_of:
            headers = [_named(frame, band, self._names) for band in frame.sheet.phases]
            rooms = [(header.text, header.room(header.rect)) for header in headers]
            across = self._usual_size([(t, int(r.width()), int(r.height())) for t, r in rooms])
            upwards = self._usual_size([(t, int(r.height()), int(r.width())) for t, r in rooms])
            is_upwards = across < min(_EASY_TYPE_PX, upwards)
            if not across and not upwards:
                is_upwards = sum(r.height() - r.width() for _, r in rooms) > 0
            self._far = (made_of, (upwards if is_upwards else across, is_upwards))
        return self._far[1]

    def _usual_size(self, rooms: list[tuple[str, int, int]]) -> int:
        """Return the size that more than half of the texts fit in; 0 where they fit in none."""
        least = _LEAST_TYPE_PX["phase"]
        sizes = sorted(
            self._fitting_size(text, width, height, _FAR_TITLE_PX, least, True) or 0
            for text, width, height in rooms
        )
        return sizes[len(sizes) // 2] if sizes else 0

    def _size_of(self, kind: str, frame: Frame, parts: Sequence[PhaseBand | Column | Row]) -> int:
        """Return the type size of a kind of names, as long as nothing it follows from changes."""
        known = self._common.get(kind)
        if known is not None and not self._board.is_resting:
            return known[1]  # while one zooms; all names are measured when that rests
        strip = frame.left if kind == "lane" else frame.top
        lengths = tuple(part.header.block.height + part.header.block.width for part in parts)
        made_of = (frame.view.zoom, strip.end - strip.start, self._names, lengths)
        if known is None or known[0] != made_of:
            size = self._common_size([_named(frame, part, self._names) for part in parts])
            known = self._common[kind] = (made_of, size)
        return known[1]

    def _common_size(self, headers: list[_Header]) -> int:
        """Return the type size names of a kind are written in: the one the longest needs.

        Whole rooms count, not what is seen of them, so that scrolling changes no size; rooms too
        low for a line of the least size do not.
        """
        if not headers:
            return 0
        kind = headers[0].block.kind
        least, is_bold = _LEAST_TYPE_PX[kind], kind != "step"
        whole = [header for header in headers if not header.is_narrow]
        rooms = ((header.text, header.room(header.rect)) for header in whole)
        sizes = (
            self._fitting_size(
                text, int(room.width()), int(room.height()), _TYPE_PX[kind], least, is_bold
            )
            for text, room in rooms
            if self._fits("", int(room.width()), int(room.height()), least, is_bold)
        )
        return min((size or least for size in sizes), default=least)

    def _fitting_size(
        self, text: str, width: int, height: int, largest: int, least: int, is_bold: bool
    ) -> int | None:
        """Return the largest size from ``largest`` to ``least`` that fits, None where none does."""
        key = (text, width, height, largest, is_bold)
        if key not in self._sizes:
            if len(self._sizes) > _KEPT_FITS:
                self._sizes.clear()
            sizes = range(least, largest + 1)
            # What fits in one size fits in all smaller ones.
            count = bisect_left(
                sizes, True, key=lambda size: not self._fits(text, width, height, size, is_bold)
            )
            self._sizes[key] = sizes[count - 1] if count else None
        return self._sizes[key]

    def _fits(self, text: str, width: int, height: int, size_px: int, is_bold: bool) -> bool:
        """Tell whether ``text`` fits a room on one line or more."""
        _, metrics = self._font(size_px, is_bold)
        if metrics.horizontalAdvance(text) <= width:
            return metrics.ascent() + metrics.descent() <= height + 2  # no name uses all of that
        needed = metrics.boundingRect(QRectF(0, 0, width, height), int(_WRAP), text)
        return needed.height() <= height and needed.width() <= width

    def _write(
        self, painter: QPainter, room: QRectF, text: str, size_px: int, *, is_bold: bool
    ) -> None:
        """Write ``text`` in the middle of ``room``, smaller, on more lines, cut short at last."""
        width, height = int(room.width()), int(room.height())
        if width < 12 or height < _SMALLEST_TYPE_PX - 1 or not text:
            return
        if not self._fits_on_line(text, width, height, size_px, is_bold):
            key = (text, width, height, size_px, is_bold)
            if key not in self._texts:
                if len(self._texts) > _KEPT_FITS:
                    self._texts.clear()
                self._texts[key] = self._fitted(*key)
            size_px, text = self._texts[key]
        painter.setFont(self._font(size_px, is_bold)[0])
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(flags) | int(Qt.TextFlag.TextDontClip), text)

    def _fits_on_line(
        self, text: str, width: int, height: int, size_px: int, is_bold: bool
    ) -> bool:
        """Tell whether ``text`` fits as it is: rooms change with every frame of a scroll."""
        key = (text, size_px, is_bold)
        length = self._lengths.get(key)
        metrics = self._font(size_px, is_bold)[1]
        if length is None:
            if len(self._lengths) > _KEPT_FITS:
                self._lengths.clear()
            length = self._lengths[key] = metrics.horizontalAdvance(text)
        return length <= width and metrics.ascent() + metrics.descent() <= height + 2

    def _fitted(
        self, text: str, width: int, height: int, size_px: int, is_bold: bool
    ) -> tuple[int, str]:
        """Return the size and the lines in which ``text`` fits, or as much of it as does."""
        fitting = self._fitting_size(text, width, height, size_px, _SMALLEST_TYPE_PX, is_bold)
        size = fitting or min(size_px, _CUT_TYPE_PX)
        font, metrics = self._font(size, is_bold)
        count = max(int((height + 2) / metrics.lineSpacing()), 1)
        lines = _broken(text, font, width, count)
        cut = Qt.TextElideMode.ElideRight
        seen = [metrics.elidedText(line, cut, width) for line in lines]
        if any(line.endswith(_DOTS) and len(line) < _LEAST_LETTERS for line in seen):
            return size, ""  # letters with dots tell nobody anything
        return size, "\n".join(seen)

    def _paint_title(self, painter: QPainter, frame: Frame, title: str) -> None:
        """Where the strip of names covers part of a tiny title block, write the title there."""
        block, area = frame.title_rect(), frame.title_line
        if block is None or area is None:
            return
        whole = QRectF(area.topLeft(), QPointF(area.right(), block.bottom() + 2))
        painter.fillRect(whole, self._board.colour("paper"))
        painter.setPen(self._board.colour("text"))
        room = _inside(area)
        self._write(painter, room, title, _TYPE_PX["title"], is_bold=True)

    def _paint_corner(self, painter: QPainter, frame: Frame, title: str) -> None:
        """Cover what slides behind both strips, and say which map this is."""
        area = QRectF(
            max(frame.left.start, 0.0),
            frame.top.start,
            frame.left.end - max(frame.left.start, 0.0),
            frame.top.end - frame.top.start,
        )
        if frame.left.mode == "board":  # left headers scroll with the board, under the top strip
            area.setLeft(frame.paper.left())
        if not area.intersects(self._exposed):
            return
        painter.fillRect(area, self._board.colour("paper"))
        if frame.top.is_held:
            painter.setPen(self._board.colour("text.muted"))
            room = _inside(area.intersected(frame.window))
            size = self._fitting_size(
                title, int(room.width()), int(room.height()), _TYPE_PX["lane"], 10, True
            )
            self._write(painter, room, title, size or 10, is_bold=True)

    def _paint_shades(self, painter: QPainter, frame: Frame) -> None:
        if frame.top.is_held:
            strip = top_area(frame).intersected(frame.window)
            self._shades.paint(painter, self._exposed, strip.bottomLeft(), (strip.width(), 0))
        if frame.left.is_held:
            strip = left_area(frame).intersected(frame.window)
            self._shades.paint(painter, self._exposed, strip.topRight(), (0, strip.height()))

    def _font(self, size_px: int, is_bold: bool) -> tuple[QFont, QFontMetricsF]:
        known = self._fonts.get((size_px, is_bold))
        if known is None:
            font = QFont(self._family)
            font.setPixelSize(size_px)
            font.setBold(is_bold)
            known = self._fonts[size_px, is_bold] = (font, QFontMetricsF(font))
        return known


def _named(frame: Frame, part: PhaseBand | Column | Row, names: _Names) -> _Header:
    if isinstance(part, PhaseBand):
        rect, text = frame.phase_rect(part), names.phases.get(part.phase_id, "")
    elif isinstance(part, Column):
        rect, text = frame.step_rect(part), names.steps.get(part.step_id, "")
    else:
        rect, text = frame.lane_rect(part), names.lanes.get(part.lane_id, "")
    if part.is_collapsed and not isinstance(part, Row) and rect.width() < _LEAST_NARROW_PX:
        text = ""  # a letter or two beside the arrow tell nobody anything
    return _Header(part.header.block, rect, text, part.is_collapsed)


def _broken(text: str, font: QFont, width: int, count: int) -> list[str]:
    """Return ``text`` in ``count`` lines at most; the last has all the rest."""
    units = text.encode("utf-16-le")  # Qt counts these
    layout = QTextLayout(text, font)
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) < count and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(2 * line.textStart())
    layout.endLayout()
    ends = [*starts[1:], len(units)]
    return [
        units[start:end].decode("utf-16-le").strip()
        for start, end in zip(starts, ends, strict=True)
    ]


def _inside(rect: QRectF) -> QRectF:
    padding = min(_PADDING_PX, rect.width() / _NARROW)
    return rect.adjusted(padding, 1, -padding, -1)


@contextmanager
def _inside_of(painter: QPainter, area: QRectF, ground: QColor) -> Iterator[None]:
    """Have what is painted stay in ``area``, over ``ground``."""
    painter.save()
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    painter.fillRect(area, ground)
    yield
    painter.restore()
