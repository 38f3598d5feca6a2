"""The vocabularies of a map: every enumerated value and the key of the word people read for it.

The words stand in ``resources/texts/<language>/names.json`` as ``<vocabulary>.<value>``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
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
from model.dismissals import InsightKind
from model.evidence import Evidence, EvidenceMethod
from model.journey import GuideStep, LinkKind, MapCard, Scope
from model.lanes import FeelingsStyle, LaneKind, LaneRole
from model.people import CompanyProfile, Persona, PersonaMark
from model.sheet_settings import SheetSettings
from model.texts import LANGUAGES, Texts
from model.values import Value
from model.views import SavedView

FEELING_LEVELS = (-2, -1, 0, 1, 2)


def _choices(owner: type[Value], field: str) -> tuple[str, ...]:
    annotation: Any = owner.model_fields[field].annotation
    options = [part for part in get_args(annotation) if part is not type(None)]
    return tuple(value for part in options for value in (get_args(part) or (part,)))


VOCABULARIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "card_type": get_args(CardType),
        "marker": get_args(Marker),
        "step_marker": get_args(StepMarker),
        "lane_role": get_args(LaneRole),
        "lane_kind": get_args(LaneKind),
        "feelings_style": get_args(FeelingsStyle),
        "colour": get_args(CardColour),
        "evidence_level": get_args(EvidenceLevel),
        "evidence_method": get_args(EvidenceMethod),
        "evidence_kind": _choices(Evidence, "kind"),
        "action_kind": get_args(ActionKind),
        "action_status": get_args(ActionStatus),
        "state": get_args(JourneyState),
        "basis": _choices(MapCard, "basis"),
        "feeling": tuple(str(level) for level in FEELING_LEVELS),
        "scope": _choices(Scope, "kind"),
        "customer_kind": (*_choices(Persona, "kind"), *_choices(CompanyProfile, "kind")),
        "persona_mark": get_args(PersonaMark),
        "link_kind": get_args(LinkKind),
        "insight": get_args(InsightKind),
        "guide_step": get_args(GuideStep),
        "sheet_theme": _choices(SheetSettings, "theme"),
        "view_others": _choices(SavedView, "others"),
        "language": LANGUAGES,
    }
)


def name_of(texts: Texts, vocabulary: str, value: str | int) -> str:
    """Return the word for ``value`` of ``vocabulary``, e.g. ``"card_type"``, ``"pain_point"``.

    Raises:
        KeyError: If there is no such vocabulary or value.
    """
    return texts(f"names.{vocabulary}.{value}")


def names_of(texts: Texts, vocabulary: str) -> dict[str, str]:
    """Return the words of ``vocabulary`` by value, in the model's order: what a menu offers.

    Raises:
        KeyError: If there is no such vocabulary.
    """
    return {value: name_of(texts, vocabulary, value) for value in VOCABULARIES[vocabulary]}


def feeling_levels(texts: Texts) -> tuple[str, ...]:
    """Return the words for -2, -1, 0, +1 and +2, as `FeelingsLane.levels` wants them."""
    return tuple(name_of(texts, "feeling", level) for level in FEELING_LEVELS)
