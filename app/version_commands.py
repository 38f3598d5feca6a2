"""What is done with named versions of a map: named, opened, brought back, compared, removed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app import file_commands, file_dialogs
from app.document import read_map
from app.patience import Cancelled, do_beside
from model.edits import add_entry, remove_entry
from model.journey import JourneyMap
from model.problems import Problem
from model.values import new_id, present_time, with_changes
from model.versions import Version
from widgets.versions.dates import newest_first

if TYPE_CHECKING:
    from app.comparing_desk import ComparingDesk
    from app.map_page import MapPage
    from app.window import MapWindow
    from widgets.versions.name_dialog import VersionWords
    from widgets.versions.panel import VersionsPanel

_TOPIC = "versions"


def name_version(window: MapWindow) -> None:
    """Ask for a name and keep the present state under it."""
    from widgets.versions.name_dialog import NameDialog, VersionWords  # start-up: on demand

    document = window.document
    if document is None:
        return
    window.commit_editing()
    words, stored = window.language, window.workspace.settings
    number = len(document.value.versions) + 1
    name = words("versions.naming.proposed", number=number)
    proposed = VersionWords(name, "", stored.value.author)
    dialog = NameDialog(words, proposed, window)
    is_wanted = bool(dialog.exec())
    said = dialog.words
    dialog.deleteLater()
    if not is_wanted or not said.name:
        return
    stored.change(author=said.author)
    keep_version(window, said)


def keep_version(window: MapWindow, said: VersionWords) -> bool:
    """Pack the present state beside the window and put it among the map's versions."""
    from model.file import version_of  # start-up: a new map needs neither reader nor writer

    document = window.document
    if document is None:
        return False
    words, journey = window.language, document.value
    pack = partial(version_of, journey, new_id(), said.name, present_time())
    try:
        made = do_beside(pack, words("versions.packing"), words, window)
    except Cancelled:
        return False
    version = with_changes(made, note=said.note, author=said.author)
    is_kept = document.apply("edits.add_version", lambda held: add_entry(held, "versions", version))
    if is_kept:
        window.say("versions.named", name=said.name)
    return is_kept


def serve_panel(panel: VersionsPanel, page: MapPage) -> None:
    """Have the window of ``page`` do what its versions panel asks for."""
    panel.name_asked.connect(partial(page.ask, "name_version"))
    panel.asked.connect(partial(_do_on_page, page))


def _do_on_page(page: MapPage, doing: str, version_id: str, other_id: str) -> None:
    from app.window import MapWindow  # the window imports the table of panels

    window = page.window()
    if isinstance(window, MapWindow):
        do_with_version(window, doing, version_id, other_id)


def do_with_version(window: MapWindow, doing: str, version_id: str, other_id: str = "") -> None:
    """Do what the versions panel asks for (`widgets.versions.panel.Doing`)."""
    version = _version(window, version_id)
    if version is None:
        return
    if doing == "open":
        open_copy(window, version)
    elif doing == "bring_back":
        bring_back(window, version)
    elif doing == "remove":
        remove_version(window, version)
    elif doing == "compare_file":
        compare_with_file(window, version)
    else:
        compare_version(window, version, _version(window, other_id))


def open_copy(window: MapWindow, version: Version) -> None:
    """Open a version as a new map in a window of its own."""
    state = state_of(window, version)
    if state is not None:
        window.workspace.open_new(with_changes(state, versions=()), None)


def bring_back(window: MapWindow, version: Version) -> None:
    """Make the map what it was, as one edit; versions and images of now are kept."""
    document = window.document
    if document is None:
        return
    window.commit_editing()
    state = state_of(window, version)
    if state is None:
        return

    def back(held: JourneyMap) -> JourneyMap:
        return with_changes(state, versions=held.versions, images=held.images)

    if document.apply("edits.bring_back_version", back):
        words = window.language
        window.tell_done(partial(words, "versions.brought_back", name=version.name))


def remove_version(window: MapWindow, version: Version) -> None:
    """Take a version from the map; it can be undone."""
    document = window.document
    if document is not None and document.apply(
        "edits.remove_version", lambda held: remove_entry(held, "versions", version.id)
    ):
        window.say("versions.removed", name=version.name)


def compare_version(window: MapWindow, version: Version, other: Version | None) -> None:
    """Compare a version with the map as it is now, or with another: the older one is before."""
    if other is None:
        state = state_of(window, version)
        if state is not None:
            _desk(window).compare((version.name, state), None)
        return
    versions = window.document.value.versions if window.document else ()
    second, first = (one for one in newest_first(versions) if one in (version, other))
    states = state_of(window, first), state_of(window, second)
    if states[0] is not None and states[1] is not None:
        _desk(window).compare((first.name, states[0]), (second.name, states[1]))


def compare_with_file(window: MapWindow, version: Version | None = None) -> None:
    """Let the user choose a file and compare it with the map as it is now, or with a version."""
    if window.document is None:
        return
    words = window.language
    path = file_dialogs.choose_file(
        window,
        words("versions.choose_file"),
        str(file_commands.folder_of(window)),
        words("dialogs.open.filter"),
    )
    found = None if path is None else read_beside(window, path)
    if path is None or found is None:
        return
    if version is None:
        _desk(window).compare((path.stem, found), None)
        return
    state = state_of(window, version)
    if state is not None:
        _desk(window).compare((version.name, state), (path.stem, found))


def compare_last(window: MapWindow) -> None:
    """Compare the map with its newest version; where there is none, with a file."""
    versions = window.document.value.versions if window.document else ()
    if versions:
        compare_version(window, newest_first(versions)[0], None)
    else:
        compare_with_file(window)


def state_of(window: MapWindow, version: Version) -> JourneyMap | None:
    """Return the state a version holds, unpacked beside the window; None where that was told."""
    from model.file import open_version  # start-up: as above

    document = window.document
    if document is None:
        return None
    words = window.language
    unpack = partial(open_version, document.value, version)
    try:
        return do_beside(unpack, words("versions.unpacking"), words, window)
    except Cancelled:
        return None
    except Problem as problem:
        window.show_problem(problem, topic=_TOPIC)
        return None


def read_beside(window: MapWindow, path: Path) -> JourneyMap | None:
    """Return the map in a file, read beside the window; None where that was told."""
    words = window.language
    read = partial(read_map, path, words.code)
    try:
        return do_beside(read, words("window.opening", name=path.name), words, window).journey
    except Cancelled:
        return None
    except Problem as problem:
        window.show_problem(problem, topic=_TOPIC)
        return None


def _version(window: MapWindow, version_id: str) -> Version | None:
    versions = window.document.value.versions if window.document else ()
    return next((one for one in versions if one.id == version_id), None)


def _desk(window: MapWindow) -> ComparingDesk:
    from app.comparing_desk import comparing_desk  # start-up: opened on demand

    return comparing_desk(window)
