"""What stands small below a card's text: markers, ratings, votes, channels, who does what.

It is said in signs and figures, which the legend explains; a map without a legend says it in words.
"""

from __future__ import annotations

from collections.abc import Iterator

from model.cards import ActionPlan, Card, Votes
from model.layout.coding import (
    EVIDENCE_ICONS,
    MARKER_ICONS,
    RATING_ICONS,
    SOURCES_ICON,
    STATUS_ICONS,
    dot_colour,
)
from model.layout.look import Look, Registers
from model.layout.writing import Chip, channel_chip, sign_chip

Chips = tuple[Chip, ...]


def detail_chips(look: Look, registers: Registers, card: Card) -> Chips:
    """Return the chips under ``card``'s text in order; none for a plain note."""
    return (
        *_signals(look, card),
        *(_plan(look, card.action) if card.action else ()),
        *_surroundings(registers, card),
    )


def evidence_chips(look: Look, card: Card) -> Chips:
    """Return how well ``card`` is founded: the signs in its lower right corner."""
    chips: list[Chip] = []
    if card.evidence:
        count = len(card.evidence)
        words = look.words("sheet.evidence_count", count=count)
        chips.append(sign_chip(look, SOURCES_ICON, str(count), words))
    if card.evidence_level:
        icon = EVIDENCE_ICONS[card.evidence_level]
        chips.append(
            sign_chip(look, icon, "", look.words(f"names.evidence_level.{card.evidence_level}"))
        )
    return tuple(chips)


def detail_signs(card: Card) -> Iterator[tuple[str, str]]:
    """Yield the signs on ``card`` that a legend explains."""
    for marker in card.markers:
        yield "marker", marker
    if card.votes:
        yield "votes", "votes"
    for persona_id in card.personas:
        yield "persona", persona_id
    if card.severity and card.frequency:
        yield "rating", "severity_frequency"
    if card.evidence:
        yield "evidence", "sources"
    if card.evidence_level:
        yield "evidence", card.evidence_level
    if card.action:
        yield "status", card.action.status
        if card.action.impact and card.action.effort:
            yield "rating", "impact_effort"


def uses_registers(card: Card) -> bool:
    """Tell whether ``card`` looks different when a register changes."""
    return bool(card.personas or card.channels or card.image)


def _signals(look: Look, card: Card) -> Iterator[Chip]:
    for marker in card.markers:
        yield sign_chip(look, MARKER_ICONS[marker], "", look.words(f"names.marker.{marker}"))
    for votes in card.votes:
        yield _vote_chip(look, votes)
    yield from _pair(look, "severity", card.severity, "frequency", card.frequency)


def _pair(
    look: Look, first: str, rating: int | None, second: str, other: int | None
) -> Iterator[Chip]:
    """Yield two ratings that belong together as one sign: 4×3; one alone in words."""
    icon = RATING_ICONS[f"{first}_{second}"]
    if rating and other:
        words = look.words(f"sheet.{first}_{second}", **{first: rating, second: other})
        sign = "×" if first == "severity" else "/"
        yield sign_chip(look, icon, f"{rating}{sign}{other}", words)
    elif rating:
        yield Chip(look.words(f"sheet.{first}", **{first: rating}), icon)
    elif other:
        yield Chip(look.words(f"sheet.{second}", **{second: other}), icon)


def _vote_chip(look: Look, votes: Votes) -> Chip:
    colour = dot_colour(votes.colour)
    # The colour as people typed it, as in the table and the inspector: it is their word.
    words = f"{votes.count} × {votes.colour}" if votes.colour else str(votes.count)
    if votes.round > 1:
        words = look.words("sheet.votes_in_round", votes=words, round=votes.round)
    return Chip(words, dot=f"card.{colour}.bar")


def _surroundings(registers: Registers, card: Card) -> Iterator[Chip]:
    for channel in card.channels:
        yield channel_chip(registers, channel)
    for persona_id in card.personas:
        persona = registers.personas.get(persona_id)
        if persona is not None and persona.is_visible:
            yield Chip(
                persona.label,
                dot=f"card.{persona.colour}.bar",
                mark=persona.mark,
            )
    if card.department:
        yield Chip(card.department, "building-2")
    if card.competitor:
        yield Chip(card.competitor, "swords")
    for tag in card.tags:
        yield Chip(f"#{tag}")


def _plan(look: Look, plan: ActionPlan) -> Iterator[Chip]:
    status = look.words(f"names.action_status.{plan.status}")
    yield sign_chip(look, STATUS_ICONS[plan.status], "", status)
    yield from _pair(look, "impact", plan.impact, "effort", plan.effort)
    who_and_when = " · ".join(
        part for part in (plan.owner, look.short_date(plan.due) if plan.due else "") if part
    )
    if who_and_when:
        yield Chip(who_and_when, "user" if plan.owner else "calendar")
    if plan.kind:
        yield Chip(look.words(f"names.action_kind.{plan.kind}"), "shapes")
    if plan.investment:
        yield Chip(plan.investment, "credit-card")
