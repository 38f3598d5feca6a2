"""Fingerprints of sheets: to print only those on which something else is to be seen than before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import NamedTuple

from model.layout.drawing_order import Layer, drawing_order
from model.layout.marks import Glyphs, Mark, Rectangle, Stroke
from model.layout.sheet import Sheet
from model.printing.assembly import ASSEMBLY
from model.printing.extents import Box, layer_box, touches, window_of
from model.printing.pages import Printout, PrintPage

_FAR = 300.0  # what reaches farther, in mm on the sheet, is looked at mark by mark
_ROUNDING = 3  # digits after the point, of mm: what is nearer to each other looks the same
_CLIPPED = 2.0  # how far beyond a window something may go on before it matters no more


def fingerprint(page: PrintPage, theme: str = "") -> str:
    """Return a digest of what is seen of the map on ``page``, the same on every computer.

    It tells the content of the windows and their place on the paper. What the print adds (labels,
    version, "sheet n of m") is left out: it would change with every day, the map would not.

    Args:
        page: Which page.
        theme: Name of the colours it is printed in, which the page itself does not know.
    """
    return _digest(page, theme, {})


def fingerprints(printout: Printout) -> dict[str, str]:
    """Return the fingerprint of each sheet of a print by name; the assembly map has none."""
    known: dict[int, list[_Inked]] = {}
    return {
        page.name: _digest(page, printout.theme.name, known)
        for page in printout.pages
        if page.name != ASSEMBLY
    }


def changed_sheets(printout: Printout, old: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of the sheets that look different from when ``old`` was taken, in order.

    Args:
        printout: The print as it would be made now.
        old: What `fingerprints` returned then.
    """
    return tuple(name for name, print_ in fingerprints(printout).items() if old.get(name) != print_)


class _Inked(NamedTuple):
    """Something drawn: a box round it, what it looks like, and whether it just fills that box."""

    box: Box
    said: bytes
    is_plain: bool


def _digest(page: PrintPage, theme: str, known: dict[int, list[_Inked]]) -> str:
    digest = hashlib.blake2b(digest_size=16)
    digest.update(_told((theme, page.width, page.height, page.stretch)))
    for piece in page.pieces:
        digest.update(_told((piece.window, piece.scale)))
        inked = known.get(id(piece.sheet))
        if inked is None:
            inked = known[id(piece.sheet)] = list(_inked(piece.sheet))
        window = window_of(piece)
        for thing in inked:
            if touches(thing.box, window):
                digest.update(_told(_within(thing, window)))
                digest.update(thing.said)
    return digest.hexdigest()


def _within(thing: _Inked, window: Box) -> Box:
    """Return where in the window a thing stands; how far a plain one goes on beyond is left out."""
    left, top, right, bottom = thing.box
    x, y, far, low = window
    if thing.is_plain:
        left, top = max(left, x - _CLIPPED), max(top, y - _CLIPPED)
        right, bottom = min(right, far + _CLIPPED), min(bottom, low + _CLIPPED)
    return left - x, top - y, right - x, bottom - y


def _inked(sheet: Sheet) -> Iterator[_Inked]:
    """Yield each thing drawn, from the back to the front."""
    for layer in drawing_order(sheet):
        box = layer_box(layer)
        if box[2] - box[0] <= _FAR and box[3] - box[1] <= _FAR:
            if layer.marks:
                yield _Inked(box, _look_of(layer.marks), is_plain=False)
            continue
        for mark in layer.marks:
            own = layer_box(Layer(layer.x, layer.y, (mark,)))
            if isinstance(mark, Rectangle):
                look = (mark.fill, mark.stroke, mark.stroke_width, mark.radius)
                yield _Inked(own, _told(look), is_plain=True)
            elif isinstance(mark, Stroke) and mark.dash is None and _is_straight(mark):
                yield _Inked(own, _told((mark.colour, mark.width)), is_plain=True)
            else:
                yield _Inked(own, _look_of((mark,)), is_plain=False)


def _is_straight(mark: Stroke) -> bool:
    return mark.x1 == mark.x2 or mark.y1 == mark.y2


def _look_of(marks: tuple[Mark, ...]) -> bytes:
    digest = hashlib.blake2b(digest_size=8)
    for mark in marks:
        if isinstance(mark, Glyphs):
            line = mark.line
            said: tuple[object, ...] = (
                mark.x, mark.y, mark.size_pt, line.text, line.width, mark.colour, mark.is_turned,
            )  # fmt: skip
        else:
            said = tuple(getattr(mark, field.name) for field in fields(mark))
        digest.update(_told((type(mark).__name__, *said)))
    return digest.digest()


def _told(values: tuple[object, ...]) -> bytes:
    return repr(_rounded(values)).encode("utf-8", "surrogatepass")


def _rounded(value: object) -> object:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return round(float(value), _ROUNDING) + 0.0  # 92 is 92.0, and no -0.0
    if isinstance(value, tuple):
        return tuple(_rounded(each) for each in value)
    return value
