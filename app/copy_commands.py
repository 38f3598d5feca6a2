"""Cut, copy, and copy as a picture. A text field that has the focus is served first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage

from app.beside import Beside
from app.clipboard import CopiedPart, put_on_clipboard
from app.text_fields import text_field
from model.clippings import Clipping, ClippingKind, clipping_of
from model.edits import remove_items
from model.find import lane_by_id
from model.journey import JourneyMap
from model.layout.engine import Layout
from model.layout.theme import Theme
from model.text.fonts import FontBook
from widgets.canvas import commands
from widgets.canvas.selection import NOTHING, Selection, item_selection

if TYPE_CHECKING:
    from app.window import MapWindow

_KINDS: dict[str, ClippingKind] = {
    "items": "items",
    "lanes": "lanes",
    "phases": "phases",
    "steps": "steps",
}
# A whole wall at 150 dpi would take gigabytes; this prints an A3 at 230 dpi.
_MOST_PX = 12_000_000


def cut(window: MapWindow) -> None:
    """Copy, then delete."""
    field = text_field()
    if field is not None:
        field.cut()
        return
    clipping = _put(window, is_cut=True)
    document, canvas = window.document, window.canvas
    if clipping is None or document is None or canvas is None:
        return
    if clipping.kind == "items":
        ids = copied_selection(document.value, window.selection).ids
        document.apply("edits.cut", lambda held: remove_items(held, ids))
    else:
        commands.delete_selected(canvas, label="edits.cut")


def copy(window: MapWindow) -> None:
    """Put what is chosen, or the chosen text of a field, on the clipboard."""
    field = text_field()
    if field is not None:
        field.copy()
        return
    clipping = _put(window, is_cut=False)
    if clipping is not None and window.document is not None:
        ids = copied_selection(window.document.value, window.selection).ids
        window.say("window.said.copied", count=len(ids))


def copy_picture(window: MapWindow) -> None:
    """Put a picture of what is chosen, or of the whole map, on the clipboard."""
    document = window.document
    if document is None or window.canvas is None:
        return
    window.commit_editing()
    journey = document.stamped_value
    chosen = copied_selection(journey, window.selection)
    selection = chosen if chosen.kind in _KINDS and chosen.ids else NOTHING
    Beside(
        window,
        lambda _progress: _picture(journey, selection),
        partial(_take_picture, window),
        said="window.said.making_picture",
    )


def copied_selection(journey: JourneyMap, selection: Selection) -> Selection:
    """Return what a copy takes: for a chosen cell all that stands in it."""
    if selection.cell is None:
        return selection if selection.kind in _KINDS else NOTHING
    lane = lane_by_id(journey, selection.cell[0])
    items = lane.cells.get(selection.cell[1], ()) if lane is not None else ()
    return item_selection(item.id for item in items)


def _put(window: MapWindow, *, is_cut: bool) -> Clipping | None:
    """Put what is chosen on the clipboard; None when there is nothing that could be."""
    document, canvas = window.document, window.canvas
    if document is None or canvas is None:
        return None
    chosen = copied_selection(document.value, window.selection)
    kind = _KINDS.get(chosen.kind)
    if kind is None:
        return None
    clipping = clipping_of(document.value, kind, chosen.ids, is_cut=is_cut)
    if clipping is not None:
        put_on_clipboard(CopiedPart(clipping, chosen, canvas.sheet))
    return clipping


def _picture(journey: JourneyMap, selection: Selection) -> tuple[QImage, QByteArray]:
    """Return the picture and its PNG; called in a thread that has fonts of its own."""
    from widgets.cut_out import picture_of  # start-up: on demand
    from widgets.painting import SheetPainter

    fonts = FontBook()
    sheet = Layout(fonts).sheet(journey, for_print=True)
    theme = Theme.named(journey.sheet.theme)
    image = picture_of(sheet, selection, theme, SheetPainter(fonts), most_px=_MOST_PX)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.isNull():
        image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes
    return image, buffer.data()


def _take_picture(window: MapWindow, made: tuple[QImage, QByteArray]) -> None:
    image, png = made
    if image.isNull():
        window.say("window.said.no_picture")
        return
    data = QMimeData()
    data.setImageData(image)
    data.setData("image/png", png)
    put_on_clipboard(data)
    window.say("window.said.picture_copied", width=image.width(), height=image.height())
