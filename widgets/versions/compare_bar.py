"""The bar over a canvas whose changes are marked: since when, which sign says what, the way out."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from model.layout.change_marks import change_badge
from model.layout.theme import Theme
from model.marking import SIGNS, ChangeSign, Marking
from model.text.fonts import FontBook
from widgets.flow_layout import FlowLayout
from widgets.language import Language
from widgets.overrides import guarded
from widgets.painting import SheetPainter
from widgets.palette import is_dark
from widgets.text_scale import give_room, scaled

_MARGIN = 6
_BADGE_PX = 15


@guarded
class CompareBar(QWidget):
    """Says what a map is compared with, and explains the signs on it.

    Attributes:
        list_asked: The list of changes is wanted.
        closed: Nothing is to be marked any more.
    """

    list_asked = Signal()
    closed = Signal()

    def __init__(self, language: Language, fonts: FontBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._painter = SheetPainter(fonts)
        self._marking: Marking | None = None
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.badges = {sign: (QLabel(self), QLabel(self)) for sign in SIGNS}
        self.list_button = QToolButton(self)
        self.end_button = QToolButton(self)
        self._build()
        self.list_button.clicked.connect(self.list_asked)
        self.end_button.clicked.connect(self.closed)
        language.changed.connect(self.retranslate)
        self.retranslate()

    def show_marking(self, marking: Marking) -> None:
        """Show what is marked now."""
        self._marking = marking
        self.retranslate()

    def retranslate(self) -> None:
        """Word everything anew."""
        words, marking = self._language, self._marking
        self.setAccessibleName(words("versions.bar.name"))
        self.list_button.setText(words("versions.bar.list"))
        self.end_button.setText(words("versions.bar.end"))
        self.end_button.setToolTip(words("versions.bar.end_hint"))
        if marking is None:
            return
        self.said.setText(words("versions.bar.since", name=marking.name))
        for sign, labels in self.badges.items():
            count = count_of(marking, sign)
            labels[0].setPixmap(self._badge(sign))
            labels[1].setText(words(f"versions.bar.{sign}", count=count))
            for label in labels:
                label.setVisible(bool(count))

    def recolour(self) -> None:
        """Draw the signs in the palette's colours."""
        self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """End it by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the ground of the window and a line to the canvas."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Window))
        line = self.palette().color(QPalette.ColorRole.Mid)
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)
        painter.end()

    def _badge(self, sign: ChangeSign) -> QPixmap:
        theme = Theme.named("screen_dark" if is_dark(self.palette()) else "screen_light")
        side, ratio = scaled(_BADGE_PX), self.devicePixelRatioF()
        picture = QPixmap(QSize(side, side) * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self._painter.paint_marks(painter, change_badge(sign, 0.0, 0.0, float(side)), theme)
        painter.end()
        return picture

    def _build(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(_MARGIN + 4, _MARGIN, _MARGIN, _MARGIN + 1)
        row = FlowLayout(gap=6)
        row.setContentsMargins(0, scaled(7), 0, 0)  # beside buttons that are higher
        row.addWidget(self.said)
        for picture, label in self.badges.values():
            row.addWidget(picture)
            row.addWidget(label)
        line.addLayout(row, 1)
        for button in (self.list_button, self.end_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            give_room(button)
            line.addWidget(button)


def count_of(marking: Marking, sign: ChangeSign) -> int:
    """Return how many things have a sign; what is gone with its lane or step counts too."""
    if sign == "gone":
        return sum(len(items) for items in marking.gone.values()) + marking.unplaced
    return sum(1 for signs in marking.signs.values() if sign in signs)
