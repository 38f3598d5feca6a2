"""The PDF for a press: ink and nothing else, text of black alone, marks on every plate."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import get_args

import numpy as np
import pikepdf
import pypdfium2
import pytest

from app.export.jobs import export_journey
from app.export.pdf import Metadata, export_pdf
from model.layout.drawing_order import Layer
from model.layout.engine import Layout
from model.layout.marks import Glyphs, Icon, Outline, Rectangle, Stroke
from model.layout.theme import Theme, pale_role
from model.printing.printing import print_map
from model.printing.settings import PrintSettings
from model.sheet_settings import SheetTheme
from model.templates import sample
from model.text.fonts import FontBook
from model.text.setting import set_text
from tests.pdf.plates import (
    INKS,
    PLATES_OF_PRESSES,
    colours_in,
    needs_ghostscript,
    plates_of,
)
from tests.pdf.printed import map_of

PRESS = PrintSettings(profile="cmyk")
HOLIDAY = sample("holiday", "da")


def page_of(*marks: object, settings: PrintSettings = PRESS) -> bytes:
    """A small page that shows ``marks`` and else only a map's title."""
    made = print_map(map_of([]), settings, Layout(FontBook.bundled()))
    (page,) = made.pages
    bare = replace(page, pieces=(), layers=(Layer(0, 0, marks),), width=100, height=100,
                   trim=(0, 0, 100, 100), bleed=(0, 0, 100, 100))  # fmt: skip
    return export_pdf(replace(made, pages=(bare,)), Metadata(title="Prøve"))


def word(text: str, x: float, y: float, role: str) -> Glyphs:
    (line,) = set_text(FontBook.bundled(), text, width=90, size_pt=60, is_bold=True).lines
    return Glyphs(x, y, 60, line, role)


@pytest.mark.parametrize("theme", get_args(SheetTheme))
def test_every_colour_is_of_ink_in_pages_and_in_the_forms_they_call(theme: str) -> None:
    settings = PRESS.model_copy(update={"theme": theme})
    twice = print_map(HOLIDAY, settings, Layout(FontBook.bundled()))
    twice = replace(twice, pages=twice.pages * 2)  # seen twice, a sheet is drawn as forms
    colours = list(colours_in(export_pdf(twice, Metadata())))
    assert {operator for operator, _ in colours} == {"k", "K"}
    assert max(sum(map(float, inks)) for _, inks in colours) <= 2.8
    if theme == "greyscale":
        assert not any(any(map(float, inks[:3])) for _, inks in colours)


def test_rgb_and_archive_have_no_ink_and_no_overprint() -> None:
    for profile in ("rgb", "archive"):
        data = export_journey(HOLIDAY, PrintSettings(profile=profile))
        assert {operator for operator, _ in colours_in(data)} == {"rg", "RG"}
        assert b"OutputConditionIdentifier" not in data or profile == "archive"
        with pikepdf.open(BytesIO(data)) as pdf:
            assert not any(
                isinstance(thing, pikepdf.Dictionary) and "/op" in thing for thing in pdf.objects
            )


def test_the_same_map_gives_the_press_the_same_bytes() -> None:
    assert export_journey(HOLIDAY, PRESS) == export_journey(HOLIDAY, PRESS)


def test_the_press_gets_the_same_drawing_as_the_screen() -> None:
    def shapes(profile: str) -> list[tuple[object, ...]]:
        data = export_journey(HOLIDAY, PrintSettings(profile=profile))
        with pikepdf.open(BytesIO(data)) as pdf:
            return [
                (str(operator), str(operands))
                for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
                if str(operator) not in {"rg", "RG", "k", "K", "gs"}
            ]

    assert shapes("cmyk") == shapes("rgb")


@pytest.mark.parametrize("name", get_args(SheetTheme))
def test_no_role_bright_or_pale_takes_more_ink_than_a_press_dries(name: str) -> None:
    theme = Theme.named(name)
    for role in theme.roles:
        for each in (role, pale_role(role)):
            inks = theme.cmyk(each)
            assert sum(inks) <= 2.8
            # below black words, which are printed over it, the colours of the ground stay
            assert sum(inks[:3]) + 1 <= 2.8


@pytest.mark.parametrize("name", get_args(SheetTheme))
def test_greys_and_the_thin_lines_in_them_are_of_black_alone(name: str) -> None:
    theme = Theme.named(name)
    for role in theme.roles:
        red, green, blue = theme.rgb(role)
        if max(red, green, blue) - min(red, green, blue) < 6 or role.endswith(("text", ".muted")):
            assert theme.cmyk(role)[:3] == (0, 0, 0), role
        assert sum(ink > 0 for ink in theme.cmyk(role)) <= 3, role
        assert all(ink == 0 or ink >= 0.03 for ink in theme.cmyk(role)), role


@needs_ghostscript
def test_the_plates_of_a_whole_map_stay_within_the_ink_a_press_dries(tmp_path: Path) -> None:
    plates = plates_of(export_journey(HOLIDAY, PRESS), tmp_path)
    assert set(plates) == set(INKS)
    total = sum(plates.values())
    assert 1 < total.max() <= 2.8
    assert all(plate.max() > 0.3 for plate in plates.values())


@needs_ghostscript
def test_words_in_whatever_colour_stand_on_the_black_plate_alone(tmp_path: Path) -> None:
    data = page_of(word("rød", 5, 30, "warning"), word("blå", 5, 60, "text"),
                   word("bleg", 5, 90, pale_role("moment")))  # fmt: skip
    plates = plates_of(data, tmp_path, dpi=72)
    assert all(plates[ink].max() == 0 for ink in INKS[:3])
    thirds = np.array_split(plates["Black"], 3)
    assert thirds[1].max() == 1
    assert all(0 < third.max() < 1 for third in (thirds[0], thirds[2]))


@needs_ghostscript
def test_black_words_are_printed_over_their_ground_and_all_else_knocks_it_out(
    tmp_path: Path,
) -> None:
    ground = Rectangle(0, 0, 100, 100, fill="card.pink.fill")
    over = plates_of(
        page_of(
            ground,
            word("sort", 5, 40, "card.text"),
            Rectangle(10, 60, 30, 30, fill="card.text"),
            word("grå", 45, 90, "card.muted"),
        ),
        tmp_path,
        dpi=72,
    )
    magenta, black = over["Magenta"], over["Black"]
    whole = magenta.max()
    upper = slice(0, len(magenta) // 2)
    assert black[upper].max() == 1
    assert magenta[upper].min() == whole
    middle = len(magenta) * 75 // 100
    assert black[middle, len(magenta) // 4] == 1
    assert magenta[middle, len(magenta) // 4] == 0
    assert magenta[middle, len(magenta) // 2 :].min() < whole


@needs_ghostscript
def test_registration_marks_of_every_kind_are_on_all_plates_and_no_other_plate_comes_of_them(
    tmp_path: Path,
) -> None:
    role = "registration"
    path = (("M", 60.0, 60.0), ("L", 90.0, 60.0), ("L", 75.0, 90.0), ("Z",))
    marks = (
        Stroke(5, 20, 95, 20, colour=role, width=2),
        Rectangle(10, 60, 30, 30, fill=role),
        Outline(path, fill=role, stroke=role),
        Icon("star", 40, 25, 20, colour=role),
        word("K", 70, 50, role),
    )
    plates = plates_of(page_of(*marks), tmp_path, dpi=36)
    assert set(plates) == set(INKS)
    for ink in INKS:
        assert np.array_equal(plates[ink] > 0.5, plates["Black"] > 0.5)
        for area in np.array_split(plates[ink], 4):
            assert area.max() > 0.9
    assert {operator for operator, _ in colours_in(page_of(*marks))} <= PLATES_OF_PRESSES


def test_the_only_separation_a_file_names_is_our_own() -> None:
    mark = Stroke(0, 0, 9, 9, colour="registration")
    for data, spots in ((page_of(mark), ["/All"]), (page_of(word("/#00", 9, 9, "text")), [])):
        with pikepdf.open(BytesIO(data)) as pdf:
            names = [
                str(space[1]) for space in pdf.pages[0].Resources.get("/ColorSpace", {}).values()
            ]
        assert names == spots


def test_a_press_reads_which_condition_the_file_is_made_for() -> None:
    with pikepdf.open(BytesIO(export_journey(HOLIDAY, PRESS))) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert pdf.pdf_version == "1.4"
        assert (intent.S, str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "FOGRA39")
        assert str(intent.RegistryName) == "http://www.color.org"
        assert "/DestOutputProfile" not in intent
        assert pdf.docinfo["/Trapped"] == "/False"
        assert "/GTS_PDFXVersion" not in pdf.docinfo


def test_an_icon_after_a_dashed_line_has_whole_lines() -> None:
    def icon_after(dash: tuple[float, float] | None) -> bytes:
        line = Stroke(1, 1, 1, 9, colour="text", width=1, dash=dash)
        data = page_of(line, Icon("star", 20, 20, 60, colour="text"), settings=PrintSettings())
        with pypdfium2.PdfDocument(data) as pdf:
            page = pdf[0].render(scale=0.5).to_pil()
        return page.crop((page.width // 6, page.height // 6, page.width, page.height)).tobytes()

    assert icon_after((1.5, 1.5)) == icon_after(None)
