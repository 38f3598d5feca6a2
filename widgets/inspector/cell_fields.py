"""Fields of what stands in cells: cards, feelings, figures, text and pictures."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from model.cards import ActionKind, ActionStatus, CardType, Marker
from widgets.inspector.common_fields import COLOUR, EVIDENCE, ICON, SPAN, STATE, choice
from widgets.inspector.field import Field, Section

CARD = (
    Section(
        "",
        (
            Field("text", "text", is_shared=False),
            choice("type", "card_type", CardType, none="lane_default"),
            replace(COLOUR, none="lane_default"),
            Field("markers", "marks", get_args(Marker), "marker"),
        ),
    ),
    Section(
        "where",
        (
            Field("channels", "lines", offers="channels"),
            Field("personas", "register", register="personas"),
            Field("tags", "lines", offers="tags"),
            Field("department", "line", offers="departments"),
        ),
        is_open=True,
    ),
    Section(
        "weight",
        (
            Field("severity", "rating", is_half=True),
            Field("frequency", "rating", is_half=True),
            Field("votes", "votes", is_shared=False),
        ),
    ),
    Section("evidence", (*EVIDENCE, Field("is_quote", "flag"))),
    Section(
        "action",
        (
            choice("action.kind", "action_kind", ActionKind, is_half=True),
            choice("action.status", "action_status", ActionStatus, is_optional=False, is_half=True),
            Field("action.owner", "line", is_half=True, offers="owners"),
            Field("action.metric", "one_of_metrics", is_half=True),
            Field("action.due", "date", is_half=True),
            Field("action.impact", "rating", is_half=True),
            Field("action.effort", "rating", is_half=True),
            Field("action.investment", "line"),
            Field("action.completed", "date", is_half=True),
            Field("action.outcome", "text"),
        ),
    ),
    Section(
        "more",
        (
            ICON,
            SPAN,
            Field("author", "line", is_half=True),
            Field("competitor", "line"),
            Field("as_written", "text", is_shared=False),
            Field("image", "image", is_shared=False),
        ),
    ),
)
FEELING = (
    Section(
        "",
        (
            Field("values", "feeling"),
            Field("label", "line", is_shared=False),
            Field("comment", "text", is_shared=False),
            Field("persona", "one_of_register", register="personas", is_half=True),
            STATE,
        ),
    ),
)
METRIC = (
    Section(
        "",
        (
            Field("name", "line"),
            Field("unit", "line", is_half=True),
            Field("is_less_better", "flag", is_half=True),
            Field("baseline", "number", is_half=True),
            Field("baseline_measured", "date", is_half=True),
            Field("actual", "number", is_half=True),
            Field("measured", "date", is_half=True),
            Field("target", "number", is_half=True),
            Field("target_due", "date", is_half=True),
            Field("source", "line"),
            Field("is_business_goal", "flag"),
            Field("origin", "origin", is_shared=False),
            Field("readings", "readings", is_shared=False),
        ),
    ),
)
PASSAGE = (Section("", (Field("text", "text", is_shared=False), SPAN)),)
PICTURE = (
    Section(
        "",
        (
            Field("image", "image", is_shared=False),
            Field("caption", "text", is_shared=False),
            SPAN,
        ),
    ),
)
# What things of different kinds have in common: shown where all of them have it.
MIXTURE = (Section("", (Field("personas", "register", register="personas"), SPAN)),)
