"""Fingerprints of sheets: to print only those on which something else is to be seen than before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields

from model.layout.drawing_order import Layer, drawing_order
from model.layout.marks import Glyphs, Mark
from model.layout.sheet import Sheet
from model.printing.assembly import ASSEMBLY
from model.printing.extents import Box, layer_box, mark_box, touches
from model.printing.pages import Piece, Printout, PrintPage

_LONG = (
    40  # a layer with more marks is looked at mark by mark: a line changed elsewhere is no change
)
_ROUNDING = 3  # digits after the point, of mm: what is nearer to each other looks the same


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
    known: dict[int, _Inked] = {}
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


_Inked = list[tuple[Box, bytes]]


def _digest(page: PrintPage, theme: str, known: dict[int, _Inked]) -> str:
    digest = hashlib.blake2b(digest_size=16)
    digest.update(_told((theme, page.width, page.height, page.stretch)))
    for piece in page.pieces:
        digest.update(_told((piece.window, piece.scale)))
        inked = known.get(id(piece.sheet))
        if inked is None:
            inked = known[id(piece.sheet)] = list(_inked(piece.sheet))
        window = _window(piece)
        for box, said in inked:
            if touches(box, window):
                x, y = box[0] - window[0], box[1] - window[1]
                digest.update(_told((x, y)))
                digest.update(said)
    return digest.hexdigest()


def _window(piece: Piece) -> Box:
    x, y, width, height = piece.window
    left, top = (x - piece.x) / piece.scale, (y - piece.y) / piece.scale
    return left, top, left + width / piece.scale, top + height / piece.scale


def _inked(sheet: Sheet) -> Iterator[tuple[Box, bytes]]:
    """Yield a box and a digest of each thing drawn, from the back to the front."""
    for layer in drawing_order(sheet):
        if len(layer.marks) <= _LONG:
            parts: Iterable[Layer] = (layer,) if layer.marks else ()
        else:
            parts = (Layer(layer.x, layer.y, (mark,)) for mark in layer.marks)
        for part in parts:
            yield layer_box(part), _marks_digest(part.marks)


def _marks_digest(marks: tuple[Mark, ...]) -> bytes:
    """Return a digest of marks that does not hang on where they stand together."""
    digest = hashlib.blake2b(digest_size=8)
    left, top, _, _ = mark_box(marks[0])
    digest.update(_told((left, top)) if len(marks) > 1 else b"")
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
    if isinstance(value, float):
        return round(value, _ROUNDING) + 0.0  # no -0.0
    if isinstance(value, tuple):
        return tuple(_rounded(each) for each in value)
    return value
