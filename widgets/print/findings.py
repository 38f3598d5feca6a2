"""What the preflight found, as a list: how grave, in words, and a way to the place on the map."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from model.printing.preflight import Finding, Severity
from model.problems import Problem
from widgets.icons import icon_pixmap
from widgets.language import Language
from widgets.overrides import guarded
from widgets.palette import is_dark
from widgets.text_scale import scaled

_ICONS: dict[Severity, str] = {
    "error": "octagon-alert",
    "warning": "triangle-alert",
    "note": "circle-check",
}
_LIGHT = {"error": "#b3261e", "warning": "#8a5300", "note": "#2e6b34"}
_DARK = {"error": "#ff9d94", "warning": "#f0b95a", "note": "#8fd19a"}
_MOST_LINES = 40  # what nobody reads anyway is left out of the list


@guarded
class FindingList(QWidget):
    """Shows findings; ``jump_asked`` carries the ids of one, ``page_asked`` the name of a page."""

    jump_asked = Signal(tuple)
    page_asked = Signal(str)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.heading = QToolButton(self)
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.setAutoRaise(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.heading)
        self._body = QWidget(self)
        self._place = column
        column.addWidget(self._body)
        column.addStretch(1)
        self.rows: list[FindingRow] = []
        self._is_open = True
        self.heading.clicked.connect(lambda: self._fold(not self._is_open))
        self.show_waiting()

    def show_waiting(self) -> None:
        """Say that it is being looked at."""
        self._show((), self._language("print_window.checking"))

    def show_problem(self, problem: str) -> None:
        """Show the one sentence that says why nothing can be printed."""
        self._show((), self._language("print_window.cannot"))
        self._add(FindingRow("error", problem, self))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show ``findings``, the gravest first; what is in order is counted alone."""
        words = self._language
        grave = [finding for finding in findings if finding.severity != "note"]
        good = [finding for finding in findings if finding.severity == "note"]
        if grave:
            heading = words("print_window.found", count=len(grave))
        else:
            heading = words("print_window.all_good")
        self._show((*grave, *good), heading)

    def _show(self, findings: Sequence[Finding], heading: str) -> None:
        held = QWidget(self)
        column = QVBoxLayout(held)
        column.setContentsMargins(4, 0, 4, 4)
        column.setSpacing(4)
        self.rows = []
        self._column = column
        for finding in findings[:_MOST_LINES]:
            row = FindingRow(finding.severity, self._worded(finding.problem), self)
            if finding.ids:
                row.offer(self._language("print_window.jump"), finding.ids, self.jump_asked.emit)
            elif finding.page:
                row.offer(
                    self._language("print_window.show_page"), finding.page, self.page_asked.emit
                )
            self._add(row)
        self._place.replaceWidget(self._body, held)
        self._body.deleteLater()
        self._body = held
        self.heading.setText(heading)
        self._fold(self._is_open)

    def _worded(self, problem: Problem) -> str:
        return self._language.of(problem)

    def _add(self, row: FindingRow) -> None:
        self._column.addWidget(row)
        self.rows.append(row)

    def _fold(self, is_open: bool) -> None:
        self._is_open = is_open
        words = self._language
        arrow = Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow
        self.heading.setArrowType(arrow)
        key = "unfolded" if is_open else "folded"
        self.heading.setAccessibleDescription(words(f"window.inspector.{key}"))
        self._body.setVisible(is_open)


@guarded
class FindingRow(QWidget):
    """One finding."""

    def __init__(self, severity: Severity, sentence: str, parent: QWidget) -> None:
        super().__init__(parent)
        colours = _DARK if is_dark(self.palette()) else _LIGHT
        size = scaled(16)
        sign = QLabel(self)
        ink = QColor(colours[severity])
        sign.setPixmap(icon_pixmap(_ICONS[severity], ink, size, self.devicePixelRatioF()))
        self.sentence = _Sentence(sentence, self)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.button: QPushButton | None = None
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        self._line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(self.sentence, 1)

    def offer(self, text: str, told: object, tell: object) -> None:
        """Show a button that tells ``told``."""
        self.button = QPushButton(text, self)
        self.button.setAutoDefault(False)
        self.button.setAccessibleDescription(self.sentence.text())
        self.button.clicked.connect(partial(_call, tell, told))
        self._line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)


@guarded
class _Sentence(QLabel):
    """As high as its words need in the width there is: a scroll area does not ask for that."""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Take the height of the words."""
        super().resizeEvent(event)
        height = self.heightForWidth(self.width())
        if height != self.minimumHeight():
            self.setFixedHeight(height)


def _call(tell: object, told: object, _is_checked: bool = False) -> None:
    if callable(tell):
        tell(told)
