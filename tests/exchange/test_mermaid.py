"""Mermaid journeys become maps and maps Mermaid journeys, as people write them."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.cards import Card, Feeling
from model.exchange.mermaid import read_mermaid
from model.exchange.mermaid_writing import write_mermaid
from model.file import decode, encode
from model.integrity import integrity_problems
from model.journey import JourneyMap, MapCard, Phase, Step
from model.lanes import CardsLane, FeelingsLane
from model.people import Persona
from model.problems import FileProblem
from model.texts import Texts
from tests.strategies import journeys

COFFEE = """---
title: Kaffe
config:
  theme: dark
---
%%{init: {"theme": "forest"}}%%
journey
    accTitle: En kaffepause
    title   Kaffe på jobbet
    accDescr {
      Fra lyst
      til kop
    }
    %% tegnet mandag
    Får lyst:4
    section Kø ved maskinen
      Venter : 1 :  Anna,Bo , Anna
      Kl. 10:30 er der kø: 2: Bo
      コーヒーを選ぶ: 3.5: 私
      Bønner mangler: 9: de bør bestilles i god tid
    section Retur
      Snakker
"""


def read(text: str, language: str = "da") -> JourneyMap:
    return read_mermaid(text.encode(), "kaffe.mmd", language)[0]


def told(text: str, language: str = "da") -> set[str]:
    _, lost = read_mermaid(text.encode(), "kaffe.mmd", language)
    return {Texts(language).of(problem) for problem in lost}


def tasks(journey: JourneyMap) -> list[list[tuple[str, tuple[float, ...], list[str]]]]:
    """Phase by phase: text, feelings and persons of each card."""
    cards, curve = journey.lanes
    assert isinstance(cards, CardsLane)
    assert isinstance(curve, FeelingsLane)
    names = {person.id: person.name for person in journey.personas}
    return [
        [
            (
                card.text,
                tuple(f.value for f in curve.cells.get(step.id, ())),
                [names[who] for who in card.personas],
            )
            for step in phase.steps
            for card in cards.cells.get(step.id, ())
        ]
        for phase in journey.phases
    ]


def test_sections_are_phases_tasks_cards_scores_feelings_and_actors_personas() -> None:
    journey = read(COFFEE)
    assert [phase.name for phase in journey.phases] == ["", "Kø ved maskinen", "Retur"]
    assert tasks(journey) == [
        [("Får lyst", (1.0,), [])],
        [
            ("Venter", (-2.0,), ["Anna", "Bo"]),
            ("Kl. 10:30 er der kø", (-1.0,), ["Bo"]),
            ("コーヒーを選ぶ", (0.5,), ["私"]),
            ("Bønner mangler", (2.0,), []),
        ],
        [("Snakker", (), [])],
    ]
    assert [person.name for person in journey.personas] == ["Anna", "Bo", "私"]


def test_titles_description_comments_and_remarks_find_their_place() -> None:
    about = read(COFFEE).about
    assert (about.title, about.subtitle, about.language) == ("Kaffe på jobbet", "Kaffe", "da")
    assert about.purpose.split() == ["Fra", "lyst", "til", "kop"]
    assert about.notes == "tegnet mandag"
    curve = read(COFFEE).lanes[1]
    assert isinstance(curve, FeelingsLane)
    assert curve.cells["s5"][0].comment == "de bør bestilles i god tid"


def test_what_has_no_place_is_listed() -> None:
    assert told(COFFEE) == {
        "2 linjer i hovedet (mellem ---) er udeladt.",
        "En indstilling til Mermaid (%%{…}%%) er udeladt.",
        "En score lå uden for 1 til 5; følelsen står for enden af skalaen.",
        "En opgave har ingen score, så der er ingen følelse til den.",
    }


@pytest.mark.parametrize(
    "written",
    [
        "journey\r\n\ttitle X\r\n\tsection A\r\n\t\tGo : 5 : Me\r\n",
        "\ufeffjourney\ntitle X\nsection A\nGo:5:Me;\n",
        "# Notes\n\n```mermaid\njourney\ntitle X\n section A\n  Go: 5: Me\n```\nThe end\n",
    ],
)
def test_white_space_marks_and_fences_of_others_change_nothing(written: str) -> None:
    journey = read(written, "en")
    assert journey.about.title == "X"
    assert tasks(journey) == [[("Go", (2.0,), ["Me"])]]


def test_entity_codes_and_breaks_are_what_they_stand_for() -> None:
    journey = read("journey\n  A #35;1#58; #quot;now#quot;<br>really: 3: Bo#44; Jr")
    assert tasks(journey) == [[('A #1: "now"\nreally', (0.0,), ["Bo, Jr"])]]


def test_utf_16_and_old_windows_letters_are_read() -> None:
    for encoding in ("utf-16", "utf-16-le", "cp1252"):
        data = "journey\n  title Køen på gaden\n  Går hen: 2".encode(encoding)
        assert read_mermaid(data, "a.mmd")[0].about.title == "Køen på gaden"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (b"\0\0\0", "file.zeros"),
        (b"%PDF-1.7", "plain.other_type"),
        (b"flowchart TD\n A-->B", "mermaid.other_diagram"),
        (b"Dear diary", "mermaid.not_journey"),
        (b"%% only this", "mermaid.not_journey"),
        (b"journey\n" + b"a: 1\n" * 2001, "mermaid.too_many"),
        (b" " * (8 * 1024 * 1024 + 1), "mermaid.too_large"),
    ],
)
def test_what_is_no_journey_is_refused_in_one_sentence(data: bytes, code: str) -> None:
    with pytest.raises(FileProblem) as caught:
        read_mermaid(data, "a.mmd")
    assert caught.value.code == code
    assert "a.mmd" in Texts("da").of(caught.value)


def test_a_map_is_written_as_mermaid_and_the_rest_is_listed() -> None:
    cells = {
        "s1": (
            Card(id="c1", text="title: the #1; 50%% <br>", personas=("a",)),
            Card(id="c3", text=" x"),
        ),
        "s2": (Card(id="c2", text=""),),
    }
    felt = {"s1": (Feeling(id="f1", values=(-1.25,), card="c1"),)}
    journey = JourneyMap(
        id="m",
        about=MapCard(title="A; B", purpose="Two\nlines", notes="so far", segment="All"),
        personas=(Persona(id="a", name="Bo, the one we all know"),),
        phases=(Phase(id="p", name="x: y", steps=(Step(id="s1"), Step(id="s2", name="Waits"))),),
        lanes=(
            CardsLane(id="t", name="Touchpoints", cells={"s1": (Card(id="c0", text="Shop"),)}),
            CardsLane(id="l", role="customer_actions", cells=cells),
            FeelingsLane(id="f", cells=felt),
        ),
    )
    data, lost = write_mermaid(journey)
    assert data.decode().splitlines() == [
        "journey",
        "    title A#59; B",
        "    accDescr: Two<br/>lines",
        "    %% so far",
        "    section x#58; y",
        "        title#58; the #35;1#59; 50#37;% #60;br>: 1.75: "
        "Bo#44;#32;the#32;one#32;we#32;all#32;know",
        "        #32;x: 1.75",
        "        Waits: 3",
    ]
    assert {Texts("en").of(problem) for problem in lost} == {
        "The lane “Touchpoints” is left out (1 card or the like).",
        "An empty card is left out.",
        "A task without a feeling got the score 3 (neutral).",
        "“segment” of map is left out (once).",
    }
    back = read_mermaid(data, "a.mmd", "en")[0]
    assert tasks(back) == [
        [
            ("title: the #1; 50%% <br>", (-1.25,), ["Bo, the one we all know"]),
            (" x", (-1.25,), []),
            ("Waits", (0.0,), []),
        ]
    ]
    assert (back.about.title, back.about.purpose, back.about.notes) == (
        "A; B",
        "Two\nlines",
        "so far",
    )


@settings(max_examples=15, deadline=None)
@given(journeys())
def test_any_map_comes_back_with_the_cards_that_were_written(journey: JourneyMap) -> None:
    data, lost = write_mermaid(journey)
    back, unread = read_mermaid(data, "a.mmd", "en")
    assert unread == ()
    assert integrity_problems(back) == ()
    assert all(Texts(language).of(problem) for problem in lost for language in ("da", "en"))
    read_back = Counter(card for cards in _cards(back).values() for card in cards)
    lanes = [Counter(texts) for texts in _cards(journey).values()]
    # One lane of cards goes out, whole.
    assert not lanes or any(lane <= read_back for lane in lanes)


def _cards(journey: JourneyMap) -> dict[tuple[str, str | None], list[str]]:
    """The texts that say something, by lane."""
    return {
        (lane.id, lane.role): [
            card.text for cards in lane.cells.values() for card in cards if card.text.strip()
        ]
        for lane in journey.lanes
        if isinstance(lane, CardsLane) and lane.cells
    }


def assert_told(problem: FileProblem) -> None:
    assert "a.mmd" in Texts("en").of(problem)


_BITS = st.sampled_from(
    (
        *("journey", "title", "section", "accDescr", "accDescr {", "}", "%%", "%%{", "}%%", ":"),
        *(" 3 ", "#", ";", "\n", "\n", " ", ",", "```mermaid\n", "---\n", "#58;", "#x;", "<br>"),
        *("ø", "\ufeff", "\0", "9e9", "-"),
    )
)


@settings(max_examples=120, deadline=None)
@given(st.lists(_BITS, max_size=25).map("".join), st.booleans())
def test_nonsense_is_a_whole_map_or_one_problem(text: str, is_begun: bool) -> None:
    data = ("journey\n" * is_begun + text).encode("utf-8", "surrogatepass")
    try:
        journey, lost = read_mermaid(data, "a.mmd")
    except FileProblem as problem:
        assert_told(problem)
        return
    assert decode(encode(journey), "a.journey") == journey
    assert integrity_problems(journey) == ()
    assert all(Texts("da").of(problem) for problem in lost)
