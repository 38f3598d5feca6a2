"""Export to OpenJourney files (``.ojf``): the documented fields, and a few of our own beside them.

Readers of the format show stages, swimlanes and nodes. What is ours (``phase``, ``role``,
``kind``, ``exactText``) lets this program read the file back, and others pass it over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from model.cards import Card, CellItem, Feeling, Metric, Passage, Picture
from model.exchange.account import Carried, left_behind
from model.exchange.foreign import Losses
from model.exchange.ojf_words import HEX_OF_COLOUR
from model.exchange.wording import metric_line
from model.journey import JourneyMap, Link, MapCard, Phase, Step
from model.lanes import CardsLane, FeelingsLane, ImagesLane, Lane, MetricsLane, TextLane
from model.people import CompanyProfile, Persona
from model.problems import Problem
from model.values import MAX_LINE, clean_line

_CUSTOMER: Final = frozenset(("name", "description", "quote"))
_LANE: Final = frozenset(("name", "role", "hint"))
CARRIED: Final[Carried] = {
    JourneyMap: frozenset(),
    MapCard: frozenset(("title", "scenario", "purpose")),
    Phase: frozenset(("name", "definition")),
    Step: frozenset(("name",)),
    CardsLane: _LANE | {"card_type"},
    FeelingsLane: _LANE,
    MetricsLane: _LANE,
    TextLane: _LANE,
    ImagesLane: _LANE,
    Card: frozenset(("text", "type", "colour", "icon", "tags", "severity", "markers", "personas")),
    Feeling: frozenset(("values", "label", "comment", "card", "persona")),
    Metric: frozenset(("name", "unit", "baseline", "target", "actual")),
    Passage: frozenset(("text",)),
    Picture: frozenset(("caption",)),
    Persona: _CUSTOMER | {"occupation"},
    CompanyProfile: _CUSTOMER,
    Link: frozenset(("source", "target", "label")),
}


def write_ojf(journey: JourneyMap) -> tuple[bytes, tuple[Problem, ...]]:
    """Return ``journey`` as the bytes of an ``.ojf`` file, and what that cannot carry.

    Each step is a stage; feelings are scores from -5 to +5 of the cards they belong to, or nodes.
    """
    losses = Losses()
    writer = _Writer(journey, losses)
    root = writer.root()
    data = json.dumps(root, ensure_ascii=False, indent=1).encode()
    return data, left_behind(journey, CARRIED, losses)


class _Writer:
    def __init__(self, journey: JourneyMap, losses: Losses) -> None:
        self._journey, self._losses = journey, losses
        self._felt = _feelings_of_cards(journey)

    def root(self) -> dict[str, Any]:
        about, personas = self._journey.about, self._journey.personas
        root = {
            "version": "1.0",
            "title": about.title,
            "persona": personas[0].name if personas else "",
            "pointOfView": about.scenario,
            "description": about.purpose,
            "personas": [_persona(persona) for persona in personas],
            "stages": list(self._stages()),
            "swimlanes": [_swimlane(lane) for lane in self._journey.lanes],
            "nodes": list(self._nodes()),
            "connections": [
                _said({"source": link.source, "target": link.target, "label": link.label})
                for link in self._journey.links
            ],
        }
        return {
            name: held
            for name, held in root.items()
            if held or name in ("stages", "swimlanes", "nodes")
        }

    def _stages(self) -> Iterator[dict[str, Any]]:
        for phase in self._journey.phases:
            is_split = len(phase.steps) > 1 or bool(phase.steps[0].name)
            for step in phase.steps:
                name = " – ".join(part for part in (phase.name, step.name) if part)
                stage = {"id": step.id, "name": name[:MAX_LINE], "description": phase.definition}
                if is_split:
                    self._losses.note("carry.steps_as_stages")
                    stage |= {"phaseId": phase.id, "phase": phase.name, "step": step.name}
                yield {key: held for key, held in stage.items() if held or key in ("name", "phase")}

    def _nodes(self) -> Iterator[dict[str, Any]]:
        for lane in self._journey.lanes:
            for step in self._journey.steps:
                for item in lane.cells.get(step.id, ()):
                    node = self._node(item)
                    if node is not None:
                        yield {"id": item.id, "stageId": step.id, "swimlaneId": lane.id} | node

    def _node(self, item: CellItem) -> dict[str, Any] | None:
        match item:
            case Card():
                return self._card(item)
            case Feeling():
                if self._felt.get(item.card or "") is item:
                    return None
                who = [item.persona] if item.persona else []
                node = {"title": item.label, "kind": "feeling", "card": item.card, "personas": who}
                return _said(node) | self._score(item) | _said({"description": item.comment})
            case Metric():
                self._losses.note("carry.metric_as_text")
                return _told(metric_line(item)) | {"purpose": "metric"}
            case Passage():
                self._losses.note("carry.passage_as_card")
                return _told(item.text)
            case Picture():
                self._losses.note("carry.picture_as_card")
                return _told(item.caption)

    def _card(self, card: Card) -> dict[str, Any]:
        node = _told(card.text) | _said(
            {
                "purpose": (card.type or "").replace("_", "-"),
                "icon": card.icon,
                "iconColor": HEX_OF_COLOUR[card.colour] if card.colour else "",
                "tags": list(card.tags),
                "personas": list(card.personas),
                "severity": self._severity(card.severity),
                "isMomentOfTruth": "moment_of_truth" in card.markers,
            }
        )
        for marker in card.markers:
            if marker != "moment_of_truth":
                self._losses.note("carry.lost_marker")
        feeling = self._felt.get(card.id)
        return node if feeling is None else node | self._score(feeling)

    def _score(self, feeling: Feeling) -> dict[str, Any]:
        if len(feeling.values) > 1:
            self._losses.note("carry.mean_of_values")
        return {"score": round(feeling.value * 2.5, 4)} | _said({"sentiment": feeling.label})

    def _severity(self, severity: int | None) -> str:
        if severity in (1, 2, 4):
            self._losses.note("carry.severity_rounded")
        return "low" if severity is None else "high" if severity > 3 else "medium"


def _feelings_of_cards(journey: JourneyMap) -> dict[str, Feeling]:
    """Return the one feeling of each card that its node can hold."""
    places = {
        item.id: step_id
        for lane in journey.lanes
        if isinstance(lane, CardsLane)
        for step_id, items in lane.cells.items()
        for item in items
    }
    found: dict[str, Feeling] = {}
    for lane in journey.lanes:
        if not isinstance(lane, FeelingsLane):
            continue
        for step_id, feelings in lane.cells.items():
            for feeling in feelings:
                is_near = feeling.card is not None and places.get(feeling.card) == step_id
                is_plain = not feeling.comment and not feeling.persona
                if is_near and feeling.card and is_plain:
                    found.setdefault(feeling.card, feeling)
    return found


def _persona(persona: Persona | CompanyProfile) -> dict[str, Any]:
    role = persona.occupation if isinstance(persona, Persona) else ""
    fields = {"description": persona.description, "role": role, "quote": persona.quote}
    return {"id": persona.id, "name": persona.name} | _said(fields)


def _swimlane(lane: Lane) -> dict[str, Any]:
    fields = {"description": lane.hint, "role": lane.role}
    kind = {} if lane.kind == "cards" else {"kind": lane.kind}
    purpose = lane.card_type if isinstance(lane, CardsLane) else "note"
    ours = {"purpose": purpose.replace("_", "-")} if purpose != "note" else {}
    return {"id": lane.id, "name": lane.name} | _said(fields) | kind | ours


def _told(text: str) -> dict[str, Any]:
    """Return a text as title and description; where they cannot hold it, whole beside them."""
    first, _, rest = text.partition("\n")
    title = clean_line(first)[:MAX_LINE]
    told = {"title": title} | _said({"description": rest})
    is_exact = "\n".join(part for part in (title, rest.strip()) if part) == text
    return told if is_exact else told | {"exactText": text}


def _said(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: held for name, held in fields.items() if held}
