"""The wall as a print shop gets it: boxes, marks, slug, QR code and panels."""

import shutil
import subprocess
from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from app.export.jobs import export_journey
from model.edits import set_about
from model.layout.engine import Layout
from model.layout.marks import Glyphs, Outline, Rectangle, Stroke
from model.paper import MAX_SIDE, paper_table, parse_paper
from model.printing.panels import panel_spans
from model.printing.printing import print_map
from model.printing.qr import checked_link, qr_modules
from model.printing.settings import PrintSettings
from model.printing.wall import plan_wall, wall_pages
from model.problems import PrintProblem
from model.templates import sample
from model.text.fonts import FontBook
from model.texts import LANGUAGES, Texts

LINK = "https://example.org/kunderejsen?fra=væggen"
MAP = set_about(
    sample("sustainable-shoes", "da"), version_label="3", modified="2026-05-01T10:00:00Z"
)
LAYOUT = Layout(FontBook.bundled())
SHEET = LAYOUT.sheet(MAP, for_print=True)
FULL = {"has_crop_marks": True, "has_registration_marks": True, "has_slug": True}
PAPERS = [paper.name for paper in paper_table() if not paper.is_map_size] + ["900x3000mm"]


def pages(**settings):
    return wall_pages(SHEET, PrintSettings(**settings), MAP.about)


def corners(mark):
    """The bounds of a mark: left, top, right, bottom."""
    if isinstance(mark, Stroke):
        xs, ys = sorted([mark.x1, mark.x2]), sorted([mark.y1, mark.y2])
        half = mark.width / 2
        is_level = mark.y1 == mark.y2
        across, along = (0, half) if is_level else (half, 0)
        return xs[0] - across, ys[0] - along, xs[1] + across, ys[1] + along
    if isinstance(mark, Rectangle):
        return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
    if isinstance(mark, Outline):
        points = [command[-2:] for command in mark.commands if len(command) > 1]
        xs, ys = zip(*points, strict=True)
        return min(xs), min(ys), max(xs), max(ys)
    em = mark.size_pt * 25.4 / 72
    return mark.x, mark.y - 0.8 * em, mark.x + mark.line.width * em, mark.y + 0.3 * em


def is_outside(inner, area, slack=0.001):
    left, top, right, bottom = inner
    x, y, width, height = area
    return (
        right <= x + slack or left >= x + width - slack
        or bottom <= y + slack or top >= y + height - slack
    )  # fmt: skip


def is_inside(inner, area, slack=0.001):
    left, top, right, bottom = inner
    x, y, width, height = area
    return (
        left >= x - slack and top >= y - slack
        and right <= x + width + slack and bottom <= y + height + slack
    )  # fmt: skip


def marks_of(page):
    return [mark for layer in page.layers for mark in layer.marks]


@examples(deadline=None, max_examples=120)
@given(
    st.sampled_from(PAPERS),
    st.one_of(st.sampled_from([0, 2, 3, 20]), st.floats(0, 20)),
    st.booleans(), st.booleans(), st.booleans(), st.booleans(),
)  # fmt: skip
def test_boxes_are_nested_and_true_to_a_hundredth(name, bleed, crop, ring, slug, has_code):
    paper = parse_paper(name)
    [page] = pages(
        paper=name, scale="fit", bleed=bleed, has_crop_marks=crop,
        has_registration_marks=ring, has_slug=slug, qr=LINK if has_code else "",
    )  # fmt: skip
    x, y, width, height = page.trim
    if paper.is_roll:
        assert min(page.width, page.height) == pytest.approx(paper.width, abs=0.01)
    else:
        assert sorted((width, height)) == pytest.approx(
            sorted((paper.width, paper.height)), abs=0.01
        )
    slug_width = page.bleed[0]
    assert page.bleed == pytest.approx(
        (slug_width, slug_width, width + 2 * bleed, height + 2 * bleed), abs=0.01
    )
    assert (x, y) == pytest.approx((slug_width + bleed, slug_width + bleed), abs=0.01)
    assert page.width == pytest.approx(width + 2 * (bleed + slug_width), abs=0.01)
    assert page.height == pytest.approx(height + 2 * (bleed + slug_width), abs=0.01)
    assert (slug_width > 0) == bool(crop or ring or slug or (paper.is_roll and bleed))
    assert max(page.width, page.height) <= MAX_SIDE
    whole = (0, 0, page.width, page.height)
    for mark in marks_of(page):
        assert is_inside(corners(mark), whole)
        colour = getattr(mark, "colour", None) or getattr(mark, "stroke", None)
        if colour == "registration":
            assert is_outside(corners(mark), page.bleed)


@pytest.mark.parametrize("bleed", [0, 3, 20])
def test_inside_the_bleed_there_is_nothing_but_artwork(bleed):
    [page] = pages(paper="A1", scale="fit", bleed=bleed, **FULL)
    within = [mark for mark in marks_of(page) if not is_outside(corners(mark), page.bleed)]
    assert all(isinstance(mark, Rectangle) and mark.fill == "paper" for mark in within)
    assert page.pieces[0].window == page.bleed
    if not bleed:
        assert within == []
        return
    # the ground reaches the end of the bleed at each side, and stays off the sheet
    bounds = [corners(mark) for mark in within]
    x, y, width, height = page.bleed
    assert min(b[0] for b in bounds) == pytest.approx(x)
    assert max(b[2] for b in bounds) == pytest.approx(x + width)
    assert min(b[1] for b in bounds) == pytest.approx(y)
    assert max(b[3] for b in bounds) == pytest.approx(y + height)
    piece = page.pieces[0]
    sheet = (piece.x, piece.y, SHEET.width * piece.scale, SHEET.height * piece.scale)
    assert all(is_outside(bound, sheet) for bound in bounds)


def test_crop_marks_stand_as_far_out_as_shops_ask():
    [page] = pages(paper="A0", scale="fit", bleed=3, has_crop_marks=True)
    y = page.trim[1]
    strokes = marks_of(page)[4:]  # after the ground
    assert len(strokes) == 8
    assert {round(stroke.width * 72 / 25.4, 3) for stroke in strokes} == {0.25}
    lengths = {round(max(abs(s.x1 - s.x2), abs(s.y1 - s.y2)), 6) for s in strokes}
    assert lengths == {5}
    assert {round(s.y2, 6) for s in strokes if s.x1 == s.x2 and s.y2 < y} == {round(y - 3, 6)}
    [wide] = pages(paper="A0", scale="fit", bleed=12, has_crop_marks=True)
    assert max(s.y2 for s in marks_of(wide)[4:] if s.y1 < wide.bleed[1]) <= wide.bleed[1] + 0.001


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler is not installed")
def test_the_pdf_has_the_boxes_and_other_readers_see_them(tmp_path):
    settings = PrintSettings(paper="A0", scale="fit", bleed=3, **FULL)
    data = export_journey(MAP, settings)
    [page] = print_map(MAP, settings, LAYOUT).pages
    with pikepdf.open(BytesIO(data)) as pdf:
        boxes = {name: [float(n) for n in pdf.pages[0].obj[name]] for name in
                 ("/MediaBox", "/BleedBox", "/TrimBox")}  # fmt: skip
    for (left, low, right, high), (width, height) in (
        (boxes["/TrimBox"], (1189, 841)),
        (boxes["/BleedBox"], (1195, 847)),
        (boxes["/MediaBox"], (page.width, page.height)),
    ):
        assert (right - left) / 72 * 25.4 == pytest.approx(width, abs=0.01)
        assert (high - low) / 72 * 25.4 == pytest.approx(height, abs=0.01)
    (tmp_path / "wall.pdf").write_bytes(data)
    told = subprocess.run(
        ["pdfinfo", "-box", "wall.pdf"], cwd=tmp_path, capture_output=True, text=True, check=True
    ).stdout
    trim = next(line for line in told.splitlines() if line.startswith("TrimBox"))
    numbers = [float(number) for number in trim.split()[1:]]
    assert numbers == pytest.approx(boxes["/TrimBox"], abs=0.01)


@pytest.mark.parametrize(("language", "size"), [("da", "Færdigt format"), ("en", "Trim size")])
def test_the_slug_says_what_was_sent(language, size):
    settings = PrintSettings(paper="A1", scale="1:3", bleed=2, has_slug=True, language=language)
    page = print_map(MAP, settings, LAYOUT).pages[0]
    said = " ".join(mark.line.text for mark in marks_of(page) if isinstance(mark, Glyphs))
    for word in (MAP.about.title, f"{size} 841 × 594 mm", "1:3", "2 mm", "version 3", "2026-05-01"):
        assert word in said
    ruler = [mark for mark in marks_of(page) if isinstance(mark, Stroke)]
    assert max(mark.x2 - mark.x1 for mark in ruler) == pytest.approx(100)


def test_a_long_title_leaves_room_for_what_a_shop_goes_by():
    named = set_about(MAP, title="Bæredygtighed " * 30, version_label="udkast " * 40)
    wanted = PrintSettings(paper="A3", scale="fit", orientation="landscape", bleed=3, has_slug=True)
    page = print_map(named, wanted, LAYOUT)
    said = " ".join(mark.line.text for mark in marks_of(page.pages[0]) if isinstance(mark, Glyphs))
    for word in ("Bæredygtighed", "420 × 297 mm", "3 mm", "udkast", "2026-05-01"):
        assert word in said


def test_a_wall_drawn_smaller_says_how_much_the_shop_must_enlarge_it():
    [page] = pages(scale="1:10", has_slug=True)
    said = " ".join(mark.line.text for mark in marks_of(page) if isinstance(mark, Glyphs))
    assert page.trim[2:] == pytest.approx((SHEET.width / 10, SHEET.height / 10))
    assert f"{SHEET.width:.0f}" in said
    assert "1000 %" in said


@pytest.mark.parametrize(
    "where",
    [
        {},
        {"paper": "A0", "scale": "fit", "bleed": 3, **FULL},
        {"paper": "A4", "scale": "fit"},
        {"paper": "roll:914", "scale": "fit", **FULL},
        {"paper": "roll:610", "scale": "1:4"},
        {"scale": "1:10"},
    ],
    ids=str,
)
def test_the_qr_code_on_paper_is_the_code_and_covers_nothing(where):
    settings = PrintSettings(qr=LINK, **where)
    [page] = print_map(MAP, settings, LAYOUT).pages
    printed = export_journey(MAP, settings)
    modules = qr_modules(LINK)
    [code] = [mark for mark in marks_of(page) if isinstance(mark, Outline)]
    left, top, right, bottom = corners(code)
    side = right - left
    assert side >= 39.99 * (0.1 if where == {"scale": "1:10"} else 1)
    quiet = 4 * side / len(modules)
    x, y, width, height = page.trim
    around = (left - quiet, top - quiet, side + 2 * quiet, side + 2 * quiet)
    assert is_inside((left, top, right, bottom), (x, y, width, height))
    found = rasterised(printed, page, around, len(modules) + 8)
    for row in range(-4, len(modules) + 4):
        for column in range(-4, len(modules) + 4):
            is_dark = (
                0 <= row < len(modules) and 0 <= column < len(modules) and modules[row][column]
            )
            assert found[row + 4][column + 4] == is_dark


def rasterised(data, page, area, modules):
    """Whether the middle of each module in ``area`` of the page is dark."""
    x, y, side, _ = area
    pixels = 8
    scale = modules * pixels / (side * 72 / 25.4)
    points = 72 / 25.4
    crop = (
        x * points, (page.height - y - side) * points,
        (page.width - x - side) * points, y * points,
    )  # fmt: skip
    with pypdfium2.PdfDocument(data) as pdf:
        picture = pdf[0].render(scale=scale, crop=crop).to_pil().convert("L")
    step = picture.width / modules
    return [
        [picture.getpixel((int((c + 0.5) * step), int((r + 0.5) * step))) < 128
         for c in range(modules)]
        for r in range(modules)
    ]  # fmt: skip


def test_a_qr_code_without_room_is_refused_with_a_way_out():
    with pytest.raises(PrintProblem) as caught:
        pages(paper="20x10cm", scale="1:10.65", qr=LINK)
    assert caught.value.code in ("print.map_too_large", "print.no_room_for_qr")
    for language in LANGUAGES:
        assert "200x100mm" in Texts(language).of(caught.value)


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)", "file:///etc/passwd", "ftp://example.org", "data:text/html,x",
        "//example.org", "example.org", "https:/example.org", "https://", "http:///x",
        "https://bank.dk@evil.example", "https://bank.dk\\@evil.example", "https://a b.example",
        "https://example.org/\x00", "https://example.org/\nX: y", "https://ex<b>.org",
        "https://example.org/" + "x" * 600, "tel:+4512345678", "WIFI:S:x;;", "\ud800https://a.b",
        "https://" + "ø" * 80 + ".dk", "https://example.org:99999999/",
    ],
)  # fmt: skip
def test_only_whole_web_addresses_become_a_code(link):
    with pytest.raises(PrintProblem) as caught:
        qr_modules(link)
    assert caught.value.code in ("print.qr_scheme", "print.qr_link", "print.qr_too_long")
    for language in LANGUAGES:
        assert Texts(language).of(caught.value)


def test_a_danish_address_is_written_as_telephones_take_it():
    assert checked_link(" HTTPS://Blåbær.dk/sti/ø ") == "https://xn--blbr-roah.dk/sti/%C3%B8"


@examples(deadline=None, max_examples=200)
@given(
    st.floats(100, 60_000),
    st.floats(500, 5080),
    st.integers(0, 20),
    st.floats(0, 100),
    st.lists(st.floats(0, 60_000), max_size=30),
)
def test_panels_cover_the_wall_and_share_just_the_overlap(length, most, wanted, overlap, gutters):
    try:
        spans = panel_spans(length, most, wanted, overlap, gutters)
    except PrintProblem as problem:
        assert problem.params["panels"] == wanted or problem.params["needed"] > 20  # noqa: PT017
        return
    assert spans[0][0] == 0
    assert spans[-1][1] == length
    assert all(0 < end - start <= most + 0.02 for start, end in spans)
    for (_, end), (start, _) in pairwise(spans):
        assert end - start == pytest.approx(overlap, abs=1e-6)
    assert wanted in (0, len(spans))


def test_a_wall_of_over_five_metres_comes_in_panels_with_seams_between_columns():
    with pytest.raises(PrintProblem, match=r"print\.page_too_large"):
        pages(scale="3:1")
    made = pages(scale="3:1", panels=0, overlap=10, bleed=3, **FULL)
    assert [page.name for page in made] == ["panel-1", "panel-2"]
    assert all(max(page.width, page.height) <= MAX_SIDE for page in made)
    first, second = made
    width = SHEET.width * 3
    assert first.trim[2] + second.trim[2] - 10 == pytest.approx(width, abs=0.01)
    seam = first.trim[2] - 5
    assert min(abs(column.x * 3 - seam) for column in SHEET.columns) < 0.01
    # the same point of the wall stands at the same place of the overlap
    assert first.pieces[0].x - first.trim[0] == pytest.approx(0, abs=0.01)
    assert second.trim[0] - second.pieces[0].x == pytest.approx(first.trim[2] - 10, abs=0.01)
    for number, page in enumerate(made, 1):
        said = " ".join(mark.line.text for mark in marks_of(page) if isinstance(mark, Glyphs))
        assert f"panel {number} af 2" in said


def test_panels_one_below_the_other_show_where_their_neighbour_begins():
    first, second = pages(
        paper="500x6000mm",
        scale="fit",
        orientation="portrait",
        panels=2,
        overlap=20,
        bleed=3,
        has_crop_marks=True,
    )

    def dashed(page):
        marks = (mark for mark in marks_of(page) if isinstance(mark, Stroke) and mark.dash)
        return {(round(mark.y1, 2), round(mark.y2, 2)) for mark in marks}

    bottom = round(first.trim[1] + first.trim[3] - 20, 2)
    assert dashed(first) == {(bottom, bottom)}
    top = round(second.trim[1] + 20, 2)
    assert dashed(second) == {(top, top)}


def test_as_many_panels_as_are_asked_for_or_a_word_why_not():
    assert len(pages(scale="3:1", panels=7)) == 7
    with pytest.raises(PrintProblem) as caught:
        pages(paper="12000x2000mm", scale="fit", panels=2)
    assert caught.value.code == "print.paper_too_long"
    assert caught.value.params["panels"] == 3
    assert len(pages(paper="12000x2000mm", scale="fit", panels=3)) == 3
    with pytest.raises(PrintProblem, match=r"print\.too_many_panels"):
        pages(paper="A4", scale="fit", panels=20, overlap=10)
    with pytest.raises(PrintProblem, match=r"print\.page_too_large_both_ways"):
        pages(scale="6:1", panels=0)


def test_a_wall_of_six_metres_at_one_to_ten_is_told_the_ways_out():
    for paper, way in (("6000x1500mm", "paper_too_long"), ("6000x6000mm", "paper_too_large")):
        with pytest.raises(PrintProblem) as caught:
            pages(paper=paper, scale="1:10")
        assert caught.value.code == f"print.{way}_reduced"
        for language in ("da", "en"):
            said = Texts(language).of(caught.value)
            assert f"600x{caught.value.params['paper'][5:8]}mm" in said
            assert ("2 pan" in said) == (paper == "6000x1500mm")


def test_a_roll_keeps_the_margins_its_printer_needs():
    plan = plan_wall(SHEET, PrintSettings(paper="roll:914", scale="fit", margin=12)).plan
    assert plan.height == pytest.approx(914)
    assert plan.y == pytest.approx(12)
    [marked] = pages(paper="roll:914", scale="fit", margin=12, **FULL)
    lowest = max(corners(mark)[3] for mark in marks_of(marked))
    assert marked.height == pytest.approx(914)
    assert lowest <= 914 - 12
