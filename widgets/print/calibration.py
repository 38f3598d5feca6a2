"""Measuring a printer: what was measured of the printed square, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from model.printing.calibration import MEASURED, corrections
from widgets.language import Language
from widgets.overrides import guarded
from widgets.print.number_box import NumberBox
from widgets.text_scale import scaled

_CREDIBLE_MM = (91.0, 110.0)  # no printer is further off


@guarded
class CalibrationDialog(QDialog):
    """Asks for a printer and what was measured; ``page_asked`` wants the page to measure.

    After `exec`, ``correction`` is what lengths must be multiplied by on ``printer``.
    """

    page_asked = Signal()

    def __init__(
        self,
        language: Language,
        printers: Sequence[str],
        known: Callable[[str], tuple[float, float]],
        parent: QWidget | None = None,
    ) -> None:
        """Offer ``printers``; ``known`` is what is remembered of each."""
        super().__init__(parent)
        self._language, self._known = language, known
        self.correction: tuple[float, float] | None = None
        self.printer_box = QComboBox(self)
        self.printer_box.setEditable(True)
        self.printer_box.addItems(list(printers))
        self.measured_x = NumberBox(language, *_CREDIBLE_MM, self, decimals=2)
        self.measured_y = NumberBox(language, *_CREDIBLE_MM, self, decimals=2)
        self.said = QLabel(self)
        self.page_button = QPushButton(language("print_window.measure.page"), self)
        self.buttons = QDialogButtonBox(self)
        self._build()
        self._show_known()
        self.printer_box.currentTextChanged.connect(self._show_known)
        for box in (self.measured_x, self.measured_y):
            box.valueChanged.connect(self._update)
            box.lineEdit().textEdited.connect(self._written)
        self.page_button.clicked.connect(self._ask_page)
        self._update()

    @property
    def printer(self) -> str:
        """The printer that was measured."""
        return self.printer_box.currentText().strip()

    def _show_known(self) -> None:
        correct_x, correct_y = self._known(self.printer)
        self.measured_x.setValue(MEASURED / correct_x)
        self.measured_y.setValue(MEASURED / correct_y)

    def _update(self) -> None:
        words = self._language
        complaint = self.measured_x.complaint or self.measured_y.complaint
        if complaint:
            self.correction = None
            self.said.setText(complaint)
        else:
            self.correction = corrections(self.measured_x.value(), self.measured_y.value())
            x, y = (words.number(100 * each, 2) for each in self.correction)
            is_true = self.correction == (1.0, 1.0)
            key = "true" if is_true else "corrected"
            self.said.setText(words(f"print_window.measure.{key}", x=x, y=y))
        self.take_button.setEnabled(self.correction is not None)

    def _written(self) -> None:
        # the box has read what was written only after it tells of the letters
        QTimer.singleShot(0, self, self._update)

    def _ask_page(self) -> None:
        self.page_asked.emit()
        self.reject()

    def _build(self) -> None:
        words = self._language
        self.setWindowTitle(words("print_window.measure.title"))
        about = QLabel(words("print_window.measure.about"), self)
        self.page_button.setAutoDefault(False)
        form = QFormLayout()
        for key, box in (
            ("printer", self.printer_box),
            ("across", self.measured_x),
            ("down", self.measured_y),
        ):
            name = words(f"print_window.measure.{key}")
            box.setAccessibleName(name)
            form.addRow(name, box)
        for label in (about, self.said):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        role = QDialogButtonBox.ButtonRole
        self.take_button = self.buttons.addButton(
            words("print_window.measure.take"), role.AcceptRole
        )
        self.buttons.addButton(words("dialogs.cancel"), role.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addWidget(about)
        column.addWidget(self.page_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(form)
        column.addWidget(self.said)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.setMinimumWidth(min(scaled(440), 640))
