"""How customers go through the steps: which may follow which, and what share of them gets there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from model.codes import step_codes
from model.journey import JourneyMap, Phase, Step

WayKind = Literal["on", "ahead", "back"]
Words = Callable[..., str]
"""What says a key in a language: `Texts`, or the language of a window."""


@dataclass(frozen=True, slots=True)
class Way:
    """From a step to one that may follow: the next one, one further on, or one already seen."""

    source: str
    target: str
    kind: WayKind


@dataclass(frozen=True, slots=True)
class Share:
    """Per cent of all who set out: who come to a step, and who go on from it."""

    coming: float
    leaving: float


def steps_of(phases: Iterable[Phase]) -> Iterator[Step]:
    """Yield the steps of ``phases``, from left to right."""
    for phase in phases:
        yield from phase.steps


def ways_of(phases: Iterable[Phase]) -> Mapping[str, tuple[Way, ...]]:
    """Return the ways from each step that is not simply followed by the next one.

    What leads to a step that is not among ``phases`` is left out.
    """
    steps = tuple(steps_of(phases))
    places = {step.id: at for at, step in enumerate(steps)}
    found: dict[str, tuple[Way, ...]] = {}
    for at, step in enumerate(steps):
        targets = tuple(dict.fromkeys(each for each in step.next if each in places))
        if targets and [places[each] for each in targets] != [at + 1]:
            found[step.id] = tuple(
                Way(step.id, each, _kind(at, places[each]))
                for each in sorted(targets, key=places.get)  # type: ignore[arg-type]
            )
    return found


def shares_of(phases: Iterable[Phase]) -> Mapping[str, Share]:
    """Return what share comes to each step; nothing where no step tells who leaves or is stuck.

    Both figures are per cent of those who come to the step. Branches are not weighed: nobody says
    how many take which.
    """
    steps = tuple(steps_of(phases))
    if all(step.drop_off is None and step.stuck is None for step in steps):
        return {}
    found: dict[str, Share] = {}
    coming = 100.0
    for step in steps:
        lost = min((step.drop_off or 0.0) + (step.stuck or 0.0), 100.0)
        leaving = coming * (100.0 - lost) / 100.0
        found[step.id] = Share(coming, leaving)
        coming = leaving
    return found


def step_names(words: Words, journey: JourneyMap) -> Mapping[str, str]:
    """Return what each step is called in a sentence: one without a name by its number."""
    codes = step_codes(journey)
    return {
        step.id: step.name or words("print.read.step", number=codes[step.id])
        for step in journey.steps
    }


def way_words(words: Words, way: Way, name: str) -> str:
    """Return where ``way`` leads, e.g. "back to Compare"; ``name`` is its target's."""
    return words("sheet.way.back" if way.kind == "back" else "sheet.way.to", step=name)


def ways_words(words: Words, ways: Iterable[Way], names: Mapping[str, str]) -> str:
    """Return where one may go from a step, e.g. "then either on to Buy or back to Compare"."""
    *others, last = [way_words(words, way, names[way.target]) for way in ways]
    if not others:
        return words("sheet.way.then", way=last)
    return words("sheet.way.either", ways=", ".join(others), last=last)


def _kind(source: int, target: int) -> WayKind:
    if target == source + 1:
        return "on"
    return "ahead" if target > source else "back"
