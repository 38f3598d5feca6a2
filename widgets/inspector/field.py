"""What the tables of the inspector are made of: a field and a section of fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

FieldKind = Literal[
    "line", "text", "choice", "colour", "rating", "flag", "number", "lines", "marks", "register",
    "one_of_register", "date", "feeling", "votes", "icon", "fact", "entries", "image", "levels",
    "name", "dot_colours", "readings", "origin", "one_of_metrics", "budget",
    "steps",
]  # fmt: skip
Register = Literal[
    "personas", "evidence", "views", "rounds", "channels", "lanes", "steps", "",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    Attributes:
        path: Where it stands in the value, e.g. ``"text"`` or ``"action.owner"``; its label is
            ``window.field.<form>.<path>`` or, for all forms, ``window.field.<path>``.
        kind: Which row edits it.
        choices: What can be chosen; ``names`` is the area of the words in ``names.json``.
        register: The register of the map its ids stand in.
        is_optional: Whether a choice may be none; ``none`` is the word for that.
        is_half: Whether two of them share a line.
        is_shared: Whether it can be set for several things at once.
        low: Least number allowed; ``high`` the largest; ``decimals`` behind the point.
        offers: Vocabulary to complete from: ``"channels"``, ``"tags"``, ``"departments"`` …
    """

    path: str
    kind: FieldKind
    choices: tuple[Any, ...] = ()
    names: str = ""
    register: Literal[
        "personas", "evidence", "views", "rounds", "channels", "lanes", "steps", ""
    ] = ""
    is_optional: bool = True
    none: Literal["none", "lane_default", "by_place"] = "none"
    is_half: bool = False
    is_shared: bool = True
    low: float | None = None
    high: float | None = None
    decimals: int = 2
    offers: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under one heading, ``window.section.<id>``; "" has none and is always open."""

    id: str
    fields: tuple[Field, ...]
    is_open: bool = False
