"""Programs that save one file in the same moments: whatever was called saved is found again."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the programs are made by fork")
def test_of_a_hundred_saves_by_two_to_four_programs_none_is_lost():
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.together", "120"],
        check=False, capture_output=True, text=True, cwd=ROOT,
    )  # fmt: skip
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    match = re.match(r"([0-9]+) tried", said)
    assert match, said
    assert int(match[1]) >= 100
