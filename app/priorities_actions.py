"""The actions that open the priorities window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.actions import Action

if TYPE_CHECKING:
    from app.window import MapWindow


def open_priorities(window: MapWindow, segment: str = "") -> None:
    """Show what comes first: matrices, ranked lists and votes; ``segment`` of them in front.

    Without one it is what was looked at last.
    """
    from app.priorities_desk import PrioritiesDesk  # start-up: opened on demand

    if window.page is None:
        return
    window.commit_editing()
    desk = window.page.findChild(PrioritiesDesk) or PrioritiesDesk(window)
    desk.open(segment)


def _has_map(window: MapWindow) -> bool:
    return window.document is not None


PRIORITY_ACTIONS = (
    Action("priorities", open_priorities, ("Ctrl+Shift+Y",), "", _has_map),
    Action("enter_votes", partial(open_priorities, segment="votes"), (), "", _has_map),
)
