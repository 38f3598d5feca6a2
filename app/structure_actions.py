"""The actions on sizes and structure: widths in steps, collapsed and hidden parts, their looks."""

from __future__ import annotations

from functools import partial

from app import structure_commands as structure
from app.actions import Action, Menu

SPAN_ACTIONS = tuple(
    Action(
        name,
        partial(structure.span, by=by),
        (f"Shift+Alt+{key}",),
        name,
        partial(structure.can_span, by=by),
    )
    for name, by, key in (("wider", 1, "Right"), ("narrower", -1, "Left"))
)
STRUCTURE_ACTIONS = (
    Action(
        "collapse",
        structure.toggle_collapsed,
        ("F4",),
        "fold",
        structure.has_foldable,
        text=structure.collapse_text,
    ),
    Action("hide", structure.hide, (), "hide", structure.can_hide, text=structure.hide_text),
    Action("lock", structure.toggle_locked, (), "lock", structure.has_lanes, structure.are_locked),
    Action("show_all", structure.show_all, (), "", structure.has_hidden),
    Action("edit_hint", structure.edit_hint, ("Shift+F2",), "text", structure.has_hint),
    Action("lane_icon", structure.choose_icon, (), "", structure.has_lanes),
)
SELECT_CARDS = Action(
    "select_cards", structure.select_cards, ("Ctrl+Shift+A",), "", structure.has_around
)
HEADER_COLOUR = Menu("header_colour", fill=structure.fill_colours)
HIDDEN_MENU = Menu("hidden", ("show_all",), fill=structure.fill_hidden)
STRUCTURE_MENU: tuple[str | Menu | None, ...] = (
    *("collapse", "hide", HIDDEN_MENU, "lock", None, HEADER_COLOUR, "lane_icon", "edit_hint"),
)
PHASE_MENU: tuple[str | Menu | None, ...] = (
    *("select_cards", None, "edit_hint", HEADER_COLOUR, None, "collapse", "hide"),
)
LANE_MENU: tuple[str | Menu | None, ...] = (
    *(
        "select_cards",
        None,
        "edit_hint",
        HEADER_COLOUR,
        "lane_icon",
        None,
        "collapse",
        "hide",
        "lock",
    ),
)
