"""A page of a print as SVG: real text in faces that are inside, the same drawing as the PDF.

Lengths are millimetres, as on the page. Each line of text has its place and its width, so that no
line runs into another where a program takes other fonts than those in the file.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from app.export.svg_faces import SvgFaces
from app.export.svg_pictures import picture_data
from model.layout.drawing_order import Layer, drawing_order
from model.layout.icons import ICON_BOX, ICON_STROKE, icon_paths
from model.layout.marks import Glyphs, Icon, ImageMark, Outline, PathCommand, Rectangle, Stroke
from model.layout.pictures import unshown_image
from model.layout.theme import LEFT_IN_PICTURES, Theme
from model.printing.extents import Box, layer_box, mark_box, touches, window_of
from model.printing.laying import enlargement
from model.printing.pages import Piece, Printout, PrintPage
from model.values import clean_line

_XLINK = "http://www.w3.org/1999/xlink"
_SVG = "http://www.w3.org/2000/svg"


def svg_of(page: PrintPage, printout: Printout) -> bytes:
    """Return ``page`` of ``printout`` as an SVG file in UTF-8; the same page gives the same bytes.

    Only what is seen through the page's windows is in it. Nothing is loaded from anywhere.

    Raises:
        ValueError: If a length is not a finite number: a fault of ours.
    """
    return _PageWriter(page, printout).written().encode("utf-8", "replace")


class _PageWriter:
    def __init__(self, page: PrintPage, printout: Printout) -> None:
        self._page, self._printout = page, printout
        self._faces = SvgFaces(printout.fonts)
        self._drawing = _Drawing(printout.theme, self._faces)
        self._clips: list[str] = []

    def written(self) -> str:
        page = self._page
        body = "".join(self._piece(piece) for piece in page.pieces)
        body += self._drawing.layers(page.layers, None)
        if page.stretch != (1, 1):
            x, y = page.stretch
            body = f'<g transform="scale({_number(x)} {_number(y)})">{body}</g>'
        width, height = _number(page.width), _number(page.height)
        title = escape(clean_line(page.title or page.name))
        language = next((piece.sheet.language for piece in page.pieces), "")
        spoken = f' xml:lang="{escape(language)}"' if language else ""
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<svg xmlns="{_SVG}" xmlns:xlink="{_XLINK}"{spoken} width="{width}mm"'
            f' height="{height}mm" viewBox="0 0 {width} {height}" stroke-linejoin="round">\n'
            f"<title>{title}</title>\n<style>{self._faces.style()}</style>\n"
            f"<defs>{''.join(self._clips)}{self._drawing.definitions()}</defs>\n"
            f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n{body}</svg>\n'
        )

    def _piece(self, piece: Piece) -> str:
        clip = f"w{len(self._clips) + 1}"
        x, y, width, height = piece.window
        self._clips.append(
            f'<clipPath id="{clip}"><rect x="{_number(x)}" y="{_number(y)}"'
            f' width="{_number(width)}" height="{_number(height)}"/></clipPath>'
        )
        settings = self._printout.settings
        pixels_per_mm = piece.scale * enlargement(settings) * settings.most_ppi / 25.4
        self._drawing.use_images(piece.sheet.images, pixels_per_mm)
        drawn = self._drawing.layers(drawing_order(piece.sheet), window_of(piece))
        place = f"translate({_number(piece.x)} {_number(piece.y)}) scale({piece.scale:.6g})"
        return f'<g clip-path="url(#{clip})"><g transform="{place}">\n{drawn}</g></g>\n'


class _Drawing:
    """Marks as SVG elements, in millimetres, y down, as they are."""

    def __init__(self, theme: Theme, faces: SvgFaces) -> None:
        self._theme, self._faces = theme, faces
        self._icons: dict[str, str] = {}
        self._images: Any = {}
        self._pixels_per_mm = 1.0
        self._pictures: dict[tuple[str, int], str | None] = {}
        self._draw: dict[type, Callable[[Any], str]] = {
            Glyphs: self._glyphs,
            Rectangle: self._rectangle,
            Stroke: self._stroke,
            Outline: self._outline,
            Icon: self._icon,
            ImageMark: self._image,
        }

    def use_images(self, images: Any, pixels_per_mm: float) -> None:
        """Take the images of the sheet that is drawn next, and how finely they are needed."""
        self._images, self._pixels_per_mm = images, pixels_per_mm

    def layers(self, layers: Iterable[Layer], seen: Box | None) -> str:
        """Return ``layers`` as elements; of those with a box to be ``seen`` in, what lies in it."""
        parts: list[str] = []
        for layer in layers:
            if not layer.marks or (seen is not None and not touches(layer_box(layer), seen)):
                continue
            marks: Iterable[Any] = layer.marks
            if seen is not None and layer.x == 0 == layer.y:  # ground and links of the whole sheet
                marks = [mark for mark in marks if touches(mark_box(mark), seen)]
            drawn = "".join(self._draw[type(mark)](mark) for mark in marks)
            place = f' transform="translate({_number(layer.x)} {_number(layer.y)})"'
            parts.append(f"<g{place if layer.x or layer.y else ''}>{drawn}</g>\n")
        return "".join(parts)

    def definitions(self) -> str:
        """Return what the elements refer to."""
        return "".join(
            f'<path id="{name}" d="{_path(icon_paths(icon))}"/>'
            for icon, name in self._icons.items()
        )

    def _glyphs(self, mark: Glyphs) -> str:
        drawn = self._faces.text(mark.line, mark.size_pt, mark.x, mark.y)
        turn = ""
        if mark.is_turned:
            turn = f' transform="rotate(-90 {_number(mark.x)} {_number(mark.y)})"'
        return f'<g fill="{self._colour(mark.colour)}"{turn}>{drawn}</g>'

    def _rectangle(self, mark: Rectangle) -> str:
        radius = min(mark.radius, mark.width / 2, mark.height / 2)
        corner = f' rx="{_number(radius)}"' if radius > 0 else ""
        return (
            f'<rect x="{_number(mark.x)}" y="{_number(mark.y)}" width="{_number(mark.width)}"'
            f' height="{_number(mark.height)}"{corner}'
            f"{self._paint(mark.fill, mark.stroke, mark.stroke_width)}/>"
        )

    def _stroke(self, mark: Stroke) -> str:
        return (
            f'<line x1="{_number(mark.x1)}" y1="{_number(mark.y1)}" x2="{_number(mark.x2)}"'
            f' y2="{_number(mark.y2)}"{self._paint(None, mark.colour, mark.width, mark.dash)}/>'
        )

    def _outline(self, mark: Outline) -> str:
        paint = self._paint(mark.fill, mark.stroke, mark.stroke_width, mark.dash)
        cap = ' stroke-linecap="round"' if mark.stroke and mark.dash is None else ""
        return f'<path d="{_path(mark.commands)}"{paint}{cap}/>'

    def _icon(self, mark: Icon) -> str:
        name = self._icons.setdefault(mark.name, f"i{len(self._icons) + 1}")
        scale = mark.size / ICON_BOX
        place = f"translate({_number(mark.x)} {_number(mark.y)}) scale({scale:.6g})"
        return (
            f'<use xlink:href="#{name}" transform="{place}" fill="none"'
            f' stroke="{self._colour(mark.colour)}" stroke-width="{ICON_STROKE:g}"'
            ' stroke-linecap="round"/>'
        )

    def _image(self, mark: ImageMark) -> str:
        needed = math.ceil(max(mark.width, mark.height) * self._pixels_per_mm)
        key = (mark.sha256, needed)
        if key not in self._pictures:
            image = self._images.get(mark.sha256)
            self._pictures[key] = None if image is None else picture_data(image, needed)
        data = self._pictures[key]
        if data is None:
            return "".join(self._draw[type(each)](each) for each in unshown_image(mark))
        place = (
            f'x="{_number(mark.x)}" y="{_number(mark.y)}" width="{_number(mark.width)}"'
            f' height="{_number(mark.height)}"'
        )
        ground = f'<rect {place} fill="{self._colour("paper")}"/>' if mark.is_pale else ""
        pale = f' opacity="{LEFT_IN_PICTURES:g}"' if mark.is_pale else ""
        return f'{ground}<image {place} preserveAspectRatio="none"{pale} xlink:href="{data}"/>'

    def _paint(
        self,
        fill: str | None,
        stroke: str | None,
        width: float,
        dash: tuple[float, float] | None = None,
    ) -> str:
        paint = f' fill="{self._colour(fill) if fill else "none"}"'
        if stroke is not None and width > 0:
            paint += f' stroke="{self._colour(stroke)}" stroke-width="{_number(width)}"'
            if dash is not None:
                paint += f' stroke-dasharray="{_number(dash[0])} {_number(dash[1])}"'
        return paint

    def _colour(self, role: str) -> str:
        return "#{:02x}{:02x}{:02x}".format(*self._theme.rgb(role))


def _path(commands: Iterable[PathCommand]) -> str:
    return "".join(
        f"{command[0]}{' '.join(_number(float(number)) for number in command[1:])}"
        for command in commands
    )


def _number(length: float) -> str:
    """Spell a length to a thousandth of a millimetre.

    Raises:
        ValueError: If it is not a finite number.
    """
    if not math.isfinite(length):
        raise ValueError("a length on the page is not a finite number")
    text = f"{length:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
