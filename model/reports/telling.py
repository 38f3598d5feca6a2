"""What reports say of the parts of a map: names, days, figures and reasons in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from model.cards import ActionStatus, Card, Metric
from model.counting.placed import Placed, placed_cards
from model.counting.ranking import Ranked, ranked_opportunities, ranked_pain_points
from model.counting.threads import Threads
from model.journey import JourneyMap
from model.lanes import MetricsLane
from model.layout.coding import card_colour
from model.priorities import MatrixKind, explained
from model.reports.report import Cell, Column, text_cell
from model.texts import Texts
from model.wording import date_words, number_words, signed_words

_STATUSES: tuple[ActionStatus, ...] = ("open", "started", "done", "dropped")


class Teller:
    """Words the parts of one map.

    Attributes:
        words: In whose language it is told.
        today: ISO date.
    """

    def __init__(self, journey: JourneyMap, words: Texts, today: str) -> None:
        self.journey, self.words, self.today = journey, words, today
        self.cards = placed_cards(journey)
        self._placed = {placed.id: placed for placed in self.cards}
        self._phases = {
            phase.id: (phase.name.strip() or words("reports.phase_number", number=number), number)
            for number, phase in enumerate(journey.phases, 1)
        }
        self._steps = {
            step.id: (step.name.strip() or words("reports.step_number", number=number), number)
            for number, step in enumerate(journey.steps, 1)
        }
        self._lanes = {lane.id: lane.name for lane in journey.lanes}
        self._people = {person.id: person.name for person in journey.personas}
        self._sources = {source.id: source.title for source in journey.evidence}

    @cached_property
    def threads(self) -> Threads:
        """What leads to what."""
        return Threads(self.journey, self.cards)

    @cached_property
    def metrics(self) -> dict[str, Metric]:
        """The figures of the map by their ids."""
        return {
            item.id: item
            for lane in self.journey.lanes
            if isinstance(lane, MetricsLane)
            for items in lane.cells.values()
            for item in items
        }

    # --- cells ---------------------------------------------------------------------------------

    def columns(self, *told: tuple[str, float] | tuple[str, float, str]) -> tuple[Column, ...]:
        """Return columns of (id, share, kind): their names are words of ours."""
        return tuple(
            Column(
                id=each[0],
                name=self.words(f"reports.column.{each[0]}"),
                share=each[1],
                kind="number" if each[2:] == ("number",) else "date" if each[2:] else "text",
            )
            for each in told
        )

    def placed(self, card_id: str) -> Placed:
        """Return the card ``card_id`` with where it stands."""
        return self._placed[card_id]

    def text(self, card: Card) -> str:
        """Return what stands on a card, in one line."""
        return " ".join(card.text.split()) or self.words("reports.no_words")

    def card_cell(self, card_id: str) -> Cell:
        """Return a cell with what stands on a card."""
        return text_cell(self.text(self.placed(card_id).card))

    def cards_cell(self, ids: Iterable[str]) -> Cell:
        """Return a cell with what stands on several cards."""
        return text_cell(" · ".join(self.text(self.placed(each).card) for each in ids))

    def colour_of(self, card_id: str) -> str:
        """Return the name of the colour of a card."""
        placed = self.placed(card_id)
        return card_colour(placed.card, placed.lane)

    def phase(self, phase_id: str) -> Cell:
        """Return a cell with the name of a phase, sorted as the journey goes."""
        name, number = self._phases[phase_id]
        return Cell(name, float(number))

    def step(self, step_id: str) -> Cell:
        """Return a cell with the name of a step, sorted as the journey goes."""
        name, number = self._steps[step_id]
        return Cell(name, float(number))

    def lane(self, lane_id: str) -> str:
        """Return the name of a lane."""
        return self._lanes[lane_id]

    def people(self, ids: Iterable[str]) -> Cell:
        """Return a cell with the names of personas."""
        return text_cell(", ".join(filter(None, (self._people.get(each, "") for each in ids))))

    def sources(self, ids: Iterable[str]) -> Cell:
        """Return a cell with the titles of sources."""
        return text_cell(", ".join(filter(None, (self._sources.get(each, "") for each in ids))))

    def day(self, iso: str) -> Cell:
        """Return a cell with a day."""
        return Cell(date_words(self.words, iso), iso) if iso else Cell()

    def due(self, iso: str, *, is_overdue: bool) -> Cell:
        """Return a cell with the day something is due, and how long it is overdue."""
        if not is_overdue:
            return self.day(iso)
        late = (date.fromisoformat(self.today[:10]) - date.fromisoformat(iso[:10])).days
        said = self.words("reports.overdue", day=date_words(self.words, iso), count=late)
        return Cell(said, iso)

    def status(self, status: ActionStatus) -> Cell:
        """Return a cell with how far something is, sorted from open to dropped."""
        return Cell(self.words(f"names.action_status.{status}"), float(_STATUSES.index(status)))

    def number(self, value: float | None, *, is_signed: bool = False) -> Cell:
        """Return a cell with a number; an empty one where there is none."""
        if value is None:
            return Cell()
        said = signed_words(self.words, value) if is_signed else number_words(self.words, value)
        return Cell(said, float(value))

    def level(self, level: str | None) -> Cell:
        """Return a cell with how sure something is, least sure first."""
        if level is None:
            return Cell(self.words("reports.level.none"), 0.0)
        order = {"assumption": 1.0, "internal": 2.0, "validated": 3.0}
        return Cell(self.words(f"names.evidence_level.{level}"), order.get(level, 0.0))

    def metric(self, metric_id: str | None) -> Cell:
        """Return a cell with a figure: where it started, where it is to go, where it is."""
        metric = self.metrics.get(metric_id or "")
        return Cell() if metric is None else text_cell(self.figure(metric))

    def figure(self, metric: Metric) -> str:
        """Return a figure in words: NPS: 31 → 45, now 38."""

        def said(value: float | None) -> str:
            if value is None:
                return "–"
            unit = f" {metric.unit}" if metric.unit else ""
            return number_words(self.words, value) + unit

        name = metric.name.strip() or self.words("reports.no_words")
        figures = self.words(
            "reports.figure",
            baseline=said(metric.baseline),
            target=said(metric.target),
            actual=said(metric.actual),
        )
        return f"{name}: {figures}"

    # --- why a card has its place --------------------------------------------------------------

    @cached_property
    def pain_points(self) -> tuple[Ranked, ...]:
        """The pain points, worst first."""
        return ranked_pain_points(self.journey)

    @cached_property
    def opportunities(self) -> tuple[Ranked, ...]:
        """Opportunities, ideas and solutions, best first."""
        return ranked_opportunities(self.journey)

    def why(self, ranked: Ranked, kind: MatrixKind) -> Cell:
        """Return a cell that explains the place of a card among those of its kind."""
        return Cell(self._reasons[kind][ranked.card], -(ranked.score or 0.0))

    @cached_property
    def _reasons(self) -> Mapping[MatrixKind, Mapping[str, str]]:
        return {
            "pain_points": explained(self.pain_points, "pain_points", self.words),
            "opportunities": explained(self.opportunities, "opportunities", self.words),
        }
