"""Blocks remembered by the identity of what they show, within a bound."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from model.layout.sheet import Block

_FEWEST = 512


class BlockMemo:
    """Blocks by (item, how it is drawn).

    Two generations: what was not asked for while the younger one filled up is forgotten, so the
    memory stays within about four times the blocks of the sheets drawn last.
    """

    def __init__(self) -> None:
        self._young: dict[Hashable, tuple[object, Block]] = {}
        self._old: dict[Hashable, tuple[object, Block]] = {}

    def block(self, item: object, how: Hashable, make: Callable[[], Block]) -> Block:
        """Return the block of ``item`` drawn ``how``; made only if it is not remembered."""
        key = (id(item), how)
        # The item is kept beside its block: as long as it lives, its id is its own.
        known = self._young.get(key) or self._old.get(key)
        if known is None or known[0] is not item:
            known = (item, make())
        self._young[key] = known
        return known[1]

    def end_sheet(self, size: int) -> None:
        """Forget what the last sheets, of ``size`` blocks each, did not use."""
        if len(self._young) > 2 * max(size, _FEWEST):
            self._old, self._young = self._young, {}

    def __len__(self) -> int:
        return len(self._young) + len(self._old)
