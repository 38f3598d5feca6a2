"""A map in the making, put together from a table: columns, rows, and what stands in the cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from model.cards import Card, CardType, CellItem, Feeling, Metric, Passage, Picture
from model.evidence import Evidence
from model.exchange.foreign import Losses
from model.exchange.ojf_words import CARD_TYPE_OF_ROLE, role_of_name
from model.exchange.vocabulary import role_called
from model.journey import JourneyMap, MapCard, Phase, Step
from model.lanes import CardsLane, FeelingsLane, ImagesLane, Lane, LaneRole, MetricsLane, TextLane
from model.people import Customer, Persona
from model.problems import FileProblem
from model.values import MAX_LINE, MAX_TEXT, clean_line

MAX_STEPS: Final = 500
MAX_LANES: Final = 500
MAX_ITEMS: Final = 20_000

LaneClass = type[CardsLane | FeelingsLane | MetricsLane | TextLane | ImagesLane]
LANE_OF_ITEM: Final[dict[type[CellItem], LaneClass]] = {
    Card: CardsLane,
    Feeling: FeelingsLane,
    Metric: MetricsLane,
    Passage: TextLane,
    Picture: ImagesLane,
}


@dataclass
class DraftLane:
    """A row: what stands in it, by step id."""

    name: str
    kind: type[CellItem] | None = None
    cells: dict[str, list[CellItem]] = field(default_factory=dict)


class Draft:
    """Phases, steps and lanes in their order; everything is cut to what a map can hold."""

    def __init__(self, name: str, losses: Losses) -> None:
        self._name, self.losses = name, losses
        self.phases: list[tuple[str, list[str]]] = []
        self.lanes: list[DraftLane] = []
        self.personas: dict[str, Customer] = {}
        self.sources: dict[str, Evidence] = {}
        self._step_names: list[str] = []
        self._count = 0

    def add_phase(self, name: str) -> None:
        """Begin a phase."""
        self.phases.append((self.line(name), []))

    def add_step(self, name: str) -> str:
        """Add a step to the last phase; return its id."""
        if not self.phases:
            self.add_phase("")
        if len(self._step_names) >= MAX_STEPS:
            raise FileProblem("table.too_wide", file=self._name, limit=MAX_STEPS)
        self._step_names.append(self.line(name))
        step_id = f"s{len(self._step_names)}"
        self.phases[-1][1].append(step_id)
        return step_id

    def add_lane(self, name: str) -> DraftLane:
        """Add a row."""
        if len(self.lanes) >= MAX_LANES:
            raise FileProblem("table.too_high", file=self._name, limit=MAX_LANES)
        self.lanes.append(DraftLane(self.line(name)))
        return self.lanes[-1]

    def new_id(self) -> str:
        """Return an id for an item; the same file gets the same ids each time."""
        self._count += 1
        if self._count > MAX_ITEMS:
            raise FileProblem("table.too_full", file=self._name, limit=MAX_ITEMS)
        return f"i{self._count}"

    def persona(self, name: str) -> str:
        """Return the id of the persona of that name, which is made if need be."""
        known = self.line(name)
        if known not in self.personas:
            self.personas[known] = Persona(id=f"a{len(self.personas) + 1}", name=known)
        return self.personas[known].id

    def source(self, title: str) -> str:
        """Return the id of the source of that title, which is made if need be."""
        known = self.line(title)
        if known not in self.sources:
            self.sources[known] = Evidence(id=f"e{len(self.sources) + 1}", title=known)
        return self.sources[known].id

    def line(self, text: str) -> str:
        """Return ``text`` as one line that a map can hold; cut, and noted, if it is longer."""
        return self._cut(clean_line(text), MAX_LINE)

    def text(self, text: str) -> str:
        """Return ``text`` cut, and noted, to what a map can hold."""
        return self._cut(text, MAX_TEXT)

    def journey(self, map_id: str, about: MapCard) -> JourneyMap:
        """Return the map."""
        names = iter(self._step_names)
        phases: list[Phase] = []
        for number, (name, step_ids) in enumerate(self.phases, start=1):
            steps = tuple(Step(id=step_id, name=next(names)) for step_id in step_ids)
            steps = steps or (Step(id=f"e{number}"),)
            phases.append(Phase(id=f"p{number}", name=name, steps=steps))
        self._end_spans()
        lanes = [
            made for at, lane in enumerate(self.lanes, start=1) for made in _lanes(f"l{at}", lane)
        ]
        whole = phases or [Phase(id="p1", steps=(Step(id="e1"),))]
        return JourneyMap(
            id=map_id,
            about=about,
            personas=tuple(self.personas.values()),
            evidence=tuple(self.sources.values()),
            phases=tuple(whole),
            lanes=tuple(lanes),
        )

    def _end_spans(self) -> None:
        """Let no item reach beyond the last step."""
        places = {f"s{at}": at for at in range(1, len(self._step_names) + 1)}
        for lane in self.lanes:
            for step_id, items in lane.cells.items():
                room = len(places) - places[step_id] + 1
                lane.cells[step_id] = [
                    item.model_copy(update={"span": room})
                    if isinstance(item, Card | Passage | Picture) and item.span > room
                    else item
                    for item in items
                ]

    def _cut(self, text: str, limit: int) -> str:
        if len(text) <= limit:
            return text
        self.losses.note("ojf.text_cut")
        return text[: limit - 1] + "…"


def role_and_type(name: str) -> tuple[LaneRole | None, CardType]:
    """Return what a lane of that name most likely means, and the type of its cards."""
    role = role_called(name) or role_of_name(name)
    return role, CARD_TYPE_OF_ROLE.get(role, "note") if role else "note"


def _lanes(lane_id: str, draft: DraftLane) -> list[Lane]:
    """Return a lane for each kind of item in ``draft``: mostly one."""
    role, card_type = role_and_type(draft.name)
    kinds = dict.fromkeys(type(item) for items in draft.cells.values() for item in items)
    made: list[Lane] = []
    for place, kind in enumerate(kinds or {draft.kind or Card: None}):
        cells = {
            step_id: tuple(item for item in items if type(item) is kind)
            for step_id, items in draft.cells.items()
        }
        named = {"id": lane_id if place == 0 else f"{lane_id}-{place}", "name": draft.name}
        if kind is Card:
            made.append(_cards_lane(named, role, card_type, cells))
        else:
            made.append(LANE_OF_ITEM[kind](**named, role=role, cells=cells))
    return made


def _cards_lane(
    named: dict[str, str],
    role: LaneRole | None,
    card_type: CardType,
    cells: dict[str, tuple[CellItem, ...]],
) -> CardsLane:
    """Return a lane whose type is that of its cards, where they agree."""
    types: set[CardType | None] = {
        item.type for items in cells.values() for item in items if isinstance(item, Card)
    }
    if len(types) == 1:
        card_type = types.pop() or card_type
    plain: dict[str, tuple[Card, ...]] = {
        step_id: tuple(
            item.model_copy(update={"type": None}) if item.type == card_type else item
            for item in items
            if isinstance(item, Card)
        )
        for step_id, items in cells.items()
    }
    return CardsLane(**named, role=role, card_type=card_type, cells=plain)
