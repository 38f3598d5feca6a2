"""Insights that were looked at and set aside, each with the reason: they are not told again."""

from __future__ import annotations

from typing import Literal

from model.values import Id, IsoDate, Line, Text, Value

InsightKind = Literal[
    "phase_without_touchpoints", "unanswered_pain_point", "opportunity_without_owner",
    "channel_used_once", "low_without_pain_point", "assumption_at_moment_of_truth",
    "message_missing",
]  # fmt: skip


class Dismissal(Value):
    """An insight of one kind about one place, set aside.

    The fields that say what it is about hold what that kind of insight names: a phase, a step, a
    card, a persona, a channel by its name. When one of these goes, so does the dismissal.
    """

    id: Id
    kind: InsightKind
    phase: Id | None = None
    step: Id | None = None
    card: Id | None = None
    persona: Id | None = None
    channel: Line = ""
    reason: Text = ""
    by: Line = ""
    date: IsoDate = ""
