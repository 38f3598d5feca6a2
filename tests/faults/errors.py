"""Every error at every call of the system, calls that lie, and slow ones. Needs strace, no Qt.

``python -m tests.faults.errors`` is the part of a plain test run; the long one is
``python3 packaging test --campaign kills errors``.
"""

from __future__ import annotations

import errno
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.keeping.wording import worded
from model.problems import FileProblem
from model.texts import Texts
from tests.faults.batches import Outcome, calls_of, prepared, run_batch
from tests.faults.kills import Tally, tell_few
from tests.faults.operations import Attempt, Case

ERRNOS = (
    "EIO", "ENOSPC", "EDQUOT", "EROFS", "EACCES", "EPERM", "EBUSY", "ESTALE", "ETIMEDOUT",
    "EMFILE", "ENOMEM", "ENOENT", "EINTR",
)  # fmt: skip

LIES = ("write:retval=1", "write:retval=4096", "read:retval=0", "fsync:delay_enter=20000")
"""A drive that says it took what it did not write, one that gives nothing back, and a slow one."""

ANY_TIME = {"file.not_saved_rescued", "file.not_saved_unsure"}
"""What may be told of any error at the last steps; the reason is in their words."""


@dataclass(frozen=True, slots=True)
class Error:
    """What the system is made to do: at the ``number``-th call, and at all later ones or not."""

    call: str
    what: str
    number: int
    is_lasting: bool = False

    def __str__(self) -> str:
        """Return it as strace wants it."""
        return f"{self.call}:{self.what}:when={self.number}{'+' if self.is_lasting else ''}"

    @property
    def errno(self) -> int:
        """The number of the error; 0 for a lie."""
        name = self.what.removeprefix("error=")
        return getattr(errno, name, 0)


def errors_for(calls: Sequence[Counter[str]]) -> Iterator[Error]:
    """Yield all errors for processes that make ``calls``."""
    most: Counter[str] = Counter()
    for each in calls:
        most |= each
    for call in sorted(most):
        for number in range(1, most[call] + 1):
            for name in ERRNOS:
                yield Error(call, f"error={name}", number)
                # Python asks again for ever when it is only interrupted (PEP 475).
                if name != "EINTR":
                    yield Error(call, f"error={name}", number, is_lasting=True)
    for lie in LIES:
        call, what = lie.split(":")
        for number in range(1, most[call] + 1):
            yield Error(call, what, number)
            yield Error(call, what, number, is_lasting=True)


def fail_everywhere(
    cases: Sequence[Case], where: Path | None = None, every: int = 1, first: int = 0
) -> Tally:
    """Fail ``cases`` with each ``every``-th error from the ``first``, and lie to all."""
    tally = Tally()
    with prepared(cases, where) as attempts:
        calls = calls_of(attempts)
    errors = list(errors_for(calls))
    lies = [each for each in errors if not each.errno and each.call == "write" and each.number == 1]
    for error in dict.fromkeys([*errors[first::every], *lies]):
        concerned = [case for case, each in zip(cases, calls, strict=True)
                     if each[error.call] >= error.number]  # fmt: skip
        with prepared(concerned, where) as attempts:
            outcomes = run_batch(attempts, ("-e", f"trace={error.call}", "-e", f"inject={error}"))
            for each, outcome in zip(attempts, outcomes, strict=True):
                tally.count(outcome.told[-1].split()[0] if outcome.told else "silent")
                faults = judge(each, outcome, error)
                tally.faults += [f"{each.case}, {error}: {fault}" for fault in faults]
    return tally


def judge(each: Attempt, outcome: Outcome, error: Error) -> list[str]:
    """Return what is wrong after ``error``: with the disk, with what was told, with its words."""
    if outcome.is_hung:
        return ["it hangs"]
    if outcome.is_crashed or not outcome.told:
        return [f"it ended with {outcome}"]
    told = outcome.told
    if "retval" in error.what and error.call == "write":
        # A journal is not read again, so it cannot know; the lines before stay readable.
        told = tuple(word for word in told if not word.startswith("noted"))
    faults = each.judge(told)
    codes = [word.split()[1] for word in outcome.told if word.startswith("refused")]
    allowed = expected_codes(error)
    faults += [f"it says {code}, not {sorted(allowed)}" for code in codes if code not in allowed]
    return faults + [f"{code} has no words" for code in codes if not _is_worded(code)]


def expected_codes(error: Error) -> set[str]:
    """Return what people may be told after ``error``."""
    if not error.errno:
        return {"file.not_saved_misread", "file.not_saved_changed_outside"} | ANY_TIME
    codes = {_code_of(error.errno)} | ANY_TIME
    if error.call == "access":  # says only whether one may
        codes.add("file.not_saved_read_only")
    if error.errno == errno.ENOENT:  # of a file that is there after all
        codes.add("file.not_saved_changed_outside")
    return codes


def _code_of(number: int) -> str:
    try:
        with worded("x"):
            raise OSError(number, "injected")
    except FileProblem as problem:
        return problem.code


def _is_worded(code: str) -> bool:
    problem = FileProblem(code, file="kort.journey", reason="EIO", rescue="x", backup="x.bak")
    return all("kort.journey" in Texts(language).of(problem) for language in ("da", "en"))


if __name__ == "__main__":
    sys.exit(tell_few(partial(fail_everywhere, every=67)))
