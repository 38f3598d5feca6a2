"""Fields that forms of several subjects have."""

from __future__ import annotations

from typing import Any, get_args

from model.cards import CardColour, EvidenceLevel, JourneyState
from widgets.inspector.field import Field


def choice(path: str, names: str, values: object, **more: Any) -> Field:
    """Return the field of a choice among a literal's values, worded by an area of names."""
    return Field(path, "choice", get_args(values), names, **more)


COLOUR = Field("colour", "colour", get_args(CardColour), "colour")
ICON = Field("icon", "icon")
STATE = choice("state", "state", JourneyState, is_optional=False, is_half=True)
EVIDENCE = (
    choice("evidence_level", "evidence_level", EvidenceLevel),
    Field("evidence", "register", register="evidence"),
)
SPAN = Field("span", "number", is_optional=False, is_half=True, low=1, high=1000, decimals=0)
VISIBILITY = (
    Field("is_visible", "flag", is_half=True),
    Field("is_printed", "flag", is_half=True),
    Field("is_collapsed", "flag"),
)
