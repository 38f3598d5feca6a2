"""The files a print is saved as, one after the other: PDF, pictures, a table for readers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from app.export.jobs import export_journey
from model.text.fonts import FontBook
from widgets.print.made import Wish

FileForm = Literal["pdf", "png", "svg", "html"]
FILE_FORMS: tuple[FileForm, ...] = ("pdf",)
"""The forms a print can be saved in."""


def files_of(wish: Wish, form: FileForm, path: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield the files of ``wish`` with what they hold; the first one is called ``path``.

    It is done in a thread of its own, with faces of its own: the window's belong to its thread.

    Raises:
        PrintProblem: If this cannot be printed as asked.
    """
    if form == "pdf":
        yield path, _pdf(wish)


def _pdf(wish: Wish) -> bytes:
    return export_journey(wish.journey, wish.settings, fonts=FontBook(), view=wish.view)
