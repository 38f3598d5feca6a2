"""A print as the window shows it: its pages, and how large it all is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from model.filtering import Filter
from model.journey import JourneyMap
from model.layout.engine import Layout
from model.printing.capacity import capacity
from model.printing.fingerprints import fingerprints
from model.printing.laying import is_reduced_original
from model.printing.pages import Printout
from model.printing.printing import print_map
from model.printing.settings import PrintSettings
from model.printing.tiles import tile_plan
from model.printing.type_sizes import type_sizes
from model.problems import PrintProblem
from model.values import with_changes
from model.views import SavedView
from widgets.print.arranging import pages_of_wall
from widgets.print.page_painting import Extents, extents_in

AS_IT_IS = PrintSettings()


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be printed, and how."""

    journey: JourneyMap
    settings: PrintSettings = AS_IT_IS
    view: SavedView | None = None

    @property
    def through(self) -> Filter | None:
        """The filter the map is looked at through."""
        return None if self.view is None else Filter(self.view)


@dataclass(frozen=True, slots=True)
class Facts:
    """How much paper a print takes and how it is read.

    Attributes:
        width, height: What hangs on the wall, or the largest page, in mm.
        sheets: Pages that are printed; ``papers`` are their sizes in mm, each with its count.
        columns, rows: How the sheets of a wall lie, (1, 1) for one page.
        notes: Paper notes the empty cells have room for; None where nobody asks.
        waste_m2: Paper of the sheets that shows nothing of the map; ``waste`` is its share.
        ways: Papers that were weighed for tiles and how they would be turned: name, whether they
            lie, and how many sheets they take; those chosen first.
        title_pt, card_pt, smallest_pt: Type sizes on the paper, None where there is none.
    """

    width: float
    height: float
    scale: float
    sheets: int
    papers: tuple[tuple[float, float, int], ...]
    columns: int = 1
    rows: int = 1
    waste_m2: float = 0.0
    waste: float = 0.0
    notes: int | None = None
    ways: tuple[tuple[str, bool, int], ...] = ()
    title_pt: float | None = None
    card_pt: float | None = None
    smallest_pt: float | None = None


@dataclass(frozen=True, slots=True)
class MadePrint:
    """A print that was made for ``wish``.

    Attributes:
        printout: What comes out; None where ``problem`` says why nothing can.
        shown: The same with the sheets that are left out.
        extents: Where the layers of its sheets are.
        fingerprints: What each sheet of tiles shows, by name.
    """

    wish: Wish
    printout: Printout | None = None
    shown: Printout | None = None
    extents: Extents | None = None
    facts: Facts | None = None
    fingerprints: Mapping[str, str] = field(default_factory=dict)
    problem: PrintProblem | None = None


def make_print(wish: Wish, layout: Layout) -> MadePrint:
    """Return the print of ``wish``; what cannot be printed so is told in it."""
    try:
        printout = _printed(wish, wish.settings, layout)
        shown = _with_the_rest(printout, wish, layout)
    except PrintProblem as problem:
        return MadePrint(wish, problem=problem)
    return MadePrint(
        wish,
        printout,
        shown,
        extents_in(shown),
        facts_of(printout, wish),
        fingerprints(shown) if wish.settings.output == "tiles" else {},
    )


def _printed(wish: Wish, settings: PrintSettings, layout: Layout) -> Printout:
    return print_map(wish.journey, settings, layout, wish.through)


def _with_the_rest(printout: Printout, wish: Wish, layout: Layout) -> Printout:
    """Return ``printout`` with the sheets that are not chosen, each at its place."""
    if not wish.settings.sheets:
        return printout
    every = _printed(wish, with_changes(wish.settings, sheets=()), layout)
    held = {page.name: page for page in printout.pages}
    return replace(printout, pages=tuple(held.get(page.name, page) for page in every.pages))


def facts_of(printout: Printout, wish: Wish) -> Facts:
    """Return how large ``printout`` is and how it is read."""
    pages = printout.pages
    papers: dict[tuple[float, float], int] = {}
    for page in pages:
        size = (round(page.width, 1), round(page.height, 1))
        papers[size] = papers.get(size, 0) + 1
    largest = max(pages, key=lambda page: page.width * page.height)
    facts = Facts(
        width=largest.trim[2],
        height=largest.trim[3],
        scale=printout.scale,
        sheets=len(pages),
        papers=tuple((width, height, count) for (width, height), count in papers.items()),
    )
    if printout.settings.output in ("wall", "tiles", "handout"):
        facts = _with_type_sizes(facts, printout, wish)
    return _on_the_wall(_with_ways(_with_notes(facts, printout), printout), printout)


def _with_notes(facts: Facts, printout: Printout) -> Facts:
    wall, settings = pages_of_wall(printout), printout.settings
    if settings.content == "filled" or not wall:
        return facts
    piece = wall[0][1]
    scale = 1.0 if is_reduced_original(settings) else piece.scale
    return replace(facts, notes=capacity(piece.sheet, settings, scale).notes)


def _with_ways(facts: Facts, printout: Printout) -> Facts:
    wall = pages_of_wall(printout)
    if printout.settings.output != "tiles" or not wall:
        return facts
    asked = with_changes(printout.settings, orientation="auto", are_seams_in_gutters=False)
    weighed = tile_plan(wall[0][1].sheet, asked).ways
    chosen = (wall[0][0].width, wall[0][0].height)
    ways = sorted(weighed, key=lambda way: (way.page_width, way.page_height) != chosen)
    return replace(facts, ways=tuple((way.paper, way.is_landscape, way.sheets) for way in ways))


def _with_type_sizes(facts: Facts, printout: Printout, wish: Wish) -> Facts:
    sheet = wish.journey.sheet
    scale = printout.scale
    smallest = min((min(type_sizes(it), default=0.0) for it in printout.sheets()), default=0.0)
    return replace(
        facts,
        title_pt=sheet.title_size_pt * scale if wish.journey.about.title else None,
        card_pt=sheet.card_size_pt * scale,
        smallest_pt=smallest * scale or None,
    )


def _on_the_wall(facts: Facts, printout: Printout) -> Facts:
    wall = pages_of_wall(printout)
    if not wall:
        return facts
    if len(wall) == 1:
        return facts
    is_whole = not printout.settings.sheets
    windows = [(page, piece.window, piece) for page, piece in wall]
    places = [(round(piece.x, 1), round(piece.y, 1)) for _, _, piece in windows]
    sheet, scale = wall[0][1].sheet, wall[0][1].scale
    paper = sum(page.width * page.height for page, _ in wall)
    wasted = max(paper - sheet.width * scale * sheet.height * scale, 0.0)
    return replace(
        facts,
        width=sheet.width * scale,
        height=sheet.height * scale,
        columns=len({x for x, _ in places}),
        rows=len({y for _, y in places}),
        waste_m2=wasted / 1e6 if is_whole else 0.0,
        waste=wasted / paper if is_whole else 0.0,
    )
