"""Print settings: all that decides how a map comes out on paper; a preset is one with a name.

They are a value of their own, not part of the map: one map is printed in many ways.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from model.sheet_settings import SheetTheme
from model.values import Id, Language, Line, Lines, Value

Output = Literal["wall", "tiles", "handout", "slides", "persona", "calibration"]
Content = Literal["filled", "seeded", "blank"]
Profile = Literal["rgb", "cmyk", "archive"]
Turn = Literal["auto", "portrait", "landscape"]
GlueSide = Literal["right", "left"]

_Bleed = Annotated[float, Field(ge=0, le=20, allow_inf_nan=False)]
_Margin = Annotated[float, Field(ge=0, le=50, allow_inf_nan=False)]
_Overlap = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
_Correction = Annotated[float, Field(ge=0.9, le=1.1, allow_inf_nan=False)]
_NoteSide = Annotated[float, Field(ge=20, le=300, allow_inf_nan=False)]


class PrintSettings(Value):
    """How a map is printed. Lengths are millimetres on the paper.

    Attributes:
        output: ``wall`` is one page (or a few panels), ``tiles`` sheets of an office printer to
            be glued together, ``handout`` pages to hand out, ``slides`` a picture of each phase
            for a screen, ``persona`` a poster of each persona, ``calibration`` a page to measure
            the printer with.
        content: Everything, only what the workshop starts from, or no cards at all.
        paper, scale, orientation: As `model.paper` parses them. Of tiles ``paper`` is the size of
            the whole (``map`` for the map's own) and ``tile_paper`` that of each sheet, several
            (``A4,A3``) or ``auto`` for the one of which fewest are needed; ``orientation`` is
            then that of each sheet.
        panels: Into how many pages a wall is split that is longer than a PDF page may be; 1 is
            one page, 0 as many as it takes.
        bleed: How far the paper colour runs beyond the trim (reference 3.2).
        margin: What the office printer cannot reach, along each edge of a tile (reference 3.5).
        overlap: How much neighbouring tiles or panels share.
        sheets: Names of the only tiles to print, ``1.1`` is row 1, column 1; () for all.
        note_width, note_height: The sticky note that slots of a blank or seeded map are made for.
        notes_across: How many of them stand side by side in a cell; None is as the map has it.
        note_rows: How many rows of them an empty row of such a map has room for, at least.
        correct_x, correct_y: What a true millimetre must be multiplied by so that this printer
            prints a millimetre; from the calibration page.
        profile: Colours and standard of the PDF.
        icc_file: The shop's CMYK profile for photos, a path on this computer; "" for none.
        most_ppi: Images are sampled down to this.
        allow_coarse_images: Whether images are printed that are coarser than paper should have.
        is_evidence_shown: Whether ground and edge of cards tell how well they are founded.
        distance_m: From how far the smallest text should be read.
        language: Of legend, footer and labels; None is the map's own.
        theme: None is the one of the map's sheet settings.
        qr: What the QR code leads to; "" for none.
    """

    output: Output = "wall"
    content: Content = "filled"
    paper: Line = "map"
    scale: Line = "1:1"
    orientation: Turn = "auto"
    panels: Annotated[int, Field(ge=0, le=20)] = 1
    bleed: _Bleed = 0
    has_crop_marks: bool = False
    has_registration_marks: bool = False
    has_slug: bool = False
    tile_paper: Line = "A4"
    margin: _Margin = 5
    overlap: _Overlap = 10
    glue_side: GlueSide = "right"
    are_seams_in_gutters: bool = True
    is_fitted_to_sheets: bool = False
    are_headers_repeated: bool = False
    are_blank_sheets_skipped: bool = True
    sheets: Lines = ()
    note_width: _NoteSide = 76
    note_height: _NoteSide = 76
    notes_across: Annotated[int, Field(ge=1, le=20)] | None = None
    note_rows: Annotated[int, Field(ge=1, le=12)] = 1
    has_vote_boxes: bool = False
    is_evidence_shown: bool = False
    are_codes_shown: bool | None = None
    is_legend_shown: bool | None = None
    is_footer_shown: bool | None = None
    is_phase_by_phase: bool = False
    persona: Id | None = None
    is_anonymous: bool = False
    correct_x: _Correction = 1
    correct_y: _Correction = 1
    profile: Profile = "rgb"
    claims_x1a: bool = False
    icc_file: Line = ""
    most_ppi: Annotated[int, Field(ge=36, le=1200)] = 300
    allow_coarse_images: bool = False
    distance_m: Annotated[float, Field(gt=0, le=50, allow_inf_nan=False)] = 1
    language: Language | None = None
    theme: SheetTheme | None = None
    qr: Line = ""


class PrintPreset(Value):
    """Print settings with a name, as a print shop asks for them; exchanged as a file."""

    id: Id
    name: Line = ""
    settings: PrintSettings = PrintSettings()
