"""The panel of personas beside the map: who they are, and everything one does with them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QDate, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from model.edits import add_entry, remove_entry, set_entry
from model.journey import JourneyMap
from model.people import CompanyProfile, Customer, Persona
from model.people_order import with_person_at
from model.people_shown import switched_off, unshown
from model.values import new_id, with_changes
from widgets.document import OpenDocument
from widgets.icons import make_icon
from widgets.lagging import Lagging
from widgets.language import Language
from widgets.overrides import guarded
from widgets.personas.people_list import PeopleList, Shown
from widgets.personas.service import PersonaService
from widgets.personas.wording import name_of, switched, tile_words
from widgets.side import PanelPage, SidePanel
from widgets.text_scale import give_room, scaled

_KINDS = (("persona", "user", Persona), ("icp", "building-2", CompanyProfile))
_ISO = Qt.DateFormat.ISODate
_STEPS = {"before": -1, "after": 1}
_MOVES = {"up": -1, "down": 1}


@guarded
class PersonasPanel(SidePanel):
    """Shows every persona and customer profile of a map as a tile.

    Attributes:
        said: A sentence for the status bar and screen readers: its key and words.
    """

    said = Signal(str, object)
    lag: Lagging

    def __init__(self, document: OpenDocument, language: Language, page: PanelPage) -> None:
        super().__init__()
        self._document, self._language, self._page = document, language, page
        self._service: PersonaService | None = None
        self._title, self._lead = QLabel(self), QLabel(self)
        self._empty = QWidget(self)
        self.add_button = QToolButton(self)
        self._adding = QMenu(self)
        self.people = PeopleList(language, self)
        self.empty_buttons = {kind: QPushButton(self) for kind, _, _ in _KINDS}
        self._build()
        self.lag = Lagging(document, self._changed, self)
        self.people.asked.connect(self.do)
        self.people.menu_asked.connect(self._show_menu)
        self.people.moved.connect(self._move_to)
        language.changed.connect(self.retranslate)
        self.retranslate()

    def serve(self, service: PersonaService) -> None:
        """Have ``service`` do what the panel cannot."""
        self._service = self.people.service = service

    def focus_first(self) -> None:
        """Go to the first tile, or to what adds one."""
        if self.people.tiles:
            self.people.enter(0)
        else:
            self.empty_buttons["persona"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_person(self, person_id: str) -> None:
        """Give the keyboard to the tile of someone."""
        self.people.enter(self._place_of(person_id))

    def do(self, what: str, person_id: str) -> None:
        """Do something with a persona: what keys, buttons and the menu ask for."""
        place = self._place_of(person_id)
        if place < 0:
            return
        match what:
            case "edit":
                self._page.show_entry(person_id)
            case "switch":
                self._switch(person_id)
            case "before" | "after":
                self.people.enter(place + _STEPS[what])
            case "first" | "last":
                self.people.enter(0 if what == "first" else len(self.people.tiles))
            case "up" | "down":
                self._move_to(person_id, place + _MOVES[what])
            case "remove":
                self._remove(person_id, place)
            case "duplicate":
                self._duplicate(place)
            case "no_photo":
                self._set("edits.change_persona", person_id, image=None)
            case _ if self._service is not None:
                self._service.do(what, person_id)

    def add(self, kind: str) -> None:
        """Add an empty persona or customer profile and open it in the inspector."""
        made = next(make for name, _, make in _KINDS if name == kind)(id=new_id())
        if self._document.apply("edits.add_persona", lambda held: _added(held, made)):
            self._page.show_entry(made.id)

    def retranslate(self) -> None:
        """Word everything anew."""
        words = self._language
        self.setAccessibleName(words("panels.name.personas"))
        self._title.setText(words("panels.name.personas"))
        self._lead.setText(words("personas.empty"))
        self.add_button.setText(words("personas.add"))
        self.add_button.setAccessibleName(words("personas.add_what"))
        for kind, button in self.empty_buttons.items():
            button.setText(words(f"window.inspector.add_{kind}"))
        self._show()

    def recolour(self) -> None:
        """Draw the icons anew."""
        self.add_button.setIcon(make_icon("plus", self.palette(), size=15))
        for kind, icon, _ in _KINDS:
            self.empty_buttons[kind].setIcon(make_icon(icon, self.palette(), size=15))
        self.people.recolour()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "people"):
            self.recolour()

    # What is shown

    def _changed(self, before: JourneyMap, after: JourneyMap) -> None:
        has_others = before.personas is not after.personas or before.images is not after.images
        is_counted = before.lanes is not after.lanes and bool(switched_off(after))
        if has_others or is_counted:
            self._show()

    def _show(self) -> None:
        journey, language = self._document.value, self._language
        today = QDate.currentDate().toString(_ISO)
        away = {each.person.id: each for each in unshown(journey)}
        people = [
            Shown(person, tile_words(person, away.get(person.id), language, today))
            for person in journey.personas
        ]
        current, place = self.people.current(), self._place_of_current()
        self.people.show_people(people, journey.images)
        is_empty = not people
        self._empty.setVisible(is_empty)
        if current and self.people.tile(current) is None:
            self.people.enter(place)
            if is_empty:
                self.focus_first()

    def _place_of(self, person_id: str) -> int:
        ids = [person.id for person in self._document.value.personas]
        return ids.index(person_id) if person_id in ids else -1

    def _place_of_current(self) -> int:
        current = self.people.current()
        ids = [tile.person_id for tile in self.people.tiles]
        return ids.index(current) if current in ids else -1

    # What is done

    def _set(self, label: str, person_id: str, **fields: object) -> bool:
        return self._document.apply(
            label, lambda held: set_entry(held, "personas", person_id, **fields)
        )

    def _switch(self, person_id: str) -> None:
        """Show someone and what is hers alone, or hide it."""
        person = self._document.value.personas[self._place_of(person_id)]
        label = "edits.hide_persona" if person.is_visible else "edits.show_persona"
        if self._set(label, person_id, is_visible=not person.is_visible):
            journey = self._document.value
            away = next((it for it in unshown(journey) if it.person.id == person_id), None)
            person = journey.personas[self._place_of(person_id)]
            self.said.emit(*switched(person, away, self._language))

    def _move_to(self, person_id: str, index: int) -> None:
        count = len(self._document.value.personas)
        if 0 <= index < count:
            edit = partial(with_person_at, person_id=person_id, index=index)
            self._document.apply("edits.move", edit)
            self.people.enter(index)

    def _remove(self, person_id: str, place: int) -> None:
        edit = partial(remove_entry, register="personas", entry_id=person_id)
        if self._document.apply("edits.remove_persona", edit):
            self.people.enter(place)

    def _duplicate(self, place: int) -> None:
        copied = with_changes(self._document.value.personas[place], id=new_id())
        if self._document.apply("edits.duplicate", lambda held: _added(held, copied, place + 1)):
            self.people.enter(place + 1)

    # Menus

    def _show_menu(self, person_id: str, where: QPoint) -> None:
        place = self._place_of(person_id)
        if place >= 0:
            menu = self.menu_of(person_id)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(where)

    def menu_of(self, person_id: str) -> QMenu:
        """Return the menu of someone's tile."""
        place = self._place_of(person_id)
        person = self._document.value.personas[place]
        menu = QMenu(self)
        menu.setTitle(name_of(person, self._language))
        switch = "switch_off" if person.is_visible else "switch_on"
        groups: tuple[tuple[tuple[str, str], ...], ...] = (
            (("edit", "edit"), ("switch", f"do_{switch}")),
            (("photo", "photo"), *((("no_photo", "no_photo"),) if person.image else ())),
            (("sheet", "sheet"), ("keep", "keep")),
            (("cut", "cut"), ("copy", "copy"), ("paste", "paste"), ("duplicate", "duplicate")),
            (
                *((("up", "up"),) if place > 0 else ()),
                *((("down", "down"),) if place + 1 < len(self.people.tiles) else ()),
                ("remove", "remove"),
            ),
        )
        for group in groups:
            for what, key in group:
                text = self._language(f"personas.{key}")
                menu.addAction(text, partial(self.do, what, person_id))
            menu.addSeparator()
        return menu

    def _show_adding(self) -> None:
        self.fill_adding(self._adding)
        self._adding.popup(self.add_button.mapToGlobal(self.add_button.rect().bottomLeft()))

    def fill_adding(self, menu: QMenu) -> None:
        """Offer all ways to have one more."""
        menu.clear()
        words = self._language
        for kind, icon, _ in _KINDS:
            made = menu.addAction(words(f"window.inspector.add_{kind}"), partial(self.add, kind))
            made.setIcon(make_icon(icon, self.palette(), size=15))
        if self._service is not None:
            menu.addSeparator()
            menu.addAction(words("personas.paste"), partial(self._service.do, "paste", ""))
            self._service.fill_library(menu)

    def _build(self) -> None:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.2)
        font.setBold(True)
        self._title.setFont(font)
        for label in (self._title, self._lead):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._lead.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.add_button.clicked.connect(self._show_adding)
        self.add_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.add_button.setAutoRaise(True)
        head = QHBoxLayout()
        head.setContentsMargins(scaled(14), scaled(10), scaled(10), scaled(4))
        head.addWidget(self._title, 1)
        head.addWidget(self.add_button)
        empty = QVBoxLayout(self._empty)
        empty.setContentsMargins(scaled(14), 0, scaled(14), scaled(14))
        empty.setSpacing(scaled(8))
        empty.addWidget(self._lead)
        for kind, button in self.empty_buttons.items():
            button.clicked.connect(partial(self.add, kind))
            empty.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        give_room(self.add_button, *self.empty_buttons.values())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._empty)
        column.addWidget(self.people, 1)
        self.recolour()


def _added(journey: JourneyMap, made: Customer, index: int | None = None) -> JourneyMap:
    return add_entry(journey, "personas", made, index)
