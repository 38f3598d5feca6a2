"""Making chosen items wider or narrower by steps: the keyboard's twin of dragging their edge."""

from __future__ import annotations

from model.edits import set_item
from model.find import in_wall_order
from model.journey import JourneyMap
from widgets.canvas.gestures.drag_span import steps_between
from widgets.canvas.stage import Stage


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


def spans_after(stage: Stage, by: int) -> dict[str, int]:
    """Return what the spans of the chosen items would be, for those that can change."""
    if stage.selection.kind != "items":
        return {}
    spans: dict[str, int] = {}
    journey = stage.document.value
    for place in in_wall_order(journey, stage.selection.ids):
        span = getattr(place.item, "span", None)
        if span is None or place.lane.is_locked:
            continue
        wanted = _next_span(stage, journey, place.step_id, span, by)
        if wanted != span:
            spans[place.item.id] = wanted
    return spans


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
