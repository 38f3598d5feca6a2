"""How a map wants to stand on its sheet; what was printed last is not part of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from model.values import Millimetres, Value

PointSize = Annotated[float, Field(ge=4, le=1000, allow_inf_nan=False)]
Margin = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)]
SheetTheme = Literal["print", "ink_saving", "greyscale"]


class SheetSettings(Value):
    """Sizes at print size 1:1, in millimetres, type in points.

    The defaults are the tiers of reference/workshops-and-print.md 3.7: title readable at 4 m,
    phases at 3 m, lanes at 2 m, cards at 1 to 1.5 m; a card is a 76 x 76 mm sticky note (3.9),
    with 20 mm of blank border for tape (3.11).
    """

    note_width: Millimetres = 76
    note_height: Millimetres = 76
    notes_across: Annotated[int, Field(ge=1, le=20)] = 2
    gap: Margin = 8
    margin: Margin = 20
    lane_title_width: Millimetres = 150
    title_size_pt: PointSize = 96
    phase_size_pt: PointSize = 60
    step_size_pt: PointSize = 32
    lane_size_pt: PointSize = 40
    card_size_pt: PointSize = 24
    small_size_pt: PointSize = 16
    is_title_shown: bool = True
    is_legend_shown: bool = True
    is_footer_shown: bool = True
    are_definitions_shown: bool = True
    are_hints_shown: bool = True
    are_codes_shown: bool = False
    are_links_shown: bool = True
    is_funnel_shown: bool = True
    theme: SheetTheme = "print"
