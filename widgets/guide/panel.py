"""The panel of the guide: eight steps, read from the map, each with ways to what is missing."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from model.counting import GUIDE_STEPS, GuideProgress, progress
from model.edits import set_about
from model.journey import GuideStep, JourneyMap
from widgets.document import OpenDocument
from widgets.guide.section import Section
from widgets.guide.ways import Way, go, way_words
from widgets.language import Language
from widgets.overrides import guarded
from widgets.resting import Resting
from widgets.side import PanelPage, SidePanel
from widgets.text_scale import scaled


@guarded
class GuidePanel(SidePanel):
    """The eight steps of the guide.

    Attributes:
        dismissed: Nobody here wants to be guided any more.
    """

    dismissed = Signal()

    def __init__(
        self,
        document: OpenDocument,
        language: Language,
        page: PanelPage,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._language, self._page = document, language, page
        self._progress: tuple[GuideProgress, ...] = ()
        self._title, self._far = QLabel(self), QLabel(self)
        self._area = QScrollArea(self)
        self._steps = QWidget(self._area)
        self.dismiss_button = QPushButton(self)
        self.sections: dict[GuideStep, Section] = {}
        self._build()
        self.resting = Resting(document, self._look, self)
        language.changed.connect(self.retranslate)
        self.retranslate()

    @property
    def far_words(self) -> str:
        """How far the whole guide is, in words."""
        return self._far.text()

    def open_step(self, step: GuideStep) -> None:
        """Unfold one step and bring it into sight, with the keyboard on its first way."""
        self.resting.catch_up()
        section = self.sections[step]
        section.set_open(True)
        self._steps.adjustSize()
        self._area.ensureWidgetVisible(section)
        (section.ways[0] if section.ways else section.head).setFocus()

    def retranslate(self) -> None:
        """Word everything anew."""
        words = self._language
        self.setAccessibleName(words("counting.guide.title"))
        self._title.setText(words("counting.guide.title"))
        self.dismiss_button.setText(words("counting.guide.dismiss"))
        self.dismiss_button.setToolTip(words("counting.guide.dismiss_hint"))
        for section in self.sections.values():
            section.retranslate()
        self._tell_far()

    def recolour(self) -> None:
        """Draw the icons anew."""
        for section in self.sections.values():
            section.recolour()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "resting"):
            self.recolour()

    def _look(self, journey: JourneyMap) -> None:
        is_first = not self._progress
        self._progress = progress(journey)
        for held in self._progress:
            self.sections[held.step].show_progress(held)
        following = self._next()
        if is_first and following is not None:
            self.sections[following.step].set_open(True)
        self._tell_far()

    def _next(self) -> GuideProgress | None:
        """Return the first step that still wants something."""
        open_ = (held for held in self._progress if not (held.is_done or held.is_set_aside))
        return next(open_, None)

    def _tell_far(self) -> None:
        words, following = self._language, self._next()
        if following is None:
            self._far.setText(words("counting.guide.all_done") if self._progress else "")
            return
        count = sum(held.is_done or held.is_set_aside for held in self._progress)
        name = words(f"names.guide_step.{following.step}")
        parts = (
            words("counting.guide.done_of", count=count),
            words("counting.guide.next", step=name),
        )
        self._far.setText(" ".join(parts))

    def _go(self, way: Way) -> None:
        go(way, self._document, self._page, self._document.value.about.language)

    def _way_words(self, way: Way) -> str:
        return way_words(self._document.value, self._language, way)

    def _turn(self, step: GuideStep) -> None:
        """Set a step aside, or take it up again."""
        aside = self._document.value.about.set_aside
        is_aside = step in aside
        rest = tuple(held for held in aside if held != step)
        label = "counting.edit.take_up_step" if is_aside else "counting.edit.set_aside_step"
        made = rest if is_aside else (*rest, step)
        self._document.apply(label, lambda journey: set_about(journey, set_aside=made))
        self.resting.catch_up()

    def _build(self) -> None:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.2)
        font.setBold(True)
        self._title.setFont(font)
        for label in (self._title, self._far):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._far.setForegroundRole(self._far.foregroundRole().PlaceholderText)
        head = QVBoxLayout()
        head.setContentsMargins(scaled(12), scaled(12), scaled(12), scaled(4))
        head.addWidget(self._title)
        head.addWidget(self._far)
        steps = self._steps
        inner = QVBoxLayout(steps)
        inner.setContentsMargins(scaled(2), 0, 0, scaled(8))
        inner.setSpacing(0)
        for number, step in enumerate(GUIDE_STEPS, 1):
            section = Section(number, self._language, self._way_words, steps)
            section.setObjectName(f"guide_{step}")
            section.way_chosen.connect(self._go)
            section.aside_asked.connect(partial(self._turn, step))
            self.sections[step] = section
            inner.addWidget(section)
        inner.addStretch(1)
        self._area.setWidget(steps)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.viewport().setAutoFillBackground(False)
        steps.setAutoFillBackground(False)
        self.dismiss_button.setFlat(True)
        self.dismiss_button.setAutoDefault(False)
        self.dismiss_button.clicked.connect(self.dismissed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, scaled(8))
        column.addLayout(head)
        column.addWidget(self._area, 1)
        column.addWidget(self.dismiss_button, 0, Qt.AlignmentFlag.AlignHCenter)
