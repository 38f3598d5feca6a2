"""Lengths as people write them: ``5mm``, ``0,5 cm``, ``0.25in``; a bare number is millimetres."""

from __future__ import annotations

import re

from model.problems import PrintProblem

NUMBER = r"[0-9]{1,6}(?:[.,][0-9]{1,4})?"
UNIT = r'(?P<unit>mm|cm|in|")?'
SIZE = re.compile(rf"\A(?P<width>{NUMBER})\s*[x×*]\s*(?P<height>{NUMBER})\s*{UNIT}\Z")
_LENGTH = re.compile(rf"\A(?P<number>{NUMBER})\s*{UNIT}\Z")
_MM_PER_UNIT = {"mm": 1.0, "cm": 10.0, "in": 25.4, '"': 25.4}


def parse_length(text: str) -> float:
    """Return in mm the length a person wrote.

    Raises:
        PrintProblem: ``print.unknown_length``.
    """
    found = _LENGTH.match(text.strip().lower())
    if found is None:
        raise PrintProblem("print.unknown_length", length=text[:60])
    return millimetres(found["number"], found["unit"])


def parse_note(text: str) -> tuple[float, float]:
    """Return in mm the width and height of a sticky note a person wrote: ``76x76``, ``3x5in``.

    Raises:
        PrintProblem: ``print.unknown_note``.
    """
    found = SIZE.match(text.strip().lower())
    if found is None:
        raise PrintProblem("print.unknown_note", note=text[:60])
    unit = found["unit"]
    return millimetres(found["width"], unit), millimetres(found["height"], unit)


def millimetres(number: str, unit: str | None) -> float:
    """Return in mm what `NUMBER` and `UNIT` matched."""
    return round(float(number.replace(",", ".")) * _MM_PER_UNIT[unit or "mm"], 4)
