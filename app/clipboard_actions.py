"""The actions on the clipboard: a part of the action table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from app.actions import Action
from model.find import lane_by_id

if TYPE_CHECKING:
    from app.window import MapWindow

_K = QKeySequence.StandardKey
_COPIED = ("items", "lanes", "phases", "steps")


def _has_map(window: MapWindow) -> bool:
    return window.document is not None


def can_copy(window: MapWindow) -> bool:
    """Tell whether something that can be copied is chosen: a cell with something in it, too."""
    document, chosen = window.document, window.selection
    if document is None or chosen.cell is None:
        return document is not None and chosen.kind in _COPIED
    lane = lane_by_id(document.value, chosen.cell[0])
    return lane is not None and chosen.cell[1] in lane.cells


def _cut(window: MapWindow) -> None:
    from app.copy_commands import cut  # start-up: nothing is copied yet

    cut(window)


def _copy(window: MapWindow) -> None:
    from app.copy_commands import copy  # start-up: as above

    copy(window)


def _copy_picture(window: MapWindow) -> None:
    from app.copy_commands import copy_picture  # start-up: as above

    copy_picture(window)


def _paste(window: MapWindow) -> None:
    from app.paste_commands import paste  # start-up: as above

    paste(window)


CLIPBOARD_ACTIONS = (
    Action("cut", _cut, (_K.Cut,), "scissors", can_copy),
    Action("copy", _copy, (_K.Copy,), "copy", can_copy),
    Action("copy_picture", _copy_picture, ("Ctrl+Alt+C",), "image", _has_map),
    Action("paste", _paste, (_K.Paste,), "clipboard-paste", _has_map),
)
