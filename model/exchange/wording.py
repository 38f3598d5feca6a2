"""How what is no text stands in one: numbers, feelings and figures, as people write them."""

from __future__ import annotations

import re

from model.cards import Feeling, Metric
from model.values import MAX_LINE, clean_line

_NUMBER = re.compile(r"[+\-\u2212]?[0-9]{1,12}(?:[.,][0-9]{1,6})?")
_FEELING = re.compile(r"\s*([+\-\u2212]?[0-9]{1,3}(?:[.,][0-9]{1,6})?)(?:\s+(.*))?\Z", re.DOTALL)


def number_text(number: float, *, has_comma: bool = False, is_signed: bool = False) -> str:
    """Return ``number`` in its shortest form; ``has_comma`` as Danish writes it."""
    text = f"{number:+.12g}" if is_signed and number else f"{number:.12g}"
    return text.replace(".", ",") if has_comma else text


def read_plain_number(text: str) -> float | None:
    """Return the number ``text`` is, with a comma or a point; None for anything else."""
    plain = text.strip()
    if not _NUMBER.fullmatch(plain):
        return None
    return float(plain.replace("\u2212", "-").replace(",", "."))


def feeling_line(feeling: Feeling, *, has_comma: bool) -> str:
    """Return a feeling as “+1,5 Curious”."""
    said = number_text(round(feeling.value, 4), has_comma=has_comma, is_signed=True)
    return f"{said} {feeling.label}" if feeling.label else said


def read_feeling(line: str) -> tuple[float, str] | None:
    """Return the value and the word of a line such as “+1,5 Curious”; None for any other."""
    found = _FEELING.match(line)
    if found is None:
        return None
    value = read_plain_number(found.group(1))
    return None if value is None else (value, clean_line(found.group(2) or "")[:MAX_LINE])


def metric_line(metric: Metric, *, has_comma: bool = False) -> str:
    """Return a figure as “Conversion: 3,1 % (2 → 4)”: what is, what was and what should be."""

    def said(number: float | None) -> str:
        return "" if number is None else number_text(number, has_comma=has_comma)

    goal = f"({said(metric.baseline)} → {said(metric.target)})"
    has_goal = metric.baseline is not None or metric.target is not None
    figure = " ".join(part for part in (said(metric.actual), metric.unit) if part)
    told = " ".join(part for part in (figure, goal if has_goal else "") if part)
    return ": ".join(part for part in (metric.name, told) if part)
