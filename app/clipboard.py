"""What this program puts on the clipboard: for itself, as text, as a table and as a picture.

Each is made when somebody asks for it. The map, its sheet and the choice are values, so what is
made later still is what was copied.
"""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication, QImage

from model.clippings import (
    Clipping,
    cell_count,
    clipping_to_bytes,
    lines_of,
    people_lines,
    table_of,
)
from model.exchange.tables import html_table, tabbed_text
from model.layout.sheet import Sheet
from model.layout.theme import Theme
from widgets.canvas.selection import Selection
from widgets.overrides import guarded

MIME = "application/x-journeywall-clipping"
PEOPLE_MIME = "application/x-journeywall-people"
"""Beside `MIME`: that a clipping is of personas, told without reading it."""
_TEXT, _HTML, _IMAGE = "text/plain", "text/html", "application/x-qt-image"
# Some desktops fetch a picture at once and the window waits: 2 million pixels take a moment only.
_MOST_PX = 2_000_000


@guarded
class CopiedPart(QMimeData):
    """Part of a map on the clipboard."""

    def __init__(self, clipping: Clipping, selection: Selection, sheet: Sheet) -> None:
        super().__init__()
        self._clipping = clipping
        self._selection = selection
        self._sheet = sheet

    def formats(self) -> list[str]:
        """Return what it can be had as, the best first."""
        table = [_HTML] if self._is_table else []
        return [MIME, *table, _TEXT, _IMAGE]

    def hasFormat(self, mime: str) -> bool:  # noqa: N802 - Qt's name
        """Tell whether it can be had as ``mime``."""
        return mime in self.formats()

    def retrieveData(self, mime: str, _type: object) -> object:  # noqa: N802
        """Make what is asked for."""
        if mime == MIME:
            return QByteArray(clipping_to_bytes(self._clipping))
        if mime == _TEXT:
            return tabbed_text(self._table) if self._is_table else lines_of(self._clipping)
        if mime == _HTML and self._is_table:
            return html_table(self._table)
        return self._picture if mime == _IMAGE else None

    @cached_property
    def _is_table(self) -> bool:
        return cell_count(self._clipping) > 1

    @cached_property
    def _table(self) -> list[list[str]]:
        return table_of(self._clipping)

    @cached_property
    def _picture(self) -> QImage:
        from widgets.cut_out import picture_of  # start-up: for other programs only
        from widgets.painting import SheetPainter

        marks = SheetPainter(self._sheet.fonts)
        theme = Theme.named("print")
        return picture_of(self._sheet, self._selection, theme, marks, most_px=_MOST_PX)


@guarded
class CopiedPeople(QMimeData):
    """Personas on the clipboard or in a drag: for maps of ours, and as lines of text."""

    def __init__(self, clipping: Clipping) -> None:
        super().__init__()
        self.setText("\n".join(people_lines(clipping.part.personas)))
        self.setData(PEOPLE_MIME, QByteArray(b"1"))
        self.setData(MIME, QByteArray(clipping_to_bytes(clipping)))


def put_on_clipboard(data: QMimeData) -> None:
    """Let all programs have ``data``."""
    QGuiApplication.clipboard().setMimeData(data)
