"""A laid-out sheet as a flat list that any library can draw: same glyphs, same places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from model.layout.drawing_order import Layer, drawing_order
from model.layout.icons import ICON_BOX, ICON_STROKE, icon_paths
from model.layout.marks import Glyphs, Icon, Outline, PathCommand, Rectangle, Stroke
from model.layout.sheet import Sheet
from model.layout.theme import Theme
from model.paper import PagePlan
from model.text.fonts import BUNDLED, FontBook
from model.text.glyphs import MM_PER_POINT

POINTS_PER_MM = 72 / 25.4
Flat = tuple[Any, ...]


def flat_drawing(sheet: Sheet, plan: PagePlan, theme: Theme) -> dict[str, Any]:
    """Return page size in points, scale and marks: ``("glyphs", …)`` and ``("path", …)``."""
    marks: list[Flat] = []
    for layer in drawing_order(sheet):
        marks.extend(_flat(layer, theme, sheet.fonts))
    return {
        "width": plan.width * POINTS_PER_MM,
        "height": plan.height * POINTS_PER_MM,
        "scale": plan.scale * POINTS_PER_MM,
        "marks": marks,
    }


def flat_lines(sheet: Sheet, plan: PagePlan, theme: Theme) -> dict[str, Any]:
    """Return what a plain script draws: filled rectangles and pre-wrapped lines of text."""
    rectangles, lines = [], []
    for layer in drawing_order(sheet):
        for mark in layer.marks:
            if isinstance(mark, Rectangle) and mark.fill:
                place = (layer.x + mark.x, layer.y + mark.y, mark.width, mark.height)
                rectangles.append((*place, _colour(theme, mark.fill)))
            elif isinstance(mark, Glyphs):
                size = mark.size_pt * MM_PER_POINT
                lines.append((layer.x + mark.x, layer.y + mark.y, size, mark.line.text))
    page = flat_drawing(sheet, plan, theme)
    return {key: page[key] for key in ("width", "height", "scale")} | {
        "rectangles": rectangles,
        "lines": lines,
    }


def _flat(layer: Layer, theme: Theme, fonts: FontBook) -> Iterator[Flat]:
    for mark in layer.marks:
        if isinstance(mark, Glyphs):
            yield from _flat_glyphs(mark, layer.x, layer.y, theme, fonts)
        elif isinstance(mark, Rectangle):
            x, y = layer.x + mark.x, layer.y + mark.y
            corners = ((x, y), (x + mark.width, y), (x + mark.width, y + mark.height))
            commands = _polygon((*corners, (x, y + mark.height)))
            yield _path(commands, theme, mark.fill, mark.stroke, mark.stroke_width)
        elif isinstance(mark, Stroke):
            ends = (layer.x + mark.x1, layer.y + mark.y1), (layer.x + mark.x2, layer.y + mark.y2)
            commands = [("M", *ends[0]), ("L", *ends[1])]
            yield _path(commands, theme, None, mark.colour, mark.width)
        elif isinstance(mark, Outline):
            commands = _moved(mark.commands, layer.x, layer.y, 1)
            yield _path(commands, theme, mark.fill, mark.stroke, mark.stroke_width)
        elif isinstance(mark, Icon):
            scale = mark.size / ICON_BOX
            for outline in (icon_paths(mark.name),):
                commands = _moved(outline, layer.x + mark.x, layer.y + mark.y, scale)
                yield _path(commands, theme, None, mark.colour, ICON_STROKE * scale)


def _flat_glyphs(
    mark: Glyphs, left: float, top: float, theme: Theme, fonts: FontBook
) -> Iterator[Flat]:
    size = mark.size_pt * MM_PER_POINT
    for start, run in mark.line.runs:
        face = fonts.face(run.face)
        family = BUNDLED[run.face.removesuffix("-bold")].replace("Journeywall", "Journeywall ")
        x, glyphs = start, []
        for place, glyph in enumerate(run.glyphs):
            shift = run.offsets[place] if run.offsets else (0.0, 0.0)
            across = left + mark.x + (x + shift[0]) * size
            glyphs.append((glyph, across, top + mark.y - shift[1] * size))
            x += run.advances[place]
        yield "glyphs", family, face.is_bold, size, _colour(theme, mark.colour), glyphs


def _path(
    commands: list[Flat], theme: Theme, fill: str | None, stroke: str | None, width: float
) -> Flat:
    return (
        "path",
        commands,
        _colour(theme, fill) if fill else None,
        _colour(theme, stroke) if stroke else None,
        width,
    )


def _polygon(corners: tuple[tuple[float, float], ...]) -> list[Flat]:
    first, *others = corners
    return [("M", *first), *(("L", *corner) for corner in others), ("Z",)]


def _moved(commands: tuple[PathCommand, ...], left: float, top: float, scale: float) -> list[Flat]:
    moved: list[Flat] = []
    for name, *numbers in commands:
        placed = [
            number * scale + (left if place % 2 == 0 else top)
            for place, number in enumerate(numbers)
        ]
        moved.append((name, *placed))
    return moved


def _colour(theme: Theme, role: str) -> tuple[float, ...]:
    return tuple(part / 255 for part in theme.rgb(role))
