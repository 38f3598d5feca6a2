"""Text as one searches it: without case, accents and the two spellings of Danish letters."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# How the letters are written on keyboards without them, and in addresses: Aabenraa is Åbenrå.
_SPELLINGS = str.maketrans({"å": "aa", "æ": "ae", "ø": "oe", "ä": "ae", "ö": "oe"})
_ONLY_AA = str.maketrans({"å": "aa", "ä": "æ", "ö": "ø"})
_KEPT_TEXTS = 16_384


@dataclass(frozen=True, slots=True)
class Folded:
    """A text and what each character of it was.

    Attributes:
        text: The text as it is searched.
        starts: For each of its characters the index in the original of the letter it stands for;
            last the length of the original. Both halves of the ``aa`` that was an ``å`` have the
            same.
    """

    text: str
    starts: tuple[int, ...] | None

    def original(self, start: int, end: int) -> tuple[int, int] | None:
        """Return which stretch of the original became ``text[start:end]``.

        None where that is not made of whole letters: half an ``å`` is no ``a``.
        """
        starts = self.starts
        if starts is None:
            return start, end
        if start and starts[start] == starts[start - 1]:
            return None
        if end < len(self.text) and starts[end] == starts[end - 1]:
            return None
        return starts[start], starts[end]


def fold(text: str, *, is_narrow: bool = False) -> str:
    """Return ``text`` in small letters without accents, ``å`` as ``aa``, ``æ`` and ``ø`` alike.

    With ``is_narrow`` ``æ`` and ``ø`` stay what they are: who types an ``ø`` means one, and would
    else find the shoes (skoene) when looking for a queue (kø).
    """
    if text.isascii():
        return text.lower()
    spellings = _ONLY_AA if is_narrow else _SPELLINGS
    spelled = unicodedata.normalize("NFC", text).casefold().translate(spellings)
    if spelled.isascii():
        return spelled
    parts = unicodedata.normalize("NFD", spelled)
    return "".join(part for part in parts if not unicodedata.combining(part))


@lru_cache(maxsize=_KEPT_TEXTS)
def folded(text: str, *, is_narrow: bool = False) -> Folded:
    """Return ``text`` folded, with the way back to its own characters."""
    if text.isascii():
        return Folded(text.lower(), None)
    made: list[str] = []
    starts: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        letters = fold(text[at:end], is_narrow=is_narrow)
        made.append(letters)
        starts += [at] * len(letters)
        at = end
    return Folded("".join(made), (*starts, len(text)))
