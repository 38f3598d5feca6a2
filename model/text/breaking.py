"""Where a line may end: the basics of UAX #14, and how a word that does not fit is cut."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from model.computed import computed
from model.text.characters import (
    SOFT_HYPHEN,
    ZERO_WIDTH_SPACE,
    grapheme_ends,
    is_extending,
    is_unified_cjk,
)

LONG_PIECE = 120  # characters: more is cut by graphemes without being measured as one piece
HYPHENS = "-\u2010\u2012\u2013"
SLASHES = "/\\"
OTHER_SPACES = "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
GLUE = "\u00a0\u202f\u2007\u2060\ufeff\u2011"
# Never at the start of a line in Chinese and Japanese: closing marks, small kana, iteration
# and length marks (JIS X 4051, classes CL, NS, CJ, EX and IS of UAX #14).
NOT_AT_START = (
    "、。，．：；？！・‥…‼⁇⁈⁉゠〜～ー々〻ゝゞヽヾ）］｝」』】〕〉》〗〙〛｠»｡｣､･,.:;?!%)]}’”％‰℃"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯｰﾞﾟ"
)
NOT_AT_END = "（［｛「『【〔〈《〖〘〚｟«｢([{‘“＄￥￡$£¥€"
_SIGNS = re.compile(r"[-/\\\u00ad]")
# No letter or mark below it has a break point beside it but for the signs.
_FIRST_BREAKING = "\u1000"


def break_points(text: str) -> list[int]:
    """Return where ``text``, which holds no plain space, may be broken, ascending.

    Each point is the index of the character that would start the next line. Points lie between
    grapheme clusters only.
    """
    if is_whole(text):
        return []
    return [end for end in grapheme_ends(text) if end < len(text) and _may_break(text, end)]


@lru_cache(maxsize=8192)  # asked of the same words in line after line
def is_whole(text: str) -> bool:
    """Tell at a glance that ``text`` has no break point; False means that it may have one."""
    return not text or (max(text) < _FIRST_BREAKING and not _SIGNS.search(text))


def _may_break(text: str, at: int) -> bool:
    before, after = _base_before(text, at), text[at]
    if text[at - 1] in (SOFT_HYPHEN, ZERO_WIDTH_SPACE):
        return after not in GLUE and not is_extending(after)
    if before in GLUE or after in GLUE or after in (SOFT_HYPHEN, ZERO_WIDTH_SPACE):
        return False
    if before in OTHER_SPACES:
        return True
    if before in HYPHENS:
        return _after_sign(text, at, is_hyphen=True)
    if before in SLASHES:
        return _after_sign(text, at, is_hyphen=False)
    if before == "\u2014" or after == "\u2014":  # an em dash: on either side (class B2)
        return before != after
    return _is_ideographic(before, after)


def _after_sign(text: str, at: int, *, is_hyphen: bool) -> bool:
    """Tell whether a line may end after a hyphen, dash or slash: between two parts of words.

    Never before a digit (LB25: "-5", "1/2") unless a letter leads in ("COVID-19"), and with two
    characters at least on each side ("e-mail", "km/h" stay whole).
    """
    left, right = text[: at - 1], text[at:]
    if len(left) < 2 or len(right) < 2 or not left[-1].isalnum() or not right[0].isalnum():
        return False
    if right[0].isdigit():
        return is_hyphen and left[-1].isalpha()
    return right[1].isalnum() and left[-2].isalnum()


def _is_ideographic(before: str, after: str) -> bool:
    """Tell whether a line may end between two characters because of Chinese or Japanese."""
    if after in NOT_AT_START or before in NOT_AT_END:
        return False
    return is_unified_cjk(before) or is_unified_cjk(after) or _is_emoji(before, after)


def _is_emoji(before: str, after: str) -> bool:
    return "\U0001f000" <= before <= "\U0001faff" and "\U0001f000" <= after <= "\U0001faff"


def _base_before(text: str, at: int) -> str:
    """Return the base character of the cluster that ends at ``at``."""
    index = at - 1
    while index > 0 and (is_extending(text[index]) or "\ufe00" <= text[index] <= "\ufe0f"):
        index -= 1
    return text[index]


def cut_word(
    text: str, room: float, limit: float, measure: Callable[[int, int], float]
) -> Iterator[tuple[int, int]]:
    """Yield the parts (start, end) of a word that does not fit, each for a line of its own.

    The first part may be empty: nothing fits into the room left on the current line. A piece
    wider than a whole line is cut between grapheme clusters, and one cluster may be too wide.

    Args:
        text: A word without spaces.
        room: What is left on the current line; ``limit`` if that line is empty.
        limit: Width of a line.
        measure: Width of ``text[start:end]`` by itself.
    """
    units = _units(text, limit, measure) if text else []
    is_fresh = room >= limit
    first, start = 0, 0
    while first < len(units):
        count = _fitting(units, first, start, room, measure, is_fresh=is_fresh)
        if count or is_fresh:
            count = max(count, 1)
            end = units[first + count - 1].end
            yield start, end
            first, start = first + count, end
        else:
            yield start, start
        room, is_fresh = limit, True


@computed(eq=True)
class _Unit:
    """A stretch that stays on one line.

    Attributes:
        end: Where it ends in the text.
        width: Its width by itself in em.
        needs_fresh_line: Whether it begins what is wider than any line: not behind other text.
    """

    end: int
    width: float
    needs_fresh_line: bool


def _units(text: str, limit: float, measure: Callable[[int, int], float]) -> list[_Unit]:
    units: list[_Unit] = []
    start = 0
    for end in [*break_points(text), len(text)]:
        width = measure(start, end) if end - start <= LONG_PIECE else limit + 1
        if width <= limit:
            units.append(_Unit(end, width, needs_fresh_line=False))
        else:
            before = start
            for inner in grapheme_ends(text[start:end]):
                at = start + inner
                units.append(_Unit(at, measure(before, at), needs_fresh_line=before == start))
                before = at
        start = end
    return units


def _fitting(
    units: list[_Unit],
    first: int,
    start: int,
    room: float,
    measure: Callable[[int, int], float],
    *,
    is_fresh: bool,
) -> int:
    """Return how many units from ``first`` on, which begins at ``start``, fit into ``room``.

    The sum of their widths is the guess; what counts is their width together, with kerning,
    joined letters and a hyphen at the end.
    """
    if units[first].needs_fresh_line and not is_fresh:
        return 0
    most = len(units)
    end, width = first, units[first].width
    while width <= room:
        end += 1
        if end == most or units[end].needs_fresh_line:
            break
        width += units[end].width
    while (
        end < most
        and (end == first or not units[end].needs_fresh_line)
        and measure(start, units[end].end) <= room
    ):
        end += 1
    while end > first and measure(start, units[end - 1].end) > room:
        end -= 1
    return end - first
