"""Hostile files by name and by the thousand: each opens whole or is refused in words."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from model.file import decode, encode, open_bytes
from model.problems import FileProblem
from model.texts import Texts
from model.values import with_changes
from tests.campaigns.loader import json_cases, trying
from tests.campaigns.loader.hostile_maps import CASES, OPENS
from tests.campaigns.loader.small_maps import plain_map, written


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_map_gets_the_answer_it_should(name: str) -> None:
    wanted, make = CASES[name]
    data = make()
    assert trying.answer(data) == wanted
    if wanted != OPENS:
        trying.rescue(data)


def test_there_are_as_many_hostile_maps_as_promised() -> None:
    assert len(CASES) >= 120
    assert sum(wanted == OPENS for wanted, _ in CASES.values()) >= 40


@pytest.mark.parametrize("name", json_cases.MUST_OPEN)
def test_what_json_allows_is_read(name: str) -> None:
    data = json_cases.in_a_map(json_cases.MUST_OPEN[name].encode())
    assert trying.answer(data) == OPENS


REFUSED = {
    **{name: text.encode() for name, text in json_cases.MUST_REFUSE.items()},
    **json_cases.BYTES_TO_REFUSE,
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_json_forbids_is_refused(name: str) -> None:
    data = json_cases.in_a_map(REFUSED[name])
    assert trying.answer(data).startswith("file.")
    trying.rescue(data)


def test_every_beginning_of_a_map_is_refused_and_what_is_in_it_is_rescued() -> None:
    found = trying.try_all(trying.cut_off())
    assert found[OPENS] == 0
    assert found["rescued"] > 4 * found["nothing"]


def test_no_bit_changes_without_being_noticed() -> None:
    noticed = Counter(trying.check_flip(*each) for each in trying.flipped())
    assert noticed.total() > 17_000
    assert noticed["checksum right"] == 0


@pytest.mark.parametrize("seed", range(4))
def test_maps_changed_at_random_open_or_are_refused(seed: int) -> None:
    found = trying.fuzz(seed, 5_000, rescued_every=10)
    assert found[OPENS] > 500
    assert len(found) > 25


def test_every_random_change_is_made_again_by_its_seed() -> None:
    first, second = (
        [trying.mutated(chance) for _ in range(50)]
        for chance in (random.Random(7), random.Random(7))
    )
    assert first == second


def test_an_unknown_field_is_no_attribute_of_its_thing() -> None:
    """A figure with a ``span`` that is an object once ended the program where it was opened."""
    made = plain_map()
    made["lanes"].append(
        {"id": "m", "kind": "metrics", "cells": {"s": [{"id": "n", "span": {"id": "x"}}]}}
    )
    journey = decode(written(made), "x")
    (metric,) = journey.lanes[1].cells["s"]
    assert getattr(metric, "span", 1) == 1
    assert metric.model_extra == {"span": {"id": "x"}}
    assert decode(encode(with_changes(journey, id="y")), "x").lanes[1] == journey.lanes[1]


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_refusal_shows_what_could_not_be_seen_in_a_name(language: str) -> None:
    with pytest.raises(FileProblem) as told:
        open_bytes(b"", "kort\u202egnp.ex\u200be")
    said = Texts(language).of(told.value)
    assert "\u202e" not in said
    assert "\u200b" not in said
    assert "kort‹U+202E›gnp.ex‹U+200B›e" in said
