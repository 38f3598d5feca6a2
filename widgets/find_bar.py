"""The bar over the canvas that finds in all texts of the map, and replaces what it finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from model.journey import JourneyMap
from model.search import Match, Wanted, find_matches, locked_count, replace_matches
from model.texts_of_map import is_locked, texts_of
from model.values import clean_text
from widgets.canvas.canvas import Canvas
from widgets.canvas.found import FoundMarks
from widgets.document import OpenDocument
from widgets.for_window import LineInWindow
from widgets.icons import make_icon
from widgets.language import Language
from widgets.overrides import guarded
from widgets.pausing import pause_before
from widgets.plain_tips import plain_tip
from widgets.text_scale import give_room, scaled

_PAUSE_MS = 120
_ROUND = 24  # characters shown on each side of what is found
_COUNT_WIDTH_PX = 76  # a count that has come and gone moves nothing
_LEAST_LINE_PX = 90
_MARGIN_PX, _GAP_PX = 10, 6


@guarded
class FindBar(QFrame):
    """A line for what is wanted, the count, and a second line for what comes in its place.

    Attributes:
        shown: A match to bring into sight.
        closed: The user is done here.
    """

    shown = Signal(object)
    closed = Signal()

    def __init__(
        self, document: OpenDocument, canvas: Canvas, language: Language, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._canvas = canvas
        self._language = language
        self.matches: tuple[Match, ...] = ()
        self.present: int | None = None
        self._said: Callable[[], str] | None = None  # what was done last, until something is typed
        self._marks = FoundMarks()
        canvas.add_overlay(self._marks)
        self._pause = pause_before(self.search_now, _PAUSE_MS, self)
        self.wanted = _Line(document, self)
        self.by = _Line(document, self)
        self.count = QLabel(self)
        self._place = QLabel(self)
        self.case = QToolButton(self)
        self.whole = QToolButton(self)
        self._buttons = {name: QToolButton(self) for name in ("previous", "next", "close")}
        self.replace_button = QPushButton(self)
        self.replace_all_button = QPushButton(self)
        self._grid = QGridLayout(self)
        self._is_narrow = False
        self._build()
        document.changed.connect(self._map_changed)
        language.changed.connect(self.retranslate)
        self.retranslate()
        self.hide()

    def start(self, *, is_replacing: bool) -> None:
        """Show the bar, with the line for replacing if wished, and give it the keyboard."""
        for widget in (self.by, self.replace_button, self.replace_all_button):
            widget.setVisible(is_replacing)
        self.show()
        self.wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.wanted.selectAll()
        self.search_now()

    def leave(self) -> None:
        """Hide the bar and its marks; what is wanted is kept for the next time."""
        self._pause.stop()
        self.hide()
        self._marks.show(Wanted(""), (), None)
        self._canvas.refresh()
        self.closed.emit()

    def search_now(self) -> None:
        """Find what is wanted in the map as it is now."""
        self._pause.stop()
        held = self._match()
        self.matches = find_matches(self._document.value, self._what())
        self.present = self.matches.index(held) if held in self.matches else None
        self._show()

    def step(self, way: int) -> None:
        """Go to the next match (1) or the one before (-1), round and round."""
        self.search_now()
        if self.matches:
            if self.present is not None:
                self.present = (self.present + way) % len(self.matches)
            else:
                self.present = self._nearest(way)
            self._go()

    def replace(self) -> None:
        """Replace the present match and go to the next; without one go to the first."""
        self.search_now()
        match = self._match()
        if match is None:
            self.step(1)
            return
        by = self._by()
        if is_locked(self._document.value, match.place):
            self.step(1)
            return
        place = self.present or 0
        if self._apply((match,), by):
            self.search_now()
            end = match.start + len(by)
            rest = range(place, len(self.matches))
            following = (at for at in rest if not self._is_in(self.matches[at], match, end))
            self.present = next(following, 0) if self.matches else None
            self._go()

    def replace_all(self) -> None:
        """Replace every match, as one entry of the history; what is locked stays."""
        self.search_now()
        locked = locked_count(self._document.value, self.matches)
        count = len(self.matches) - locked
        if count and self._apply(self.matches, self._by()):
            words = self._language
            key = "find.replaced_but" if locked else "find.replaced"
            self._said = lambda: words(key, count=count, locked=locked)
            self.present = None
            self.search_now()

    def retranslate(self) -> None:
        """Word everything anew."""
        words = self._language
        for line, name in ((self.wanted, "wanted"), (self.by, "by")):
            line.setPlaceholderText(words(f"find.{name}"))
            line.setAccessibleName(words(f"find.{name}"))
        for switch, name in ((self.case, "case"), (self.whole, "whole")):
            switch.setText(words(f"find.{name}.short"))
            switch.setMinimumWidth(max(switch.sizeHint().width(), switch.minimumHeight()))
            switch.setToolTip(words(f"find.{name}"))
            switch.setAccessibleName(words(f"find.{name}"))
        self.replace_button.setText(words("find.replace"))
        self.replace_all_button.setText(words("find.replace_all"))
        for name, button in self._buttons.items():
            button.setToolTip(words(f"find.{name}"))
            button.setAccessibleName(words(f"find.{name}"))
        self.setAccessibleName(words("find.name"))
        self._show()

    def recolour(self) -> None:
        """Draw the icons anew."""
        for name, icon in (("previous", "arrow-up"), ("next", "arrow-down"), ("close", "x")):
            self._buttons[name].setIcon(make_icon(icon, self.palette(), size=15))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """No window grows for this bar: it is content with the width of two rows."""
        held = super().minimumSizeHint()
        replacing = (self.replace_button, self.replace_all_button) if self.by.isVisible() else ()
        rows = ((self.wanted, *self._buttons.values()), (self.count, self.case, self.whole))
        return QSize(max(_room(row) for row in (*rows, replacing)), held.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Take as many rows as the width asks for."""
        super().resizeEvent(event)
        self._choose_rows()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Escape leaves, from every part of the bar."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_buttons"):
            self.recolour()

    def _what(self) -> Wanted:
        return Wanted(
            self.wanted.text(),
            is_case_kept=self.case.isChecked(),
            is_whole_word=self.whole.isChecked(),
        )

    def _by(self) -> str:
        return clean_text(self.by.text())

    def _match(self) -> Match | None:
        return None if self.present is None else self.matches[self.present]

    def _nearest(self, way: int) -> int:
        """Return the first match at what is chosen on the canvas, else the first or last of all."""
        chosen = set(self._canvas.selection.ids)
        here = [at for at, match in enumerate(self.matches) if match.place.id in chosen]
        if here:
            return here[0] if way > 0 else here[-1]
        return 0 if way > 0 else len(self.matches) - 1

    def _is_in(self, match: Match, replaced: Match, end: int) -> bool:
        """Tell whether ``match`` stands in or before what ``replaced`` has become."""
        return match.place == replaced.place and match.start < end

    def _apply(self, matches: tuple[Match, ...], by: str) -> bool:
        return self._document.apply(
            "edits.replace", lambda journey: replace_matches(journey, matches, by)
        )

    def _go(self) -> None:
        self._said = None
        match = self._match()
        self._show()
        if match is not None:
            self.shown.emit(match)

    def _changed(self) -> None:
        self._said = None
        self.present = None
        self._pause.start()

    def _map_changed(self, _before: JourneyMap, _after: JourneyMap) -> None:
        if self.isVisible():
            self._pause.start()

    def _show(self) -> None:
        """Say how many there are and where we are, and mark them on the canvas."""
        words, match = self._language, self._match()
        if not self.wanted.text().strip():
            said = ""
        elif self._said is not None:
            said = self._said()
        elif match is not None:
            said = words("find.at", number=(self.present or 0) + 1, count=len(self.matches))
        elif self.matches:
            said = words("find.count", count=len(self.matches))
        else:
            said = words("find.none")
        self.count.setText(said)
        self._choose_rows()
        where = self._where(match) if match is not None else ""
        self._place.setText(where)
        self._place.setToolTip(plain_tip(where))
        self.wanted.setAccessibleDescription(f"{said} {where}".strip())
        can_replace = bool(self.matches)
        self.replace_button.setEnabled(can_replace)
        self.replace_all_button.setEnabled(can_replace)
        if self.isVisible():
            self._marks.show(self._what(), self.matches, match)
            self._canvas.refresh()

    def _where(self, match: Match) -> str:
        """Return what a match stands in, with the words round it."""
        texts = (text for place, text in texts_of(self._document.value) if place == match.place)
        text = next(texts, "")
        start, end = max(match.start - _ROUND, 0), match.end + _ROUND
        before = "…" if start else ""
        after = "…" if end < len(text) else ""
        snippet = " ".join(f"{before}{text[start:end]}{after}".split())
        kind = self._language(f"find.kind.{match.place.kind}")
        return self._language("find.where", kind=kind, text=snippet)

    def _build(self) -> None:
        self.wanted.textChanged.connect(self._changed)
        self.wanted.stepped.connect(self.step)
        self.by.stepped.connect(self.replace)
        self.case.toggled.connect(self._changed)
        self.whole.toggled.connect(self._changed)
        self._buttons["previous"].clicked.connect(self._step_back)
        self._buttons["next"].clicked.connect(self._step_on)
        self._buttons["close"].clicked.connect(self.leave)
        self.replace_button.clicked.connect(self.replace)
        self.replace_all_button.clicked.connect(self.replace_all)
        for label in (self.count, self._place):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setMinimumWidth(scaled(_COUNT_WIDTH_PX))
        give_room(*self._buttons.values(), self.case, self.whole)
        self._place.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._place.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for button in (*self._buttons.values(), self.case, self.whole):
            button.setAutoRaise(True)
        for switch in (self.case, self.whole):
            switch.setCheckable(True)
        for line in (self.wanted, self.by):
            line.setMinimumWidth(_LEAST_LINE_PX)
        self._grid.setContentsMargins(_MARGIN_PX, 6, _MARGIN_PX, 6)
        self._grid.setHorizontalSpacing(_GAP_PX)
        self._grid.setVerticalSpacing(4)
        self._arrange(is_narrow=False)
        self.recolour()

    def _choose_rows(self) -> None:
        row = (self.wanted, *self._buttons.values(), self.count, self.case, self.whole, self._place)
        is_narrow = self.width() < _room(row)
        if is_narrow != self._is_narrow:
            self._arrange(is_narrow=is_narrow)

    def _arrange(self, *, is_narrow: bool) -> None:
        """Put all in a row, or in two where there is no room for that; replacing comes below."""
        self._is_narrow = is_narrow
        grid, buttons = self._grid, self._buttons
        line = (self.wanted, buttons["previous"], buttons["next"])
        rest = (self.count, self.case, self.whole, self._place)
        while grid.takeAt(0) is not None:
            pass
        rows = (
            ((*line, buttons["close"]), rest) if is_narrow else ((*line, *rest, buttons["close"]),)
        )
        for row, widgets in enumerate(rows):
            for column, widget in enumerate(widgets):
                grid.addWidget(widget, row, column)
        if is_narrow:
            grid.addWidget(self.by, 2, 0, 1, 4)
            grid.addWidget(self.replace_button, 3, 0)
            grid.addWidget(self.replace_all_button, 3, 1, 1, 3)
        else:
            grid.addWidget(self.by, 1, 0)
            grid.addWidget(self.replace_button, 1, 1, 1, 2)
            grid.addWidget(self.replace_all_button, 1, 3)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(6, 0 if is_narrow else 3)

    def _step_on(self) -> None:
        self.step(1)

    def _step_back(self) -> None:
        self.step(-1)


def _room(widgets: Sequence[QWidget]) -> int:
    """Return how wide a row of ``widgets`` is at least, px."""
    ignored = QSizePolicy.Policy.Ignored
    widths = (
        max(
            widget.minimumWidth(),
            0
            if widget.sizePolicy().horizontalPolicy() == ignored
            else widget.minimumSizeHint().width(),
        )
        for widget in widgets
    )
    return sum(widths) + _GAP_PX * (len(widgets) - 1) + 2 * _MARGIN_PX


@guarded
class _Line(LineInWindow):
    """A field whose Enter steps, Shift+Enter back; undo and redo are the map's.

    What is replaced must be taken back at once, while the keyboard is still here.
    """

    stepped = Signal(int)

    def __init__(self, document: OpenDocument, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Step, walk the history, or type."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.stepped.emit(-1 if is_back else 1)
        elif event.matches(QKeySequence.StandardKey.Undo):
            self._document.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._document.redo()
        else:
            super().keyPressEvent(event)
