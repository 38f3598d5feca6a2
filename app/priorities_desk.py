"""The priorities window of a map window: opened, followed, remembered, and put on paper."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices

from app import file_commands, file_dialogs
from app.jumping import jump_to
from app.patience import Cancelled, do_beside
from app.saving import save_export
from model.priorities import MATRICES, MatrixKind
from model.problems import Problem
from widgets.overrides import guarded
from widgets.priorities.window import PriorityWindow

if TYPE_CHECKING:
    from pathlib import Path

    from app.window import MapWindow
    from model.journey import JourneyMap

_PNG_DPI = 200.0
_TOPIC = "priorities"


@guarded
class PrioritiesDesk(QObject):
    """Holds the priorities window of one map; it goes with the map.

    Attributes:
        shown: The window, None while there is none.
    """

    def __init__(self, window: MapWindow) -> None:
        # The map's own page as parent: another map in this window has a desk of its own.
        super().__init__(window.page)
        self._window, self._document = window, window.document
        self.shown: PriorityWindow | None = None
        window.closed.connect(self.close)
        if self._document is not None:
            self._document.problem.connect(self._complain)
        window.language.changed.connect(self._reopen)
        window.workspace.look_changed.connect(self._recolour)

    def open(self, segment: str = "") -> None:
        """Show the window as it was left, or with ``segment`` in front."""
        if self._document is None:
            return
        if self.shown is not None:
            self.shown.raise_()
            self.shown.activateWindow()
            self.shown.go_to(segment)
            return
        workspace = self._window.workspace
        stored = workspace.settings.value
        # No child of the map's window: it would lie over the card that a note leads to.
        shown = PriorityWindow(
            self._document,
            self._window.language,
            workspace.theme,
            segment or stored.priorities_segment,
        )
        self.shown = shown
        self.destroyed.connect(shown.deleteLater)
        if stored.priorities_geometry:
            shown.restoreGeometry(QByteArray.fromBase64(stored.priorities_geometry.encode()))
        shown.jump_asked.connect(self._jump)
        shown.output_asked.connect(self._save)
        shown.closed.connect(self._parked)
        shown.show()
        shown.go_to(segment)

    def close(self) -> None:
        """Close the window."""
        if self.shown is not None:
            self.shown.reject()

    def _parked(self) -> None:
        shown, self.shown = self.shown, None
        if shown is None:
            return
        geometry = shown.saveGeometry().toBase64().toStdString()
        self._window.workspace.settings.change(
            priorities_segment=shown.segment, priorities_geometry=geometry
        )
        shown.deleteLater()

    def _complain(self, problem: Problem) -> None:
        """Say it here too: the banner of the map's window may lie behind this one."""
        if self.shown is not None and self.shown.isActiveWindow():
            self.shown.complain(self._window.language.of(problem))

    def _reopen(self) -> None:
        """Word the window anew."""
        if self.shown is not None:
            self.close()
            QTimer.singleShot(0, self, self.open)

    def _recolour(self) -> None:
        if self.shown is not None:
            self.shown.recolour(self._window.workspace.theme)

    def _jump(self, ids: tuple[str, ...]) -> None:
        """Go to the cards on the canvas; the window stays open beside it."""
        jump_to(self._window, ids)

    def _save(self, kind: str, output: str) -> None:
        document = self._document
        found = next((held for held in MATRICES if held == kind), None)
        if document is None or found is None or self.shown is None:
            return
        words = self._window.language
        ending = ".png" if output == "png" else ".pdf"
        said = words(f"priorities.segment.{kind}").replace(" × ", "-")
        name = f"{file_commands.suggested_name(self._window)} {said}{ending}"
        path = file_dialogs.choose_new_file(
            self.shown,
            words("priorities.save").replace("&", ""),
            file_commands.folder_of(self._window) / name,
            words(f"priorities.filter.{ending[1:]}"),
        )
        if path is not None:
            self._write(document.stamped_value, found, output, path)

    def _write(self, journey: JourneyMap, kind: MatrixKind, output: str, path: Path) -> None:
        words = self._window.language
        paper = "A3" if output == "pdf_a3" else "A4"
        try:
            do_beside(
                partial(write_matrix, journey, kind, paper, path),
                words("window.exchange.writing", name=path.name),
                words,
                self._window,
            )
        except Cancelled:
            return
        except Problem as problem:
            self._window.show_problem(problem, topic=_TOPIC)
            return
        self._window.tell_done(
            partial(words, "priorities.saved", name=path.name),
            (partial(words, "print_window.saving.open_file"), partial(_open, path)),
        )


def write_matrix(journey: JourneyMap, kind: MatrixKind, paper: str, path: Path) -> None:
    """Write a matrix to ``path``: as a picture of its first page if that ends in .png, else PDF.

    Raises:
        Problem: If it was not written.
    """
    from app.export.jobs import written
    from app.export.png import png_pages
    from model.printing.matrix_page import print_matrix
    from model.text.fonts import FontBook

    # Faces of its own: the windows' belong to their thread.
    pdf = written(print_matrix(journey, kind, paper, FontBook()), journey).data
    is_picture = path.suffix.lower() == ".png"
    save_export(path, next(png_pages(pdf, _PNG_DPI)) if is_picture else pdf)


def _open(path: Path) -> None:
    """Hand a file the user has just made to the system."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
