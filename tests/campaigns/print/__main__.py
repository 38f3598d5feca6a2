"""The campaign: long checks of print, each a module of this folder with ``run() -> what it found``.

``python3 packaging test --campaign print [PART …]`` runs all of them, or those named.
"""

from __future__ import annotations

import importlib
import sys
import time
import traceback
from pathlib import Path


def main(wanted: list[str]) -> int:
    """Run the parts; returns how many found a fault."""
    parts = sorted(path.stem for path in Path(__file__).parent.glob("*.py"))
    parts = [part for part in parts if not part.startswith("_")]
    unknown = set(wanted) - set(parts)
    if unknown:
        print(f"There is no part {', '.join(sorted(unknown))}. The parts are: {', '.join(parts)}.")
        return 1
    faults = 0
    for part in wanted or parts:
        begun = time.monotonic()
        try:
            found = importlib.import_module(part).run()
        except Exception:
            faults += 1
            found = [traceback.format_exc()]
        print(f"{part} ({time.monotonic() - begun:.0f} s)", *found, sep="\n  ")
    return faults


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
