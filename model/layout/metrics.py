"""A figure as a block: name, start, now and goal, a bar, and a line of what it was."""

from __future__ import annotations

from collections.abc import Iterator

from model.cards import Metric
from model.layout.look import Look
from model.layout.marks import Icon, Mark, Outline, Rectangle, Stroke
from model.layout.readings import is_better, readings_line, readings_of
from model.layout.sheet import Block
from model.layout.writing import Chip, flow_chips, write, write_ending

_PADDING = 5.0
_BAR_HEIGHT = 4.0
_ROOM = 3.0


def metric_block(look: Look, metric: Metric, width: float) -> Block:
    """Return ``metric`` ``width`` mm wide."""
    inner = width - 2 * _PADDING
    size_pt = look.settings.card_size_pt
    name = look.text(metric.name, inner, size_pt, is_bold=True)
    top = _PADDING + name.height
    figures, figures_height = _figures(look, metric, top, inner)
    bar_top = top + figures_height + (_ROOM if figures else 0.0)
    bar = tuple(_bar(metric, _PADDING, bar_top, inner))
    line_top = bar_top + (_BAR_HEIGHT + 2 * _ROOM if bar else 0.0)
    line, line_height = readings_line(look, metric, _PADDING, line_top, inner)
    notes_top = line_top + (line_height + _ROOM if line else 0.0)
    notes, notes_height = flow_chips(look, _notes(look, metric), _PADDING, notes_top, inner)
    height = notes_top + notes_height + _PADDING - (_ROOM if (bar or line) and not notes else 0.0)
    return Block(
        kind="metric",
        id=metric.id,
        width=width,
        height=height,
        marks=(
            Rectangle(
                0, 0, width, height,
                fill="card.white.fill", stroke="card.white.line", stroke_width=0.5, radius=2.0,
            ),
            *write(name, _PADDING, _PADDING, inner, "card.text"),
            *figures,
            *bar,
            *line,
            *notes,
        ),
        text_box=(_PADDING, _PADDING, inner, name.height),
        text_size_pt=size_pt,
        fill="card.white.fill",
    )  # fmt: skip


def _figures(look: Look, metric: Metric, y: float, width: float) -> tuple[tuple[Mark, ...], float]:
    """Set "start 12 → now 18 / goal 25 %", each figure with its word, in rows.

    A figure of which nothing is known yet has lines to write it on.
    """
    if metric.baseline is None and metric.actual is None and metric.target is None:
        return _blanks(look, metric, y, width)
    unit = f"\u202f{metric.unit}" if metric.unit else ""
    parts = [
        (key, look.number(number) + unit)
        for key, number in (
            ("baseline", metric.baseline),
            ("actual", metric.actual),
            ("target", metric.target),
        )
        if number is not None
    ]
    marks: list[Mark] = []
    x, top, row_height = 0.0, y, 0.0
    for index, (key, figure) in enumerate(parts):
        word = look.small(look.words(f"sheet.{key}"), width)
        value = look.text(figure, width, look.settings.card_size_pt, is_bold=key == "actual")
        sign = look.card_em if index else 0.0
        needed = sign + max(word.width, value.width)
        if x and x + needed > width:
            x, top, row_height, sign = 0.0, top + row_height, 0.0, 0.0
        if sign:
            size = 0.7 * look.card_em
            marks.append(
                Icon(
                    "arrow-right", _PADDING + x, top + word.height + 0.35 * size, size, "card.muted"
                )
            )
        left = _PADDING + x + sign * 1.2
        marks.extend(write(word, left, top, word.width, "card.muted"))
        marks.extend(write(value, left, top + word.height, value.width, "card.text"))
        row_height = max(row_height, word.height + value.height)
        x += needed + sign * 0.2 + 0.8 * look.card_em
    return tuple(marks), top + row_height - y


def _blanks(look: Look, metric: Metric, y: float, width: float) -> tuple[tuple[Mark, ...], float]:
    """Set the words for start, now and goal, each over a line to write on."""
    marks: list[Mark] = []
    column = (width - 2 * _ROOM) / 3
    height = 0.0
    for index, key in enumerate(("baseline", "actual", "target")):
        word = look.small(look.words(f"sheet.{key}"), column)
        x = _PADDING + index * (column + _ROOM)
        marks.extend(write(word, x, y, column, "card.muted"))
        line = y + word.height + 1.1 * look.card_em
        marks.append(Stroke(x, line, x + column, line, colour="grid.strong", width=0.5))
        height = max(height, line - y)
    if metric.unit:
        unit = look.small(metric.unit, column)
        marks.extend(write_ending(unit, _PADDING + width, y, "card.muted"))
    return tuple(marks), height


def _bar(metric: Metric, x: float, y: float, width: float) -> Iterator[Mark]:
    """Yield a track from the lowest to the highest figure, filled from start to now.

    The start is a small tick, the goal a triangle; nothing if there is nothing to compare.
    """
    known = [v for v in (metric.baseline, metric.actual, metric.target) if v is not None]
    if len(known) < 2:
        return
    low, high = min(0.0, *known), max(0.0, *known)
    if high <= low:
        return

    def place(value: float) -> float:
        return x + (value - low) / (high - low) * width

    radius = _BAR_HEIGHT / 2
    yield Rectangle(x, y, width, _BAR_HEIGHT, fill="metric.track", radius=radius)
    if metric.actual is not None:
        zero, end = place(0.0), place(metric.actual)
        left, long = min(zero, end), abs(end - zero)
        if long > 0:
            yield Rectangle(
                left, y, long, _BAR_HEIGHT, fill="metric.bar", radius=min(radius, long / 2)
            )
    if metric.baseline is not None:
        at = min(max(place(metric.baseline), x + 0.4), x + width - 0.4)
        yield Rectangle(at - 0.4, y - 1, 0.8, _BAR_HEIGHT + 2, fill="metric.target")
    if metric.target is not None:
        at = min(max(place(metric.target), x + 1.6), x + width - 1.6)
        top = y + _BAR_HEIGHT
        yield Outline(
            (("M", at, top), ("L", at + 1.6, top + 2.6), ("L", at - 1.6, top + 2.6), ("Z",)),
            fill="card.text",
        )


def _notes(look: Look, metric: Metric) -> Iterator[Chip]:
    better = is_better(metric, readings_of(metric))
    if metric.is_less_better:
        yield Chip(look.words("sheet.less_is_better"), "goal")
    if better is not None:
        way = "better" if better else "worse"
        sign = "thumbs-up" if better else "triangle-alert"
        yield Chip(look.words(f"sheet.{way}"), sign, "card.muted" if better else "warning")
    if metric.is_business_goal:
        yield Chip(look.words("sheet.business_goal"), "target")
    if metric.measured:
        yield Chip(look.date(metric.measured), "calendar")
    if metric.source:
        yield Chip(metric.source, "chart-column")
