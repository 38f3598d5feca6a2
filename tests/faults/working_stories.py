"""Stories of a map that is worked on: edits that the journal keeps, and saves between them.

A story is played as `app.keeping.keeper.Keeper` plays it, without its thread. What was told to be
kept must come back from the map's file or from the journal, whatever image a crash left.
"""

from __future__ import annotations

import functools
import random
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from app.keeping import recovering
from app.keeping.journal import Journal, Note, Origin
from app.keeping.recovering import Recovered, recover
from app.keeping.saver import Job, save_file
from app.keeping.sessions import set_aside
from model.edits import set_about
from model.file import decode
from model.journey import JourneyMap
from model.problems import FileProblem
from model.templates import template
from tests.faults.saving_stories import BACKUP, FOLDER, TARGET
from tests.faults.sim_disk import Image, SimDisk, held

SESSION = Path("/disk/state/recovery/0123")
SECOND_SESSION = SESSION.with_name("4567")
FIRST: Image = (
    ("/disk", 1, None),
    (str(FOLDER), 2, None),
    (str(TARGET), 3, b"version 0"),
    ("/disk/state", 4, None),
)
STEPS = ("edit", "edit", "edit", "draft", "nothing", "save", "edit while saving")
"""What may happen, the likely thing more often."""

_BASE = template("blank", "en")
_ROOT = SESSION.parent
_STATE = str(_ROOT.parent)


@dataclass(frozen=True, slots=True)
class Kept:
    """What the user was told: edits up to ``number`` are kept, in the journal or in the file."""

    number: int
    is_saved: bool = False


@functools.cache
def state(number: int) -> tuple[JourneyMap, str]:
    """Return the map after edit ``number``, and what is being typed then."""
    return set_about(_BASE, title=f"{number // 3}"), "half a word"[: number % 3]


def _number_of(found: Recovered) -> int:
    """Return which state came back; -1 for one that never was."""
    title = found.journey.about.title
    if not title.isdigit():
        return 0 if found.journey == _BASE and not found.draft else -1
    number = int(title) * 3 + len(found.draft)
    return number if (found.journey, found.draft) == state(number) else -1


@functools.lru_cache(maxsize=4096)
def _decoded(data: bytes, name: str) -> JourneyMap:
    return decode(data, name)


@dataclass
class Work:
    """Somebody at work; the disk's log gets what they were told.

    Attributes:
        number: The state of the map in the window.
        saved: Which one the file has.
        session: Where the journal is.
        old: The session that was recovered and is set aside once its map is saved.
    """

    disk: SimDisk
    number: int = 0
    saved: int = 0
    session: Path = SESSION
    old: Path | None = None
    journal: Journal = field(init=False)
    start: int | None = field(init=False)
    noted: int = 0

    def __post_init__(self) -> None:
        self.journal = Journal(self.session, self.disk)
        self.start = self.number

    def step(self, what: str) -> None:
        """Do ``what``; after an error of the disk nothing is promised."""
        if what == "edit":
            self.number += 3 - self.number % 3
        elif what == "draft":
            self.number += self.number % 3 < 2
        if what in ("edit", "draft", "nothing"):
            self.keep()
        else:
            self.save(is_typing=what != "save")

    def keep(self) -> None:
        """Write what there is into the journal, as the keeper's thread does."""
        journey, draft = state(self.number)
        try:
            if self.start is not None:
                self.noted = self.start - self.start % 3
                origin = Origin(str(TARGET), TARGET.name, saved=str(self.saved))
                self.journal.begin(state(self.noted)[0], origin, self.noted - self.saved)
                self.start = None
            self.journal.note(Note(journey, "", self.number - self.noted, draft=draft))
        except OSError:
            return
        self.noted = self.number
        self.disk.tell(Kept(self.number))

    def save(self, *, is_typing: bool) -> None:
        """Save the map; the journal goes, or begins anew with what was typed meanwhile."""
        self.number += -self.number % 3  # leaving the field makes an edit of what was typed
        data = f"version {self.number}".encode()
        try:
            save_file(Job(TARGET, data, TARGET.name), self.disk)
        except FileProblem:
            return
        self.saved = self.start = self.number
        self.disk.tell(Kept(self.number, is_saved=True))
        if is_typing:
            self.number += 3
            self.keep()
        else:
            self.journal.end()
        if self.old is not None:
            with suppress(OSError):
                set_aside(self.old, self.disk)
            self.old = None


def play(steps: Sequence[str], disk: SimDisk) -> Work:
    """Work through ``steps`` from the beginning."""
    work = Work(disk)
    for step in steps:
        work.step(step)
    return work


def go_on(steps: Sequence[str], disk: SimDisk) -> Work:
    """Start again on what a crash left: recover, and work through ``steps``."""
    found = next(iter(_recovered(disk.image())), None)
    in_file = _version(held(disk.image()).get(str(TARGET)))
    number = _number_of(found) if found is not None else in_file
    if found is None or number < in_file:  # the file is asked for instead
        work = Work(disk, in_file, in_file, SECOND_SESSION, SESSION)
    else:
        work = Work(disk, number, int(found.origin.saved), SECOND_SESSION, SESSION)
    disk.tell(Kept(work.number))  # it was there to be seen
    for step in ("nothing", *steps):
        work.step(step)
    return work


def random_steps(seed: int, count: int) -> list[str]:
    """Return ``count`` steps, the same for the same seed."""
    chance = random.Random(seed)
    return ["edit", *(chance.choice(STEPS) for _ in range(count - 1))]


def fault_of(told: Sequence[object], image: Image, latest: int) -> str:
    """Say what is wrong with ``image``, when the last edit is ``latest``; "" if nothing is."""
    files = held(image)
    in_file = _version(files.get(str(TARGET)))
    recovered = -1
    for found in _recovered(image):
        number = _number_of(found)
        if not 0 <= number <= latest:
            return f"a map came back that never was: {found.journey.about.title!r}"
        if found.edits != number - int(found.origin.saved):
            return f"{found.edits} edits told of {number} since {found.origin.saved}"
        recovered = max(recovered, number)
    kept = max((each.number for each in told if isinstance(each, Kept)), default=0)
    saves = (each.number for each in told if isinstance(each, Kept) and each.is_saved)
    saved = max(saves, default=0)
    if in_file < saved:
        return f"the file has {in_file}, and {saved} was called saved"
    if max(in_file, recovered) < kept:
        return f"{in_file} in the file, {recovered} in the journal, and {kept} was kept"
    if in_file > 0 and _version(files.get(str(BACKUP))) < 0:
        return "no backup beside a saved file"
    return ""


def faults(
    told_images: Iterable[tuple[Sequence[object], Image]], latest: int
) -> tuple[int, list[str]]:
    """Return how many images there were and what was wrong with them."""
    real, recovering.decode = recovering.decode, _decoded
    count, found = 0, []
    try:
        for told, image in told_images:
            count += 1
            fault = fault_of(told, image, latest)
            if fault:
                found.append(fault)
    finally:
        recovering.decode = real
    return count, found


def _recovered(image: Image) -> list[Recovered]:
    """Recover from each session in ``image``."""
    return _recovered_of(tuple(each for each in image if each[0].startswith(_STATE)))


@functools.lru_cache(maxsize=4096)
def _recovered_of(image: Image) -> list[Recovered]:
    disk = SimDisk((FIRST[0], *image))
    found = []
    for session in (SESSION, SECOND_SESSION):
        with suppress(FileNotFoundError):
            found.append(recover(session, disk))
    assert disk.log == [], "recovery wrote"
    return [each for each in found if each is not None]


def _version(content: bytes | None) -> int:
    """Return which version a file holds, -1 if it is none or torn."""
    if content is None or not content.startswith(b"version "):
        return -1
    return int(content.removeprefix(b"version "))
