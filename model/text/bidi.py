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
# Bidi_Paired_Bracket, as far as people type it.
_BRACKETS = (
    "()[]{}⁅⁆⁽⁾₍₎⌈⌉⌊⌋〈〉❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟦⟧⟨⟩⟪⟫⟬⟭⦃⦄⦅⦆"
    "〈〉《》「」『』【】〔〕〖〗〘〙〚〛（）［］｛｝｟｠｢｣"
)
_CLOSING_OF = dict(zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True))
_MOST_OPEN = 63  # brackets open at once, by BD16
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
    for run in storage["runs"]:
        stretch = storage["chars"][run["start"] : run["start"] + run["length"]]
        _resolve_brackets(stretch, run["sor"])
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    kept = {id(character) for character in storage["chars"]}
    levels: list[int] = []
    for character in characters:
        is_kept = id(character) in kept  # rule X9 removes what draws nothing: it follows suit
        levels.append(character["level"] if is_kept or not levels else levels[-1])
    return tuple(levels)


def _resolve_brackets(characters: list[dict[str, Any]], before: str) -> None:
    """Give both brackets of a pair one direction (rule N0, which python-bidi lacks).

    Args:
        characters: A level run after rule W7: changed in place.
        before: Direction of what stands before the run.
    """
    if not characters:
        return
    own = "LR"[characters[0]["level"] % 2]
    for opening, closing in _bracket_pairs(characters):
        inside = {_strong(character) for character in characters[opening + 1 : closing]}
        inside.discard("")
        if not inside:
            continue
        direction = own
        if own not in inside:
            strong = map(_strong, reversed(characters[:opening]))
            direction = next((kind for kind in strong if kind), before)
        for index in (opening, closing):
            characters[index]["type"] = direction


def _bracket_pairs(characters: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """Return the places of the brackets that match, by the opening one (definition BD16)."""
    pairs: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for index, character in enumerate(characters):
        bracket = character["ch"]
        if character["type"] != "ON":
            continue
        if bracket in _CLOSING_OF:
            if len(waiting) == _MOST_OPEN:
                break
            waiting.append((_CLOSING_OF[bracket], index))
        elif any(bracket == closing for closing, _ in waiting):
            while waiting:
                closing, opening = waiting.pop()
                if closing == bracket:
                    pairs.append((opening, index))
                    break
    return sorted(pairs)


def _strong(character: dict[str, Any]) -> str:
    """Return the direction a character gives to neutrals beside it, "" if none."""
    kind: str = character["type"]
    return "R" if kind in ("R", "EN", "AN") else kind if kind == "L" else ""


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
