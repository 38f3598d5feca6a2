"""The wall planner: a wall, a reading distance, and three ways to print for them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from model.paper import parse_paper, scale_name
from model.printing.planner import Alternative
from model.printing.settings import PrintSettings
from widgets.language import Language
from widgets.overrides import guarded
from widgets.pausing import pause_before
from widgets.print.made import MadePrint
from widgets.print.number_box import NumberBox
from widgets.print.paper_rows import paper_name
from widgets.print.plans import MadePlans
from widgets.print.preview import PrintPreview
from widgets.text_scale import scaled

_PAUSE_MS = 300  # while somebody still types
_WALL_MM = (300.0, 20_000.0)
_NARROWEST_PX = 250


@guarded
class WallPlanner(QDialog):
    """Asks for a wall; ``asked`` tells that ways must be worked out.

    After `exec`, ``settings`` are those of the way that was chosen.
    """

    asked = Signal()

    def __init__(
        self,
        language: Language,
        width: float,
        height: float,
        distance: float,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._language = language
        self.settings: PrintSettings | None = None
        self.wall_width = NumberBox(language, *_WALL_MM, self)
        self.wall_height = NumberBox(language, *_WALL_MM, self)
        self.distance = NumberBox(language, 0.3, 20, self, unit="m")
        self.wall_width.setValue(width)
        self.wall_height.setValue(height)
        self.distance.setValue(distance)
        self.ways: dict[str, WayCard] = {
            way: WayCard(language, way, self) for way in ("A4", "A3", "roll")
        }
        self.said = QLabel(self)
        self._pause = pause_before(self.asked, _PAUSE_MS, self)
        self._build()
        for box in (self.wall_width, self.wall_height, self.distance):
            box.valueChanged.connect(self._changed)
        for card in self.ways.values():
            card.taken.connect(self._take)

    def show_plans(self, made: MadePlans) -> None:
        """Show the ways that were worked out, unless another wall has been asked for since."""
        asked = (made.wish.width, made.wish.height, made.wish.distance)
        if asked != (self.wall_width.value(), self.wall_height.value(), self.distance.value()):
            return
        words = self._language
        self.said.setText(words.of(made.problem) if made.problem is not None else "")
        self.said.setVisible(made.problem is not None)
        for way, pages in made.plans:
            self.ways[way.way].show_way(way, pages, self.distance.value())

    def _changed(self) -> None:
        for card in self.ways.values():
            card.show_waiting()
        self._pause.start()

    def _take(self, settings: PrintSettings) -> None:
        self.settings = settings
        self.accept()

    def _build(self) -> None:
        words = self._language
        self.setWindowTitle(words("print_window.plan.title"))
        form = QFormLayout()
        for key, box in (
            ("width", self.wall_width),
            ("height", self.wall_height),
            ("distance", self.distance),
        ):
            name = words(f"print_window.plan.{key}")
            box.setAccessibleName(name)
            form.addRow(name, box)
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.hide()
        held = QWidget(self)
        cards = QHBoxLayout(held)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(12)
        for card in self.ways.values():
            cards.addWidget(card, 1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(held)
        buttons = QDialogButtonBox(self)
        buttons.addButton(words("dialogs.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self.said)
        column.addWidget(area, 1)
        column.addWidget(buttons)
        wished = QSize(scaled(960), scaled(600))
        self.resize(wished.boundedTo(self.screen().availableSize() * 0.92))

    def done(self, result: int) -> None:
        """Work nothing out any more."""
        self._pause.stop()
        super().done(result)


@guarded
class WayCard(QFrame):
    """One way: its picture, what it takes, and a button; ``taken`` carries its settings."""

    taken = Signal(object)

    def __init__(self, language: Language, way: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._language = language
        self._way: Alternative | None = None
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setMinimumWidth(scaled(_NARROWEST_PX))
        title = QLabel(language(f"print_window.plan.{way.lower()}"), self)
        font = QFont(title.font())
        font.setBold(True)
        title.setFont(font)
        title.setWordWrap(True)
        self.picture = PrintPreview(language, self)
        self.picture.setAccessibleName(title.text())
        self.picture.is_steerable = False
        self.picture.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.facts = QLabel(self)
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self.facts.setWordWrap(True)
        self.button = QPushButton(language("print_window.plan.use"), self)
        self.button.setAutoDefault(False)
        self.button.setAccessibleDescription(title.text())
        self.button.clicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.addWidget(title)
        column.addWidget(self.picture, 1)
        column.addWidget(self.facts)
        column.addWidget(self.button)
        self.show_waiting()

    def show_waiting(self) -> None:
        """Say that it is being worked out."""
        self.button.setEnabled(False)
        self.facts.setText(self._language("print_window.plan.waiting"))

    def show_way(self, way: Alternative, made: MadePrint, distance_m: float) -> None:
        """Show what ``way`` takes; ``made`` are its pages."""
        words = self._language
        self._way = way
        problem = way.problem or made.problem
        self.button.setEnabled(problem is None)
        self.picture.empty_sentence = words.of(problem) if problem is not None else ""
        self.picture.show_printout(made.shown, made.extents)
        if problem is not None:
            self.facts.setText("")
            return
        lines = [
            words(
                "print_window.fact_page_value",
                width=words.number(way.width, 0),
                height=words.number(way.height, 0),
            ),
            words("print_window.plan.scale", scale=scale_name(way.scale)),
            words("print_window.plan.sheets", count=way.sheets, paper=self._paper(way)),
            words("print_window.plan.area", area=words.number(way.paper_m2, 2)),
            words("print_window.plan.readable", distance=words.number(way.readable_m, 1)),
        ]
        if not way.is_readable(distance_m):
            lines[-1] += f" {words('print_window.plan.too_far')}"
        if way.notes:
            lines.append(words("print_window.plan.notes", count=way.notes))
        self.facts.setText("\n".join(lines))

    def _paper(self, way: Alternative) -> str:
        if way.way != "roll":
            return way.paper
        return paper_name(parse_paper(way.paper), self._language)

    def _take(self) -> None:
        if self._way is not None:
            self.taken.emit(self._way.settings)
