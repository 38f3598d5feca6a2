"""Marks as PDF page operators: one string a block, in millimetres, with y turned upwards."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from app.export.pdf.colours import Palette
from app.export.pdf.text_operators import TextOperators
from model.layout.drawing_order import Layer
from model.layout.icons import rounded
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
from model.layout.pictures import unshown_image

_FLAT, _ROUND = "0 J\n", "1 J\n"
_SOLID = "[] 0 d\n"


class DrawnObjects(Protocol):
    """Icons and images that the page calls by name."""

    def icon(self, name: str) -> str:
        """Return the resource name of the icon ``name``, drawn in a unit square, y up."""

    def picture(self, sha256: str, *, is_pale: bool, is_icon: bool) -> tuple[str, str] | None:
        """Return (resource name, matrix that turns it upright) of an image, or None."""


class PageOperators:
    """Collects operators, in millimetres with y up from the sheet's or page's top edge."""

    def __init__(self, palette: Palette, text: TextOperators, objects: DrawnObjects) -> None:
        self._fills = palette.fills
        self._strokes = palette.strokes
        self._texts = palette.texts
        self._image_state = palette.image_state
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
        self._moves = _Moves()
        self._shapes: dict[tuple[float, ...], str] = {}
        self._start_block()

    def add(self, layer: Layer) -> None:
        """Draw the marks of ``layer``.

        Raises:
            ValueError: If a length is not a finite number: a fault of ours.
        """
        if not layer.marks:
            return
        self._out.append(place_operator(layer))
        self._start_block()
        draw = self._draw
        for mark in layer.marks:
            draw[type(mark)](mark)
        self._out.append("ET Q\n" if self._is_in_text else "Q\n")

    def taken(self) -> str:
        """Return the operators of all that was added, and forget them."""
        made = "".join(self._out)
        self._out.clear()
        return made

    def _start_block(self) -> None:
        """Know again what a fresh ``q`` knows: nothing but the page's defaults."""
        self._is_in_text = False
        self._x = self._y = 0
        self._fill = self._line = self._font = ""
        self._width = -1.0
        self._cap, self._dash = _FLAT, _SOLID

    def _glyphs(self, mark: Glyphs) -> None:
        # round() raises for what is not finite
        x, y = round(mark.x * 100), -round(mark.y * 100)
        out = self._out
        if mark.is_turned:
            self._leave_text()
            out.append(f"BT 0 1 -1 0 {_mm(x / 100)} {_mm(y / 100)} Tm\n")
        elif self._is_in_text:
            out.append(self._moves[x - self._x, y - self._y])
        else:
            out.append("BT\n")
            self._is_in_text = True
            out.append(self._moves[x, y])
        self._x, self._y = x, y
        colour = self._texts[mark.colour]
        if self._fill != colour:
            self._fill = colour
            out.append(colour)
        self._font = self._text.show(out, mark.line, mark.size_pt, self._font)
        if mark.is_turned:
            out.append("ET\n")

    def _rectangle(self, mark: Rectangle) -> None:
        self._leave_text()
        finish = self._paint(mark.fill, mark.stroke, mark.stroke_width)
        if not finish:
            return
        key = (mark.x, mark.y, mark.width, mark.height, mark.radius)
        shape = self._shapes.get(key)
        if shape is None:
            shape = self._shapes[key] = _rectangle_path(*key)
        self._out.append(shape + finish)

    def _stroke(self, mark: Stroke) -> None:
        self._leave_text()
        self._set_line(mark.colour, mark.width, mark.dash)
        start, end = f"{_mm(mark.x1)} {_mm(-mark.y1)}", f"{_mm(mark.x2)} {_mm(-mark.y2)}"
        self._out.append(f"{start} m {end} l S\n")

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
        size = _mm(mark.size)
        place = f"{_mm(mark.x)} {_mm(-mark.y - mark.size)}"
        self._out.append(f"q {size} 0 0 {size} {place} cm /{name} Do Q\n")

    def _image(self, mark: ImageMark) -> None:
        self._leave_text()
        picture = self._objects.picture(
            mark.sha256, is_pale=mark.is_pale, is_icon=mark.beside is not None
        )
        if picture is None:
            for instead in unshown_image(mark):
                self._draw[type(instead)](instead)
            return
        name, upright = picture
        place = f"{_mm(mark.x)} {_mm(-mark.y - mark.height)}"
        size = f"{_mm(mark.width)} 0 0 {_mm(mark.height)}"
        state = self._image_state
        self._out.append(f"q {state}{size} {place} cm{upright} /{name} Do Q\n")

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
        colour = self._fills[role]
        if self._fill != colour:
            self._fill = colour
            self._out.append(colour)

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
            self._out.append(f"{_mm(width)} w\n")
        pattern = _SOLID if dash is None else f"[{_mm(dash[0])} {_mm(dash[1])}] 0 d\n"
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


def place_operator(layer: Layer) -> str:
    """Return what begins a block at the place of ``layer``."""
    return f"q 1 0 0 1 {_mm(layer.x)} {_mm(-layer.y)} cm\n"


def path_operators(commands: Iterable[PathCommand], y_sign: int) -> str:
    """Return ``commands`` as path construction operators, y multiplied by ``y_sign``."""
    parts: list[str] = []
    for command in commands:
        numbers = " ".join(
            _mm(number if at % 2 == 0 else y_sign * number) for at, number in enumerate(command[1:])
        )
        letter = command[0]
        parts.append("h " if letter == "Z" else f"{numbers} {letter.lower()} ")
    return "".join(parts)


def _rectangle_path(x: float, y: float, width: float, height: float, radius: float) -> str:
    """Return a rectangle given by its top left corner, y down, as path operators."""
    if radius > 0:
        corner = min(radius, width / 2, height / 2)
        return path_operators(rounded(x, y, width, height, corner, corner), -1)
    return f"{_mm(x)} {_mm(-y - height)} {_mm(width)} {_mm(height)} re "


class _Moves(dict[tuple[int, int], str]):
    """``Td`` operators by (right, up) in hundredths of a millimetre; a few serve all cards."""

    def __missing__(self, key: tuple[int, int]) -> str:
        made = self[key] = f"{_mm(key[0] / 100)} {_mm(key[1] / 100)} Td\n"
        return made


def _mm(length: float) -> str:
    """Spell a length to 0.01 mm.

    Raises:
        ValueError: If it is not a finite number.
    """
    if not math.isfinite(length):
        raise ValueError("a length on the sheet is not a finite number")
    text = f"{length:.2f}"
    return text[:-3] if text[-2:] == "00" else text.rstrip("0")
