"""Starts the program with its window: the only way in that needs Qt."""

from __future__ import annotations

import faulthandler
import logging
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType, TracebackType

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QFileOpenEvent, QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from app import __version__
from app.patience import wait_for_abandoned
from app.settings import Settings
from app.workspace import Workspace
from model.collector import collector_paused
from resources import resource_names, resource_path
from widgets.icons import application_icon
from widgets.overrides import guarded

FONT_FAMILY = "Journeywall Sans"
_SIGNAL_CHECK_MS = 250
_SECOND_STARTS_MS = 250  # by then the first frame is there
_LOG = logging.getLogger(__name__)


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
    if sys.stderr is not None:  # a program without a console has nowhere to write it
        faulthandler.enable()
    application = make_application()
    workspace = Workspace(Settings(settings_folder), language=language, parent=application)
    with faults_shown_in(workspace), interrupt_quits(workspace):
        if sys.platform == "darwin":  # a filter in Python costs time at every event
            application.installEventFilter(FileOpenListener(workspace))
        with collector_paused():  # modules and a window are made to stay
            open_first(workspace, files, sample)
        # After the first frame: the module it needs is not to delay it.
        QTimer.singleShot(_SECOND_STARTS_MS, workspace, lambda: listen_for_second_starts(workspace))
        code = application.exec()
        wait_for_abandoned()
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
    else:
        workspace.open_window()


def listen_for_second_starts(workspace: Workspace) -> bool:
    """Have further starts of the program open their files here; tell whether they can."""
    from app.second_start import channel  # start-up: after the first frame
    from app.second_starts import SecondStarts

    place = channel()
    return place is not None and SecondStarts(workspace, place).is_open


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


@contextmanager
def faults_shown_in(workspace: Workspace) -> Iterator[None]:
    """Log a fault of ours and tell of it in the window; the program goes on."""
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            workspace.quit()
            return
        _LOG.error("unexpected fault", exc_info=(kind, error, trace))
        for window in workspace.windows:
            window.show_sentence("window.fault", name=kind.__name__)

    sys.excepthook = hook
    try:
        yield
    finally:
        sys.excepthook = before


@contextmanager
def interrupt_quits(workspace: Workspace) -> Iterator[None]:
    """Let Ctrl+C in the terminal close the windows as Quit does.

    Python runs signal handlers between bytecodes only, so a timer wakes it now and then.
    """

    def ask_to_quit(_number: int, _frame: FrameType | None) -> None:
        QTimer.singleShot(0, workspace, workspace.quit)

    before = signal.signal(signal.SIGINT, ask_to_quit)
    waker = QTimer(workspace)
    waker.timeout.connect(_wake)
    waker.start(_SIGNAL_CHECK_MS)
    try:
        yield
    finally:
        waker.stop()
        signal.signal(signal.SIGINT, before)


def _wake() -> None:
    """Do nothing: being called is what lets Python look at signals."""
