"""The folders of the journals: one for each open map, on this computer's own disk.

Never beside the map, which may lie on a stick or in a synced folder, and never in a profile that
roams (reference/reliability.md 5.6).
"""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import platformdirs

from app.keeping.alive import Hold, is_held
from app.keeping.disk import THE_DISK, Disk, make_lasting_folder

FOLDER_VARIABLE = "JOURNEYWALL_STATE"
"""Environment variable that names another folder than the usual one."""

KEPT_DAYS = 30
"""How long what was set aside stays."""

KEPT_BYTES, ALWAYS_KEPT = 1024 * 1024 * 1024, 3
"""How much may be set aside until the oldest go, and how many of the newest never go for it."""

_ALIVE = "alive"
_GOES_ON = "goes-on-in"
_DAY = "%Y%m%d"


def state_folder() -> Path:
    """Return where this computer keeps what is not settings: journals, backups."""
    asked = os.environ.get(FOLDER_VARIABLE)
    return Path(asked) if asked else platformdirs.user_state_path("journeywall", appauthor=False)


def recovery_folder() -> Path:
    """Return where the sessions lie."""
    return state_folder() / "recovery"


class Session:
    """A folder of one open map, held as long as the program runs.

    Attributes:
        folder: For its journal.
    """

    def __init__(self, root: Path | None = None) -> None:
        """Make one in ``root``, the usual place if it is None.

        Raises:
            OSError: If none can be made there.
        """
        for may_try_again in (True, True, False):
            self.folder = (root or recovery_folder()) / secrets.token_hex(8)
            make_lasting_folder(THE_DISK, self.folder)
            try:
                self._hold = Hold(self.folder / _ALIVE)
            except (FileNotFoundError, BlockingIOError):
                # One who looks for what was left behind has just taken it for that.
                if not may_try_again:
                    raise
            else:
                break

    @property
    def is_there(self) -> bool:
        """Whether nobody has removed the folder, or let others take it for left behind."""
        return self._hold.is_there

    def end(self) -> None:
        """Take the folder away; what its journal still holds is found at the next start."""
        self._hold.release()
        with suppress(OSError):
            self.folder.rmdir()


def left_behind(root: Path | None = None) -> list[Path]:
    """Return the folders of sessions whose program runs no more.

    Raises:
        OSError: If the folder cannot be read.
    """
    folder = root or recovery_folder()
    if not folder.is_dir():
        return []
    # A link would have us lock, and tidy up, in a folder of somebody else's.
    found = sorted(path for path in folder.iterdir() if path.is_dir() and not path.is_symlink())
    return [path for path in found if not is_held(path / _ALIVE)]


def claim(folder: Path) -> Hold | None:
    """Hold a session that was left behind, so that no other program offers it too.

    None if another has it, or if it cannot be held.
    """
    try:
        return Hold(folder / _ALIVE)
    except OSError:
        return None


def goes_on_in(old: Path, new: Path) -> None:
    """Note that all that is in the session ``old`` is in ``new`` too, as soon as there is anything.

    Only ``new`` is offered then. So it is noted before, and no moment offers both.

    Raises:
        OSError: If it cannot be noted; then both are.
    """
    (old / _GOES_ON).write_text(new.name, encoding="ascii")


def later_session(folder: Path) -> Path | None:
    """Return the session in which the work of ``folder`` went on, None if in none."""
    try:
        name = (folder / _GOES_ON).read_text(encoding="ascii")
    except (OSError, ValueError):
        return None
    return folder.parent / name if name.isalnum() else None


def set_aside(folder: Path, disk: Disk = THE_DISK) -> Path:
    """Move a session to those that are kept for `KEPT_DAYS`, in case it is missed; return where.

    Raises:
        OSError: If it cannot be moved; it stays where it is.
    """
    aside = _aside(folder.parent)
    make_lasting_folder(disk, aside)
    day = datetime.now(UTC).strftime(_DAY)
    kept = aside / f"{day}-{folder.name}"
    disk.replace(folder, kept)
    return kept


def those_aside(root: Path | None = None) -> list[Path]:
    """Return what was set aside, the newest first."""
    aside = _aside(root or recovery_folder())
    if not aside.is_dir():
        return []
    named = (path for path in aside.iterdir() if path.is_dir() and day_aside(path) is not None)
    return sorted(named, key=_set_aside_at, reverse=True)


def day_aside(folder: Path) -> date | None:
    """Return the day on which ``folder`` was set aside, by its name."""
    try:
        return datetime.strptime(folder.name.partition("-")[0], _DAY).replace(tzinfo=UTC).date()
    except ValueError:
        return None


def forget_old(root: Path | None = None) -> None:
    """Remove what was set aside more than `KEPT_DAYS` ago, by the day in its name, and the oldest.

    The latter while all of it is more than `KEPT_BYTES`, but never the newest `ALWAYS_KEPT`. Days
    count to the newest that was set aside, if that is earlier: a clock that is ahead for an hour
    would forget everything.
    """
    taken = 0
    with suppress(OSError):
        aside = those_aside(root)
        days = [day for day in map(day_aside, aside) if day is not None]
        newest = min([datetime.now(UTC).date(), *days[:1]])
        limit = (newest - timedelta(days=KEPT_DAYS)).strftime(_DAY)
        for place, path in enumerate(aside):
            taken += sum(file.size for file in _files_in(path))
            is_too_much = place >= ALWAYS_KEPT and taken > KEPT_BYTES
            if path.name[: len(limit)] < limit or is_too_much:
                shutil.rmtree(path, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _File:
    size: int
    changed_ns: int


def _files_in(folder: Path) -> list[_File]:
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            state = path.lstat()
            found.append(_File(state.st_size, state.st_mtime_ns))
    return found


def _set_aside_at(folder: Path) -> tuple[str, int]:
    """Return what says when ``folder`` was set aside: its day, and the last change in it."""
    newest = max((file.changed_ns for file in _files_in(folder)), default=0)
    return folder.name.partition("-")[0], newest


def _aside(root: Path) -> Path:
    return root.parent / "discarded"
