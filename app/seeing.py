"""What part of a map is seen on a page: filter, bar and views, in step with the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from app.canvas_column import CanvasColumn
from app.document import Document
from widgets.canvas.canvas import Canvas
from widgets.canvas.selection import NOTHING, item_selection
from widgets.language import Language
from widgets.map_filter import MapFilter
from widgets.overrides import guarded
from widgets.saved_views import SavedViews

if TYPE_CHECKING:
    from widgets.filter_bar import FilterBar


@guarded
class Seeing(QObject):
    """The filter of one page; the bar comes into ``column`` once it is wanted.

    Attributes:
        changed: The filter, or whether its bar is shown.
        strayed: Something was written that the filter leaves out; it stays in sight.
    """

    changed = Signal()
    strayed = Signal()

    def __init__(
        self,
        document: Document,
        criteria: MapFilter,
        canvas: Canvas,
        language: Language,
        column: CanvasColumn,
    ) -> None:
        super().__init__(canvas)
        self._document, self.filter, self._canvas = document, criteria, canvas
        self._language, self._column = language, column
        self._views = SavedViews(document, criteria, language, self)
        self._bar: FilterBar | None = None
        self._views.taken.connect(self._show_bar)
        self._views.name_wanted.connect(self._show_bar)
        criteria.about_to_change.connect(canvas.commit_editing)
        criteria.changed.connect(self._look)
        criteria.taken.connect(self._leave_hidden)
        criteria.people_switched.connect(self._leave_hidden)
        criteria.strayed.connect(self.strayed)
        canvas.selection_changed.connect(self._spare_chosen)

    @property
    def bar(self) -> FilterBar:
        """The filter bar."""
        if self._bar is None:
            from widgets.filter_bar import FilterBar  # start-up: opened on demand

            self._bar = FilterBar(
                self._document,
                self.filter,
                self._views,
                self._language,
                self._column,
            )
            self._bar.hide()
            self._bar.left.connect(self._canvas.take_focus)
            self._bar.closed.connect(self.close)
            self._column.put_above(self._bar)
        return self._bar

    @property
    def is_bar_shown(self) -> bool:
        """Whether the filter bar is shown."""
        return self._bar is not None and self._bar.isVisibleTo(self._column)

    def toggle(self) -> None:
        """Show the bar and write in it; where one is in it already, close it."""
        if self.is_bar_shown and self.bar.has_keyboard:
            self.close()
            return
        self._show_bar()
        self.bar.start()

    def close(self) -> None:
        """Show the whole map, without the bar: nobody is to forget a filter that is not seen."""
        self.filter.clear()
        if self._bar is not None:
            self._bar.hide()
        self._canvas.take_focus()
        self.changed.emit()

    def clear(self) -> bool:
        """End the marks of a comparison, then the filter; False where there was neither."""
        if self.filter.marking is not None:
            self.filter.mark(None)
            return True
        if self.filter.through is None:
            return False
        self.filter.clear()
        return True

    def take_view(self, view_id: str) -> None:
        """Look through a saved view."""
        view = next((held for held in self._document.value.views if held.id == view_id), None)
        if view is not None:
            self.filter.use(view)
            self._show_bar()

    def fill_views(self, menu: QMenu) -> None:
        """Put the map's views into ``menu``."""
        self._views.fill(menu)

    def recolour(self) -> None:
        """Draw the icons in the palette's colours."""
        if self._bar is not None:
            self._bar.recolour()

    def _show_bar(self) -> None:
        if not self.is_bar_shown:
            self.bar.show()
            self.changed.emit()

    def _look(self) -> None:
        self._canvas.look_through(self.filter.lens)
        self.changed.emit()

    def _leave_hidden(self) -> None:
        """Let go of what the new filter hides."""
        chosen = self._canvas.selection
        if chosen.kind == "items":
            hidden = self.filter.hidden
            left = tuple(item_id for item_id in chosen.ids if item_id not in hidden)
            if left != chosen.ids:
                self._canvas.select(item_selection(left) if left else NOTHING)

    def _spare_chosen(self) -> None:
        """What one goes to, e.g. in the outline, is shown whether it fits or not."""
        chosen = self._canvas.selection
        if chosen.kind == "items" and not self.filter.hidden.isdisjoint(chosen.ids):
            self.filter.spare(chosen.ids)
