"""Hypothesis strategies for maps and edits: `journeys`, `edits_of` and `edit_sequences`.

Field values are drawn from the JSON Schema of the models, so a new field is covered without a
word here; references are drawn from what the map holds.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, get_args

from hypothesis import strategies as st
from pydantic import TypeAdapter

from model import edits
from model.cards import ActionPlan, Card, CellItem, Feeling, Metric, Passage, Picture
from model.dismissals import Dismissal
from model.evidence import Evidence, Image, Photo
from model.journey import Channel, JourneyMap, Link, MapCard, Phase, Step
from model.lanes import CardsLane, FeelingsLane, ImagesLane, Lane, MetricsLane, TextLane
from model.people import CompanyProfile, Persona
from model.problems import EditProblem
from model.sheet_settings import SheetSettings
from model.values import Value
from model.versions import Version
from model.views import SavedView
from model.voting import VotingRound

LANES = (CardsLane, CardsLane, FeelingsLane, MetricsLane, TextLane, ImagesLane)
REFERENCES: dict[tuple[type[Value], str], str] = {
    (Step, "next"): "steps",
    (Card, "personas"): "personas",
    (Card, "evidence"): "evidence",
    (Card, "image"): "images",
    (Feeling, "persona"): "personas",
    (Feeling, "card"): "cards",
    (Picture, "image"): "images",
    (Link, "source"): "cards",
    (Link, "target"): "cards",
    (Photo, "image"): "images",
    (Photo, "phase"): "phases",
    (Photo, "step"): "steps",
    (Photo, "lane"): "lanes",
    (Persona, "image"): "images",
    (Persona, "evidence"): "evidence",
    (SavedView, "personas"): "personas",
    (Channel, "image"): "images",
    (VotingRound, "lanes"): "lanes",
    (Dismissal, "phase"): "phases",
    (Dismissal, "step"): "steps",
    (Dismissal, "card"): "cards",
    (Dismissal, "persona"): "personas",
    (Version, "images"): "images",
    (CompanyProfile, "image"): "images",
    (CompanyProfile, "evidence"): "evidence",
    (ActionPlan, "metric"): "metrics",
    **{(lane, "personas"): "personas" for lane in LANES},
}
_MANY = {"next", "personas", "evidence", "lanes", "images"}
_FIXED = {"id", "cells", "steps", "sha256", "content"}

# ---------------------------------------------------------------- values of fields

_CHARACTERS = st.one_of(
    st.sampled_from("abæøåÆØÅ .,-–“”%€"),
    st.sampled_from("شكراתודהधन्यवाद谢谢ありがとう🙂👩‍💻\u00ad\u200d\u2028\u202e\ufeff\ufffd"),
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"),
)
_SAID = (
    "", "x", "Køber sko på nettet", "  two  spaces ", "“Hvorfor skal jeg vente?”", "100 %",
    "\u00ad", "kundeservicemedarbejder", "謝謝您 ありがとう", "شكرا جزيلا", "תודה רבה", "धन्यवाद",
    "🙂👩\u200d💻",
    "\u2028\u2029\u202e", "\ufeff\ufffd", "{braces} \\ \"quotes\"", "<b>&amp;</b>", "e\u0301",
)  # fmt: skip
# Mostly from a pool: one choice for hypothesis where a drawn text costs it one per character.
_POOL = st.sampled_from(_SAID)
lines = st.one_of(_POOL, _POOL, _POOL, st.text(_CHARACTERS, max_size=12))
_POOL_OF_TEXTS = st.sampled_from((*_SAID, "one\ntwo\n\n\tthree", "\n"))
texts = st.one_of(
    _POOL_OF_TEXTS,
    _POOL_OF_TEXTS,
    _POOL_OF_TEXTS,
    st.text(st.one_of(_CHARACTERS, st.sampled_from("\n\t")), max_size=20),
)
_DATES = st.sampled_from(("", "2026-11-22", "1999-01-01"))


def _string(schema: dict[str, Any]) -> st.SearchStrategy[str]:
    pattern = schema.get("pattern", "")
    if "[0-9]{2}T" in pattern:
        return st.sampled_from(("", "2026-11-22T10:00:00Z", "2026-11-22T10:00:00.123Z"))
    if "[0-9]{4}" in pattern:
        return _DATES
    if "[A-Z]{1,3}" in pattern:
        return st.sampled_from(("", "B7", "AA1048576"))
    if "a-z" in pattern and "2,3" in pattern:
        return st.sampled_from(("da", "en", "de", "ar", "zh-Hant"))
    return texts if schema.get("maxLength", 0) > 1000 else lines


def _from_schema(schema: dict[str, Any], defs: dict[str, Any]) -> st.SearchStrategy[Any]:
    if "$ref" in schema:
        return _from_schema(defs[schema["$ref"].split("/")[-1]], defs)
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "anyOf" in schema:
        return st.one_of(*(_from_schema(one, defs) for one in schema["anyOf"]))
    match schema["type"]:
        case "null":
            return st.none()
        case "boolean":
            return st.booleans()
        case "integer":
            return st.integers(schema.get("minimum", -5), min(schema.get("maximum", 9), 10**6))
        case "number":
            return _number(schema)
        case "array":
            return st.lists(
                _from_schema(schema["items"], defs),
                min_size=schema.get("minItems", 0),
                max_size=min(schema.get("maxItems", 3), 3),
            ).map(tuple)
        case "object":
            return _object(schema, defs)
        case _:
            return _string(schema)


def _number(schema: dict[str, Any]) -> st.SearchStrategy[float]:
    least = schema.get("minimum", schema.get("exclusiveMinimum", -1e15))
    return st.floats(
        least,
        schema.get("maximum", 1e15),
        exclude_min="exclusiveMinimum" in schema,
        allow_subnormal=False,
    )


def _object(schema: dict[str, Any], defs: dict[str, Any]) -> st.SearchStrategy[Any]:
    names = {
        name: _from_schema(one, defs)
        for name, one in schema.get("properties", {}).items()
        if name != "metric"
    }
    needed = {name: names.pop(name) for name in schema.get("required", ())}
    return st.fixed_dictionaries(needed, optional=names)


@cache
def field_values(owner: type[Value], name: str) -> st.SearchStrategy[Any]:
    """Values that fit the field ``name`` of ``owner``."""
    schema = TypeAdapter(owner).json_schema()
    return _from_schema(schema["properties"][name], schema.get("$defs", {}))


@cache
def _own_fields(owner: type[Value]) -> tuple[str, ...]:
    return tuple(
        name
        for name, field in owner.model_fields.items()
        if name not in _FIXED and (name != "kind" or len(get_args(field.annotation)) > 1)
    )


# ---------------------------------------------------------------- what a map holds


@dataclass
class Known:
    """The ids that can be referred to."""

    ids: dict[str, list[str]] = field(default_factory=dict)
    has_strangers: bool = False
    """Whether references may also lead to nothing, as edits must refuse."""

    def of(self, target: str) -> list[str]:
        return self.ids.setdefault(target, [])

    @classmethod
    def in_map(cls, journey: JourneyMap) -> Known:
        items = list(items_of(journey))
        return cls(
            {
                "phases": [phase.id for phase in journey.phases],
                "steps": [step.id for step in journey.steps],
                "lanes": [lane.id for lane in journey.lanes],
                "items": [item.id for item in items],
                "cards": [item.id for item in items if isinstance(item, Card)],
                "metrics": [item.id for item in items if isinstance(item, Metric)],
                "personas": [one.id for one in journey.personas],
                "channels": [one.id for one in journey.channels],
                "evidence": [one.id for one in journey.evidence],
                "links": [one.id for one in journey.links],
                "photos": [one.id for one in journey.photos],
                "views": [one.id for one in journey.views],
                "rounds": [one.id for one in journey.rounds],
                "dismissals": [one.id for one in journey.dismissals],
                "versions": [one.id for one in journey.versions],
                "images": [one.sha256 for one in journey.images],
            }
        )

    def free(self, prefix: str) -> str:
        """An id that nothing has."""
        taken = {one for ids in self.ids.values() for one in ids}
        return next(f"{prefix}{n}" for n in range(10_000) if f"{prefix}{n}" not in taken)


def items_of(journey: JourneyMap) -> Iterator[CellItem]:
    for lane in journey.lanes:
        for items in lane.cells.values():
            yield from items


def fields(
    draw: st.DrawFn, owner: type[Value], known: Known, *, at_most: int = 3
) -> dict[str, Any]:
    """A few fields of ``owner`` with values that fit, references from ``known``."""
    names = draw(st.lists(st.sampled_from(_own_fields(owner)), unique=True, max_size=at_most))
    # References far more often than by chance: that they never dangle is what the laws are about.
    names += [name for name in _referring(owner, known) if name not in names and draw(_MOSTLY)]
    values = {name: _field(draw, owner, name, known) for name in names}
    if values.get("action"):
        values["action"] = {**values["action"], "metric": _one(draw, known.of("metrics"))}
    return values


_MOSTLY = st.sampled_from((True, True, False))


def _referring(owner: type[Value], known: Known) -> list[str]:
    names = [
        name for held, name in REFERENCES if held is owner and known.of(REFERENCES[held, name])
    ]
    return names + (["action"] if owner is Card and known.of("metrics") else [])


def _field(draw: st.DrawFn, owner: type[Value], name: str, known: Known) -> Any:
    target = REFERENCES.get((owner, name))
    if target is None:
        return draw(field_values(owner, name))
    if name in _MANY:
        held = _targets(draw, known, target)
        return tuple(draw(st.lists(st.sampled_from(held), min_size=1, max_size=3))) if held else ()
    return _one(draw, _targets(draw, known, target))


def _targets(draw: st.DrawFn, known: Known, target: str) -> list[str]:
    if known.has_strangers and draw(st.sampled_from((False,) * 9 + (True,))):
        return ["0" * 64]
    return known.of(target)


def _one(draw: st.DrawFn, held: Sequence[str]) -> str | None:
    return draw(st.sampled_from((None, *held, *held)))


def _item(draw: st.DrawFn, kind: type[Value], item_id: str, known: Known) -> Any:
    values = fields(draw, kind, known)
    if "span" in values:
        values["span"] = draw(st.integers(1, 4))
    return kind(id=item_id, **values)


def _image(draw: st.DrawFn) -> Image:
    data = draw(st.binary(max_size=8))
    return Image(
        sha256=hashlib.sha256(data).hexdigest(),
        mime="image/png",
        width_px=1,
        height_px=1,
        data=base64.b64encode(data).decode(),
    )


def _entry(draw: st.DrawFn, register: str, known: Known) -> Value | None:
    """A new entry of ``register``, or None where it would have nothing to refer to."""
    new = known.free(register[0])
    match register:
        case "personas":
            kind = draw(st.sampled_from((Persona, CompanyProfile)))
            return kind(id=new, **fields(draw, kind, known))
        case "channels":
            return Channel(id=new, **{"name": draw(lines), **fields(draw, Channel, known)})
        case "evidence":
            return Evidence(id=new, **fields(draw, Evidence, known))
        case "views":
            return SavedView(id=new, **fields(draw, SavedView, known))
        case "rounds":
            return VotingRound(id=new, **fields(draw, VotingRound, known))
        case "dismissals":
            kinds = field_values(Dismissal, "kind")
            return Dismissal(id=new, **{"kind": draw(kinds), **fields(draw, Dismissal, known)})
        case "versions":
            packed = base64.b64encode(draw(st.binary(max_size=8))).decode()
            return Version(id=new, content=packed, **fields(draw, Version, known))
        case "images":
            return _image(draw)
        case "links":
            cards = known.of("cards")
            if len(cards) < 2:
                return None
            ends = draw(st.lists(st.sampled_from(cards), min_size=2, max_size=2, unique=True))
            return Link(id=new, source=ends[0], target=ends[1], label=draw(lines))
        case _:
            if not known.of("images"):
                return None
            image = draw(st.sampled_from(known.of("images")))
            return Photo(id=new, **{**fields(draw, Photo, known), "image": image})


def _step(draw: st.DrawFn, step_id: str, known: Known) -> Step:
    return Step(id=step_id, **fields(draw, Step, known))


# ---------------------------------------------------------------- maps


@st.composite
def journeys(draw: st.DrawFn, *, max_steps: int = 5, max_lanes: int = 4) -> JourneyMap:
    """Maps with everything a map can hold, in which nothing refers to nothing."""
    known = Known()
    phases = _phases(draw, known, max_steps)
    registers: dict[str, tuple[Any, ...]] = {}
    for register in ("images", "evidence", "personas", "channels"):
        registers[register] = _entries(draw, register, known)
    lanes = _lanes(draw, known, max_lanes)
    for register in ("links", "photos", "views", "rounds", "dismissals", "versions"):
        registers[register] = _entries(draw, register, known)
    return JourneyMap(
        id=draw(st.sampled_from(("m1", "map-2", "A.b_c"))),
        about=MapCard(**fields(draw, MapCard, known, at_most=5)),
        sheet=SheetSettings(**fields(draw, SheetSettings, known)),
        phases=phases,
        lanes=lanes,
        **registers,
    )


def _phases(draw: st.DrawFn, known: Known, max_steps: int) -> tuple[Phase, ...]:
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=max(1, max_steps // 2)))
    known.ids["steps"] = [f"s{n}" for n in range(sum(sizes))]
    phases = []
    for number, size in enumerate(sizes):
        first = sum(sizes[:number])
        steps = tuple(_step(draw, f"s{n}", known) for n in range(first, first + size))
        phases.append(Phase(id=f"p{number}", steps=steps, **fields(draw, Phase, known)))
        known.of("phases").append(f"p{number}")
    return tuple(phases)


def _entries(draw: st.DrawFn, register: str, known: Known) -> tuple[Any, ...]:
    made: dict[str, Value] = {}
    for _ in range(draw(st.sampled_from((0, 1, 2, 2)))):
        entry = _entry(draw, register, known)
        if entry is not None:
            entry_id = entry.sha256 if isinstance(entry, Image) else entry.id  # type: ignore[attr-defined]
            if entry_id not in made:
                made[entry_id] = entry
                known.of(register).append(entry_id)
    return tuple(made.values())


def _lanes(draw: st.DrawFn, known: Known, max_lanes: int) -> tuple[Lane, ...]:
    # Metrics first, so that cards can refer to them, and feelings last, which refer to cards.
    order = (MetricsLane, TextLane, CardsLane, ImagesLane, FeelingsLane)
    least = draw(st.sampled_from((0, max_lanes // 2, max_lanes // 2)))
    kinds = draw(st.lists(st.sampled_from(LANES), min_size=least, max_size=max_lanes))
    lanes = {
        place: _lane(draw, kind, place, known)
        for place, kind in sorted(enumerate(kinds), key=lambda one: order.index(one[1]))
    }
    return tuple(lanes[place] for place in range(len(kinds)))


def _lane(draw: st.DrawFn, kind: type[Any], place: int, known: Known) -> Lane:
    lane_id = f"l{place}"
    known.of("lanes").append(lane_id)
    lane: Lane = kind(id=lane_id, cells=_cells(draw, kind, known), **fields(draw, kind, known))
    return lane


def _cells(draw: st.DrawFn, kind: type[Any], known: Known) -> dict[str, tuple[Any, ...]]:
    steps = known.of("steps")
    cells: dict[str, tuple[Any, ...]] = {}
    least = min(len(steps), draw(st.sampled_from((0, 2, 2))))
    for step_id in draw(st.lists(st.sampled_from(steps), unique=True, min_size=least, max_size=3)):
        room = len(steps) - steps.index(step_id)
        made = []
        for _ in range(draw(st.integers(1, 3))):
            item = _item(draw, kind.item_type, known.free("i"), known)
            if getattr(item, "span", 1) > room:
                item = type(item)(**{**item.__dict__, "span": room})
            known.of("items").append(item.id)
            made.append(item)
        cells[step_id] = tuple(made)
    for items in cells.values():
        for item in items:
            if isinstance(item, Card | Metric):
                known.of("cards" if isinstance(item, Card) else "metrics").append(item.id)
    return cells


# ---------------------------------------------------------------- edits


@dataclass(frozen=True)
class Edit:
    """An edit with its arguments; ``edit(journey)`` does it."""

    name: str
    args: tuple[Any, ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)

    def __call__(self, journey: JourneyMap) -> JourneyMap:
        return getattr(edits, self.name)(journey, *self.args, **self.fields)  # type: ignore[no-any-return]


@st.composite
def edits_of(draw: st.DrawFn, journey: JourneyMap) -> Edit:
    """Any edit, with arguments that mostly make sense for ``journey``."""
    known = Known.in_map(journey)
    known.has_strangers = draw(st.sampled_from((False, False, True)))
    name = draw(st.sampled_from(tuple(_MAKERS)))
    made = _MAKERS[name](draw, journey, known)
    return Edit("set_about", (), {"title": "x"}) if made is None else Edit(name, *made)


_Made = tuple[Any, ...] | None


def _some(draw: st.DrawFn, held: Sequence[str]) -> str:
    """Mostly one that the map has."""
    return draw(st.sampled_from((*held, *held, *held, *held, *held, "unknown")))


def _ids(draw: st.DrawFn, held: Sequence[str]) -> list[str]:
    return draw(st.lists(st.sampled_from(held), min_size=1, max_size=4)) if held else []


_SOMETIMES = st.sampled_from((False, False, True))
_INDEX = st.one_of(st.none(), st.integers(-1, 6))
_PLACE = st.integers(-1, 6)


def _make_add_item(draw: st.DrawFn, journey: JourneyMap, known: Known) -> _Made:
    kind = draw(st.sampled_from((Card, Card, Feeling, Metric, Passage, Picture)))
    suitable = [lane.id for lane in journey.lanes if lane.item_type is kind]
    lane = _some(draw, suitable if suitable and draw(st.booleans()) else known.of("lanes"))
    item = _item(draw, kind, known.free("i"), known)
    return ((lane, _some(draw, known.of("steps")), item, draw(_INDEX)),)


def _make_remove_items(draw: st.DrawFn, journey: JourneyMap, known: Known) -> _Made:
    return ((_ids(draw, known.of("items")),),)


def _make_move_items(draw: st.DrawFn, journey: JourneyMap, known: Known) -> _Made:
    lane = draw(st.sampled_from(journey.lanes)) if journey.lanes else None
    suitable = [item.id for item in items_of(journey) if lane and type(item) is lane.item_type]
    ids = _ids(draw, draw(st.sampled_from((suitable, suitable, known.of("items")))))
    return ((ids, lane.id if lane else "x", _some(draw, known.of("steps")), draw(_INDEX)),)


def _make_set_item(draw: st.DrawFn, journey: JourneyMap, known: Known) -> _Made:
    items = list(items_of(journey))
    if not items:
        return None
    item = draw(st.sampled_from(items))
    return ((item.id,), fields(draw, type(item), known))


def _make_set_items(draw: st.DrawFn, journey: JourneyMap, known: Known) -> _Made:
    ids = _ids(draw, known.of("cards"))
    return ((ids,), fields(draw, Card, known))


def _make_duplicate_items(draw: st.DrawFn, journey: JourneyMap, known: Known) -> _Made:
    ids = list(dict.fromkeys(_ids(draw, known.of("items"))))
    first = known.free("d")
    return ((ids, [f"{first}-{n}" for n in range(len(ids))]),)


def _make_add_phase(draw: st.DrawFn, journey: JourneyMap, known: Known) -> _Made:
    if len(journey.phases) > 4:
        return None
    step = _step(draw, known.free("s"), known)
    phase = Phase(id=known.free("p"), steps=(step,), **fields(draw, Phase, known))
    return ((phase, draw(_INDEX)),)


def _make_set_phase(draw: st.DrawFn, journey: JourneyMap, known: Known) -> _Made:
    phase = _some(draw, known.of("phases"))
    if draw(_SOMETIMES):
        return ((phase,), {"is_collapsed": draw(st.booleans())})
    return ((phase,), fields(draw, Phase, known))


def _make_split_phase(draw: st.DrawFn, journey: JourneyMap, known: Known) -> _Made:
    phase = draw(st.sampled_from(journey.phases))
    step = draw(st.sampled_from(phase.steps))
    return ((phase.id, step.id, known.free("p"), draw(st.one_of(st.none(), lines))),)


def _neighbours(draw: st.DrawFn, ids: Sequence[str]) -> tuple[str, str]:
    place = draw(st.integers(0, max(0, len(ids) - 2)))
    pair = (ids[place], ids[min(place + 1, len(ids) - 1)])
    return pair if draw(st.booleans()) else (pair[1], pair[0])


def _make_add_step(draw: st.DrawFn, journey: JourneyMap, known: Known) -> _Made:
    if len(journey.steps) > 8:
        return None
    step = _step(draw, known.free("s"), known)
    return ((_some(draw, known.of("phases")), step, draw(_INDEX)),)


def _make_set_step(draw: st.DrawFn, journey: JourneyMap, known: Known) -> _Made:
    return ((_some(draw, known.of("steps")),), fields(draw, Step, known))


def _make_add_lane(draw: st.DrawFn, journey: JourneyMap, known: Known) -> _Made:
    if len(journey.lanes) > 6:
        return None
    kind = draw(st.sampled_from(LANES))
    lane_id = known.free("l")
    values = fields(draw, kind, known)
    lane = kind(id=lane_id, cells=_cells(draw, kind, known), **values)
    return ((lane, draw(_INDEX)),)


def _make_set_lane(draw: st.DrawFn, journey: JourneyMap, known: Known) -> _Made:
    if not journey.lanes:
        return None
    lane = draw(st.sampled_from(journey.lanes))
    if draw(st.booleans()):
        return ((lane.id,), {"is_locked": draw(st.sampled_from((False, False, False, True)))})
    if draw(_SOMETIMES):
        return ((lane.id,), {"is_collapsed": draw(st.booleans())})
    return ((lane.id,), fields(draw, type(lane), known))


def _make_set_headers(draw: st.DrawFn, journey: JourneyMap, known: Known) -> _Made:
    kind = draw(st.sampled_from(("phases", "lanes")))
    name = draw(st.sampled_from(("is_collapsed", "is_visible")))
    return ((kind, _ids(draw, known.of(kind))), {name: draw(st.booleans())})


_REGISTERS = (
    "personas", "channels", "links", "evidence", "photos", "views", "rounds", "dismissals",
    "versions", "images",
)  # fmt: skip


def _make_add_entry(draw: st.DrawFn, journey: JourneyMap, known: Known) -> _Made:
    register = draw(st.sampled_from(_REGISTERS))
    entry = _entry(draw, register, known)
    return ((register, entry, draw(_INDEX)),) if entry is not None else None


def _make_set_entry(draw: st.DrawFn, journey: JourneyMap, known: Known) -> _Made:
    register = draw(st.sampled_from(_REGISTERS))
    held = getattr(journey, register)
    if not held:
        return None
    entry = draw(st.sampled_from(held))
    values = fields(draw, type(entry), known)
    if register in ("links", "photos"):
        values = {name: value for name, value in values.items() if value is not None}
    entry_id = entry.sha256 if isinstance(entry, Image) else entry.id
    return ((register, entry_id), values)


def _make_link_cards(draw: st.DrawFn, journey: JourneyMap, known: Known) -> _Made:
    cards = _ids(draw, known.of("cards"))
    first = known.free("k")
    return ((cards, [f"{first}-{n}" for n in range(len(cards) - 1)]),) if cards else None


def _make_mark_cards(draw: st.DrawFn, journey: JourneyMap, known: Known) -> _Made:
    marker = draw(st.sampled_from(("moment_of_truth", "wait")))
    return ((_ids(draw, known.of("cards")), marker), {"is_marked": draw(st.booleans())})


def _make_set_links(draw: st.DrawFn, journey: JourneyMap, known: Known) -> _Made:
    return ((_ids(draw, known.of("links")),), {"is_visible": draw(st.booleans())})


def _register_and_id(draw: st.DrawFn, known: Known) -> tuple[str, str]:
    held = [register for register in _REGISTERS if known.of(register)]
    register = draw(st.sampled_from(held or _REGISTERS))
    return register, _some(draw, known.of(register))


_MAKERS: dict[str, Callable[[st.DrawFn, JourneyMap, Known], _Made]] = {
    "add_item": _make_add_item,
    "remove_items": _make_remove_items,
    "move_items": _make_move_items,
    "set_item": _make_set_item,
    "set_items": _make_set_items,
    "duplicate_items": _make_duplicate_items,
    "add_phase": _make_add_phase,
    "remove_phase": lambda draw, _, known: ((_some(draw, known.of("phases")),),),
    "move_phase": lambda draw, _, known: ((_some(draw, known.of("phases")), draw(_PLACE)),),
    "set_phase": _make_set_phase,
    "split_phase": _make_split_phase,
    "merge_phases": lambda draw, _, known: (_neighbours(draw, known.of("phases")),),
    "add_step": _make_add_step,
    "remove_step": lambda draw, _, known: ((_some(draw, known.of("steps")),),),
    "move_step": lambda draw, _, known: (
        (_some(draw, known.of("steps")), _some(draw, known.of("phases")), draw(_PLACE)),
    ),
    "set_step": _make_set_step,
    "merge_steps": lambda draw, _, known: (_neighbours(draw, known.of("steps")),),
    "add_lane": _make_add_lane,
    "remove_lane": lambda draw, _, known: ((_some(draw, known.of("lanes")),),),
    "move_lane": lambda draw, _, known: ((_some(draw, known.of("lanes")), draw(_PLACE)),),
    "set_lane": _make_set_lane,
    "set_headers": _make_set_headers,
    "with_all_shown": lambda draw, _, known: ((),),
    "with_opened": lambda draw, _, known: (
        (set(_ids(draw, known.of("lanes"))), set(_ids(draw, known.of("steps")))),
    ),
    "add_entry": _make_add_entry,
    "remove_entry": lambda draw, _, known: (_register_and_id(draw, known),),
    "move_entry": lambda draw, _, known: ((*_register_and_id(draw, known), draw(_PLACE)),),
    "set_entry": _make_set_entry,
    "link_cards": _make_link_cards,
    "mark_cards": _make_mark_cards,
    "remove_links": lambda draw, _, known: ((_ids(draw, known.of("links")),),),
    "set_links": _make_set_links,
    "set_about": lambda draw, _, known: ((), fields(draw, MapCard, known)),
    "set_sheet": lambda draw, _, known: ((), fields(draw, SheetSettings, known)),
}
EDIT_NAMES = tuple(_MAKERS)


@dataclass(frozen=True)
class Run:
    """A sequence of edits: ``states[0]`` is the start, ``states[n]`` is after ``edits[n - 1]``.

    ``refused`` are the edits that raised an `EditProblem`, with the number of the state they
    were tried on.
    """

    states: tuple[JourneyMap, ...]
    edits: tuple[Edit, ...]
    refused: tuple[tuple[int, Edit], ...]


@st.composite
def edit_sequences(draw: st.DrawFn, *, max_edits: int = 12) -> Run:
    """Random edits done one after the other on a random map."""
    states = [draw(journeys())]
    done: list[Edit] = []
    refused: list[tuple[int, Edit]] = []
    for _ in range(draw(st.sampled_from((1, max_edits // 2, max_edits, max_edits)))):
        edit = draw(edits_of(states[-1]))
        try:
            after = edit(states[-1])
        except EditProblem:
            refused.append((len(states) - 1, edit))
            continue
        states.append(after)
        done.append(edit)
    return Run(tuple(states), tuple(done), tuple(refused))
