"""The text twin: one HTML page that says all a map says, read with a parser that is not ours."""

from __future__ import annotations

import re

import pytest
from lxml import html

from app.export.text_twin import text_twin
from model.cards import Card, Feeling, Metric, Passage, Picture, Reading
from model.evidence import Evidence
from model.journey import JourneyMap, Link, MapCard, Phase, Step
from model.lanes import CardsLane, FeelingsLane, ImagesLane, MetricsLane, TextLane
from model.people import Persona
from model.templates import sample
from model.texts import LANGUAGES

HOSTILE = "</td></table><script>alert(1)</script>\"' onload=x <img src=//evil> &amp; ]]> <!--\u202e"


def page_of(journey: JourneyMap, language: str | None = None) -> html.HtmlElement:
    return html.document_fromstring(text_twin(journey, language).decode())


def spoken(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["sustainable-shoes", "holiday"])
def test_the_twin_says_every_printed_item_in_the_column_of_its_lane(name, language):
    journey = sample(name, language)
    page = page_of(journey)
    rows = page.xpath("//table/tbody/tr[th[@scope='row']]")
    for step, row in zip(journey.steps, rows, strict=True):
        assert row.find("th").get("abbr") == step.name
        for lane, cell in zip(journey.lanes, row.findall("td"), strict=True):
            items = lane.cells.get(step.id, ())
            assert len(cell.xpath("./ul/li")) == len(items)
            for item in items:
                words = getattr(item, "text", "") or getattr(
                    item, "label", getattr(item, "name", "")
                )
                assert " ".join(words.split()) in spoken(cell)
    assert [head.get("abbr") for head in page.xpath("//thead//th")][1:] == [
        lane.name for lane in journey.lanes
    ]
    assert page.xpath("//tbody/tr/th[@scope='rowgroup']/@abbr") == [p.name for p in journey.phases]
    assert page.get("lang") == language
    assert page.findtext(".//title") == journey.about.title
    for persona in journey.personas:
        assert persona.quote in spoken(page.get_element_by_id("personas"))


def test_signs_and_curves_of_the_wall_are_said_in_words():
    journey = sample("sustainable-shoes", "en")
    page = page_of(journey)
    pain = next(c for lane in journey.lanes for cell in lane.cells.values() for c in cell
                if isinstance(c, Card) and c.severity and c.votes and c.evidence)  # fmt: skip
    said = spoken(page.get_element_by_id(f"item-{pain.id}"))
    assert f"Severity {pain.severity}/5" in said
    assert f"{pain.votes[0].count} vote" in said
    titles = {source.id: source.title for source in journey.evidence}
    assert titles[pain.evidence[0]] in said
    feelings = " ".join(spoken(item) for item in page.xpath("//td/ul/li"))
    assert "Delighted (+2)" in feelings
    assert "Annoyed (−1)" in feelings
    for link in journey.links:
        source = page.get_element_by_id(f"item-{link.source}")
        assert f"#item-{link.target}" in source.xpath(".//a/@href")


def test_our_words_may_be_in_another_language_than_the_map():
    page = page_of(sample("holiday", "da"), "en")
    assert page.get("lang") == "en"
    assert page.find(".//h1").get("lang") == "da"
    assert "Severity" in spoken(page)


def hostile_map() -> JourneyMap:
    return JourneyMap(
        id="m",
        about=MapCard(title=HOSTILE, purpose=HOSTILE, language="da"),
        personas=(Persona(id="p", name=HOSTILE, quote=HOSTILE, goals=(HOSTILE,)),),
        phases=(Phase(id="f", name=HOSTILE, example=HOSTILE, steps=(Step(id="s", name=HOSTILE),)),),
        lanes=(
            CardsLane(id="a", name=HOSTILE, hint=HOSTILE, cells={"s": (
                Card(id="map", text=HOSTILE, tags=(HOSTILE,), channels=(HOSTILE,), is_quote=True),
                Card(id="d", text=HOSTILE),
            )}),
            FeelingsLane(id="b", cells={"s": (Feeling(id="e", label=HOSTILE, persona="p"),)}),
            TextLane(id="t", cells={"s": (Passage(id="g", text=HOSTILE),)}),
            ImagesLane(id="i", cells={"s": (Picture(id="h", caption=HOSTILE),)}),
        ),
        links=(Link(id="l", source="map", target="d", label=HOSTILE),),
        evidence=(
            Evidence(id="x", reference="javascript:alert(1)", title=HOSTILE),
            Evidence(id="y", reference="https://example.org/a?b=1&c=2"),
            Evidence(id="z", reference='https://example.org/" onclick="x'),
            Evidence(id="w", reference="mailto:emma@example.org"),
            Evidence(id="v", reference="file:///etc/passwd"),
        ),
    )  # fmt: skip


def test_hostile_text_stays_text_and_only_pages_and_mailboxes_are_led_to():
    page = page_of(hostile_map())
    assert not page.xpath("//script | //img | //link | //iframe | //@onload | //@onclick | //@src")
    assert len(page.xpath("//table")) == 1
    lines = " ".join(HOSTILE.split())
    for element in (page.find(".//h1"), page.get_element_by_id("item-map").find("blockquote")):
        assert spoken(element) == lines
    assert [a.get("href") for a in page.xpath("//a") if not a.get("href").startswith("#")] == [
        "https://example.org/a?b=1&c=2",
        "mailto:emma@example.org",
    ]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_the_page_needs_nothing_that_is_not_in_it():
    page = text_twin(sample("holiday", "en")).decode()
    assert not re.search(r"url\(|@import|src=|<script|<link", page)
    assert "default-src &#x27;none&#x27;" in page


def test_the_anonymous_twin_names_nobody():
    said = text_twin(sample("holiday", "en"), None, True).decode()
    assert "Claire" not in said
    assert "Persona 1" in said


@pytest.mark.parametrize(
    ("language", "ways", "back", "share"),
    [
        ("en", "then either back to See or on to Use", "then back to See", "70% of all come here"),
        ("da", "derefter enten tilbage til See eller videre til Use", "derefter tilbage til See",
         "70\u00a0% af alle når hertil"),
    ],
)  # fmt: skip
def test_where_one_may_go_from_a_step_and_how_many_come_to_it_is_said(language, ways, back, share):
    steps = (
        Step(id="see", name="See", drop_off=30),
        Step(id="buy", name="Buy", next=("use", "see")),
        Step(id="use", name="Use", next=("see",)),
    )
    page = page_of(JourneyMap(id="m", phases=(Phase(id="p", steps=steps),)), language)
    heads = [spoken(head) for head in page.xpath("//tbody//th[@scope='row']")]
    assert ways in heads[1]
    assert " ".join(share.split()) in heads[1]
    assert back in heads[2]


def test_readings_and_changes_of_channel_are_said():
    readings = (Reading(date="2025-01-10", value=70), Reading(date="2026-01-10", value=61.5))
    metric = Metric(id="m", name="Left", is_less_better=True, readings=readings)
    cards = {"s": (Card(id="a", text="Mail"), Card(id="b", text="Shop"))}
    journey = JourneyMap(
        id="j",
        phases=(Phase(id="p", steps=(Step(id="s"),)),),
        lanes=(CardsLane(id="c", cells=cards), MetricsLane(id="k", cells={"s": (metric,)})),
        links=(Link(id="l", source="a", target="b", kind="channel_jump"),),
    )
    said = spoken(page_of(journey, "en"))
    assert "Lower is better · Readings: 10 January 2025: 70; 10 January 2026: 61.5" in said
    assert "Moving the right way" in said
    assert "The customer changes channel, on to Shop" in said


def test_a_lane_that_shows_channels_names_those_of_each_step_before_its_cards():
    touch = CardsLane(id="t", cells={"s": (Card(id="a", text="Ad", channels=("Mail", "Shop")),)})
    lane = CardsLane(id="m", is_channel_matrix=True, cells={"s": (Card(id="b", text="Own"),)})
    steps = (Step(id="s"), Step(id="e"))
    journey = JourneyMap(id="j", phases=(Phase(id="p", steps=steps),), lanes=(touch, lane))
    row, empty = page_of(journey, "en").xpath("//tbody/tr[th[@scope='row']]")
    assert spoken(row.findall("td")[1]) == "Channels: Mail, ShopOwn"
    assert spoken(empty.findall("td")[1]) == ""
