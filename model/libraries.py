"""Lists to choose from: figures, contents and channels by stage of the journey, and durations.

They stand in ``resources/libraries``, each entry in both languages. A map holds what was
chosen, not the list: a figure or card from here is like any other.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from model.cards import Metric
from model.folding import fold
from model.journey import Channel, JourneyMap, Phase
from model.templates import channel_library
from model.texts import LANGUAGES
from resources import resource_text

Stage = str
"""One of `stages`: ``"awareness"`` … ``"advocacy"``."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to choose: its id in the list, the stages it belongs to, its name.

    ``unit``, ``source`` and the two flags are those of a figure (`model.cards.Metric`).
    """

    id: str
    stages: tuple[Stage, ...]
    name: str
    unit: str = ""
    source: str = ""
    is_less_better: bool = False
    is_business_goal: bool = False

    def metric(self, metric_id: str) -> Metric:
        """Return it as a figure of a map, without any value yet."""
        return Metric(
            id=metric_id,
            name=self.name,
            unit=self.unit,
            source=self.source,
            is_less_better=self.is_less_better,
            is_business_goal=self.is_business_goal,
        )


def stages() -> tuple[Stage, ...]:
    """Return the stages in the order of a journey."""
    return tuple(_stages()["stages"])


def figure_library(language: str) -> tuple[Entry, ...]:
    """Return the figures worth following, in ``language`` (``"da"`` or ``"en"``)."""
    return _entries("figures", _spoken(language))


def content_library(language: str) -> tuple[Entry, ...]:
    """Return what one can show or send a customer, in ``language``."""
    return _entries("contents", _spoken(language))


def channel_entries(language: str) -> tuple[Entry, ...]:
    """Return the channels of `model.templates.channel_library` with the stages they fit."""
    fitting: Mapping[str, list[str]] = _stages()["channels"]
    return tuple(
        Entry(channel.id, tuple(s for s in stages() if channel.id in fitting[s]), channel.name)
        for channel in channel_library(language)
    )


def durations(language: str) -> tuple[str, ...]:
    """Return how one says how long something takes, the shortest first."""
    return tuple(_stages()["durations"][_spoken(language)])


def library_channel(name: str, language: str) -> Channel | None:
    """Return the channel of the library that is called ``name``, None if there is none."""
    sought = fold(name)
    found = (held for held in channel_library(language) if fold(held.name) == sought)
    return next(found, None)


def stage_of(journey: JourneyMap, phase: Phase) -> Stage:
    """Return the stage a phase belongs to: by its name, else by its place in the journey."""
    named = _stage_named(phase.name)
    if named is not None:
        return named
    known = stages()
    last = len(journey.phases) - 1
    place = journey.phases.index(phase) / last if last else 0
    return known[round(place * (len(known) - 1))]


def _stage_named(name: str) -> Stage | None:
    folded = fold(name.strip())
    for stage, names in _stages()["names"].items():
        if folded in map(fold, names):
            return str(stage)
    best: tuple[int, Stage] | None = None
    for stage, words in _stages()["words"].items():
        for word in map(fold, words):
            if f" {folded}".find(f" {word}") >= 0 and (best is None or len(word) > best[0]):
                best = (len(word), stage)
    return best[1] if best else None


@cache
def _stages() -> dict[str, Any]:
    return tomllib.loads(resource_text("libraries/stages.toml"))


@cache
def _entries(name: str, language: str) -> tuple[Entry, ...]:
    made = []
    for entry_id, fields in tomllib.loads(resource_text(f"libraries/{name}.toml")).items():
        spoken = {
            key: value[language] if isinstance(value, dict) else value
            for key, value in fields.items()
        }
        made.append(Entry(entry_id, tuple(spoken.pop("stages")), **spoken))
    return tuple(made)


def _spoken(language: str) -> str:
    return language if language in LANGUAGES else "en"
