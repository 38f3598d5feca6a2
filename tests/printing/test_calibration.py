"""The calibration page, and what follows from what was measured on it."""

from __future__ import annotations

import pytest

from model.journey import JourneyMap, MapCard, Phase, Step
from model.lanes import CardsLane
from model.layout.engine import Layout
from model.layout.marks import Glyphs, Rectangle
from model.printing.calibration import corrections
from model.printing.printing import print_map
from model.printing.settings import PrintSettings
from model.problems import PrintProblem
from model.text.fonts import FontBook
from model.texts import LANGUAGES, Texts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paper", ["A5", "A4", "A3", "Letter"])
def test_the_page_has_a_square_of_100_mm_and_is_not_corrected_itself(language, paper):
    journey = JourneyMap(
        id="m",
        about=MapCard(language=language),
        phases=(Phase(id="p", steps=(Step(id="s"),)),),
        lanes=(CardsLane(id="l"),),
    )
    settings = PrintSettings(output="calibration", tile_paper=paper, correct_x=1.02)
    (page,) = print_map(journey, settings, Layout(FontBook.bundled())).pages
    marks = page.layers[0].marks
    (square,) = [mark for mark in marks if isinstance(mark, Rectangle)]
    assert (square.width, square.height) == (100, 100)
    assert 5 <= square.x <= page.width - 105
    assert square.y + 100 <= page.height - 5
    assert page.stretch == (1, 1)
    words = " ".join(mark.line.text for mark in marks if isinstance(mark, Glyphs))
    assert "102" in words
    assert Texts(language)("print.calibration") in words


def test_a_printer_that_shrinks_is_told_to_stretch():
    assert corrections(100, 100) == (1, 1)
    assert corrections(98, 100.5) == pytest.approx((100 / 98, 100 / 100.5), abs=1e-6)
    x, y = corrections(98, 100.5)
    PrintSettings(correct_x=x, correct_y=y)


@pytest.mark.parametrize("measured", [0, -3, 10.0, 80, 120, float("nan")])
def test_what_no_printer_does_was_measured_wrong(measured):
    with pytest.raises(PrintProblem) as caught:
        corrections(100, measured)
    assert all("100" in Texts(language).of(caught.value) for language in LANGUAGES)
