"""The reports window: kinds at the left, the table in the middle, pages on request."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from model.journey import JourneyMap
from model.printing.pages import Printout
from model.reports.asking import Asked, chosen
from model.reports.choosing import ReportProblem, values_of
from model.reports.making import make_report
from model.reports.paper import PAPERS, ReportPaper, ReportTurn
from model.reports.report import KINDS, Report, ReportKind, Table
from model.texts import Texts
from widgets.language import Language
from widgets.overrides import guarded
from widgets.print.page_painting import extents_in
from widgets.print.preview import PrintPreview
from widgets.reports.cell_writing import CellWriting
from widgets.reports.choices import Choices
from widgets.reports.table_view import ReportTable
from widgets.splitting import split_between
from widgets.text_scale import scaled

TURNS: Final[tuple[ReportTurn, ...]] = ("auto", "portrait", "landscape")
Sort = tuple[str, bool]
_KIND_PX: Final = 30
# A report of so many cards takes a frame or two (0.35 s for 5,000); of more it is made beside.
AT_ONCE_CARDS: Final = 400
_WRITING_MS: Final = 200  # how often to look whether a cell is still being written into


@guarded
class ReportWindow(QDialog):
    """Shows reports of the map it is handed; what is done to the map or to files is asked for.

    ``jump_asked`` carries ids to look for on the map, ``written`` (id of a card, column, value),
    ``pages_wished`` that pages are to be made for `asked` and `paper`, ``report_wished`` that the
    report of a large map is to be made beside the window and handed to `show_report`,
    ``output_asked`` is ``print`` or ``save``, ``undo_asked`` 1 for undo and -1 for redo.
    """

    jump_asked = Signal(tuple)
    written = Signal(str, str, str)
    pages_wished = Signal()
    report_wished = Signal()
    output_asked = Signal(str)
    undo_asked = Signal(int)
    closed = Signal()

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._journey: JourneyMap | None = None
        self._today = ""
        self._report: Report | None = None  # whole
        self._shown: Report | None = None
        self._made_meanwhile: Report | None = None  # while a cell is written into
        self._writing = QTimer(self)
        self.sorts: dict[str, Sort] = {}
        self.kinds = QListWidget(self)
        self.told = QLabel(self)
        self.choices = Choices(language, self)
        self.tables = QComboBox(self)
        self.table = ReportTable(self)
        self.empty = QLabel(self)
        self.preview = PrintPreview(language, self)
        self.stack = QStackedWidget(self)
        self.papers = QComboBox(self)
        self.turns = QComboBox(self)
        self.pages = QPushButton(self)
        self.buttons = {name: QPushButton(self) for name in ("jump", "print", "save", "close")}
        self._build()
        self._connect()
        self.retranslate()

    # --- what is shown -------------------------------------------------------------------------

    @property
    def kind(self) -> ReportKind:
        """Which report is shown."""
        return KINDS[max(self.kinds.currentRow(), 0)]

    @property
    def asked(self) -> Asked:
        """The report as it is narrowed down and sorted now."""
        column, is_descending = self.sorts.get(self.kind, ("", False))
        choices = self.choices
        return Asked(
            kind=self.kind,
            wanted=choices.wanted,
            is_overdue=choices.is_overdue.isChecked(),
            words=choices.search.text(),
            sort=column,
            is_descending=is_descending,
        )

    @property
    def paper(self) -> ReportPaper:
        """What pages are made for."""
        return ReportPaper(
            PAPERS[max(self.papers.currentIndex(), 0)], TURNS[max(self.turns.currentIndex(), 0)]
        )

    @property
    def is_as_pages(self) -> bool:
        """Whether pages are looked at, and not the table."""
        return self.pages.isChecked()

    def show_map(self, journey: JourneyMap, today: str) -> None:
        """Show reports of ``journey`` from now on; what was chosen stays chosen."""
        self._journey, self._today = journey, today
        self._make()

    def show_kind(self, kind: ReportKind) -> None:
        """Show the report of ``kind``."""
        self.kinds.setCurrentRow(KINDS.index(kind))

    def show_pages(self, printout: Printout | None) -> None:
        """Show the pages that were made for the last wish."""
        self.preview.empty_sentence = "" if printout else self.told.text()
        self.preview.show_printout(printout, extents_in(printout) if printout else None)

    def take_paper(self, paper: str, turn: str) -> None:
        """Choose a paper and a way to turn it; nothing unknown is taken."""
        for box, value, known in ((self.papers, paper, PAPERS), (self.turns, turn, TURNS)):
            if value in known:
                with QSignalBlocker(box):
                    box.setCurrentIndex(known.index(value))

    def retranslate(self) -> None:
        """Word the window anew."""
        words = self._language
        self.setWindowTitle(words("reports.window.title"))
        row = max(self.kinds.currentRow(), 0)
        with QSignalBlocker(self.kinds):
            self.kinds.clear()
            for kind in KINDS:
                self.kinds.addItem(words(f"reports.kind.{kind}"))
                item = self.kinds.item(self.kinds.count() - 1)
                item.setToolTip(words(f"reports.about.{kind}"))
                item.setSizeHint(QSize(0, scaled(_KIND_PX)))
            self.kinds.setCurrentRow(row)
        self.kinds.setAccessibleName(words("reports.window.kinds"))
        self.table.setAccessibleName(words("reports.window.table"))
        self.table.setAccessibleDescription(words("reports.window.table_keys"))
        self.tables.setAccessibleName(words("reports.window.tables"))
        self.preview.setAccessibleName(words("reports.window.pages"))
        self.pages.setText(words("reports.window.pages"))
        for name, button in self.buttons.items():
            key = "dialogs.close" if name == "close" else f"reports.window.{name}"
            button.setText(words(key))
        turn = max(self.turns.currentIndex(), 0)
        with QSignalBlocker(self.turns):
            self.turns.clear()
            self.turns.addItems([words(f"reports.window.turn_{turn}") for turn in TURNS])
            self.turns.setCurrentIndex(turn)
        self.papers.setAccessibleName(words("reports.window.paper"))
        self.turns.setAccessibleName(words("reports.window.turn"))
        self.choices.retranslate()
        self._make()

    def done(self, result: int) -> None:
        """Close the window; the map stays as it is."""
        super().done(result)
        self.closed.emit()

    # --- making --------------------------------------------------------------------------------

    def _make(self) -> None:
        """Make the report of the map anew, or have it made beside, and show what is asked of it."""
        if self._journey is None:
            return
        if _size_of(self._journey) <= AT_ONCE_CARDS:
            words = Texts(self._language.code)
            self._take(make_report(self._journey, self.kind, words, self._today))
            return
        if self._report is None or self._report.kind != self.kind:
            self._report = self._shown = None
            self.choices.hide()
            self._fill_tables()
            self._show_table()
        self.told.setText(self._language("reports.window.making"))
        self.report_wished.emit()

    def show_report(self, report: Report) -> None:
        """Show a report that was made of the map; one of another kind is not wanted any more.

        While somebody writes into a cell the table stays as it is.
        """
        if report.kind != self.kind or report.language != self._language.code:
            return
        if self.table.is_written_into:
            self._made_meanwhile = report
            self._writing.start()
        else:
            self._take(report)

    def _take(self, report: Report) -> None:
        self._made_meanwhile = None
        self._report = report
        self.choices.show_report(report)
        self.choices.show()
        self._choose()

    def _show_made_meanwhile(self) -> None:
        if self._made_meanwhile is not None:
            self.show_report(self._made_meanwhile)

    def _choose(self) -> None:
        """Show what is asked of the report."""
        report = self._report
        if report is None:
            return
        try:
            self._shown = chosen(report, self._fitting_sort(report))
            self._say(" ".join(self._shown.lead))
        except ReportProblem as problem:
            self._shown = None
            self._say(self._language.of(problem))
        self._fill_tables()
        self._show_table()
        if self.is_as_pages:
            self.pages_wished.emit()

    def _fitting_sort(self, report: Report) -> Asked:
        """Return what is asked; an order by a column that is no more is forgotten."""
        column, _ = self.sorts.get(self.kind, ("", False))
        if column and all(table.place_of(column) is None for table in report.tables):
            del self.sorts[self.kind]
        return self.asked

    def _say(self, sentence: str) -> None:
        about = self._language(f"reports.about.{self.kind}")
        self.told.setText(sentence or about)

    def _fill_tables(self) -> None:
        held = self.tables.currentText()
        names = [_name_of(table) for table in self._shown.tables] if self._shown else []
        with QSignalBlocker(self.tables):
            self.tables.clear()
            self.tables.addItems(names)
            if held in names:
                self.tables.setCurrentIndex(names.index(held))
        self.tables.setVisible(len(names) > 1)

    def _show_table(self) -> None:
        table = self._table_shown()
        target = self._target()
        column = self.table.currentIndex().column()
        model = self.table.model_shown
        is_same = table is not None and model.table.columns == table.columns
        model.show_table(table or Table("", (), ()))
        if not is_same:
            self.table.share_width()
        self._mark_sort()
        row = model.place_of(target) if target else None
        if row is None and model.rowCount():
            row = 0
        if row is not None:
            self.table.setCurrentIndex(model.index(row, max(column, 0)))
        self.empty.setText(table.empty if table else "")
        self._show_page()
        self._tell_row()

    def _table_shown(self) -> Table | None:
        tables = self._shown.tables if self._shown else ()
        place = max(self.tables.currentIndex(), 0)
        return tables[place] if place < len(tables) else None

    def _target(self) -> tuple[str, ...]:
        row = self.table.model_shown.row_at(self.table.currentIndex())
        return row.target if row else ()

    def _show_page(self) -> None:
        is_empty = not self.table.model_shown.rowCount()
        self.stack.setCurrentIndex(2 if self.is_as_pages else 1 if is_empty else 0)
        for box in (self.papers, self.turns):
            box.setVisible(self.is_as_pages)

    def _mark_sort(self) -> None:
        heads = self.table.horizontalHeader()
        column, is_descending = self.sorts.get(self.kind, ("", False))
        place = self.table.model_shown.table.place_of(column)
        order = Qt.SortOrder.DescendingOrder if is_descending else Qt.SortOrder.AscendingOrder
        with QSignalBlocker(heads):
            heads.setSortIndicatorShown(place is not None)
            if place is not None:
                heads.setSortIndicator(place, order)

    # --- what is done --------------------------------------------------------------------------

    def sort_by(self, column_id: str) -> None:
        """Sort by a column; once more turns the order round, and a third time takes it back."""
        column, is_descending = self.sorts.get(self.kind, ("", False))
        if column != column_id:
            self.sorts[self.kind] = (column_id, False)
        elif not is_descending:
            self.sorts[self.kind] = (column_id, True)
        else:
            del self.sorts[self.kind]
        self._choose()

    def complain(self, sentence: str) -> None:
        """Say what is wrong with what was written."""
        self.told.setText(sentence)

    def _sort_section(self, place: int) -> None:
        self.sort_by(self.table.model_shown.table.columns[place].id)

    def _change_kind(self) -> None:
        self.choices.clear()
        self.tables.clear()
        self._make()

    def _look(self) -> None:
        self._show_page()
        if self.is_as_pages:
            self.pages_wished.emit()

    def _jump(self) -> None:
        target = self._target()
        if target:
            self.jump_asked.emit(target)

    def _tell_row(self) -> None:
        self.buttons["jump"].setEnabled(bool(self._target()) and not self.is_as_pages)

    def _names(self, column: str) -> tuple[str, ...]:
        return values_of(self._report, column) if self._report else ()

    # --- building ------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.kinds.currentRowChanged.connect(self._change_kind)
        self.choices.changed.connect(self._choose)
        self.tables.currentIndexChanged.connect(self._show_table)
        self.table.opened.connect(self.jump_asked)
        self.table.model_shown.written.connect(self.written)
        self.table.horizontalHeader().sectionClicked.connect(self._sort_section)
        self.table.selectionModel().currentRowChanged.connect(self._tell_row)
        self.pages.toggled.connect(self._look)
        for box in (self.papers, self.turns):
            box.currentIndexChanged.connect(self._look)
        self.buttons["jump"].clicked.connect(self._jump)
        self.buttons["print"].clicked.connect(lambda: self.output_asked.emit("print"))
        self.buttons["save"].clicked.connect(lambda: self.output_asked.emit("save"))
        self.buttons["close"].clicked.connect(self.reject)
        self._writing.setSingleShot(True)
        self._writing.setInterval(_WRITING_MS)
        self._writing.timeout.connect(self._show_made_meanwhile)
        for keys, way in ((QKeySequence.StandardKey.Undo, 1), (QKeySequence.StandardKey.Redo, -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setProperty("way", way)
            shortcut.activated.connect(self._ask_undo)

    def _ask_undo(self) -> None:
        asking = self.sender()
        if asking is not None:
            self.undo_asked.emit(int(asking.property("way")))

    def _build(self) -> None:
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.papers.addItems(list(PAPERS))
        self.pages.setCheckable(True)
        for label in (self.told, self.empty):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.table.setItemDelegate(
            CellWriting(self._language, self._names, self.complain, self.table)
        )
        for widget in (self.table, self.empty, self.preview):
            self.stack.addWidget(widget)
        middle = self._middle()
        split = split_between(self.kinds, middle, (230, 900), growing=middle)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        column.addWidget(split, 1)
        column.addWidget(self._button_line())
        wished = QSize(scaled(1180), scaled(720))
        self.resize(wished.boundedTo(self.screen().availableSize() * 0.94))

    def _middle(self) -> QWidget:
        held = QWidget(self)
        column = QVBoxLayout(held)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.told, self.choices, self.tables):
            column.addWidget(widget)
        column.addWidget(self.stack, 1)
        return held

    def _button_line(self) -> QWidget:
        held = QWidget(self)
        line = QHBoxLayout(held)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.pages)
        line.addWidget(self.papers)
        line.addWidget(self.turns)
        line.addStretch(1)
        for button in (self.pages, *self.buttons.values()):
            button.setAutoDefault(False)
        for button in self.buttons.values():
            line.addWidget(button)
        return held


def _size_of(journey: JourneyMap) -> int:
    return sum(len(items) for lane in journey.lanes for items in lane.cells.values())


def _name_of(table: Table) -> str:
    return " – ".join(filter(None, (table.group, table.title)))
