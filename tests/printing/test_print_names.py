"""The file names of prints: what a print shop reads before it opens the file."""

import re

import pytest

from app.export.naming import ascii_name, suggested_name
from model.edits import set_about
from model.layout.engine import Layout
from model.printing.printing import print_map
from model.printing.settings import PrintSettings
from model.templates import sample
from model.text.fonts import FontBook
from model.views import SavedView

LAYOUT = Layout(FontBook.bundled())
MAP = set_about(
    sample("holiday", "da"), title="Kundens ØRE", version_label="3", modified="2026-05-01T08:00:00Z"
)


def name_of(view=None, journey=MAP, **settings):
    printout = print_map(journey, PrintSettings(**settings), LAYOUT)
    name = suggested_name(journey, printout, view)
    assert re.fullmatch(r"[A-Za-z0-9._+-]+", name)
    return name


def test_a_name_tells_title_version_date_size_scale_and_bleed():
    name = name_of(paper="A0", scale="1:3", bleed=3, has_crop_marks=True)
    assert name == "Kundens-OeRE_v3_2026-05-01_1189x841mm_1-3_trim+3mm.pdf"


def test_a_wall_drawn_smaller_is_called_by_the_size_it_is_enlarged_to():
    width, height = re.search(r"_([0-9.]+)x([0-9.]+)mm_1-10.pdf", name_of(scale="1:10")).groups()
    [page] = print_map(MAP, PrintSettings(scale="1:10"), LAYOUT).pages
    assert float(width) == pytest.approx(page.width * 10, abs=0.1)
    assert float(height) == pytest.approx(page.height * 10, abs=0.1)


def test_panels_are_called_by_the_whole_wall():
    whole = name_of().removesuffix(".pdf")
    assert name_of(panels=3) == f"{whole}_3-panels.pdf"


def test_tiles_are_called_by_their_paper():
    assert name_of(output="tiles", tile_paper="A4", scale="1:2").endswith("_A4-tiles_1-2.pdf")


def test_a_view_and_the_content_stand_in_the_name():
    view = SavedView(id="v", name="Kun smerte & glæde")
    assert "_Kun-smerte-glaede_" in name_of(view=view)
    assert "_blank_" in name_of(content="blank")


def test_the_name_of_an_anonymous_print_names_nobody():
    named = set_about(MAP, title="Camillas ferie")
    view = SavedView(id="v", name="Det Thomas ser")
    name = name_of(view=view, journey=named, is_anonymous=True)
    assert name.startswith("Persona-1s-ferie_Det-Persona-2-ser_")


@pytest.mark.parametrize("title", ["", "..", "旅行", "a/b\\c:d", "x" * 400])
def test_any_title_gives_a_name_every_system_can_hold(title):
    assert len(name_of(journey=set_about(MAP, title=title))) < 150


def test_letters_are_folded_to_ascii():
    assert ascii_name("Kundens ØRE & ærlige råd: ¿Ça va?") == "Kundens-OeRE-aerlige-raad-Ca-va"
