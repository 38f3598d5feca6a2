"""The floor for PDFs: draws what `drawing.py` wrote, with pycairo and nothing of ours.

Runs with the system's Python (Debian's python3-cairo) in its own process:
``cairo_floor.py glyphs drawing.pickle out.pdf`` draws the very same glyphs at the same places and
prints CPU milliseconds and bytes; ``cairo_floor.py lines lines.json out.pdf`` is a whole script
that draws pre-wrapped lines, timed from outside.
"""

import json
import os
import pickle
import sys
import time

import cairo

POINTS_PER_MM = 72 / 25.4


def main() -> None:
    how, source, target = sys.argv[1:]
    if how == "glyphs":
        with open(source, "rb") as file:  # noqa: PTH123 - no imports that cost start-up time
            drawing = pickle.load(file)
        start = time.process_time()
        draw_marks(drawing, target)
        print((time.process_time() - start) * 1000, os.path.getsize(target))  # noqa: PTH202
    else:
        with open(source, encoding="utf-8") as file:  # noqa: PTH123
            drawing = json.load(file)
        draw_lines(drawing, target)


def draw_marks(drawing: dict, target: str) -> None:
    surface = cairo.PDFSurface(target, drawing["width"], drawing["height"])
    context = cairo.Context(surface)
    scale = drawing["scale"]
    context.scale(scale, scale)
    faces = {}
    for mark in drawing["marks"]:
        kind = mark[0]
        if kind == "glyphs":
            _, family, is_bold, size, colour, glyphs = mark
            face = faces.get((family, is_bold))
            if face is None:
                weight = cairo.FONT_WEIGHT_BOLD if is_bold else cairo.FONT_WEIGHT_NORMAL
                face = faces[family, is_bold] = cairo.ToyFontFace(
                    family, cairo.FONT_SLANT_NORMAL, weight
                )
            context.set_font_face(face)
            context.set_font_size(size)
            context.set_source_rgb(*colour)
            context.show_glyphs([cairo.Glyph(*glyph) for glyph in glyphs])
        else:
            draw_path(context, *mark[1:])
    surface.finish()


def draw_path(
    context: "cairo.Context", commands: list, fill: tuple, stroke: tuple, width: float
) -> None:
    for command in commands:
        if command[0] == "M":
            context.move_to(*command[1:])
        elif command[0] == "L":
            context.line_to(*command[1:])
        elif command[0] == "C":
            context.curve_to(*command[1:])
        else:
            context.close_path()
    if fill:
        context.set_source_rgb(*fill)
        context.fill_preserve() if stroke else context.fill()
    if stroke:
        context.set_source_rgb(*stroke)
        context.set_line_width(width)
        context.stroke()


def draw_lines(drawing: dict, target: str) -> None:
    surface = cairo.PDFSurface(target, drawing["width"], drawing["height"])
    context = cairo.Context(surface)
    context.scale(drawing["scale"], drawing["scale"])
    context.select_font_face("Journeywall Sans")
    for x, y, width, height, colour in drawing["rectangles"]:
        context.set_source_rgb(*colour)
        context.rectangle(x, y, width, height)
        context.fill()
    context.set_source_rgb(0.1, 0.1, 0.1)
    for x, y, size, text in drawing["lines"]:
        context.set_font_size(size)
        context.move_to(x, y)
        context.show_text(text)
    surface.finish()


main()
