"""Old versions of the format come up to this one, and lose nothing on the way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from model.cards import Card, Feeling
from model.file import SCHEMA_VERSION, decode, read_journey
from model.file.migrations import MIGRATIONS, cards_into_their_lanes
from model.problems import FileProblem

V1 = Path(__file__).parent / "files" / "v1.journey"


def _v1(**changes: Any) -> bytes:
    return json.dumps(json.loads(V1.read_bytes()) | changes).encode()


def test_there_is_a_migration_from_every_older_version() -> None:
    assert sorted(MIGRATIONS) == list(range(1, SCHEMA_VERSION))


def test_the_cards_of_version_1_stand_in_their_cells_in_their_order() -> None:
    touchpoints, feelings = read_journey(V1).lanes
    cells: dict[str, list[str]] = {
        step_id: [item.id for item in items] for step_id, items in touchpoints.cells.items()
    }
    assert cells == {"search": ["c1", "c3"], "compare": ["c2"]}
    assert touchpoints.cells["search"][0] == Card(
        id="c1", text="Googler “vegansk læder”", channels=("Søgemaskine",)
    )
    assert feelings.cells["search"] == (Feeling(id="f1", values=(1.5,), persona="emma"),)


def test_the_title_of_version_1_moves_to_the_map_card() -> None:
    about = read_journey(V1).about
    assert (about.title, about.language) == ("Bæredygtige sko: fra idé til genkøb", "da")


def test_unknown_fields_of_version_1_are_kept() -> None:
    journey = read_journey(V1)
    assert journey.model_extra == {"x_printed_at": "Aarhus"}
    assert journey.lanes[0].model_extra == {"x_width": 3}
    assert journey.lanes[0].cells["compare"][0].model_extra == {"x_source": {"row": 7}}


def test_a_migration_leaves_the_old_document_as_it_was() -> None:
    document = json.loads(V1.read_bytes())
    cards_into_their_lanes(document)
    assert document == json.loads(V1.read_bytes())


@pytest.mark.parametrize(
    ("cards", "code", "path"),
    [
        ([{"id": "c", "lane": "gone", "step": "search"}], "file.card_without_lane", "cards[0]"),
        ([{"id": "c", "step": "search"}], "file.card_without_lane", "cards[0]"),
        ([{"id": "c", "lane": "touch"}], "file.card_without_step", "cards[0]"),
        ([{"id": "c", "lane": ["touch"], "step": "search"}], "file.card_without_lane", "cards[0]"),
        ({"id": "c"}, "file.not_a_list", "cards"),
        ([7], "file.not_an_object", "cards[0]"),
    ],
)
def test_an_old_file_with_a_fault_is_refused_with_the_old_place(
    cards: object, code: str, path: str
) -> None:
    with pytest.raises(FileProblem) as caught:
        decode(_v1(cards=cards), "old.journey")
    assert (caught.value.code, caught.value.params["path"]) == (code, path)
    assert caught.value.params["file"] == "old.journey"


def test_a_card_of_an_unknown_step_is_refused_and_not_dropped() -> None:
    with pytest.raises(FileProblem) as caught:
        decode(_v1(cards=[{"id": "c", "lane": "touch", "step": "gone"}]), "old.journey")
    assert caught.value.code == "file.unknown_step"


def test_numbers_that_do_not_exist_are_refused_before_a_migration() -> None:
    with pytest.raises(FileProblem) as caught:
        decode(_v1(x=1).replace(b'"x": 1', b'"x": 1e999'), "old.journey")
    assert caught.value.code == "file.not_a_number"
