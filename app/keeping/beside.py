"""What lies beside a map's file that belongs to it: copies of a sync client, and unfinished saves.

Nothing here is opened but files whose names look so, and of these only the beginning, to see
whether they are of the same map (reference/reliability.md 2.3 C6, 5.4).
"""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from app.keeping.backups import backups_folder, keep_state
from app.keeping.saver import BEGINNING, OTHER_VERSION, backup_of, digest
from app.keeping.turns import turn
from model.file import decode, open_bytes, read_bounded, read_head
from model.filtering import count_cards
from model.problems import FileProblem

KEPT_DAYS = 7
"""So long an unfinished save that nobody wants stays."""

_MOST_NAMES = 5_000
_HEAD = re.compile(
    rb'\s*\{\s*"format"\s*:\s*"journeywall-map"[^{}\[\]]*?"id"\s*:\s*"([^"\\]{1,64})"'
)
_UNFINISHED = re.compile(rf"{re.escape(BEGINNING)}[0-9a-f]{{8}}\.(tmp|bak)\Z")
# What clients put into names: Dropbox and Nextcloud (also in Danish), Syncthing, ours; and OneDrive
# the name of the computer, in capitals.
_COPY = re.compile(
    rf".*(conflict|modstridende kopi|konflikt|{OTHER_VERSION}|anden udgave).*",
    re.IGNORECASE | re.DOTALL,
)
_OF_COMPUTER = re.compile(r"-(?=[^a-z]*[A-Z])[A-Z0-9][A-Z0-9_-]{2,}( ?\(?[0-9]*\)?)\Z")


@dataclass(frozen=True, slots=True)
class Beside:
    """What was found.

    Attributes:
        copies: Other versions of the map, the newest first.
        unfinished: A whole version newer than the file, of a save that did not end; None if none.
    """

    copies: tuple[Path, ...] = ()
    unfinished: Path | None = None


def look_beside(path: Path, map_id: str, state_folder: Path) -> Beside:
    """Return what lies beside the map ``path``; old rests of unfinished saves are removed.

    What such a rest holds and nothing else does goes to the states on this computer first.

    Raises:
        OSError: If the folder cannot be read.
    """
    real = Path(os.path.realpath(path))
    names = list(islice((entry.name for entry in os.scandir(real.parent)), _MOST_NAMES))
    content = _digest(real)
    copies = [
        other
        for other in (real.with_name(name) for name in names if is_copy_name(name, real))
        if map_id_in(other) == map_id and _digest(other) != content
    ]
    unfinished = [real.with_name(name) for name in names if _UNFINISHED.match(name)]
    newer = [one for one in unfinished if _is_newer(one, real, map_id, content)]
    for one in unfinished:
        if one not in newer and _is_old(one):
            _put_away(one, real, map_id, state_folder)
    by_time = sorted(copies, key=_time, reverse=True)
    return Beside(tuple(by_time), max(newer, key=_time, default=None))


def is_copy_name(name: str, path: Path) -> bool:
    """Tell whether ``name`` is what a sync client, or we, call another version of ``path``."""
    stem, suffix = Path(name).stem, Path(name).suffix
    if name == path.name or suffix.lower() != path.suffix.lower():
        return False
    if not stem.startswith(path.stem):
        return False
    rest = stem[len(path.stem) :]
    return bool(_COPY.match(rest) or _OF_COMPUTER.match(rest))


def map_id_in(path: Path) -> str | None:
    """Return the id of the map in ``path``, read from its beginning; None if there is none."""
    found = _HEAD.match(read_head(path).removeprefix(b"\xef\xbb\xbf"))
    return found[1].decode("utf-8", "replace") if found else None


def backup_to_offer(path: Path) -> Path | None:
    """Return the version before of a file that is not there, if it is whole."""
    backup = backup_of(path)
    with suppress(OSError, FileProblem, ValueError):
        if backup.is_file() and not os.path.lexists(path):
            return backup if _is_whole(backup) else None
    return None


def _is_newer(one: Path, path: Path, map_id: str, content: str) -> bool:
    if map_id_in(one) != map_id or _time(one) <= _time(path):
        return False
    return _digest(one) != content and _is_whole(one)


def _is_whole(path: Path) -> bool:
    try:
        opened = open_bytes(read_bounded(path), path.name)
    except FileProblem:
        return False
    return all(note.code != "file.note_checksum" for note in opened.notes)


def _is_old(path: Path) -> bool:
    try:
        return path.lstat().st_mtime < time.time() - KEPT_DAYS * 86_400 and path.is_file()
    except OSError:
        return False


def _put_away(one: Path, path: Path, map_id: str, state_folder: Path) -> None:
    """Remove what an unfinished save has left; the rest of another map's is not ours to judge."""
    # It may be of a save that is going on: the old version has its old time under a second name.
    with suppress(OSError), turn(path):
        found = map_id_in(one)
        if found not in (None, map_id):
            return
        if found == map_id and _is_whole(one):
            data = read_bounded(one)
            if digest(data) not in (_digest(path), _digest(backup_of(path))):
                cards = count_cards(decode(data, one.name)).all
                folder = backups_folder(state_folder)
                with turn(folder):
                    keep_state(folder, map_id, data, cards)
        one.unlink()


def _digest(path: Path) -> str:
    try:
        return digest(read_bounded(path))
    except FileProblem:
        return ""


def _time(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
