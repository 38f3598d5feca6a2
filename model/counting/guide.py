"""The eight steps of mapping a journey: how far each is, read from the map itself (R002-10)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, get_args

from model.cards import ActionPlan, CardType, Metric
from model.counting.people import personas_without_evidence
from model.counting.placed import (
    Placed,
    columns_of,
    covered_columns,
    placed_cards,
    placed_feelings,
)
from model.counting.plans import has_plan
from model.counting.ranking import opportunity_score, pain_score
from model.counting.threads import Threads
from model.evidence import Evidence
from model.journey import GuideStep, JourneyMap, Phase
from model.lanes import LaneRole, MetricsLane
from model.people_shown import has_nobody

GUIDE_STEPS: tuple[GuideStep, ...] = get_args(GuideStep)
GapCode = Literal[
    "title", "purpose", "journey_type", "scenario", "scope_ends",
    "nobody", "persona_goals", "persona_evidence",
    "source", "qualitative", "quantitative", "levels",
    "touchpoints", "phase_touchpoints", "touchpoint_channel",
    "step_names", "thoughts", "feelings", "moments",
    "needs", "pain_points", "pain_ratings", "opportunities", "answers",
    "solutions", "opportunity_ratings", "plan_kinds",
    "plans", "owners", "due_days", "plan_metrics", "figures", "review",
]  # fmt: skip
# What methods give where the source does not say itself (reference 2.7).
_COUNTING_METHODS = frozenset(
    {"survey", "web_analytics", "heat_map", "sales_data", "behaviour_data", "ab_test",
     "nps_csat_ces"}
)  # fmt: skip
_TELLING_METHODS = frozenset(
    {"interview", "focus_group", "observation", "user_test", "open_survey", "support_cases",
     "social_listening", "diary", "workshop"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gap:
    """What a step of the guide still asks for: a code and where to go for it.

    ``count`` says of how many things it is missing, ``role`` in which kind of lane it would stand.
    The ids name the first of them.
    """

    code: GapCode
    count: int = 1
    role: LaneRole | None = None
    phase: str | None = None
    step: str | None = None
    card: str | None = None
    persona: str | None = None


@dataclass(frozen=True, slots=True)
class GuideProgress:
    """How far a step of the guide is: ``done`` of ``asked`` questions are answered."""

    step: GuideStep
    done: int
    asked: int
    missing: tuple[Gap, ...]
    is_set_aside: bool

    @property
    def is_done(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def progress(journey: JourneyMap) -> tuple[GuideProgress, ...]:
    """Return how far each of the eight steps is, in their order.

    A question is asked once it makes sense: a rating of pain points once there are some.
    """
    read = _Reading(journey)
    made = []
    for name in GUIDE_STEPS:
        answers = tuple(_QUESTIONS[name](read))
        missing = tuple(gap for gap in answers if gap is not None)
        made.append(
            GuideProgress(
                name,
                len(answers) - len(missing),
                len(answers),
                missing,
                name in journey.about.set_aside,
            )
        )
    return tuple(made)


Answers = Iterable[Gap | None]


@dataclass(frozen=True)
class _Reading:
    """What the questions look at, read from the map once."""

    journey: JourneyMap
    cards: tuple[Placed, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "cards", placed_cards(self.journey))

    def of(self, *kinds: CardType) -> list[Placed]:
        return [placed for placed in self.cards if placed.kind in kinds]

    @cached_property
    def pains(self) -> list[Placed]:
        return [placed for placed in self.cards if placed.is_pain_point]

    @cached_property
    def opportunities(self) -> list[Placed]:
        return [placed for placed in self.cards if placed.is_opportunity]

    @cached_property
    def plans(self) -> list[Placed]:
        """The plans that are to be carried out or were."""
        return [placed for placed in self.cards if has_plan(placed) and not _is_dropped(placed)]

    def phases_outside(self, columns: frozenset[int]) -> list[Phase]:
        reached = {
            phase.id
            for column, (phase, _) in enumerate(columns_of(self.journey))
            if column in columns
        }
        return [phase for phase in self.journey.phases if phase.id not in reached]


def _is_dropped(placed: Placed) -> bool:
    return _plan_of(placed).status == "dropped"


def _plan_of(placed: Placed) -> ActionPlan:
    return placed.card.action or ActionPlan()


def _scope(read: _Reading) -> Answers:
    about = read.journey.about
    yield _unless(about.title.strip(), Gap("title"))
    yield _unless(about.purpose.strip(), Gap("purpose"))
    yield _unless(about.journey_type.strip(), Gap("journey_type"))
    yield _unless(about.scenario.strip(), Gap("scenario"))
    if about.scope.kind == "part":
        has_ends = about.scope.start.strip() and about.scope.end.strip()
        yield _unless(has_ends, Gap("scope_ends"))


def _personas(read: _Reading) -> Answers:
    yield Gap("nobody") if has_nobody(read.journey) else None
    personas = read.journey.personas
    if personas:
        bare = [each.id for each in personas if not (each.goals or each.needs or each.challenges)]
        yield _of_personas("persona_goals", bare)
        yield _of_personas("persona_evidence", personas_without_evidence(read.journey))


def _of_personas(code: GapCode, ids: Iterable[str]) -> Gap | None:
    held = tuple(ids)
    return Gap(code, len(held), persona=held[0]) if held else None


def _data(read: _Reading) -> Answers:
    sources = read.journey.evidence
    yield _unless(sources, Gap("source"))
    if sources:
        kinds = {kind_of_source(source) for source in sources}
        yield _unless("qualitative" in kinds, Gap("qualitative"))
        yield _unless("quantitative" in kinds, Gap("quantitative"))
    claims = [placed for placed in read.cards if placed.is_claim]
    if claims:
        yield _of_cards("levels", [each for each in claims if each.card.evidence_level is None])


def kind_of_source(source: Evidence) -> Literal["qualitative", "quantitative"] | None:
    """Return what a source is: as it says itself, else by its method; None if neither tells."""
    if source.kind is not None:
        return source.kind
    if source.method in _COUNTING_METHODS:
        return "quantitative"
    return "qualitative" if source.method in _TELLING_METHODS else None


def _touchpoints(read: _Reading) -> Answers:
    met = [placed for placed in read.cards if placed.is_touchpoint]
    yield _unless(met, Gap("touchpoints", role="touchpoints"))
    if met:
        bare = read.phases_outside(covered_columns(met))
        yield _of_phases("phase_touchpoints", bare, "touchpoints")
        yield _of_cards("touchpoint_channel", [each for each in met if not each.card.channels])


def _visualise(read: _Reading) -> Answers:
    phases = read.journey.phases
    nameless = [
        step.id
        for phase in phases
        if len(phase.steps) > 1 or not phase.name.strip()
        for step in phase.steps
        if not step.name.strip()
    ]
    yield Gap("step_names", len(nameless), step=nameless[0]) if nameless else None
    yield _unless(read.of("thought", "quote", "sees"), Gap("thoughts", role="thinks"))
    felt = frozenset(at.column for at in placed_feelings(read.journey))
    yield _of_phases("feelings", read.phases_outside(felt), "feels")
    has_moment = any(step.is_moment_of_truth for step in read.journey.steps) or any(
        placed.is_starred for placed in read.cards
    )
    yield _unless(has_moment, Gap("moments"))


def _needs(read: _Reading) -> Answers:
    yield _unless(read.of("need", "wish", "expectation"), Gap("needs", role="needs"))
    pains = read.pains
    yield _unless(pains, Gap("pain_points", role="pain_points"))
    yield _unless(read.opportunities, Gap("opportunities", role="opportunities"))
    if pains:
        yield _of_cards("pain_ratings", [p for p in pains if pain_score(p.card) is None])
    if pains and read.opportunities:
        answered = Threads(read.journey, read.cards).answered()
        yield _of_cards("answers", [placed for placed in pains if placed.id not in answered])


def _solutions(read: _Reading) -> Answers:
    yield _unless(read.plans, Gap("solutions", role="solutions"))
    weighed = [placed for placed in read.opportunities if not _is_dropped(placed)]
    if weighed:
        bare = [each for each in weighed if opportunity_score(each.card) is None]
        yield _of_cards("opportunity_ratings", bare)
    if read.plans:
        yield _of_cards("plan_kinds", [p for p in read.plans if _plan_of(p).kind is None])


def _measure(read: _Reading) -> Answers:
    plans = read.plans
    yield _unless(plans, Gap("plans", role="solutions"))
    if plans:
        yield _of_cards("owners", [p for p in plans if not _plan_of(p).owner.strip()])
        yield _of_cards("due_days", [p for p in plans if not _has_day(_plan_of(p))])
        yield _of_cards("plan_metrics", [p for p in plans if _plan_of(p).metric is None])
    yield _unless(any(map(_is_measured, _metrics(read.journey))), Gap("figures", role="metrics"))
    yield _unless(read.journey.about.review, Gap("review"))


def _has_day(plan: ActionPlan) -> bool:
    return bool(plan.due or plan.completed) or plan.status == "done"


def _metrics(journey: JourneyMap) -> Iterable[Metric]:
    for lane in journey.lanes:
        if isinstance(lane, MetricsLane):
            for held in lane.cells.values():
                yield from held


def _is_measured(metric: Metric) -> bool:
    return metric.target is not None and (metric.baseline, metric.actual) != (None, None)


_QUESTIONS: Mapping[GuideStep, Callable[[_Reading], Answers]] = {
    "scope": _scope,
    "personas": _personas,
    "data": _data,
    "touchpoints": _touchpoints,
    "visualise": _visualise,
    "needs": _needs,
    "solutions": _solutions,
    "measure": _measure,
}


def _unless(is_there: object, gap: Gap) -> Gap | None:
    return None if is_there else gap


def _of_cards(code: GapCode, cards: list[Placed]) -> Gap | None:
    if not cards:
        return None
    first = cards[0]
    return Gap(code, len(cards), phase=first.phase.id, step=first.step.id, card=first.id)


def _of_phases(code: GapCode, phases: list[Phase], role: LaneRole) -> Gap | None:
    if not phases:
        return None
    first = phases[0]
    return Gap(code, len(phases), role, phase=first.id, step=first.steps[0].id)
