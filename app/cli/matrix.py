"""``journeywall matrix``: a matrix of priorities as PDF or picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from app.cli.arguments import Arguments, Usage, required
from app.cli.console import one_line, say_notes
from app.export.jobs import written
from app.export.opening_pdf import open_map
from app.export.png import png_pages
from app.saving import save_export
from model.characters import used_characters
from model.file import shown_name
from model.printing.anonymous import anonymous
from model.printing.matrix_page import SIZES, print_matrix
from model.priorities import MATRICES
from model.text.fonts import FontBook
from model.texts import Texts

_ENDINGS: Final = (".pdf", ".png")
_PNG_DPI: Final = 200.0


def matrix_file(arguments: Sequence[str], texts: Texts) -> int:
    """Write the matrix the arguments name; return the exit code.

    Raises:
        Usage, Problem: If the arguments or a file are at fault.
    """
    parser = Arguments("matrix")
    parser.add_argument("file", nargs="?")
    parser.add_argument("output", nargs="?")
    parser.add_argument("--kind", default="opportunities")
    parser.add_argument("--paper", default="A4")
    parser.add_argument("--anonymous", action="store_true")
    given = parser.read(arguments)
    source = Path(required("matrix", given.file, "MAP"))
    target = Path(required("matrix", given.output, "OUT"))
    ending = target.suffix.lower()
    if ending not in _ENDINGS:
        raise Usage("matrix", "not_convertible", file=target, endings=", ".join(_ENDINGS))
    kind = next((held for held in MATRICES if held == given.kind), None)
    if kind is None:
        raise _choice("--kind", given.kind, tuple(MATRICES))
    paper = given.paper.upper()
    if paper not in SIZES:
        raise _choice("--paper", given.paper, tuple(SIZES))
    journey = open_map(source).journey
    if given.anonymous:
        journey = anonymous(journey)
    fonts = FontBook.bundled()
    pdf = written(print_matrix(journey, kind, paper, fonts), journey).data
    save_export(target, pdf if ending == ".pdf" else next(png_pages(pdf, _PNG_DPI)))
    say_notes(texts, shown_name(source), fonts.problems(used_characters(journey)))
    return 0


def _choice(option: str, value: str, choices: Sequence[str]) -> Usage:
    said = ", ".join(choices)
    return Usage("matrix", "option_choice", option=option, value=one_line(value), choices=said)
