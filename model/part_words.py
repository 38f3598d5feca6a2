"""How parts of a map, their fields and values are called in a sentence about two maps."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from model.cards import Card, Feeling, Metric, Passage, Picture, Votes
from model.difference import entry_id
from model.find import item_place, lane_by_id, phase_of_step, step_by_id
from model.journey import JourneyMap, Link, Step
from model.texts import Texts
from model.values import Value
from model.wording import number_words, signed_words

_MOST_LETTERS: Final = 40
_WORDS_BEFORE: Final = 2  # the first other one, where two texts begin alike
# Under which word the inspector has a field that other parts call differently.
_OWN_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "about": "about.",
        "sheet": "sheet.",
        "links": "link.",
        "personas": "persona.",
        "evidence": "evidence.",
        "views": "view.",
    }
)
_VOCABULARIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "type": "card_type",
        "card_type": "card_type",
        "colour": "colour",
        "role": "lane_role",
        "state": "state",
        "basis": "basis",
        "evidence_level": "evidence_level",
        "method": "evidence_method",
        "status": "action_status",
        "style": "feelings_style",
        "others": "view_others",
        "theme": "sheet_theme",
        "mark": "persona_mark",
        "statuses": "action_status",
        "set_aside": "guide_step",
        "language": "language",
        "markers": "marker",
        "types": "card_type",
        "evidence_levels": "evidence_level",
    }
)
_ITEM_SORTS: Final[Mapping[type[Value], str]] = MappingProxyType(
    {
        Card: "cards",
        Feeling: "feelings",
        Metric: "metrics",
        Passage: "passages",
        Picture: "pictures",
    }
)


def short(text: str, most: int = _MOST_LETTERS) -> str:
    """Return ``text`` on one line, cut after a word where it is longer than ``most`` letters."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    head = line[: most - 1]
    return f"{head.rpartition(' ')[0] or head} …"


def field_words(texts: Texts, part: str, field: str) -> str:
    """Return what a field is called where one edits it; its key where no form has it."""
    for key in (f"window.field.{_OWN_WORDS.get(part, '')}{field}", f"window.field.{field}"):
        if texts.has(key):
            return texts(key)
    return field


def value_words(texts: Texts, field: str, value: object, most: int = _MOST_LETTERS) -> str:
    """Return a field's value as one reads it, in ``most`` letters."""
    name = field.rpartition(".")[2]
    if value is None or value in ("", ()):
        return texts("comparing.nothing")
    if isinstance(value, bool):
        return texts("comparing.yes" if value else "comparing.no")
    if isinstance(value, int | float):
        return number_words(texts, value)
    if isinstance(value, tuple):
        if name == "values" and all(isinstance(one, int | float) for one in value):
            return "; ".join(signed_words(texts, one) for one in value)
        return short(", ".join(value_words(texts, field, one, most) for one in value), most)
    if isinstance(value, Votes):
        return f"{value.colour} {value.round}: {value.count}".strip()
    if isinstance(value, Value):
        return texts("comparing.quoted", text=title_of(value) or type(value).__name__)
    word = f"names.{_VOCABULARIES.get(name, '')}.{value}"
    return (
        texts(word) if texts.has(word) else texts("comparing.quoted", text=short(str(value), most))
    )


def two_values_words(texts: Texts, field: str, first: object, second: object) -> tuple[str, str]:
    """Return two values of a field, shortly, but so that one reads where they differ."""
    said = value_words(texts, field, first), value_words(texts, field, second)
    if not isinstance(first, str) or not isinstance(second, str):
        return said
    lines = [" ".join(text.split()) for text in (first, second)]
    heads = [short(line).removesuffix(" …") for line in lines if short(line) != line]
    is_told = not any(all(line.startswith(head) for line in lines) for head in heads)
    if is_told and said[0] != said[1]:
        return said
    one, other = first.split(), second.split()
    same = next(
        (at for at, words in enumerate(zip(one, other, strict=False)) if words[0] != words[1]),
        min(len(one), len(other)),
    )
    begin = max(0, same - _WORDS_BEFORE)
    ends = (short(" ".join(("…", *words[begin:]))) for words in (one, other))
    before, after = (texts("comparing.quoted", text=end) for end in ends)
    return before, after


def title_of(value: Value) -> str:
    """Return the first words that something says of itself, "" if it says nothing."""
    for name in ("name", "text", "title", "label", "caption", "comment", "question", "reason"):
        said = getattr(value, name, "")
        if said:
            return short(said)
    return ""


def part_words(texts: Texts, part: str, value: Value) -> str:
    """Return what a part is called: card “Waits in the queue”."""
    sort = _ITEM_SORTS.get(type(value), part)
    title = title_of(value)
    if title:
        return texts(f"comparing.part.{sort}", name=texts("comparing.quoted", text=title))
    return texts(f"comparing.part.{sort}", name=_other_name(texts, value)).strip()


def _other_name(texts: Texts, value: Value) -> str:
    if isinstance(value, Feeling):
        return signed_words(texts, value.value)
    if isinstance(value, Card | Passage | Picture | Metric | Link | Step):
        return texts("comparing.unnamed")
    return entry_id(value)[:_MOST_LETTERS]


def where_words(texts: Texts, journey: JourneyMap, part: str, wanted: str) -> str:
    """Return where a step or an item stands: phase “Use”, lane “Touchpoints”; "" for others."""
    if part == "steps":
        phase = phase_of_step(journey, wanted)
        return part_words(texts, "phases", phase) if phase else ""
    place = item_place(journey, wanted) if part == "items" else None
    return cell_words(texts, journey, place.lane.id, place.step_id) if place else ""


def cell_words(texts: Texts, journey: JourneyMap, lane_id: str, step_id: str) -> str:
    """Return what a cell is called; the step only where its phase has several."""
    lane, step = lane_by_id(journey, lane_id), step_by_id(journey, step_id)
    phase = phase_of_step(journey, step_id)
    parts: list[str] = []
    if phase is not None:
        parts.append(part_words(texts, "phases", phase))
    if step is not None and phase is not None and len(phase.steps) > 1:
        parts.append(part_words(texts, "steps", step))
    if lane is not None:
        parts.append(part_words(texts, "lanes", lane))
    return ", ".join(parts)
