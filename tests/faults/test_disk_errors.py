"""Each error at each call of the disk, in this process: the part of the matrix all systems run.

The calls of the system below them, with lies and delays, are failed by strace: test_kills.py.
"""

import errno
import os
from collections import Counter

import pytest

from app.keeping import saver
from app.keeping.disk import SystemDisk
from tests.faults.batches import Outcome
from tests.faults.errors import ERRNOS, Error, judge
from tests.faults.operations import NO_WAIT, OPERATIONS, Case, attempt

CALLS = (
    "find", "create", "append", "write", "sync", "close", "read", "link", "replace", "exchange",
    "remove", "make_folder", "names", "sync_folder",
)  # fmt: skip
EVERY = 19
"""Which part of them is tried in each run; a prime, so that all errors and calls are among them."""


def counted(monkeypatch, error=None):
    """Count the calls of every disk, and fail the one that ``error`` names."""
    made = Counter()

    def wrapped(call, real):
        def calling(*args, **kwargs):
            made[call] += 1
            if error and error.call == call:
                is_due = made[call] >= error.number if error.is_lasting else False
                if is_due or made[call] == error.number:
                    raise OSError(error.errno, os.strerror(error.errno))
            return real(*args, **kwargs)

        return calling

    for call in CALLS:
        monkeypatch.setattr(SystemDisk, call, wrapped(call, getattr(SystemDisk, call)))
    return made


@pytest.mark.parametrize("operation", list(OPERATIONS))
def test_no_error_of_the_disk_makes_a_false_promise_or_loses_anything(
    operation, tmp_path, monkeypatch
):
    monkeypatch.setattr(saver, "PAUSES_S", NO_WAIT)
    monkeypatch.setattr("app.keeping.journal.LINES_TO_REST", 500)  # an attempt may set it
    with monkeypatch.context() as here:
        undisturbed = attempt(Case(operation), tmp_path / "undisturbed")
        made = counted(here)
        undisturbed.run(lambda _promise: None)
    errors = [
        Error(call, f"error={name}", number, is_lasting=is_lasting)
        for call in CALLS
        for number in range(1, made[call] + 1)
        for name in ERRNOS
        for is_lasting in (False, True)
    ]
    assert len(errors) > 100
    for number, error in enumerate(errors[::EVERY]):
        each, told = attempt(Case(operation), tmp_path / str(number)), []
        with monkeypatch.context() as here:
            counted(here, error)
            each.run(told.append)
        faults = judge(each, Outcome(tuple(told), 0), error)
        assert faults == [], f"{error}, told {told}"
        assert error.errno in errno.errorcode
