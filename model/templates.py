"""Templates to start from and filled samples, read from ``resources/templates`` and ``samples``.

They are written once with both languages side by side: wherever a table holds just ``da`` and
``en``, the asked language is taken. Everything else has the shape of the map's file, with these
shorthands (docs/templates.md shows them): a phase without steps gets one, a lane takes kind,
colour, icon, card type, name and hint of its role from ``library.toml``, cards and feelings are
numbered within their cell, channels are named by their key in ``library.toml``, and a named
version says only what was different then.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from pydantic import TypeAdapter

from model.file.versions import version_of
from model.journey import Channel, JourneyMap
from model.lanes import Lane
from model.names import feeling_levels, name_of
from model.problems import Problem
from model.texts import LANGUAGES, Texts
from model.values import new_id, with_changes
from model.versions import Version
from resources import resource_text

_Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TemplateInfo:
    """What the gallery shows of a template: its stable id, its name and one sentence about it."""

    id: str
    name: str
    description: str


def template_ids() -> tuple[str, ...]:
    """Return the ids of the templates in the order of the gallery."""
    return tuple(_library()["templates"])


def sample_ids() -> tuple[str, ...]:
    """Return the ids of the filled samples."""
    return tuple(_library()["samples"])


def template_names(language: str) -> tuple[TemplateInfo, ...]:
    """Return name and description of every template in ``language`` (``"da"`` or ``"en"``)."""
    return tuple(_info("templates", template_id, language) for template_id in template_ids())


def sample_names(language: str) -> tuple[TemplateInfo, ...]:
    """Return name and description of every sample in ``language``."""
    return tuple(_info("samples", sample_id, language) for sample_id in sample_ids())


def template(template_id: str, language: str) -> JourneyMap:
    """Return a new, empty map made from a template; its dates are the caller's to set.

    Raises:
        Problem: ``template.unknown``, naming the ids there are.
    """
    if template_id not in template_ids():
        raise Problem("template.unknown", id=template_id, known=", ".join(template_ids()))
    return _fresh(_made("templates", template_id, _spoken(language)))


def sample(sample_id: str, language: str) -> JourneyMap:
    """Return a new map filled as after a workshop; its dates are the caller's to set.

    Raises:
        Problem: ``template.unknown_sample``, naming the ids there are.
    """
    if sample_id not in sample_ids():
        raise Problem("template.unknown_sample", id=sample_id, known=", ".join(sample_ids()))
    return _fresh(_made("samples", sample_id, _spoken(language)))


def channel_library(language: str) -> tuple[Channel, ...]:
    """Return every channel we know, with its icon, sorted by its name in ``language``."""
    channels = _localised(_library()["channels"], _spoken(language))
    made = (Channel(id=channel_id, **fields) for channel_id, fields in channels.items())
    return tuple(sorted(made, key=lambda channel: channel.name.casefold()))


def lane_of_role(role: str, language: str, *, lane_id: str) -> Lane:
    """Return an empty lane as the templates make it for ``role``: what "add lane" offers.

    Raises:
        KeyError: If there is no such role.
    """
    fields = _lane({"role": role, "id": lane_id}, {}, _spoken(language))
    return _lane_check().validate_python(fields)


@cache
def _lane_check() -> TypeAdapter[Lane]:
    return TypeAdapter(Lane)


def _fresh(journey: JourneyMap) -> JourneyMap:
    return with_changes(journey, id=new_id())


def _spoken(language: str) -> str:
    return language if language in LANGUAGES else "en"


def _info(folder: str, name: str, language: str) -> TemplateInfo:
    words = _localised(_read(folder, name), _spoken(language))
    return TemplateInfo(id=name, name=words["name"], description=words["description"])


@cache
def _library() -> _Data:
    return tomllib.loads(resource_text("templates/library.toml"))


@cache
def _read(folder: str, name: str) -> _Data:
    return tomllib.loads(resource_text(f"{folder}/{name}.toml"))


@cache
def _made(folder: str, name: str, language: str) -> JourneyMap:
    data = _localised(_read(folder, name), language)
    channels = {
        channel_id: {"id": channel_id, **fields}
        for channel_id, fields in _localised(_library()["channels"], language).items()
    }
    names = {channel_id: fields["name"] for channel_id, fields in channels.items()}
    phases = [_phase(phase, names) for phase in data["phases"]]
    lanes = [_lane(lane, names, language) for lane in data["lanes"]]
    used = dict.fromkeys([*_channels_of(data["phases"], data["lanes"]), *data.get("channels", ())])
    journey: _Data = {
        "id": name,
        "about": {**data["about"], "language": language},
        "phases": phases,
        "lanes": lanes,
        "channels": [channels[channel_id] for channel_id in used],
        **{part: data[part] for part in ("personas", "evidence", "sheet") if part in data},
        **{
            part: _numbered(part[:-1], [_with_channels(each, names) for each in data.get(part, ())])
            for part in ("links", "rounds", "views", "dismissals")
        },
    }
    made = JourneyMap.model_validate(journey)
    versions = _numbered("version", data.get("versions", ()))
    return with_changes(made, versions=tuple(_version(journey, each) for each in versions))


def _version(journey: _Data, version: _Data) -> Version:
    """Return the state of ``journey`` that ``version`` tells of.

    ``without`` are items that came later; ``about`` and ``items`` hold what fields said then.
    """
    without, items = set(version.get("without", ())), version.get("items", {})
    lanes = [
        {
            **lane,
            "cells": {
                step_id: [
                    {**item, **items.get(item["id"], {})}
                    for item in cell
                    if item["id"] not in without
                ]
                for step_id, cell in lane["cells"].items()
            },
        }
        for lane in journey["lanes"]
    ]
    links = [link for link in journey["links"] if without.isdisjoint({*_ends(link)})]
    about = {**journey["about"], **version.get("about", {})}
    state = {**journey, "about": about, "lanes": lanes, "links": links}
    packed = version_of(
        JourneyMap.model_validate(state), version["id"], version["name"], version["created"]
    )
    return with_changes(packed, note=version.get("note", ""), author=version.get("author", ""))


def _ends(link: _Data) -> tuple[str, str]:
    return link["source"], link["target"]


def _localised(data: Any, language: str) -> Any:
    """Return ``data`` with every table of just ``da`` and ``en`` replaced by one of the two."""
    if isinstance(data, Mapping):
        if data.keys() == set(LANGUAGES):
            return _localised(data[language], language)
        return {key: _localised(value, language) for key, value in data.items()}
    if isinstance(data, list):
        return [_localised(value, language) for value in data]
    return data


def _phase(phase: _Data, channel_names: Mapping[str, str]) -> _Data:
    steps = phase.get("steps") or [{"id": f"{phase['id']}-1"}]
    return {**_with_channels(phase, channel_names), "steps": steps}


def _lane(lane: _Data, channel_names: Mapping[str, str], language: str) -> _Data:
    role = lane.get("role")
    base = _localised(_library()["lanes"][role], language) if role else {}
    if role:
        base = {"id": role, "name": name_of(Texts(language), "lane_role", role), **base}
    made = {"kind": "cards", **base, **lane}
    if made["kind"] != "cards":
        made.pop("card_type", None)
    if made["kind"] == "feelings":
        made.setdefault("levels", feeling_levels(Texts(language)))
    made["cells"] = {
        step_id: _numbered(
            f"{made['id']}-{step_id}", [_with_channels(item, channel_names) for item in items]
        )
        for step_id, items in lane.get("cells", {}).items()
    }
    return made


def _with_channels(part: _Data, channel_names: Mapping[str, str]) -> _Data:
    if "channel" in part:
        return {**part, "channel": channel_names[part["channel"]]}
    if "channels" not in part:
        return part
    return {**part, "channels": [channel_names[channel_id] for channel_id in part["channels"]]}


def _numbered(prefix: str, items: list[_Data]) -> list[_Data]:
    return [{"id": f"{prefix}-{number}", **item} for number, item in enumerate(items, start=1)]


def _channels_of(phases: list[_Data], lanes: list[_Data]) -> Iterator[str]:
    cells = (items for lane in lanes for items in lane.get("cells", {}).values())
    parts = [*phases, *(item for items in cells for item in items)]
    for part in parts:
        yield from cast("list[str]", part.get("channels", ()))
