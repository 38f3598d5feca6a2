"""Taking in a figure that was read: what it was before becomes an earlier reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from model.cards import CellOrigin, Metric, Reading
from model.edits.items import set_item
from model.find import item_by_id
from model.journey import JourneyMap


@dataclass(frozen=True, slots=True)
class ReadFigure:
    """What was read for a metric, and from where; ``origin.read`` says when."""

    value: float
    origin: CellOrigin


def take_figures(journey: JourneyMap, found: Mapping[str, ReadFigure], day: str) -> JourneyMap:
    """Set metrics, by their ids, to what was read for them on ``day``.

    A value that is another than before becomes the actual one of that day, and the one before an
    earlier reading with its own day. The same value as before leaves value and day alone: a file
    that nobody has touched since says nothing new. Metrics that are gone are passed over.

    Raises:
        EditProblem: If a lane is locked.
    """
    for metric_id, read in found.items():
        metric = item_by_id(journey, metric_id)
        if isinstance(metric, Metric):
            journey = set_item(journey, metric_id, **_fields(metric, read, day))
    return journey


def _fields(metric: Metric, read: ReadFigure, day: str) -> dict[str, object]:
    fields: dict[str, object] = {"origin": read.origin}
    if metric.actual == read.value:
        return fields
    if metric.actual is not None:
        before = Reading(date=metric.measured, value=metric.actual)
        fields["readings"] = (*metric.readings, before)
    return {**fields, "actual": read.value, "measured": day}


def figures_with_origin(journey: JourneyMap) -> Mapping[str, CellOrigin]:
    """Return the cells that metrics are read from, by the metrics' ids, in the map's order."""
    found: dict[str, CellOrigin] = {}
    for lane in journey.lanes:
        for step in journey.steps:
            for item in lane.cells.get(step.id, ()):
                if isinstance(item, Metric) and item.origin is not None and item.origin.cell:
                    found[item.id] = item.origin
    return found
