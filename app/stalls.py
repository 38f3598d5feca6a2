"""Notices that the windows do not answer any more, and has a second process offer to start again.

While all is well nothing of Python runs for it: a timer of the windows sets back an alarm in
another thread. When the alarm goes off, the windows are asked by an event, and the askings are
counted, not a clock: a computer that sleeps and a program that is halted count nothing. It needs
nothing of the windows' thread, and neither does the journal. See docs/decisions/stalls.md.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
import traceback
from contextlib import suppress
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from app.stalled import COMMAND, END, OVER, own_command, own_environment, written
from app.workspace import Workspace
from model.collector import rest_collector, wake_collector
from widgets.overrides import guarded
from widgets.stalled_window import Standing

BEAT_MS, ALARM_MS = 2_500, 10_000
"""How often the windows set the alarm back, and when it goes off."""

TICK_S, TICKS = 2.5, 4
"""Seconds until it is looked whether the windows answer, and how often: 10 s more."""

_LOOK_S = 0.25  # while the small window is shown
_JOURNAL_S, _SAVING_S = 3.0, 10.0
_EXIT_CODE = 70  # "internal software error" of sysexits.h
_DEBUGGERS = ("bdb", "pdb")
_LOG = logging.getLogger(__name__)


@guarded
class StallWatch(QObject):
    """Watches the windows of ``workspace``, in whose thread it is made, until `end`."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._thread = QThread(self)
        self._doubt = Doubt(workspace)
        self._alarm = QTimer()
        self._alarm.setSingleShot(True)
        self._alarm.setInterval(ALARM_MS)
        self._alarm.timeout.connect(self._doubt.look)
        for each in (self._doubt, self._alarm):
            each.moveToThread(self._thread)
            self._thread.finished.connect(each.deleteLater)
        self._beat = QTimer(self)
        self._beat.setInterval(BEAT_MS)
        for set_back in (self._thread.started, self._beat.timeout):
            set_back.connect(self._alarm.start)
        self._doubt.asked.connect(self._answer)
        self._doubt.settled.connect(self._settle)
        self._thread.start()
        self._beat.start()

    def end(self) -> None:
        """Watch no more."""
        self._beat.stop()
        self._doubt.ended.set()
        self._doubt.answered.set()
        self._thread.quit()
        self._thread.wait()
        self._settle()

    def _answer(self) -> None:
        self._doubt.answered.set()

    def _settle(self) -> None:
        if self._doubt.is_collector_resting:
            self._doubt.is_collector_resting = False
            wake_collector()


@guarded
class Doubt(QObject):
    """Asks whether the windows do answer, in a thread of its own, and tells when they do not.

    Attributes:
        asked: Emitted for the windows, which set ``answered``.
        settled: They have answered, or nobody asks any more.
        ended: Nobody wants to know any more.
        is_collector_resting: Whether Python's collector has to be woken.
    """

    asked = Signal()
    settled = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._watched = threading.get_ident()
        self.is_collector_resting = False
        self.answered, self.ended = threading.Event(), threading.Event()

    def look(self) -> None:
        """Ask, and count how often there is no answer; called in the thread."""
        if not self.is_collector_resting:
            self.is_collector_resting = True
            rest_collector()  # it must not search in this thread
        self.answered.clear()
        self.asked.emit()
        try:
            if not self._is_answered_in_time() and not self._is_debugged():
                self._tell()
        finally:
            self.settled.emit()

    def _is_answered_in_time(self) -> bool:
        return any(self.answered.wait(TICK_S) or self.ended.is_set() for _ in range(TICKS))

    def _is_debugged(self) -> bool:
        frame = sys._current_frames().get(self._watched)  # noqa: SLF001 - its only name
        while frame is not None:
            if frame.f_trace is not None or frame.f_globals.get("__name__") in _DEBUGGERS:
                return True
            frame = frame.f_back
        return False

    def _tell(self) -> None:
        """Have the journals on the disk, then offer."""
        standing = self._standing()
        stacks = _stacks(self._watched)
        # In a thread of its own: the windows may hang in the log.
        threading.Thread(target=_LOG.error, args=(stacks,), daemon=True).start()
        try:
            self._offer(standing)
        except OSError as error:
            _LOG.warning("nobody can be told that the windows do not answer: %s", error)

    def _standing(self) -> Standing:
        kept = [safe.hurry(_JOURNAL_S) for safe in self._workspace.kept_safe()]
        return Standing(int(time.time()), all(kept), self._saving())

    def _saving(self) -> str:
        names = (safe.written_file for safe in self._workspace.kept_safe())
        return next((path.name for path in names if path is not None), "")

    @property
    def _manner(self) -> tuple[str, str]:
        return self._workspace.language.code, self._workspace.look

    def _offer(self, standing: Standing) -> None:
        other = subprocess.Popen(  # noqa: S603 - our own command
            own_command(COMMAND, *self._manner, str(os.getpid())),
            env=own_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        with other, suppress(BrokenPipeError):  # it was closed: the user waits
            self._talk(other, standing)

    def _talk(self, other: subprocess.Popen[bytes], standing: Standing) -> None:
        if other.stdin is None or other.stdout is None:
            return
        is_end_asked = threading.Event()
        heard = other.stdout

        def listen() -> None:
            if heard.readline() == END:
                is_end_asked.set()

        threading.Thread(target=listen, name="stalled", daemon=True).start()
        told = None
        while other.poll() is None:
            if is_end_asked.is_set():
                self._end_program()
            if self.answered.is_set() or self.ended.is_set():
                other.stdin.write(OVER)
                other.stdin.flush()
                return
            if told is None or told.saving != self._saving():
                told = standing if told is None else self._standing()
                other.stdin.write(written(told))
                other.stdin.flush()
            self.answered.wait(_LOOK_S)

    def _end_program(self) -> None:
        """End at once, when a save in its last steps is done; the journals are on the disk."""
        until = time.monotonic() + _SAVING_S
        while self._saving() and time.monotonic() < until:
            time.sleep(_LOOK_S)
        self._standing()
        os._exit(_EXIT_CODE)


def _stacks(watched: int) -> str:
    """Return where in the code each thread is; nothing of a map, and no place on this computer."""
    names = {thread.ident: thread.name for thread in threading.enumerate()}
    lines = ["the windows do not answer"]
    for ident, frame in sys._current_frames().items():  # noqa: SLF001 - its only name
        name = "windows" if ident == watched else names.get(ident) or "thread"
        lines += [f"  {name}:", *(f"    {place}" for place in _places(frame))]
    return "\n".join(lines)


def _places(frame: FrameType) -> list[str]:
    return [
        f"{Path(one.f_code.co_filename).name}:{number} {one.f_code.co_name}"
        for one, number in traceback.walk_stack(frame)
    ][::-1]
