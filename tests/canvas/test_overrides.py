"""A fault in a method that Qt calls is told of and does not end the program."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from PySide6.QtWidgets import QWidget

from widgets.overrides import guarded

_PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from widgets.overrides import guarded

@guarded
class Faulty(QWidget):
    def paintEvent(self, event):
        {fault}

sys.excepthook = lambda kind, error, trace: print("told", kind.__name__)
application = QApplication([])
widget = Faulty()
widget.show()
QTimer.singleShot(150, application.quit)
application.exec()
print("alive")
"""


@pytest.mark.parametrize("fault", ["()[0]", "{}[1]", "int('x')", "None.x", "raise OSError('x')"])
def test_a_fault_in_an_override_is_told_and_the_program_lives(fault):
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM.format(fault=fault)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "told" in done.stdout
    assert done.stdout.rstrip().endswith("alive")


def test_only_what_qt_may_call_is_wrapped():
    @guarded
    class Plain(QWidget):
        def sizeHint(self):  # noqa: N802 - Qt's name
            return super().sizeHint()

        def own(self):
            return 1

    assert hasattr(Plain.sizeHint, "__wrapped__")
    assert not hasattr(Plain.own, "__wrapped__")
