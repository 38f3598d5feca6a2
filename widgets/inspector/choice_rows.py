"""Rows one picks in: a list, a colour, one to five, yes or no, an icon, a plain fact."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QMenu,
    QToolButton,
    QWidget,
)

from model.values import Value
from widgets.icon_picker import IconPicker, held_in_menu, icon_names
from widgets.icons import make_icon
from widgets.inspector.field import Field
from widgets.inspector.row import Row, Surroundings
from widgets.inspector.subject import MIXED
from widgets.overrides import guarded
from widgets.plain_tips import plain_tip
from widgets.swatches import Swatches
from widgets.text_scale import give_room, scaled


class ChoiceRow(Row):
    """One of a few words."""

    def __init__(self, field: Field, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(field, around, parent)
        self.box = QComboBox(self)
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(6)
        self.box.activated.connect(self._chosen)
        self.column.addWidget(self.box)
        self.label.setBuddy(self.box)
        self._shown: Any = None

    def show_value(self, value: Any, values: tuple[Value, ...]) -> None:  # noqa: ARG002
        """Show the chosen word; nothing where they differ."""
        self._shown = value
        with QSignalBlocker(self.box):
            self._fill()
            index = -1 if value is MIXED else self.box.findData(value)
            if index < 0 and isinstance(value, str) and value:
                self.box.addItem(value, value)
                index = self.box.count() - 1
            self.box.setCurrentIndex(index)
            mixed = self.around.language("window.inspector.mixed")
            self.box.setPlaceholderText(mixed if value is MIXED else "")

    def retranslate(self, label: str) -> None:
        """Word the row and its choices."""
        super().retranslate(label)
        self.box.setAccessibleName(label)
        self.box.clear()
        self.show_value(self._shown, ())

    def focus_field(self) -> None:
        """Go to the list."""
        self.box.setFocus()

    def _options(self) -> list[tuple[str, Any]]:
        field = self.field
        options: list[tuple[str, Any]] = []
        if field.is_optional:
            none = self.around.language(f"window.inspector.{field.none}")
            options.append((none, None))
        return options + [(self.around.name(field.names, value), value) for value in field.choices]

    def _fill(self) -> None:
        options = self._options()
        held = [(self.box.itemText(n), self.box.itemData(n)) for n in range(self.box.count())]
        if held != options:
            self.box.clear()
            for name, value in options:
                self.box.addItem(name, value)

    def _chosen(self, index: int) -> None:
        self.changed.emit(self.box.itemData(index))
        self.sealed.emit()


class RegisterChoiceRow(ChoiceRow):
    """One entry of a register of the map, e.g. whose feeling it is."""

    def _options(self) -> list[tuple[str, Any]]:
        words = self.around.language
        entries = getattr(self.around.journey, self.field.register)
        unnamed = words("window.outline.no_name")
        found = [
            (getattr(e, "name", "") or getattr(e, "title", "") or unnamed, e.id) for e in entries
        ]
        return [(words("window.inspector.none"), None), *found]


class FlagRow(Row):
    """Yes or no."""

    def __init__(self, field: Field, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(field, around, parent)
        self.label.hide()
        self.box = QCheckBox(self)
        self.box.setMinimumSize(1, scaled(28))  # in a narrow panel its end is in the tool tip
        self.box.clicked.connect(self._clicked)
        self.column.addWidget(self.box)

    def show_value(self, value: Any, values: tuple[Value, ...]) -> None:  # noqa: ARG002
        """Show yes, no, or that they differ."""
        state = Qt.CheckState.Checked if value else Qt.CheckState.Unchecked
        if value is MIXED:
            state = Qt.CheckState.PartiallyChecked
        with QSignalBlocker(self.box):
            self.box.setCheckState(state)
            self.box.setTristate(value is MIXED)

    def retranslate(self, label: str) -> None:
        """Word the box."""
        super().retranslate(label)
        self.box.setText(label)
        self.box.setToolTip(label)

    def focus_field(self) -> None:
        """Go to the box."""
        self.box.setFocus()

    def _clicked(self) -> None:
        self.changed.emit(self.box.checkState() != Qt.CheckState.Unchecked)
        self.sealed.emit()


class FactRow(Row):
    """A word that cannot be changed here."""

    says_mixed = True

    def __init__(self, field: Field, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(field, around, parent)
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self.column.addWidget(self._text)
        self._shown: Any = None

    def show_value(self, value: Any, values: tuple[Value, ...]) -> None:  # noqa: ARG002
        """Show the word."""
        self._shown = value
        is_known = value is not None and value is not MIXED
        self._text.setText(self.around.name(self.field.names, value) if is_known else "")

    def retranslate(self, label: str) -> None:
        """Word the row."""
        super().retranslate(label)
        self.show_value(self._shown, ())


class RatingRow(Row):
    """One to five, as dots; a click on the last filled one takes the rating away."""

    says_mixed = True

    def __init__(self, field: Field, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(field, around, parent)
        self.dots = _Dots(self)
        self.dots.rated.connect(self._rated)
        self.column.addWidget(self.dots)
        self.label.setBuddy(self.dots)

    def show_value(self, value: Any, values: tuple[Value, ...]) -> None:  # noqa: ARG002
        """Show the rating."""
        self.dots.value = value if isinstance(value, int) else 0
        words = self.around.language
        if value is MIXED:
            said = words("window.inspector.mixed")
        elif value is None:
            said = words("window.inspector.none")
        else:
            said = words("window.inspector.rating", value=value)
        self.dots.setToolTip(plain_tip(said))
        self.dots.setAccessibleDescription(said)
        self.dots.update()

    def retranslate(self, label: str) -> None:
        """Word the row."""
        super().retranslate(label)
        self.dots.setAccessibleName(label)

    def focus_field(self) -> None:
        """Go to the dots."""
        self.dots.setFocus()

    def _rated(self, value: int) -> None:
        self.changed.emit(value or None)
        self.sealed.emit()


@guarded
class _Dots(QWidget):
    """Five dots for mouse and keys (1 to 5, 0 or Delete for none)."""

    rated = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.value = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._size, self._gap = scaled(18), scaled(7)
        self.setFixedSize(5 * (self._size + self._gap) + 4, self._size + scaled(10))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the fixed size."""
        return self.size()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint filled and empty dots, and the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        full = palette.color(QPalette.ColorRole.Accent)
        line = palette.color(QPalette.ColorRole.PlaceholderText)
        for number in range(5):
            left, top = 3 + number * (self._size + self._gap), (self.height() - self._size) / 2
            box = QRectF(left, top, self._size, self._size)
            is_full = number < self.value
            painter.setBrush(full if is_full else Qt.GlobalColor.transparent)
            painter.setPen(full if is_full else line)
            painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(full)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Rate by the dot under the mouse."""
        number = int((event.position().x() - 3) // (self._size + self._gap)) + 1
        if 1 <= number <= 5:
            self._rate(0 if number == self.value else number)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Rate by digits and arrows."""
        keys = {Qt.Key.Key_Right: self.value + 1, Qt.Key.Key_Left: self.value - 1}
        keys |= {Qt.Key.Key_Delete: 0, Qt.Key.Key_Backspace: 0}
        keys |= {Qt.Key(Qt.Key.Key_0 + number): number for number in range(6)}
        wanted = keys.get(Qt.Key(event.key()))
        if wanted is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            self._rate(min(max(wanted, 0), 5))

    def _rate(self, value: int) -> None:
        if value != self.value:
            self.value = value
            self.update()
            self.rated.emit(value)


class ColourRow(Row):
    """The colours of notes as swatches; the first takes the lane's or the theme's."""

    says_mixed = True

    def __init__(self, field: Field, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(field, around, parent)
        self._line = Swatches((None, *field.choices), self)
        self._line.picked.connect(self._picked)
        self.swatches = self._line.buttons
        self.column.addWidget(self._line)

    def show_value(self, value: Any, values: tuple[Value, ...]) -> None:  # noqa: ARG002
        """Mark the chosen colour."""
        self._line.mark(*(() if value is MIXED else (value,)))

    def retranslate(self, label: str) -> None:
        """Word the row and the name of each colour."""
        super().retranslate(label)
        self._line.word(self._name_of, label=label)

    def focus_field(self) -> None:
        """Go to the first swatch."""
        self.swatches[None].setFocus()

    def _name_of(self, name: str | None) -> str:
        if name is None:
            return self.around.language(f"window.inspector.{self.field.none}")
        return self.around.name("colour", name)

    def _picked(self, name: str | None) -> None:
        self.changed.emit(name)
        self.sealed.emit()


class IconRow(Row):
    """An icon for the corner of a card or the head of a lane."""

    def __init__(self, field: Field, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(field, around, parent)
        self.button = QToolButton(self)
        self.button.setIconSize(QSize(scaled(18), scaled(18)))
        give_room(self.button)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.clicked.connect(self._open)
        self.column.addWidget(self.button)
        self.label.setBuddy(self.button)
        self._shown: Any = None

    def show_value(self, value: Any, values: tuple[Value, ...]) -> None:  # noqa: ARG002
        """Show the icon."""
        self._shown = value
        is_one = isinstance(value, str) and value in icon_names()
        words = self.around.language
        key = "mixed" if value is MIXED else "none"
        self.button.setText("" if is_one else words(f"window.inspector.{key}"))
        self.button.setIcon(
            make_icon(str(value), self.palette())
            if is_one
            else make_icon("plus", self.palette(), size=14)
        )

    def retranslate(self, label: str) -> None:
        """Word the row."""
        super().retranslate(label)
        self.button.setAccessibleName(label)
        self.show_value(self._shown, ())

    def recolour(self) -> None:
        """Draw the icon anew."""
        self.show_value(self._shown, ())

    def focus_field(self) -> None:
        """Go to the button."""
        self.button.setFocus()

    def _open(self) -> None:
        menu = QMenu(self)
        none = menu.addAction(self.around.language("window.inspector.none"))
        none.triggered.connect(partial(self._picked, menu, None))
        grid = IconPicker(menu)
        grid.mark(self._shown if isinstance(self._shown, str) else None)
        grid.picked.connect(partial(self._picked, menu))
        held_in_menu(grid, menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def _picked(self, menu: QMenu, name: str | None) -> None:
        menu.close()
        self.changed.emit(name)
        self.sealed.emit()
