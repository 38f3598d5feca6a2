"""A disk in memory that remembers in which order it was asked for what, and may fail or lie.

It answers saver and journal as the computer's own disk does (test_sim_disk.py compares them) and
writes a log, from which `tests.faults.crash_images` makes all that a power cut may leave behind.
"""

from __future__ import annotations

import errno
import functools
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.keeping.disk import Found

ROOT = 0
FIRST_TIME_NS = 1_700_000_000_000_000_000

Place = tuple[int, str]
"""A name: the number of its folder, and what it is called there."""

Image = tuple[tuple[str, int, bytes | None], ...]
"""What a disk holds: path, number and content of each file; the content of a folder is None."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names that got another file, or None, in one step."""

    changes: tuple[tuple[Place, int | None], ...]


@dataclass(frozen=True, slots=True)
class Data:
    """Bytes written to a file."""

    number: int
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Synced:
    """A file or folder that the drive was made to keep."""

    number: int


@dataclass(frozen=True, slots=True)
class Told:
    """What the program has told its user by now; nothing that the disk was asked for."""

    what: object


Entry = Names | Data | Synced | Told


@dataclass(slots=True)
class Inode:
    """A file or folder; a folder has no content."""

    content: bytearray | None
    mtime_ns: int
    mode: int = 0o644


class Lie(Exception):
    """Raised by `SimDisk.before`: say that it was done, and do nothing."""


class After(Exception):
    """Raised by `SimDisk.before`: do it, and then report ``error``."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error)
        self.error = error


def _asked(method: Callable) -> Callable:
    """Count the call, and let `SimDisk.before` have its say."""

    @functools.wraps(method)
    def call(self, *args, **options):
        number, self.calls = self.calls, self.calls + 1
        self.asked.append((method.__name__, *args))
        try:
            if self.before is not None:
                self.before(number, method.__name__, args)
        except Lie:
            return {"write": lambda: len(args[1]), "exchange": lambda: True}.get(
                method.__name__, lambda: None
            )()
        except After as after:
            method(self, *args, **options)
            raise after.error from None
        return method(self, *args, **options)

    return call


class SimDisk:
    """See `app.keeping.disk.Disk` for the calls.

    Attributes:
        log: What it was asked for, in order.
        before: Called before each call with its number, name and arguments; may raise an
            OSError, `Lie` or `After`, or do what another program does.
        calls: How many calls there were.
        asked: Name and arguments of each.
        waited: Seconds of all pauses.
    """

    def __init__(
        self,
        image: Image = (),
        *,
        has_links: bool = True,
        can_exchange: bool = True,
        most: int | None = None,
        has_numbers: bool = True,
    ) -> None:
        """Hold ``image``.

        Args:
            image: What it holds.
            has_links: Whether a file may have two names.
            can_exchange: Whether two names can be swapped in one step.
            most: Bytes that it takes in one write; None for all.
            has_numbers: Whether a file keeps its number; some drives make one up each time.
        """
        self.has_links, self.can_exchange = has_links, can_exchange
        self.most, self.has_numbers = most, has_numbers
        self.log: list[Entry] = []
        self.asked: list[tuple[object, ...]] = []
        self.before: Callable[[int, str, tuple[object, ...]], None] | None = None
        self.calls = 0
        self.waited = 0.0
        self.clock = FIRST_TIME_NS
        self.inodes: dict[int, Inode] = {ROOT: Inode(None, self.clock, 0o755)}
        self.names_: dict[Place, int] = {}
        self._handles: dict[int, int] = {}
        self._next = 1
        for path, number, content in image:
            self._hold(path, number, content)
        self.first_names = dict(self.names_)
        self.first_data = {
            number: None if inode.content is None else bytes(inode.content)
            for number, inode in self.inodes.items()
        }

    def _hold(self, path: str, number: int, content: bytes | None) -> None:
        folder, name = self._place(Path(path))
        self.names_[folder, name] = number
        self._next = max(self._next, number + 1)
        if number not in self.inodes:
            held = None if content is None else bytearray(content)
            self.inodes[number] = Inode(held, self._tick(), 0o755 if content is None else 0o644)

    def tell(self, what: object) -> None:
        """Note in the log what the user has been told."""
        self.log.append(Told(what))

    @property
    def open_files(self) -> int:
        """How many files are open."""
        return len(self._handles)

    def image(self) -> Image:
        """Return what it holds now."""
        return picture(
            self.names_,
            {n: None if i.content is None else bytes(i.content) for n, i in self.inodes.items()},
        )

    def put(self, path: Path, data: bytes) -> None:
        """Have another program replace ``path``, in the same moment and for good."""
        folder, name = self._place(path)
        number = self._new(bytearray(data))
        self.log += [Data(number, 0, data), Synced(number)]
        self._rename((((folder, name), number),))
        self.log.append(Synced(folder))

    @_asked
    def find(self, path: Path) -> Found | None:
        place = self._place_or_none(path)
        number = self._at(place) if place is not None else None
        if number is None:
            return None
        inode = self.inodes[number]
        if inode.content is None:
            return Found("folder", (1, number), 4096, inode.mtime_ns, inode.mode, (0, 0))
        told = number if self.has_numbers else 10_000 + self.calls
        size = len(inode.content)
        return Found("file", (1, told), size, inode.mtime_ns, inode.mode, (0, 0))

    @_asked
    def create(self, path: Path, like: Found | None = None) -> int:
        place = self._place(path)
        if place in self.names_:
            raise _error(errno.EEXIST, path)
        number = self._new(bytearray())
        if like is not None:
            self.inodes[number].mode = like.mode
        self._rename(((place, number),))
        return self._open(number)

    @_asked
    def append(self, path: Path) -> int:
        return self._open(self._file(path))

    @_asked
    def write(self, handle: int, data: memoryview) -> int:
        number = self._handles[handle]
        taken = bytes(data[: self.most])
        content = self.inodes[number].content
        assert content is not None
        self.log.append(Data(number, len(content), taken))
        content += taken
        self.inodes[number].mtime_ns = self._tick()
        return len(taken)

    @_asked
    def sync(self, handle: int) -> None:
        self.log.append(Synced(self._handles[handle]))

    @_asked
    def close(self, handle: int) -> None:
        del self._handles[handle]

    @_asked
    def read(self, path: Path) -> bytes:
        content = self.inodes[self._file(path)].content
        assert content is not None
        return bytes(content)

    @_asked
    def link(self, source: Path, target: Path) -> None:
        if not self.has_links:
            raise _error(errno.EPERM, target)
        number, place = self._at(self._place(source)), self._place(target)
        if number is None:
            raise _error(errno.ENOENT, source)
        if place in self.names_:
            raise _error(errno.EEXIST, target)
        if self._is_folder(number):
            raise _error(errno.EPERM, target)
        self._rename(((place, number),))

    @_asked
    def replace(self, source: Path, target: Path) -> None:
        old, place = self._place(source), self._place(target)
        number = self._at(old)
        if number is None:
            raise _error(errno.ENOENT, source)
        there = self._at(place)
        if there == number:  # POSIX: two names of one file both stay
            return
        self._check_moved(number, there, source, target)
        self._rename(((place, number), (old, None)))

    @_asked
    def exchange(self, first: Path, second: Path) -> bool:
        if not self.can_exchange:
            return False
        one, other = self._place(first), self._place(second)
        a, b = self._at(one), self._at(other)
        if a is None or b is None:
            raise _error(errno.ENOENT, second)
        if first in second.parents or second in first.parents:
            return False
        self._rename(((other, a), (one, b)))
        return True

    @_asked
    def remove(self, path: Path) -> None:
        self._file(path)
        self._rename(((self._place(path), None),))

    @_asked
    def make_folder(self, path: Path) -> None:
        place = self._place(path)
        number = self._at(place)
        if number is None:
            self._rename(((place, self._new(None)),))
        elif not self._is_folder(number):
            raise _error(errno.EEXIST, path)

    @_asked
    def names(self, folder: Path) -> tuple[str, ...]:
        number = self._folder(folder)
        return tuple(sorted(name for held, name in self.names_ if held == number))

    @_asked
    def sync_folder(self, folder: Path) -> None:
        self.log.append(Synced(self._folder(folder)))

    @_asked
    def pause(self, seconds: float) -> None:
        self.waited += seconds

    def _check_moved(self, number: int, there: int | None, source: Path, target: Path) -> None:
        """Refuse what no system moves, with the error of Linux."""
        if source in target.parents:
            raise _error(errno.EINVAL, target)
        if target in source.parents:
            raise _error(errno.ENOTEMPTY, target)
        if there is None:
            return
        if self._is_folder(there) and not self._is_folder(number):
            raise _error(errno.EISDIR, target)
        if self._is_folder(number) and not self._is_folder(there):
            raise _error(errno.ENOTDIR, target)
        if self._is_folder(there) and any(folder == there for folder, _ in self.names_):
            raise _error(errno.ENOTEMPTY, target)

    def _tick(self) -> int:
        self.clock += 1_000_000
        return self.clock

    def _new(self, content: bytearray | None) -> int:
        number, self._next = self._next, self._next + 1
        self.inodes[number] = Inode(content, self._tick(), 0o700 if content is None else 0o644)
        return number

    def _open(self, number: int) -> int:
        handle = 1000 + self.calls
        self._handles[handle] = number
        return handle

    def _rename(self, changes: tuple[tuple[Place, int | None], ...]) -> None:
        for place, number in changes:
            if number is None:
                self.names_.pop(place, None)
            else:
                self.names_[place] = number
        self.log.append(Names(changes))

    def _at(self, place: Place) -> int | None:
        return ROOT if place == (ROOT, "") else self.names_.get(place)

    def _is_folder(self, number: int) -> bool:
        return self.inodes[number].content is None

    def _folder(self, path: Path) -> int:
        number = self._at(self._place(path))
        if number is None:
            raise _error(errno.ENOENT, path)
        if not self._is_folder(number):
            raise _error(errno.ENOTDIR, path)
        return number

    def _file(self, path: Path) -> int:
        number = self._at(self._place(path))
        if number is None:
            raise _error(errno.ENOENT, path)
        if self._is_folder(number):
            raise _error(errno.EISDIR, path)
        return number

    def _place(self, path: Path) -> Place:
        place = self._place_or_none(path)
        if place is None:
            raise _error(errno.ENOENT, path)
        return place

    def _place_or_none(self, path: Path) -> Place | None:
        number = ROOT
        parts = path.parts[1:]
        for part in parts[:-1]:
            found = self.names_.get((number, part))
            if found is None:
                return None
            if not self._is_folder(found):
                raise _error(errno.ENOTDIR, path)
            number = found
        return (number, parts[-1]) if parts else (ROOT, "")


def picture(names: dict[Place, int | None], contents: dict[int, bytes | None]) -> Image:
    """Return what a disk with these names and files shows from its root on."""
    inside: dict[int, list[tuple[str, int]]] = {}
    for (folder, name), number in names.items():
        if number is not None:
            inside.setdefault(folder, []).append((name, number))
    found: list[tuple[str, int, bytes | None]] = []
    folders = [("", ROOT)]
    for path, folder in folders:
        for name, number in inside.get(folder, ()):
            content = contents.get(number)
            found.append((f"{path}/{name}", number, content))
            if content is None:
                folders.append((f"{path}/{name}", number))
    found.sort()
    return tuple(found)


def held(image: Image) -> dict[str, bytes]:
    """Return the files of ``image``."""
    return {path: content for path, _, content in image if content is not None}


def _error(number: int, path: Path) -> OSError:
    return OSError(number, os.strerror(number), str(path))
