"""The tiles below each other: which there are, where the keyboard is, where a drag would land."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPalette,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from model.evidence import Image
from model.people import Customer
from widgets.language import Language
from widgets.overrides import guarded
from widgets.personas.service import PersonaService
from widgets.personas.tile import PersonaTile
from widgets.personas.wording import TileWords
from widgets.text_scale import scaled

MIME = "application/x-journeywall-persona"
"""The id of a persona that is dragged, for the panel it comes from."""

_LINE_PX = 2


class Shown(NamedTuple):
    """One persona with the words of her tile."""

    person: Customer
    words: TileWords


@guarded
class PeopleList(QScrollArea):
    """Shows tiles and lets them be carried about.

    Attributes:
        asked: ``(what, id)``: something is to be done with a persona.
        menu_asked: ``(id, global position)``.
        moved: ``(id, index)``: a tile was dropped at another place of the register.
    """

    asked = Signal(str, str)
    menu_asked = Signal(str, QPoint)
    moved = Signal(str, int)

    def __init__(self, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self._language = language
        self.service: PersonaService | None = None
        self.tiles: list[PersonaTile] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self._ground = QWidget(self)
        self._ground.setAutoFillBackground(False)
        self._column = QVBoxLayout(self._ground)
        edge = scaled(10)
        self._column.setContentsMargins(edge, scaled(4), edge, edge)
        self._column.setSpacing(scaled(8))
        self._column.addStretch(1)
        self._line = QWidget(self._ground)
        self._line.setAutoFillBackground(True)
        self._line.setBackgroundRole(QPalette.ColorRole.Accent)
        self._line.hide()
        self.setWidget(self._ground)
        self.setAcceptDrops(True)

    def show_people(self, people: Sequence[Shown], images: tuple[Image, ...]) -> None:
        """Show ``people`` in this order; a tile stays that of the same persona."""
        held = {tile.person_id: tile for tile in self.tiles}
        self.tiles = []
        for place, (person, words) in enumerate(people):
            tile = held.pop(person.id, None) or self._make()
            tile.show_person(person, place, images, words)
            self._column.insertWidget(place, tile)
            tile.show()  # at once: a hidden one cannot take the keyboard
            self.tiles.append(tile)
        for gone in held.values():
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for before, after in zip(self.tiles, self.tiles[1:], strict=False):
            QWidget.setTabOrder(before.more, after)

    def tile(self, person_id: str) -> PersonaTile | None:
        """Return the tile of someone."""
        return next((tile for tile in self.tiles if tile.person_id == person_id), None)

    def current(self) -> str:
        """Return who has the keyboard, in her tile or in its buttons; "" for nobody."""
        for tile in self.tiles:
            focused = tile.focusWidget()
            if tile.hasFocus() or (focused is not None and focused.hasFocus()):
                return tile.person_id
        return ""

    def enter(self, place: int) -> None:
        """Give the keyboard to the tile at ``place``, or to the nearest."""
        if self.tiles:
            tile = self.tiles[min(max(place, 0), len(self.tiles) - 1)]
            tile.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(tile)

    def recolour(self) -> None:
        """Draw the tiles in another palette."""
        for tile in self.tiles:
            tile.recolour()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take what is of use."""
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        """Show where it would go."""
        data, where = event.mimeData(), self._on_ground(event)
        self._line.hide()
        if data.hasFormat(MIME) and self._own(data):
            self._mark(self._index_at(where))
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
            return
        kind = self.service.kind_of(data) if self.service is not None else ""
        if kind == "people":
            self._mark(self._index_at(where))
        if kind == "people" or (kind == "picture" and self._tile_at(where) is not None):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        """It goes elsewhere."""
        self._line.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Move a tile, or take in what comes from elsewhere."""
        self._line.hide()
        data, where = event.mimeData(), self._on_ground(event)
        own = self._own(data)
        if own:
            places = [tile.person_id for tile in self.tiles]
            index = self._index_at(where)
            self.moved.emit(own, index - (places.index(own) < index))
            event.setDropAction(Qt.DropAction.CopyAction)  # nothing is to be taken away there
            event.accept()
        elif self.service is not None:
            tile = self._tile_at(where)
            person_id = tile.person_id if tile is not None else ""
            self.service.take(data, person_id, self._index_at(where))
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def _make(self) -> PersonaTile:
        tile = PersonaTile(self._language, self._ground)
        tile.asked.connect(self.asked)
        tile.menu_asked.connect(self.menu_asked)
        tile.dragged.connect(self._carry)
        return tile

    def _carry(self, person_id: str) -> None:
        tile = self.tile(person_id)
        if tile is None or self.service is None:
            return
        data = self.service.carried(person_id)
        data.setData(MIME, person_id.encode())
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(tile.portrait.grab())
        both = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
        drag.exec(both, Qt.DropAction.CopyAction)

    def _own(self, data: QMimeData) -> str:
        """Return whose tile of this very list is dragged, "" for none."""
        named = bytes(data.data(MIME).data()).decode("utf-8", "replace")
        return named if named and self.tile(named) is not None else ""

    def _on_ground(self, event: QDropEvent) -> QPoint:
        return self._ground.mapFrom(self, event.position().toPoint())

    def _index_at(self, where: QPoint) -> int:
        """Return before which tile something dropped at ``where`` goes."""
        middles = (tile.geometry().center().y() for tile in self.tiles)
        return sum(where.y() > middle for middle in middles)

    def _tile_at(self, where: QPoint) -> PersonaTile | None:
        return next((tile for tile in self.tiles if tile.geometry().contains(where)), None)

    def _mark(self, index: int) -> None:
        gap = self._column.spacing() // 2
        if index < len(self.tiles):
            y = self.tiles[index].geometry().top() - gap
        else:
            y = self.tiles[-1].geometry().bottom() + gap if self.tiles else gap
        edge = self._column.contentsMargins().left()
        self._line.setGeometry(QRect(edge, y, self._ground.width() - 2 * edge, _LINE_PX))
        self._line.raise_()
        self._line.show()
