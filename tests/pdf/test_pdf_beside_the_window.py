"""The window's export works in a thread of its own, so with faces of its own."""

import pytest

from app.export import jobs
from app.export.pdf import Written
from app.print_saving import ExportJob
from model.templates import sample
from model.text.fonts import FontBook
from widgets.print.made import Wish


@pytest.mark.usefixtures("qapp")
def test_the_job_sets_its_sheet_with_a_book_that_nobody_else_has(tmp_path, monkeypatch):
    sheets = []

    def export(printout, *rest):
        sheets.extend(printout.sheets())
        return Written(b"%PDF-")

    monkeypatch.setattr(jobs, "write_pdf", export)
    job = ExportJob(Wish(sample("holiday", "en")), tmp_path / "map.pdf")
    job.run()
    job.run()
    first, second = (sheet.fonts for sheet in sheets)
    assert first is not FontBook.bundled()
    assert first is not second
