"""Priorities: two ratings of 1 to 5 as places in a matrix, votes as a table; all pure."""

from model.priorities.notes import MATRICES, MatrixKind, Note, notes_of, quadrant_of, rate
from model.priorities.spots import spots
from model.priorities.votes import votes_on, with_votes
from model.priorities.wording import explained, place_words, recounted

__all__ = [
    "MATRICES",
    "MatrixKind",
    "Note",
    "explained",
    "notes_of",
    "place_words",
    "quadrant_of",
    "rate",
    "recounted",
    "spots",
    "votes_on",
    "with_votes",
]
