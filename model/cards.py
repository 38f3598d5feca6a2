"""What stands in the cells of a lane: cards, feelings, metrics, text and pictures."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from model.values import (
    Id,
    Ids,
    IsoDate,
    Line,
    Lines,
    Many,
    Number,
    Rating,
    Sha256,
    Text,
    Value,
)

# Names, not hex: a theme resolves them for screen, print and ink saving
# (reference/workshops-and-print.md 3.10).
CardColour = Literal["white", "yellow", "blue", "orange", "green", "violet", "pink", "grey"]
CardType = Literal[
    "note", "action", "touchpoint", "content", "message", "thought", "quote", "sees", "need",
    "wish", "expectation", "pain_point", "barrier", "strength", "weakness", "opportunity", "idea",
    "solution", "task", "evidence", "frontstage", "backstage", "support", "offer", "question",
]  # fmt: skip
Marker = Literal[
    "moment_of_truth", "pain", "delight", "strength", "weakness", "barrier", "junction",
    "drop_off", "stuck", "wait", "idea", "question", "offer", "call_to_action",
]  # fmt: skip
EvidenceLevel = Literal["assumption", "internal", "validated"]
ActionKind = Literal[
    "process", "product", "service", "communication", "experiment", "upsell", "differentiation"
]
ActionStatus = Literal["open", "started", "done", "dropped"]
JourneyState = Literal["as_is", "to_be"]

Span = Annotated[int, Field(ge=1, le=1000)]
# Feelings run from very bad to very good round a zero line (reference 2.3).
FeelingValue = Annotated[float, Field(ge=-2, le=2, allow_inf_nan=False)]


class Votes(Value):
    """How many dots of one colour a card got in one round."""

    colour: Line = ""
    round: Annotated[int, Field(ge=1, le=99)] = 1
    count: Annotated[int, Field(ge=0, le=9999)] = 0


class ActionPlan(Value):
    """Who does what by when about an opportunity, and what it costs and brings."""

    kind: ActionKind | None = None
    owner: Line = ""
    due: IsoDate = ""
    status: ActionStatus = "open"
    impact: Rating | None = None
    effort: Rating | None = None
    metric: Id | None = None
    investment: Line = ""


class Card(Value):
    """A sticky note: 76 x 76 mm on the wall unless its text needs more.

    ``span`` counts the steps it covers, starting at its own. ``colour`` and ``type`` of None
    mean the lane's.
    """

    id: Id
    text: Text = ""
    type: CardType | None = None
    colour: CardColour | None = None
    icon: Line | None = None
    span: Span = 1
    channels: Lines = ()
    personas: Ids = ()
    tags: Lines = ()
    markers: Many[Marker] = ()
    department: Line = ""
    severity: Rating | None = None
    frequency: Rating | None = None
    votes: Many[Votes] = ()
    evidence_level: EvidenceLevel | None = None
    evidence: Ids = ()
    is_quote: bool = False
    image: Sha256 | None = None
    as_written: Text = ""
    author: Line = ""
    competitor: Line = ""
    action: ActionPlan | None = None


class Feeling(Value):
    """How it feels at a step, or at one touchpoint card: one or more values from -2 to +2."""

    id: Id
    values: Annotated[Many[FeelingValue], Field(min_length=1, max_length=200)] = (0.0,)
    label: Line = ""
    comment: Text = ""
    persona: Id | None = None
    state: JourneyState = "as_is"
    card: Id | None = None

    @property
    def value(self) -> float:
        """The mean of the values: where the curve passes."""
        return sum(self.values) / len(self.values)


class Metric(Value):
    """A figure of a step: where it started, where it should be, where it is."""

    id: Id
    name: Line = ""
    unit: Line = ""
    baseline: Number | None = None
    target: Number | None = None
    actual: Number | None = None
    measured: IsoDate = ""
    source: Line = ""


class Passage(Value):
    """Free text that fills a cell of a text lane, without a note round it."""

    id: Id
    text: Text = ""
    span: Span = 1


class Picture(Value):
    """A photo, sketch or screen shot in a cell of an image lane."""

    id: Id
    image: Sha256 | None = None
    caption: Text = ""
    span: Span = 1


CellItem = Card | Feeling | Metric | Passage | Picture
