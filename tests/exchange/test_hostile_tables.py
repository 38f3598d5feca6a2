"""Tables made to harm, or broken on the way, are refused in one sentence and within limits."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from model.exchange import workbook
from model.exchange.endings import EXPORTED
from model.exchange.foreign import Losses
from model.exchange.formats import export_map, import_map
from model.exchange.spreadsheets import read_csv_map, read_xlsx_map, write_xlsx_map
from model.exchange.workbook import read_workbook
from model.file import decode, encode
from model.integrity import integrity_problems
from model.problems import FileProblem
from model.templates import sample
from model.texts import Texts

GOOD = write_xlsx_map(sample("holiday", "en"), "matrix")[0]
DTD = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


def refused(read: Callable[[], object]) -> FileProblem:
    with pytest.raises(FileProblem) as caught:
        read()
    for language in ("da", "en"):
        assert "bad." in Texts(language).of(caught.value)
    return caught.value


def packed(parts: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return held.getvalue()


def with_part(name: str, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts[name] = change(parts.get(name, b""))
    return packed(parts)


def many(element: str, count: int) -> bytes:
    """A part with so many elements, each with letters that do not pack well."""
    made = "".join(f"<{element} r='{at * 7919 % 99991:x}'/>" for at in range(count))
    return f"<a>{made}</a>".encode()


def in_column_xfd() -> bytes:
    book = Workbook()
    for place in ("A1", "A2", "B1", "XFD2"):
        book.worksheets[0][place] = "x"
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
SHEETS, LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


def with_sheets(count: int, rows: int) -> bytes:
    """A workbook whose sheets are all one and the same part with so many rows of two cells."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    before, _, rest = parts[SHEETS].partition(b"<sheet ")
    sheet, _, after = rest.partition(b"/>")
    each = (b"<sheet " + sheet.replace(b'="Map"', b'="%d"' % at) + b"/>" for at in range(count))
    parts[SHEETS] = before + b"".join(each) + after
    before, _, after = parts[SHEET].partition(b"<sheetData>")
    cells = b"<row><c><v>1</v></c><c><v>2</v></c></row>" * rows
    parts[SHEET] = before + b"<sheetData>" + cells + after[after.index(b"</sheetData>") :]
    return packed(parts)


def named_otherwise() -> bytes:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts["xl/worksheets/sheet1.bin"] = DTD + parts.pop(SHEET).partition(b"?>")[2]
    parts[LINKS] = parts[LINKS].replace(b"sheet1.xml", b"sheet1.bin")
    return packed(parts)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (b"\0" * 50, "file.zeros"),
        (b"a;b", "table.xlsx_damaged"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "table.old_excel"),
        (GOOD[:-200], "table.xlsx_damaged"),
        (packed({"a.txt": b"hello"}), "table.not_xlsx"),
        (packed({"xl/workbook.xml": b"<a/>"}), "table.xlsx_damaged"),
        (packed({"xl/workbook.xml": b" " * 40_000_000}), "table.too_much_inside"),
        (packed({f"xl/{at}.xml": b"<a/>" for at in range(2_001)}), "table.too_much_inside"),
        (with_part(SHEET, lambda xml: DTD + xml[xml.index(b"<worksheet") :]), "table.xlsx_hostile"),
        (with_part("docProps/app.xml", lambda _: b"<a>" * 300), "table.xlsx_hostile"),
        (with_part("xl/styles.xml", lambda _: many("xf", 66_001)), "table.too_much_inside"),
        (with_part(SHEET, lambda _: many("row", 200_001)), "table.too_much_inside"),
        (with_part(SHEET, lambda xml: xml[:-20]), "table.xlsx_damaged"),
        (in_column_xfd(), "table.too_wide"),
        (with_sheets(3_000, 900), "table.too_much_inside"),
        (named_otherwise(), "table.xlsx_hostile"),
        (b"P" * (32 * 1024 * 1024 + 1), "table.too_large"),
    ],
)
def test_a_workbook_that_is_none_or_meant_ill_is_refused(data: bytes, code: str) -> None:
    assert refused(lambda: read_xlsx_map(data, "bad.xlsx", "en")).code == code


def test_the_cells_of_all_sheets_count_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_CELLS", 1_000)
    assert len(read_workbook(with_sheets(2, 200), "good.xlsx", Losses()).sheets) == 2
    code = refused(lambda: read_workbook(with_sheets(3, 200), "bad.xlsx", Losses())).code
    assert code == "table.too_many"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("hello", "table.no_grid"),
        ("a,b", "table.no_grid"),
        ("p," * 502 + "\n" + "x," * 502, "table.too_wide"),
        ("a,b\n" + "x,y\n" * 501, "table.too_high"),
        ("a,b\n" * 25_001, "table.too_many"),
        ("a,b\n1," + "x\\n" + '"' + "y" * 200_000, "table.csv_fault"),
        ("a,b\nl," + '"' + "x\n" * 60_000 + '"', ""),
        ("phase,lane,text\n", "table.no_grid"),
        ("phase,lane,text\n" + "a,b,c\n" * 20_001, "table.too_full"),
        ("%PDF-1.7", "plain.other_type"),
    ],
)
def test_a_csv_that_is_no_map_or_too_much_is_refused(text: str, code: str) -> None:
    if code:
        assert refused(lambda: read_csv_map(text.encode(), "bad.csv", "en")).code == code
    else:
        _, lost = read_csv_map(text.encode(), "bad.csv", "en")
        assert [problem.code for problem in lost] == ["ojf.text_cut"]


def test_a_cell_far_below_all_others_costs_nothing() -> None:
    lanes = len(sample("holiday", "en").lanes)
    last = f'<row r="{2 + lanes}"'.encode()  # below the rows of phases and steps
    far = with_part(SHEET, lambda xml: xml.replace(last, b'<row r="999999"'))
    journey, _ = read_xlsx_map(far, "far.xlsx", "en")
    assert len(journey.lanes) == lanes


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_workbook_with_wrong_bytes_is_a_whole_map_or_one_problem(data: st.DataObject) -> None:
    wrong = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 4))):
        wrong[data.draw(st.integers(0, len(wrong) - 1))] = data.draw(st.integers(0, 255))
    assert_whole_or_refused(lambda: read_xlsx_map(bytes(wrong), "bad.xlsx", "en"))


_BITS = st.sampled_from(
    (
        *("phase", "step", "lane", "text", "type", "fase", "tekst", "phase no.", "step no."),
        *(
            ",",
            ";",
            "\t",
            "\n",
            "\n",
            '"',
            '""',
            "'",
            "=",
            "+1",
            "2",
            "9",
            "feeling",
            "værdi",
            "value",
        ),
        *(
            "\0",
            "\ufeff",
            "sep=;\n",
            "• ",
            "  ",
            "ø",
            "bredde i trin",
            "999",
            "metric",
            "now",
            "1e9",
        ),
    )
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_BITS, max_size=40).map("".join))
def test_nonsense_in_a_csv_is_a_whole_map_or_one_problem(text: str) -> None:
    assert_whole_or_refused(lambda: read_csv_map(text.encode(), "bad.csv", "en"))
    heads = "phase,step,lane,text,type,value,phase no.,step no.,lane no.\n"
    assert_whole_or_refused(lambda: read_csv_map((heads + text).encode(), "bad.csv", "en"))


def assert_whole_or_refused(read: Callable[[], object]) -> None:
    try:
        journey, lost = read()  # type: ignore[misc]
    except FileProblem as problem:
        words = Texts("da").of(problem)
    else:
        assert decode(encode(journey), "x.journey") == journey
        assert integrity_problems(journey) == ()
        words = " ".join(Texts("da").of(problem) for problem in lost) or "bad."
    assert words


@pytest.mark.parametrize("ending", EXPORTED)
def test_every_format_goes_out_and_comes_in_by_the_ending_of_its_name(tmp_path, ending) -> None:
    path = tmp_path / f"Holiday{ending.upper()}"
    journey = sample("holiday", "en")
    path.write_bytes(export_map(journey, path)[0])
    back, _ = import_map(path, "en")
    assert [phase.name for phase in back.phases] == [phase.name for phase in journey.phases]


def test_an_ending_that_is_no_format_and_a_file_that_is_not_there_are_told(tmp_path) -> None:
    refused(lambda: export_map(sample("holiday", "en"), "bad.doc"))
    assert refused(lambda: import_map(tmp_path / "bad.csv", "en")).code == "file.not_there"
