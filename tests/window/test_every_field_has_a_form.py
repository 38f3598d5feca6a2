"""Every field a map can hold is shown by a form, or is known to be shown elsewhere."""

from typing import get_args

import pytest

from model.cards import Card, CellItem
from model.evidence import Evidence
from model.journey import Channel, JourneyMap, Link, MapCard, Phase, Scope, Step
from model.lanes import CardsLane, FeelingsLane, ImagesLane, MetricsLane, TextLane
from model.people import CompanyProfile, Persona
from model.sheet_settings import SheetSettings
from model.views import SavedView
from model.voting import VotingRound
from widgets.inspector.field_table import FORMS

OWNERS = {
    **{kind.__name__.lower(): kind for kind in get_args(CellItem)},
    "phase": Phase,
    "step": Step,
    "cards_lane": CardsLane,
    "feelings_lane": FeelingsLane,
    "metrics_lane": MetricsLane,
    "text_lane": TextLane,
    "images_lane": ImagesLane,
    "link": Link,
    "map": JourneyMap,
    "persona": Persona,
    "icp": CompanyProfile,
    "evidence": Evidence,
    "view": SavedView,
    "round": VotingRound,
    "channel": Channel,
}
# Fields that no form shows, and where they are shown instead.
ELSEWHERE = {
    "*.id": "made by the program; nobody reads it",
    "*.cells": "the canvas and the outline",
    "phase.steps": "the canvas and the outline",
    "feeling.card": "the canvas: the dot stands at its card",
    "card.action": "its fields, below",
    "link.source": "the canvas: the line is drawn between cards",
    "link.target": "the canvas: the line is drawn between cards",
    "map.phases": "the canvas and the outline",
    "map.lanes": "the canvas and the outline",
    "map.links": "the canvas and the outline",
    "map.photos": "nothing yet: photos of the wall come with digitising it",
    "map.dismissals": "the panel of insights",
    "map.versions": "the panel of versions",
    "map.images": "wherever the picture stands",
    "map.about": "its fields, below",
    "map.sheet": "its fields, below",
    "about.created": "the program writes it",
    "about.modified": "the program writes it",
    "about.set_aside": "the panel of the eight steps",
    "about.scope": "its fields, below",
    "step.next": "the canvas: branches and loops",
    "*.kind": "chosen when it is made",
}


def shown(form):
    return {field.path for section in FORMS[form] for field in section.fields}


def missing(form, kind, prefix=""):
    """Return the fields of ``kind`` that neither a form nor another place shows."""
    paths = shown(form)
    for name in kind.model_fields:
        path = f"{prefix}{name}"
        owner = prefix.rstrip(".").rpartition(".")[2] or form
        known = {f"{owner}.{name}", f"*.{name}"}
        if path not in paths and known.isdisjoint(ELSEWHERE):
            yield f"{form}: {path}"


@pytest.mark.parametrize("form", OWNERS)
def test_every_field_of_the_model_stands_in_a_form(form):
    held = [*missing(form, OWNERS[form])]
    if form == "map":
        held += missing(form, MapCard, "about.")
        held += missing(form, Scope, "about.scope.")
        held += missing(form, SheetSettings, "sheet.")
    if form == "card":
        plan = get_args(Card.model_fields["action"].annotation)[0]
        held += missing(form, plan, "action.")
    assert not held


def test_no_exception_is_kept_for_a_field_that_is_gone():
    names = {name for kind in (*OWNERS.values(), MapCard) for name in kind.model_fields}
    assert {key.rpartition(".")[2] for key in ELSEWHERE} <= names
