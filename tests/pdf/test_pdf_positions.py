"""Each glyph of the PDF stands where the sheet has it, to 0.05 mm."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from app.export.pdf import Metadata, export_pdf
from model.layout.drawing_order import drawing_order
from model.layout.marks import Glyphs
from model.layout.sheet import Sheet
from model.paper import PagePlan, fit, parse_paper
from model.templates import sample
from model.text.glyphs import MM_PER_POINT
from tests.pdf.pdf_reading import shown_glyphs
from tests.pdf.printed import SCRIPTS, map_of, pdf_of, printout_of, sheet_of

POINTS_PER_MM = 72 / 25.4
TOLERANCE = 0.05


def origins(sheet: Sheet) -> Iterator[tuple[float, float]]:
    """Where the sheet has each glyph, in mm from its top left corner, in drawing order."""
    for layer in drawing_order(sheet):
        for mark in layer.marks:
            if isinstance(mark, Glyphs):
                for along, up in along_the_line(mark):
                    x, y = (
                        (mark.x - up, mark.y - along)
                        if mark.is_turned
                        else (mark.x + along, mark.y - up)
                    )
                    yield layer.x + x, layer.y + y


def along_the_line(mark: Glyphs) -> Iterator[tuple[float, float]]:
    em = mark.size_pt * MM_PER_POINT
    for start, run in mark.line.runs:
        x = start
        offsets = run.offsets or ((0.0, 0.0),) * len(run.glyphs)
        for advance, (right, up) in zip(run.advances, offsets, strict=True):
            yield (x + right) * em, up * em
            x += advance


def read_back(data: bytes, plan: PagePlan) -> list[tuple[float, float]]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return [
            (
                (glyph.x / POINTS_PER_MM - plan.x) / plan.scale,
                (plan.height - plan.y - glyph.y / POINTS_PER_MM) / plan.scale,
            )
            for glyph in shown_glyphs(pdf)
        ]


@pytest.mark.parametrize(
    "journey",
    [sample("holiday", "da"), sample("sustainable-shoes", "en"), map_of(SCRIPTS.values())],
    ids=["danish sample", "english sample", "all scripts"],
)
@pytest.mark.parametrize("paper", ["map", "A0", "roll:914"])
def test_every_glyph_stands_where_the_sheet_has_it(journey: object, paper: str) -> None:
    sheet = sheet_of(journey)
    plan = fit(sheet.width, sheet.height, parse_paper(paper), "fit")
    data = export_pdf(printout_of(sheet, plan), Metadata())
    wanted, found = list(origins(sheet)), read_back(data, plan)
    assert len(found) == len(wanted)
    worst = max(max(abs(x - u), abs(y - v)) for (x, y), (u, v) in zip(wanted, found, strict=True))
    assert worst * plan.scale <= TOLERANCE


def test_pdfium_sees_each_letter_where_the_sheet_has_it() -> None:
    sheet = sheet_of(map_of([SCRIPTS["danish"], SCRIPTS["greek"], SCRIPTS["cyrillic"]]))
    document = pypdfium2.PdfDocument(pdf_of(sheet))
    text = document[0].get_textpage()
    wanted = sorted(origins(sheet))
    seen = 0
    for at in range(text.count_chars()):
        if not pdfium.FPDFText_IsGenerated(text.raw, at):
            x, y = origin_by_pdfium(text, at)
            place = (x / POINTS_PER_MM, sheet.height - y / POINTS_PER_MM)
            assert (
                min(max(abs(a - b) for a, b in zip(place, one, strict=True)) for one in wanted)
                < TOLERANCE
            )
            seen += 1
    assert seen > 0.9 * len(wanted)


def origin_by_pdfium(text: pypdfium2.PdfTextPage, at: int) -> tuple[float, float]:
    x, y = pdfium.c_double(), pdfium.c_double()
    assert pdfium.FPDFText_GetCharOrigin(text.raw, at, x, y)
    return x.value, y.value
