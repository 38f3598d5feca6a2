"""Stories of one file: what is saved one after the other, on which disk, and what must hold after.

A story is told to a `SimDisk`; `fault_of` says of an image of it what would be lost, if anything.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.file_stamp import FileStamp
from app.keeping.saver import BEGINNING, Expected, Job, Saved, digest, save_file
from tests.faults.sim_disk import Image, SimDisk, held

FOLDER = Path("/disk/maps")
TARGET = FOLDER / "kort.journey"
BACKUP = FOLDER / "kort.journey.bak"
LEFT = FOLDER / f"{BEGINNING}01234567.tmp"
_FOLDERS: Image = (("/disk", 1, None), ("/disk/maps", 2, None))


@dataclass(frozen=True, slots=True)
class Story:
    """What is on the disk, and what is saved then.

    Attributes:
        name: In words.
        first: What is there.
        versions: What is saved, each after the one before.
        is_map: Whether with a backup; exports go without.
        is_watched: Whether the file must still be what was saved last.
    """

    name: str
    first: Image
    versions: tuple[bytes, ...]
    is_map: bool = True
    is_watched: bool = True

    def content(self, path: Path) -> bytes | None:
        """Return what is at ``path`` in the beginning."""
        return held(self.first).get(str(path))

    @property
    def states(self) -> tuple[bytes | None, ...]:
        """What the file holds before and after each save."""
        return (self.content(TARGET), *self.versions)


def disk_of(story: Story, **kind) -> SimDisk:
    """Return a disk in the state in which ``story`` begins."""
    return SimDisk(story.first, **kind)


def tell(story: Story, disk: SimDisk, save=save_file) -> list[Saved]:
    """Save all versions; the disk's log says after which saves the user was told "saved"."""
    done = []
    for version in story.versions:
        done.append(save(job_of(story, disk, version), disk))
        disk.tell("saved")
    return done


def job_of(story: Story, disk: SimDisk, version: bytes) -> Job:
    """Return the saving of ``version`` over what is there now."""
    expected = None
    if story.is_watched:
        before, disk.before = disk.before, None  # it is not the saver that looks here
        found, folder = disk.find(TARGET), disk.find(FOLDER)
        stamp = None
        if found is not None and found.kind == "file":
            content = disk.read(TARGET)
            stamp = FileStamp(found.size, found.mtime_ns, found.place[1], digest(content))
        expected = Expected(stamp, folder.place if folder else None)
        disk.before = before
    return Job(TARGET, version, TARGET.name, expected, is_map=story.is_map)


def fault_of(story: Story, told: Sequence[object], image: Image) -> str:
    """Say what is wrong with ``image`` after ``told``; "" if nothing is."""
    files = held(image)
    now = len(told)
    states = story.states
    target = files.get(str(TARGET))
    allowed = states[now : now + 2]
    if target not in allowed:
        return f"the file is neither version {now} nor the next one, but {_short(target)}"
    backup = files.get(str(BACKUP))
    first = story.content(BACKUP)
    if not story.is_map:
        return "" if backup == first else "an export touched the backup"
    if backup not in _backups(states, now, target, first):
        return f"the backup is {_short(backup)} beside {_short(target)}"
    return _strangers(story, files)


def _backups(
    states: Sequence[bytes | None], now: int, target: bytes | None, first: bytes | None
) -> tuple[bytes | None, ...]:
    """Return what the backup may be: the version before the file's, or already the file's own."""
    before = [state for state in states[:now] if state is not None]
    last = before[-1] if before else first
    if target == states[now]:
        return last, target if target is not None else last
    return (states[now] if states[now] is not None else last,)


def _strangers(story: Story, files: dict[str, bytes]) -> str:
    ours = {str(TARGET), str(BACKUP), *held(story.first)}
    strangers = [path for path in files if path not in ours]
    if any(not Path(path).name.startswith(BEGINNING) for path in strangers):
        return f"strangers: {strangers}"
    # One that was written, and one that became the backup.
    return f"too much left: {strangers}" if len(strangers) > 2 * len(story.versions) else ""


def stories(lengths: tuple[int, ...] = (48,)) -> Iterator[Story]:
    """Yield a story for each thing that may stand in the folder when something is saved."""
    for length in lengths:
        old, new, newer, before = (_content(word, length) for word in ("old", "new", "net", "bak"))
        shrunk, grown = new[: length // 3], new + newer
        file, backup = (str(TARGET), 3, old), (str(BACKUP), 4, before)
        left, same = (str(LEFT), 5, new[:9]), (str(BACKUP), 3, old)
        older = (str(TARGET), 3, b'{"schema_version": 1}')
        firsts: dict[str, Image] = {
            "a new file": (),
            "over a file": (file,),
            "over a file with a backup": (file, backup),
            "over a file cut off behind its backup": (file, same),
            "beside what a save left": (file, backup, left),
            "new beside a backup": (backup,),
            "over a map of an older version": (older,),
        }
        for (name, first), watched in itertools.product(firsts.items(), (True, False)):
            image = (*_FOLDERS, *first)
            yield Story(name, image, (new, newer), is_watched=watched)
            yield Story(f"{name}, other sizes", image, (shrunk, grown), is_watched=watched)
            yield Story(f"{name}, export", image, (new, newer), is_map=False, is_watched=watched)


def _content(word: str, length: int) -> bytes:
    """Return bytes that are nowhere the same as those of another word."""
    chance = random.Random(word)
    return word.encode() + bytes(chance.randrange(1, 256) for _ in range(length - len(word)))


def _short(content: bytes | None) -> str:
    return "missing" if content is None else f"{len(content)} bytes {content[:4]!r}…"
