"""What other programs drag onto the canvas: shown where it would go, handed on where it falls."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent

from widgets.canvas.pointer import Pointer
from widgets.overrides import guarded

if TYPE_CHECKING:
    from widgets.canvas.canvas import Canvas
    from widgets.canvas.gestures.drop_in import Cargo, DropIn

_COPY = Qt.DropAction.CopyAction


@guarded
class FromOutside(QObject):
    """The drags that come over one canvas. What they are worth the window says: see `serve`.

    Attributes:
        dropped: ``(data, landing)``: something fell on the canvas; the landing is None for files.
    """

    dropped = Signal(object, object)

    def __init__(self, canvas: Canvas, pointer: Pointer) -> None:
        super().__init__(canvas)
        self._canvas, self._pointer = canvas, pointer
        self._cargo_of: Callable[[QMimeData], Cargo | None] | None = None
        self._carried: DropIn | None = None

    def serve(self, cargo_of: Callable[[QMimeData], Cargo | None]) -> None:
        """Take drags from now on; ``cargo_of`` tells what they carry, None for nothing of use."""
        self._cargo_of = cargo_of
        self._canvas.viewport().setAcceptDrops(True)

    def takes(self, event: QEvent) -> bool:
        """Do what a drag event asks for; False for all other events."""
        if isinstance(event, QDragEnterEvent):
            self._enter(event)
        elif isinstance(event, QDragMoveEvent):
            self._move(event)
        elif isinstance(event, QDropEvent):
            self._drop(event)
        elif isinstance(event, QDragLeaveEvent):
            self._pointer.cancel()
        else:
            return False
        return True

    def _enter(self, event: QDragEnterEvent) -> None:
        is_copied = bool(event.possibleActions() & _COPY)  # nothing may be moved away by a drag
        cargo = self._cargo_of(event.mimeData()) if self._cargo_of and is_copied else None
        if cargo is None:
            event.ignore()
            return
        from widgets.canvas.gestures.drop_in import DropIn  # start-up: nothing is dragged yet

        self._carried = DropIn(self._canvas, event.position(), cargo)
        self._pointer.carry_in(self._carried, event.position())
        event.setDropAction(_COPY)
        event.accept()

    def _move(self, event: QDragMoveEvent) -> None:
        gesture = self._carried
        if gesture is None or gesture is not self._pointer.gesture:
            event.ignore()
            return
        self._pointer.carry_on(event.position(), event.modifiers())
        if gesture.landing is None and gesture.cargo.kind != "files":
            event.ignore()
            return
        event.setDropAction(_COPY)
        event.accept()

    def _drop(self, event: QDropEvent) -> None:
        gesture = self._carried
        if gesture is None or gesture is not self._pointer.gesture:
            event.ignore()
            return
        gesture.move(event.position(), event.modifiers())
        landing, kind = gesture.landing, gesture.cargo.kind
        self._pointer.cancel()
        if landing is None and kind != "files":
            event.ignore()
            return
        event.setDropAction(_COPY)
        event.accept()
        self.dropped.emit(event.mimeData(), landing)
