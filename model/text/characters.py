"""Properties of characters that Python's unicodedata does not tell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

SOFT_HYPHEN = "\u00ad"
ZERO_WIDTH_SPACE = "\u200b"
JOINER = "\u200d"
TEXT_LOOK = "\ufe0e"
EMOJI_LOOK = "\ufe0f"

# Unicode's Default_Ignorable_Code_Point, as far as it is assigned: what draws nothing by itself.
_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
# Emoji_Presentation of Unicode's emoji-data.txt below U+1F000, and all pictographs above.
_EMOJI_LOOK = re.compile(
    "[\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1"
    "\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705"
    "\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50"
    "\u2b55\U0001f1e6-\U0001f1ff\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f7e0-\U0001f7eb"
    "\U0001f900-\U0001faff]"
)
# Ideographs, kana, bopomofo, Hangul and their punctuation and full-width forms.
_CJK = re.compile(
    "[\u1100-\u11ff\u2e80-\u2fdf\u2ff0-\u303f\u3040-\u30ff\u3100-\u318f\u31a0-\u31ff\u3200-\u9fff"
    "\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U00016fe0-\U00016fff\U0001aff0-\U0001b16f\U00020000-\U0003ffff]"
)
_RTL = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def is_ignorable(char: str) -> bool:
    """Tell whether ``char`` draws nothing by itself: joiners, selectors, soft hyphens."""
    return _IGNORABLE.match(char) is not None


def has_emoji_look(cluster: str) -> bool:
    """Tell whether a grapheme cluster asks to be drawn as an emoji rather than as text."""
    if TEXT_LOOK in cluster:
        return False
    return EMOJI_LOOK in cluster or _EMOJI_LOOK.match(cluster) is not None


def is_unified_cjk(char: str) -> bool:
    """Tell whether ``char`` belongs to Chinese, Japanese or Korean writing."""
    return _CJK.match(char) is not None


def has_rtl(text: str) -> bool:
    """Tell whether anything in ``text`` may read from right to left."""
    return not text.isascii() and _RTL.search(text) is not None


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
