"""What a comparison of two maps finds, by ids and by words, and how it tells it."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from model import edits
from model.cards import Card, Feeling, Metric
from model.comparing import Comparison, compare
from model.comparing.likeness import alike_pairs
from model.comparing.rows import change_rows
from model.comparing.wording import change_lines, count_lines
from model.difference import difference
from model.find import item_by_id
from model.journey import JourneyMap, MapCard, Step
from model.journey import Phase as MapPhase
from model.lanes import CardsLane, FeelingsLane, MetricsLane
from model.part_words import two_values_words
from model.people import Persona
from model.texts import LANGUAGES, Texts
from tests.strategies import Run, edit_sequences, items_of

LAWS = settings(
    deadline=None,
    max_examples=15,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def make_map(prefix: str = "", state: str = "as_is") -> JourneyMap:
    """The same journey; with another prefix not one id is the same."""

    def named(name: str) -> str:
        return f"{prefix}{name}"

    def card(name: str, text: str) -> Card:
        return Card(id=named(name), text=text, personas=(named("ida"),))

    return JourneyMap(
        id=f"m{prefix}",
        about=MapCard(title="Sko", state=state),
        personas=(Persona(id=named("ida"), name="Ida"),),
        phases=(
            MapPhase(
                id=named("p1"),
                name="Overvej",
                steps=(Step(id=named("s1"), name="Søger"), Step(id=named("s2"), name="Spørger")),
            ),
            MapPhase(id=named("p2"), name="Køb", steps=(Step(id=named("s3")),)),
        ),
        lanes=(
            CardsLane(
                id=named("l1"),
                name="Kontaktpunkter",
                role="touchpoints",
                cells={
                    named("s1"): (
                        card("a", "Leder på nettet efter vegansk læder"),
                        card("b", "Ser en vens billede af skoene"),
                    ),
                    named("s3"): (card("c", "Venter længe i køen ved kassen"),),
                },
            ),
            FeelingsLane(
                id=named("f"),
                name="Følelser",
                cells={named("s3"): (Feeling(id=named("f1"), values=(-1,), persona=named("ida")),)},
            ),
            MetricsLane(
                id=named("k"),
                name="Måltal",
                cells={named("s3"): (Metric(id=named("k1"), name="Konvertering", actual=3.1),)},
            ),
        ),
    )


def kinds(found: Comparison, part: str = "items") -> dict[str, tuple[str, ...]]:
    return {change.after_id or change.before_id: change.kinds for change in found.changes[part]}


def test_a_map_compared_with_itself_says_nothing() -> None:
    found = compare(make_map(), make_map())
    assert not found
    assert list(change_lines(Texts("da"), found)) == []


def test_cards_are_new_gone_moved_and_changed() -> None:
    after = edits.add_item(make_map(), "l1", "s2", Card(id="x", text="Ny"))
    after = edits.move_items(after, ["a"], "l1", "s2")
    after = edits.set_item(after, "a", severity=3, colour="pink")
    after = edits.set_item(after, "b", text="Ser et billede")
    after = edits.remove_items(after, ["c"])
    found = compare(make_map(), after)
    assert kinds(found) == {
        "b": ("changed",),
        "x": ("added",),
        "a": ("moved", "changed"),
        "c": ("removed",),
    }
    moved = next(change for change in found.changes["items"] if change.after_id == "a")
    assert moved.fields == ("colour", "severity")
    assert (moved.before_place, moved.after_place) == (("l1", "s1"), ("l1", "s2"))
    assert found.counts("items", Card) == {
        "added": 1, "removed": 1, "moved": 1, "renamed": 0, "changed": 2,
    }  # fmt: skip


def test_two_maps_with_other_titles_are_not_told_to_be_the_same() -> None:
    words, before = Texts("en"), edits.set_about(make_map(), title=f"{'The way to a ' * 9}holiday")
    found = compare(before, edits.set_about(before, title=f"{'The way to a ' * 9}house"))
    assert count_lines(words, found) == ("The map card: 1 changed",)
    (row,) = change_rows(words, found)
    assert "holiday" in row.before
    assert "house" in row.after


def test_the_order_in_a_cell_counts_where_it_is_an_order_of_events() -> None:
    swapped = edits.move_items(make_map(), ["b"], "l1", "s1", 0)
    assert not compare(make_map(), swapped)
    before = edits.set_lane(make_map(), "l1", role="customer_actions")
    after = edits.set_lane(swapped, "l1", role="customer_actions")
    (change,) = compare(before, after).changes["items"]
    assert change.kinds == ("moved",)
    assert "rækkefølgen" in next(change_lines(Texts("da"), compare(before, after)))


def test_phases_steps_and_lanes_are_moved_and_renamed() -> None:
    after = edits.move_step(edits.set_phase(make_map(), "p2", name="Betal"), "s2", "p2", 0)
    after = edits.move_lane(after, "k", 0)
    found = compare(make_map(), after)
    assert kinds(found, "phases") == {"p2": ("renamed",)}
    assert kinds(found, "steps") == {"s2": ("moved",)}
    assert kinds(found, "lanes") == {"k": ("moved",)}
    assert found.changes["items"] == ()


def test_maps_made_apart_are_compared_by_names_and_words() -> None:
    before, after = make_map(), make_map("x")
    found = compare(before, after)
    assert found.matching.is_apart
    assert not found
    after = edits.set_item(after, "xa", text="Leder på nettet efter vegansk kunstlæder og priser")
    after = edits.move_items(after, ["xc"], "xl1", "xs2")
    after = edits.set_phase(after, "xp1", name="OVERVEJ")
    after = edits.add_item(after, "xl1", "xs3", Card(id="new", text="Får en kvittering på mail"))
    found = compare(before, after)
    assert kinds(found) == {"xa": ("changed",), "xc": ("moved",), "new": ("added",)}
    assert kinds(found, "phases") == {"xp1": ("renamed",)}


def test_ids_that_two_scripts_gave_by_counting_mean_nothing() -> None:
    words = ("Køen er lang", "Varen mangler", "Prisen overrasker", "Appen fryser")
    before = after = edits.remove_items(make_map(), ["a", "b", "c"])
    for number, text in enumerate(words):
        before = edits.add_item(before, "l1", "s1", Card(id=f"c{number}", text=text))
        other = Card(id=f"c{number}", text=words[number - 1])
        after = edits.add_item(after, "l1", "s1", other)
    assert len(compare(before, after).changes["items"]) == 4
    assert not compare(before, after.model_copy(update={"id": "other"}))


def test_feelings_are_two_curves_over_the_same_steps() -> None:
    after = edits.set_item(make_map(), "f1", values=(0.5, 1.5))
    after = edits.add_step(after, "p1", Step(id="new", name="Prøver"), 0)
    (curve,) = compare(make_map(), after).feelings
    assert (curve.before_persona, curve.before_state) == ("ida", "as_is")
    assert [(point.before_step, point.after_step) for point in curve.points] == [
        ("", "new"), ("s1", "s1"), ("s2", "s2"), ("s3", "s3"),
    ]  # fmt: skip
    last = curve.points[-1]
    assert (last.before, last.after, last.delta) == (-1, 1, 2)
    assert curve.is_changed


def test_a_curve_passes_where_the_canvas_draws_it_when_many_gave_their_value() -> None:
    after = edits.set_item(make_map(), "f1", values=(-2, -2, -2, 2, 2))
    (curve,) = compare(make_map(), after).feelings
    assert curve.points[-1].after == item_by_id(after, "f1").value == -2


def test_today_and_tomorrow_are_one_pair_of_curves() -> None:
    tomorrow = edits.set_item(make_map("x", "to_be"), "xf1", values=(2,), state="to_be")
    (curve,) = compare(make_map(), tomorrow).feelings
    assert (curve.before_state, curve.after_state) == ("as_is", "to_be")
    assert (curve.before_persona, curve.after_persona) == ("ida", "xida")
    assert curve.points[-1].delta == 3


@pytest.mark.parametrize("prefix", ["", "x"])
def test_a_figure_is_told_with_what_it_was_and_is(prefix: str) -> None:
    after = edits.set_item(make_map(prefix), f"{prefix}k1", actual=4.25, target=5)
    (change,) = compare(make_map(), after).of_items(Metric)
    assert (change.before.actual, change.after.actual) == (3.1, 4.25)
    assert set(change.fields) == {"actual", "target"}


def test_a_comparison_is_told_in_both_languages() -> None:
    after = edits.set_item(make_map(), "c", text="Betaler selv", type="pain_point")
    after = edits.move_items(after, ["a"], "l1", "s3")
    after = edits.set_item(after, "f1", values=(1,))
    after = edits.set_about(after, title="Grønne sko")
    found = compare(make_map(), after)
    assert count_lines(Texts("da"), found) == (
        "Sedler: 1 flyttet, 1 ændret",
        "Følelser: 1 ændret",
        "Kortets oplysninger: 1 ændret",
    )
    assert list(change_lines(Texts("da"), found)) == [
        "Ændret: kortets oplysninger. Titel: »Sko« → »Grønne sko«",
        "Ændret: fasen »Køb«, rækken »Kontaktpunkter«, sedlen »Betaler selv«. "
        "Tekst: »Venter længe i køen ved kassen« → »Betaler selv«; Type: intet → Smertepunkt",
        "Flyttet: sedlen »Leder på nettet efter vegansk læder«, fra fasen »Overvej«, trinnet "
        "»Søger«, rækken »Kontaktpunkter« til fasen »Køb«, rækken »Kontaktpunkter«",
        "Ændret: fasen »Køb«, rækken »Følelser«, følelsen +1. Følelse: −1 → +1",
        "Følelser, Ida, Nutid: trinnet uden ord −1 → +1",
    ]
    assert count_lines(Texts("en"), found)[0] == "Cards: 1 moved, 1 changed"


def test_texts_that_begin_alike_are_told_from_where_they_differ() -> None:
    text = "Waits in the long queue at the counter without any sign of how long it takes"
    words = Texts("en")
    said = two_values_words(words, "text", f"{text} today", f"{text} today and tomorrow")
    assert said == ("“… takes today”", "“… takes today and tomorrow”")
    fits = "Search results for “Retrace durability”"  # the other is cut before it differs
    assert two_values_words(words, "text", fits, f"{fits} and more") == (
        "“… “Retrace durability””",
        "“… “Retrace durability” and more”",
    )
    assert two_values_words(words, "text", text, f"Never {text}") == (
        "“Waits in the long queue at the counter …”",
        "“Never Waits in the long queue at the …”",
    )


def test_alike_texts_are_found_among_thousands() -> None:
    chance = random.Random(4)
    words = [f"ord{number}" for number in range(400)]
    texts = {f"b{n}": " ".join(chance.sample(words, 7)) for n in range(600)}
    before = {one: (text, ("l", "s")) for one, text in texts.items()}
    after = {f"a{one}": (f"{text} mere", ("l", "t")) for one, text in texts.items()}
    pairs = alike_pairs(before, after)
    assert pairs == {f"a{one}": one for one in texts}


@LAWS
@given(edit_sequences(max_edits=8))
def test_what_a_comparison_finds_is_what_differs(run: Run) -> None:
    before, after = run.states[0], run.states[-1]
    found, back = compare(before, after), compare(after, before)
    assert not compare(after, after)
    assert bool(found) <= bool(difference(before, after))
    if not found.matching.is_apart:
        new = cards_of(after) - {item.id for item in items_of(before)}
        gone = cards_of(before) - {item.id for item in items_of(after)}
        cards = list(found.of_items(Card))
        assert {one.after_id for one in cards if one.kinds == ("added",)} == new
        assert {one.before_id for one in cards if one.kinds == ("removed",)} == gone
    assert found.counts("items")["added"] == back.counts("items")["removed"]
    for language in LANGUAGES:
        assert all(change_lines(Texts(language), found))


def cards_of(journey: JourneyMap) -> set[str]:
    return {item.id for item in items_of(journey) if isinstance(item, Card)}
