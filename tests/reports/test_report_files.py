"""Reports as pages and tables, made on the command line."""

import csv
import io

import openpyxl
import pytest

from app.export.report_jobs import report_bytes
from app.main import main
from model.edits import set_item
from model.reports.asking import Asked
from model.reports.report import KINDS
from model.templates import sample

TODAY = "2026-06-10"
FORMULA = '=HYPERLINK("http://example.org";"<b>x</b>")'


@pytest.fixture(scope="module")
def hostile():
    journey = sample("sustainable-shoes", "da")
    plan = next(
        item
        for lane in journey.lanes
        for items in lane.cells.values()
        for item in items
        if getattr(item, "action", None) is not None
    )
    return set_item(journey, plan.id, text=FORMULA)


def test_a_spreadsheet_of_a_report_holds_no_formula(hostile, tmp_path):
    data = report_bytes(tmp_path / "x.xlsx", hostile, Asked("actions"), TODAY)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    cells = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row}
    assert cells[FORMULA] == "s"
    text = report_bytes(tmp_path / "x.csv", hostile, Asked("actions"), TODAY).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert f"'{FORMULA}" in [row[0] for row in rows]
    due = rows[0].index("Frist")
    assert any(row[due] == "2026-10-01" for row in rows)


@pytest.mark.parametrize("kind", KINDS)
def test_a_report_is_a_page_that_loads_and_runs_nothing(hostile, kind, tmp_path):
    page = report_bytes(tmp_path / "x.html", hostile, Asked(kind), TODAY).decode()
    assert "default-src &#x27;none&#x27;" in page
    assert "<script" not in page
    assert "<b>x</b>" not in page
    assert '<html lang="da">' in page
    assert '<th scope="col"' in page or "<p>" in page


def test_the_command_writes_what_the_ending_says(tmp_path, capsys):
    source = tmp_path / "shoes.journey"
    assert main(["new", "--sample", "sustainable-shoes", "-o", str(source)]) == 0
    for ending in ("pdf", "html", "csv", "xlsx"):
        target = tmp_path / f"out.{ending}"
        asked = ["--kind", "departments", "--department", "marketing", "--today", TODAY]
        assert main(["report", str(source), str(target), *asked]) == 0
        assert target.stat().st_size > 100
    text = (tmp_path / "out.csv").read_text("utf-8-sig")
    assert "Marketing" in text
    assert "Webshop" not in text
    assert main(["report", str(source), str(tmp_path / "o.csv"), "--owner", "Nobody"]) == 1
    assert "Amira" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--kind", "poem"],
        ["--today", "soon"],
        ["--paper", "A0"],
        ["--orientation", "up"],
        ["--theme", "neon"],
    ],
)
def test_arguments_at_fault_are_told(arguments, tmp_path, capsys):
    assert main(["report", "in.journey", str(tmp_path / "out.pdf"), *arguments]) == 2
    assert arguments[1] in capsys.readouterr().err
