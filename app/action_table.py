"""Every action of the window and where it stands: menus, toolbar and shortcuts are these tables."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

from app import bar_commands as bars
from app import edit_commands as edit
from app import exchange_commands as exchange
from app import file_commands as file
from app import insert_commands as insert
from app import link_commands as link
from app import map_commands as arrange
from app import view_commands as view
from app.actions import Action, Menu
from app.card_actions import (
    CARD_ACTIONS,
    CARD_ENTRIES,
    CARD_MENU,
    FEELING_ENTRIES,
    LINK_ENDS,
    LINK_ENTRIES,
    PERSONA_MENU,
    STATE_MENU,
    STYLE_MENU,
)
from app.clipboard_actions import CLIPBOARD_ACTIONS
from app.forms_actions import FORM_ACTIONS, FROM_LIST_MENU, MAP_LISTS_MENU
from app.own_actions import OWN_ACTIONS, OWN_CARDS, OWN_LANES
from app.priorities_actions import PRIORITY_ACTIONS
from app.report_actions import REPORT_ACTIONS, REPORT_MENU
from app.screen_sizes import ask_screen_size
from app.side_panels import PANEL_ACTIONS, PANEL_MENU
from app.structure_actions import (
    LANE_MENU,
    PHASE_MENU,
    SELECT_CARDS,
    SPAN_ACTIONS,
    STRUCTURE_ACTIONS,
    STRUCTURE_MENU,
)
from app.version_actions import VERSION_ACTIONS, VERSION_MENU
from app.way_commands import NEXT_STEPS
from widgets.palette import LookWish

if TYPE_CHECKING:
    from app.window import MapWindow

_K = QKeySequence.StandardKey


def _has_map(window: MapWindow) -> bool:
    return window.document is not None


def _has_items(window: MapWindow) -> bool:
    return _has_map(window) and edit.has_items(window)


def _can_undo(window: MapWindow) -> bool:
    return window.document is not None and window.document.undo_label is not None


def _can_redo(window: MapWindow) -> bool:
    return window.document is not None and window.document.redo_label is not None


def _undo_text(window: MapWindow) -> str:
    return _with_label(window, "undo", window.document.undo_label if window.document else None)


def _redo_text(window: MapWindow) -> str:
    return _with_label(window, "redo", window.document.redo_label if window.document else None)


def _with_label(window: MapWindow, name: str, label: str | None) -> str:
    words = window.language
    if label is None or not words.has(label):
        return words(f"window.action.{name}")
    return words(f"window.action.{name}_what", what=words(label))


def _is_look(window: MapWindow, *, wish: str) -> bool:
    return window.workspace.settings.value.theme == wish


def _is_language(window: MapWindow, *, code: str) -> bool:
    return window.language.code == code


_LOOKS: tuple[tuple[LookWish, str], ...] = (
    ("system", "monitor"),
    ("light", "sun"),
    ("dark", "moon"),
)
FILE_ACTIONS = (
    Action("new", file.new_map, (_K.New,), "file-plus"),
    Action("open", file.open_map, (_K.Open,), "folder-open"),
    Action("save", file.save, (_K.Save,), "save", _has_map),
    Action("save_as", file.save_as, (_K.SaveAs, "Ctrl+Shift+S"), "", _has_map),
    Action("autosave", file.toggle_autosave, (), "", None, file.is_autosaving),
    Action("recovered", file.show_recovered),
    Action("print", file.print_map, ("Ctrl+P",), "printer", _has_map),
    Action("export_pdf", file.print_map, ("Ctrl+E",), "", _has_map),
    Action("import_maps", exchange.import_maps),
    Action("export_map", exchange.export_map, (), "", _has_map),
    Action("close", file.close, (_K.Close, "Ctrl+W")),
    Action("quit", file.quit_program, (_K.Quit, "Ctrl+Q"), role=QAction.MenuRole.QuitRole),
)
EDIT_ACTIONS = (
    Action("undo", edit.undo, (_K.Undo,), "undo-2", _can_undo, text=_undo_text),
    Action("redo", edit.redo, (_K.Redo, "Ctrl+Y"), "redo-2", _can_redo, text=_redo_text),
    *CLIPBOARD_ACTIONS,
    Action("duplicate", edit.duplicate, ("Ctrl+D",), "copy-plus", _has_items),
    Action("delete", edit.delete, (_K.Delete,), "trash-2", edit.can_delete),
    Action("select_all", edit.select_all, (_K.SelectAll,), "", _has_map),
    SELECT_CARDS,
    Action("find", bars.find, (_K.Find,), "search", _has_map),
    Action("replace", bars.replace, ("Ctrl+H",), "", _has_map),
    Action("find_next", partial(bars.find_step, way=1), ("F3", "Ctrl+G"), "", _has_map),
    Action(
        "find_previous",
        partial(bars.find_step, way=-1),
        ("Shift+F3", "Ctrl+Shift+G"),
        "",
        _has_map,
    ),
)
INSERT_ACTIONS = (
    Action("quick_entry", bars.quick_entry, ("Ctrl+L",), "", _has_map),
    Action("insert_card", insert.insert_card, ("Ctrl+Shift+C",), "sticky-note", _has_map),
    Action("insert_feeling", insert.insert_feeling, ("Ctrl+Shift+F",), "smile", _has_map),
    Action("insert_step", insert.insert_step, ("Ctrl+Shift+T",), "columns-3", _has_map),
    Action("insert_phase", insert.insert_phase, ("Ctrl+Shift+P",), "flag", _has_map),
    *(
        Action(f"insert_lane_{kind}", partial(insert.insert_lane, kind=kind), (), "", _has_map)
        for kind in insert.LANE_KINDS
    ),
)
MAP_ACTIONS = (
    Action("map_details", arrange.show_map_details, ("Ctrl+Shift+M",), "settings-2", _has_map),
    Action("add_persona", partial(arrange.add_to_register, kind="persona"), (), "user", _has_map),
    Action(
        "add_source", partial(arrange.add_to_register, kind="evidence"), (), "file-text", _has_map
    ),
    Action("add_company", partial(arrange.add_to_register, kind="icp"), (), "building-2", _has_map),
    *(
        Action(
            f"move_{direction}",
            partial(arrange.move, direction=direction),
            (f"Alt+{direction.capitalize()}",),
            f"arrow-{direction}",
            arrange.can_move,
        )
        for direction in arrange.DIRECTIONS
    ),
    *SPAN_ACTIONS,
    Action(
        "split_phase",
        arrange.split_phase_here,
        (),
        "square-split-horizontal",
        arrange.can_split_phase,
    ),
    Action("merge_next", arrange.merge_with_next, (), "merge", arrange.can_merge),
    *STRUCTURE_ACTIONS,
    *VERSION_ACTIONS,
)
VIEW_ACTIONS = (
    Action("zoom_in", view.zoom_in, (_K.ZoomIn, "Ctrl+="), "zoom-in", _has_map),
    Action("zoom_out", view.zoom_out, (_K.ZoomOut,), "zoom-out", _has_map),
    Action("fit", view.fit, ("Ctrl+0",), "scan", _has_map),
    Action("zoom_to_selection", view.zoom_to_selection, ("Ctrl+2",), "", view.has_selection),
    Action("screen_size", ask_screen_size, (), "", _has_map),
    Action("actual_size", view.actual_size, ("Ctrl+1",), "ruler", _has_map),
    Action(
        "outline",
        view.toggle_outline,
        ("Ctrl+Shift+O",),
        "panel-left",
        _has_map,
        lambda window: window.is_outline_shown,
    ),
    Action(
        "inspector",
        view.toggle_inspector,
        ("Ctrl+Shift+I", "Alt+1"),
        "panel-right",
        _has_map,
        lambda window: window.is_inspector_shown,
    ),
    *PANEL_ACTIONS,
    Action("show_codes", bars.toggle_codes, (), "", _has_map, bars.are_codes_shown),
    Action(
        "evidence",
        view.toggle_evidence,
        ("Ctrl+Shift+E",),
        "search-check",
        _has_map,
        view.is_evidence_shown,
    ),
    Action("links", link.toggle_all_links, (), "", _has_map, link.are_links_shown),
    Action("mini_map", view.toggle_mini_map, (), "mini-map", _has_map, view.is_mini_map_shown),
    Action(
        "filter",
        view.toggle_filter,
        ("Ctrl+Shift+R",),
        "filter",
        _has_map,
        view.is_filter_shown,
    ),
    Action("focus_inspector", view.focus_inspector, ("Ctrl+I",), "", _has_map),
    Action("history", view.show_history, ("Ctrl+Alt+Z",), "", _has_map),
    Action("command_palette", view.show_palette, ("Ctrl+K",), "search"),
    Action("next_pane", partial(view.cycle_panes, step=1), ("F6",), "", _has_map),
    Action("previous_pane", partial(view.cycle_panes, step=-1), ("Shift+F6",), "", _has_map),
    *(
        Action(
            f"look_{wish}",
            partial(view.use_look, wish=wish),
            (),
            icon,
            None,
            partial(_is_look, wish=wish),
            group="look",
        )
        for wish, icon in _LOOKS
    ),
    Action(
        "full_screen",
        view.toggle_full_screen,
        (_K.FullScreen, "F11"),
        "maximize",
        None,
        lambda window: window.isFullScreen(),
    ),
)
LANGUAGE_ACTIONS = tuple(
    Action(
        f"language_{code}",
        partial(view.use_language, code=code),
        (),
        "",
        None,
        partial(_is_language, code=code),
        group="language",
    )
    for code in ("da", "en")
)
HELP_ACTIONS = (
    Action("keyboard", view.show_keyboard, ("F1",), "keyboard"),
    Action("about", view.show_about, (), "info", role=QAction.MenuRole.AboutRole),
)
ACTIONS = (
    *FILE_ACTIONS,
    *EDIT_ACTIONS,
    *INSERT_ACTIONS,
    *MAP_ACTIONS,
    *FORM_ACTIONS,
    *REPORT_ACTIONS,
    *CARD_ACTIONS,
    *OWN_ACTIONS,
    *PRIORITY_ACTIONS,
    *VIEW_ACTIONS,
    *LANGUAGE_ACTIONS,
    *HELP_ACTIONS,
)

_RECENT = Menu("recent", fill=file.fill_recent)
_LANE_ROLES = Menu("lane_roles", fill=insert.fill_lane_roles)
_LANES = Menu("lane", (_LANE_ROLES, None, *(f"insert_lane_{kind}" for kind in insert.LANE_KINDS)))
_INSERTS = ("insert_card", "insert_feeling", "insert_step", "insert_phase", _LANES)
MENUS = (
    Menu(
        "file",
        (
            "new",
            "open",
            _RECENT,
            None,
            "save",
            "save_as",
            "autosave",
            VERSION_MENU,
            "save_template",
            "recovered",
            None,
            "print",
            "export_pdf",
            None,
            "import_maps",
            "export_map",
            None,
            "close",
            "quit",
        ),
    ),
    Menu(
        "edit",
        (
            *("undo", "redo", None, "cut", "copy", "copy_picture", "paste", "duplicate"),
            *("delete", None, "select_all", "select_cards", None),
            *("find", "replace", "find_next", "find_previous"),
        ),
    ),
    Menu(
        "insert",
        (*_INSERTS, None, FROM_LIST_MENU, OWN_LANES, OWN_CARDS, "own_things", None, "quick_entry"),
    ),
    Menu(
        "map",
        (
            *("map_details", "add_persona", "add_company", "add_source"),
            *(MAP_LISTS_MENU, "priorities", None),
            *(REPORT_MENU, None),
            *(f"move_{direction}" for direction in arrange.DIRECTIONS),
            *("wider", "narrower", None, "split_phase", "merge_next", None),
            *STRUCTURE_MENU,
        ),
    ),
    CARD_MENU,
    Menu(
        "view",
        (
            *(
                "zoom_in",
                "zoom_out",
                "fit",
                "zoom_to_selection",
                "actual_size",
                "screen_size",
                None,
                "filter",
                Menu("views", fill=view.fill_views),
                None,
                "outline",
                PANEL_MENU,
                "mini_map",
                "show_codes",
                "evidence",
                "links",
            ),
            None,
            *("history", "focus_inspector", "next_pane", "previous_pane", None),
            Menu("look", ("look_system", "look_light", "look_dark")),
            "full_screen",
        ),
    ),
    Menu("language", ("language_da", "language_en")),
    Menu("help", ("command_palette", "keyboard", None, "about")),
)
TOOL_BAR: tuple[str | Menu | None, ...] = (
    *("outline", None, "new", "open", "save", None, "undo", "redo", None),
    Menu("insert_here", _INSERTS),
    "delete",
)
TOOL_BAR_END: tuple[str | Menu | None, ...] = ("fit", None, "print", None, "inspector")

_MOVES = tuple(f"move_{direction}" for direction in arrange.DIRECTIONS)
_CLIPBOARD = ("cut", "copy", "paste", "duplicate", "delete")
_CLIPBOARD_OF_PARTS = ("cut", "copy", "copy_picture", "paste")
# In a menu of its own, so that "Phase" among what is done to a phase says what it does.
_HERE = Menu("insert_here", _INSERTS)
_CONTEXT: dict[str, tuple[str | Menu | None, ...]] = {
    "items": (
        *(*CARD_ENTRIES, None, *LINK_ENTRIES, None, *_CLIPBOARD, None),
        *(_HERE, None, *_MOVES, "wider", "narrower", None, "save_cards"),
    ),
    "items_without_cards": (
        *(*_CLIPBOARD, None, _HERE, None, *_MOVES, "wider", "narrower", None, "save_cards"),
    ),
    "figures": (
        *("choose_origin", "read_origin", None, *_CLIPBOARD, None),
        *(_HERE, FROM_LIST_MENU, None, *_MOVES),
    ),
    "feelings": (*FEELING_ENTRIES, None, *_CLIPBOARD, None, _HERE, None, *_MOVES),
    "links": ("follow_link", LINK_ENDS, None, "hide_links", "delete"),
    "cell": (_HERE, FROM_LIST_MENU, None, "copy", "paste", "select_cards"),
    "feelings_cell": (
        *(_HERE, None, PERSONA_MENU, STATE_MENU, STYLE_MENU, None, "paste", "select_cards"),
    ),
    "phases": (
        *(_HERE, FROM_LIST_MENU, None, "move_left", "move_right", "merge_next", None),
        *(*PHASE_MENU, None, *_CLIPBOARD_OF_PARTS, "delete"),
    ),
    "steps": (
        *(_HERE, FROM_LIST_MENU, None, "move_left", "move_right", "split_phase", "merge_next"),
        *(NEXT_STEPS, None, "select_cards", None, *_CLIPBOARD_OF_PARTS, "delete"),
    ),
    "lanes": (
        *(_HERE, FROM_LIST_MENU, None, "move_up", "move_down", None, *LANE_MENU, None),
        *(*_CLIPBOARD_OF_PARTS, "delete", None, "save_lanes"),
    ),
    # Headings of the outline.
    "all_phases": (Menu("insert_here", ("insert_phase", "insert_step")),),
    "all_lanes": (Menu("insert_here", (_LANES,)),),
    "all_personas": ("add_persona", "add_company"),
    "all_evidence": ("add_source",),
    "all_rounds": ("add_round", "enter_votes"),
    "all_channels": ("add_channel",),
}


_CONTEXT["feelings_lanes"] = (STYLE_MENU, None, *_CONTEXT["lanes"])


def context_menu(context: str) -> Menu:
    """Return the menu for what is chosen (`app.card_commands.context_of`), or for a heading."""
    return Menu("context", _CONTEXT.get(context, ("map_details", None, _HERE, None, "fit")))
