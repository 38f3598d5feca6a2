"""CSV and XLSX become maps and maps CSV and XLSX; every text comes back as it was."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given, settings
from openpyxl import Workbook, load_workbook

from model.cards import ActionPlan, Card, Feeling, Metric, Passage, Votes
from model.evidence import Evidence
from model.exchange.map_tables import TABLES
from model.exchange.matrix import joined, split
from model.exchange.spreadsheets import (
    read_csv_map,
    read_xlsx_map,
    write_csv_map,
    write_xlsx_map,
)
from model.file import decode, encode
from model.integrity import integrity_problems
from model.journey import JourneyMap, MapCard, Phase, Step
from model.lanes import CardsLane, FeelingsLane, MetricsLane, TextLane
from model.people import CompanyProfile, Persona
from model.templates import sample
from model.texts import Texts
from tests.strategies import journeys

DANISH_EXCEL = (
    "Kunderejse;Før køb;;Efter køb\r\n"
    ";Søger;Sammenligner;Bruger\r\n"
    'Handlinger;"Læser om sko\nSpørger en ven";Prøver;\r\n'
    "Følelser;4 håb;2;5\r\n"
    '"Smertepunkter";"- for mange sider\n- små bogstaver";;Går i stykker\r\n'
    ";;Kun i hvid;\r\n"
)


def cells(journey: JourneyMap) -> list[tuple[str, str, list[list[str]]]]:
    """Kind, name and, step by step, the texts of every lane."""
    return [
        (
            lane.kind,
            lane.name,
            [[_told(item) for item in lane.cells.get(step.id, ())] for step in journey.steps],
        )
        for lane in journey.lanes
    ]


def _told(item: Any) -> str:
    if isinstance(item, Feeling):
        return f"{item.value:+g} {item.label}".strip()
    return str(getattr(item, "text", getattr(item, "name", getattr(item, "caption", ""))))


def frame(journey: JourneyMap) -> list[tuple[str, list[str]]]:
    return [(phase.name, [step.name for step in phase.steps]) for phase in journey.phases]


def xlsx(*rows: list[Any], title: str = "Ark1", more: dict[str, Any] | None = None) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for name, held in (more or {}).items():
        book.create_sheet(name).append([held])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_sheet_like_the_map_is_read_whatever_program_saved_it(encoding, separator) -> None:
    data = DANISH_EXCEL.replace(";", separator).encode(encoding)
    journey, lost = read_csv_map(data, "Ny_kunde.csv", "da")
    assert journey.about.title == "Ny kunde"
    assert frame(journey) == [("Før køb", ["Søger", "Sammenligner"]), ("Efter køb", ["Bruger"])]
    assert cells(journey) == [
        ("cards", "Handlinger", [["Læser om sko", "Spørger en ven"], ["Prøver"], []]),
        ("feelings", "Følelser", [["+1 håb"], ["-1"], ["+2"]]),
        (
            "cards",
            "Smertepunkter",
            [["for mange sider", "små bogstaver"], ["Kun i hvid"], ["Går i stykker"]],
        ),
    ]
    assert [lane.role for lane in journey.lanes] == ["customer_actions", "feels", "pain_points"]
    assert [Texts("da").of(problem) for problem in lost] == [
        "Følelser fra 1 til 5 er regnet om til −2 til +2."
    ]


def test_one_row_of_phases_is_enough() -> None:
    journey, lost = read_csv_map(b",Before,After\nThoughts,Why?,\nTouch,Shop,Home\n", "a.csv", "en")
    assert frame(journey) == [("Before", [""]), ("After", [""])]
    assert cells(journey)[1] == ("cards", "Touch", [["Shop"], ["Home"]])
    assert lost == ()


def test_a_row_for_each_card_is_read_by_its_headings_in_either_language() -> None:
    data = (
        b"sep=,\n"
        b"Phase,Lane,Text,Type,Severity,Tags,Deadline,Colour,Score,Weather\n"
        b'Before,Pains,Too slow,Pain point,4,"web, app",24.3.2027,mauve,-1,rain\n'
        b',,"Far away",Smertepunkt,9,,,blue,,\n'
        b"After,,Thanks,wow,,,,,,\n"
    )
    journey, lost = read_csv_map(data, "list.csv", "en")
    assert frame(journey) == [("Before", [""]), ("After", [""])]
    lane, curve = journey.lanes
    assert isinstance(lane, CardsLane)
    first, second = lane.cells["s1"]
    assert (first.text, lane.card_type, first.severity, first.tags) == (
        "Too slow",
        "pain_point",
        4,
        ("web", "app"),
    )
    assert first.action == ActionPlan(due="2027-03-24")
    assert (second.type, second.severity, second.colour) == (None, None, "blue")
    assert lane.cells["s2"][0].tags == ("wow",)
    assert [(f.value, f.card) for f in curve.cells["s1"]] == [(-1, first.id)]
    assert [Texts("en").of(problem) for problem in lost] == [
        "The column “Weather” has no place here and was left out (one cell).",
        "A value under “colour” cannot be used and was left out.",
        "A value under “severity” cannot be used and was left out.",
    ]


def test_a_workbook_gives_the_sheet_that_holds_a_map_or_the_one_that_is_named() -> None:
    data = xlsx(["", "Now", "Later"], ["Needs", 3, 2.5], more={"Notes": "Call Bo"})
    journey, lost = read_xlsx_map(data, "a.xlsx", "en")
    assert cells(journey) == [("cards", "Needs", [["3"], ["2.5"]])]
    assert [problem.params["sheet"] for problem in lost] == ["Notes"]
    more = xlsx(["x"], more={"Two": ""})
    with pytest.raises(Exception, match=r"table\.no_sheet"):
        read_xlsx_map(more, "a.xlsx", "en", "Three")
    with pytest.raises(Exception, match=r"table\.no_grid"):
        read_xlsx_map(more, "a.xlsx", "en", "1")


def test_a_sheet_of_remarks_before_the_map_is_passed_over_and_told_of() -> None:
    book = Workbook()
    book.worksheets[0].append(["How to fill this in"])
    book.worksheets[0].append(["One note a line"])
    sheet = book.create_sheet("Map")
    sheet.append(["", "Now"])
    sheet.append(["Needs", "Rest"])
    held = io.BytesIO()
    book.save(held)
    journey, lost = read_xlsx_map(held.getvalue(), "a.xlsx", "en")
    assert cells(journey) == [("cards", "Needs", [["Rest"]])]
    assert [problem.params["sheet"] for problem in lost] == ["Sheet"]


def test_a_formula_gives_its_value_and_one_that_was_never_reckoned_is_told_of() -> None:
    data = xlsx(["", "Now"], ["Needs", "=1+1"], ["Ideas", "more"])
    journey, lost = read_xlsx_map(data, "a.xlsx", "en")
    assert cells(journey) == [("cards", "Needs", [[]]), ("cards", "Ideas", [["more"]])]
    assert [problem.code for problem in lost] == ["table.formula_without_value"]


EVIL = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "'=1", "''+x", "= 1", "'plain")
SMALL = JourneyMap(
    id="small",
    about=MapCard(title="Små sko", language="da"),
    personas=(Persona(id="a", name="Ane", goals=("Tørre tæer", "Plads, altid")),),
    evidence=(Evidence(id="e", title="Besøg i butikken", method="observation", sample_size=12),),
    phases=(Phase(id="p", name="Køb", steps=(Step(id="s"), Step(id="t", name="Betaler"))),),
    lanes=(
        CardsLane(
            id="l",
            name="Idéer",
            role="ideas",
            card_type="idea",
            cells={
                "s": tuple(Card(id=f"c{at}", text=text) for at, text in enumerate(EVIL)),
                "t": (
                    Card(
                        id="d",
                        text="Skriv\n• punkter\n\n  og _x0041_",
                        tags=("a; b", "c"),
                        channels=("Butik, stor",),
                        personas=("a",),
                        votes=(Votes(colour="rød", round=2, count=5), Votes(count=1)),
                        evidence=("e",),
                        evidence_level="validated",
                        markers=("pain", "wait"),
                        is_quote=True,
                        severity=4,
                        action=ActionPlan(owner="Bo", due="2027-03-24", status="started", effort=2),
                    ),
                    Card(id="x", text=""),
                ),
            },
        ),
        FeelingsLane(
            id="f",
            name="Kurven",
            cells={
                "s": (Feeling(id="f1", values=(-0.5, 1.25), label="Nå", persona="a", card="c8"),)
            },
        ),
        MetricsLane(id="m", cells={"t": (Metric(id="n", name="NPS", actual=0, target=40.5),)}),
        TextLane(id="g", name="Situation", cells={"s": (Passage(id="q", text="Regn"),)}),
        FeelingsLane(id="h", name="Tom kurve"),
    ),
)


@pytest.mark.parametrize("form", ["csv", "tsv", "xlsx"])
def test_everything_a_card_says_comes_back_from_a_row_of_its_own(form: str) -> None:
    if form == "xlsx":
        back, unread = read_xlsx_map(write_xlsx_map(SMALL, None)[0], "x.xlsx", "da")
        assert back.about.title == "Små sko"
        assert back.personas[0].goals == ("Tørre tæer", "Plads, altid")
        assert (back.evidence[0].method, back.evidence[0].sample_size) == ("observation", 12)
    else:
        data = write_csv_map(SMALL, None, has_tabs=form == "tsv")[0]
        back, unread = read_csv_map(data, "x.csv", "da")
    assert unread == ()
    assert frame(back) == frame(SMALL)
    assert cells(back) == cells(SMALL)
    before, after = SMALL.lanes[0].cells["t"][0], back.lanes[0].cells["s2"][0]
    alike = {"id": "d", "personas": ("a",), "evidence": ("e",), "type": None}
    assert after.model_copy(update=alike) == before
    felt = back.lanes[1].cells["s1"][0]
    assert (felt.values, felt.persona) == ((-0.5, 1.25), back.personas[0].id)
    assert felt.card == back.lanes[0].cells["s1"][8].id
    assert back.lanes[2].cells["s2"][0].target == 40.5


@pytest.mark.parametrize("name", ["sustainable-shoes", "holiday"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_a_workbook_brings_back_what_the_map_its_phases_steps_and_lanes_say(name, language) -> None:
    journey = sample(name, language)
    data, lost = write_xlsx_map(journey, None)
    back, unread = read_xlsx_map(data, "x.xlsx", language)
    assert unread == ()
    assert len(lost) < 20
    same = {"created": "", "modified": "", "language": language}
    assert back.about.model_copy(update=same) == journey.about.model_copy(update=same)
    ours = {"id": "", "steps": ()}
    assert [phase.model_copy(update=ours) for phase in back.phases] == [
        phase.model_copy(update=ours) for phase in journey.phases
    ]
    for after, before in zip(back.steps, journey.steps, strict=True):
        ours = {"id": "", "next": (), "width": None}
        assert after.model_copy(update=ours) == before.model_copy(update=ours)
    for after, before in zip(back.lanes, journey.lanes, strict=True):
        assert (after.role, after.hint, after.colour) == (before.role, before.hint, before.colour)


def test_no_cell_of_a_workbook_is_a_formula_and_no_text_of_a_csv_begins_one() -> None:
    for table in TABLES:
        book = load_workbook(io.BytesIO(write_xlsx_map(SMALL, table)[0]))
        kinds = {cell.data_type for row in book.worksheets[0].iter_rows() for cell in row}
        assert kinds <= {"s", "n"}
        rows = csv.reader(
            io.StringIO(write_csv_map(SMALL, table)[0].decode("utf-8-sig")), delimiter=";"
        )
        found = [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r")]
        assert all(cell.replace(",", "").lstrip("+-").split()[0].isdigit() for cell in found), found


@pytest.mark.parametrize(
    "texts",
    [
        (),
        ("",),
        ("a", "b"),
        ("a\nb",),
        (" a",),
        ("- a", "- b"),
        ("• a",),
        ("", ""),
        ("1. a", "2. b"),
    ],
)
def test_the_texts_of_a_cell_come_back_one_by_one(texts: tuple[str, ...]) -> None:
    assert split(joined(texts)) == texts


def test_a_table_like_the_map_comes_back_with_every_text_of_the_samples() -> None:
    for journey in (sample("holiday", "da"), sample("sustainable-shoes", "en"), SMALL):
        data, _ = write_csv_map(journey, "matrix")
        back, _ = read_csv_map(data, "x.csv", journey.about.language)
        assert [phase.name for phase in back.phases] == [phase.name for phase in journey.phases]
        theirs = {name: texts for kind, name, texts in cells(back) if kind == "cards"}
        for kind, name, texts in cells(journey):
            if kind in ("cards", "text"):
                assert theirs[name] == texts


def test_what_a_table_cannot_hold_is_listed_and_a_workbook_holds_more_than_a_csv() -> None:
    def told(lost: Any) -> set[str]:
        return {problem.code for problem in lost}

    assert told(write_xlsx_map(SMALL, None)[1]) == set()
    lost = {Texts("da").of(problem) for problem in write_csv_map(SMALL, "cards")[1]}
    assert lost == {
        "»antal svar« på kilder kommer ikke med (ét sted).",
        "»mål« på personaer kommer ikke med (ét sted).",
        "»metode« på kilder kommer ikke med (ét sted).",
        "»titel« på kortet kommer ikke med (ét sted).",
    }
    assert told(write_csv_map(SMALL, "personas")[1]) == {"carry.only_table"}
    assert "carry.lost_field" in told(write_csv_map(SMALL, "matrix")[1])


@settings(max_examples=12, deadline=None)
@given(journeys())
def test_any_map_comes_back_from_its_tables_with_the_same_texts(journey: JourneyMap) -> None:
    for data, back in (
        (write_csv_map(journey, None), read_csv_map),
        (write_xlsx_map(journey, None), read_xlsx_map),
    ):
        made, _ = back(data[0], "x", "en")
        assert integrity_problems(made) == ()
        assert decode(encode(made), "x.journey") == made
        assert all(Texts("da").of(problem) for problem in data[1])
        assert _cards(made) == _cards(journey)


def _cards(journey: JourneyMap) -> list[list[list[str]]]:
    return [
        [[card.text for card in lane.cells.get(step.id, ())] for step in journey.steps]
        for lane in journey.lanes
        if isinstance(lane, CardsLane)
    ]


def test_numbers_in_a_lane_called_feelings_are_feelings_in_the_long_form_too() -> None:
    table = "Fase;Række;Tekst\nKøb;Følelser;+2 glad\nBrug;Følelser;-1\nBrug;Touchpoints;+3\n"
    made, lost = read_csv_map(table.encode(), "a.csv", "da")
    felt, met = made.lanes
    assert isinstance(felt, FeelingsLane)
    assert [(cell[0].value, cell[0].label) for cell in felt.cells.values()] == [
        (2.0, "glad"),
        (-1.0, ""),
    ]
    assert isinstance(met, CardsLane)
    assert not lost


def test_an_ideal_customer_profile_comes_back_from_a_spreadsheet_as_one() -> None:
    held = CompanyProfile(id="p", name="Byg A/S", industry="Handel", buying_centre=("Chef", "IT"))
    people = (held, Persona(id="q", name="Emma", age="26"))
    phases = (Phase(id="f", name="Køb", steps=(Step(id="s"),)),)
    lanes = (CardsLane(id="l", cells={"s": (Card(id="c", text="x"),)}),)
    journey = JourneyMap(id="m", phases=phases, lanes=lanes, personas=people)
    data, _ = write_xlsx_map(journey, None)
    made, lost = read_xlsx_map(data, "a.xlsx", "da")
    company, person = made.personas
    assert isinstance(company, CompanyProfile)
    assert (company.industry, company.buying_centre) == ("Handel", ("Chef", "IT"))
    assert (person.kind, person.name) == ("persona", "Emma")
    assert not lost
