"""The JSON Schema says what the program reads, in a spelling other tools understand."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from model.file import FORMAT, SCHEMA_VERSION, encode, json_schema, open_bytes
from model.journey import JourneyMap


def _parts(part: Any) -> list[dict[str, Any]]:
    if isinstance(part, list):
        return [found for item in part for found in _parts(item)]
    if not isinstance(part, dict):
        return []
    return [part, *(found for value in part.values() for found in _parts(value))]


def test_the_schema_knows_the_envelope_and_every_field_of_the_map() -> None:
    schema = json_schema()
    names = list(schema["properties"])
    assert names[:3] == ["format", "schema_version", "min_reader"]
    assert names[3:-1] == list(JourneyMap.model_fields)
    assert names[-1] == "integrity"
    assert schema["properties"]["format"] == {"const": FORMAT}
    assert schema["properties"]["schema_version"]["minimum"] == SCHEMA_VERSION
    assert {"format", "schema_version", "id", "phases"} == set(schema["required"])


def test_the_schema_asks_for_the_kind_of_lanes_and_personas() -> None:
    definitions = json_schema()["$defs"]
    for name in ("CardsLane", "FeelingsLane", "MetricsLane", "TextLane", "ImagesLane", "Persona"):
        assert "kind" in definitions[name]["required"]


def test_the_patterns_of_the_schema_are_those_of_json_schema() -> None:
    patterns = [part["pattern"] for part in _parts(json_schema()) if "pattern" in part]
    patterns += [key for part in _parts(json_schema()) for key in part.get("patternProperties", ())]
    assert patterns
    for pattern in patterns:
        assert pattern.startswith("^")
        assert pattern.endswith("$")
        assert not re.search(r"\\[AzZ]", pattern)


def test_every_reference_in_the_schema_leads_to_a_definition() -> None:
    schema = json_schema()
    for part in _parts(schema):
        if "$ref" in part:
            assert part["$ref"].removeprefix("#/$defs/") in schema["$defs"]


def test_the_example_in_the_manual_opens() -> None:
    page = (Path(__file__).parents[2] / "docs" / "file-format.md").read_text(encoding="utf-8")
    example = page.split("```json\n")[1].split("```")[0]
    opened = open_bytes(example.encode(), "example.journey")
    sealed = encode(opened.journey).decode()
    assert sealed.split('"integrity"')[0] == example.split('"integrity"')[0]


def test_the_schema_is_json_and_the_golden_file_names_only_what_it_knows() -> None:
    schema = json.loads(json.dumps(json_schema()))
    golden = Path(__file__).parent / "files" / f"v{SCHEMA_VERSION}.journey"
    unknown = set(json.loads(golden.read_bytes())) - set(schema["properties"])
    assert unknown == {"x_printed_at"}
