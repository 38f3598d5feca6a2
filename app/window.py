"""The window of one map: canvas in the middle, outline left, inspector right, little else.

It holds the parts together and answers for the open document; what actions do stands in the
``*_commands`` modules.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
)
from PySide6.QtWidgets import (
    QSizePolicy,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from app import action_table, file_commands, link_commands, view_commands
from app.actions import ActionSet
from app.card_commands import context_of
from app.document import Document
from app.dropped_files import serve_canvas, take_drag, take_drop
from app.hidden_button import HiddenButton
from app.map_page import MapPage
from app.noticing import Noticing, WhoseButton
from app.own_commands import serve_gallery
from app.refusals import tell_refusals
from app.side_panels import INSPECTOR
from app.standing import StandingWord
from app.structure_commands import tell_unseen
from app.telling_window import TellingWindow
from app.window_memory import WindowMemory
from app.window_safety import WindowSafety
from model.journey import JourneyMap
from model.layout.engine import Layout
from model.texts import LANGUAGES, Texts
from model.unseen import visible
from widgets.canvas.selection import NOTHING, Selection
from widgets.focus_ring import FocusRing
from widgets.overrides import guarded
from widgets.text_scale import scaled

if TYPE_CHECKING:
    from app.print_command import PrintDesk
    from app.print_saving import RunningExport
    from app.settings import MapPlace
    from app.workspace import Workspace
    from widgets.canvas.canvas import Canvas
    from widgets.selection_bar import SelectionBar
    from widgets.start_page import StartPage
    from widgets.zoom_bar import ZoomBar

_SAID_MS = 6000


@guarded
class MapWindow(TellingWindow):
    """A window; ``closed`` is emitted with it when it has gone."""

    closed = Signal(object)

    def __init__(self, workspace: Workspace, place: MapPlace | None = None) -> None:
        """Open where the map it is made for stood: at ``place``."""
        super().__init__(workspace.language)
        self.workspace = workspace
        self.memory = WindowMemory(self)
        self.safety = WindowSafety(self)
        self.document: Document | None = None
        self._page: MapPage | None = None
        self._start: StartPage | None = None
        self._zoom_bar: ZoomBar | None = None
        self.selection_bar: SelectionBar | None = None
        self.print_desk: PrintDesk | None = None
        self.running_export: RunningExport | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.setLocale(self.language.locale)
        self._stack = QStackedWidget(self)
        self._fill_centre()
        self.actions_made = ActionSet(self, action_table.ACTIONS)
        self._tool_bar = self._make_tool_bar()
        self._hidden, self._whose = HiddenButton(self), WhoseButton(self)
        self._standing = StandingWord(self)
        self._fill_bars()
        self.language.changed.connect(self.retranslate)
        workspace.look_changed.connect(self._recolour)
        self.memory.place_window(place)
        self.retranslate()

    # --- the document ------------------------------------------------------------------------

    def show_document(self, document: Document, layout: Layout) -> None:
        """Show ``document``, which ``layout`` has laid out, in place of what is shown now."""
        self._leave_start()
        self._leave_document()
        self.document = document
        document.setParent(self)
        self.safety.guard(document)
        tell_refusals(self, document)
        document.state_changed.connect(self.refresh)
        page = MapPage(document, layout, self.workspace, self)
        page.selection_changed.connect(self.refresh)
        page.selection_changed.connect(partial(tell_unseen, self))
        page.image_wanted.connect(self._choose_image)
        page.inspector_wanted.connect(self._want_inspector)
        page.action_asked.connect(self._do_action)
        page.menu_asked.connect(self._show_tree_menu)
        page.first_shown.connect(self.actions_made.dress_menus)
        page.first_shown.connect(self._add_selection_bar)
        page.seeing.changed.connect(self.refresh)
        page.seeing.strayed.connect(self._tell_strayed)
        page.canvas.context_requested.connect(self._show_context_menu)
        page.canvas.linking_changed.connect(partial(link_commands.tell_asking, self))
        page.canvas.picture_wanted.connect(self._choose_picture)
        page.canvas.value_wanted.connect(self._write_value)
        serve_canvas(self, page.canvas)
        self._page = page
        Noticing(self)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._make_zoom_bar(page)
        self.memory.recall(page)
        self._tool_bar.show()
        self.show_panels()
        self.refresh()
        page.canvas.setFocus()

    @property
    def canvas(self) -> Canvas | None:
        """The canvas, None on the start page."""
        return self._page.canvas if self._page else None

    @property
    def page(self) -> MapPage | None:
        """Canvas and panels, None on the start page."""
        return self._page

    @property
    def selection(self) -> Selection:
        """What is chosen."""
        return self._page.canvas.selection if self._page else NOTHING

    @property
    def map_words(self) -> Texts:
        """The words of what is written into the map, in the map's language."""
        spoken = self.document.value.about.language[:2] if self.document else self.language.code
        return Texts(spoken if spoken in LANGUAGES else self.language.code)

    def choose(self, selection: Selection, *, is_edited: bool = False) -> None:
        """Choose ``selection``, bring it into sight and, if asked, open it for writing."""
        if self._page is not None:
            self._page.choose(selection, is_edited=is_edited)

    def commit_editing(self) -> None:
        """Take what is still being typed into the map."""
        if self._page is not None:
            self._page.commit_editing()
            self.safety.look_at_drafts()

    @property
    def is_exporting(self) -> bool:
        """Whether a print of this map is being made."""
        return self.running_export is not None

    def document_name(self) -> str:
        """Return what people call the open map: its file, or its title."""
        if self.document is None:
            return ""
        named_by = self.document.path or self.document.origin
        if named_by is not None:
            return named_by.stem
        return self.document.value.about.title or self.language("window.untitled")

    # --- telling -------------------------------------------------------------------------------

    def say(self, key: str, **params: object) -> None:
        """Show a sentence in the status bar for a while."""
        said = self.language(key, **params)
        self.statusBar().showMessage(said, _SAID_MS)
        if self.canvas is not None:
            self.canvas.voice.announce(said)

    def refresh(self) -> None:
        """Bring title, saved mark and actions up to date."""
        name = visible(self.document_name())
        is_modified = self.document is not None and self.document.is_modified
        program = self.language("window.program")
        if self.document is not None and self.document.is_read_only:
            name = self.language("window.read_only_title", name=name)
        if self.document is not None and self.document.is_recovered:
            name = self.language("window.recovered_title", name=name)
        self.setWindowTitle(f"{name}[*] \u2013 {program}" if name else program)
        self.setWindowModified(is_modified)
        path = self.document.path if self.document else None
        self.setWindowFilePath(str(path) if path else "")
        self._standing.refresh()
        self._hidden.refresh()
        self._whose.refresh()
        self.actions_made.refresh()

    def retranslate(self) -> None:
        """Word everything anew."""
        self.setLocale(self.language.locale)
        self.actions_made.retranslate()
        self._tool_bar.setWindowTitle(self.language("window.tool_bar"))
        self.refresh()

    # --- panels --------------------------------------------------------------------------------

    @property
    def is_outline_shown(self) -> bool:
        """Whether the outline is wanted."""
        return self.memory.is_outline_shown

    @property
    def is_inspector_shown(self) -> bool:
        """Whether the inspector is wanted, and not another panel in its place."""
        return self.memory.is_panel_shown(INSPECTOR)

    def show_panels(self) -> None:
        """Show the panels that are wanted."""
        if self._page is not None:
            self._page.show_panels(
                outline=self.is_outline_shown,
                side=self.memory.is_side_shown,
                panel=self.memory.panel,
            )

    def focus_inspector(self) -> None:
        """Put the cursor into the first field of what is chosen, whatever was shown before."""
        if self._page is not None:
            self.memory.want_panel(INSPECTOR, is_shown=True)
            self._page.inspector.leave_entry()
            self._page.inspector.focus_first()

    def cycle_panes(self, step: int) -> None:
        """Give the keyboard to the next part of the window (1) or the one before (-1)."""
        if self._page is None:
            return
        focused = self.focusWidget()
        panes: list[QWidget] = [*self._page.panes(), self._tool_bar]
        if self.banner.isVisible():
            panes.append(self.banner)
        places = [
            place
            for place, pane in enumerate(panes)
            if focused is not None and (pane is focused or pane.isAncestorOf(focused))
        ]
        pane = panes[((places[0] if places else 0) + step) % len(panes)]
        if pane is self._tool_bar:
            self.actions_made.focus_tool_bar(self._tool_bar)
        elif pane is self.banner:
            self.banner.take_focus()
        else:
            self._page.enter(pane)

    def add_entry(self, kind: str) -> None:
        """Add a persona, a company profile or a source, and open it in the inspector."""
        if self._page is not None:
            self.memory.want_panel(INSPECTOR, is_shown=True)
            self._page.inspector.add_entry(kind)

    # --- slots of menus that change -----------------------------------------------------------

    def open_recent(self) -> None:
        """Open the file of the menu entry that was chosen."""
        entry = self.sender()
        if isinstance(entry, QAction):
            self.workspace.open_file(Path(str(entry.data())), self)

    def clear_recent(self) -> None:
        """Forget the recent files."""
        self.workspace.settings.change(recent=())
        self._tell_start()

    def insert_chosen_role(self) -> None:
        """Insert the lane of the menu entry that was chosen."""
        from app.insert_commands import insert_role_lane

        entry = self.sender()
        if isinstance(entry, QAction):
            insert_role_lane(self, entry.data())

    # --- events --------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask about unsaved work; remember place and size. A failed export keeps the window."""
        if not self._is_export_done() or not file_commands.may_close(self):
            event.ignore()
            return
        self.memory.remember()
        self.safety.leave()
        event.accept()
        self.closed.emit(self)

    def _is_export_done(self) -> bool:
        """Wait for a running export; tell whether it went well."""
        running = self.running_export
        if running is None:
            return True
        running.wait()
        return not running.has_failed

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take files that can be opened or shown in the map."""
        take_drag(self, event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        """Say again that they are copied: a file manager must not move them here."""
        take_drag(self, event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Open the maps that were dropped, show the pictures in the map."""
        take_drop(self, event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow full screen, which the window manager can change on its own."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self._stack.count():
            self.actions_made.refresh()

    # --- making --------------------------------------------------------------------------------

    def _fill_centre(self) -> None:
        centre = QWidget(self)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self._stack, 1)
        self.setCentralWidget(centre)

    def _make_tool_bar(self) -> QToolBar:
        bar = QToolBar(self)
        bar.setObjectName("tool_bar")
        bar.setMovable(False)
        bar.setIconSize(QSize(scaled(18), scaled(18)))
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, bar)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        return bar

    def _fill_bars(self) -> None:
        self.actions_made.fill_menu_bar(self.menuBar(), action_table.MENUS)
        self.actions_made.fill_tool_bar(self._tool_bar, action_table.TOOL_BAR)
        spring = QWidget(self._tool_bar)
        spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._tool_bar.addWidget(spring)
        self.actions_made.fill_tool_bar(self._tool_bar, action_table.TOOL_BAR_END, named=("print",))
        FocusRing(self._tool_bar)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addPermanentWidget(self._standing)
        self.statusBar().addPermanentWidget(self._whose)
        self.statusBar().addPermanentWidget(self._hidden)

    def _make_zoom_bar(self, page: MapPage) -> None:
        if self._zoom_bar is not None:
            self.statusBar().removeWidget(self._zoom_bar)
            self._zoom_bar.deleteLater()
        self._zoom_bar = page.make_zoom_bar(self.statusBar())
        self.statusBar().addPermanentWidget(self._zoom_bar)
        self._zoom_bar.show()

    def show_start(self) -> None:
        """Show the start page."""
        from widgets.start_page import StartPage  # start-up: not when a map is opened

        workspace = self.workspace
        self._start = StartPage(self.language, workspace.fonts, self)
        self._start.map_chosen.connect(self._open_new)
        self._start.file_chosen.connect(self._open_file)
        self._start.open_asked.connect(self.actions_made["open"].trigger)
        self._start.show_recent(workspace.settings.value.recent)
        serve_gallery(self, self._start.gallery)
        self._stack.addWidget(self._start)
        self._start.gallery.setFocus()
        self._tool_bar.hide()
        self.statusBar().hide()

    def _open_new(self, journey: JourneyMap) -> None:
        self.workspace.open_new(journey, self)

    def _open_file(self, path: Path) -> None:
        self.workspace.open_file(path, self)
        self._tell_start()

    def _choose_image(self, item_id: str) -> None:
        from app.image_files import choose_image  # start-up: Pillow is not needed before

        choose_image(self, item_id)

    def _choose_picture(self, lane_id: str, step_id: str) -> None:
        from app.image_files import choose_new_picture  # start-up: Pillow is not needed before

        choose_new_picture(self, lane_id, step_id)

    def _want_inspector(self) -> None:
        if not self.is_inspector_shown:
            view_commands.toggle_inspector(self)

    def _write_value(self, item_id: str) -> None:
        if self._page is None:
            return
        self._want_inspector()
        self._page.write_value(item_id)

    def _tell_strayed(self) -> None:
        is_filtered = self._page is not None and self._page.filter.through is not None
        self.say("window.said.outside_filter" if is_filtered else "window.said.outside_people")

    def _do_action(self, action_id: str) -> None:
        self.actions_made[action_id].trigger()

    def _add_selection_bar(self) -> None:
        from app.selection_bar import make_selection_bar  # start-up: after the first frame

        if self.canvas is not None:
            self.selection_bar = make_selection_bar(self, self.canvas)

    def _show_context_menu(self, _selection: Selection, where: QPoint) -> None:
        self._show_menu(context_of(self), where)

    def _show_tree_menu(self, kind: str, where: QPoint) -> None:
        """Show the menu of a heading of the outline, or else of what is chosen."""
        self._show_menu(kind if kind.startswith("all_") else context_of(self), where)

    def _show_menu(self, context: str, where: QPoint) -> None:
        menu = self.actions_made.menu(action_table.context_menu(context), self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def _leave_start(self) -> None:
        if self._start is not None:
            self._stack.removeWidget(self._start)
            self._start.deleteLater()
            self._start = None
        self.statusBar().show()

    def _leave_document(self) -> None:
        if self._page is not None:
            self.memory.remember()
            self._stack.removeWidget(self._page)
            self._page.deleteLater()
            self._page = None
            self.selection_bar = None
        if self.print_desk is not None:
            self.print_desk.leave()
            self.print_desk = None
        self.safety.leave()
        if self.document is not None:
            self.document.deleteLater()
            self.document = None

    def _recolour(self) -> None:
        self.actions_made.recolour()
        if self._zoom_bar is not None:
            self._zoom_bar.recolour()
        if self._page is not None:
            self._page.recolour(self.workspace.theme)
        if self._start is not None:
            self._start.recolour()

    def _tell_start(self) -> None:
        if self._start is not None:
            self._start.show_recent(self.workspace.settings.value.recent)
