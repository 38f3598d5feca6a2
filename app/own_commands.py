"""Keeps templates, lanes and cards for later, and brings them back: the commands of the window."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from model.find import in_wall_order, lane_by_id
from model.problems import Problem

if TYPE_CHECKING:
    from app.own_files import OwnFile
    from app.window import MapWindow
    from model.keeping import OwnPart, PartKind
    from widgets.gallery import Gallery

_TOPIC = "own"
_LONGEST_NAME = 60


def save_template(window: MapWindow) -> None:
    """Ask for a name and what stays, and keep the map as a template of one's own."""
    from model.keeping import Kept, template_of  # start-up: opened on demand
    from widgets.own.keep_dialog import KeepDialog

    document = window.document
    if document is None:
        return
    window.commit_editing()
    journey = document.value
    dialog = KeepDialog(window.language, "template", journey.about.title, window)
    if dialog.exec():
        kept = Kept(
            cards=dialog.keeps_cards, personas="kept" if dialog.keeps_personas else "unnamed"
        )
        template = template_of(journey, dialog.name, dialog.description, kept)
        try:
            file = window.workspace.own.templates.keep(template)
        except Problem as problem:
            window.show_problem(problem, topic=_TOPIC)
        else:
            window.workspace.own_changed.emit()
            tell_kept(window, "template", file.name)
    dialog.deleteLater()


def save_lanes(window: MapWindow) -> None:
    """Ask for a name and keep the chosen lanes."""
    _save_part(window, "lanes")


def save_cards(window: MapWindow) -> None:
    """Ask for a name and keep what is chosen in the lanes."""
    _save_part(window, "items")


def has_lanes(window: MapWindow) -> bool:
    """Tell whether lanes are chosen."""
    return window.document is not None and window.selection.kind == "lanes"


def has_items(window: MapWindow) -> bool:
    """Tell whether cards or other items are chosen."""
    return window.document is not None and window.selection.kind == "items"


def manage(window: MapWindow) -> None:
    """Show everything that is kept: rename, remove, take in, give out."""
    from app.own_desk import show_own_things  # start-up: opened on demand

    show_own_things(window)


def fill_lanes(window: MapWindow, menu: QMenu) -> None:
    """Offer the lanes that are kept, and to keep the chosen ones."""
    _fill(window, menu, "lanes")


def fill_cards(window: MapWindow, menu: QMenu) -> None:
    """Offer the sets of cards that are kept, and to keep the chosen ones."""
    _fill(window, menu, "items")


def insert_part(window: MapWindow, file_id: str) -> None:
    """Put the lanes or cards of one's own called ``file_id`` where the user is."""
    from app.paste_commands import take_clipping  # start-up: as above
    from model.clippings import clipping_to_bytes

    file = window.workspace.own.parts.find(file_id)
    if file is None or window.document is None:
        tell_faults(window)
        return
    take_clipping(window, clipping_to_bytes(file.content.clipping))


def parts_of(window: MapWindow) -> Iterator[tuple[PartKind, OwnFile[OwnPart]]]:
    """Yield what can be inserted: lanes, then sets of cards."""
    own = window.workspace.own
    yield from (("lanes", file) for file in own.lanes())
    yield from (("items", file) for file in own.cards())


def serve_gallery(window: MapWindow, gallery: Gallery) -> None:
    """Show the templates of one's own in ``gallery``, and what can be done with them."""
    from app.own_desk import GalleryDesk  # start-up: the gallery is opened on demand

    GalleryDesk(window, gallery)


def tell_faults(window: MapWindow) -> None:
    """Tell of files that were passed over, of each once."""
    problems = window.workspace.own.new_problems()
    if problems:
        window.show_problems(problems)


def _fill(window: MapWindow, menu: QMenu, kind: PartKind) -> None:
    if not window.isVisible():
        return  # start-up: the folder is looked into when the menu opens
    action = "save_lanes" if kind == "lanes" else "save_cards"
    own = window.workspace.own
    for file in own.lanes() if kind == "lanes" else own.cards():
        entry = menu.addAction(file.name.replace("&", "&&"))
        entry.setEnabled(window.document is not None)
        entry.triggered.connect(partial(insert_part, window, file.id))
    if not menu.actions():
        menu.addAction(window.language(f"own.none.{kind}")).setEnabled(False)
    menu.addSeparator()
    menu.addAction(window.actions_made[action])
    menu.addAction(window.actions_made["own_things"])


def _save_part(window: MapWindow, kind: PartKind) -> None:
    from model.keeping import part_of  # start-up: as above
    from widgets.own.keep_dialog import KeepDialog

    document = window.document
    if document is None:
        return
    window.commit_editing()
    journey, ids = document.value, window.selection.ids
    dialog = KeepDialog(window.language, kind, _proposed_name(window, kind), window)
    if dialog.exec():
        part = part_of(journey, kind, ids, dialog.name, keeps_cards=dialog.keeps_cards)
        if part is not None:
            try:
                file = window.workspace.own.parts.keep(part)
            except Problem as problem:
                window.show_problem(problem, topic=_TOPIC)
            else:
                tell_kept(window, kind, file.name)
    dialog.deleteLater()


def _proposed_name(window: MapWindow, kind: PartKind) -> str:
    document, ids = window.document, window.selection.ids
    if document is None or not ids:
        return ""
    if kind == "lanes":
        lane = lane_by_id(document.value, ids[0])
        return lane.name if lane is not None else ""
    places = in_wall_order(document.value, ids)
    return places[0].lane.name[:_LONGEST_NAME] if places else ""


def tell_kept(window: MapWindow, kind: str, name: str) -> None:
    """Tell that something is kept, and offer to show all that is."""
    words = window.language
    window.tell_done(
        partial(words, f"own.kept.{kind}", name=name),
        (partial(words, "own.show"), partial(manage, window)),
    )
