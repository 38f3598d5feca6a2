"""Personas who are switched off take along what is about nobody else."""

from app.export.text_twin import text_twin
from model.cards import Card, Feeling
from model.edits import add_entry, add_item, remove_items, set_entry, set_lane
from model.filtering import Filter
from model.journey import JourneyMap, Phase, Step
from model.lanes import CardsLane, FeelingsLane
from model.layout.engine import Layout
from model.layout.viewing import Viewing
from model.people import Persona, persona_mark
from model.people_order import with_person_at
from model.people_shown import PeopleSieve, hidden_by_people, unshown, with_shown_only
from model.printing.inside import map_inside
from model.printing.settings import PrintSettings
from model.text.fonts import FontBook
from model.texts import Texts
from model.views import SavedView
from model.wording import unshown_words


def the_map():
    """Return a map of Emma, who is switched off, and Lars."""
    journey = JourneyMap(
        id="m",
        phases=(Phase(id="p", name="Buy", steps=(Step(id="s"), Step(id="t"))),),
        lanes=(
            CardsLane(id="does", name="Does"),
            FeelingsLane(id="feels", name="Feels"),
            CardsLane(id="hers", name="Emma's own"),
        ),
    )
    for person in (Persona(id="emma", name="Emma"), Persona(id="lars", name="Lars")):
        journey = add_entry(journey, "personas", person)
    journey = set_lane(journey, "hers", personas=("emma",))
    for lane, item in (
        ("does", Card(id="of_emma", text="runs", personas=("emma",))),
        ("does", Card(id="of_both", text="walks", personas=("emma", "lars"))),
        ("does", Card(id="of_all", text="sits")),
        ("hers", Card(id="in_her_lane", text="sleeps")),
        ("hers", Card(id="of_lars_there", text="wakes her", personas=("lars",))),
        ("feels", Feeling(id="her_joy", values=(2,), persona="emma")),
        ("feels", Feeling(id="his_joy", values=(1,), persona="lars")),
    ):
        journey = add_item(journey, lane, "s", item)
    return set_entry(journey, "personas", "emma", is_visible=False)


def on_sheet(sheet):
    return {held.block.id for cell in sheet_cells(sheet) for held in cell.contents}


def sheet_cells(sheet):
    return [cell for row in sheet.cells for cell in row]


def test_a_persona_who_is_switched_off_takes_along_what_is_about_nobody_else():
    journey = the_map()
    assert hidden_by_people(journey) == {"of_emma", "in_her_lane", "her_joy"}
    shown = set_entry(journey, "personas", "emma", is_visible=True)
    assert not hidden_by_people(shown)
    assert with_shown_only(shown) is shown


def test_what_is_not_shown_is_told_by_persona():
    (emma,) = unshown(the_map())
    assert (emma.person.name, emma.cards, emma.feelings) == ("Emma", 2, 1)
    assert unshown_words(Texts("en"), emma) == "Emma: 2 cards, 1 feeling"
    assert unshown_words(Texts("da"), emma) == "Emma: 2 sedler, 1 følelse"


def test_the_sheet_of_screen_and_print_leaves_it_out_and_says_so():
    layout = Layout(FontBook.bundled())
    for is_print in (False, True):
        sheet = layout.sheet(the_map(), for_print=is_print)
        assert on_sheet(sheet) == {"of_both", "of_all", "of_lars_there", "his_joy"}
        assert any(placed.block.kind == "footer" for placed in sheet.trailers)
    spared = Filter(SavedView(id="current"), frozenset({"of_emma"}))
    assert "of_emma" in on_sheet(layout.sheet(the_map(), through=spared))


def test_a_lane_of_nobody_who_is_shown_goes_with_them_unless_something_is_left_in_it():
    layout = Layout(FontBook.bundled())
    journey = remove_items(the_map(), ["of_lars_there"])
    assert [lane.id for lane in with_shown_only(journey).lanes] == ["does", "feels"]
    assert "Emma's own" not in text_twin(journey, "en").decode()
    for is_print in (False, True):
        sheet = layout.sheet(journey, for_print=is_print)
        assert [row.lane_id for row in sheet.rows] == ["does", "feels"]
    written = add_item(journey, "hers", "t", Card(id="new", text="x"))
    spared = Filter(SavedView(id="current"), frozenset({"new"}))
    assert [row.lane_id for row in layout.sheet(written, through=spared).rows] == [
        "does", "feels", "hers",
    ]  # fmt: skip
    shown = set_entry(journey, "personas", "emma", is_visible=True)
    assert [row.lane_id for row in layout.sheet(shown).rows] == ["does", "feels", "hers"]
    assert [row.lane_id for row in layout.sheet(the_map()).rows] == ["does", "feels", "hers"]


def test_the_text_twin_leaves_it_out_and_says_so():
    page = text_twin(the_map(), "en").decode()
    assert "Not shown</dt>" in page
    assert "Emma: 2 cards, 1 feeling" in page
    assert "walks" in page
    assert not any(word in page for word in ("runs", "sleeps"))


def test_a_keystroke_judges_one_cell_and_leaves_the_other_lanes_as_they_are():
    viewing, people = Viewing(), PeopleSieve()
    before = the_map()
    first = viewing.seen(before, None).journey
    people.hidden(before)
    after = add_item(before, "does", "t", Card(id="new", text="x", personas=("emma",)))
    second = viewing.seen(after, None).journey
    assert people.hidden(after) - people.hidden(before) == {"new"}
    assert second.lanes[2] is first.lanes[2]
    assert second.lanes[0].cells["s"] is first.lanes[0].cells["s"]


def test_who_gets_another_place_keeps_colour_and_mark():
    before = the_map()
    emma, lars = before.personas
    after = with_person_at(before, "lars", 0)
    assert [person.id for person in after.personas] == ["lars", "emma"]
    assert [person.mark for person in after.personas] == ["square", "circle"]
    assert [persona_mark(lars, 1), persona_mark(emma, 0)] == ["square", "circle"]
    assert [person.colour for person in after.personas] == ["orange", "blue"]
    assert with_person_at(before, "lars", 1) is before


def test_an_archive_pdf_holds_no_map_while_someone_is_switched_off():
    archive = PrintSettings(profile="archive")
    assert map_inside(the_map(), archive, None) is None
    everyone = set_entry(the_map(), "personas", "emma", is_visible=True)
    assert map_inside(everyone, archive, None) is not None
