"""What stands small below a card's text: markers, ratings, votes, channels, who does what."""

from __future__ import annotations

from collections.abc import Iterator

from model.cards import ActionPlan, Card, Votes
from model.layout.coding import EVIDENCE_ICONS, MARKER_ICONS, STATUS_ICONS, dot_colour
from model.layout.look import Look, Registers
from model.layout.writing import Chip

Groups = tuple[tuple[Chip, ...], ...]


def detail_groups(look: Look, registers: Registers, card: Card, code: str) -> Groups:
    """Return the groups of chips under ``card``'s text; none for a plain note."""
    groups = (
        tuple(_signals(look, card)),
        tuple(_surroundings(registers, card)),
        tuple(_plan(look, card.action)) if card.action else (),
        (Chip(code, "hash"),) if code else (),
    )
    return tuple(group for group in groups if group)


def uses_registers(card: Card) -> bool:
    """Tell whether ``card`` looks different when a register changes."""
    return bool(card.personas or card.channels or card.image)


def _signals(look: Look, card: Card) -> Iterator[Chip]:
    for marker in card.markers:
        yield Chip(look.words(f"names.marker.{marker}"), MARKER_ICONS[marker])
    if card.severity and card.frequency:
        yield Chip(
            look.words(
                "sheet.severity_frequency", severity=card.severity, frequency=card.frequency
            ),
            "activity",
        )
    elif card.severity:
        yield Chip(look.words("sheet.severity", severity=card.severity), "activity")
    elif card.frequency:
        yield Chip(look.words("sheet.frequency", frequency=card.frequency), "activity")
    for votes in card.votes:
        yield _vote_chip(look, votes)
    if card.evidence_level:
        yield Chip(
            look.words(f"names.evidence_level.{card.evidence_level}"),
            EVIDENCE_ICONS[card.evidence_level],
        )
    if card.evidence:
        yield Chip(look.words("sheet.evidence_count", count=len(card.evidence)), "book-open")


def _vote_chip(look: Look, votes: Votes) -> Chip:
    colour = dot_colour(votes.colour)
    key = f"names.colour.{votes.colour}"
    name = look.words(key).lower() if look.words.has(key) else votes.colour
    words = f"{votes.count} {name}".strip()
    if votes.round > 1:
        words = look.words("sheet.votes_in_round", votes=words, round=votes.round)
    return Chip(words, dot=f"curve.{colour}")


def _surroundings(registers: Registers, card: Card) -> Iterator[Chip]:
    for channel in card.channels:
        yield Chip(channel, registers.channel_icon(channel))
    for persona_id in card.personas:
        persona = registers.personas.get(persona_id)
        if persona is not None and persona.is_visible:
            yield Chip(
                persona.label,
                dot=f"curve.{persona.colour}",
            )
    if card.department:
        yield Chip(card.department, "building-2")
    if card.competitor:
        yield Chip(card.competitor, "swords")
    for tag in card.tags:
        yield Chip(tag, "tag")


def _plan(look: Look, plan: ActionPlan) -> Iterator[Chip]:
    if plan.kind:
        yield Chip(look.words(f"names.action_kind.{plan.kind}"), "shapes")
    if plan.owner:
        yield Chip(plan.owner, "user")
    if plan.due:
        yield Chip(look.date(plan.due), "calendar")
    yield Chip(look.words(f"names.action_status.{plan.status}"), STATUS_ICONS[plan.status])
    if plan.impact:
        yield Chip(look.words("sheet.impact", impact=plan.impact), "rocket")
    if plan.effort:
        yield Chip(look.words("sheet.effort", effort=plan.effort), "gauge")
    if plan.investment:
        yield Chip(plan.investment, "credit-card")
