"""Starts the program with its window: the only way in that needs Qt."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QFileOpenEvent, QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from app import __version__
from app.endings import signals_end
from app.faults import faults_shown_in
from app.log_file import crashes_told
from app.patience import wait_for_abandoned
from app.settings import Settings
from app.workspace import Workspace
from model.collector import collector_paused, search_while_resting
from resources import resource_names, resource_path
from widgets.icons import application_icon
from widgets.overrides import guarded

if TYPE_CHECKING:
    from app.stalls import StallWatch

FONT_FAMILY = "Journeywall Sans"
_LONGEST_WAIT_S = 10
_SECOND_STARTS_MS = 250  # by then the first frame is there
_LEFT_MAPS_MS = 400
_STALLS_MS = 1000
_SEARCH_MS = 5000


def run(
    files: Sequence[Path],
    *,
    sample: str | None = None,
    language: str | None = None,
    settings_folder: Path | None = None,
) -> int:
    """Open ``files``, or a sample, or the start page, and run until the last window is closed.

    Args:
        files: Maps to open, a window each.
        sample: Id of a sample to open as a new map.
        language: ``"da"`` or ``"en"`` for this run; None takes the remembered or the system's.
        settings_folder: Where the settings are; None takes the system's place.

    Returns:
        The exit code of the program.
    """
    settings = Settings(settings_folder)
    application = make_application()
    workspace = Workspace(settings, language=language, parent=application)
    with crashes_told(settings), faults_shown_in(workspace), signals_end(workspace):
        if sys.platform == "darwin":  # a filter in Python costs time at every event
            application.installEventFilter(FileOpenListener(workspace))
        with collector_paused():  # modules and a window are made to stay
            open_first(workspace, files, sample)
        if not workspace.windows:  # the program was ended while it asked about a file
            return 0
        # After the first frame: the module it needs is not to delay it.
        QTimer.singleShot(_SECOND_STARTS_MS, workspace, lambda: listen_for_second_starts(workspace))
        QTimer.singleShot(_LEFT_MAPS_MS, workspace, lambda: look_for_left_maps(workspace))
        searching = QTimer(workspace)
        searching.timeout.connect(search_while_resting)
        searching.start(_SEARCH_MS)
        with stalls_told(workspace):
            code = application.exec()
        if not wait_for_abandoned(_LONGEST_WAIT_S):
            # A drive that hangs: nobody is to wait for it, and Qt cannot end while it is asked.
            logging.shutdown()
            os._exit(code)
        return code


def make_application() -> QApplication:
    """Return the application with name, style, font and icon."""
    held = QApplication.instance()
    application = held if isinstance(held, QApplication) else QApplication(sys.argv[:1])
    QCoreApplication.setApplicationName("Journeywall")
    QCoreApplication.setApplicationVersion(__version__)
    application.setApplicationDisplayName("")
    application.setDesktopFileName("journeywall")
    application.setStyle("Fusion")
    application.setWindowIcon(application_icon())
    application.setFont(_window_font(application.font()))
    return application


def open_first(workspace: Workspace, files: Sequence[Path], sample: str | None) -> None:
    """Open what the program was started with; without anything, the start page."""
    if sample is not None:
        from model.templates import sample as make_sample  # start-up: not for files

        workspace.open_new(make_sample(sample, workspace.language.code))
        return
    if files:
        workspace.open_files(files)
    if not workspace.windows and not workspace.is_ending:  # somebody thought better of it
        workspace.open_window()


def listen_for_second_starts(workspace: Workspace) -> bool:
    """Have further starts of the program open their files here; tell whether they can."""
    from app.second_start import channel  # start-up: after the first frame
    from app.second_starts import SecondStarts

    place = channel()
    return place is not None and SecondStarts(workspace, place).is_open


def look_for_left_maps(workspace: Workspace) -> None:
    """Offer what was left by a program that ended in the midst of work."""
    from app.recovery_desk import RecoveryDesk  # start-up: after the first frame

    RecoveryDesk.of(workspace).look_at_start()


@contextmanager
def stalls_told(workspace: Workspace) -> Iterator[None]:
    """Tell when the windows answer no more, from soon after the first frame on."""
    watches: list[StallWatch] = []

    def begin() -> None:
        from app.stalls import StallWatch  # start-up: after the first frame

        watches.append(StallWatch(workspace))

    QTimer.singleShot(_STALLS_MS, workspace, begin)
    yield
    for watch in watches:
        watch.end()


@guarded
class FileOpenListener(QObject):
    """Opens what macOS asks for when a map is double-clicked in the Finder."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take QEvent.FileOpen and leave the rest."""
        if event.type() == QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent):
            windows = self._workspace.windows
            self._workspace.open_file(Path(event.file()), windows[-1] if windows else None)
            return True
        return super().eventFilter(watched, event)


def _window_font(system: QFont) -> QFont:
    """Return our own typeface in the system's size, or the system's where ours is not there."""
    for name in resource_names("fonts"):
        if name.startswith("JourneywallSans") and name.endswith(".ttf"):
            QFontDatabase.addApplicationFont(str(resource_path(f"fonts/{name}")))
    if FONT_FAMILY not in QFontDatabase.families():
        return system
    font = QFont(FONT_FAMILY)
    font.setPointSizeF(max(system.pointSizeF(), 9.5))
    return font
