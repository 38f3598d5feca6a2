"""Export to Mermaid ``journey`` diagrams, which any version of Mermaid can draw."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from model.cards import Card, CellItem, Feeling
from model.exchange.account import Carried, left_behind
from model.exchange.foreign import Losses
from model.exchange.mermaid_words import encoded
from model.exchange.wording import number_text
from model.journey import JourneyMap, MapCard, Phase, Step
from model.lanes import CardsLane, FeelingsLane, Lane
from model.people import CompanyProfile, Persona
from model.problems import Problem
from model.references import items_of
from model.texts import Texts
from model.values import clean_line

_CARRIED: Final[Carried] = {
    JourneyMap: frozenset(),
    MapCard: frozenset(("title", "purpose", "notes")),
    Phase: frozenset(("name",)),
    Step: frozenset(("name",)),
    CardsLane: frozenset(("name", "role", "card_type")),
    FeelingsLane: frozenset(("name", "role")),
    Card: frozenset(("text", "personas")),
    Feeling: frozenset(("values", "card", "persona")),
    Persona: frozenset(("name",)),
    CompanyProfile: frozenset(("name",)),
}
_NEUTRAL: Final = 3.0
_NOT_THE_CUSTOMER: Final = ("physical_evidence", "frontstage", "backstage", "support")


def write_mermaid(journey: JourneyMap) -> tuple[bytes, tuple[Problem, ...]]:
    """Return ``journey`` as the bytes of a ``.mmd`` file, and what that cannot carry.

    Phases are sections. The tasks are the cards of the lane of customer actions (where there is
    none, of the lane most feelings belong to); a step without one is a task by its own name.
    Scores are the feelings of the card, else those of the step.
    """
    losses = Losses()
    writer = _Writer(journey, losses)
    lines = list(writer.lines())
    written = {item.id: item for item in writer.written}
    for lane in journey.lanes:
        for item in items_of((lane,)):
            if isinstance(lane, FeelingsLane):
                if item.id not in written:
                    losses.note("carry.lost_feelings")
            elif lane is not writer.tasks:
                losses.note("carry.lost_lane", lane=lane.name)
    data = ("\n".join(lines) + "\n").encode("utf-8")
    return data, left_behind(journey, _CARRIED, losses, written.values())


class _Writer:
    def __init__(self, journey: JourneyMap, losses: Losses) -> None:
        self._journey, self._losses = journey, losses
        self.tasks = _lane_of_tasks(journey.lanes)
        self.written: list[CellItem] = []
        self._names = {person.id: clean_line(person.name) for person in journey.personas}
        self._felt: dict[str, list[Feeling]] = {}
        for lane in journey.lanes:
            if isinstance(lane, FeelingsLane):
                for step_id, feelings in lane.cells.items():
                    self._felt.setdefault(step_id, []).extend(feelings)

    def lines(self) -> Iterator[str]:
        about = self._journey.about
        yield "journey"
        if about.title:
            yield f"    title {encoded(about.title)}"
        if about.purpose:
            yield f"    accDescr: {encoded(about.purpose)}"
        for note in about.notes.split("\n"):
            if note.strip():
                yield f"    %% {encoded(note)}"
        texts = Texts(about.language[:2])
        for number, phase in enumerate(self._journey.phases, start=1):
            if not phase.name:
                self._losses.note("carry.phase_named")
            named = phase.name or texts("exchange.phase", number=number)
            yield f"    section {encoded(named)}"
            for step in phase.steps:
                yield from self._step(step)

    def _step(self, step: Step) -> Iterator[str]:
        cards = self.tasks.cells.get(step.id, ()) if self.tasks else ()
        told = [card for card in cards if card.text.strip()]
        for _ in range(len(cards) - len(told)):
            self._losses.note("carry.lost_empty")
        feelings = self._felt.get(step.id, [])
        if step.name and told:
            self._losses.note("carry.lost_step_names")
        for card in told:
            self.written.append(card)
            own = [feeling for feeling in feelings if feeling.card == card.id]
            yield self._task(card.text, own or feelings, card.personas)
        if not told and (step.name or feelings):
            name = step.name or next((held.label for held in feelings if held.label), "–")
            yield self._task(name, feelings, ())

    def _task(self, text: str, feelings: list[Feeling], personas: tuple[str, ...]) -> str:
        now = [feeling for feeling in feelings if feeling.state == "as_is"]
        people = dict.fromkeys((*personas, *(held.persona for held in now if held.persona)))
        actors = [
            encoded(name, "," if len(name.split()) < 5 else ", ")
            for who in people
            if (name := self._names.get(who, ""))
        ]
        self.written.extend(now)
        if not now:
            self._losses.note("carry.neutral_score")
        if len(now) > 1 or any(len(feeling.values) > 1 for feeling in now):
            self._losses.note("carry.mean_of_values")
        mean = sum(feeling.value for feeling in now) / len(now) + 3 if now else _NEUTRAL
        score = number_text(round(mean, 2))
        told = f"        {encoded(text)}: {score}"
        return f"{told}: {', '.join(actors)}" if actors else told


def _lane_of_tasks(lanes: tuple[Lane, ...]) -> CardsLane | None:
    felt = {item.card for item in items_of(lanes) if isinstance(item, Feeling)}
    cards = [lane for lane in lanes if isinstance(lane, CardsLane) and lane.cells]

    def weight(lane: CardsLane) -> tuple[bool, int, bool]:
        count = sum(item.id in felt for item in items_of((lane,)))
        return lane.role == "customer_actions", count, lane.role not in _NOT_THE_CUSTOMER

    return max(cards, key=weight, default=None)
