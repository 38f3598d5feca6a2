"""How it feels in two maps: two curves over the same steps, and how far they are apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from model.cards import Feeling, JourneyState
from model.comparing.matching import Matching
from model.journey import JourneyMap
from model.merging.order import merged_order

# The persona by its id in the map before, "" for nobody, and the state of the map.
_Whose = tuple[str, JourneyState]


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """How it feels at a step in two maps, from -2 to +2; None where nobody said.

    Attributes:
        before_step, after_step: Its ids in the two maps, "" where it is not.
        before, after: The median of all values there.
    """

    before_step: str
    after_step: str
    before: float | None
    after: float | None

    @property
    def delta(self) -> float | None:
        """How much better it feels; None unless both are known."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Curve:
    """The feelings of one persona in two maps.

    Attributes:
        before_persona, after_persona: The persona's ids, "" for nobody or where it is not.
        before_state, after_state: The states; they differ where a map of today is compared with
            one of tomorrow. None where one map has no such curve.
        points: One for each step of either map, in order.
    """

    before_persona: str
    after_persona: str
    before_state: JourneyState | None
    after_state: JourneyState | None
    points: tuple[CurvePoint, ...]

    @property
    def is_changed(self) -> bool:
        """Whether a value is another in the two maps."""
        return any(point.before != point.after for point in self.points)


def curves(before: JourneyMap, after: JourneyMap, found: Matching) -> tuple[Curve, ...]:
    """Return the curves of both maps, a pair for each persona and state.

    Of a persona with one curve in each map the two are a pair, whatever their states.
    """
    held, new = _values(before), _values(after)
    back = found.before_of["personas"]
    by_name = {(back.get(who, f"+{who}") if who else "", state): (who, state) for who, state in new}
    steps = _steps(before, after, found)
    made: list[Curve] = []
    for one, other in _pairs(list(held), list(by_name)):
        ours = held[one] if one else {}
        whose = by_name[other] if other else None
        theirs = new[whose] if whose else {}
        points = tuple(CurvePoint(was, now, ours.get(was), theirs.get(now)) for was, now in steps)
        made.append(
            Curve(
                one[0] if one else "",
                whose[0] if whose else "",
                one[1] if one else None,
                whose[1] if whose else None,
                points,
            )
        )
    return tuple(made)


def _pairs(
    before: list[_Whose], after: list[_Whose]
) -> Iterator[tuple[_Whose | None, _Whose | None]]:
    left = [one for one in after if one not in before]
    for one in before:
        if one in after:
            yield one, one
            continue
        others = [other for other in left if other[0] == one[0]]
        is_alone = sum(1 for other in before if other[0] == one[0]) == 1
        if len(others) == 1 and is_alone:
            left.remove(others[0])
            yield one, others[0]
        else:
            yield one, None
    for other in left:
        yield None, other


def _values(journey: JourneyMap) -> dict[_Whose, dict[str, float]]:
    """Return the median of all feelings at each step, by whose they are."""
    said: dict[_Whose, dict[str, list[float]]] = {}
    for lane in journey.lanes:
        for step_id, items in lane.cells.items():
            for item in items:
                if isinstance(item, Feeling):
                    steps = said.setdefault((item.persona or "", item.state), {})
                    steps.setdefault(step_id, []).extend(item.values)
    return {
        whose: {step_id: median(values) for step_id, values in steps.items()}
        for whose, steps in said.items()
    }


def _steps(before: JourneyMap, after: JourneyMap, found: Matching) -> list[tuple[str, str]]:
    """Return the steps of both maps in one order, as the ids they have in each."""
    held = [step.id for step in before.steps]
    back = found.before_of["steps"]
    new = {back.get(step.id, f"+{step.id}"): step.id for step in after.steps}
    is_held = set(held)
    order = merged_order(held, held, list(new), {*held, *new})
    return [(one if one in is_held else "", new.get(one, "")) for one in order]
