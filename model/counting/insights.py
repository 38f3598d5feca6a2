"""What a map itself shows to be missing or odd, each at a place, each possibly set aside.

The rules and why they are so stand in docs/counting.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from statistics import median
from typing import get_args

from model.computed import computed
from model.counting.placed import (
    Placed,
    covered_columns,
    personas_of,
    placed_cards,
    placed_feelings,
)
from model.counting.plans import has_plan
from model.counting.threads import Threads
from model.dismissals import Dismissal, InsightKind
from model.folding import fold
from model.journey import JourneyMap, Phase, Step
from model.lanes import CardsLane

# How low "low" is: irritated or worse, on a scale from -2 to +2.
LOW = -1.0


@computed(eq=True)
class Insight:
    """Something the map shows: ids of what it is about.

    Attributes:
        kind: What is the matter.
        phase: The phase it is about or lies in.
        step: The step it is about or lies in.
        card: The card it is about.
        persona: Whom it is about.
        channel: The channel it is about, by its name.
        items: Cards and feelings to choose when one jumps to it.
        dismissal: The one that sets it aside, None while it is told.
    """

    kind: InsightKind
    phase: str | None = None
    step: str | None = None
    card: str | None = None
    persona: str | None = None
    channel: str = ""
    items: tuple[str, ...] = ()
    dismissal: Dismissal | None = None

    @property
    def key(self) -> Key:
        """What it is the same by, in another state of the map and for its dismissal."""
        return _key(self)

    @property
    def target(self) -> tuple[str, ...]:
        """The ids to jump to: cards and feelings, else the step, the phase, the persona."""
        rest = next((each for each in (self.step, self.phase, self.persona) if each), None)
        return self.items or ((rest,) if rest else ())


Key = tuple[InsightKind, str, str]


def insights(journey: JourneyMap) -> tuple[Insight, ...]:
    """Return all that is found, by kind, then along the journey; those set aside with why."""
    cards = placed_cards(journey)
    found = (
        *_phases_without_touchpoints(journey, cards),
        *_unanswered_pain_points(journey, cards),
        *_opportunities_without_owner(journey, cards),
        *_channels_used_once(journey, cards),
        *_lows_without_pain_point(journey, cards),
        *_assumptions_at_moments(cards),
        *_messages_missing(journey, cards),
    )
    aside = {_key(dismissal): dismissal for dismissal in journey.dismissals}
    if not aside:
        return found
    return tuple(replace(each, dismissal=aside.get(each.key)) for each in found)


def dismissal_of(
    insight: Insight, dismissal_id: str, *, reason: str = "", by: str = "", date: str = ""
) -> Dismissal:
    """Return what sets ``insight`` aside, to be added to the register ``dismissals``.

    It names what the insight is about and no more: a channel that is used on another card
    tomorrow is the same channel.
    """
    kind, first, second = insight.key
    named = dict(zip(_NAMED_BY[kind], (first, second), strict=False))
    if insight.channel and "channel" in named:
        named["channel"] = insight.channel  # as it is written, not as it is compared
    return Dismissal(
        id=dismissal_id,
        kind=kind,
        phase=named.get("phase") or None,
        step=named.get("step") or None,
        card=named.get("card") or None,
        persona=named.get("persona") or None,
        channel=named.get("channel", ""),
        reason=reason,
        by=by,
        date=date,
    )


def spent_dismissals(
    journey: JourneyMap, found: Iterable[Insight] | None = None
) -> tuple[Dismissal, ...]:
    """Return the dismissals of what is no longer the case.

    Args:
        journey: The map.
        found: Its `insights`, if they are known already.
    """
    keys = {each.key for each in (insights(journey) if found is None else found)}
    return tuple(each for each in journey.dismissals if _key(each) not in keys)


# What each kind is about: two insights that agree in these fields are the same.
_NAMED_BY: Mapping[InsightKind, tuple[str, ...]] = {
    "phase_without_touchpoints": ("phase",),
    "unanswered_pain_point": ("card",),
    "opportunity_without_owner": ("card",),
    "channel_used_once": ("channel",),
    "low_without_pain_point": ("step", "persona"),
    "assumption_at_moment_of_truth": ("card",),
    "message_missing": ("persona", "phase"),
}
INSIGHT_KINDS: tuple[InsightKind, ...] = get_args(InsightKind)
"""The kinds in the order they are told."""


def _key(about: Insight | Dismissal) -> Key:
    held = [getattr(about, name) or "" for name in _NAMED_BY[about.kind]]
    if about.kind == "channel_used_once":
        held = [fold(held[0].strip())]
    first, second = (*held, "")[:2]
    return about.kind, first, second


def _phases_without_touchpoints(journey: JourneyMap, cards: Iterable[Placed]) -> Iterator[Insight]:
    """Yield phases where the customer does not meet us; only where anything is known at all."""
    touchpoints = [placed for placed in cards if placed.is_touchpoint]
    covered = covered_columns(touchpoints)
    begun = {placed.phase.id for placed in cards}
    for phase, columns in _phase_columns(journey):
        if covered.isdisjoint(columns) and (touchpoints or phase.id in begun):
            yield Insight("phase_without_touchpoints", phase=phase.id)


def _phase_columns(journey: JourneyMap) -> Iterator[tuple[Phase, range]]:
    start = 0
    for phase in journey.phases:
        yield phase, range(start, start + len(phase.steps))
        start += len(phase.steps)


def _unanswered_pain_points(journey: JourneyMap, cards: tuple[Placed, ...]) -> Iterator[Insight]:
    answered = Threads(journey, cards).answered()
    for placed in cards:
        if placed.is_pain_point and placed.id not in answered:
            yield _about_card("unanswered_pain_point", placed)


def _opportunities_without_owner(
    journey: JourneyMap, cards: tuple[Placed, ...]
) -> Iterator[Insight]:
    """Yield opportunities nobody has, neither themselves nor in a plan they lead to.

    An idea is asked for an owner once it has a plan; what is dropped needs none.
    """
    cared_for: set[str] = set()
    threads = Threads(journey, cards)
    for placed in cards:
        plan = placed.card.action
        if plan is not None and plan.owner.strip():
            cared_for.add(placed.id)
            cared_for.update(each.id for each in threads.behind(placed.id))
    for placed in cards:
        plan = placed.card.action
        is_asked = placed.kind in ("opportunity", "solution") or has_plan(placed)
        is_dropped = plan is not None and plan.status == "dropped"
        if is_asked and not is_dropped and placed.id not in cared_for:
            yield _about_card("opportunity_without_owner", placed)


def _channels_used_once(journey: JourneyMap, cards: Iterable[Placed]) -> Iterator[Insight]:
    """Yield channels that stand in one place only, once others are used more often."""
    uses: Counter[str] = Counter()
    single: dict[str, Insight] = {}
    for place, names in _channel_uses(journey, cards):
        for folded, name in {fold(name.strip()): name for name in names}.items():
            if folded:
                uses[folded] += 1
                single.setdefault(folded, replace(place, channel=name))
    if max(uses.values(), default=0) > 1:
        yield from (single[name] for name, count in uses.items() if count == 1)


def _channel_uses(
    journey: JourneyMap, cards: Iterable[Placed]
) -> Iterator[tuple[Insight, tuple[str, ...]]]:
    for placed in cards:
        if placed.card.channels:
            yield _about_card("channel_used_once", placed), placed.card.channels
    for phase in journey.phases:
        yield Insight("channel_used_once", phase=phase.id), phase.channels


def _lows_without_pain_point(journey: JourneyMap, cards: Iterable[Placed]) -> Iterator[Insight]:
    """Yield steps where someone feels low today and no card says why."""
    explained = covered_columns(placed for placed in cards if placed.is_pain_point)
    felt: dict[tuple[str, str], _Felt] = {}
    for at in placed_feelings(journey):
        feeling = at.feeling
        if feeling.state == "as_is" and at.column not in explained:
            key = (at.step.id, feeling.persona or "")
            group = felt.setdefault(key, _Felt(at.phase, at.step, {}, []))
            group.values.setdefault(feeling.card or "", []).extend(feeling.values)
            group.items.append(feeling.id)
    for (_, persona), group in felt.items():
        if min(median(values) for values in group.values.values()) <= LOW:
            yield Insight(
                "low_without_pain_point",
                phase=group.phase.id,
                step=group.step.id,
                persona=persona or None,
                items=tuple(group.items),
            )


@dataclass(frozen=True, slots=True)
class _Felt:
    phase: Phase
    step: Step
    values: dict[str, list[float]]
    """What was given, by the touchpoint card it was given for."""
    items: list[str]


def _assumptions_at_moments(cards: Iterable[Placed]) -> Iterator[Insight]:
    """Yield claims that are assumed, in steps or on cards marked as moments of truth."""
    for placed in cards:
        is_moment = placed.is_starred or placed.step.is_moment_of_truth
        if is_moment and placed.is_claim and placed.card.evidence_level == "assumption":
            yield _about_card("assumption_at_moment_of_truth", placed)


def _messages_missing(journey: JourneyMap, cards: Iterable[Placed]) -> Iterator[Insight]:
    """Yield personas without a message, and phases that have one for others but not for them.

    Only where the map works with messages: it has a lane of that role or a card of that type.
    """
    messages = [placed for placed in cards if placed.kind == "message"]
    if not messages and not any(_is_for_messages(lane) for lane in journey.lanes):
        return
    for persona in journey.personas:
        heard = [placed for placed in messages if _is_for(placed, persona.id)]
        if not heard:
            yield Insight("message_missing", persona=persona.id)
            continue
        mine, all_ = covered_columns(heard), covered_columns(messages)
        for phase, columns in _phase_columns(journey):
            if mine.isdisjoint(columns) and not all_.isdisjoint(columns):
                yield Insight("message_missing", phase=phase.id, persona=persona.id)


def _is_for_messages(lane: object) -> bool:
    return isinstance(lane, CardsLane) and (lane.role == "message" or lane.card_type == "message")


def _is_for(placed: Placed, persona_id: str) -> bool:
    whom = personas_of(placed)
    return not whom or persona_id in whom


def _about_card(kind: InsightKind, placed: Placed) -> Insight:
    return Insight(
        kind, phase=placed.phase.id, step=placed.step.id, card=placed.id, items=(placed.id,)
    )
