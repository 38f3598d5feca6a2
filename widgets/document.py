"""What widgets see of the open map: its value, one signal, one way to change it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import SignalInstance

from model.journey import JourneyMap

Edit = Callable[[JourneyMap], JourneyMap]


class OpenDocument(Protocol):
    """An open map as widgets know it. `app.document.Document` is the real one."""

    changed: SignalInstance
    """Emitted as ``changed(before, after)`` with the two maps, after every edit, undo and redo."""

    saved: SignalInstance
    """Emitted after every saving: `stamped` gives another time now."""

    @property
    def value(self) -> JourneyMap:
        """The map as it is now."""

    def stamped(self, journey: JourneyMap) -> JourneyMap:
        """Return ``journey``, a state of this map, with the times its file was last given.

        The history keeps the map without them, as saving is no edit; what is shown and printed
        has them.
        """

    def apply(self, label: str, edit: Edit, *, merge: str | None = None) -> bool:
        """Do ``edit`` and put it on the history as ``label`` (a text key, e.g. ``edits.add_card``).

        Edits in a row with the same ``merge`` become one entry until `seal` is called. A
        `model.problems.EditProblem` is shown to the user and nothing changes.

        Returns:
            Whether the map changed.
        """

    def seal(self) -> None:
        """End the merging of edits: what is typed from now on is a new entry."""

    def undo(self) -> None:
        """Go back one entry, also while text is being edited."""

    def redo(self) -> None:
        """Go forward one entry."""
