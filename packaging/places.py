"""Where things are: the project, its virtual environment and the lock files."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "journeywall-stamp.json"
BUILD = ROOT / "build"
DIST = ROOT / "dist"
RUN_LOCK = ROOT / "packaging" / "requirements.txt"
TEST_LOCK = ROOT / "packaging" / "requirements-dev.txt"
CAMPAIGNS = ROOT / "tests" / "campaigns"


class SetUpError(Exception):
    """Set-up cannot go on; the message says what to do."""


def venv_python() -> Path:
    """Return the virtual environment's interpreter."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
