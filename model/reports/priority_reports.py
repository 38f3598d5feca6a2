"""Pain points and opportunities by priority, each with the numbers that give it its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from model.counting.ranking import Ranked
from model.reports.report import Cell, Report, Row, Table, text_cell
from model.reports.telling import Teller

_PAIN_COLUMNS = (
    ("place", 0.45, "number"), ("pain_point", 2.6), ("why", 2.0), ("answered_by", 2.4),
    ("phase", 1.1), ("step", 1.2), ("department", 1.0), ("level", 1.0),
)  # fmt: skip
_OPPORTUNITY_COLUMNS = (
    ("place", 0.45, "number"), ("opportunity", 2.4), ("why", 2.8), ("answers", 2.0),
    ("owner", 1.0), ("status", 0.8), ("phase", 1.0), ("department", 1.0),
)  # fmt: skip


def pain_point_report(teller: Teller) -> Report:
    """Return the pain points, worst first."""
    ranked = teller.pain_points
    return _report(teller, "pain_points", ranked, pain_point_table(teller, ranked))


def opportunity_report(teller: Teller) -> Report:
    """Return opportunities, ideas and solutions, best first."""
    ranked = teller.opportunities
    return _report(teller, "opportunities", ranked, opportunity_table(teller, ranked))


def pain_point_table(
    teller: Teller, ranked: Iterable[Ranked], group: str = "", title: str = ""
) -> Table:
    """Return ``ranked`` pain points as a table."""
    answers = _answers(teller)
    return Table(
        title=title,
        columns=teller.columns(*_PAIN_COLUMNS),
        rows=tuple(_pain_row(teller, each, answers) for each in ranked),
        empty=teller.words("reports.empty.pain_points"),
        group=group,
    )


def opportunity_table(teller: Teller, ranked: Iterable[Ranked]) -> Table:
    """Return ``ranked`` opportunities as a table."""
    return Table(
        title="",
        columns=teller.columns(*_OPPORTUNITY_COLUMNS),
        rows=tuple(_opportunity_row(teller, each) for each in ranked),
        empty=teller.words("reports.empty.opportunities"),
    )


def _report(teller: Teller, kind: str, ranked: tuple[Ranked, ...], table: Table) -> Report:
    words = teller.words
    unrated = sum(each.score is None for each in ranked)
    lead = [words(f"reports.{kind}_lead")] if ranked else []
    if unrated:
        lead.append(words("reports.unrated_lead", count=unrated))
    return Report(
        kind="pain_points" if kind == "pain_points" else "opportunities",
        title=words(f"reports.kind.{kind}"),
        subtitle=teller.journey.about.title,
        lead=tuple(lead),
        tables=(table,),
        day=teller.today,
        language=words.language,
    )


def _answers(teller: Teller) -> Mapping[str, list[str]]:
    """Return for each pain point the opportunities and solutions that answer it."""
    found: dict[str, list[str]] = {}
    for placed in teller.cards:
        if placed.is_opportunity:
            for pain in teller.threads.pain_points_behind(placed.id):
                found.setdefault(pain.id, []).append(placed.id)
    return found


def _pain_row(teller: Teller, ranked: Ranked, answers: Mapping[str, list[str]]) -> Row:
    card = teller.placed(ranked.card).card
    answered = teller.cards_cell(answers.get(ranked.card, ()))
    return Row(
        cells=(
            place_cell(teller, ranked),
            teller.card_cell(ranked.card),
            teller.why(ranked, "pain_points"),
            answered if answered.text else Cell(teller.words("reports.unanswered")),
            teller.phase(ranked.phase),
            teller.step(ranked.step),
            text_cell(card.department),
            teller.level(card.evidence_level),
        ),
        target=(ranked.card,),
        colour=teller.colour_of(ranked.card),
    )


def _opportunity_row(teller: Teller, ranked: Ranked) -> Row:
    card = teller.placed(ranked.card).card
    plan = card.action
    pains = tuple(each.id for each in teller.threads.pain_points_behind(ranked.card))
    return Row(
        cells=(
            place_cell(teller, ranked),
            teller.card_cell(ranked.card),
            teller.why(ranked, "opportunities"),
            teller.cards_cell(pains),
            text_cell(plan.owner if plan else ""),
            teller.status(plan.status) if plan else Cell(),
            teller.phase(ranked.phase),
            text_cell(card.department),
        ),
        target=(ranked.card,),
        colour=teller.colour_of(ranked.card),
    )


def place_cell(teller: Teller, ranked: Ranked) -> Cell:
    """Return a cell with the place of a card; one that was not rated has none."""
    if ranked.score is None:
        return Cell("–", None)
    return teller.number(ranked.place)
