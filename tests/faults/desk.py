"""A map on a drive in hard times, and its journal on another: what is refused must be in there."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from app.file_stamp import take_stamp
from app.keeping.disk import THE_DISK, Disk, SystemDisk
from app.keeping.journal import Journal
from app.keeping.notes import Note, Origin
from app.keeping.recovering import recover
from app.keeping.saver import BEGINNING, Expected, Job, Saved, backup_of, save_file
from app.saving import save_bytes
from model.file import encode
from model.problems import FileProblem
from model.texts import Texts
from tests.faults.operations import AT, titled

OLD = encode(titled("old"))


class Failing(SystemDisk):
    """A disk one of whose calls fails, from the ``first`` time on and so many ``times``."""

    def __init__(self, call: str, error: OSError, *, first: int = 1, times: int = 99) -> None:
        real: Callable[..., object] = getattr(self, call)
        self.calls = 0

        def failing(*args: object, **kwargs: object) -> object:
            self.calls += 1
            if first <= self.calls < first + times:
                raise type(error)(*error.args) if not hasattr(error, "winerror") else error
            return real(*args, **kwargs)

        setattr(self, call, failing)

    def pause(self, seconds: float) -> None:
        """Wait for nobody."""


def error_of(number: int) -> OSError:
    """Return what the system raises for ``number``."""
    return OSError(number, os.strerror(number))


class Desk:
    """One map that is being worked on."""

    def __init__(self, folder: Path, state: Path, name: str = "kort.journey") -> None:
        self.file = folder / name
        self._session = state / "session"
        self._session.mkdir(parents=True)
        self._journal = Journal(self._session)
        self._journal.begin(titled("old"), Origin(str(self.file), name))
        self._edits = 0

    def lay(self, data: bytes = OLD) -> Desk:
        """Have the file there."""
        self.file.write_bytes(data)
        return self

    def seen(self) -> Expected:
        """Return what the program holds that has read the file just now."""
        found = self.file.parent.lstat()
        return Expected(take_stamp(self.file), (found.st_dev, found.st_ino))

    def edit(self) -> bytes:
        """Make an edit, which the journal takes; return the map."""
        self._edits += 1
        journey = titled(f"edit {self._edits}")
        self._journal.note(Note(journey, AT))
        return encode(journey)

    def save(
        self, data: bytes, *, disk: Disk = THE_DISK, expected: Expected | None = None
    ) -> Saved:
        """Save ``data``."""
        if disk is THE_DISK:
            return save_bytes(self.file, data, expected=expected)
        return save_file(Job(self.file, data, self.file.name, expected), disk)

    def saves(self, *, disk: Disk = THE_DISK, expected: Expected | None = None) -> Saved:
        """Make an edit and save it; it is there, and what was before is the backup."""
        before = self.file.read_bytes() if self.file.exists() else None
        data = self.edit()
        saved = self.save(data, disk=disk, expected=expected)
        assert self.file.read_bytes() == data
        if before is not None:
            assert backup_of(Path(os.path.realpath(self.file))).read_bytes() == before
        self.has_left_nothing()
        return saved

    def refuses(
        self, code: str, *, disk: Disk = THE_DISK, expected: Expected | None = None,
        is_rescued: bool = False,
    ) -> FileProblem:  # fmt: skip
        """Make an edit and be refused with ``code``: in words, the old file whole, nothing lost."""
        before = self._content()
        data = self.edit()
        told = self.refused(data, disk=disk, expected=expected)
        assert told.code == code, told.code
        for language in ("da", "en"):
            sentence = Texts(language).of(told)
            assert str(told.params["file"]) in sentence
            assert sentence.endswith(".")
            sentence.encode("utf-8")
        assert self._content() == before
        self.keeps_edits()
        if is_rescued:
            assert (self.file.parent / str(told.params["rescue"])).read_bytes() == data
        else:
            self.has_left_nothing()
        return told

    def refused(
        self, data: bytes, *, disk: Disk = THE_DISK, expected: Expected | None = None
    ) -> FileProblem:
        """Save ``data`` and return what is told against it."""
        try:
            self.save(data, disk=disk, expected=expected)
        except FileProblem as problem:
            return problem
        raise AssertionError("it was saved")

    def keeps_edits(self) -> None:
        """See that the journal gives back the last edit."""
        found = recover(self._session)
        assert found is not None
        assert found.journey.about.title == f"edit {self._edits}"

    def has_left_nothing(self) -> None:
        """See that no file in the making is left."""
        folder = Path(os.path.realpath(self.file)).parent
        left = list(folder.glob(f"{BEGINNING}*")) if folder.is_dir() else []
        assert left == []

    def _content(self) -> bytes | None:
        return self.file.read_bytes() if self.file.is_file() else None
