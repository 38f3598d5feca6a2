"""What the command line says and does where a map is damaged or does not fit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.console import complain, one_line
from model.file import shown_name
from model.filtering import count_cards
from model.problems import FileProblem, Problem
from model.texts import Texts

if TYPE_CHECKING:
    from app.damaged_files import Damage
    from model.journey import JourneyMap


def say_rescue(path: Path, problem: Problem, texts: Texts) -> None:
    """Say on stderr what can be had in place of the file ``path``, which ``problem`` refused."""
    for line in rescue_lines(path, problem, texts):
        complain(f"journeywall: {one_line(line)}")


def rescue_lines(path: Path, problem: Problem, texts: Texts) -> list[str]:
    """Return what can be had in place of the file ``path``, a sentence each; none for nothing."""
    # What salvages is needed only where something is damaged.
    from app.damaged_files import examine, may_be_rescued

    if not may_be_rescued(path, problem):
        return []
    return list(_lines(examine(path, problem), texts))


def rescued(
    path: Path, problem: FileProblem, texts: Texts
) -> tuple[JourneyMap, tuple[Problem, ...]]:
    """Return what can be rescued of the file ``path``, and what was done for that.

    Raises:
        FileProblem: ``problem``, if nothing can be.
    """
    from app.damaged_files import examine, may_be_rescued

    damage = examine(path, problem) if may_be_rescued(path, problem) else None
    if damage is None or damage.salvaged is None:
        raise problem
    complain(f"journeywall: {one_line(texts.of(problem))}")
    complain(f"journeywall: {texts('salvage.as_it_was', file=one_line(shown_name(path)))}")
    return damage.salvaged.journey, damage.salvaged.repairs


def _lines(damage: Damage, texts: Texts) -> Iterator[str]:
    found = damage.salvaged
    if found is not None:
        journey = found.journey
        grid = {
            "phases": texts("salvage.phases", count=len(journey.phases)),
            "lanes": texts("salvage.lanes", count=len(journey.lanes)),
        }
        yield texts("salvage.rescued", count=count_cards(journey).all, **grid)
        if found.lost:
            yield texts("salvage.lost", count=found.lost)
        yield texts("salvage.how", file=shown_name(damage.path))
    for older in damage.olders:
        when = datetime.fromisoformat(older.saved).astimezone().strftime("%Y-%m-%d %H:%M")
        count = count_cards(older.journey).all
        yield texts("salvage.backup", older=older.name, when=when, count=count)
    if damage.bad_backup:
        yield texts("salvage.backup_bad", older=damage.bad_backup)
