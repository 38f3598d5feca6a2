"""The campaign ``loader``: millions of spoilt maps; each opens whole or is refused in words.

``python3 packaging test --campaign loader [--count 10000000] [--processes 2] [--minutes N]
[--seed 1]``
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import time
from collections import Counter
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[3]
_SHARE = 10_000
_MOST_MEGABYTES = 1024


def main(arguments: list[str]) -> int:
    """Run the campaign; returns 1 at the first fault."""
    sys.path.insert(0, str(_ROOT))
    given = _parser().parse_args(arguments)
    begun = time.monotonic()
    _fixed_cases()
    found: Counter[str] = Counter()
    done = 0
    shares = range(-(-given.count // _SHARE))
    with multiprocessing.Pool(given.processes) as pool:
        jobs = pool.imap_unordered(_share, ((given.seed, number) for number in shares))
        for part, peak in jobs:
            found += part
            done += _SHARE
            assert peak < _MOST_MEGABYTES, f"{peak} MB of memory"
            seconds = time.monotonic() - begun
            if done % 500_000 == 0:
                print(f"{done:,} after {seconds:.0f} s, peak {peak} MB", flush=True)
            if seconds > given.minutes * 60:
                break
        pool.terminate()
    said = ", ".join(f"{code} {count:,}" for code, count in found.most_common())
    print(f"{done:,} changed at random in {time.monotonic() - begun:.0f} s: {said}")
    return 0


def _fixed_cases() -> None:
    from tests.campaigns.loader import hostile_maps, trying

    for name, (wanted, make) in hostile_maps.CASES.items():
        said = trying.answer(make())
        assert said == wanted, f"{name}: {said} instead of {wanted}"
    print(f"{len(hostile_maps.CASES)} hostile maps: as they should")
    cut = trying.try_all(trying.cut_off())
    print(f"{cut.total() - cut['rescued'] - cut['nothing']:,} cut off: {dict(cut)}")
    flips = Counter(trying.check_flip(*each) for each in trying.flipped())
    print(f"{flips.total():,} bits changed: {dict(flips)}", flush=True)


def _share(job: tuple[int, int]) -> tuple[Counter[str], int]:
    from tests.campaigns.loader import trying

    seed, number = job
    found = trying.fuzz(seed * 1_000_003 + number, _SHARE)
    return found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="packaging test --campaign loader")
    parser.add_argument("--count", type=int, default=10_000_000)
    parser.add_argument("--processes", type=int, default=multiprocessing.cpu_count())
    parser.add_argument("--minutes", type=float, default=24 * 60.0)
    parser.add_argument("--seed", type=int, default=1)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
