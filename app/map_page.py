"""The parts of a window that show one map: canvas, outline and inspector, kept in step."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QWindow,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.announcing import Announcer
from app.canvas_column import CanvasColumn
from app.document import Document
from app.screen_sizes import measured
from app.seeing import Seeing
from app.showing_matches import show_match
from app.side_panels import INSPECTOR, SidePanels, window_of
from model.collector import collector_paused
from model.layout.engine import Layout
from model.layout.theme import Theme
from model.search import Match
from widgets.canvas.canvas import Canvas
from widgets.canvas.empty_hint import EmptyHint
from widgets.canvas.mini_map import MiniMap
from widgets.canvas.selection import NOTHING, Selection
from widgets.map_filter import MapFilter
from widgets.overrides import guarded
from widgets.pausing import pause_before
from widgets.side import SidePanel
from widgets.text_scale import scaled, text_scale
from widgets.zoom_bar import ZoomBar

if TYPE_CHECKING:
    from app.workspace import Workspace
    from widgets.inspector import Inspector
    from widgets.outline import Outline

# Showing what thousands of chosen cards have in common takes longer than a frame.
_MANY_CHOSEN = 300
_PAUSE_MS = 60
_OUTLINE_WIDTH = 230
_INSPECTOR_WIDTH = 310
# An old projector has 1024 pixels, and the map needs most of them: no panel takes a larger share.
_OUTLINE_SHARE, _INSPECTOR_SHARE = 0.16, 0.26
# Beside large text they need more, but never so much that the map is lost.
_MOST_OUTLINE, _MOST_INSPECTOR = 0.2, 0.36
_LEAST_OUTLINE, _LEAST_INSPECTOR = 110, 210
_USUAL_INSPECTOR, _SMALL_WINDOW = 286, 900  # narrower, fields would be cut off


@guarded
class MapPage(QWidget):
    """Canvas and panels of one document.

    The panels are filled once the canvas has been painted: the map is what people wait for.
    """

    selection_changed = Signal()
    image_wanted = Signal(str)
    inspector_wanted = Signal()
    action_asked = Signal(str)
    menu_asked = Signal(str, QPoint)
    first_shown = Signal()

    def __init__(
        self, document: Document, layout: Layout, workspace: Workspace, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._workspace = workspace
        self._outline: Outline | None = None
        self._is_painted = False
        self.filter = MapFilter(document, self)  # before the canvas: see there
        self.canvas = Canvas(document, layout, workspace.theme, workspace.language, self)
        self.canvas.selection_changed.connect(self._selected)
        self.canvas.editing_changed.connect(self._catch_up)
        Announcer(self.canvas)
        EmptyHint(self.canvas, self.filter)
        self.canvas.image_wanted.connect(self.image_wanted)
        workspace.language.changed.connect(self.canvas.retranslate)
        self.canvas.use_measured(partial(measured, workspace.settings))
        self._handle: QWindow | None = None
        self._zoom_bar: ZoomBar | None = None
        self.middle = CanvasColumn(self.canvas, document, workspace.language, self)
        self.middle.match_shown.connect(self._show_match)
        self._pause = pause_before(self._tell_selection, _PAUSE_MS, self)
        self.mini_map = MiniMap(self.canvas)
        self.mini_map.want(is_wanted=workspace.settings.value.is_mini_map_shown)
        workspace.language.changed.connect(self.mini_map.retranslate)
        self.seeing = Seeing(document, self.filter, self.canvas, workspace.language, self.middle)
        self._wished = (scaled(_OUTLINE_WIDTH), scaled(_INSPECTOR_WIDTH))
        self._left = _Panel(self, is_left=True)
        self._right = _Panel(self, is_left=False)
        self.side = SidePanels(document, workspace.language, self, self._right)
        self.side.dismiss(workspace.settings.value.dismissed_panels)
        self._right.hold(self.side.stack)
        self._splitter = self._make_splitter()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._splitter)
        self.canvas.viewport().installEventFilter(self)

    @property
    def inspector(self) -> Inspector:
        """The first of the panels on the right."""
        return cast("Inspector", self.side.panel(INSPECTOR))

    @property
    def outline(self) -> Outline:
        """The panel on the left."""
        if self._outline is None:
            from widgets.outline import Outline  # start-up: after the first frame

            self._outline = Outline(self._document, self._workspace.language, self._left)
            self._outline.lag.wait_while(self._is_taking_letter)
            self._left.hold(self._outline)
            self._outline.show_selection(self.canvas.selection)
            self._outline.chosen.connect(self.choose)
            self._outline.entry_chosen.connect(self._choose_entry)
            self._outline.entry_opened.connect(self._open_entry)
            self._outline.action_asked.connect(self.action_asked)
            self._outline.menu_asked.connect(self.menu_asked)
            self._outline.person_asked.connect(self._do_with_person)
            self._outline.opened.connect(self._open)
            self._outline.left.connect(self.canvas.take_focus)
        return self._outline

    def choose(self, selection: Selection, *, is_edited: bool = False) -> None:
        """Choose ``selection``, bring it into sight and, if asked, open it for writing."""
        self.canvas.select(selection, reveal=True)
        if is_edited:
            self.canvas.edit_current()

    def commit_editing(self) -> None:
        """Take what is still being typed into the map; texts stay open."""
        self.canvas.keep_writing()
        self._catch_up()
        for panel in self.side.made:
            panel.commit()
        self._document.seal()

    def write_value(self, item_id: str) -> None:
        """Put the cursor into the value of a metric in the inspector."""
        self.canvas.select(Selection("items", (item_id,)))
        self.inspector.form.rows["actual"].focus_field()

    def take_in(self, panel: SidePanel) -> None:
        """Keep a panel that was made just now in step with the canvas."""
        if panel.lag is not None:
            panel.lag.wait_while(self._is_taking_letter)
        panel.left.connect(self.canvas.take_focus)
        panel.show_selection(self.canvas.selection)

    def ask(self, action_id: str) -> None:
        """Have the window do an action."""
        self.action_asked.emit(action_id)

    def show_entry(self, entry_id: str) -> None:
        """Show an entry of a register in the inspector, with the cursor in its first field."""
        self.inspector_wanted.emit()
        self.canvas.select(NOTHING)
        self.inspector.show_entry(entry_id)

    def show_field(self, entry_id: str, path: str, *, is_entered: bool = False) -> None:
        """Show a field in the inspector, of an entry of a register or of what is chosen."""
        self.inspector_wanted.emit()
        if entry_id:
            self.inspector.show_entry(entry_id, is_entered=False)
        elif is_entered:
            self.inspector.leave_entry()
        self.inspector.show_field(path)
        row = self.inspector.form.rows.get(path)
        if is_entered and row is not None:
            row.focus_field()

    def dismiss_panel(self, name: str) -> None:
        """Have no button for a panel on this computer; the menu still has it."""
        settings = self._workspace.settings
        settings.change(dismissed_panels=(*settings.value.dismissed_panels, name))
        self.side.dismiss(settings.value.dismissed_panels)
        self.inspector_wanted.emit()

    def keep_panel(self, name: str) -> None:
        """Have a button for a panel again: it was fetched from the menu."""
        settings = self._workspace.settings
        held = settings.value.dismissed_panels
        if name in held:
            settings.change(dismissed_panels=tuple(other for other in held if other != name))
            self.side.dismiss(settings.value.dismissed_panels)

    def show_panels(self, *, outline: bool, side: bool, panel: str) -> None:
        """Show the outline and the right side if they are wanted; there, ``panel``."""
        self._left.setVisible(outline)
        self._right.setVisible(side)
        self.side.want(panel)
        self._share_width()

    def panel_widths(self) -> tuple[int, ...]:
        """Return the widths of outline, canvas and right side in pixels, as they were wished."""
        left, right = self._wished
        return left, max(self.width() - left - right, 1), right

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let the panels give way in a small window, and take their width again in a large one."""
        super().resizeEvent(event)
        self._share_width()

    def make_zoom_bar(self, parent: QWidget) -> ZoomBar:
        """Return a zoom bar that follows and steers the canvas."""
        bar = ZoomBar(self._workspace.language, *self.canvas.zoom_range, parent)
        bar.zoom_asked.connect(self.canvas.set_zoom)
        bar.step_asked.connect(self._zoom_step)
        bar.fit_asked.connect(self.canvas.fit)
        self.canvas.zoom_changed.connect(bar.show_zoom)
        bar.show_zoom(self.canvas.zoom)
        self._zoom_bar = bar
        return bar

    def screen_changed(self) -> None:
        """Show the zoom as it is on this screen, as large as millimetres are there."""
        if self._zoom_bar is not None:
            self._zoom_bar.set_range(*self.canvas.zoom_range)
            self._zoom_bar.show_zoom(self.canvas.zoom)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Follow the window from screen to screen."""
        super().showEvent(event)
        handle = self.window().windowHandle()
        if handle is not None and handle is not self._handle:
            self._handle = handle
            handle.screenChanged.connect(self.screen_changed)

    def recolour(self, theme: Theme) -> None:
        """Show the map in ``theme``."""
        self.canvas.set_theme(theme)
        self.seeing.recolour()
        self.mini_map.recolour()
        self.side.stack.recolour()
        for panel in self.side.made:
            panel.recolour()
        if self._outline is not None:
            self._outline.recolour()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Fill the panels after the first frame of the canvas; a click there ends a visit."""
        if event.type() == QEvent.Type.Paint and not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self._fill_panels)
        elif event.type() == QEvent.Type.MouseButtonPress and self.side.has(INSPECTOR):
            # Where the selection stays as it is nothing else tells the inspector.
            QTimer.singleShot(0, self.inspector, self.inspector.leave_entry)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Press a button by Enter; show the whole map by Escape, once nothing is chosen on it."""
        held = QApplication.focusWidget()
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and isinstance(held, QAbstractButton) and not event.isAutoRepeat():
            held.click()  # Qt does so on some desktops only
        elif event.key() != Qt.Key.Key_Escape or not self.seeing.clear():
            super().keyPressEvent(event)

    def panes(self) -> list[QWidget]:
        """Return the parts that are shown, in the order F6 goes through them."""
        held = ((self._left, self.outline), (self, self.canvas), (self._right, self.side.stack))
        return [widget for place, widget in held if place.isVisible()]

    def enter(self, pane: QWidget) -> None:
        """Give the keyboard to one of the `panes`."""
        if pane is self._outline:
            self._outline.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif pane is self.side.stack:
            self.side.shown.focus_first()
        else:
            self.canvas.take_focus()

    def _fill_panels(self) -> None:
        self.side.show_wanted()
        self.outline.show()
        self.first_shown.emit()

    def _selected(self) -> None:
        """Tell panels and menus; of many things only when a pause follows, as in a marquee."""
        if len(self.canvas.selection.ids) > _MANY_CHOSEN:
            self._pause.start()
        else:
            self._pause.stop()
            self._tell_selection()

    def _tell_selection(self) -> None:
        with collector_paused():  # of thousands the outline makes as many rows
            for panel in self.side.made:
                panel.show_selection(self.canvas.selection)
            if self._outline is not None:
                self._outline.show_selection(self.canvas.selection)
        self.selection_changed.emit()

    def _catch_up(self) -> None:
        """Show in the panels what was written on the canvas just now."""
        for panel in (*self.side.made, self._outline):
            if panel is not None and panel.lag is not None:
                panel.lag.catch_up()

    def _is_taking_letter(self) -> bool:
        return self.canvas.is_taking_letter

    def _open(self, selection: Selection) -> None:
        self.canvas.setFocus()
        self.choose(selection, is_edited=True)

    def _show_match(self, match: Match) -> None:
        show_match(self, match)

    def _choose_entry(self, entry_id: str) -> None:
        """Show a persona or source in the inspector; the keyboard stays in the outline."""
        self.canvas.select(NOTHING)
        self.inspector.show_entry(entry_id, is_entered=False)

    def _open_entry(self, kind: str, entry_id: str) -> None:
        if kind == "view":
            self.seeing.take_view(entry_id)
            return
        self.show_entry(entry_id)

    def _do_with_person(self, what: str, person_id: str) -> None:
        """Copy or cut a persona, or paste one behind her."""
        from app.persona_desk import PersonaDesk  # start-up: nothing is copied yet

        PersonaDesk(window_of(self)).do(what, person_id)

    def _zoom_step(self, steps: int) -> None:
        if steps > 0:
            self.canvas.zoom_in()
        else:
            self.canvas.zoom_out()

    def _make_splitter(self) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for widget in (self._left, self.middle, self._right):
            splitter.addWidget(widget)
        splitter.setStretchFactor(1, 1)
        place = self._workspace.place_of(self._document)
        remembered = (place or self._workspace.settings.value).panel_widths
        is_whole = len(remembered) == 3 and all(0 < width < 4000 for width in remembered)
        if is_whole:
            self._wished = (remembered[0], remembered[2])
        splitter.splitterMoved.connect(self._wish)
        return splitter

    def _wish(self) -> None:
        """Remember the widths the user has just given the panels that are shown."""
        left, _, right = self._splitter.sizes()
        self._wished = (left or self._wished[0], right or self._wished[1])

    def _share_width(self) -> None:
        scale, width = text_scale(), self.width()
        left_share = min(_OUTLINE_SHARE * scale, _MOST_OUTLINE)
        right_share = min(_INSPECTOR_SHARE * scale, _MOST_INSPECTOR)
        left = min(self._wished[0], max(round(width * left_share), _LEAST_OUTLINE))
        # In a small window its fields stand one below the other, and the map needs the rest.
        usual = _USUAL_INSPECTOR if width >= _SMALL_WINDOW else _LEAST_INSPECTOR
        right = min(self._wished[1], max(round(width * right_share), usual))
        self._splitter.setSizes([left, max(self.width() - left - right, 1), right])


@guarded
class _Panel(QWidget):
    """The place of a panel, kept free until it is filled; a line parts it from the canvas."""

    def __init__(self, parent: QWidget, *, is_left: bool) -> None:
        super().__init__(parent)
        self._is_left = is_left
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0 if is_left else 1, 0, 1 if is_left else 0, 0)
        self.setMinimumWidth(_LEAST_OUTLINE if is_left else _LEAST_INSPECTOR)

    def hold(self, widget: QWidget) -> None:
        """Fill the place with ``widget``."""
        self._column.addWidget(widget)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the line."""
        painter = QPainter(self)
        x = self.width() - 1 if self._is_left else 0
        painter.fillRect(x, 0, 1, self.height(), self.palette().color(QPalette.ColorRole.Mid))
        painter.end()
