"""What the command palette offers: every action, and places, lanes and files to go to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QIcon, QKeySequence

from app.actions import Menu
from app.insert_commands import OFFERED_ROLES, insert_role_lane
from app.own_commands import insert_part, parts_of
from model.codes import step_codes
from model.texts import LANGUAGES, Texts
from widgets.canvas.selection import Selection
from widgets.command_palette import Choice, CommandPalette
from widgets.icons import make_icon
from widgets.language import Language

if TYPE_CHECKING:
    from app.window import MapWindow

_REMEMBERED = 12
_NATIVE = QKeySequence.SequenceFormat.NativeText


def show_palette(window: MapWindow) -> None:
    """Open the palette over the canvas, or the window where there is none."""
    palette = window.findChild(CommandPalette) or CommandPalette(window.language, window)
    if palette.isVisible():
        palette.leave()
        return
    ground = window.page.middle if window.page is not None else window
    recent = window.workspace.settings.value.recent_actions
    palette.offer(tuple(choices_of(window)), recent, ground)


def choices_of(window: MapWindow) -> Iterator[Choice]:
    """Yield everything the palette offers: in the order of the menus, then places and files."""
    yield from _actions(window)
    if window.document is not None:
        yield from _lanes_to_insert(window)
        yield from _own_to_insert(window)
        yield from _places(window)
    for name in window.workspace.settings.value.recent:
        path = Path(name)
        yield Choice(
            f"file:{name}",
            path.name,
            window.language("window.palette.recent"),
            partial(window.workspace.open_file, path, window),
            also=str(path.parent),
            icon=_icon(window, "file-text"),
            is_named_only=True,
        )


def _actions(window: MapWindow) -> Iterator[Choice]:
    from app.action_table import ACTIONS, MENUS  # the table holds this module's command

    words, other = window.language, _other_words(window)
    actions = {action.id: action for action in ACTIONS}
    seen: set[str] = set()
    for menu in MENUS:
        for action_id, path, is_named_only in _entries(menu, words):
            if action_id in seen or action_id == "command_palette":
                continue
            seen.add(action_id)
            made = window.actions_made[action_id]
            yield Choice(
                f"action:{action_id}",
                _plain(made.text()),
                path,
                _trigger(window, action_id),
                keys=made.shortcut().toString(_NATIVE),
                also=_plain(actions[action_id].words(other)),
                icon=made.icon() if not made.icon().isNull() else None,
                is_enabled=made.isEnabled(),
                is_named_only=is_named_only,
            )


def _entries(menu: Menu, words: Language) -> Iterator[tuple[str, str, bool]]:
    """Yield (id, path of menus, whether it is one of a list) of each action below ``menu``."""
    name = _plain(words(f"window.menu.{menu.id}"))
    for entry in menu.entries:
        if isinstance(entry, str):
            yield entry, name, menu.is_list
        elif entry is not None:
            for action_id, path, is_listed in _entries(entry, words):
                yield action_id, f"{name} › {path}", is_listed


def _lanes_to_insert(window: MapWindow) -> Iterator[Choice]:
    words, other = window.language, _other_words(window)
    for role in OFFERED_ROLES:
        key = f"names.lane_role.{role}"
        yield Choice(
            f"lane_role:{role}",
            words("window.palette.insert_lane", name=words(key)),
            _plain(words("window.menu.insert")),
            _remembered(window, f"lane_role:{role}", partial(insert_role_lane, window, role)),
            also=other("window.palette.insert_lane", name=other(key)),
            is_named_only=True,
        )


def _own_to_insert(window: MapWindow) -> Iterator[Choice]:
    for kind, file in parts_of(window):
        yield Choice(
            f"own:{file.id}",
            file.name,
            window.language(f"own.insert.{kind}"),
            partial(insert_part, window, file.id),
            also=_other_words(window)(f"own.insert.{kind}"),
            is_named_only=True,
        )


def _places(window: MapWindow) -> Iterator[Choice]:
    """Yield phases, steps, lanes by name, each with its part of the code."""
    document, words = window.document, window.language
    assert document is not None
    journey, codes = document.value, step_codes(document.value)

    def place(kind: str, selection: Selection, name: str, code: str, where: str = "") -> Choice:
        go_to = words("window.palette.go_to", kind=words(f"canvas.kind.{kind}"), code=code)
        where = f"{go_to} · {where}" if where else go_to
        do = partial(window.choose, selection)
        return Choice(f"{kind}:{selection.current}", name, where, do, is_named_only=True)

    for number, phase in enumerate(journey.phases, 1):
        if not phase.is_visible:
            continue
        if phase.name:
            yield place("phases", Selection("phases", (phase.id,)), phase.name, str(number))
        for step in phase.steps:
            if step.name:
                chosen = Selection("steps", (step.id,))
                yield place("steps", chosen, step.name, codes[step.id], phase.name)
    for number, lane in enumerate(journey.lanes, 1):
        if lane.name and lane.is_visible:
            yield place("lanes", Selection("lanes", (lane.id,)), lane.name, str(number))


def _trigger(window: MapWindow, action_id: str) -> Callable[[], None]:
    return _remembered(window, f"action:{action_id}", window.actions_made[action_id].trigger)


def _remembered(window: MapWindow, choice_id: str, do: Callable[[], object]) -> Callable[[], None]:
    """Return ``do`` with a note that it was used last."""

    def do_and_remember() -> None:
        settings = window.workspace.settings
        others = [held for held in settings.value.recent_actions if held != choice_id]
        settings.change(recent_actions=tuple([choice_id, *others][:_REMEMBERED]))
        do()

    return do_and_remember


def _other_words(window: MapWindow) -> Texts:
    return Texts(next(code for code in LANGUAGES if code != window.language.code))


def _plain(text: str) -> str:
    return text.replace("&", "")


def _icon(window: MapWindow, name: str) -> QIcon:
    return make_icon(name, window.palette())
