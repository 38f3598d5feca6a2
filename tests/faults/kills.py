"""Kill -9 before every call of the system that an operation makes. Needs strace, no Qt.

``python -m tests.faults.kills`` is the part of a plain test run; the long one is
``python3 packaging test --campaign kills``.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.faults.batches import calls_of, prepared, run_batch, why_not
from tests.faults.operations import OPERATIONS, Case

FEW = [Case(operation) for operation in OPERATIONS] + [
    Case("save", "nothing"),
    Case("save", "leftover", 300_000, is_plain=True),
    Case("export", "file", is_plain=True),
]


@dataclass(slots=True)
class Tally:
    """How many were tried, how they ended, and what was wrong."""

    tried: int = 0
    ended: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def count(self, how: str) -> None:
        """Count one that ended so."""
        self.tried += 1
        self.ended[how] = self.ended.get(how, 0) + 1

    def add(self, other: Tally) -> None:
        """Take in another's numbers."""
        self.tried += other.tried
        self.faults += other.faults
        for how, number in other.ended.items():
            self.ended[how] = self.ended.get(how, 0) + number

    def lines(self, most: int = 20) -> list[str]:
        """Return it in words."""
        ended = ", ".join(f"{number} {how}" for how, number in sorted(self.ended.items()))
        more = [f"… and {len(self.faults) - most} more"] if len(self.faults) > most else []
        return [f"{self.tried} tried ({ended}), {len(self.faults)} faults",
                *self.faults[:most], *more]  # fmt: skip


def kill_everywhere(cases: Sequence[Case], where: Path | None = None, every: int = 1) -> Tally:
    """Kill ``cases`` before each ``every``-th of their calls, in a folder of ``where``."""
    tally = Tally()
    with prepared(cases, where) as attempts:
        calls = calls_of(attempts)
    most: Counter[str] = Counter()
    for each in calls:
        most |= each
    points = [(name, number + 1) for name in sorted(most) for number in range(most[name])]
    for name, number in points[::every]:
        concerned = [case for case, each in zip(cases, calls, strict=True) if each[name] >= number]
        _kill_all(concerned, where, name, number, tally)
    return tally


def _kill_all(
    cases: Sequence[Case], where: Path | None, name: str, number: int, tally: Tally
) -> None:
    inject = f"inject={name}:signal=SIGKILL:when={number}"
    with prepared(cases, where) as attempts:
        outcomes = run_batch(attempts, ("-e", f"trace={name}", "-e", inject))
        for each, outcome in zip(attempts, outcomes, strict=True):
            faults = each.judge(outcome.told)
            if not outcome.is_killed:
                faults.append(f"ran on to {outcome}")
            tally.count("acknowledged before" if "saved" in outcome.told else "cut off")
            tally.faults += [f"{each.case}, {name} {number}: {fault}" for fault in faults]


def tell_few(work: Callable[[Sequence[Case]], Tally]) -> int:
    """Do ``work`` to the few of a plain test run and tell what came of it; return the exit code."""
    if reason := why_not():
        print(f"not run: {reason}")
        return 0
    tally = work(FEW)
    print(*tally.lines(), sep="\n")
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(tell_few(partial(kill_everywhere, every=4)))
