"""What lies behind the rows: their grounds, and the lines between columns, phases and layers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.layout.columns import Columns
from model.layout.look import Look
from model.layout.marks import Mark, Rectangle, Stroke
from model.layout.placing import grid_left
from model.layout.sheet import Row
from model.layout.writing import write
from model.text.glyphs import TextBlock

_LINE_ROOM = 5.0
_LINE_WIDTH = 0.9


def background(
    look: Look, columns: Columns, rows: Sequence[Row], size: tuple[float, float]
) -> Iterator[Mark]:
    """Yield the paper, the rows' grounds and the lines between columns."""
    yield Rectangle(0, 0, size[0], size[1], fill="paper")
    left = grid_left(look)
    for row in rows:
        yield Rectangle(
            left, row.y, columns.width, row.height,
            fill="grid.fill", stroke="grid.line", stroke_width=0.4, radius=2.0,
        )  # fmt: skip
    phase = columns.places[0].phase_id if columns.places else ""
    for place in columns.places:
        is_new = place.phase_id != phase
        phase = place.phase_id
        if place.x == 0 or not rows:
            continue
        x = left + place.x
        yield Stroke(
            x, rows[0].y, x, rows[-1].y + rows[-1].height,
            colour="grid.strong" if is_new else "grid.line",
            width=0.8 if is_new else 0.4,
        )  # fmt: skip


def line_label(look: Look, names: Sequence[str], width: float) -> TextBlock:
    """Return the words on a blueprint line."""
    return look.small(
        " · ".join(look.words(f"sheet.line.{name}") for name in names), width, is_bold=True
    )


def line_height(look: Look, names: Sequence[str], width: float) -> float:
    """Return the room a blueprint line needs between two rows."""
    return line_label(look, names, width).height + _LINE_ROOM if names else 0.0


def blueprint_line(look: Look, names: Sequence[str], y: float, width: float) -> Iterator[Mark]:
    """Yield a blueprint line with its words at the left, its room beginning at ``y``."""
    left = look.settings.margin
    label = line_label(look, names, width)
    middle = y + (label.height + _LINE_ROOM) / 2
    yield from write(label, left, middle - label.height / 2, label.width, "blueprint")
    start = left + label.width + _LINE_ROOM
    if start < left + width:
        yield Stroke(
            start, middle, left + width, middle,
            colour="blueprint", width=_LINE_WIDTH, dash=(4.0, 2.5),
        )  # fmt: skip
