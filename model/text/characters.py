"""Properties of characters that Python's unicodedata does not tell."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

SOFT_HYPHEN = "\u00ad"
ZERO_WIDTH_SPACE = "\u200b"
JOINER = "\u200d"
TEXT_LOOK = "\ufe0e"
EMOJI_LOOK = "\ufe0f"

FIRST_RTL = "\u0590"  # no character before it reads from right to left


def _table(ranges: str) -> tuple[int, ...]:
    """Return where ranges of code points begin and end, ascending.

    A bisection falls between a beginning and an end for members. Regular expressions with large
    classes would do the same, but cost 10 ms of every start to compile.
    """
    edges: list[int] = []
    for part in ranges.split():
        first, _, last = part.partition("-")
        edges += (int(first, 16), int(last or first, 16) + 1)
    return tuple(edges)


# Unicode's Default_Ignorable_Code_Point, as far as it is assigned: what draws nothing by itself.
_IGNORABLE = _table(
    "ad 34f 61c 115f-1160 17b4-17b5 180b-180f 200b-200f 202a-202e 2060-206f 3164 fe00-fe0f feff "
    "ffa0 e0000-e0fff"
)
# Emoji_Presentation of Unicode's emoji-data.txt below U+1F000, and all pictographs above.
_EMOJI_LOOK = _table(
    "231a-231b 23e9-23ec 23f0 23f3 25fd-25fe 2614-2615 2648-2653 267f 2693 26a1 26aa-26ab "
    "26bd-26be 26c4-26c5 26ce 26d4 26ea 26f2-26f3 26f5 26fa 26fd 2705 270a-270b 2728 274c 274e "
    "2753-2755 2757 2795-2797 27b0 27bf 2b1b-2b1c 2b50 2b55 1f1e6-1f1ff 1f300-1f64f 1f680-1f6ff "
    "1f7e0-1f7eb 1f900-1faff"
)
# Ideographs, kana, bopomofo, Hangul and their punctuation and full-width forms.
_CJK = _table(
    "1100-11ff 2e80-2fdf 2ff0-318f 31a0-9fff a960-a97f ac00-d7ff f900-faff fe30-fe4f ff00-ffef "
    "16fe0-16fff 1aff0-1b16f 20000-3ffff"
)
_RTL = _table("590-8ff 200f 202b 202e 2067 fb1d-fdff fe70-fefc 10800-10fff 1e800-1efff")


def is_ignorable(char: str) -> bool:
    """Tell whether ``char`` draws nothing by itself: joiners, selectors, soft hyphens."""
    return bisect_right(_IGNORABLE, ord(char)) % 2 == 1


def has_emoji_look(cluster: str) -> bool:
    """Tell whether a grapheme cluster asks to be drawn as an emoji rather than as text."""
    if TEXT_LOOK in cluster:
        return False
    return EMOJI_LOOK in cluster or bisect_right(_EMOJI_LOOK, ord(cluster[0])) % 2 == 1


def is_unified_cjk(char: str) -> bool:
    """Tell whether ``char`` belongs to Chinese, Japanese or Korean writing."""
    return bisect_right(_CJK, ord(char)) % 2 == 1


def has_rtl(text: str) -> bool:
    """Tell whether anything in ``text`` may read from right to left."""
    if text.isascii() or max(text) < FIRST_RTL:
        return False
    return any(bisect_right(_RTL, ord(char)) % 2 for char in text)


def grapheme_ends(text: str) -> Iterator[int]:
    """Yield where each grapheme cluster of ``text`` ends: what a reader takes as one character.

    The rules of UAX #29 as far as they matter on a card: marks, joined and toned emoji, flags,
    keycaps, Hangul, and consonants joined by a virama.
    """
    if text.isascii():
        yield from range(1, len(text) + 1)
        return
    flags = 0  # regional indicators in a row: they pair up
    for index in range(1, len(text)):
        before, char = text[index - 1], text[index]
        flags = flags + 1 if _is_flag_letter(before) else 0
        if not _belongs_to_previous(before, char, flags):
            yield index
    if text:
        yield len(text)


def _belongs_to_previous(before: str, char: str, flags: int) -> bool:
    if char < "\u0300":
        return char == SOFT_HYPHEN  # it shows, if at all, behind what it follows
    if is_extending(char) or before == JOINER:
        return True
    if _is_flag_letter(char):
        return flags % 2 == 1
    if unicodedata.combining(before) == 9 and unicodedata.category(char) == "Lo":
        return True  # a virama joins the next consonant (rule GB9c)
    return _is_hangul_joined(before, char)


def is_extending(char: str) -> bool:
    """Tell whether ``char`` always belongs to what stands before it."""
    if char < "\u0300":
        return False
    return (
        unicodedata.category(char) in ("Mn", "Mc", "Me")
        or char in (JOINER, "\u200c")
        or "\U0001f3fb" <= char <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= char <= "\U000e007f"  # tags: flags of regions
        or char in ("\uff9e", "\uff9f")
    )


def _is_flag_letter(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _is_hangul_joined(before: str, char: str) -> bool:
    """Tell whether two conjoining jamo make one syllable (rules GB6 to GB8, simplified)."""
    is_jamo = "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7ff"
    is_lead = "\u1100" <= before <= "\u115f" and "\u1100" <= char <= "\u115f"
    return is_lead or (is_jamo and ("\u1100" <= before <= "\u11ff" or before >= "\uac00"))
