"""What put a card in its place, and what a recount says, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from model.counting import Ranked, Recount
from model.priorities.notes import MATRICES, MatrixKind
from model.texts import Texts
from model.voting import VotingRound
from model.wording import number_words

_LEAST_EFFORT_COUNTS = 6
Words = Callable[..., str]


def explained(ranked: Iterable[Ranked], kind: MatrixKind, words: Texts) -> Mapping[str, str]:
    """Return for each card the sentence of how its place came about, by its id."""
    held = tuple(ranked)
    # The dots of all cards of one score: thousands may have the same.
    dots: dict[float, list[int]] = {}
    for one in held:
        if one.score is not None:
            dots.setdefault(one.score, []).append(_votes(one))
    equals = {score: _Equals(len(votes), len(set(votes)) > 1) for score, votes in dots.items()}
    alone = _Equals(1, has_other_votes=False)
    return {
        one.card: _sentence(one, equals.get(one.score or 0.0, alone), kind, words) for one in held
    }


def place_words(one: Ranked, words: Words) -> str:
    """Return the place of a card in the order, and whether others share it; – without a score."""
    if one.score is None:
        return "–"
    return words("priorities.place_tied" if one.is_tied else "priorities.place", place=one.place)


def recounted(recount: Recount, entry: VotingRound | None, words: Texts) -> str:
    """Return what there was to give and what was entered, as a sentence."""
    if entry is None or recount.budget is None:
        return words("priorities.recount.no_budget", count=recount.entered)
    said = words(
        "priorities.recount.budget",
        people=entry.participants,
        dots=entry.dots_each,
        budget=recount.budget,
        entered=recount.entered,
    )
    if recount.missing:
        return f"{said} {words('priorities.recount.missing', count=recount.missing)}"
    if recount.too_many:
        return f"{said} {words('priorities.recount.too_many', count=recount.too_many)}"
    return f"{said} {words('priorities.recount.right')}"


@dataclass(frozen=True, slots=True)
class _Equals:
    """The cards of one score: how many, and whether they have different numbers of dots."""

    count: int
    has_other_votes: bool


def _sentence(one: Ranked, equals: _Equals, kind: MatrixKind, words: Texts) -> str:
    known: dict[str, float] = {reason.kind: reason.value for reason in one.made_of}
    votes = round(known.get("votes", 0))
    parts = [_score(one, known, kind, words)]
    if equals.has_other_votes:
        parts.append(words("priorities.why.votes_decide", count=votes))
    elif votes:
        parts.append(words("priorities.why.votes", count=votes))
    is_tied = one.is_tied and one.score is not None
    if "pain" in known:
        decides = not is_tied and equals.count > 1 and not equals.has_other_votes
        key = "priorities.why.pain_decides" if decides else "priorities.why.pain"
        parts.append(words(key, pain=number_words(words, known["pain"])))
    if is_tied:
        parts.append(words("priorities.why.tied"))
    return "; ".join(parts)


def _score(one: Ranked, known: Mapping[str, float], kind: MatrixKind, words: Texts) -> str:
    axes = MATRICES[kind]
    missing = [name for name in (axes.y, axes.x) if name not in known]
    if missing:
        names = [words(f"priorities.rating.{name}").lower() for name in missing]
        if len(names) == 1:
            rated = axes.x if missing == [axes.y] else axes.y
            said = f"{words(f'priorities.rating.{rated}')} {round(known[rated])}"
            return words("priorities.why.half", known=said, missing=names[0])
        return words("priorities.why.unrated", missing=words("priorities.and").join(names))
    y, x = round(known[axes.y]), round(known[axes.x])
    score = number_words(words, one.score or 0.0)
    return words(f"priorities.why.{kind}", y=y, x=x, ease=_LEAST_EFFORT_COUNTS - x, score=score)


def _votes(ranked: Ranked) -> int:
    return round(next((r.value for r in ranked.made_of if r.kind == "votes"), 0))
