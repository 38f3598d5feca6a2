"""What people keep on this computer for later, a file each: templates, lanes, cards, personas."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import platformdirs

from app.file_names import LONGEST_NAME, name_length, windows_name
from app.saving import save_bytes
from model.file import read_bounded, shown_name
from model.problems import FileProblem

MAX_FILES = 200
"""How many files of one kind are looked at; more is no list to choose from."""
TEMPLATES_FOLDER = "templates"
"""The folder of templates among the own files."""
MAX_OWN_BYTES = 16 * 1024 * 1024
_ROOM_FOR_ENDING = 40
_LOG = logging.getLogger(__name__)

Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class OwnKind(Generic[Content]):
    """One kind of files.

    Attributes:
        folder: Name of the folder they are in, and of the kind.
        ending: What their names end in, with its dot.
        read: Makes content of bytes and the name people know the file by; raises `FileProblem`.
        write: Makes bytes of content.
        name_of: What people call a content.
        renamed: The content under another name.
    """

    folder: str
    ending: str
    read: Callable[[bytes, str], Content]
    write: Callable[[Content], bytes]
    name_of: Callable[[Content], str]
    renamed: Callable[[Content, str], Content]


@dataclass(frozen=True, slots=True)
class OwnFile(Generic[Content]):
    """A file that was read.

    Attributes:
        path: Where it lies.
        name: What people call it.
        content: What is in it.
    """

    path: Path
    name: str
    content: Content

    @property
    def id(self) -> str:
        """What it is known by among those of its kind: its file's name."""
        return self.path.name


def own_folder(settings: Path) -> Path:
    """Return where own files are kept: the system's place for data.

    Where another folder was asked for the settings (``JOURNEYWALL_SETTINGS``), they are there too.
    """
    usual = platformdirs.user_config_path("journeywall", appauthor=False)
    if settings != usual:
        return settings
    return platformdirs.user_data_path("journeywall", appauthor=False)


class OwnFiles(Generic[Content]):
    """The files of one kind in a folder; those that cannot be read are passed over and told.

    Attributes:
        problems: What is wrong with the files that were passed over when `entries` looked last.
    """

    def __init__(self, folder: Path, kind: OwnKind[Content]) -> None:
        self.folder = folder / kind.folder
        self.kind = kind
        self.problems: tuple[FileProblem, ...] = ()
        self._known: dict[Path, tuple[tuple[int, int], OwnFile[Content] | FileProblem]] = {}

    def entries(self) -> tuple[OwnFile[Content], ...]:
        """Return what is in the folder now, by name; a file that has not changed is not read."""
        known: dict[Path, tuple[tuple[int, int], OwnFile[Content] | FileProblem]] = {}
        for path in self._paths():
            stamp = _stamp(path)
            held = self._known.get(path)
            known[path] = held if held and held[0] == stamp else (stamp, self._read(path))
        self._known = known
        read = [found for _, found in known.values()]
        self.problems = tuple(found for found in read if isinstance(found, FileProblem))
        good = [found for found in read if isinstance(found, OwnFile)]
        return tuple(sorted(good, key=lambda file: (file.name.casefold(), file.id)))

    def find(self, file_id: str) -> OwnFile[Content] | None:
        """Return the file of that id, or None."""
        return next((file for file in self.entries() if file.id == file_id), None)

    def keep(self, content: Content) -> OwnFile[Content]:
        """Write ``content`` as a file of its own; nothing is replaced.

        Raises:
            FileProblem: If it was not written.
        """
        path = self._free_path(self.kind.name_of(content))
        self._write(path, content)
        return OwnFile(path, self.kind.name_of(content), content)

    def rename(self, file: OwnFile[Content], name: str) -> OwnFile[Content]:
        """Give ``file`` another name, its file too.

        Raises:
            FileProblem: If it was not written; then it is as it was.
        """
        if name == file.name:
            return file
        kept = self.keep(self.kind.renamed(file.content, name))
        self.remove(file)
        return kept

    def replace(self, file: OwnFile[Content], content: Content) -> OwnFile[Content]:
        """Write ``content`` in place of what ``file`` holds.

        Raises:
            FileProblem: If it was not written; then it is as it was.
        """
        self._write(file.path, content)
        return OwnFile(file.path, self.kind.name_of(content), content)

    def remove(self, file: OwnFile[Content]) -> None:
        """Delete ``file``.

        Raises:
            FileProblem: If it could not be removed.
        """
        try:
            file.path.unlink(missing_ok=True)
        except OSError as error:
            raise _not_saved(file.path, error) from error

    def take_in(self, path: Path) -> OwnFile[Content]:
        """Keep a copy of the file at ``path``, whatever is in the folder already.

        Raises:
            FileProblem: If it cannot be read or kept.
        """
        return self.keep(self.kind.read(read_bounded(path, MAX_OWN_BYTES), shown_name(path)))

    def give_out(self, file: OwnFile[Content], path: Path) -> None:
        """Write ``file`` to ``path`` for somebody else.

        Raises:
            FileProblem: If it was not written.
        """
        save_bytes(path, self.kind.write(file.content), keep_backup=False)

    def _paths(self) -> list[Path]:
        try:
            return sorted(self.folder.glob(f"*{self.kind.ending}"))[:MAX_FILES]
        except OSError:
            return []

    def _read(self, path: Path) -> OwnFile[Content] | FileProblem:
        try:
            content = self.kind.read(read_bounded(path, MAX_OWN_BYTES), shown_name(path.name))
        except FileProblem as problem:
            _LOG.warning("own file passed over: %s", problem.code)
            return problem
        return OwnFile(path, self.kind.name_of(content) or path.stem, content)

    def _write(self, path: Path, content: Content) -> None:
        data = self.kind.write(content)
        if len(data) > MAX_OWN_BYTES:
            size, limit = -(-len(data) >> 20), MAX_OWN_BYTES >> 20
            raise FileProblem("file.too_large", file=path.name, size=size, limit=limit)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _not_saved(path, error) from error
        save_bytes(path, data, keep_backup=False)

    def _free_path(self, name: str) -> Path:
        stem = windows_name(name.strip() or self.kind.folder)
        while name_length(stem) > LONGEST_NAME - _ROOM_FOR_ENDING:
            stem = stem[:-1].rstrip(". ")
        number, path = 1, self.folder / f"{stem}{self.kind.ending}"
        while path.exists():
            number += 1
            path = self.folder / f"{stem} {number}{self.kind.ending}"
        return path


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return found.st_mtime_ns, found.st_size


def _not_saved(path: Path, error: OSError) -> FileProblem:
    return FileProblem("file.not_saved", file=shown_name(path), reason=type(error).__name__)
