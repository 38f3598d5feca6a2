"""Where Qt or another library of C crashed can be read afterwards, without a console too."""

import os
import subprocess
import sys

import pytest

CRASHING = """
import faulthandler, os, sys
from pathlib import Path
from app.log_file import crashes_told
from app.settings import Settings
if "quietly" in sys.argv:
    sys.stderr = None
with crashes_told(Settings(Path(sys.argv[1]))):
    faulthandler._sigsegv()
"""


@pytest.mark.parametrize("how", ["quietly", "on a terminal"])
def test_a_crash_says_where_it_was(tmp_path, how):
    done = subprocess.run(
        [sys.executable, "-c", CRASHING, str(tmp_path), how],
        check=False, capture_output=True, env=os.environ | {"PYTHONFAULTHANDLER": ""},
    )  # fmt: skip
    assert done.returncode != 0
    log = tmp_path / "state" / "log" / "crash.log"
    told = log.read_bytes() if how == "quietly" else done.stderr
    assert b"most recent call first" in told
    assert log.exists() is (how == "quietly")


def test_what_cannot_be_logged_stops_nothing(tmp_path):
    (tmp_path / "state").write_bytes(b"no folder")
    crashing = CRASHING.replace("faulthandler._sigsegv()", "sys.exit(7)")
    done = subprocess.run([sys.executable, "-c", crashing, str(tmp_path), "quietly"], check=False)
    assert done.returncode == 7
