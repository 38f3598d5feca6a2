"""The menu that asks which kind of lane to add."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from model.lanes import LaneKind
from widgets.canvas import commands
from widgets.overrides import guarded

if TYPE_CHECKING:
    from widgets.canvas.canvas import Canvas

_KINDS: tuple[LaneKind, ...] = ("cards", "feelings", "text", "metrics", "images")


@guarded
class LaneMenu(QMenu):
    """One menu for a canvas, filled each time it opens so that it speaks the language of now."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._row = 0
        self.triggered.connect(self._add)

    def ask(self, row: int, where: QPoint) -> None:
        """Open at ``where`` (global); the lane chosen comes before the shown row ``row``."""
        self._row = row
        self.clear()
        for kind in _KINDS:
            self.addAction(self._canvas.words(f"names.lane_kind.{kind}")).setData(kind)
        self.popup(where)

    def _add(self, action: QAction) -> None:
        commands.add_lane_at(self._canvas, self._row, action.data())
