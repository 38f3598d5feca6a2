"""The tables of a map: each card a row, and personas, feelings, actions, sources and figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

from model.cards import Card, CellItem, Feeling, Metric, Passage, Picture
from model.exchange.csv_text import Cell
from model.exchange.foreign import Losses
from model.exchange.long_form import listing
from model.exchange.map_details import detail_rows
from model.exchange.matrix import matrix_of
from model.exchange.wording import number_text
from model.journey import JourneyMap
from model.lanes import Lane
from model.problems import Word
from model.texts import Texts

TableName = Literal[
    "matrix", "cards", "feelings", "personas", "actions", "evidence", "metrics", "about", "phases",
    "steps", "lanes",
]  # fmt: skip
TABLES: Final[tuple[TableName, ...]] = (
    "matrix", "cards", "feelings", "personas", "actions", "evidence", "metrics", "about", "phases",
    "steps", "lanes",
)  # fmt: skip
CARD_COLUMNS: Final = (
    "phase", "step", "lane", "text", "type", "values", "comment", "of_card", "colour", "icon",
    "markers",
    "channels", "personas", "tags", "department", "severity", "frequency", "votes",
    "evidence_level", "evidence", "is_quote", "owner", "due", "status", "action_kind", "impact",
    "effort", "investment", "state", "unit", "baseline", "target", "actual", "measured", "source",
    "competitor", "author", "as_written", "span", "phase_no", "step_no", "lane_no",
)  # fmt: skip
_FEELING_COLUMNS: Final = (
    "phase", "step", "lane", "values", "text", "personas", "state", "comment", "of_card",
    "phase_no", "step_no",
)  # fmt: skip
_METRIC_COLUMNS: Final = (
    "phase", "step", "lane", "text", "actual", "unit", "baseline", "target", "measured", "source",
)  # fmt: skip
_ACTION_COLUMNS: Final = (
    "text", "type", "owner", "department", "due", "status", "action_kind", "impact", "effort",
    "investment", "votes", "phase", "step", "lane",
)  # fmt: skip
PERSONA_FIELDS: Final = (
    "name", "description", "quote", "group", "age", "gender_identity", "occupation", "household",
    "geography", "motivation", "goals", "challenges", "needs", "expectations",
    "preferred_channels", "behaviour", "web_habits", "social_habits", "email_habits",
    "service_habits", "lifestyle", "interests", "values", "purchase_patterns",
    "preferred_products", "average_order_value", "currency", "industry", "company_size",
    "revenue", "buying_centre", "decision_process", "systems", "contract_terms",
    "evidence_level", "validated", "review",
)  # fmt: skip
EVIDENCE_FIELDS: Final = (
    "title", "method", "kind", "date", "sample_size", "reference", "quote", "notes",
)  # fmt: skip
_ACTION_TYPES: Final = ("opportunity", "idea", "solution")

Fields = dict[str, Cell]


class MapTables:
    """Makes the tables of one map, in the words and numbers of one language."""

    def __init__(self, journey: JourneyMap, texts: Texts, losses: Losses) -> None:
        self._journey, self._texts, self._losses = journey, texts, losses
        self.has_comma = texts.language == "da"
        self._people = {person.id: person.name for person in journey.personas}
        self._cards = {
            (step_id, item.id): item.text
            for lane in journey.lanes
            for step_id, items in lane.cells.items()
            for item in items
            if isinstance(item, Card)
        }
        self._sources = {source.id: source.title for source in journey.evidence}

    def table(self, name: TableName) -> tuple[list[list[Cell]], int]:
        """Return the rows of the table called ``name``, and how many of them are heads."""
        match name:
            case "matrix":
                return matrix_of(self._journey, self._texts, self._losses, has_comma=self.has_comma)
            case "cards":
                return self._with_heads(CARD_COLUMNS, self._all_rows()), 1
            case "feelings":
                return self._with_heads(_FEELING_COLUMNS, self._rows_of(Feeling)), 1
            case "metrics":
                return self._with_heads(_METRIC_COLUMNS, self._rows_of(Metric)), 1
            case "actions":
                return self._with_heads(_ACTION_COLUMNS, self._actions()), 1
            case "personas":
                return self._register("personas", PERSONA_FIELDS), 1
            case "evidence":
                return self._register("evidence", EVIDENCE_FIELDS), 1
            case "about" | "phases" | "steps" | "lanes":
                return detail_rows(self._journey, name, self._texts), 1

    def _with_heads(self, columns: tuple[str, ...], rows: Iterator[Fields]) -> list[list[Cell]]:
        heads: list[Cell] = [self._texts(f"exchange.column.{column}") for column in columns]
        return [heads, *([row.get(column, "") for column in columns] for row in rows)]

    def _all_rows(self) -> Iterator[Fields]:
        """Yield the items in wall order, and what would vanish without one: steps and lanes."""
        told_lanes: set[str] = set()
        for place in self._places():
            is_told = False
            for number, lane in enumerate(self._journey.lanes, start=1):
                for item in lane.cells.get(str(place["step_id"]), ()):
                    is_told = True
                    told_lanes.add(lane.id)
                    yield (
                        place
                        | self._lane(number, lane)
                        | self._item(item, lane, str(place["step_id"]))
                    )
            if not is_told:
                yield place
        for number, lane in enumerate(self._journey.lanes, start=1):
            if lane.id not in told_lanes:
                yield self._lane(number, lane) | self._kind_of_empty(lane)

    def _places(self) -> Iterator[Fields]:
        for number, phase in enumerate(self._journey.phases, start=1):
            for at, step in enumerate(phase.steps, start=1):
                named: Fields = {"phase": phase.name, "step": step.name, "step_id": step.id}
                yield named | {"phase_no": number, "step_no": at}

    def _lane(self, number: int, lane: Lane) -> Fields:
        return {"lane": lane.name, "lane_no": number}

    def _kind_of_empty(self, lane: Lane) -> Fields:
        kinds = {"feelings": "feeling", "metrics": "metric", "text": "passage", "images": "picture"}
        kind = kinds.get(lane.kind)
        return {"type": self._texts(f"exchange.item.{kind}")} if kind else {}

    def _rows_of(self, kind: type[CellItem]) -> Iterator[Fields]:
        for place in self._places():
            for number, lane in enumerate(self._journey.lanes, start=1):
                for item in lane.cells.get(str(place["step_id"]), ()):
                    if isinstance(item, kind):
                        yield (
                            place
                            | self._lane(number, lane)
                            | self._item(item, lane, str(place["step_id"]))
                        )

    def _actions(self) -> Iterator[Fields]:
        for place in self._places():
            for number, lane in enumerate(self._journey.lanes, start=1):
                for item in lane.cells.get(str(place["step_id"]), ()):
                    if isinstance(item, Card) and self._is_action(item, lane):
                        yield (
                            place
                            | self._lane(number, lane)
                            | self._item(item, lane, str(place["step_id"]))
                        )

    def _is_action(self, card: Card, lane: Lane) -> bool:
        return card.action is not None or _type_of(card, lane) in _ACTION_TYPES

    def _item(self, item: CellItem, lane: Lane, step_id: str) -> Fields:
        match item:
            case Card():
                return self._card(item, lane)
            case Feeling():
                return self._feeling(item, step_id)
            case Metric():
                return self._metric(item)
            case Passage():
                return self._told("passage", item.text, item.span)
            case Picture():
                return self._told("picture", item.caption, item.span)

    def _told(self, kind: str, text: str, span: int) -> Fields:
        if not text.strip():
            self._losses.note("carry.lost_empty")
        return {"type": self._texts(f"exchange.item.{kind}"), "text": text} | _span(span)

    def _card(self, card: Card, lane: Lane) -> Fields:
        votes = (
            f"{vote.colour} {vote.round}: {vote.count}".strip() for vote in card.votes if vote.count
        )
        fields: Fields = {
            "text": card.text,
            "type": self._name("card_type", _type_of(card, lane)),
            "colour": self._name("colour", card.colour),
            "icon": card.icon or "",
            "markers": listing(tuple(self._name("marker", marker) for marker in card.markers)),
            "channels": self._list(card.channels),
            "personas": self._list(tuple(self._people.get(who, "") for who in card.personas)),
            "tags": self._list(card.tags),
            "department": card.department,
            "severity": card.severity or "",
            "frequency": card.frequency or "",
            "votes": listing(tuple(votes)),
            "evidence_level": self._name("evidence_level", card.evidence_level),
            "evidence": self._list(tuple(self._sources.get(one, "") for one in card.evidence)),
            "is_quote": self._texts("exchange.yes") if card.is_quote else "",
            "competitor": card.competitor,
            "author": card.author,
            "as_written": card.as_written,
        }
        return fields | _span(card.span) | self._action(card)

    def _action(self, card: Card) -> Fields:
        plan = card.action
        if plan is None:
            return {}
        if plan.metric:
            kind = Word("exchange.kind.cards")
            self._losses.note("carry.lost_field", field=Word("exchange.kind.metrics"), kind=kind)
        return {
            "owner": plan.owner,
            "due": plan.due,
            "status": self._name("action_status", plan.status),
            "action_kind": self._name("action_kind", plan.kind),
            "impact": plan.impact or "",
            "effort": plan.effort or "",
            "investment": plan.investment,
        }

    def _feeling(self, feeling: Feeling, step_id: str) -> Fields:
        of_card = self._cards.get((step_id, feeling.card or ""), "")
        if feeling.card and not of_card.strip():
            self._losses.note("carry.lost_nameless")
        is_one = len(feeling.values) == 1
        values = "; ".join(number_text(value, has_comma=self.has_comma) for value in feeling.values)
        who = (self._people.get(feeling.persona or "", ""),)
        return {
            "type": self._texts("exchange.item.feeling"),
            "text": feeling.label,
            "values": feeling.values[0] if is_one else values,
            "comment": feeling.comment,
            "of_card": of_card,
            "personas": self._list(who) if feeling.persona else "",
            "state": self._name("state", feeling.state) if feeling.state != "as_is" else "",
        }

    def _metric(self, metric: Metric) -> Fields:
        if metric == Metric(id=metric.id):
            self._losses.note("carry.lost_empty")
        return {
            "type": self._texts("exchange.item.metric"),
            "text": metric.name,
            "unit": metric.unit,
            "baseline": "" if metric.baseline is None else metric.baseline,
            "target": "" if metric.target is None else metric.target,
            "actual": "" if metric.actual is None else metric.actual,
            "measured": metric.measured,
            "source": metric.source,
        }

    def _register(self, register: str, fields: tuple[str, ...]) -> list[list[Cell]]:
        entries = getattr(self._journey, register)
        used = [
            name
            for name in fields
            if name == fields[0] or any(getattr(entry, name, None) for entry in entries)
        ]
        heads: list[Cell] = [self._head(register, name) for name in used]
        return [heads, *([self._cell(entry, name) for name in used] for entry in entries)]

    def _head(self, register: str, name: str) -> str:
        keys = (f"exchange.{register}.{name}", f"window.field.{name}", f"exchange.column.{name}")
        return next((self._texts(key) for key in keys if self._texts.has(key)), name)

    def _cell(self, entry: object, name: str) -> Cell:
        held: Any = getattr(entry, name, None)
        areas: Mapping[str, str] = {
            "evidence_level": "evidence_level", "method": "evidence_method",
            "kind": "evidence_kind",
        }  # fmt: skip
        if isinstance(held, tuple):
            return self._list(held)
        if isinstance(held, str):
            return self._name(areas[name], held) if name in areas else held
        return held if isinstance(held, int | float) else ""

    def _list(self, words: tuple[str, ...]) -> str:
        named = tuple(dict.fromkeys(word for word in words if word.strip()))
        for _ in range(len(words) - len(named)):
            self._losses.note("carry.lost_nameless")
        return listing(named)

    def _name(self, area: str, value: str | None) -> str:
        return self._texts(f"names.{area}.{value}") if value else ""


def _type_of(card: Card, lane: Lane) -> str:
    return card.type or (lane.card_type if lane.kind == "cards" else "note")


def _span(span: int) -> Fields:
    return {"span": span} if span > 1 else {}
