"""What the bar at the selection offers: for cards, feelings, links and places for feelings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QMenu

from app import card_commands as card
from app.card_actions import (
    COLOUR_IDS,
    COLOURS,
    FACE_IDS,
    ICON_MENU,
    LEVELS,
    PERSONA_MENU,
    STATE_MENU,
)
from model.cards import Card
from model.find import item_places
from model.lanes import CardsLane
from model.layout.coding import card_colour
from model.layout.faces import face
from widgets.canvas.canvas import Canvas
from widgets.icon_picker import held_in_menu
from widgets.icons import make_icon
from widgets.painting import SheetPainter
from widgets.selection_bar import BarButton, SelectionBar
from widgets.swatches import Swatches, swatch_colour

if TYPE_CHECKING:
    from app.actions import Menu
    from app.window import MapWindow

_FACE_PX = 26
_SIGN_PX = 20


def make_selection_bar(window: MapWindow, canvas: Canvas) -> SelectionBar:
    """Return the bar of a canvas of ``window``."""
    return SelectionBar(canvas, partial(_fill, window))


def _fill(window: MapWindow, bar: SelectionBar) -> bool:
    match card.context_of(window):
        case "items":
            _fill_cards(window, bar)
        case "feelings":
            _fill_feelings(window, bar)
        case "feelings_cell":
            _fill_pen(window, bar)
        case "links":
            _fill_links(window, bar)
        case "items_without_cards":
            for action_id in ("duplicate", "delete"):
                bar.add(window.actions_made[action_id], icon=_icon(window, action_id))
        case _:
            return False
    return True


def _fill_cards(window: MapWindow, bar: SelectionBar) -> None:
    words = window.language
    colours = QMenu(bar)
    swatches = Swatches(COLOURS, colours, QHBoxLayout())
    checked = [
        colour
        for colour, action_id in zip(COLOURS, COLOUR_IDS, strict=True)
        if window.actions_made[action_id].isChecked()
    ]
    swatches.mark(*checked)
    swatches.word(partial(_colour_name, window), label=words("window.field.colour"))
    swatches.picked.connect(partial(card.set_colour, window))
    swatches.picked.connect(colours.close)
    held_in_menu(swatches, colours)
    colours.aboutToShow.connect(swatches.focus_first)
    sign = swatch_colour(_shown_colour(window), window.palette())
    bar.add_menu(words("window.field.colour"), _square(sign, window), colours)
    _add_menu(window, bar, ICON_MENU, "shapes")
    for action_id in ("marker_moment_of_truth", "link_to", "duplicate", "delete"):
        bar.add(window.actions_made[action_id], icon=_icon(window, action_id))


def _fill_feelings(window: MapWindow, bar: SelectionBar) -> None:
    faces = SheetPainter(window.workspace.fonts)
    for level, action_id in zip(LEVELS, FACE_IDS, strict=True):
        button = bar.add(window.actions_made[action_id], icon=_face(window, faces, level))
        button.setIconSize(QSize(_FACE_PX, _FACE_PX))
    _fill_pen(window, bar)
    bar.add(window.actions_made["delete"], icon=_icon(window, "delete"))


def _fill_pen(window: MapWindow, bar: SelectionBar) -> None:
    """Offer whose feelings these are, or those added next, and of which state."""
    _add_menu(window, bar, PERSONA_MENU, "user")
    button = _add_menu(window, bar, STATE_MENU, "route")
    is_to_be = window.actions_made["state_to_be"].isChecked()
    button.setText(window.language(f"names.state.{'to_be' if is_to_be else 'as_is'}"))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)


def _fill_links(window: MapWindow, bar: SelectionBar) -> None:
    for action_id in ("write", "follow_link", "hide_links", "delete"):
        bar.add(window.actions_made[action_id], icon=_icon(window, action_id))


def _add_menu(window: MapWindow, bar: SelectionBar, menu: Menu, icon: str) -> BarButton:
    made = window.actions_made.menu(menu, bar)
    name = made.title().replace("&", "")
    return bar.add_menu(name, make_icon(icon, window.palette(), size=_SIGN_PX), made)


def _shown_colour(window: MapWindow) -> str | None:
    """Return the colour that all chosen cards show, their own or the lane's; None for several."""
    document, ids = window.document, card.chosen_cards(window)
    places = item_places(document.value, ids) if document else ()
    shown = {
        card_colour(place.item, place.lane)
        for place in places
        if isinstance(place.item, Card) and isinstance(place.lane, CardsLane)
    }
    return shown.pop() if len(shown) == 1 else None


def _colour_name(window: MapWindow, colour: str | None) -> str:
    if colour is None:
        return window.language("window.action.colour_none").replace("&", "")
    return window.language(f"names.colour.{colour}")


def _icon(window: MapWindow, action_id: str) -> QIcon:
    return make_icon(window.actions_made.icon_name(action_id), window.palette(), size=_SIGN_PX)


def _square(colour: QColor, window: MapWindow) -> QIcon:
    """Return a note of ``colour``."""
    pixmap, painter = _canvas_of_icon(window, _SIGN_PX)
    painter.setPen(window.palette().windowText().color())
    painter.setBrush(colour)
    painter.drawRoundedRect(2, 2, _SIGN_PX - 4, _SIGN_PX - 4, 3, 3)
    painter.end()
    return QIcon(pixmap)


def _face(window: MapWindow, faces: SheetPainter, level: int) -> QIcon:
    pixmap, painter = _canvas_of_icon(window, _FACE_PX)
    marks = face(level, _FACE_PX / 2, _FACE_PX / 2, _FACE_PX - 3.0, "feeling.line")
    faces.paint_marks(painter, marks, window.workspace.theme)
    painter.end()
    return QIcon(pixmap)


def _canvas_of_icon(window: MapWindow, size: int) -> tuple[QPixmap, QPainter]:
    ratio = window.devicePixelRatioF()
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return pixmap, painter
