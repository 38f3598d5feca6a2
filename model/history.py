"""Undo and redo as a list of values: no commands, no inverses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

# Values share what they do not change, so an entry costs a few kB; the bound is for a day of work.
DEFAULT_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class _Entry(Generic[T]):
    value: T
    label: str
    merge: str | None


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """One state of the history, as a list shows it.

    Attributes:
        label: The label of the edit that led here, "" for the first state that is kept.
        is_present: Whether the document is here.
        is_saved: Whether this state is in the file.
    """

    label: str
    is_present: bool
    is_saved: bool


class History(Generic[T]):
    """The states of one document, the newest last, and where in them we are.

    Values are compared by identity: an edit that returns the very same value is no edit.
    """

    def __init__(self, value: T, limit: int = DEFAULT_LIMIT) -> None:
        """Start with ``value``, which counts as saved, and keep at most ``limit`` edits."""
        if limit < 1:
            raise ValueError("a history keeps at least one edit")
        self._entries: list[_Entry[T]] = [_Entry(value, "", None)]
        self._position = 0
        self._limit = limit
        self._is_sealed = True
        self._saved = value
        self._revision = 0

    @property
    def revision(self) -> int:
        """A number that grows with each new entry, undo and redo, not with what is merged."""
        return self._revision

    @property
    def value(self) -> T:
        """The value as it is now."""
        return self._entries[self._position].value

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return self._position > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone edit."""
        return self._position < len(self._entries) - 1

    @property
    def undo_label(self) -> str:
        """The label of the edit `undo` takes back, or an empty string."""
        return self._entries[self._position].label if self.can_undo else ""

    @property
    def redo_label(self) -> str:
        """The label of the edit `redo` does again, or an empty string."""
        return self._entries[self._position + 1].label if self.can_redo else ""

    @property
    def undo_labels(self) -> tuple[str, ...]:
        """The labels of all edits that can be taken back, the newest first."""
        return tuple(entry.label for entry in self._entries[self._position : 0 : -1])

    @property
    def entries(self) -> tuple[HistoryStep, ...]:
        """All states that are kept, the oldest first; `go_to` takes their places."""
        return tuple(
            HistoryStep(entry.label, at == self._position, entry.value is self._saved)
            for at, entry in enumerate(self._entries)
        )

    @property
    def is_modified(self) -> bool:
        """Whether the value is another one than was last saved; undo back to that one ends it."""
        return self.value is not self._saved

    def push(self, label: str, value: T, merge: str | None = None) -> bool:
        """Make ``value`` the newest value; what was undone can no longer be done again.

        Edits in a row with the same ``merge`` are one entry, until `seal`, `undo`, `redo` or
        `mark_saved`.

        Returns:
            Whether ``value`` is another one than before.
        """
        if value is self.value:
            return False
        is_merged = merge is not None and not self._is_sealed and self._newest_merge() == merge
        del self._entries[self._position + 1 :]
        if is_merged:
            self._entries.pop()
        else:
            self._revision += 1
        self._entries.append(_Entry(value, label, merge))
        del self._entries[: max(0, len(self._entries) - 1 - self._limit)]
        self._position = len(self._entries) - 1
        self._is_sealed = False
        self._drop_newest_without_effect()
        return True

    def seal(self) -> None:
        """End the merging of edits: the next one is a new entry."""
        self._is_sealed = True

    def undo(self) -> T:
        """Go back one entry, if there is one, and return the value there."""
        self._is_sealed = True
        if self.can_undo:
            self._revision += 1
            self._position -= 1
        return self.value

    def redo(self) -> T:
        """Go forward one entry, if there is one, and return the value there."""
        self._is_sealed = True
        if self.can_redo:
            self._revision += 1
            self._position += 1
        return self.value

    def value_at(self, place: int) -> T:
        """Return the value of the state at a place in `entries`.

        Raises:
            IndexError: If there is none.
        """
        return self._entries[place].value

    def go_to(self, place: int) -> T:
        """Go to a state by its place in `entries`, or the nearest there is, and return its value.

        Everything stays on the list: undone edits can be done again until the next edit.
        """
        self._is_sealed = True
        self._position = max(0, min(place, len(self._entries) - 1))
        return self.value

    def mark_saved(self, value: T | None = None) -> None:
        """Remember ``value`` (by default the present one) as the one that is in the file.

        Pass the value that was written when edits may have come in while it was being written.
        """
        self._saved = self.value if value is None else value
        self._is_sealed = True

    def mark_unsaved(self) -> None:
        """Remember that no value of this history is in a file: a recovered or imported map."""
        self._saved = None  # type: ignore[assignment]

    def _newest_merge(self) -> str | None:
        return self._entries[self._position].merge

    def _drop_newest_without_effect(self) -> None:
        """Forget an entry whose merged edits led back to the value before it."""
        if self._position and self._entries[self._position - 1].value is self.value:
            self._entries.pop()
            self._position -= 1
            self._is_sealed = True
