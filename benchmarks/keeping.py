"""Keeping work: saving, the journal and recovery, each against writing and syncing the same bytes.

By the clock, for the drive is part of it; ours and the floor take turns, and the best run counts:
what else the machine does only adds.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer

from app.keeping.journal import LINES_TO_REST, Journal, journal_file
from app.keeping.notes import Note, Origin
from app.keeping.recovering import recover
from app.saving import save_journey
from benchmarks.frames import Stand
from benchmarks.maps import make_map
from model.edits import set_item
from model.evidence import Image
from model.file import encode
from model.journey import JourneyMap
from model.values import with_changes

CARDS, EDITS = 5_000, 10_000
PHOTOS, PHOTO_BYTES = 50, 400_000
AT = "2026-11-28T12:00:00Z"


def report() -> list[str]:
    """Return the table's lines."""
    journey = make_map(CARDS)
    with tempfile.TemporaryDirectory(dir=os.environ.get("JOURNEYWALL_BENCHMARK_FOLDER")) as name:
        folder = Path(name)
        return [
            "keeping work, by the clock",
            _saving(folder, journey, f"save {CARDS:,} cards", 15),
            _saving(folder, with_photos(journey), f"save them with {PHOTOS} photos, 20 MB", 5),
            *_in_the_window(folder, journey),
            _flush(folder, journey),
            _recovery(folder, journey),
        ]


def with_photos(journey: JourneyMap) -> JourneyMap:
    """Return ``journey`` with embedded bytes that do not pack, as those of photos."""
    chance = random.Random(7)
    photos = [chance.randbytes(PHOTO_BYTES) for _ in range(PHOTOS)]
    images = tuple(
        Image(
            sha256=hashlib.sha256(photo).hexdigest(),
            mime="image/jpeg",
            width_px=2048,
            height_px=1536,
            data=base64.b64encode(photo).decode(),
        )
        for photo in photos
    )
    return with_changes(journey, images=images)


def clock_ms(*works: Callable[[], object], times: int) -> list[float]:
    """Return the shortest milliseconds by the clock of each of ``works``, which take turns."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(times):
        for work, times_taken in zip(works, taken, strict=True):
            begun = time.perf_counter()
            work()
            times_taken.append((time.perf_counter() - begun) * 1000)
    return [min(times_taken) for times_taken in taken]


def write_and_sync(path: Path, data: bytes) -> None:
    """Write ``data`` to a new file and have the drive keep it: the least that a save can be."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _saving(folder: Path, journey: JourneyMap, name: str, times: int) -> str:
    data = encode(journey)
    save_journey(folder / "map.journey", journey)
    ours, floor = clock_ms(
        lambda: save_journey(folder / "map.journey", journey),
        lambda: write_and_sync(folder / "floor", data),
        times=times,
    )
    return _line(name, ours, floor, data)


def _in_the_window(folder: Path, journey: JourneyMap) -> list[str]:
    """Save in a real window after an edit; what of it its thread does, and when it did not turn."""
    stand = Stand(journey)
    safe = stand.window.safety.safe
    assert safe is not None
    edited = _edited(journey, 20)

    def save(end: Callable[[], None]) -> None:
        safe.save(folder / "window.journey", lambda _: end(), is_over_all=True)

    def edit() -> None:
        stand.document.apply("edits.text", lambda _: next(edited))
        stand.rest(1.2)  # the journal has it, and all panels are painted

    shares, gaps, quiet = [], [], []
    for _ in range(7):
        edit()
        shares.append(_work_ms(save))
        edit()
        gaps.append(_longest_turn_ms(save))
        quiet.append(_longest_turn_ms(lambda end: QTimer.singleShot(80, end)))
    stand.close()
    verdict = "ok" if median(shares) <= 5 else "OVER"
    return [
        f"a save's share of the window's thread: {median(shares):.2f} ms (aim 5) {verdict}",
        f"longest wait for a turn of the window meanwhile: {median(gaps):.1f} ms, "
        f"without a save {median(quiet):.1f} ms",
    ]


def _work_ms(begin: Callable[[Callable[[], None]], object]) -> float:
    """Return how long this thread works on what ``begin`` begins, until that calls its argument."""
    loop = QEventLoop()
    begun = time.thread_time()
    begin(loop.quit)
    loop.exec()
    return (time.thread_time() - begun) * 1000


def _longest_turn_ms(begin: Callable[[Callable[[], None]], object]) -> float:
    """Return the longest time meanwhile in which nothing could be clicked or drawn."""
    loop, timer, turns = QEventLoop(), QTimer(interval=1), [time.perf_counter()]
    timer.timeout.connect(lambda: turns.append(time.perf_counter()))
    timer.start()
    begin(loop.quit)
    loop.exec()
    timer.stop()
    turns.append(time.perf_counter())
    return max(later - turn for turn, later in itertools.pairwise(turns)) * 1000


def _flush(folder: Path, journey: JourneyMap) -> str:
    maps = _edited(journey, 40)
    kept = Journal(folder / "flush")
    kept.begin(journey, Origin())
    size = journal_file(folder / "flush", 1).stat().st_size
    kept.note(Note(next(maps), AT))
    line = bytes(journal_file(folder / "flush", 1).stat().st_size - size)
    with (folder / "lines").open("ab") as file:

        def append() -> None:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())

        ours, floor = clock_ms(lambda: kept.note(Note(next(maps), AT)), append, times=30)
    kept.end()
    return _line("journal: flush of one edit", ours, floor, line)


def _recovery(folder: Path, journey: JourneyMap) -> str:
    """Recover from the longest journal there can be, however many edits were made before it."""
    kept = Journal(folder / "recovery")
    kept.begin(journey, Origin(), EDITS - LINES_TO_REST)
    *_, last = _noted(journey, kept)
    found = recover(folder / "recovery")
    assert found is not None
    assert (found.edits, found.journey) == (EDITS, last)
    data = b"".join(path.read_bytes() for path in (folder / "recovery").iterdir())
    ours, floor = clock_ms(
        lambda: recover(folder / "recovery"),
        lambda: write_and_sync(folder / "floor", data),
        times=3,
    )
    return _line(f"recover {EDITS:,} edits, {LINES_TO_REST} of them lines", ours, floor, data)


def _noted(journey: JourneyMap, kept: Journal) -> Iterator[JourneyMap]:
    for edited in _edited(journey, LINES_TO_REST):
        kept.note(Note(edited, AT))
        yield edited


def _line(name: str, ours: float, floor: float, data: bytes) -> str:
    size = f"{len(data) / 1e6:.1f} MB" if len(data) > 50_000 else f"{len(data)} bytes"
    return (
        f"{name:<42}{ours:>9.2f} ms / {floor:>8.2f} ms write and sync {size:<10}"
        f" = {ours / floor:>7.1f}"
    )


def _edited(journey: JourneyMap, count: int) -> Iterator[JourneyMap]:
    """Yield the map after each of ``count`` edits of cards."""
    cards = [
        card.id
        for lane in journey.lanes
        if lane.kind == "cards"
        for cell in lane.cells.values()
        for card in cell
    ]
    chance = random.Random(3)
    for number in range(count):
        journey = set_item(journey, chance.choice(cards), text=f"Kunden venter i kø {number}")
        yield journey
