"""Which items of a map a filter shows: a saved view, or one that is not saved yet.

An item is judged by what its kind can have: cards by everything, feelings by persona and text,
figures, passages and pictures by text alone. A filter for pain points leaves the curve as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from types import MappingProxyType

from model.cards import ActionPlan, Card, CellItem, Feeling, Metric, Passage
from model.folding import fold
from model.journey import JourneyMap
from model.lanes import CardsLane, Lane
from model.marking import Marking
from model.names import VOCABULARIES
from model.search import Wanted, ranges_in
from model.sieve import CellSieve
from model.values import with_changes
from model.views import SavedView

CRITERIA = (
    *("personas", "channels", "departments", "tags", "types", "evidence_levels"),
    *("markers", "owners", "statuses"),
)
"""The fields of a view that list what is looked for."""

_LISTED = {
    "types": "card_type",
    "evidence_levels": "evidence_level",
    "markers": "marker",
    "statuses": "action_status",
}
_CURRENT = SavedView(id="current")


@dataclass(frozen=True, slots=True)
class Filter:
    """A view as it is looked through.

    Attributes:
        view: What is to be shown, and what becomes of the rest.
        spared: Ids of items that are shown although they do not fit, e.g. what was just written.
        compared: What became of its parts since another state, to be marked.
    """

    view: SavedView
    spared: frozenset[str] = frozenset()
    compared: Marking | None = None


def is_empty(view: SavedView) -> bool:
    """Tell whether ``view`` asks for nothing, so that everything fits."""
    return without_name(view) == with_changes(_CURRENT, others=view.others)


def without_name(view: SavedView) -> SavedView:
    """Return what ``view`` filters by, whatever it is called: equal if the filters are the same."""
    return with_changes(view, id=_CURRENT.id, name="")


def fits(view: SavedView, item: CellItem, lane: Lane) -> bool:
    """Tell whether ``item`` of ``lane`` is in ``view``."""
    sought = view.text.strip()
    if sought and not any(has_words(text, sought) for text in _texts(item)):
        return False
    if isinstance(item, Feeling):
        return _has_persona(view, (item.persona,), lane)
    return not isinstance(item, Card) or _card_fits(view, item, lane)


def has_words(text: str, sought: str) -> bool:
    """Tell whether ``sought`` is found in ``text``, as Find finds it."""
    return next(ranges_in(text, Wanted(sought)), None) is not None


def shown_ids(journey: JourneyMap, view: SavedView) -> frozenset[str]:
    """Return the ids of all items of the map that are in ``view``."""
    return frozenset(
        item.id
        for lane in journey.lanes
        for cell in lane.cells.values()
        for item in cell
        if fits(view, item, lane)
    )


def view_named(journey: JourneyMap, name: str) -> SavedView | None:
    """Return the map's view with this id or name, None if there is none. Case does not matter."""
    by_id = next((view for view in journey.views if view.id == name), None)
    sought = fold(name.strip())
    return by_id or next((view for view in journey.views if fold(view.name) == sought), None)


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a map's cards a filter shows."""

    shown: int
    all: int


class Sieve(CellSieve):
    """Sorts the items of a map by one view."""

    def __init__(self, view: SavedView) -> None:
        super().__init__(lambda item, lane: not fits(view, item, lane))
        self.view = view


def count_cards(journey: JourneyMap, outside: Set[str] = frozenset()) -> Count:
    """Return how many cards there are, and how many of them are not ``outside``."""
    shown = total = 0
    for lane in journey.lanes:
        if isinstance(lane, CardsLane):
            for cell in lane.cells.values():
                total += len(cell)
                shown += sum(1 for card in cell if card.id not in outside)
    return Count(shown, total)


class _Found:
    """Words as they were first written, by how they are folded."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}

    def add(self, words: Iterable[str]) -> None:
        for word in words:
            if word.strip():
                self.words.setdefault(fold(word), word)

    def sorted(self) -> tuple[str, ...]:
        return tuple(self.words[key] for key in sorted(self.words))


def offers(journey: JourneyMap) -> Mapping[str, tuple[str, ...]]:
    """Return what one can filter this map by, for each of `CRITERIA`: values that it has.

    Personas are ids in the map's order; words are sorted; what the model lists is in its order.
    """
    channels, departments, tags, owners = _Found(), _Found(), _Found(), _Found()
    held: dict[str, set[str]] = {name: set() for name in _LISTED}
    channels.add(channel.name for channel in journey.channels)
    for lane in journey.lanes:
        if not isinstance(lane, CardsLane):
            continue
        for cell in lane.cells.values():
            for card in cell:
                channels.add(card.channels)
                departments.add((card.department,))
                tags.add(card.tags)
                held["types"].add(card.type or lane.card_type)
                held["evidence_levels"].update(filter(None, (card.evidence_level,)))
                held["markers"].update(card.markers)
                if card.action is not None:
                    owners.add((card.action.owner,))
                    held["statuses"].add(card.action.status)
    return MappingProxyType(
        {
            "personas": tuple(persona.id for persona in journey.personas),
            "channels": channels.sorted(),
            "departments": departments.sorted(),
            "tags": tags.sorted(),
            "owners": owners.sorted(),
            **{
                name: tuple(word for word in VOCABULARIES[vocabulary] if word in held[name])
                for name, vocabulary in _LISTED.items()
            },
        }
    )


def last_round(card: Card) -> int:
    """Return how many votes ``card`` got in the last round it was voted on, in all colours."""
    newest = max((votes.round for votes in card.votes), default=0)
    return sum(votes.count for votes in card.votes if votes.round == newest)


def _card_fits(view: SavedView, card: Card, lane: Lane) -> bool:
    kind = card.type or (lane.card_type if isinstance(lane, CardsLane) else "note")
    return (
        _has_persona(view, card.personas, lane)
        and _has_word(view.channels, card.channels)
        and _has_word(view.departments, (card.department,))
        and _has_word(view.tags, card.tags)
        and (not view.types or kind in view.types)
        and (not view.evidence_levels or card.evidence_level in view.evidence_levels)
        and (not view.markers or not set(view.markers).isdisjoint(card.markers))
        and _plan_fits(view, card.action)
        and (view.min_votes is None or last_round(card) >= view.min_votes)
    )


def _plan_fits(view: SavedView, plan: ActionPlan | None) -> bool:
    if not (view.owners or view.statuses):
        return True
    if plan is None:
        return False
    has_status = not view.statuses or plan.status in view.statuses
    return has_status and _has_word(view.owners, (plan.owner,))


def _has_persona(view: SavedView, held: Iterable[str | None], lane: Lane) -> bool:
    """Tell whether an item is about one of the view's personas: by itself, else by its lane."""
    if not view.personas:
        return True
    own = set(filter(None, held)) or set(lane.personas)
    return not own.isdisjoint(view.personas)


def _has_word(wanted: Iterable[str], held: Iterable[str]) -> bool:
    sought = {fold(word) for word in wanted}
    return not sought or any(fold(word) in sought for word in held)


def _card_texts(card: Card) -> Iterable[str]:
    yield from (card.text, card.as_written, card.author, card.department, card.competitor)
    yield from card.tags
    yield from card.channels
    if card.action is not None:
        yield from (card.action.owner, card.action.investment, card.action.outcome)


def _texts(item: CellItem) -> Iterable[str]:
    """Yield what is written about ``item``."""
    if isinstance(item, Card):
        return _card_texts(item)
    if isinstance(item, Feeling):
        return (item.label, item.comment)
    if isinstance(item, Metric):
        return (item.name, item.unit, item.source)
    if isinstance(item, Passage):
        return (item.text,)
    return (item.caption,)
