"""What is done with the states of a map that this computer kept: opened, compared, brought back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.keeping.backups import State, backups_folder, states_of
from app.version_commands import read_beside
from model.journey import JourneyMap
from model.values import with_changes
from widgets.versions.dates import time_words
from widgets.versions.saved_states import SavedState

if TYPE_CHECKING:
    from app.document import Document
    from app.map_page import MapPage
    from app.window import MapWindow
    from widgets.versions.saved_states import SavedStates

_ISO = "%Y-%m-%dT%H:%M:%SZ"


def serve_states(shown: SavedStates, page: MapPage, document: Document) -> None:
    """Have the window of ``page`` fill and serve the list of kept states of ``document``."""
    shown.wanted.connect(partial(_fill, shown, page))
    shown.asked.connect(partial(_do, page))
    document.saved.connect(shown.look_again)


def do_with_state(window: MapWindow, doing: str, number: int) -> None:
    """Do what the list asks for (`widgets.versions.saved_states.StateDoing`)."""
    document, words = window.document, window.language
    state = next((one for one in _states(window) if one.number == number), None)
    if document is None or state is None:
        return
    window.commit_editing()
    journey = read_beside(window, state.path)
    if journey is None:
        return
    time = time_words(words, state.at.strftime(_ISO))
    name = words("versions.states.name", time=time)
    if doing == "open":
        _open_copy(window, document, journey, state)
    elif doing == "compare":
        from app.comparing_desk import comparing_desk  # start-up: opened on demand

        comparing_desk(window).compare((name, journey), None)
    elif document.apply("edits.bring_back_version", lambda held: _brought_back(held, journey)):
        window.tell_done(partial(words, "versions.brought_back", name=name))


def _open_copy(window: MapWindow, document: Document, journey: JourneyMap, state: State) -> None:
    words = window.language
    file = document.path or document.origin or Path(words("window.untitled"))
    called = f"{file.stem} ({state.at.astimezone():%Y-%m-%d %H.%M})"  # a name for any system
    shown = window.workspace.open_copy(journey, file, called)
    time = time_words(words, state.at.strftime(_ISO))
    shown.banner.note(partial(words, "versions.states.shown", time=time, name=file.stem))


def _brought_back(held: JourneyMap, state: JourneyMap) -> JourneyMap:
    """Return ``state`` with the versions and images of now too: both may be wanted again."""
    versions = {one.id for one in held.versions}
    images = {one.sha256 for one in held.images}
    return with_changes(
        state,
        id=held.id,
        versions=(*held.versions, *(one for one in state.versions if one.id not in versions)),
        images=(*held.images, *(one for one in state.images if one.sha256 not in images)),
    )


def _do(page: MapPage, doing: str, number: int) -> None:
    window = _window_of(page)
    if window is not None:
        do_with_state(window, doing, number)


def _fill(shown: SavedStates, page: MapPage) -> None:
    window = _window_of(page)
    if window is not None:
        shown.show_states(
            [SavedState(one.number, one.at.strftime(_ISO), one.cards) for one in _states(window)]
        )


def _states(window: MapWindow) -> list[State]:
    if window.document is None:
        return []
    folder: Path = backups_folder(window.workspace.settings.state_folder)
    try:
        return states_of(folder, window.document.value.id)
    except OSError:
        return []


def _window_of(page: MapPage) -> MapWindow | None:
    from app.window import MapWindow  # the window imports the table of panels

    window = page.window()
    return window if isinstance(window, MapWindow) else None
