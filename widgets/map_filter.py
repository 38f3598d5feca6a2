"""The filter one looks at a map through in one window; never part of the map, unlike its views."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from model.cards import CellItem
from model.difference import new_in_cells
from model.filtering import Count, Filter, Sieve, count_cards, is_empty, without_name
from model.find import item_place
from model.journey import JourneyMap
from model.marking import Marking
from model.people_shown import PeopleSieve, switched_off
from model.values import with_changes
from model.views import SavedView
from widgets.document import OpenDocument
from widgets.overrides import guarded

_NONE_SPARED: frozenset[str] = frozenset()
_WHOLE = SavedView(id="current")


@guarded
class MapFilter(QObject):
    """What is looked for in an open map, and what is shown although it does not fit.

    Make it before the canvas: what is written outside the filter must be known as spared before
    it is drawn.

    Attributes:
        about_to_change: The user takes another filter, or none.
        changed: Something else is shown now.
        taken: The user has taken another filter, or none.
        strayed: Something was written that does not fit, and stays in sight.
        people_switched: Other personas are switched off now, with what is theirs alone.
        marks_ended: Changes are not marked any more.
    """

    about_to_change = Signal()
    changed = Signal()
    taken = Signal()
    strayed = Signal()
    people_switched = Signal()
    marks_ended = Signal()

    def __init__(self, document: OpenDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._view = SavedView(id="current")
        self._saved_id: str | None = None
        self._spared = _NONE_SPARED
        self._sieve = Sieve(self._view)
        self._people = PeopleSieve()
        self._marking: Marking | None = None
        document.changed.connect(self._map_changed)

    @property
    def criteria(self) -> SavedView:
        """What is looked for; nothing at all where nothing is filtered."""
        return self._view

    @property
    def saved(self) -> SavedView | None:
        """The saved view that was taken last, also where it has been changed since."""
        views = self._document.value.views
        return next((view for view in views if view.id == self._saved_id), None)

    @property
    def is_changed(self) -> bool:
        """Whether this is no longer the saved view that was taken."""
        saved = self.saved
        return saved is not None and without_name(saved) != without_name(self._view)

    @property
    def through(self) -> Filter | None:
        """What is looked for and what is spared, None for the whole map."""
        if is_empty(self._view):
            return None
        saved = self.saved
        view = saved if saved is not None and not self.is_changed else self._view
        return Filter(view, self._spared)

    @property
    def lens(self) -> Filter | None:
        """What the sheet is looked at through: what is spared also where nothing is looked for.

        With it go the marks of what has changed.
        """
        through = self.through
        if through is None and (self._spared or self._marking is not None):
            through = Filter(_WHOLE, self._spared)
        if through is None or self._marking is None:
            return through
        return replace(through, compared=self._marking)

    @property
    def marking(self) -> Marking | None:
        """What has changed since another state of the map, where that is marked."""
        return self._marking

    def mark(self, marking: Marking | None) -> None:
        """Mark what has changed since another state; None marks nothing any more."""
        if marking is self._marking:
            return
        self._marking = marking
        self.changed.emit()
        if marking is None:
            self.marks_ended.emit()

    @property
    def count(self) -> Count:
        """How many of the map's cards are shown."""
        journey = self._document.value
        return count_cards(journey, self._outside(journey) | self._away(journey))

    @property
    def hidden(self) -> frozenset[str]:
        """The ids of what is not drawn at all: left out by a view, or by switched off personas."""
        journey = self._document.value
        left_out = self._outside(journey) if self._view.others == "hide" else _NONE_SPARED
        return left_out | self._away(journey)

    def use(self, view: SavedView | None) -> None:
        """Look through ``view``, a saved one or another; None shows the whole map."""
        is_saved = view is not None and any(view.id == v.id for v in self._document.value.views)
        self._take(view or SavedView(id="current"), view.id if view and is_saved else None)

    def clear(self) -> None:
        """Show the whole map; what would become of the rest is kept for the next filter."""
        self._take(SavedView(id="current", others=self._view.others), None)

    def set(self, **criteria: Any) -> None:
        """Look for something else.

        Raises:
            pydantic.ValidationError: If a value does not fit its field.
        """
        self._take(with_changes(self._view, **criteria), self._saved_id)

    def name_saved(self, view_id: str) -> None:
        """Remember that what is looked for now has been saved as this view."""
        self._saved_id = view_id
        self.changed.emit()

    def spare(self, ids: Collection[str]) -> None:
        """Show these items, whether they fit or not."""
        journey = self._document.value
        more = (self._outside(journey) | self._away(journey)) & frozenset(ids)
        if more:
            self._spared |= more
            self.changed.emit()

    def _take(self, view: SavedView, saved_id: str | None) -> None:
        made = with_changes(view, id="current", name="")
        if (made, saved_id) == (self._view, self._saved_id):
            return
        self.about_to_change.emit()
        self._view, self._saved_id = made, saved_id
        self._spared = _NONE_SPARED
        self._sieve = Sieve(made)
        self.changed.emit()
        self.taken.emit()

    def _forget_personas(self, journey: JourneyMap) -> bool:
        """Look no longer for personas that are gone; tell whether there were any."""
        held = {persona.id for persona in journey.personas}
        left = tuple(persona for persona in self._view.personas if persona in held)
        if left == self._view.personas:
            return False
        self._view = with_changes(self._view, personas=left)
        self._sieve = Sieve(self._view)
        return True

    def _outside(self, journey: JourneyMap) -> frozenset[str]:
        return _NONE_SPARED if is_empty(self._view) else self._sieve.outside(journey) - self._spared

    def _away(self, journey: JourneyMap) -> frozenset[str]:
        return self._people.hidden(journey) - self._spared

    def _switch_people(self, before: JourneyMap, after: JourneyMap) -> bool:
        """Tell whether others are switched off now; then nothing of theirs is spared."""
        if switched_off(before) == switched_off(after):
            return False
        self._spared -= self._people.hidden(after)
        return True

    def _map_changed(self, before: JourneyMap, after: JourneyMap) -> None:
        has_fewer = before.personas is not after.personas and self._forget_personas(after)
        has_others = before.personas is not after.personas and self._switch_people(before, after)
        if before.views is not after.views or has_fewer or has_others:
            self.changed.emit()
        if has_others:
            self.people_switched.emit()
        strays = self._outside(after) | self._away(after)
        if strays:
            strays = strays & {item.id for item in _written(before, after)}
        if strays:
            self._spared |= strays
            self.changed.emit()
            self.strayed.emit()


def _written(before: JourneyMap, after: JourneyMap) -> Iterator[CellItem]:
    """Yield the items that are new in ``after`` or say something else; not those that moved."""
    for item in new_in_cells(before, after):
        place = item_place(before, item.id)
        if place is None or place.item is not item:
            yield item
