"""``journeywall compare``: what it tells, and with which exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest

from app.main import main
from model import edits
from model.cards import Card
from model.file import encode
from model.templates import template


@pytest.fixture(autouse=True)
def _two_maps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    before = template("classic-5", "en")
    card = Card(id="queue", text="Waits in a queue")
    before = edits.add_item(before, "touchpoints", "use-1", card)
    after = edits.set_item(before, "queue", text="Waits long", severity=4)
    Path("a.journey").write_bytes(encode(before))
    Path("b.journey").write_bytes(encode(after))


def test_a_change_is_one_line_and_exit_code_three(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "a.journey", "b.journey"]) == 3
    assert capsys.readouterr().out.splitlines() == [
        "From a.journey to b.journey:",
        "  Cards: 1 changed",
        "",
        "Changed: phase “Use”, lane “Touchpoints and channels”, card “Waits long”. Text: “Waits in "
        "a queue” → “Waits long”; Severity: nothing → 4",
    ]


def test_the_same_map_twice_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "a.journey", "a.journey"]) == 0
    assert capsys.readouterr().out == "a.journey and a.journey say the same.\n"


def test_everything_comes_as_json_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "a.journey", "b.journey", "--json"]) == 3
    told = json.loads(capsys.readouterr().out)
    assert told["counts"]["cards"]["changed"] == 1
    (change,) = told["changes"]
    assert change["fields"]["severity"] == {"before": None, "after": 4}
    assert (change["kinds"], change["to"]) == (["changed"], ["touchpoints", "use-1"])


@pytest.mark.parametrize(
    ("arguments", "code"), [(["a.journey"], 2), (["a.journey", "no.journey"], 1)]
)
def test_what_cannot_be_compared_is_told(
    arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", *arguments]) == code
    assert capsys.readouterr().err.startswith("journeywall: ")


def test_a_comparison_is_printed_with_the_marked_map_and_the_list(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["compare", "a.journey", "b.journey", "--pdf", "c.pdf", "--paper", "A3"]) == 3
    capsys.readouterr()
    document = pypdfium2.PdfDocument("c.pdf")
    words = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    assert len(words) == 2
    assert "Compared with a" in words[0]
    assert "Changed (1)" in words[1]
    assert "Severity: nothing" in words[1]
    assert main(["compare", "a.journey", "b.journey", "--paper", "A3"]) == 2
    assert main(["compare", "a.journey", "b.journey", "--pdf", "c.txt"]) == 2
