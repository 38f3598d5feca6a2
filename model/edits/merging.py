"""How two things become one without losing what was written."""

from __future__ import annotations

from typing import Literal

from model.edits.changes import changed, same_or
from model.journey import JourneyMap


def joined(between: str, first: str, second: str) -> str:
    """Return both texts, or the one there is; a text that says the same twice comes once."""
    if first == second:
        return first
    return between.join(text for text in (first, second) if text)


def union(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    """Return the entries of both in order, each once."""
    return tuple(dict.fromkeys((*first, *second)))


def with_photos_at(
    journey: JourneyMap, field: Literal["phase", "step"], old: str, new: str
) -> JourneyMap:
    """Return ``journey`` with the photos of the phase or step ``old`` shown at ``new``."""
    photos = tuple(
        changed(photo, **{field: new}) if getattr(photo, field) == old else photo
        for photo in journey.photos
    )
    return changed(journey, photos=same_or(journey.photos, photos))
