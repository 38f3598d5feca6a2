"""Lines from card to card, with an arrow head where they lead to."""

from __future__ import annotations

from collections.abc import Sequence

from model.journey import Link
from model.layout.look import Look
from model.layout.marks import Mark
from model.layout.placing import PlacedRow


def link_marks(look: Look, links: Sequence[Link], rows: Sequence[PlacedRow]) -> tuple[Mark, ...]:
    """Return the lines of all links whose cards both stand on the sheet."""
    return ()
