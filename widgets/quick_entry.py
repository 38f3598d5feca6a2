"""The line at the foot of the canvas: ``3-4 too long a queue`` and Enter hangs a card there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QWidget

from model.codes import CellPlace, begun_code, step_of
from model.find import item_place, lane_by_id, step_place
from model.journey import JourneyMap
from model.lanes import Lane
from model.problems import Problem
from model.quick_entry import Note, read_note, with_note
from model.values import new_id
from widgets.canvas.canvas import Canvas
from widgets.canvas.overlays import CodeLabels
from widgets.canvas.selection import Selection, cell_selection, item_selection
from widgets.canvas.targets import ADD_LABELS
from widgets.document import OpenDocument
from widgets.for_window import LineInWindow
from widgets.lagging import Lagging
from widgets.language import Language
from widgets.late import be_late
from widgets.overrides import guarded
from widgets.plain_tips import plain_tip
from widgets.text_scale import scaled

_CODE_WIDTH_PX = 56
_LINE_SHARE, _HINT_SHARE = 6, 5
_WIDE_EM = 46  # narrower, the hint stands under the line
_MARGINS_PX = (10, 4, 10, 4)


@guarded
class QuickEntry(QFrame):
    """A line, the code it is about, and where that leads.

    It is about the cell one is at; a code in front leads elsewhere, and what was written there
    last is where one then is. While it has the keyboard every cell shows its code.
    """

    def __init__(
        self, document: OpenDocument, canvas: Canvas, language: Language, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._canvas = canvas
        self._language = language
        self._last: tuple[str, str] | None = None
        self._labels = CodeLabels(canvas)
        canvas.add_overlay(self._labels)
        self._code = QLabel(self)
        self.line = _Line(self)
        be_late(self.line)
        self.hint = _Elided(self)
        self._grid = QGridLayout(self)
        self._is_beside = True
        self._build()
        self.line.textChanged.connect(self._changed)
        self.line.entered.connect(self._enter)
        self.line.left.connect(self._leave)
        self.line.focused.connect(self._focused)
        self.line.history_asked.connect(self._walk_history)
        canvas.selection_changed.connect(self._selected)
        lag = Lagging(document, self._show, self)
        lag.wait_while(lambda: canvas.is_taking_letter)
        language.changed.connect(self.retranslate)
        self.retranslate()

    def start(self) -> None:
        """Give the line the keyboard, what stands in it marked."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def retranslate(self) -> None:
        """Word everything anew."""
        words = self._language
        self.line.setPlaceholderText(words("canvas.quick.placeholder"))
        self.line.setAccessibleName(words("canvas.quick.name"))
        self.line.setToolTip(words("canvas.quick.tip"))
        self._show()

    @property
    def present(self) -> tuple[str, str] | None:
        """(lane id, step id) of the cell a line without a code is about."""
        selection, journey = self._canvas.selection, self._document.value
        if selection.cell is not None:
            return selection.cell
        if selection.kind == "items" and selection.current is not None:
            place = item_place(journey, selection.current)
            if place is not None:
                return place.lane.id, place.step_id
        if self._last is None or not _is_there(journey, self._last):
            return None
        return self._last

    @property
    def waiting(self) -> str:
        """What is written and in no card yet; "" for a code, which only leads somewhere."""
        text, journey = self.line.text().strip(), self._document.value
        try:
            is_code = begun_code(text) is not None or read_note(journey, text, self.present).is_jump
        except Problem:
            is_code = False
        return "" if is_code else text

    @property
    def obstacle(self) -> str:
        """Why what is written can go nowhere as it stands; "" if it can."""
        try:
            read_note(self._document.value, self.line.text(), self.present)
        except Problem as problem:
            return self._language.of(problem)
        return ""

    def take(self) -> bool:
        """Do what Enter does with what is waiting; if it cannot be done, say why and stay."""
        if self.waiting:
            self._enter()
        if self.waiting:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        return not self.waiting

    def _selected(self) -> None:
        present = self.present
        if present is not None:
            self._last = present
        self._show()

    def _changed(self, text: str) -> None:
        if "\n" in text:
            self._add_lines(text)
        else:
            self._show(is_revealed=True)

    def _show(self, *_: object, is_revealed: bool = False) -> None:
        """Say and mark where the line leads now."""
        text, journey = self.line.text(), self._document.value
        place: CellPlace | None = None
        try:
            begun = begun_code(text)
            if begun is not None:
                said, is_problem = self._step_name(step_of(journey, *begun)), False
            else:
                note = read_note(journey, text, self.present)
                place = note.place
                said, is_problem = self._said(note), False
        except Problem as problem:
            # Nothing typed is no mistake.
            is_problem = bool(text.strip())
            said = self._language.of(problem) if is_problem else ""
        self._code.setText(place.code if place else "")
        self.hint.say(said, is_problem=is_problem)
        self.line.setAccessibleDescription(said)
        self._mark(place, is_revealed=is_revealed and bool(text.strip()))

    def _mark(self, place: CellPlace | None, *, is_revealed: bool) -> None:
        has_focus = self.line.hasFocus()
        target = (place.lane.id, place.step_id) if place and has_focus else None
        if (target, has_focus) != (self._labels.target, self._labels.is_shown):
            self._labels.target, self._labels.is_shown = target, has_focus
            self._canvas.refresh()
        if target is not None and is_revealed:
            self._canvas.reveal(cell_selection(*target))

    def _said(self, note: Note) -> str:
        words, lane = self._language, note.place.lane
        where = words(
            "canvas.quick.where",
            step=self._step_name(note.place.step_id),
            lane=lane.name or words("canvas.empty.lanes"),
        )
        if note.changed_id is not None:
            return words("canvas.quick.changes", where=where)
        return where

    def _step_name(self, step_id: str) -> str:
        place = step_place(self._document.value, step_id)
        if place is None:
            return ""
        phase = place.phase.name or self._language("canvas.empty.phases")
        if len(place.phase.steps) == 1:
            return phase
        step = place.step.name or self._language("canvas.empty.steps")
        return self._language("canvas.quick.step", phase=phase, step=step)

    def _enter(self) -> None:
        text, journey = self.line.text(), self._document.value
        if not text.strip():
            self._leave()
            return
        try:
            begun = begun_code(text)
            if begun is not None:
                self._go_to_header(step_of(journey, *begun), is_step=begun[1] is not None)
                return
            note = read_note(journey, text, self.present)
        except Problem:
            self._show()  # it says why
            self._canvas.voice.announce(self.hint.said)
            return
        if not note.is_jump and not self._apply((note,)):
            return
        if note.is_jump:
            self._go_to(note)
        self.line.setText("")  # unlike clear() this also forgets the line's own undo
        self._show()

    def _go_to_header(self, step_id: str, *, is_step: bool) -> None:
        """Choose a phase, or a step of it, that a code without a lane names."""
        place = step_place(self._document.value, step_id)
        if place is not None:
            kind, chosen = ("steps", step_id) if is_step else ("phases", place.phase.id)
            self._canvas.select(Selection(kind, (chosen,)), reveal=True)  # type: ignore[arg-type]
        self.line.setText("")

    def _go_to(self, note: Note) -> None:
        self._canvas.select(cell_selection(note.place.lane.id, note.place.step_id), reveal=True)

    def _apply(self, notes: Sequence[Note]) -> bool:
        ids = [new_id() for _ in notes]

        def with_notes(journey: JourneyMap) -> JourneyMap:
            for note, item_id in zip(notes, ids, strict=True):
                journey = with_note(journey, note, item_id)
            return journey

        label = _label_of(notes[0]) if len(notes) == 1 else "edits.add_cards"
        if not self._document.apply(label, with_notes) and notes[-1].changed_id is None:
            return False
        newest = notes[-1].changed_id or ids[-1]
        self._last = (notes[-1].place.lane.id, notes[-1].place.step_id)
        self._canvas.select(item_selection((newest,)), reveal=True)
        self._canvas.voice.announce(
            self._language("canvas.quick.added", where=self._said(notes[-1]), count=len(notes))
        )
        return True

    def _add_lines(self, text: str) -> None:
        """Add a card for each line that was pasted; all of them, or none where one cannot be."""
        present = self.present
        notes: list[Note] = []
        lines = [line for line in text.splitlines() if line.strip()]
        for number, line in enumerate(lines, 1):
            try:
                note = read_note(self._document.value, line, present)
            except Problem as problem:
                said = self._language.of(problem)
                self._refuse("canvas.quick.bad_line", number=number, line=line.strip(), why=said)
                return
            present = (note.place.lane.id, note.place.step_id)
            if not note.is_jump:
                notes.append(note)
        self.line.setText("")
        if notes and self._apply(notes):
            self.hint.say(self._language("canvas.quick.lines", count=len(notes)))

    def _refuse(self, key: str, **params: object) -> None:
        self.line.setText("")
        said = self._language(key, **params)
        self.hint.say(said, is_problem=True)
        self.line.setAccessibleDescription(said)
        self._canvas.voice.announce(said)

    def _leave(self) -> None:
        self._canvas.take_focus()

    def _focused(self, has_focus: bool) -> None:
        self._show(is_revealed=has_focus)

    def _walk_history(self, is_back: bool) -> None:
        if is_back:
            self._document.undo()
        else:
            self._document.redo()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the hint under the line where there is no room beside it."""
        super().resizeEvent(event)
        is_beside = self.width() >= _WIDE_EM * self.fontMetrics().horizontalAdvance("m")
        if is_beside != self._is_beside:
            self._place_hint(is_beside=is_beside)

    def _place_hint(self, *, is_beside: bool) -> None:
        self._is_beside = is_beside
        self._grid.removeWidget(self.hint)
        self._grid.addWidget(self.hint, *((0, 2) if is_beside else (1, 1)))
        self._grid.setColumnStretch(2, _HINT_SHARE if is_beside else 0)

    def _build(self) -> None:
        self._code.setFixedWidth(scaled(_CODE_WIDTH_PX))
        self._code.setTextFormat(Qt.TextFormat.PlainText)
        font = self._code.font()
        font.setBold(True)
        self._code.setFont(font)
        self._code.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._grid.setContentsMargins(*_MARGINS_PX)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._grid.addWidget(self._code, 0, 0)
        self._grid.addWidget(self.line, 0, 1)
        self._grid.setColumnStretch(1, _LINE_SHARE)
        self._place_hint(is_beside=True)
        self.setTabOrder(self._canvas, self.line)


@guarded
class _Line(LineInWindow):
    """The field: Enter, Escape, and undo of the map while nothing is written in it."""

    entered = Signal()
    left = Signal()
    focused = Signal(bool)
    history_asked = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter, leave, walk the history of the map, or type."""
        keys = QKeySequence.StandardKey
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.setText("")
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif not self.text() and event.matches(keys.Undo):
            self.history_asked.emit(True)
        elif not self.text() and event.matches(keys.Redo):
            self.history_asked.emit(False)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Tell that the keyboard is here."""
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Tell that it has gone."""
        super().focusOutEvent(event)
        self.focused.emit(False)


@guarded
class _Elided(QLabel):
    """A sentence on one line; what has no room stands in its tool tip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._said = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(self.fontMetrics().height() + 2)  # an empty one keeps its line

    @property
    def said(self) -> str:
        """The whole sentence."""
        return self._said

    def say(self, text: str, *, is_problem: bool = False) -> None:
        """Show ``text``, strongly where it says what is wrong."""
        self._said = text
        font = self.font()
        font.setBold(is_problem)
        self.setFont(font)
        role = QPalette.ColorRole.WindowText if is_problem else QPalette.ColorRole.PlaceholderText
        self.setForegroundRole(role)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.fontMetrics().elidedText(
            self._said, Qt.TextElideMode.ElideRight, max(self.width() - 2, 0)
        )
        self.setText(room)
        self.setToolTip(plain_tip(self._said) if room != self._said else "")


def _is_there(journey: JourneyMap, cell: tuple[str, str]) -> bool:
    return lane_by_id(journey, cell[0]) is not None and step_place(journey, cell[1]) is not None


def _label_of(note: Note) -> str:
    if note.changed_id is not None:
        return "edits.change_feeling"
    lane: Lane = note.place.lane
    return ADD_LABELS[lane.item_type]
