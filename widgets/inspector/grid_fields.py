"""Fields of the grid: phases, steps and lanes."""

from __future__ import annotations

from typing import get_args

from model.cards import CardType, StepMarker
from model.lanes import FeelingsStyle, LaneRole
from widgets.inspector.common_fields import COLOUR, ICON, VISIBILITY, choice
from widgets.inspector.field import Field, Section

PHASE = (
    Section(
        "",
        (
            Field("name", "line", is_shared=False),
            Field("duration", "line", offers="durations"),
            Field("definition", "text"),
            COLOUR,
        ),
    ),
    Section(
        "story",
        (
            Field("situation", "text"),
            Field("our_task", "text"),
            Field("example", "text"),
            Field("channels", "lines", offers="channels"),
            Field("questions", "lines"),
            Field("idea_prompts", "lines"),
        ),
        is_open=True,
    ),
    Section("more", VISIBILITY),
)
STEP = (
    Section(
        "",
        (
            Field("name", "line", is_shared=False),
            Field("duration", "line", is_half=True, offers="durations"),
            Field("wait", "line", is_half=True, offers="durations"),
            Field("is_moment_of_truth", "flag"),
            Field("friction", "rating", is_half=True),
            Field("memorability", "rating", is_half=True),
            Field("drop_off", "number", is_half=True, low=0, high=100, decimals=1),
            Field("stuck", "number", is_half=True, low=0, high=100, decimals=1),
            Field("markers", "marks", get_args(StepMarker), "step_marker"),
        ),
    ),
    Section(
        "ways",
        (
            Field("is_optional", "flag", is_half=True),
            Field("is_decision", "flag", is_half=True),
            Field("next", "steps", register="steps"),
        ),
        is_open=True,
    ),
    Section(
        "more",
        (Field("width", "number", is_half=True, low=20, high=5000, decimals=1),),
    ),
)
_LANE_HEAD = (
    Field("name", "line", is_shared=False),
    Field("kind", "fact", names="lane_kind"),
    choice("role", "lane_role", LaneRole),
    Field("hint", "text"),
    COLOUR,
)
_LANE_MORE = Section(
    "more",
    (
        *VISIBILITY,
        Field("is_locked", "flag", is_half=True),
        Field("height", "number", is_half=True, low=5, high=5000, decimals=1),
        ICON,
        Field("personas", "register", register="personas"),
    ),
    is_open=True,
)
LANE = (Section("", _LANE_HEAD), _LANE_MORE)
CARDS_LANE = (
    Section(
        "",
        (
            *_LANE_HEAD,
            choice("card_type", "card_type", CardType, is_optional=False),
            Field("is_channel_matrix", "flag"),
        ),
    ),
    _LANE_MORE,
)
FEELINGS_LANE = (
    Section(
        "",
        (
            *_LANE_HEAD,
            choice("style", "feelings_style", FeelingsStyle, is_optional=False),
            Field("levels", "levels"),
        ),
    ),
    _LANE_MORE,
)
