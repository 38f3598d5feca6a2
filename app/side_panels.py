"""The panels on the right side of a window: the table of them, and those of one page.

A new panel is a `widgets.side.SidePanel` in a package of its own, a function here that makes it, a
row of `PANELS`, and its name as ``panels.name.<name>`` in both languages; its action, its shortcut,
its button and its place in the View menu come from the row.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from app.actions import Action, Menu
from widgets.side import PanelTab, SidePanel, SideStack

if TYPE_CHECKING:
    from app.document import Document
    from app.map_page import MapPage
    from app.window import MapWindow
    from widgets.language import Language

INSPECTOR = "inspector"
GUIDE = "guide"
Maker = Callable[["Document", "Language", "MapPage"], SidePanel]


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel there is.

    Attributes:
        name: Its words are ``panels.name.<name>``, its action is ``panel_<name>`` (that of the
            inspector is ``inspector``).
        icon: Name of a drawing.
        keys: Shortcuts, the one shown first.
        make: Makes it, when it is first shown. It knows a `widgets.side.PanelPage`.
    """

    name: str
    icon: str
    keys: tuple[str, ...]
    make: Maker

    @property
    def action_id(self) -> str:
        """The action that shows it, or hides it where it is shown."""
        return self.name if self.name == INSPECTOR else f"panel_{self.name}"


def _inspector(document: Document, language: Language, page: MapPage) -> SidePanel:
    from widgets.inspector import Inspector  # start-up: after the first frame

    made = Inspector(document, language)
    made.image_wanted.connect(page.image_wanted)
    made.action_asked.connect(page.ask)
    return made


def _personas(document: Document, language: Language, page: MapPage) -> SidePanel:
    from app.persona_desk import PersonaDesk  # start-up: as above
    from widgets.personas import PersonasPanel

    made = PersonasPanel(document, language, page)
    PersonaDesk(window_of(page)).serve(made)
    return made


def _insights(document: Document, language: Language, page: MapPage) -> SidePanel:
    from widgets.insights import InsightsPanel  # start-up: made when it is first shown

    return InsightsPanel(document, language, page)


def _guide(document: Document, language: Language, page: MapPage) -> SidePanel:
    from widgets.guide import GuidePanel  # start-up: made when it is first shown

    made = GuidePanel(document, language, page)
    made.dismissed.connect(partial(page.dismiss_panel, GUIDE))
    return made


def _versions(document: Document, language: Language, page: MapPage) -> SidePanel:
    from app.state_commands import serve_states  # start-up: opened on demand
    from app.version_commands import serve_panel
    from widgets.versions.panel import VersionsPanel

    made = VersionsPanel(document, language)
    serve_panel(made, page)
    serve_states(made.states, page, document)
    return made


PANELS = (
    Panel(INSPECTOR, "settings-2", ("Ctrl+Shift+I", "Alt+1"), _inspector),
    Panel("personas", "users", ("Alt+2",), _personas),
    Panel("insights", "lightbulb", ("Alt+3",), _insights),
    Panel(GUIDE, "list-checks", ("Alt+4",), _guide),
    Panel("versions", "layers", ("Alt+5",), _versions),
)
_BY_NAME = {panel.name: panel for panel in PANELS}


class SidePanels:
    """The panels of one page: made when first shown, in one stack.

    Attributes:
        stack: What holds them.
    """

    def __init__(
        self, document: Document, language: Language, page: MapPage, parent: QWidget
    ) -> None:
        self._document, self._language, self._page = document, language, page
        self._made: dict[str, SidePanel] = {}
        self._wanted = INSPECTOR
        self._dismissed: Collection[str] = ()
        tabs = [PanelTab(panel.name, panel.icon, panel.keys[0]) for panel in PANELS]
        self.stack = SideStack(tabs, language, parent)
        self.stack.asked.connect(self._ask)

    @property
    def made(self) -> tuple[SidePanel, ...]:
        """Those that have been made."""
        return tuple(self._made.values())

    @property
    def shown(self) -> SidePanel:
        """The panel one sees while the right side is shown."""
        return self.panel(self._wanted)

    def has(self, name: str) -> bool:
        """Tell whether the panel of this name has been made."""
        return name in self._made

    def panel(self, name: str) -> SidePanel:
        """Return the panel of this name, made if need be."""
        if name not in self._made:
            made = _BY_NAME[name].make(self._document, self._language, self._page)
            self._made[name] = made
            self.stack.hold(name, made)
            self._page.take_in(made)
        return self._made[name]

    def want(self, name: str) -> None:
        """Show the panel of this name, at once where the page is past its first frame."""
        self._wanted = known_panel(name)
        self._show_buttons()
        if self._made:
            self.show_wanted()

    def dismiss(self, names: Collection[str]) -> None:
        """Have no buttons for these panels, but for the one that is shown."""
        self._dismissed = names
        self._show_buttons()

    def show_wanted(self) -> None:
        """Show the panel that is wanted."""
        self.panel(self._wanted).show()
        self.stack.show_panel(self._wanted)

    def _show_buttons(self) -> None:
        for name, button in self.stack.buttons.items():
            button.setVisible(name not in self._dismissed or name == self._wanted)

    def _ask(self, name: str) -> None:
        """Do what the menu does; the panel that is shown stays."""
        if name != self._wanted:
            self._page.ask(_BY_NAME[name].action_id)


def window_of(page: MapPage) -> MapWindow:
    """Return the window that ``page`` is in, for what a panel has the window do."""
    return cast("MapWindow", page.window())


def known_panel(name: str) -> str:
    """Return ``name`` if there is such a panel, else that of the inspector."""
    return name if name in _BY_NAME else INSPECTOR


def toggle_panel(window: MapWindow, name: str) -> None:
    """Show a panel and give it the keyboard, or hide it and go back to the canvas."""
    page = window.page
    if page is None:
        return
    is_shown = window.memory.is_panel_shown(name)
    if not is_shown:
        page.keep_panel(name)
    window.memory.want_panel(name, is_shown=not is_shown)
    if is_shown:
        page.canvas.take_focus()
    else:
        page.side.shown.focus_first()


def is_panel_shown(window: MapWindow, name: str) -> bool:
    """Tell whether a panel is shown."""
    return window.memory.is_panel_shown(name)


def _has_map(window: MapWindow) -> bool:
    return window.document is not None


PANEL_ACTIONS = tuple(
    Action(
        panel.action_id,
        partial(toggle_panel, name=panel.name),
        panel.keys,
        panel.icon,
        _has_map,
        partial(is_panel_shown, name=panel.name),
        name=f"panels.name.{panel.name}",
    )
    for panel in PANELS
    if panel.name != INSPECTOR
)
PANEL_MENU = Menu("panels", tuple(panel.action_id for panel in PANELS), is_list=True)
