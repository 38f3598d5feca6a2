"""PNG pictures of a PDF: the size and resolution asked for, whatever the memory, and its limits."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pypdfium2
import pytest
from PIL import Image as Pillow

from app.export.jobs import export_journey
from app.export.png import png_pages
from model.problems import PrintProblem
from model.templates import sample
from tests.pdf.printed import map_of


def test_a_wall_drawn_in_bands_is_the_picture_pdfium_draws_in_one():
    pdf = export_journey(sample("sustainable-shoes", "da"))
    (png,) = png_pages(pdf, 50)
    picture = Pillow.open(BytesIO(png))
    assert picture.height > 4_000_000 // picture.width, "it would be one band"
    page = pypdfium2.PdfDocument(pdf)[0]
    assert picture.size == (round(page.get_width() * 50 / 72), round(page.get_height() * 50 / 72))
    assert picture.info["dpi"] == pytest.approx((50, 50), abs=0.1)
    whole = pypdfium2.PdfBitmap.new_native(*picture.size, pypdfium2.raw.FPDFBitmap_BGR)
    whole.fill_rect((255, 255, 255, 255), 0, 0, *picture.size)
    pypdfium2.raw.FPDF_RenderPageBitmap(whole, page, 0, 0, *picture.size, 0, 0)
    drawn, expected = np.asarray(picture, np.int16), whole.to_numpy()[:, :, ::-1]
    assert np.abs(drawn - expected).max() <= 4, "rounding may differ, a line may not"


def test_a_picture_no_program_opens_is_refused_with_the_resolution_that_works():
    pdf = export_journey(map_of(["Kort", "tekst"]))
    with pytest.raises(PrintProblem) as refused:
        png_pages(pdf, 2400)
    problem = refused.value
    assert problem.code == "print.png_too_large"
    assert 300 < problem.params["fitting"] < 2400
    with pytest.raises(PrintProblem):
        png_pages(pdf, problem.params["fitting"] + 1)
    png_pages(pdf, problem.params["fitting"])


@pytest.mark.parametrize("dpi", [0, -5, float("nan"), float("inf"), 1e9])
def test_a_resolution_that_is_none_is_refused(dpi):
    with pytest.raises(PrintProblem) as refused:
        png_pages(b"", dpi)
    assert refused.value.code == "print.png_dpi"
