"""How rounds of voting and the colours of their dots are called."""

from __future__ import annotations

from model.voting import DotColour, VotingRound
from widgets.language import Language


def round_words(held: VotingRound, words: Language) -> str:
    """Return what a round is called: its number, and its question if it has one."""
    if held.question:
        return words("forms.round.asked", number=held.number, question=held.question)
    return words("forms.round.plain", number=held.number)


def colour_words(colour: DotColour, words: Language) -> str:
    """Return a colour with what it stands for; "votes" where there is but one sort of dots."""
    named = [text for text in (colour.colour, colour.meaning) if text]
    return " \u2013 ".join(named) or words("forms.round.votes")
