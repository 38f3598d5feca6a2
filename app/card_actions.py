"""The actions on cards, feelings and links that are chosen: a part of the action table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, get_args

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
    action: str, do: Callable[[MapWindow], object], field: str, value: str | None, name: str
) -> Action:
    """Return the action that sets ``field`` of the chosen cards; None is what the lane says."""
    return Action(
        action,
        do,
        is_enabled=card.has_cards,
        is_checked=partial(card.has_field, field=field, value=value),
        name="" if value is None else f"names.{name}",
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

CARD_ACTIONS = (
    *(
        _choice(
            action, partial(card.set_colour, colour=colour), "colour", colour, f"colour.{colour}"
        )
        for colour, action in zip(COLOURS, COLOUR_IDS, strict=True)
    ),
    *(
        _choice(
            action, partial(card.set_type, card_type=value), "type", value, f"card_type.{value}"
        )
        for value, action in zip(_TYPES, _TYPE_IDS, strict=True)
    ),
    *(
        Action(
            f"marker_{marker}",
            partial(card.toggle_marker, marker=marker),
            ("Ctrl+M",) if marker == "moment_of_truth" else (),
            "star" if marker == "moment_of_truth" else "",
            card.has_cards,
            partial(card.has_marker, marker=marker),
            name=f"names.marker.{marker}",
        )
        for marker in _MARKERS
    ),
    *(
        Action(
            f"feel_{level + 3}",
            partial(card.feel, value=float(level)),
            is_enabled=card.has_feelings,
            is_checked=partial(card.is_feeling, value=float(level)),
            text=partial(_level, level),
            name=f"names.feeling.{level}",
        )
        for level in LEVELS
    ),
    *(
        Action(
            f"state_{state}",
            partial(card.set_state, state=state),
            is_enabled=card.has_pen,
            is_checked=partial(card.is_state, state=state),
            name=f"names.state.{state}",
        )
        for state in _STATES
    ),
    *(
        Action(
            f"feelings_{style}",
            partial(card.set_style, style=style),
            is_enabled=card.has_feelings_lane,
            is_checked=partial(card.is_style, style=style),
            name=f"names.feelings_style.{style}",
        )
        for style in _STYLES
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
STYLE_MENU = Menu("feelings_style", tuple(f"feelings_{style}" for style in _STYLES), is_list=True)
CARD_ENTRIES = (COLOUR_MENU, TYPE_MENU, ICON_MENU, MARKER_MENU)
FEELING_ENTRIES = (FACE_MENU, PERSONA_MENU, STATE_MENU, STYLE_MENU)
CARD_MENU = Menu(
    "card",
    (*CARD_ENTRIES, None, *FEELING_ENTRIES, None, *LINK_ENTRIES, None, "write", "selection_bar"),
)
