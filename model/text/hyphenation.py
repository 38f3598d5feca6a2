"""Where a Danish or English word may be hyphenated, by the patterns TeX uses.

A word is hyphenated only when it is wider than a whole line: long compounds on a narrow card.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import pairwise
from types import MappingProxyType

from model.text.characters import SOFT_HYPHEN
from resources import resource_text

# Pattern file and the least number of letters before and behind a hyphen. The files allow two;
# on a card a line that ends in "le-" reads worse than one a little shorter.
PATTERNS: Mapping[str, tuple[str, int, int]] = MappingProxyType(
    {"da": ("hyph-da.tex", 3, 3), "en": ("hyph-en-us.tex", 3, 3)}
)
LONGEST = 100  # letters: nothing longer is a word
_GROUP = re.compile(r"\\(patterns|hyphenation)\{([^}]*)\}")
_COMMENT = re.compile(r"%[^\n]*")
Weights = tuple[int, ...]


def hyphenate(word: str, language: str) -> str:
    """Return ``word``, which holds letters only, with soft hyphens where it may be divided.

    Args:
        word: A word; one in a language without patterns comes back as it is.
        language: ``"da"`` or ``"en"``.
    """
    if language not in PATTERNS or len(word) > LONGEST:
        return word
    ends = [0, *hyphen_points(word, language), len(word)]
    pieces = [word[start:end] for start, end in pairwise(ends)]
    return SOFT_HYPHEN.join(pieces)


@lru_cache(maxsize=1024)
def hyphen_points(word: str, language: str) -> tuple[int, ...]:
    """Return where ``word`` may be divided, ascending: the method of F. M. Liang (1983).

    Every pattern found in the word weighs the gaps between its letters; the highest weight of
    a gap counts, and an odd one permits a hyphen.
    """
    patterns, exceptions, longest = _patterns(language)
    lower = word.lower()
    if len(lower) != len(word):  # a letter whose small form is two: leave such a word whole
        return ()
    if lower in exceptions:
        return exceptions[lower]
    framed = f".{lower}."
    weights = [0] * (len(framed) + 1)
    for start in range(len(framed)):
        for end in range(start + 1, min(start + longest, len(framed)) + 1):
            for offset, weight in enumerate(patterns.get(framed[start:end], ())):
                weights[start + offset] = max(weights[start + offset], weight)
    _, before, behind = PATTERNS[language]
    return tuple(at for at in range(before, len(word) - behind + 1) if weights[at + 1] % 2)


@cache
def _patterns(language: str) -> tuple[dict[str, Weights], dict[str, Weights], int]:
    """Return the patterns' letters with their weights, the exceptions, and the longest pattern."""
    source = _COMMENT.sub("", resource_text(f"hyphenation/{PATTERNS[language][0]}"))
    words = {kind: body.split() for kind, body in _GROUP.findall(source)}
    patterns = dict(_weighed(pattern) for pattern in words["patterns"])
    exceptions = {}
    for divided in words.get("hyphenation", ()):
        parts = divided.split("-")
        points = [sum(map(len, parts[:count])) for count in range(1, len(parts))]
        exceptions["".join(parts)] = tuple(points)
    return patterns, exceptions, max(map(len, patterns))


def _weighed(pattern: str) -> tuple[str, Weights]:
    """Return the letters of a pattern and the weight of each gap: "hy3ph" is hyph, 0 0 3 0 0."""
    letters, weights = "", [0]
    for char in pattern:
        if char.isdigit():
            weights[-1] = int(char)
        else:
            letters += char
            weights.append(0)
    return letters, tuple(weights)
