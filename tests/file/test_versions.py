"""A named state of a map is kept in the map, and opened as what it was."""

from __future__ import annotations

import gzip
import json
from base64 import b64decode, b64encode
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from model import edits
from model.file import SCHEMA_VERSION, decode, encode, open_version, read_journey, version_of
from model.journey import JourneyMap
from model.problems import FileProblem
from model.texts import Texts
from model.values import with_changes
from model.versions import Version
from tests.strategies import journeys

GOLDEN = Path(__file__).parent / "files" / f"v{SCHEMA_VERSION}.journey"
NOW = "2026-11-28T10:00:00Z"


def _with_content(version: Version, content: bytes) -> Version:
    return with_changes(version, content=b64encode(content).decode())


@settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(journeys())
def test_a_map_comes_back_from_a_version_as_it_was(journey: JourneyMap) -> None:
    assert open_version(journey, version_of(journey, "new", "Before", NOW)) == journey


def test_a_version_stays_as_the_map_goes_on() -> None:
    before = read_journey(GOLDEN)
    kept = edits.add_entry(before, "versions", version_of(before, "v", "Before", NOW))
    after = edits.set_item(kept, "c4", text="Changed")
    again = decode(encode(after), "map.journey")
    state = open_version(again, again.versions[-1])
    assert state.lanes == before.lanes
    assert state.about == before.about


def test_going_back_to_a_version_loses_no_version_and_no_image() -> None:
    golden = read_journey(GOLDEN)
    state = open_version(golden, golden.versions[0])
    assert state.about.title == "Bæredygtige sko: første udkast"
    assert (state.versions, state.images) == (golden.versions, golden.images)


def test_an_image_that_was_removed_is_gone_from_the_version_too() -> None:
    golden = read_journey(GOLDEN)
    poorer = edits.remove_entry(golden, "images", golden.images[0].sha256)
    assert poorer.versions[0].images == ()
    state = open_version(poorer, poorer.versions[0])
    assert (state.personas[0].image, state.photos) == (None, ())


def test_a_version_holds_no_images_and_no_other_versions() -> None:
    golden = read_journey(GOLDEN)
    version = version_of(golden, "v", "Before", NOW)
    held = json.loads(gzip.decompress(b64decode(version.content)))
    assert not held.keys() & {"images", "versions"}
    assert version.images == (golden.images[0].sha256,)


def test_a_version_of_an_older_format_is_migrated_when_it_is_opened() -> None:
    golden = read_journey(GOLDEN)
    old = GOLDEN.with_name("v2.journey").read_bytes()
    version = _with_content(golden.versions[0], gzip.compress(old))
    assert open_version(golden, version).phases == decode(old, "v2").phases


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.version_damaged"),
        (b"nothing packed", "file.version_damaged"),
        (gzip.compress(b"{}")[:-1], "file.version_damaged"),
        (gzip.compress(b"{}") + b"more", "file.version_damaged"),
        (gzip.compress(b"{}"), "file.other_json"),
    ],
    ids=["nothing", "not packed", "cut off", "more behind", "no map"],  # packed bytes have a time
)
def test_a_damaged_version_is_refused_in_one_sentence(content: bytes, code: str) -> None:
    golden = read_journey(GOLDEN)
    with pytest.raises(FileProblem) as caught:
        open_version(golden, _with_content(golden.versions[0], content))
    assert caught.value.code == code
    assert Texts("da").of(caught.value)


def test_a_version_that_unpacks_to_more_than_a_file_may_be_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("model.file.versions.MAX_BYTES", 1000)
    golden = read_journey(GOLDEN)
    with pytest.raises(FileProblem) as caught:
        open_version(golden, _with_content(golden.versions[0], gzip.compress(b" " * 10**6)))
    assert caught.value.code == "file.too_large"
