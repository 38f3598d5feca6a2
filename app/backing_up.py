"""Saving a map and keeping what was saved on this computer too; needs no Qt."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from app import saving
from app.keeping.backups import backups_folder, keep_state
from app.keeping.outside import keep_theirs
from app.keeping.saver import Expected, Saved
from app.keeping.turns import turn
from app.keeping.wording import worded
from model.file import encode, shown_name
from model.filtering import count_cards
from model.journey import JourneyMap
from model.problems import FileProblem

_LOG = logging.getLogger(__name__)


def save_and_keep(
    path: Path, journey: JourneyMap, expected: Expected | None, state_folder: Path | None
) -> Saved:
    """Save ``journey`` at ``path``, and the same bytes among the states on this computer.

    When all but the last step of the saving went well, the new version goes there too, and the
    problem names both places.

    Args:
        path: Where to.
        journey: What is saved.
        expected: See `app.saving.save_bytes`.
        state_folder: Of this computer; None keeps nothing there.

    Raises:
        FileProblem: If it was not saved; see `app.saving.save_journey`.
    """
    try:
        saved = saving.save_journey(path, journey, expected=expected)
    except FileProblem as problem:
        is_rescued = problem.code == "file.not_saved_rescued" and state_folder is not None
        if is_rescued and _keep(state_folder, journey, encode(journey)):
            raise FileProblem("file.not_saved_rescued_twice", **problem.params) from problem
        raise
    _keep(state_folder, journey, saved.data)
    return saved


def put_theirs_beside(
    path: Path, called: str, folder: tuple[int, int] | None
) -> tuple[Path | None, Expected | None]:
    """Copy what others have put at ``path`` beside it, with ``called`` in the name.

    Return where it is, and what may be saved over now.

    Raises:
        FileProblem: If it cannot be kept: then it is not saved over either.
    """
    with worded(shown_name(path)):
        try:
            theirs, stamp = keep_theirs(Path(os.path.realpath(path)), called)
        except FileNotFoundError:  # they have taken it away
            return None, Expected(None, folder)
    return theirs, Expected(stamp, folder)


def _keep(state_folder: Path | None, journey: JourneyMap, data: bytes) -> bool:
    if state_folder is None:
        return False
    try:
        folder = backups_folder(state_folder)
        with turn(folder):  # two windows of one map would give their states one number
            keep_state(folder, journey.id, data, count_cards(journey).all)
    except Exception as error:  # the map itself is saved, or told not to be: nothing undoes that
        _LOG.warning("the saved state cannot be kept on this computer: %s", error)
        return False
    return True
