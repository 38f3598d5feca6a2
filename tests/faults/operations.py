"""What the program does with files, each as an attempt that may be cut off, and what must hold.

An attempt prepares a folder, runs in a process of its own, tells what it has promised so far, and
is judged by what is on the disk afterwards. Needs no Qt. ``python -m tests.faults.operations
OPERATION FOLDER`` does one of them from beginning to end.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from app.file_stamp import take_stamp
from app.keeping import journal, saver
from app.keeping.backups import keep_state, states_of
from app.keeping.disk import SystemDisk
from app.keeping.journal import Journal
from app.keeping.notes import Note, Origin
from app.keeping.recovering import recover
from app.keeping.saver import BEGINNING, Expected
from app.keeping.sessions import set_aside
from app.saving import save_bytes, save_export, save_journey
from model.edits import set_about
from model.file import encode
from model.journey import JourneyMap
from model.problems import Problem
from model.templates import template
from tests.faults.kept_stories import FEW, few

Tell = Callable[[str], None]
BASE = template("blank", "en")
AT = "2026-11-28T12:00:00Z"
NAME = "kort.journey"
LEFT = f"{BEGINNING}00000000.tmp"
NO_WAIT = (0.0,) * 7


@dataclass(frozen=True, slots=True)
class Case:
    """One way to do an operation.

    Attributes:
        operation: A key of `OPERATIONS`.
        before: What is there: "nothing", "file", "backed" (and a backup), "leftover" (and a file
            that a save cut off earlier has left).
        size: Bytes of a map beyond its least.
        is_plain: Whether the drive has neither hard links nor an exchange of two names.
    """

    operation: str
    before: str = "backed"
    size: int = 0
    is_plain: bool = False

    def __str__(self) -> str:
        """Return it in words, for a report."""
        plain = " without links" if self.is_plain else ""
        return f"{self.operation} over {self.before}, {self.size} B{plain}"


class Attempt(Protocol):
    """An operation in a folder of its own."""

    case: Case
    folder: Path

    def run(self, tell: Tell) -> None:
        """Do it; ``tell`` what is promised as soon as it is."""

    def judge(self, told: tuple[str, ...]) -> list[str]:
        """Return what is wrong with the disk after ``told``."""

    def close(self) -> None:
        """Let go of what preparing it has opened."""


def titled(title: str, size: int = 0) -> JourneyMap:
    """Return a map that is told from others by its title and is about ``size`` bytes longer."""
    named = set_about(BASE, title=title)
    # A field of a later version, which is kept as it is: no text of our own may be so long.
    return named.model_copy(update={"x_later": "x" * size}) if size else named


def attempt(case: Case, folder: Path) -> Attempt:
    """Prepare ``case`` in ``folder``, which is made."""
    folder.mkdir(parents=True)
    return OPERATIONS[case.operation](case, folder)


def in_place(case: Case) -> None:
    """Make this process's disk as ``case`` says, and never wait for locks."""
    saver.PAUSES_S = NO_WAIT
    if case.is_plain:
        SystemDisk.exchange = lambda *_names: False
        SystemDisk.link = _no_links


def _no_links(*_names: object) -> None:
    raise PermissionError(1, "no hard links here")


def told_of(problem: Problem) -> str:
    """Return a refusal as an attempt tells it."""
    return f"refused {problem.code} {problem.params.get('rescue', '')}".strip()


@dataclass(slots=True)
class _Saving:
    """Saving a map or an export over what is there, or where nothing is."""

    case: Case
    folder: Path
    is_expected: bool = True
    is_export: bool = False
    old: bytes = b""
    new: bytes = b""
    expected: Expected | None = None
    path: Path = field(default_factory=Path)

    def __post_init__(self) -> None:
        self.old, self.new = _contents(self.case, self.is_export)
        self.path = self.folder / ("kort.pdf" if self.is_export else NAME)
        before = self.case.before
        if before == "nothing":
            self.old = b""
        else:
            self.path.write_bytes(self.old)
        if before in ("backed", "leftover") and not self.is_export:
            saver.backup_of(self.path).write_bytes(b"the version before the old one")
        if before == "leftover":
            (self.folder / LEFT).write_bytes(self.new[: len(self.new) // 2])
        found = self.folder.lstat()
        if self.is_expected and not self.is_export:
            self.expected = Expected(take_stamp(self.path), (found.st_dev, found.st_ino))

    def run(self, tell: Tell) -> None:
        """See `Attempt.run`."""
        try:
            if self.is_export:
                save_export(self.path, self.new)
            else:
                save_bytes(self.path, self.new, expected=self.expected)
        except Problem as problem:
            tell(told_of(problem))
        else:
            tell("saved")

    def judge(self, told: tuple[str, ...]) -> list[str]:
        """See `Attempt.judge`."""
        faults = judge_file(self.path, self.old, self.new, told)
        if told and "rescued" in told[-1]:
            rescue = self.folder / told[-1].split()[-1]
            if not rescue.is_file() or rescue.read_bytes() != self.new:
                faults.append("the rescue file is not there")
        now = _bytes(self.path)
        if self.old and now == self.new and not self.is_export:
            faults += self._old_version()
        return faults + leftovers(self.folder) + can_save(self.path)

    def _old_version(self) -> list[str]:
        kept = (saver.backup_of(self.path), *self.folder.glob(f"{BEGINNING}*"))
        is_there = any(_bytes(path) == self.old for path in kept)
        return [] if is_there else ["the version before is nowhere"]

    def close(self) -> None:
        """See `Attempt.close`."""


def _contents(case: Case, is_export: bool) -> tuple[bytes, bytes]:
    if is_export:
        return b"%PDF-1.7 old " * (1 + case.size // 14), b"%PDF-1.7 new " * (1 + case.size // 14)
    return encode(titled("old", case.size)), encode(titled("new", case.size))


def save(case: Case, folder: Path) -> Attempt:
    """Save what was read from the file."""
    return _Saving(case, folder)


def save_as(case: Case, folder: Path) -> Attempt:
    """Save under a name that may be taken, where the person said it may go."""
    return _Saving(case, folder, is_expected=False)


def export(case: Case, folder: Path) -> Attempt:
    """Write a PDF over an older one."""
    return _Saving(case, folder, is_export=True)


@dataclass(slots=True)
class _Journalling:
    """Noting edits, with or without the beginning of a new generation in their midst."""

    case: Case
    folder: Path
    lines_to_rest: int
    is_begun: bool
    kept: Journal | None = None

    def __post_init__(self) -> None:
        (self.folder / "s").mkdir()
        if self.is_begun:
            self.kept = Journal(self.folder / "s")
            self.kept.begin(titled("0", self.case.size), Origin())
            self.kept.note(Note(titled("1", self.case.size), AT))

    def run(self, tell: Tell) -> None:
        """See `Attempt.run`."""
        journal.LINES_TO_REST = self.lines_to_rest
        kept = self.kept or Journal(self.folder / "s")
        number = 2
        if self.kept is None:
            _trying(lambda: kept.begin(titled("1", self.case.size), Origin()), "noted 1", tell)
        for number in range(2, 5):
            note = Note(titled(str(number), self.case.size), AT)
            _trying(lambda note=note: kept.note(note), f"noted {number}", tell)

    def judge(self, told: tuple[str, ...]) -> list[str]:
        """See `Attempt.judge`."""
        noted = [int(word.split()[1]) for word in told if word.startswith("noted")]
        promised = max([*noted, 1 if self.is_begun else 0])
        found = recover(self.folder / "s")
        number = int(found.journey.about.title) if found is not None else 0
        if not promised <= number <= 4:
            return [f"edit {promised} was promised, {number} is there"]
        return []

    def close(self) -> None:
        """See `Attempt.close`."""
        if self.kept is not None:
            self.kept._leave_file()


def _trying(step: Callable[[], None], promise: str, tell: Tell) -> None:
    try:
        step()
    except (OSError, Problem, ValueError) as error:
        tell(f"failed {type(error).__name__}")
    else:
        tell(promise)


def flush(case: Case, folder: Path) -> Attempt:
    """Note three edits in a journal that is there."""
    return _Journalling(case, folder, lines_to_rest=500, is_begun=True)


def begin(case: Case, folder: Path) -> Attempt:
    """Begin a journal and note three edits."""
    return _Journalling(case, folder, lines_to_rest=500, is_begun=False)


def rotate(case: Case, folder: Path) -> Attempt:
    """Note three edits, each of which begins a new generation."""
    return _Journalling(case, folder, lines_to_rest=1, is_begun=True)


@dataclass(slots=True)
class _Finishing:
    """Saving a map whose journal then is not needed any more: a save, an autosave, a close."""

    case: Case
    folder: Path
    path: Path = field(default_factory=Path)
    kept: Journal | None = None
    expected: Expected | None = None

    def __post_init__(self) -> None:
        self.path = self.folder / NAME
        save_journey(self.path, titled("old", self.case.size))
        found = self.folder.lstat()
        self.expected = Expected(take_stamp(self.path), (found.st_dev, found.st_ino))
        (self.folder / "s").mkdir()
        self.kept = Journal(self.folder / "s")
        self.kept.begin(titled("old", self.case.size), Origin(str(self.path), NAME))
        self.kept.note(Note(titled("new", self.case.size), AT))

    def run(self, tell: Tell) -> None:
        """See `Attempt.run`."""
        assert self.kept is not None
        try:
            save_journey(self.path, titled("new", self.case.size), expected=self.expected)
        except Problem as problem:
            tell(told_of(problem))
            return
        tell("saved")
        self.kept.end()
        tell("ended")

    def judge(self, told: tuple[str, ...]) -> list[str]:
        """See `Attempt.judge`."""
        old, new = (encode(titled(name, self.case.size)) for name in ("old", "new"))
        faults = judge_file(self.path, old, new, told)
        found = recover(self.folder / "s")
        is_kept = found is not None and found.journey.about.title == "new"
        if "saved" not in told and not is_kept:
            faults.append("the edit is neither saved nor in the journal")
        return faults + leftovers(self.folder) + can_save(self.path)

    def close(self) -> None:
        """See `Attempt.close`."""
        if self.kept is not None:
            self.kept._leave_file()


def finish(case: Case, folder: Path) -> Attempt:
    """Save, and take the journal away."""
    return _Finishing(case, folder)


@dataclass(slots=True)
class _Recovering:
    """Bringing a map back from a journal, saving it, and setting the journal aside."""

    case: Case
    folder: Path
    path: Path = field(default_factory=Path)

    def __post_init__(self) -> None:
        self.path = self.folder / NAME
        save_journey(self.path, titled("old", self.case.size))
        session = self.folder / "recovery" / "s"
        session.mkdir(parents=True)
        kept = Journal(session)
        kept.begin(titled("old", self.case.size), Origin(str(self.path), NAME))
        kept.note(Note(titled("new", self.case.size), AT))
        kept._leave_file()  # its program is no more

    def run(self, tell: Tell) -> None:
        """See `Attempt.run`."""
        session = self.folder / "recovery" / "s"
        try:
            found = recover(session)
        except OSError as error:
            tell(f"failed {type(error).__name__}")
            return
        if found is None or found.journey.about.title != "new":
            tell("not found")
            return
        try:
            save_journey(self.path, found.journey)
        except Problem as problem:
            tell(told_of(problem))
            return
        tell("saved")
        _trying(lambda: set_aside(session), "aside", tell)

    def judge(self, told: tuple[str, ...]) -> list[str]:
        """See `Attempt.judge`."""
        old, new = (encode(titled(name, self.case.size)) for name in ("old", "new"))
        faults = judge_file(self.path, old, new, told)
        places = [self.folder / "recovery" / "s", *(self.folder / "discarded").glob("*-s")]
        found = [recover(place) for place in places if place.is_dir()]
        if not any(each is not None and each.journey.about.title == "new" for each in found):
            faults.append("the journal is lost before it may go")
        return faults + leftovers(self.folder) + can_save(self.path)

    def close(self) -> None:
        """See `Attempt.close`."""


def bring_back(case: Case, folder: Path) -> Attempt:
    """Recover, save, set aside."""
    return _Recovering(case, folder)


@dataclass(slots=True)
class _BackingUp:
    """Keeping a saved state on this computer, while older ones go for it."""

    case: Case
    folder: Path
    new: bytes = b""
    before: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        titles = [str(number) for number in range(4)]
        self.before = tuple(encode(titled(title, self.case.size)) for title in titles)
        self.new = encode(titled("new", self.case.size))
        with few():
            for data in self.before:
                keep_state(self.folder, "map", data, 3)

    def run(self, tell: Tell) -> None:
        """See `Attempt.run`."""
        with few():
            _trying(lambda: keep_state(self.folder, "map", self.new, 3), "kept", tell)

    def judge(self, told: tuple[str, ...]) -> list[str]:
        """See `Attempt.judge`."""
        there = [state.path.read_bytes() for state in states_of(self.folder, "map")]
        every = [*self.before, *([self.new] if self.new in there else [])]
        faults = [] if {*every[-FEW["ALWAYS"] :]} <= {*there} else ["a newer state has gone"]
        if "kept" in told and there[0] != self.new:
            faults.append("the state that was kept is not the newest")
        if not {*there} <= {*self.before, self.new}:
            faults.append("a torn state")
        return faults

    def close(self) -> None:
        """See `Attempt.close`."""


def back_up(case: Case, folder: Path) -> Attempt:
    """Keep a state on this computer."""
    return _BackingUp(case, folder)


OPERATIONS: dict[str, Callable[[Case, Path], Attempt]] = {
    "save": save,
    "save as": save_as,
    "export": export,
    "begin": begin,
    "flush": flush,
    "rotate": rotate,
    "finish": finish,
    "recover": bring_back,
    "back up": back_up,
}
BY_FILE = ("save", "save as", "export")
"""Those for which it matters what was there before."""


def judge_file(path: Path, old: bytes, new: bytes, told: tuple[str, ...]) -> list[str]:
    """Return what is wrong with a file that was to become ``new``."""
    allowed = {"old": old, "new": new}
    if "saved" in told:
        allowed.pop("old")
    elif any(word.startswith("refused") and "unsure" not in word for word in told):
        allowed.pop("new")
    now = _bytes(path)
    if now in allowed.values():
        return []
    are = next((name for name, data in (("old", old), ("new", new)) if data == now), "torn")
    return [f"the file is {are} after {told or 'nothing was told'}"]


def leftovers(folder: Path) -> list[str]:
    """Return a fault if more is left than one new version and one second name of the old."""
    names = [path.name for path in folder.glob(f"{BEGINNING}*") if path.name != LEFT]
    news = [name for name in names if name.endswith(".tmp")]
    if len(news) > 1 or len(names) - len(news) > 1:
        return [f"left behind: {names}"]
    return []


def can_save(path: Path) -> list[str]:
    """Return a fault if the next save fails or is not what is read then."""
    save_bytes(path, b"{third}")
    return [] if path.read_bytes() == b"{third}" else ["the next save did not work"]


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def main(operation: str, folder: Path) -> int:
    """Do ``operation`` in ``folder``, tell each promise on a line, and judge."""
    done = attempt(Case(operation), folder)
    told: list[str] = []

    def tell(promise: str) -> None:
        told.append(promise)
        os.write(1, f"{promise}\n".encode())

    done.run(tell)
    faults = done.judge(tuple(told))
    print(*faults, sep="\n", end="" if not faults else "\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
