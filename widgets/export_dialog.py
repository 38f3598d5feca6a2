"""The export dialog: paper, scale and colours, with the page as it will be beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import get_args

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from model.layout.drawing_order import drawing_order
from model.layout.marks import Glyphs
from model.layout.sheet import Sheet
from model.layout.theme import Theme
from model.paper import (
    Orientation,
    PagePlan,
    Paper,
    fit,
    paper_table,
    parse_orientation,
    parse_paper,
    parse_scale,
)
from model.printing.settings import PrintSettings
from model.problems import PrintProblem, Problem
from model.sheet_settings import SheetSettings, SheetTheme
from model.views import SavedView
from widgets.icons import icon_pixmap
from widgets.language import Language
from widgets.length_box import LengthBox
from widgets.overrides import guarded
from widgets.page_preview import PagePreview
from widgets.text_scale import scaled

_ORIENTATIONS: tuple[Orientation, ...] = ("auto", "landscape", "portrait")
_SCALES = ("fit", "1:1", "1:2", "1:5", "1:10")
_OTHER = "other"
_CUSTOM = "custom"
_MEASURES = re.compile(r"([\d.]+)x([\d.]+)mm")
# Nearer than this nobody reads a wall (reference/workshops-and-print.md 3.7: cards at 1 m).
_LEAST_DISTANCE_M = 0.5


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What was chosen, in the words `model.paper` parses."""

    paper: str = "map"
    scale: str = "1:1"
    orientation: str = "auto"
    theme: str = "print"
    view: SavedView | None = None

    @property
    def settings(self) -> PrintSettings:
        """The same as print settings; the view is chosen beside them."""
        return PrintSettings.model_validate(
            {
                "paper": self.paper,
                "scale": self.scale,
                "orientation": self.orientation,
                "theme": self.theme,
                "allow_coarse_images": True,  # the dialog has no switch for it
            }
        )


_WIDEST_SIDE_PX = 520  # beside large text


@guarded
class ExportDialog(QDialog):
    """Chooses a page for ``sheet``; after `exec`, ``wish`` and ``plan`` say which.

    ``warnings`` are told of any page: what the PDF cannot show as written. ``views`` are what
    else can be printed than the whole map, and ``sheet_of`` lays one out.
    """

    def __init__(
        self,
        language: Language,
        sheet: Sheet,
        settings: SheetSettings,
        wish: ExportWish,
        parent: QWidget | None = None,
        *,
        warnings: Sequence[Problem] = (),
        views: Sequence[SavedView] = (),
        sheet_of: Callable[[SavedView | None], Sheet] | None = None,
    ) -> None:
        super().__init__(parent)
        self._views, self._sheet_of = views, sheet_of
        self._language = language
        self._warnings = warnings
        self._sheet = sheet
        self._settings = settings
        self._smallest_pt = _smallest_text(sheet)
        self.plan: PagePlan | None = None
        self.view = QComboBox(self)
        self.paper = QComboBox(self)
        self.paper_width = LengthBox(language, 1189, self)
        self.paper_height = LengthBox(language, 841, self)
        self.orientation = QComboBox(self)
        self.scale = QComboBox(self)
        self.other_scale = QLineEdit("1:4", self)
        self.theme = QComboBox(self)
        self.preview = PagePreview(sheet, self)
        self.warning = QLabel(self)
        self._sign = QLabel(self)
        self._facts: dict[str, tuple[QLabel, QLabel]] = {}
        self._form = QFormLayout()
        self._buttons = QDialogButtonBox(self)
        self._build()
        self._fill(wish)
        self._connect()
        self._update()
        self._fill_views(wish)

    @property
    def wish(self) -> ExportWish:
        """What is chosen now."""
        paper = str(self.paper.currentData())
        if paper == _CUSTOM:
            paper = f"{self.paper_width.value():g}x{self.paper_height.value():g}mm"
        scale = str(self.scale.currentData())
        if scale == _OTHER:
            scale = self.other_scale.text()
        theme = str(self.theme.currentData())
        return ExportWish(paper, scale, self._orientation(), theme, self._chosen_view())

    def _chosen_view(self) -> SavedView | None:
        at = self.view.currentIndex()
        return self._views[at - 1] if at > 0 else None

    def _view_chosen(self) -> None:
        """Lay out what is to be printed now."""
        if self._sheet_of is not None:
            self._sheet = self._sheet_of(self._chosen_view())
            self._smallest_pt = _smallest_text(self._sheet)
            self.preview.show_sheet(self._sheet)
        self._update()

    def _orientation(self) -> str:
        """Return what is chosen; measures of one's own lie as they were typed unless it says so."""
        chosen = str(self.orientation.currentData())
        if self.paper.currentData() == _CUSTOM and chosen == "auto":
            return _lie_of(self.paper_width.value(), self.paper_height.value())
        return chosen

    def _update(self) -> None:
        """Plan the page anew and show what comes of it."""
        is_custom = self.paper.currentData() == _CUSTOM
        is_map_size = self.paper.currentData() == "map"
        self._form.setRowVisible(self.paper_width, is_custom)
        self._form.setRowVisible(self.paper_height, is_custom)
        self._form.setRowVisible(self.other_scale, self.scale.currentData() == _OTHER)
        self.orientation.setEnabled(not is_map_size)
        wish = self.wish
        boxes = (self.paper_width, self.paper_height) if is_custom else ()
        sentence = next(filter(None, (box.complaint for box in boxes)), "")
        try:
            plan = fit(
                self._sheet.width,
                self._sheet.height,
                parse_paper(wish.paper),
                parse_scale(wish.scale),
                parse_orientation(wish.orientation),
            )
            self.plan = None if sentence else plan
        except PrintProblem as problem:
            self.plan = None
            sentence = sentence or _worded(problem, self._language)
        else:
            told = [sentence or self._doubt(plan), *map(self._language.of, self._warnings)]
            sentence = "\n".join(filter(None, told))
        self.export_button.setEnabled(self.plan is not None)
        self.preview.show_plan(self.plan, Theme.named(wish.theme))
        self._show_facts()
        self._warn(sentence)

    def _doubt(self, plan: PagePlan) -> str:
        distance = plan.readable_at(self._settings.card_size_pt)
        if distance >= _LEAST_DISTANCE_M:
            return ""
        return self._language("dialogs.export.too_small", distance=self._language.number(distance))

    def _warn(self, sentence: str) -> None:
        self.warning.setText(sentence)
        self.warning.setVisible(bool(sentence))
        self._sign.setVisible(bool(sentence))

    def _show_facts(self) -> None:
        words, plan = self._language, self.plan
        if plan is None:
            for _, value in self._facts.values():
                value.setText("\u2013")
            return
        page = words(
            "dialogs.export.fact_page_value",
            width=words.number(plan.width, 1),
            height=words.number(plan.height, 1),
        )
        self._facts["page"][1].setText(page)
        self._facts["scale"][1].setText(plan.scale_name.replace(".", words.locale.decimalPoint()))
        for name, size_pt in (
            ("title", self._settings.title_size_pt),
            ("card", self._settings.card_size_pt),
            ("smallest", self._smallest_pt),
        ):
            self._facts[name][1].setText(self._readable(plan, size_pt))

    def _readable(self, plan: PagePlan, size_pt: float) -> str:
        words = self._language
        distance = plan.readable_at(size_pt)
        return words(
            "dialogs.export.fact_read_value",
            size=words.number(
                plan.printed_size_pt(size_pt), 0 if size_pt * plan.scale >= 10 else 1
            ),
            distance=words.number(distance, 1 if distance >= 1 else 2),
        )

    def _fill(self, wish: ExportWish) -> None:
        words = self._language
        for paper in paper_table():
            self.paper.addItem(self._paper_name(paper), paper.name)
        self.paper.addItem(words("dialogs.export.paper_custom"), _CUSTOM)
        for name in _ORIENTATIONS:
            self.orientation.addItem(words(f"dialogs.export.orientation_{name}"), name)
        for scale in _SCALES:
            key = {"fit": "scale_fit", "1:1": "scale_true"}.get(scale)
            self.scale.addItem(words(f"dialogs.export.{key}") if key else scale, scale)
        self.scale.addItem(words("dialogs.export.scale_other"), _OTHER)
        for theme in get_args(SheetTheme):
            self.theme.addItem(words(f"names.sheet_theme.{theme}"), theme)
        self._choose(wish)

    def _fill_views(self, wish: ExportWish) -> None:
        words = self._language
        self.view.addItem(words("dialogs.export.view_whole"))
        for view in self._views:
            self.view.addItem(view.name or words("dialogs.export.view_unnamed"))
        self._form.setRowVisible(self.view, bool(self._views))
        if wish.view in self._views:
            self.view.setCurrentIndex(1 + self._views.index(wish.view))
            self._view_chosen()

    def _choose(self, wish: ExportWish) -> None:
        for box, value, other in (
            (self.paper, wish.paper, _CUSTOM),
            (self.scale, wish.scale, _OTHER),
            (self.orientation, wish.orientation, "auto"),
            (self.theme, wish.theme, "print"),
        ):
            index = box.findData(value)
            box.setCurrentIndex(index if index >= 0 else box.findData(other))
        if self.paper.currentData() == _CUSTOM:
            paper = parse_paper(wish.paper)
            self.paper_width.setValue(paper.width or 1189)
            self.paper_height.setValue(paper.height or 841)
            if wish.orientation == _lie_of(paper.width or 0, paper.height or 0):
                self.orientation.setCurrentIndex(self.orientation.findData("auto"))
        if self.scale.currentData() == _OTHER:
            self.other_scale.setText(wish.scale)

    def _paper_name(self, paper: Paper) -> str:
        words = self._language
        if paper.is_map_size:
            return words("dialogs.export.paper_map")
        if paper.is_roll:
            return words("dialogs.export.paper_roll", width=words.number(paper.width or 0))
        width, height = words.number(paper.width or 0, 1), words.number(paper.height or 0, 1)
        return f"{paper.name}  ({width} \u00d7 {height} mm)"

    def _paper_chosen(self) -> None:
        """Take a scale that works with the paper: fit for a sheet, true size for the map's own."""
        is_map_size = self.paper.currentData() == "map"
        with QSignalBlocker(self.scale):
            if is_map_size and self.scale.currentData() == "fit":
                self.scale.setCurrentIndex(self.scale.findData("1:1"))
            elif not is_map_size and self.scale.currentData() == "1:1":
                self.scale.setCurrentIndex(self.scale.findData("fit"))
        self._update()

    def _connect(self) -> None:
        self.paper.currentIndexChanged.connect(self._paper_chosen)
        for box in (self.orientation, self.scale, self.theme):
            box.currentIndexChanged.connect(self._update)
        self.view.currentIndexChanged.connect(self._view_chosen)
        for length in (self.paper_width, self.paper_height):
            length.valueChanged.connect(self._update)
            length.lineEdit().textChanged.connect(self._written)
        self.other_scale.textChanged.connect(self._update)

    def _written(self) -> None:
        """Plan anew once the box has read what was written: it tells of nothing it cannot read."""
        QTimer.singleShot(0, self, self._update)

    def _build(self) -> None:
        words = self._language
        self.setWindowTitle(words("dialogs.export.title"))
        for key, widget in (
            ("view", self.view),
            ("paper", self.paper),
            ("width", self.paper_width),
            ("height", self.paper_height),
            ("orientation", self.orientation),
            ("scale", self.scale),
            ("scale_value", self.other_scale),
            ("theme", self.theme),
        ):
            widget.setAccessibleName(words(f"dialogs.export.{key}"))
            self._form.addRow(words(f"dialogs.export.{key}"), widget)
        side = QVBoxLayout()
        side.setSpacing(14)
        side.addLayout(self._form)
        side.addLayout(self._fact_table())
        side.addLayout(self._warning_line())
        side.addStretch(1)
        self.preview.setAccessibleName(words("dialogs.export.preview"))
        top = QHBoxLayout()
        top.setSpacing(18)
        held = QWidget(self)
        held.setLayout(side)
        held.setFixedWidth(min(scaled(370), _WIDEST_SIDE_PX))
        side.setContentsMargins(0, 0, 0, 0)
        top.addWidget(held)
        top.addWidget(self.preview, 1)
        role = QDialogButtonBox.ButtonRole
        self.export_button = self._buttons.addButton(
            words("dialogs.export.button"), role.AcceptRole
        )
        self._buttons.addButton(words("dialogs.cancel"), role.RejectRole)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(14)
        column.addLayout(top, 1)
        column.addWidget(self._buttons)
        self.resize(
            QSize(scaled(1020), scaled(600)).boundedTo(self.screen().availableSize() * 0.92)
        )

    def _fact_table(self) -> QFormLayout:
        words = self._language
        table = QFormLayout()
        table.setVerticalSpacing(5)
        title = QLabel(words("dialogs.export.facts"), self)
        font = QFont(title.font())
        font.setBold(True)
        title.setFont(font)
        table.addRow(title)
        for name in ("page", "scale", "title", "card", "smallest"):
            label, value = QLabel(words(f"dialogs.export.fact_{name}"), self), QLabel(self)
            value.setTextFormat(Qt.TextFormat.PlainText)
            value.setObjectName(f"fact_{name}")
            table.addRow(label, value)
            self._facts[name] = (label, value)
        self._facts["page"][1].setFont(font)
        return table

    def _warning_line(self) -> QHBoxLayout:
        ink = self.palette().color(self.foregroundRole())
        self._sign.setPixmap(icon_pixmap("triangle-alert", ink, 18, self.devicePixelRatioF()))
        self.warning.setTextFormat(Qt.TextFormat.PlainText)
        self.warning.setWordWrap(True)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.warning, 1)
        return line


def _worded(problem: PrintProblem, words: Language) -> str:
    """Return ``problem`` in the terms of this dialog, not those of the command line."""
    if problem.code == "print.unknown_scale":
        return words("dialogs.export.unknown_scale", scale=problem.params["scale"])
    paper = problem.params.get("paper")
    found = _MEASURES.fullmatch(paper) if isinstance(paper, str) else None
    if found is None:
        return words.of(problem)
    width, height = (words.number(float(side), 1) for side in found.groups())
    named = {**problem.params, "paper": f"{width} \u00d7 {height} mm"}
    return words.of(PrintProblem(problem.code, **named))


def _lie_of(width: float, height: float) -> Orientation:
    return "landscape" if width > height else "portrait"


def _smallest_text(sheet: Sheet) -> float:
    sizes = {
        mark.size_pt
        for layer in drawing_order(sheet)
        for mark in layer.marks
        if isinstance(mark, Glyphs) and mark.line.runs
    }
    return min(sizes, default=0.0)
