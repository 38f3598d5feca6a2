"""How sure a map is: levels of evidence by phase, and what should be checked first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from model.cards import EvidenceLevel
from model.counting.placed import Placed, placed_cards
from model.counting.ranking import pain_score
from model.journey import JourneyMap


@dataclass(frozen=True, slots=True)
class Share:
    """How many claims have which level; ``phase`` is None for the whole map.

    ``unknown`` counts those nobody has given a level.
    """

    phase: str | None
    assumption: int
    internal: int
    validated: int
    unknown: int

    @property
    def total(self) -> int:
        """How many claims there are."""
        return self.assumption + self.internal + self.validated + self.unknown

    def of(self, level: EvidenceLevel | None) -> float:
        """Return the share of a level from 0 to 1, of None those without one; 0 of nothing."""
        counts: dict[EvidenceLevel | None, int] = {
            "assumption": self.assumption,
            "internal": self.internal,
            "validated": self.validated,
            None: self.unknown,
        }
        return counts[level] / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of the whole map and of each phase, in the map's order."""

    whole: Share
    phases: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class ToCheck:
    """A claim that is assumed, or that nobody has said how sure it is: ids and why it matters."""

    card: str
    lane: str
    step: str
    phase: str
    is_assumed: bool
    is_at_moment_of_truth: bool
    pain: float | None


def shares(journey: JourneyMap) -> Shares:
    """Return how many claims are assumed, known within the house, and validated."""
    cards = placed_cards(journey)
    of_phase: dict[str, list[Placed]] = {phase.id: [] for phase in journey.phases}
    for placed in cards:
        of_phase[placed.phase.id].append(placed)
    return Shares(
        _share(None, cards), tuple(_share(phase, held) for phase, held in of_phase.items())
    )


def to_check(journey: JourneyMap) -> tuple[ToCheck, ...]:
    """Return what is not known yet, most important first.

    Moments of truth, then the pain points that weigh most, then what is said to be assumed before
    what nobody has judged; else along the journey.
    """
    found = (
        ToCheck(
            placed.id,
            placed.lane.id,
            placed.step.id,
            placed.phase.id,
            placed.card.evidence_level == "assumption",
            placed.is_starred or placed.step.is_moment_of_truth,
            pain_score(placed.card) if placed.is_pain_point else None,
        )
        for placed in placed_cards(journey)
        if placed.is_claim and placed.card.evidence_level in (None, "assumption")
    )
    return tuple(
        sorted(
            found,
            key=lambda each: (
                not each.is_at_moment_of_truth,
                -(each.pain or 0.0),
                not each.is_assumed,
            ),
        )
    )


def _share(phase: str | None, cards: Iterable[Placed]) -> Share:
    levels = Counter(placed.card.evidence_level for placed in cards if placed.is_claim)
    return Share(phase, levels["assumption"], levels["internal"], levels["validated"], levels[None])
