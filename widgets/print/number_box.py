"""A box for a number with its unit, read as the window's language writes numbers."""

from __future__ import annotations

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from widgets.language import Language
from widgets.overrides import guarded
from widgets.written import read_number


@guarded
class NumberBox(QDoubleSpinBox):
    """Takes a number within bounds; ``complaint`` says what is wrong with what stands in it."""

    def __init__(
        self,
        language: Language,
        low: float,
        high: float,
        parent: QWidget | None = None,
        *,
        decimals: int = 1,
        unit: str = "mm",
    ) -> None:
        super().__init__(parent)
        self._language, self._unit = language, unit
        self.setLocale(language.locale)
        self.setRange(low, high)
        self.setDecimals(decimals)
        self.setSingleStep(10 if high > 1000 else 1 if high > 2 else 10**-decimals)
        if unit:
            self.setSuffix(f" {unit}")

    @property
    def complaint(self) -> str:
        """What would fit, "" if what is written does."""
        words, number = self._language, self._number(self.text())
        if number is None:
            return words("window.inspector.bad_number", example=words.number(1250.5))
        if self.minimum() <= number <= self.maximum():
            return ""
        low, high = words.number(self.minimum()), words.number(self.maximum())
        return words("window.inspector.out_of_range", low=low, high=high)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Let anything be written, take only what is such a number."""
        number = self._number(text)
        is_fit = number is not None and self.minimum() <= number <= self.maximum()
        state = QValidator.State.Acceptable if is_fit else QValidator.State.Intermediate
        return state, text, position

    def valueFromText(self, text: str) -> float:  # noqa: N802 - Qt's name
        """Return the number written, the one before where it is none."""
        number = self._number(text)
        return self.value() if number is None else number

    def _number(self, text: str) -> float | None:
        return read_number(text.casefold().removesuffix(self._unit), self._language.locale)
