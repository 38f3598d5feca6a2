"""Journeywall as it is, with somebody looking: a local socket answers what shows where.

It is started in place of ``python -m app``. It only reads, and only what a person can see;
everything that is done comes in through the X server.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication
from sights import SIGHTS

from app.run_window import make_application, run

EYE_VARIABLE = "JOURNEYWALL_EYE"


class Onlooker(QObject):
    """Answers one JSON line after the other."""

    def __init__(self, path: str, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._take)
        if not self._server.listen(path):
            raise SystemExit(self._server.errorString())

    def _take(self) -> None:
        while self._server.hasPendingConnections():
            line = self._server.nextPendingConnection()
            line.readyRead.connect(self._read)
            line.disconnected.connect(line.deleteLater)

    def _read(self) -> None:
        line = self.sender()
        if isinstance(line, QLocalSocket) and line.canReadLine():
            answer = _answer(json.loads(bytes(line.readLine().data())))
            line.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")
            line.flush()


def _answer(asked: dict[str, Any]) -> dict[str, Any]:
    what = asked.pop("what")
    try:
        if what == "painted":
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            return {"answer": True}
        return {"answer": SIGHTS[what](**asked)}
    except Exception as fault:
        return {"fault": f"{type(fault).__name__}: {fault}"}


def main() -> int:
    """Run the program on the files it was given."""
    Onlooker(os.environ[EYE_VARIABLE], make_application())
    return run([Path(name) for name in sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
