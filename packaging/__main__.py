"""python3 packaging run|test|build: sets up what is missing, then does it.

This file is kept to syntax that any Python 3 reads, so that an old one can say one clear sentence.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python must be told, not crash
    sys.stderr.write(
        "Journeywall needs Python 3.11 or newer; this is Python "
        + ".".join(str(part) for part in sys.version_info[:2])
        + ". Get a newer one from python.org or your system and run the same command with it.\n"
    )
    sys.exit(1)

from commands import main

sys.exit(main(sys.argv[1:]))
