"""How well cards are founded, as a look at the map: on screen and in print, without colour too."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from model.cards import Card, EvidenceLevel
from model.edits import set_item, set_lane
from model.journey import JourneyMap, MapCard, Phase, Step
from model.lanes import CardsLane
from model.layout.engine import Layout
from model.layout.marks import Outline, Rectangle
from model.layout.print_look import PLAIN, PrintLook
from model.layout.sheet import Block, Sheet
from model.layout.theme import Theme, theme_names
from model.names import VOCABULARIES
from model.printing.preflight import preflight
from model.printing.printing import print_map
from model.printing.settings import PrintSettings
from tests.layout.test_themes import SIGHTS, contrast, lab, linear
from tests.sheet_reading import words

LEVELS: tuple[EvidenceLevel | None, ...] = (None, "assumption", "internal", "validated")
EVIDENCE = PrintLook(is_evidence_shown=True)


def journey() -> JourneyMap:
    cards = tuple(Card(id=f"c{n}", text="kø", evidence_level=v) for n, v in enumerate(LEVELS))
    return JourneyMap(
        id="m",
        about=MapCard(title="Sko", language="da"),
        phases=(Phase(id="p", steps=(Step(id="s"), Step(id="t"))),),
        lanes=(CardsLane(id="l", card_type="pain_point", cells={"s": cards}),),
    )


def blocks(sheet: Sheet) -> list[Block]:
    return [placed.block for placed in sheet.cells[0][0].contents]


def edge(block: Block) -> tuple[float, object] | None:
    """Return width and dash of the edge that tells the level."""
    found = [mark for mark in block.marks if isinstance(mark, Outline) and mark.stroke_width > 1]
    return (found[0].stroke_width, found[0].dash) if found else None


def test_each_level_has_a_ground_and_an_edge_of_its_own(layout: Layout) -> None:
    seen = blocks(layout.sheet(journey(), print_look=EVIDENCE))
    assert len({block.fill for block in seen}) == len(LEVELS)
    assert len({edge(block) for block in seen}) == len(LEVELS)
    assert edge(seen[0]) is None
    plain = blocks(layout.sheet(journey(), print_look=PLAIN))
    assert {block.fill for block in plain} == {"card.pink.fill"}
    # Nothing moves by looking.
    assert [block.height for block in plain] == [block.height for block in seen]


def test_small_notes_of_a_collapsed_lane_tell_it_too(layout: Layout) -> None:
    one = set_lane(journey(), "l", is_collapsed=True)
    cell = layout.sheet(one, print_look=EVIDENCE).cells[0][0]
    fills = [mark.fill for mark in cell.marks if isinstance(mark, Rectangle)]
    assert fills[1:] == [f"evidence.{level}.fill" for level in LEVELS[1:]]
    plain = layout.sheet(one).cells[0][0]
    assert {mark.fill for mark in plain.marks if isinstance(mark, Rectangle)} == {"card.pink.fill"}


def test_the_legend_explains_the_levels_and_what_nobody_said(layout: Layout) -> None:
    legend = words(layout.sheet(journey(), print_look=EVIDENCE).trailers[0].block.marks)
    for said in ("Antagelse", "Internt begrundet", "Valideret", "Ikke angivet"):
        assert legend.count(said) == 1
    plain = words(layout.sheet(journey()).trailers[0].block.marks)
    assert "Ikke angivet" not in plain


def test_a_card_that_is_written_on_is_the_only_one_drawn_again(layout: Layout) -> None:
    one = journey()
    before = blocks(layout.sheet(one, print_look=EVIDENCE))
    after = blocks(layout.sheet(set_item(one, "c2", text="køen"), print_look=EVIDENCE))
    same = [old is new for old, new in zip(before, after, strict=True)]
    assert same == [True, True, False, True]


@pytest.mark.parametrize("output", ["wall", "handout", "slides"])
def test_a_print_shows_it_when_asked(layout: Layout, output: str) -> None:
    settings = PrintSettings(output=output, is_evidence_shown=True)  # type: ignore[arg-type]
    (piece, *_) = print_map(journey(), settings, layout).pages[0].pieces
    fills = [block.fill for block in blocks(piece.sheet)]
    assert "evidence.validated.fill" in fills


@pytest.mark.parametrize("theme", ["print", "ink_saving", "greyscale"])
def test_the_preflight_knows_that_edges_tell_levels_apart(layout: Layout, theme: str) -> None:
    settings = PrintSettings(theme=theme, is_evidence_shown=True)  # type: ignore[arg-type]
    found = preflight(journey(), print_map(journey(), settings, layout))
    codes = {each.problem.code for each in found}
    assert "preflight.colours_apart" in codes
    assert "preflight.contrast_good" in codes


@pytest.mark.parametrize("name", theme_names())
def test_levels_are_legible_and_told_apart_by_everyone(name: str) -> None:
    theme = Theme.named(name)
    levels = VOCABULARIES["evidence_level"]
    for level in levels:
        assert contrast(theme, "card.text", f"evidence.{level}.fill") >= 7
        assert contrast(theme, f"evidence.{level}.line", f"evidence.{level}.fill") >= 3
    if name == "ink_saving":
        return  # all grounds are white there: the edges tell
    roles = ["card.white.fill", *(f"evidence.{level}.fill" for level in levels)]
    for sight in SIGHTS.values():
        seen = [lab(sight @ linear(theme, role)) for role in roles]
        least = 5 if name == "greyscale" else 10
        assert all(np.linalg.norm(a - b) >= least for a, b in combinations(seen, 2))
