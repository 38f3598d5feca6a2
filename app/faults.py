"""What becomes of a fault of ours: it is logged and told, the journal is renewed, work goes on."""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import TracebackType

from app.log_file import LogFile
from app.workspace import Workspace

_LOG = logging.getLogger(__name__)
# A fault that comes with every paint is told and logged now and then, not at every paint.
_PAUSE_S = 5.0


@contextmanager
def faults_shown_in(workspace: Workspace) -> Iterator[None]:
    """Log a fault of ours and tell of it in the window; the program goes on."""
    before, before_in_threads = sys.excepthook, threading.excepthook
    log = LogFile(workspace.settings)
    seen: dict[tuple[str, int], float] = {}

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            workspace.quit()
            return
        place, now = _place(kind, trace), time.monotonic()
        if now - seen.get(place, -_PAUSE_S) < _PAUSE_S:
            return
        seen[place] = now
        with suppress(MemoryError):  # it may be what went wrong
            _LOG.error("unexpected fault", exc_info=(kind, error, trace))
        if threading.current_thread() is not threading.main_thread():
            return  # of a thread of Qt: windows belong to another one
        for window in workspace.windows:
            with suppress(MemoryError):
                window.safety.tell_fault(kind.__name__)

    def hook_in_threads(told: threading.ExceptHookArgs) -> None:
        """Log it only: windows belong to another thread."""
        error = told.exc_value or RuntimeError()
        _LOG.error("unexpected fault", exc_info=(told.exc_type, error, told.exc_traceback))

    sys.excepthook, threading.excepthook = hook, hook_in_threads
    logging.getLogger().addHandler(log)
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = before, before_in_threads
        logging.getLogger().removeHandler(log)
        log.close()


def _place(kind: type[BaseException], trace: TracebackType | None) -> tuple[str, int]:
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return kind.__name__, id(trace.tb_frame.f_code) if trace is not None else 0
