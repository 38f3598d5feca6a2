"""The tile of one persona in the panel: who she is, and what one does with her."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from model.evidence import Image
from model.people import Customer
from widgets.icons import icon_pixmap, make_icon
from widgets.language import Language
from widgets.overrides import guarded
from widgets.personas.keys import doing_of
from widgets.personas.portrait import Portrait
from widgets.personas.wording import TileWords
from widgets.text_scale import give_room, scaled

_RADIUS = 8
_ICON_PX, _SIGN_PX = 16, 15
_MOST_LISTS = 3
_NARROW_PX = 230
_GAPS_PX = 36  # between the parts of the head, and round them
_NAMES_AT = 2  # in the head: behind the portrait and a gap
_R = QPalette.ColorRole


@guarded
class PersonaTile(QFrame):
    """Shows one persona; what is done with her is asked for.

    Attributes:
        asked: ``(what, id)``: one of the doings of the panel.
        menu_asked: ``(id, global position)``: a menu is asked for.
        dragged: The pointer carries the tile of this id away.
    """

    asked = Signal(str, str)
    menu_asked = Signal(str, QPoint)
    dragged = Signal(str)

    def __init__(self, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self._language = language
        self.person_id = ""
        self._is_on, self._is_due, self._icon = True, False, ""
        self._pressed: QPoint | None = None
        self.portrait = Portrait(self)
        self.name, self.about, self.quote = QLabel(self), QLabel(self), QLabel(self)
        self.lists = tuple((QLabel(self), QLabel(self)) for _ in range(_MOST_LISTS))
        self._points = tuple(label for pair in self.lists for label in pair)
        self.sign, self.founded = QLabel(self), QLabel(self)
        self.checked, self.review, self.away = QLabel(self), QLabel(self), QLabel(self)
        self._facts = (self.founded, self.checked, self.review, self.away)
        self.switch, self.more = QToolButton(self), QToolButton(self)
        self._names = QWidget(self)
        self._column, self._head = QVBoxLayout(self), QHBoxLayout()
        self._is_narrow = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._dress()
        self._arrange()

    def show_person(
        self, person: Customer, place: int, images: tuple[Image, ...], words: TileWords
    ) -> None:
        """Show ``person``, who stands at ``place`` in the register, in these ``words``."""
        self.person_id = person.id
        self._is_on, self._is_due, self._icon = person.is_visible, words.is_due, words.icon
        self.portrait.show_person(person, place, images)
        self.name.setText(words.name)
        self.about.setText(words.about)
        quoted = self._language("personas.quoted", quote=words.quote)
        self.quote.setText(quoted if words.quote else "")
        self.founded.setText(words.founded)
        self.checked.setText(words.checked)
        self.review.setText(words.review)
        self.away.setText(words.away)
        for at, (heading, points) in enumerate(self.lists):
            head, held = words.lists[at] if at < len(words.lists) else ("", ())
            heading.setText(head)
            points.setText("\n".join(f"–\u00a0{point}" for point in held))
        for label in (*self._facts, self.quote, *self._points):
            label.setVisible(bool(label.text()))
        self.sign.setVisible(bool(words.icon))
        self._name(words)
        self._place_names()
        self.recolour()

    def recolour(self) -> None:
        """Draw icons and words in the palette's colours; who is switched off is paler."""
        palette = self.palette()
        self.switch.setIcon(make_icon("eye" if self._is_on else "hide", palette, size=_ICON_PX))
        self.more.setIcon(make_icon("ellipsis", palette, size=_ICON_PX))
        for label in (self.name, self.quote, *self._points):
            label.setForegroundRole(_R.WindowText if self._is_on else _R.PlaceholderText)
        self.review.setForegroundRole(_R.WindowText if self._is_due else _R.PlaceholderText)
        font = QFont(self.font())
        font.setBold(self._is_due)
        self.review.setFont(font)
        if self._icon:
            colour, ratio = palette.color(_R.PlaceholderText), self.devicePixelRatioF()
            self.sign.setPixmap(icon_pixmap(self._icon, colour, scaled(_SIGN_PX), ratio))
        self.update()

    def event(self, event: QEvent) -> bool:
        """Keep the keys that are the tile's from the window."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and self.hasFocus()
            and doing_of(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Do what the key says; the rest is the panel's."""
        doing = doing_of(event) if self.hasFocus() else ""
        if doing:
            self.asked.emit(doing, self.person_id)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Have the name where there is room for it."""
        super().resizeEvent(event)
        self._place_names()

    def _place_names(self) -> None:
        """Put the name below the portrait where a word has too little room beside it."""
        beside = (self.portrait.width(), self.switch.width(), self.more.width(), scaled(_GAPS_PX))
        words = (
            (label, word) for label in (self.name, self.about) for word in label.text().split()
        )
        widest = max(
            (label.fontMetrics().horizontalAdvance(word) for label, word in words), default=0
        )
        is_narrow = self.width() < max(scaled(_NARROW_PX), widest + sum(beside))
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            if is_narrow:
                self._head.insertStretch(_NAMES_AT)
                self._column.insertWidget(1, self._names)
            else:
                self._head.takeAt(_NAMES_AT)
                self._head.insertWidget(_NAMES_AT, self._names, 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Perhaps a drag begins."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let the tile be carried away."""
        if self._pressed is None:
            return
        way = event.position().toPoint() - self._pressed
        if way.manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            self.dragged.emit(self.person_id)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """It was no drag after all."""
        self._pressed = None
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:  # noqa: N802
        """Open her in the inspector."""
        self._pressed = None
        self.asked.emit("edit", self.person_id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Ask for the menu."""
        self.menu_asked.emit(self.person_id, event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show the ring."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Take the ring away."""
        self.update()
        super().focusOutEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the ground of the tile, and a ring while it has the keyboard."""
        palette, has_focus = self.palette(), self.hasFocus()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = palette.color(_R.Accent if has_focus else _R.Mid)
        painter.setPen(QPen(line, 2 if has_focus else 1))
        painter.setBrush(palette.color(_R.Base if self._is_on else _R.Window))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        painter.end()

    def _name(self, words: TileWords) -> None:
        """Tell screen readers who this is, and what the buttons do to her."""
        language = self._language
        self.setAccessibleName(words.name)
        self.setAccessibleDescription(words.read_out())
        switch = "switch_off" if self._is_on else "switch_on"
        for button, key in ((self.switch, switch), (self.more, "more_of")):
            said = language(f"personas.{key}", name=words.name)
            button.setAccessibleName(said)
            button.setToolTip(said.replace("<", "‹").replace(">", "›"))

    def _ask_for_menu(self) -> None:
        self.menu_asked.emit(self.person_id, self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _dress(self) -> None:
        """Give the parts their type and manners."""
        headings = tuple(heading for heading, _ in self.lists)
        for label in (self.name, self.about, self.quote, *self._facts, *self._points):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setMinimumWidth(1)
        for label in (self.about, self.founded, self.checked, self.away):
            label.setForegroundRole(_R.PlaceholderText)
        bold, large, italic = QFont(self.font()), QFont(self.font()), QFont(self.font())
        bold.setBold(True)
        large.setBold(True)
        large.setPointSizeF(large.pointSizeF() * 1.1)
        italic.setItalic(True)
        self.name.setFont(large)
        self.quote.setFont(italic)
        for heading in headings:
            heading.setFont(bold)
        for button in (self.switch, self.more):
            button.setAutoRaise(True)
            button.setIconSize(QSize(scaled(_ICON_PX), scaled(_ICON_PX)))
            give_room(button)
        self.switch.clicked.connect(lambda: self.asked.emit("switch", self.person_id))
        self.more.clicked.connect(self._ask_for_menu)

    def _arrange(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        names = QVBoxLayout(self._names)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(1)
        names.addWidget(self.name)
        names.addWidget(self.about)
        names.addStretch(1)
        head = self._head
        head.setSpacing(scaled(4))
        head.addWidget(self.portrait, 0, top)
        head.addSpacing(scaled(4))
        head.addWidget(self._names, 1)
        head.addWidget(self.switch, 0, top)
        head.addWidget(self.more, 0, top)
        sure = QHBoxLayout()
        sure.setSpacing(scaled(5))
        sure.addWidget(self.sign, 0, top)
        sure.addWidget(self.founded, 1)
        column = self._column
        column.setContentsMargins(scaled(10), scaled(10), scaled(6), scaled(10))
        column.setSpacing(scaled(6))
        column.addLayout(head)
        column.addWidget(self.quote)
        for heading, points in self.lists:
            held = QVBoxLayout()
            held.setSpacing(0)
            held.addWidget(heading)
            held.addWidget(points)
            column.addLayout(held)
        column.addLayout(sure)
        when = QVBoxLayout()
        when.setSpacing(0)
        for label in (self.checked, self.review, self.away):
            when.addWidget(label)
        column.addLayout(when)
