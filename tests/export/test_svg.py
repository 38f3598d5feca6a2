"""SVG of a page: the words as text, the faces inside, and nothing that is loaded or run."""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from PIL import Image as Pillow

from app.export.svg import svg_of
from model.cards import Card, Picture
from model.journey import JourneyMap, MapCard, Phase, Step
from model.lanes import ImagesLane
from model.layout.drawing_order import drawing_order
from model.layout.engine import Layout
from model.layout.marks import Glyphs
from model.printing.printing import print_map
from model.printing.settings import PrintSettings
from model.templates import sample
from model.text.fonts import FontBook
from tests.embedded_images import image_of
from tests.pdf.printed import SCRIPTS, map_of

NS = {"s": "http://www.w3.org/2000/svg"}
HREF = "{http://www.w3.org/1999/xlink}href"


def written(journey: JourneyMap, settings: PrintSettings | None = None, at: int = 0):
    """The SVG of one page, parsed, and the page."""
    made = print_map(journey, settings or PrintSettings(), Layout(FontBook.bundled()))
    page = made.pages[at]
    return etree.fromstring(svg_of(page, made)), page


def words(svg) -> str:
    texts = ("".join(text.itertext()) for text in svg.iterfind(".//s:text", NS))
    return "".join("".join(texts).replace("\u200f", "").split())


def faces(svg) -> dict[tuple[str, str], TTFont]:
    rules = re.findall(
        r"font-family:'([^']+)';font-weight:(\d+);src:url\(data:font/ttf;base64,([^)]+)\)",
        svg.findtext("s:style", namespaces=NS),
    )
    return {(name, weight): TTFont(BytesIO(b64decode(data))) for name, weight, data in rules}


def test_every_word_is_text_at_its_place_and_every_letter_is_in_a_face_inside():
    journey = sample("holiday", "da")
    svg, page = written(journey)
    said = words(svg)
    for lane in journey.lanes:
        for items in lane.cells.values():
            for item in items:
                if isinstance(item, Card):
                    assert "".join(item.text.split()) in said
    assert svg.get("width") == f"{page.width:.3f}".rstrip("0").rstrip(".") + "mm"
    assert [float(side) for side in svg.get("viewBox").split()] == pytest.approx(
        [0, 0, page.width, page.height], abs=0.001
    )
    held = faces(svg)
    assert {name for name, _ in held} >= {"Journeywall Sans"}
    drawn = {ord(letter) for letter in said}
    assert drawn <= set().union(*(face.getBestCmap() for face in held.values()))


def test_each_line_has_the_width_it_was_set_to():
    svg, page = written(map_of(["En seddel med ord"]))
    lines = {
        mark.line.text: mark
        for layer in drawing_order(page.pieces[0].sheet)
        for mark in layer.marks
        if isinstance(mark, Glyphs)
    }
    for text in svg.iterfind(".//s:text", NS):
        mark = lines["".join(text.itertext())]
        em = mark.size_pt * 25.4 / 72
        assert float(text.get("font-size")) == pytest.approx(em, abs=1e-3)
        assert float(text.get("x")) == pytest.approx(mark.x, abs=1e-3)
        assert float(text.get("y")) == pytest.approx(mark.y, abs=1e-3)
        if len(mark.line.text) > 1:
            width = float(text.get("textLength"))
            assert width == pytest.approx(mark.line.width * em, abs=1e-2)


def test_all_scripts_are_written_in_reading_order_and_shaped_by_who_opens_the_file():
    svg, _ = written(map_of(SCRIPTS.values()))
    said = words(svg)
    for name in ("danish", "greek", "cyrillic", "devanagari", "symbols"):
        assert "".join(SCRIPTS[name].split()) in said
    for word in (*SCRIPTS["arabic"].split(), *SCRIPTS["hebrew"].split()):
        assert word in said
    assert "GSUB" in faces(svg)["Journeywall Arabic", "400"]


def test_only_what_the_page_shows_is_in_its_file():
    journey = sample("holiday", "da")
    whole, _ = written(journey)
    part, page = written(journey, PrintSettings(output="tiles"), 1)
    assert len(words(part)) < len(words(whole)) / 4
    (window,) = part.iterfind(".//s:clipPath/s:rect", NS)
    assert float(window.get("width")) == pytest.approx(page.pieces[0].window[2], abs=0.001)


@pytest.mark.parametrize(
    "text", ["</text><script>x</script>", "]]>&amp;<!--", "\ufdd0 \u202e \u0301"]
)
def test_hostile_text_stays_text(text):
    journey = JourneyMap(
        id="m",
        about=MapCard(title=text),
        phases=(Phase(id="p", name=text, steps=(Step(id="s", name=text),)),),
    )
    svg, _ = written(journey)
    assert not svg.findall(".//s:script", NS)
    assert "".join(text.split()) in words(svg)
    references = [found for each in svg.iter() if (found := each.get(HREF))]
    assert all(found.startswith("#") for found in references)


def test_a_photo_is_inside_upright_without_its_place_and_no_larger_than_needed():
    tags = Pillow.Exif()
    tags[0x0112] = 6
    tags[0x010F] = "Secret camera"
    photo = image_of(Pillow.new("RGB", (1200, 600), "teal"), "JPEG", exif=tags)
    lane = ImagesLane(id="l", cells={"s": (Picture(id="i", image=photo.sha256),)})
    journey = JourneyMap(
        id="m", phases=(Phase(id="p", steps=(Step(id="s"),)),), lanes=(lane,), images=(photo,)
    )
    svg, _ = written(journey, PrintSettings(most_ppi=36))
    (image,) = svg.iterfind(".//s:image", NS)
    data = b64decode(image.get(HREF).removeprefix("data:image/jpeg;base64,"))
    assert b"Secret" not in data
    opened = Pillow.open(BytesIO(data))
    assert opened.height / opened.width == pytest.approx(2, rel=0.02)
    assert opened.height <= 400
