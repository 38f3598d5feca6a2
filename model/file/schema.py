"""The format as a JSON Schema, made from the map's own types."""

from __future__ import annotations

from typing import Any

from model.file.envelope import FORMAT, SCHEMA_VERSION
from model.journey import JourneyMap

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a .journey file of this version."""
    schema: dict[str, Any] = _portable(JourneyMap.model_json_schema())
    for definition in schema["$defs"].values():
        kind = definition.get("properties", {}).get("kind", {})
        if "const" in kind:  # it has a default, but tells lanes and personas apart
            definition["required"] = [*definition.get("required", []), "kind"]
    schema["$schema"] = _DIALECT
    schema["properties"] = _envelope_start() | schema["properties"] | _envelope_end()
    schema["required"] = ["format", "schema_version", *schema["required"]]
    return schema


def _envelope_start() -> dict[str, Any]:
    return {
        "format": {"const": FORMAT},
        "schema_version": {"type": "integer", "minimum": SCHEMA_VERSION},
        "min_reader": {"type": "integer", "minimum": 1, "maximum": SCHEMA_VERSION},
    }


def _envelope_end() -> dict[str, Any]:
    digest = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
    return {"integrity": {"type": "object", "properties": {"sha256": digest}}}


def _portable(part: Any) -> Any:
    """Return ``part`` with its patterns in ECMA's spelling, which JSON Schema asks for."""
    if isinstance(part, list):
        return [_portable(item) for item in part]
    if not isinstance(part, dict):
        return part
    made: dict[str, Any] = {
        key: _ecma(value) if key == "pattern" and isinstance(value, str) else _portable(value)
        for key, value in part.items()
    }
    if "patternProperties" in made:  # the cells of a lane: other keys are refused
        cells = {_ecma(key): value for key, value in made["patternProperties"].items()}
        made |= {"patternProperties": cells, "additionalProperties": False}
    return made


def _ecma(pattern: str) -> str:
    return pattern.replace(r"\A", "^").replace(r"\z", "$")
