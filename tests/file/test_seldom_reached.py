"""What nearly no file has, and the reader of maps and its rescue must know all the same."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from model.file import decode, encode, loading, read_bounded
from model.file.diagnosis import check_duplicate_keys
from model.file.places import duplicate_key
from model.file.salvage import Salvaged, salvage
from model.problems import FileProblem
from model.texts import Texts
from tests.campaigns.loader.small_maps import plain_map, written

NAME = "kort.journey"
V1 = Path(__file__).parent / "files" / "v1.journey"


def _rescued(data: bytes) -> Salvaged:
    found = salvage(data, NAME)
    assert found is not None
    assert decode(encode(found.journey), NAME) == found.journey
    return found


def _first(**changes: Any) -> bytes:
    """Return a map of the first version, changed."""
    return json.dumps(json.loads(V1.read_bytes()) | changes).encode()


def _told(found: Salvaged) -> str:
    return " ".join(Texts("en").of(repair) for repair in found.repairs)


@pytest.mark.skipif(sys.platform != "linux", reason="only /proc tells no size")
def test_a_file_that_says_it_is_empty_and_never_ends_is_bounded() -> None:
    with pytest.raises(FileProblem, match="too_large"):
        read_bounded("/proc/cpuinfo", 10)


def test_bytes_from_anywhere_are_bounded_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "MAX_BYTES", 10)
    with pytest.raises(FileProblem, match="too_large"):
        decode(written(plain_map()), NAME)


def test_a_character_that_is_written_wrongly_is_no_half_character() -> None:
    with pytest.raises(FileProblem, match="not_json"):
        decode(written(plain_map()).replace(b'"\xc3\xa6"', b'"\\uZZZZ"'), NAME)


def test_a_list_is_no_map_whole_or_cut_or_with_something_behind() -> None:
    for data in (b"[1, 2]", b'[{"format": "journeywall-map"', b"[1] and more", b"[1, ]"):
        assert salvage(data, NAME) is None


def test_where_no_key_stands_twice_none_is_named() -> None:
    assert duplicate_key('{"a": {"b": 1}, "c": [{"b": 2}]}') is None
    check_duplicate_keys(b'{"a": {"b": 1}, "c": [{"b": 2}]}', NAME)


def test_the_first_version_is_rescued_with_what_does_not_fit_kept_beside() -> None:
    cards = [
        "a word",
        {"id": "c9", "step": "search", "text": "lost lane"},
        {"id": "f9", "value": 1.5, "text": "nowhere"},
    ]
    found = _rescued(_first(cards=cards, about="a sentence"))
    held = encode(found.journey).decode()
    for said in ("a word", "lost lane", "nowhere", "a sentence"):
        assert said in held
        assert said in held.partition("x_rescued")[2] or said not in ("a word", "a sentence")
    assert "a word" in _told(found)
    assert "a sentence" in _told(found)


def test_a_title_beside_a_card_that_is_none_is_refused_by_the_first_version() -> None:
    with pytest.raises(FileProblem, match="not_an_object"):
        decode(_first(about=[]), NAME)


def test_of_damaged_brackets_cells_and_steps_that_are_none_are_kept_beside() -> None:
    lines = [
        "{",
        '"format":"journeywall-map",',
        '"schema_version":4,',
        '"id":"m",',
        '"phases":[',
        '{"id":"p","steps":5}',
        '{"id":"q","name":"Then"',
        '"lanes":[',
        '{"id":"l","kind":"cards","cells":7}',
        '"s":[',
        '{"id":"c","text":"stays"}',
        '{"id":"k","kind":"cards","cells":{"s":7}}',
        '"s":[',
        '{"id":"d","text":"stays too"}',
        '{"id":"e","text":trux,"more":trux,"and":trux,"so":trux}',
    ]
    found = _rescued("\n".join(lines).encode())
    held = encode(found.journey).decode()
    assert '"stays"' in held
    assert '"stays too"' in held
    assert "trux" in held


def test_lanes_that_are_none_give_way_to_those_of_what_is_loose() -> None:
    found = _rescued(_first(lanes=5))
    assert "Googler" in encode(found.journey).decode()


@pytest.mark.parametrize("cells", [5, {"search": [1]}, {"search": 7}])
def test_cells_in_a_lane_of_the_first_version_are_kept_beside(cells: Any) -> None:
    lost = {"id": "c9", "lane": ["no", "name"], "step": "search", "text": "loose"}
    found = _rescued(_first(lanes=[{"id": "touch", "kind": "cards", "cells": cells}], cards=[lost]))
    held = encode(found.journey).decode()
    assert "loose" in held
    assert f'"cells":{json.dumps(cells, separators=(",", ":"))}' in held.partition("x_rescued")[2]
