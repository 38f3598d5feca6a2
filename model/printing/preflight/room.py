"""How many paper notes a form has room for."""

from __future__ import annotations

from collections.abc import Iterator

from model.printing.capacity import capacity
from model.printing.preflight.findings import Finding
from model.printing.preflight.printed import Printed
from model.problems import Problem


def check_room(printed: Printed) -> Iterator[Finding]:
    """Yield how many notes of the chosen size a blank or seeded wall holds.

    Cells that are too small are among the notes of the print.
    """
    settings = printed.settings
    if settings.content == "filled" or settings.output not in ("wall", "tiles"):
        return
    notes = sum(capacity(sheet, settings, scale).notes for sheet, scale in printed.scales.values())
    yield Finding(
        "note",
        Problem(
            "preflight.room", count=notes, width=settings.note_width, height=settings.note_height
        ),
    )
