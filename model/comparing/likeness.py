"""Which texts say nearly the same: pairs found by their rare words, never each with each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from itertools import pairwise
from typing import Final

from model.folding import fold

_WORD = re.compile(r"\w+")
# The beginning tells the word: levering, leveringen and leveringstid are alike.
_STEM: Final = 6
_RAREST: Final = 4
_MOST_CANDIDATES: Final = 96
_ALIKE: Final = 0.5
# So much a place in the same cell or lane speaks for two cards being one.
_SAME_CELL: Final = 0.2
_SAME_LANE: Final = 0.1

Where = tuple[str, str]


def stems(text: str) -> frozenset[str]:
    """Return the beginnings of the words of ``text``, without case and accents."""
    return frozenset(word[:_STEM] for word in _WORD.findall(fold(text)))


def _keys(text: str) -> frozenset[str]:
    """Return what a text is looked up by: the beginnings of its words, and of each two in a row.

    Two in a row are rare where every word is common.
    """
    words = [word[:_STEM] for word in _WORD.findall(fold(text))]
    return frozenset([*words, *map(" ".join, pairwise(words))])


def likeness(one: Set[str], other: Set[str]) -> float:
    """Return how much two sets of stems have in common: 1 for the same, 0 for nothing (Dice)."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0


def alike_pairs(
    before: Mapping[str, tuple[str, Where]], after: Mapping[str, tuple[str, Where]]
) -> dict[str, str]:
    """Return which of ``after`` says what which of ``before`` said, each at most once.

    First the same words, in the same cell before elsewhere; then those most alike. Looks at the
    few texts that share a rare word, so it takes hardly longer than reading them.

    Args:
        before: Texts with their lane and step, by id.
        after: The same; lanes and steps named as in ``before``.
    """
    pairs = _same_words(before, after)
    found = set(pairs.values())
    left = {one: held for one, held in before.items() if one not in found}
    new = {one: held for one, held in after.items() if one not in pairs}
    scored = sorted(_scored(left, new), key=lambda found: (-found[0], found[1], found[2]))
    taken: set[str] = set()
    for _, after_id, before_id in scored:
        if after_id not in pairs and before_id not in taken:
            pairs[after_id] = before_id
            taken.add(before_id)
    return pairs


def _same_words(
    before: Mapping[str, tuple[str, Where]], after: Mapping[str, tuple[str, Where]]
) -> dict[str, str]:
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for is_same_cell in (True, False):
        held: dict[tuple[str, Where | None], list[str]] = {}
        for one, (text, where) in before.items():
            if one not in taken and text.strip():
                key = (_words(text), where if is_same_cell else None)
                held.setdefault(key, []).append(one)
        for queue in held.values():
            queue.reverse()
        for one, (text, where) in after.items():
            found = held.get((_words(text), where if is_same_cell else None))
            if one not in pairs and found:
                pairs[one] = found.pop()
                taken.add(pairs[one])
    return pairs


def _words(text: str) -> str:
    return " ".join(fold(text).split())


def _scored(
    before: Mapping[str, tuple[str, Where]], after: Mapping[str, tuple[str, Where]]
) -> list[tuple[float, str, str]]:
    said = {one: stems(text) for one, (text, _) in before.items()}
    holders: dict[str, list[str]] = {}
    for one, (text, _) in before.items():
        for key in _keys(text):
            holders.setdefault(key, []).append(one)
    scored: list[tuple[float, str, str]] = []
    for one, (text, where) in after.items():
        words = stems(text)
        for other in _candidates(_keys(text), holders):
            score = likeness(words, said[other])
            if score >= _ALIKE:
                scored.append((score + _nearness(where, before[other][1]), one, other))
    return scored


def _candidates(keys: Set[str], holders: Mapping[str, Sequence[str]]) -> dict[str, None]:
    known = sorted((len(holders[key]), key) for key in keys if key in holders)
    found: dict[str, None] = {}
    for count, key in known[:_RAREST]:
        if found and len(found) + count > _MOST_CANDIDATES:
            break
        found.update(dict.fromkeys(holders[key][:_MOST_CANDIDATES]))
    return found


def _nearness(one: Where, other: Where) -> float:
    if one == other:
        return _SAME_CELL
    return _SAME_LANE if one[0] == other[0] else 0.0
