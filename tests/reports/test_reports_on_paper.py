"""Reports on paper: heads repeated, no row cut, a leaders' page that stays one page."""

import io

import pikepdf
import pytest

from app.export.pdf import Metadata, write_pdf
from app.export.report_jobs import report_bytes, report_printout
from model.edits import set_about, set_item
from model.layout.marks import Glyphs
from model.reports.asking import Asked
from model.reports.paper import ReportPaper, print_report
from model.reports.report import Column, Report, Row, Table, text_cell
from model.templates import sample
from model.text.fonts import FontBook

TODAY = "2026-06-10"


@pytest.fixture(scope="module")
def shoes():
    return sample("sustainable-shoes", "en")


def lines(page):
    return [
        mark.line.text for layer in page.layers for mark in layer.marks if isinstance(mark, Glyphs)
    ]


def long_report(texts):
    columns = (Column("action", "The action"), Column("owner", "The owner"))
    rows = tuple(Row((text_cell(text), text_cell("Amira"))) for text in texts)
    return Report("actions", "A list", "Of a map", (), (Table("All", columns, rows),))


def printed(report, shoes, **paper):
    return print_report(report, ReportPaper(**paper), FontBook.bundled(), shoes)


def test_a_long_table_has_its_heads_on_every_page(shoes):
    pages = printed(long_report([f"Row {number}" for number in range(150)]), shoes).pages
    assert len(pages) > 2
    assert all("The action" in lines(page) for page in pages)
    assert all("All (continued)" in lines(page) for page in pages[1:])
    assert f"Page 2 of {len(pages)}" in lines(pages[1])
    found = [line for page in pages for line in lines(page) if line.startswith("Row ")]
    assert found == [f"Row {number}" for number in range(150)]


def test_no_row_is_cut_between_two_pages(shoes):
    texts = [f"begin{n} " + "words and more words " * 25 + f"end{n}" for n in range(30)]
    pages = printed(long_report(texts), shoes).pages
    assert len(pages) > 2
    for page in pages:
        words = " ".join(lines(page)).split()
        for number in range(30):
            assert (f"begin{number}" in words) == (f"end{number}" in words)


def test_a_row_taller_than_a_page_goes_on_and_loses_nothing(shoes):
    text = " ".join(f"w{number}" for number in range(4000))
    pages = printed(long_report(["short", text, "after"]), shoes).pages
    assert len(pages) > 1
    said = " ".join(line for page in pages for line in lines(page)).split()
    assert [word for word in said if word.startswith("w") and word[1:].isdigit()] == text.split()
    assert "after" in said


@pytest.mark.parametrize("paper", ["A4", "A3", "Letter"])
def test_paper_and_turn_are_as_asked(shoes, paper):
    lying = printed(long_report(["a"]), shoes, paper=paper, turn="landscape").pages[0]
    assert lying.width > lying.height
    standing = printed(long_report(["a"]), shoes, paper=paper).pages[0]
    assert standing.width < standing.height


def test_the_leaders_page_is_one_page_however_much_there_is_to_tell(shoes):
    full = set_about(shoes, purpose="Why do so many leave? " * 120)
    for lane in full.lanes:
        for items in lane.cells.values():
            for item in items:
                if hasattr(item, "severity"):
                    full = set_item(full, item.id, text=item.text + " and so on" * 25)
    pages = report_printout(full, Asked("leaders"), TODAY).pages
    assert len(pages) == 1
    said = " ".join(lines(pages[0]))
    assert "are in the report “Pain points by priority”" in said


def test_each_department_begins_on_a_page_with_a_bookmark(shoes, tmp_path):
    data = report_bytes(tmp_path / "x.pdf", shoes, Asked("departments"), TODAY)
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        assert str(pdf.docinfo["/Title"]).startswith("Department sheets")
    assert len(titles) == len(pdf_pages(data))
    assert "Marketing" in titles


def test_a_pdf_says_in_tags_what_its_tables_are(shoes, tmp_path):
    data = report_bytes(tmp_path / "x.pdf", shoes, Asked("departments"), TODAY)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        kids = list(pdf.Root.StructTreeRoot.K.K)
        tables = [kid for kid in kids if kid.S == "/Table"]
        assert [str(kid.S) for kid in kids[:4]] == ["/H1", "/P", "/P", "/H2"]
        for table in tables:
            heads, *rows = table.K
            assert {str(cell.S) for cell in heads.K} == {"/TH"}
            assert all(cell.A.Scope == "/Column" for cell in heads.K)
            assert all(len(row.K) == len(heads.K) for row in rows)
        assert [int(page.StructParents) for page in pdf.pages] == list(range(len(pdf.pages)))


def test_a_table_over_many_pages_is_one_table_for_who_reads_by_tags(shoes):
    long = " ".join(f"w{number}" for number in range(3000))
    printout = printed(long_report(["a", long, *"bcd"]), shoes)
    data = write_pdf(printout, Metadata(title="A list")).data
    assert len(printout.pages) > 1
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (table,) = (kid for kid in pdf.Root.StructTreeRoot.K.K if kid.S == "/Table")
        assert len(table.K) == 6
        parts = list(table.K[2].K[0].K)
        assert len(parts) == len(printout.pages)
        assert all(part.Type == "/MCR" for part in parts[1:])


def pdf_pages(data):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return range(len(pdf.pages))
