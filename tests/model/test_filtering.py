"""Which items of a map a view shows."""

from __future__ import annotations

import pytest

from model.cards import Card, Feeling, Metric, Passage, Votes
from model.edits import add_item, set_item
from model.filtering import (
    Count,
    Sieve,
    count_cards,
    fits,
    is_empty,
    offers,
    shown_ids,
    view_named,
    without_name,
)
from model.journey import Channel, JourneyMap, Phase, Step
from model.lanes import CardsLane, FeelingsLane, MetricsLane, TextLane
from model.people import Persona
from model.views import SavedView

LANE = CardsLane(id="l")


def view(**criteria: object) -> SavedView:
    return SavedView(id="v", **criteria)


def journey() -> JourneyMap:
    return JourneyMap(
        id="m",
        personas=(Persona(id="emma", name="Emma"), Persona(id="bo", name="Bo")),
        channels=(Channel(id="ch", name="Butik"),),
        phases=(Phase(id="p", steps=(Step(id="s1"), Step(id="s2"))),),
        lanes=(
            CardsLane(
                id="cards",
                cells={
                    "s1": (
                        Card(id="queue", text="Køen er lang", personas=("emma",), tags=("Kø",)),
                        Card(id="app", text="Åbner appen", channels=("App",), department="IT"),
                    ),
                    "s2": (
                        Card(id="pay", text="Betaler", type="action", evidence_level="internal"),
                    ),
                },
            ),
            CardsLane(
                id="pains",
                card_type="pain_point",
                personas=("bo",),
                cells={"s1": (Card(id="pain", text="Venter", department="it"),)},
            ),
            FeelingsLane(
                id="feel",
                cells={
                    "s1": (
                        Feeling(id="f.emma", label="glad", persona="emma"),
                        Feeling(id="f.bo", label="vred", persona="bo"),
                    )
                },
            ),
            MetricsLane(id="figures", cells={"s1": (Metric(id="wait", name="Ventetid"),)}),
            TextLane(id="notes", cells={"s1": (Passage(id="note", text="Fra interviews"),)}),
        ),
    )


def cards_in(saved: SavedView) -> set[str]:
    return shown_ids(journey(), saved) & {"queue", "app", "pay", "pain"}


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ({}, {"queue", "app", "pay", "pain"}),
        ({"text": "køen"}, {"queue"}),
        ({"text": " aabner "}, {"app"}),
        ({"personas": ("emma",)}, {"queue"}),
        ({"personas": ("bo",)}, {"pain"}),
        ({"personas": ("emma", "bo")}, {"queue", "pain"}),
        ({"channels": ("app",)}, {"app"}),
        ({"departments": ("It",)}, {"app", "pain"}),
        ({"tags": ("kø",)}, {"queue"}),
        ({"types": ("pain_point",)}, {"pain"}),
        ({"types": ("action", "pain_point")}, {"pay", "pain"}),
        ({"evidence_levels": ("internal",)}, {"pay"}),
        ({"departments": ("it",), "types": ("pain_point",)}, {"pain"}),
        ({"departments": ("it",), "personas": ("emma",)}, set()),
    ],
)
def test_a_card_is_in_the_view_when_it_fits_every_criterion(
    criteria: dict[str, object], expected: set[str]
) -> None:
    assert cards_in(view(**criteria)) == expected


def test_votes_of_the_last_round_count_in_all_colours() -> None:
    votes = (Votes(count=9), Votes(colour="red", round=2, count=2), Votes(round=2, count=1))
    card = Card(id="c", votes=votes)
    assert fits(view(min_votes=3), card, LANE)
    assert not fits(view(min_votes=4), card, LANE)
    assert not fits(view(min_votes=1), Card(id="d"), LANE)


def test_a_persona_shows_her_curve_and_nobody_elses() -> None:
    shown = shown_ids(journey(), view(personas=("emma",)))
    assert "f.emma" in shown
    assert "f.bo" not in shown


def test_what_cannot_have_a_tag_is_not_judged_by_it() -> None:
    shown = shown_ids(journey(), view(tags=("kø",)))
    assert {"f.emma", "f.bo", "wait", "note"} <= shown


def test_figures_and_texts_are_judged_by_their_words() -> None:
    assert shown_ids(journey(), view(text="interview")) == {"note"}
    assert shown_ids(journey(), view(text="ventetid")) == {"wait"}


def test_only_what_changed_is_judged_again(monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[str] = []

    def counted(saved: SavedView, item: Card, lane: CardsLane) -> bool:
        judged.append(item.id)
        return fits(saved, item, lane)

    monkeypatch.setattr("model.filtering.fits", counted)
    sieve = Sieve(view(text="køen"))
    before = journey()
    sieve.outside(before)
    judged.clear()
    after = set_item(before, "pay", text="Betaler i køen")
    assert "pay" not in sieve.outside(after)
    assert judged == ["pay"]


def test_cards_are_counted_and_nothing_else() -> None:
    held = add_item(journey(), "feel", "s2", Feeling(id="more"))
    outside = Sieve(view(text="køen")).outside(held)
    assert count_cards(held, outside) == Count(shown=1, all=4)


def test_a_view_is_found_by_id_and_by_name_in_any_case() -> None:
    one, other = SavedView(id="v1", name="Kun smertepunkter"), SavedView(id="v2", name="v1")
    held = journey().model_copy(update={"views": (other, one)})
    assert view_named(held, "v1") is one
    assert view_named(held, "kun SMERTEpunkter ") is one
    assert view_named(held, "andet") is None


def test_a_view_that_asks_for_nothing_is_empty_whatever_becomes_of_the_rest() -> None:
    assert is_empty(SavedView(id="v", name="Alt", others="hide"))
    assert not is_empty(view(min_votes=1))


def test_two_views_that_filter_the_same_are_equal_without_their_names() -> None:
    assert without_name(SavedView(id="a", name="A", text="kø")) == without_name(view(text="kø"))


def test_a_map_offers_what_its_cards_have() -> None:
    found = offers(journey())
    assert found["personas"] == ("emma", "bo")
    assert found["channels"] == ("App", "Butik")
    assert found["departments"] == ("IT",)
    assert found["tags"] == ("Kø",)
    assert found["types"] == ("note", "action", "pain_point")
    assert found["evidence_levels"] == ("internal",)
