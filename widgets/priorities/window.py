"""The priorities window: two matrices, the lists they lead to, and the votes."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from model.journey import JourneyMap
from model.layout.theme import Theme
from model.priorities import explained, notes_of
from model.priorities.notes import ranked_of
from model.texts import Texts
from widgets.document import OpenDocument
from widgets.language import Language
from widgets.overrides import guarded
from widgets.pausing import pause_before
from widgets.priorities.lists import RankedLists
from widgets.priorities.matrix import MatrixView
from widgets.priorities.votes import VotesView
from widgets.text_scale import scaled

SEGMENTS = ("opportunities", "pain_points", "ranking", "votes")
OUTPUTS = ("pdf_a4", "pdf_a3", "png")
_SIZE = (1080, 720)
_PAUSE_MS = 150  # after an edit elsewhere


@guarded
class PriorityWindow(QDialog):
    """Shows what comes first and has it changed; follows the map.

    ``jump_asked`` carries the ids to look for on the map, ``output_asked`` the matrix to be saved
    and as what (a word of `OUTPUTS`).
    """

    jump_asked = Signal(tuple)
    output_asked = Signal(str, str)
    closed = Signal()

    def __init__(
        self,
        document: OpenDocument,
        language: Language,
        theme: Theme,
        segment: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._language = document, language
        self.setWindowTitle(language("priorities.title"))
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.opportunities = MatrixView("opportunities", document, language, theme, self)
        self.pain_points = MatrixView("pain_points", document, language, theme, self)
        self.ranking = RankedLists(language, self)
        self.votes = VotesView(document, language, self)
        views: tuple[MatrixView | RankedLists | VotesView, ...] = (
            self.opportunities,
            self.pain_points,
            self.ranking,
            self.votes,
        )
        for name, view in zip(SEGMENTS, views, strict=True):
            self.tabs.addTab(view, language(f"priorities.segment.{name}"))
            view.jump_asked.connect(self.jump_asked)
        self._stale = set(SEGMENTS)
        self._pause = pause_before(self._refresh, _PAUSE_MS, self)
        self.save_button = QPushButton(language("priorities.save"), self)
        self.save_button.setAutoDefault(False)
        self.save_button.setMenu(self._outputs())
        self.refusal = QLabel(self)
        self.refusal.setTextFormat(Qt.TextFormat.PlainText)
        self.refusal.setWordWrap(True)
        self._build()
        self.tabs.setCurrentIndex(SEGMENTS.index(segment) if segment in SEGMENTS else 0)
        self.tabs.currentChanged.connect(self._refresh)
        self.tabs.currentChanged.connect(self.refusal.clear)
        document.changed.connect(self._map_changed)
        self.finished.connect(self.closed)
        self._refresh()

    @property
    def segment(self) -> str:
        """The word of `SEGMENTS` that is shown."""
        return SEGMENTS[self.tabs.currentIndex()]

    def go_to(self, segment: str) -> None:
        """Bring ``segment`` to the front, if it is one; in votes the keyboard is at the first."""
        if segment in SEGMENTS:
            self.tabs.setCurrentIndex(SEGMENTS.index(segment))
        if segment == "votes":
            self.votes.begin()

    def complain(self, text: str) -> None:
        """Say why what was asked for was not done, until something is."""
        self.refusal.setText(text)

    def recolour(self, theme: Theme) -> None:
        """Paint the notes in ``theme``."""
        self.opportunities.recolour(theme)
        self.pain_points.recolour(theme)

    def _map_changed(self, _before: JourneyMap, _after: JourneyMap) -> None:
        """Follow at once what is done here, and at leisure what is done on the canvas."""
        self._stale = set(SEGMENTS)
        self.refusal.clear()
        if self.isActiveWindow():
            self._refresh()
        else:
            self._pause.start()

    def _refresh(self) -> None:
        """Bring what is looked at up to date; the rest when somebody looks."""
        self._pause.stop()
        segment, journey = self.segment, self._document.value
        self.save_button.setVisible(segment in ("opportunities", "pain_points"))
        if segment not in self._stale:
            return
        self._stale.discard(segment)
        if segment == "ranking":
            self.ranking.show_map(journey)
        elif segment == "votes":
            self.votes.show_map(journey)
        else:
            view = self.opportunities if segment == "opportunities" else self.pain_points
            words = Texts(self._language.code)
            why = explained(ranked_of(journey, view.kind), view.kind, words)
            view.show_notes(notes_of(journey, view.kind), why)

    def _build(self) -> None:
        close = QPushButton(self._language("dialogs.close"), self)
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        below = QHBoxLayout()
        below.addWidget(self.save_button)
        below.addWidget(self.refusal, 1)
        below.addWidget(close)
        whole = QVBoxLayout(self)
        whole.addWidget(self.tabs, 1)
        whole.addLayout(below)
        # Actions are the map window's: their keys do nothing while this one has the keyboard.
        for keys, do in (
            (QKeySequence.StandardKey.Undo, self._document.undo),
            (QKeySequence.StandardKey.Redo, self._document.redo),
        ):
            QShortcut(keys, self).activated.connect(do)
        room = self.screen().availableSize() * 0.92
        self.resize(QSize(scaled(_SIZE[0]), scaled(_SIZE[1])).boundedTo(room))

    def _outputs(self) -> QMenu:
        menu = QMenu(self)
        for output in OUTPUTS:
            entry = menu.addAction(self._language(f"priorities.save_as.{output}"))
            entry.setObjectName(output)
            entry.triggered.connect(self._ask_output)
        return menu

    def _ask_output(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.output_asked.emit(self.segment, sender.objectName())
