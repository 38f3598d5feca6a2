"""The buttons of the filter bar: one for each thing one can filter by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from model.filtering import offers
from model.folding import fold
from model.journey import JourneyMap
from model.views import SavedView
from widgets.language import Language
from widgets.map_filter import MapFilter
from widgets.overrides import guarded
from widgets.plain_tips import plain_tip
from widgets.staying_menu import StayingMenu

_TOLD = 2  # values that a button names; of more it tells how many
_MOST_LETTERS = 22
_VOCABULARIES = {
    "types": "card_type",
    "evidence_levels": "evidence_level",
    "markers": "marker",
    "statuses": "action_status",
}
VOTES = (1, 2, 3, 5, 10)


@guarded
class _Chip(QToolButton):
    """A button that says what it filters by and opens a menu to choose from."""

    def __init__(self, language: Language, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._language = language
        self.name = name
        self.setObjectName(f"filter_{name}")
        self.setAutoRaise(True)
        self.setCheckable(True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def tell(self, values: Sequence[str]) -> None:
        """Say which values are looked for; the button is pressed in while there are any."""
        title = self._language(f"window.filter.{self.name}")
        shown = [_shortened(value) for value in values[:_TOLD]]
        if len(values) > _TOLD:
            shown.append(self._language("window.filter.more", count=len(values) - _TOLD))
        self.setText(f"{title}: {', '.join(shown)}" if shown else title)
        self.setChecked(bool(shown))
        whole = f"{title}: {', '.join(values)}" if values else title
        self.setToolTip(plain_tip(whole))
        self.setAccessibleName(whole)


@guarded
class ChoiceChip(_Chip):
    """Filters by values the map has: personas, channels, tags, markers, owners and the like.

    Attributes:
        chosen: ``(name, values)``: other values are looked for.
    """

    chosen = Signal(str, tuple)

    def __init__(
        self,
        language: Language,
        name: str,
        journey: Callable[[], JourneyMap],
        criteria: MapFilter,
        parent: QWidget,
    ) -> None:
        super().__init__(language, name, parent)
        self._journey, self._criteria = journey, criteria
        self._menu = StayingMenu(self)
        self._menu.aboutToShow.connect(self.fill)
        self.setMenu(self._menu)

    def fill(self) -> None:
        """Put what the map has into the menu, and what is looked for though the map has it not."""
        self._menu.clear()
        held = self._held()
        offered = list(offers(self._journey())[self.name])
        known = {fold(value) for value in offered}
        offered += [value for value in held if fold(value) not in known]
        sought = {fold(value) for value in held}
        for value in offered:
            action = self._menu.addAction(self._worded(value).replace("&", "&&"))
            action.setCheckable(True)
            action.setData(value)
            action.setChecked(fold(value) in sought)
            action.triggered.connect(self._turned)
        if not offered:
            self._menu.addAction(self._language(f"window.filter.no_{self.name}")).setEnabled(False)

    def show_view(self, view: SavedView) -> None:
        """Say what ``view`` looks for."""
        self.tell([self._worded(value) for value in getattr(view, self.name)])

    def _held(self) -> tuple[str, ...]:
        held: tuple[str, ...] = getattr(self._criteria.criteria, self.name)
        return held

    def _turned(self) -> None:
        values = [action.data() for action in self._menu.actions() if action.isChecked()]
        self.chosen.emit(self.name, tuple(values))

    def _worded(self, value: str) -> str:
        if self.name == "personas":
            found = next((p for p in self._journey().personas if p.id == value), None)
            return (found.name if found else "") or self._language("window.filter.unnamed")
        vocabulary = _VOCABULARIES.get(self.name)
        return self._language(f"names.{vocabulary}.{value}") if vocabulary else value


@guarded
class VotesChip(_Chip):
    """Filters by how many votes a card got.

    Attributes:
        chosen: The least number of votes, None for any.
    """

    chosen = Signal(object)

    def __init__(self, language: Language, criteria: MapFilter, parent: QWidget) -> None:
        super().__init__(language, "min_votes", parent)
        self._criteria = criteria
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self.fill)
        self.setMenu(self._menu)

    def fill(self) -> None:
        """Put the numbers into the menu."""
        self._menu.clear()
        held = self._criteria.criteria.min_votes
        group = QActionGroup(self._menu)
        for count in (None, *sorted({*VOTES, *filter(None, (held,))})):
            action = self._menu.addAction(self._worded(count))
            action.setCheckable(True)
            action.setChecked(count == held)
            action.triggered.connect(partial(self.chosen.emit, count))
            group.addAction(action)

    def show_view(self, view: SavedView) -> None:
        """Say what ``view`` looks for."""
        self.tell([str(view.min_votes)] if view.min_votes else [])

    def _worded(self, count: int | None) -> str:
        if count is None:
            return self._language("window.filter.any_votes")
        return self._language("window.filter.votes", count=count)


def _shortened(value: str) -> str:
    return value if len(value) <= _MOST_LETTERS else value[: _MOST_LETTERS - 1].rstrip() + "…"
