"""What a figure was from day to day, as a small line with its first and its last value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from model.cards import Metric, Reading
from model.layout.look import Look
from model.layout.marks import Mark, Outline, PathCommand, Rectangle, Stroke
from model.layout.writing import write, write_ending

_TALL = 14.0
_DOT, _LAST_DOT = 1.6, 2.8
_GAP = 1.5
_LINE = 0.9


def readings_of(metric: Metric) -> tuple[Reading, ...]:
    """Return the values of ``metric`` from the first day to the last, with start and now.

    Days nobody wrote down keep their place among the others. Nothing where there are no readings:
    start and now alone are told by the bar.
    """
    if not metric.readings:
        return ()
    held = list(metric.readings)
    if all(reading.date for reading in held):
        held.sort(key=lambda reading: reading.date)
    days = {reading.date for reading in held if reading.date}
    first, last = held[0].date, held[-1].date
    begins = metric.baseline_measured
    if metric.baseline is not None and begins and begins not in days and begins < (first or "9"):
        held.insert(0, Reading(date=begins, value=metric.baseline))
    if metric.actual is not None and (not metric.measured or metric.measured > last):
        is_known = not metric.measured and held[-1].value == metric.actual
        if not is_known:
            held.append(Reading(date=metric.measured, value=metric.actual))
    return tuple(held)


def is_better(metric: Metric, readings: Sequence[Reading]) -> bool | None:
    """Tell whether the last reading is better than the first, None where it is neither."""
    change = readings[-1].value - readings[0].value if len(readings) > 1 else 0.0
    return None if change == 0 else (change < 0) == metric.is_less_better


def readings_line(
    look: Look, metric: Metric, x: float, y: float, width: float
) -> tuple[tuple[Mark, ...], float]:
    """Return the line of ``metric``'s readings ``width`` mm wide, and its height.

    A dashed line is the goal. Nothing where there are fewer than two values to connect.
    """
    readings = readings_of(metric)
    if len(readings) < 2:
        return (), 0.0
    values = [reading.value for reading in readings]
    known = [*values, *([] if metric.target is None else [metric.target])]
    low, high = min(known), max(known)
    inset = _LAST_DOT / 2

    def down(value: float) -> float:
        part = 0.5 if high <= low else (value - low) / (high - low)
        return y + inset + (1 - part) * (_TALL - 2 * inset)

    places = [x + inset + part * (width - 2 * inset) for part in _parts(readings)]
    points = [(at, down(value)) for at, value in zip(places, values, strict=True)]
    marks: list[Mark] = []
    if metric.target is not None:
        goal = down(metric.target)
        marks.append(Stroke(x, goal, x + width, goal, "card.text", 0.5, (2.0, 1.5)))
    marks += _drawn(points)
    words, height = _ends(look, metric, readings, x, y + _TALL + _GAP, width)
    return (*marks, *words), _TALL + _GAP + height


def _drawn(points: Sequence[tuple[float, float]]) -> Iterator[Mark]:
    start, *others = points
    line: tuple[PathCommand, ...] = (("M", *start), *(("L", *point) for point in others))
    yield Outline(line, stroke="card.blue.bar", stroke_width=_LINE)
    for at, (dot_x, dot_y) in enumerate(points):
        size = _LAST_DOT if at == len(points) - 1 else _DOT
        yield Rectangle(
            dot_x - size / 2, dot_y - size / 2, size, size, fill="card.blue.bar", radius=size / 2
        )


def _parts(readings: Sequence[Reading]) -> list[float]:
    """Return how far along the line each reading stands: by its day, if all have one."""
    count = len(readings) - 1
    evenly = [at / count for at in range(count + 1)]
    try:
        days = [date.fromisoformat(reading.date[:10]).toordinal() for reading in readings]
    except ValueError:
        return evenly
    if days[-1] <= days[0]:
        return evenly
    return [min(max((day - days[0]) / (days[-1] - days[0]), 0.0), 1.0) for day in days]


def _ends(
    look: Look, metric: Metric, readings: Sequence[Reading], x: float, y: float, width: float
) -> tuple[list[Mark], float]:
    """Set value and day of the first reading at the left, of the last at the right."""
    unit = f"\u202f{metric.unit}" if metric.unit else ""
    marks: list[Mark] = []
    height = 0.0
    for reading, is_last in ((readings[0], False), (readings[-1], True)):
        value = look.small(look.number(reading.value) + unit, width / 2, is_bold=is_last)
        texts = [(value, "card.text")]
        if reading.date:
            texts.append((look.small(look.short_date(reading.date), width / 2), "card.muted"))
        top = y
        for text, colour in texts:
            if is_last:
                marks += write_ending(text, x + width, top, colour)
            else:
                marks += write(text, x, top, text.width, colour)
            top += text.height
        height = max(height, top - y)
    return marks, height
