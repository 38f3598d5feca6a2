"""What gestures, commands and the editor may use of the canvas."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from model.journey import JourneyMap
from model.layout.sheet import Block
from widgets.canvas.frame import Frame
from widgets.canvas.selection import Selection
from widgets.document import Edit, OpenDocument


class Words(Protocol):
    """Where words come from: `model.texts.Texts`, or the window's language."""

    def __call__(self, key: str, /, **params: object) -> str:
        """Return the sentence for ``key``."""


class Stage(Protocol):
    """The canvas, as its parts see it. Points and rectangles are px of the viewport."""

    @property
    def frame(self) -> Frame:
        """What is seen where now."""

    @property
    def document(self) -> OpenDocument:
        """The open map."""

    @property
    def shown(self) -> JourneyMap:
        """The map that is drawn: the document's, or a preview of it."""

    @property
    def selection(self) -> Selection:
        """What is chosen."""

    @property
    def words(self) -> Words:
        """The words of the window."""

    def select(self, selection: Selection) -> None:
        """Choose."""

    def preview(self, edit: Edit | None) -> bool:
        """Draw what ``edit`` would make of the map, without touching the map.

        Returns:
            Whether the edit can be done; what cannot be done is not shown.
        """

    def refresh(self, area: QRectF | None = None) -> None:
        """Have ``area`` painted anew, or everything."""

    def scroll(self, dx: float, dy: float) -> None:
        """Move the window over the sheet by px."""

    def reveal(self, selection: Selection) -> None:
        """Scroll as little as needed for ``selection`` to be seen."""

    def draw_block(self, painter: QPainter, block: Block, place: QPointF) -> None:
        """Draw a block's picture with its top left corner at ``place``."""

    def colour(self, role: str) -> QColor:
        """Return the theme's colour of ``role``."""

    def take_focus(self) -> None:
        """Have the keyboard go to the canvas."""

    def edit(self, selection: Selection, *, is_all_chosen: bool = False) -> bool:
        """Open the text of what is chosen for writing, all of it marked if so wished.

        Returns:
            Whether there is a text to write in.
        """
