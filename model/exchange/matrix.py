"""Tables that look like the map: phases (and steps) across, lanes down, cards in the cells.

Several cards share a cell by line breaks. Where a card has line breaks itself, each one begins
with a bullet and its further lines are indented.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from model.cards import Card, CellItem, Feeling, Metric, Passage, Picture
from model.exchange.csv_text import Cell
from model.exchange.drafting import Draft, DraftLane, role_and_type
from model.exchange.foreign import Losses
from model.exchange.notes import MAX_NOTES, notes_of
from model.exchange.tables import Table
from model.exchange.vocabulary import is_said
from model.exchange.wording import feeling_line, metric_line, read_feeling
from model.journey import JourneyMap
from model.lanes import Lane
from model.problems import FileProblem
from model.texts import Texts

_BULLET: Final = "• "
_INDENT: Final = "  "
_SIGNED: Final = re.compile(r"(?:[+\-\u2212][0-9]|0(?![0-9]))")
# Scales people write feelings in: least, most.
_SCALES: Final = ((-2.0, 2.0), (1.0, 5.0), (-5.0, 5.0), (0.0, 10.0), (0.0, 100.0))


def read_matrix(table: Table, name: str, losses: Losses) -> Draft:
    """Return the draft of the map that ``table`` shows.

    Raises:
        FileProblem: If there is no row of phases with a lane below it, or too much.
    """
    rows = _framed(table)
    if len(rows) < 2 or len(rows[0]) < 2:
        raise FileProblem("table.no_grid", file=name)
    draft = Draft(name, losses)
    heads = 2 if _has_steps(rows) else 1
    step_ids = _add_columns(draft, rows, heads)
    lane: DraftLane | None = None
    for row in rows[heads:]:
        if row[0].strip() or lane is None:
            lane = draft.add_lane(row[0])
        for step_id, cell in zip(step_ids, row[1:], strict=True):
            if cell.strip():
                held = lane.cells.setdefault(step_id, [])
                if len(cell) > MAX_NOTES and notes_of(cell).cut:
                    losses.note("ojf.text_cut")
                held.extend(Card(id=draft.new_id(), text=draft.text(each)) for each in split(cell))
    for drafted in draft.lanes:
        take_feelings(drafted, losses)
    return draft


def matrix_of(
    journey: JourneyMap, texts: Texts, losses: Losses, *, has_comma: bool
) -> tuple[list[list[Cell]], int]:
    """Return the table of ``journey``, and how many rows of heads it has."""
    phases = _phase_heads(journey, texts, losses)
    steps = _step_heads(journey)
    has_steps = any(steps)
    heads = [[texts("exchange.column.phase"), *phases]]
    if has_steps:
        heads.append([texts("exchange.column.step"), *steps])
    rows: list[list[Cell]] = [list(row) for row in heads]
    for number, lane in enumerate(journey.lanes, start=1):
        if not lane.name:
            losses.note("carry.lane_named")
        _note_meaning(lane, losses)
        rows.append([lane.name or texts("exchange.lane", number=number)])
        for step in journey.steps:
            items = lane.cells.get(step.id, ())
            rows[-1].append(joined([_told(item, losses, has_comma=has_comma) for item in items]))
    return rows, len(heads)


def split(cell: str) -> tuple[str, ...]:
    """Return the texts of the cards in a cell."""
    if cell.startswith(_BULLET.rstrip()) and _is_bulleted(cell):
        starts = re.split(rf"(?:\A|\n){_BULLET}", cell)[1:]
        return tuple(text.replace(f"\n{_INDENT}", "\n") for text in starts)
    return tuple(notes_of(cell).lines)


def joined(texts: Sequence[str]) -> str:
    """Return the texts of a cell so that `split` gives them back."""
    plain = "\n".join(texts)
    if not texts or split(plain) == tuple(texts):
        return plain
    return "\n".join(_BULLET + text.replace("\n", f"\n{_INDENT}") for text in texts)


def _is_bulleted(cell: str) -> bool:
    """Tell whether every line is as `joined` writes it."""
    return all(line.startswith((_BULLET, _INDENT)) for line in cell.split("\n"))


def _framed(table: Table) -> list[list[str]]:
    """Return the rows that say something, all of one width, without empty columns to the left."""
    rows = [list(row) for row in table if any(cell.strip() for cell in row)]
    width = max((len(row) for row in rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    while rows and width > 2 and all(not row[0].strip() for row in rows):
        rows = [row[1:] for row in rows]
        width -= 1
    # A line with nothing but a title above the table.
    while len(rows) > 2 and sum(bool(cell.strip()) for cell in rows[0]) == 1 and _is_wide(rows[1]):
        if not rows[0][0].strip():
            break
        rows.pop(0)
    return rows


def _is_wide(row: Sequence[str]) -> bool:
    return sum(bool(cell.strip()) for cell in row[1:]) > 1


def _has_steps(rows: list[list[str]]) -> bool:
    """Tell whether the second row names steps: by its head, or by gaps between the phases."""
    if len(rows) < 3:
        return False
    first, second = rows[0], rows[1]
    if is_said("exchange.column.step", second[0]):
        return True
    has_gap = any(not cell.strip() for cell in first[1:])
    return has_gap and not second[0].strip() and _is_wide(second)


def _add_columns(draft: Draft, rows: list[list[str]], heads: int) -> list[str]:
    step_ids = []
    for place in range(1, len(rows[0])):
        phase = rows[0][place]
        if heads == 1 or phase.strip() or place == 1:
            draft.add_phase(phase)
        number = len(draft.phases[-1][1]) + 1
        step = rows[1][place].strip() if heads == 2 else ""
        is_code = step == f"{len(draft.phases)}.{number}"
        step_ids.append(draft.add_step("" if is_code else step))
    return step_ids


def take_feelings(lane: DraftLane, losses: Losses) -> None:
    """Make feelings of the cards of a lane where each is a number, maybe with a word."""
    cards = [item for items in lane.cells.values() for item in items if isinstance(item, Card)]
    read = [read_feeling(card.text) for card in cards]
    if not cards or not all(read):
        return
    is_meant = role_and_type(lane.name)[0] == "feels"
    values = [felt[0] for felt in read if felt is not None]
    if not is_meant and not all(_SIGNED.match(card.text.strip()) for card in cards):
        return
    scale = next((s for s in _SCALES if s[0] <= min(values) and max(values) <= s[1]), None)
    if scale is None or (not is_meant and scale != _SCALES[0]):
        return
    if scale != _SCALES[0]:
        low, high = (f"{end:g}" for end in scale)
        losses.note("table.scale", low=low, high=high)
    felt = {
        card.id: Feeling(id=card.id, values=(_on_ours(found[0], scale),), label=found[1])
        for card, found in zip(cards, read, strict=True)
        if found is not None
    }
    lane.cells = {step: [felt[item.id] for item in items] for step, items in lane.cells.items()}


def _on_ours(value: float, scale: tuple[float, float]) -> float:
    low, high = scale
    return round((value - low) / (high - low) * 4 - 2, 4)


def _phase_heads(journey: JourneyMap, texts: Texts, losses: Losses) -> list[str]:
    heads: list[str] = []
    for number, phase in enumerate(journey.phases, start=1):
        if not phase.name:
            losses.note("carry.phase_named")
        name = phase.name or texts("exchange.phase", number=number)
        heads += [name, *[""] * (len(phase.steps) - 1)]
    return heads


def _step_heads(journey: JourneyMap) -> list[str]:
    """Return the names of the steps, a code for one that has none beside others."""
    has_names = any(step.name for step in journey.steps)
    return [
        step.name or (f"{number}.{place}" if has_names or len(phase.steps) > 1 else "")
        for number, phase in enumerate(journey.phases, start=1)
        for place, step in enumerate(phase.steps, start=1)
    ]


def _told(item: CellItem, losses: Losses, *, has_comma: bool) -> str:
    match item:
        case Card() | Passage():
            if isinstance(item, Passage):
                losses.note("carry.passage_as_card")
            return item.text
        case Feeling():
            if len(item.values) > 1:
                losses.note("carry.mean_of_values")
            return feeling_line(item, has_comma=has_comma)
        case Metric():
            losses.note("carry.metric_as_text")
            return metric_line(item, has_comma=has_comma)
        case Picture():
            losses.note("carry.picture_as_card")
            return item.caption


def _note_meaning(lane: Lane, losses: Losses) -> None:
    """Note a meaning of a lane that its name does not tell."""
    if lane.role is not None and role_and_type(lane.name)[0] != lane.role:
        losses.note("carry.lost_role")
