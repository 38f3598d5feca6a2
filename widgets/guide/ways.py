"""From what the guide misses to the place where one does it: the words, and the way there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from model.counting import Gap
from model.counting.guide import GapCode
from model.edits import add_lane
from model.find import lane_by_id, phase_by_id, step_by_id
from model.journey import JourneyMap
from model.lanes import CardsLane, FeelingsLane, Lane, LaneRole, MetricsLane
from model.templates import lane_of_role
from model.values import new_id
from widgets.canvas.selection import Selection, cell_selection, item_selection
from widgets.document import OpenDocument
from widgets.insights.wording import persona_words
from widgets.language import Language
from widgets.side import PanelPage

_MAP_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "title": "about.title",
        "purpose": "about.purpose",
        "journey_type": "about.journey_type",
        "scenario": "about.scenario",
        "scope_ends": "about.scope.start",
        "segment": "about.segment",
        "review": "about.review",
    }
)
_CARD_FIELDS: Mapping[GapCode, str] = MappingProxyType(
    {
        "levels": "evidence_level",
        "touchpoint_channel": "channels",
        "pain_ratings": "severity",
        "opportunity_ratings": "action.impact",
        "plan_kinds": "action.kind",
        "owners": "action.owner",
        "due_days": "action.due",
        "plan_metrics": "action.metric",
    }
)
_PERSONA_FIELDS: Mapping[GapCode, str] = MappingProxyType(
    {"persona_goals": "goals", "persona_evidence": "evidence"}
)
_ACTIONS: Mapping[GapCode, str] = MappingProxyType(
    {
        "nobody": "add_persona",
        "source": "add_source",
        "qualitative": "add_source",
        "quantitative": "add_source",
    }
)
# The type of card by which a lane is also found that has no role.
_TYPES: Mapping[LaneRole, str] = MappingProxyType(
    {
        "touchpoints": "touchpoint",
        "thinks": "thought",
        "needs": "need",
        "pain_points": "pain_point",
        "opportunities": "opportunity",
        "solutions": "solution",
    }
)


@dataclass(frozen=True, slots=True)
class Way:
    """A way on: what it is called, and what it does something about."""

    code: str
    gap: Gap


def ways_of(gap: Gap) -> tuple[Way, ...]:
    """Return the ways on from a gap; a segment will do where there is no persona."""
    if gap.code == "nobody":
        return Way("nobody", gap), Way("segment", gap)
    return (Way(gap.code, gap),)


def way_words(journey: JourneyMap, words: Language, way: Way) -> str:
    """Return what a way is called."""
    gap = way.gap
    name = persona_words(journey, words, gap.persona)
    if not name and gap.phase is not None:
        phase = phase_by_id(journey, gap.phase)
        name = (phase.name if phase else "") or words("canvas.empty.phases")
    return words(f"counting.guide.gap.{way.code}", count=gap.count, name=name)


def go(way: Way, document: OpenDocument, page: PanelPage, map_language: str) -> None:
    """Lead to where it is done: a field, a card, a cell ready to be written in."""
    gap, code = way.gap, way.code
    if code in _MAP_FIELDS:
        page.choose(Selection("title"))
        page.show_field("", _MAP_FIELDS[code], is_entered=True)
    elif gap.code in _ACTIONS:
        page.ask(_ACTIONS[gap.code])
    elif gap.persona is not None:
        page.show_field(gap.persona, _PERSONA_FIELDS[gap.code], is_entered=True)
    elif gap.card is not None:
        page.choose(item_selection((gap.card,)))
        if gap.code in _CARD_FIELDS:
            page.show_field("", _CARD_FIELDS[gap.code], is_entered=True)
    elif gap.role is not None:
        _write_in_lane(gap.role, gap.step, document, page, map_language)
    elif gap.step is not None:
        page.choose(Selection("steps", (gap.step,)), is_edited=True)
    else:  # a moment of truth: it is for people to say which
        page.choose(Selection("steps", (document.value.steps[0].id,)))
        page.show_field("", "is_moment_of_truth", is_entered=True)


def _write_in_lane(
    role: LaneRole,
    step_id: str | None,
    document: OpenDocument,
    page: PanelPage,
    map_language: str,
) -> None:
    """Open a new item in the lane for ``role``, which is put into the map if it has none."""
    lane = _lane_for(document.value, role)
    if lane is None:
        made = lane_of_role(role, map_language, lane_id=new_id())
        document.apply("edits.add_lane", lambda journey: add_lane(journey, made))
        lane = lane_by_id(document.value, made.id)
    step = step_by_id(document.value, step_id) if step_id else document.value.steps[0]
    if lane is not None and step is not None:
        page.choose(cell_selection(lane.id, step.id), is_edited=True)


def _lane_for(journey: JourneyMap, role: LaneRole) -> Lane | None:
    """Return the lane of a role, else the first one that holds such things."""
    by_role = next((lane for lane in journey.lanes if lane.role == role), None)
    return by_role or next((lane for lane in journey.lanes if _holds(lane, role)), None)


def _holds(lane: Lane, role: LaneRole) -> bool:
    if role == "feels":
        return isinstance(lane, FeelingsLane)
    if role == "metrics":
        return isinstance(lane, MetricsLane)
    return isinstance(lane, CardsLane) and lane.card_type == _TYPES.get(role)
