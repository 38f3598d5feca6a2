"""A map that names nobody: no photos, no names of personas, participants, owners and sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, get_type_hints
from weakref import ref

from model.cards import ActionPlan, Card, Metric, Picture
from model.evidence import Evidence
from model.filtering import Filter, shown_ids
from model.journey import Channel, JourneyMap, MapCard
from model.lanes import CardsLane, Lane
from model.people import CompanyProfile, CustomerBase
from model.printing.names import (
    Known,
    Replacer,
    family_name,
    main_name,
    parts_of,
    without_speaker,
)
from model.references import all_items
from model.texts import Texts
from model.values import MAX_LINE, MAX_TEXT, Id, Ids, Line, Lines, Part, Text, Value

_Kind = Literal["line", "text", "lines", "id", "ids", "part"]


def anonymous(journey: JourneyMap) -> JourneyMap:
    """Return ``journey`` without photos and without names; for print only, never to be saved.

    Personas become *Persona 1*, companies *Customer profile 1*, families they are grouped as
    *Family 1*, all other people *Person 1* (who owns an action stays the same person), sources
    *Source 1*. Authors, facilitator, participants, notes, named versions, dismissed insights, the
    files figures are read from and what was written down word for word are left out, and so is
    what a newer version of the program added. Names are replaced in all texts, and ids that hold
    one as well.
    """
    return _LATEST.of(journey)


def anonymous_filter(journey: JourneyMap, through: Filter) -> Filter:
    """Return the filter that shows of the anonymous map what ``through`` shows of ``journey``."""
    return _Mask(journey).filter(through)


class _Latest:
    """The map that was made last: a preview asks for the same one at each change of the paper."""

    def __init__(self) -> None:
        self._made: tuple[ref[JourneyMap], JourneyMap] | None = None

    def of(self, journey: JourneyMap) -> JourneyMap:
        made = self._made
        if made is None or made[0]() is not journey:
            self._made = made = (ref(journey), _Mask(journey).map())
        return made[1]


_LATEST = _Latest()


class _Mask:
    """What stands in for the names of one map."""

    def __init__(self, journey: JourneyMap) -> None:
        self._journey = journey
        self._words = Texts(journey.about.language)
        self._people: dict[str, str] = {}
        self._personas = {
            persona.id: self._stand_in(persona, number)
            for number, persona in enumerate(journey.personas, 1)
        }
        self._replaced = Replacer(self._names())
        self._ids = self._other_ids()

    def map(self) -> JourneyMap:
        """Return the anonymous map."""
        return self._part(self._journey)

    def filter(self, through: Filter) -> Filter:
        """Return a filter that shows the same items of the anonymous map."""
        shown = shown_ids(self._journey, through.view) | through.spared
        return Filter(self._part(through.view), frozenset(map(self._id, shown)))

    def _stand_in(self, persona: CustomerBase, number: int) -> str:
        kind = "profile" if isinstance(persona, CompanyProfile) else "persona"
        return self._words(f"print.anonymous.{kind}", number=number)

    # --- who is named -----------------------------------------------------------------------------

    def _names(self) -> Mapping[str, Known]:
        names: dict[str, Known] = {}
        for persona in self._journey.personas:
            stands_in = self._personas[persona.id]
            _learn(names, persona.name, stands_in)
            if len(persona.initials) > 1:
                names.setdefault(persona.initials, Known(stands_in, is_part=True))
        self._learn_families(names)
        for entry in _entries(self._journey):
            name = main_name(entry)
            known = names.get(name) or names.get(entry)
            if known is None:
                number = len(self._people) + 1
                stands_in = self._words("print.anonymous.person", number=number)
                self._people[entry] = stands_in
            else:
                stands_in = known.stands_in
            _learn(names, entry, stands_in)
            _learn(names, name, stands_in)
        return names

    def _learn_families(self, names: dict[str, Known]) -> None:
        """Add the families that personas are grouped as, by what they are called and by surname."""
        groups = dict.fromkeys(persona.group for persona in self._journey.personas)
        families = [group for group in groups if family_name(group)]
        for number, family in enumerate(families, 1):
            stands_in = self._words("print.anonymous.family", number=number)
            names.setdefault(family, Known(stands_in))
            names.setdefault(family_name(family), Known(stands_in, is_part=True))

    def _other_ids(self) -> Mapping[str, str]:
        """Return new ids for those that hold a name."""
        held = {found for value in _values(self._journey) for found in _own_ids(value)}
        made: dict[str, str] = {}
        for found in sorted(held):
            if self._replaced.is_in(found):
                number = len(made) + 1
                while f"x{number}" in held:
                    number += len(held)
                made[found] = f"x{number}"
        return made

    # --- the map written anew ---------------------------------------------------------------------

    def _id(self, found: str) -> str:
        return self._ids.get(found, found)

    def _part(self, part: Part) -> Part:
        """Return ``part`` and all that is in it without names."""
        made = dict(self._special(part))
        for name, kind in _fields(type(part)).items():
            # What is not set is not written into files; it stays so.
            if name in part.model_fields_set and name not in made:
                made[name] = self._field(getattr(part, name), kind)
        return type(part).model_validate(made)

    def _field(self, held: Any, kind: _Kind) -> Any:
        if held is None or not held:
            return held
        if kind == "line":
            return self._replaced(held)[:MAX_LINE]
        if kind == "text":
            return self._replaced(held)[:MAX_TEXT]
        if kind == "lines":
            return tuple(self._replaced(line)[:MAX_LINE] for line in held)
        if kind == "id":
            return self._id(held)
        if kind == "ids":
            return tuple(map(self._id, held))
        if isinstance(held, tuple):
            return tuple(self._part(one) if isinstance(one, Value) else one for one in held)
        if isinstance(held, Mapping):
            return {self._id(key): self._cell(cell) for key, cell in held.items()}
        return self._part(held) if isinstance(held, Value) else held

    def _cell(self, items: tuple[Value, ...]) -> tuple[Value, ...]:
        # A picture without a caption says nothing without its image.
        return tuple(
            self._part(item)
            for item in items
            if not (isinstance(item, Picture) and not item.caption)
        )

    def _special(self, part: Value) -> Mapping[str, Any]:
        """Return the fields that are names themselves, or that hold what nobody can check."""
        if isinstance(part, JourneyMap):
            left_out: dict[str, Any] = dict.fromkeys(
                ("images", "photos", "dismissals", "versions"), ()
            )
            return {**left_out, "evidence": tuple(self._evidence())}
        if isinstance(part, MapCard):
            return {"authors": (), "facilitator": "", "participants": (), "notes": ""}
        if isinstance(part, CustomerBase):
            return self._persona(part)
        if isinstance(part, Card):
            return self._card(part)
        if isinstance(part, ActionPlan):
            return self._plan(part)
        if isinstance(part, Metric):
            return {"origin": None}
        return {"image": None} if isinstance(part, Picture | Channel) else {}

    def _plan(self, plan: ActionPlan) -> Mapping[str, Any]:
        """Return the same person for the same owner, also where only a letter stands for one."""
        replaced = self._replaced(plan.owner)
        is_initial = replaced == plan.owner and len(plan.owner) == 1 and plan.owner.isalpha()
        return {"owner": self._people.get(plan.owner, "") if is_initial else replaced[:MAX_LINE]}

    def _persona(self, persona: CustomerBase) -> Mapping[str, Any]:
        stands_in = self._personas[persona.id]
        number = stands_in.rsplit(" ", 1)[-1]
        return {
            "name": stands_in if persona.name else "",
            "initials": f"{stands_in[0]}{number}" if persona.initials else "",
            "image": None,
            "quote": self._replaced(without_speaker(persona.quote)[0]),
        }

    def _card(self, card: Card) -> Mapping[str, Any]:
        fields: dict[str, Any] = {"author": "", "as_written": "", "image": None}
        text, speaker = without_speaker(card.text)
        if speaker:
            fields["text"] = self._replaced(text)
        return {name: held for name, held in fields.items() if getattr(card, name)}

    def _evidence(self) -> Iterator[Evidence]:
        for number, source in enumerate(self._journey.evidence, 1):
            quote = self._replaced(without_speaker(source.quote)[0])
            title = self._words("print.anonymous.source", number=number)
            made = {"title": title, "reference": "", "notes": "", "quote": quote[:MAX_TEXT]}
            yield Evidence.model_validate(
                {
                    **{name: getattr(source, name) for name in ("method", "kind", "date")},
                    "sample_size": source.sample_size,
                    "id": self._id(source.id),
                    **made,
                }
            )


def _learn(names: dict[str, Known], name: str, stands_in: str) -> None:
    """Add a name and its parts; a whole name counts more than a part of another."""
    if not name.strip():
        return
    if name not in names or names[name].is_part:
        names[name] = Known(stands_in)
    for part in parts_of(main_name(name)):
        names.setdefault(part, Known(stands_in, is_part=True))


def _entries(journey: JourneyMap) -> Iterator[str]:
    """Yield who is named in the fields for people, first those who made the map."""
    about = journey.about
    yield from filter(None, (*about.authors, about.facilitator, *about.participants))
    for lane in journey.lanes:
        yield from filter(None, _of_lane(lane))
    for quote in (*(p.quote for p in journey.personas), *(e.quote for e in journey.evidence)):
        speaker = without_speaker(quote)[1]
        if speaker:
            yield speaker


def _of_lane(lane: Lane) -> Iterator[str]:
    if not isinstance(lane, CardsLane):
        return
    for cell in lane.cells.values():
        for card in cell:
            yield card.author
            yield without_speaker(card.text)[1]
            if card.action is not None:
                yield card.action.owner


def _values(journey: JourneyMap) -> Iterator[Value]:
    yield journey
    for phase in journey.phases:
        yield from (phase, *phase.steps)
    yield from journey.lanes
    yield from all_items(journey)
    for register in ("personas", "channels", "links", "evidence", "views", "rounds"):
        yield from getattr(journey, register)


def _own_ids(value: Value) -> Iterator[str]:
    found = getattr(value, "id", "")
    if found:
        yield found


@cache
def _fields(owner: type[Value]) -> Mapping[str, _Kind]:
    """Return what each field of ``owner`` holds; fields of newer versions are not among them."""
    hints = get_type_hints(owner, include_extras=True)
    return MappingProxyType({name: _kind(hints[name]) for name in owner.model_fields})


def _kind(hint: Any) -> _Kind:
    for kind, types in _KINDS.items():
        if hint in types:
            return kind
    return "part"


_KINDS: Mapping[_Kind, tuple[Any, ...]] = MappingProxyType(
    {
        "line": (Line, Line | None),
        "text": (Text, Text | None),
        "lines": (Lines,),
        "id": (Id, Id | None),
        "ids": (Ids,),
    }
)
