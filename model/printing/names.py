"""Names of people in texts: found as whole words however they are spelled, and replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from model.folding import fold, folded

# What stands between the words of a name without being one.
_PARTICLES: Final = frozenset(
    ("af", "al", "bin", "da", "de", "del", "den", "der", "di", "du", "el", "la", "le", "och", "og",
     "and", "ten", "ter", "van", "von", "zu")
)  # fmt: skip
_NO_LETTERS: Final = re.compile(r"[^a-z0-9]+")
_WORD: Final = re.compile(r"\w[\w\u00ad]*")
_PARTS_OF_AN_ID: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_MOST_WORDS: Final = 4
# Who owns what all own: no names, and words of nearly every text.
_NOBODY: Final = frozenset(
    ("alle", "de", "den", "det", "en", "hele", "ingen", "jeg", "jer", "man", "nogen", "os", "team",
     "teamet", "vi", "all", "everyone", "everybody", "i", "it", "me", "no one", "nobody", "none",
     "someone", "tba", "tbd", "the team", "them", "they", "us", "we", "you", "na")
)  # fmt: skip
_EDGES: Final = re.compile(r"\A\W+|\W+\Z")
_LONGEST_ENDING: Final = 200
_LEAST_OF_A_PART: Final = 3
_AFTER_A_NAME: Final = re.compile(r"\s*(?:[,;:(/|–—]|\s-\s).*", re.DOTALL)
_SOFT_HYPHEN: Final = "\u00ad"
# A quote ends, and who said it follows: ” – Sara Holm, 24
_SPEAKER: Final = re.compile(
    r"(?:(?<=[\"”“»«’'.!?…])[ \t]*|\s*\n\s*|\s+)[–—-]\s*(?P<who>[^\n–—]{1,80}?)\s*\Z"
)


# Personas of one household: Familien Lund, The Hart family.
_FAMILY: Final = re.compile(
    r"\s*(?:(?:[Ff]amilien|[Ff]amily)\s+(?P<after>\w[^\s,;]*)"
    r"|(?:[Tt]he\s+)?(?P<before>\w[^\s,;]*)\s+[Ff]amily)\s*"
)


class Known(NamedTuple):
    """A name that is not to be told.

    Attributes:
        stands_in: What is said instead.
        is_part: Whether it is only a part of a longer name: such a one is often a word too (Line,
            Mark), so it is replaced only where it is written with a capital.
    """

    stands_in: str
    is_part: bool = False


class Replacer:
    """Replaces names in texts: whole words, any case, å or aa, with a genitive or without."""

    def __init__(self, names: Mapping[str, Known]) -> None:
        self._names = {key: known for name, known in names.items() if _is_name(key := _key(name))}
        self._joined = frozenset(_NO_LETTERS.sub("", fold(key)) for key in self._names) - {""}
        # By their first word, so that thousands of names take no longer than a few.
        self._beginning: dict[str, list[str]] = {}
        for key in sorted(self._names, key=len, reverse=True):
            self._beginning.setdefault(_WORD.findall(key)[0], []).append(key)
        self._patterns: dict[str, re.Pattern[str]] = {}

    def __call__(self, text: str) -> str:
        """Return ``text`` without the names."""
        if not self._names or not text:
            return text
        seen = folded(text, is_narrow=True)
        parts: list[str] = []
        copied = end = 0  # of the text and of its letters
        for word in _WORD.finditer(seen.text):
            found = self._name_at(seen.text, word) if word.start() >= end else None
            stretch = seen.original(*found.span()) if found else None
            if found is None or stretch is None:
                continue
            known = self._names[_key(found["name"])]
            if known.is_part and not text[stretch[0]].isupper():
                continue
            parts += (text[copied : stretch[0]], known.stands_in, _genitive(found))
            copied, end = stretch[1], found.end()
        return "".join((*parts, text[copied:])) if parts else text

    def is_in(self, word: str) -> bool:
        """Tell whether a name stands in an id, as one of its words or as several together."""
        words = [fold(part) for part in _PARTS_OF_AN_ID.findall(word)]
        return any(
            "".join(words[first:last]) in self._joined
            for first in range(len(words))
            for last in range(first + 1, min(len(words), first + _MOST_WORDS) + 1)
        )

    def _name_at(self, letters: str, word: re.Match[str]) -> re.Match[str] | None:
        """Return the longest name that begins with ``word``."""
        plain = word[0].replace(_SOFT_HYPHEN, "")
        genitive = plain[:-1] if plain.endswith("s") else ""
        keys = (*self._beginning.get(plain, ()), *self._beginning.get(genitive, ()))
        found = (self._pattern(key).match(letters, word.start()) for key in keys)
        return next(filter(None, found), None)

    def _pattern(self, key: str) -> re.Pattern[str]:
        known = self._patterns.get(key)
        if known is None:
            ending = r"(?P<genitive>['’]?s|['’])?(?!\w)"
            known = self._patterns[key] = re.compile(f"(?P<name>{_spelled(key)}){ending}")
        return known


def main_name(entry: str) -> str:
    """Return the name in ``Jonas Friis, marketing``."""
    return _AFTER_A_NAME.sub("", entry).strip()


def parts_of(name: str) -> Iterator[str]:
    """Yield first and last names of a full name; nothing where it does not look like one."""
    words = name.split()
    if len(words) > 1 and all(word[0].isupper() or word in _PARTICLES for word in words):
        yield from (w for w in words if len(w) >= _LEAST_OF_A_PART and w not in _PARTICLES)


def family_name(group: str) -> str:
    """Return the surname in ``Familien Lund`` or ``The Hart family``, "" if it is no family's."""
    found = _FAMILY.fullmatch(group)
    name = (found["after"] or found["before"]) if found else ""
    return name if name[:1].isupper() else ""


def without_speaker(quote: str) -> tuple[str, str]:
    """Return a quote without who said it, and who that is, "" if it does not say."""
    start = max(0, len(quote) - _LONGEST_ENDING)
    found = _SPEAKER.search(quote[start:])
    if found is None or not _looks_like_a_name(main_name(found["who"])):
        return quote, ""
    return quote[: start + found.start()].rstrip(), main_name(found["who"])


def _looks_like_a_name(name: str) -> bool:
    words = name.split()
    return 0 < len(words) <= 5 and all(w[0].isupper() or w in _PARTICLES for w in words)


def _key(name: str) -> str:
    letters = fold(name, is_narrow=True).replace(_SOFT_HYPHEN, "")
    return _EDGES.sub("", " ".join(letters.split()))


def _is_name(key: str) -> bool:
    """Tell whether it can be replaced in texts: not ``?`` or ``E`` or ``all``."""
    return sum(map(str.isalpha, key)) > 1 and key not in _NOBODY


def _spelled(key: str) -> str:
    """Return the pattern of a name: any room between words, soft hyphens anywhere."""
    return r"\s+".join(f"{_SOFT_HYPHEN}?".join(map(re.escape, word)) for word in key.split())


def _genitive(found: re.Match[str]) -> str:
    """Return the genitive of what stands in: Persona 1’s; a closing quotation mark stays."""
    ending = found["genitive"]
    if not ending:
        return ""
    if ending in "'’" and found["name"][-1] not in "sxz":
        return ending
    return "’s"
