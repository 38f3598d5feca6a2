"""Which report, of which rows, in which order: what window and command line ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from model.journey import JourneyMap
from model.reports.choosing import narrowed, sorted_report
from model.reports.making import make_report, shorter_report
from model.reports.report import Report, ReportKind
from model.texts import Texts


@dataclass(frozen=True, slots=True)
class Asked:
    """A report that is asked for.

    Attributes:
        wanted: (column of `report.FACETS`, value) that its rows must have.
        is_overdue: Whether only what is overdue is told.
        words: All of them must stand in a row, whatever their case.
        sort: Id of the column it is sorted by; "" for the order it is made in.
    """

    kind: ReportKind = "actions"
    wanted: tuple[tuple[str, str], ...] = ()
    is_overdue: bool = False
    words: str = ""
    sort: str = ""
    is_descending: bool = False


def asked_report(journey: JourneyMap, asked: Asked, words: Texts, today: str) -> Report:
    """Return the report that is asked for.

    Raises:
        ReportProblem: As `choosing.narrowed` and `choosing.sorted_report` do.
    """
    return chosen(make_report(journey, asked.kind, words, today), asked)


def asked_shorter(
    journey: JourneyMap, asked: Asked, words: Texts, today: str
) -> Callable[[int], Report] | None:
    """Return what makes the same with fewer rows, where it has to fit a page; else None."""
    return shorter_report(journey, asked.kind, words, today)


def chosen(report: Report, asked: Asked) -> Report:
    """Return of ``report`` what is asked for.

    Raises:
        ReportProblem: As `asked_report`.
    """
    wanted = dict(asked.wanted)
    report = narrowed(report, wanted, is_overdue=asked.is_overdue, text=asked.words)
    if not asked.sort:
        return report
    return sorted_report(report, asked.sort, is_descending=asked.is_descending)
