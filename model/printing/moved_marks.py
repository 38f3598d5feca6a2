"""Marks at another place: the same drawing, so far to the right and so far down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from model.layout.marks import Mark, Outline, PathCommand, Stroke


def moved(marks: Iterable[Mark], right: float, down: float) -> Iterator[Mark]:
    """Yield ``marks`` moved by ``right`` and ``down`` mm."""
    for mark in marks:
        if isinstance(mark, Stroke):
            yield replace(
                mark, x1=mark.x1 + right, y1=mark.y1 + down, x2=mark.x2 + right, y2=mark.y2 + down
            )
        elif isinstance(mark, Outline):
            yield replace(
                mark, commands=tuple(_command(each, right, down) for each in mark.commands)
            )
        else:
            yield replace(mark, x=mark.x + right, y=mark.y + down)


def _command(command: PathCommand, right: float, down: float) -> PathCommand:
    if command[0] == "C":
        letter, x1, y1, x2, y2, x, y = command
        return (letter, x1 + right, y1 + down, x2 + right, y2 + down, x + right, y + down)
    if command[0] == "Z":
        return command
    return (command[0], command[1] + right, command[2] + down)
