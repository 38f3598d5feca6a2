"""Actions on what a map keeps lists of: rounds of voting and channels."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from app import figure_choice as figures
from app import map_commands as arrange
from app.actions import Action, Menu

if TYPE_CHECKING:
    from app.window import MapWindow


def _has_map(window: MapWindow) -> bool:
    return window.document is not None


_ListKind = Literal["figures", "contents", "channels"]
_LISTS: tuple[tuple[_ListKind, str], ...] = (
    ("figures", "gauge"),
    ("contents", "file-text"),
    ("channels", "share-2"),
)


def _choose_from_list(window: MapWindow, kind: _ListKind) -> None:
    from app.library_commands import choose_from_list  # start-up: lists are read on demand

    choose_from_list(window, kind)


FORM_ACTIONS = (
    Action(
        "add_channel", partial(arrange.add_to_register, kind="channel"), (), "share-2", _has_map
    ),
    Action("add_round", partial(arrange.add_to_register, kind="round"), (), "vote", _has_map),
    *(
        Action(f"insert_{kind}", partial(_choose_from_list, kind=kind), (), icon, _has_map)
        for kind, icon in _LISTS
    ),
    Action("choose_origin", figures.choose_cell, (), "", figures.can_choose_cell),
    Action("read_origin", figures.read_chosen, (), "", figures.can_read),
    Action("read_all_figures", figures.read_all, (), "", _has_map),
)
FROM_LIST_MENU = Menu("from_list", ("insert_figures", "insert_contents", "insert_channels"))
MAP_LISTS_MENU = Menu(
    "map_lists",
    (
        *("add_channel", None, "add_round", "enter_votes", None),
        *("choose_origin", "read_origin", "read_all_figures"),
    ),
)
