"""A robot that types into the real program until it is killed, and what comes back of its words.

The program is the one that people start: `app.run_window.run`, with its window on Qt's offscreen
platform. Nothing in it knows of the robot, whose keys come in as key events. Each letter is written
to a pipe before it is typed, so after the kill all is known that was typed, and when.
"""

from __future__ import annotations

import importlib
import os
import random
import re
import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

WAYS = ("card", "line", "both")
"""Where it types: on the canvas, in the line below it, or now here and now there."""

_STARTED = "started"
_BEAT, _BEAT_S, _LOOKED_BACK_S = "beat ", 0.25, 2.0
_NOTE_LETTERS = (12, 90)
_FIRST_WAIT_S = 30.0


@dataclass(frozen=True)
class Typed:
    """A letter of a note (its place in `Fate.notes`), and when it was typed, in seconds."""

    at: float
    note: int
    letter: str


@dataclass(frozen=True)
class Fate:
    """One life of the program.

    Attributes:
        typed: All letters, in the order in which they were typed.
        killed: When it was killed, on the clock of ``typed``.
        texts: All texts that came back, from the journal and from the file.
        folder: What it left.
        late: By how many seconds a thread beside the journal's was late with the same work.
    """

    typed: tuple[Typed, ...]
    killed: float
    texts: tuple[str, ...]
    folder: Path
    late: float

    @property
    def lost(self) -> tuple[Typed, ...]:
        """The letters that did not come back."""
        kept = {note: _longest_kept(letters, self.texts) for note, letters in self._notes().items()}
        seen: dict[int, int] = {}
        lost = []
        for one in self.typed:
            seen[one.note] = seen.get(one.note, 0) + 1
            if seen[one.note] > kept[one.note]:
                lost.append(one)
        return tuple(lost)

    @property
    def lost_seconds(self) -> float:
        """How long before the kill the first lost letter was typed."""
        return max((self.killed - one.at for one in self.lost), default=0.0)

    def _notes(self) -> dict[int, str]:
        notes: dict[int, str] = {}
        for one in self.typed:
            notes[one.note] = notes.get(one.note, "") + one.letter
        return notes


def lives(
    count: int,
    folder: Path,
    *,
    seed: int,
    at_once: int = 3,
    within_s: tuple[float, float] = (0.2, 4.0),
) -> Iterator[Fate | None]:
    """Start the program ``count`` times, kill it at a random moment each time, and read its rest.

    The modules are loaded once: each program is a fork of this process, which has no thread and no
    window yet.
    """
    chance = random.Random(seed)
    _load()
    running: list[_Life] = []
    for number in range(count):
        life_seed, lifetime_s = chance.randrange(2**32), chance.uniform(*within_s)
        running.append(_Life(folder / f"{number:05}", life_seed, lifetime_s))
        if len(running) == at_once or number == count - 1:
            while running:
                yield running.pop(0).fate()


class _Life:
    """A program that runs, and the moment at which it is to be killed."""

    def __init__(self, folder: Path, seed: int, lifetime_s: float) -> None:
        self._folder, self._lifetime_s = folder, lifetime_s
        folder.mkdir(parents=True)
        chance = random.Random(seed)
        self._pipe, pipe = os.pipe()
        self._process = os.fork()
        if not self._process:
            os.close(self._pipe)
            _be_program(folder, pipe, chance)
        os.close(pipe)
        self._killer = self._kill_later()

    def fate(self) -> Fate | None:
        """Wait for the kill, and return what came of it; None if nothing was typed before."""
        data = bytearray()
        while part := os.read(self._pipe, 65536):
            data += part
        os.close(self._pipe)
        os.waitpid(self._process, 0)
        _, status = os.waitpid(self._killer, 0)
        killed = float((self._folder / "killed").read_text(encoding="ascii"))
        lines = data.decode().splitlines()
        typed = tuple(_read_typed(line) for line in lines if not line.startswith(_BEAT))
        if status or not typed:
            return None
        beats = [float(line.removeprefix(_BEAT)) for line in lines if line.startswith(_BEAT)]
        late = _lateness(beats, killed)
        return Fate(typed, killed, tuple(_texts_in(self._folder)), self._folder, late)

    def _kill_later(self) -> int:
        """Fork one that kills: it is woken in time whatever else is done here."""
        killer = os.fork()
        if killer:
            return killer
        code = 1
        try:
            deadline = time.monotonic() + _FIRST_WAIT_S
            while not (self._folder / _STARTED).exists() and time.monotonic() < deadline:
                time.sleep(0.02)
            time.sleep(self._lifetime_s)
            killed = time.monotonic()
            os.kill(self._process, signal.SIGKILL)
            (self._folder / "killed").write_text(repr(killed), encoding="ascii")
            code = 0
        finally:
            os._exit(code)


def _read_typed(line: str) -> Typed:
    at, note, letter = line.split(" ")
    return Typed(float(at), int(note), letter)


def _lateness(beats: Sequence[float], killed: float) -> float:
    """Return how much later than due the latest of the last beats came, or has still not come."""
    ends = [*beats, killed]
    waits = [end - begun for begun, end in pairwise(ends) if end > killed - _LOOKED_BACK_S]
    return max([wait - _BEAT_S for wait in waits], default=0.0)


def _beat(folder: Path, pipe: int) -> None:
    """Do at each beat what the journal's thread does: wait, write a little, and have it kept."""
    kept = os.open(folder / "beats", os.O_WRONLY | os.O_CREAT, 0o600)
    while True:
        os.write(pipe, f"{_BEAT}{time.monotonic()!r}\n".encode())
        time.sleep(_BEAT_S)
        os.write(kept, b"." * 256)
        os.fsync(kept)


def _longest_kept(letters: str, texts: tuple[str, ...]) -> int:
    return max((_common_letters(letters, text) for text in texts), default=0)


def _common_letters(first: str, second: str) -> int:
    pairs = enumerate(zip(first, second, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(first), len(second)))


def _load() -> None:
    """Import what the program needs; Qt is loaded, and nothing of it is made yet."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    for name in ("app.run_window", "app.window", "app.keeping.keeper", "model.templates"):
        importlib.import_module(name)


def _texts_in(folder: Path) -> Iterator[str]:
    """Yield the texts of cards, and drafts, in the journals and the file under ``folder``."""
    from app.keeping.recovering import recover
    from model.file import read_journey
    from model.references import all_items

    journeys = [read_journey(path) for path in folder.glob("*.journey")]
    for session in (folder / "state" / "recovery").glob("*"):
        found = recover(session)
        if found is not None:
            journeys.append(found.journey)
            yield _bare(re.sub(r"^1-1 ", "", found.draft))
    for journey in journeys:
        for item in all_items(journey):
            yield _bare(getattr(item, "text", ""))


def _bare(text: str) -> str:
    return "".join(text.split())


def _be_program(folder: Path, pipe: int, chance: random.Random) -> None:
    """Run the program with the robot until it is killed; called in the fork, never returns."""
    code = 1
    try:
        os.environ["JOURNEYWALL_SETTINGS"] = str(folder / "settings")
        os.environ["JOURNEYWALL_STATE"] = str(folder / "state")
        quiet = os.open(folder / "said", os.O_WRONLY | os.O_CREAT, 0o600)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        import app.run_window as start
        from app.saving import save_journey
        from model.templates import template

        path = folder / "map.journey"
        save_journey(path, template("blank", "en"))
        before, robots = start.open_first, []

        def open_and_type(workspace: object, *given: object) -> None:
            threading.Thread(target=_beat, args=(folder, pipe), daemon=True).start()
            before(workspace, *given)  # type: ignore[arg-type]
            robots.append(Robot(workspace, folder, pipe, chance))  # a signal does not keep it

        start.open_first = open_and_type  # type: ignore[assignment]
        code = start.run([path], settings_folder=folder / "settings")
    finally:
        sys.stderr.flush()
        os._exit(code)


class Robot:
    """Types letter by letter, each from Qt's own loop, as a keyboard does."""

    def __init__(self, workspace: object, folder: Path, pipe: int, chance: random.Random) -> None:
        from PySide6.QtCore import QTimer

        self._workspace, self._folder, self._pipe, self._chance = workspace, folder, pipe, chance
        self._way = chance.choice(WAYS)
        self._note, self._left = -1, 0
        self._is_in_line = False
        self._is_told = False
        # A steady hand, at 4 to 20 letters a second.
        self._pause_ms = chance.randint(50, 250)
        self._timer = QTimer(workspace)  # type: ignore[call-overload]
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(100)

    def _go_on(self) -> None:
        window = self._workspace.windows[0]  # type: ignore[attr-defined]
        page = window.page
        if _focused() is None or page.outline is None or page.inspector is None:  # nobody types yet
            window.activateWindow()
            self._timer.start(50)
            return
        if not self._left:
            self._finish(window)
            self._begin(window)
        self._press(self._chance.choice("abcdefghijklmnopqrstuvwxyz0123456789"))
        self._left -= 1
        if self._chance.random() < 0.03:
            window.actions_made["save"].trigger()
        is_thinking = self._chance.random() < 0.05
        self._timer.start(700 if is_thinking else self._pause_ms)

    def _begin(self, window: object) -> None:
        from PySide6.QtTest import QTest

        self._note += 1
        self._left = self._chance.randint(*_NOTE_LETTERS)
        self._is_in_line = {"card": False, "line": True}.get(self._way, self._chance.random() < 0.5)
        window.activateWindow()  # type: ignore[attr-defined]
        if self._is_in_line:
            window.actions_made["quick_entry"].trigger()  # type: ignore[attr-defined]
            QTest.keyClicks(_focused(), "1-1 ")
        else:
            window.actions_made["insert_card"].trigger()  # type: ignore[attr-defined]
        for letter in f"k{self._note:03}":
            self._press(letter)

    def _finish(self, _window: object) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        if self._note >= 0 and self._is_in_line:
            QTest.keyClick(_focused(), Qt.Key.Key_Return)

    def _press(self, letter: str) -> None:
        from PySide6.QtTest import QTest

        os.write(self._pipe, f"{time.monotonic()!r} {self._note} {letter}\n".encode())
        QTest.keyClick(_focused(), letter)
        if not self._is_told:
            self._is_told = True
            (self._folder / _STARTED).touch()


def _focused() -> object:
    from PySide6.QtWidgets import QApplication

    return QApplication.focusWidget()
