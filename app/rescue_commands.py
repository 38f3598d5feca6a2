"""A file that cannot be opened, in the window: what can be rescued is offered, nothing replaced."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.damaged_files import Damage, Older, examine, may_be_rescued
from app.document import Document
from app.file_names import SUFFIX
from app.patience import Cancelled, do_beside
from app.restoring import tell_not_opened
from model.file.salvage import Salvaged
from model.filtering import count_cards
from model.journey import JourneyMap
from model.problems import FileProblem, Problem
from widgets.dialogs import ask_about_large_file
from widgets.language import Language
from widgets.rescue_dialog import OlderVersion, Rescued, RescueDialog
from widgets.versions.dates import time_words

if TYPE_CHECKING:
    from app.window import MapWindow

ASK_BYTES = 64 * 1024 * 1024
"""Larger maps are opened only after a question (reference/reliability.md 2.4, H4)."""


def may_open(path: Path, near: MapWindow | None, language: Language) -> bool:
    """Ask about a file that is far larger than maps are; tell whether to go on."""
    try:
        size = path.stat().st_size
    except (OSError, ValueError):
        return True  # reading it tells what is wrong
    return size < ASK_BYTES or ask_about_large_file(near, language, path.name, size >> 20)


def tell_refused(window: MapWindow, path: Path, problem: Problem) -> None:
    """Tell that ``path`` cannot be opened, and show what can be had in its place."""
    if not may_be_rescued(path, problem):
        tell_not_opened(window, path, problem)
        return
    words = window.language
    sentence = words("salvage.reading", name=path.name)
    folder = window.workspace.settings.state_folder
    try:
        damage = do_beside(partial(examine, path, problem, folder), sentence, words, window)
    except Cancelled:
        window.show_problem(problem)
        return
    if not damage.has_something:
        window.show_problem(problem)
        return
    show = partial(_show, window, damage)
    window.offer(
        partial(words.of, problem), (partial(words, "salvage.choose"), show), topic=str(path)
    )
    show()


def _show(window: MapWindow, damage: Damage) -> None:
    # The version before is told of with its time and its cards.
    params = {key: value for key, value in damage.problem.params.items() if key != "older"}
    params["file"] = damage.path.name
    dialog = RescueDialog(
        window.language,
        damage.path.name,
        FileProblem(damage.problem.code, **params),
        _rescued(damage.salvaged),
        tuple(_older(each) for each in damage.olders),
        damage.bad_backup,
        window,
    )
    dialog.rescue_chosen.connect(partial(_open_rescued, window, damage))
    dialog.older_chosen.connect(partial(_open_older, window, damage))
    dialog.open()


def _rescued(found: Salvaged | None) -> Rescued | None:
    if found is None:
        return None
    journey = found.journey
    return Rescued(
        count_cards(journey).all, len(journey.phases), len(journey.lanes), found.lost, found.repairs
    )


def _older(older: Older) -> OlderVersion:
    return OlderVersion(older.name, older.saved, count_cards(older.journey).all)


def _open_rescued(window: MapWindow, damage: Damage) -> None:
    found, words, name = damage.salvaged, window.language, damage.path.name
    if found is None:
        return
    shown = _open_copy(window, damage, found.journey)
    sentence = partial(words, "salvage.opened_rescued", name=name)
    if found.repairs:
        see = partial(_list_repairs, shown, name, found.repairs)
        shown.offer(sentence, (partial(words, "salvage.show"), see))
    else:
        shown.offer(sentence)


def _open_older(window: MapWindow, damage: Damage, place: int) -> None:
    older, words = damage.olders[place], window.language
    shown = _open_copy(window, damage, older.journey)
    shown.offer(
        lambda: words(
            "salvage.opened_older", name=damage.path.name, when=time_words(words, older.saved)
        )
    )


def _open_copy(window: MapWindow, damage: Damage, journey: JourneyMap) -> MapWindow:
    """Show ``journey`` as a new map, named unlike the damaged file: that is never saved over."""
    window.hide_problem(topic=str(damage.path))
    stem = window.language("salvage.file_name", name=damage.path.stem)
    origin = damage.path.with_name(f"{stem}{SUFFIX}")
    document = Document(journey, None, is_saved=False, origin=origin)
    return window.workspace.show_document(document, window)


def _list_repairs(window: MapWindow, name: str, repairs: tuple[Problem, ...]) -> None:
    from widgets.left_behind import LeftBehind  # start-up: opened on demand

    LeftBehind(window.language, name, repairs, "rescued", window).open()
