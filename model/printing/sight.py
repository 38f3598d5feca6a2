"""Colours as eyes tell them apart: lightness, difference, contrast, and colour blindness.

Sources: WCAG 2.2 for contrast, CIE 1976 L*a*b* under D65 for lightness and difference,
Machado, Oliveira and Fernandes 2009 at severity 1.0 for colour blindness
(reference/workshops-and-print.md 3.10).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from model.layout.theme import Rgb

Sight = Literal["grey", "protan", "deutan", "tritan"]
_Linear = tuple[float, float, float]
_Matrix = tuple[_Linear, _Linear, _Linear]

_TO_XYZ: _Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE = tuple(sum(row) for row in _TO_XYZ)
_SIGHTS: Mapping[str, _Matrix] = MappingProxyType(
    {
        "protan": (
            (0.152286, 1.052583, -0.204868),
            (0.114503, 0.786281, 0.099216),
            (-0.003882, -0.048116, 1.051998),
        ),
        "deutan": (
            (0.367322, 0.860646, -0.227968),
            (0.280085, 0.672501, 0.047413),
            (-0.011820, 0.042940, 0.968881),
        ),
        "tritan": (
            (1.255528, -0.076749, -0.178779),
            (-0.078411, 0.930809, 0.147602),
            (0.004733, 0.691367, 0.303900),
        ),
    }
)


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast of two sRGB colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted(_times(_TO_XYZ, _linear(colour))[1] for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def difference(one: Rgb, other: Rgb, sight: Sight) -> float:
    """Return how far two sRGB colours are apart (CIE76) for eyes of this kind.

    In ``grey``, one ink or none of the colours seen, only their lightness counts.
    """
    if sight == "grey":
        return abs(_lab(_linear(one))[0] - _lab(_linear(other))[0])
    matrix = _SIGHTS[sight]
    return math.dist(*(_lab(_times(matrix, _linear(colour))) for colour in (one, other)))


def _linear(colour: Rgb) -> _Linear:
    red, green, blue = (_linear_part(part / 255) for part in colour)
    return red, green, blue


def _linear_part(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _lab(linear: _Linear) -> tuple[float, float, float]:
    seen = (min(max(part, 0.0), 1.0) for part in linear)
    red, green, blue = seen
    parts = zip(_times(_TO_XYZ, (red, green, blue)), _WHITE, strict=True)
    x, y, z = (_lab_part(part / white) for part, white in parts)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _lab_part(ratio: float) -> float:
    return math.cbrt(ratio) if ratio > 216 / 24389 else (24389 / 27 * ratio + 16) / 116


def _times(matrix: _Matrix, vector: _Linear) -> _Linear:
    x, y, z = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return x, y, z
