"""Making chosen items wider or narrower by steps: the keyboard's twin of dragging their edge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from model.edits import set_item
from model.find import ItemPlace, in_wall_order, item_place
from model.journey import JourneyMap
from widgets.canvas.gestures.drag_span import steps_between
from widgets.canvas.stage import Stage

_LOOKED_AT = 300


def span_selected(stage: Stage, by: int) -> bool:
    """Let the chosen items cover ``by`` more of the shown steps (or fewer, below 0).

    Returns:
        Whether one of them changed.
    """
    spans = spans_after(stage, by)

    def spanned(journey: JourneyMap) -> JourneyMap:
        for item_id, span in spans.items():
            journey = set_item(journey, item_id, span=span)
        return journey

    return bool(spans) and stage.document.apply("edits.change_span", spanned)


def may_span(stage: Stage, by: int) -> bool:
    """Tell whether one of the chosen items can become so much wider or narrower.

    Where thousands are chosen they are not all looked at: it may be that none can.
    """
    if stage.selection.kind != "items":
        return False
    ids = stage.selection.ids
    if len(ids) > _LOOKED_AT:
        return True
    found = (item_place(stage.document.value, item_id) for item_id in ids)
    return next(_changed_spans(stage, (place for place in found if place), by), None) is not None


def spans_after(stage: Stage, by: int) -> dict[str, int]:
    """Return what the spans of the chosen items would be, for those that can change."""
    if stage.selection.kind != "items":
        return {}
    return dict(_changed_spans(stage, in_wall_order(stage.document.value, stage.selection.ids), by))


def _changed_spans(stage: Stage, places: Iterable[ItemPlace], by: int) -> Iterator[tuple[str, int]]:
    """Yield the id and the new span of those that can change, found one after the other."""
    journey = stage.document.value
    for place in places:
        span = getattr(place.item, "span", None)
        if span is None or place.lane.is_locked or (by < 0 and span == 1):
            continue
        wanted = _next_span(stage, journey, place.step_id, span, by)
        if wanted != span:
            yield place.item.id, wanted


def _next_span(stage: Stage, journey: JourneyMap, step_id: str, span: int, by: int) -> int:
    """Return the span that ends ``by`` shown columns further; hidden steps are passed over."""
    index = stage.frame.index
    first = index.column_of(step_id)
    if first is None:
        return span
    reaches = [
        steps_between(journey, step_id, column.step_id) for column in index.sheet.columns[first:]
    ]
    covered = sum(1 for reach in reaches if reach <= span) - 1
    return reaches[min(max(covered + by, 0), len(reaches) - 1)]
