"""How time, memory and ratios are measured and shown."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
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

    def __str__(self) -> str:
        ratio = self.ours / self.floor
        verdict = "ok" if ratio <= self.aim else "OVER"
        return (
            f"{self.name:<38}{self.ours:>10.2f} ms / {self.floor:>9.2f} ms {self.floor_name:<26}"
            f" = {ratio:>6.3f}  (aim {self.aim:g}) {verdict}"
        )


@dataclass(frozen=True, slots=True)
class Process:
    """A process that has ended: milliseconds on the clock and of the processor, peak MB, words."""

    wall_ms: float
    cpu_ms: float
    peak_mb: float
    said: str


def medians_ms(*works: Callable[[], object], times: int = 9) -> list[float]:
    """Return the median CPU milliseconds of each of ``works``.

    They take turns, so that what else the machine does hits all of them alike. The collector runs
    before each and, as in any program, whenever it wants to.
    """
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(times):
        for work, times_taken in zip(works, taken, strict=True):
            gc.collect()
            start = time.process_time()
            work()
            times_taken.append((time.process_time() - start) * 1000)
    return [median(times_taken) for times_taken in taken]


def run_in_turns(
    *commands: Sequence[str], times: int = 5, settings: dict[str, str] | None = None
) -> list[list[Process]]:
    """Return ``times`` runs of each command, after one that does not count; they take turns.

    Raises:
        RuntimeError: If one fails; with what it said.
    """
    done: list[list[Process]] = [[] for _ in commands]
    for _ in range(times + 1):
        for command, runs in zip(commands, done, strict=True):
            runs.append(run_process(command, settings or {}))
    return [runs[1:] for runs in done]


def run_process(command: Sequence[str], settings: dict[str, str]) -> Process:
    """Run ``command`` with ``settings`` in its environment, and measure all of it.

    Python finds its modules compiled, as those of an installed program are, from the second run on.
    """
    environment = os.environ | {"PYTHONPYCACHEPREFIX": _compiled_modules().name} | settings
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as told:
        start = time.perf_counter()
        process = subprocess.Popen(
            list(command), cwd=ROOT, env=environment, stdout=said, stderr=told
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        told.seek(0)
        if process.returncode:
            raise RuntimeError(f"{command}: {told.read().decode(errors='replace')}")
        return Process(
            wall_ms=wall * 1000,
            cpu_ms=(usage.ru_utime + usage.ru_stime) * 1000,
            peak_mb=usage.ru_maxrss / 1024,
            said=said.read().decode(),
        )


@cache
def _compiled_modules() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="journeywall-benchmarks-")


def median_cpu(runs: Sequence[Process]) -> float:
    """Return the median milliseconds of the processor."""
    return median([run.cpu_ms for run in runs])


def peak_mb(runs: Sequence[Process]) -> float:
    """Return the most memory that any of ``runs`` took."""
    return max(run.peak_mb for run in runs)


def own_process(module: str, *arguments: str) -> list[str]:
    """Return the command that runs ``benchmarks/<module>.py`` with this interpreter."""
    return [sys.executable, "-m", f"benchmarks.{module}", *arguments]


def system_python_with_cairo() -> str | None:
    """Return the interpreter that has Debian's python3-cairo; None where there is none."""
    for python in ("/usr/bin/python3",):
        asked = subprocess.run([python, "-c", "import cairo"], capture_output=True, check=False)
        if asked.returncode == 0:
            return python
    return None
