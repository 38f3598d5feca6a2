"""The window of a comparison: all changes, feelings as two curves, figures; beside the map."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from model.text.fonts import FontBook
from widgets.language import Language
from widgets.overrides import guarded
from widgets.plain_tips import plain_tip
from widgets.text_scale import scaled
from widgets.versions.change_list import ChangeList
from widgets.versions.compared import Compared
from widgets.versions.curves_view import CurvesView
from widgets.versions.figure_table import FigureTable


@guarded
class ComparingWindow(QDialog):
    """Shows what differs between two maps, and asks for what can be done with it.

    Attributes:
        jump_asked: A row of the changes (`ChangeRow`), or a figure's id, is to be shown.
        marks_asked: Whether the changes are to be marked on the map.
        pdf_asked: The comparison is to be saved as a PDF.
        closed: The window is not shown any more.
    """

    jump_asked = Signal(object)
    marks_asked = Signal(bool)
    pdf_asked = Signal()
    closed = Signal()

    def __init__(self, language: Language, fonts: FontBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.made: Compared | None = None
        self.title = QLabel(self)
        self.counts = QLabel(self)
        self.changes = ChangeList(language, self)
        self.curves = CurvesView(language, fonts)
        self._scrolled = QScrollArea(self)
        self.figures = FigureTable(language, self)
        self.tabs = QTabWidget(self)
        self.marks = QCheckBox(self)
        self.pdf = QPushButton(self)
        self.close_button = QPushButton(self)
        self._build()
        self.changes.jump_asked.connect(self.jump_asked)
        self.figures.jump_asked.connect(self.jump_asked)
        self.marks.toggled.connect(self.marks_asked)
        self.pdf.clicked.connect(self.pdf_asked)
        self.close_button.clicked.connect(self.reject)
        self.finished.connect(self.closed)
        language.changed.connect(self.retranslate)
        self.retranslate()

    def show_waiting(self, names: tuple[str, str]) -> None:
        """Say that two maps are being compared."""
        self._show_names(names)
        self.counts.setText(self._language("versions.waiting"))
        self.pdf.setEnabled(False)

    def show_compared(self, made: Compared) -> None:
        """Show what was found."""
        words = self._language
        self.made = made
        self._show_names(made.names)
        said = [" · ".join(made.counts) or words("versions.same")]
        if made.comparison.matching.is_apart:
            said.append(words("versions.apart"))
        self.counts.setText("\n".join(said))
        self.changes.show_compared(made)
        self.curves.show_curves(made.comparison, made.names)
        self._scrolled.setAccessibleDescription(self.curves.accessibleDescription())
        self.figures.show_figures(made.figures, made.names)
        self._name_tabs()
        self.pdf.setEnabled(True)

    def show_marks(self, *, is_on: bool, why_not: str = "") -> None:
        """Show whether the changes are marked on the map, or why they cannot be."""
        with QSignalBlocker(self.marks):
            self.marks.setChecked(is_on)
        self.marks.setEnabled(not why_not)
        self.marks.setToolTip(plain_tip(why_not))
        self.marks.setAccessibleDescription(why_not)

    def retranslate(self) -> None:
        """Word everything anew."""
        words = self._language
        self.setWindowTitle(words("versions.window.title"))
        self.marks.setText(words("versions.window.marks"))
        self.pdf.setText(words("versions.window.pdf"))
        self.close_button.setText(words("dialogs.close"))
        for widget in (self.curves, self._scrolled):
            widget.setAccessibleName(words("versions.feelings"))
        self.changes.retranslate()
        self._name_tabs()

    def _show_names(self, names: tuple[str, str]) -> None:
        first, second = names
        self.title.setText(self._language("versions.window.between", first=first, second=second))

    def _name_tabs(self) -> None:
        words, made = self._language, self.made
        changed = made.comparison.feelings if made else ()
        counts = (
            len(made.rows) if made else 0,
            sum(1 for curve in changed if curve.is_changed),
            sum(1 for row in made.figures if row.before != row.after) if made else 0,
        )
        for place, (part, count) in enumerate(
            zip(("changes", "feelings", "figures"), counts, strict=True)
        ):
            self.tabs.setTabText(place, words(f"versions.tab.{part}", count=count))

    def _build(self) -> None:
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        font = QFont(self.title.font())
        font.setBold(True)
        self.title.setFont(font)
        for label in (self.title, self.counts):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._scrolled.setWidgetResizable(True)
        self._scrolled.setFrameShape(QFrame.Shape.NoFrame)
        self._scrolled.setWidget(self.curves)
        for page in (self.changes, self._scrolled, self.figures):
            self.tabs.addTab(page, "")
        line = QHBoxLayout()
        line.addWidget(self.marks)
        line.addStretch(1)
        line.addWidget(self.pdf)
        line.addWidget(self.close_button)
        for button in (self.pdf, self.close_button):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.counts)
        column.addWidget(self.tabs, 1)
        column.addLayout(line)
        wished = QSize(scaled(1040), scaled(660))
        self.resize(wished.boundedTo(self.screen().availableSize() * 0.92))
