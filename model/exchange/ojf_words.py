"""What the words in OpenJourney files mean in a map: purposes, severities, icons, lane names."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, cast, get_args

from model.cards import CardColour, CardType
from model.lanes import LaneRole
from resources import resource_names

TYPE_OF_PURPOSE: Final[Mapping[str, CardType]] = MappingProxyType(
    {
        "action": "action",
        "touchpoint": "touchpoint",
        "note": "note",
        "thought": "thought",
        "quote": "quote",
        "need": "need",
        "pain": "pain_point",
        "pain point": "pain_point",
        "bottleneck": "pain_point",
        "barrier": "barrier",
        "gain": "strength",
        "strength": "strength",
        "weakness": "weakness",
        "opportunity": "opportunity",
        "idea": "idea",
        "solution": "solution",
        "task": "task",
        "question": "question",
        # Our own, as we write them.
        **{name.replace("_", " "): cast("CardType", name) for name in get_args(CardType)},
    }
)

# The pastels of the format's editor and of Tailwind, which its samples take theirs from.
HEX_OF_COLOUR: Final[Mapping[CardColour, str]] = MappingProxyType(
    {
        "white": "#fefefe",
        "yellow": "#fef9c3",
        "blue": "#dbeafe",
        "orange": "#ffedd5",
        "green": "#dcfce7",
        "violet": "#ede9fe",
        "pink": "#fee2e2",
        "grey": "#e5e7eb",
    }
)
# Where on the circle of colours each of ours ends, in degrees.
_HUES: Final[tuple[tuple[float, CardColour], ...]] = (
    (12, "pink"), (42, "orange"), (68, "yellow"), (170, "green"), (248, "blue"),
    (292, "violet"), (360, "pink"),
)  # fmt: skip
_HEX = re.compile(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_LEAST_TINT: Final = 0.03

# Three levels there, one to five here. Editors give every card the lowest unasked: as none it
# leaves the cards free of "1/5", and those that matter stand out.
SEVERITIES: Final[Mapping[str, int]] = MappingProxyType({"medium": 3, "high": 5, "critical": 5})

# Material Symbols by name; the others are looked up under their own name.
_ICONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "mood": "smile",
        "mood-bad": "frown",
        "sentiment-satisfied": "smile",
        "sentiment-dissatisfied": "frown",
        "warning": "triangle-alert",
        "error": "octagon-alert",
        "done-all": "circle-check",
        "money-off": "octagon-alert",
        "payments": "credit-card",
        "thumb-up": "thumbs-up",
        "thumb-down": "thumbs-down",
        "language": "globe",
        "place": "map-pin",
        "sentiment-very-satisfied": "smile",
        "sentiment-very-dissatisfied": "frown",
        "check-circle": "circle-check",
        "person": "user",
        "group": "users",
        "email": "mail",
        "call": "phone",
        "lightbulb-outline": "lightbulb",
        "schedule": "clock",
        "visibility": "eye",
        "chat": "message-square-text",
        "local-shipping": "truck",
        "storefront": "store",
        "favorite": "heart",
        "help": "circle-question-mark",
        "home": "house",
    }
)

# The first that occurs in a lane's name tells its role; in both languages of the program.
_ROLES: Final[tuple[tuple[str, LaneRole], ...]] = (
    ("physical evidence", "physical_evidence"),
    ("frontstage", "frontstage"),
    ("onstage", "frontstage"),
    ("backstage", "backstage"),
    ("support", "support"),
    ("touchpoint", "touchpoints"),
    ("berøringspunkt", "touchpoints"),
    ("kontaktpunkt", "touchpoints"),
    ("channel", "channels"),
    ("kanal", "channels"),
    ("pain", "pain_points"),
    ("friction", "pain_points"),
    ("blocker", "pain_points"),
    ("smertepunkt", "pain_points"),
    ("opportunit", "opportunities"),
    ("mulighed", "opportunities"),
    ("thought", "thinks"),
    ("tanke", "thinks"),
    ("emotion", "feels"),
    ("feeling", "feels"),
    ("følelse", "feels"),
    ("need", "needs"),
    ("behov", "needs"),
    ("expectation", "expectations"),
    ("forventning", "expectations"),
    ("action", "customer_actions"),
    ("handling", "customer_actions"),
)

CARD_TYPE_OF_ROLE: Final[Mapping[LaneRole, CardType]] = MappingProxyType(
    {
        "physical_evidence": "evidence",
        "customer_actions": "action",
        "frontstage": "frontstage",
        "backstage": "backstage",
        "support": "support",
        "touchpoints": "touchpoint",
        "pain_points": "pain_point",
        "opportunities": "opportunity",
        "thinks": "thought",
        "needs": "need",
        "expectations": "expectation",
    }
)


def role_of_name(name: str) -> LaneRole | None:
    """Return what a lane of that name most likely means."""
    plain = name.casefold()
    return next((role for word, role in _ROLES if word in plain), None)


def known_role(name: str) -> LaneRole | None:
    """Return the role called ``name``, as we write it, or None."""
    return cast("LaneRole", name) if name in get_args(LaneRole) else None


def known_icon(name: str) -> str | None:
    """Return the name of our icon for a foreign one, or None if we have none like it."""
    plain = name.casefold().replace("_", "-").replace(" ", "-")
    wanted = _ICONS.get(plain, plain)
    return wanted if f"{wanted}.svg" in _icon_files() else None


def near_colour(text: str) -> CardColour | None:
    """Return the colour of ours that ``text``, a colour in hex, is or comes nearest to.

    White is what editors give every card unasked, so it is none; so is what is no hex.
    """
    found = _HEX.fullmatch(text.strip())
    if found is None:
        return None
    digits = found.group(1).lower()
    digits = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    exact = next((name for name, code in HEX_OF_COLOUR.items() if code == f"#{digits}"), None)
    if exact or digits == "ffffff":
        return exact
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    if max(red, green, blue) - min(red, green, blue) < _LEAST_TINT:
        return "grey"
    hue = colorsys.rgb_to_hls(red, green, blue)[0] * 360
    return next(name for end, name in _HUES if hue <= end)


@cache
def _icon_files() -> frozenset[str]:
    return frozenset(resource_names("icons"))
