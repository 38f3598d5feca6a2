"""The program's own log on this computer: what went wrong, and where in the code.

Nothing of a map is in it: whoever sends it to us sends none of their work.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
import traceback
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from app import __version__
from app.settings import Settings

MAX_BYTES = 256 * 1024
"""At this size a log becomes the one before, which goes."""


class LogFile(logging.Handler):
    """Writes warnings and errors to ``state_folder/log/journeywall.log``, and flushes each."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(logging.WARNING)
        self._settings = settings

    @property
    def path(self) -> Path:
        """The file."""
        return self._settings.state_folder / "log" / "journeywall.log"

    def emit(self, record: logging.LogRecord) -> None:
        """Add ``record``; a log that cannot be written is done without."""
        with suppress(OSError, ValueError):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self.path.exists() and self.path.stat().st_size > MAX_BYTES:
                self.path.replace(self.path.with_suffix(".1.log"))
            with self.path.open("a", encoding="utf-8", errors="backslashreplace") as file:
                file.write(_worded(record))


@contextmanager
def crashes_told(settings: Settings) -> Iterator[None]:
    """Have Python say where it was when Qt or another library of C crashes.

    On the terminal; a program without one writes ``state_folder/log/crash.log``. Nothing else is
    done then: what was typed is in the journal (reference/reliability.md P4).
    """
    with ExitStack() as held:
        if sys.stderr is not None:
            faulthandler.enable()
        else:
            with suppress(OSError):
                path = settings.state_folder / "log" / "crash.log"
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                faulthandler.enable(held.enter_context(path.open("a", encoding="utf-8")))
                held.callback(faulthandler.disable)
        yield


def _worded(record: logging.LogRecord) -> str:
    """Return ``record`` without what may quote a map: the texts of errors, and what is no number.

    Pydantic puts the value that does not fit into its message, and so do many others.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    lines = [f"{now} {__version__} {record.levelname} {record.name}: {record.msg}"]
    given = record.args if isinstance(record.args, tuple) else ()
    lines += [f"  {_harmless(value)}" for value in given]
    if record.exc_info and record.exc_info[0] is not None:
        kind, _, trace = record.exc_info
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(trace)
        ]
        lines.append(f"  {kind.__name__}")
    return "\n".join(lines) + "\n"


def _harmless(value: object) -> str:
    if isinstance(value, OSError):
        return f"{type(value).__name__} {value.errno}"
    return str(value) if isinstance(value, int | float) else type(value).__name__
