"""What waits until nobody has asked for it for a moment, and is then done once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, SignalInstance


def pause_before(
    act: Callable[[], object] | SignalInstance, pause_ms: int, parent: QObject
) -> QTimer:
    """Return what has ``act`` done ``pause_ms`` after it was last started."""
    pause = QTimer(parent)
    pause.setSingleShot(True)
    pause.setInterval(pause_ms)
    pause.timeout.connect(act)
    return pause
