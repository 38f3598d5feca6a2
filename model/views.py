"""Saved views: which cards of a map one wants to look at, on the screen and in print."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from model.cards import ActionStatus, CardType, EvidenceLevel, Marker
from model.values import Id, Ids, Line, Lines, Many, Value


class SavedView(Value):
    """A filter with a name.

    A card is in the view when it fits every criterion that is set; of the entries of one
    criterion it needs one. ``text`` is looked for without regard to case and Danish spelling
    (aa and å). ``min_votes`` counts all colours of the last round. ``others`` says what becomes
    of the rest.
    """

    id: Id
    name: Line = ""
    text: Line = ""
    personas: Ids = ()
    channels: Lines = ()
    departments: Lines = ()
    tags: Lines = ()
    types: Many[CardType] = ()
    evidence_levels: Many[EvidenceLevel] = ()
    markers: Many[Marker] = ()
    owners: Lines = ()
    statuses: Many[ActionStatus] = ()
    min_votes: Annotated[int, Field(ge=1, le=9999)] | None = None
    others: Literal["dim", "hide"] = "dim"
