"""All that a power cut may leave on a disk, from the log of what the disk was asked for.

Three models of disks, as in reference/reliability.md 4.1, each stricter than the one before:

``journal``: names reach the platter in the order in which they were changed (ext4, XFS, NTFS,
APFS); to sync any file or folder makes all names before it last.
``posix``: names reach it in any order, a change as a whole; only to sync their folder makes them
last. This is all that POSIX promises.
``fat``: like that, but a rename is two writes, of which one may be missing.

Bytes that were not synced are there up to some point, or are zeros, or come behind zeros.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from typing import Literal

from tests.faults.sim_disk import Data, Image, Names, Place, SimDisk, Synced, Told, picture

Model = Literal["journal", "posix", "fat"]
MODELS: tuple[Model, ...] = ("journal", "posix", "fat")

MOST_CHOICES = 4096
"""Of one kind at one moment are looked at; only a saver that syncs nothing has more."""

Changes = tuple[tuple[Place, int | None], ...]
NameChoice = dict[Place, int | None]


class Platter:
    """What has surely reached the platter, and what is on its way there."""

    def __init__(self, disk: SimDisk, model: Model, cuts: int) -> None:
        self.model, self.cuts = model, cuts
        self.names: NameChoice = dict(disk.first_names)
        self.data = dict(disk.first_data)
        self.files = {n: None if i.content is None else b"" for n, i in disk.inodes.items()}
        self.waiting: list[Changes] = []
        self.writes: dict[int, list[Data]] = {}

    def change(self, changes: Changes) -> None:
        """Take a change of names."""
        if self.model == "fat":
            self.waiting += [(each,) for each in changes]
        else:
            self.waiting.append(changes)

    def write(self, write: Data) -> None:
        """Take bytes."""
        self.writes.setdefault(write.number, []).append(write)

    def sync(self, number: int) -> None:
        """Make the bytes of a file, or the names of a folder, last."""
        for write in self.writes.pop(number, ()):
            self.data[number] = _written(self._content(number), write, write.data)
        kept: list[Changes] = []
        for changes in self.waiting:
            if self.model == "journal" or any(place[0] == number for place, _ in changes):
                self.names.update(changes)
            else:
                kept.append(changes)
        self.waiting = kept

    def images(self) -> Iterator[Image]:
        """Yield all that may be found if the power goes now."""
        variants = {number: self._variants(number) for number in self.writes}
        base = {**self.files, **self.data}
        for names in self._name_choices():
            there = set(names.values())
            open_ = [number for number in variants if number in there]
            products = _some(itertools.product(*(variants[number] for number in open_)))
            for contents in products:
                yield picture(names, {**base, **dict(zip(open_, contents, strict=True))})

    def _content(self, number: int) -> bytes:
        return self.data.get(number) or b""

    def _name_choices(self) -> Iterator[NameChoice]:
        if self.model == "journal":
            chosen: Iterator[Sequence[Changes]] = (
                self.waiting[:count] for count in range(len(self.waiting) + 1)
            )
        else:
            chosen = _some(_subsets(self.waiting))
        for changes in chosen:
            names = dict(self.names)
            for change in changes:
                names.update(change)
            yield names

    def _variants(self, number: int) -> list[bytes]:
        """Return what may be found of a file whose last writes were not synced."""
        content = self._content(number)
        found = {content: None}
        for write in self.writes[number]:
            size = len(write.data)
            for cut in sorted({1, size - 1, *(size * n // self.cuts for n in range(self.cuts))}):
                if 0 < cut < size:
                    found[_written(content, write, write.data[:cut])] = None
                    if self.model != "journal":
                        behind = bytes(cut) + write.data[cut:]
                        found[_written(content, write, behind)] = None
            if self.model != "journal":
                found[_written(content, write, bytes(size))] = None
            content = _written(content, write, write.data)
            found[content] = None
        return list(found)


def crash_images(
    disk: SimDisk, model: Model, *, cuts: int = 2
) -> Iterator[tuple[tuple[object, ...], Image]]:
    """Yield each different image with what the user had been told before, in order.

    Names and bytes on their way may arrive or not; so what may be found at any moment between
    two syncs may also be found just before the second, and only there it is looked for.

    Args:
        disk: One that was worked on.
        model: See the module.
        cuts: At how many places a write may be torn.
    """
    platter = Platter(disk, model, cuts)
    told: tuple[object, ...] = ()
    seen: set[Image] = set()
    for entry in (*disk.log, Told(None)):
        if isinstance(entry, Names):
            platter.change(entry.changes)
        elif isinstance(entry, Data):
            platter.write(entry)
        else:
            for image in platter.images():
                if image not in seen:
                    seen.add(image)
                    yield told, image
        if isinstance(entry, Synced):
            platter.sync(entry.number)
        elif isinstance(entry, Told):
            told, seen = (*told, entry.what), set()


def _written(content: bytes, write: Data, data: bytes) -> bytes:
    return (
        content[: write.offset].ljust(write.offset, b"\0")
        + data
        + content[write.offset + len(data) :]
    )


def _subsets(changes: Sequence[Changes]) -> Iterator[Sequence[Changes]]:
    if len(changes) <= 12:
        for chosen in itertools.product((True, False), repeat=len(changes)):
            yield tuple(itertools.compress(changes, chosen))
        return
    chance = random.Random(len(changes))
    for _ in range(MOST_CHOICES):
        yield [change for change in changes if chance.random() < 0.5]


def _some(choices: Iterator) -> Iterator:
    return itertools.islice(choices, MOST_CHOICES)
