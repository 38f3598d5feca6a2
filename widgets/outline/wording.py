"""What the rows of the outline say: to eyes, to screen readers and to the search."""

from __future__ import annotations

from typing import Any

from model.cards import Card, CellItem, Feeling, Metric, Passage, Picture
from model.find import item_by_id, item_place, lane_by_id, phase_of_step, step_place
from model.folding import fold
from model.journey import JourneyMap, Link, Phase, Step
from model.lanes import Lane
from model.layout.icons import has_icon
from model.voting import VotingRound
from widgets.language import Language
from widgets.outline.branches import Branch, Key
from widgets.vote_words import round_words

_MAX_WORDS = 90
_HEADINGS = {
    "all_phases": "window.outline.phases",
    "all_lanes": "window.outline.lanes",
    "all_personas": "window.section.personas",
    "all_evidence": "window.section.sources",
    "all_views": "window.outline.views",
    "all_rounds": "window.section.rounds",
    "all_channels": "window.section.channels",
}
_ICONS = {
    "cards": "sticky-note",
    "feelings": "smile",
    "metrics": "gauge",
    "text": "text",
    "images": "image",
}
_ENTRY_ICONS = {
    "persona": "user",
    "source": "file-text",
    "view": "filter",
    "round": "vote",
    "channel": "share-2",
}
_NOUNS = {
    "persona": "inspector.persona",
    "source": "inspector.evidence",
    "view": "outline.view",
    "round": "inspector.round",
    "channel": "inspector.channel",
}
Words = Language


def shown_text(journey: JourneyMap, words: Words, branch: Branch) -> str:
    """Return the line of a row."""
    return shortened(whole_text(journey, words, branch))


def whole_text(journey: JourneyMap, words: Words, branch: Branch) -> str:
    """Return all that a row says, or what it is where it says nothing."""
    kind, value = branch.key[0], branch.value
    unnamed = words("window.outline.no_name")
    match value:
        case Card() | Feeling() | Metric() | Passage() | Picture():
            return item_text(words, value)
        case Phase():
            return value.name or words("window.new.phase", number=journey.phases.index(value) + 1)
        case Step():
            return value.name or _step_number(journey, words, value.id)
        case Link():
            return _link_text(journey, words, branch.key, value)
        case VotingRound():
            return round_words(value, words)
    if kind == "title":
        return journey.about.title or words("canvas.empty.title")
    if kind == "cell":
        return cell_name(journey, words, branch.key[2])
    if kind in _HEADINGS:
        return words(_HEADINGS[kind])
    return str(getattr(value, "name", "") or getattr(value, "title", "")) or unnamed


def written_text(branch: Branch) -> str:
    """Return the text of a row as it stands in the map, "" where there is none to write."""
    value: Any = branch.value
    for field in ("text", "caption", "title", "label", "name", "question"):
        if branch.key[0] not in ("cell", *_HEADINGS) and hasattr(value, field):
            return str(getattr(value, field))
    return ""


def searched_text(journey: JourneyMap, words: Words, branch: Branch, *, is_narrow: bool) -> str:
    """Return the letters a search looks through; cells, links and headings have none."""
    if branch.key[0] in ("cell", "links", *_HEADINGS):
        return ""
    return fold(whole_text(journey, words, branch), is_narrow=is_narrow)


def described(journey: JourneyMap, words: Words, branch: Branch) -> str:
    """Return what a screen reader says behind the name: what it is, where, and how it is."""
    kind, value = branch.key[0], branch.value
    if kind == "items":
        return _item_place(journey, words, branch.key[1])
    if kind == "cell":
        lane = lane_by_id(journey, branch.key[1])
        name = (lane.name if lane else "") or words("canvas.empty.lanes")
        held: Any = branch.values[0]
        return ", ".join((name, words("window.outline.items", count=len(held))))
    if kind in _HEADINGS or kind == "links":
        return ""
    said = [words(f"window.{_NOUNS[kind]}" if kind in _NOUNS else f"canvas.kind.{kind}")]
    return ", ".join([*said, *states(words, value)])


def states(words: Words, value: object) -> list[str]:
    """Return the words for what is out of the ordinary: hidden, collapsed, locked."""
    held: list[str] = []
    if not getattr(value, "is_visible", True):
        held.append(words("window.outline.hidden"))
    if getattr(value, "is_collapsed", False):
        held.append(words("window.outline.collapsed"))
    if getattr(value, "is_locked", False):
        held.append(words("window.outline.locked"))
    return held


def is_pale(journey: JourneyMap, branch: Branch) -> bool:
    """Tell whether a row is greyed: hidden itself or by what it hangs in, or an empty cell."""
    kind, value = branch.key[0], branch.value
    if not getattr(value, "is_visible", True):
        return True
    match branch.key:
        case ("cell", lane_id, step_id):
            return not branch.values[0] or _is_hidden(journey, lane_id, step_id)
        case ("steps", step_id):
            return _is_hidden(journey, None, step_id)
        case ("items", item_id):
            place = item_place(journey, item_id)
            return place is not None and _is_hidden(journey, place.lane.id, place.step_id)
    return kind.startswith("all_")


def icon_of(branch: Branch) -> str:
    """Return the name of a row's drawing, "" for none."""
    kind, value = branch.key[0], branch.value
    if not getattr(value, "is_visible", True):
        return "hide"
    if kind == "lanes":
        return "lock" if getattr(value, "is_locked", False) else _ICONS[getattr(value, "kind", "")]
    if kind == "persona" and getattr(value, "kind", "") == "icp":
        return "building-2"
    own = (getattr(value, "icon", None) or "") if kind == "channel" else ""
    return own if has_icon(own) else _ENTRY_ICONS.get(kind, "")


def item_text(words: Words, item: CellItem) -> str:
    """Return the line for a card, feeling, metric, passage or picture."""
    empty = words("window.outline.empty_card")
    match item:
        case Card() | Passage():
            return item.text or empty
        case Feeling():
            sign = "+" if item.value > 0 else ""
            value = f"{sign}{words.number(item.value)}"
            return f"{value}  {item.label or item.comment}".strip()
        case Metric():
            return item.name or empty
        case Picture():
            return item.caption or words("window.inspector.picture")


def cell_name(journey: JourneyMap, words: Words, step_id: str) -> str:
    """Return what a cell is called below its lane: its step, or the phase that is one step."""
    place = step_place(journey, step_id)
    if place is None:
        return ""
    if not place.step.name and len(place.phase.steps) == 1 and place.phase.name:
        return place.phase.name
    return place.step.name or _step_number(journey, words, step_id)


def _step_number(journey: JourneyMap, words: Words, step_id: str) -> str:
    place = step_place(journey, step_id)
    return words("window.outline.step", number=place.column + 1 if place else 0)


def _link_text(journey: JourneyMap, words: Words, key: Key, link: Link) -> str:
    is_out = link.source == key[2]
    other = item_by_id(journey, link.target if is_out else link.source)
    name = item_text(words, other) if other is not None else ""
    label = f"{link.label}: " if link.label else ""
    return f"{chr(0x2192) if is_out else chr(0x2190)} {label}{name}"


def _item_place(journey: JourneyMap, words: Words, item_id: str) -> str:
    place = item_place(journey, item_id)
    if place is None:
        return ""
    lane: Lane = place.lane
    name = lane.name or words("canvas.empty.lanes")
    return f"{name}, {cell_name(journey, words, place.step_id)}"


def _is_hidden(journey: JourneyMap, lane_id: str | None, step_id: str) -> bool:
    lane = lane_by_id(journey, lane_id) if lane_id is not None else None
    phase = phase_of_step(journey, step_id)
    return (lane is not None and not lane.is_visible) or (
        phase is not None and not phase.is_visible
    )


def shortened(text: str) -> str:
    """Return ``text`` as one line of bearable length."""
    line = " ".join(text.split())
    return line if len(line) <= _MAX_WORDS else line[: _MAX_WORDS - 1] + "\u2026"
