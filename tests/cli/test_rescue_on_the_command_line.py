"""What the command line says of a damaged map, and how it writes what can be rescued."""

import json
from pathlib import Path

import pytest

from app.main import main
from model.file import encode, read_journey
from model.templates import sample


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    path = tmp_path / "kort.journey"
    data = encode(sample("holiday", "da"))
    path.write_bytes(data[: len(data) // 2])
    return path


def test_check_says_what_can_be_rescued_and_how(damaged: Path, capsys) -> None:
    damaged.with_name("kort.journey.bak").write_bytes(encode(sample("holiday", "da")))
    assert main(["check", str(damaged)]) == 1
    said = capsys.readouterr().err
    assert "cards can be rescued" in said
    assert "--rescue" in said
    assert "kort.journey.bak" in said


def test_check_says_the_same_as_json(damaged: Path, capsys) -> None:
    assert main(["check", str(damaged), "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert any("can be rescued" in line for line in answer["rescue"])


def test_convert_writes_what_can_be_rescued_only_when_asked(damaged: Path, capsys) -> None:
    before, out = damaged.read_bytes(), damaged.with_name("out.journey")
    assert main(["convert", str(damaged), str(out)]) == 1
    assert not out.exists()
    assert main(["convert", str(damaged), str(out), "--rescue"]) == 0
    assert read_journey(out).about.title == sample("holiday", "da").about.title
    assert "The file stops on line" in capsys.readouterr().err
    assert damaged.read_bytes() == before


def test_what_is_no_map_cannot_be_rescued_either(tmp_path: Path, capsys) -> None:
    letter = tmp_path / "brev.journey"
    letter.write_bytes(b"Dear Ane")
    assert main(["convert", str(letter), str(tmp_path / "out.journey"), "--rescue"]) == 1
    assert "rescued" not in capsys.readouterr().err
