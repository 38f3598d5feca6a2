"""What a map adds up to: pure functions from a map to rows with ids to jump to, no words."""

from model.counting.departments import Department, departments
from model.counting.guide import GUIDE_STEPS, Gap, GuideProgress, progress
from model.counting.insights import (
    INSIGHT_KINDS,
    Insight,
    dismissal_of,
    insights,
    spent_dismissals,
)
from model.counting.moments import MOST_MOMENTS, Moment, is_above_three, moments_of_truth
from model.counting.people import (
    ReviewDue,
    personas_without_evidence,
    reviews_due,
)
from model.counting.plans import Plan, is_overdue, plans
from model.counting.ranking import Ranked, Reason, ranked_opportunities, ranked_pain_points
from model.counting.recount import CardCount, ColourCount, Recount, recounts, suggested_dots
from model.counting.shares import Share, Shares, ToCheck, shares, to_check
from model.counting.touchpoints import Touchpoint, touchpoints

__all__ = [
    "GUIDE_STEPS",
    "INSIGHT_KINDS",
    "MOST_MOMENTS",
    "CardCount",
    "ColourCount",
    "Department",
    "Gap",
    "GuideProgress",
    "Insight",
    "Moment",
    "Plan",
    "Ranked",
    "Reason",
    "Recount",
    "ReviewDue",
    "Share",
    "Shares",
    "ToCheck",
    "Touchpoint",
    "departments",
    "dismissal_of",
    "insights",
    "is_above_three",
    "is_overdue",
    "moments_of_truth",
    "personas_without_evidence",
    "plans",
    "progress",
    "ranked_opportunities",
    "ranked_pain_points",
    "recounts",
    "reviews_due",
    "shares",
    "spent_dismissals",
    "suggested_dots",
    "to_check",
    "touchpoints",
]
