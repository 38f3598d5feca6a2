"""One page for leaders: what the map is for, what hurts most, what to do, and how it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from model.cards import Metric
from model.counting.moments import Moment, moments_of_truth
from model.counting.placed import placed_feelings
from model.counting.plans import Plan, plans
from model.counting.ranking import Ranked
from model.reports.priority_reports import place_cell
from model.reports.report import Cell, CurvePoint, Report, Row, Table, text_cell
from model.reports.telling import Teller
from model.wording import number_words

MOST_ROWS = 5
"""How many rows each table has at most: one page is to be read, not searched."""


def leaders_report(teller: Teller, most_rows: int = MOST_ROWS) -> Report:
    """Return what leaders are told of a map; tables longer than ``most_rows`` say what is left."""
    words, about = teller.words, teller.journey.about
    tables = (
        _pains(teller, teller.pain_points, most_rows),
        _opportunities(teller, teller.opportunities, most_rows),
        _overdue(teller, plans(teller.journey, teller.today), most_rows),
        _goals(teller, most_rows),
        _moments(teller, moments_of_truth(teller.journey), most_rows),
    )
    return Report(
        kind="leaders",
        title=about.title or words("reports.kind.leaders"),
        subtitle=words("reports.kind.leaders"),
        lead=(about.purpose.strip(),) if about.purpose.strip() else (),
        tables=tables,
        facts=tuple(_facts(teller)),
        curve=feelings_by_phase(teller),
        day=teller.today,
        language=words.language,
    )


def feelings_by_phase(teller: Teller) -> tuple[CurvePoint, ...]:
    """Return for each phase the middle of all feelings of today that were given in it."""
    values: dict[str, list[float]] = {}
    for placed in placed_feelings(teller.journey):
        if placed.feeling.state == "as_is":
            values.setdefault(placed.phase.id, []).extend(placed.feeling.values)
    return tuple(
        CurvePoint(
            teller.phase(phase.id).text,
            median(values[phase.id]) if phase.id in values else None,
        )
        for phase in teller.journey.phases
    )


def _facts(teller: Teller) -> list[tuple[str, str]]:
    words, journey = teller.words, teller.journey
    about = journey.about
    names = [person.name for person in journey.personas if person.name and person.is_visible]
    facts = [
        (words("sheet.organisation"), about.organisation),
        (words("sheet.segment"), about.segment),
        (words("sheet.personas", count=len(names)), ", ".join(names)),
        (words("sheet.state"), words(f"names.state.{about.state}")),
        (words("reports.sureness"), _sureness(teller)),
    ]
    return [(word, said) for word, said in facts if said]


def _sureness(teller: Teller) -> str:
    """Return how much of what the map claims was validated."""
    claims = [placed for placed in teller.cards if placed.is_claim]
    if not claims:
        return ""
    sure = sum(placed.card.evidence_level == "validated" for placed in claims)
    percent = number_words(teller.words, round(100 * sure / len(claims)))
    return teller.words("reports.validated_share", percent=percent, count=len(claims))


def _pains(teller: Teller, ranked: Sequence[Ranked], most: int) -> Table:
    columns = teller.columns(
        ("place", 0.4, "number"), ("pain_point", 3.4), ("why", 2.4), ("phase", 1.2)
    )
    rows = [
        Row(
            (
                place_cell(teller, each),
                teller.card_cell(each.card),
                teller.why(each, "pain_points"),
                teller.phase(each.phase),
            ),
            target=(each.card,),
            colour=teller.colour_of(each.card),
        )
        for each in ranked
    ]
    table = Table("", columns, tuple(rows))
    return _shortened(teller, table, "pain_points", most)


def _opportunities(teller: Teller, ranked: Sequence[Ranked], most: int) -> Table:
    columns = teller.columns(
        ("place", 0.4, "number"), ("opportunity", 3.4), ("why", 2.4), ("owner", 1.2)
    )
    rows = []
    for each in ranked:
        plan = teller.placed(each.card).card.action
        cells = (
            place_cell(teller, each),
            teller.card_cell(each.card),
            teller.why(each, "opportunities"),
            text_cell(plan.owner if plan else ""),
        )
        rows.append(Row(cells, target=(each.card,), colour=teller.colour_of(each.card)))
    return _shortened(teller, Table("", columns, tuple(rows)), "opportunities", most)


def _overdue(teller: Teller, found: Sequence[Plan], most: int) -> Table:
    columns = teller.columns(("action", 3.4), ("owner", 1.4), ("due", 2.0, "date"), ("status", 0.9))
    rows = tuple(
        Row(
            (
                teller.card_cell(plan.card),
                text_cell(plan.owner),
                teller.due(plan.due, is_overdue=True),
                teller.status(plan.status),
            ),
            target=(plan.card,),
            is_marked=True,
            colour="pink",
        )
        for plan in found
        if plan.is_overdue
    )
    return _shortened(teller, Table("", columns, rows), "overdue", most)


def _goals(teller: Teller, most: int) -> Table:
    columns = teller.columns(
        ("goal", 3.0), ("baseline", 1.2, "number"), ("target", 1.2, "number"),
        ("actual", 1.2, "number"), ("measured", 1.2, "date"),
    )  # fmt: skip
    goals = (metric for metric in teller.metrics.values() if metric.is_business_goal)
    rows = tuple(_goal_row(teller, metric) for metric in goals)
    return _shortened(teller, Table("", columns, rows), "goals", most)


def _goal_row(teller: Teller, metric: Metric) -> Row:
    def figure(value: float | None) -> Cell:
        cell = teller.number(value)
        return replace(cell, text=f"{cell.text} {metric.unit}".strip()) if cell.text else cell

    return Row(
        (
            text_cell(metric.name),
            figure(metric.baseline),
            figure(metric.target),
            figure(metric.actual),
            teller.day(metric.measured),
        ),
        target=(metric.id,),
    )


def _moments(teller: Teller, found: Sequence[Moment], most: int) -> Table:
    columns = teller.columns(("moment", 1.6), ("phase", 1.2), ("starred", 3.6))
    rows = tuple(
        Row(
            (
                teller.step(moment.step),
                teller.phase(moment.phase),
                teller.cards_cell(moment.cards),
            ),
            target=moment.cards or (moment.step,),
        )
        for moment in found
    )
    return _shortened(teller, Table("", columns, rows), "moments", most)


def _shortened(teller: Teller, table: Table, name: str, most: int) -> Table:
    """Return ``table`` under its heading with ``most`` rows, and where the others are."""
    words = teller.words
    left = max(len(table.rows) - most, 0)
    more = words(f"reports.more.{name}", count=left) if left else ""
    return replace(
        table,
        title=words(f"reports.top.{name}"),
        rows=table.rows[:most],
        empty=words(f"reports.empty.{name}"),
        left_out=left,
        more=more,
    )
