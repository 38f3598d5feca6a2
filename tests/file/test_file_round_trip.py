"""What is written is read again as it was, unknown fields and all."""

from __future__ import annotations

import gc
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.cards import Card
from model.file import (
    MIN_READER,
    SCHEMA_VERSION,
    decode,
    encode,
    open_bytes,
    open_journey,
    read_journey,
)
from model.file.envelope import seal
from model.journey import JourneyMap, Phase, Step
from model.lanes import CardsLane, with_cells
from model.problems import FileProblem
from model.values import with_changes
from tests.strategies import Run, edit_sequences, journeys

FILES = Path(__file__).parent / "files"
GOLDEN = FILES / f"v{SCHEMA_VERSION}.journey"
SOME = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@SOME
@given(journeys())
def test_a_map_comes_back_from_its_file_as_it_was(journey: JourneyMap) -> None:
    data = encode(journey)
    opened = open_bytes(data, "map.journey")
    assert opened.journey == journey
    assert (opened.checksum, opened.version) == ("right", SCHEMA_VERSION)
    # The drawn images are mostly no images.
    assert {note.code.rpartition("_")[0] for note in opened.notes} <= {"file.note_image"}
    assert encode(opened.journey) == data


@SOME
@given(edit_sequences(max_edits=12))
def test_every_map_that_edits_can_reach_comes_back_as_it_was(run: Run) -> None:
    final = run.states[-1]
    assert decode(encode(final), "map.journey") == final


@SOME
@given(journeys())
def test_the_file_is_the_value_as_plain_json(journey: JourneyMap) -> None:
    document = json.loads(encode(journey))
    for key in ("format", "schema_version", "min_reader", "integrity"):
        del document[key]
    assert JourneyMap.model_validate_json(json.dumps(document)) == journey


_numbers = st.one_of(
    st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.sampled_from([10**80, 1e22])
)
_json = st.recursive(
    st.one_of(
        st.none(), st.booleans(), _numbers, st.text(st.characters(exclude_categories=["Cs"]))
    ),
    lambda part: st.one_of(
        st.lists(part, max_size=3),
        st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), part, max_size=3),
    ),
    max_leaves=6,
)
_keys = st.one_of(
    st.sampled_from(
        ["x", "model_config", "__dict__", "copy", "steps", "kinds", "", "æ ø", '"', "\0"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=5).map(lambda text: f"x{text}"),
)


def _objects(part: Any) -> list[dict[str, Any]]:
    """Every object of the golden file in which a newer version might have more fields."""
    found: list[dict[str, Any]] = []
    if isinstance(part, dict):
        found.append(part)
        for key, value in part.items():
            inner = list(value.values()) if key == "cells" else value
            found += [] if key == "x_source" else _objects(inner)
    elif isinstance(part, list):
        for item in part:
            found += _objects(item)
    return found


@SOME
@given(st.data())
def test_unknown_fields_survive_at_every_level(data: st.DataObject) -> None:
    document = json.loads(GOLDEN.read_bytes())
    del document["integrity"]
    for part in data.draw(st.lists(st.sampled_from(_objects(document)), min_size=1, max_size=4)):
        for key, value in data.draw(st.dictionaries(_keys, _json, min_size=1, max_size=2)).items():
            part.setdefault(key, value)
    written = json.loads(encode(decode(json.dumps(document).encode(), "map.journey")))
    del written["integrity"]
    assert written == document


@SOME
@given(journeys())
def test_an_edited_map_keeps_the_unknown_fields_of_what_was_not_removed(
    journey: JourneyMap,
) -> None:
    document = json.loads(encode(journey)) | {"x_new": {"deep": [1, None, "æ"]}}
    document["phases"][0]["steps"][0]["x_new"] = 7
    del document["integrity"]
    opened = decode(json.dumps(document).encode(), "map.journey")
    edited = with_changes(opened, about={"title": "Another"})
    again = decode(encode(edited), "map.journey")
    assert (again.model_extra, again.steps[0].model_extra) == (
        {"x_new": {"deep": [1, None, "æ"]}},
        {"x_new": 7},
    )


def test_the_golden_file_of_this_version_is_written_byte_for_byte() -> None:
    opened = open_journey(GOLDEN)
    assert opened.checksum == "right"
    assert encode(opened.journey) == GOLDEN.read_bytes()


def test_every_card_has_a_line_of_its_own() -> None:
    lines = GOLDEN.read_text(encoding="utf-8").splitlines()
    cards = [
        item for lane in read_journey(GOLDEN).lanes for cell in lane.cells.values() for item in cell
    ]
    for card in cards:
        (line,) = [line for line in lines if line.startswith(f'{{"id":"{card.id}"')]
        assert json.loads(line.rstrip(","))["id"] == card.id


def test_changing_one_card_changes_its_line_and_the_checksum_only() -> None:
    journey = read_journey(GOLDEN)
    lane = journey.lanes[1]
    assert isinstance(lane, CardsLane)
    (card,) = lane.cells["buy"]
    changed = with_cells(lane, {"buy": (with_changes(card, text="Fragten er dyr"),)})
    lanes = (journey.lanes[0], changed, *journey.lanes[2:])
    before = encode(journey).splitlines()
    after = encode(with_changes(journey, lanes=lanes)).splitlines()
    differing = [new for old, new in zip(before, after, strict=True) if old != new]
    assert [line[:11] for line in differing] == [b'{"id":"c4",', b'"integrity"']


def test_texts_that_look_like_the_file_itself_come_back_whole() -> None:
    texts = ('},{"id":"x"', ':[{"id":', '"integrity":{"sha256":"0"}', "}],", "\\", '\\"},\n{"id":')
    cards = tuple(Card(id=f"c{n}", text=text) for n, text in enumerate(texts))
    journey = JourneyMap(
        id="m",
        phases=(Phase(id="p", steps=(Step(id="s"),)),),
        lanes=(CardsLane(id="l", cells={"s": cards}),),
    )
    opened = open_bytes(encode(journey), "map.journey")
    assert (opened.journey, opened.checksum) == (journey, "right")


def test_cells_are_written_in_the_order_of_the_steps() -> None:
    steps = tuple(Step(id=name) for name in ("z", "a", "m"))
    cells = {name: (Card(id=f"c{name}"),) for name in ("a", "m", "z")}
    journey = JourneyMap(
        id="m", phases=(Phase(id="p", steps=steps),), lanes=(CardsLane(id="l", cells=cells),)
    )
    (lane,) = json.loads(encode(journey))["lanes"]
    assert list(lane["cells"]) == ["z", "a", "m"]


def test_a_byte_order_mark_is_passed_over() -> None:
    opened = open_bytes(b"\xef\xbb\xbf" + GOLDEN.read_bytes(), "map.journey")
    assert (opened.journey, opened.checksum) == (read_journey(GOLDEN), "right")


def test_a_file_without_checksum_opens_without_a_word() -> None:
    document = json.loads(GOLDEN.read_bytes())
    del document["integrity"]
    opened = open_bytes(json.dumps(document).encode(), "map.journey")
    assert (opened.checksum, opened.notes) == ("missing", ())
    assert opened.journey == read_journey(GOLDEN)


def test_a_file_changed_outside_opens_and_says_so() -> None:
    data = GOLDEN.read_bytes().replace(b"Betaler", b"Betalte")
    opened = open_bytes(data, "map.journey")
    assert opened.checksum == "wrong"
    assert [note.code for note in opened.notes] == ["file.note_checksum"]
    assert opened.journey.steps[2].name == "Betalte"


def test_a_newer_file_we_may_read_stays_newer_when_it_is_written() -> None:
    document = json.loads(GOLDEN.read_bytes())
    document |= {"schema_version": SCHEMA_VERSION + 3, "min_reader": MIN_READER, "moods": ["calm"]}
    del document["integrity"]
    opened = open_bytes(json.dumps(document).encode(), "map.journey")
    assert [note.code for note in opened.notes] == ["file.note_newer"]
    written = json.loads(encode(opened.journey))
    assert (written["schema_version"], written["min_reader"]) == (SCHEMA_VERSION + 3, MIN_READER)
    assert written["moods"] == ["calm"]
    assert decode(encode(opened.journey), "map.journey") == opened.journey


def test_loading_leaves_the_garbage_collector_as_it_was() -> None:
    data = GOLDEN.read_bytes()
    for bad in (data, data[:-40], b"{}"):
        with suppress(FileProblem):
            decode(bad, "map.journey")
        assert gc.isenabled()
    gc.disable()
    try:
        decode(data, "map.journey")
        assert not gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_a_file_of_every_version_stands_in_the_tests_and_opens(version: int) -> None:
    opened = open_journey(FILES / f"v{version}.journey")
    assert opened.version == version
    assert opened.was_migrated == (version < SCHEMA_VERSION)
    assert decode(encode(opened.journey), "map.journey") == opened.journey


@pytest.mark.parametrize(
    "name",
    ["cls", "self", "_fields_set", "values", "update", "deep", "model_fields", "model_extra",
     "__dict__", "__class__", "__pydantic_extra__", "__pydantic_fields_set__", "steps", "kind"],
)  # fmt: skip
def test_an_unknown_field_may_be_called_like_anything_in_the_program(name: str) -> None:
    document = json.loads(GOLDEN.read_bytes())
    del document["integrity"]
    for part in (document, document["about"], document["lanes"][0]):
        part.setdefault(name, "x")
    opened = decode(json.dumps(document).encode(), "map.journey")
    edited = with_changes(opened, about=with_changes(opened.about, title="Another"))
    written = json.loads(encode(decode(encode(edited), "map.journey")))
    del written["integrity"]
    document["about"]["title"] = "Another"
    assert written == document


def test_objects_in_an_unknown_field_do_not_break_a_cards_line() -> None:
    document = json.loads(GOLDEN.read_bytes())
    del document["integrity"]
    cell = next(cell for cell in document["lanes"][1]["cells"].values() if cell)
    cell[0]["x_parts"] = [{"id": "a"}, {"id": "b"}]
    written = encode(decode(json.dumps(document).encode(), "map.journey")).decode()
    (line,) = [line for line in written.splitlines() if '"x_parts"' in line]
    assert json.loads(line.rstrip(",")) == cell[0]


def test_who_seals_a_file_vouches_that_no_key_stands_twice() -> None:
    content = (
        b'{"format":"journeywall-map","schema_version":4,"id":"a","id":"b",\n'
        b'"phases":[{"id":"p","steps":[{"id":"s"}]}],\n'
    )
    assert decode(seal(content), "map.journey").id == "b"
    with pytest.raises(FileProblem, match=r"file\.duplicate_key"):
        decode(content + b'"x":1}', "map.journey")
