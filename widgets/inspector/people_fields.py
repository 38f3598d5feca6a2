"""Fields of personas and of ideal customer profiles."""

from __future__ import annotations

from dataclasses import replace

from model.people import PersonaMark
from widgets.inspector.common_fields import COLOUR, EVIDENCE, ICON, choice
from widgets.inspector.field import Field, Section

_CUSTOMER_HEAD = (
    Field("name", "line"),
    Field("description", "text"),
    Field("quote", "text"),
    replace(COLOUR, none="by_place"),
    choice("mark", "persona_mark", PersonaMark, none="by_place"),
    Field("initials", "line", is_half=True),
    Field("group", "line", is_half=True),
    Field("is_visible", "flag"),
    Field("image", "image"),
    ICON,
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
    (*EVIDENCE, Field("validated", "date", is_half=True), Field("review", "date", is_half=True)),
)
PERSONA = (
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
COMPANY = (
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
