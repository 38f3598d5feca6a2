"""A person at the program: a hand, an eye, and the habits every one of them has."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from desk import PATIENCE_S, Desk
from eye import Eye, Unseen
from hand import Hand

_HERE = Path(__file__).resolve().parent
_ROOT = _HERE.parents[2]


class Sitting:
    """One start of the program, and the person in front of it."""

    def __init__(
        self,
        desk: Desk,
        hand: Hand,
        *files: Path,
        language: str = "da",
        look: str = "light",
        scale: int = 1,
    ) -> None:
        self.desk = desk
        self.hand = hand
        self.folder = desk.folder
        _remember(desk.folder / "settings", language=language, theme=look, folder=str(desk.folder))
        socket = desk.folder / "eye"
        socket.unlink(missing_ok=True)
        self._program = desk.start(
            [sys.executable, str(_HERE / "seen_program.py"), *map(str, files)],
            JOURNEYWALL_EYE=str(socket),
            JOURNEYWALL_SETTINGS=str(desk.folder / "settings"),
            PYTHONPATH=f"{_ROOT}",
            QT_SCALE_FACTOR=str(scale),
        )
        self.eye = Eye(socket)
        self.eye.wait(socket.exists, "the program's start", seconds=60)
        self.eye.wait(self._find_window, "the program's window", seconds=60)

    def fill_the_screen(self) -> None:
        """Make the window as large as the screen, as the window manager does it."""
        width, height = self.desk.size
        self.desk.run("xdotool", "windowmove", self._window, "0", "0")
        self.desk.run("xdotool", "windowsize", self._window, str(width), str(height - 24))
        self.desk.run("xdotool", "windowactivate", "--sync", self._window)
        self.eye.settle()

    def check_for_faults(self) -> None:
        """See that the program tells of no fault or problem.

        Raises:
            Unseen: If it does; says what.
        """
        told = self.eye.ask("state")["problem"]
        if told:
            raise Unseen(f"the program says: {told}")

    def leave(self) -> None:
        """End the program, whatever it asks."""
        if self._program.poll() is None:
            self._program.kill()
        self._program.wait(PATIENCE_S)

    def _find_window(self) -> bool:
        try:
            self.eye.ask("state")
        except (OSError, AssertionError):
            return False
        pid = str(self._program.pid)
        asked = ["xdotool", "search", "--onlyvisible", "--pid", pid, "--name", "Journeywall"]
        try:
            found = self.desk.run(*asked).split()
        except subprocess.CalledProcessError:  # there is none yet
            return False
        self._window = found[-1] if found else ""
        return bool(found)


def _remember(place: Path, **settings: str) -> None:
    place.mkdir(parents=True, exist_ok=True)
    text = json.dumps(settings)
    (place / "settings.json").write_text(text, encoding="utf-8")
