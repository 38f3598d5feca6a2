"""Maps that have been merged, in words: made beside the window, shown in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from model.comparing import compare
from model.comparing.wording import count_lines
from model.journey import JourneyMap
from model.merging import (
    Choice,
    Conflict,
    Merged,
    Speakers,
    merge_apart,
    merge_many,
    refuse_strangers,
    standing,
)
from model.merging.wording import conflict_title, conflict_words, side_words
from model.texts import Texts

Chosen = Mapping[tuple[int, str], Choice]
"""What was chosen, by the number of the merge and `Conflict.key`."""


@dataclass(frozen=True, slots=True, eq=False)
class MergeWish:
    """What is to be merged.

    Attributes:
        base: What all grew from; None where nobody kept it (`model.merging.merge_apart`).
        maps: The map that is open, then the others; ``names`` are what they are called.
        otherwise: What stands where nothing was chosen.
        chosen: What was.
    """

    base: JourneyMap | None
    maps: tuple[JourneyMap, ...]
    names: tuple[str, ...]
    otherwise: Choice = "both"
    chosen: Chosen = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class ConflictRow:
    """A conflict in words.

    Attributes:
        step: In which merge it came up, counted from 0; with ``conflict.key`` it is known.
        title: What it is about; ``said`` is all of it in sentences.
        names: What the two sides are called; ``sides`` is what they say.
        stands: What the merged map holds.
    """

    step: int
    conflict: Conflict
    title: str
    said: str
    names: tuple[str, str]
    sides: tuple[str, str]
    stands: Choice

    @property
    def key(self) -> tuple[int, str]:
        """What its choice is remembered by."""
        return self.step, self.conflict.key


@dataclass(frozen=True, slots=True, eq=False)
class MergedMaps:
    """What came out.

    Attributes:
        wish: What was asked for.
        journey: The merged map.
        conflicts: All that was not agreed on, map by map.
        counts: What the open map gets, a line for each sort.
        taken: How many cards, feelings and other items go out of the open map.
    """

    wish: MergeWish
    journey: JourneyMap
    conflicts: tuple[ConflictRow, ...]
    counts: tuple[str, ...]
    taken: int


def make_merged(wish: MergeWish, words: Texts) -> MergedMaps:
    """Return the maps of ``wish`` as one; it takes a second for thousands of cards.

    Raises:
        EditProblem: ``merge.nothing_common``, if maps without a base have no phase in common;
            ``merge.stranger``, if one did not grow from the base.
    """
    chosen: list[dict[str, Choice]] = [{} for _ in wish.maps[1:]]
    for (step, key), choice in wish.chosen.items():
        if step < len(chosen):
            chosen[step][key] = choice
    if wish.base is None:
        steps = merge_apart(wish.maps, wish.otherwise, chosen)
    else:
        refuse_strangers(wish.base, wish.maps, wish.names)
        steps = merge_many(wish.base, wish.maps, wish.otherwise, chosen)
    rows = tuple(_rows(words, steps, wish))
    journey = steps[-1].journey if steps else wish.maps[0]
    found = compare(wish.maps[0], journey)
    taken = found.counts("items").get("removed", 0)
    return MergedMaps(wish, journey, rows, count_lines(words, found), taken)


def _rows(words: Texts, steps: Sequence[Merged], wish: MergeWish) -> Iterator[ConflictRow]:
    if not any(merged.conflicts for merged in steps):
        return
    speakers = Speakers(steps[0].base, wish.maps, wish.names)
    for step, merged in enumerate(steps):
        for conflict in merged.conflicts:
            sides = (speakers.name_of(conflict, step + 1), wish.names[step + 1])
            yield _row(words, step, merged, conflict, sides)


def _row(
    words: Texts, step: int, merged: Merged, conflict: Conflict, sides: tuple[str, str]
) -> ConflictRow:
    stands = standing(merged, conflict)
    return ConflictRow(
        step,
        conflict,
        conflict_title(words, merged, conflict, is_place_last=True),
        conflict_words(words, merged, conflict, sides, stands),
        sides,
        (
            side_words(words, merged, conflict, "ours"),
            side_words(words, merged, conflict, "theirs"),
        ),
        stands,
    )
