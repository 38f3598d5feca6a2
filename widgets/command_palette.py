"""The command palette: everything one can do or go to, found by typing some of its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QIcon, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from model.matching import fit
from widgets.floating import FloatingPanel
from widgets.language import Language
from widgets.overrides import guarded

_SIZE_PX = (600, 440)
_ROW_PX, _PADDING_PX, _ICON_PX = 30, 10, 18
_AROUND_PX = 34  # margins, and what parts line and list
_MOST_SHOWN = 60
# How much less a fit counts in the other language's words, and in the name of the menu.
_OTHER_WORDS, _WHERE = 0.8, 0.8
# And how much less what cannot be done now: it stands below what fits nearly as well.
_NOT_NOW = 0.7
_CHOICE = Qt.ItemDataRole.UserRole
_LISTED = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something the palette offers.

    Attributes:
        id: What it is remembered by.
        name: Its words.
        where: The menu it stands in, or what kind of thing it is.
        do: What it does.
        keys: Its shortcut.
        also: Other words it is found by.
        icon: Its drawing.
        is_enabled: Whether it can be done now.
        is_named_only: Whether it shows only when something is typed: there are many of its kind.
    """

    id: str
    name: str
    where: str
    do: Callable[[], object]
    keys: str = ""
    also: str = ""
    icon: QIcon | None = None
    is_enabled: bool = True
    is_named_only: bool = False


def best_choices(choices: Sequence[Choice], typed: str, recent: Sequence[str]) -> list[Choice]:
    """Return what fits ``typed``, the best first; with nothing typed, what was used last first.

    Of what fits about as well, what can be done now and what was used last come first.
    """
    places = {choice_id: place for place, choice_id in enumerate(recent)}

    def age(choice: Choice) -> int:
        return places.get(choice.id, len(places))

    if not typed.strip():
        return sorted((held for held in choices if not held.is_named_only), key=age)
    fits = {choice.id: _fit_of(choice, typed) for choice in choices}

    def rank(choice: Choice) -> tuple[float, bool, int, float]:
        # Rounded, so that use tells apart what only differs in the length of its name.
        value = fits[choice.id]
        weight = value if choice.is_enabled else value * _NOT_NOW
        return -round(weight), not choice.is_enabled, age(choice), -value

    return sorted((choice for choice in choices if fits[choice.id]), key=rank)


@guarded
class CommandPalette(FloatingPanel):
    """A line and the list of what fits it; Enter does the marked one."""

    def __init__(self, language: Language, window: QWidget) -> None:
        super().__init__(window, "middle", *_SIZE_PX)
        self._language = language
        self._choices: tuple[Choice, ...] = ()
        self._recent: tuple[str, ...] = ()
        self.line = _Line(self)
        self.list = QListWidget(self)
        self._none = QLabel(self)
        self._build()

    def offer(self, choices: Sequence[Choice], recent: Sequence[str], ground: QWidget) -> None:
        """Open over ``ground`` with these choices."""
        self._choices, self._recent = tuple(choices), tuple(recent)
        words = self._language
        self.line.setPlaceholderText(words("window.palette.placeholder"))
        self.line.setAccessibleName(words("window.palette.name"))
        self.list.setAccessibleName(words("window.palette.list"))
        self._none.setText(words("window.palette.none"))
        self.line.setText("")
        self._fill()
        self.open_over(ground, self.line)

    @property
    def shown(self) -> list[Choice]:
        """What the list holds, from top to bottom."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [item.data(_CHOICE) for item in items if item is not None]

    def do_current(self) -> None:
        """Close and do what is marked; nothing where it cannot be done now."""
        item = self.list.currentItem()
        choice = item.data(_CHOICE) if item is not None else None
        if isinstance(choice, Choice) and choice.is_enabled:
            self.leave()
            choice.do()

    def _fill(self) -> None:
        found = best_choices(self._choices, self.line.text(), self._recent)[:_MOST_SHOWN]
        self.list.clear()
        for choice in found:
            item = QListWidgetItem(choice.name)
            item.setData(_CHOICE, choice)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, self._spoken(choice))
            if choice.icon is not None:
                item.setIcon(choice.icon)
            self.list.addItem(item)
        self.list.setVisible(bool(found))
        self._none.setVisible(not found)
        enabled = (row for row, choice in enumerate(found) if choice.is_enabled)
        self.list.setCurrentRow(next(enabled, 0))
        rows = self.list.sizeHintForRow(0) * self.list.count() if found else 2 * _ROW_PX
        self.wish_height(min(self.line.sizeHint().height() + rows + _AROUND_PX, _SIZE_PX[1]))
        self._tell()

    def _tell(self) -> None:
        """Let screen readers hear what is marked: the line keeps the keyboard."""
        item = self.list.currentItem()
        choice = item.data(_CHOICE) if item is not None else None
        said = self._spoken(choice) if isinstance(choice, Choice) else self._none.text()
        self.line.setAccessibleDescription(said)

    def _spoken(self, choice: Choice) -> str:
        parts = [choice.name, choice.where, choice.keys]
        if not choice.is_enabled:
            parts.append(self._language("window.palette.not_now"))
        return ", ".join(part for part in parts if part)

    def _build(self) -> None:
        self.line.textChanged.connect(self._fill)
        self.line.panel = self
        self.list.setItemDelegate(_Rows(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.viewport().setAutoFillBackground(False)
        self.list.currentRowChanged.connect(self._tell)
        self.list.itemClicked.connect(self.do_current)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        font = QFont(self.line.font())
        font.setPointSizeF(font.pointSizeF() * 1.15)
        self.line.setFont(font)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        column.addWidget(self._none, 1)


@guarded
class _Line(QLineEdit):
    """The field: arrows walk the list below it."""

    def __init__(self, parent: CommandPalette) -> None:
        super().__init__(parent)
        self.panel = parent
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Walk, do, close, or type."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.panel.do_current()
        elif event.key() in _LISTED:
            self.panel.list.keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.panel.leave()
        else:
            super().keyPressEvent(event)


@guarded
class _Rows(QStyledItemDelegate):
    """Draws a choice: icon and words, where it stands, and its keys at the end."""

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the room of a row, more where letters are larger."""
        size = super().sizeHint(option, index)
        size.setHeight(max(_ROW_PX, size.height() + 8))
        return size

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        choice = index.data(_CHOICE)
        is_marked = bool(option.state & QStyle.StateFlag.State_Selected)
        area: QRect = option.rect
        palette: QPalette = option.palette
        usable = QPalette.ColorGroup.Active if choice.is_enabled else QPalette.ColorGroup.Disabled
        ink, faint = QPalette.ColorRole.Text, QPalette.ColorRole.PlaceholderText
        if is_marked:
            ground = palette.color(usable, QPalette.ColorRole.Highlight)
            painter.fillRect(area, ground)
            ink = faint = QPalette.ColorRole.HighlightedText
        if choice.icon is not None:
            mode = QIcon.Mode.Normal if choice.is_enabled else QIcon.Mode.Disabled
            mode = QIcon.Mode.Selected if is_marked else mode
            top = area.top() + (area.height() - _ICON_PX) // 2
            choice.icon.paint(
                painter, area.left() + _PADDING_PX, top, _ICON_PX, _ICON_PX, mode=mode
            )
        inside = area.adjusted(2 * _PADDING_PX + _ICON_PX, 0, -_PADDING_PX, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        metrics = painter.fontMetrics()
        painter.setPen(palette.color(usable, faint))
        keys = metrics.horizontalAdvance(choice.keys)
        painter.drawText(inside, middle | Qt.AlignmentFlag.AlignRight, choice.keys)
        room = inside.width() - keys - 2 * _PADDING_PX
        name = metrics.elidedText(choice.name, Qt.TextElideMode.ElideRight, room)
        used = metrics.horizontalAdvance(name) + 2 * _PADDING_PX
        where = metrics.elidedText(choice.where, Qt.TextElideMode.ElideRight, room - used)
        painter.drawText(inside.adjusted(used, 0, 0, 0), middle, where)
        painter.setPen(palette.color(usable, ink))
        painter.drawText(inside, middle, name)


def _fit_of(choice: Choice, typed: str) -> float:
    """Return how well a choice fits: by its name, its other words, or both with its menu's."""
    whole = f"{choice.where} {choice.name} {choice.also}"
    return max(
        fit(typed, choice.name),
        fit(typed, choice.also) * _OTHER_WORDS if choice.also else 0.0,
        fit(typed, whole) * _WHERE,
    )
