"""The action list: who does what by when, for which opportunity and against which pain point."""

from __future__ import annotations

from dataclasses import dataclass

from model.cards import ActionKind, ActionPlan, ActionStatus
from model.counting.placed import Placed, placed_cards
from model.counting.threads import Threads
from model.journey import JourneyMap

_CLOSED = frozenset({"done", "dropped"})
_NO_PLAN = ActionPlan()


@dataclass(frozen=True, slots=True)
class Plan:
    """A row of the action list: ids of the card, where it stands and what it comes from.

    ``opportunities`` are those that lead to the card, not the card itself; ``pain_points`` those
    that any of them answer. ``department`` is the card's own. Dates are ISO, "" where unknown.
    """

    card: str
    lane: str
    step: str
    phase: str
    opportunities: tuple[str, ...]
    pain_points: tuple[str, ...]
    kind: ActionKind | None
    owner: str
    department: str
    due: str
    status: ActionStatus
    metric: str | None
    impact: int | None
    effort: int | None
    investment: str
    completed: str
    outcome: str
    is_overdue: bool

    @property
    def is_closed(self) -> bool:
        """Whether nothing is left to do: done or dropped."""
        return self.status in _CLOSED

    @property
    def by_due(self) -> tuple[bool, str]:
        """What the list is sorted by: what is open first, by day; undated after dated."""
        return self.is_closed, self.due or "9999-99-99"


def plans(journey: JourneyMap, today: str) -> tuple[Plan, ...]:
    """Return the action list: open ones by day, then closed ones; ties in the wall's order.

    A row is a card that has a plan with anything in it, or that is a solution.

    Args:
        journey: The map.
        today: ISO date; what was due before it and is still open is overdue.
    """
    cards = placed_cards(journey)
    threads = Threads(journey, cards)
    rows = (_plan(placed, threads, today) for placed in cards if has_plan(placed))
    return tuple(sorted(rows, key=lambda plan: plan.by_due))


def has_plan(placed: Placed) -> bool:
    """Tell whether a card belongs on the action list."""
    plan = placed.card.action
    return placed.kind == "solution" or (plan is not None and plan != _NO_PLAN)


def is_overdue(plan: ActionPlan, today: str) -> bool:
    """Tell whether a plan should have been done before ``today`` and is still open."""
    return bool(plan.due) and plan.due < today and plan.status not in _CLOSED


def _plan(placed: Placed, threads: Threads, today: str) -> Plan:
    action = placed.card.action or _NO_PLAN
    behind = threads.behind(placed.id)
    return Plan(
        card=placed.id,
        lane=placed.lane.id,
        step=placed.step.id,
        phase=placed.phase.id,
        opportunities=tuple(each.id for each in behind if each.is_opportunity),
        pain_points=tuple(each.id for each in behind if each.is_pain_point),
        kind=action.kind,
        owner=action.owner,
        department=placed.card.department,
        due=action.due,
        status=action.status,
        metric=action.metric,
        impact=action.impact,
        effort=action.effort,
        investment=action.investment,
        completed=action.completed,
        outcome=action.outcome,
        is_overdue=is_overdue(action, today),
    )
