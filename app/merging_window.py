"""Merging maps in a window: break-out files into the open map, or two that grew from one file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app import file_commands, file_dialogs
from app.latest_wish import LatestWish
from app.map_page import MapPage
from app.version_commands import read_beside, state_of
from model.journey import JourneyMap
from model.merging import Choice, likeliest_base, refuse_strangers
from model.problems import Problem
from model.texts import Texts
from model.versions import Version
from widgets.overrides import guarded
from widgets.pausing import pause_before
from widgets.versions.dates import newest_first
from widgets.versions.merged_maps import MergedMaps, MergeWish, make_merged
from widgets.versions.merging_window import MergingWindow

if TYPE_CHECKING:
    from app.window import MapWindow

_STATES_LOOKED_AT = 5  # versions, the newest first: each has to be unpacked
_PAUSE_MS = 300  # after an edit of the open map, before the maps are merged anew
Named = tuple[str, JourneyMap]
Then = Callable[[JourneyMap], None]


def open_merge_window(
    window: MapWindow,
    base: JourneyMap | None = None,
    ours: str = "",
    theirs: Sequence[Named] = (),
    *,
    then: Then | None = None,
) -> MergingDesk:
    """Let maps be merged into the one that is open in ``window``, as one edit.

    Args:
        window: Where the map is open; it is a side of the merge, as it is now.
        base: What all grew from. Given with ``theirs``, nothing is left to choose but who is
            right: a file that somebody else has saved meanwhile.
        ours: What the open map is called among the sides; "" for “This map”.
        theirs: The other sides with their names; () lets the user choose files.
        then: Called with the merged map when it is in the window.
    """
    page = window.page
    assert page is not None  # there is nothing to merge on the start page
    desk = page.findChild(MergingDesk) or MergingDesk(window, page)
    desk.open(base, ours, theirs, then)
    return desk


@guarded
class MergingDesk(QObject):
    """The merge of one window: what is merged, what was chosen, and what comes of it.

    Attributes:
        shown: The window, None while it is closed.
    """

    def __init__(self, window: MapWindow, page: MapPage) -> None:
        super().__init__(page)
        assert window.document is not None
        self._window, self._page, self._document = window, page, window.document
        self.shown: MergingWindow | None = None
        self._ours = ""
        self._theirs: list[Named] = []
        self._bases: list[Named | None] = []
        self._versions: list[Version] = []
        self._base = 0
        self._is_base_asked = False  # the user has said what all began with
        self._then: Then | None = None
        self._wish: MergeWish | None = None
        self._otherwise: Choice = "both"
        self._chosen: dict[tuple[int, str], Choice] = {}
        self._maker = LatestWish(self, window, "versions.merge.title")
        self._maker.told.connect(self._take)
        self._pause = pause_before(self._make, _PAUSE_MS, self)
        self._document.changed.connect(self._map_changed)
        window.language.changed.connect(self._reword)
        window.closed.connect(self.close)
        page.destroyed.connect(self._maker.stop)

    def open(
        self, base: JourneyMap | None, ours: str, theirs: Sequence[Named], then: Then | None
    ) -> None:
        """Show the window for a new merge; see `open_merge_window`."""
        self.close()
        words = self._window.language
        self._ours, self._theirs, self._then = ours, list(theirs), then
        self._otherwise, self._chosen, self._is_base_asked = "both", {}, False
        self.shown = shown = MergingWindow(words, self._page)  # goes with the map
        shown.files_asked.connect(self._add_files)
        shown.file_removed.connect(self._remove_file)
        shown.base_chosen.connect(self._take_base)
        shown.output_asked.connect(self._put_out)
        shown.closed.connect(self._closed)
        shown.conflicts.chosen.connect(self._choose)
        shown.conflicts.all_chosen.connect(self._choose_all)
        if base is not None:
            self._bases, self._base = [("", base)], 0
            shown.show_fixed(ours or words("versions.merge.this_map"), theirs[0][0])
        else:
            self._offer_bases()
            self._guess_base()
        self._show_files()
        shown.show()
        self._make()

    def close(self) -> None:
        """Close the window; nothing is merged."""
        if self.shown is not None:
            self.shown.reject()

    # --- what is merged ------------------------------------------------------------------------

    def _offer_bases(self) -> None:
        """Offer the map as it is now, its versions, a file, and that nobody kept a copy."""
        self._versions = newest_first(self._document.value.versions)
        names = self._base_names()
        # As it is now, also when something is edited while the window is open.
        self._bases, self._base = [("", self._document.value), *[None] * (len(names) - 1)], 0
        if self.shown is not None:
            self.shown.show_bases(names, 0)

    def _base_names(self) -> list[str]:
        words = self._window.language
        return [
            words("versions.merge.base_now"),
            *(words("versions.merge.base_version", name=one.name) for one in self._versions),
            words("versions.merge.base_file"),
            words("versions.merge.base_unknown"),
        ]

    def _guess_base(self) -> None:
        """Take what the files most likely began with, until the user has said what it is."""
        shown = self.shown
        if self._is_base_asked or shown is None or not self._theirs:
            return
        latest = self._versions[:_STATES_LOOKED_AT]
        for place in range(1, len(latest) + 1):
            self._bases[place] = self._bases[place] or self._base_at(place)
        known = [place for place in range(len(latest) + 1) if self._bases[place] is not None]
        states = [held[1] for held in self._bases[: len(latest) + 1] if held is not None]
        found = _likeliest(states, self._theirs)
        self._base = len(self._bases) - 1 if found is None else known[found]
        shown.show_bases(self._base_names(), self._base)
        self._chosen = {}

    def _take_base(self, place: int) -> None:
        found = self._base_at(place)
        if found is None and place != len(self._bases) - 1:
            if self.shown is not None:
                self.shown.base.setCurrentIndex(self._base)
            return
        self._bases[place], self._base, self._is_base_asked = found, place, True
        self._chosen = {}
        self._make()

    def _base_at(self, place: int) -> Named | None:
        """Return the map at a place of the list, read now; None where nobody kept it."""
        if place == 0:
            return self._bases[0]
        if 1 <= place <= len(self._versions):
            version = self._versions[place - 1]
            state = state_of(self._window, version)
            return None if state is None else (version.name, state)
        if place == len(self._bases) - 2:
            return self._choose_base_file()
        return None

    def _choose_base_file(self) -> Named | None:
        window, words = self._window, self._window.language
        path = file_dialogs.choose_file(
            self.shown or window,
            words("versions.merge.choose_base"),
            str(file_commands.folder_of(window)),
            words("dialogs.open.filter"),
        )
        found = None if path is None else read_beside(window, path)
        return None if path is None or found is None else (path.stem, found)

    def _add_files(self) -> None:
        window, words = self._window, self._window.language
        paths = file_dialogs.choose_files(
            self.shown or window,
            words("versions.merge.choose"),
            str(file_commands.folder_of(window)),
            words("dialogs.open.filter"),
        )
        for path in paths:
            found = read_beside(window, path)
            if found is not None and (path.stem, found) not in self._theirs:
                self._theirs.append((path.stem, found))
        self._show_files()
        self._guess_base()
        self._make()

    def _remove_file(self, place: int) -> None:
        del self._theirs[place]
        self._chosen = {}
        self._show_files()
        self._guess_base()
        self._make()

    def _show_files(self) -> None:
        if self.shown is not None:
            self.shown.show_files([name for name, _ in self._theirs])

    def _choose(self, key: tuple[int, str], choice: Choice) -> None:
        self._chosen[key] = choice
        self._make()

    def _choose_all(self, choice: Choice) -> None:
        self._otherwise, self._chosen = choice, {}
        self._make()

    def _reword(self) -> None:
        if self.shown is not None:
            if self.shown.base.count():
                self.shown.show_bases(self._base_names(), self._base)
            self._make()

    # --- merging -------------------------------------------------------------------------------

    def _map_changed(self) -> None:
        if self.shown is not None:
            self._wish = None  # what is being merged is not what is open any more
            self.shown.show_waiting()
            self._pause.start()

    def _make(self) -> None:
        shown, words = self.shown, self._window.language
        if shown is None:
            return
        if not self._theirs:
            shown.show_nothing(words("versions.merge.no_files"))
            return
        shown.show_waiting()
        wish = MergeWish(
            self._base_now(),
            (self._document.value, *(journey for _, journey in self._theirs)),
            (self._ours or words("versions.merge.this_map"), *(name for name, _ in self._theirs)),
            self._otherwise,
            dict(self._chosen),
        )
        self._wish = wish
        self._maker.ask(partial(_merged, wish, Texts(words.code)))

    def _base_now(self) -> JourneyMap | None:
        held = self._bases[self._base]
        return None if held is None else held[1]

    def _take(self, made: object) -> None:
        shown = self.shown
        if shown is None:
            return
        if isinstance(made, Problem):
            shown.show_nothing(self._window.language.of(made))
        elif isinstance(made, MergedMaps) and made.wish is self._wish:
            shown.show_merged(made)

    # --- what is done --------------------------------------------------------------------------

    def _put_out(self, output: str) -> None:
        made = self.shown.made if self.shown is not None else None
        if made is None:
            return
        if output == "compare":
            self._compare(made)
        elif output == "new_map":
            self.close()
            self._window.workspace.open_new(made.journey, is_work=True)
        else:
            self._merge(made)

    def _merge(self, made: MergedMaps) -> None:
        """Put the merged map in the place of the open one, as one edit."""
        window = self._window
        window.commit_editing()
        if made.wish.maps[0] is not self._document.value:
            return  # something was still being written: it is merged anew
        then, count = self._then, len(made.wish.maps)
        self.close()
        self._document.apply("edits.merge_maps", lambda _: made.journey)
        window.tell_done(partial(window.language, "versions.merge.done", count=count))
        if then is not None:
            then(made.journey)

    def _compare(self, made: MergedMaps) -> None:
        from app.comparing_desk import comparing_desk  # start-up: opened on demand

        words = self._window.language
        merged = words("versions.merge.merged")
        comparing_desk(self._window).compare(
            (made.wish.names[0], made.wish.maps[0]), (merged, made.journey)
        )

    def _closed(self) -> None:
        shown, self.shown = self.shown, None
        self._pause.stop()
        self._maker.stop()
        if shown is not None:
            shown.deleteLater()


def _likeliest(states: Sequence[JourneyMap], theirs: Sequence[Named]) -> int | None:
    names, maps = [name for name, _ in theirs], [journey for _, journey in theirs]
    try:
        refuse_strangers(states[0], maps, names)
    except Problem:
        return 0  # so that the merge is refused with the name of the stranger
    return likeliest_base(states, maps)


def _merged(wish: MergeWish, words: Texts) -> Iterator[object]:
    try:
        yield make_merged(wish, words)
    except Problem as problem:
        yield problem
