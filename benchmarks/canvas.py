"""The canvas in a window of 1920×1080: each frame against blitting one pixmap of that size.

``JOURNEYWALL_IDLE_SECONDS`` says how long the idle window is watched (60 without it).
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable
from functools import partial
from statistics import quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPointF, QRectF, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit

from benchmarks.frames import Frames, Stand
from benchmarks.maps import make_map
from benchmarks.measuring import medians_ms
from model.edits import set_items
from model.file import decode, encode
from model.journey import JourneyMap
from model.layout.engine import Layout
from model.text.fonts import FontBook
from widgets.canvas.selection import item_selection

_LETTERS = "Kunden venter i en lang kø ved kassen og opgiver til sidst sit køb"
_PRESS, _MOVE, _RELEASE = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonRelease,
)


def report(cards: int) -> list[str]:
    """Return the table's lines for a map of ``cards`` cards."""
    journey = make_map(cards)
    load_ms, layout_ms = _load_and_layout(journey)
    stand = Stand(journey)
    factor = 2 if cards > 5000 else 1  # a larger map may take twice as long
    read, near, far = 3.78, 1.2, None  # px a mm: 100 % at 96 dpi, cards as pictures, all
    lines = [
        f"canvas of {cards} cards, {stand.canvas.viewport().width()}×"
        f"{stand.canvas.viewport().height()} of 1920×1080, median / 95th percentile, ms",
        _line("pan at 100 %", _pan(stand, read), 3 * factor, 6 * factor),
        _line("pan at 30 %", _pan(stand, near), 3 * factor, 6 * factor),
        _line("pan, whole map nearly in sight", _pan(stand, far), 3 * factor, 6 * factor),
        _line("drag one card at 100 %", _drag(stand, read), factor, None),
        _line("drag one card at 30 %", _drag(stand, near), factor, None),
        _line("a letter at 100 %", _type(stand, read), 2 * factor, 4 * factor),
        _line("a letter at 30 %", _type(stand, near), 2 * factor, 4 * factor),
        _line("a letter, the lane grows", _type_growing(stand, near), 4 * factor, 4 * factor),
        _line("zoom in and out", _zoom(stand), 6 * factor, 10 * factor),
        _sharp(stand),
        _single("open to a complete picture", stand.open_ms, load_ms + layout_ms, 3,
                "load + cold layout"),
        _undo_of_all(stand, 300 * factor),
        *_choosing(stand),
        _idle(stand),
    ]  # fmt: skip
    stand.close()
    return lines


def _load_and_layout(journey: JourneyMap) -> tuple[float, float]:
    data = encode(journey)
    fonts = FontBook()
    (loaded,) = medians_ms(lambda: decode(data, "map"), times=3)
    (laid,) = medians_ms(lambda: Layout(fonts).sheet(journey), times=1)
    return loaded, laid


def _line(name: str, frames: Frames, aim: float, aim_95: float | None) -> str:
    middle, high = _middle_and_high(frames.times_ms)
    floor, _ = _middle_and_high(frames.floor_ms)
    ratio, ratio_95 = middle / floor, high / floor
    is_met = ratio <= aim and (aim_95 is None or ratio_95 <= aim_95)
    aims = f"{aim:g}" + (f" / {aim_95:g}" if aim_95 is not None else "")
    plain = f", {frames.plain} of {len(frames.times_ms)} frames not complete"
    longest = f", complete after {max(frames.waits_ms):.0f} ms at most"
    return (
        f"{name:<34}{middle:>8.2f} / {high:>6.2f}  floor {floor:>5.2f}"
        f"  = {ratio:>6.2f} / {ratio_95:>6.2f}  (aim {aims}) {'ok' if is_met else 'OVER'}"
        + (plain + longest if frames.plain else "")
    )


def _single(name: str, ours: float, floor: float, aim: float, floor_name: str) -> str:
    ratio = ours / floor
    verdict = "ok" if ratio <= aim else "OVER"
    return (
        f"{name:<34}{ours:>8.0f} / {floor:>6.0f} {floor_name} = {ratio:.2f} (aim {aim}) {verdict}"
    )


def _middle_and_high(times_ms: list[float]) -> tuple[float, float]:
    cuts = quantiles(times_ms, n=20, method="inclusive")
    return cuts[9], cuts[18]


def _look(stand: Stand, zoom: float | None) -> QPointF:
    """Show the middle of the map at ``zoom`` px a mm, or nearly all of it; return the middle."""
    canvas = stand.canvas
    canvas.fit()
    middle = canvas.frame.grid.center()
    canvas.zoom_at(middle, 1.6 if zoom is None else zoom / canvas.view.zoom)
    stand.rest(0.8)
    return middle


def _pan(stand: Stand, zoom: float | None) -> Frames:
    at = _look(stand, zoom)
    there = [(40, 80), (0, 120), (-60, 0), (-120, -120), (30, -200), (120, 0), (-90, 40)]
    steps = [partial(stand.wheel, *by, at=at) for by in there * 12]
    return stand.measure(steps)


def _drag(stand: Stand, zoom: float) -> Frames:
    at = _look(stand, zoom)
    canvas = stand.canvas
    spot = next(iter(canvas.frame.index.items_in(_around(stand, at))))
    place = canvas.frame.item_rect(spot).center()
    stand.mouse(_PRESS, place)
    stand.mouse(_MOVE, place + QPointF(30, 20))
    stand.rest()
    steps = [
        partial(stand.mouse, _MOVE, place + QPointF(30 + 3 * turn, 20 + turn % 40))
        for turn in range(100)
    ]
    frames = stand.measure(steps)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    stand.mouse(_RELEASE, place)
    return frames


def _around(stand: Stand, at: QPointF) -> QRectF:
    x, y = stand.canvas.frame.view.sheet_point(at)
    return QRectF(x - 150, y - 150, 300, 300)


def _open_text(stand: Stand, zoom: float) -> QTextEdit:
    at = _look(stand, zoom)
    canvas = stand.canvas
    spot = next(
        spot
        for spot in canvas.frame.index.items_in(_around(stand, at))
        if spot.placed.block.kind == "card"
    )
    assert canvas.edit(item_selection((spot.id,)))
    stand.rest()
    return next(field for field in canvas.findChildren(QTextEdit) if field.isVisible())


def _type(stand: Stand, zoom: float) -> Frames:
    field = _open_text(stand, zoom)
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    steps = [partial(QTest.keyClicks, field, letter) for letter in _LETTERS]
    frames = stand.measure(steps, pause_seconds=0.02)
    stand.canvas.commit_editing()
    return frames


def _type_growing(stand: Stand, zoom: float) -> Frames:
    """Each letter is one that makes the card, and with it the lane, a line higher."""
    field = _open_text(stand, zoom)
    QTest.keyClick(field, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    for _ in range(12):  # the card becomes the highest of its lane
        QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    steps = [
        partial(QTest.keyClick, field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        for _ in range(30)
    ]
    frames = stand.measure(steps, pause_seconds=0.02)
    stand.canvas.commit_editing()
    return frames


def _zoom(stand: Stand) -> Frames:
    """From all of the map to 100 % and back, three times, at changing places."""
    frames = Frames()
    for turn in range(3):
        at = _look(stand, None) + QPointF(120 * turn - 120, 60)
        inwards = [partial(stand.wheel, 0, 120, at=at, is_zoom=True) for _ in range(14)]
        outwards = [partial(stand.wheel, 0, -120, at=at, is_zoom=True) for _ in range(14)]
        part = stand.measure([*inwards, *outwards])
        frames.times_ms += part.times_ms
        frames.floor_ms += part.floor_ms
        frames.waits_ms += part.waits_ms
        frames.plain += part.plain
    return frames


def _undo_of_all(stand: Stand, aim_ms: float) -> str:
    stand.canvas.fit()
    ids = [item for item in stand.canvas.all_items() if item.startswith("c")]
    stand.document.apply("edits.change_cards", lambda held: set_items(held, ids, colour="blue"))
    stand.rest(1.0)
    taken = _whole(stand, stand.document.undo)
    verdict = "ok" if taken <= aim_ms else "OVER"
    return f"{'undo of a change to all cards':<34}{taken:>8.0f} ms  (aim {aim_ms:g}) {verdict}"


def _choosing(stand: Stand) -> list[str]:
    stand.canvas.fit()
    stand.canvas.setFocus()
    stand.rest(0.8)
    ids = stand.canvas.all_items()
    lines = []
    for name, chosen in (("choose all", ids), ("choose one", ids[:1])):
        taken = _whole(stand, partial(stand.canvas.select, item_selection(chosen)))
        lines.append(f"{name:<34}{taken:>8.0f} ms, panels and menus included")
        stand.rest(0.3)
    return lines


def _whole(stand: Stand, step: Callable[[], object]) -> float:
    """Return the processor's ms of ``step`` and of all that follows, panels and menus too."""
    gc.collect()
    start = time.process_time()
    step()
    stand.rest(0.4)
    return (time.process_time() - start) * 1000


def _sharp(stand: Stand) -> str:
    """How long after a step of the zoom no plain block is left, by the clock."""
    waits = []
    for turn in range(10):
        at = _look(stand, 0.6 + 0.3 * turn)
        began = time.perf_counter()
        stand.wheel(0, 120 if turn % 2 else -120, at=at, is_zoom=True)
        while time.perf_counter() - began < 3.0:
            QCoreApplication.processEvents()
            if stand.canvas.is_settled:
                break
        waits.append((time.perf_counter() - began) * 1000)
    middle, high = _middle_and_high(waits)
    return f"{'zoom step to the sharp picture':<34}{middle:>8.0f} / {high:>6.0f} ms by the clock"


def _idle(stand: Stand) -> str:
    seconds = float(os.environ.get("JOURNEYWALL_IDLE_SECONDS", "60"))
    stand.canvas.setFocus()
    stand.rest(3.0)
    loop = QEventLoop()  # waits for events as the program does
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    start, began = time.process_time(), time.perf_counter()
    loop.exec()
    share = (time.process_time() - start) / (time.perf_counter() - began) * 100
    verdict = "ok" if share < 0.1 else "OVER"
    return f"{'idle':<34}{share:>8.3f} % of a core over {seconds:g} s  (aim 0.1) {verdict}"
