"""Which steps may follow the chosen ones, chosen from a menu: branches and loops back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from app.actions import Menu
from model.codes import step_codes
from model.edits import set_step
from model.find import step_by_id
from model.journey import JourneyMap

if TYPE_CHECKING:
    from app.window import MapWindow


def fill_next_steps(window: MapWindow, menu: QMenu) -> None:
    """Offer all steps; those that may follow each chosen one are ticked."""
    chosen = window.selection.ids if window.selection.kind == "steps" else ()
    if window.document is not None and chosen:
        journey = window.document.value
        codes = step_codes(journey)
        held = [step.next for step_id in chosen if (step := step_by_id(journey, step_id))]
        for step in journey.steps:
            entry = menu.addAction(f"{codes[step.id]} {step.name}".replace("&", "&&"))
            entry.setCheckable(True)
            is_next = all(step.id in following for following in held)
            entry.setChecked(is_next)
            entry.triggered.connect(partial(lead_to, window, step.id, is_next=not is_next))
    menu.setEnabled(not menu.isEmpty())


def lead_to(window: MapWindow, target: str, *, is_next: bool) -> None:
    """Let the chosen steps lead to ``target``, or no longer."""
    chosen = window.selection.ids
    if window.document is not None and window.selection.kind == "steps":
        window.document.apply(
            "edits.change_step", lambda held: _leading(held, chosen, target, is_next=is_next)
        )


def _leading(
    journey: JourneyMap, chosen: tuple[str, ...], target: str, *, is_next: bool
) -> JourneyMap:
    for step_id in chosen:
        step = step_by_id(journey, step_id)
        if step is not None:
            others = tuple(each for each in step.next if each != target)
            journey = set_step(journey, step_id, next=(*others, target) if is_next else others)
    return journey


NEXT_STEPS = Menu("next_steps", fill=fill_next_steps, is_list=True)
