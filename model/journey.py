"""The journey map: phases by lanes, with everyone and everything they refer to."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from model.cards import CardColour, JourneyState, StepMarker
from model.dismissals import Dismissal
from model.evidence import Evidence, Image, Photo
from model.lanes import Lane
from model.people import Customer
from model.sheet_settings import SheetSettings
from model.values import (
    Id,
    Ids,
    IsoDate,
    IsoTime,
    Language,
    Line,
    Lines,
    Many,
    Millimetres,
    Percent,
    Rating,
    Sha256,
    Text,
    Value,
)
from model.versions import Version
from model.views import SavedView
from model.voting import VotingRound

# The eight steps of the guide (R002-10).
GuideStep = Literal[
    "scope", "personas", "data", "touchpoints", "visualise", "needs", "solutions", "measure"
]
LinkKind = Literal["leads_to", "channel_jump"]


class Step(Value):
    """A column of the map: one thing the customer does.

    ``next`` names the steps that may follow when it is not simply the next column. ``drop_off``
    and ``stuck`` are per cent of those who come: who leaves here, who stays and gets no further.
    """

    id: Id
    name: Line = ""
    duration: Line = ""
    wait: Line = ""
    is_moment_of_truth: bool = False
    is_optional: bool = False
    is_decision: bool = False
    next: Ids = ()
    markers: Many[StepMarker] = ()
    drop_off: Percent | None = None
    stuck: Percent | None = None
    friction: Rating | None = None
    memorability: Rating | None = None
    width: Millimetres | None = None


class Phase(Value):
    """A stretch of the journey; holds one step or more.

    ``is_collapsed`` draws it as a narrow strip on the screen; print shows it whole.
    """

    id: Id
    name: Line = ""
    definition: Text = ""
    situation: Text = ""
    our_task: Text = ""
    example: Text = ""
    questions: Lines = ()
    idea_prompts: Lines = ()
    channels: Lines = ()
    duration: Line = ""
    colour: CardColour | None = None
    is_visible: bool = True
    is_printed: bool = True
    is_collapsed: bool = False
    steps: Annotated[Many[Step], Field(min_length=1)]


class Scope(Value):
    """Which part of the journey the map covers."""

    kind: Literal["whole", "part"] = "whole"
    start: Line = ""
    end: Line = ""


class MapCard(Value):
    """What the map is about: stands in the title block of screen and print (reference 2.2).

    ``set_aside`` are steps of the guide that were done elsewhere or are not wanted; how far the
    others are is read from the map.
    """

    title: Line = ""
    subtitle: Line = ""
    organisation: Line = ""
    journey_type: Line = ""
    purpose: Text = ""
    scope: Scope = Scope()
    state: JourneyState = "as_is"
    basis: Literal["hypothesis", "research"] = "hypothesis"
    segment: Line = ""
    scenario: Text = ""
    expectations: Text = ""
    language: Language = "en"
    version_label: Line = ""
    authors: Lines = ()
    facilitator: Line = ""
    participants: Lines = ()
    created: IsoTime = ""
    modified: IsoTime = ""
    review: IsoDate = ""
    set_aside: Many[GuideStep] = ()
    notes: Text = ""


class Link(Value):
    """A line from one card to another: pain point to opportunity to action.

    ``kind`` tells a jump of the customer from the channel of one card to that of the other.
    """

    id: Id
    source: Id
    target: Id
    kind: LinkKind = "leads_to"
    label: Line = ""
    is_visible: bool = True


class Channel(Value):
    """A channel of the map's own pick list; ``image`` is an icon of one's own."""

    id: Id
    name: Line
    icon: Line | None = None
    image: Sha256 | None = None


class JourneyMap(Value):
    """A customer journey map. The file is this value as JSON.

    Lengths are millimetres at print size 1:1. Order is the order of the tuples.
    """

    id: Id
    about: MapCard = MapCard()
    personas: Many[Customer] = ()
    channels: Many[Channel] = ()
    sheet: SheetSettings = SheetSettings()
    phases: Annotated[Many[Phase], Field(min_length=1)]
    lanes: Many[Lane] = ()
    links: Many[Link] = ()
    evidence: Many[Evidence] = ()
    photos: Many[Photo] = ()
    views: Many[SavedView] = ()
    rounds: Many[VotingRound] = ()
    dismissals: Many[Dismissal] = ()
    versions: Many[Version] = ()
    images: Many[Image] = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        """The columns of the map, left to right, over all phases."""
        return tuple(step for phase in self.phases for step in phase.steps)
