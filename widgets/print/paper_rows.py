"""The rows of the print form for what is chosen from a table or written as one likes."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from model.paper import Orientation, Paper, paper_table, parse_paper
from model.printing.settings import PrintSettings
from model.problems import PrintProblem
from widgets.language import Language
from widgets.overrides import guarded
from widgets.print.field_table import Field
from widgets.print.number_box import NumberBox
from widgets.print.row import Offers, Row
from widgets.print.rows import choice_box, tell_of

_OWN = "own"
_SCALES = ("fit", "1:1", "1:2", "1:5", "1:10")
_OFFICE = ("A4", "A3", "Letter", "Tabloid", "Legal", "A5")
_NOTES = ((76.0, 76.0), (51.0, 38.0), (127.0, 76.0), (101.0, 152.0))
_PAPER_SIDE = (10.0, 15_000.0)
_NOTE_SIDE = (20.0, 300.0)


@guarded
class _TwoSides(QWidget):
    """Width and height, of one's own choice."""

    def __init__(self, row: Row, low: float, high: float) -> None:
        super().__init__(row)
        words = row.language
        self.width_box = NumberBox(words, low, high, self)
        self.height_box = NumberBox(words, low, high, self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.width_box, 1)
        line.addWidget(QLabel("\u00d7", self))
        line.addWidget(self.height_box, 1)
        for box, key in ((self.width_box, "width"), (self.height_box, "height")):
            box.setAccessibleName(f"{row.name}, {words(f'print_window.{key}')}")
            box.setMinimumWidth(1)
            tell_of(box, row)

    @property
    def sides(self) -> tuple[float, float]:
        return self.width_box.value(), self.height_box.value()

    @property
    def complaint(self) -> str:
        return self.width_box.complaint or self.height_box.complaint

    def show_sides(self, width: float, height: float) -> None:
        with QSignalBlocker(self.width_box), QSignalBlocker(self.height_box):
            self.width_box.setValue(width)
            self.height_box.setValue(height)


@guarded
class PaperRow(Row):
    """A paper of the table or one's own measures; office papers alone where sheets are chosen.

    ``paper_chosen`` tells that a person has taken another paper.
    """

    paper_chosen = Signal()

    def __init__(
        self, field: Field, language: Language, offers: Offers, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, language, offers, parent)
        self.box = choice_box(self)
        self._papers = paper_table()
        if field.path == "tile_paper":
            self._papers = tuple(map(parse_paper, _OFFICE))
        for paper in self._papers:
            self.box.addItem(paper_name(paper, language), paper.name)
        self.box.addItem(language("print_window.paper_custom"), _OWN)
        self.own = _TwoSides(self, *_PAPER_SIDE)
        self.add(self.box)
        self.column.addWidget(self.own)
        self.box.currentIndexChanged.connect(self._chosen)
        self._show_own()

    @property
    def is_own(self) -> bool:
        """Whether one's own measures are wanted."""
        return bool(self.box.currentData() == _OWN)

    @property
    def lie(self) -> Orientation:
        """How one's own measures lie as they were typed."""
        width, height = self.own.sides
        return "landscape" if width > height else "portrait"

    @property
    def complaint(self) -> str:
        """What is wrong with one's own measures."""
        return self.own.complaint if self.is_own else ""

    def values(self) -> Mapping[str, object]:
        """Return the paper in the words `model.paper` parses."""
        if not self.is_own:
            return {self.field.path: str(self.box.currentData())}
        width, height = self.own.sides
        return {self.field.path: f"{width:g}x{height:g}mm"}

    def show_settings(self, settings: PrintSettings) -> None:
        """Choose the paper, or show its measures."""
        wanted = str(getattr(settings, self.field.path))
        with QSignalBlocker(self.box):
            at = self.box.findData(wanted)
            self.box.setCurrentIndex(at if at >= 0 else self.box.findData(_OWN))
        self.own.show_sides(*_sides_of(wanted))
        self._show_own()

    def _chosen(self) -> None:
        self._show_own()
        self.paper_chosen.emit()
        self.changed.emit()

    def _show_own(self) -> None:
        self.own.setVisible(self.is_own)


def _sides_of(text: str) -> tuple[float, float]:
    try:
        paper = parse_paper(text)
    except PrintProblem:
        return 1189.0, 841.0
    return paper.width or 1189.0, paper.height or 841.0


@guarded
class ScaleRow(Row):
    """A scale of the list or one's own."""

    def __init__(
        self, field: Field, language: Language, offers: Offers, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, language, offers, parent)
        self.box = choice_box(self)
        for scale in _SCALES:
            key = {"fit": "scale_fit", "1:1": "scale_true"}.get(scale)
            self.box.addItem(language(f"print_window.{key}") if key else scale, scale)
        self.box.addItem(language("print_window.scale_other"), _OWN)
        self.other = QLineEdit("1:4", self)
        self._point = language.locale.decimalPoint()
        self.add(self.box)
        self.other.setAccessibleName(language("print_window.scale_value"))
        self.other.setPlaceholderText(language("print_window.scale_value"))
        self.column.addWidget(self.other)
        self.box.currentIndexChanged.connect(self._chosen)
        self.other.textChanged.connect(self.changed)
        self.other.hide()

    def values(self) -> Mapping[str, object]:
        """Return the scale in the words `model.paper` parses."""
        scale = str(self.box.currentData())
        typed = self.other.text().replace(self._point, ".")
        return {"scale": typed if scale == _OWN else scale}

    def show_settings(self, settings: PrintSettings) -> None:
        """Choose the scale, or show one's own."""
        at = self.box.findData(settings.scale)
        with QSignalBlocker(self.box), QSignalBlocker(self.other):
            self.box.setCurrentIndex(at if at >= 0 else self.box.findData(_OWN))
            if at < 0:
                self.other.setText(settings.scale.replace(".", self._point))
        self.other.setVisible(at < 0)

    def take(self, scale: str) -> None:
        """Choose ``scale`` of the list, telling nobody."""
        with QSignalBlocker(self.box):
            self.box.setCurrentIndex(self.box.findData(scale))
        self.other.hide()

    def _chosen(self) -> None:
        self.other.setVisible(self.box.currentData() == _OWN)
        self.changed.emit()


@guarded
class NoteRow(Row):
    """The sticky note that slots are made for."""

    def __init__(
        self, field: Field, language: Language, offers: Offers, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, language, offers, parent)
        self.box = choice_box(self)
        for at, (width, height) in enumerate(_NOTES):
            self.box.addItem(f"{width:g} \u00d7 {height:g} mm", at)
        self.box.addItem(language("print_window.paper_custom"), _OWN)
        self.own = _TwoSides(self, *_NOTE_SIDE)
        self.add(self.box)
        self.column.addWidget(self.own)
        self.box.currentIndexChanged.connect(self._chosen)
        self.own.hide()

    @property
    def complaint(self) -> str:
        """What is wrong with one's own measures."""
        return self.own.complaint if self.box.currentData() == _OWN else ""

    def values(self) -> Mapping[str, object]:
        """Return both sides."""
        at = self.box.currentData()
        width, height = self.own.sides if at == _OWN else _NOTES[int(at)]
        return {"note_width": width, "note_height": height}

    def show_settings(self, settings: PrintSettings) -> None:
        """Choose the note, or show its measures."""
        sides = (settings.note_width, settings.note_height)
        is_own = sides not in _NOTES
        with QSignalBlocker(self.box):
            at = self.box.findData(_OWN) if is_own else _NOTES.index(sides)
            self.box.setCurrentIndex(at)
        self.own.show_sides(*sides)
        self.own.setVisible(is_own)

    def _chosen(self) -> None:
        self.own.setVisible(self.box.currentData() == _OWN)
        self.changed.emit()


def paper_name(paper: Paper, words: Language) -> str:
    """Return what people call ``paper``, with its measures."""
    if paper.is_map_size:
        return words("print_window.paper_map")
    if paper.is_roll:
        return words("print_window.paper_roll", width=words.number(paper.width or 0))
    width, height = words.number(paper.width or 0, 1), words.number(paper.height or 0, 1)
    return f"{paper.name}  ({width} \u00d7 {height} mm)"
