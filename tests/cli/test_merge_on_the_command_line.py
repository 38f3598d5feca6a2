"""``journeywall merge``: what it writes, what it tells, and with which exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.main import main
from model import edits
from model.cards import Card
from model.file import encode, read_journey, version_of
from model.journey import JourneyMap, Phase, Step
from model.templates import template


@pytest.fixture
def base() -> JourneyMap:
    made = template("classic-5", "en")
    return edits.add_item(made, "touchpoints", "use-1", Card(id="queue", text="Waits in a queue"))


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, base: JourneyMap) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    save("base", base)
    return tmp_path


def save(name: str, journey: JourneyMap) -> None:
    Path(f"{name}.journey").write_bytes(encode(journey))


def merge(*arguments: str) -> int:
    return main(["merge", *arguments, "-o", "out.journey"])


def texts_of_the_queue() -> list[str]:
    lane = next(one for one in read_journey(Path("out.journey")).lanes if one.id == "touchpoints")
    return [item.text for item in lane.cells["use-1"]]


def test_groups_without_conflicts_end_with_nothing_to_tell(
    base: JourneyMap, capsys: pytest.CaptureFixture[str]
) -> None:
    names = []
    for number in range(3):
        card = Card(id=f"n{number}", text=f"Group {number}")
        save(f"g{number}", edits.add_item(base, "touchpoints", base.steps[number].id, card))
        names.append(f"g{number}.journey")
    assert merge("base.journey", *names) == 0
    assert capsys.readouterr().out == "out.journey: 3 maps merged, 0 conflicts.\n"
    made = read_journey(Path("out.journey"))
    assert sum(len(cell) for lane in made.lanes for cell in lane.cells.values()) == 4
    assert merge("--apart", *names, "--force") == 0
    assert read_journey(Path("out.journey")) == made


def test_conflicts_are_listed_and_both_texts_are_in_the_file(
    base: JourneyMap, capsys: pytest.CaptureFixture[str]
) -> None:
    save("a", edits.set_item(base, "queue", text="Waits long"))
    save("b", edits.set_item(base, "queue", text="Gives up waiting"))
    files = ("base.journey", "a.journey", "b.journey")
    assert merge(*files) == 3
    assert capsys.readouterr().out.splitlines() == [
        "out.journey: 2 maps merged, 1 conflict.",
        "  Phase “Use”, lane “Touchpoints and channels”, card “Waits in a queue”, Text: "
        "“Waits long” in a.journey, “Gives up waiting” in b.journey. Both are kept.",
    ]
    assert texts_of_the_queue() == ["Waits long", "Gives up waiting"]
    assert merge(*files, "--force", "--keep", "last", "--json") == 3
    told = json.loads(capsys.readouterr().out)
    assert texts_of_the_queue() == ["Gives up waiting"]
    (conflict,) = told["conflicts"]
    assert conflict["message"].endswith("The one in b.journey stands.")
    assert [conflict[key] for key in ("id", "field", "base", "first", "last", "stands")] == [
        "queue", "text", "Waits in a queue", "Waits long", "Gives up waiting", "last",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("base.journey", "base.journey"), 2),
        (("--apart", "base.journey"), 2),
        (("base.journey", "base.journey", "base.journey", "--keep", "mine"), 2),
        (("base.journey", "base.journey", "nowhere.journey"), 1),
    ],
)
def test_what_cannot_be_merged_writes_nothing(
    arguments: tuple[str, ...], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert merge(*arguments) == code
    assert capsys.readouterr().err.startswith("journeywall: ")
    assert not Path("out.journey").exists()


def test_an_existing_file_is_replaced_only_when_asked(base: JourneyMap) -> None:
    save("out", base)
    assert merge("base.journey", "base.journey", "base.journey") == 1
    assert merge("base.journey", "base.journey", "base.journey", "--force") == 0


def test_a_version_named_meanwhile_is_not_lost_to_an_older_copy(base: JourneyMap) -> None:
    named = edits.add_entry(base, "versions", version_of(base, "v1", "Monday", ""))
    save("base", named)
    save("older", base)
    save("newer", edits.set_item(named, "queue", text="Waits long"))
    assert merge("base.journey", "older.journey", "newer.journey") == 0
    assert [one.name for one in read_journey(Path("out.journey")).versions] == ["Monday"]


def test_another_map_altogether_is_refused_and_nothing_is_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    other = JourneyMap(id="other", phases=(Phase(id="other-p", steps=(Step(id="other-s"),)),))
    save("holiday", other)
    assert merge("base.journey", "base.journey", "holiday.journey") == 1
    assert "holiday.journey” is another map altogether" in capsys.readouterr().err
    assert not Path("out.journey").exists()


def test_a_side_is_called_by_the_files_that_said_it(
    base: JourneyMap, capsys: pytest.CaptureFixture[str]
) -> None:
    save("a", edits.add_item(base, "touchpoints", "use-1", Card(id="other", text="Elsewhere")))
    save("b", edits.set_item(base, "queue", text="Waits long"))
    save("c", edits.set_item(base, "queue", text="Gives up waiting"))
    save("d", edits.remove_items(base, ["queue"]))
    assert merge("base.journey", "a.journey", "b.journey", "c.journey", "d.journey") == 3
    first, second = capsys.readouterr().out.splitlines()[1:]
    assert "“Waits long” in b.journey, “Gives up waiting” in c.journey" in first
    assert "removed in d.journey, changed or used in b.journey. It stays." in second
