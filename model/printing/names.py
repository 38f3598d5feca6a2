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
_WORD: Final = re.compile(r"\w+")
_LEAST_OF_A_PART: Final = 3
_AFTER_A_NAME: Final = re.compile(r"\s*(?:[,;:(/|–—]|\s-\s).*", re.DOTALL)
_SOFT_HYPHEN: Final = "\u00ad"
# A quote ends, and who said it follows: ” – Sara Holm, 24
_SPEAKER: Final = re.compile(
    r"(?:(?<=[\"”“»«’'.!?…])[ \t]*|\s*\n\s*|\s+)[–—-]\s*(?P<who>[^\n–—]{1,80}?)\s*\Z"
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
        self._names = {_key(name): known for name, known in names.items() if _key(name)}
        self._first_words = frozenset(
            found[0] for key in self._names if (found := _WORD.search(key)) is not None
        )
        self._joined = frozenset(_NO_LETTERS.sub("", fold(name)) for name in names) - {""}
        long = sorted(name for name in self._joined if len(name) > _LEAST_OF_A_PART)
        self._long = re.compile("|".join(map(re.escape, long))) if long else None
        longest_first = sorted(self._names, key=lambda key: (-len(key), key))
        self._pattern = (
            re.compile(
                rf"(?<!\w)(?P<name>{'|'.join(map(_spelled, longest_first))})"
                r"(?P<genitive>['’]?s|['’])?(?!\w)"
            )
            if longest_first
            else None
        )

    def __call__(self, text: str) -> str:
        """Return ``text`` without the names."""
        if self._pattern is None or not text:
            return text
        seen = folded(text, is_narrow=True)
        if not self._may_hold_a_name(seen.text):
            return text
        parts: list[str] = []
        end = 0
        for found in self._pattern.finditer(seen.text):
            stretch = seen.original(*found.span())
            known = self._names[_key(found["name"])]
            if stretch is None or (known.is_part and not text[stretch[0]].isupper()):
                continue
            parts += (text[end : stretch[0]], known.stands_in, _genitive(found))
            end = stretch[1]
        return "".join((*parts, text[end:])) if parts else text

    def _may_hold_a_name(self, letters: str) -> bool:
        """Tell whether a closer look is worth while: nearly all texts name nobody."""
        if _SOFT_HYPHEN in letters:
            return True
        first = self._first_words
        return any(w in first or w[:-1] in first for w in _WORD.findall(letters))

    def is_in(self, word: str) -> bool:
        """Tell whether a name stands in an id, where words run together."""
        letters = fold(word)
        if not self._joined.isdisjoint(_NO_LETTERS.split(letters)):
            return True
        return self._long is not None and bool(self._long.search(_NO_LETTERS.sub("", letters)))


def main_name(entry: str) -> str:
    """Return the name in ``Jonas Friis, marketing``."""
    return _AFTER_A_NAME.sub("", entry).strip()


def parts_of(name: str) -> Iterator[str]:
    """Yield first and last names of a full name; nothing where it does not look like one."""
    words = name.split()
    if len(words) > 1 and all(word[0].isupper() or word in _PARTICLES for word in words):
        yield from (w for w in words if len(w) >= _LEAST_OF_A_PART and w not in _PARTICLES)


def without_speaker(quote: str) -> tuple[str, str]:
    """Return a quote without who said it, and who that is, "" if it does not say."""
    found = _SPEAKER.search(quote)
    if found is None or not _looks_like_a_name(main_name(found["who"])):
        return quote, ""
    return quote[: found.start()].rstrip(), main_name(found["who"])


def _looks_like_a_name(name: str) -> bool:
    words = name.split()
    return 0 < len(words) <= 5 and all(w[0].isupper() or w in _PARTICLES for w in words)


def _key(name: str) -> str:
    letters = fold(name, is_narrow=True).replace(_SOFT_HYPHEN, "")
    return " ".join(letters.split())


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
