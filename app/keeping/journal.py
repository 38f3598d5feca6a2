"""The journal of one open map: what it was when it was opened, and each edit since, on this disk.

A generation is two files: ``base-N.journey``, a map as its file would be, and ``journal-N``,
whose first line names that base and whose others are patches from map to map (`model.patch`). A
new generation is on the disk before the old one goes, so at every moment one is whole
(reference/reliability.md 5.6). Nothing here is a thread: `app.keeping.keeper` is.
"""

from __future__ import annotations

import errno
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.keeping.disk import THE_DISK, Disk, add, make_lasting_folder, write_all
from app.keeping.frames import frame
from app.keeping.notes import Note, Origin
from app.keeping.saver import digest
from model.file import encode
from model.journey import JourneyMap
from model.patch import patch

LINES_TO_REST = 500
"""After so many lines the whole map is written anew, so that none is read for long."""


class Journal:
    """Writes generations into ``folder``, which is this session's own.

    After an OSError of any call nothing is lost that was noted before; the next `note` begins a
    new generation, because a file whose writing failed once is not to be trusted again (A16).
    """

    def __init__(self, folder: Path, disk: Disk = THE_DISK) -> None:
        self._folder, self._disk = folder, disk
        self._origin = Origin()
        self._last: JourneyMap | None = None
        self._draft = ""
        self._handle: int | None = None
        self._generation = 0
        self._lines = 0
        self._edits, self._last_edit = 0, ""

    @property
    def is_begun(self) -> bool:
        """Whether there is something on the disk."""
        return self._last is not None

    def begin(
        self,
        base: JourneyMap,
        origin: Origin,
        edits: int = 0,
        note: Note | None = None,
        last_edit: str = "",
    ) -> None:
        """Write a new generation that starts with ``base``; the one before goes when it stands.

        Args:
            base: The map.
            origin: Where it comes from.
            edits: How many were made since it was saved: 0 if ``base`` is what is saved.
            note: What it has become since. It is in the new generation before the old one goes,
                which may have held some of it.
            last_edit: When the last of ``edits`` was made, ISO with zone.

        Raises:
            OSError: If the disk refuses.
            FileProblem, ValueError: If the map cannot be written down.
        """
        self._leave_file()
        make_lasting_folder(self._disk, self._folder)
        data = encode(base)
        number = self._generation + 1
        line = _line(base, "", note) if note is not None else None
        first = {"origin": asdict(origin), "base": digest(data), "edits": edits, "at": last_edit}
        if line is not None:  # without that one it does not hold what the one before did
            first["lines"] = 1
        lines = frame(0, first) if line is None else frame(0, first) + frame(1, line)
        self._clear(number)
        try:
            self._write(base_file(self._folder, number), data)
            self._write(journal_file(self._folder, number), lines)
            self._disk.sync_folder(self._folder)
        except BaseException:
            self._clear(number)  # half of it would be told as damaged at the next start
            raise
        old, self._generation = self._generation, number
        self._origin, self._last, self._draft = origin, base, ""
        self._lines, self._edits, self._last_edit = 1, edits, last_edit
        if note is not None and line is not None:
            self._take(note)
        self._clear(old)

    def note(self, note: Note) -> None:
        """Write what has changed since the note before; on return it is on the disk.

        Raises:
            OSError, FileProblem, ValueError: As `begin`; before that one, nothing was begun.
        """
        if self._last is None:
            raise ValueError("a journal begins with a base")
        # A line that failed may be on the disk all the same, so then nothing is as it was.
        if self._lines > LINES_TO_REST:
            self.begin(self._last, self._origin, self._edits, note, self._last_edit)
            return
        line = _line(self._last, self._draft, note)
        if line is not None:
            self._append(frame(self._lines, line))
            self._take(note)

    def end(self) -> None:
        """Take all away: the map is saved, or nothing of it is to be kept."""
        self._leave_file()
        # What cannot be removed now must not be the newest later, so the numbers go on.
        self._clear(self._generation)
        self._last = None

    def move(self, folder: Path) -> None:
        """Go on in ``folder`` with the next note: the one before has gone with all in it."""
        self._leave_file()
        self._folder = folder
        self._lines = LINES_TO_REST + 1

    def _take(self, note: Note) -> None:
        self._last, self._draft = note.journey, note.draft
        self._lines += 1
        self._edits += note.edits
        self._last_edit = note.at

    def _write(self, path: Path, data: bytes) -> None:
        """Write a file of a new generation, and see that it is there before the old one goes."""
        write_all(self._disk, path, data)
        if self._disk.read(path) != data:  # a drive that says it wrote and did not
            raise OSError(errno.EIO, "other bytes came back than were written", str(path))

    def _append(self, line: bytes) -> None:
        try:
            if self._handle is None:
                self._handle = self._disk.append(journal_file(self._folder, self._generation))
            add(self._disk, self._handle, line)
            self._disk.sync(self._handle)
        except BaseException:
            self._leave_file()
            self._lines = LINES_TO_REST + 1  # the next one begins anew
            raise

    def _leave_file(self) -> None:
        handle, self._handle = self._handle, None
        if handle is not None:
            with suppress(OSError):
                self._disk.close(handle)

    def _clear(self, number: int) -> None:
        for path in (journal_file(self._folder, number), base_file(self._folder, number)):
            with suppress(OSError):
                self._disk.remove(path)


def _line(last: JourneyMap, draft: str, note: Note) -> dict[str, Any] | None:
    """Return what ``note`` adds to a map and a draft, None if nothing."""
    changes = patch(last, note.journey)
    if not changes and note.draft == draft:
        return None
    line: dict[str, Any] = {"at": note.at, "edits": note.edits, "label": note.label}
    if changes:
        line["patch"] = changes
    if note.draft != draft:
        line["draft"] = note.draft
    return line


def base_file(folder: Path, number: int) -> Path:
    """Return the name of the map that generation ``number`` starts with."""
    return folder / f"base-{number:06}.journey"


def journal_file(folder: Path, number: int) -> Path:
    """Return the name of the lines of generation ``number``."""
    return folder / f"journal-{number:06}"
