"""Pain points and opportunities in the order of priorities, with why each has its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from model.counting import Ranked
from model.find import item_by_id, lane_by_id, phase_by_id
from model.journey import JourneyMap
from model.priorities import MATRICES, MatrixKind, explained, place_words
from model.priorities.notes import ranked_of
from model.texts import Texts
from widgets.language import Language
from widgets.overrides import guarded
from widgets.plain_tips import plain_tip
from widgets.text_scale import scaled

_CARD = Qt.ItemDataRole.UserRole
_COLUMNS = ("place", "text", "why", "where")
_WIDTHS = (74, 300, 420)


@guarded
class RankedLists(QWidget):
    """``jump_asked`` carries the ids to look for on the map."""

    jump_asked = Signal(tuple)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.lists: dict[MatrixKind, QTreeWidget] = {}
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        for kind in MATRICES:
            split.addWidget(self._make(kind))
        whole = QVBoxLayout(self)
        whole.addWidget(split)

    def show_map(self, journey: JourneyMap) -> None:
        """List what is ranked in ``journey``."""
        words = Texts(self._language.code)
        for kind, shown in self.lists.items():
            ranked = ranked_of(journey, kind)
            self._fill(shown, journey, ranked, explained(ranked, kind, words))

    def _fill(
        self,
        shown: QTreeWidget,
        journey: JourneyMap,
        ranked: Sequence[Ranked],
        why: Mapping[str, str],
    ) -> None:
        chosen = _card_of(shown.currentItem())
        shown.clear()
        for one in ranked:
            card = item_by_id(journey, one.card)
            text = " ".join(getattr(card, "text", "").split())
            cells = [place_words(one, self._language), text, why[one.card], where_of(journey, one)]
            item = QTreeWidgetItem(shown, cells)
            item.setData(0, _CARD, one.card)
            for column in (1, 2, 3):
                item.setToolTip(column, plain_tip(cells[column]))
            if one.card == chosen:
                shown.setCurrentItem(item)

    def _make(self, kind: MatrixKind) -> QWidget:
        words = self._language
        held = QWidget(self)
        title = QLabel(words(f"priorities.list.{kind}"), held)
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        shown = QTreeWidget(held)
        shown.setRootIsDecorated(False)
        shown.setUniformRowHeights(True)
        shown.setAlternatingRowColors(True)
        shown.setAllColumnsShowFocus(True)
        shown.setAccessibleName(words(f"priorities.list.{kind}"))
        shown.setHeaderLabels([words(f"priorities.column.{name}") for name in _COLUMNS])
        for column, width in enumerate(_WIDTHS):
            shown.setColumnWidth(column, scaled(width))
        shown.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        shown.itemDoubleClicked.connect(self._jump)
        shown.installEventFilter(self)
        self.lists[kind] = shown
        column_box = QVBoxLayout(held)
        column_box.setContentsMargins(0, 0, 0, 0)
        column_box.addWidget(title)
        column_box.addWidget(shown, 1)
        return held

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let Enter go to the card on every platform (macOS would not)."""
        is_enter = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_enter and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # type: ignore[attr-defined]
            for shown in self.lists.values():
                if shown is watched and shown.currentItem() is not None:
                    self._jump(shown.currentItem())
                    return True
        return super().eventFilter(watched, event)

    def _jump(self, item: QTreeWidgetItem | None) -> None:
        card = _card_of(item)
        if card:
            self.jump_asked.emit((card,))


def where_of(journey: JourneyMap, one: Ranked) -> str:
    """Return phase and lane of a card, as people call them."""
    phase, lane = phase_by_id(journey, one.phase), lane_by_id(journey, one.lane)
    names = (phase.name if phase else "", lane.name if lane else "")
    return " · ".join(filter(None, names))


def _card_of(item: QTreeWidgetItem | None) -> str:
    return "" if item is None else str(item.data(0, _CARD))
