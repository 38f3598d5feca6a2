"""What somebody at work was told, and whether an image of the disk keeps it.

A map is told from others by its title alone; see `tests.faults.any_order`.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.keeping.recovering import Recovered, recover
from model.edits import set_about
from model.file import decode, encode
from model.journey import JourneyMap
from model.problems import FileProblem
from tests.faults.crash_images import Model, Platter
from tests.faults.operations import titled
from tests.faults.saving_stories import FOLDER, TARGET
from tests.faults.sim_disk import Data, Image, Names, SimDisk, Synced, Told, held

STATE = Path("/disk/state")
SESSIONS = STATE / "recovery"
FIRST = "title 0"
LATER = {"x_later": [1, "æ", {"deep": None}]}
"""Fields that this version does not know, which every map here has and must keep."""

MOST_IMAGES = 24
"""Of one moment are looked at."""


@dataclass(frozen=True, slots=True)
class State:
    """A map in the window: its title, which is told from all others, and what is being typed."""

    title: str
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """The user was told: all up to state ``number`` is kept, in the file if it ``is_saved``."""

    number: int
    is_saved: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """The saving of a map with this title has begun: ours, or that of another program."""

    title: str
    is_theirs: bool = False


@dataclass(frozen=True, slots=True)
class Theirs:
    """Another program has saved this title and was told so; ``is_seen``: we show it now."""

    title: str
    is_seen: bool = False


@functools.cache
def map_of(title: str) -> JourneyMap:
    """Return the map with this title."""
    return set_about(titled("").model_copy(update=LATER), title=title)


@functools.cache
def bytes_of(title: str) -> bytes:
    """Return its file."""
    return encode(map_of(title))


@functools.lru_cache(maxsize=4096)
def quickly_decoded(data: bytes, name: str) -> JourneyMap:
    """Decode, but each content once."""
    return decode(data, name)


def title_in(data: bytes | None) -> str | None:
    """Return the title of the whole map in ``data``, None if there is none or it lost a field."""
    if data is None:
        return None
    try:
        journey = quickly_decoded(data, TARGET.name)
    except FileProblem:
        return None
    title = journey.about.title
    return title if journey == map_of(title) else None


def images_at(disk: SimDisk, model: Model, back: int) -> tuple[tuple[object, ...], list[Image]]:
    """Return what was told, and some of what may be found, ``back`` operations before the last."""
    platter, told = Platter(disk, model, 2), []
    places = [place for place, entry in enumerate(disk.log) if not isinstance(entry, Told)]
    until = places[-min(back, len(places))] if back and places else len(disk.log)
    for entry in disk.log[:until]:
        if isinstance(entry, Names):
            platter.change(entry.changes)
        elif isinstance(entry, Data):
            platter.write(entry)
        elif isinstance(entry, Synced):
            platter.sync(entry.number)
        else:
            told.append(entry.what)
    return tuple(told), list(itertools.islice(platter.images(), MOST_IMAGES))


def recovered_from(image: Image) -> Iterator[tuple[Path, Recovered]]:
    """Yield what each session in ``image`` brings back."""
    disk = SimDisk(image)
    try:
        names = disk.names(SESSIONS)
    except FileNotFoundError:
        return
    for name in names:
        found = recover(SESSIONS / name, disk)
        if found is not None:
            yield SESSIONS / name, found
    assert disk.log == [], "recovery wrote"


def newest(image: Image, timeline: Sequence[State]) -> tuple[int, Recovered, Path] | None:
    """Return the latest state that a journal brings back: its number, how, and from where."""
    best = None
    for session, found in recovered_from(image):
        state = State(found.journey.about.title, found.draft)
        number = max((n for n, each in enumerate(timeline) if each == state), default=-1)
        if best is None or number > best[0]:
            best = number, found, session
    return best


def fault_of(told: Sequence[object], image: Image, timeline: Sequence[State]) -> str:
    """Say what is wrong with ``image`` after ``told``; "" if nothing is."""
    files, promised = held(image), Promised(told, timeline)
    in_file = title_in(files.get(str(TARGET)))
    if in_file is None:
        return "the file is no whole map"
    on_disk = {title_in(data) for path, data in files.items() if path.startswith(str(FOLDER))}
    if lost := promised.unseen - on_disk:
        return f"what others had saved is gone: {lost}"
    states = {State(in_file)}
    for _, found in recovered_from(image):
        if found.journey != map_of(found.journey.about.title):
            return "a field we do not know is gone"
        states.add(State(found.journey.about.title, found.draft))
    if strange := states - {*timeline, State(in_file)}:
        return f"what came back never was: {strange}"
    kept = promised.kept
    if kept >= 0 and not states & set(timeline[kept:]):
        return f"{timeline[kept]} was kept, and there is {states}"
    later = {each.title for each in timeline[max(kept, 0) :]}
    may_be = promised.in_file | later | promised.unseen
    return "" if in_file in may_be else f"the file holds {in_file}, not one of {may_be}"


class Promised:
    """What follows from all that was told.

    Attributes:
        kept: The number of the state that must be there, or a later one; -1 for none.
        in_file: Which titles the file may have.
        unseen: What others have saved and nobody has seen since.
    """

    def __init__(self, told: Sequence[object], timeline: Sequence[State]) -> None:
        self.kept, self.in_file, self.unseen = -1, {FIRST}, set[str]()
        is_in_file = True
        for each in told:
            if isinstance(each, Kept):
                self.kept, is_in_file = each.number, each.is_saved
                if each.is_saved:
                    self.in_file = {timeline[each.number].title}
            elif isinstance(each, Tried):
                self.in_file.add(each.title)
                if each.is_theirs and is_in_file:
                    self.kept = -1  # what we had saved was theirs to replace
            elif isinstance(each, Theirs):
                (self.unseen.discard if each.is_seen else self.unseen.add)(each.title)
