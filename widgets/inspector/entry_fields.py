"""Fields of a map's registers, but for its people: links, sources, views, rounds, channels."""

from __future__ import annotations

from typing import get_args

from model.cards import ActionStatus, CardType, EvidenceLevel, Marker
from model.evidence import EvidenceMethod
from model.journey import LinkKind
from widgets.inspector.common_fields import choice
from widgets.inspector.field import Field, Section

LINK = (
    Section(
        "",
        (
            Field("label", "line"),
            choice("kind", "link_kind", LinkKind, is_optional=False),
            Field("is_visible", "flag"),
        ),
    ),
)
SOURCE = (
    Section(
        "",
        (
            Field("title", "line"),
            choice("method", "evidence_method", EvidenceMethod, is_optional=False),
            Field("kind", "choice", ("qualitative", "quantitative"), "evidence_kind"),
            Field("date", "date", is_half=True),
            Field("sample_size", "number", is_half=True, low=0, high=10**12, decimals=0),
            Field("reference", "line"),
            Field("quote", "text"),
            Field("notes", "text"),
        ),
    ),
)
VIEW = (
    Section(
        "",
        (
            Field("name", "line"),
            Field("text", "line"),
            Field("personas", "register", register="personas"),
            Field("channels", "lines", offers="channels"),
            Field("departments", "lines", offers="departments"),
            Field("tags", "lines", offers="tags"),
            Field("types", "marks", get_args(CardType), "card_type"),
            Field("evidence_levels", "marks", get_args(EvidenceLevel), "evidence_level"),
            Field("markers", "marks", get_args(Marker), "marker"),
            Field("owners", "lines", offers="owners"),
            Field("statuses", "marks", get_args(ActionStatus), "action_status"),
            Field("min_votes", "number", is_half=True, low=1, high=9999, decimals=0),
            Field(
                "others", "choice", ("dim", "hide"), "view_others", is_optional=False, is_half=True
            ),
        ),
    ),
)
ROUND = (
    Section(
        "",
        (
            Field("question", "line"),
            Field(
                "number",
                "number",
                is_half=True,
                is_optional=False,
                low=1,
                high=99,
                decimals=0,
            ),
            Field("date", "date", is_half=True),
            Field("participants", "number", is_half=True, low=0, high=100_000, decimals=0),
            Field("dots_each", "number", is_half=True, low=0, high=9999, decimals=0),
            Field("budget", "budget"),
            Field("colours", "dot_colours"),
            Field("lanes", "register", register="lanes"),
        ),
    ),
)
CHANNEL = (
    Section(
        "",
        (
            Field("name", "name", offers="channel_library"),
            Field("icon", "icon"),
            Field("image", "image"),
        ),
    ),
)
