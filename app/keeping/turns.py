"""Turns: programs on one computer save a file one after the other, never in the same moment.

Where a drive can exchange two names, whatever comes in between is found and kept. exFAT, FAT and
most shares cannot: there the one who looks first and replaces last would cover what the other has
called saved. Programs on other computers take no turns with ours; `app.keeping.saver` looks at
the file for them, and the lock hint beside it warns them.
"""

from __future__ import annotations

import hashlib
import os
import random
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.file_stamp import folder_place
from app.keeping.alive import Hold
from app.keeping.sessions import state_folder

LONGEST_WAIT_S = 10.0
"""A save of photographs to a slow stick takes seconds; a share that hangs holds up for ever."""

_LOOKS_S = (0.002, 0.02)


@contextmanager
def turn(target: Path) -> Iterator[None]:
    """Wait until no other program of this computer saves ``target``, and keep them waiting.

    Raises:
        BlockingIOError: If that takes longer than `LONGEST_WAIT_S`.
    """
    hold = _held(target)
    try:
        yield
    finally:
        if hold is not None:
            hold.release()


def _held(target: Path) -> Hold | None:
    """Return the lock; None where none can be kept, which is no reason not to save."""
    end = time.monotonic() + LONGEST_WAIT_S
    while True:
        try:
            return Hold(_lock_file(target))
        except BlockingIOError:
            if time.monotonic() > end:
                raise
            time.sleep(random.uniform(*_LOOKS_S))  # noqa: S311 (two shall not keep in step)
        except OSError:
            return None


def _lock_file(target: Path) -> Path:
    folder = state_folder() / "turns"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # By what the folder is, not how it is called; and drives differ in which names are the same.
    place = folder_place(target) or target.parent
    name = unicodedata.normalize("NFC", f"{place}/{target.name}").casefold()
    return folder / hashlib.sha256(os.fsencode(name)).hexdigest()[:32]
