"""The open map: its value, its history, its file, and one signal that says what changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.file_names import PDF_SUFFIX, SUFFIX
from app.file_stamp import (
    FileStamp,
    Marks,
    folder_place,
    has_changed,
    is_read_only,
    stamp_of_saved,
    take_marks,
    take_stamp,
)
from app.keeping.notes import Origin
from app.settings import full_name
from model.edits import set_about
from model.exchange.endings import is_imported
from model.history import History, HistoryStep
from model.journey import JourneyMap
from model.problems import EditProblem, FileProblem, Problem
from model.values import present_time
from widgets.document import Edit
from widgets.overrides import guarded

if TYPE_CHECKING:
    from app.keeping.recovering import Recovered


@dataclass(frozen=True, slots=True)
class DoneSaving:
    """A saving that is on disk.

    Attributes:
        path: The file.
        value: The map, without the times it was given.
        created, modified: Those times.
        stamp: What the file is now.
        folder: Device and number of its folder.
        is_read_only: Whether it can be saved there again.
        other: Where another program's version stays that came in between.
    """

    path: Path
    value: JourneyMap
    created: str
    modified: str
    stamp: FileStamp | None
    folder: tuple[int, int] | None
    is_read_only: bool
    other: Path | None


@guarded
class Document(QObject):
    """A map in a window; widgets see it as `widgets.document.OpenDocument`.

    Attributes:
        changed: ``(before, after)`` after every edit, undo and redo.
        saved: The map is on disk, with another time than before: a `DoneSaving`.
        state_changed: The name, the place, the saved mark or the history moved.
        problem: A `Problem` that the user must see.
        origin: The file of another kind that a map without a file of ours came from, e.g. a PDF.
        is_read_only: Whether its file could not be saved when it was opened or saved last.
        is_recovered: Whether it was brought back from a journal and has not been saved since.
        is_held_elsewhere: Whether somebody else has the file open: then it is not saved over.
        is_kept_from_saving: Whether somebody is to say first what becomes of the file, which has
            been changed or deleted by others; until then it is not saved by itself.
    """

    changed = Signal(object, object)
    saved = Signal(object)
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
        self._folder = folder_place(path) if path else None
        self.is_read_only = path is not None and is_read_only(path)
        self.is_recovered = False
        self.is_kept_from_saving = self.is_held_elsewhere = False
        self._base: JourneyMap | None = journey

    @classmethod
    def brought_back(cls, found: Recovered, path: Path | None, *, is_base_saved: bool) -> Document:
        """Return a map as the program left it when it ended, not saved.

        Args:
            found: What the journal holds.
            path: Its file, which is not looked at; None to have it saved under another name.
            is_base_saved: Whether ``found.base`` stands in the file, so that undo leads there.
        """
        origin = Path(found.origin.path) if found.origin.path else None
        document = cls(found.base, is_saved=is_base_saved, origin=origin)
        if path is not None:
            document.path, document.origin = path, None
            document._stamp = FileStamp(-1, 0, 0, found.origin.sha256)
            document._modified = _known_time(found, document._modified)
        document.apply("edits.recover", lambda _: found.journey)
        document.is_recovered = True
        # An earlier state of the recovered work is nothing that others could have started from.
        document._base = found.base if found.is_base_saved else None
        return document

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
        """Write the map to ``path``, over whatever stands there; on return it is on disk.

        Raises:
            FileProblem: As `saving_of`; file and document are as before.
        """
        job = self.saving_of(path, is_over_all=True)
        try:
            done = job()
        except FileProblem as problem:
            self.not_saved(path, problem)
            raise
        self.take_saved(done)

    def saving_of(
        self,
        path: Path,
        *,
        is_over_all: bool,
        theirs_called: str = "",
        state_folder: Path | None = None,
    ) -> Callable[[], DoneSaving]:
        """Return what writes the map as it is now to ``path``; it may run in any thread.

        The file gets the time of saving. The history keeps the value without it, so that saving
        is no edit and undo goes on where it was.

        Args:
            path: Where to.
            is_over_all: Whether what another program has written there may go; else
                ``file.not_saved_changed_outside`` is raised.
            theirs_called: Unless it is "", that may go from its place, but is copied beside it
                before, with this in the name.
            state_folder: Where what was saved is kept on this computer too; None for nowhere.
        """
        value, now = self.value, present_time()
        created = value.about.created or self._created or now
        stamped = set_about(value, created=created, modified=now)
        stamp, folder = (self._stamp, self._folder) if path == self.path else (None, None)
        is_asked = not is_over_all and path == self.path

        def write() -> DoneSaving:
            # Start-up: the first frame needs no saving.
            from app.backing_up import put_theirs_beside, save_and_keep
            from app.keeping.saver import Expected

            expected, theirs = Expected(stamp, folder) if is_asked else None, None
            if theirs_called and expected is not None:
                theirs, expected = put_theirs_beside(path, theirs_called, folder)
            saved = save_and_keep(path, stamped, expected, state_folder)
            found = stamp_of_saved(path, saved.sha256)
            place = folder_place(path)
            other = saved.other or theirs
            return DoneSaving(path, value, created, now, found, place, is_read_only(path), other)

        return write

    def take_saved(self, done: DoneSaving) -> None:
        """Remember that what ``done`` wrote is on disk; the map may have gone on since."""
        self._history.mark_saved(done.value)
        self.is_held_elsewhere &= done.path == self.path
        self._created, self._modified, self.path = done.created, done.modified, done.path
        self._stamp, self._folder, self._base = done.stamp, done.folder, done.value
        self.is_read_only = done.is_read_only or self.is_held_elsewhere
        self.is_recovered = self.is_kept_from_saving = False
        self.saved.emit(done)
        self.state_changed.emit()

    def accept_file(self, journey: JourneyMap, marks: Marks | None) -> None:
        """Remember that ``journey``, which others wrote, is in the map too: it may be saved over.

        ``marks`` are those of the file before it was read.
        """
        if self.path is not None:
            self._base, self._stamp = journey, take_stamp(self.path, marks)

    def not_saved(self, path: Path, problem: FileProblem) -> None:
        """Remember what is in the file when a drive did not confirm the last step."""
        if problem.code == "file.not_saved_unsure" and path == self.path:
            # What is there now is ours, if it stays; what was there before is not any more. To look
            # at it here would have the windows wait for a drive that fails.
            self._stamp = FileStamp(-1, 0, 0, str(problem.params["sha256"]))
            self._base = None
            self._history.mark_unsaved()
            self.state_changed.emit()

    # --- what others do with the file ----------------------------------------------------------

    @property
    def base(self) -> JourneyMap | None:
        """What the file held when it was read or saved last: theirs and ours grew from it.

        None if that is not known: of a map that was recovered twice, or whose drive did not confirm
        the last saving.
        """
        return self._base

    @property
    def stamp(self) -> FileStamp | None:
        """What the file was then; None without one."""
        return self._stamp

    @property
    def folder(self) -> tuple[int, int] | None:
        """Device and number of its folder then."""
        return self._folder

    def take_marks(self, stamp: FileStamp | None, folder: tuple[int, int] | None) -> None:
        """Remember that the file, of the same content, was touched, or is where it was again."""
        self._stamp, self._folder = stamp, folder
        if self.is_kept_from_saving:
            self.is_kept_from_saving = False
            if self._base is not None:
                self._history.mark_saved(self._base)
            self.state_changed.emit()

    def take_outside(self, journey: JourneyMap, stamp: FileStamp) -> None:
        """Become ``journey``, which others have put into the file; it can be undone."""
        if self.path is None:
            return
        before, about = self.value, journey.about
        if self.is_like(journey):
            journey = before
        self._history.push("edits.read_again", journey)
        self._tell(before)
        times = about.created or self._created, about.modified
        self.take_saved(
            DoneSaving(self.path, journey, *times, stamp, self._folder, self.is_read_only, None)
        )

    def take_base(self, journey: JourneyMap, stamp: FileStamp) -> None:
        """Remember that what others have put into the file is in this map too, which is unsaved."""
        self._base, self._stamp, self.is_kept_from_saving = journey, stamp, False
        self._history.mark_unsaved()
        self.state_changed.emit()

    def is_like(self, journey: JourneyMap) -> bool:
        """Tell whether ``journey`` is the map as it is now, saved at whatever time."""
        return _without_times(journey) == _without_times(self.value)

    def hold_elsewhere(self, *, is_held: bool) -> None:
        """Remember whether somebody else has the file open."""
        if is_held != self.is_held_elsewhere and self.path is not None:
            self.is_held_elsewhere = self.is_read_only = is_held
            self.state_changed.emit()

    def lose_file(self) -> None:
        """Remember that this map is in no file any more that could be relied on."""
        self.is_kept_from_saving = True
        self._history.mark_unsaved()
        self.state_changed.emit()

    # --- for others ----------------------------------------------------------------------------

    @property
    def origin_of_journal(self) -> Origin:
        """Where the map comes from, as its journal tells it."""
        if self.path is None:
            return Origin(name=self.value.about.title)
        sha256 = self._stamp.sha256 if self._stamp else ""
        return Origin(full_name(self.path), self.path.name, sha256, self._modified)

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


def _known_time(found: Recovered, otherwise: str) -> str:
    """Return when a map was saved last, as far as its journal knows."""
    try:
        return set_about(found.base, modified=found.origin.saved).about.modified or otherwise
    except EditProblem:
        return otherwise


def _without_times(journey: JourneyMap) -> JourneyMap:
    return set_about(journey, created="", modified="")


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
    if path.suffix == ".bak" or path.name.startswith(".~jw-"):
        # Of a saving: the next one replaces it, or tidies up, and would take what is saved there.
        note = FileProblem("file.note_backup", file=path.name)
        origin = path.with_name(_name_of_map(path))
        return ReadMap(opened.journey, None, None, (*opened.notes, note), origin)
    return ReadMap(opened.journey, path, marks, opened.notes)


def _name_of_map(backup: Path) -> str:
    """Return what the map is called of which a saving has left ``backup``, e.g. NAME.v3.bak."""
    stem, suffix, _ = backup.name.partition(SUFFIX)
    return (stem if suffix else backup.stem.removeprefix(".~")) + SUFFIX


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
