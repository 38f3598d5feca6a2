"""What the words in OpenJourney files mean in a map: purposes, severities, icons, lane names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from model.cards import CardType
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
    }
)

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


def known_icon(name: str) -> str | None:
    """Return the name of our icon for a foreign one, or None if we have none like it."""
    plain = name.casefold().replace("_", "-").replace(" ", "-")
    wanted = _ICONS.get(plain, plain)
    return wanted if f"{wanted}.svg" in _icon_files() else None


@cache
def _icon_files() -> frozenset[str]:
    return frozenset(resource_names("icons"))
