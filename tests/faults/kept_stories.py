"""Stories of saved states on this computer: kept one after the other, while older ones go."""

from __future__ import annotations

import functools
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.keeping import backups
from app.keeping.backups import keep_state, states_of
from model.edits import set_about
from model.file import encode
from model.templates import template
from tests.faults.sim_disk import Image, SimDisk, held

ROOT = Path("/disk/state/backups")
FIRST: Image = (("/disk", 1, None), ("/disk/state", 2, None))
MAPS = ("map", "other")
FEW = {"NEWEST": 2, "HOURS": 1, "DAYS": 1, "WEEKS": 1, "ALWAYS": 2}
"""So little is kept that in each story some states go."""

_BASE = template("blank", "en")


@dataclass(frozen=True, slots=True)
class KeptState:
    """What was told to be kept: state ``number`` of a map."""

    map_id: str
    number: int


@contextmanager
def few() -> Iterator[None]:
    """Keep few states of a map."""
    usual = {name: getattr(backups, name) for name in FEW}
    for name, value in FEW.items():
        setattr(backups, name, value)
    try:
        yield
    finally:
        for name, value in usual.items():
            setattr(backups, name, value)


@functools.cache
def content(number: int) -> bytes:
    """Return state ``number``, a whole file."""
    return encode(set_about(_BASE, title=f"{number}"))


def keep_some(seed: int, numbers: Sequence[int], disk: SimDisk) -> None:
    """Keep the states ``numbers``, each of one map or another, and tell of each."""
    chance = random.Random(seed)
    for number in numbers:
        map_id = chance.choice(MAPS)
        keep_state(ROOT, map_id, content(number), 1, disk)
        disk.tell(KeptState(map_id, number))
        disk.clock += chance.choice((1, 7200)) * 10**9


def fault_of(told: Sequence[object], image: Image, latest: int) -> str:
    """Say what is wrong with ``image``, when ``latest`` was kept last; "" if nothing is."""
    disk = SimDisk(image)
    numbers = {content(number): number for number in range(latest + 1)}
    files = held(image)
    for map_id in MAPS:
        try:
            states = states_of(ROOT, map_id, disk)
        except FileNotFoundError:
            states = []
        found = [numbers.get(files[str(state.path)] or b"", -1) for state in states]
        if -1 in found:
            return f"a torn state of {map_id}"
        if found != sorted(found, reverse=True):
            return f"the states of {map_id} are not in their order: {found}"
        kept = {
            each.number for each in told if isinstance(each, KeptState) and each.map_id == map_id
        }
        # One that was not told yet may be there, and then counts among the newest.
        if not {*sorted(kept | {*found})[-FEW["ALWAYS"] :]} <= {*found}:
            return f"{kept} were kept of {map_id}, {found} are there"
    return ""


def _kept(told: Sequence[object]) -> Iterator[KeptState]:
    return (each for each in told if isinstance(each, KeptState))
