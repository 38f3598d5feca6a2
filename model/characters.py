"""Which characters a map's texts use: what its fonts must be able to draw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from model.evidence import Image
from model.journey import JourneyMap
from model.values import Value


def used_characters(journey: JourneyMap) -> str:
    """Return every character in the texts of ``journey``, each once, in the order of the map."""
    seen: dict[str, None] = {}
    for text in _texts(journey):
        seen.update(dict.fromkeys(text))
    return "".join(seen)


def _texts(held: object) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, Image):
        return  # megabytes of base64, none of it read by anyone
    elif isinstance(held, Value):
        for part in held.__dict__.values():
            yield from _texts(part)
    elif isinstance(held, Mapping):
        for part in held.values():
            yield from _texts(part)
    elif isinstance(held, tuple):
        for part in held:
            yield from _texts(part)
