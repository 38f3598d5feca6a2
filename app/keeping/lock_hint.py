"""A note beside a file that says who has it open: ``.~lock.NAME#``, only ever a hint.

What keeps two savings apart is the saver's own comparing; this only tells people early. It is made
by a call that fails if it is there, never touched while the file is open (in a synced folder each
touch would go over the line), and taken away at closing (reference/reliability.md 5.8).
"""

from __future__ import annotations

import getpass
import json
import os
import platform
import re
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from app.file_names import LONGEST_NAME, name_length
from app.keeping.alive import Hold, is_held
from model.values import clean_line, present_time

_MOST_BYTES = 4096
_LONGEST = 80  # of a name that is shown
_SESSION = re.compile(r"[0-9a-f]{16}\Z")


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a file open.

    Attributes:
        host: What the computer is called.
        user: Who sits at it.
        pid: The program's number there.
        session: Names a lock on that computer that is held as long as the file is open.
        since: When it was opened, ISO in UTC.
    """

    host: str = ""
    user: str = ""
    pid: int = 0
    session: str = ""
    since: str = ""


class LockHint:
    """Says beside ``path`` that this program has it open, until `release`.

    Attributes:
        other: Who has it open already, None if nobody is known to; then nothing was written.
    """

    def __init__(self, path: Path, state_folder: Path, *, is_taken_over: bool = False) -> None:
        """Write the hint, unless somebody else's is there.

        Nothing is said where nothing can be written. One that a program on this computer has left
        behind is replaced, and so is anybody's if it ``is_taken_over``.
        """
        self.other: Holder | None = None
        self._hint = hint_of(path)
        self._hold: Hold | None = None
        folder = state_folder / "open"
        if not is_taken_over:
            self.other = _other_holder(self._hint, folder)
        # Beside no file there is nothing to say: an unplugged drive leaves an empty folder.
        is_told = path.is_file() and name_length(self._hint.name) <= LONGEST_NAME
        if self.other is None and is_told:
            self._take(folder)

    def release(self) -> None:
        """Take the hint away, if it is still this one's."""
        hold, self._hold = self._hold, None
        if hold is None:
            return
        if _read(self._hint) == self._mine:
            with suppress(OSError):
                self._hint.unlink()
        hold.release()

    def _take(self, folder: Path) -> None:
        session = secrets.token_hex(8)
        self._mine = Holder(_host(), _user(), os.getpid(), session, present_time())
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            hold = Hold(folder / session)
        except OSError:
            return
        try:
            with suppress(FileNotFoundError):
                self._hint.unlink()  # left behind, or taken over
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
            with os.fdopen(os.open(self._hint, flags, 0o666), "w", encoding="utf-8") as file:
                json.dump(asdict(self._mine), file)
        except OSError:  # read-only, or somebody was quicker by a moment: it is only a hint
            hold.release()
            return
        self._hold = hold


def hint_of(path: Path) -> Path:
    """Return the name of the hint for ``path``."""
    real = Path(os.path.realpath(path))
    return real.with_name(f".~lock.{real.name}#")


def _other_holder(hint: Path, folder: Path) -> Holder | None:
    holder = _read(hint)
    if holder is None:
        return None
    is_ours = (holder.host, holder.user) == (_host(), _user())
    is_known = bool(_SESSION.match(holder.session))
    if is_ours and (not is_known or not is_held(folder / holder.session)):
        with suppress(OSError):
            if is_known:
                (folder / holder.session).unlink()
        return None
    return holder


def _read(hint: Path) -> Holder | None:
    """Return what a hint says; None if there is none that could be read."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        with os.fdopen(os.open(hint, flags), "rb") as file:
            told = json.loads(file.read(_MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(told, dict):
        return None
    texts = {
        field.name: clean_line(str(told.get(field.name, "")))[:_LONGEST]
        for field in fields(Holder)
        if field.name != "pid"
    }
    pid = told.get("pid")
    return Holder(**texts, pid=pid if isinstance(pid, int) else 0)


def _host() -> str:
    return clean_line(platform.node())[:_LONGEST]


def _user() -> str:
    try:
        return clean_line(getpass.getuser())[:_LONGEST]
    except (OSError, KeyError, ImportError):  # a number without a name
        return ""
