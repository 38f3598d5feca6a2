"""Votes: rounds, the recount against what there was to give, ties, and a table to enter dots in."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from model.cards import Card
from model.counting import Recount, recounts, suggested_dots
from model.edits import add_entry, set_entry
from model.find import in_wall_order, item_by_id
from model.journey import JourneyMap
from model.priorities import MATRICES, recounted, with_votes
from model.priorities.notes import ranked_of
from model.texts import Texts
from model.values import new_id
from model.voting import DotColour, VotingRound
from widgets.document import OpenDocument
from widgets.language import Language
from widgets.overrides import guarded
from widgets.priorities.vote_table import VoteTable
from widgets.vote_words import colour_words

_MOST_PEOPLE, _MOST_DOTS, _MOST_TIED = 9999, 99, 5


@guarded
class VotesView(QWidget):
    """``jump_asked`` carries the ids to look for on the map."""

    jump_asked = Signal(tuple)

    def __init__(
        self, document: OpenDocument, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._language = document, language
        self.rounds = QComboBox(self)
        self.rounds.setAccessibleName(language("priorities.round_label"))
        self.rounds.activated.connect(self._show)
        self.add_button = QPushButton(language("priorities.add_round"), self)
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(self._add)
        self.people = self._box("people", _MOST_PEOPLE)
        self.dots = self._box("dots", _MOST_DOTS)
        self.recount = self._label()
        self.colours = self._label()
        self.top = self._label()
        self.empty = self._label()
        self.table = VoteTable(language, self)
        self.table.votes.entered.connect(self._enter)
        self.table.opened.connect(self._open)
        self._build()
        self.show_map(document.value)

    def show_map(self, journey: JourneyMap) -> None:
        """Show the rounds of ``journey``; the one that is shown stays."""
        chosen = self.rounds.currentData()
        found = recounts(journey)
        with QSignalBlocker(self.rounds):
            self.rounds.clear()
            for recount in found:
                self.rounds.addItem(self._round_name(journey, recount), recount.number)
            place = self.rounds.findData(chosen)
            self.rounds.setCurrentIndex(place if place >= 0 else len(found) - 1)
        self._show()

    def begin(self) -> None:
        """Give the keyboard to the first number, or to what begins the first round."""
        if self.current is None:
            self.add_button.setFocus()
        else:
            self.table.begin()

    @property
    def current(self) -> Recount | None:
        """The recount of the round that is shown."""
        number = self.rounds.currentData()
        return next((it for it in recounts(self._document.value) if it.number == number), None)

    def _show(self) -> None:
        recount, journey = self.current, self._document.value
        entry = _entry_of(journey, recount)
        has_round = recount is not None
        for widget in (self.recount, self.colours, self.top, self.table, self.rounds):
            widget.setVisible(has_round)
        for box in (self.people, self.dots):
            box.setEnabled(has_round)
        with QSignalBlocker(self.people), QSignalBlocker(self.dots):
            self.people.setValue(entry.participants or 0 if entry else 0)
            self.dots.setValue(entry.dots_each or 0 if entry else 0)
        self.empty.setVisible(not has_round)
        if recount is None:
            return
        words = Texts(self._language.code)
        self.recount.setText(recounted(recount, entry, words))
        self.colours.setText(self._by_colour(recount))
        self.colours.setVisible(len(recount.by_colour) > 1)
        self.top.setText(self._top(journey, recount))
        self.top.setVisible(bool(recount.cards))
        colours = [one.colour for one in recount.by_colour] or [""]
        names = [self._colour_name(recount, colour) for colour in colours]
        cards = _options(journey, recount, entry)
        self.table.votes.show_cards(cards, recount.number, colours, names)

    def _round_name(self, journey: JourneyMap, recount: Recount) -> str:
        entry = _entry_of(journey, recount)
        said = self._language("priorities.round", number=recount.number)
        question = entry.question if entry is not None else ""
        return f"{said}: {question}" if question else said

    def _colour_name(self, recount: Recount, colour: str) -> str:
        meaning = next((it.meaning for it in recount.by_colour if it.colour == colour), "")
        return colour_words(DotColour(colour=colour, meaning=meaning), self._language)

    def _by_colour(self, recount: Recount) -> str:
        return " · ".join(
            f"{self._colour_name(recount, one.colour)}: {self._language.number(one.count)}"
            for one in recount.by_colour
        )

    def _top(self, journey: JourneyMap, recount: Recount) -> str:
        top = recount.top
        texts = [getattr(item_by_id(journey, card), "text", "") for card in top[:_MOST_TIED]]
        names = " · ".join(" ".join(text.split()) for text in texts)
        if len(top) > _MOST_TIED:
            names += " …"
        count = recount.cards[0].count if recount.cards else 0
        dots = self._language("priorities.dots_count", count=count)
        key = "priorities.top_tied" if len(top) > 1 else "priorities.top"
        return self._language(key, dots=dots, names=names, cards=len(top))

    # --- edits -----------------------------------------------------------------------------------

    def _enter(self, card: str, colour: str, count: int) -> None:
        number = int(self.rounds.currentData())
        self._document.apply(
            "edits.enter_votes", lambda held: with_votes(held, card, number, colour, count)
        )

    def _add(self) -> None:
        journey = self._document.value
        number = max((it.number for it in recounts(journey)), default=0) + 1
        options = len(ranked_of(journey, "opportunities")) or 1
        made = VotingRound(id=new_id(), number=number, dots_each=suggested_dots(options))
        self._document.apply("edits.add_round", lambda held: add_entry(held, "rounds", made))
        self.rounds.setCurrentIndex(self.rounds.findData(number))
        self._show()
        self.people.setFocus()

    def _set(self) -> None:
        recount = self.current
        entry = _entry_of(self._document.value, recount)
        fields = {
            "participants": self.people.value() or None,
            "dots_each": self.dots.value() or None,
        }
        if entry is None:
            if recount is not None:  # votes of a round that nobody has described before
                new = VotingRound.model_validate(
                    {"id": new_id(), "number": recount.number, **fields}
                )
                self._document.apply("edits.add_round", lambda m: add_entry(m, "rounds", new))
            return
        self._document.apply(
            "edits.change_round",
            lambda held: set_entry(held, "rounds", entry.id, **fields),
            merge=f"round:{entry.id}",
        )

    def _open(self, card: str) -> None:
        self.jump_asked.emit((card,))

    # --- making ----------------------------------------------------------------------------------

    def _box(self, name: str, most: int) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(0, most)
        box.setSpecialValueText(self._language("priorities.unknown"))
        box.setAccessibleName(self._language(f"priorities.{name}"))
        box.setKeyboardTracking(False)
        box.valueChanged.connect(self._set)
        return box

    def _label(self) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _build(self) -> None:
        words = self._language
        self.empty.setText(words("priorities.no_rounds"))
        font = self.recount.font()
        font.setBold(True)
        self.recount.setFont(font)
        row = QHBoxLayout()
        row.addWidget(self.rounds, 1)
        for name, box in (("people", self.people), ("dots", self.dots)):
            label = QLabel(words(f"priorities.{name}"), self)
            label.setBuddy(box)
            row.addWidget(label)
            row.addWidget(box)
        row.addStretch(1)
        row.addWidget(self.add_button)
        whole = QVBoxLayout(self)
        whole.addLayout(row)
        for widget in (self.recount, self.colours, self.top, self.empty):
            whole.addWidget(widget)
        whole.addWidget(self.table, 1)


def _entry_of(journey: JourneyMap, recount: Recount | None) -> VotingRound | None:
    if recount is None or recount.entry is None:
        return None
    return next((entry for entry in journey.rounds if entry.id == recount.entry), None)


def _options(journey: JourneyMap, recount: Recount, entry: VotingRound | None) -> tuple[Card, ...]:
    """Return the cards that can have votes: of the round's lanes, else all that is ranked."""
    ids = {one.card for one in recount.cards}
    if entry is not None and entry.lanes:
        lanes = [lane for lane in journey.lanes if lane.id in entry.lanes]
        ids |= {item.id for lane in lanes for cell in lane.cells.values() for item in cell}
    else:
        ids |= {one.card for kind in MATRICES for one in ranked_of(journey, kind)}
    # As they hang on the wall, where one reads the dots; votes must not change the rows' order.
    items = (place.item for place in in_wall_order(journey, ids))
    return tuple(item for item in items if isinstance(item, Card))
