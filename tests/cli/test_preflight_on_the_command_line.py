"""``journeywall check FILE --print PRESET``: the preflight without a window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.main import main
from model.file import encode
from model.printing.presets import preset_to_bytes
from model.printing.settings import PrintPreset, PrintSettings
from model.templates import sample


@pytest.fixture
def shoes(tmp_path: Path) -> Path:
    path = tmp_path / "shoes.journey"
    path.write_bytes(encode(sample("sustainable-shoes", "en")))
    return path


@pytest.fixture
def a4(tmp_path: Path) -> Path:
    """A preset that prints a wall much too small."""
    path = tmp_path / "small.journeyprint"
    settings = PrintSettings(paper="A4", scale="fit")
    path.write_bytes(preset_to_bytes(PrintPreset(id="small", name="Small", settings=settings)))
    return path


def test_a_good_print_is_told_and_ends_well(shoes: Path, capsys) -> None:
    assert main(["check", str(shoes), "--print", "marks-3mm"]) == 0
    out = capsys.readouterr().out
    assert "1 page" in out or "1 side" in out
    assert " error: " not in out


def test_a_print_nobody_can_read_ends_with_1_and_says_why(shoes: Path, a4: Path, capsys) -> None:
    assert main(["check", str(shoes), "--print", str(a4), "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert not answer["is_good"]
    errors = [found for found in answer["print"] if found["severity"] == "error"]
    assert {"preflight.cards_far", "preflight.text_tiny"} <= {found["code"] for found in errors}
    cards = next(found for found in errors if found["code"] == "preflight.cards_far")
    assert len(cards["ids"]) == cards["params"]["count"]
    assert "m" in cards["message"]


def test_a_preset_nobody_knows_is_a_fault_of_the_arguments(shoes: Path, capsys) -> None:
    assert main(["check", str(shoes), "--print", "nowhere"]) == 2
    err = capsys.readouterr().err
    assert "nowhere" in err
    assert "office-a4" in err


def test_what_cannot_be_printed_at_all_is_a_problem_not_a_crash(shoes: Path, tmp_path, capsys):
    path = tmp_path / "large.journeyprint"
    preset = PrintPreset(id="large", settings=PrintSettings(paper="map", scale="4:1"))
    path.write_bytes(preset_to_bytes(preset))
    assert main(["check", str(shoes), "--print", str(path)]) == 1
    assert "5080" in capsys.readouterr().err
