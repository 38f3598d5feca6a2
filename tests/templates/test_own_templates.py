"""Templates, lanes and cards of one's own: what stays of a map, and what never does."""

from types import MappingProxyType

import pytest

from model.cards import ActionPlan, Card, Feeling, Metric, Votes
from model.clippings import Where, clipping_to_bytes, paste
from model.edits import add_entry, set_about, set_entry, set_item
from model.evidence import Evidence, Photo
from model.file import encode
from model.find import item_by_id
from model.integrity import integrity_problems
from model.journey import Channel, JourneyMap, Link, MapCard, Phase, Step
from model.keeping import (
    Kept,
    part_from,
    part_of,
    part_to_bytes,
    started_from,
    template_from,
    template_of,
    template_to_bytes,
)
from model.lanes import CardsLane, FeelingsLane, MetricsLane
from model.people import Persona
from model.problems import FileProblem
from model.templates import sample
from model.voting import VotingRound
from tests.embedded_images import embedded


@pytest.fixture
def journey():
    return JourneyMap(
        id="map",
        about=MapCard(
            title="Emmas sko",
            purpose="Se hvor vi taber Emma",
            language="da",
            authors=("Bo",),
            participants=("Ida", "Ole"),
            created="2026-05-01T10:00:00Z",
        ),
        personas=(Persona(id="emma", name="Emma", quote="Jeg vil vide det", mark="star"),),
        evidence=(Evidence(id="talk", method="interview", title="Samtale med Emma"),),
        rounds=(VotingRound(id="r", question="Hvad først?", participants=12, date="2026-05-01"),),
        channels=(Channel(id="shop", name="Butik", icon="store"),),
        phases=(
            Phase(
                id="p",
                name="Køb",
                definition="Emma køber",
                steps=(Step(id="s", name="Ved kassen", drop_off=12.0, is_moment_of_truth=True),),
            ),
        ),
        lanes=(
            CardsLane(
                id="pains",
                name="Smertepunkter",
                hint="Hvad driller?",
                cells=MappingProxyType(
                    {
                        "s": (
                            Card(
                                id="queue",
                                text="Emma venter i kø",
                                severity=4,
                                votes=(Votes(count=5),),
                                evidence=("talk",),
                                evidence_level="validated",
                                author="Bo",
                            ),
                            Card(
                                id="till",
                                text="En kasse mere",
                                action=ActionPlan(owner="Ida", due="2026-06-01", impact=4),
                            ),
                        )
                    }
                ),
            ),
            FeelingsLane(
                id="feels",
                cells=MappingProxyType({"s": (Feeling(id="f", persona="emma", values=(-1.0,)),)}),
            ),
            MetricsLane(
                id="figures",
                cells=MappingProxyType({"s": (Metric(id="m", name="Konvertering", actual=2.1),)}),
            ),
        ),
        links=(Link(id="l", source="queue", target="till"),),
    )


def test_a_template_keeps_structure_hints_and_names_of_figures_and_nothing_else(journey):
    made = template_of(journey, "Butikken", "Til butikker", Kept()).journey
    assert integrity_problems(made) == ()
    assert made.phases[0].steps[0].name == "Ved kassen"
    assert made.phases[0].steps[0].drop_off is None
    assert [lane.hint for lane in made.lanes] == ["Hvad driller?", "", ""]
    assert dict(made.lanes[0].cells) == {}
    assert dict(made.lanes[1].cells) == {}
    assert made.lanes[2].cells["s"] == (Metric(id="m", name="Konvertering"),)
    assert made.about == MapCard(title="Butikken", language="da")
    assert made.rounds == (VotingRound(id="r", question="Hvad først?"),)


def test_without_persona_data_no_text_names_them(journey):
    made = template_of(journey, "T", "", Kept(cards=True)).journey
    assert integrity_problems(made) == ()
    assert made.personas == (Persona(id=made.personas[0].id, name="Persona 1", mark="star"),)
    written = encode(made).decode("utf-8")
    for name in ("Emma", "Bo", "Ida", "Ole", "Samtale", "2026", "Jeg vil"):
        assert name not in written
    assert made.phases[0].definition == "Persona 1 køber"
    card = item_by_id(made, "queue")
    assert (card.text, card.severity, card.votes) == ("Persona 1 venter i kø", 4, ())
    assert item_by_id(made, "till").action == ActionPlan(impact=4)
    assert made.links == journey.links


def test_with_persona_data_they_come_as_they_are_but_for_their_sources(journey):
    made = template_of(journey, "T", "", Kept(cards=True, personas="kept")).journey
    assert made.personas[0].quote == "Jeg vil vide det"
    assert item_by_id(made, "queue").evidence == ()
    assert made.about.title == "Emmas sko"


@pytest.mark.parametrize("personas", ["kept", "unnamed", "gone"])
@pytest.mark.parametrize("cards", [True, False])
def test_what_is_left_of_a_sample_is_a_whole_map(cards, personas):
    made = template_of(sample("holiday", "da"), "T", "", Kept(cards=cards, personas=personas))
    assert integrity_problems(made.journey) == ()
    read = template_from(template_to_bytes(made), "T.journeytemplate")
    assert read == made


def test_each_map_from_a_template_is_a_map_of_its_own(journey):
    template = template_of(journey, "T", "", Kept())
    first, second = started_from(template), started_from(template)
    assert len({first.id, second.id, journey.id}) == 3
    assert encode(first).count(b'"template"') == 0


def test_a_map_is_no_template_and_damage_is_told_by_the_one_loader(journey):
    with pytest.raises(FileProblem) as refused:
        template_from(encode(journey), "a.journeytemplate")
    assert refused.value.code == "own.no_template"
    with pytest.raises(FileProblem) as refused:
        template_from(b'{"format": "other"}', "a.journeytemplate")
    assert refused.value.code.startswith("file.")


def test_kept_cards_come_into_another_map_without_names_votes_and_sources(journey):
    part = part_of(journey, "items", ["queue", "till"], "Kasse", keeps_cards=True)
    read = part_from(part_to_bytes(part), "Kasse.journeypart")
    assert (read.name, read.kind) == ("Kasse", "items")
    other = set_about(sample("sustainable-shoes", "da"), title="En anden")
    pasted = paste(other, read.clipping, Where())
    assert integrity_problems(pasted.journey) == ()
    cards = [item_by_id(pasted.journey, new) for new in pasted.ids]
    assert [card.text for card in cards] == ["Persona 1 venter i kø", "En kasse mere"]
    assert all(card.votes == () and card.personas == () for card in cards)
    assert len(pasted.journey.links) == len(other.links) + 1


def test_kept_lanes_are_empty_unless_their_cards_are_wanted_too(journey):
    for keeps, count in ((False, 0), (True, 2)):
        part = part_of(journey, "lanes", ["pains"], "P", keeps_cards=keeps)
        pasted = paste(journey, part.clipping, Where())
        lane = next(lane for lane in pasted.journey.lanes if lane.id in pasted.ids)
        assert (lane.name, lane.hint) == ("Smertepunkter", "Hvad driller?")
        assert sum(map(len, lane.cells.values())) == count


def test_a_clipping_without_a_name_is_nothing_kept(journey):
    part = part_of(journey, "lanes", ["pains"], "P", keeps_cards=False)
    for data in (clipping_to_bytes(part.clipping), encode(journey)):
        with pytest.raises(FileProblem) as refused:
            part_from(data, "P.journeypart")
        assert refused.value.code == "own.no_part"


def test_a_persona_of_a_lane_goes_from_the_lane_when_it_is_kept(journey):
    named = add_entry(journey, "personas", Persona(id="ulla", name="Ulla"))
    named = set_item(named, "queue", personas=("ulla",))
    part = part_of(named, "lanes", ["pains", "feels"], "P", keeps_cards=True)
    assert part.clipping.part.personas == ()
    assert integrity_problems(part.clipping.part) == ()


def test_icons_of_channels_stay_and_photos_of_personas_go(journey):
    icon, face, wall = (embedded(content) for content in (b"icon", b"face", b"wall"))
    for image in (icon, face, wall):
        journey = add_entry(journey, "images", image)
    journey = set_entry(journey, "channels", "shop", image=icon.sha256)
    journey = set_entry(journey, "personas", "emma", image=face.sha256)
    journey = add_entry(journey, "photos", Photo(id="photo", image=wall.sha256))
    unnamed = template_of(journey, "T", "", Kept()).journey
    assert integrity_problems(unnamed) == ()
    assert unnamed.images == (icon,)
    assert unnamed.channels[0].image == icon.sha256
    named = template_of(journey, "T", "", Kept(personas="kept")).journey
    assert named.images == (icon, face)
