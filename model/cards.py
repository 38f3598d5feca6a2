"""What stands in the cells of a lane: cards, feelings, metrics, text and pictures."""

from __future__ import annotations

from statistics import median
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from model.values import (
    Id,
    Ids,
    IsoDate,
    IsoTime,
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
# A step has fields of its own for the other markers.
StepMarker = Literal[
    "pain", "delight", "strength", "weakness", "barrier", "junction", "idea", "question", "offer",
    "call_to_action",
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
    """Who does what by when about an opportunity, and what it costs and brings.

    ``outcome`` says what came of it, for those who were asked: "you said, we did".
    """

    kind: ActionKind | None = None
    owner: Line = ""
    due: IsoDate = ""
    status: ActionStatus = "open"
    impact: Rating | None = None
    effort: Rating | None = None
    metric: Id | None = None
    investment: Line = ""
    completed: IsoDate = ""
    outcome: Text = ""


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
        """Where the curve passes: the only value, or the median of several."""
        return self.values[0] if len(self.values) == 1 else median(self.values)

    @property
    def median(self) -> float:
        """The value in the middle of all that were given: one outlier does not move it."""
        return median(self.values)

    @property
    def spread(self) -> tuple[float, float]:
        """The lowest and the highest value that were given."""
        return min(self.values), max(self.values)


class Reading(Value):
    """What a figure was on a day."""

    date: IsoDate = ""
    value: Number


class CellOrigin(Value):
    """The cell of a table that ``Metric.actual`` is read from, and read again on request.

    ``file`` is a CSV or XLSX, named as seen from the map's folder; ``sheet`` is its sheet, "" the
    first; ``cell`` is written as in spreadsheets, ``B7``.
    """

    file: Line = ""
    sheet: Line = ""
    cell: Annotated[str, StringConstraints(pattern=r"\A([A-Z]{1,3}[1-9][0-9]{0,6})?\z")] = ""
    read: IsoTime = ""


class Metric(Value):
    """A figure of a step: where it started, where it should be, where it is.

    ``measured`` is the day of ``actual``; ``readings`` are what it was earlier.
    """

    id: Id
    name: Line = ""
    unit: Line = ""
    baseline: Number | None = None
    baseline_measured: IsoDate = ""
    target: Number | None = None
    target_due: IsoDate = ""
    actual: Number | None = None
    measured: IsoDate = ""
    readings: Many[Reading] = ()
    is_less_better: bool = False
    is_business_goal: bool = False
    source: Line = ""
    origin: CellOrigin | None = None


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
