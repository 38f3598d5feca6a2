"""For all tests: windows need no screen unless one is asked for, and no locale of the machine."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Qt warns of a locale that is not installed, and a warning fails the test it comes in.
os.environ.update(LC_ALL="C.UTF-8", LANG="C.UTF-8")
