"""How large a step, a phase or a lane may be, and the edits that make it so; lengths in mm."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Protocol

from model.edits import set_lane, set_step
from model.journey import JourneyMap
from model.layout.columns import least_column_width
from widgets.canvas.edges import Edge
from widgets.canvas.stage import Stage
from widgets.document import Edit

# More is a mistake of the hand; the file would hold 100 m.
_LARGEST = 5000.0


class Sizing(Protocol):
    """One thing that is being made larger or smaller.

    Attributes:
        label: Text key of the edit.
        origin: Where it begins on the sheet.
        first: How large it is now.
    """

    label: str
    origin: float
    first: float

    def bounded(self, size: float) -> float:
        """Return ``size``, or the nearest one it can have."""

    def is_fitted(self, size: float) -> bool:
        """Tell whether ``size`` means: as large as what it holds needs, now and later."""

    def edit(self, size: float) -> Edit:
        """Return the edit that makes it ``size``."""


def sizing_of(stage: Stage, edge: Edge) -> Sizing:
    """Return what the border ``edge`` makes larger or smaller."""
    return _LaneHeight(stage, edge.id) if edge.kind == "lane" else _StepWidths(stage, edge)


def fit_edit(stage: Stage, edge: Edge) -> tuple[str, Edit]:
    """Return the label and the edit that give up the own size of what ``edge`` belongs to."""
    if edge.kind == "lane":
        lane_id = edge.id
        return _LaneHeight.label, lambda journey: set_lane(journey, lane_id, height=None)
    steps = _steps_of(stage, edge)
    return _StepWidths.label, lambda journey: _with_widths(journey, steps, [None] * len(steps))


class _StepWidths:
    """The steps of a phase, or one step; a phase's steps keep their proportions."""

    label = "edits.resize_step"

    def __init__(self, stage: Stage, edge: Edge) -> None:
        columns = stage.frame.sheet.columns
        self._steps = _steps_of(stage, edge)
        held = [column for column in columns if column.step_id in self._steps]
        self._widths = [column.width for column in held]
        self._least = least_column_width(stage.document.value.sheet)
        self.origin = held[0].x
        self.first = sum(self._widths)

    def bounded(self, size: float) -> float:
        """Return ``size``, or as much as all its steps need."""
        return sum(self._shared(size))

    def is_fitted(self, size: float) -> bool:  # noqa: ARG002 - as the protocol says
        """A step's width does not follow from its cards."""
        return False

    def edit(self, size: float) -> Edit:
        """Return the edit that shares ``size`` among the steps."""
        widths = self._shared(size)
        return lambda journey: _with_widths(journey, self._steps, widths)

    def _shared(self, size: float) -> list[float]:
        """Return widths in the proportions of now that add up to ``size``, whole mm each."""
        part = min(size, _LARGEST * len(self._widths)) / self.first
        ends = [round(end * part) for end in accumulate(self._widths)]
        starts = [0, *ends[:-1]]
        return [
            max(float(end - start), self._least) for start, end in zip(starts, ends, strict=True)
        ]


class _LaneHeight:
    """One lane; as low as it goes it grows and shrinks with its cards again."""

    label = "edits.resize_lane"

    def __init__(self, stage: Stage, lane_id: str) -> None:
        self._id = lane_id
        row = stage.frame.index.row(lane_id)
        self.origin = row.y if row else 0.0
        self.first = row.height if row else 0.0
        self._least = self.first
        if stage.preview(self.edit(0.0)):
            lowest = stage.frame.index.row(lane_id)
            self._least = lowest.height if lowest else self.first
        stage.preview(None)

    def bounded(self, size: float) -> float:
        """Return ``size``, or as much as its cards need."""
        return min(max(size, self._least), _LARGEST)

    def is_fitted(self, size: float) -> bool:
        """Tell whether the lane is as low as it goes."""
        return size <= self._least

    def edit(self, size: float) -> Edit:
        """Return the edit that makes the lane so tall."""
        height = None if self.is_fitted(size) else size
        return lambda journey: set_lane(journey, self._id, height=height)


def _steps_of(stage: Stage, edge: Edge) -> tuple[str, ...]:
    if edge.kind == "step":
        return (edge.id,)
    columns = stage.frame.sheet.columns
    return tuple(column.step_id for column in columns if column.phase_id == edge.id)


def _with_widths(
    journey: JourneyMap, step_ids: Sequence[str], widths: Sequence[float | None]
) -> JourneyMap:
    for step_id, width in zip(step_ids, widths, strict=True):
        journey = set_step(journey, step_id, width=width)
    return journey
