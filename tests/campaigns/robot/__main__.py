"""The campaign: the running editor is killed while a robot types; at most a second may be lost.

``python3 packaging test --campaign robot [--count 1000] [--at-once 3] …`` runs it. What a
life leaves is thrown away, unless it lost more than it may.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from robot import lives


def main() -> int:
    """Kill, count, and say what was lost; 0 if no life lost more than a second."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--at-once", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=7200.0, help="stop after these")
    parser.add_argument("--shortest", type=float, default=0.2, help="seconds until a kill")
    parser.add_argument("--longest", type=float, default=4.0, help="seconds until a kill")
    parser.add_argument("--allowed", type=float, default=1.0, help="seconds that may be lost")
    parser.add_argument("--but-late", action="store_true", help="and how late the computer is")
    given = parser.parse_args()
    if not hasattr(os, "fork"):
        print("robot: not run, because this system has no fork")
        return 0
    folder = Path(tempfile.mkdtemp(prefix="journeywall-robot-"))
    worst, latest, letters, lost, bad, start = 0.0, 0.0, 0, 0, 0, time.monotonic()
    count = idle = 0
    asked = lives(
        given.count,
        folder,
        seed=given.seed,
        at_once=given.at_once,
        within_s=(given.shortest, given.longest),
    )
    for fate in asked:
        if fate is None:  # a computer too busy to start it in half a minute
            idle += 1
            continue
        count += 1
        letters += len(fate.typed)
        lost += len(fate.lost)
        worst = max(worst, fate.lost_seconds)
        latest = max(latest, fate.late)
        if fate.lost_seconds > given.allowed + (max(fate.late, 0.0) if given.but_late else 0.0):
            bad += 1
            told = f"{fate.lost_seconds:.2f} s lost, the computer {fate.late:.2f} s late"
            print(f"{told}: {fate.folder}", flush=True)
        else:
            shutil.rmtree(fate.folder, ignore_errors=True)
        if count % 50 == 0:
            print(f"{count} kills, worst {worst:.2f} s, {bad} too much", flush=True)
        if time.monotonic() - start > given.seconds:
            break
    took = time.monotonic() - start
    print(
        f"robot: {count} kills while typing in {took:.0f} s; {letters} letters typed, {lost} lost"
    )
    print(
        f"robot: at most {worst:.2f} s of typing lost; {bad} lost more than {given.allowed:.0f} s"
        f"{' and what the computer was late' if given.but_late else ''}"
    )
    print(f"robot: a thread with the work of the journal's was {latest:.2f} s late at most")
    if idle:
        print(f"robot: {idle} more were killed before anything was typed, and are not counted")
    if not bad:
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if bad or not count else 0


if __name__ == "__main__":
    sys.exit(main())
