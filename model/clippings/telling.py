"""What a clipping is in other programs: lines of text, or a table."""

from __future__ import annotations

import re

from model.cards import Card, CellItem, Feeling, Metric, Passage, Picture
from model.clippings.part import Clipping

# What a spreadsheet surely calculates, even where it stands alone; “- milk” and “+45 12” it is not.
_FORMULA = re.compile(r"[=@\uff1d\uff20]|[+\-][A-Za-z(\"@]|[+\-][0-9.,]+[+\-*/^(]")


def lines_of(clipping: Clipping) -> str:
    """Return the texts of a clipping, one below the other."""
    texts = [text for _, _, text in _texts(clipping)]
    return "\n".join(f"'{text}" if _FORMULA.match(text) else text for text in texts)


def table_of(clipping: Clipping) -> list[list[str]]:
    """Return the texts of a clipping in rows of lanes and columns of steps.

    Whole lanes, phases and steps come with their names. Several items of a cell stand below each
    other.
    """
    part = clipping.part
    column_of = {step.id: column for column, step in enumerate(part.steps)}
    table = [[""] * len(column_of) for _ in part.lanes]
    for row, step_id, text in _texts(clipping):
        column = column_of[step_id]
        table[row][column] = f"{table[row][column]}\n{text}" if table[row][column] else text
    if clipping.kind == "items":
        return table
    named = [[lane.name, *line] for lane, line in zip(part.lanes, table, strict=True)]
    return [["", *(step.name for step in part.steps)], *named]


def cell_count(clipping: Clipping) -> int:
    """Return how many cells a clipping has something in; whole lanes and steps are many."""
    if clipping.kind != "items":
        return max(len(clipping.part.steps) * len(clipping.part.lanes), 2)
    return sum(len(lane.cells) for lane in clipping.part.lanes)


def _texts(clipping: Clipping) -> list[tuple[int, str, str]]:
    """Return (row, step id, text) of all items, in wall order."""
    language = clipping.part.about.language
    return [
        (row, step.id, text)
        for row, lane in enumerate(clipping.part.lanes)
        for step in clipping.part.steps
        for item in lane.cells.get(step.id, ())
        if (text := item_text(item, language))
    ]


def item_text(item: CellItem, language: str) -> str:
    """Return what an item says, as `model.clippings.filling` reads it back."""
    match item:
        case Card() | Passage():
            return item.text
        case Picture():
            return item.caption
        case Feeling():
            return " ".join(text for text in (_number(item.value, language), item.label) if text)
        case Metric():
            value = "" if item.actual is None else _number(item.actual, language)
            said = " ".join(text for text in (value, item.unit if value else "") if text)
            return ": ".join(text for text in (item.name, said) if text)


def _number(value: float, language: str) -> str:
    written = f"{value:.10g}"
    return written.replace(".", ",") if language == "da" else written
