"""What the File menu does: new, open, save, close, and what a file dialog is asked for."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QMessageBox

from app import file_dialogs
from app.file_names import SUFFIX
from app.file_stamp import is_read_only
from app.safekeeping import Abandoned
from app.slow_saving import may_leave_saving
from model.problems import Problem
from widgets.language import short_name

if TYPE_CHECKING:
    from app.window import MapWindow

# What Windows, macOS or Linux will not have in a file name, and what a shell trips over.
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_MAX_NAME = 80
SAVING = "saving"
"""Topic of the messages that are no longer true when the map has been saved."""


def new_map(window: MapWindow) -> None:
    """Let the user choose a template and open a new map from it."""
    from app.own_commands import serve_gallery  # start-up: opened on demand
    from widgets.gallery import GalleryDialog

    dialog = GalleryDialog(window.language, window.workspace.fonts, window)
    serve_gallery(window, dialog.gallery)
    if dialog.exec() and dialog.chosen is not None:
        window.workspace.open_new(dialog.chosen, window)
    dialog.deleteLater()


def open_map(window: MapWindow) -> None:
    """Let the user choose files and open them."""
    words = window.language
    filters = f"{words('dialogs.open.filter')};;{words('dialogs.open.filter_all')}"
    title = words("dialogs.open.title")
    window.workspace.open_files(
        file_dialogs.choose_files(window, title, str(folder_of(window)), filters), window
    )


def save(window: MapWindow) -> bool:
    """Save the map where it stands, or ask where; tell whether it is on disk."""
    document = window.document
    if document is None:
        return False
    if document.path is None or document.is_held_elsewhere:
        return save_as(window)
    # It was told at the opening; whoever has made it writable since saves it where it is.
    if document.is_read_only and is_read_only(document.path):
        return save_as(window)
    return _write(window, document.path, is_over_all=False)


def save_as(window: MapWindow) -> bool:
    """Ask for a name, save there, and work on in that file; tell whether it is on disk."""
    if window.document is None:
        return False
    words = window.language
    proposed = _folder_to_save_in(window) / (suggested_name(window) + SUFFIX)
    path = file_dialogs.choose_new_file(
        window, words("dialogs.save.title"), proposed, words("dialogs.save.filter")
    )
    if path is None:
        return False
    document = window.document
    if path == document.path and document.is_held_elsewhere:
        window.show_sentence("watching.held_here", topic=SAVING, name=path.name)
        return False
    if window.workspace.window_of(path) not in (None, window):
        window.show_sentence("window.open_elsewhere", topic=SAVING, name=path.name)
        return False
    return _write(window, path)


def save_beside_theirs(window: MapWindow) -> bool:
    """Save the map; what others have put into its file stays under another name beside it."""
    document = window.document
    if document is None or document.path is None:
        return False
    called = window.language("watching.other_version")
    return _write(window, document.path, is_over_all=False, theirs_called=called)


def toggle_autosave(window: MapWindow) -> None:
    """Have maps saved by themselves on this computer, or not."""
    settings = window.workspace.settings
    settings.change(is_autosaving=not settings.value.is_autosaving)
    for each in window.workspace.windows:
        each.refresh()
        if each.safety.autosaver is not None:
            each.safety.autosaver.switched()


def is_autosaving(window: MapWindow) -> bool:
    """Tell whether maps are saved by themselves on this computer."""
    return window.workspace.settings.value.is_autosaving


def show_recovered(window: MapWindow) -> None:
    """Show what waits to be recovered, and what was discarded."""
    from app.recovery_desk import RecoveryDesk  # start-up: opened on demand

    RecoveryDesk.of(window.workspace).open(window)


def close(window: MapWindow) -> None:
    """Close this window; it asks when something is unsaved."""
    window.close()


def quit_program(window: MapWindow) -> None:
    """Close all windows, once the menu that asked for it is gone."""
    QTimer.singleShot(0, window.workspace, window.workspace.quit)


def may_close(window: MapWindow) -> bool:
    """Ask what to do with unsaved work; tell whether the window may go."""
    document = window.document
    if document is None:
        return True
    QGuiApplication.inputMethod().commit()
    window.commit_editing()
    if window.workspace.is_ending:
        return True
    safe = window.safety.safe
    if safe is not None and safe.is_saving:
        if not may_leave_saving(window, safe):
            return False
        if safe.is_saving:
            window.safety.keep_journal()
            return True
    line = _waiting_line(window)
    if not (document.is_modified or line):
        return True
    if safe is not None and line and not safe.has_draft:
        safe.take_draft(line)
    answer = ask_to_save(window, window.document_name())
    if answer == QMessageBox.StandardButton.Save:
        return _take_line(window) and save(window)
    return answer == QMessageBox.StandardButton.Discard


def ask_to_save(window: MapWindow, name: str) -> QMessageBox.StandardButton:
    """Ask what to do with the unsaved work in ``name``: Save, Discard or Cancel."""
    from widgets import dialogs  # start-up: opened on demand

    line = _waiting_line(window)
    return dialogs.ask_to_save(
        window,
        window.language,
        name,
        is_kept=window.safety.is_journal_well,
        line=line,
        obstacle=window.page.middle.quick_entry.obstacle if window.page and line else "",
    )


def _waiting_line(window: MapWindow) -> str:
    """Return what stands in the line below the map and in no card yet."""
    return window.page.middle.quick_entry.waiting if window.page is not None else ""


def _take_line(window: MapWindow) -> bool:
    if window.page is None or not window.page.middle.quick_entry.take():
        return False
    if window.safety.safe is not None:
        window.safety.safe.take_draft("")
    window.safety.look_at_drafts()  # another field may wait for Enter
    return True


def print_map(window: MapWindow) -> None:
    """Show how this map will be printed: on paper, or as a file."""
    if window.document is None:
        return
    from app.print_command import open_print_window  # start-up: nothing of print before

    window.commit_editing()
    open_print_window(window)


def fill_recent(window: MapWindow, menu: QMenu) -> None:
    """List the recent files; nothing is looked up, as a file on a lost network drive would hang."""
    recent = window.workspace.settings.value.recent
    for name in recent:
        path = Path(name)
        entry = menu.addAction(f"{path.name}  –  {path.parent}".replace("&", "&&"))
        entry.setData(name)
        entry.triggered.connect(window.open_recent)
    if not recent:
        menu.addAction(window.language("window.recent.none")).setEnabled(False)
        return
    menu.addSeparator()
    forget = menu.addAction(window.language("window.recent.clear"))
    forget.triggered.connect(window.clear_recent)


def suggested_name(window: MapWindow) -> str:
    """Return a file name without suffix for the map: its file's, or made of its title."""
    document = window.document
    named_by = document.path or document.origin if document is not None else None
    if named_by is not None:
        return named_by.stem
    title = document.value.about.title if document else ""
    name = _NOT_IN_NAMES.sub(" ", title or window.language("window.untitled"))
    return " ".join(name.split())[:_MAX_NAME].strip(" .") or "journey"


def tell_not_saved(window: MapWindow, problem: Problem) -> None:
    """Tell why the map was not saved, and offer what may help."""
    if problem.code == "file.not_saved_changed_outside" and window.safety.outside is not None:
        window.safety.outside.save_refused(problem)
        return
    words = window.language
    window.offer(
        partial(words.of, problem),
        (partial(words, "watching.do.save_elsewhere"), lambda: _shown(save_as, window)),
        (partial(words, "watching.do.try_again"), lambda: _shown(save, window)),
        topic=SAVING,
    )


def _shown(do: Callable[[MapWindow], bool], window: MapWindow) -> None:
    do(window)


def _write(
    window: MapWindow, path: Path, *, is_over_all: bool = True, theirs_called: str = ""
) -> bool:
    document, safe = window.document, window.safety.safe
    if document is None or safe is None:
        return False
    window.commit_editing()
    try:
        done = safe.save_now(path, is_over_all=is_over_all, theirs_called=theirs_called)
    except Abandoned:  # the window has gone
        return False
    except Problem as problem:
        tell_not_saved(window, problem)
        return False
    window.workspace.settings.remember_file(path)
    window.hide_problem(topic=SAVING)
    if done.other is not None:
        names = {"name": short_name(path.name), "other": short_name(done.other.name)}
        if theirs_called:
            window.banner.note(partial(window.language, "watching.theirs_kept", **names))
        else:
            window.show_sentence("window.other_kept", **names)
    window.say("window.said.saved", name=short_name(path.name))
    return True


def _folder_to_save_in(window: MapWindow) -> Path:
    """Return the folder of the map, or the usual one if that takes nothing."""
    folder, document = folder_of(window), window.document
    if document is None or not document.is_read_only or os.access(folder, os.W_OK):
        return folder
    return file_dialogs.usual_folder(window.workspace.settings.value.folder)


def folder_of(window: MapWindow) -> Path:
    """Return the folder where the file of this map, or the next one, most likely is."""
    document = window.document
    beside = document.path or document.origin if document is not None else None
    if beside is not None:
        return beside.parent
    return file_dialogs.usual_folder(window.workspace.settings.value.folder)
