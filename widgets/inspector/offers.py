"""Words the map already uses, to complete from while typing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.cards import Card
from model.find import phase_by_id
from model.journey import JourneyMap
from model.references import all_items


def offered_words(
    journey: JourneyMap, vocabulary: str, phase_id: str | None = None
) -> Sequence[str]:
    """Return the words of ``vocabulary`` (channels, tags, departments, owners), sorted.

    What the program has a list of follows: durations, and channels, those first that one thinks of
    in a phase like ``phase_id``.
    """
    used = {word for word in _words(journey, vocabulary) if word}
    listed = [word for word in _listed(journey, vocabulary, phase_id) if word not in used]
    return [*sorted(used, key=str.casefold), *listed]


def _listed(journey: JourneyMap, vocabulary: str, phase_id: str | None) -> Sequence[str]:
    # Start-up: lists are read on demand.
    from model.libraries import channel_entries, durations, stage_of

    language = journey.about.language[:2]
    if vocabulary in ("channels", "channel_library"):
        phase = phase_by_id(journey, phase_id) if phase_id else None
        stage = stage_of(journey, phase) if phase else ""
        entries = sorted(channel_entries(language), key=lambda held: stage not in held.stages)
        return [entry.name for entry in entries]
    return durations(language) if vocabulary == "durations" else ()


def _words(journey: JourneyMap, vocabulary: str) -> Iterator[str]:
    cards = (item for item in all_items(journey) if isinstance(item, Card))
    match vocabulary:
        case "durations":
            for phase in journey.phases:
                yield phase.duration
                for step in phase.steps:
                    yield from (step.duration, step.wait)
        case "channels":
            yield from (channel.name for channel in journey.channels)
            for phase in journey.phases:
                yield from phase.channels
            for card in cards:
                yield from card.channels
        case "tags":
            for card in cards:
                yield from card.tags
        case "departments":
            yield from (card.department for card in cards)
        case "owners":
            yield from (card.action.owner for card in cards if card.action)
            yield from journey.about.participants
