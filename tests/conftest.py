"""For all tests: windows need no screen unless one is asked for, and no locale of the machine."""

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Qt warns of a locale that is not installed, and a warning fails the test it comes in.
os.environ.update(LC_ALL="C.UTF-8", LANG="C.UTF-8")
# Journals, backups and locks of a test are no part of this computer's.
if "JOURNEYWALL_STATE" not in os.environ:
    os.environ["JOURNEYWALL_STATE"] = tempfile.mkdtemp(prefix="journeywall-tests-")
    atexit.register(shutil.rmtree, os.environ["JOURNEYWALL_STATE"], ignore_errors=True)
