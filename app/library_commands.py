"""Inserting from lists: figures, contents and channels that fit the phase the user is at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal

from app.insert_commands import current_lane, current_step
from model.cards import Card
from model.edits.from_library import by_stage, with_channels, with_contents, with_figures
from model.find import item_by_id, phase_by_id, phase_of_step
from model.journey import JourneyMap
from model.libraries import Entry, channel_entries, content_library, figure_library, stage_of
from widgets.canvas.selection import item_selection
from widgets.library_chooser import LibraryChooser

if TYPE_CHECKING:
    from app.document import Document
    from app.window import MapWindow

Kind = Literal["figures", "contents", "channels"]
_LIBRARIES = {
    "figures": figure_library,
    "contents": content_library,
    "channels": channel_entries,
}


def choose_from_list(window: MapWindow, kind: Kind) -> None:
    """Show the list ``kind`` in the map's language, that of the user's phase first."""
    document = window.document
    if document is None:
        return
    window.commit_editing()
    journey = document.value
    step_id = _step_of(window)
    phase = phase_of_step(journey, step_id) if step_id else None
    chooser = LibraryChooser(
        window.language,
        kind,
        _LIBRARIES[kind](journey.about.language[:2]),
        stage=stage_of(journey, phase) if phase else None,
        place=_place_name(window, journey, step_id),
        parent=window,
    )
    chooser.chosen.connect(partial(_take, window, document, kind, step_id, current_lane(window)))
    chooser.open()


def _step_of(window: MapWindow) -> str | None:
    """Return the user's step; of a chosen phase the first: what is about all of it stands there."""
    document, selection = window.document, window.selection
    if document is not None and selection.kind == "phases" and selection.current is not None:
        phase = phase_by_id(document.value, selection.current)
        return phase.steps[0].id if phase else None
    return current_step(window)


def _take(
    window: MapWindow,
    document: Document,
    kind: Kind,
    step_id: str | None,
    lane_id: str | None,
    entries: Sequence[Entry],
) -> None:
    if window.document is not document:
        return
    if kind == "channels":
        _take_channels(window, document, step_id, entries)
        return
    put = with_figures if kind == "figures" else with_contents
    made: list[tuple[str, ...]] = []

    def edit(journey: JourneyMap) -> JourneyMap:
        chosen = {step_id: entries} if step_id else by_stage(journey, entries)
        journey, ids = put(journey, chosen, lane_id)
        made.append(ids)
        return journey

    if document.apply("edits.add_from_library", edit) and made[-1]:
        window.choose(item_selection(made[-1]))
    elif made:
        window.say("window.said.there_already")


def _take_channels(
    window: MapWindow, document: Document, step_id: str | None, entries: Sequence[Entry]
) -> None:
    chosen = window.selection.ids if window.selection.kind == "items" else ()
    cards = [held for held in chosen if isinstance(item_by_id(document.value, held), Card)]
    phase = phase_of_step(document.value, step_id) if step_id else None

    def edit(journey: JourneyMap) -> JourneyMap:
        if cards:
            return with_channels(journey, entries, cards=cards)
        if phase is not None:
            return with_channels(journey, entries, phases=[phase.id])
        for at, held in by_stage(journey, entries).items():
            owner = phase_of_step(journey, at)
            journey = with_channels(journey, held, phases=[owner.id] if owner else [])
        return journey

    if not document.apply("edits.add_from_library", edit):
        window.say("window.said.there_already")


def _place_name(window: MapWindow, journey: JourneyMap, step_id: str | None) -> str:
    """Return what the user's place is called; "" where each entry goes to its own phase."""
    phase = phase_of_step(journey, step_id) if step_id else None
    if phase is None:
        return ""
    number = journey.phases.index(phase) + 1
    name = phase.name or window.language("window.new.phase", number=number)
    step = next((held for held in phase.steps if held.id == step_id), None)
    is_phase = window.selection.kind == "phases"
    is_told = step is not None and step.name and len(phase.steps) > 1 and not is_phase
    return f"{name} \u203a {step.name}" if step is not None and is_told else name
