"""The campaign: what ends, fails and lies, at every call of the system, on every drive there is.

``python3 packaging test --campaign kills [PART …]``: ``kills`` (kill -9), ``errors``,
``powercuts``, ``together`` (programs that save one file) and ``hardships`` (named scenarios); all
of them if none is named. What a machine lacks is told as not run.
"""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PARTS = ("kills", "errors", "together", "powercuts", "hardships")


def main(wanted: list[str]) -> int:
    """Run the parts; 1 if one found a fault."""
    if unknown := set(wanted) - set(PARTS):
        print(f"There is no part {', '.join(sorted(unknown))}. The parts are: {', '.join(PARTS)}.")
        return 1
    sys.path.insert(0, str(ROOT))
    are_faulty = False
    with tempfile.TemporaryDirectory(prefix="kills-") as state:
        os.environ["JOURNEYWALL_STATE"] = state
        for part in wanted or PARTS:
            begun = time.monotonic()
            lines = importlib.import_module(f"tests.campaigns.kills.{part}").run()
            print(f"{part} ({time.monotonic() - begun:.0f} s)", *lines, sep="\n  ", flush=True)
            are_faulty = are_faulty or any(", 0 faults" not in line for line in lines
                                           if " tried (" in line)  # fmt: skip
    return int(are_faulty)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
