"""Where a window stood, which panels it had and where its map was looked at: remembered per map."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray

from app.settings import MapPlace, full_name
from app.side_panels import known_panel
from widgets.canvas.selection import NOTHING, Selection, cell_selection
from widgets.canvas.view import MAX_ZOOM, MIN_ZOOM, View

if TYPE_CHECKING:
    from app.map_page import MapPage
    from app.window import MapWindow
    from widgets.canvas.canvas import Canvas

_FIRST_SHARE = 0.9  # of the screen


class WindowMemory:
    """The memory of one window.

    Attributes:
        is_outline_shown: Whether the outline is wanted in this window.
        is_side_shown: Whether the panels on the right are.
        panel: Name of the one that is shown there.
    """

    def __init__(self, window: MapWindow) -> None:
        self._window = window
        self._settings = window.workspace.settings
        self.is_outline_shown = self._settings.value.is_outline_shown
        self.is_side_shown = self._settings.value.is_inspector_shown
        self.panel = known_panel(self._settings.value.panel)

    def want(self, *, outline: bool) -> None:
        """Show or hide the outline in this window, and in maps opened for the first time."""
        self.is_outline_shown = outline
        self._settings.change(is_outline_shown=outline)
        self._window.show_panels()

    def want_panel(self, name: str, *, is_shown: bool) -> None:
        """Show a panel on the right, or hide the right side; in new maps too."""
        self.panel, self.is_side_shown = name, is_shown
        self._settings.change(is_inspector_shown=is_shown, panel=name)
        self._window.show_panels()

    def is_panel_shown(self, name: str) -> bool:
        """Tell whether the panel of this name is shown on the right."""
        return self.is_side_shown and self.panel == name

    def place_window(self, place: MapPlace | None) -> None:
        """Put a new window where its map stood, else where the last window did, or centred."""
        window = self._window
        for held in (place.geometry if place else "", self._settings.value.geometry):
            if held and window.restoreGeometry(QByteArray(base64.b64decode(held))):
                return
        room = window.screen().availableGeometry()
        window.resize(room.size() * _FIRST_SHARE)
        window.move(room.center() - window.rect().center())

    def recall(self, page: MapPage) -> None:
        """Show the panels of the map on ``page`` and the part of it that was looked at last."""
        place = self._window.workspace.place_of(self._window.document)
        if place is None:
            return
        self.is_outline_shown = place.is_outline_shown
        self.is_side_shown = place.is_inspector_shown
        self.panel = known_panel(place.panel)
        if not place.is_fitted:
            zoom = min(max(place.zoom, MIN_ZOOM), MAX_ZOOM)
            page.canvas.look_at(View(zoom, place.left * zoom, place.top * zoom))
        page.canvas.select(_selection(place.chosen))

    def remember(self) -> None:
        """Remember all that, for this map and as what new windows begin with."""
        window = self._window
        geometry = base64.b64encode(bytes(window.saveGeometry().data())).decode()
        page, path = window.page, window.document.path if window.document else None
        self._settings.change(
            geometry=geometry, **({"panel_widths": page.panel_widths()} if page else {})
        )
        if page is None or path is None:
            return
        view = page.canvas.view
        self._settings.remember_place(
            MapPlace(
                path=full_name(path),
                geometry=geometry,
                panel_widths=page.panel_widths(),
                is_outline_shown=self.is_outline_shown,
                is_inspector_shown=self.is_side_shown,
                panel=self.panel,
                is_fitted=page.canvas.is_fitted,
                zoom=view.zoom,
                left=view.x / view.zoom,
                top=view.y / view.zoom,
                chosen=_told(page.canvas),
            )
        )


def _told(canvas: Canvas) -> tuple[str, ...]:
    selection = canvas.selection
    if selection.cell is not None:
        return (selection.kind, *selection.cell)
    return (selection.kind, selection.current) if selection.current is not None else ()


def _selection(told: tuple[str, ...]) -> Selection:
    match told:
        case ("items" | "phases" | "steps" | "lanes") as kind, part_id:
            return Selection(kind, (part_id,))
        case "cell", lane_id, step_id:
            return cell_selection(lane_id, step_id)
    return NOTHING
