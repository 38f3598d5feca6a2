"""Entering the votes of a round, card by card, in a window of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.window import MapWindow


def enter_votes(window: MapWindow) -> None:
    """Open the table of cards and colours; a map without a round gets its first one."""
    document = window.document
    if document is None:
        return
    window.commit_editing()
    if not document.value.rounds:
        window.add_entry("round")
        window.say("window.said.first_round")
        return
    from widgets.vote_entry import VoteEntry  # start-up: opened on demand

    entry = VoteEntry(document, window.language, window)
    entry.jumped.connect(window.choose)
    window.closed.connect(entry.close)
    entry.show()
