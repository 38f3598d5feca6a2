"""The second process of a program that does not answer: shows a small window, starts it again.

What the two say to each other goes through this process's own pipes: the program writes lines of
`widgets.stalled_window.Standing`, and `OVER` when it answers again; this process writes `END` if
the program is to end. When the pipe closes the program has gone, and its locks with it.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import QObject, QTimer, Signal

from widgets.language import Language
from widgets.overrides import guarded
from widgets.palette import use_look
from widgets.stalled_window import StalledWindow, Standing

COMMAND = "--stalled"
"""The first argument of this process; nobody else needs it, so no help names it."""

END, OVER = b"end\n", b"over\n"
LONGEST_END_MS = 20_000
"""After which the program is killed; longer than it takes to end by itself."""


def own_command(*arguments: str) -> list[str]:
    """Return the command that starts this program."""
    start = [] if getattr(sys, "frozen", False) else ["-m", "app"]
    return [sys.executable, *start, *arguments]


def own_environment() -> dict[str, str]:
    """Return the environment in which `own_command` finds this program, wherever it is."""
    home = str(Path(__file__).resolve().parent.parent)
    others = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([home, others] if others else [home])}


def written(standing: Standing) -> bytes:
    """Return ``standing`` as a line."""
    return json.dumps(asdict(standing)).encode() + b"\n"


def show_stalled(language: str, look: str, process: int) -> int:
    """Show the window until the program ``process`` answers, is ended, or nobody wants to."""
    from app.run_window import make_application  # needs all of the window

    application = make_application()
    use_look("dark" if look == "dark" else "light")
    talk = Talk(Language(language), sys.stdin.buffer, sys.stdout.buffer, process)
    talk.over.connect(application.quit)
    talk.listen()
    application.exec()
    with suppress(OSError):
        sys.stdout.flush()
    # The thread may still be waiting for the pipe.
    os._exit(0)


@guarded
class Talk(QObject):
    """What is said between the window and the program that does not answer.

    Attributes:
        window: The window.
        over: There is nothing more to do.
    """

    over = Signal()
    _told = Signal(bytes)

    def __init__(self, language: Language, heard: BinaryIO, said: BinaryIO, process: int) -> None:
        super().__init__()
        self._process = process  # not always our parent: on Windows a launcher may be between
        self._heard, self._said = heard, said
        self._is_end_asked = False
        self.window = StalledWindow(language)
        self.window.restart_asked.connect(self._end)
        self.window.left.connect(self.over)
        self._told.connect(self._take)

    def listen(self) -> threading.Thread:
        """Hear what the program says, in a thread of its own."""
        thread = threading.Thread(target=self._listen, name="stalled", daemon=True)
        thread.start()
        return thread

    def _listen(self) -> None:
        with suppress(OSError, ValueError):
            for line in self._heard:
                self._told.emit(line)
        self._told.emit(b"")

    def _take(self, line: bytes) -> None:
        if line and line != OVER:
            self.window.show_standing(Standing(**json.loads(line)))
            if not self.window.isVisible():
                self.window.show()
                self.window.raise_()
            return
        self.window.hide()
        try:
            if line != OVER and self._is_end_asked:
                start_again()
        finally:
            self.over.emit()

    def _end(self) -> None:
        self._is_end_asked = True
        # The pipe may be broken: the program has just gone.
        with suppress(OSError, ValueError):
            self._said.write(END)
            self._said.flush()
        QTimer.singleShot(LONGEST_END_MS, self, self._kill)

    def _kill(self) -> None:
        """The program cannot even end itself. It is there as long as its pipe is open."""
        with suppress(OSError):
            os.kill(self._process, getattr(signal, "SIGKILL", signal.SIGTERM))


def start_again() -> None:
    """Start the program anew; it offers what the journals have."""
    subprocess.Popen(  # noqa: S603 - our own command
        own_command(),
        env=own_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
