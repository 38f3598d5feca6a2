"""A kill, an error or a lie at any call of the system costs nothing that was promised.

The attempts run outside of this process, which has Qt in it: see tests/faults/batches.py.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _tried(module):
    done = subprocess.run(
        [sys.executable, "-m", f"tests.faults.{module}"],
        check=False, capture_output=True, text=True, cwd=ROOT,
    )  # fmt: skip
    said = done.stdout + done.stderr
    if done.stdout.startswith("not run: "):
        pytest.skip(done.stdout.strip())
    match = re.match(r"([0-9]+) tried", said)
    assert match, said
    assert done.returncode == 0, said
    return int(match[1])


def test_killed_before_any_call_of_the_system_nothing_promised_is_lost():
    assert _tried("kills") >= 60


def test_no_error_or_lie_of_the_system_makes_a_false_promise_or_loses_anything():
    assert _tried("errors") >= 150
