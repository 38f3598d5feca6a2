"""The form of the print window: the groups of the table, only those that mean something now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFormLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from model.paper import parse_paper
from model.printing.settings import PrintSettings
from model.problems import PrintProblem
from model.views import SavedView
from widgets.language import Language
from widgets.overrides import guarded
from widgets.print.field_table import FIELDS, GROUPS, Field, FieldKind, Group, applies
from widgets.print.paper_rows import NoteRow, PaperRow, ScaleRow
from widgets.print.row import Offers, Row
from widgets.print.rows import ChoiceRow, FileRow, FlagRow, LineRow, NumberRow, PersonaRow, ViewRow
from widgets.text_scale import scaled, text_scale

_ROWS: dict[FieldKind, Callable[[Field, Language, Offers, QWidget | None], Row]] = {
    "choice": ChoiceRow,
    "flag": FlagRow,
    "number": NumberRow,
    "length": NumberRow,
    "line": LineRow,
    "file": FileRow,
    "paper": PaperRow,
    "scale": ScaleRow,
    "note": NoteRow,
    "persona": PersonaRow,
    "view": ViewRow,
}
_LABEL_PX = 128  # all labels are as wide, so that the boxes stand below each other
_FREE = 16_777_215  # Qt's largest size of a widget
_LARGE_TEXT = 1.4  # then labels stand over their boxes
# On another output the papers are others.
_PAPER_OF = {"handout": "A3", "persona": "A3", "wall": "map", "tiles": "map"}


@guarded
class SettingsForm(QWidget):
    """Edits `PrintSettings` and the view that is printed; ``changed`` tells of every change."""

    changed = Signal()

    def __init__(self, language: Language, offers: Offers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._held = PrintSettings()
        self.rows: dict[str, Row] = {}
        self.groups: dict[str, GroupBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for group in GROUPS:
            box = self.groups[group.id] = GroupBox(group, language, self)
            for field in group.fields:
                row = self.rows[field.path] = _ROWS[field.kind](field, language, offers, box)
                row.changed.connect(self._row_changed)
                box.add(row)
            column.addWidget(box)
        column.addStretch(1)
        self._paper, self._scale = self.rows["paper"], self.rows["scale"]
        if isinstance(self._paper, PaperRow):
            self._paper.paper_chosen.connect(self._paper_chosen)
        self.show_settings(self._held, None)

    @property
    def settings(self) -> PrintSettings:
        """What is chosen now; what the form does not show is as it was shown last."""
        chosen = {key: value for row in self.rows.values() for key, value in row.values().items()}
        paper = self._paper
        if isinstance(paper, PaperRow) and paper.is_own and chosen["orientation"] == "auto":
            chosen["orientation"] = paper.lie
        return PrintSettings.model_validate({**self._held.model_dump(), **chosen})

    @property
    def view(self) -> SavedView | None:
        """The view that is printed, None for the whole map."""
        row = self.rows["view"]
        return row.view if isinstance(row, ViewRow) else None

    @property
    def complaint(self) -> str:
        """What is wrong with what is written, "" for nothing."""
        settings = self.settings
        shown = (self.rows[field.path] for field in FIELDS if applies(field, settings))
        return next(filter(None, (row.complaint for row in shown)), "")

    def show_settings(self, settings: PrintSettings, view: SavedView | None) -> None:
        """Show ``settings`` and ``view``; nothing is told of it."""
        self._held = settings
        for row in self.rows.values():
            row.show_settings(self._as_shown(settings))
        row = self.rows["view"]
        if isinstance(row, ViewRow):
            row.show_view(view)
        self._show_what_applies()

    def _as_shown(self, settings: PrintSettings) -> PrintSettings:
        """One's own measures lie as they were typed unless turned: that is not shown as a turn."""
        try:
            paper = parse_paper(settings.paper)
        except PrintProblem:
            return settings
        is_own = paper.name.endswith("mm") and paper.height is not None
        lie = "landscape" if (paper.width or 0) > (paper.height or 0) else "portrait"
        if is_own and settings.orientation == lie:
            return settings.model_copy(update={"orientation": "auto"})
        return settings

    def _paper_chosen(self) -> None:
        """Take a scale that works with the paper: fit for a sheet, true size for the map's own."""
        scale, paper = self._scale, self._paper
        if not isinstance(scale, ScaleRow):
            return
        is_map_size = paper.values()["paper"] == "map"
        chosen = scale.values()["scale"]
        if is_map_size and chosen == "fit":
            scale.take("1:1")
        elif not is_map_size and chosen == "1:1":
            scale.take("fit")

    def _row_changed(self) -> None:
        settings = self.settings
        if settings.output != self._held.output:
            self._take_paper_of(settings)
            settings = self.settings
        self._held = settings
        self._show_what_applies()
        self.changed.emit()

    def _take_paper_of(self, settings: PrintSettings) -> None:
        """Begin another output with a paper it is made for."""
        wanted = _PAPER_OF.get(settings.output)
        if wanted is None or {settings.output, self._held.output} == {"wall", "tiles"}:
            return
        changed = {"paper": wanted, "scale": "1:1" if wanted == "map" else "fit"}
        taken = settings.model_copy(update=changed)
        self._paper.show_settings(taken)
        self._scale.show_settings(taken)

    def _show_what_applies(self) -> None:
        settings = self.settings
        for group in GROUPS:
            box = self.groups[group.id]
            shown = 0
            for field in group.fields:
                row = self.rows[field.path]
                is_shown = applies(field, settings) and row.is_offered
                shown += is_shown
                box.show_row(row, is_shown=is_shown)
            box.setVisible(shown > 0)
        is_turned = settings.paper != "map" or settings.output not in ("wall",)
        self.rows["orientation"].setEnabled(is_turned)


@guarded
class GroupBox(QWidget):
    """A heading that folds its rows away."""

    def __init__(self, group: Group, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = QToolButton(self)
        self.heading.setText(language(f"print_window.group.{group.id}"))
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.setAutoRaise(True)
        font = QFont(self.font())
        font.setBold(True)
        self.heading.setFont(font)
        self._states = tuple(language(f"window.inspector.{key}") for key in ("folded", "unfolded"))
        self._body = QWidget(self)
        self._form = QFormLayout(self._body)
        self._form.setContentsMargins(6, 0, 0, 4)
        self._form.setVerticalSpacing(6)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._is_large = is_large = text_scale() > _LARGE_TEXT
        wrap = QFormLayout.RowWrapPolicy
        self._form.setRowWrapPolicy(wrap.WrapAllRows if is_large else wrap.DontWrapRows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.heading)
        column.addWidget(self._body)
        self.is_open = group.is_open
        self.heading.clicked.connect(lambda: self.set_open(not self.is_open))
        self.set_open(group.is_open)

    def add(self, row: Row) -> None:
        """Take ``row`` below the others."""
        if not row.has_label:
            self._form.addRow(row)
            return
        label = QLabel(row.name, self._body)
        label.setWordWrap(True)
        label.setMinimumWidth(0 if self._is_large else scaled(_LABEL_PX))
        label.setMaximumWidth(_FREE if self._is_large else scaled(_LABEL_PX))
        label.setBuddy(row)
        self._form.addRow(label, row)

    def show_row(self, row: Row, *, is_shown: bool) -> None:
        """Show or hide ``row`` with its label."""
        self._form.setRowVisible(row, is_shown)

    def set_open(self, is_open: bool) -> None:
        """Fold or unfold the rows."""
        self.is_open = is_open
        arrow = Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow
        self.heading.setArrowType(arrow)
        self.heading.setAccessibleDescription(self._states[is_open])
        self._body.setVisible(is_open)
