"""Listens for second starts of the program and opens here what they were asked to open."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QDialog

from app.second_start import ANSWER, read_wish
from model.problems import Problem
from widgets.overrides import guarded

if TYPE_CHECKING:
    from app.window import MapWindow
    from app.workspace import Workspace

_MAX_BYTES = 1_000_000
_PATIENCE_MS = 3_000


@guarded
class SecondStarts(QObject):
    """The end of the channel that is open while the program runs.

    Attributes:
        is_open: Whether this program listens; no when another one does already.
    """

    def __init__(self, workspace: Workspace, place: str) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)
        # Qt takes the place of whoever listens there, alive or left behind by a kill.
        self.is_open = not _is_answered(place) and self._server.listen(place)

    def _welcome(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            _Caller(self._workspace, caller, self)


@guarded
class _Caller(QObject):
    """One second start, from its call to the answer."""

    def __init__(self, workspace: Workspace, caller: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._caller = caller
        self._heard = b""
        caller.setParent(self)
        caller.readyRead.connect(self._hear)
        caller.disconnected.connect(self.deleteLater)
        QTimer.singleShot(_PATIENCE_MS, self, caller.abort)
        self._hear()

    def _hear(self) -> None:
        self._heard += bytes(self._caller.read(_MAX_BYTES).data())
        if len(self._heard) >= _MAX_BYTES:
            self._caller.abort()
        elif self._heard.endswith(b"\n"):
            self._caller.readyRead.disconnect(self._hear)
            wish = read_wish(self._heard)
            if wish is None:
                self._caller.abort()
                return
            self._caller.write(ANSWER)
            self._caller.flush()
            files, sample, tokens = wish
            os.environ.update(tokens)
            # Not from inside the socket's signal: opening may show a question and wait for it.
            QTimer.singleShot(0, self._workspace, lambda: open_here(self._workspace, files, sample))


def open_here(workspace: Workspace, files: Sequence[Path], sample: str | None) -> None:
    """Open what a second start was asked for, and bring its window to the front.

    Without anything it gets what a first start would show: the start page.
    """
    near = _window_in_front(workspace)
    shown = near
    if files:
        opened = workspace.open_files(files, near)
        shown = opened[-1] if opened else _window_in_front(workspace)
    elif sample is not None:
        shown = _open_sample(workspace, sample, near)
    elif near is None:
        shown = workspace.open_window()
    elif near.document is not None:
        shown = workspace.open_start(near)
    if shown is not None:
        _bring_to_front(shown)


def _open_sample(workspace: Workspace, sample: str, near: MapWindow | None) -> MapWindow | None:
    from model.templates import sample as make_sample  # start-up: not for files

    try:
        return workspace.open_new(make_sample(sample, workspace.language.code), near)
    except Problem as problem:
        if near is not None:
            near.show_problem(problem)
        return near


def _window_in_front(workspace: Workspace) -> MapWindow | None:
    for window in workspace.windows:
        if window.isActiveWindow():
            return window
    return workspace.windows[-1] if workspace.windows else None


def _bring_to_front(window: MapWindow) -> None:
    if window.isMinimized():
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    asking = QApplication.activeModalWidget()
    if isinstance(asking, QDialog):  # no other window can be used before it is answered
        asking.finished.connect(
            lambda: QTimer.singleShot(0, window, partial(_bring_to_front, window))
        )


def _is_answered(place: str) -> bool:
    """Tell whether a program still listens at ``place``."""
    caller = QLocalSocket()
    caller.connectToServer(place)
    is_answered = caller.waitForConnected(_PATIENCE_MS)
    caller.abort()
    return is_answered
