"""The wall: the whole map on one page or a few panels, true to scale, as a print shop wants it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from model.journey import MapCard
from model.layout.drawing_order import Layer
from model.layout.marks import Mark, Rectangle
from model.layout.sheet import Sheet
from model.paper import (
    MAX_SIDE,
    TOLERANCE,
    PagePlan,
    Paper,
    fit,
    page_too_large,
    parse_orientation,
    parse_paper,
    parse_scale,
)
from model.printing.crop_marks import crop_marks, marks_reach, overlap_marks, registration_marks
from model.printing.laying import enlargement
from model.printing.pages import Area, Piece, PrintPage
from model.printing.panels import MOST_PANELS, Span, panel_spans
from model.printing.settings import PrintSettings
from model.printing.slug import slug_of, slug_words
from model.printing.wall_code import WallCode, code_on, room_for_code
from model.problems import PrintProblem
from model.texts import Texts

_BEYOND_MARKS = 1.0
_ABOVE_SLUG = 1.5
_BELOW_SLUG = 1.0


@dataclass(frozen=True, slots=True)
class Surround:
    """What stands round the trim: the bleed, and beyond it room for marks and slug.

    Attributes:
        bleed: Of each side, in mm.
        around: From the bleed to the edge of the page, in mm; the same at each side, so that
            every shop finds the trim in the middle.
        slug_at: How far below the trim the slug begins.
    """

    bleed: float
    around: float
    slug_at: float

    @property
    def whole(self) -> float:
        """From the trim to the edge of the page."""
        return self.bleed + self.around


@dataclass(frozen=True, slots=True)
class Wall:
    """A wall that is laid out on its pages.

    Attributes:
        plan: The whole wall after cutting, the sheet on it.
        panels: (start, end) of each page along the longer side; one is the whole.
        code: The QR code, on the trim.
    """

    plan: PagePlan
    surround: Surround
    panels: tuple[Span, ...]
    code: WallCode | None

    @property
    def is_split_across(self) -> bool:
        """Whether panels stand side by side; else one below the other."""
        return self.plan.width >= self.plan.height

    def parts(self) -> Iterator[Area]:
        """Yield what each panel takes of the wall: x, y, width, height."""
        for start, end in self.panels:
            if self.is_split_across:
                yield start, 0.0, end - start, self.plan.height
            else:
                yield 0.0, start, self.plan.width, end - start


def wall_plan(sheet: Sheet, settings: PrintSettings) -> PagePlan:
    """Return the page ``sheet`` goes on, as it is after cutting; of panels the whole wall.

    Raises:
        PrintProblem: If it cannot be printed so.
    """
    return plan_wall(sheet, settings).plan


def plan_wall(sheet: Sheet, settings: PrintSettings) -> Wall:
    """Return how ``sheet`` goes on the pages of a wall.

    Raises:
        PrintProblem: If it cannot be printed so.
    """
    paper = parse_paper(settings.paper)
    if paper.margin:
        paper = replace(paper, margin=settings.margin)
    surround = _surround(sheet, settings, paper)
    most = MAX_SIDE - 2 * surround.whole
    longest = most if settings.panels == 1 else most * (settings.panels or MOST_PANELS)
    paper = _within(paper, surround)
    plan = _plan(sheet, settings, paper, longest)
    is_across = plan.width >= plan.height
    if min(plan.width, plan.height) > most + TOLERANCE:
        raise page_too_large(plan, 2 * surround.whole)
    gutters = _gutters(sheet, plan) if is_across and settings.are_seams_in_gutters else ()
    length = max(plan.width, plan.height)
    panels = panel_spans(length, most, settings.panels, settings.overlap, gutters)
    code = code_on(sheet, plan, settings, paper.margin) if settings.qr else None
    wall = Wall(plan, surround, panels, code)
    if code is not None and not any(code.is_within(*part) for part in wall.parts()):
        raise PrintProblem("print.no_room_for_qr", paper=plan.paper)
    return wall


def wall_pages(sheet: Sheet, settings: PrintSettings, about: MapCard) -> tuple[PrintPage, ...]:
    """Return the page, or the panels, of a wall.

    Args:
        sheet: What hangs on it.
        settings: How it is printed.
        about: What the slug says of the map, in its language.

    Raises:
        PrintProblem: If it cannot be printed so.
    """
    wall = plan_wall(sheet, settings)
    if wall.surround.whole == 0 and len(wall.panels) == 1 and wall.code is None:
        return (wall_page(sheet, wall.plan),)
    numbers = range(1, len(wall.panels) + 1)
    return tuple(_panel_page(sheet, wall, number, settings, about) for number in numbers)


def wall_page(sheet: Sheet, plan: PagePlan) -> PrintPage:
    """Return ``sheet`` on one page as ``plan`` places it, with nothing round it."""
    whole = (0.0, 0.0, plan.width, plan.height)
    piece = Piece(sheet, whole, plan.x, plan.y, plan.scale)
    return PrintPage("wall", plan.width, plan.height, plan.trim, whole, (piece,))


def _surround(sheet: Sheet, settings: PrintSettings, paper: Paper) -> Surround:
    bleed = settings.bleed
    has_marks = settings.has_crop_marks or settings.has_registration_marks
    reach = marks_reach(bleed) if has_marks else bleed
    if not (has_marks or settings.has_slug):
        printer = paper.margin if paper.is_roll and bleed else 0.0
        return Surround(bleed, printer, 0.0)
    slug_at = reach + _ABOVE_SLUG
    end = reach + _BEYOND_MARKS
    if settings.has_slug:
        end = slug_at + _slug_height(sheet, settings, paper) + _BELOW_SLUG
    # on a roll the marks, too, must stand where the printer reaches
    return Surround(bleed, end - bleed + (paper.margin if paper.is_roll else 0.0), slug_at)


def _slug_height(sheet: Sheet, settings: PrintSettings, paper: Paper) -> float:
    whole = _plan(sheet, settings, paper, MAX_SIDE * MOST_PANELS)
    is_across = whole.width >= whole.height
    width = whole.width / max(settings.panels, 1) if is_across else whole.width
    return slug_of(sheet.fonts, Texts(sheet.language), "", 1.0, width).height


def _within(paper: Paper, surround: Surround) -> Paper:
    """Return what is left of a roll inside bleed and marks; sheets are cut from larger ones."""
    if not (paper.is_roll and paper.width and surround.whole):
        return paper
    return replace(paper, width=max(paper.width - 2 * surround.whole, 1.0), margin=0.0)


def _plan(sheet: Sheet, settings: PrintSettings, paper: Paper, longest: float) -> PagePlan:
    """Fit ``sheet``, and below it room for a QR code where the paper leaves none."""
    scale = parse_scale(settings.scale)
    way = parse_orientation(settings.orientation)

    def fitted(more: float) -> PagePlan:
        return fit(sheet.width, sheet.height + more, paper, scale, way, most_side=longest)

    if settings.qr:
        return room_for_code(sheet, settings, paper.margin, fitted)
    return fitted(0.0)


def _gutters(sheet: Sheet, plan: PagePlan) -> tuple[float, ...]:
    """Return where columns meet, along the wall in mm."""
    return tuple(plan.x + column.x * plan.scale for column in sheet.columns[1:])


def _panel_page(
    sheet: Sheet,
    wall: Wall,
    number: int,
    settings: PrintSettings,
    about: MapCard,
) -> PrintPage:
    texts = Texts(about.language)
    surround, count = wall.surround, len(wall.panels)
    left, top, width, height = tuple(wall.parts())[number - 1]
    edge, around = surround.whole, surround.around
    trim = (edge, edge, width, height)
    bleed = (around, around, width + 2 * surround.bleed, height + 2 * surround.bleed)
    plan = wall.plan
    piece = Piece(sheet, bleed, edge - left + plan.x, edge - top + plan.y, plan.scale)
    marks: list[Mark] = []
    if surround.bleed:
        marks.extend(_ground(piece))
    if wall.code is not None and wall.code.is_within(left, top, width, height):
        marks.extend(wall.code.marks(sheet.fonts, texts, edge - left, edge - top, left))
    marks.extend(_marks_round(trim, wall, number, settings))
    if settings.has_slug:
        said = slug_words(about, plan, settings, texts, (number, count))
        slug = slug_of(sheet.fonts, texts, said, enlargement(settings), width)
        marks.extend(slug.marks(edge, edge + height + surround.slug_at))
    return PrintPage(
        name="wall" if count == 1 else f"panel-{number}",
        width=width + 2 * edge,
        height=height + 2 * edge,
        trim=trim,
        bleed=bleed,
        pieces=(piece,),
        layers=(Layer(0, 0, tuple(marks)),) if marks else (),
        title=texts("print.slug.panel", number=number, count=count) if count > 1 else "",
    )


def _marks_round(trim: Area, wall: Wall, number: int, settings: PrintSettings) -> Iterator[Mark]:
    if settings.has_crop_marks:
        yield from crop_marks(trim, settings.bleed)
        if settings.overlap:
            is_across = wall.is_split_across
            start, length = (trim[0], trim[2]) if is_across else (trim[1], trim[3])
            edges = []
            if number > 1:
                edges.append(start + settings.overlap)
            if number < len(wall.panels):
                edges.append(start + length - settings.overlap)
            yield from overlap_marks(trim, settings.bleed, tuple(edges), is_across=is_across)
    if settings.has_registration_marks:
        yield from registration_marks(trim, settings.bleed)


def _ground(piece: Piece) -> Iterator[Rectangle]:
    """Yield the paper's colour where the sheet does not reach, out to the end of the bleed."""
    left, top, width, height = piece.window
    right, bottom = left + width, top + height
    inner_left, inner_top = max(left, piece.x), max(top, piece.y)
    inner_right = min(right, piece.x + piece.sheet.width * piece.scale)
    inner_bottom = min(bottom, piece.y + piece.sheet.height * piece.scale)
    for x1, y1, x2, y2 in (
        (left, top, right, inner_top),
        (left, inner_bottom, right, bottom),
        (left, inner_top, inner_left, inner_bottom),
        (inner_right, inner_top, right, inner_bottom),
    ):
        if x2 > x1 and y2 > y1:
            yield Rectangle(x1, y1, x2 - x1, y2 - y1, fill="paper")
