"""The open map: its value, its history, its file, and one signal that says what changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.file_stamp import Marks, has_changed, is_read_only, take_marks, take_stamp
from model.edits import set_about
from model.exchange.endings import is_imported
from model.history import History, HistoryStep
from model.journey import JourneyMap
from model.problems import EditProblem, FileProblem, Problem
from model.values import present_time
from widgets.document import Edit
from widgets.overrides import guarded

SUFFIX = ".journey"
PDF_SUFFIX = ".pdf"


@guarded
class Document(QObject):
    """A map in a window; widgets see it as `widgets.document.OpenDocument`.

    Attributes:
        changed: ``(before, after)`` after every edit, undo and redo.
        saved: The map is on disk, with another time than before.
        state_changed: The name, the place, the saved mark or the history moved.
        problem: A `Problem` that the user must see.
        origin: The file of another kind that a map without a file of ours came from, e.g. a PDF.
        is_read_only: Whether its file could not be saved when it was opened or saved last.
    """

    changed = Signal(object, object)
    saved = Signal()
    state_changed = Signal()
    problem = Signal(object)

    def __init__(
        self,
        journey: JourneyMap,
        path: Path | None = None,
        *,
        is_saved: bool = True,
        marks: Marks | None = None,
        origin: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Hold ``journey``, which stands in the file ``path`` or, without one, nowhere yet.

        A map that holds work but no file of ours has it, e.g. an imported one, is not saved.
        ``marks`` are those of the file before it was read.
        """
        super().__init__(parent)
        self._history = History(journey)
        self._told: tuple[object, ...] = ()
        if not is_saved:
            self._history.mark_unsaved()
        self._created, self._modified = journey.about.created, journey.about.modified
        self.path, self.origin = path, origin
        self._stamp = take_stamp(path, marks) if path else None
        self.is_read_only = path is not None and is_read_only(path)

    @property
    def value(self) -> JourneyMap:
        """The map as it is now."""
        return self._history.value

    @property
    def stamped_value(self) -> JourneyMap:
        """The map as it is now, with the times its file was given at the last saving.

        This is what is printed: the same as the command line makes of the saved file.
        """
        return self.stamped(self.value)

    @property
    def is_modified(self) -> bool:
        """Whether the map differs from its file; an untouched new map has nothing to lose."""
        return self._history.is_modified

    @property
    def is_pristine(self) -> bool:
        """Whether this is a new map that nobody has touched."""
        is_untouched = not self._history.can_undo and not self._history.can_redo
        return self.path is None and is_untouched and not self.is_modified

    @property
    def is_changed_outside(self) -> bool:
        """Whether its file now holds something else than this program last read or wrote."""
        return self.path is not None and has_changed(self.path, self._stamp)

    @property
    def undo_label(self) -> str | None:
        """Text key of what undo takes back, None where there is nothing."""
        return self._history.undo_label if self._history.can_undo else None

    @property
    def redo_label(self) -> str | None:
        """Text key of what redo does again, None where there is nothing."""
        return self._history.redo_label if self._history.can_redo else None

    def apply(self, label: str, edit: Edit, *, merge: str | None = None) -> bool:
        """Do ``edit``; see `widgets.document.OpenDocument.apply`."""
        before = self.value
        try:
            after = edit(before)
        except EditProblem as problem:
            self.problem.emit(problem)
            return False
        if after is before:
            return False
        self._history.push(label, after, merge=merge)
        self._tell(before)
        return True

    def stamped(self, journey: JourneyMap) -> JourneyMap:
        """Return ``journey``; see `widgets.document.OpenDocument.stamped`."""
        created = journey.about.created or self._created
        return set_about(journey, created=created, modified=self._modified)

    def seal(self) -> None:
        """End the merging of edits."""
        self._history.seal()

    def undo(self) -> None:
        """Go back one entry."""
        before = self.value
        if self._history.can_undo:
            self._history.undo()
            self._tell(before)

    def redo(self) -> None:
        """Go forward one entry."""
        before = self.value
        if self._history.can_redo:
            self._history.redo()
            self._tell(before)

    @property
    def history(self) -> tuple[HistoryStep, ...]:
        """All states of the map that are kept, the oldest first; labels are text keys."""
        steps = self._history.entries
        # A new map is nowhere yet, although nothing of worth is lost with it.
        return steps if self.path else tuple(replace(step, is_saved=False) for step in steps)

    def state_at(self, place: int) -> JourneyMap:
        """Return the map at a place of `history`."""
        return self._history.value_at(place)

    def go_to(self, place: int) -> None:
        """Go to a state of `history` by its place."""
        before = self.value
        self._history.go_to(place)
        self._tell(before)

    def save(self, path: Path) -> None:
        """Write the map to ``path``; on return it is on disk.

        The file gets the time of saving. The history keeps the value without it, so that saving
        is no edit and undo goes on where it was.

        Raises:
            FileProblem: If it cannot be written; file and document are as before, but for
                ``file.not_saved_unsure``: then the file may already be the new one.
        """
        from app.saving import save_journey  # start-up: the first frame needs no saving

        value = self.value
        now = present_time()
        created = value.about.created or self._created or now
        stamped = set_about(value, created=created, modified=now)
        try:
            save_journey(path, stamped)
        except FileProblem as problem:
            if problem.code == "file.not_saved_unsure" and path == self.path:
                self._stamp = take_stamp(path)  # what is there now is ours, if it stays
            raise
        self._history.mark_saved(value)
        self._created, self._modified, self.path = created, now, path
        self._stamp, self.is_read_only = take_stamp(path), is_read_only(path)
        self.saved.emit()
        self.state_changed.emit()

    def show_problem(self, problem: Problem) -> None:
        """Have ``problem`` shown in the window of this document."""
        self.problem.emit(problem)

    def _tell(self, before: JourneyMap) -> None:
        if self.value is not before:
            self.changed.emit(before, self.value)
        # A letter that joins the entry of those before it moves nothing that menus or title show.
        state = self._state()
        if state != self._told:
            self._told = state
            self.state_changed.emit()

    def _state(self) -> tuple[object, ...]:
        history = self._history
        labels = (history.undo_label, history.redo_label)
        return (history.revision, *labels, history.is_modified, self.value.about.title)


@dataclass(frozen=True, slots=True)
class ReadMap:
    """What stands in a file; made without a window, so in any thread.

    Attributes:
        path: The file, None for a map from a file of another kind, which becomes a new one.
        notes: What its reader should be told.
        origin: The file of another kind it was in; a new map is named like it.
        is_imported: Whether another program wrote it, and ``notes`` are what it lost on the way.
    """

    journey: JourneyMap
    path: Path | None
    marks: Marks | None
    notes: tuple[Problem, ...]
    origin: Path | None = None
    is_imported: bool = False

    def document(self) -> Document:
        """Return the open document."""
        is_saved = self.path is not None
        return Document(
            self.journey, self.path, is_saved=is_saved, marks=self.marks, origin=self.origin
        )


def read_map(path: Path, language: str) -> ReadMap:
    """Read the map in ``path``.

    A map of another program (OpenJourney, Mermaid, CSV, XLSX) becomes a new map that is not saved
    yet; what it lost on the way is told, and words it lacks are given in ``language``. So does
    the map in a PDF.

    Raises:
        FileProblem: If it cannot be read as a map.
    """
    if is_imported(path):
        return _imported(path, language)
    if path.suffix.lower() == PDF_SUFFIX:
        return _in_pdf(path)
    from model.file import open_journey  # start-up: a new map needs no reader

    marks = take_marks(path)
    try:
        opened = open_journey(path)
    except FileProblem as problem:
        if problem.code == "file.is_openjourney":
            return _imported(path, language)
        raise
    return ReadMap(opened.journey, path, marks, opened.notes)


def _imported(path: Path, language: str) -> ReadMap:
    # Start-up: our own maps need no importer.
    from model.exchange.formats import import_map

    journey, lost = import_map(path, language)
    return ReadMap(journey, None, None, lost, path, is_imported=True)


def _in_pdf(path: Path) -> ReadMap:
    # Start-up: nearly no map comes from a PDF.
    from app.export.opening_pdf import open_map

    opened = open_map(path)
    return ReadMap(opened.journey, None, None, opened.notes, path)
