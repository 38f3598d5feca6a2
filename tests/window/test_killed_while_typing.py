"""The running program is killed in the midst of a word: only the last that was typed is lost.

How much of it is measured by the campaign (`packaging test --campaign robot`): on a computer that
runs other tests too a second is not always one.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

# Lives long enough for the first letters to be kept, however busy the computer is.
WITHIN = ("--shortest", "3.5", "--longest", "4.5", "--allowed", "3")
MOST_LOAD = 6  # for each processor
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the robot's programs are forks")
def test_a_program_that_is_killed_while_a_robot_types_loses_its_last_letters_at_most():
    if os.getloadavg()[0] > MOST_LOAD * (os.cpu_count() or 1):
        pytest.skip("this computer is too busy to start a program in half a minute")
    campaign = ROOT / "tests" / "campaigns" / "robot"
    done = subprocess.run(
        [sys.executable, campaign, "--count", "3", *WITHIN],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=80,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 kills while typing" in done.stdout
