"""How many paper notes a printed map has room for, and where they would not fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from model.layout.marks import Rectangle
from model.layout.sheet import Cell, Sheet
from model.printing.settings import PrintSettings
from model.problems import Problem

# So that what fits exactly does so in floating point too; a tenth of a millimetre is no matter.
_TOLERANCE = 0.1
_SLOTS = ("slot", "slot.form")
_GAP = 8.0
"""Between notes on a sheet that shows only one: the default of a map (reference 3.6)."""


@dataclass(frozen=True, slots=True)
class Capacity:
    """Room for paper notes on a print.

    Attributes:
        notes: How many notes of the chosen size its empty cells hold.
        note_width, note_height: The note, in mm.
        smallest_cell: (width, height) in mm on the paper of the room in the smallest empty cell;
            None where no cell has room for notes.
        too_small: (lane id, step id) of each empty cell that not even one note fits in.
    """

    notes: int
    note_width: float
    note_height: float
    smallest_cell: tuple[float, float] | None = None
    too_small: tuple[tuple[str, str], ...] = ()


def capacity(sheet: Sheet, settings: PrintSettings, scale: float) -> Capacity:
    """Return what ``sheet`` holds when it is printed at ``scale``, mm on paper for one of it."""
    notes, too_small = 0, []
    smallest: tuple[float, float] | None = None
    for cell in (cell for cells in sheet.cells for cell in cells):
        room = _room(cell)
        if room is None:
            continue
        held = _held(room, settings, scale)
        size = (room.width * scale, room.height * scale)
        if smallest is None or size[0] * size[1] < smallest[0] * smallest[1]:
            smallest = size
        notes += held
        if held == 0:
            too_small.append((cell.lane_id, cell.step_id))
    return Capacity(notes, settings.note_width, settings.note_height, smallest, tuple(too_small))


def capacity_notes(found: Capacity) -> Iterator[Problem]:
    """Yield a warning where the cells of a form are smaller than the notes it is made for."""
    if found.too_small and found.smallest_cell is not None:
        width, height = found.smallest_cell
        yield Problem(
            "print.small_cells",
            count=len(found.too_small),
            note=f"{found.note_width:g} × {found.note_height:g}",
            room=f"{width:.0f} × {height:.0f}",
        )


def notes_on_paper(
    width: float,
    height: float,
    phases: int,
    *,
    label: float = 120.0,
    header: float = 110.0,
    note: tuple[float, float] = (76.0, 76.0),
) -> tuple[int, int]:
    """Return (notes side by side in a phase, rows of notes) a wall of this size has room for.

    The rule of reference workshops-and-print.md 3.6, for planning before there is a map: ``label``
    is the width of the lanes' titles and ``header`` the height of title and phases.
    """
    across = ((width - 40 - label) / phases - _GAP) // (note[0] + _GAP)
    rows = (height - 40 - header - 25 - _GAP) // (note[1] + _GAP)
    return max(0, int(across)), max(0, int(rows))


@dataclass(frozen=True, slots=True)
class _Room:
    """Where notes lie in a cell, in mm of the sheet; ``gap_x`` and ``gap_y`` are between them."""

    width: float
    height: float
    gap_x: float
    gap_y: float


def _room(cell: Cell) -> _Room | None:
    """Return the room of a cell that shows places for notes, None for any other cell."""
    slots = [
        mark
        for mark in cell.marks
        # A box to vote in has a ground.
        if isinstance(mark, Rectangle) and mark.stroke in _SLOTS and mark.fill is None
    ]
    if not slots:
        return None
    first, last = slots[0], slots[-1]
    xs = sorted({slot.x for slot in slots})
    ys = sorted({slot.y for slot in slots})
    gap_x = xs[1] - xs[0] - first.width if len(xs) > 1 else _GAP
    gap_y = ys[1] - ys[0] - first.height if len(ys) > 1 else _GAP
    return _Room(last.x + last.width - xs[0], last.y + last.height - ys[0], gap_x, gap_y)


def _held(room: _Room, settings: PrintSettings, scale: float) -> int:
    def count(length: float, gap: float, note: float) -> int:
        gap *= scale
        return int((length * scale + gap + _TOLERANCE) // (note + gap))

    across = count(room.width, room.gap_x, settings.note_width)
    return across * count(room.height, room.gap_y, settings.note_height)
