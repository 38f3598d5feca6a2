"""Which fields the inspector shows of what, as data: one row of these tables is one field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_args

from model.cards import (
    ActionKind,
    ActionStatus,
    CardColour,
    CardType,
    EvidenceLevel,
    JourneyState,
    Marker,
    StepMarker,
)
from model.evidence import EvidenceMethod
from model.journey import LinkKind
from model.lanes import FeelingsStyle, LaneRole
from model.people import PersonaMark
from widgets.inspector.field import Field, Section


def _choice(path: str, names: str, values: object, **more: Any) -> Field:
    return Field(path, "choice", get_args(values), names, **more)


def _mm(path: str) -> Field:
    return Field(path, "number", is_half=True, is_optional=False, low=1, high=2000, decimals=1)


def _pt(path: str) -> Field:
    return Field(path, "number", is_half=True, is_optional=False, low=4, high=1000, decimals=1)


_COLOUR = Field("colour", "colour", get_args(CardColour), "colour")
_ICON = Field("icon", "icon")
_STATE = _choice("state", "state", JourneyState, is_optional=False, is_half=True)
_EVIDENCE = (
    _choice("evidence_level", "evidence_level", EvidenceLevel),
    Field("evidence", "register", register="evidence"),
)
_SPAN = Field("span", "number", is_optional=False, is_half=True, low=1, high=1000, decimals=0)
_VISIBILITY = (
    Field("is_visible", "flag", is_half=True),
    Field("is_printed", "flag", is_half=True),
    Field("is_collapsed", "flag"),
)

_CARD = (
    Section(
        "",
        (
            Field("text", "text", is_shared=False),
            _choice("type", "card_type", CardType, none="lane_default"),
            replace(_COLOUR, none="lane_default"),
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
    Section("evidence", (*_EVIDENCE, Field("is_quote", "flag"))),
    Section(
        "action",
        (
            _choice("action.kind", "action_kind", ActionKind, is_half=True),
            _choice(
                "action.status", "action_status", ActionStatus, is_optional=False, is_half=True
            ),
            Field("action.owner", "line", is_half=True, offers="owners"),
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
            _ICON,
            _SPAN,
            Field("author", "line", is_half=True),
            Field("competitor", "line"),
            Field("as_written", "text", is_shared=False),
            Field("image", "image", is_shared=False),
        ),
    ),
)
_FEELING = (
    Section(
        "",
        (
            Field("values", "feeling"),
            Field("label", "line", is_shared=False),
            Field("comment", "text", is_shared=False),
            Field("persona", "one_of_register", register="personas", is_half=True),
            _STATE,
        ),
    ),
)
_METRIC = (
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
        ),
    ),
)
_PASSAGE = (Section("", (Field("text", "text", is_shared=False), _SPAN)),)
_PICTURE = (
    Section(
        "",
        (
            Field("image", "image", is_shared=False),
            Field("caption", "text", is_shared=False),
            _SPAN,
        ),
    ),
)
_LINK = (
    Section(
        "",
        (
            Field("label", "line"),
            _choice("kind", "link_kind", LinkKind, is_optional=False),
            Field("is_visible", "flag"),
        ),
    ),
)
_PHASE = (
    Section(
        "",
        (
            Field("name", "line", is_shared=False),
            Field("duration", "line"),
            Field("definition", "text"),
            _COLOUR,
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
    Section("more", _VISIBILITY),
)
_STEP = (
    Section(
        "",
        (
            Field("name", "line", is_shared=False),
            Field("duration", "line", is_half=True),
            Field("wait", "line", is_half=True),
            Field("is_moment_of_truth", "flag"),
            Field("friction", "rating", is_half=True),
            Field("memorability", "rating", is_half=True),
            Field("drop_off", "number", is_half=True, low=0, high=100, decimals=1),
            Field("stuck", "number", is_half=True, low=0, high=100, decimals=1),
            Field("markers", "marks", get_args(StepMarker), "step_marker"),
        ),
    ),
    Section(
        "more",
        (
            Field("is_optional", "flag", is_half=True),
            Field("is_decision", "flag", is_half=True),
            Field("width", "number", is_half=True, low=20, high=5000, decimals=1),
        ),
    ),
)
_LANE_HEAD = (
    Field("name", "line", is_shared=False),
    Field("kind", "fact", names="lane_kind"),
    _choice("role", "lane_role", LaneRole),
    Field("hint", "text"),
    _COLOUR,
)
_LANE_MORE = Section(
    "more",
    (
        *_VISIBILITY,
        Field("is_locked", "flag", is_half=True),
        Field("height", "number", is_half=True, low=5, high=5000, decimals=1),
        _ICON,
        Field("personas", "register", register="personas"),
    ),
    is_open=True,
)
_LANE = (Section("", _LANE_HEAD), _LANE_MORE)
_CARDS_LANE = (
    Section("", (*_LANE_HEAD, _choice("card_type", "card_type", CardType, is_optional=False))),
    _LANE_MORE,
)
_FEELINGS_LANE = (
    Section(
        "",
        (
            *_LANE_HEAD,
            _choice("style", "feelings_style", FeelingsStyle, is_optional=False),
            Field("levels", "levels"),
        ),
    ),
    _LANE_MORE,
)
_MAP = (
    Section(
        "",
        (
            Field("about.title", "line"),
            Field("about.subtitle", "line"),
            Field("about.purpose", "text"),
            Field("about.segment", "line"),
            _choice("about.state", "state", JourneyState, is_optional=False, is_half=True),
            Field(
                "about.basis",
                "choice",
                ("hypothesis", "research"),
                "basis",
                is_optional=False,
                is_half=True,
            ),
        ),
    ),
    Section("personas", (Field("personas", "entries", register="personas"),), is_open=True),
    Section("sources", (Field("evidence", "entries", register="evidence"),)),
    Section("views", (Field("views", "entries", register="views"),)),
    Section(
        "frame",
        (
            Field("about.scenario", "text"),
            Field("about.expectations", "text"),
            Field("about.scope.kind", "choice", ("whole", "part"), "scope", is_optional=False),
            Field("about.scope.start", "line", is_half=True),
            Field("about.scope.end", "line", is_half=True),
            Field("about.journey_type", "line"),
        ),
    ),
    Section(
        "people",
        (
            Field("about.organisation", "line"),
            Field("about.facilitator", "line"),
            Field("about.authors", "lines"),
            Field("about.participants", "lines"),
            Field("about.version_label", "line", is_half=True),
            Field("about.review", "date", is_half=True),
            Field("about.language", "choice", ("da", "en"), "language", is_optional=False),
            Field("about.notes", "text"),
        ),
    ),
    Section(
        "sheet",
        (
            _mm("sheet.note_width"),
            _mm("sheet.note_height"),
            Field(
                "sheet.notes_across",
                "number",
                is_half=True,
                is_optional=False,
                low=1,
                high=20,
                decimals=0,
            ),
            _mm("sheet.lane_title_width"),
            _pt("sheet.title_size_pt"),
            _pt("sheet.phase_size_pt"),
            _pt("sheet.step_size_pt"),
            _pt("sheet.lane_size_pt"),
            _pt("sheet.card_size_pt"),
            _pt("sheet.small_size_pt"),
            Field("sheet.is_title_shown", "flag", is_half=True),
            Field("sheet.is_legend_shown", "flag", is_half=True),
            Field("sheet.is_footer_shown", "flag", is_half=True),
            Field("sheet.are_definitions_shown", "flag", is_half=True),
            Field("sheet.are_hints_shown", "flag", is_half=True),
            Field("sheet.are_codes_shown", "flag", is_half=True),
            Field("sheet.are_links_shown", "flag", is_half=True),
        ),
    ),
)
_CUSTOMER_HEAD = (
    Field("name", "line"),
    Field("description", "text"),
    Field("quote", "text"),
    _COLOUR,
    _choice("mark", "persona_mark", PersonaMark),
    Field("initials", "line", is_half=True),
    Field("group", "line", is_half=True),
    Field("is_visible", "flag"),
)
_CUSTOMER_DRIVES = Section(
    "drives",
    (
        Field("goals", "lines"),
        Field("challenges", "lines"),
        Field("needs", "lines"),
        Field("motivation", "text"),
        Field("expectations", "text"),
        Field("preferred_channels", "lines", offers="channels"),
    ),
    is_open=True,
)
_BUYING = (
    Field("purchase_patterns", "text"),
    Field("preferred_products", "lines"),
    Field("average_order_value", "number", is_half=True),
    Field("currency", "line", is_half=True),
)
_CUSTOMER_EVIDENCE = Section(
    "evidence",
    (*_EVIDENCE, Field("validated", "date", is_half=True), Field("review", "date", is_half=True)),
)
_PERSONA = (
    Section("", _CUSTOMER_HEAD),
    _CUSTOMER_DRIVES,
    Section(
        "demography",
        (
            Field("age", "line", is_half=True),
            Field("gender_identity", "line", is_half=True),
            Field("occupation", "line"),
            Field("household", "line"),
            Field("geography", "line"),
        ),
    ),
    Section(
        "behaviour",
        (
            Field("behaviour", "text"),
            *_BUYING,
            Field("web_habits", "text"),
            Field("social_habits", "text"),
            Field("email_habits", "text"),
            Field("service_habits", "text"),
            Field("lifestyle", "text"),
            Field("interests", "lines"),
            Field("values", "lines"),
        ),
    ),
    _CUSTOMER_EVIDENCE,
)
_COMPANY = (
    Section("", _CUSTOMER_HEAD),
    _CUSTOMER_DRIVES,
    Section(
        "company",
        (
            Field("industry", "line"),
            Field("company_size", "line", is_half=True),
            Field("revenue", "line", is_half=True),
            Field("geography", "line"),
            Field("buying_centre", "lines"),
            Field("decision_process", "text"),
            Field("systems", "lines"),
            Field("contract_terms", "text"),
            *_BUYING,
        ),
    ),
    _CUSTOMER_EVIDENCE,
)

_SOURCE = (
    Section(
        "",
        (
            Field("title", "line"),
            _choice("method", "evidence_method", EvidenceMethod, is_optional=False),
            Field("kind", "choice", ("qualitative", "quantitative"), "evidence_kind"),
            Field("date", "date", is_half=True),
            Field("sample_size", "number", is_half=True, low=0, high=10**12, decimals=0),
            Field("reference", "line"),
            Field("quote", "text"),
            Field("notes", "text"),
        ),
    ),
)
# What things of different kinds have in common: shown where all of them have it.
_MIXTURE = (Section("", (Field("personas", "register", register="personas"), _SPAN)),)
_VIEW = (
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

FORMS: Mapping[str, tuple[Section, ...]] = {
    "card": _CARD,
    "feeling": _FEELING,
    "metric": _METRIC,
    "passage": _PASSAGE,
    "picture": _PICTURE,
    "mixture": _MIXTURE,
    "phase": _PHASE,
    "step": _STEP,
    "lane": _LANE,
    "cards_lane": _CARDS_LANE,
    "feelings_lane": _FEELINGS_LANE,
    "metrics_lane": _LANE,
    "text_lane": _LANE,
    "images_lane": _LANE,
    "link": _LINK,
    "map": _MAP,
    "persona": _PERSONA,
    "icp": _COMPANY,
    "evidence": _SOURCE,
    "view": _VIEW,
}
# Card types that end in someone doing something: their plan is shown open.
PLANNED_TYPES = ("opportunity", "idea", "solution", "task")
