"""Persona posters: all that is known of a person on a page, or lines to write it on."""

from __future__ import annotations

import pytest
from PIL import Image as Pillow

from model.layout.drawing_order import drawing_order
from model.layout.engine import Layout
from model.layout.marks import Glyphs, ImageMark, Mark, Stroke
from model.people import CompanyProfile, Persona
from model.printing.pages import PrintPage
from model.printing.printing import print_map
from model.printing.settings import PrintSettings
from model.problems import PrintProblem
from model.templates import sample
from model.text.fonts import FontBook
from model.text.glyphs import MM_PER_POINT
from model.values import with_changes
from tests.embedded_images import image_of
from tests.pdf.printed import map_of

POSTER = PrintSettings(output="persona", paper="A4")


def posters(journey, settings=POSTER) -> tuple[PrintPage, ...]:
    return print_map(journey, settings, Layout(FontBook.bundled())).pages


def marks(page: PrintPage) -> list[Mark]:
    return [mark for layer in drawing_order(page.pieces[0].sheet) for mark in layer.marks]


def said(page: PrintPage) -> str:
    lines = (mark.line.text for mark in marks(page) if isinstance(mark, Glyphs))
    return "".join("".join(lines).split())


def has_words(page: PrintPage, text: str) -> bool:
    return "".join(text.split()) in said(page)


def is_inside(page: PrintPage) -> bool:
    """Whether every line ends within the sheet's border."""
    sheet = page.pieces[0].sheet
    lines = [mark for mark in marks(page) if isinstance(mark, Glyphs)]
    ends = [mark.x + mark.line.width * mark.size_pt * MM_PER_POINT for mark in lines]
    return max(ends) <= sheet.width - 10 and max(mark.y for mark in lines) <= sheet.height - 10


@pytest.mark.parametrize("language", ["da", "en"])
def test_each_persona_has_a_page_with_everything_that_is_known(language):
    journey = sample("holiday", language)
    pages = posters(journey)
    assert [page.title for page in pages] == [person.name for person in journey.personas]
    for page, person in zip(pages, journey.personas, strict=True):
        assert (page.width, page.height) == (210, 297)
        assert is_inside(page)
        texts = (person.name, person.quote, person.description, person.age, person.motivation,
                 person.behaviour, person.web_habits, *person.goals, *person.values)  # fmt: skip
        assert [text for text in texts if not has_words(page, text)] == []


def test_one_persona_may_be_chosen_and_a3_is_a4_enlarged():
    journey = sample("holiday", "en")
    wanted = journey.personas[1]
    (small,) = posters(journey, with_changes(POSTER, persona=wanted.id))
    (large,) = posters(journey, with_changes(POSTER, persona=wanted.id, paper="map"))
    assert small.title == wanted.name
    assert (large.width, large.height) == (297, 420)
    assert large.pieces[0].scale == pytest.approx(297 / 210)


def test_a_blank_sheet_has_lines_instead_of_what_is_known():
    journey = map_of(["Kort"])
    with pytest.raises(PrintProblem) as refused:
        posters(journey)
    assert refused.value.code == "print.no_persona"
    (page,) = posters(journey, with_changes(POSTER, content="blank"))
    assert has_words(page, "Behov")
    lines = [mark for mark in marks(page) if isinstance(mark, Stroke)]
    assert len(lines) > 25
    assert max(line.y1 for line in lines) < 297 - 10
    seeded = sample("holiday", "da")
    assert has_words(posters(seeded, with_changes(POSTER, content="seeded"))[0], "Camilla")
    assert not has_words(posters(seeded, with_changes(POSTER, content="blank"))[0], "Camilla")


def test_who_has_very_much_to_tell_gets_more_pages_and_no_word_is_lost():
    long = " ".join(f"ord{number}" for number in range(2200))
    person = Persona(
        id="p",
        name="Navn " * 60,
        quote=long[:5000],
        description=long,
        behaviour=long,
        goals=(long[:400],),
    )
    pages = posters(map_of(["Kort"], personas=(person,)))
    assert len(pages) > 1
    assert all(map(is_inside, pages))
    whole = "".join(map(said, pages))
    assert [number for number in range(2200) if f"ord{number}" not in whole] == []


def test_a_photo_takes_the_place_of_the_initials():
    image = image_of(Pillow.new("RGB", (40, 30), "teal"))
    people = (
        Persona(id="p", name="Emma Holm", image=image.sha256),
        CompanyProfile(id="q", name="Genspor", industry="Mode", revenue="3 mio."),
    )
    with_photo, company = posters(map_of(["Kort"], personas=people, images=(image,)))
    (photo,) = (mark for mark in marks(with_photo) if isinstance(mark, ImageMark))
    assert photo.width / photo.height == pytest.approx(4 / 3)
    assert not has_words(with_photo, "EH")
    assert has_words(company, "3 mio.")


def test_a_persona_chosen_by_an_id_that_names_her_is_found_in_the_anonymous_print():
    people = (Persona(id="bo", name="Bo"), Persona(id="emma", name="Emma", goals=("Ro",)))
    anonymous = with_changes(POSTER, persona="emma", is_anonymous=True)
    (page,) = posters(map_of(["Kort"], personas=people), anonymous)
    assert page.title == "Persona 2"
    assert has_words(page, "Ro")
