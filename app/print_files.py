"""The files a print is saved as, one after the other: PDF, pictures, a table for readers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from app.export.naming import page_paths
from model.printing.pages import Printout
from model.printing.preparing import prepared
from model.problems import Problem
from model.text.fonts import FontBook
from widgets.print.made import Wish

FileForm = Literal["pdf", "png_96", "png_150", "png_300", "svg", "html"]
FILE_FORMS: tuple[FileForm, ...] = get_args(FileForm)
"""The forms a print can be saved in."""


class PrintFile(NamedTuple):
    """A file of a print.

    Attributes:
        notes: What became known while it was made, beyond what its pages told before.
    """

    path: Path
    data: bytes
    notes: tuple[Problem, ...] = ()


def files_of(wish: Wish, form: FileForm, path: Path) -> Iterator[PrintFile]:
    """Yield the files of ``wish`` with what they hold; the first one is called ``path``.

    It is done in a thread of its own, with faces of its own: the window's belong to its thread.

    Raises:
        PrintProblem: If this cannot be printed as asked.
    """
    if form == "pdf":
        yield _pdf(wish, path)
    elif form == "html":
        yield PrintFile(path, _words(wish))
    elif form == "svg":
        yield from _drawings(wish, path)
    else:
        yield from _pictures(wish, path, float(form.removeprefix("png_")))


def ending_of(form: FileForm) -> str:
    """Return how the names of such files end, with the dot."""
    return f".{form.partition('_')[0]}"


def _pictures(wish: Wish, path: Path, dpi: float) -> Iterator[PrintFile]:
    from app.export.jobs import written  # the PDF libraries are slow to import
    from app.export.png import png_pages  # and so is PDFium

    printout = _printout(wish)
    pictures = png_pages(written(printout, wish.journey).data, dpi)
    yield from map(PrintFile, page_paths(path, printout), pictures)


def _drawings(wish: Wish, path: Path) -> Iterator[PrintFile]:
    from app.export.svg import svg_of  # only drawings need it

    printout = _printout(wish)
    for page, each in zip(printout.pages, page_paths(path, printout), strict=True):
        yield PrintFile(each, svg_of(page, printout))


def _printout(wish: Wish) -> Printout:
    from app.export.jobs import printout_of  # as above

    return printout_of(wish.journey, wish.settings, fonts=FontBook(), view=wish.view)


def _words(wish: Wish) -> bytes:
    from app.export.text_twin import text_twin  # only a page of words needs it

    journey, _ = prepared(wish.journey, wish.settings, wish.through)
    return text_twin(journey, wish.settings.language)


def _pdf(wish: Wish, path: Path) -> PrintFile:
    from app.export.jobs import written  # the PDF libraries are slow to import

    printout = _printout(wish)
    made = written(printout, wish.journey)
    return PrintFile(path, made.data, made.notes[len(printout.notes) :])
