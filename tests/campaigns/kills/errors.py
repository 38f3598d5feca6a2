"""Every error, lie and delay at every call of the system: 5,000 and more."""

from __future__ import annotations

from tests.campaigns.kills import drives
from tests.campaigns.kills.kills import place_on
from tests.faults import batches
from tests.faults.errors import fail_everywhere
from tests.faults.kills import FEW, Tally

KINDS = {"its own": 1, "xfs": 3, "exfat": 3}
"""Of which drive each how-manieth error is tried."""


def run() -> list[str]:
    """Fail everything everywhere; a line for each drive, and what was wrong."""
    if reason := batches.why_not():
        return [f"NOT RUN: {reason}"]
    said, total = [], Tally()
    for kind, every in KINDS.items():
        if kind != "its own" and (reason := drives.why_not(kind)):
            said.append(f"{kind}: NOT RUN: {reason}")
            continue
        with place_on(kind) as where:
            tally = fail_everywhere(FEW, where, every=every)
        said += [f"{kind}: {line}" for line in tally.lines()]
        print(said[-1], flush=True)
        total.add(tally)
    return [*said, *total.lines(0)]
