"""What a report is narrowed down by: a list for each column that allows it, words, what is late."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from model.folding import fold
from model.reports.choosing import facets_of, values_of
from model.reports.report import FACETS, Report
from widgets.flow_layout import FlowLayout
from widgets.language import Language
from widgets.overrides import guarded
from widgets.pausing import pause_before
from widgets.text_scale import scaled

_PAUSE_MS: Final = 120  # after a letter
_OF_ACTIONS: Final = frozenset({"actions"})


@guarded
class Choices(QWidget):
    """The fields above a table; ``changed`` tells that other rows are wanted."""

    changed = Signal()

    def __init__(self, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self._language = language
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(scaled(170))
        self.lists = {facet: QComboBox(self) for facet in FACETS}
        self.is_overdue = QCheckBox(self)
        self._pause = pause_before(self.changed, _PAUSE_MS, self)
        self.search.textChanged.connect(self._pause.start)
        line = FlowLayout(self, gap=8)
        line.addWidget(self.search)
        for box in self.lists.values():
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.currentIndexChanged.connect(self.changed)
            line.addWidget(box)
        line.addWidget(self.is_overdue)
        self.is_overdue.toggled.connect(self.changed)

    @property
    def wanted(self) -> tuple[tuple[str, str], ...]:
        """What is chosen in the lists: (column, value)."""
        return tuple(
            (facet, box.currentText())
            for facet, box in self.lists.items()
            if box.currentIndex() > 0
        )

    @property
    def is_any(self) -> bool:
        """Whether anything is left out now."""
        return bool(self.wanted or self.search.text().strip() or self.is_overdue.isChecked())

    def show_report(self, report: Report) -> None:
        """Offer what the rows of ``report`` can be narrowed down by; keep what is chosen."""
        offered = facets_of(report) if report.kind != "leaders" else ()
        for facet, box in self.lists.items():
            values = values_of(report, facet) if facet in offered else ()
            self._fill(box, facet, values)
            box.setVisible(len(values) > 1 or box.currentIndex() > 0)
        is_of_actions = report.kind in _OF_ACTIONS
        self.is_overdue.setVisible(is_of_actions)
        self.search.setVisible(report.kind != "leaders")
        if not is_of_actions:
            with QSignalBlocker(self.is_overdue):
                self.is_overdue.setChecked(False)

    def clear(self) -> None:
        """Leave nothing out any more; tells nobody."""
        for box in self.lists.values():
            with QSignalBlocker(box):
                box.setCurrentIndex(0)
        with QSignalBlocker(self.search):
            self.search.clear()
        with QSignalBlocker(self.is_overdue):
            self.is_overdue.setChecked(False)

    def retranslate(self) -> None:
        """Word the fields anew."""
        words = self._language
        self.search.setPlaceholderText(words("reports.window.search"))
        self.search.setAccessibleName(words("reports.window.search"))
        self.is_overdue.setText(words("reports.window.only_overdue"))
        for facet, box in self.lists.items():
            box.setAccessibleName(words(f"reports.column.{facet}"))

    def _fill(self, box: QComboBox, facet: str, values: tuple[str, ...]) -> None:
        held = fold(box.currentText()) if box.currentIndex() > 0 else ""
        with QSignalBlocker(box):
            box.clear()
            box.addItem(self._language(f"reports.window.all_{facet}"))
            box.addItems(list(values))
            places = [place for place, value in enumerate(values, 1) if fold(value) == held]
            box.setCurrentIndex(places[0] if held and places else 0)
