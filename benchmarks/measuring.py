"""How time, memory and ratios are measured and shown."""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Ratio:
    """One row of the table: a figure of ours over a floor measured in the same run."""

    name: str
    ours: float
    floor: float
    floor_name: str
    aim: float
    unit: str = "ms"

    def __str__(self) -> str:
        ratio = self.ours / self.floor
        verdict = "ok" if ratio <= self.aim else "OVER"
        return (
            f"{self.name:<44}{self.ours:>10.2f} {self.unit:<3} / {self.floor:>9.2f} {self.unit:<3}"
            f" {self.floor_name:<26} = {ratio:>6.3f}  (aim {self.aim:g}) {verdict}"
        )


def best_ms(work: Callable[[], object], times: int = 5) -> float:
    """Return the least CPU milliseconds ``work`` took, with the collector run before each."""
    taken = []
    for _ in range(times):
        gc.collect()
        start = time.process_time()
        work()
        taken.append((time.process_time() - start) * 1000)
    return min(taken)


def process_ms(command: Sequence[str], times: int = 5, **settings: str) -> tuple[float, float]:
    """Return the median wall milliseconds of a whole process and its largest memory in MB.

    Raises:
        RuntimeError: If the process fails; with what it said.
    """
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        done = subprocess.run(
            list(command), env=os.environ | settings, capture_output=True, text=True, check=False
        )
        taken.append((time.perf_counter() - start) * 1000)
        if done.returncode:
            raise RuntimeError(f"{command}: {done.stderr}")
    return median(taken), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def own_process(module: str, *arguments: str) -> list[str]:
    """Return the command that runs ``benchmarks/<module>.py`` with this interpreter."""
    return [sys.executable, str(ROOT / "benchmarks" / f"{module}.py"), *arguments]


def system_python_with_cairo() -> str | None:
    """Return the interpreter that has Debian's python3-cairo; None where there is none."""
    for python in ("/usr/bin/python3",):
        asked = subprocess.run([python, "-c", "import cairo"], capture_output=True, check=False)
        if asked.returncode == 0:
            return python
    return None
