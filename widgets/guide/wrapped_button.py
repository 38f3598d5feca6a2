"""A flat button whose words break over lines: panels are narrow, and sentences are not."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from widgets.icons import icon_pixmap
from widgets.overrides import guarded
from widgets.text_scale import scaled

_ICON_PX, _ARROW_PX, _AROUND_PX = 16, 18, 5


@guarded
class WrappedButton(QPushButton):
    """A sign, words, and at the end a remark.

    Its accessible name is its words, until another is given.
    """

    def __init__(self, parent: QWidget, icon: str = "") -> None:
        super().__init__(parent)
        self._icon = icon
        self._sign, self._words, self._remark = QLabel(self), QLabel(self), QLabel(self)
        self._arrow = QToolButton(self)
        self._row = QHBoxLayout(self)
        self._build()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    @property
    def remark(self) -> str:
        """What it says at its end."""
        return self._remark.text()

    def say(self, words: str, remark: str = "") -> None:
        """Say ``words``, and ``remark`` at the end."""
        self._words.setText(words)
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))
        self.setAccessibleName(words)
        self.updateGeometry()

    def show_arrow(self, direction: Qt.ArrowType) -> None:
        """Show an arrow as its sign: whether something is unfolded."""
        self._arrow.setArrowType(direction)
        self._arrow.show()

    def recolour(self, *, is_faint: bool = False) -> None:
        """Draw the sign in the palette's colours, the words ``is_faint`` or not."""
        role = QPalette.ColorRole.PlaceholderText if is_faint else QPalette.ColorRole.WindowText
        self._words.setForegroundRole(role)
        if self._icon:
            ink = self.palette().color(QPalette.ColorRole.WindowText)
            size = scaled(_ICON_PX)
            self._sign.setPixmap(icon_pixmap(self._icon, ink, size, self.devicePixelRatioF()))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return what its words take."""
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return what the longest word takes."""
        return self._row.minimumSize()

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Tell that words break."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return how high the words are at a width."""
        return self._row.heightForWidth(width)

    def _build(self) -> None:
        self.setFlat(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        for label in (self._sign, self._words, self._remark):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words.setWordWrap(True)
        self._remark.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._remark.hide()
        self._arrow.setAutoRaise(True)
        self._arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._arrow.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._arrow.setFixedSize(scaled(_ARROW_PX), scaled(_ARROW_PX))
        self._arrow.hide()
        self._sign.setVisible(bool(self._icon))
        row = self._row
        around = scaled(_AROUND_PX)
        row.setContentsMargins(around, around, around, around)
        row.setSpacing(around)
        row.addWidget(self._arrow)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        row.addWidget(self._remark)
        self.recolour()
