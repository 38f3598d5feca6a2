"""The threads of a map: which pain points lead to which opportunities and plans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from model.counting.placed import Placed
from model.journey import JourneyMap

# A chain of a real map has three or four cards; a hostile file may tie all in one.
_MOST_BEHIND = 200


class Threads:
    """Links as the thread runs, whichever way they were drawn: pain, opportunity, solution.

    A jump from one channel to another is no answer to anything and is left out.
    """

    def __init__(self, journey: JourneyMap, cards: Iterable[Placed]) -> None:
        self._cards = {placed.id: placed for placed in cards}
        self._before: dict[str, list[str]] = {}
        for link in journey.links:
            if link.kind == "channel_jump":
                continue
            source, target = self._cards.get(link.source), self._cards.get(link.target)
            if source is None or target is None:
                continue
            if _is_backwards(source, target):
                source, target = target, source
            self._before.setdefault(target.id, []).append(source.id)

    def answered(self) -> frozenset[str]:
        """Return the cards that a path leads on from, to an opportunity, an idea or a solution."""
        waiting = [placed.id for placed in self._cards.values() if placed.is_opportunity]
        answered: set[str] = set()
        while waiting:
            for before in self._before.get(waiting.pop(), ()):
                if before not in answered:
                    answered.add(before)
                    waiting.append(before)
        return frozenset(answered)

    def behind(self, card_id: str) -> tuple[Placed, ...]:
        """Return the cards that lead to a card, nearest first; not what is behind a pain point."""
        found: dict[str, None] = {}
        waiting = [card_id]
        for at in waiting:
            if at != card_id and self._cards[at].is_pain_point:
                continue
            for before in self._before.get(at, ()):
                if before not in found and before != card_id and len(found) < _MOST_BEHIND:
                    found[before] = None
                    waiting.append(before)
        return tuple(self._cards[each] for each in found)

    def pain_points_behind(self, card_id: str) -> tuple[Placed, ...]:
        """Return the pain points that a card answers."""
        return tuple(placed for placed in self.behind(card_id) if placed.is_pain_point)

    def followed(self) -> Mapping[str, Sequence[Placed]]:
        """Return for each card that others lead to which these are, one link away."""
        return {
            target: tuple(self._cards[each] for each in sources)
            for target, sources in self._before.items()
        }


def _is_backwards(source: Placed, target: Placed) -> bool:
    ranks = (_rank(source), _rank(target))
    return None not in ranks and ranks[0] > ranks[1]  # type: ignore[operator]


def _rank(placed: Placed) -> int | None:
    if placed.is_opportunity:
        return 2 if placed.kind == "solution" else 1
    return 0 if placed.is_pain_point else None
