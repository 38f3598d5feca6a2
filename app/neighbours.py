"""Tells who else has a map's file open, and what lies beside it that belongs to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, QObject, Qt, QTimer

from app.document import Document
from widgets.language import Language, short_name
from widgets.overrides import guarded

if TYPE_CHECKING:
    from app.claim import Claim
    from app.keeping.beside import Beside
    from app.keeping.lock_hint import Holder
    from app.window import MapWindow

HELD, BESIDE = "held", "beside"
"""Topics of what is told of other people, and of other files."""

_AGAIN_MS = 30_000
_MOST_COPIES = 3
Way = tuple[str, Callable[[], object]]


@guarded
class Neighbours(QObject):
    """Looks round the file of one open map, in threads, and tells in its window."""

    def __init__(self, window: MapWindow, document: Document) -> None:
        super().__init__(document)
        self._window, self._document = window, document
        self._claim: Claim | None = None
        self._again = QTimer(self)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self.ask_again)

    def begin(self, path: Path) -> None:
        """Look round ``path``, which is the file from now on."""
        self.leave()
        # Start-up: the first frame needs nothing of it.
        from app.claim import Claim
        from app.keeping.beside import look_beside
        from app.watching import Errand

        state_folder = self._window.workspace.settings.state_folder
        self._claim = Claim(path, state_folder)
        errand = Errand(partial(look_beside, path, self._document.value.id, state_folder))
        errand.told.connect(self._tell_beside)
        errand.go()

    def ask_again(self, *, is_taken_over: bool = False) -> None:
        """See who has the file open; ``is_taken_over``: whoever it is, it is open here too."""
        from app.watching import Errand  # start-up: the first frame needs nothing of it

        if self._claim is not None:
            errand = Errand(partial(self._claim.take, is_taken_over=is_taken_over))
            errand.told.connect(self._tell_holder)
            errand.go()

    def leave(self) -> None:
        """The file is not open here any more."""
        claim, self._claim = self._claim, None
        self._again.stop()
        for topic in (HELD, BESIDE):
            self._window.hide_problem(topic=topic)
        if claim is not None:
            from app.watching import Errand  # as above

            Errand(claim.leave).go()

    # --- who else has it -----------------------------------------------------------------------

    def _tell_holder(self) -> None:
        if self._claim is None:
            return
        holder, document = self._claim.other, self._document
        was_held = document.is_held_elsewhere
        document.hold_elsewhere(is_held=holder is not None)
        if holder is None:
            self._again.stop()
            if was_held:
                self._window.hide_problem(topic=HELD)
                name = self._claim.path.name
                words = self._window.language
                self._window.tell_done(partial(words, "watching.free", name=name))
        elif not was_held:
            self._again.start()
            self._offer("held", HELD, self._ways_of_held(), **self._words_of(holder))

    def _ways_of_held(self) -> tuple[Way, ...]:
        return ("open_anyway", self._open_anyway), ("copy", self._open_copy)

    def _open_anyway(self) -> None:
        self._document.hold_elsewhere(is_held=False)
        self._window.hide_problem(topic=HELD)
        self.ask_again(is_taken_over=True)

    def _open_copy(self) -> None:
        path, words = self._document.path, self._window.language
        if path is None:
            return
        self._window.hide_problem(topic=HELD)
        called = words("watching.copy_name", name=path.stem)
        held, is_work = self._document.value, self._document.is_modified
        shown = self._window.workspace.open_copy(held, path, called, is_work=is_work)
        shown.banner.note(partial(words, "watching.copy_shown", name=short_name(path.name)))

    def _words_of(self, holder: Holder) -> dict[str, object]:
        words = self._window.language
        time = QDateTime.fromString(holder.since, Qt.DateFormat.ISODate).toLocalTime()
        return {
            "host": holder.host or words("watching.another_computer"),
            "user": holder.user or words("watching.somebody"),
            "time": time_words(words, time) or "?",
        }

    # --- what lies beside it -------------------------------------------------------------------

    def _tell_beside(self, found: Beside | None) -> None:
        words = self._window.language
        self.ask_again()  # after this: who else has it open is told on top
        if found is None or self._claim is None:
            return
        for other in reversed(found.copies[:_MOST_COPIES]):  # the newest is told on top
            time = time_of_file(words, other)
            ways = self._ways_with(other, other.stem)
            self._offer("copy", BESIDE, ways, other=short_name(other.name), time=time)
        if found.unfinished is not None:
            time = time_of_file(words, found.unfinished)
            name = words("watching.unfinished_name", time=time)
            self._offer("unfinished", BESIDE, self._ways_with(found.unfinished, name), time=time)

    def _ways_with(self, other: Path, name: str) -> tuple[Way, ...]:
        return (
            ("compare", partial(self._compare, other, name)),
            ("merge", partial(self._merge, other, name)),
        )

    def _compare(self, other: Path, name: str) -> None:
        from app.comparing_desk import comparing_desk  # start-up: opened on demand
        from app.version_commands import read_beside

        journey = read_beside(self._window, other)
        if journey is not None:
            comparing_desk(self._window).compare((name, journey), None)

    def _merge(self, other: Path, name: str) -> None:
        from app.merging_window import open_merge_window  # start-up: opened on demand
        from app.version_commands import read_beside

        journey = read_beside(self._window, other)
        if journey is not None:
            mine = self._window.language("watching.mine")
            open_merge_window(self._window, None, mine, ((name, journey),))

    def _offer(self, key: str, topic: str, ways: tuple[Way, ...], **params: object) -> None:
        words, path = self._window.language, self._document.path
        name = short_name(path.name) if path is not None else ""
        self._window.offer(
            partial(words, f"watching.{key}", name=name, **params),
            *((partial(words, f"watching.do.{way}"), as_way(go)) for way, go in ways),
            topic=topic,
        )


def as_way(go: Callable[[], object]) -> Callable[[], None]:
    """Return what a button of the bar does, from something that returns whether it went well."""

    def done() -> None:
        go()

    return done


def time_of(words: Language, mtime_ns: int) -> str:
    """Return a file's time as people say it: today's without the day."""
    return time_words(words, QDateTime.fromMSecsSinceEpoch(mtime_ns // 1_000_000))


def time_of_file(words: Language, path: Path) -> str:
    """Return when ``path`` was written, "" if that is not known."""
    try:
        return time_of(words, path.stat().st_mtime_ns)
    except OSError:
        return ""


def time_words(words: Language, time: QDateTime) -> str:
    """Return ``time`` as people say it: today's without the day, "" if it is none."""
    if not time.isValid():
        return ""
    shape = QLocale.FormatType.ShortFormat
    is_today = time.date() == QDateTime.currentDateTime().date()
    return words.locale.toString(time.time() if is_today else time, shape)
