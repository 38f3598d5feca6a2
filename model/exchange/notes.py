"""Text from other programs as notes: one for each line, without the bullets lists come with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from model.values import MAX_TEXT, clean_text

MAX_NOTES = 2_000
"""Each line becomes a card. Nobody looks through more at once."""
_MAX_LETTERS = MAX_NOTES * 1000  # far more than that many lines of notes have

# Word writes its bullets with a tab behind them; its second level is a plain o.
_BULLET = re.compile(r"\A(?:[-\u2013\u2014*•◦▪▫●○‣∙·➢✓]\s+|[o§\uf0a7\uf0b7]\t+)(?=\S)")
_BOX = re.compile(r"\A\[[ xX]?\]\s+(?=\S)")
_NUMBERED = re.compile(r"\A\(?([0-9]{1,3})[.)]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Notes:
    """The lines of a text.

    Attributes:
        cut: Which limit something is missing for, "" when all is there.
        limit: That limit.
    """

    lines: tuple[str, ...]
    cut: Literal["", "lines", "length"] = ""
    limit: int = 0


def notes_of(text: str) -> Notes:
    """Return a note for each line of ``text`` that says something, within limits that are told."""
    cleaned = (line.strip() for line in clean_text(text[:_MAX_LETTERS]).split("\n"))
    lines = _without_bullets([line for line in cleaned if line])
    kept = tuple(line[:MAX_TEXT] for line in lines[:MAX_NOTES])
    if len(lines) > MAX_NOTES or len(text) > _MAX_LETTERS:
        return Notes(kept, "lines", len(kept))
    if any(len(line) > MAX_TEXT for line in lines):
        return Notes(kept, "length", MAX_TEXT)
    return Notes(kept)


def _without_bullets(lines: list[str]) -> list[str]:
    bare = [_BOX.sub("", _BULLET.sub("", line, count=1), count=1) for line in lines]
    bare = [line for line in bare if line]
    numbers = [found and int(found.group(1)) for found in map(_NUMBERED.match, bare)]
    counted = [number for number in numbers if number is not None]
    # “1. maj” is a day and no bullet, so numbers go only where they count.
    is_count = len(counted) > 1 and all(
        after in (before + 1, 1) for before, after in pairwise(counted)
    )
    return [_NUMBERED.sub("", line, count=1) for line in bare] if is_count else bare
