"""Rows of voting: the dots a card got by round and colour, and what the colours of a round mean."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSpinBox, QWidget

from model.cards import Card, Votes
from model.edits.votes import colours_of, count_of, with_count
from model.find import item_place
from model.values import MAX_LINE, Value, clean_line
from model.voting import DotColour, VotingRound
from widgets.flow_layout import FlowLayout
from widgets.inspector.adding import AddingButton, RemovingButton
from widgets.inspector.field import Field
from widgets.inspector.lines_row import Line, LinesRow
from widgets.inspector.row import Row, Surroundings
from widgets.inspector.stacked_lines import StackedLines
from widgets.inspector.subject import MIXED
from widgets.overrides import guarded
from widgets.text_scale import scaled
from widgets.vote_words import colour_words, round_words

_COLOUR_PX = 96


class VotesRow(Row):
    """Dots a card got: a box for each colour of each round of the map, and lines for the rest."""

    def __init__(self, field: Field, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(field, around, parent)
        self._votes: tuple[Votes, ...] = ()
        self._shape: object = None
        self.counts: dict[tuple[int, str], QSpinBox] = {}
        self._lines = StackedLines(self)
        self.column.addWidget(self._lines)
        self.button = AddingButton(self)
        self.button.clicked.connect(self._add)

    def show_value(self, value: Any, values: tuple[Value, ...]) -> None:
        """Show a box for each colour of the rounds, and a line for each other vote."""
        self._votes = () if value is MIXED else tuple(value or ())
        rounds = self._rounds_of(values)
        known = {(held.number, colour.colour) for held in rounds for colour in colours_of(held)}
        others = [n for n, held in enumerate(self._votes) if (held.round, held.colour) not in known]
        shape = (rounds, tuple(others))
        if shape != self._shape:
            self._shape = shape
            self._rebuild(rounds, others)
        for (number, colour), box in self.counts.items():
            with QSignalBlocker(box):
                box.setValue(count_of(self._votes, number, colour))
        for line in self._lines.of_type(_VoteLine):
            line.show_votes(self._votes[line.place])

    def retranslate(self, label: str) -> None:
        """Word the row."""
        super().retranslate(label)
        self.button.word(label, self.around.language)
        self._shape = None

    def recolour(self) -> None:
        """Make the lines anew."""
        self._shape = None

    def focus_field(self) -> None:
        """Go to the first box, else to the button."""
        (next(iter(self.counts.values()), None) or self.button).setFocus()

    def set_votes(self, place: int, votes: Votes | None) -> None:
        """Hand on the line at ``place``; None takes it away."""
        changed = [*self._votes]
        changed[place : place + 1] = [] if votes is None else [votes]
        self.changed.emit(tuple(changed))

    def _set_count(self, number: int, colour: str, count: int) -> None:
        self.changed.emit(with_count(self._votes, number, colour, count))

    def _add(self) -> None:
        self.changed.emit((*self._votes, Votes(count=1)))
        self.sealed.emit()

    def _rounds_of(self, values: tuple[Value, ...]) -> tuple[VotingRound, ...]:
        """Return the rounds in which the card is voted on, the newest first."""
        journey = self.around.journey
        place = (
            item_place(journey, values[0].id) if values and isinstance(values[0], Card) else None
        )
        lane_id = place.lane.id if place else ""
        mine = [held for held in journey.rounds if not held.lanes or lane_id in held.lanes]
        return tuple(sorted(mine, key=lambda held: -held.number))

    def _rebuild(self, rounds: tuple[VotingRound, ...], others: list[int]) -> None:
        self._lines.clear()
        self.counts.clear()
        for held in rounds:
            title = QLabel(round_words(held, self.around.language), self._lines)
            title.setTextFormat(Qt.TextFormat.PlainText)
            title.setWordWrap(True)
            title.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            self._lines.add(title)
            for colour in colours_of(held):
                self._lines.add(self._count_line(held, colour, title.text()))
        for place in others:
            self._lines.add(_VoteLine(self, place))

    def _count_line(self, held: VotingRound, colour: DotColour, title: str) -> QWidget:
        line = QWidget(self._lines)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        words = colour_words(colour, self.around.language)
        label = QLabel(words, line)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        box = QSpinBox(line)
        box.setRange(0, 9999)
        box.setAccessibleName(f"{title}: {words}")
        box.setMinimumWidth(scaled(64))
        box.valueChanged.connect(partial(self._set_count, held.number, colour.colour))
        box.editingFinished.connect(self.sealed)
        label.setBuddy(box)
        row.addWidget(label, 1)
        row.addWidget(box)
        self.counts[held.number, colour.colour] = box
        return line


@guarded
class _VoteLine(QWidget):
    def __init__(self, row: VotesRow, place: int) -> None:
        super().__init__(row)
        self._row, self.place = row, place
        words = row.around.language
        self._colour = QLineEdit(self)
        self._colour.setMaxLength(MAX_LINE)
        self._colour.setPlaceholderText(words("window.inspector.vote_colour"))
        self._colour.setAccessibleName(words("window.inspector.vote_colour"))
        row.around.history_keys.watch(self._colour)
        self._round, self._count = QSpinBox(self), QSpinBox(self)
        for box, key, low, high in (
            (self._round, "vote_round", 1, 99),
            (self._count, "vote_count", 0, 9999),
        ):
            box.setRange(low, high)
            box.setToolTip(words(f"window.inspector.{key}"))
            box.setAccessibleName(words(f"window.inspector.{key}"))
            box.valueChanged.connect(self._changed)
        self._colour.textEdited.connect(self._changed)
        self._colour.editingFinished.connect(row.sealed)
        button = RemovingButton(self, row.around, "vote_count")
        button.clicked.connect(self._removed)
        self._colour.setMaximumWidth(scaled(_COLOUR_PX))
        line = FlowLayout(self, gap=3)
        for widget in (self._colour, self._round, self._count, button):
            line.addWidget(widget)

    def show_votes(self, votes: Votes) -> None:
        """Show what is held without changing it."""
        for box, value in ((self._round, votes.round), (self._count, votes.count)):
            with QSignalBlocker(box):
                box.setValue(value)
        if clean_line(self._colour.text()) != votes.colour:
            self._colour.setText(votes.colour)

    def _changed(self) -> None:
        made = Votes(
            colour=clean_line(self._colour.text()),
            round=self._round.value(),
            count=self._count.value(),
        )
        self._row.set_votes(self.place, made)

    def _removed(self) -> None:
        self._row.set_votes(self.place, None)
        self._row.sealed.emit()


class DotColoursRow(LinesRow):
    """The colours of a round's dots, each with what it stands for."""

    def lines(self) -> tuple[DotColourLine, ...]:
        """Return the lines as they are shown."""
        return self._lines.of_type(DotColourLine)

    def make_line(self, place: int) -> Line:
        """Return an empty line."""
        return DotColourLine(self, place)

    def new_part(self) -> Value:
        """Return a colour without a name."""
        return DotColour()


class DotColourLine(Line):
    """One colour and its meaning."""

    def __init__(self, row: DotColoursRow, place: int) -> None:
        super().__init__(row, place, "dot_colour")
        self._row, self._place = row, place
        words = row.around.language
        self.colour, self.meaning = QLineEdit(self), QLineEdit(self)
        for edit, key in ((self.colour, "dot_colour"), (self.meaning, "dot_meaning")):
            edit.setMaxLength(MAX_LINE)
            edit.setPlaceholderText(words(f"window.inspector.{key}"))
            edit.setAccessibleName(words(f"window.inspector.{key}"))
            edit.textEdited.connect(self._changed)
            edit.editingFinished.connect(row.sealed)
            row.around.history_keys.watch(edit)
            self.put(edit, 2 if edit is self.colour else 3)

    def show_part(self, part: DotColour, owners: tuple[Value, ...]) -> None:  # noqa: ARG002
        """Show what is held without changing it."""
        for edit, text in ((self.colour, part.colour), (self.meaning, part.meaning)):
            if clean_line(edit.text()) != text:
                edit.setText(text)

    def _changed(self) -> None:
        colour, meaning = clean_line(self.colour.text()), clean_line(self.meaning.text())
        self._row.set_part(self._place, colour=colour, meaning=meaning)


class BudgetRow(Row):
    """How many dots there are to give in a round, once one knows how many people have how many."""

    def __init__(self, field: Field, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(field, around, parent)
        self.label.hide()
        self.told = QLabel(self)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self.column.addWidget(self.told)
        self._held: VotingRound | None = None

    def show_value(self, value: Any, values: tuple[Value, ...]) -> None:  # noqa: ARG002
        """Say the sum."""
        held = values[0] if values else None
        self._held = held if isinstance(held, VotingRound) else None
        self._tell()

    def retranslate(self, label: str) -> None:
        """Word the row."""
        super().retranslate(label)
        self._tell()

    def _tell(self) -> None:
        words, held = self.around.language, self._held
        if held is None or held.budget is None:
            self.told.setText(words("window.inspector.no_budget"))
            return
        self.told.setText(
            words(
                "window.inspector.budget",
                people=held.participants,
                dots=held.dots_each,
                count=held.budget,
            )
        )
