"""Marks: the short list of things a painter can draw. Lengths in mm, y down, colours as roles."""

from __future__ import annotations

from typing import Literal

from model.computed import computed
from model.text.glyphs import TextLine

# A role is a key of resources/themes/*.toml, e.g. "paper", "card.yellow.fill", "text".
Role = str
PathCommand = (
    tuple[Literal["M", "L"], float, float]
    | tuple[Literal["C"], float, float, float, float, float, float]
    | tuple[Literal["Z"]]
)


@computed(eq=True)
class Rectangle:
    """A rectangle, filled, outlined or both; ``radius`` rounds its corners."""

    x: float
    y: float
    width: float
    height: float
    fill: Role | None = None
    stroke: Role | None = None
    stroke_width: float = 0.5
    radius: float = 0.0


@computed(eq=True)
class Stroke:
    """A straight line; ``dash`` is (on, off) in mm."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: Role
    width: float = 0.5
    dash: tuple[float, float] | None = None


@computed(eq=True)
class Outline:
    """A path of lines and cubic curves."""

    commands: tuple[PathCommand, ...]
    fill: Role | None = None
    stroke: Role | None = None
    stroke_width: float = 0.5
    dash: tuple[float, float] | None = None


@computed(eq=False)
class Glyphs:
    """A line of text whose first glyph starts at ``x`` on the baseline ``y``.

    ``is_turned`` draws it upwards, turned 90 degrees counter-clockwise round (x, y).
    """

    x: float
    y: float
    size_pt: float
    line: TextLine
    colour: Role = "text"
    is_turned: bool = False


@computed(eq=True)
class ImageMark:
    """An embedded image, named by its hash, stretched over the rectangle.

    ``is_pale``: of its colours only `theme.LEFT_IN_PICTURES` is left, the rest is paper.
    Transparent parts of a picture are white, as paper is. Of an icon, which stands ``beside`` text
    of this colour, they show the ground, unless that is dark: most icons are drawn for light ones.
    """

    sha256: str
    x: float
    y: float
    width: float
    height: float
    is_pale: bool = False
    beside: Role | None = None


@computed(eq=True)
class Icon:
    """A square icon of resources/icons, drawn with strokes in one colour."""

    name: str
    x: float
    y: float
    size: float
    colour: Role = "text"


Mark = Rectangle | Stroke | Outline | Glyphs | ImageMark | Icon
