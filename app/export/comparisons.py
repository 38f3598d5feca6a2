"""A comparison of two maps as the bytes of a PDF; needs no Qt."""

from __future__ import annotations

from app.export.jobs import metadata_of
from app.export.pdf import Written, write_pdf
from model.comparing import Comparison
from model.layout.engine import Layout
from model.printing.comparison import print_comparison
from model.printing.settings import PrintSettings
from model.text.fonts import FontBook


def comparison_pdf(
    comparison: Comparison,
    names: tuple[str, str],
    settings: PrintSettings,
    fonts: FontBook | None = None,
) -> Written:
    """Return the marked map and the list of changes as a PDF, and what to tell of it.

    Args:
        comparison: What differs.
        names: What the maps before and after are called.
        settings: How the map is printed.
        fonts: The faces; None are the program's, which only its main thread may use.

    Raises:
        PrintProblem: If it cannot be printed as asked.
    """
    layout = Layout(fonts or FontBook.bundled())
    printout = print_comparison(comparison, names, settings, layout)
    return write_pdf(printout, metadata_of(printout.journey or comparison.after))
