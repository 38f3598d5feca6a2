"""Every error, lie and delay at every call of the system: 5,000 and more."""

from __future__ import annotations

from tests.campaigns.kills import drives
from tests.campaigns.kills.kills import place_on
from tests.faults import batches
from tests.faults.errors import fail_everywhere
from tests.faults.kills import FEW, Tally

KINDS = {"its own": range(8), "xfs": range(0, 8, 3), "exfat": range(0, 8, 3)}
"""Of which drive which eighths of the errors are tried."""


def run() -> list[str]:
    """Fail everything everywhere; a line for each drive, and what was wrong."""
    if reason := batches.why_not():
        return [f"NOT RUN: {reason}"]
    said, total = [], Tally()
    for kind, eighths in KINDS.items():
        if kind != "its own" and (reason := drives.why_not(kind)):
            said.append(f"{kind}: NOT RUN: {reason}")
            continue
        tally = Tally()
        with place_on(kind) as where:
            for first in eighths:
                part = fail_everywhere(FEW, where, every=8, first=first)
                tally.add(part)
                print(f"{kind}, so far: {tally.lines(0)[0]}", *part.faults, sep="\n", flush=True)
        said += [f"{kind}: {line}" for line in tally.lines()]
        total.add(tally)
    return [*said, *total.lines(0)]
