"""What is done with what people keep for later: renamed, removed, shown, taken in, given out."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app import file_dialogs
from app.asking_name import ask_for_name
from app.file_names import windows_name
from app.own_commands import tell_faults
from app.own_files import TEMPLATES_FOLDER, OwnFile, OwnFiles, own_folder
from model.printing.persona_fields import tagline
from model.problems import FileProblem
from widgets.gallery import Gallery, OwnEntry
from widgets.overrides import guarded

if TYPE_CHECKING:
    from app.own_things import ThingKind
    from app.window import MapWindow
    from widgets.own.things_dialog import Thing


def show_own_things(window: MapWindow, parent: QWidget | None = None) -> None:
    """Show everything that is kept, with buttons for what can be done with it."""
    from widgets.own.things_dialog import OwnThingsDialog  # start-up: opened on demand

    dialog = OwnThingsDialog(window.language, parent or window)
    doing = OwnDoing(window, dialog)

    def show(chosen: str = "") -> None:
        dialog.show_things(_things(window), chosen)

    def do(what: str, thing: Thing | None) -> None:
        show(doing.do(what, thing.kind if thing else "template", thing.id if thing else ""))

    show()
    dialog.asked.connect(do)
    tell_faults(window)
    dialog.exec()
    dialog.deleteLater()


@guarded
class GalleryDesk(QObject):
    """Keeps a gallery's own templates as they are on this computer."""

    def __init__(self, window: MapWindow, gallery: Gallery) -> None:
        super().__init__(gallery)
        self._window, self._gallery = window, gallery
        self._doing = OwnDoing(window, gallery)
        gallery.own_asked.connect(self._do)
        window.workspace.own_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        settings = self._window.workspace.settings.folder
        if not (own_folder(settings) / TEMPLATES_FOLDER).is_dir():
            return  # start-up: nothing is kept yet
        from model.keeping import started_from

        files = self._window.workspace.own.templates.entries()
        self._gallery.show_own(
            [
                OwnEntry(
                    file.id,
                    file.name,
                    file.content.description,
                    partial(started_from, file.content),
                )
                for file in files
            ]
        )
        tell_faults(self._window)

    def _do(self, what: str, file_id: str) -> None:
        if what == "manage":
            show_own_things(self._window, self._gallery)
        else:
            self._doing.do(what, "template", file_id)


class OwnDoing:
    """Does one thing at a time with what is kept; faults are told in the window."""

    def __init__(self, window: MapWindow, parent: QWidget) -> None:
        self._window, self._parent = window, parent

    def do(self, what: str, kind: ThingKind, file_id: str) -> str:
        """Do ``what`` with a file; return the id of the one to be chosen then."""
        try:
            chosen = self._do(what, kind, file_id)
        except FileProblem as problem:
            self._window.show_problem(problem)
            return file_id
        self._window.workspace.own_changed.emit()
        return chosen

    def _do(self, what: str, kind: ThingKind, file_id: str) -> str:
        if what == "take_in":
            return self._take_in(file_id)
        store = self._store(kind)
        file = store.find(file_id)
        if file is None:
            return ""
        if what == "rename":
            return self._rename(store, file)
        if what == "remove":
            return self._remove(store, file)
        if what == "give_out":
            self._give_out(store, file)
        elif what == "reveal":
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(store.folder)))
        return file.id

    def _store(self, kind: ThingKind) -> OwnFiles[Any]:
        own = self._window.workspace.own
        stores: dict[ThingKind, OwnFiles[Any]] = {"template": own.templates, "persona": own.people}
        return stores.get(kind, own.parts)

    def _rename(self, store: OwnFiles[Any], file: OwnFile[Any]) -> str:
        words = self._window.language
        title = words("own.do.rename").replace("&", "")
        name = ask_for_name(self._parent, title, words("own.name").replace("&", ""), file.name)
        return store.rename(file, name).id if name else file.id

    def _remove(self, store: OwnFiles[Any], file: OwnFile[Any]) -> str:
        from widgets.dialogs import ask_to_remove

        if not ask_to_remove(self._parent, self._window.language, file.name):
            return file.id
        store.remove(file)
        return ""

    def _take_in(self, file_id: str) -> str:
        words, own = self._window.language, self._window.workspace.own
        stores: tuple[OwnFiles[Any], ...] = (own.templates, own.parts, own.people)
        endings = " ".join(f"*{store.kind.ending}" for store in stores)
        path = file_dialogs.choose_file(
            self._parent,
            words("own.do.take_in").replace("&", ""),
            str(file_dialogs.usual_folder(self._window.workspace.settings.value.folder)),
            words("own.filter", endings=endings),
        )
        if path is None:
            return file_id
        fitting = (it for it in stores if path.name.lower().endswith(it.kind.ending))
        return next(fitting, own.templates).take_in(path).id

    def _give_out(self, store: OwnFiles[Any], file: OwnFile[Any]) -> None:
        words, ending = self._window.language, store.kind.ending
        folder = file_dialogs.usual_folder(self._window.workspace.settings.value.folder)
        path: Path | None = file_dialogs.choose_new_file(
            self._parent,
            words("own.do.give_out").replace("&", ""),
            folder / (windows_name(file.name) + ending),
            words("own.filter", endings=f"*{ending}"),
        )
        if path is not None:
            store.give_out(file, path)


def _things(window: MapWindow) -> list[Thing]:
    from widgets.own.things_dialog import Thing  # start-up: as above

    own = window.workspace.own
    templates = [
        Thing("template", "template", file.id, file.name, file.content.description)
        for file in own.templates.entries()
    ]
    lanes = [Thing("part", "lanes", file.id, file.name, "") for file in own.lanes()]
    cards = [Thing("part", "items", file.id, file.name, "") for file in own.cards()]
    people = [
        Thing("persona", "persona", file.id, file.name, tagline(file.content.part.personas[0]))
        for file in own.people.entries()
    ]
    return templates + lanes + cards + people
