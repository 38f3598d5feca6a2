"""``journeywall matrix``: a matrix of priorities without a window."""

import pypdfium2
import pytest

from app.main import main
from app.saving import save_journey
from model.templates import sample


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "in.journey"
    save_journey(path, sample("sustainable-shoes", "da"))
    return path


def test_a_matrix_becomes_a_pdf_in_the_maps_language_and_a_picture(source, tmp_path):
    pdf, png = tmp_path / "out.pdf", tmp_path / "out.png"
    assert main(["matrix", str(source), str(pdf), "--kind", "pain_points", "--paper", "a3"]) == 0
    read = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_range() for page in read)
    assert "Løs først" in text
    assert "prikker bryder ligheden" in text
    assert main(["matrix", str(source), str(png), "--anonymous"]) == 0
    assert png.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "asked", [("out.doc",), ("out.pdf", "--kind", "people"), ("out.pdf", "--paper", "A9")]
)
def test_what_cannot_be_asked_for_is_told(source, tmp_path, asked, capsys):
    name, *options = asked
    assert main(["matrix", str(source), str(tmp_path / name), *options]) == 2
    assert capsys.readouterr().err
    assert not (tmp_path / name).exists()
