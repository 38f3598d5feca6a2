"""The hint that a map's file is open here, taken and given back in threads: drives may hang."""

from __future__ import annotations

import threading
from pathlib import Path

from app.folder_kinds import kind_of
from app.keeping.lock_hint import Holder, LockHint


class Claim:
    """One file's hint, from the first look at the file until it is left; `leave` may come first.

    Attributes:
        path: The file.
        other: Who else has it open, None if nobody is known to.
    """

    def __init__(self, path: Path, state_folder: Path) -> None:
        self.path = path
        self.other: Holder | None = None
        self._state_folder = state_folder
        self._hint: LockHint | None = None
        self._is_left = False
        self._turn = threading.Lock()

    def take(self, *, is_taken_over: bool = False) -> None:
        """Say that the file is open here; in any thread."""
        with self._turn:
            if self._is_left or kind_of(self.path) == "read_only":
                return
            if self._hint is not None:
                self._hint.release()
            hint = LockHint(self.path, self._state_folder, is_taken_over=is_taken_over)
            self._hint, self.other = hint, hint.other

    def leave(self) -> None:
        """Take the hint away, for good; in any thread."""
        with self._turn:
            self._is_left = True
            if self._hint is not None:
                self._hint.release()
                self._hint = None
