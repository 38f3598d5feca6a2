"""Whether pages, boxes, margins and seams are as a print shop and an office printer need them."""

from __future__ import annotations

from collections.abc import Iterator

from model.paper import MAX_SIDE, TOLERANCE, parse_paper
from model.printing.pages import Area, PrintPage
from model.printing.preflight.findings import Finding
from model.printing.preflight.printed import Part, Printed
from model.problems import Problem

# reference/workshops-and-print.md 3.5: printers that reach nearer to the edge are rare
_LEAST_MARGIN = 4.0
_LEAST_BLEED = 2.0  # reference 3.2: the smallest any shop asked for
_CUT_KINDS = frozenset(("card", "feeling", "metric", "passage", "picture"))


def check_notes(printed: Printed) -> Iterator[Finding]:
    """Yield what was done differently from what was asked."""
    for note in printed.printout.notes:
        ids = note.params.get("ids", ())
        yield Finding("warning", note, tuple(map(str, ids)) if isinstance(ids, tuple) else ())


def check_boxes(printed: Printed) -> Iterator[Finding]:
    """Yield page sizes and whether trim lies in bleed and bleed in the page."""
    pages = printed.printout.pages
    for page in pages:
        whole = (0.0, 0.0, page.width, page.height)
        if not (_holds(whole, page.bleed) and _holds(page.bleed, page.trim)):
            yield Finding("error", Problem("preflight.boxes_wrong", page=page.name), page=page.name)
        if max(page.width, page.height) > MAX_SIDE + TOLERANCE:
            problem = Problem(
                "preflight.page_large", page=page.name, side=round(max(page.width, page.height)),
                limit=round(MAX_SIDE),
            )  # fmt: skip
            yield Finding("error", problem, page=page.name)
    settings = printed.settings
    if settings.has_crop_marks and settings.output == "wall" and settings.bleed < _LEAST_BLEED:
        yield Finding(
            "warning",
            Problem("preflight.no_bleed", bleed=settings.bleed, least=round(_LEAST_BLEED)),
        )
    for (width, height), count in _sizes(pages, is_wall=settings.output == "wall").items():
        yield Finding("note", Problem("preflight.pages", count=count, width=width, height=height))


def check_margins(printed: Printed) -> Iterator[Finding]:
    """Yield what an office printer would leave out along the edges."""
    settings = printed.settings
    if settings.output == "tiles" and settings.margin < _LEAST_MARGIN:
        problem = Problem(
            "preflight.margin_small", margin=settings.margin, least=round(_LEAST_MARGIN)
        )
        yield Finding("warning", problem)
    if settings.output != "wall":
        return
    margin = settings.margin if parse_paper(settings.paper).margin else 0.0
    blank = printed.journey.sheet.margin
    for page, piece in printed.pieces:
        border = blank * piece.scale
        sides = (
            piece.x + border,
            piece.y + border,
            page.width - piece.x - piece.sheet.width * piece.scale + border,
            page.height - piece.y - piece.sheet.height * piece.scale + border,
        )
        if min(sides) < margin - TOLERANCE:
            problem = Problem(
                "preflight.in_margin", room=max(0.0, round(min(sides), 1)), margin=margin
            )
            yield Finding("error", problem, page=page.name)


def check_seams(printed: Printed) -> Iterator[Finding]:
    """Yield which cards stand whole on no sheet, unless whoever planned the seams told of them."""
    if any(note.code == "print.cards_cut" for note in printed.printout.notes):
        return
    if printed.settings.sheets or len(printed.pieces) < 2:
        return
    cut: list[str] = []
    for sheet, _ in printed.scales.values():
        windows = tuple(printed.windows(sheet))
        cut += [
            part.block.id
            for part in printed.parts_of(sheet)
            if part.block.kind in _CUT_KINDS
            and _is_seen(windows, _area(part))
            and not any(_holds(window, _area(part)) for window in windows)
        ]
    if cut:
        yield Finding("warning", Problem("preflight.cards_cut", count=len(cut)), tuple(cut))
    else:
        yield Finding("note", Problem("preflight.no_card_cut"))


def _area(part: Part) -> Area:
    return part.x, part.y, part.block.width, part.block.height


def _is_seen(windows: tuple[Area, ...], area: Area) -> bool:
    x, y, width, height = area
    return any(
        x < left + wide and left < x + width and y < top + high and top < y + height
        for left, top, wide, high in windows
    )


def _holds(outer: Area, inner: Area) -> bool:
    x, y, width, height = outer
    left, top, wide, high = inner
    return (
        left >= x - TOLERANCE
        and top >= y - TOLERANCE
        and left + wide <= x + width + TOLERANCE
        and top + high <= y + height + TOLERANCE
    )


def _sizes(pages: tuple[PrintPage, ...], *, is_wall: bool) -> dict[tuple[float, float], int]:
    """Return how many pages there are of each size: a wall after cutting, else the paper."""
    sizes: dict[tuple[float, float], int] = {}
    for page in pages:
        sides = page.trim[2:] if is_wall else (page.width, page.height)
        size = (round(sides[0], 1), round(sides[1], 1))
        sizes[size] = sizes.get(size, 0) + 1
    return sizes
