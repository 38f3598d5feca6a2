"""A form: the sections and rows of one kind of thing, made from its table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from model.values import Value
from widgets.focus_ring import FocusRing
from widgets.inspector.checked_rows import DateRow, NumberRow
from widgets.inspector.choice_rows import (
    ChoiceRow,
    ColourRow,
    FactRow,
    FlagRow,
    IconRow,
    RatingRow,
    RegisterChoiceRow,
)
from widgets.inspector.entries_row import EntriesRow
from widgets.inspector.feeling_row import FeelingRow
from widgets.inspector.field import Field, FieldKind, Section
from widgets.inspector.field_table import FORMS
from widgets.inspector.figure_rows import MetricChoiceRow, OriginRow, ReadingsRow
from widgets.inspector.image_row import ImageRow
from widgets.inspector.list_rows import (
    LevelsRow,
    LinesRow,
    MarksRow,
    RegisterRow,
    StepsRow,
)
from widgets.inspector.name_row import NameRow
from widgets.inspector.row import Row, Surroundings
from widgets.inspector.subject import MIXED, FieldView, has_field
from widgets.inspector.text_rows import LineRow, TextRow
from widgets.inspector.vote_rows import BudgetRow, DotColoursRow, VotesRow
from widgets.overrides import guarded
from widgets.text_scale import give_room, scaled

_ROWS: dict[FieldKind, Callable[[Field, Surroundings, QWidget | None], Row]] = {
    "line": LineRow,
    "text": TextRow,
    "choice": ChoiceRow,
    "colour": ColourRow,
    "rating": RatingRow,
    "flag": FlagRow,
    "number": NumberRow,
    "lines": LinesRow,
    "marks": MarksRow,
    "register": RegisterRow,
    "one_of_register": RegisterChoiceRow,
    "date": DateRow,
    "feeling": FeelingRow,
    "votes": VotesRow,
    "icon": IconRow,
    "fact": FactRow,
    "entries": EntriesRow,
    "image": ImageRow,
    "levels": LevelsRow,
    "name": NameRow,
    "dot_colours": DotColoursRow,
    "readings": ReadingsRow,
    "origin": OriginRow,
    "one_of_metrics": MetricChoiceRow,
    "budget": BudgetRow,
    "steps": StepsRow,
}

_TWO_COLUMNS_PX = 268


@guarded
class Form(QWidget):
    """All rows of one kind; ``changed`` carries (path, value)."""

    changed = Signal(str, object)
    asked = Signal(str, object)
    sealed = Signal()

    def __init__(self, kind: str, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._around = around
        self.parent_area: QWidget = self
        self.rows: dict[str, Row] = {}
        self._shown: dict[str, Any] = {}
        self._shown_around: tuple[object, ...] = ()
        self.sections: dict[str, SectionBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 6, 14, 16)
        column.setSpacing(8)
        for section in FORMS[kind]:
            box = SectionBox(section, self)
            self.sections[section.id] = box
            column.addWidget(box)
            for field in section.fields:
                box.add(self._make_row(field))
        self.nothing = QLabel(self)
        self.nothing.setTextFormat(Qt.TextFormat.PlainText)
        self.nothing.setWordWrap(True)
        self.nothing.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.nothing.hide()
        column.addWidget(self.nothing)
        column.addStretch(1)
        FocusRing(self)
        self.retranslate()

    def show_parts(self, parts: tuple[Value, ...]) -> None:
        """Show the fields of ``parts``; rows for one thing only hide where there are several.

        Only rows are touched whose value, owners or registers are others than before.
        """
        around = (tuple(getattr(part, "id", None) for part in parts), self._registers())
        if around != self._shown_around:
            self._shown_around = around
            self._shown.clear()
        view = FieldView(parts)
        kinds = {type(part): part for part in parts}.values()
        is_any = False
        for path, row in self.rows.items():
            if not (row.field.is_shared or len(parts) == 1) or not _have_field(kinds, path):
                row.setVisible(False)
                continue
            is_any = True
            value = view.value(path)
            is_known = path in self._shown and _is_same(self._shown[path], value)
            if is_known and not (value is MIXED and row.is_list):
                continue
            self._shown[path] = value
            row.setVisible(True)
            row.mark_mixed(value is MIXED)
            row.show_value(value, parts)
        self.nothing.setVisible(not is_any)
        for section, box in zip(FORMS[self.kind], self.sections.values(), strict=True):
            fields = [field for field in section.fields if _have_field(kinds, field.path)]
            box.mark(any(_says_something(field, view) for field in fields))
            box.setVisible(any(not self.rows[field.path].isHidden() for field in section.fields))

    def _registers(self) -> tuple[object, ...]:
        """Return what rows offer to choose from: everything of the map but its lanes."""
        journey = self._around.journey
        return tuple(_Same(held) for name, held in journey if name not in ("lanes", "about"))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give each field a line of its own where the panel is narrow or the text large."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        area = self.parent_area
        width = area.viewport().width() if isinstance(area, QScrollArea) else self.width()
        for box in self.sections.values():
            box.set_narrow(width < scaled(_TWO_COLUMNS_PX))

    def retranslate(self) -> None:
        """Word labels, choices and headings."""
        self._shown.clear()
        words = self._around.language
        self.nothing.setText(words("window.inspector.nothing_shared"))
        for path, row in self.rows.items():
            own = f"window.field.{self.kind}.{path}"
            row.retranslate(words(own if words.has(own) else f"window.field.{path}"))
        for section_id, box in self.sections.items():
            if section_id:
                box.set_title(words(f"window.section.{section_id}"))
            box.word_states(words("window.inspector.unfolded"), words("window.inspector.folded"))

    def recolour(self) -> None:
        """Draw icons anew."""
        self._shown.clear()
        for row in self.rows.values():
            row.recolour()

    def commit(self) -> None:
        """Take what is half typed."""
        for row in self.rows.values():
            row.commit()

    def focus_first(self) -> None:
        """Put the cursor into the first row."""
        for row in self.rows.values():
            if row.isVisibleTo(self):
                row.focus_field()
                return

    def show_row(self, path: str) -> Row | None:
        """Open the section that holds the field ``path`` and return its row, None without one."""
        row = self.rows.get(path)
        if row is not None:
            for box in self.sections.values():
                if box.isAncestorOf(row):
                    box.set_open(True)
        return row

    def _make_row(self, field: Field) -> Row:
        row = _ROWS[field.kind](field, self._around, self)
        self.rows[field.path] = row
        row.setObjectName(f"row_{field.path}")
        row.changed.connect(self._pass_on(field.path))
        row.asked.connect(self.asked)
        row.sealed.connect(self.sealed)
        return row

    def _pass_on(self, path: str) -> Callable[[Any], None]:
        def hand_on(value: Any) -> None:
            self.changed.emit(path, value)

        return hand_on


@guarded
class SectionBox(QWidget):
    """Rows under a heading that folds them away."""

    def __init__(self, section: Section, parent: QWidget) -> None:
        super().__init__(parent)
        self._has_title = bool(section.id)
        self.heading = QToolButton(self)
        self.heading.setAutoRaise(True)
        give_room(self.heading)
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.heading.setVisible(self._has_title)
        font = QFont(self.heading.font())
        font.setBold(True)
        self.heading.setFont(font)
        self.heading.clicked.connect(self._turn)
        self._body = QWidget(self)
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._rows: list[Row] = []
        self._is_narrow = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.heading)
        column.addWidget(self._body)
        self._title, self._is_used = "", False
        self._states = ("", "")
        self.is_open = True
        self.set_open(section.is_open or not self._has_title)

    def add(self, row: Row) -> None:
        """Put ``row`` below the others, or beside the last half one."""
        self._rows.append(row)
        self._arrange()

    def set_narrow(self, is_narrow: bool) -> None:
        """Give half rows a line of their own where two of them have no room."""
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._arrange()

    def _arrange(self) -> None:
        place = 0
        for row in self._rows:
            if row.field.is_half and not self._is_narrow:
                self._grid.addWidget(row, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
                place += 1
            else:
                place += place % 2
                self._grid.addWidget(row, place // 2, 0, 1, 2)
                place += 2

    def set_title(self, title: str) -> None:
        """Word the heading."""
        self._title = title
        self._show_title()

    def word_states(self, unfolded: str, folded: str) -> None:
        """Word what screen readers say of an open and of a closed section."""
        self._states = (folded, unfolded)
        self._show_title()

    def mark(self, is_used: bool) -> None:
        """Show by a dot that something stands in the section, folded or not."""
        self._is_used = is_used
        self._show_title()

    def set_open(self, is_open: bool) -> None:
        """Fold or unfold the rows."""
        self.is_open = is_open
        self._body.setVisible(is_open)
        arrow = Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow
        self.heading.setArrowType(arrow)

    def _turn(self) -> None:
        self.set_open(not self.is_open)
        self._show_title()

    def _show_title(self) -> None:
        has_dot = self._is_used and not self.is_open
        self.heading.setText(f"{self._title} \u2022" if has_dot else self._title)
        self.heading.setAccessibleName(self._title)
        self.heading.setAccessibleDescription(self._states[self.is_open])


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """Equal to what holds the very same object."""

    held: object

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.held is other.held

    __hash__ = object.__hash__


def _is_same(before: Any, after: Any) -> bool:
    return before is after or (type(before) is type(after) and bool(before == after))


def _have_field(kinds: Iterable[Value], path: str) -> bool:
    return all(has_field(part, path) for part in kinds)


def _says_something(field: Field, view: FieldView) -> bool:
    """Tell whether ``field`` holds something else than a new thing has."""
    if field.kind == "fact" or (field.kind == "choice" and not field.is_optional):
        return False
    return view.says_something(field.path)
