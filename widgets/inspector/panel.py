"""The inspector: everything that can be said about what is chosen, edited in place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import chain
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from model.cards import Card
from model.edits import Register, add_entry, move_entry, remove_entry
from model.find import item_place, step_place
from model.journey import JourneyMap
from widgets.canvas.selection import NOTHING, Selection
from widgets.document import OpenDocument
from widgets.icons import make_icon
from widgets.inspector.entries_row import kind_of_entry
from widgets.inspector.field_table import PLANNED_TYPES
from widgets.inspector.form import Form
from widgets.inspector.new_entries import new_entry
from widgets.inspector.offers import offered_words
from widgets.inspector.row import HistoryKeys, Surroundings
from widgets.inspector.subject import MAP, REGISTERS, Subject, parts, subject_of, with_field
from widgets.lagging import Lagging
from widgets.language import Language
from widgets.overrides import guarded
from widgets.side import SidePanel
from widgets.text_scale import give_room

_ENTRY_NOUNS: dict[Register, str] = {
    "personas": "persona",
    "evidence": "evidence",
    "views": "view",
    "rounds": "round",
    "channels": "channel",
}


@guarded
class Inspector(SidePanel):
    """Shows the form of what is chosen.

    Attributes:
        image_wanted: A picture is wanted for the item of this id.
        action_asked: An action of the window is asked for by its id.
    """

    image_wanted = Signal(str)
    action_asked = Signal(str)
    lag: Lagging

    def __init__(
        self, document: OpenDocument, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._language = language
        self._selection = NOTHING
        self.subject = MAP
        self._planned = ""  # id of the card whose plan was unfolded
        keys = HistoryKeys(document, self)
        self._around = Surroundings(language, document, self._offers, keys)
        self._forms: dict[str, Form] = {}
        self._title = QLabel(self)
        self._place = QLabel(self)
        self._back = QToolButton(self)
        self._stack = QStackedWidget(self)
        self._build()
        self.lag = Lagging(document, self._changed, self)
        language.changed.connect(self.retranslate)
        self.retranslate()
        self._show()

    @property
    def form(self) -> Form:
        """The form that is shown."""
        return self._forms[self.subject.kind]

    def show_selection(self, selection: Selection) -> None:
        """Show what is chosen now."""
        self.lag.catch_up()
        if selection != self._selection or self.subject.kind in REGISTERS:
            self._leave()
            self._selection = selection
            self.subject = subject_of(self._document.value, selection)
            self._show()

    def leave_entry(self) -> None:
        """Show what is chosen again, if an entry of a register is shown."""
        if self.subject.kind in REGISTERS:
            self._go_back()

    def show_entry(self, entry_id: str, *, is_entered: bool = True) -> None:
        """Show an entry of a register: a persona, a company profile or a source.

        The keyboard goes to its first field if it is to be ``is_entered``.
        """
        journey = self._document.value
        registers = (getattr(journey, register) for register in _ENTRY_NOUNS)
        for entry in chain.from_iterable(registers):
            if entry.id == entry_id:
                self._leave()
                self.subject = Subject(kind_of_entry(entry), (entry_id,))
                self._show()
                if is_entered:
                    self.focus_first()

    def show_field(self, path: str) -> None:
        """Scroll to the field ``path`` of what is shown, its section opened; no focus moves."""
        area = self._stack.currentWidget()
        row = self.form.show_row(path)
        if row is not None and isinstance(area, QScrollArea):
            self.form.adjustSize()
            area.ensureWidgetVisible(row)

    def add_entry(self, kind: str) -> None:
        """Add an empty entry and show it."""
        made = new_entry(kind, self._document.value, self._language)
        register = REGISTERS[kind]
        label = f"edits.add_{_ENTRY_NOUNS[register]}"
        if self._document.apply(label, lambda journey: add_entry(journey, register, made)):
            self.show_entry(made.id)  # type: ignore[attr-defined]

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        self.form.focus_first()

    def commit(self) -> None:
        """Take what is half typed."""
        self.form.commit()

    def retranslate(self) -> None:
        """Word everything anew."""
        self._back.setText(self._language("window.inspector.back"))
        self.setAccessibleName(self._language("window.inspector.title"))
        for form in self._forms.values():
            form.retranslate()
        self._show()

    def recolour(self) -> None:
        """Draw the icons anew."""
        self._back.setIcon(make_icon("chevron-left", self.palette(), size=15))
        for form in self._forms.values():
            form.recolour()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_stack"):
            self.recolour()

    def _changed(self, _before: JourneyMap, after: JourneyMap) -> None:
        if self.subject.kind in REGISTERS:
            if not parts(after, self.subject):
                self.subject = subject_of(after, self._selection)
        else:
            self.subject = subject_of(after, self._selection)
        self._show()

    def _show(self) -> None:
        found = parts(self._document.value, self.subject)
        if not found:
            self.subject = MAP
            found = parts(self._document.value, MAP)
        form = self._form_of(self.subject.kind)
        form.show_parts(found)
        if self._stack.currentWidget() is not form.parent_area:
            self._stack.setCurrentWidget(form.parent_area)
        self._show_head(len(found))
        if self.subject.kind == "card":
            self._open_plan(form, found[0])

    def _form_of(self, kind: str) -> Form:
        if kind not in self._forms:
            form = Form(kind, self._around)
            area = QScrollArea(self._stack)
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setWidget(form)
            area.viewport().setAutoFillBackground(False)
            form.setAutoFillBackground(False)
            form.parent_area = area
            form.changed.connect(self._apply)
            form.asked.connect(self._asked)
            form.sealed.connect(self._document.seal)
            self._forms[kind] = form
            self._stack.addWidget(area)
        return self._forms[kind]

    def _apply(self, path: str, value: Any) -> None:
        subject = self.subject
        kind = "lane" if subject.kind.endswith("lane") else subject.kind
        kind = {"icp": "persona", "mixture": "cards"}.get(kind, kind)
        if kind == "card" and len(subject.ids) > 1:
            kind = "cards"
        elif path.startswith("sheet."):
            kind = "sheet"
        self._document.apply(
            f"edits.change_{kind}",
            lambda journey: with_field(journey, subject, path, value),
            merge=f"{subject.kind} {' '.join(subject.ids)} {path}",
        )

    def _asked(self, what: str, about: Any) -> None:
        if what == "image":
            self.image_wanted.emit(self.subject.ids[0])
        elif what == "entry":
            self.show_entry(about)
        elif what == "add_entry":
            self.add_entry(about)
        elif what == "remove_entry":
            self._remove_entry(about)
        elif what == "move_entry":
            self._move_entry(*about)
        else:
            self.action_asked.emit(what)

    def _remove_entry(self, entry_id: str) -> None:
        journey = self._document.value
        for register, noun in _ENTRY_NOUNS.items():
            if any(held.id == entry_id for held in getattr(journey, register)):
                self._document.apply(
                    f"edits.remove_{noun}",
                    partial(remove_entry, register=register, entry_id=entry_id),
                )
                return

    def _move_entry(self, entry_id: str, by: int) -> None:
        journey = self._document.value
        for register in _ENTRY_NOUNS:
            ids = [held.id for held in getattr(journey, register)]
            if entry_id in ids and 0 <= (place := ids.index(entry_id) + by) < len(ids):
                edit = partial(move_entry, register=register, entry_id=entry_id, index=place)
                self._document.apply("edits.move", edit)
                return

    def _leave(self) -> None:
        self.form.commit()
        self._document.seal()

    def _offers(self, vocabulary: str) -> Sequence[str]:
        phase_id = self.subject.ids[0] if self.subject.kind == "phase" else None
        return offered_words(self._document.value, vocabulary, phase_id)

    def _open_plan(self, form: Form, card: Any) -> None:
        """Unfold the plan of cards that end in someone doing something."""
        if isinstance(card, Card) and self._planned != card.id:
            self._planned = card.id
            place = item_place(self._document.value, card.id)
            of_lane = getattr(place.lane, "card_type", None) if place else None
            if card.action is not None or (card.type or of_lane) in PLANNED_TYPES:
                form.sections["action"].set_open(True)

    def _show_head(self, count: int) -> None:
        words = self._language
        kind = "lane" if self.subject.kind.endswith("lane") else self.subject.kind
        title = words(f"window.inspector.{kind}")
        if count > 1:
            many = words("window.inspector.many", count=count)
            title = many if kind == "mixture" else f"{title} \u00b7 {many}"
        self._title.setText(title)
        self._place.setText(self._place_text())
        self._place.setVisible(bool(self._place.text()))
        self._back.setVisible(self.subject.kind in REGISTERS)

    def _place_text(self) -> str:
        """Return where the chosen item stands, in words."""
        if self._selection.kind == "nothing" and self.subject == MAP:
            return self._language("window.inspector.nothing_chosen")
        if self._selection.kind != "items" or self.subject.kind in REGISTERS:
            return ""
        if len(self._selection.ids) > 1:
            return self._language("window.inspector.for_all_of_them")
        journey = self._document.value
        place = item_place(journey, self._selection.current or "")
        column = step_place(journey, place.step_id) if place else None
        if place is None or column is None:
            return ""
        step = column.step.name or (
            column.phase.name
            if len(column.phase.steps) == 1
            else self._language("window.outline.step", number=column.column + 1)
        )
        lane = place.lane.name or self._language("window.outline.no_name")
        return self._language("window.inspector.of_lane", lane=lane, step=step)

    def _go_back(self) -> None:
        self._leave()
        self.subject = subject_of(self._document.value, self._selection)
        self._show()

    def _build(self) -> None:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.2)
        font.setBold(True)
        self._title.setFont(font)
        for label in (self._title, self._place):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._place.setForegroundRole(self._place.foregroundRole().PlaceholderText)
        give_room(self._back)
        self._back.setAutoRaise(True)
        self._back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._back.setIcon(make_icon("chevron-left", self.palette(), size=15))
        self._back.clicked.connect(self._go_back)
        head = QVBoxLayout()
        head.setContentsMargins(14, 12, 14, 4)
        head.setSpacing(2)
        line = QHBoxLayout()
        line.addWidget(self._back)
        line.addStretch(1)
        head.addLayout(line)
        head.addWidget(self._title)
        head.addWidget(self._place)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.subject = MAP
        self._form_of("map")
