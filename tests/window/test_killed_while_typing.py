"""The running program is killed in the midst of a word: only the last that was typed is lost.

A second is the promise, and on a computer that runs other tests too, as much more as a thread that
does the same beside the journal's is late. The campaign (`packaging test --campaign robot`) allows
nothing more.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

WITHIN = ("--shortest", "1.5", "--longest", "3", "--allowed", "1", "--but-late")
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the robot's programs are forks")
def test_a_program_that_is_killed_while_a_robot_types_loses_its_last_letters_at_most():
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
    idle = [line for line in done.stdout.splitlines() if "killed before anything was typed" in line]
    if idle and "0 kills" in done.stdout:
        pytest.skip(f"this computer is too busy to start a program in half a minute: {idle[0]}")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "kills while typing" in done.stdout
