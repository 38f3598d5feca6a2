"""Where the pages of a print lie to be looked at: on the wall as they hang, or side by side."""

from __future__ import annotations

import math
from dataclasses import dataclass

from model.printing.assembly import ASSEMBLY
from model.printing.pages import Area, Piece, Printout, PrintPage

_GAP = 0.08  # between pages that lie side by side, of the longest side of a page


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """A page with its top left corner at (x, y); ``seen`` is what of it is seen, on the page."""

    page: PrintPage
    x: float
    y: float
    seen: Area

    @property
    def area(self) -> Area:
        """What is seen of it, where it lies."""
        return self.x + self.seen[0], self.y + self.seen[1], self.seen[2], self.seen[3]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Pages that lie within (0, 0, width, height), in mm of paper."""

    placed: tuple[PlacedPage, ...]
    width: float
    height: float

    def at(self, x: float, y: float) -> int | None:
        """Return which page is seen at (x, y): the uppermost one, None where there is none."""
        for index in range(len(self.placed) - 1, -1, -1):
            left, top, width, height = self.placed[index].area
            if left <= x <= left + width and top <= y <= top + height:
                return index
        return None


def main_piece(page: PrintPage) -> Piece | None:
    """Return the largest window of ``page``, None where it has none."""
    return max(page.pieces, key=lambda piece: piece.window[2] * piece.window[3], default=None)


def pages_of_wall(printout: Printout) -> tuple[tuple[PrintPage, Piece], ...]:
    """Return the pages that hang on the wall with the map each shows; () for what does not."""
    if printout.settings.output not in ("wall", "tiles"):
        return ()
    found = [(page, main_piece(page)) for page in printout.pages if _hangs(page)]
    return tuple((page, piece) for page, piece in found if piece is not None)


def on_wall(printout: Printout) -> Arrangement | None:
    """Return the pages as they hang on the wall, each over the map it shows.

    Of several pages only the window is seen: what is outside is cut off or glued over.
    """
    pages = pages_of_wall(printout)
    if not pages:
        return None
    is_single = len(pages) == 1
    placed = [
        PlacedPage(page, -piece.x, -piece.y, _whole(page) if is_single else piece.window)
        for page, piece in pages
    ]
    left = min(each.area[0] for each in placed)
    top = min(each.area[1] for each in placed)
    moved = tuple(PlacedPage(each.page, each.x - left, each.y - top, each.seen) for each in placed)
    right = max(each.area[0] + each.area[2] for each in moved)
    bottom = max(each.area[1] + each.area[3] for each in moved)
    return Arrangement(moved, right, bottom)


def side_by_side(printout: Printout, aspect: float) -> Arrangement:
    """Return all pages in rows, as large as they can be in a room of this width to height."""
    pages = printout.pages
    if not pages:
        return Arrangement((), 1.0, 1.0)
    cell_width = max(page.width for page in pages)
    cell_height = max(page.height for page in pages)
    gap = _GAP * max(cell_width, cell_height)
    best = max(
        range(1, len(pages) + 1),
        key=lambda columns: _size_in(
            aspect, columns * (cell_width + gap), _rows(pages, columns) * (cell_height + gap)
        ),
    )
    placed = []
    for index, page in enumerate(pages):
        row, column = divmod(index, best)
        x = column * (cell_width + gap) + (cell_width - page.width) / 2
        y = row * (cell_height + gap) + (cell_height - page.height) / 2
        placed.append(PlacedPage(page, x, y, _whole(page)))
    width = best * (cell_width + gap) - gap
    return Arrangement(tuple(placed), width, _rows(pages, best) * (cell_height + gap) - gap)


def _size_in(aspect: float, width: float, height: float) -> float:
    return min(aspect / width, 1 / height)


def _rows(pages: tuple[PrintPage, ...], columns: int) -> int:
    return math.ceil(len(pages) / columns)


def _hangs(page: PrintPage) -> bool:
    return page.name != ASSEMBLY


def _whole(page: PrintPage) -> Area:
    return 0.0, 0.0, page.width, page.height
