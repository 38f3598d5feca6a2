"""The action list, and what was done about what customers said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from model.counting.plans import Plan, plans
from model.reports.report import Cell, Report, Row, Table, text_cell
from model.reports.telling import Teller

_ACTION_COLUMNS = (
    ("action", 2.6), ("owner", 1.2), ("department", 1.1), ("due", 1.7, "date"), ("status", 0.8),
    ("metric", 1.5), ("answers", 2.0), ("phase", 1.1),
)  # fmt: skip
_SAID_COLUMNS = {
    "done": (
        ("said", 2.2), ("did", 2.2), ("outcome", 2.2), ("owner", 0.9), ("completed", 0.9, "date"),
    ),
    "started": (("said", 2.2), ("doing", 2.2), ("owner", 0.9), ("due", 1.2, "date")),
    "dropped": (("said", 2.2), ("idea", 2.2), ("reason", 2.2), ("owner", 0.9)),
}  # fmt: skip


def action_report(teller: Teller) -> Report:
    """Return who does what by when, what is overdue first among what is open."""
    rows = plans(teller.journey, teller.today)
    return Report(
        kind="actions",
        title=teller.words("reports.kind.actions"),
        subtitle=teller.journey.about.title,
        lead=action_lead(teller, rows),
        tables=(action_table(teller, rows),),
        day=teller.today,
        language=teller.words.language,
    )


def action_table(teller: Teller, rows: Iterable[Plan], group: str = "", title: str = "") -> Table:
    """Return ``rows`` as a table of the action list."""
    return Table(
        title=title,
        columns=teller.columns(*_ACTION_COLUMNS),
        rows=tuple(_action_row(teller, plan) for plan in rows),
        empty=teller.words("reports.empty.actions"),
        group=group,
    )


def action_lead(teller: Teller, rows: tuple[Plan, ...]) -> tuple[str, ...]:
    """Return how many actions there are of each state, and how many are overdue."""
    if not rows:
        return ()
    words = teller.words
    counts = Counter(plan.status for plan in rows)
    told = ", ".join(
        words(f"reports.status_count.{status}", count=counts[status])
        for status in ("open", "started", "done", "dropped")
        if counts[status]
    )
    lead = [words("reports.actions_lead", count=len(rows), told=told)]
    late = sum(plan.is_overdue for plan in rows)
    if late:
        lead.append(words("reports.overdue_lead", count=late))
    alone = sum(not plan.owner and not plan.is_closed for plan in rows)
    if alone:
        lead.append(words("reports.unowned_lead", count=alone))
    return tuple(lead)


def said_and_did_report(teller: Teller) -> Report:
    """Return what customers said and what was done about it: done, on its way, not done."""
    words = teller.words
    rows = plans(teller.journey, teller.today)
    answering = [(plan, said) for plan in rows if (said := _said(teller, plan))]
    tables = tuple(
        Table(
            title=words(f"reports.said.{state}"),
            columns=teller.columns(*_SAID_COLUMNS[state]),
            rows=tuple(
                _said_row(teller, plan, said) for plan, said in answering if plan.status == state
            ),
            empty=words(f"reports.empty.said_{state}"),
        )
        for state in ("done", "started", "dropped")
        if state == "done" or any(plan.status == state for plan, _ in answering)
    )
    alone = sum(plan.status == "done" for plan in rows) - len(tables[0].rows)
    return Report(
        kind="said_and_did",
        title=words("reports.kind.said_and_did"),
        subtitle=teller.journey.about.title,
        lead=(words("reports.said_lead"), *_unasked(teller, alone)),
        tables=tables,
        day=teller.today,
        language=words.language,
    )


def _unasked(teller: Teller, count: int) -> tuple[str, ...]:
    return (teller.words("reports.unasked_lead", count=count),) if count > 0 else ()


def _action_row(teller: Teller, plan: Plan) -> Row:
    return Row(
        cells=(
            teller.card_cell(plan.card),
            text_cell(plan.owner),
            text_cell(plan.department),
            teller.due(plan.due, is_overdue=plan.is_overdue),
            teller.status(plan.status),
            teller.metric(plan.metric),
            teller.cards_cell(plan.pain_points or plan.opportunities),
            teller.phase(plan.phase),
        ),
        target=(plan.card,),
        is_marked=plan.is_overdue,
        colour="pink" if plan.is_overdue else "",
    )


def _said(teller: Teller, plan: Plan) -> tuple[str, ...]:
    """Return what was said that ``plan`` answers: pain points, and quotes as quotes."""
    told = []
    for placed in teller.threads.behind(plan.card):
        text = teller.text(placed.card)
        if placed.card.is_quote or placed.kind == "quote":
            told.append(teller.words("reports.quoted", text=text.strip("»«\"“”'")))
        elif placed.is_pain_point:
            told.append(text)
    return tuple(told)


def _said_row(teller: Teller, plan: Plan, said: tuple[str, ...]) -> Row:
    answered, owner = text_cell(" · ".join(said)), text_cell(plan.owner)
    card, outcome = teller.card_cell(plan.card), text_cell(" ".join(plan.outcome.split()))
    cells: tuple[Cell, ...] = (answered, card, outcome, owner)
    if plan.status == "done":
        cells = (answered, card, outcome, owner, teller.day(plan.completed))
    elif plan.status == "started":
        due = teller.due(plan.due, is_overdue=plan.is_overdue)
        cells = (answered, card, owner, due)
    return Row(
        cells=cells,
        target=(plan.card,),
        facets=(("department", plan.department),) if plan.department else (),
    )
