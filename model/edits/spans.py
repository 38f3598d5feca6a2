"""How far items reach over the steps, and how that follows when steps come, go and move."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set

from model.cards import CellItem, Feeling, Metric
from model.edits.changes import changed

_MAX_SPAN = 1000  # model.cards.Span


def with_room(item: CellItem, room: int) -> CellItem:
    """Return ``item`` with its span cut to ``room`` steps."""
    if isinstance(item, Feeling | Metric) or item.span <= room:
        return item
    return changed(item, span=room)


def refitted(
    before: Sequence[str], after: Sequence[str], moved: Set[str], home: Mapping[str, str]
) -> Callable[[str, CellItem], CellItem]:
    """Return what fits the span of an item at a step id of ``before`` to the steps ``after``.

    An item goes on covering what it covered: it still ends at its last step that is there and was
    not moved itself, so it grows round a new step and shrinks with one that goes. An item that
    moved keeps its length. ``home`` names where the items of a step that goes will stand.
    """
    old = {step_id: column for column, step_id in enumerate(before)}
    new = {step_id: column for column, step_id in enumerate(after)}

    def refit(step_id: str, item: CellItem) -> CellItem:
        if isinstance(item, Feeling | Metric) or item.span == 1:
            return item
        start = new[home.get(step_id, step_id)]
        span = item.span
        if step_id not in moved:
            covered = before[old[step_id] : old[step_id] + item.span]
            stay = [home.get(one, one) for one in covered if one not in moved]
            ends = [new[one] for one in stay if one in new]
            span = max([start, *ends]) - start + 1
        return changed(item, span=max(1, min(span, len(after) - start, _MAX_SPAN)))

    return refit
