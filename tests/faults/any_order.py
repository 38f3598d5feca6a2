"""One map worked on in any order: edits, undo, saves, others' saves, failing calls, power cuts.

`AnyOrder` is a state machine of Hypothesis. It works as the program does, without window and
thread, on a `SimDisk` that tells what a power cut may leave, and notes what the user was told.
Whatever is cut off, all of that must be on the disk (reference/reliability.md 6.2).
"""

from __future__ import annotations

import errno
import itertools
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from app.file_stamp import FileStamp
from app.keeping.journal import Journal
from app.keeping.notes import Note, Origin
from app.keeping.outside import keep_theirs
from app.keeping.saver import Expected, Job, digest, save_file
from app.keeping.sessions import set_aside
from model.history import History
from model.problems import FileProblem
from tests.faults.crash_images import MODELS, Model
from tests.faults.promises import (
    FIRST,
    MOST_IMAGES,
    SESSIONS,
    STATE,
    Kept,
    State,
    Theirs,
    Tried,
    bytes_of,
    fault_of,
    images_at,
    map_of,
    newest,
    title_in,
)
from tests.faults.saving_stories import FOLDER, TARGET
from tests.faults.sim_disk import Image, SimDisk, Told, held

ERRORS = (errno.EIO, errno.ENOSPC, errno.EBUSY, errno.EACCES)
BACK = 25
"""So many operations of the disk before the last one the power may have gone."""

_AT_REST = 60  # operations after which the drive has had time to write all


class AnyOrder(RuleBasedStateMachine):
    """See the module; ``looked_at`` counts power cuts and the images looked at, of all runs."""

    looked_at: ClassVar[Counter[str]] = Counter()

    @initialize(links=st.booleans(), exchange=st.booleans(), model=st.sampled_from(MODELS))
    def begin(self, links: bool, exchange: bool, model: Model) -> None:
        """Open a map on a drive of some kind."""
        # What writes a rename as two cannot swap two names in one step.
        self.kind = {"has_links": links, "can_exchange": exchange and model != "fat"}
        self.model = model
        self.titles = (f"title {number}" for number in itertools.count(1))
        self.told: list[object] = []
        self.timeline: list[State] = []
        self.crashes = 0
        first: Image = (
            ("/disk", 1, None), (str(FOLDER), 2, None), (str(TARGET), 3, bytes_of(FIRST)),
            (str(STATE), 4, None),
        )  # fmt: skip
        self.disk = SimDisk(first, **self.kind)
        self.open_file()

    # ------------------------------------------------------------------------------ working

    @rule()
    def edit(self) -> None:
        """Make an edit; what was being typed is in it."""
        self.put_into_map(next(self.titles))

    @rule()
    def type_on(self) -> None:
        """Type on in a field."""
        self.enter(State(self.state.title, self.state.draft + "x"))

    @precondition(lambda self: self.history.can_undo)
    @rule()
    def undo(self) -> None:
        """Take an edit back."""
        self.history.undo()
        self.undone.append(self.done.pop())
        self.follow_history()

    @precondition(lambda self: self.history.can_redo)
    @rule()
    def redo(self) -> None:
        """Do it again."""
        self.history.redo()
        self.done.append(self.undone.pop())
        self.follow_history()

    @rule(
        call=st.sampled_from(("", "", "", "write", "sync", "create", "read")),
        number=st.sampled_from(ERRORS),
    )
    def flush(self, call: str, number: int) -> None:
        """Write the journal, as its thread does; a call may fail."""
        with self.failing(call, number, 1):
            self.keep()

    @rule(
        call=st.sampled_from(
            ("", "", "", "create", "write", "sync", "read", "link", "replace", "exchange",
             "sync_folder", "remove")
        ),
        number=st.sampled_from(ERRORS),
        nth=st.integers(1, 3),
    )  # fmt: skip
    def save(self, call: str, number: int, nth: int) -> None:
        """Save; a call may fail."""
        with self.failing(call, number, nth):
            self.save_over(self.stamp)

    @precondition(lambda self: self.kind["can_exchange"])
    @rule(at=st.integers(0, 20))
    def save_while_others_do(self, at: int) -> None:
        """Save while another program does."""
        title, until = next(self.titles), self.disk.calls + at

        def before(number: int, *_call: object) -> None:
            if number == until:
                self.put_theirs(title)

        self.disk.before = before
        self.save_over(self.stamp)
        self.disk.before = None

    # ------------------------------------------------------------------------------ others

    @rule()
    def others_save(self) -> None:
        """Have another program save its own map in our file."""
        self.put_theirs(next(self.titles))

    @precondition(lambda self: self.is_changed_outside)
    @rule()
    def take_theirs(self) -> None:
        """Show what others have saved: in place of a clean map, or as what ours grew from."""
        theirs = title_in(self.disk.read(TARGET))
        assert theirs is not None
        self.stamp = self.stamp_now()
        self.tell(Theirs(theirs, is_seen=True))
        if not self.is_modified:
            self.put_into_map(theirs)
            self.rest_of_save()

    @precondition(lambda self: self.is_changed_outside)
    @rule()
    def keep_mine(self) -> None:
        """Copy theirs beside, and save over it."""
        try:
            _, stamp = keep_theirs(TARGET, "other version", self.disk)
        except OSError:
            return
        self.save_over(stamp)

    # ------------------------------------------------------------------------------ the power

    @rule()
    def rest(self) -> None:
        """Have the drive write all it was given."""
        self.disk.first_names = dict(self.disk.names_)
        self.disk.first_data = {
            number: None if inode.content is None else bytes(inode.content)
            for number, inode in self.disk.inodes.items()
        }
        self.disk.log = [Told(each) for each in self.told]

    @rule(back=st.integers(0, BACK), which=st.integers(0, MOST_IMAGES - 1))
    def cut_the_power(self, back: int, which: int) -> None:
        """Cut the power some operations ago: all is there, whatever the drive has written."""
        told, images = images_at(self.disk, self.model, back)
        self.see_nothing_lost(told, images)
        image = images[which % len(images)]
        self.crashes += 1
        in_file = title_in(held(image).get(str(TARGET)))
        assert in_file is not None
        self.told = [each for each in told if not isinstance(each, Tried)] + [Tried(in_file)]
        self.disk = SimDisk(image, **self.kind)
        self.rest()
        self.open_again()

    def teardown(self) -> None:
        """Cut the power once more at the end."""
        if hasattr(self, "disk"):
            told, images = images_at(self.disk, self.model, 0)
            self.see_nothing_lost(told, images)

    # ------------------------------------------------------------------------------ how

    @property
    def state(self) -> State:
        """What is in the window."""
        return self.timeline[-1]

    @property
    def is_modified(self) -> bool:
        """Whether the map differs from its file, as far as we know it."""
        return self.history.is_modified or bool(self.state.draft)

    @property
    def is_changed_outside(self) -> bool:
        """Whether the file holds what we have not seen."""
        return digest(self.disk.read(TARGET)) != self.stamp.sha256

    def see_nothing_lost(self, told: Sequence[object], images: Sequence[Image]) -> None:
        """Find on each of ``images`` what was ``told``."""
        self.looked_at.update({"power cuts": 1, "images": len(images)})
        for image in images:
            fault = fault_of(told, image, self.timeline)
            assert not fault, fault

    def open_file(self) -> None:
        """Open the file as it is."""
        title = title_in(self.disk.read(TARGET))
        assert title is not None, "the file cannot be opened"
        if Theirs(title) in self.told:
            self.tell(Theirs(title, is_seen=True))
        self.start_with(State(title), title, self.stamp_now())
        self.history.mark_saved(self.history.value)
        self.tell(Kept(len(self.timeline) - 1, is_saved=True))

    def open_again(self) -> None:
        """Start after a power cut: recover, or open the file if that is newer."""
        found = newest(self.disk.image(), self.timeline)
        in_file = title_in(held(self.disk.image()).get(str(TARGET)))
        at = max((n for n, each in enumerate(self.timeline) if each.title == in_file), default=-1)
        if found is None or found[0] <= at:
            self.open_file()
            return
        number, recovered, session = found
        stamp = FileStamp(-1, 0, 0, recovered.origin.sha256)
        self.start_with(self.timeline[number], recovered.base.about.title, stamp)
        self.old = session
        self.begins_with = self.done[-1]
        self.edits_before = max(recovered.edits, 1)
        self.tell(Kept(len(self.timeline) - 1))

    def start_with(self, state: State, base: str, stamp: FileStamp) -> None:
        """Have ``state`` in the window, which grew from ``base``."""
        self.history = History(map_of(base))
        self.done, self.undone = [base], []
        if state.title != base:
            self.history.push("recover", map_of(state.title))
            self.done.append(state.title)
        else:
            self.history.mark_unsaved()
        self.stamp, self.old = stamp, None
        self.timeline.append(state)
        self.session = SESSIONS / f"{self.crashes:04}"
        self.journal = Journal(self.session, self.disk)
        self.begins_with: str | None = base
        self.edits_before = 0

    def put_into_map(self, title: str) -> None:
        """Make an edit."""
        self.history.push("edit", map_of(title))
        self.done.append(title)
        self.undone.clear()
        self.enter(State(title))

    def follow_history(self) -> None:
        """Undo and redo lead where the plain lists say."""
        assert self.history.value is map_of(self.done[-1])
        assert self.history.can_redo is bool(self.undone)
        self.enter(State(self.done[-1], self.state.draft))

    def enter(self, state: State) -> None:
        """Have ``state`` in the window from now on."""
        self.timeline.append(state)

    def keep(self) -> None:
        """Write what there is into the journal."""
        state = self.state
        origin = Origin(str(TARGET), TARGET.name, self.stamp.sha256)
        note = Note(map_of(state.title), "", draft=state.draft)
        try:
            if self.begins_with is not None:
                self.journal.begin(map_of(self.begins_with), origin, self.edits_before, note)
                self.begins_with = None
            else:
                self.journal.note(note)
        except OSError:
            return
        self.tell(Kept(len(self.timeline) - 1))
        if len(self.disk.log) - len(self.told) > _AT_REST:
            self.rest()

    def save_over(self, stamp: FileStamp) -> None:
        """Save over what ``stamp`` says."""
        if self.state.draft:
            self.put_into_map(next(self.titles))  # leaving the field makes an edit of it
        self.tell(Tried(self.state.title))
        folder = self.disk.find(FOLDER)
        assert folder is not None
        expected, data = Expected(stamp, folder.place), bytes_of(self.state.title)
        try:
            save_file(Job(TARGET, data, TARGET.name, expected), self.disk)
        except FileProblem as problem:
            if problem.code == "file.not_saved_unsure":
                self.stamp = self.stamp_now()
            return
        finally:
            self.disk.before = None
        self.stamp = FileStamp(-1, 0, 0, digest(data))
        if not self.is_changed_outside:
            self.stamp = self.stamp_now()
        self.rest_of_save()

    def rest_of_save(self) -> None:
        """The map is in its file: what kept it until now goes."""
        self.history.mark_saved(self.history.value)
        self.tell(Kept(len(self.timeline) - 1, is_saved=True))
        in_file = title_in(self.disk.read(TARGET))
        if in_file is not None and in_file != self.state.title:
            self.tell(Tried(in_file, is_theirs=True))  # between our swap and our telling
        self.journal.end()
        self.begins_with, self.edits_before = self.state.title, 0
        if self.old is not None:
            with suppress(OSError):
                set_aside(self.old, self.disk)
            self.old = None

    def put_theirs(self, title: str) -> None:
        """Have another program save, over what it knows to be there."""
        before = title_in(held(self.disk.image())[str(TARGET)])
        if before is not None and Theirs(before) in self.told:
            self.tell(Theirs(before, is_seen=True))
        self.tell(Tried(title, is_theirs=True))
        self.disk.put(TARGET, bytes_of(title))
        self.tell(Theirs(title))

    def stamp_now(self) -> FileStamp:
        """Return what the file is now."""
        found = self.disk.find(TARGET)
        assert found is not None
        sha256 = digest(self.disk.read(TARGET))
        return FileStamp(found.size, found.mtime_ns, found.place[1], sha256)

    def tell(self, what: object) -> None:
        """Tell the user."""
        self.told.append(what)
        self.disk.tell(what)

    def failing(self, call: str, number: int, nth: int) -> _Failing:
        """Have the ``nth`` call of this name fail, "" for none; busy files for a while only."""
        return _Failing(self.disk, call, number, nth)


class _Failing:
    def __init__(self, disk: SimDisk, call: str, number: int, nth: int) -> None:
        self.disk, self.call, self.left = disk, call, nth
        self.error, self.times = number, 3 if number == errno.EBUSY else 1

    def __enter__(self) -> None:
        self.disk.before = self.before if self.call else None

    def __exit__(self, *_error: object) -> None:
        self.disk.before = None

    def before(self, _number: int, name: str, _given: tuple[object, ...]) -> None:
        """Fail."""
        if name != self.call:
            return
        self.left -= 1
        if -self.times < self.left <= 0:
            raise OSError(self.error, "not now")
