"""A quiet bar near what is chosen on the canvas, with what one does to it most."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from widgets.canvas.canvas import Canvas
from widgets.canvas.frame import Frame
from widgets.canvas.link_lines import link_of
from widgets.canvas.selection import Selection
from widgets.overrides import guarded
from widgets.pausing import pause_before
from widgets.plain_tips import plain_tip

BUTTON_PX = 40
_ICON_PX = 20
_REST_MS = 320
_AWAY_PX = 14.0  # from what is chosen
_EDGE_PX = 6.0  # from the edges of the window
_RADIUS_PX = 9.0
_LABEL_PX = 24.0  # round the middle of a chosen link
_HIDING = (QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.MouseButtonDblClick)


@guarded
class SelectionBar(QFrame):
    """Shows itself once nothing moves, beside what is chosen and never over it.

    It takes no keyboard of itself: `enter` gives it, and Escape gives it back to the canvas.

    Args:
        canvas: Where it lies.
        fill: Puts buttons for what is chosen into the bar by `add`; False where there are none.
    """

    def __init__(self, canvas: Canvas, fill: Callable[[SelectionBar], bool]) -> None:
        super().__init__(canvas.viewport())
        self._canvas = canvas
        self._fill = fill
        self._is_pressed = False
        self._added: list[BarButton] = []
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(4, 4, 4, 4)
        self._row.setSpacing(1)
        self._rest = pause_before(self.show_now, _REST_MS, self)
        canvas.viewport().installEventFilter(self)
        canvas.selection_changed.connect(self.wait)
        canvas.view_changed.connect(self.wait)
        canvas.editing_changed.connect(self.wait)
        canvas.linking_changed.connect(self.wait)
        canvas.peeking_changed.connect(self.wait)
        canvas.document.changed.connect(self._follow)
        self.hide()

    @property
    def buttons(self) -> list[BarButton]:
        """The buttons that can be pressed, from left to right."""
        return [button for button in self._added if button.isEnabled()]

    def add(self, action: QAction, *, icon: QIcon | None = None) -> BarButton:
        """Add a button that does ``action``; ``icon`` where the action has none of its own."""
        button = BarButton(self, action, icon)
        self._put(button)
        return button

    def add_menu(self, name: str, icon: QIcon, menu: QMenu) -> BarButton:
        """Add a button that opens ``menu``."""
        button = BarButton(self, None, icon)
        button.setToolTip(plain_tip(name))
        button.setAccessibleName(name)
        menu.setParent(button, menu.windowFlags())
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._put(button)
        return button

    def _put(self, button: BarButton) -> None:
        self._added.append(button)
        self._row.addWidget(button)
        button.show()  # what is added to a bar that is shown already has no size until then

    def wait(self) -> None:
        """Go away, and come back once nothing has moved for a while."""
        self._leave()
        self._rest.start()

    def show_now(self) -> None:
        """Show what can be done to what is chosen, if anything, and if there is room for it."""
        canvas = self._canvas
        is_asking = canvas.is_editing or canvas.linking.source is not None
        is_busy = self._is_pressed or is_asking or canvas.is_peeking
        self._clear()
        if is_busy or not self._fill(self):
            self._leave()
            return
        self._row.activate()
        self.resize(self.sizeHint())
        if self._place():
            self.show()
            self.raise_()
        else:
            self._leave()

    def enter(self) -> bool:
        """Give the keyboard to the first button; False where there is no bar now."""
        if self.isHidden():
            self.show_now()
        buttons = self.buttons
        if self.isHidden() or not buttons:
            return False
        buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def walk(self, button: QWidget, step: int) -> None:
        """Give the keyboard to the button ``step`` places on."""
        buttons: list[QWidget] = [*self.buttons]
        if button in buttons:
            buttons[(buttons.index(button) + step) % len(buttons)].setFocus()

    def give_back(self) -> None:
        """Give the keyboard back to the canvas."""
        self._canvas.take_focus()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Go away while the pointer does something on the canvas."""
        if event.type() in _HIDING:
            self._is_pressed = event.type() != QEvent.Type.Wheel
            self.wait()
        elif event.type() in (QEvent.Type.MouseButtonRelease, QEvent.Type.Hide):
            self._is_pressed = False
            self._rest.start()
        elif event.type() == QEvent.Type.Resize:
            self.wait()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Keep a press between the buttons from the canvas below."""
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the ground with a thin line round it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.palette().color(QPalette.ColorRole.Dark))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Button))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, _RADIUS_PX, _RADIUS_PX)
        painter.end()

    def _follow(self) -> None:
        """Stay beside what is chosen when the map changes under it."""
        if not self.isHidden() and not self._place():
            self._leave()

    def _place(self) -> bool:
        """Lie beside what is chosen; False where there is no room that is not over it."""
        frame, selection = self._canvas.frame, self._canvas.selection
        chosen = [rect for rect in chosen_rects(frame, selection) if rect.intersects(frame.grid)]
        spot = free_place(frame.grid, QSize(self.width(), self.height()), chosen)
        if spot is None:
            return False
        self.move(round(spot.x()), round(spot.y()))
        return True

    def _leave(self) -> None:
        if self.isHidden():
            return
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.hide()
        if had_focus:
            self.give_back()

    def _clear(self) -> None:
        for button in self._added:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._added.clear()


@guarded
class BarButton(QToolButton):
    """One button of the bar: large enough for a finger; arrow keys lead to the next."""

    def __init__(self, bar: SelectionBar, action: QAction | None, icon: QIcon | None) -> None:
        super().__init__(bar)
        self._bar = bar
        self._action = action
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self.setMinimumSize(BUTTON_PX, BUTTON_PX)
        if icon is not None:
            self.setIcon(icon)
        if action is not None:
            if icon is None:
                self.setIcon(action.icon())
            self.clicked.connect(action.trigger)
            action.changed.connect(self._sync)
            self._sync()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Walk with the arrow keys, press with Enter, leave with Escape."""
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Up:
                self._bar.walk(self, -1)
            case Qt.Key.Key_Right:
                self._bar.walk(self, 1)
            case Qt.Key.Key_Down if self.menu() is None:
                self._bar.walk(self, 1)
            case Qt.Key.Key_Down:
                self.showMenu()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.showMenu() if self.menu() is not None else self.click()
            case Qt.Key.Key_Escape:
                self._bar.give_back()
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint a ring round the button that has the keyboard."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = painter.pen()
            pen.setColor(self.palette().color(QPalette.ColorRole.Accent))
            pen.setWidthF(2)
            painter.setPen(pen)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
            painter.end()

    def _sync(self) -> None:
        action = self._action
        if action is not None:
            self.setCheckable(action.isCheckable())
            self.setChecked(action.isChecked())
            self.setEnabled(action.isEnabled())
            self.setToolTip(plain_tip(action.toolTip()))
            self.setAccessibleName(action.text().replace("&", ""))


def chosen_rects(frame: Frame, selection: Selection) -> Iterator[QRectF]:
    """Yield the pixels of what is chosen: items, a cell, or the middles of links."""
    if selection.kind == "items":
        yield from map(frame.area_rect, frame.index.areas_of(selection.ids))
    elif selection.kind == "links":
        for link_id in selection.ids:
            link = link_of(frame.sheet, link_id)
            if link is not None:
                middle = frame.view.point(*link.label_at)
                label = QRectF(0, 0, _LABEL_PX, _LABEL_PX)
                label.moveCenter(middle)
                box = link.label_box
                yield label if box is None else label.united(frame.area_rect(QRectF(*box)))
    elif selection.cell is not None:
        cell = frame.index.cell_of(*selection.cell)
        if cell is not None:
            yield frame.cell_rect(cell)


def free_place(window: QRectF, size: QSize, chosen: list[QRectF]) -> QRectF | None:
    """Return where a bar of ``size`` lies over none of ``chosen`` (px), None where it cannot.

    Above all of it, else below it, else so beside the last of it.
    """
    room = window.adjusted(_EDGE_PX, _EDGE_PX, -_EDGE_PX, -_EDGE_PX)
    if not chosen or room.width() < size.width() or room.height() < size.height():
        return None
    together = QRectF(chosen[0])
    for rect in chosen:
        together = together.united(rect)
    for place in _beside((together.intersected(window), chosen[-1].intersected(window)), size):
        place.moveLeft(min(max(place.left(), room.left()), room.right() - place.width()))
        is_over = any(place.intersects(rect) for rect in chosen)
        if room.contains(place) and not is_over:
            return place
    return None


def _beside(areas: Iterable[QRectF], size: QSize) -> Iterator[QRectF]:
    for area in areas:
        left = area.center().x() - size.width() / 2
        yield QRectF(left, area.top() - _AWAY_PX - size.height(), size.width(), size.height())
        yield QRectF(left, area.bottom() + _AWAY_PX, size.width(), size.height())
