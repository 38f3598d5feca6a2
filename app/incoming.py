"""What a clipboard or a drag holds, told apart: ours, a table, notes, a picture, or files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from app.clipboard import MIME
from app.dropped_files import is_picture, local_files
from model.exchange.notes import Notes, notes_of
from model.exchange.tables import Table, has_columns, is_one_table, read_html, read_tabbed

_PICTURE_BYTES = ("image/png", "image/jpeg")
PictureSource: TypeAlias = Path | bytes | QImage
"""A picture still to be read: its file, the bytes of one, or its pixels."""


@dataclass(frozen=True, slots=True)
class ClippingIn:
    """A part of a map, as this program copies it."""

    data: bytes


@dataclass(frozen=True, slots=True)
class TableIn:
    """A range of a spreadsheet."""

    table: Table


@dataclass(frozen=True, slots=True)
class NotesIn:
    """Lines of text."""

    notes: Notes


@dataclass(frozen=True, slots=True)
class PictureIn:
    """A picture; `picture_source` fetches it."""


@dataclass(frozen=True, slots=True)
class FilesIn:
    """Files of this computer: pictures, and others."""

    pictures: tuple[Path, ...]
    others: tuple[Path, ...]


Incoming: TypeAlias = ClippingIn | TableIn | NotesIn | PictureIn | FilesIn


def incoming_of(data: QMimeData) -> Incoming | None:
    """Return what ``data`` holds, None for nothing of use. Pixels are not fetched yet.

    Text counts more than a picture of it, which spreadsheets and slides put there too.
    """
    if data.hasFormat(MIME):
        return ClippingIn(bytes(data.data(MIME).data()))
    urls = data.urls()
    files = local_files(urls)
    if files:
        pictures = tuple(path for path in files if is_picture(path))
        return FilesIn(pictures, tuple(path for path in files if not is_picture(path)))
    is_picture_of_page = bool(urls) and _has_picture(data)  # a browser's: its address is no note
    text = data.text() if data.hasText() and not is_picture_of_page else ""
    table = _table(text, data.html() if data.hasHtml() else "")
    if table is not None:
        return TableIn(table)
    if text.strip():
        return NotesIn(notes_of(text))
    return PictureIn() if _has_picture(data) else None


def picture_source(data: QMimeData) -> PictureSource | None:
    """Return the picture in ``data``: the bytes of a file before pixels, which may be many."""
    for mime in _PICTURE_BYTES:
        if data.hasFormat(mime):
            held = bytes(data.data(mime).data())
            if held:
                return held
    image = data.imageData()
    return image if isinstance(image, QImage) and not image.isNull() else None


def _has_picture(data: QMimeData) -> bool:
    return data.hasImage() or any(data.hasFormat(mime) for mime in _PICTURE_BYTES)


def _table(text: str, html: str) -> Table | None:
    if has_columns(text):
        return read_tabbed(text)
    if not html:
        return None
    if not text.strip():
        return read_html(html)
    if not is_one_table(html):
        return None
    cells = read_html(html) or ()
    return cells if max(map(len, cells), default=0) > 1 else read_tabbed(text)
