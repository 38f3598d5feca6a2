"""A matrix with its tray: notes are dragged, or moved by keys, and each move rates a card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from model.layout.theme import Theme
from model.priorities import MATRICES, MatrixKind, Note, quadrant_of, rate
from model.priorities.notes import MIDDLE
from widgets.document import OpenDocument
from widgets.language import Language
from widgets.overrides import guarded
from widgets.priorities.board import Board
from widgets.priorities.note import NoteButton
from widgets.text_scale import scaled

_TRAY_WIDTH, _TRAY_NOTE, _TRAY_GAP = 210, 62, 6
_ACROSS = 2.5  # how much worse a note is that lies aside than one that lies straight on


@guarded
class MatrixView(QWidget):
    """``jump_asked`` carries the ids to look for on the map."""

    jump_asked = Signal(tuple)

    def __init__(
        self,
        kind: MatrixKind,
        document: OpenDocument,
        language: Language,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind, self._document, self._language = kind, document, language
        self._theme = theme
        self._buttons: dict[str, NoteButton] = {}
        self._current = ""
        self.board = Board(kind, language, self)
        self.tray = _Tray(self)
        self._tray_title = QLabel(self)
        self._ghost = QLabel(self)
        self._ghost.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ghost.hide()
        self._hint = QLabel(language("priorities.hint"), self)
        self._empty = QLabel(language(f"priorities.empty.{kind}"), self)
        for label in (self._hint, self._empty, self._tray_title):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._build()

    @property
    def kind(self) -> MatrixKind:
        """Which matrix it is."""
        return self._kind

    def button(self, card_id: str) -> NoteButton:
        """Return the note of a card.

        Raises:
            KeyError: If it is not in this matrix.
        """
        return self._buttons[card_id]

    def show_notes(self, notes: Sequence[Note], why: Mapping[str, str]) -> None:
        """Show ``notes``; ``why`` explains the place of each card."""
        focused = next((card for card, held in self._buttons.items() if held.hasFocus()), "")
        wanted = {note.card for note in notes}
        for card in [card for card in self._buttons if card not in wanted]:
            self._buttons.pop(card).deleteLater()
        fields: dict[tuple[int, int], list[NoteButton]] = {}
        waiting = []
        for note in notes:
            button = self._buttons.get(note.card) or self._make(note)
            if note.x is not None and note.y is not None:
                _put(button, self.board)
                fields.setdefault((note.x, note.y), []).append(button)
            else:
                _put(button, self.tray.ground)
                waiting.append(button)
            tip = f"{note.text}\n{why.get(note.card, '')}"
            button.show_note(note, self._name(note), tip, self._known(note))
        self.board.lay_out(fields)
        self.tray.lay_out(waiting)
        told = "tray" if waiting else "tray_none"
        self._tray_title.setText(self._language(f"priorities.{told}", count=len(waiting)))
        self._empty.setVisible(not notes)
        if focused in self._buttons:
            self._buttons[focused].setFocus()
            self.tray.ensureWidgetVisible(self._buttons[focused], 0, 8)
        order = [note.card for note in notes]
        self._be_current(focused or self._current if self._current in wanted else "", order)

    def recolour(self, theme: Theme) -> None:
        """Paint the notes in ``theme``."""
        self._theme = theme
        for button in self._buttons.values():
            button.recolour(theme)

    def _make(self, note: Note) -> NoteButton:
        button = NoteButton(note, self._theme, self)
        button.opened.connect(self._open)
        button.moved.connect(self._move)
        button.stepped.connect(self._step)
        button.removed.connect(partial(self._rate, ratings=None))
        button.focused.connect(self._be_current)
        button.dragged.connect(self._drag)
        button.dropped.connect(self._drop)
        button.drag_ended.connect(self._end_drag)
        self._buttons[note.card] = button
        return button

    def _name(self, note: Note) -> str:
        words, axes = self._language, MATRICES[self._kind]
        if note.x is None or note.y is None:
            known = self._known(note)
            key = "half" if known else "unrated"
            return words(f"priorities.name.{key}", text=note.text, known=known)
        corner = quadrant_of(note.x, note.y)
        key = "middle" if corner == "middle" else f"{self._kind}.{corner}"
        return words(
            "priorities.name.rated",
            text=note.text,
            y_name=words(f"priorities.rating.{axes.y}"),
            y=note.y,
            x_name=words(f"priorities.rating.{axes.x}"),
            x=note.x,
            corner=words(f"priorities.corner.{key}"),
        )

    def _known(self, note: Note) -> str:
        """Return the one rating of a note that lacks the other; "" if it has both or none."""
        axes = MATRICES[self._kind]
        known = {axes.y: note.y, axes.x: note.x}
        said = [(name, rating) for name, rating in known.items() if rating is not None]
        if len(said) != 1:
            return ""
        name, rating = said[0]
        return f"{self._language(f'priorities.rating.{name}')} {rating}"

    # --- what the notes ask ----------------------------------------------------------------------

    def _open(self, card: str) -> None:
        self.jump_asked.emit((card,))

    def _move(self, card: str, right: int, up: int) -> None:
        note = self._buttons[card].note
        if note.x is None or note.y is None:
            # The one rating that it may have stands.
            self._rate(card, (note.x or MIDDLE, note.y or MIDDLE))
        else:
            self._rate(card, (_rating(note.x + right), _rating(note.y + up)))

    def _rate(self, card: str, ratings: tuple[int, int] | None) -> None:
        x, y = ratings or (None, None)
        label = "edits.rate" if ratings else "edits.unrate"
        self._document.apply(label, lambda held: rate(held, self._kind, card, x, y))

    def _step(self, card: str, right: int, up: int) -> None:
        """Give the keyboard to the nearest note that way."""
        here = self._middle(self._buttons[card])
        best: tuple[float, NoteButton] | None = None
        for button in self._buttons.values():
            way = self._middle(button) - here
            along = way.x() * right - way.y() * up
            if along > 0:
                aside = abs(way.y() * right) + abs(way.x() * up)
                cost = along + _ACROSS * aside
                if best is None or cost < best[0]:
                    best = cost, button
        if best is not None:
            best[1].setFocus(Qt.FocusReason.OtherFocusReason)
            self.tray.ensureWidgetVisible(best[1], 0, 8)

    def _be_current(self, card: str, order: Sequence[str] = ()) -> None:
        """Let Tab come to this note, else to the first: a hundred stops would be no way round."""
        chosen = card if card in self._buttons else next(iter(order), "")
        for held, button in self._buttons.items():
            wanted = Qt.FocusPolicy.StrongFocus if held == chosen else Qt.FocusPolicy.ClickFocus
            if button.focusPolicy() != wanted:
                button.setFocusPolicy(wanted)
        self._current = chosen

    # --- dragging --------------------------------------------------------------------------------

    def _drag(self, card: str, where: QPoint) -> None:
        button = self._buttons[card]
        if not self._ghost.isVisible():
            self._ghost.setPixmap(button.grab())
            self._ghost.resize(button.size())
            self._ghost.show()
            self._ghost.raise_()
        point = self.mapFromGlobal(where)
        self._ghost.move(point - QPoint(button.width() // 2, button.height() // 2))
        self.board.aim(self.board.ratings_at(self.board.mapFromGlobal(where)))

    def _drop(self, card: str, where: QPoint) -> None:
        ratings = self.board.ratings_at(self.board.mapFromGlobal(where))
        if ratings is not None:
            self._rate(card, ratings)
        elif self.tray.rect().contains(self.tray.mapFromGlobal(where)):
            self._rate(card, None)

    def _end_drag(self) -> None:
        self._ghost.hide()
        self.board.aim(None)

    def _middle(self, button: NoteButton) -> QPoint:
        return button.mapTo(self, button.rect().center())

    def _build(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(6)
        side.addWidget(self._tray_title)
        side.addWidget(self.tray, 1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.board, 1)
        row.addLayout(side)
        whole = QVBoxLayout(self)
        whole.addWidget(self._empty)
        whole.addLayout(row, 1)
        whole.addWidget(self._hint)


@guarded
class _Tray(QScrollArea):
    """Notes that are not rated yet, one below the other."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.ground = QWidget(self)
        self._notes: list[NoteButton] = []
        self.setWidget(self.ground)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(min(scaled(_TRAY_WIDTH), 340))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def lay_out(self, notes: Sequence[NoteButton]) -> None:
        """Lay ``notes`` out in their order."""
        self._notes = list(notes)
        width, high, gap = self.viewport().width(), scaled(_TRAY_NOTE), _TRAY_GAP
        height = len(notes) * (high + gap) + gap
        self.ground.resize(width, max(height, self.viewport().height()))
        for place, note in enumerate(self._notes):
            note.setGeometry(gap, gap + place * (high + gap), width - 2 * gap, high)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Use the width there is beside the scroll bar."""
        super().resizeEvent(event)
        self.lay_out(self._notes)


def _put(button: NoteButton, parent: QWidget) -> None:
    if button.parentWidget() is not parent:
        button.setParent(parent)
    button.show()


def _rating(wanted: int) -> int:
    return min(max(wanted, 1), 5)
