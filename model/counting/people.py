"""How well the people of a map are founded and how long ago they were looked at."""

from __future__ import annotations

from dataclasses import dataclass

from model.journey import JourneyMap


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """Something that should have been looked at again by a day: a persona, or the map (None)."""

    persona: str | None
    day: str


def personas_without_evidence(journey: JourneyMap) -> tuple[str, ...]:
    """Return the ids of personas and company profiles that refer to no source."""
    return tuple(persona.id for persona in journey.personas if not persona.evidence)


def reviews_due(journey: JourneyMap, today: str) -> tuple[ReviewDue, ...]:
    """Return what was to be reviewed by ``today`` (ISO date): the map first, then longest ago."""
    due = [
        ReviewDue(persona.id, persona.review)
        for persona in journey.personas
        if persona.review and persona.review <= today
    ]
    due.sort(key=lambda each: each.day)
    review = journey.about.review
    return (*((ReviewDue(None, review),) if review and review <= today else ()), *due)
