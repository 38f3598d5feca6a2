"""What can be saved of a damaged file, and a file that does not fit: nothing in it is dropped."""

from __future__ import annotations

import json
from typing import Any

import pytest

from model.file import FORMAT, decode, encode
from model.file.salvage import Salvaged, salvage
from model.journey import JourneyMap
from model.templates import sample
from model.texts import Texts
from tests.campaigns.loader.small_maps import full_map, plain_map, written

NAME = "kort.journey"


def _saved(data: bytes) -> Salvaged:
    found = salvage(data, NAME)
    assert found is not None
    assert decode(encode(found.journey), NAME) == found.journey
    return found


def _repaired(document: dict[str, Any]) -> Salvaged:
    return _saved(written(document))


def _codes(found: Salvaged) -> set[str]:
    return {repair.code for repair in found.repairs}


def _card(found: Salvaged) -> Any:
    return found.journey.lanes[0].cells["s"][0]


@pytest.fixture(scope="module")
def holiday() -> JourneyMap:
    return sample("holiday", "da")


def test_of_a_file_cut_off_all_whole_cards_are_rescued(holiday: JourneyMap) -> None:
    data = encode(holiday)
    cut = data[: data.index(b'{"id":', len(data) * 2 // 3) + 12]
    found = _saved(cut)
    assert "repair.cut" in _codes(found)
    assert found.is_damaged
    whole = {line.split(b'"')[3] for line in cut.split(b"\n")[:-1] if line.startswith(b'{"id":"')}
    held = encode(found.journey)
    assert all(b'"id":"%s"' % each in held for each in whole)


def test_zeros_at_the_end_are_passed_over(holiday: JourneyMap) -> None:
    data = encode(holiday)
    found = _saved(data[: len(data) // 2] + bytes(len(data) // 2))
    assert found.cards > 20
    assert {"repair.characters", "repair.cut"} <= _codes(found)


def test_a_damaged_card_keeps_its_place_and_its_line(holiday: JourneyMap) -> None:
    lines = encode(holiday).split(b"\n")
    at = next(
        n for n, line in enumerate(lines) if b'"text":"' in line and line.startswith(b'{"id"')
    )
    whole = lines[at]
    lines[at] = whole.replace(b'"text":"', b'"text";"', 1)
    found = _saved(b"\n".join(lines))
    assert found.cards == sum(len(i) for lane in holiday.lanes for i in lane.cells.values())
    assert _codes(found) == {"repair.half_line"}
    assert lines[at].removesuffix(b",") in json.loads(json.dumps(_texts(found))).encode()


def _texts(found: Salvaged) -> str:
    return "\n".join(
        str((item.model_extra or {}).get("x_rescued", {}).get("line", ""))
        for lane in found.journey.lanes
        for items in lane.cells.values()
        for item in items
    )


def test_cards_whose_place_is_damaged_stand_in_a_lane_that_says_so(holiday: JourneyMap) -> None:
    data = encode(holiday)
    step = holiday.steps[2].id.encode()
    found = _saved(data.replace(b'"%s":[' % step, b'"%s"\x81[' % step, 1))
    assert "repair.loose" in _codes(found)
    lane = found.journey.lanes[-1]
    assert lane.name == "Reddet, plads ukendt"
    assert found.cards == sum(len(i) for each in holiday.lanes for i in each.cells.values())


def test_a_map_saved_as_utf_16_is_read() -> None:
    assert _card(_saved(written(plain_map()).decode().encode("utf-16"))).text == "æ"


def test_commas_with_nothing_behind_them_are_passed_over() -> None:
    found = _saved(written(plain_map()).replace(b"}]", b"},]", 1))
    assert _codes(found) == {"repair.commas"}


def test_what_stands_behind_the_end_is_kept() -> None:
    found = _saved(written(plain_map()) + b'{"more":1}')
    assert (found.journey.model_extra or {})["x_rescued_end"] == '{"more":1}'


def test_a_value_out_of_range_is_brought_into_it_and_kept() -> None:
    document = plain_map()
    document["lanes"][0]["cells"]["s"][0] |= {"severity": 50, "colour": "red", "tags": ["a", 5]}
    found = _repaired(document)
    card = _card(found)
    assert (card.severity, card.colour, card.tags) == (5, None, ("a",))
    assert card.model_extra["x_rescued"] == {"severity": 50, "colour": "red", "tags": ["a", 5]}
    assert not found.is_damaged


def test_a_cell_that_is_called_as_what_is_kept_aside_does_not_hold_itself() -> None:
    document = plain_map()
    document["lanes"][0]["cells"] |= {"s": 0, "x_rescued": {"id": "c1", "text": "y"}}
    lane = _repaired(document).journey.lanes[0]
    assert (lane.model_extra or {})["x_rescued"] == {
        "s": 0,
        "x_rescued": {"id": "c1", "text": "y"},
    }


def test_cells_of_an_unknown_step_get_that_step_in_a_phase_of_that_name() -> None:
    document = plain_map()
    document["lanes"][0]["cells"]["gone"] = [{"id": "d", "text": "her"}]
    found = _repaired(document)
    assert found.journey.phases[-1].name == "Rescued"
    assert found.journey.phases[-1].steps[0].id == "gone"
    assert found.journey.lanes[0].cells["gone"][0].text == "her"


def test_equal_ids_become_two_and_references_that_lead_nowhere_are_kept_beside() -> None:
    document = full_map()
    cells = document["lanes"][0]["cells"]
    cells["b"].append({"id": "c1", "text": "to", "personas": ["nobody"]})
    document["links"].append({"id": "k2", "source": "c1", "target": "gone"})
    found = _repaired(document)
    again = found.journey.lanes[0].cells["b"][1]
    assert (again.id, again.text, again.personas) == ("c1.2", "to", ())
    assert (again.model_extra or {})["x_rescued"] == {"personas": "nobody"}
    assert [link.id for link in found.journey.links] == ["k"]
    kept = (found.journey.model_extra or {})["x_rescued"]
    assert kept["links.1"] == {"id": "k2", "source": "c1", "target": "gone"}


def test_numbers_that_are_none_are_kept_as_text() -> None:
    document = plain_map()
    document["lanes"][0]["cells"]["s"][0]["x"] = [float("inf")]
    assert _card(_repaired(document)).model_extra["x"] == ["Infinity"]


def test_both_of_two_equal_keys_are_kept() -> None:
    found = _saved(written(plain_map()).replace(b'"text": ', b'"text": "a", "text": '))
    assert _card(found).text == "æ"
    assert _card(found).model_extra["x_rescued"] == {"text": "a"}


def test_a_text_where_a_card_should_be_becomes_a_card() -> None:
    document = plain_map()
    document["lanes"][0]["cells"]["s"] = ["bare", 5]
    found = _repaired(document)
    assert _card(found).text == "bare"
    assert (found.journey.lanes[0].model_extra or {})["x_rescued"] == {"s.1": 5}


def test_cards_of_the_first_version_without_a_lane_are_placed_too() -> None:
    document = {
        "format": FORMAT, "schema_version": 1, "id": "m",
        "phases": [{"id": "p", "steps": [{"id": "s"}]}],
        "lanes": [{"id": "l", "kind": "cards"}],
        "cards": [{"id": "a", "lane": "l", "step": "s"}, {"id": "b", "lane": "x", "step": "s"}],
    }  # fmt: skip
    found = _repaired(document)
    assert found.cards == 2
    assert found.journey.lanes[1].name == "Rescued, place unknown"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Dear Ane",
        b'{"nodes":[],"phases":[]}',
        b"%PDF-1.7",
        written({**plain_map(), "format": "another-format1"}),
        written({**plain_map(), "schema_version": 9, "min_reader": 9}),
    ],
)
def test_what_is_no_map_of_ours_or_a_newer_one_is_left_alone(data: bytes) -> None:
    assert salvage(data, NAME) is None


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_repair_is_told_in_a_whole_sentence(language: str) -> None:
    document = full_map()
    document["lanes"][0]["cells"]["gone"] = [{"span": 99, "text": 5, "personas": ["x"]}]
    document["lanes"].append({"id": "l", "kind": "?"})
    document["x"] = float("nan")
    found = _repaired(document)
    said = [Texts(language).of(repair) for repair in found.repairs]
    assert len({repair.code for repair in found.repairs}) >= 6
    assert all(sentence.endswith(".") and "{" not in sentence for sentence in said)


def test_all_that_refers_to_the_same_missing_thing_is_told_once_with_some_places() -> None:
    document = full_map()
    cells = document["lanes"][0]["cells"]
    for number in range(6):
        cells["b"].append({"id": f"n{number}", "text": f"Nr. {number}", "personas": ["nobody"]})
    cells["b"].append({"id": "alone", "text": "Alene", "personas": ["somebody"]})
    said = [Texts("da").of(repair) for repair in _repaired(document).repairs]
    (together,) = [sentence for sentence in said if "nobody" in sentence]
    assert together.startswith("6 steder (")
    assert "Nr. 0" in together
    assert "Nr. 5" not in together
    (alone,) = [sentence for sentence in said if "somebody" in sentence]
    assert "Alene: Henviste" in alone
