"""How well a name fits what one has typed of it: beginnings of its words first."""

from __future__ import annotations

from model.folding import fold

_WORD_START = 3.0
_INSIDE = 1.0
_SPREAD = 0.5  # beginnings of several words run together
_LEAST_SPREAD = 3  # fewer letters than this fit nearly everything


def fit(typed: str, name: str) -> float:
    """Return how well ``typed`` fits ``name``: 0 where it does not, 1 where nothing is typed.

    Each word typed must be in the name: at the beginning of a word of it, inside one or, for
    three letters and more, as beginnings of several. A short name fits better than a long one.
    """
    wanted = fold(typed).split()
    if not wanted:
        return 1.0
    held = fold(name)
    total = 0.0
    for word in wanted:
        value = _fit_of_word(word, held)
        if not value:
            return 0.0
        total += value
    return total / len(wanted) + 1 / (2 + len(held))


def _fit_of_word(word: str, held: str) -> float:
    at = held.find(word)
    while at > 0 and held[at - 1].isalnum():
        later = held.find(word, at + 1)
        if later < 0:
            return _INSIDE
        at = later
    if at >= 0:
        return _WORD_START + (1.0 if at == 0 else 0.0)
    return _SPREAD if len(word) >= _LEAST_SPREAD and _is_in_order(word, held) else 0.0


def _is_in_order(word: str, held: str) -> bool:
    """Tell whether ``word`` is made of beginnings of words of ``held``, in their order.

    ``indsed`` fits ``indsæt seddel``: each letter follows the one before, or begins a word.
    """
    starts = [at for at in range(len(held)) if _begins(held, at)]

    def goes_on(typed: int, at: int) -> bool:
        if typed == len(word):
            return True
        if at < len(held) and held[at] == word[typed] and goes_on(typed + 1, at + 1):
            return True
        later = (place for place in starts if place > at and held[place] == word[typed])
        return any(goes_on(typed + 1, place + 1) for place in later)

    return any(held[at] == word[0] and goes_on(1, at + 1) for at in starts)


def _begins(held: str, at: int) -> bool:
    return held[at].isalnum() and (at == 0 or not held[at - 1].isalnum())
