"""The file a print shop gets: fonts, boxes, metadata, clean syntax, the same bytes each time."""

from __future__ import annotations

import base64
import hashlib
import math
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Pillow

from app.export.jobs import export_journey
from app.export.pdf import Metadata, export_pdf
from app.export.pdf.pictures import read_picture
from model.cards import Picture
from model.edits import set_about
from model.file import encode
from model.lanes import ImagesLane
from model.layout.marks import Glyphs, Rectangle
from model.paper import fit, paper_table, parse_paper
from model.printing.fitted_part import smallest_pt
from model.printing.settings import PrintSettings
from model.problems import PrintProblem
from model.templates import sample
from model.text.fonts import FontBook
from model.text.setting import set_text
from model.values import clean_line
from tests.embedded_images import image_of
from tests.pdf.printed import SCRIPTS, map_of, pdf_of, printout_of, sheet_of

HOSTILE = (
    ") Tj ET Q endstream endobj /JS (app.alert(1)) \\",
    "endstream\nendobj\n%%EOF",
    "<</Type/Catalog>> ( ( ( \\) {format} %s",
    "e" + "\u0301" * 300,
    "\u202e\u2066 turned \u2069 round",
    "w" * 19_000,
)
POINTS_PER_MM = 72 / 25.4


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def objects(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    return [
        thing
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream) and thing.get("/Type") == kind
    ]


@pytest.fixture(scope="module")
def printed() -> bytes:
    return pdf_of(sheet_of(map_of(SCRIPTS.values())), title="Alle skrifter", language="da")


def test_every_font_is_embedded_and_a_subset(printed: bytes) -> None:
    with opened(printed) as pdf:
        fonts = objects(pdf, "/Font")
        descriptors = objects(pdf, "/FontDescriptor")
        assert len([font for font in fonts if font.Subtype == "/Type0"]) == len(descriptors) > 5
        assert all("/ToUnicode" in font for font in fonts if font.Subtype == "/Type0")
        assert all(re.match(r"/[A-Z]{6}\+\w", str(font.BaseFont)) for font in fonts)
        assert all("/FontFile2" in font or "/FontFile3" in font for font in descriptors)
    assert b"Helvetica" not in printed


def test_pdffonts_agrees(printed: bytes, tmp_path: Path) -> None:
    program = shutil.which("pdffonts")
    if program is None:
        pytest.skip("poppler is not installed")
    path = tmp_path / "fonts.pdf"
    path.write_bytes(printed)
    done = subprocess.run([program, path], capture_output=True, check=True, text=True)
    rows = done.stdout.splitlines()[2:]
    assert rows
    assert not done.stderr
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows)


def test_a_font_holds_only_what_is_drawn() -> None:
    few = pdf_of(sheet_of(map_of(["AB"])))
    assert len(few) < 25_000


@pytest.mark.parametrize("paper", [paper.name for paper in paper_table()])
def test_the_boxes_are_the_paper_to_a_hundredth_of_a_millimetre(paper: str) -> None:
    sheet = sheet_of(map_of(["Seddel"]))
    plan = fit(sheet.width, sheet.height, parse_paper(paper))
    with opened(export_pdf(printout_of(sheet, plan), Metadata())) as pdf:
        (page,) = pdf.pages
        for box in (page.mediabox, page.trimbox, page.obj.BleedBox):
            sides = [float(side) / POINTS_PER_MM for side in box]
            assert sides == pytest.approx([0, 0, plan.width, plan.height], abs=0.01)
        assert "/UserUnit" not in page.obj


def test_the_largest_page_is_14400_units() -> None:
    sheet = replace(sheet_of(map_of(["Seddel"])), width=5080.0, height=5080.0)
    with opened(pdf_of(sheet)) as pdf:
        assert [float(side) for side in pdf.pages[0].mediabox] == [0, 0, 14400, 14400]


def test_a_trimmed_page_says_where_to_cut() -> None:
    sheet = sheet_of(map_of(["Seddel"]))
    plan = fit(sheet.width, sheet.height, parse_paper("A2"))
    plan = replace(plan, trim=(3.0, 4.0, plan.width - 8, plan.height - 10))
    with opened(export_pdf(printout_of(sheet, plan), Metadata())) as pdf:
        found = [float(side) / POINTS_PER_MM for side in pdf.pages[0].trimbox]
    assert found == pytest.approx([3, 6, plan.width - 5, plan.height - 4], abs=0.01)


def test_the_file_says_what_it_is_about() -> None:
    data = pdf_of(
        sheet_of(map_of(["Seddel"])),
        title="Rejsen ‘ad (øen) \\ 😀",
        author="Åse Ørn",
        subject="Køb → brug",
        keywords=("øl", "kø"),
        language="da",
        created="2026-03-31T09:00:00Z",
        modified="2026-04-01T10:11:12Z",
    )
    with opened(data) as pdf:
        assert pdf.docinfo["/Title"] == "Rejsen ‘ad (øen) \\ 😀"
        assert pdf.docinfo["/Author"] == "Åse Ørn"
        assert pdf.docinfo["/Subject"] == "Køb → brug"
        assert pdf.docinfo["/Keywords"] == "øl, kø"
        assert pdf.docinfo["/CreationDate"] == "D:20260331090000Z"
        assert pdf.docinfo["/ModDate"] == "D:20260401101112Z"
        assert pdf.Root.Lang == "da"
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as xmp:
            assert xmp["dc:title"] == "Rejsen ‘ad (øen) \\ 😀"
            assert xmp["dc:creator"] == ["Åse Ørn"]
            assert xmp["dc:language"] == {"da"}
            assert xmp["xmp:ModifyDate"] == "2026-04-01T10:11:12Z"
        assert pdf.pdf_version == "1.6"


@pytest.mark.parametrize(
    "title", ["", "\ud800 half", "a\x00b\x07c", "<b>&amp;]]>", "x" * 500, "𝔘𝔫"]
)
def test_any_title_can_be_written(title: str) -> None:
    with opened(pdf_of(sheet_of(map_of(["Seddel"])), title=title, author=title)) as pdf:
        assert not pdf.check_pdf_syntax()
        assert str(pdf.docinfo.get("/Title", "")) == "".join(
            "\ufffd" if char in "\ud800\x00\x07" else char for char in title
        )


def test_the_syntax_is_clean(printed: bytes, tmp_path: Path) -> None:
    with opened(printed) as pdf:
        assert not pdf.check_pdf_syntax()
    program = shutil.which("qpdf")
    if program is not None:
        path = tmp_path / "checked.pdf"
        path.write_bytes(printed)
        done = subprocess.run([program, "--check", path], capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")


def test_nothing_is_transparent_scripted_or_linked(printed: bytes) -> None:
    with opened(printed) as pdf:
        page = pdf.pages[0].obj
        assert set(page.Resources.keys()) == {"/Font", "/XObject"}
        assert "/Annots" not in page
        assert "/Group" not in page
        assert set(pdf.Root.keys()) == {
            "/Type", "/Pages", "/Lang", "/Metadata", "/ViewerPreferences",
        }  # fmt: skip


def test_the_same_map_gives_the_same_bytes() -> None:
    journey = sample("holiday", "da")
    assert export_journey(journey) == export_journey(journey)


def test_the_bytes_do_not_hang_on_the_process(tmp_path: Path) -> None:
    source = tmp_path / "map.journey"
    source.write_bytes(encode(map_of(SCRIPTS.values())))
    script = (
        "import hashlib, sys; from pathlib import Path; from model.file import read_journey;"
        "from app.export.jobs import export_journey;"
        "print(hashlib.sha256(export_journey(read_journey(Path(sys.argv[1])))).hexdigest())"
    )
    digests = set()
    for seed, settings_of_a_build in (("1", {}), ("2", {"SOURCE_DATE_EPOCH": "1700000000"})):
        done = subprocess.run(
            [sys.executable, "-c", script, source],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC{seed}", **settings_of_a_build},
            capture_output=True,
            check=True,
            text=True,
        )
        digests.add(done.stdout.strip())
    digests.add(hashlib.sha256(export_journey(map_of(SCRIPTS.values()))).hexdigest())
    assert len(digests) == 1


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text(text: str) -> None:
    journey = map_of([text])
    data = export_journey(
        set_about(journey, title=clean_line(text)[:200]), PrintSettings(paper="A0", scale="fit")
    )
    with opened(data) as pdf:
        assert not pdf.check_pdf_syntax()
        assert len(pdf.pages) == 1
        assert "/JavaScript" not in pdf.Root
        assert list(pikepdf.parse_content_stream(pdf.pages[0]))


def test_a_word_of_a_hundred_thousand_letters_is_printed() -> None:
    sheet = sheet_of(map_of(["Seddel"]))
    block = set_text(FontBook.bundled(), "ordet" * 20_000, width=5000, size_pt=24)
    lines = zip(block.lines, block.baselines, strict=True)
    marks = tuple(Glyphs(0, baseline, 24, line) for line, baseline in lines)
    text = pypdfium2.PdfDocument(pdf_of(replace(sheet, overlay=marks)))[0].get_textpage()
    letters = re.sub(r"\s", "", text.get_text_range())
    assert letters.count("ordet") > 19_000


@settings(deadline=None, max_examples=25)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=60))
def test_any_text_makes_a_clean_file(text: str) -> None:
    with opened(
        pdf_of(sheet_of(map_of([text.replace("\ufffe", "").replace("\uffff", "")])))
    ) as pdf:
        assert not pdf.check_pdf_syntax()
        assert list(pikepdf.parse_content_stream(pdf.pages[0]))


@pytest.mark.parametrize("length", [math.nan, math.inf, -math.inf])
def test_a_length_that_is_no_number_is_never_written(length: float) -> None:
    sheet = sheet_of(map_of(["Seddel"]))
    line = next(mark.line for mark in sheet.title.block.marks if isinstance(mark, Glyphs))
    for mark in (Rectangle(0, length, 10, 10, fill="paper"), Glyphs(length, 0, 24, line)):
        with pytest.raises((ValueError, OverflowError)):
            pdf_of(replace(sheet, overlay=(mark,)))


def test_a_photo_keeps_its_pixels_and_loses_where_it_was_taken() -> None:
    exif = Pillow.Exif()
    exif[0x010F] = "Camera of Åse"
    exif.get_ifd(0x8825)[1] = "N"
    photo = image_of(Pillow.effect_noise((64, 48), 90).convert("RGB"), "JPEG", exif=exif)
    bare = map_of(["Foto"], images=(photo,))
    held = {"s0": (Picture(id="x", image=photo.sha256), Picture(id="y", image=photo.sha256))}
    journey = bare.model_copy(update={"lanes": (ImagesLane(id="i", cells=held),)})
    with opened(pdf_of(sheet_of(journey))) as pdf:
        (image,) = [thing for thing in objects(pdf, "/XObject") if thing.Subtype == "/Image"]
        data = image.read_raw_bytes()
    assert b"Exif" not in data
    assert b"Camera" not in data
    kept, original = Pillow.open(BytesIO(data)), Pillow.open(BytesIO(photo.content))
    assert kept.tobytes() == original.tobytes()


def test_a_second_picture_in_a_photo_is_left_out() -> None:
    first, second = (Pillow.effect_noise((64, 48), sigma).convert("RGB") for sigma in (90, 20))
    held = BytesIO()
    first.save(held, "MPO", save_all=True, append_images=[second])
    whole = held.getvalue()
    assert Pillow.open(BytesIO(whole)).format == "MPO"
    digest = hashlib.sha256(whole).hexdigest()
    photo = image_of(first, "JPEG").model_copy(
        update={"data": base64.b64encode(whole).decode(), "sha256": digest}
    )
    picture = read_picture(photo)
    assert picture.filter == "DCTDecode"
    assert len(picture.data) < len(whole) / 1.5
    assert Pillow.open(BytesIO(picture.data)).tobytes() == Pillow.open(BytesIO(whole)).tobytes()


def test_a_progressive_photo_keeps_all_its_scans() -> None:
    noise = Pillow.effect_noise((200, 150), 90).convert("RGB")
    photo = image_of(noise, "JPEG", progressive=True, quality=95)
    kept = Pillow.open(BytesIO(read_picture(photo).data))
    assert kept.tobytes() == Pillow.open(BytesIO(photo.content)).tobytes()


def test_an_image_that_cannot_be_read_leaves_its_place_empty() -> None:
    photo = image_of(Pillow.new("RGB", (8, 8)))
    broken = photo.model_copy(update={"data": photo.data[:40]})
    bare = map_of(["Foto"], images=(broken,))
    held = {"s0": (Picture(id="x", image=photo.sha256),)}
    journey = bare.model_copy(update={"lanes": (ImagesLane(id="i", cells=held),)})
    with opened(pdf_of(sheet_of(journey))) as pdf:
        assert not [thing for thing in objects(pdf, "/XObject") if thing.Subtype == "/Image"]


def test_a_page_too_long_makes_no_file() -> None:
    with pytest.raises(PrintProblem, match=r"print\.page_too_large"):
        export_journey(sample("holiday", "da"), PrintSettings(scale="3:1"))


def test_the_page_is_as_large_as_the_paper_says_in_pdfium() -> None:
    data = export_journey(sample("holiday", "en"), PrintSettings(paper="900x3000mm", scale="fit"))
    width, height = pypdfium2.PdfDocument(data)[0].get_size()
    assert (width / POINTS_PER_MM, height / POINTS_PER_MM) == pytest.approx((3000, 900), abs=0.01)


def test_legend_and_footer_follow_the_language_asked_for_the_cards_stay_in_their_own() -> None:
    danish = export_journey(sample("holiday", "en"), PrintSettings(language="da"))
    text = pypdfium2.PdfDocument(danish)[0].get_textpage().get_text_range()
    assert "Signaturforklaring" in text
    with opened(danish) as pdf:
        assert pdf.Root.Lang == "en"
        with pdf.open_metadata() as xmp:
            assert xmp["dc:language"] == ["en"] or xmp["dc:language"] == {"en"}


def test_the_smallest_text_is_known() -> None:
    assert smallest_pt(sheet_of(sample("holiday", "da"))) == 16
