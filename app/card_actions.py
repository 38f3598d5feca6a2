"""The actions on cards, feelings and links that are chosen: a part of the action table."""

from __future__ import annotations

from app import link_commands as link
from app.actions import Action, Menu

LINK_ACTIONS = (
    Action("link_to", link.link_to, ("Ctrl+Shift+L",), "link", link.has_cards),
    Action("follow_link", link.follow_link, ("Ctrl+J",), "arrow-right", link.can_follow),
    Action("hide_links", link.toggle_links_hidden, (), "hide", link.has_links, link.are_hidden),
)
LINK_ENDS = Menu("link_ends", fill=link.fill_link_ends)
LINK_ENTRIES: tuple[str | Menu | None, ...] = ("link_to", "follow_link", LINK_ENDS, "hide_links")
CARD_MENU = Menu("card", LINK_ENTRIES)
