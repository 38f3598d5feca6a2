"""The inventory of touchpoints: where, in which channel and with whom customers meet us."""

from __future__ import annotations

from dataclasses import dataclass

from model.cards import EvidenceLevel
from model.counting.placed import Placed, personas_of, placed_cards
from model.folding import fold
from model.journey import JourneyMap


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """A meeting in one channel: ids of where it stands, "" as channel where none is named.

    ``personas`` empty means everyone; ``owner`` is that of the card's plan.
    """

    channel: str
    phase: str
    step: str
    lane: str
    card: str
    personas: tuple[str, ...]
    owner: str
    department: str
    is_moment_of_truth: bool
    evidence_level: EvidenceLevel | None


def touchpoints(journey: JourneyMap) -> tuple[Touchpoint, ...]:
    """Return all touchpoints along the journey; a card of several channels comes once for each.

    A channel is written as the map's register has it, else as the first card wrote it.
    """
    spelled = {fold(channel.name.strip()): channel.name for channel in journey.channels}
    rows: list[Touchpoint] = []
    for placed in placed_cards(journey):
        if placed.is_touchpoint:
            folded = dict.fromkeys(fold(name.strip()) for name in placed.card.channels)
            for name in placed.card.channels:
                spelled.setdefault(fold(name.strip()), name)
            rows += [_row(placed, spelled[name]) for name in folded if name] or [_row(placed, "")]
    return tuple(rows)


def _row(placed: Placed, channel: str) -> Touchpoint:
    card = placed.card
    return Touchpoint(
        channel,
        placed.phase.id,
        placed.step.id,
        placed.lane.id,
        card.id,
        personas_of(placed),
        card.action.owner if card.action else "",
        card.department,
        placed.is_starred or placed.step.is_moment_of_truth,
        card.evidence_level,
    )
