"""From a map to a report of one kind: the one way for window, paper, page and command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from model.journey import JourneyMap
from model.reports.inventory_reports import department_report, evidence_report, touchpoint_report
from model.reports.leaders_report import leaders_report
from model.reports.persona_report import persona_report
from model.reports.plans_reports import action_report, said_and_did_report
from model.reports.priority_reports import opportunity_report, pain_point_report
from model.reports.report import Report, ReportKind
from model.reports.telling import Teller
from model.texts import Texts

_MAKERS: Mapping[ReportKind, Callable[[Teller], Report]] = MappingProxyType(
    {
        "leaders": leaders_report,
        "actions": action_report,
        "said_and_did": said_and_did_report,
        "pain_points": pain_point_report,
        "opportunities": opportunity_report,
        "touchpoints": touchpoint_report,
        "evidence_gaps": evidence_report,
        "departments": department_report,
        "personas": persona_report,
    }
)


def make_report(journey: JourneyMap, kind: ReportKind, words: Texts, today: str) -> Report:
    """Return the report of ``kind`` on ``journey``, worded by ``words``.

    Args:
        journey: The map; what is written in it stays as it is.
        kind: Which report.
        words: Of headings and of all that is ours.
        today: ISO date: what was due before it is overdue.
    """
    return _MAKERS[kind](Teller(journey, words, today))


def shorter_report(
    journey: JourneyMap, kind: ReportKind, words: Texts, today: str
) -> Callable[[int], Report] | None:
    """Return what makes the report with fewer rows, where it has to fit a page; else None."""
    if kind != "leaders":
        return None
    return lambda most: leaders_report(Teller(journey, words, today), most)
