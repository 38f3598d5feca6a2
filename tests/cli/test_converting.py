"""``journeywall convert`` between maps of ours and files of other programs, by their endings."""

import pytest

from app.main import main
from model.file import encode, read_journey
from model.templates import sample


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "da_DK.UTF-8")
    (tmp_path / "ferie.journey").write_bytes(encode(sample("holiday", "da")))
    return tmp_path


def said(capsys, *arguments):
    code = main(["convert", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize("ending", ["ojf", "mmd", "csv", "tsv", "xlsx"])
def test_a_map_goes_out_and_comes_back_and_what_is_lost_is_listed(ending, capsys):
    code, out, err = said(capsys, "ferie.journey", f"ud.{ending}")
    assert (code, out) == (0, f"ferie.journey → ud.{ending}\n")
    assert "ikke komme med" in err.splitlines()[0]
    code, out, _ = said(capsys, f"ud.{ending}", "igen.journey")
    assert (code, out) == (0, f"ud.{ending} → igen.journey\n")
    before, after = read_journey("ferie.journey"), read_journey("igen.journey")
    assert [phase.name for phase in after.phases] == [phase.name for phase in before.phases]


def test_one_table_is_written_if_it_is_named(folder, capsys):
    assert said(capsys, "ferie.journey", "ud.csv", "--table", "personas")[0] == 0
    first = (folder / "ud.csv").read_text("utf-8-sig").splitlines()[0]
    assert first.startswith('"Navn";')
    code, _, err = said(capsys, "ferie.journey", "ud.csv", "--table", "alt")
    assert (code, "matrix, cards" in err) == (2, True)


def test_an_older_file_is_replaced_only_when_asked_and_an_ojf_stays_beside(folder, capsys):
    assert said(capsys, "ferie.journey", "ud.ojf")[0] == 0
    assert said(capsys, "ferie.journey", "ud.ojf")[0] == 1
    assert said(capsys, "ferie.journey", "ud.ojf", "--force")[0] == 0
    assert (folder / "ud.ojf.bak").exists()


def test_endings_nobody_knows_and_sheets_that_are_not_there_are_told(folder, capsys):
    code, _, err = said(capsys, "ferie.journey", "ud.doc")
    assert (code, ".journey, .xlsx" in err) == (2, True)
    assert said(capsys, "ferie.journey", "ud.xlsx")[0] == 0
    code, _, err = said(capsys, "ud.xlsx", "x.journey", "--sheet", "Budget")
    assert (code, "Kort, Sedler" in err) == (1, True)
