"""A sheet for each persona: who it is, and the cards and feelings that are this person's."""

from __future__ import annotations

from collections.abc import Iterator

from model.counting.placed import Placed, PlacedFeeling, personas_of, placed_feelings
from model.people import Customer
from model.printing.persona_fields import FACTS, STORIES, answers, founding, kind_words
from model.reports.report import Cell, Report, Row, Table, text_cell
from model.reports.telling import Teller


def persona_report(teller: Teller) -> Report:
    """Return a sheet for each persona and company profile that is shown."""
    words = teller.words
    people = [person for person in teller.journey.personas if person.is_visible]
    tables = tuple(table for person in people for table in _sheet(teller, person))
    nobody = Table("", teller.columns(("fact", 1)), (), words("reports.empty.personas"))
    return Report(
        kind="personas",
        title=words("reports.kind.personas"),
        subtitle=teller.journey.about.title,
        lead=(words("reports.personas_lead"),) if people else (),
        tables=tables or (nobody,),
        day=teller.today,
        language=words.language,
    )


def _sheet(teller: Teller, person: Customer) -> Iterator[Table]:
    words = teller.words
    name = person.name or kind_words(person, words)
    titles = {source.id: source.title for source in teller.journey.evidence}
    told = [
        (answer.label, " · ".join(" ".join(text.split()) for text in answer.texts))
        for answer in answers(person, (*FACTS, *STORIES), words)
        if answer.texts
    ]
    if person.description:
        told.insert(0, (words("window.field.description"), " ".join(person.description.split())))
    if person.quote:
        told.insert(0, (words("window.field.quote"), " ".join(person.quote.split())))
    told += list(founding(person, titles, words))
    yield Table(
        title=words("reports.persona.facts"),
        columns=teller.columns(("fact", 1.0), ("told", 3.0)),
        rows=tuple(
            Row((text_cell(label), text_cell(said)), target=(person.id,)) for label, said in told
        ),
        empty=words("reports.empty.facts"),
        group=name,
    )
    yield Table(
        title=words("reports.persona.cards"),
        columns=teller.columns(("phase", 1.0), ("step", 1.2), ("lane", 1.2), ("card", 3.0)),
        rows=tuple(
            _card_row(teller, placed) for placed in teller.cards if person.id in personas_of(placed)
        ),
        empty=words("reports.empty.persona_cards"),
        group=name,
    )
    yield Table(
        title=words("reports.persona.feelings"),
        columns=teller.columns(
            ("phase", 1.0), ("step", 1.2), ("feeling", 0.8, "number"), ("told", 3.0)
        ),
        rows=tuple(
            _feeling_row(teller, placed)
            for placed in placed_feelings(teller.journey)
            if (placed.feeling.persona or "") == person.id
        ),
        empty=words("reports.empty.persona_feelings"),
        group=name,
    )


def _card_row(teller: Teller, placed: Placed) -> Row:
    return Row(
        (
            teller.phase(placed.phase.id),
            teller.step(placed.step.id),
            text_cell(placed.lane.name),
            teller.card_cell(placed.id),
        ),
        target=(placed.id,),
        colour=teller.colour_of(placed.id),
    )


def _feeling_row(teller: Teller, placed: PlacedFeeling) -> Row:
    feeling = placed.feeling
    state = teller.words("names.state.to_be") if feeling.state == "to_be" else ""
    said = " · ".join(
        " ".join(text.split()) for text in (state, feeling.label, feeling.comment) if text
    )
    value: Cell = teller.number(feeling.median, is_signed=True)
    return Row(
        (teller.phase(placed.phase.id), teller.step(placed.step.id), value, text_cell(said)),
        target=(feeling.id,),
    )
