"""The states of each map that were saved, on this computer's own disk, fewer the older they are.

A stick can be lost, a synced folder can bring back an old file, a drive can forget what it said it
wrote. Each state is a whole file, read back when it was written: a copy that was never on the disk
is none (reference/reliability.md 5.5, A17).
"""

from __future__ import annotations

import errno
import re
import secrets
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.file_names import is_windows_name
from app.keeping.disk import THE_DISK, Disk, make_lasting_folder, write_proved
from app.keeping.saver import BEGINNING, digest
from model.file import open_bytes
from model.problems import FileProblem

NEWEST, HOURS, DAYS, WEEKS = 10, 24, 14, 8
"""How many are kept of each map: the newest, and the last of so many hours, days and weeks."""

MOST_BYTES = 1024 * 1024 * 1024
"""What all maps' states together may take."""

ALWAYS = 3
"""So many of the newest states of a map that can be read are never removed."""

_NAME = re.compile(r"([0-9]{6,12})-([0-9]{8}T[0-9]{6}Z)-([0-9]{1,9})\.journey\Z")
_TIME = "%Y%m%dT%H%M%SZ"
_PLAIN_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}\Z")
_STALE_NS = 3600 * 1_000_000_000


@dataclass(frozen=True, slots=True)
class State:
    """A state that was saved.

    Attributes:
        number: Of the saving, over all maps; newer ones have larger numbers whatever clocks say.
        at: When that was, in UTC by this computer's clock.
        cards: How many notes were on the map.
        size: Bytes.
    """

    number: int
    at: datetime
    cards: int
    size: int
    path: Path


def backups_folder(state_folder: Path) -> Path:
    """Return where the states of all maps lie."""
    return state_folder / "backups"


def keep_state(root: Path, map_id: str, data: bytes, cards: int, disk: Disk = THE_DISK) -> State:
    """Keep ``data``, a whole file, as the newest state of its map; older ones may go for it.

    Raises:
        OSError: If the disk refuses or gives back other bytes; what was there is there still.
    """
    folder = root / _folder_name(map_id)
    make_lasting_folder(disk, folder)
    rest = f"-{datetime.now(UTC).strftime(_TIME)}-{cards}.journey"
    number = 1 + max(_numbers(root, disk), default=0)
    new = folder / f"{BEGINNING}{secrets.token_hex(4)}.tmp"
    try:
        write_proved(disk, new, data)
        path = _named(new, number, rest, disk)
    except BaseException:
        with suppress(OSError):
            disk.remove(new)
        raise
    kept, states = _found(path, root, disk)
    newest = max((state.number for state in states if _is_other(state, path)), default=0)
    if newest >= kept.number:  # another program was as quick, or a failing drive first hid some
        path = _named(path, newest + 1, rest, disk)
        kept, states = _found(path, root, disk)
    disk.sync_folder(folder)
    _tidy(folder, path, disk)
    for old in outlived(states, lambda state: _is_whole(state, disk)):
        with suppress(OSError):
            disk.remove(old.path)
    return kept


def states_of(root: Path, map_id: str, disk: Disk = THE_DISK) -> list[State]:
    """Return the states of a map, the newest first.

    Raises:
        OSError: If the folder cannot be read.
    """
    found = _states_in(root / _folder_name(map_id), disk)
    return sorted(found, key=lambda state: state.number, reverse=True)


def outlived(
    states: Sequence[State], is_whole: Callable[[State], bool], most_bytes: int = MOST_BYTES
) -> list[State]:
    """Return which of the states of all maps are to go.

    Of each map stay the `NEWEST`, and the last one of each of the last `HOURS` hours, `DAYS` days
    and `WEEKS` weeks in which it was saved; then the oldest of all go until the rest fits into
    ``most_bytes``. The `ALWAYS` newest of a map that ``is_whole`` stay in any case. Age is told by
    the numbers alone: a clock that jumps makes nothing go.
    """
    newest_first = sorted(states, key=lambda state: state.number, reverse=True)
    by_map: dict[Path, list[State]] = {}
    for state in newest_first:
        by_map.setdefault(state.path.parent, []).append(state)
    kept = {state.path for held in by_map.values() for state in _thinned(held)}
    size = sum(state.size for state in states if state.path in kept)
    for state in reversed(newest_first):
        if size <= most_bytes:
            break
        if state.path in kept:
            kept.discard(state.path)
            size -= state.size
    if len(kept) == len(states):
        return []
    for held in by_map.values():
        kept.update(state.path for state in _newest_whole(held, is_whole))
    return [state for state in newest_first if state.path not in kept]


def _thinned(newest_first: Sequence[State]) -> Iterator[State]:
    yield from newest_first[:NEWEST]
    for most, span in ((HOURS, _hour), (DAYS, _day), (WEEKS, _week)):
        yield from _last_of_each(newest_first, span, most)


def _last_of_each(
    newest_first: Iterable[State], span: Callable[[datetime], Hashable], most: int
) -> Iterator[State]:
    """Yield the newest state of each of the ``most`` newest spans of time that have one."""
    seen: set[Hashable] = set()
    for state in newest_first:
        found = span(state.at)
        if found not in seen:
            if len(seen) == most:
                return
            seen.add(found)
            yield state


def _newest_whole(
    newest_first: Iterable[State], is_whole: Callable[[State], bool]
) -> Iterator[State]:
    found = 0
    for state in newest_first:
        if found == ALWAYS:
            return
        if is_whole(state):
            found += 1
            yield state


def _hour(at: datetime) -> Hashable:
    return at.date(), at.hour


def _day(at: datetime) -> Hashable:
    return at.date()


def _week(at: datetime) -> Hashable:
    return at.isocalendar()[:2]


def _is_whole(state: State, disk: Disk) -> bool:
    try:
        opened = open_bytes(disk.read(state.path), state.path.name)
    except (OSError, FileProblem):
        return False
    return all(note.code != "file.note_checksum" for note in opened.notes)


def _named(path: Path, number: int, rest: str, disk: Disk) -> Path:
    """Give ``path`` a state's name, and never one that another has."""
    while True:
        named = path.with_name(f"{number:06}{rest}")
        if disk.find(named) is None:
            disk.replace(path, named)
            return named
        number += 1


def _found(path: Path, root: Path, disk: Disk) -> tuple[State, list[State]]:
    """Return the state at ``path``, and those of all maps."""
    states = list(_all_states(root, disk))
    for state in states:
        if state.path == path:
            return state, states
    raise OSError(errno.EIO, "the drive does not show what was written", str(path))


def _is_other(state: State, path: Path) -> bool:
    return state.path.parent == path.parent and state.path != path


def _numbers(root: Path, disk: Disk) -> Iterator[int]:
    """Yield the numbers that are taken, asking for names only."""
    for name in disk.names(root):
        with suppress(NotADirectoryError):
            yield from (int(match[1]) for match in map(_NAME.match, disk.names(root / name))
                        if match)  # fmt: skip


def _all_states(root: Path, disk: Disk) -> Iterator[State]:
    for name in disk.names(root):
        found = disk.find(root / name)
        if found is not None and found.kind == "folder":
            yield from _states_in(root / name, disk)


def _states_in(folder: Path, disk: Disk) -> Iterator[State]:
    if disk.find(folder) is None:
        return
    for name in disk.names(folder):
        match = _NAME.match(name)
        found = disk.find(folder / name) if match else None
        if match is None or found is None or found.kind != "file":
            continue
        with suppress(ValueError):  # the 31st of February: no name of ours
            at = datetime.strptime(match[2], _TIME).replace(tzinfo=UTC)
            yield State(int(match[1]), at, int(match[3]), found.size, folder / name)


def _tidy(folder: Path, newest: Path, disk: Disk) -> None:
    """Remove what a program that ended in the midst of a saving has left here."""
    with suppress(OSError):
        made = disk.find(newest)
        for name in disk.names(folder):
            found = disk.find(folder / name) if name.startswith(BEGINNING) else None
            if found is not None and made is not None:
                is_stale = found.mtime_ns < made.mtime_ns - _STALE_NS
                if is_stale:
                    disk.remove(folder / name)


def _folder_name(map_id: str) -> str:
    """Return a name that stands for one map on any drive, whatever a file calls itself."""
    if _PLAIN_ID.match(map_id) and is_windows_name(map_id) and not map_id.startswith("id-"):
        return map_id
    return f"id-{digest(map_id.encode('utf-8', 'surrogatepass'))[:32]}"
