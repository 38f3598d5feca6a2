"""The actions on what people keep for later: templates, lanes and cards of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import own_commands as own
from app.actions import Action, Menu

if TYPE_CHECKING:
    from app.window import MapWindow


def _has_map(window: MapWindow) -> bool:
    return window.document is not None


OWN_ACTIONS = (
    Action("save_template", own.save_template, (), "", _has_map),
    Action("save_lanes", own.save_lanes, (), "", own.has_lanes),
    Action("save_cards", own.save_cards, (), "", own.has_items),
    Action("own_things", own.manage),
)
OWN_LANES = Menu("own_lanes", ("save_lanes",), fill=own.fill_lanes)
OWN_CARDS = Menu("own_cards", ("save_cards",), fill=own.fill_cards)
