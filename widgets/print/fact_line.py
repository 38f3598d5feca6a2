"""How large it all is: sheets, measures, scale, waste, and from where it can be read."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from model.paper import paper_table, readable_at, scale_name
from widgets.flow_layout import FlowLayout
from widgets.language import Language
from widgets.overrides import guarded
from widgets.print.made import Facts

_NAMED = 1.0  # mm by which a page of a named paper may differ from it


@guarded
class FactLine(QWidget):
    """Shows `Facts` beside each other; ``values`` is what is said of each."""

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._flow = FlowLayout(self, gap=4)
        self.values: dict[str, str] = {}
        self._blocks: dict[str, _Fact] = {}

    @property
    def in_short(self) -> str:
        """Size, scale and paper in one line."""
        told = self.values
        return " \u00b7 ".join(told[key] for key in ("size", "scale", "paper") if key in told)

    def show_facts(self, facts: Facts | None) -> None:
        """Show ``facts``, nothing where there are none."""
        told = {} if facts is None else dict(_told(facts, self._language))
        self.values = told
        for key in [key for key in told if key not in self._blocks]:
            self._blocks[key] = _Fact(self._language(f"print_window.fact.{key}"), self)
            self._flow.addWidget(self._blocks[key])
        for key, block in self._blocks.items():
            block.setVisible(key in told)
            block.show_value(told.get(key, ""))
        self.updateGeometry()


@guarded
class _Fact(QWidget):
    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        caption = QLabel(name, self)
        caption.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._value = QLabel(self)
        font = QFont(self._value.font())
        font.setBold(True)
        self._value.setFont(font)
        for label in (caption, self._value):
            label.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 14, 0)
        column.setSpacing(0)
        column.addWidget(caption)
        column.addWidget(self._value)

    def show_value(self, value: str) -> None:
        self._value.setText(value)


def _told(facts: Facts, words: Language) -> Iterator[tuple[str, str]]:
    width, height = words.number(facts.width, 1), words.number(facts.height, 1)
    yield "size", words("print_window.fact_page_value", width=width, height=height)
    yield "scale", words("print_window.fact.scale_value", scale=scale_name(facts.scale))
    yield "paper", ", ".join(_paper(words, *paper) for paper in facts.papers)
    if facts.columns * facts.rows > 1:
        grid = words("print_window.fact.grid_value", columns=facts.columns, rows=facts.rows)
        yield "grid", grid
    if len(facts.ways) > 1:
        yield (
            "ways",
            " \u00b7 ".join(
                words(
                    f"print_window.fact.way_{'landscape' if is_landscape else 'portrait'}",
                    paper=paper,
                    count=count,
                )
                for paper, is_landscape, count in facts.ways
            ),
        )
    if facts.waste_m2:
        share = round(facts.waste * 100)
        area = words.number(facts.waste_m2, 2)
        yield "waste", words("print_window.fact.waste_value", area=area, share=share)
    if facts.notes is not None:
        yield "notes", words("print_window.fact.notes_value", count=facts.notes)
    for key, size in (("title", facts.title_pt), ("card", facts.card_pt)):
        if size:
            yield key, _read(words, size)
    if facts.smallest_pt:
        yield "smallest", words("print_window.fact.points", size=_points(words, facts.smallest_pt))


def _read(words: Language, size_pt: float) -> str:
    metres = readable_at(size_pt)
    return words(
        "print_window.fact_read_value",
        size=_points(words, size_pt),
        distance=words.number(metres, 1 if metres >= 1 else 2),
    )


def _points(words: Language, size_pt: float) -> str:
    return words.number(size_pt, 0 if size_pt >= 10 else 1)


def _paper(words: Language, width: float, height: float, count: int) -> str:
    name = _paper_named(width, height)
    if not name:
        name = words(
            "print_window.fact_page_value",
            width=words.number(width, 1),
            height=words.number(height, 1),
        )
    return words("print_window.fact.paper_value", count=count, paper=name)


def _paper_named(width: float, height: float) -> str:
    low, high = sorted((width, height))
    for paper in paper_table():
        if paper.width is None or paper.height is None:
            continue
        if abs(paper.width - low) <= _NAMED and abs(paper.height - high) <= _NAMED:
            return paper.name
    return ""
