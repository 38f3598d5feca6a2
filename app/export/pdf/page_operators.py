"""Marks as PDF page operators: one string a block, in millimetres, with y turned upwards."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from app.export.pdf.colours import Inks
from app.export.pdf.text_operators import TextOperators
from model.layout.drawing_order import Layer
from model.layout.marks import (
    Glyphs,
    Icon,
    ImageMark,
    Outline,
    PathCommand,
    Rectangle,
    Role,
    Stroke,
)

# How far the handles of a quarter circle reach, as a part of the radius.
_KAPPA = 0.5522847498
_FLAT, _ROUND = "0 J\n", "1 J\n"
_SOLID = "[] 0 d\n"


class DrawnObjects(Protocol):
    """Icons and images that the page calls by name."""

    def icon(self, name: str) -> str:
        """Return the resource name of the icon ``name``, drawn in a unit square, y up."""

    def picture(self, sha256: str) -> tuple[str, str] | None:
        """Return (resource name, matrix that turns it upright) of an image, or None."""


class PageOperators:
    """Collects the operators of one page."""

    def __init__(
        self, fills: Inks, strokes: Inks, text: TextOperators, objects: DrawnObjects
    ) -> None:
        self._fills = fills
        self._strokes = strokes
        self._text = text
        self._objects = objects
        self._out: list[str] = []
        self._draw: dict[type, Callable[[Any], None]] = {
            Glyphs: self._glyphs,
            Rectangle: self._rectangle,
            Stroke: self._stroke,
            Outline: self._outline,
            Icon: self._icon,
            ImageMark: self._image,
        }
        self._start_block()

    def add(self, layer: Layer) -> None:
        """Draw the marks of ``layer``.

        Raises:
            ValueError: If a length is not a finite number: a fault of ours.
        """
        if not layer.marks:
            return
        self._out.append(f"q 1 0 0 1 {_checked(layer.x):.2f} {-_checked(layer.y):.2f} cm\n")
        self._start_block()
        draw = self._draw
        for mark in layer.marks:
            draw[type(mark)](mark)
        self._out.append("ET Q\n" if self._is_in_text else "Q\n")

    def content(self, matrix: str) -> bytes:
        """Return the page's content: all that was added, under ``matrix`` (``a b c d e f``)."""
        return f"{matrix} cm 1 j\n{''.join(self._out)}".encode("latin-1")

    def _start_block(self) -> None:
        """Know again what a fresh ``q`` knows: nothing but the page's defaults."""
        self._is_in_text = False
        self._x = self._y = 0
        self._fill = self._line = self._font = ""
        self._width = -1.0
        self._cap, self._dash = _FLAT, _SOLID

    def _glyphs(self, mark: Glyphs) -> None:
        x, y = round(_checked(mark.x) * 100), -round(_checked(mark.y) * 100)
        out = self._out
        if mark.is_turned:
            self._leave_text()
            out.append(f"BT 0 1 -1 0 {x / 100:.2f} {y / 100:.2f} Tm\n")
        else:
            if not self._is_in_text:
                out.append("BT\n")
                self._is_in_text = True
                self._x = self._y = 0
            out.append(f"{(x - self._x) / 100:.2f} {(y - self._y) / 100:.2f} Td\n")
            self._x, self._y = x, y
        self._set_fill(mark.colour)
        shown, self._font = self._text.line(mark.line, mark.size_pt, self._font)
        out.append(shown)
        if mark.is_turned:
            out.append("ET\n")

    def _rectangle(self, mark: Rectangle) -> None:
        self._leave_text()
        finish = self._paint(mark.fill, mark.stroke, mark.stroke_width)
        if not finish:
            return
        x, y, width, height = mark.x, mark.y, mark.width, mark.height
        _checked(x + y + width + height + mark.radius)
        if mark.radius > 0:
            self._out.append(_rounded(x, -y - height, width, height, mark.radius) + finish)
        else:
            self._out.append(f"{x:.2f} {-y - height:.2f} {width:.2f} {height:.2f} re {finish}")

    def _stroke(self, mark: Stroke) -> None:
        self._leave_text()
        self._set_line(mark.colour, mark.width, mark.dash)
        _checked(mark.x1 + mark.y1 + mark.x2 + mark.y2)
        self._out.append(f"{mark.x1:.2f} {-mark.y1:.2f} m {mark.x2:.2f} {-mark.y2:.2f} l S\n")

    def _outline(self, mark: Outline) -> None:
        self._leave_text()
        finish = self._paint(
            mark.fill, mark.stroke, mark.stroke_width, mark.dash, is_round=mark.dash is None
        )
        if finish:
            self._out.append(path_operators(mark.commands, -1) + finish)

    def _icon(self, mark: Icon) -> None:
        self._leave_text()
        name = self._objects.icon(mark.name)
        if self._line != mark.colour:
            self._line = mark.colour
            self._out.append(self._strokes[mark.colour])
        size = _checked(mark.size)
        x, y = _checked(mark.x), -_checked(mark.y) - size
        self._out.append(f"q {size:.2f} 0 0 {size:.2f} {x:.2f} {y:.2f} cm /{name} Do Q\n")

    def _image(self, mark: ImageMark) -> None:
        self._leave_text()
        width, height = _checked(mark.width), _checked(mark.height)
        x, y = _checked(mark.x), -_checked(mark.y) - height
        picture = self._objects.picture(mark.sha256)
        if picture is not None:
            name, upright = picture
            self._out.append(
                f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm{upright} /{name} Do Q\n"
            )

    def _paint(
        self,
        fill: Role | None,
        stroke: Role | None,
        width: float,
        dash: tuple[float, float] | None = None,
        *,
        is_round: bool = False,
    ) -> str:
        """Set the colours and return the operator that ends the path, "" if nothing is drawn."""
        if fill is not None:
            self._set_fill(fill)
        if stroke is None or width <= 0:
            return "f\n" if fill is not None else ""
        self._set_line(stroke, width, dash, is_round=is_round)
        return "B\n" if fill is not None else "S\n"

    def _set_fill(self, role: Role) -> None:
        if self._fill != role:
            self._fill = role
            self._out.append(self._fills[role])

    def _set_line(
        self,
        role: Role,
        width: float,
        dash: tuple[float, float] | None,
        *,
        is_round: bool = False,
    ) -> None:
        if self._line != role:
            self._line = role
            self._out.append(self._strokes[role])
        if self._width != width:
            self._width = width
            self._out.append(f"{_checked(width):.2f} w\n")
        pattern = _SOLID if dash is None else f"[{dash[0]:.2f} {dash[1]:.2f}] 0 d\n"
        if self._dash != pattern:
            self._dash = pattern
            self._out.append(pattern)
        cap = _ROUND if is_round else _FLAT
        if self._cap != cap:
            self._cap = cap
            self._out.append(cap)

    def _leave_text(self) -> None:
        if self._is_in_text:
            self._is_in_text = False
            self._out.append("ET\n")


def path_operators(commands: Iterable[PathCommand], y_sign: int) -> str:
    """Return ``commands`` as path construction operators, y multiplied by ``y_sign``."""
    parts: list[str] = []
    for command in commands:
        numbers = " ".join(
            f"{_checked(number if at % 2 == 0 else y_sign * number):.2f}"
            for at, number in enumerate(command[1:])
        )
        letter = command[0]
        parts.append("h " if letter == "Z" else f"{numbers} {letter.lower()} ")
    return "".join(parts)


def _rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    radius = min(radius, width / 2, height / 2)
    near = radius * (1 - _KAPPA)
    right, top = x + width, y + height
    return (
        f"{x + radius:.2f} {y:.2f} m {right - radius:.2f} {y:.2f} l "
        f"{right - near:.2f} {y:.2f} {right:.2f} {y + near:.2f} {right:.2f} {y + radius:.2f} c "
        f"{right:.2f} {top - radius:.2f} l "
        f"{right:.2f} {top - near:.2f} {right - near:.2f} {top:.2f} "
        f"{right - radius:.2f} {top:.2f} c "
        f"{x + radius:.2f} {top:.2f} l "
        f"{x + near:.2f} {top:.2f} {x:.2f} {top - near:.2f} {x:.2f} {top - radius:.2f} c "
        f"{x:.2f} {y + radius:.2f} l "
        f"{x:.2f} {y + near:.2f} {x + near:.2f} {y:.2f} {x + radius:.2f} {y:.2f} c h "
    )


def _checked(length: float) -> float:
    if not math.isfinite(length):
        raise ValueError("a length on the sheet is not a finite number")
    return length
