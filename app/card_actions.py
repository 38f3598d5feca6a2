"""The actions on cards, feelings and links that are chosen: a part of the action table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, get_args

from app import card_commands as card
from app import link_commands as link
from app.actions import Action, Menu
from model.cards import CardColour, CardType, JourneyState, Marker
from model.lanes import FeelingsStyle

if TYPE_CHECKING:
    from app.window import MapWindow

LEVELS = (2, 1, 0, -1, -2)
COLOURS: tuple[CardColour | None, ...] = (None, *get_args(CardColour))


def _level(level: int, window: MapWindow) -> str:
    return card.level_name(window, level)


def _choice(
    action: str,
    value: object,
    do: Callable[[MapWindow, Any], object],
    is_enabled: Callable[[MapWindow], bool],
    is_held: Callable[[MapWindow, Any], bool],
    names: str,
    **more: Any,
) -> Action:
    """Return the action that gives what is chosen ``value``, of which ``names`` are the words."""
    return Action(
        action,
        lambda window: do(window, value),
        is_enabled=is_enabled,
        is_checked=lambda window: is_held(window, value),
        name="" if value is None else f"names.{names}.{value}",
        **more,
    )


_MARKERS: tuple[Marker, ...] = get_args(Marker)
_TYPES: tuple[CardType | None, ...] = (None, *get_args(CardType))
COLOUR_IDS = tuple(f"colour_{colour or 'none'}" for colour in COLOURS)
_TYPE_IDS = tuple(f"type_{name or 'none'}" for name in _TYPES)
_MARKER_IDS = tuple(f"marker_{marker}" for marker in _MARKERS)
FACE_IDS = tuple(f"feel_{level + 3}" for level in LEVELS)
_STATES: tuple[JourneyState, ...] = get_args(JourneyState)
STATE_IDS = tuple(f"state_{state}" for state in _STATES)
_STYLES: tuple[FeelingsStyle, ...] = get_args(FeelingsStyle)
_STYLE_IDS = tuple(f"feelings_{style}" for style in _STYLES)

CARD_ACTIONS = (
    *(
        _choice(action, colour, card.set_colour, card.has_cards, card.has_colour, "colour")
        for colour, action in zip(COLOURS, COLOUR_IDS, strict=True)
    ),
    *(
        _choice(action, value, card.set_type, card.has_cards, card.has_type, "card_type")
        for value, action in zip(_TYPES, _TYPE_IDS, strict=True)
    ),
    *(
        _choice(
            action,
            marker,
            card.toggle_marker,
            card.has_cards,
            card.has_marker,
            "marker",
            keys=("Ctrl+M",) if marker == "moment_of_truth" else (),
            icon="star" if marker == "moment_of_truth" else "",
        )
        for marker, action in zip(_MARKERS, _MARKER_IDS, strict=True)
    ),
    *(
        _choice(
            action,
            level,
            card.feel,
            card.has_feelings,
            card.is_feeling,
            "feeling",
            text=partial(_level, level),
        )
        for level, action in zip(LEVELS, FACE_IDS, strict=True)
    ),
    *(
        _choice(action, state, card.set_state, card.has_pen, card.is_state, "state")
        for state, action in zip(_STATES, STATE_IDS, strict=True)
    ),
    *(
        _choice(
            action, style, card.set_style, card.has_feelings_lane, card.is_style, "feelings_style"
        )
        for style, action in zip(_STYLES, _STYLE_IDS, strict=True)
    ),
    Action("write", card.write, (), "text", card.can_write),
    Action("selection_bar", card.enter_bar, ("Ctrl+.",), "", card.has_selection),
    Action("link_to", link.link_to, ("Ctrl+Shift+L",), "link", card.has_cards),
    Action("follow_link", link.follow_link, ("Ctrl+J",), "arrow-right", link.can_follow),
    Action("hide_links", link.toggle_links_hidden, (), "hide", link.has_links, link.are_hidden),
)

LINK_ENDS = Menu("link_ends", fill=link.fill_link_ends)
LINK_ENTRIES: tuple[str | Menu | None, ...] = ("link_to", "follow_link", LINK_ENDS, "hide_links")
COLOUR_MENU = Menu("card_colour", (*COLOUR_IDS[:1], None, *COLOUR_IDS[1:]), is_list=True)
TYPE_MENU = Menu("card_type", (*_TYPE_IDS[:1], None, *_TYPE_IDS[1:]), is_list=True)
MARKER_MENU = Menu("card_markers", _MARKER_IDS, is_list=True)
ICON_MENU = Menu("card_icon", fill=card.fill_icons)
FACE_MENU = Menu("feeling", FACE_IDS, is_list=True)
PERSONA_MENU = Menu("feeling_persona", fill=card.fill_personas)
STATE_MENU = Menu("feeling_state", STATE_IDS, is_list=True)
STYLE_MENU = Menu("feelings_style", _STYLE_IDS, is_list=True)
CARD_ENTRIES = (COLOUR_MENU, TYPE_MENU, ICON_MENU, MARKER_MENU)
FEELING_ENTRIES = (FACE_MENU, PERSONA_MENU, STATE_MENU, STYLE_MENU)
CARD_MENU = Menu(
    "card",
    (*CARD_ENTRIES, None, *FEELING_ENTRIES, None, *LINK_ENTRIES, None, "write", "selection_bar"),
)
