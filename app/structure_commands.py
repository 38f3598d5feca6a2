"""What the Map menu does to sizes and structure: wider, collapsed, hidden, coloured."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from model.cards import CardColour
from model.edits import set_headers, with_all_shown
from model.edits.showing import Foldable, hidden_headers
from model.find import item_place, lane_by_id, phase_by_id, phase_of_step
from model.journey import JourneyMap
from widgets.canvas.choosing import neighbour_of
from widgets.canvas.folding import fold, is_collapsed
from widgets.canvas.highlights import header_rects
from widgets.canvas.selection import Selection, item_selection
from widgets.canvas.spanning import may_span, span_selected
from widgets.canvas.widening import items_of
from widgets.icon_picker import IconPicker, held_in_menu
from widgets.swatches import Swatches

if TYPE_CHECKING:
    from app.window import MapWindow

_COLOURS: tuple[str | None, ...] = (None, *get_args(CardColour))
_AROUND = ("phases", "steps", "lanes", "cell")
_MARGIN_PX = 8


def span(window: MapWindow, by: int) -> None:
    """Let the chosen items cover one step more (1) or fewer (-1)."""
    if window.canvas is not None:
        span_selected(window.canvas, by)


def can_span(window: MapWindow, by: int) -> bool:
    """Tell whether one of the chosen items can become so much wider or narrower."""
    return window.canvas is not None and may_span(window.canvas, by)


def toggle_collapsed(window: MapWindow) -> None:
    """Collapse the chosen phases or lanes, or expand them where all are collapsed."""
    kind = _kind(window)
    if window.canvas is not None and kind is not None:
        ids = window.selection.ids
        fold(window.canvas, kind, ids, is_collapsed=not _are_collapsed(window))


def has_foldable(window: MapWindow) -> bool:
    """Tell whether phases or lanes are chosen."""
    return _kind(window) is not None


def collapse_text(window: MapWindow) -> str:
    """Return what collapsing does to what is chosen."""
    return window.language(f"window.action.{'expand' if _are_collapsed(window) else 'collapse'}")


def hide(window: MapWindow) -> None:
    """Take the chosen phases or lanes from the screen, or bring them back where all are hidden."""
    kind, document = _kind(window), window.document
    if kind is None or document is None:
        return
    selection, before = window.selection, document.value
    ids = selection.ids
    if _are_hidden(window):
        document.apply(
            f"edits.show_{kind}", lambda held: set_headers(held, kind, ids, is_visible=True)
        )
        return
    if document.apply(
        f"edits.hide_{kind}", lambda held: set_headers(held, kind, ids, is_visible=False)
    ):
        window.choose(neighbour_of(selection, before, _without_hidden(document.value)))
        window.say("window.said.hidden", count=len(ids))


def can_hide(window: MapWindow) -> bool:
    """Tell whether what is chosen can be hidden: one phase must stay."""
    kind, document = _kind(window), window.document
    if kind is None or document is None:
        return False
    if kind == "lanes" or _are_hidden(window):
        return True
    chosen = set(window.selection.ids)
    return any(phase.is_visible and phase.id not in chosen for phase in document.value.phases)


def hide_text(window: MapWindow) -> str:
    """Return what hiding does to what is chosen, e.g. in the outline."""
    return window.language(f"window.action.{'show' if _are_hidden(window) else 'hide'}")


def toggle_locked(window: MapWindow) -> None:
    """Keep what hangs in the chosen lanes from being changed, or allow it where all are locked."""
    document, ids = window.document, window.selection.ids
    if document is not None and has_lanes(window):
        is_locked = not are_locked(window)
        document.apply(
            "edits.lock_lanes" if is_locked else "edits.unlock_lanes",
            lambda held: set_headers(held, "lanes", ids, is_locked=is_locked),
        )


def are_locked(window: MapWindow) -> bool:
    """Tell whether all chosen lanes are locked."""
    document = window.document
    if document is None or not has_lanes(window):
        return False
    found = (lane_by_id(document.value, held) for held in window.selection.ids)
    return all(lane is not None and lane.is_locked for lane in found)


def show_all(window: MapWindow) -> None:
    """Bring back every phase and lane that is hidden."""
    if window.document is not None:
        window.document.apply("edits.show_all", with_all_shown)


def has_hidden(window: MapWindow) -> bool:
    """Tell whether a phase or a lane is hidden."""
    return window.document is not None and any(hidden_headers(window.document.value).values())


def fill_hidden(window: MapWindow, menu: QMenu) -> None:
    """Offer each hidden phase and lane to be shown again, and all of them."""
    words = window.language
    hidden = hidden_headers(window.document.value) if window.document is not None else {}
    for kind, ids in hidden.items():
        for part_id in ids:
            name = _name(window, kind, part_id) or words("window.outline.no_name")
            entry = menu.addAction(words(f"window.hidden.{kind}", name=name.replace("&", "&&")))
            entry.triggered.connect(partial(_show, window, kind, part_id))
    if not menu.actions():
        menu.addAction(words("window.hidden.none")).setEnabled(False)
    menu.addSeparator()
    menu.addAction(window.actions_made["show_all"])


def tell_unseen(window: MapWindow) -> None:
    """Say why the chosen card is not seen, where its lane or phase is hidden or collapsed."""
    canvas, chosen = window.canvas, window.selection
    if canvas is None or chosen.kind != "items" or canvas.frame.index.find(chosen.ids[-1]):
        return
    place = item_place(canvas.document.value, chosen.ids[-1])
    phase = phase_of_step(canvas.document.value, place.step_id) if place else None
    if place is None or phase is None:
        return
    for key, parts in (
        ("in_hidden", [part for part in (place.lane, phase) if not part.is_visible]),
        ("in_collapsed", [part for part in (place.lane, phase) if part.is_collapsed]),
    ):
        if parts:
            name = parts[0].name or window.language("window.outline.no_name")
            window.say(f"window.said.{key}", name=name)
            return


def select_cards(window: MapWindow) -> None:
    """Choose all that hangs in the chosen phases, steps, lanes or cell."""
    canvas = window.canvas
    if canvas is not None:
        found = items_of(canvas.frame.index, canvas.shown, window.selection)
        if found:
            window.choose(item_selection(found))


def has_around(window: MapWindow) -> bool:
    """Tell whether something that holds cards is chosen."""
    return window.selection.kind in _AROUND


def edit_hint(window: MapWindow) -> None:
    """Write the hint of the chosen lane or the definition of the chosen phase.

    In place where the sheet shows it, else in the inspector.
    """
    canvas, page = window.canvas, window.page
    if canvas is None or page is None or canvas.edit(window.selection, is_hint=True):
        return
    window.focus_inspector()
    field = "hint" if window.selection.kind == "lanes" else "definition"
    if field in page.inspector.form.rows:
        page.inspector.form.rows[field].focus_field()


def has_hint(window: MapWindow) -> bool:
    """Tell whether one phase or one lane is chosen."""
    return _kind(window) is not None and len(window.selection.ids) == 1


def fill_colours(window: MapWindow, menu: QMenu) -> None:
    """Offer the colours of notes for the chosen phases or lanes."""
    kind = _kind(window)
    if kind is None or window.document is None:
        menu.addAction(window.language("window.colour_of_headers")).setEnabled(False)
        return
    row = QHBoxLayout()
    row.setContentsMargins(_MARGIN_PX, _MARGIN_PX, _MARGIN_PX, _MARGIN_PX)
    row.setSpacing(_MARGIN_PX // 2)
    line = Swatches(_COLOURS, menu, row)
    line.word(partial(_colour_name, window, kind))
    line.mark(*_colours_now(window, kind))
    line.picked.connect(partial(_colour, window, menu, kind))
    held_in_menu(line, menu)
    # A menu gives the keyboard to a widget in it only once it is there.
    QTimer.singleShot(0, line, line.focus_first)


def choose_icon(window: MapWindow) -> None:
    """Let a drawing be picked for the chosen lanes, beside their header."""
    canvas, ids = window.canvas, window.selection.ids
    if canvas is None or window.document is None:
        return
    menu = QMenu(canvas)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    none = menu.addAction(window.language("window.lane_icon.usual"))
    none.triggered.connect(partial(_set_icon, window, menu, ids, None))
    picker = IconPicker(menu)
    first = lane_by_id(window.document.value, ids[-1])
    picker.mark(first.icon if first else None)
    picker.picked.connect(partial(_set_icon, window, menu, ids))
    held_in_menu(picker, menu)
    rects = list(header_rects(canvas.frame, window.selection))
    corner = rects[-1].intersected(canvas.frame.window).center() if rects else None
    where = corner or canvas.frame.grid.center()
    menu.popup(canvas.viewport().mapToGlobal(where.toPoint()))


def has_lanes(window: MapWindow) -> bool:
    """Tell whether lanes are chosen."""
    return _kind(window) == "lanes"


def _kind(window: MapWindow) -> Foldable | None:
    if window.document is None:
        return None
    match window.selection.kind:
        case "phases":
            return "phases"
        case "lanes":
            return "lanes"
    return None


def _are_collapsed(window: MapWindow) -> bool:
    kind, document = _kind(window), window.document
    if kind is None or document is None:
        return False
    return all(is_collapsed(document.value, kind, held) for held in window.selection.ids)


def _are_hidden(window: MapWindow) -> bool:
    kind, document = _kind(window), window.document
    if kind is None or document is None:
        return False
    hidden = hidden_headers(document.value)[kind]
    return all(held in hidden for held in window.selection.ids)


def _without_hidden(journey: JourneyMap) -> JourneyMap:
    """Return ``journey`` with only the headers that show, to find a neighbour among them."""
    return journey.model_copy(
        update={
            "phases": tuple(phase for phase in journey.phases if phase.is_visible),
            "lanes": tuple(lane for lane in journey.lanes if lane.is_visible),
        }
    )


def _show(window: MapWindow, kind: Foldable, part_id: str) -> None:
    document = window.document
    if document is not None and document.apply(
        f"edits.show_{kind}", lambda held: set_headers(held, kind, (part_id,), is_visible=True)
    ):
        window.choose(Selection(kind, (part_id,)))


def _name(window: MapWindow, kind: Foldable, part_id: str) -> str:
    assert window.document is not None
    part = (phase_by_id if kind == "phases" else lane_by_id)(window.document.value, part_id)
    return part.name if part is not None else ""


def _colours_now(window: MapWindow, kind: Foldable) -> set[str | None]:
    assert window.document is not None
    find = phase_by_id if kind == "phases" else lane_by_id
    parts = (find(window.document.value, held) for held in window.selection.ids)
    colours: set[str | None] = {part.colour for part in parts if part is not None}
    return colours if len(colours) == 1 else set()


def _colour_name(window: MapWindow, kind: Foldable, name: str | None) -> str:
    if name is None:
        return window.language(f"window.usual_colour.{kind}")
    return window.language(f"names.colour.{name}")


def _colour(window: MapWindow, menu: QMenu, kind: Foldable, name: CardColour | None) -> None:
    close_menus(menu)
    ids = window.selection.ids
    if window.document is not None:
        window.document.apply(
            f"edits.colour_{kind}", lambda held: set_headers(held, kind, ids, colour=name)
        )


def _set_icon(window: MapWindow, menu: QMenu, ids: tuple[str, ...], name: str | None) -> None:
    close_menus(menu)
    if window.document is not None:
        window.document.apply(
            "edits.icon_lanes", lambda held: set_headers(held, "lanes", ids, icon=name)
        )


def close_menus(menu: QMenu) -> None:
    """Close ``menu`` and the menus it is a part of."""
    held: QWidget | None = menu
    while isinstance(held, QMenu):
        held.close()
        held = held.parentWidget()
