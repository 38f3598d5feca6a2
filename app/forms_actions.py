"""Actions on what a map keeps lists of: rounds of voting and channels."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app import map_commands as arrange
from app.actions import Action, Menu
from app.vote_commands import enter_votes

if TYPE_CHECKING:
    from app.window import MapWindow


def _has_map(window: MapWindow) -> bool:
    return window.document is not None


FORM_ACTIONS = (
    Action(
        "add_channel", partial(arrange.add_to_register, kind="channel"), (), "share-2", _has_map
    ),
    Action("add_round", partial(arrange.add_to_register, kind="round"), (), "vote", _has_map),
    Action("enter_votes", enter_votes, (), "", _has_map),
)
MAP_LISTS_MENU = Menu("map_lists", ("add_channel", "add_round", "enter_votes"))
