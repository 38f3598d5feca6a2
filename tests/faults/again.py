"""Saves one map ten times a second and shows which save is done, until the plug is pulled.

``python -m tests.faults.again FILE`` saves; ``python -m tests.faults.again FILE --look`` says
once the computer has started again, which save the file holds: the last that was shown, or the
one after it (docs/windows-and-mac.md).
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from app.keeping.saver import BEGINNING, backup_of
from app.saving import save_journey
from model.file import read_journey
from tests.faults.operations import titled

PAUSE_S = 0.1


def save_again(path: Path, times: int = sys.maxsize) -> None:
    """Save; each number is shown when that save is done, and not before."""
    for number in range(1, times + 1):
        save_journey(path, titled(str(number), 2_000_000))
        print(number, flush=True)
        time.sleep(PAUSE_S)


def look(path: Path) -> list[str]:
    """Return what is there, a line each."""
    said = []
    for each in (path, backup_of(path)):
        title = read_journey(each).about.title if each.is_file() else "not there"
        said.append(f"{each.name}: {title}")
    left = sorted(found.name for found in path.parent.glob(f"{BEGINNING}*"))
    return [*said, f"left behind: {', '.join(left) or 'nothing'}"]


if __name__ == "__main__":
    if sys.argv[2:] == ["--look"]:
        print(*look(Path(sys.argv[1])), sep="\n")
    else:
        save_again(Path(sys.argv[1]))
