"""What there is: touchpoints by channel, what is not known yet, and what is whose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from model.counting.departments import Department, departments
from model.counting.plans import plans
from model.counting.shares import Share, ToCheck, shares, to_check
from model.counting.touchpoints import Touchpoint, touchpoints
from model.folding import fold
from model.reports.plans_reports import action_table
from model.reports.priority_reports import pain_point_table
from model.reports.report import Cell, Report, Row, Table, text_cell
from model.reports.telling import Teller
from model.wording import number_words

_TOUCHPOINT_COLUMNS = (
    ("channel", 1.1), ("touchpoint", 2.4), ("phase", 1.1), ("step", 1.2), ("persona", 1.1),
    ("owner", 1.0), ("department", 1.0), ("moment_of_truth", 0.8), ("level", 1.0),
    ("sources", 1.4),
)  # fmt: skip
_CHECK_COLUMNS = (
    ("card", 2.8), ("level", 1.0), ("importance", 1.5), ("phase", 1.0), ("step", 1.1),
    ("department", 1.0),
)  # fmt: skip
_SHARE_COLUMNS = (
    ("phase", 1.6), ("claims", 0.7, "number"), ("share_none", 1.0, "number"),
    ("share_assumption", 1.0, "number"), ("share_internal", 1.0, "number"),
    ("share_validated", 1.0, "number"),
)  # fmt: skip


def touchpoint_report(teller: Teller) -> Report:
    """Return where the customer meets us, a row for each channel of a touchpoint."""
    words = teller.words
    found = touchpoints(teller.journey)
    lead = []
    if found:
        count = len({fold(each.channel) for each in found if each.channel})
        channels = words("reports.channel_count", count=count)
        lead.append(
            words(
                "reports.touchpoints_lead", count=len({it.card for it in found}), channels=channels
            )
        )
        starred = len({each.card for each in found if each.is_moment_of_truth})
        if starred:
            lead.append(words("reports.moments_lead", count=starred))
    return Report(
        kind="touchpoints",
        title=words("reports.kind.touchpoints"),
        subtitle=teller.journey.about.title,
        lead=tuple(lead),
        tables=(touchpoint_table(teller, found),),
        day=teller.today,
        language=words.language,
    )


def touchpoint_table(
    teller: Teller, found: Iterable[Touchpoint], group: str = "", title: str = ""
) -> Table:
    """Return ``found`` as a table."""
    return Table(
        title=title,
        columns=teller.columns(*_TOUCHPOINT_COLUMNS),
        rows=tuple(_touchpoint_row(teller, each) for each in found),
        empty=teller.words("reports.empty.touchpoints"),
        group=group,
    )


def evidence_report(teller: Teller) -> Report:
    """Return what to check, most important first, and how sure each phase is."""
    words = teller.words
    found, share = to_check(teller.journey), shares(teller.journey)
    told = words("reports.gaps_lead", count=len(found), all=share.whole.total)
    return Report(
        kind="evidence_gaps",
        title=words("reports.kind.evidence_gaps"),
        subtitle=teller.journey.about.title,
        lead=(told,) if found else (),
        tables=(
            Table(
                title=words("reports.gaps.shares"),
                columns=teller.columns(*_SHARE_COLUMNS),
                rows=tuple(_share_row(teller, each) for each in (*share.phases, share.whole)),
            ),
            Table(
                title=words("reports.gaps.to_check"),
                columns=teller.columns(*_CHECK_COLUMNS),
                rows=tuple(_check_row(teller, each) for each in found),
                empty=words("reports.empty.to_check"),
            ),
        ),
        day=teller.today,
        language=words.language,
    )


def department_report(teller: Teller) -> Report:
    """Return a sheet for each department: its touchpoints, pain points, actions and the rest."""
    words = teller.words
    found = departments(teller.journey)
    tables = tuple(_sheets(teller, found))
    nobody = Table("", teller.columns(("card", 1)), (), words("reports.empty.departments"))
    lead = [words("reports.departments_lead", count=len(found))] if found else []
    alone = sum(
        not plan.department and not plan.is_closed for plan in plans(teller.journey, teller.today)
    )
    if found and alone:
        lead.append(words("reports.no_department_lead", count=alone))
    return Report(
        kind="departments",
        title=words("reports.kind.departments"),
        subtitle=teller.journey.about.title,
        lead=tuple(lead),
        tables=tables or (nobody,),
        day=teller.today,
        language=words.language,
    )


def _sheets(teller: Teller, found: Iterable[Department]) -> Iterator[Table]:
    words = teller.words
    meetings, pains = touchpoints(teller.journey), teller.pain_points
    actions = plans(teller.journey, teller.today)
    by_card: dict[str, list[Touchpoint]] = {}
    for each in meetings:
        by_card.setdefault(each.card, []).append(each)
    for department in found:
        name = department.name.strip()
        own = frozenset(department.cards)
        told = {*department.touchpoints, *department.pain_points, *department.plans}
        met = (each for card in department.touchpoints for each in by_card.get(card, ()))
        tables = (
            touchpoint_table(teller, met, name, words("reports.department.touchpoints")),
            pain_point_table(
                teller,
                (each for each in pains if each.card in own),
                name,
                words("reports.department.pain_points"),
            ),
            action_table(
                teller,
                (plan for plan in actions if plan.card in own),
                name,
                words("reports.department.actions"),
            ),
            _others(teller, [card for card in department.cards if card not in told], name),
        )
        for table in tables:
            if table.rows:
                yield _with_department(table, name)


def _with_department(table: Table, name: str) -> Table:
    """Return ``table`` without the column that says the same in every row of a sheet."""
    place = table.place_of("department")
    columns = tuple(column for at, column in enumerate(table.columns) if at != place)
    rows = tuple(
        Row(
            cells=tuple(cell for at, cell in enumerate(row.cells) if at != place),
            target=row.target,
            is_marked=row.is_marked,
            colour=row.colour,
            facets=(("department", name),),
        )
        for row in table.rows
    )
    return Table(table.title, columns, rows, table.empty, table.group)


def _others(teller: Teller, cards: Iterable[str], group: str) -> Table:
    rows = []
    for card in cards:
        placed = teller.placed(card)
        cells = (
            teller.card_cell(card),
            text_cell(teller.words(f"names.card_type.{placed.kind}")),
            text_cell(placed.lane.name),
            teller.phase(placed.phase.id),
            teller.step(placed.step.id),
        )
        rows.append(Row(cells, target=(card,), colour=teller.colour_of(card)))
    columns = teller.columns(("card", 3), ("kind", 1), ("lane", 1.2), ("phase", 1), ("step", 1.2))
    return Table(teller.words("reports.department.others"), columns, tuple(rows), "", group)


def _touchpoint_row(teller: Teller, each: Touchpoint) -> Row:
    card = teller.placed(each.card).card
    is_moment = each.is_moment_of_truth
    return Row(
        cells=(
            text_cell(each.channel)
            if each.channel
            else Cell(teller.words("reports.unnamed_channel")),
            teller.card_cell(each.card),
            teller.phase(each.phase),
            teller.step(each.step),
            teller.people(each.personas),
            text_cell(each.owner),
            text_cell(each.department),
            Cell(teller.words("reports.yes"), 0.0) if is_moment else Cell(),
            teller.level(each.evidence_level),
            teller.sources(card.evidence),
        ),
        target=(each.card,),
        colour=teller.colour_of(each.card),
    )


def _check_row(teller: Teller, each: ToCheck) -> Row:
    words = teller.words
    card = teller.placed(each.card).card
    reasons = []
    if each.is_at_moment_of_truth:
        reasons.append(words("reports.matters.moment"))
    if each.pain is not None:
        reasons.append(words("reports.matters.score", score=int(each.pain)))
    weight = (0 if each.is_at_moment_of_truth else 100) - (each.pain or 0.0)
    return Row(
        cells=(
            teller.card_cell(each.card),
            teller.level(card.evidence_level),
            Cell(" · ".join(reasons), weight if reasons else None),
            teller.phase(each.phase),
            teller.step(each.step),
            text_cell(card.department),
        ),
        target=(each.card,),
        colour=teller.colour_of(each.card),
    )


def _share_row(teller: Teller, share: Share) -> Row:
    whole = Cell(teller.words("reports.gaps.whole"), 1e6)
    counts = (share.unknown, share.assumption, share.internal, share.validated)
    return Row(
        cells=(
            teller.phase(share.phase) if share.phase else whole,
            teller.number(share.total),
            *(_share_cell(teller, count, share.total) for count in counts),
        ),
        target=(share.phase,) if share.phase else (),
    )


def _share_cell(teller: Teller, count: int, total: int) -> Cell:
    if not total:
        return Cell("–", None)
    percent = number_words(teller.words, round(100 * count / total))
    return Cell(teller.words("reports.share", percent=percent, number=count), 100 * count / total)
