"""Two to four programs that save one file at random: 10,000 saves and more, some killed."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from tests.campaigns.kills import drives
from tests.campaigns.kills.kills import place_on
from tests.faults.kills import Tally
from tests.faults.together import WAYS, Way, save_together

SAVES = {"its own": 8000, "xfs": 1500, "exfat": 1000}
"""On which drive how many are to be acknowledged."""

ROUND = 120


def run() -> list[str]:
    """Save together everywhere; a line for each drive and way, and what was lost."""
    said, total = [], Tally()
    for kind, wanted in SAVES.items():
        if kind != "its own" and (reason := drives.why_not(kind)):
            said.append(f"{kind}: NOT RUN: {reason}")
            continue
        # exFAT has no links and no exchange, so only turns keep two programs apart there.
        ways = [way for way in WAYS if way.are_turns_taken or kind != "exfat"]
        with place_on(kind) as where:
            for way in ways:
                tally = _rounds(way, wanted // len(ways), where)
                said += [f"{kind}, {way.name}: {line}" for line in tally.lines()]
                print(said[-1], flush=True)
                total.add(tally)
    return [*said, *total.lines(0)]


def _rounds(way: Way, wanted: int, where: Path | None) -> Tally:
    tally, seed = Tally(), 0
    while tally.tried < wanted:
        seed += 1
        with tempfile.TemporaryDirectory(prefix="together-", dir=where) as folder:
            tally.add(save_together(way, ROUND, seed, Path(folder), _sometimes))
    return tally


def _sometimes(chance: random.Random) -> bool:
    return chance.random() < 0.3
