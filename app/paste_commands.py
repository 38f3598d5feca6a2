"""Puts what the clipboard holds, or what was dropped, into the map, and tells what became of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from app.incoming import (
    ClippingIn,
    FilesIn,
    Incoming,
    NotesIn,
    PictureIn,
    TableIn,
    incoming_of,
    picture_source,
)
from app.text_fields import text_field
from model.clippings import (
    Pasted,
    Where,
    clipping_from,
    fill_cell,
    fill_table,
)
from model.clippings import (
    paste as paste_clipping,
)
from model.exchange.notes import Notes
from model.exchange.tables import MAX_CELLS, Table
from model.find import item_place, phase_by_id
from model.journey import JourneyMap
from model.problems import FileProblem
from widgets.canvas.selection import Selection
from widgets.overrides import guarded

if TYPE_CHECKING:
    from app.window import MapWindow
    from widgets.banner import WayOn
    from widgets.canvas.gestures.drop_in import Landing

PASTING = "pasting"
"""Topic of what is told of the newest pasting: it goes with the next edit."""
_Paste = Callable[[JourneyMap], Pasted]
_MOST_NAMES = 3


def paste(window: MapWindow) -> None:
    """Put what is on the clipboard where the user is."""
    field = text_field()
    data = QGuiApplication.clipboard().mimeData()
    if field is not None:
        field.paste()
    elif window.document is not None and data is not None:
        take(window, data)


def take(window: MapWindow, data: QMimeData, landing: Landing | None = None) -> None:
    """Put ``data`` into the map: at ``landing``, or where the user is."""
    where = landing.where if landing else where_of(window)
    incoming = incoming_of(data)
    if isinstance(incoming, FilesIn | PictureIn):
        _take_pictures(window, data, incoming, landing)
        return
    paste = _paste_of(window, incoming, where)
    if paste is not None:
        _apply(window, paste, incoming, where)


def take_clipping(window: MapWindow, data: bytes) -> None:
    """Put the clipping in ``data`` where the user is, and tell what became of it."""
    incoming, where = ClippingIn(data), where_of(window)
    paste = _paste_of(window, incoming, where)
    if paste is not None:
        _apply(window, paste, incoming, where)


def where_of(window: MapWindow) -> Where:
    """Return where the user is: the cell, or as much of it as is chosen."""
    document, selection = window.document, window.selection
    current = selection.current
    if document is None or current is None:
        return Where()
    match selection.kind:
        case "items":
            place = item_place(document.value, current)
            return Where(place.lane.id, place.step_id, place.index + 1) if place else Where()
        case "cell":
            return Where(selection.ids[0], selection.ids[1])
        case "lanes":
            return Where(current)
        case "steps":
            return Where(None, current)
        case "phases":
            phase = phase_by_id(document.value, current)
            return Where(None, phase.steps[0].id) if phase else Where()
    return Where()


def _paste_of(window: MapWindow, incoming: Incoming | None, where: Where) -> _Paste | None:
    """Return what to do with ``incoming``; None where that is told to be nothing."""
    match incoming:
        case ClippingIn(data):
            try:
                clipping = clipping_from(data, window.language("window.clipboard"))
            except FileProblem as problem:
                window.show_problem(problem, topic=PASTING)
                return None
            return lambda held: paste_clipping(held, clipping, where)
        case TableIn(table):
            if sum(map(len, table)) >= MAX_CELLS:
                _tell(window, "table_cut", MAX_CELLS)
            if _is_column(table):
                return lambda held: fill_cell(held, [row[0] for row in table], where)
            return lambda held: fill_table(held, table, where)
        case NotesIn(notes) if notes.lines:
            _tell_cut(window, notes)
            return lambda held: fill_cell(held, notes.lines, where)
    window.say("window.said.nothing_to_paste")
    return None


def _apply(window: MapWindow, paste: _Paste, incoming: Incoming | None, where: Where) -> None:
    """Do it as one edit, choose what is new, and tell what did not go as it was meant."""
    pasted = _pasted(window, paste)
    if pasted is None:
        return
    if not pasted.ids:
        window.say("window.said.nothing_pasted")
        return
    if pasted.brought:
        names = ", ".join(pasted.brought[:_MOST_NAMES])
        more = "many" if len(pasted.brought) > _MOST_NAMES else "some"
        window.say(f"window.said.brought_{more}", names=names)
    _tell_rest(window, pasted, incoming, where)


def _pasted(window: MapWindow, paste: _Paste) -> Pasted | None:
    document = window.document
    if document is None:
        return None
    window.commit_editing()
    made: list[Pasted] = []

    def edit(held: JourneyMap) -> JourneyMap:
        made[:] = [paste(held)]
        return made[0].journey

    document.apply("edits.paste", edit)
    if not made:
        return None  # refused, and the document has told why
    if made[0].kind == "personas":
        from app.persona_desk import show_people  # start-up: as above

        show_people(window, made[0].ids)
    elif made[0].ids:
        window.choose(Selection(made[0].kind, made[0].ids))
    return made[0]


def _tell_rest(window: MapWindow, pasted: Pasted, incoming: Incoming | None, where: Where) -> None:
    """Tell what did not fit, and offer to make room for it."""
    words = window.language
    if isinstance(incoming, TableIn) and _is_column(incoming.table) and len(pasted.ids) > 1:
        _Told(
            window,
            partial(words, "window.said.column_in_cell", count=len(pasted.ids)),
            partial(words, "window.said.spread_column"),
            _table_paste(window, incoming.table, where, is_growing=False),
        )
        return
    if pasted.missing_steps or pasted.missing_lanes:
        again = _growing(window, incoming, where)
        said = "table_too_large" if isinstance(incoming, TableIn) else "too_few_steps"
        if again is not None:
            _Told(window, partial(words, f"window.said.{said}"), _room(window, pasted), again)
    _tell_left_out(window, pasted)


def _room(window: MapWindow, pasted: Pasted) -> Callable[[], str]:
    steps, lanes = pasted.missing_steps, pasted.missing_lanes
    if steps and lanes:
        return partial(window.language, "window.said.add_both")
    key = "add_steps" if steps else "add_lanes"
    return partial(window.language, f"window.said.{key}", count=steps or lanes)


def _growing(window: MapWindow, incoming: Incoming | None, where: Where) -> _Paste | None:
    """Return the pasting that adds the steps and lanes it needs."""
    if isinstance(incoming, TableIn):
        return _table_paste(window, incoming.table, where, is_growing=True)
    if isinstance(incoming, ClippingIn):
        clipping = clipping_from(incoming.data, window.language("window.clipboard"))
        return lambda held: paste_clipping(held, clipping, where, is_growing=True)
    return None


def _table_paste(window: MapWindow, table: Table, where: Where, *, is_growing: bool) -> _Paste:
    step, lane = window.language("canvas.new_step"), window.language("canvas.new_lane.cards")
    return lambda held: fill_table(
        held, table, where, is_growing=is_growing, new_step=step, new_lane=lane
    )


@guarded
class _Told(QObject):
    """What is told of a pasting, perhaps with a button that does it over in another way.

    It goes with the next edit: then it is no longer true, and there is something else to undo.
    """

    def __init__(
        self,
        window: MapWindow,
        sentence: Callable[[], str],
        label: Callable[[], str] | None = None,
        again: _Paste | None = None,
    ) -> None:
        super().__init__(window.document)
        self._window, self._again, self._document = window, again, window.document
        ways_on: tuple[WayOn, ...] = ((label, self._take),) if label else ()
        window.offer(sentence, *ways_on, topic=PASTING)
        if self._document is not None:
            self._document.changed.connect(self._lapse)

    def _take(self) -> None:
        document = self._document
        self._lapse()
        if document is not None and self._again is not None:
            document.undo()
            pasted = _pasted(self._window, self._again)
            if pasted is not None:
                _tell_left_out(self._window, pasted)

    def _lapse(self, *_maps: object) -> None:
        if self._document is not None:
            self._document.changed.disconnect(self._lapse)
            self._document = None
            self._window.hide_problem(topic=PASTING)
            self.deleteLater()


def _tell_left_out(window: MapWindow, pasted: Pasted) -> None:
    if pasted.left_out:
        _Told(window, partial(window.language, "window.said.left_out", count=pasted.left_out))


def _take_pictures(
    window: MapWindow, data: QMimeData, incoming: FilesIn | PictureIn, landing: Landing | None
) -> None:
    from app.image_files import take_pictures  # start-up: Pillow is not needed before

    if isinstance(incoming, FilesIn):
        if incoming.pictures:
            take_pictures(window, incoming.pictures, landing or _picture_place(window))
        if incoming.others:
            window.workspace.open_files(incoming.others, window)
        return
    source = picture_source(data)
    if source is None:
        window.show_sentence("window.said.picture_unreadable", topic=PASTING)
    else:
        take_pictures(window, [source], landing or _picture_place(window))


def _picture_place(window: MapWindow) -> Landing:
    """Return where a pasted picture goes: into a chosen picture without one, or the user's cell."""
    from app.image_files import picture_place
    from widgets.canvas.gestures.drop_in import Landing

    document = window.document
    if document is None:
        return Landing(Where())
    return picture_place(document.value, window.selection, where_of(window))


def _is_column(table: Table) -> bool:
    return max(map(len, table), default=0) == 1 and len(table) > 1


def _tell_cut(window: MapWindow, notes: Notes) -> None:
    if notes.cut:
        _tell(window, "lines_left_out" if notes.cut == "lines" else "lines_cut", notes.limit)


def _tell(window: MapWindow, said: str, limit: int) -> None:
    window.show_sentence(f"window.said.{said}", limit=window.language.number(limit))
