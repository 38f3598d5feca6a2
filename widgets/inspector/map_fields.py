"""Fields of the map itself: what it is about, its registers and its sheet."""

from __future__ import annotations

from model.cards import JourneyState
from model.sheet_settings import SheetTheme
from widgets.inspector.common_fields import choice
from widgets.inspector.field import Field, Section


def _mm(path: str, low: float = 1, high: float = 2000) -> Field:
    return Field(path, "number", is_half=True, is_optional=False, low=low, high=high, decimals=1)


def _pt(path: str) -> Field:
    return Field(path, "number", is_half=True, is_optional=False, low=4, high=1000, decimals=1)


MAP = (
    Section(
        "",
        (
            Field("about.title", "line"),
            Field("about.subtitle", "line"),
            Field("about.purpose", "text"),
            Field("about.segment", "line"),
            choice("about.state", "state", JourneyState, is_optional=False, is_half=True),
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
    Section("rounds", (Field("rounds", "entries", register="rounds"),)),
    Section("channels", (Field("channels", "entries", register="channels"),)),
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
            _mm("sheet.gap", low=0, high=1000),
            _mm("sheet.margin", low=0, high=1000),
            _pt("sheet.title_size_pt"),
            _pt("sheet.phase_size_pt"),
            _pt("sheet.step_size_pt"),
            _pt("sheet.lane_size_pt"),
            _pt("sheet.card_size_pt"),
            _pt("sheet.small_size_pt"),
            choice("sheet.theme", "sheet_theme", SheetTheme, is_optional=False),
            Field("sheet.is_title_shown", "flag", is_half=True),
            Field("sheet.is_legend_shown", "flag", is_half=True),
            Field("sheet.is_footer_shown", "flag", is_half=True),
            Field("sheet.are_definitions_shown", "flag", is_half=True),
            Field("sheet.are_hints_shown", "flag", is_half=True),
            Field("sheet.are_codes_shown", "flag", is_half=True),
            Field("sheet.are_links_shown", "flag", is_half=True),
            Field("sheet.is_funnel_shown", "flag", is_half=True),
        ),
    ),
)
