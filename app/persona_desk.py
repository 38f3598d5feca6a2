"""What the window does for the panel of personas: photos, clipboard, sheets, the library."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from app.clipboard import PEOPLE_MIME, CopiedPeople, put_on_clipboard
from app.incoming import FilesIn, PictureIn, incoming_of, picture_source
from app.own_commands import manage, tell_faults, tell_kept
from app.paste_commands import take
from model.clippings import Where, people_clipping
from model.clippings import paste as paste_clipping
from model.edits import remove_entry
from model.file import read_bounded, shown_name
from model.journey import JourneyMap
from model.keeping.people import PERSONA_ENDING, kept_persona, persona_from
from model.problems import FileProblem
from widgets.canvas.gestures.drop_in import Landing
from widgets.personas import PersonasPanel
from widgets.personas.service import Cargo

if TYPE_CHECKING:
    from app.window import MapWindow
    from model.clippings import Clipping

_TOPIC = "personas"


class PersonaDesk:
    """Does it for one window; a `widgets.personas.service.PersonaService`."""

    def __init__(self, window: MapWindow) -> None:
        self._window = window

    def serve(self, panel: PersonasPanel) -> None:
        """Do what ``panel`` asks for."""
        panel.serve(self)
        panel.said.connect(self._say)

    def do(self, what: str, person_id: str) -> None:
        """Do one of ``photo``, ``sheet``, ``copy``, ``cut``, ``paste``, ``keep``."""
        match what:
            case "photo":
                from app.image_files import choose_image  # start-up: Pillow is not needed before

                choose_image(self._window, person_id)
            case "sheet":
                from app.print_command import open_persona_sheet  # as above

                open_persona_sheet(self._window, person_id)
            case "copy" | "cut":
                self._copy(person_id, is_cut=what == "cut")
            case "paste":
                self._paste(person_id)
            case "keep":
                self._keep(person_id)

    def carried(self, person_id: str) -> QMimeData:
        """Return someone as what is dragged, to other windows too."""
        clipping = self._clipping(person_id)
        return QMimeData() if clipping is None else CopiedPeople(clipping)

    def kind_of(self, data: QMimeData) -> Cargo:
        """Tell what of use a drag or the clipboard holds."""
        if data.hasFormat(PEOPLE_MIME):
            return "people"
        match incoming_of(data):
            case FilesIn(pictures, others):
                if any(_is_persona(path) for path in others):
                    return "people"
                return "picture" if pictures else ""
            case PictureIn():
                return "picture"
        return ""

    def take(self, data: QMimeData, person_id: str, index: int | None) -> None:
        """Take in a photo for someone, or people at a place of the register."""
        kind, incoming = self.kind_of(data), incoming_of(data)
        if kind == "people":
            if isinstance(incoming, FilesIn):
                self._take_files(incoming.others, index)
            else:
                take(self._window, data, Landing(Where(index=index)))
        elif kind == "picture" and person_id:
            self._take_photo(data, person_id)
        else:
            self._window.say("window.said.nothing_to_paste")

    def fill_library(self, menu: QMenu) -> None:
        """Offer who is kept on this computer."""
        window = self._window
        files = window.workspace.own.people.entries()
        menu.addSection(window.language("personas.library"))
        for file in files:
            made = menu.addAction(file.name.replace("&", "&&"))
            made.triggered.connect(partial(self._insert, file.content))
        if not files:
            menu.addAction(window.language("personas.library_empty")).setEnabled(False)
        menu.addSeparator()
        menu.addAction(window.language("personas.manage"), partial(manage, window))
        tell_faults(window)

    def _say(self, key: str, words: dict[str, object]) -> None:
        self._window.say(key, **words)

    def _clipping(self, person_id: str) -> Clipping | None:
        document = self._window.document
        if document is None:
            return None
        self._window.commit_editing()
        return people_clipping(document.value, (person_id,))

    def _copy(self, person_id: str, *, is_cut: bool) -> None:
        clipping, document = self._clipping(person_id), self._window.document
        if clipping is None or document is None:
            return
        put_on_clipboard(CopiedPeople(clipping))
        if is_cut:
            edit = partial(remove_entry, register="personas", entry_id=person_id)
            document.apply("edits.cut", edit)
        else:
            self._window.say("window.said.copied", count=1)

    def _paste(self, person_id: str) -> None:
        """Paste people behind the one who has the keyboard; a picture becomes her photo."""
        data, document = QGuiApplication.clipboard().mimeData(), self._window.document
        if data is not None and document is not None:
            ids = [person.id for person in document.value.personas]
            self.take(data, person_id, ids.index(person_id) + 1 if person_id in ids else None)

    def _take_photo(self, data: QMimeData, person_id: str) -> None:
        from app.image_files import take_pictures  # start-up: Pillow is not needed before

        incoming = incoming_of(data)
        source = incoming.pictures[0] if isinstance(incoming, FilesIn) else picture_source(data)
        if source is None:
            self._window.show_sentence("window.said.picture_unreadable", topic=_TOPIC)
        else:
            take_pictures(self._window, [source], Landing(Where(), person_id))

    def _take_files(self, paths: tuple[Path, ...], index: int | None) -> None:
        for path in paths:
            if _is_persona(path):
                try:
                    self._insert(persona_from(read_bounded(path), shown_name(path)), index)
                except FileProblem as problem:
                    self._window.show_problem(problem, topic=_TOPIC)

    def _insert(self, clipping: Clipping, index: int | None = None) -> None:
        """Put someone who is kept, or comes from a file, into the map."""
        document = self._window.document
        if document is None:
            return
        self._window.commit_editing()
        where, made = Where(index=index), list[str]()

        def edit(held: JourneyMap) -> JourneyMap:
            pasted = paste_clipping(held, clipping, where)
            made[:] = pasted.ids
            return pasted.journey

        if document.apply("edits.add_persona", edit):
            show_people(self._window, tuple(made))

    def _keep(self, person_id: str) -> None:
        document, workspace = self._window.document, self._window.workspace
        if document is None:
            return
        self._window.commit_editing()
        kept = kept_persona(document.value, person_id)
        if kept is None:
            return
        try:
            file = workspace.own.people.keep(kept)
        except FileProblem as problem:
            self._window.show_problem(problem, topic=_TOPIC)
            return
        workspace.own_changed.emit()
        tell_kept(self._window, "persona", file.name)


def show_people(window: MapWindow, ids: tuple[str, ...]) -> None:
    """Show people in their panel, the first with the keyboard."""
    page = window.page
    if page is None or not ids:
        return
    window.memory.want_panel("personas", is_shown=True)
    panel = page.side.shown
    if isinstance(panel, PersonasPanel):
        panel.show_person(ids[0])
    window.refresh()


def _is_persona(path: Path) -> bool:
    return path.suffix.lower() == PERSONA_ENDING
