"""The program, whose windows hang for two minutes ten seconds after the first edit: for a person.

``python -m tests.faults.hang`` (docs/windows-and-mac.md, W30 and M13).
"""

import sys
import time

from PySide6.QtCore import QTimer

from app import run_window

_UNTIL_MS, _HANGS_S = 10_000, 120
open_first = run_window.open_first


def open_and_wait(workspace, files, sample):
    open_first(workspace, files, sample)
    document = workspace.windows[0].document
    hang = QTimer(workspace)
    hang.setSingleShot(True)
    hang.setInterval(_UNTIL_MS)
    hang.timeout.connect(lambda: time.sleep(_HANGS_S))
    document.changed.connect(lambda *_: hang.isActive() or hang.start())


if __name__ == "__main__":
    run_window.open_first = open_and_wait
    sys.exit(run_window.run((), sample="holiday"))
