"""Attempts, each in a process of its own, under a system that strace makes fail or kill.

One process has loaded the program; for a batch it makes a leader, which strace attaches itself to
and which makes one process for each attempt. strace counts the calls of each process by itself,
so one command fails the third `fsync` of every attempt. What an attempt promises it writes to
memory that both see: no call of the system, and nothing that a kill could take back.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.faults.operations import Attempt, Case, attempt, in_place

SLATE = 2048
"""Bytes for what one attempt tells."""

PATIENCE_S = 120
"""An attempt that takes longer hangs."""

# What the leader itself calls, and what has nothing to do with files.
NOT_FILES = {
    "brk", "clone", "clone3", "exit", "exit_group", "fork", "futex", "getpid", "getrandom",
    "gettid", "madvise", "mmap", "mprotect", "mremap", "munmap", "prctl", "restart_syscall",
    "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "rt_sigtimedwait", "set_robust_list",
    "setitimer", "alarm", "vfork", "wait4", "waitid",
}  # fmt: skip

_PTRACER, _ANY = 0x59616D61, -1  # linux/prctl.h: who may attach, where only parents may
_CALL = re.compile(r"(\d+) +(\w+)\(")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an attempt: what it told, and how its process ended (as `os.waitpid`)."""

    told: tuple[str, ...]
    status: int

    @property
    def is_killed(self) -> bool:
        """Whether it was killed."""
        return os.WIFSIGNALED(self.status) and os.WTERMSIG(self.status) == signal.SIGKILL

    @property
    def is_hung(self) -> bool:
        """Whether it took longer than `PATIENCE_S`."""
        return os.WIFSIGNALED(self.status) and os.WTERMSIG(self.status) == signal.SIGALRM

    @property
    def is_crashed(self) -> bool:
        """Whether it ended with an error that nobody expected."""
        return os.WIFEXITED(self.status) and os.WEXITSTATUS(self.status) != 0


def why_not() -> str:
    """Return why this cannot be done here; "" if it can."""
    if not shutil.which("strace"):
        return "strace is not installed"
    try:
        with prepared([Case("save")], None) as attempts:
            outcomes = run_batch(attempts, ("-e", "inject=fsync:signal=SIGKILL:when=1"))
    except (OSError, RuntimeError, subprocess.SubprocessError) as error:
        return f"strace cannot attach itself here: {error}"
    return "" if outcomes[0].is_killed else "strace cannot kill here"


@contextmanager
def prepared(cases: Sequence[Case], where: Path | None) -> Iterator[list[Attempt]]:
    """Prepare ``cases`` in a folder of ``where``, which goes afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="faults-", dir=where))
    attempts = [attempt(case, folder / str(number)) for number, case in enumerate(cases)]
    try:
        yield attempts
    finally:
        for each in attempts:  # thousands of batches may come
            each.close()
        shutil.rmtree(folder, ignore_errors=True)


def run_batch(attempts: Sequence[Attempt], strace: Sequence[str]) -> list[Outcome]:
    """Run ``attempts`` one after the other under ``strace`` with these arguments.

    Raises:
        RuntimeError: If the leader did not come through.
    """
    slates = mmap.mmap(-1, max(len(attempts), 1) * SLATE)
    states = mmap.mmap(-1, max(len(attempts), 1) * 4)
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
    leader = os.fork()
    if leader == 0:
        _lead(attempts, slates, states)
    tracer = subprocess.Popen(
        ["strace", "-f", "-qq", "-o", "/dev/null", *strace, "-p", str(leader)],
        stderr=subprocess.PIPE,
    )
    try:
        _wait_for_tracer(leader, tracer)
        os.kill(leader, signal.SIGUSR1)
        _, status = os.waitpid(leader, 0)
    except BaseException:
        os.kill(leader, signal.SIGKILL)
        os.waitpid(leader, 0)
        raise
    finally:
        if tracer.poll() is None:
            tracer.wait()
        assert tracer.stderr is not None
        tracer.stderr.close()
    if status:
        raise RuntimeError(f"the leader of a batch ended with {status} under {strace}")
    return [_outcome(number, slates, states) for number in range(len(attempts))]


def calls_of(attempts: Sequence[Attempt]) -> list[Counter[str]]:
    """Run ``attempts`` undisturbed; return how often each made which call, and run to the end."""
    with tempfile.NamedTemporaryFile("r") as log:
        outcomes = run_batch(attempts, ("-o", log.name, "-e", "trace=all"))
        lines = Path(log.name).read_text(encoding="utf-8", errors="replace").splitlines()
    if any(outcome.status for outcome in outcomes):
        raise RuntimeError(f"an attempt failed undisturbed: {outcomes}")
    calls: dict[str, Counter[str]] = {}
    for line in lines:
        if match := _CALL.match(line):
            calls.setdefault(match[1], Counter())[match[2]] += 1
    _leader, *children = calls.values()  # in the order in which they were made
    assert len(children) == len(attempts)
    return [
        Counter({name: count for name, count in each.items() if name not in NOT_FILES})
        for each in children
    ]


def _lead(attempts: Sequence[Attempt], slates: mmap.mmap, states: mmap.mmap) -> None:
    """Be the leader: from here on no call may be made that a batch might fail."""
    try:
        ctypes.CDLL(None).prctl(_PTRACER, _ANY, 0, 0, 0)
        # The system's own: from 3.12 on `os.fork` reads a file to count the threads.
        fork = ctypes.PyDLL(None).fork
        signal.sigwait([signal.SIGUSR1])
        for number, each in enumerate(attempts):
            child = fork()
            if child == 0:
                _follow(each, slates, number)
            _, status = os.waitpid(child, 0)
            states[number * 4 : number * 4 + 4] = status.to_bytes(4, "little")
    finally:
        os._exit(0)


def _follow(each: Attempt, slates: mmap.mmap, number: int) -> None:
    at = number * SLATE

    def tell(promise: str) -> None:
        nonlocal at
        data = promise.encode("utf-8") + b"\n"
        slates[at : at + len(data)] = data
        at += len(data)

    code = 70
    try:
        signal.alarm(PATIENCE_S)
        in_place(each.case)
        each.run(tell)
        code = 0
    except BaseException as error:
        tell(f"crashed {type(error).__name__}: {error}"[:300])
    finally:
        os._exit(code)


def _outcome(number: int, slates: mmap.mmap, states: mmap.mmap) -> Outcome:
    told = slates[number * SLATE : (number + 1) * SLATE].rstrip(b"\0").decode("utf-8")
    status = int.from_bytes(states[number * 4 : number * 4 + 4], "little")
    return Outcome(tuple(told.splitlines()), status)


def _wait_for_tracer(leader: int, tracer: subprocess.Popen[bytes]) -> None:
    status = Path(f"/proc/{leader}/status")
    end = time.monotonic() + PATIENCE_S
    while "TracerPid:\t0" in status.read_text(encoding="ascii"):
        if tracer.poll() is not None or time.monotonic() > end:
            assert tracer.stderr is not None
            said = tracer.stderr.read().decode(errors="replace") if tracer.poll() else ""
            raise RuntimeError(said.strip() or "strace did not attach itself")
        time.sleep(0.001)
