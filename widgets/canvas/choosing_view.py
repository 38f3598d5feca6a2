"""A sheet on which things are chosen: what the canvas is before anything can be changed."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Signal
from PySide6.QtWidgets import QWidget

from model.layout.engine import Layout
from model.layout.theme import Theme
from widgets.canvas.folding import as_seen
from widgets.canvas.highlights import header_rects, selection_area
from widgets.canvas.selection import NOTHING, Selection, still_there
from widgets.canvas.sheet_view import SheetView
from widgets.canvas.stage import Words
from widgets.document import OpenDocument
from widgets.overrides import guarded


@guarded
class ChoosingView(SheetView):
    """Shows an open map and what is chosen of it; `Canvas` adds the hand and the keys.

    Attributes:
        selection_changed: Something else is chosen.
        context_requested: ``(selection, global position)``: a menu is asked for.
    """

    selection_changed = Signal()
    context_requested = Signal(object, QPoint)

    def __init__(
        self,
        document: OpenDocument,
        layout: Layout,
        theme: Theme,
        words: Words,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(document.value, layout, theme, parent)
        self._document = document
        self._words = words
        self._selection = NOTHING

    @property
    def document(self) -> OpenDocument:
        """The open map."""
        return self._document

    @property
    def words(self) -> Words:
        """The words of the window."""
        return self._words

    @property
    def selection(self) -> Selection:
        """What is chosen."""
        return self._selection

    def select(self, selection: Selection, *, reveal: bool = False) -> None:
        """Choose, and if asked scroll to it."""
        held = still_there(selection, self._shown)
        if held != self._selection:
            self._selection = held
            self.viewport().update()
            self.selection_changed.emit()
            self.chosen()
        if reveal:
            self.reveal(held)

    def reveal(self, selection: Selection) -> None:
        """Scroll as little as needed for ``selection`` to be seen."""
        selection = as_seen(self._frame.index, self._shown, selection)
        if selection.kind == "items" and selection.current is not None:
            selection = Selection("items", (selection.current,))
        area = selection_area(self._frame, selection)
        if area is None:
            return
        middle_x, middle_y = self._frame.view.sheet_point(self._frame.grid.center())
        if selection.kind in ("phases", "steps"):  # their headers are in sight at any height
            area = QRectF(area.x(), middle_y, area.width(), 0.0)
        elif selection.kind == "lanes":
            area = QRectF(middle_x, area.y(), 0.0, area.height())
        self.show_area(area)

    def zoom_to_selection(self) -> None:
        """Show what is chosen as large as it fits; the whole map when nothing is."""
        area = selection_area(self._frame, self._selection)
        if area is None:
            self.fit()
        else:
            self.zoom_to(area.adjusted(-20, -20, 20, 20))

    def all_items(self) -> tuple[str, ...]:
        """Return the ids of all items on the sheet, in wall order."""
        index = self._frame.index
        columns = range(len(self.sheet.columns))
        return tuple(
            spot.id for row in range(len(self.sheet.rows)) for spot in index.row_items(row, columns)
        )

    def ask_for_menu(self, point: QPointF | None = None) -> None:
        """Ask the window for a menu on what is chosen, at ``point`` (px) or beside it."""
        if point is None:
            area = selection_area(self._frame, self._selection)
            point = self._frame.area_rect(area).center() if area else self._frame.grid.center()
            for rect in header_rects(self._frame, self._selection):
                point = rect.center()
        where = self.viewport().mapToGlobal(point.toPoint())
        self.context_requested.emit(self._selection, where)

    def chosen(self) -> None:
        """Something else is chosen; for subclasses."""
