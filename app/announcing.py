"""What screen readers are told besides the focus: what was added, undone, or said in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from model.find import item_by_id
from model.journey import JourneyMap
from widgets.canvas.accessible import part_name, part_place
from widgets.canvas.selection import Selection
from widgets.overrides import guarded

if TYPE_CHECKING:
    from app.window import MapWindow
    from widgets.canvas.canvas import Canvas


@guarded
class Announcer(QObject):
    """Listens to one canvas and says what happened to its map, in words."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._before: JourneyMap | None = None
        canvas.editing_changed.connect(self._edited)

    def _edited(self, is_editing: bool) -> None:
        """Say what came into the map while a text was open."""
        document = self._canvas.document
        if is_editing:
            self._before = document.value
            return
        before, self._before = self._before, None
        added = _added(before, document.value, self._canvas.selection) if before else None
        if added is not None:
            words, shown = self._canvas.words, document.value
            self._canvas.voice.announce(
                words(
                    "canvas.added_to",
                    name=part_name(shown, words, added),
                    place=part_place(shown, words, added),
                )
            )


def announce_step(window: MapWindow, key: str, label: str | None) -> None:
    """Say what undo or redo did; ``label`` is the text key of the entry, None where none was."""
    if window.canvas is not None and label is not None and window.language.has(label):
        window.canvas.voice.announce(window.language(key, what=window.language(label)))


def _added(before: JourneyMap, after: JourneyMap, chosen: Selection) -> Selection | None:
    """Return the chosen item if it was not in the map before."""
    if chosen.kind != "items" or chosen.current is None:
        return None
    is_new = item_by_id(before, chosen.current) is None
    is_there = item_by_id(after, chosen.current) is not None
    return Selection("items", (chosen.current,)) if is_new and is_there else None
