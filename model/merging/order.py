"""The order of what two sides arranged, from what both started from."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from model.difference import moved_ids

_BEFORE_ALL = -1


def merged_order(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], kept: Collection[str]
) -> tuple[str, ...]:
    """Return ``kept`` in the order of the side that arranged them; all of it stands in a side.

    What neither moved keeps the order of ``base``. What one side added or moved stands behind
    what it stood behind there; what both moved stands at the earlier of the two places. Where
    both put something into the same gap, each side's own run stays together. Exchanging the
    sides changes nothing.
    """
    wanted = set(kept)
    held = [one for one in base if one in wanted]
    first = [one for one in ours if one in wanted]
    second = [one for one in theirs if one in wanted]
    if len(first) == len(wanted) and (held == second or first == second):
        return tuple(first)
    if len(second) == len(wanted) and held == first:
        return tuple(second)
    return _woven(held, first, second)


def _woven(base: list[str], ours: list[str], theirs: list[str]) -> tuple[str, ...]:
    moved = set(moved_ids(base, ours)), set(moved_ids(base, theirs))
    in_ours, in_theirs = set(ours), set(theirs)
    fixed = [
        one
        for one in base
        if one in in_ours and one in in_theirs and one not in moved[0] and one not in moved[1]
    ]
    gaps = _gaps(ours, fixed), _gaps(theirs, fixed)
    runs: tuple[dict[int, list[str]], dict[int, list[str]]] = ({}, {})
    for side, sequence in enumerate((ours, theirs)):
        for one in sequence:
            if one in gaps[side] and _stands_here(one, side, gaps, moved):
                runs[side].setdefault(gaps[side][one], []).append(one)
    made: list[str] = []
    for gap in range(_BEFORE_ALL, len(fixed)):
        if gap != _BEFORE_ALL:
            made.append(fixed[gap])
        made += _interleaved(runs[0].get(gap, []), runs[1].get(gap, []))
    return tuple(made)


def _gaps(sequence: Sequence[str], fixed: Sequence[str]) -> dict[str, int]:
    """Return behind which of ``fixed`` each of the others stands."""
    ranks = {one: rank for rank, one in enumerate(fixed)}
    gaps: dict[str, int] = {}
    gap = _BEFORE_ALL
    for one in sequence:
        if one in ranks:
            gap = ranks[one]
        else:
            gaps[one] = gap
    return gaps


def _stands_here(
    one: str,
    side: int,
    gaps: tuple[dict[str, int], dict[str, int]],
    moved: tuple[set[str], set[str]],
) -> bool:
    """Tell whether the place this side gave ``one`` counts."""
    other = 1 - side
    if one not in gaps[other]:
        return True
    is_moved, is_moved_there = one in moved[side], one in moved[other]
    if is_moved != is_moved_there:
        return is_moved
    return gaps[side][one] <= gaps[other][one]


def _interleaved(one_run: list[str], other_run: list[str]) -> list[str]:
    """Return two runs as one, round what both hold; which side is which does not matter."""
    if not one_run or not other_run or one_run == other_run:
        return one_run or other_run
    first, second = sorted((one_run, other_run))
    in_first, in_second = set(first), set(second)
    astray = set(moved_ids(first, second))
    shared = [one for one in first if one in in_second and one not in astray]
    made: list[str] = []
    at = [0, 0]
    for one in (*shared, None):
        for side, run in enumerate((first, second)):
            end = len(run) if one is None else run.index(one, at[side])
            made += [each for each in run[at[side] : end] if side == 0 or each not in in_first]
            at[side] = end + 1
        if one is not None:
            made.append(one)
    return made
