"""How kinds of content are told apart without colour: the icon and the colour of each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from model.cards import ActionStatus, Card, CardColour, CardType, EvidenceLevel, Marker
from model.lanes import CardsLane, Lane, LaneKind, LaneRole

TYPE_ICONS: Mapping[CardType, str] = MappingProxyType(
    {
        "note": "sticky-note",
        "action": "footprints",
        "touchpoint": "mouse-pointer-click",
        "content": "file-text",
        "message": "megaphone",
        "thought": "brain",
        "quote": "quote",
        "sees": "eye",
        "need": "heart",
        "wish": "sparkles",
        "expectation": "hourglass",
        "pain_point": "zap",
        "barrier": "construction",
        "strength": "thumbs-up",
        "weakness": "thumbs-down",
        "opportunity": "trending-up",
        "idea": "lightbulb",
        "solution": "wrench",
        "task": "list-checks",
        "evidence": "receipt",
        "frontstage": "store",
        "backstage": "settings",
        "support": "server-cog",
        "offer": "gift",
        "question": "circle-question-mark",
    }
)

# Yellow for what the customer does, pink for pain, green for openings, as in workshops on paper
# (reference/workshops-and-print.md 1.1).
TYPE_COLOURS: Mapping[CardType, CardColour] = MappingProxyType(
    {
        "note": "yellow",
        "action": "yellow",
        "touchpoint": "blue",
        "content": "blue",
        "message": "blue",
        "thought": "violet",
        "quote": "white",
        "sees": "white",
        "need": "orange",
        "wish": "orange",
        "expectation": "orange",
        "pain_point": "pink",
        "barrier": "pink",
        "strength": "green",
        "weakness": "pink",
        "opportunity": "green",
        "idea": "green",
        "solution": "green",
        "task": "violet",
        "evidence": "white",
        "frontstage": "blue",
        "backstage": "grey",
        "support": "grey",
        "offer": "orange",
        "question": "white",
    }
)

MARKER_ICONS: Mapping[Marker, str] = MappingProxyType(
    {
        "moment_of_truth": "star",
        "pain": "zap",
        "delight": "smile",
        "strength": "thumbs-up",
        "weakness": "thumbs-down",
        "barrier": "construction",
        "junction": "git-fork",
        "drop_off": "log-out",
        "stuck": "lock",
        "wait": "hourglass",
        "idea": "lightbulb",
        "question": "circle-question-mark",
        "offer": "gift",
        "call_to_action": "megaphone",
    }
)

EVIDENCE_ICONS: Mapping[EvidenceLevel, str] = MappingProxyType(
    {"assumption": "circle-dashed", "internal": "circle-dot", "validated": "search-check"}
)

# Figures on cards, from 1 to 5.
RATING_ICONS: Mapping[str, str] = MappingProxyType(
    {"severity_frequency": "activity", "impact_effort": "rocket"}
)
SOURCES_ICON = "book-open"

STATUS_ICONS: Mapping[ActionStatus, str] = MappingProxyType(
    {
        "open": "flag",
        "started": "circle-play",
        "done": "circle-check",
        "dropped": "circle-slash",
    }
)

ROLE_ICONS: Mapping[LaneRole, str] = MappingProxyType(
    {
        "physical_evidence": "receipt",
        "customer_actions": "footprints",
        "frontstage": "store",
        "backstage": "settings",
        "support": "server-cog",
        "touchpoints": "mouse-pointer-click",
        "channels": "share-2",
        "sees": "eye",
        "thinks": "brain",
        "says": "message-square-quote",
        "feels": "smile",
        "needs": "heart",
        "wishes": "sparkles",
        "expectations": "hourglass",
        "pain_points": "zap",
        "barriers": "construction",
        "strengths": "thumbs-up",
        "weaknesses": "thumbs-down",
        "opportunities": "trending-up",
        "ideas": "lightbulb",
        "solutions": "wrench",
        "message": "megaphone",
        "content": "file-text",
        "offers": "gift",
        "competitors": "swords",
        "our_task": "list-checks",
        "how_we_help": "hand-helping",
        "next_phase": "arrow-right",
        "situation": "user-round",
        "responsible": "users-round",
        "metrics": "gauge",
        "storyboard": "image",
    }
)

KIND_ICONS: Mapping[LaneKind, str] = MappingProxyType(
    {
        "cards": "sticky-note",
        "feelings": "smile",
        "metrics": "gauge",
        "text": "text",
        "images": "image",
    }
)

# What people call the dots they vote with, in both languages of the program.
_DOT_COLOURS: Mapping[str, CardColour] = MappingProxyType(
    {
        "red": "pink",
        "rød": "pink",
        "lyserød": "pink",
        "blå": "blue",
        "grøn": "green",
        "gul": "yellow",
        "orange": "orange",
        "violet": "violet",
        "purple": "violet",
        "lilla": "violet",
        "grå": "grey",
        "gray": "grey",
        "black": "white",
        "sort": "white",
    }
)
_COLOURS: tuple[CardColour, ...] = (
    "white", "yellow", "blue", "orange", "green", "violet", "pink", "grey",
)  # fmt: skip


def card_type(card: Card, lane: CardsLane) -> CardType:
    """Return the type ``card`` is drawn as: its own, else its lane's."""
    return card.type or lane.card_type


def card_colour(card: Card, lane: CardsLane) -> CardColour:
    """Return the colour ``card`` is drawn in: its own, its type's, its lane's, its lane type's."""
    if card.colour:
        return card.colour
    if card.type and card.type != lane.card_type:
        return TYPE_COLOURS[card.type]
    return lane.colour or TYPE_COLOURS[lane.card_type]


def lane_icon(lane: Lane) -> str:
    """Return the icon of ``lane``: its own, its role's, that of its cards, else its kind's.

    Cards of the lane's own type do not say what they are, so its heading does, also without colour.
    """
    if lane.icon:
        return lane.icon
    if lane.role:
        return ROLE_ICONS[lane.role]
    return TYPE_ICONS[lane.card_type] if isinstance(lane, CardsLane) else KIND_ICONS[lane.kind]


def lane_colour(lane: Lane) -> CardColour:
    """Return the colour of ``lane``'s title."""
    if lane.colour:
        return lane.colour
    return TYPE_COLOURS[lane.card_type] if isinstance(lane, CardsLane) else "grey"


def dot_colour(name: str) -> CardColour:
    """Return the colour to draw for what people called a vote's colour; red if it is unknown."""
    word = name.strip().lower()
    if word in _COLOURS:
        return word
    return _DOT_COLOURS.get(word, "pink")


def curve_colour(index: int) -> CardColour:
    """Return the colour of the curve of the ``index``-th persona that has none of its own."""
    return ("blue", "orange", "violet", "green", "pink", "yellow", "grey")[index % 7]
