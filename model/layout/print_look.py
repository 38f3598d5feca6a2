"""What a print or a look asks of the layout beyond what the map says: vote boxes, evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from model.course import Share


@dataclass(frozen=True, slots=True)
class PrintLook:
    """How a sheet is laid out for one print, or one look at the screen. It is no part of the map.

    Attributes:
        vote_scale: Millimetres on the paper for one of the sheet, by which boxes to vote in get
            their true size; None for no boxes.
        slot: (width, height) of a place for a note, None for that of the map's cards.
        is_form: Whether it is made to be written on: places for notes are drawn to be seen.
        note_rows: How many rows of notes an empty row of the map has room for, at least.
        trailer_size_pt: The least size of legend and footer, in points on the sheet.
        scale_name: What the footer says of the scale, "" for nothing.
        step_codes: What steps are called on the wall, by id; None where the map itself tells. A
            part of a map has lost steps that were counted.
        shares: What share of all comes to each step, by id; None where the map itself tells.
        is_evidence_shown: Whether grounds and edges of cards tell how well they are founded,
            instead of what they are.
    """

    vote_scale: float | None = None
    slot: tuple[float, float] | None = None
    is_form: bool = False
    note_rows: int = 1
    trailer_size_pt: float = 0.0
    scale_name: str = ""
    step_codes: Mapping[str, str] | None = None
    shares: Mapping[str, Share] | None = None
    is_evidence_shown: bool = False


PLAIN = PrintLook()
