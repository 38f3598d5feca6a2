"""The votes of a round in a table: a row for each card voted on, a column for each colour."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from model.cards import Card
from model.edits.votes import colours_of, count_of, set_vote_count
from model.journey import JourneyMap
from model.lanes import CardsLane
from model.voting import VotingRound
from widgets.canvas.selection import item_selection
from widgets.document import OpenDocument
from widgets.language import Language
from widgets.overrides import guarded
from widgets.text_scale import scaled
from widgets.vote_words import colour_words, round_words

_SIZE_PX = (640, 560)
_BOX_PX = 84
_MOST_LETTERS = 160


@guarded
class VoteEntry(QDialog):
    """Numbers go into the map as they are typed; Enter goes down a column.

    Attributes:
        jumped: A card is to be shown on the map.
    """

    jumped = Signal(object)

    def __init__(
        self, document: OpenDocument, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._language = document, language
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.rounds = QComboBox(self)
        self.told = QLabel(self)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self.table = QTableWidget(self)
        self.boxes: dict[tuple[str, str], QSpinBox] = {}
        self._shape: object = None
        self._buttons = QDialogButtonBox(self)
        self._close = self._buttons.addButton("", QDialogButtonBox.ButtonRole.RejectRole)
        self._build()
        document.changed.connect(self._follow)
        language.changed.connect(self._anew)
        self._anew()

    @property
    def round(self) -> VotingRound | None:
        """The round whose votes are shown."""
        rounds = self._document.value.rounds
        wanted = self.rounds.currentData()
        return next((held for held in rounds if held.id == wanted), None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Go down and up the column by Enter; Escape closes."""
        if (
            isinstance(watched, QSpinBox)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._step(watched, -1 if is_back else 1)
            return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self.rounds.currentIndexChanged.connect(self._fill)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(True)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.cellDoubleClicked.connect(self._jump)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (self.rounds, self.told, self.table, self._buttons):
            column.addWidget(widget)
        column.setStretchFactor(self.table, 1)
        wished = QSize(scaled(_SIZE_PX[0]), scaled(_SIZE_PX[1]))
        self.resize(wished.boundedTo(self.screen().availableSize() * 0.9))

    def _anew(self) -> None:
        words = self._language
        self.setWindowTitle(words("forms.votes.title"))
        self._close.setText(words("dialogs.close"))
        self.rounds.setAccessibleName(words("window.inspector.round"))
        self.table.setAccessibleName(words("forms.votes.title"))
        self._fill_rounds()
        self._shape = None
        self._fill()

    def _fill_rounds(self) -> None:
        held = self.rounds.currentData()
        rounds = sorted(self._document.value.rounds, key=lambda each: -each.number)
        with QSignalBlocker(self.rounds):
            self.rounds.clear()
            for each in rounds:
                self.rounds.addItem(round_words(each, self._language), each.id)
            self.rounds.setCurrentIndex(max(self.rounds.findData(held), 0))

    def _follow(self, before: JourneyMap, after: JourneyMap) -> None:
        if before.rounds is not after.rounds:
            self._fill_rounds()
        self._fill()

    def _fill(self) -> None:
        held = self.round
        cards = list(voted_cards(self._document.value, held)) if held else []
        colours = colours_of(held) if held else ()
        shape = (held, self._language.code, tuple((card.id, card.text) for card in cards))
        if shape != self._shape:
            self._shape = shape
            self._make(held, cards)
        for card in cards:
            for colour in colours:
                box = self.boxes[card.id, colour.colour]
                with QSignalBlocker(box):
                    box.setValue(count_of(card.votes, held.number if held else 1, colour.colour))
        self._tell(cards)

    def _make(self, held: VotingRound | None, cards: list[Card]) -> None:
        self.boxes.clear()
        self.table.clear()
        colours = colours_of(held) if held else ()
        self.table.setRowCount(len(cards))
        self.table.setColumnCount(1 + len(colours))
        titles = [colour_words(colour, self._language) for colour in colours]
        self.table.setHorizontalHeaderLabels([self._language("forms.votes.card"), *titles])
        for row, card in enumerate(cards):
            words = " ".join(card.text.split()) or self._language("window.outline.empty_card")
            item = QTableWidgetItem(words[:_MOST_LETTERS])
            item.setData(Qt.ItemDataRole.UserRole, card.id)
            item.setToolTip("")
            self.table.setItem(row, 0, item)
            for place, colour in enumerate(colours):
                self.table.setCellWidget(row, place + 1, self._box(held, card, words, place))
                self.boxes[card.id, colour.colour].setAccessibleName(f"{words}: {titles[place]}")
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def _box(self, held: VotingRound | None, card: Card, words: str, place: int) -> QSpinBox:
        box = QSpinBox(self.table)
        box.setRange(0, 9999)
        box.setMinimumWidth(scaled(_BOX_PX))
        box.setAccessibleName(words)
        box.installEventFilter(self)
        if held is not None:
            colour = colours_of(held)[place].colour
            self.boxes[card.id, colour] = box
            box.valueChanged.connect(partial(self._enter, card.id, held.number, colour))
            box.editingFinished.connect(self._document.seal)
        return box

    def _enter(self, card_id: str, number: int, colour: str, count: int) -> None:
        self._document.apply(
            "edits.enter_votes",
            lambda held: set_vote_count(held, card_id, number, colour, count),
            merge=f"votes {card_id} {number} {colour}",
        )

    def _step(self, box: QSpinBox, by: int) -> None:
        keys = list(self.boxes)
        card_id, colour = next(key for key in keys if self.boxes[key] is box)
        column = [key for key in keys if key[1] == colour]
        place = column.index((card_id, colour)) + by
        if 0 <= place < len(column):
            there = self.boxes[column[place]]
            there.setFocus(Qt.FocusReason.TabFocusReason)
            there.selectAll()
            self.table.scrollTo(self.table.model().index(place, 0))

    def _jump(self, row: int, _column: int) -> None:
        item = self.table.item(row, 0)
        if item is not None:
            self.jumped.emit(item_selection([item.data(Qt.ItemDataRole.UserRole)]))

    def _tell(self, cards: list[Card]) -> None:
        words, held = self._language, self.round
        if held is None:
            self.told.setText(words("forms.votes.no_round"))
            return
        entered = sum(
            votes.count for card in cards for votes in card.votes if votes.round == held.number
        )
        if held.budget is None:
            self.told.setText(words("forms.votes.entered", count=entered))
            return
        key = "short" if entered < held.budget else "over" if entered > held.budget else "exact"
        self.told.setText(
            words(
                f"forms.votes.{key}",
                people=held.participants,
                dots=held.dots_each,
                budget=held.budget,
                entered=entered,
                missing=abs(held.budget - entered),
            )
        )


def voted_cards(journey: JourneyMap, held: VotingRound) -> Iterator[Card]:
    """Yield the cards a round is about, lane by lane and step by step."""
    for lane in journey.lanes:
        if isinstance(lane, CardsLane) and (not held.lanes or lane.id in held.lanes):
            for step in journey.steps:
                yield from lane.cells.get(step.id, ())
