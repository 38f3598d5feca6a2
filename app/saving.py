"""Saving so that nothing is lost: the file on disk is always the old one or the whole new one.

What is written is proved first; `app.keeping.saver` writes it. Needs no Qt.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from app.file_names import LONGEST_NAME, is_windows_name, name_length, windows_name
from app.keeping.older_format import keep_older_format
from app.keeping.saver import OTHER_VERSION, Expected, Job, Saved, save_file
from app.keeping.turns import turn
from app.keeping.wording import reason, worded
from model.file import decode, encode, shown_name
from model.journey import JourneyMap
from model.problems import FileProblem
from model.texts import Texts

_MEGA = 1024 * 1024


def save_journey(
    path: str | os.PathLike[str], journey: JourneyMap, *, expected: Expected | None = None
) -> Saved:
    """Save ``journey`` at ``path``; the version before it stays beside it as ``NAME.bak``.

    What is to be written is read again and compared with the map before anything is touched.

    Raises:
        FileProblem: If it was not saved; the old file is as it was.
    """
    data = checked_bytes(journey, shown_name(path))
    other = Texts(journey.about.language[:2])("watching.other_version")
    return save_bytes(path, data, expected=expected, other=other)


def checked_bytes(journey: JourneyMap, name: str) -> bytes:
    """Return ``journey`` as the bytes of a file, proved by reading them to be this map.

    Raises:
        FileProblem: If they are not: writing them would lose something.
    """
    try:
        data = encode(journey)
        cause = "" if decode(data, name) == journey else "difference"
    except FileProblem as problem:
        cause = f"{problem.code} {problem.params.get('path', '')}".strip()
    except (ValueError, TypeError) as error:
        # pydantic-core raises these for what UTF-8 or JSON cannot hold, e.g. a lone surrogate.
        cause = type(error).__name__
    if cause:
        raise FileProblem("file.not_saved_self_check", file=name, reason=cause)
    return data


def save_bytes(
    path: str | os.PathLike[str],
    data: bytes,
    *,
    keep_backup: bool = True,
    expected: Expected | None = None,
    other: str = OTHER_VERSION,
) -> Saved:
    """Write ``data`` to ``path`` so that the file is always the old one or the whole new one.

    A symbolic link stays; the file it names is replaced. The file's mode and, where allowed,
    owner are kept.

    Args:
        path: Where to; the folder must exist.
        data: The whole new content.
        keep_backup: Keep the old version as ``NAME.bak``, and the new one as a rescue file
            if all but the last step went well. Exports need neither: they can be made again.
        expected: What must be there still; None if whatever is there may go.
        other: Stands in the name of another program's version that comes in between.

    Raises:
        FileProblem: If it was not saved; codes ``file.not_saved…``. The old file is as it was.
    """
    name = shown_name(path)
    with worded(name):
        target = Path(os.path.realpath(path))
        _check_name(target, name, keep_backup=keep_backup)
    try:
        with turn(target):
            if keep_backup:
                with worded(name):
                    keep_older_format(target)
            return save_file(Job(target, data, name, expected, is_map=keep_backup, other=other))
    except BlockingIOError as error:
        raise FileProblem("file.not_saved_in_use", file=name, reason=reason(error)) from error
    except FileProblem as problem:
        if problem.code == "file.not_saved_full":
            raise _with_room(problem, target, len(data)) from problem
        raise


def save_export(path: str | os.PathLike[str], data: bytes) -> None:
    """Write what can be made again: without a backup, and never in the place of a map.

    Raises:
        FileProblem: ``file.not_saved_over_map`` if ``path`` is a map or a link to one, else as
            `save_bytes`.
    """
    name = shown_name(path)
    with worded(name):
        if _is_json_object(Path(path)):
            raise FileProblem("file.not_saved_over_map", file=name)
    save_bytes(path, data, keep_backup=False)


def _with_room(problem: FileProblem, target: Path, size: int) -> FileProblem:
    """Return ``problem`` with the megabytes that are needed and free, where there are too few."""
    free = size
    with suppress(OSError):
        free = shutil.disk_usage(target.parent).free
    if free >= size:  # a quota is full, or somebody has made room since
        return problem
    needed, left = -(-size * 10 // _MEGA) / 10, free * 10 // _MEGA / 10
    return FileProblem(problem.code, **problem.params, disk_room=needed, free=left)


def _is_json_object(path: Path) -> bool:
    """Tell whether the file at ``path`` begins as every map does; no PDF begins so."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            while block := file.read(65536).removeprefix(b"\xef\xbb\xbf"):
                if begun := block.lstrip():
                    return begun.startswith(b"{")
    except PermissionError:  # what may not be read may still be replaced, or is refused there
        pass
    return False


def _check_name(target: Path, name: str, *, keep_backup: bool) -> None:
    if os.name == "nt" and not is_windows_name(target.name):
        raise FileProblem("file.not_saved_bad_name", file=name, proposal=windows_name(target.name))
    # The backup's name is the longest one that this file will need.
    if name_length(target.name) + (len(".bak") if keep_backup else 0) > LONGEST_NAME:
        raise FileProblem("file.not_saved_name_too_long", file=name)
    # Replacing needs no right to the file itself, but who write-protects one means it.
    if target.is_file() and not os.access(target, os.W_OK):
        raise FileProblem("file.not_saved_read_only", file=name)
