"""What a person sees of the program: where its parts show on the screen, and what they say.

Every function here answers one question of `eye`; rectangles are in pixels of the screen, and
None stands for what does not show.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from app.window import MapWindow
from model.cards import Card, Feeling, Metric, Passage, Picture
from model.codes import place_of, read_entry
from model.find import item_by_id
from model.lanes import Lane
from widgets.canvas.affordances import end_pluses, plus_at
from widgets.canvas.canvas import Canvas
from widgets.canvas.chevrons import chevron_of
from widgets.canvas.edges import edge_at
from widgets.canvas.selection import Selection

Seen = list[float] | None


def window() -> MapWindow:
    """Return the window a person looks at: the active one, else the newest."""
    active = QApplication.activeWindow()
    parent: QWidget | None = active
    while parent is not None and not isinstance(parent, MapWindow):
        parent = parent.parentWidget()
    if isinstance(parent, MapWindow):
        return parent
    windows = [held for held in QApplication.topLevelWidgets() if isinstance(held, MapWindow)]
    return [held for held in windows if held.isVisible()][-1]


def _dialog() -> QWidget | None:
    """Return the dialog one has before oneself, also one beside which the map can be worked on."""
    active = QApplication.activeWindow()
    return QApplication.activeModalWidget() or (active if isinstance(active, QDialog) else None)


def state() -> dict[str, Any]:
    """Say in words what the window shows."""
    shown = window()
    focused, dialog = QApplication.focusWidget(), _dialog()
    told: dict[str, Any] = {
        "title": shown.windowTitle(),
        "modified": shown.isWindowModified(),
        "focus": type(focused).__name__ if focused is not None else "",
        "focus_name": focused.accessibleName() if focused is not None else "",
        "text": _text_of(focused),
        "dialog": type(dialog).__name__ if dialog is not None else "",
        "menu": QApplication.activePopupWidget() is not None,
        "said": shown.statusBar().currentMessage(),
        "problem": shown.problem_text,
        "scale": shown.devicePixelRatioF(),
    }
    if shown.canvas is not None:
        told |= _canvas_state(shown.canvas)
    return told


def _canvas_state(canvas: Canvas) -> dict[str, Any]:
    journey, selection = canvas.document.value, canvas.selection
    names = {part.id: part.name for part in (*journey.phases, *journey.steps, *journey.lanes)}
    chosen = [
        _words_of(item_by_id(journey, held)) if selection.kind == "items" else names.get(held, "")
        for held in selection.ids
    ]
    return {
        "chosen": selection.kind,
        "chosen_names": chosen,
        "editing": canvas.is_editing,
        "zoom": round(canvas.zoom, 4),
        "cards": sum(len(cell) for lane in journey.lanes for cell in lane.cells.values()),
        "links": len(journey.links),
        "phases": len(journey.phases),
        "steps": len(journey.steps),
        "lanes": len(journey.lanes),
    }


def _words_of(item: object) -> str:
    match item:
        case Card() | Passage():
            return item.text
        case Feeling():
            return item.label
        case Metric():
            return item.name
        case Picture():
            return item.caption
    return ""


def _text_of(field: QWidget | None) -> str:
    if isinstance(field, QLineEdit):
        return field.text()
    if isinstance(field, QTextEdit | QPlainTextEdit):
        return field.toPlainText()
    return ""


# --- menus, buttons, fields -----------------------------------------------------------------------


def entry(action: str) -> Seen:
    """Return where an action shows in an open menu; by its id, or by its words."""
    for menu in _open_menus():
        for held in menu.actions():
            if held.isVisible() and _is_named(held, action):
                return _seen(menu, menu.actionGeometry(held))
    return None


def menu_title(menu: str) -> Seen:
    """Return where the title of a menu (its id) shows in the menu bar or an open menu."""
    bar: QMenuBar = window().menuBar()
    for held in bar.actions():
        owned = held.menu()
        if owned is not None and owned.objectName() == f"menu_{menu}":
            return _seen(bar, bar.actionGeometry(held))
    return None


def is_enabled(action: str) -> bool:
    """Tell whether an action is greyed or not."""
    return window().actions_made[action].isEnabled()


def is_checked(action: str) -> bool:
    """Tell whether an action that is a switch shows as on."""
    return window().actions_made[action].isChecked()


def tool(action: str) -> Seen:
    """Return where the button of an action shows, in the toolbar or elsewhere in the window."""
    for button in window().findChildren(QAbstractButton):
        held = getattr(button, "defaultAction", lambda: None)()
        if button.isVisible() and held is not None and held.objectName() == action:
            return _seen(button, button.rect())
    return None


def button(name: str) -> Seen:
    """Return where a button with these words, name or tip shows, topmost window first."""
    for held in _visible(QAbstractButton):
        words = (held.text().replace("&", ""), held.accessibleName(), held.toolTip())
        if name in words:
            return _seen(held, held.rect())
    return None


def is_ticked(name: str) -> bool | None:
    """Tell whether the box with these words is ticked."""
    for held in _visible(QAbstractButton):
        if held.isCheckable() and name in (held.text().replace("&", ""), held.accessibleName()):
            return bool(held.isChecked())
    return None


def field(name: str) -> Seen:
    """Return where a field with this name for screen readers, or beside this label, shows."""
    for held in _visible(QWidget):
        is_field = isinstance(held, QLineEdit | QTextEdit | QPlainTextEdit | QAbstractItemView)
        if is_field and name in (held.accessibleName(), held.objectName()):
            return _seen(held, held.rect())
    for label in _visible(QLabel):
        buddy = label.buddy()
        if label.text().replace("&", "") == name and buddy is not None:
            return _seen(buddy, buddy.rect())
    return None


def row(list_name: str, text: str) -> Seen:
    """Return where a row or tile of a list shows, by the first words it holds."""
    for view in _visible(QAbstractItemView):
        if list_name and view.accessibleName() != list_name:
            continue
        model = view.model()
        for number in range(model.rowCount()):
            index = model.index(number, 0)
            words = (str(index.data(kind) or "") for kind in (0, 11))  # shown, and spoken
            if any(held.startswith(text) for held in words):
                rect = view.visualRect(index).intersected(view.viewport().rect())
                return _seen(view.viewport(), rect) if not rect.isEmpty() else None
    return None


def reads(pattern: str) -> str | None:
    """Return the first line of text in the window that fits the regular expression."""
    texts = (label.text() for label in _visible(QLabel))
    return next((text for text in texts if re.search(pattern, text)), None)


def widget(kind: str) -> Seen:
    """Return where a widget of the class ``kind`` shows."""
    for held in _visible(QWidget):
        if type(held).__name__ == kind:
            return _seen(held, held.rect())
    return None


def _visible(kind: type[Any]) -> list[Any]:
    dialog = _dialog()
    tops = [dialog] if dialog is not None else [QApplication.activePopupWidget(), window()]
    return [
        held
        for top in tops
        if top is not None
        for held in (top, *top.findChildren(QWidget))
        if isinstance(held, kind) and held.isVisible()
    ]


def _open_menus() -> list[QMenu]:
    tops = [held for held in QApplication.topLevelWidgets() if isinstance(held, QMenu)]
    return [held for held in tops if held.isVisible()]


def _is_named(action: QAction, name: str) -> bool:
    owned = action.menu()
    named = owned.objectName().removeprefix("menu_") if owned is not None else action.objectName()
    return name in (named, action.text().replace("&", ""))


# --- the canvas ---------------------------------------------------------------------------------


def canvas() -> Seen:
    """Return where the map shows."""
    held = _canvas()
    return _seen(held.viewport(), held.viewport().rect())


def cell(code: str) -> Seen:
    """Return where the cell with this code shows, e.g. ``3.2-4``."""
    held, place = _canvas(), _place(code)
    index = held.frame.index
    at, across = index.row_of(place[0].id), index.column_of(place[1])
    if at is None or across is None:
        return None
    return _on_canvas(held.frame.cell_rect(held.sheet.cells[at][across]))


def item(code: str, number: int = 1) -> Seen:
    """Return where the card, feeling or figure shows that is number ``number`` in a cell."""
    held, (lane, step_id) = _canvas(), _place(code)
    items = lane.cells.get(step_id, ())
    spot = held.frame.index.find(items[number - 1].id) if len(items) >= number else None
    return None if spot is None else _on_canvas(held.frame.item_rect(spot))


def header(kind: str, number: int) -> Seen:
    """Return where a phase, step or lane shows its name: ``header("steps", 1)`` is the first."""
    held = _canvas()
    frame, sheet = held.frame, held.sheet
    match kind:
        case "phases":
            rects = [frame.phase_rect(part) for part in sheet.phases]
        case "steps":
            rects = [frame.step_rect(part) for part in sheet.columns]
        case _:
            rects = [frame.lane_rect(part) for part in sheet.rows]
    return _on_canvas(rects[number - 1]) if len(rects) >= number else None


def title() -> Seen:
    """Return where the title of the map shows."""
    rect = _canvas().frame.title_line or _canvas().frame.title_rect()
    return None if rect is None else _on_canvas(rect)


def plus(kind: str, index: int = -1, code: str = "") -> Seen:
    """Return where a plus sign shows or would: the one before a part, the last, or in a cell."""
    held = _canvas()
    if kind == "item":
        seen = cell(code)
        if seen is None:
            return None
        middle = _from_screen(held, seen[0] + seen[2] / 2, seen[1] + seen[3] / 2)
        found = plus_at(held.frame, middle, frozenset())
        is_here = found is not None and found.kind == "item"
        return _round(found.centre) if found is not None and is_here else None
    ends = [found for found in end_pluses(held.frame) if found.kind == kind]
    if index < 0:
        return _round(ends[0].centre) if ends else None
    corner = _edge_point(held, kind, index)
    found = plus_at(held.frame, corner, frozenset()) if corner is not None else None
    return _round(found.centre) if found is not None and found.kind == kind else None


def _edge_point(held: Canvas, kind: str, index: int) -> QPointF | None:
    """Return a pixel near the border before part ``index`` of the headers of a kind."""
    frame, sheet = held.frame, held.sheet
    if kind == "lane":
        rect = frame.lane_rect(sheet.rows[index])
        return QPointF(rect.right() - 16, rect.top())
    if kind == "phase":
        rect = frame.phase_rect(sheet.phases[index])
    else:
        rect = frame.step_rect(sheet.columns[index])
    return QPointF(rect.left(), rect.center().y())


def arrow(kind: str, number: int) -> Seen:
    """Return where the arrow that collapses a phase or lane shows under the pointer."""
    held = _canvas()
    parts = held.sheet.phases if kind == "phases" else held.sheet.rows
    part_id = getattr(parts[number - 1], "phase_id" if kind == "phases" else "lane_id")
    found = chevron_of(held.frame, Selection("phases" if kind == "phases" else "lanes", (part_id,)))
    return None if found is None else _round(found.centre)


def border(kind: str, number: int = 1, code: str = "") -> Seen:
    """Return where a border can be taken hold of: of a phase, step, lane, or a card (span)."""
    held = _canvas()
    if kind == "span":
        seen = item(code, number)
        points = [] if seen is None else [(seen[0] + seen[2] - 2, seen[1] + seen[3] * 0.75)]
    else:
        plural = {"phase": "phases", "step": "steps", "lane": "lanes"}[kind]
        seen = header(plural, number)
        points = _along(seen, is_right=kind != "lane") if seen is not None else []
    for x, y in points:
        point = _from_screen(held, x, y)
        found = edge_at(held.frame, point, frozenset())
        near = plus_at(held.frame, point, frozenset())
        if found is not None and found.kind == kind and not (near and near.is_hot):
            return [x - 1, y - 1, 2, 2]
    return None


def _along(seen: list[float], *, is_right: bool) -> list[tuple[float, float]]:
    left, top, width, height = seen
    shares = (0.5, 0.3, 0.7, 0.15, 0.85, 0.06, 0.94)
    if is_right:
        return [(left + width, top + share * height) for share in shares]
    return [(left + share * width, top + height) for share in shares]


def link_handle(code: str, number: int = 1) -> Seen:
    """Return where the handle of a card shows from which links are drawn."""
    held, seen = _canvas(), item(code, number)
    if seen is None:
        return None
    for beside in range(1, 40):
        x, y = seen[0] + seen[2] + beside * _scale(), seen[1] + seen[3] / 2
        if held.linking.is_on_handle(_from_screen(held, x, y)):
            return [x, y, 14 * _scale(), 0]
    return None


def feeling_place(code: str, value: float) -> Seen:
    """Return where the middle of a step's column crosses ``value`` in a feelings lane."""
    held, (lane, step_id) = _canvas(), _place(code)
    found, column = held.frame.index.row(lane.id), held.frame.index.column(step_id)
    if found is None or column is None or found.zero_y is None or found.unit is None:
        return None
    x, y = column.x + column.width / 2, found.zero_y - value * found.unit
    return _round(held.frame.view.point(x, y))


def _canvas() -> Canvas:
    held = window().canvas
    if held is None:
        raise LookupError("no map is open")
    return held


def _place(code: str) -> tuple[Lane, str]:
    numbers = read_entry(code).numbers
    assert numbers is not None
    place = place_of(_canvas().document.value, numbers)
    return place.lane, place.step_id


def _scale() -> float:
    return window().devicePixelRatioF()


def _from_screen(held: Canvas, x: float, y: float) -> QPointF:
    corner = held.viewport().mapToGlobal(QPoint(0, 0))
    return QPointF(x / _scale() - corner.x(), y / _scale() - corner.y())


def _round(centre: QPointF) -> Seen:
    return _on_canvas(QRectF(centre.x() - 2, centre.y() - 2, 4, 4))


def _on_canvas(rect: QRectF) -> Seen:
    """Return the part of ``rect`` that shows, None where none does."""
    port = _canvas().viewport()
    shown = rect.intersected(QRectF(port.rect()))
    if rect.isEmpty() or shown.isEmpty():
        return None
    corner = port.mapToGlobal(QPoint(0, 0))
    return _times(shown.translated(corner))


def _seen(shown: QWidget, rect: QRect) -> Seen:
    return _times(QRectF(QRect(shown.mapToGlobal(rect.topLeft()), rect.size())))


def _times(rect: QRectF) -> list[float]:
    scale = _scale()
    sides = (rect.x(), rect.y(), rect.width(), rect.height())
    return [round(side * scale, 1) for side in sides]


SIGHTS: dict[str, Callable[..., Any]] = {
    sight.__name__: sight
    for sight in (
        *(
            state,
            entry,
            menu_title,
            is_enabled,
            is_checked,
            tool,
            button,
            is_ticked,
            field,
            row,
            widget,
            reads,
        ),
        *(canvas, cell, item, header, title, plus, arrow, border, link_handle, feeling_place),
    )
}
