"""Right-to-left text: embedding levels by python-bidi, visual order by rule L2 of UAX #9."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any, TypeVar

Item = TypeVar("Item")

# python-bidi knows embeddings but not the newer isolates: they are read as embeddings, and a
# first-strong isolate as nothing.
_OLDER = str.maketrans(
    {"\u2066": "\u202a", "\u2067": "\u202b", "\u2068": "\u200b", "\u2069": "\u202c"}
)
_UNKNOWN = "\ufffd"  # a neutral: unassigned characters have no type and would stop python-bidi


def base_level(text: str) -> int | None:
    """Return 1 if the first strong character reads from right to left, 0 if not, None if none."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind == "L":
            return 0
        if kind in ("R", "AL"):
            return 1
    return None


def embedding_levels(text: str, base: int) -> tuple[int, ...]:
    """Return the level of each character of one paragraph; odd ones read from right to left."""
    # Imported when the first right-to-left text comes: most maps have none.
    from bidi import algorithm

    plain = "".join(
        char if unicodedata.bidirectional(char) else _UNKNOWN for char in text.translate(_OLDER)
    )
    storage: dict[str, Any] = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    algorithm.get_embedding_levels(plain, storage)
    characters = list(storage["chars"])
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    kept = {id(character) for character in storage["chars"]}
    levels: list[int] = []
    for character in characters:
        is_kept = id(character) in kept  # rule X9 removes what draws nothing: it follows suit
        levels.append(character["level"] if is_kept or not levels else levels[-1])
    return tuple(levels)


def visual_order(items: Sequence[Item], levels: Sequence[int]) -> list[Item]:
    """Return ``items`` of one line from left to right, given their levels (rule L2)."""
    order = list(range(len(items)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end + 1
    return [items[index] for index in order]
