"""A comparison as rows: what a list of changes shows on screen and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from model.cards import Card, Feeling, Metric, Passage, Picture
from model.comparing.compare import KINDS, Change, ChangeKind, Comparison
from model.comparing.wording import field_value
from model.find import lane_by_id, phase_by_id, phase_of_step, step_by_id
from model.journey import JourneyMap
from model.part_words import field_words, part_words, value_words
from model.texts import Texts
from model.values import Value
from model.wording import number_words

# A list is for reading: a longer text stands in the map itself.
_MOST_LETTERS: Final = 600
_FIGURES: Final = ("baseline", "target", "actual")


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change in words.

    Attributes:
        kind: What happened first of all; ``kinds`` is all that happened.
        sort: What sort of thing it is: ``cards``, ``phases`` …
        what: Its name in a sentence: card “Waits in the queue”.
        where: Where it stands; "" for what moved elsewhere.
        before, after: What it said and says, and where it stood and stands if it moved.
        target: Its id in the map after, "" where it is gone.
        cell: Lane and step it hung in, in the ids of the map after; None where that is gone too.
    """

    kind: ChangeKind
    kinds: tuple[ChangeKind, ...]
    sort: str
    what: str
    where: str
    before: str
    after: str
    target: str = ""
    cell: tuple[str, str] | None = None

    @property
    def words(self) -> str:
        """All that can be searched in it."""
        return "\n".join((self.what, self.where, self.before, self.after))


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure in both maps: its name and unit, and start, target and present value of each.

    Attributes:
        target: Its id in the map after, "" where it is gone.
        before, after: Start, target and what it is now; "" for what nobody knows.
        difference: How much more it is now, "" where that cannot be said.
        is_better: Whether that is what one wants; None where nothing tells.
    """

    name: str
    where: str
    target: str
    before: tuple[str, str, str]
    after: tuple[str, str, str]
    difference: str = ""
    is_better: bool | None = None


def change_rows(texts: Texts, comparison: Comparison) -> tuple[ChangeRow, ...]:
    """Return a row for each change but those of feelings: kind by kind, in the map's order."""
    rows = [
        *_of_map(texts, comparison),
        *(
            _row(texts, comparison, change)
            for changes in comparison.changes.values()
            for change in changes
            if not isinstance(change.after or change.before, Feeling)
        ),
    ]
    return tuple(sorted(rows, key=lambda row: KINDS.index(row.kind)))


def figure_rows(texts: Texts, comparison: Comparison) -> tuple[FigureRow, ...]:
    """Return a row for each figure of either map, those that are gone last."""
    back = comparison.matching.before_of["items"]
    held = dict(_figures_of(comparison, is_before=True))
    rows: list[FigureRow] = []
    for one, (metric, where) in _figures_of(comparison, is_before=False):
        was = held.pop(back.get(one, ""), None)
        rows.append(_figure_row(texts, comparison, one, was[0] if was else None, metric, where))
    for metric, where in held.values():
        rows.append(_figure_row(texts, comparison, "", metric, None, where))
    return tuple(rows)


def _of_map(texts: Texts, comparison: Comparison) -> Iterator[ChangeRow]:
    for part, fields, held, new in comparison.of_map():
        what = texts(f"comparing.part.{part}")
        before, after = _said(texts, part, fields, held), _said(texts, part, fields, new)
        yield ChangeRow("changed", ("changed",), part, _large(what), "", before, after)


def _row(texts: Texts, comparison: Comparison, change: Change) -> ChangeRow:
    value = change.after or change.before
    assert value is not None  # what changed is or was
    before, after = "", ""
    if change.before is None:
        after = _full_text(change.after)
    elif change.after is None:
        before = _full_text(change.before)
    else:
        before = _said(texts, change.part, change.fields, change.before)
        after = _said(texts, change.part, change.fields, change.after)
        was = _place(comparison, change, is_before=True)
        now = _place(comparison, change, is_before=False)
        if change.is_moved and was != now:
            before, after = "\n".join((was, before)).strip(), "\n".join((now, after)).strip()
    return ChangeRow(
        change.kinds[0],
        change.kinds,
        _sort(change, value),
        _large(part_words(texts, change.part, value)),
        _where(comparison, change),
        before,
        after,
        change.after_id,
        _cell(comparison, change),
    )


def _sort(change: Change, value: Value) -> str:
    sorts = {
        Card: "cards",
        Metric: "metrics",
        Passage: "passages",
        Picture: "pictures",
    }
    return sorts.get(type(value), change.part)


def _said(texts: Texts, part: str, fields: tuple[str, ...], value: Value) -> str:
    """Return what ``value`` says in ``fields``; of the text alone without its name."""
    if fields == ("text",):
        return _full_text(value) or texts("comparing.nothing")
    said = ((field, field_value(value, field)) for field in fields)
    return "\n".join(
        f"{field_words(texts, part, field)}: {value_words(texts, field, one, _MOST_LETTERS)}"
        for field, one in said
    )


def _full_text(value: Value | None) -> str:
    said: str = getattr(value, "text", "") or getattr(value, "caption", "")
    return said if len(said) <= _MOST_LETTERS else f"{said[: _MOST_LETTERS - 1].rstrip()}…"


def _where(comparison: Comparison, change: Change) -> str:
    """Return where it stands; of what moved elsewhere both places are told apart."""
    was = _place(comparison, change, is_before=True)
    now = _place(comparison, change, is_before=False)
    if change.before is None:
        return now
    return was if change.after is None or was == now else ""


def _place(comparison: Comparison, change: Change, *, is_before: bool) -> str:
    place = change.before_place if is_before else change.after_place
    journey = comparison.before if is_before else comparison.after
    if change.part == "items" and len(place) == 2:
        return _cell_names(journey, place[0], place[1])
    if change.part == "steps" and place:
        phase = phase_by_id(journey, place[0])
        return phase.name if phase else ""
    return ""


def _cell_names(journey: JourneyMap, lane_id: str, step_id: str) -> str:
    """Return phase, step and lane of a cell by their names."""
    phase, step = phase_of_step(journey, step_id), step_by_id(journey, step_id)
    lane = lane_by_id(journey, lane_id)
    names = [part.name for part in (phase, step, lane) if part is not None and part.name]
    return " › ".join(names)


def _cell(comparison: Comparison, change: Change) -> tuple[str, str] | None:
    """Return the cell of the map after where a change is to be looked for."""
    if change.part != "items":
        return None
    if change.after is not None:
        lane_id, step_id = change.after_place
        return lane_id, step_id
    lane_id, step_id = change.before_place
    found = comparison.matching.after_of
    lane, step = found["lanes"].get(lane_id), found["steps"].get(step_id)
    return (lane, step) if lane and step else None


def _large(words: str) -> str:
    return words[:1].upper() + words[1:]


def _figures_of(
    comparison: Comparison, *, is_before: bool
) -> Iterator[tuple[str, tuple[Metric, tuple[str, str]]]]:
    journey = comparison.before if is_before else comparison.after
    for lane in journey.lanes:
        for step_id, items in lane.cells.items():
            for item in items:
                if isinstance(item, Metric):
                    yield item.id, (item, (lane.id, step_id))


def _figure_row(
    texts: Texts,
    comparison: Comparison,
    target: str,
    before: Metric | None,
    after: Metric | None,
    where: tuple[str, str],
) -> FigureRow:
    shown = after or before
    assert shown is not None  # it is in one of the maps
    journey = comparison.before if after is None else comparison.after
    difference, is_better = "", None
    if before and after and before.actual is not None and after.actual is not None:
        change = after.actual - before.actual
        sign = "+" if change > 0 else "−" if change < 0 else "±"
        difference = sign + number_words(texts, round(abs(change), 6))
        if change:
            is_better = (change < 0) == after.is_less_better
    return FigureRow(
        _figure_name(texts, shown),
        _cell_names(journey, *where),
        target,
        _figures(texts, before),
        _figures(texts, after),
        difference,
        is_better,
    )


def _figure_name(texts: Texts, metric: Metric) -> str:
    name = metric.name or texts("comparing.unnamed")
    return f"{name} ({metric.unit})" if metric.unit else name


def _figures(texts: Texts, metric: Metric | None) -> tuple[str, str, str]:
    start, target, now = (
        "" if held is None else number_words(texts, held)
        for held in (getattr(metric, name, None) for name in _FIGURES)
    )
    return start, target, now
