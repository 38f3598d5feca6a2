"""A comparison in words: how many, and a line for each change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from model.cards import Card, Feeling, Metric, Passage, Picture
from model.comparing.compare import Change, ChangeKind, Comparison
from model.comparing.curves import Curve, CurvePoint
from model.difference import entry_id
from model.find import step_by_id
from model.journey import JourneyMap
from model.merging.table import PARTS, Part
from model.names import name_of
from model.part_words import cell_words, field_words, part_words, two_values_words
from model.texts import Texts
from model.values import Value
from model.wording import signed_words

ITEM_SORTS: Final[Mapping[str, type[Value]]] = MappingProxyType(
    {
        "cards": Card,
        "feelings": Feeling,
        "metrics": Metric,
        "passages": Passage,
        "pictures": Picture,
    }
)


def counted(comparison: Comparison) -> dict[str, dict[ChangeKind, int]]:
    """Return how many of each sort were added, removed, moved, renamed and changed."""
    found: dict[str, dict[ChangeKind, int]] = {}
    for part in PARTS:
        if part == "items":
            for sort, item_type in ITEM_SORTS.items():
                found[sort] = comparison.counts(part, item_type)
        else:
            found[part] = comparison.counts(part)
    return found


def count_lines(texts: Texts, comparison: Comparison) -> tuple[str, ...]:
    """Return a line for each sort in which something happened: “Cards: 3 new, 1 gone”.

    What belongs to no card is told last: title and purpose, paper and size.
    """
    lines: list[str] = []
    for sort, kinds in counted(comparison).items():
        said = [
            texts(f"comparing.count.{kind}", count=count) for kind, count in kinds.items() if count
        ]
        if said:
            name = texts(f"comparing.sort.{sort}")
            lines.append(texts("comparing.counted", sort=name, counts=", ".join(said)))
    for part, fields, _held, _new in comparison.of_map():
        changed = texts("comparing.count.changed", count=len(fields))
        name = texts(f"comparing.sort.{part}")
        lines.append(texts("comparing.counted", sort=name, counts=changed))
    return tuple(lines)


def change_lines(texts: Texts, comparison: Comparison) -> Iterator[str]:
    """Yield a line for each change: the map card, then sort by sort, then feelings."""
    for part, fields, held, new in comparison.of_map():
        yield texts(
            "comparing.line.changed",
            what=texts(f"comparing.part.{part}"),
            fields=_fields(texts, part, fields, held, new),
        )
    for changes in comparison.changes.values():
        for change in changes:
            yield change_words(texts, comparison, change)
    for curve in comparison.feelings:
        if curve.is_changed:
            yield curve_words(texts, comparison, curve)


def change_words(texts: Texts, comparison: Comparison, change: Change) -> str:
    """Return one change as a line."""
    value = change.after or change.before
    assert value is not None  # what changed is or was
    what = _what(texts, comparison, change, value)
    if change.before is None:
        return texts("comparing.line.added", what=what)
    if change.after is None:
        return texts("comparing.line.removed", what=what)
    if change.before is not None and not change.is_moved:
        key = "renamed" if change.kinds == ("renamed",) else "changed"
        fields = _fields(texts, change.part, change.fields, change.before, change.after)
        return texts(f"comparing.line.{key}", what=what, fields=fields)
    was = _place(texts, comparison.before, change, is_before=True)
    now = _place(texts, comparison.after, change, is_before=False)
    if not was or was == now:
        said = texts("comparing.line.reordered", what=what)
    else:
        bare = part_words(texts, change.part, value)
        said = texts("comparing.line.moved", what=bare, first=was, second=now)
    if not change.fields:
        return said
    fields = _fields(texts, change.part, change.fields, change.before, change.after)
    return texts("comparing.line.moved_and_changed", moved=said, fields=fields)


def curve_words(texts: Texts, comparison: Comparison, curve: Curve) -> str:
    """Return how feelings went, step by step: “Ida, As-is: Pays −1 → +1”."""
    steps = [
        texts(
            "comparing.point",
            step=_step(texts, comparison, point),
            first=_level(texts, point.before),
            second=_level(texts, point.after),
        )
        for point in curve.points
        if point.before != point.after
    ]
    said = curve_names(texts, comparison, curve)
    return texts("comparing.line.curve", whose=said, steps="; ".join(steps))


def curve_names(texts: Texts, comparison: Comparison, curve: Curve) -> str:
    """Return whose a curve is, and of which state: “Ida, As-is → To-be”."""
    states = [
        name_of(texts, "state", state)
        for state in dict.fromkeys((curve.before_state, curve.after_state))
        if state is not None
    ]
    whose = [_persona(comparison, curve), " → ".join(states)]
    return ", ".join(each for each in whose if each)


def step_names(comparison: Comparison, curve: Curve) -> tuple[str, ...]:
    """Return what the steps of a curve are called, as its points go."""
    names: list[str] = []
    for point in curve.points:
        step = step_by_id(comparison.after, point.after_step) if point.after_step else None
        step = step or step_by_id(comparison.before, point.before_step)
        names.append(step.name if step else "")
    return tuple(names)


def _what(texts: Texts, comparison: Comparison, change: Change, value: Value) -> str:
    is_before = change.after is None
    journey = comparison.before if is_before else comparison.after
    where = _place(texts, journey, change, is_before=is_before)
    said = part_words(texts, change.part, value)
    return f"{where}, {said}" if where else said


def _place(texts: Texts, journey: JourneyMap, change: Change, *, is_before: bool) -> str:
    place = change.before_place if is_before else change.after_place
    if change.part == "items":
        return cell_words(texts, journey, place[0], place[1])
    if change.part == "steps":
        phase = next(one for one in journey.phases if one.id == place[0])
        return part_words(texts, "phases", phase)
    return ""


def _fields(
    texts: Texts, part: Part | str, fields: tuple[str, ...], before: Value, after: Value
) -> str:
    said: list[str] = []
    for field in fields:
        was, now = field_value(before, field), field_value(after, field)
        first, second = two_values_words(texts, field, was, now)
        name = field_words(texts, part, field)
        said.append(texts("comparing.field", field=name, first=first, second=second))
    return "; ".join(said)


def field_value(value: Value, field: str) -> object:
    """Return what ``value`` says in ``field``, ``action.owner`` for one of a part of it."""
    found: object = value
    for name in field.split("."):
        found = getattr(found, name, None)
    return found


def _persona(comparison: Comparison, curve: Curve) -> str:
    for journey, wanted in (
        (comparison.after, curve.after_persona),
        (comparison.before, curve.before_persona),
    ):
        for persona in journey.personas:
            if entry_id(persona) == wanted:
                return persona.name
    return ""


def _step(texts: Texts, comparison: Comparison, point: CurvePoint) -> str:
    step = step_by_id(comparison.after, point.after_step) if point.after_step else None
    step = step or step_by_id(comparison.before, point.before_step)
    return part_words(texts, "steps", step) if step else ""


def _level(texts: Texts, value: float | None) -> str:
    return texts("comparing.nothing") if value is None else signed_words(texts, value)
