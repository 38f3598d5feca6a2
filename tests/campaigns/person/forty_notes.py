"""The scribe: forty notes from a list, through the line of quick entry and by Tab and Enter."""

from __future__ import annotations

from pathlib import Path

from by_keyboard import begin_with_blank, save_by_keyboard
from sitting import Sitting

NOTES = Path(__file__).with_name("notes.txt")


def read_notes() -> list[tuple[str, str]]:
    """Return (code of the cell, text) of each note, in the order of the list."""
    lines = NOTES.read_text(encoding="utf-8").splitlines()
    return [(code, text) for code, _, text in (line.partition(" ") for line in lines)]


def extra_strokes(sitting: Sitting) -> int:
    """Return how many keys were pressed beyond the letters of the notes themselves."""
    strokes = sitting.hand.strokes
    return strokes.letters + strokes.keys - sum(len(text) for _, text in read_notes())


class Scribe:
    """Types the notes; what happens before the first and after the last is not counted."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.hand = sitting.hand
        self.eye = sitting.eye

    def by_quick_entry(self, path: Path) -> int:
        """Type a line for each note, with a code where the place is another; save at ``path``.

        Returns:
            Keys beyond the letters.
        """
        self._begin()
        self.hand.keys("slash")
        self.eye.until("the line", focus_name="Hurtig indtastning")
        before = ""
        for number, (code, text) in enumerate(read_notes(), 1):
            line = text if code == before else f"{code} {text}"
            self.hand.letters(line)
            self.eye.until("the line", text=line)
            self.hand.keys("Return")
            self.eye.until("the card", text="", chosen_names=[text], cards=number)
            before = code
        return self._end(path)

    def by_tab_and_enter(self, path: Path) -> int:
        """Type row by row: Ctrl+Enter for the next card of a cell, Tab to the next cell.

        Returns:
            Keys beyond the letters.
        """
        self._begin()
        self.hand.keys("Right")
        self.eye.until("the first cell", chosen="cell")
        notes = sorted(read_notes(), key=lambda note: _row_and_column(note[0]))
        here, is_open = (1, 1), False
        for code, text in notes:
            there = _row_and_column(code)
            if there == here and is_open:
                self.hand.keys("ctrl+Return")
                self.eye.until("the next card", editing=True, text="")
            elif there != here:
                self.hand.keys(*["Tab"] * _tabs(here, there))
                self.eye.until("the next cell", editing=False, chosen="cell")
            self.hand.letters(text)
            self.eye.until("the card", text=text, editing=True)
            here, is_open = there, True
        self.hand.keys("Escape")
        return self._end(path)

    def _begin(self) -> None:
        self.hand.park()
        begin_with_blank(self.hand, self.eye)
        self.hand.strokes.keys = self.hand.strokes.letters = 0

    def _end(self, path: Path) -> int:
        extra = extra_strokes(self.sitting)
        self.hand.keys("Escape")
        save_by_keyboard(self.hand, self.eye, path)
        return extra


def _row_and_column(code: str) -> tuple[int, int]:
    phase, lane = code.split("-")
    return int(lane), int(phase)


def _tabs(here: tuple[int, int], there: tuple[int, int]) -> int:
    """Return how many cells ``there`` is after ``here`` on a wall of five columns."""
    columns = 5
    return (there[0] - here[0]) * columns + there[1] - here[1]
