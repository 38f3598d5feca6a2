"""What the window does for the panel of personas: files, clipboard, prints and the library."""

from __future__ import annotations

from typing import Literal, Protocol

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QMenu

Cargo = Literal["people", "picture", ""]


class PersonaService(Protocol):
    """The window as the panel knows it. `app.persona_desk.PersonaDesk` is the real one."""

    def do(self, what: str, person_id: str) -> None:
        """Do one of ``photo``, ``sheet``, ``copy``, ``cut``, ``paste``, ``keep``."""

    def carried(self, person_id: str) -> QMimeData:
        """Return someone as what is dragged, to other windows too."""

    def kind_of(self, data: QMimeData) -> Cargo:
        """Tell what of use a drag holds."""

    def take(self, data: QMimeData, person_id: str, index: int | None) -> None:
        """Take in what was dropped: a photo for someone, or people at a place in the register."""

    def fill_library(self, menu: QMenu) -> None:
        """Offer who is kept on this computer."""
