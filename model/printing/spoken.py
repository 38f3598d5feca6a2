"""What is drawn without words, in words: curves, faces, signs, arrows and pictures for readers."""

from __future__ import annotations

from collections.abc import Mapping, Set
from types import MappingProxyType
from typing import Any

from model.cards import Card, CellItem, Feeling, Metric, Passage, Picture
from model.channel_use import ChannelUses, is_matrix
from model.course import shares_of, way_words, ways_of
from model.find import item_by_id, item_place, lane_by_id
from model.journey import JourneyMap
from model.lanes import FeelingsLane, Lane
from model.layout.card_details import detail_signs
from model.layout.coding import (
    EVIDENCE_ICONS,
    MARKER_ICONS,
    RATING_ICONS,
    SOURCES_ICON,
    STATUS_ICONS,
)
from model.layout.sheet import PlacedLink, PlacedWay, Sheet
from model.texts import Texts
from model.wording import percent_words, signed_words

_ICONS: Mapping[str, Mapping[Any, str]] = MappingProxyType(
    {
        "marker": MARKER_ICONS,
        "rating": RATING_ICONS,
        "status": STATUS_ICONS,
        "evidence": {**EVIDENCE_ICONS, "sources": SOURCES_ICON},
    }
)
_VOCABULARIES = MappingProxyType(
    {
        "marker": "names.marker",
        "rating": "sheet.legend",
        "status": "names.action_status",
        "evidence": "names.evidence_level",
    }
)
_MOST_TEXT = 80  # characters of a card that is named by its text


class Spoken:
    """The words for one sheet of ``journey``; what the sheet does not show is not said.

    Attributes:
        language: The language they are in.
    """

    def __init__(self, journey: JourneyMap, sheet: Sheet) -> None:
        self._journey = journey
        self._words = Texts(sheet.language)
        self.language = self._words.language
        has_legend = any(trailer.block.kind == "legend" for trailer in sheet.trailers)
        self._has_signs = has_legend  # else words stand beside them
        self._steps = {
            step.id: step.name or self._words("print.read.step", number=number)
            for number, step in enumerate((s for p in journey.phases for s in p.steps), 1)
        }
        self._ways = ways_of(journey.phases)
        self._markers = {step.id: step.markers for phase in journey.phases for step in phase.steps}
        self._icons = frozenset(channel.image for channel in journey.channels if channel.image)
        self._personas = {each.id: each.name for each in journey.personas}
        self._links = {link.id: link.label for link in journey.links}

    def signs(self, item_id: str) -> list[tuple[str, str]]:
        """Return (icon, what it means) of the signs of a card or step without words beside them."""
        if not self._has_signs:
            return []
        item = item_by_id(self._journey, item_id)
        if isinstance(item, Card):
            signs = tuple(detail_signs(item))
        elif item is None and item_id in self._markers:
            signs = tuple(("marker", marker) for marker in self._markers[item_id])
        else:
            return []
        return [
            (_ICONS[group][name], self._meaning(group, name))
            for group, name in signs
            if group in _ICONS
        ]

    def is_icon(self, sha256: str) -> bool:
        """Tell whether an image is the icon of a channel, whose name stands beside it."""
        return sha256 in self._icons

    def feeling(self, item_id: str) -> str:
        """Return how glad a face is, "" for what is no feeling."""
        place = item_place(self._journey, item_id)
        if place is None or not isinstance(place.item, Feeling):
            return ""
        return self._level(place.lane, place.item.value)

    def curves(self, lane_id: str, shown: Set[str]) -> str:
        """Return how the feelings of a lane go, "" where there are none.

        ``shown`` are the ids of what stands on the sheet.
        """
        lane = lane_by_id(self._journey, lane_id)
        if not isinstance(lane, FeelingsLane):
            return ""
        points: dict[tuple[str, str], list[str]] = {}
        for step_id in self._steps:
            for feeling in lane.cells.get(step_id, ()):
                if feeling.id in shown:
                    curve = self._personas.get(feeling.persona or "", ""), feeling.state
                    points.setdefault(curve, []).append(self._point(step_id, feeling))
        if not points:
            return ""
        told = (
            self._words("print.read.curve", who=self._who(*curve), points="; ".join(held))
            for curve, held in points.items()
        )
        low, high = self._level(lane, -2), self._level(lane, 2)
        return self._words("print.read.curves", low=low, high=high, curves=" ".join(told))

    def channels(self, lane_id: str) -> str:
        """Return which channels each step uses, "" where a lane does not show it."""
        lane = lane_by_id(self._journey, lane_id)
        if lane is None or not is_matrix(lane):
            return ""
        use = ChannelUses().use(self._journey)
        told = ((name, use.channels_of(step_id)) for step_id, name in self._steps.items())
        steps = "; ".join(f"{name}: {used}" for name, used in told if used)
        return self._words("print.read.channels", steps=steps) if steps else ""

    def link(self, placed: PlacedLink) -> str:
        """Return from where to where an arrow leads."""
        label = self._links.get(placed.id, "")
        key = "print.read.jump" if placed.kind == "channel_jump" else "print.read.link"
        return self._words(
            "print.read.link_named" if label else key,
            source=self._named(placed.source),
            target=self._named(placed.target),
            label=label,
        )

    def way(self, placed: PlacedWay) -> str:
        """Return from where to where a branch or a loop leads."""
        ways = self._ways[placed.source]
        way = next(way for way in ways if way.target == placed.target)
        led = way_words(self._words, way, self._steps[way.target])
        return self._words("print.read.way", step=self._steps[way.source], way=led)

    def funnel(self) -> str:
        """Return what share comes to each step."""
        shares = shares_of(self._journey.phases)
        told = (
            f"{name} {percent_words(self._words, shares[step_id].coming)}"
            for step_id, name in self._steps.items()
            if step_id in shares
        )
        return self._words("print.read.funnel", steps="; ".join(told))

    def picture(self, item_id: str) -> str:
        """Return what is known of a picture: its caption, or the text of its card."""
        text = _text_of(item_by_id(self._journey, item_id))
        return self._words("print.read.picture_of" if text else "print.read.picture", text=text)

    def _meaning(self, group: str, name: str) -> str:
        key = f"{_VOCABULARIES[group]}.{name}"
        return self._words(key if self._words.has(key) else f"sheet.legend.{name}")

    def _point(self, step_id: str, feeling: Feeling) -> str:
        value = signed_words(self._words, feeling.value)
        if len(feeling.values) > 1:
            low, high = (signed_words(self._words, end) for end in feeling.spread)
            value = self._words("print.read.spread", median=value, low=low, high=high)
        return self._words(
            "print.read.point_named" if feeling.label else "print.read.point",
            step=self._steps[step_id],
            value=value,
            label=feeling.label,
        )

    def _who(self, persona: str, state: str) -> str:
        return " · ".join(filter(None, (persona, self._words(f"names.state.{state}"))))

    def _level(self, lane: Lane, value: float) -> str:
        """What the nearest level is called, by the lane or by us, and the value."""
        own = lane.levels if isinstance(lane, FeelingsLane) else ()
        at = round(value) + 2
        level = own[at] if at < len(own) else ""
        return self._words(
            "print.read.feeling",
            level=level or self._words(f"names.feeling.{at - 2}"),
            value=signed_words(self._words, value),
        )

    def _named(self, item_id: str) -> str:
        return _text_of(item_by_id(self._journey, item_id)) or self._words("print.read.nameless")


def _text_of(item: CellItem | None) -> str:
    text = ""
    if isinstance(item, Card | Passage):
        text = item.text
    elif isinstance(item, Picture):
        text = item.caption
    elif isinstance(item, Feeling):
        text = item.label
    elif isinstance(item, Metric):
        text = item.name
    plain = " ".join(text.split())
    return plain if len(plain) <= _MOST_TEXT else plain[: _MOST_TEXT - 1].rstrip() + "…"
