"""What a map adds up to: pure functions from a map to rows with ids to jump to, no words."""

from model.counting.insights import (
    INSIGHT_KINDS,
    Insight,
    dismissal_of,
    insights,
    spent_dismissals,
)
from model.counting.moments import MOST_MOMENTS, Moment, is_above_three, moments_of_truth
from model.counting.plans import Plan, is_overdue, plans
from model.counting.ranking import Ranked, Reason, ranked_opportunities, ranked_pain_points

__all__ = [
    "INSIGHT_KINDS",
    "MOST_MOMENTS",
    "Insight",
    "Moment",
    "Plan",
    "Ranked",
    "Reason",
    "dismissal_of",
    "insights",
    "is_above_three",
    "is_overdue",
    "moments_of_truth",
    "plans",
    "ranked_opportunities",
    "ranked_pain_points",
    "spent_dismissals",
]
