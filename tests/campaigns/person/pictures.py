"""Pictures of every state, in both languages, light and dark, at 100 and 200 %."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from desk import Desk
from eye import Unseen
from hand import Hand
from sitting import Sitting
from states import STATES, Photographer, State

from app.saving import save_journey
from model.templates import sample, sample_ids, template

_WINDOW = (1600, 1000)  # at 100 %


@dataclass(frozen=True)
class Setting:
    """How the program looks: ``da`` or ``en``, ``light`` or ``dark``, and how many times larger."""

    language: str
    look: str
    scale: int

    def __str__(self) -> str:
        return f"{self.language}-{self.look}-{self.scale * 100}"


def settings_of(language: str | None, look: str | None, scale: int | None) -> Iterable[Setting]:
    """Return all settings, or those that were asked for."""
    return itertools.starmap(
        Setting,
        itertools.product(
            [language] if language else ["da", "en"],
            [look] if look else ["light", "dark"],
            [scale] if scale else [1, 2],
        ),
    )


def take_pictures(
    setting: Setting,
    folder: Path,
    pictures: Path,
    *,
    display: int | None,
    names: Iterable[str] | None = None,
) -> tuple[int, list[str]]:
    """Take a picture of each state in one setting.

    Returns:
        How many were taken, and a line for each state that could not be reached.
    """
    folder.mkdir(parents=True)
    width, height = (side * setting.scale for side in _WINDOW)
    desk = Desk(folder, width=width, height=height + 24 * setting.scale, display=display)
    taken: list[Path] = []
    missed: list[str] = []
    wanted = [state for state in STATES if not names or state.name in names]
    try:
        for wall, states in itertools.groupby(wanted, key=lambda state: state.wall):
            told = _of_wall(desk, setting, wall, list(states), pictures / str(setting), taken)
            missed += told
    finally:
        desk.close()
    return len(taken), missed


def _of_wall(
    desk: Desk, setting: Setting, wall: str, states: list[State], pictures: Path, taken: list[Path]
) -> list[str]:
    """Open one map and take the pictures of its states; a state that fails ends only itself."""
    missed: list[str] = []
    while states:
        sitting = _sit_down(desk, setting, wall)

        def take(name: str) -> None:
            path = pictures / f"{name}.png"
            desk.photograph(path)
            taken.append(path)

        person = Photographer(sitting, setting.language, take)
        while states:
            state = states.pop(0)
            try:
                state.do(person)
            except Unseen as fault:
                missed.append(f"{setting} {state.name}: {str(fault)[:300]}")
                desk.photograph(pictures / f"missed-{state.name}.png")
                break  # begin anew with what is left
        sitting.leave()
    return missed


def _sit_down(desk: Desk, setting: Setting, wall: str) -> Sitting:
    files = []
    if wall:
        make = sample if wall in sample_ids() else template
        path = desk.folder / f"{wall}.journey"
        save_journey(path, make(wall, setting.language))
        files = [path]
    sitting = Sitting(
        desk, Hand(desk), *files,
        language=setting.language, look=setting.look, scale=setting.scale,
    )  # fmt: skip
    sitting.fill_the_screen()
    return sitting
