"""Rounds of voting with dots: who votes on what, with how many, and what a colour stands for."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from model.values import Id, Ids, IsoDate, Line, Many, Value

People = Annotated[int, Field(ge=0, le=100_000)]
DotsEach = Annotated[int, Field(ge=0, le=9999)]


class DotColour(Value):
    """What the dots of one colour stand for, e.g. red for what hurts most."""

    colour: Line = ""
    meaning: Line = ""


class VotingRound(Value):
    """A round of voting: ``number`` is the ``round`` of the `model.cards.Votes` it gave.

    ``dots_each`` counts the dots that each participant has, of all colours. ``lanes`` are those
    that are voted on; none means all.
    """

    id: Id
    number: Annotated[int, Field(ge=1, le=99)] = 1
    question: Line = ""
    participants: People | None = None
    dots_each: DotsEach | None = None
    date: IsoDate = ""
    lanes: Ids = ()
    colours: Many[DotColour] = ()

    @property
    def budget(self) -> int | None:
        """How many dots there are to give; None as long as that is not known."""
        if self.participants is None or self.dots_each is None:
            return None
        return self.participants * self.dots_each
