"""What is done to chosen cards and feelings: colour, type, icon, markers; face, persona, state."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu

from app.figure_choice import chosen_figures
from model.cards import Card, CardColour, CardType, Feeling, JourneyState, Marker
from model.edits import mark_cards, set_items, set_lane
from model.find import item_by_id, item_place, item_places, lane_by_id
from model.journey import JourneyMap
from model.lanes import FeelingsLane, FeelingsStyle
from widgets.canvas.feeling_line import set_feelings
from widgets.canvas.selection import Selection
from widgets.canvas.targets import target_of
from widgets.icon_picker import IconPicker, held_in_menu

if TYPE_CHECKING:
    from app.window import MapWindow

# Of more things than these no menu says what they have in common: it is asked at every letter.
_MOST_LOOKED_AT = 30
# The ids that were last asked for, in which map, and the types of what they stand for.
_looked_at: tuple[tuple[str, ...], Callable[[], JourneyMap | None], frozenset[type]] = (
    (),
    lambda: None,
    frozenset(),
)


def chosen_cards(window: MapWindow) -> tuple[str, ...]:
    """Return the ids of the cards that are chosen."""
    return _chosen(window, Card)


def has_cards(window: MapWindow) -> bool:
    """Tell whether a card is among what is chosen."""
    return _has(window, Card)


def has_feelings(window: MapWindow) -> bool:
    """Tell whether a feeling is among what is chosen."""
    return _has(window, Feeling)


def set_colour(window: MapWindow, colour: CardColour | None) -> None:
    """Give the chosen cards a colour; None is the lane's."""
    _set_cards(window, colour=colour)


def set_type(window: MapWindow, card_type: CardType | None) -> None:
    """Say what the chosen cards are; None is what the lane says."""
    _set_cards(window, type=card_type)


def set_icon(window: MapWindow, icon: str | None) -> None:
    """Give the chosen cards an icon of their own, or take it away."""
    _set_cards(window, icon=icon)


def has_colour(window: MapWindow, colour: CardColour | None) -> bool:
    """Tell whether all chosen cards have that colour of their own."""
    return _all_have(window, Card, "colour", colour)


def has_type(window: MapWindow, card_type: CardType | None) -> bool:
    """Tell whether all chosen cards are said to be that."""
    return _all_have(window, Card, "type", card_type)


def toggle_marker(window: MapWindow, marker: Marker) -> None:
    """Mark the chosen cards; take the marker away where all have it."""
    document, ids = window.document, chosen_cards(window)
    if document is not None and ids:
        is_marked = not all(marker in _field(window, held, "markers") for held in ids)
        label = "edits.change_card" if len(ids) == 1 else "edits.change_cards"
        document.apply(label, lambda held: mark_cards(held, ids, marker, is_marked=is_marked))


def has_marker(window: MapWindow, marker: Marker) -> bool:
    """Tell whether all chosen cards have the marker."""
    ids = _few(window, Card)
    return bool(ids) and all(marker in _field(window, held, "markers") for held in ids)


def fill_icons(window: MapWindow, menu: QMenu) -> None:
    """Offer every drawing for the chosen cards, and none."""
    ids = _few(window, Card)
    own = menu.addAction(window.language("window.action.icon_none"))
    own.triggered.connect(partial(set_icon, window, None))
    picker = IconPicker(menu)
    picker.mark(_field(window, ids[0], "icon") if ids else None)
    picker.picked.connect(partial(set_icon, window))
    picker.picked.connect(menu.close)
    held_in_menu(picker, menu)


def feel(window: MapWindow, value: float) -> None:
    """Set how the chosen feelings are."""
    if window.canvas is not None:
        set_feelings(window.canvas, value=value)


def is_feeling(window: MapWindow, value: float) -> bool:
    """Tell whether all chosen feelings are at ``value``."""
    ids = _few(window, Feeling)
    return bool(ids) and all(_field(window, held, "value") == value for held in ids)


def level_name(window: MapWindow, level: int) -> str:
    """Return what the lane at hand calls ``level``, -2 to +2."""
    lane = feelings_lane(window)
    own = lane.levels[level + 2] if lane is not None and level + 2 < len(lane.levels) else ""
    return (own or window.language(f"names.feeling.{level}")).replace("&", "&&")


def set_state(window: MapWindow, state: JourneyState) -> None:
    """Put the chosen feelings on the curve of the present or the wished for."""
    _set_feelings(window, state=state)
    _use_pen(window, state=state)


def is_state(window: MapWindow, state: JourneyState) -> bool:
    """Tell whether the chosen feelings, or those added next, are of that state."""
    if _has(window, Feeling):
        return _all_have(window, Feeling, "state", state)
    pen = _pen(window)
    return pen is not None and pen[1] == state


def fill_personas(window: MapWindow, menu: QMenu) -> None:
    """Offer the personas, and nobody, for the chosen feelings or those added next."""
    personas = window.document.value.personas if window.document else ()
    choices = [
        (None, window.language("window.inspector.none")),
        *((p.id, p.name) for p in personas),
    ]
    for persona, name in choices:
        entry = menu.addAction(
            (name or window.language("window.outline.no_name")).replace("&", "&&")
        )
        entry.setCheckable(True)
        entry.setChecked(_is_persona(window, persona))
        entry.triggered.connect(partial(_set_persona, window, persona))


def write(window: MapWindow) -> None:
    """Open the text of what is chosen for writing."""
    if window.canvas is not None:
        window.canvas.edit_current()


def can_write(window: MapWindow) -> bool:
    """Tell whether one thing that has a text is chosen."""
    selection = window.selection
    return window.document is not None and target_of(window.document.value, selection) is not None


def enter_bar(window: MapWindow) -> None:
    """Give the keyboard to the bar at the selection; tell where there is none."""
    if window.selection_bar is None or not window.selection_bar.enter():
        window.say("window.said.no_bar")


def has_selection(window: MapWindow) -> bool:
    """Tell whether anything is chosen."""
    return window.selection.kind != "nothing"


def has_pen(window: MapWindow) -> bool:
    """Tell whether feelings, or a place for them, are chosen."""
    return has_feelings(window) or _pen(window) is not None


def set_style(window: MapWindow, style: FeelingsStyle) -> None:
    """Show the feelings of the lane at hand as a curve, as faces, or as words alone."""
    lane = feelings_lane(window)
    if window.document is not None and lane is not None:
        window.document.apply(
            "edits.change_lane", lambda held: set_lane(held, lane.id, style=style)
        )


def is_style(window: MapWindow, style: FeelingsStyle) -> bool:
    """Tell whether the feelings of the lane at hand are shown like that."""
    lane = feelings_lane(window)
    return lane is not None and lane.style == style


def has_feelings_lane(window: MapWindow) -> bool:
    """Tell whether the user is at a feelings lane."""
    return feelings_lane(window) is not None


def feelings_lane(window: MapWindow) -> FeelingsLane | None:
    """Return the feelings lane the user is at: the lane, one of its cells or feelings is chosen."""
    selection = window.selection
    if window.document is None or selection.current is None:
        return None
    journey = window.document.value
    match selection.kind:
        case "lanes":
            lane = lane_by_id(journey, selection.current)
        case "cell":
            lane = lane_by_id(journey, selection.ids[0])
        case "items":
            place = item_place(journey, selection.current)
            lane = place.lane if place else None
        case _:
            return None
    return lane if isinstance(lane, FeelingsLane) else None


def context_of(window: MapWindow) -> str:
    """Return which context menu fits what is chosen: its kind, or what is special about it."""
    kind = window.selection.kind
    if kind == "items" and has_feelings(window) and not has_cards(window):
        return "feelings"
    if kind == "items" and chosen_figures(window) and not has_cards(window):
        return "figures"
    if kind in ("cell", "lanes") and has_feelings_lane(window):
        return f"feelings_{kind}"
    return "items_without_cards" if kind == "items" and not has_cards(window) else kind


def _set_cards(window: MapWindow, **fields: Any) -> None:
    ids = chosen_cards(window)
    if window.document is not None and ids:
        label = "edits.change_card" if len(ids) == 1 else "edits.change_cards"
        window.document.apply(label, lambda held: set_items(held, ids, **fields))


def _set_feelings(window: MapWindow, **fields: Any) -> None:
    ids = _chosen(window, Feeling)
    if window.document is not None and ids:
        window.document.apply("edits.change_feeling", lambda held: set_items(held, ids, **fields))


def _set_persona(window: MapWindow, persona: str | None) -> None:
    _set_feelings(window, persona=persona)
    _use_pen(window, persona=persona)


def _is_persona(window: MapWindow, persona: str | None) -> bool:
    if _has(window, Feeling):
        return _all_have(window, Feeling, "persona", persona)
    pen = _pen(window)
    return pen is not None and pen[0] == persona


def _pen(window: MapWindow) -> tuple[str | None, JourneyState] | None:
    """Return (persona, state) of the feelings that are added to the chosen cell's lane."""
    lane = feelings_lane(window) if window.selection.kind == "cell" else None
    if lane is None or window.canvas is None:
        return None
    return window.canvas.feeling_line.pen_of(lane)


def _use_pen(window: MapWindow, **changes: Any) -> None:
    lane = feelings_lane(window)
    if window.canvas is None or lane is None:
        return
    persona, state = window.canvas.feeling_line.pen_of(lane)
    pen = (changes.get("persona", persona), changes.get("state", state))
    window.canvas.feeling_line.use_pen(lane.id, pen)


def _chosen(window: MapWindow, item_type: type) -> tuple[str, ...]:
    if window.document is None or window.selection.kind != "items":
        return ()
    journey = window.document.value
    places = item_places(journey, window.selection.ids)
    return tuple(place.item.id for place in places if isinstance(place.item, item_type))


def _few(window: MapWindow, item_type: type) -> tuple[str, ...]:
    """Return the chosen things of a type, none where they are many."""
    return _chosen(window, item_type) if len(window.selection.ids) <= _MOST_LOOKED_AT else ()


def _has(window: MapWindow, item_type: type) -> bool:
    if window.document is None or window.selection.kind != "items":
        return False
    return any(
        issubclass(kind, item_type) for kind in _kinds(window.document.value, window.selection)
    )


def _kinds(journey: JourneyMap, selection: Selection) -> frozenset[type]:
    """Return the types of what is chosen; asked many times for the same thousands of cards."""
    global _looked_at  # noqa: PLW0603 - the one cache of this module
    if _looked_at[0] is not selection.ids or _looked_at[1]() is not journey:
        kinds = frozenset(type(place.item) for place in item_places(journey, selection.ids))
        _looked_at = (selection.ids, weakref.ref(journey), kinds)
    return _looked_at[2]


def _all_have(window: MapWindow, item_type: type, field: str, value: object) -> bool:
    ids = _few(window, item_type)
    return bool(ids) and all(_field(window, held, field) == value for held in ids)


def _field(window: MapWindow, item_id: str, field: str) -> Any:
    return getattr(item_by_id(window.document.value, item_id), field) if window.document else None
