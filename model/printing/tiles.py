"""Tiles: the whole map on sheets of an office printer that are glued together.

First comes the assembly map, then the sheets, row by row. What is seen of them on the wall is the
map and nothing else: marks and labels stand where sheets are cut off or glued over.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, replace

from model.journey import JourneyMap
from model.layout.drawing_order import drawing_order
from model.layout.look import Look
from model.layout.sheet import Sheet
from model.layout.title import version_words
from model.paper import fit, parse_orientation, parse_paper, parse_scale
from model.printing.assembly import Assembly
from model.printing.extents import box_of, layer_box, touches
from model.printing.pages import Area, Piece, PrintPage
from model.printing.repeated_headings import BANDS_HEIGHT, LANES_WIDTH, RepeatedHeadings
from model.printing.settings import PrintSettings
from model.printing.tile_labels import TileLabels
from model.printing.tiling import Obstacle, TilePlan, parse_tile_papers, plan_tiles, tile_name
from model.problems import PrintProblem, Problem
from model.texts import Texts

LEAST_OVERLAP = 5.0  # below it a full sheet has no room for what tells where it goes
# How bad it is to cut what is no card, whose cut is 1.
_HEADING, _WORDS, _BORDER = 0.2, 0.5, 0.004
_LONGEST_WHOLE = 100_000.0  # as long as `model.paper` lets a paper be; how many sheets is limited


@dataclass(frozen=True, slots=True)
class Whole:
    """What the tiles are put together to: as a wall of the same settings, without a page.

    Attributes:
        x, y: Where the map's top left corner stands on it.
        scale: Millimetres on the paper for one of the map's sheet.
    """

    width: float
    height: float
    x: float
    y: float
    scale: float


def whole_of(sheet: Sheet, settings: PrintSettings) -> Whole:
    """Return what ``sheet`` is printed as; no PDF page limits a whole made of tiles.

    Raises:
        PrintProblem: If the map does not fit on the paper it is to be as large as.
    """
    paper, scale = parse_paper(settings.paper), parse_scale(settings.scale)
    if paper.is_map_size:
        factor = 1.0 if scale == "fit" else scale
        return Whole(sheet.width * factor, sheet.height * factor, 0.0, 0.0, factor)
    # No printer prints this paper: its own margins do not count.
    plan = fit(
        sheet.width, sheet.height, replace(paper, margin=0.0), scale, most_side=_LONGEST_WHOLE
    )
    return Whole(plan.width, plan.height, plan.x, plan.y, plan.scale)


def tile_plan(sheet: Sheet, settings: PrintSettings) -> TilePlan:
    """Return how ``sheet`` is shared out; `PrintSettings.orientation` is that of each sheet.

    Raises:
        PrintProblem: If it cannot be printed so.
    """
    whole = whole_of(sheet, settings)
    return plan_tiles(
        whole.width,
        whole.height,
        parse_tile_papers(settings.tile_paper),
        margin=settings.margin,
        overlap=settings.overlap,
        orientation=parse_orientation(settings.orientation),
        glue_side=settings.glue_side,
        scale=whole.scale,
        obstacles=tuple(obstacles(sheet, whole)) if settings.are_seams_in_gutters else (),
        is_fitted_to_sheets=settings.is_fitted_to_sheets,
        header=(LANES_WIDTH, BANDS_HEIGHT) if settings.are_headers_repeated else (0.0, 0.0),
    )


def tile_pages(
    sheet: Sheet,
    settings: PrintSettings,
    journey: JourneyMap,
    plan: TilePlan,
    blank: Set[tuple[int, int]],
) -> tuple[PrintPage, ...]:
    """Return the assembly map, and then the sheets that are asked for, row by row.

    Args:
        sheet: The map as it is laid out.
        settings: How it is printed.
        journey: What labels say: title, version, names of lanes and phases.
        plan: The tiles.
        blank: Row and column of those that are skipped as nothing is seen on them.

    Raises:
        PrintProblem: If a sheet asked for is not there.
    """
    present = tuple(place for place in plan.places if place not in blank)
    look = Look(journey.sheet, sheet.fonts, Texts(journey.about.language), is_for_print=True)
    caption = " · ".join(filter(None, (journey.about.title, version_words(look, journey.about))))
    labels = TileLabels(sheet.fonts, look.words, caption, plan, present)
    headings = RepeatedHeadings.of(journey, sheet, look) if plan.header_width else None
    corner = map_corner(sheet, settings, plan)
    chosen = chosen_places(settings, plan, present)
    assembly = Assembly(sheet, plan, look, caption, corner, present, chosen)
    stretch = (settings.correct_x, settings.correct_y)
    return (
        assembly.page(stretch),
        *(_page(sheet, plan, place, corner, labels, headings, stretch) for place in chosen),
    )


def chosen_places(
    settings: PrintSettings, plan: TilePlan, present: tuple[tuple[int, int], ...]
) -> tuple[tuple[int, int], ...]:
    """Return (row, column) of the sheets to print, row by row: those asked for, or ``present``.

    Raises:
        PrintProblem: ``print.unknown_sheet``.
    """
    wanted = {name.strip() for name in settings.sheets}
    for name in sorted(wanted.difference(plan.names)):
        raise PrintProblem(
            "print.unknown_sheet",
            sheet=name[:20], last=plan.names[-1], rows=plan.rows, columns=plan.columns,
        )  # fmt: skip
    if wanted:
        return tuple(place for place in plan.places if tile_name(*place) in wanted)
    return present


def blank_places(
    sheet: Sheet, settings: PrintSettings, plan: TilePlan
) -> frozenset[tuple[int, int]]:
    """Return the sheets on which nothing but paper would be seen."""
    origin = map_corner(sheet, settings, plan)
    grounds = [
        (
            sheet.grid_x,
            row.y,
            sheet.grid_x + sum(c.width for c in sheet.columns),
            row.y + row.height,
        )
        for row in sheet.rows
    ]
    rest: list[tuple[float, float, float, float]] = []
    blank = set()
    for place in plan.places:
        window = box_of(on_sheet(plan.seen(*place), origin, plan.scale))
        if any(touches(window, ground) for ground in grounds):
            continue
        rest = rest or list(_other_boxes(sheet))
        if not any(touches(window, box) for box in rest):
            blank.add(place)
    return frozenset(blank)


def tile_notes(
    settings: PrintSettings, plan: TilePlan, blank: Set[tuple[int, int]]
) -> Iterator[Problem]:
    """Yield what to tell of these tiles, of which those in ``blank`` are skipped."""
    if plan.cut_cards:
        yield PrintProblem("print.cards_cut", count=len(plan.cut_cards), ids=plan.cut_cards)
    if plan.sheets > 1 and plan.overlap < LEAST_OVERLAP:
        yield PrintProblem("print.little_overlap", overlap=plan.overlap, least=round(LEAST_OVERLAP))
    if plan.shrink < 1:
        yield PrintProblem("print.fitted_to_sheets", percent=round(plan.shrink * 100, 2))
    if blank and not settings.sheets:
        names = ", ".join(tile_name(*place) for place in sorted(blank))
        yield PrintProblem("print.blank_sheets", count=len(blank), sheets=names)


def map_corner(sheet: Sheet, settings: PrintSettings, plan: TilePlan) -> tuple[float, float]:
    """Return where the map's top left corner stands on the whole as it was planned."""
    whole = whole_of(sheet, settings)
    return whole.x * plan.shrink, whole.y * plan.shrink


def on_sheet(area: Area, corner: tuple[float, float], scale: float) -> Area:
    """Return an area of the whole in the millimetres of the map's sheet."""
    x, y, width, height = area
    return (x - corner[0]) / scale, (y - corner[1]) / scale, width / scale, height / scale


def obstacles(sheet: Sheet, whole: Whole) -> Iterator[Obstacle]:
    """Yield what seams should leave whole: cards first, then headings and words."""

    def at(x: float, y: float, width: float, height: float) -> Area:
        k = whole.scale
        return whole.x + x * k, whole.y + y * k, width * k, height * k

    for cells in sheet.cells:
        for cell in cells:
            for placed in cell.contents:
                block = placed.block
                area = at(cell.x + placed.x, cell.y + placed.y, block.width, block.height)
                yield Obstacle(block.id, area)
    for column in sheet.columns:
        head = column.header
        yield Obstacle("", at(head.x, head.y, head.block.width, head.block.height), _HEADING, 0)
    for phase in sheet.phases:
        yield Obstacle("", at(phase.x, 0, phase.width, 0), _BORDER, 0)
    for row in sheet.rows:
        yield Obstacle("", at(0, row.y, 0, row.height), 0, _BORDER)
        box = row.header.block.text_box
        if box is not None:
            yield Obstacle("", at(0, row.header.y + box[1], 0, box[3]), 0, _WORDS)
    bands = [sheet.title, *sheet.trailers]
    bands += [heads[0].header for heads in (sheet.phases, sheet.columns) if heads]
    for band in bands:
        if band is not None:
            yield Obstacle("", at(0, band.y, 0, band.block.height), 0, _WORDS)


def _other_boxes(sheet: Sheet) -> Iterator[tuple[float, float, float, float]]:
    """Yield boxes of what is drawn but for the paper and the rows' grounds and contents."""
    paper = sheet.background[:1]
    for layer in drawing_order(sheet):
        marks = layer.marks
        if marks is sheet.background or marks is sheet.overlay:
            for mark in marks[len(paper) :] if marks is sheet.background else marks:
                yield layer_box(layer._replace(marks=(mark,)))
        elif marks:
            yield layer_box(layer)


def _page(
    sheet: Sheet,
    plan: TilePlan,
    place: tuple[int, int],
    corner: tuple[float, float],
    labels: TileLabels,
    headings: RepeatedHeadings | None,
    stretch: tuple[float, float],
) -> PrintPage:
    printed, seen = plan.printed(*place), plan.seen(*place)
    left, top = plan.corner(*place)
    x, y = left - printed[0], top - printed[1]  # where the whole's corner stands on the page
    window = (left, top, printed[2], printed[3])
    trim = (x + seen[0], y + seen[1], seen[2], seen[3])
    piece = Piece(sheet, window, x + corner[0], y + corner[1], plan.scale)
    beside = headings.layers(plan, place, piece) if headings else ()
    return PrintPage(
        name=tile_name(*place),
        width=plan.page_width,
        height=plan.page_height,
        trim=trim,
        bleed=window,
        pieces=(piece,),
        layers=(*beside, *labels.layers(place, trim)),
        title=labels.words("print.tiles.sheet", sheet=tile_name(*place)),
        stretch=stretch,
    )
