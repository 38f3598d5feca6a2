"""A comparison on paper: the map after with its changes marked, and pages that list them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from model.comparing import Comparison, compare
from model.comparing.marking import marking_of
from model.filtering import Filter
from model.layout.engine import Layout
from model.printing.anonymous import anonymous
from model.printing.comparison_list import comparison_list
from model.printing.pages import Printout
from model.printing.printing import print_map
from model.printing.settings import PrintSettings
from model.values import with_changes
from model.views import SavedView

_WHOLE: Final = SavedView(id="current")
_ON_WALLS: Final = ("wall", "tiles", "handout")
_CHANGED: Final = {
    "profile": "rgb",
    "sheets": (),
    "content": "filled",
    "is_anonymous": False,
}
"""Names are taken out of both maps before they are compared."""


def comparison_settings(settings: PrintSettings) -> PrintSettings:
    """Return ``settings`` as a comparison is printed: the whole map, filled, in RGB.

    Slides, posters and the calibration page show no map: a wall is printed then.
    """
    output = settings.output if settings.output in _ON_WALLS else "wall"
    return with_changes(settings, output=output, **_CHANGED)


def print_comparison(
    comparison: Comparison, names: tuple[str, str], settings: PrintSettings, layout: Layout
) -> Printout:
    """Return the pages of the marked map, then those of the list.

    Args:
        comparison: What differs.
        names: What the maps before and after are called.
        settings: How the map is printed; see `comparison_settings`.
        layout: Lays it out.

    Raises:
        PrintProblem: If it cannot be printed as asked.
    """
    if settings.is_anonymous:
        comparison = compare(anonymous(comparison.before), anonymous(comparison.after))
    through = Filter(_WHOLE, compared=marking_of(comparison, names[0]))
    made = print_map(comparison.after, comparison_settings(settings), layout, through)
    listed = comparison_list(comparison, names, layout.fonts)
    return replace(made, pages=(*made.pages, *listed))
