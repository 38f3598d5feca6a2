"""What the canvas does for each wish of the key table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from widgets.canvas import commands, walk
from widgets.canvas.folding import as_seen
from widgets.canvas.selection import NOTHING
from widgets.canvas.spanning import span_selected
from widgets.canvas.widening import wider

if TYPE_CHECKING:
    from widgets.canvas.canvas import Canvas

_PAGE = 0.85  # of the window


def fulfil(canvas: Canvas, wish: str) -> bool:
    """Do what ``wish`` of `widgets.canvas.keys.KEYS` asks for; False when nothing can be done."""
    return WISHES[wish](canvas)


def _go(canvas: Canvas, *, direction: walk.Direction) -> bool:
    seen = as_seen(canvas.frame.index, canvas.shown, canvas.selection)
    canvas.select(walk.towards(canvas.frame.index, seen, direction), reveal=True)
    return True


def _move(canvas: Canvas, *, direction: walk.Direction) -> bool:
    if not commands.move_selected(canvas, direction):
        return False
    canvas.voice.announce_place()
    return True


def _go_to_cell(canvas: Canvas, *, step: int) -> bool:
    seen = as_seen(canvas.frame.index, canvas.shown, canvas.selection)
    there = walk.next_cell(canvas.frame.index, seen, step)
    if there is None:
        return False
    canvas.select(there, reveal=True)
    return True


def _extend(canvas: Canvas, *, direction: walk.Direction) -> bool:
    held = walk.extended(canvas.frame.index, canvas.selection, direction)
    canvas.select(held, reveal=True)
    return True


def _go_to_end(canvas: Canvas, *, is_last: bool) -> bool:
    place = walk.last_place if is_last else walk.first_place
    canvas.select(place(canvas.frame.index), reveal=True)
    return True


def _go_to_end_of_row(canvas: Canvas, *, is_last: bool) -> bool:
    there = walk.end_of_row(canvas.frame.index, canvas.selection, is_last=is_last)
    if there is None:
        return _go_to_end(canvas, is_last=is_last)
    canvas.select(there, reveal=True)
    return True


def _go_to_phase(canvas: Canvas, *, step: int) -> bool:
    there = walk.next_phase(canvas.frame.index, canvas.selection, step)
    if there is not None:
        canvas.select(there, reveal=True)
    return True


def _select_all(canvas: Canvas) -> bool:
    canvas.select(wider(canvas.frame.index, canvas.shown, canvas.selection))
    return True


def _clear(canvas: Canvas) -> bool:
    is_something_chosen = canvas.selection != NOTHING
    canvas.select(NOTHING)
    return is_something_chosen


def _zoom(canvas: Canvas, *, is_in: bool) -> bool:
    if is_in:
        canvas.zoom_in()
    else:
        canvas.zoom_out()
    return True


def _page(canvas: Canvas, *, way: int) -> bool:
    canvas.scroll(0, way * _PAGE * canvas.frame.grid.height())
    return True


def _menu(canvas: Canvas) -> bool:
    canvas.ask_for_menu()
    return True


def _quick_entry(canvas: Canvas) -> bool:
    canvas.quick_entry_wanted.emit()
    return True


def _edit(canvas: Canvas) -> bool:
    return canvas.edit_current()


def _add_after(canvas: Canvas) -> bool:
    return canvas.add_after()


_DIRECTIONS: tuple[walk.Direction, ...] = ("left", "right", "up", "down")
WISHES: Mapping[str, Callable[[Canvas], bool]] = MappingProxyType(
    {
        **{f"go_{way}": partial(_go, direction=way) for way in _DIRECTIONS},
        **{f"move_{way}": partial(_move, direction=way) for way in _DIRECTIONS},
        "next_cell": partial(_go_to_cell, step=1),
        "previous_cell": partial(_go_to_cell, step=-1),
        **{f"extend_{way}": partial(_extend, direction=way) for way in _DIRECTIONS},
        "first": partial(_go_to_end, is_last=False),
        "last": partial(_go_to_end, is_last=True),
        "row_start": partial(_go_to_end_of_row, is_last=False),
        "row_end": partial(_go_to_end_of_row, is_last=True),
        "next_phase": partial(_go_to_phase, step=1),
        "previous_phase": partial(_go_to_phase, step=-1),
        "edit": _edit,
        "add_after": _add_after,
        "delete": commands.delete_selected,
        "duplicate": commands.duplicate_selected,
        "select_all": _select_all,
        "wider": partial(span_selected, by=1),
        "narrower": partial(span_selected, by=-1),
        "clear": _clear,
        "zoom_in": partial(_zoom, is_in=True),
        "zoom_out": partial(_zoom, is_in=False),
        "page_up": partial(_page, way=-1),
        "page_down": partial(_page, way=1),
        "menu": _menu,
        "quick_entry": _quick_entry,
    }
)
