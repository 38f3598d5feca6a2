"""Kill -9 before every call of the system: all operations, sizes and drives, 20,000 and more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import product
from pathlib import Path

from tests.campaigns.kills import drives
from tests.faults import batches
from tests.faults.kills import Tally, kill_everywhere
from tests.faults.operations import BY_FILE, OPERATIONS, Case

BEFORES = ("nothing", "file", "backed", "leftover")
SIZES = (0, 40_000, 2_000_000)
KINDS = ("its own", "tmpfs", "ext4", "xfs", "exfat", "ntfs")
TOGETHER = 12
"""Cases of one batch: they lie on the drive side by side."""


def run() -> list[str]:
    """Kill everything everywhere; a line for each drive, and what was wrong."""
    if reason := batches.why_not():
        return [f"NOT RUN: {reason}"]
    said, every = [], Tally()
    for kind in KINDS:
        if kind != "its own" and (reason := drives.why_not(kind)):
            said.append(f"{kind}: NOT RUN: {reason}")
            continue
        tally = Tally()
        with place_on(kind) as where:
            for some in chunks(cases()):
                tally.add(kill_everywhere(some, where))
        said += [f"{kind}: {line}" for line in tally.lines()]
        print(said[-1], flush=True)
        every.add(tally)
    return [*said, *every.lines(0)]


def place_on(kind: str) -> AbstractContextManager[Path | None]:
    """Return a folder on a drive of ``kind``; None is the usual one for what is temporary."""
    if kind == "its own":
        return nullcontext(None)
    if kind == "tmpfs":
        return drives.memory_drive("size=200m")
    return drives.made_drive(kind)


def cases() -> list[Case]:
    """Return all ways to do the operations."""
    by_file = [Case(*each) for each in product(BY_FILE, BEFORES, SIZES, (False, True))]
    others = [name for name in OPERATIONS if name not in BY_FILE]
    return by_file + [Case(name, "backed", size) for name, size in product(others, SIZES)]


def chunks(every: list[Case]) -> Iterator[list[Case]]:
    """Yield ``every`` case in batches, large and small ones mixed."""
    count = -(-len(every) // TOGETHER)
    for first in range(count):
        yield every[first::count]
