"""The decorator of what is computed by the ten thousand: frozen, with slots, quick to make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

Made = TypeVar("Made")


@dataclass_transform(frozen_default=True)
def computed(*, eq: bool) -> Callable[[type[Made]], type[Made]]:
    """Make a class a slotted dataclass that type checkers hold frozen.

    ``frozen=True`` would say the same again while the program runs, at the price of a call for
    each field of each new object: a third of a cold layout (2.1 instead of 0.5 µs for a mark).

    Args:
        eq: Whether two of them are compared and hashed by their fields, or by identity.
    """

    def decorate(owner: type[Made]) -> type[Made]:
        return dataclass(slots=True, eq=eq, unsafe_hash=eq)(owner)

    return decorate
