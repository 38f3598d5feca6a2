"""The running program is killed in the midst of a word: at most a second of typing is lost."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the robot's programs are forks")
def test_a_program_that_is_killed_while_a_robot_types_loses_a_second_at_most():
    campaign = ROOT / "tests" / "campaigns" / "robot"
    done = subprocess.run(
        [sys.executable, campaign, "--count", "3", "--seed", "7", "--longest", "1.5"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=80,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 kills while typing" in done.stdout
