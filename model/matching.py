"""How well a name fits what one has typed of it: whole words first, then letters in order."""

from __future__ import annotations

from model.folding import fold

_WORD_START = 3.0
_INSIDE = 1.0
_SPREAD = 0.2  # letters in order, but not side by side
_LEAST_SPREAD = 3  # fewer letters than this fit nearly everything


def fit(typed: str, name: str) -> float:
    """Return how well ``typed`` fits ``name``: 0 where it does not, 1 where nothing is typed.

    Each word typed must be in the name: at the beginning of a word of it, inside one or, for
    three letters and more, with its letters in order. A short name fits better than a long one.
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
    """Tell whether the letters of ``word`` come in ``held`` in order, the first beginning a word.

    All but the first may stand anywhere behind the one before.
    """
    starts = [at for at, letter in enumerate(held) if letter == word[0] and _begins(held, at)]
    if not starts:
        return False
    at = starts[0]
    for letter in word[1:]:
        at = held.find(letter, at + 1)
        if at < 0:
            return False
    return True


def _begins(held: str, at: int) -> bool:
    return at == 0 or not held[at - 1].isalnum()
