"""What a map holds since version 4 of its format, and that none of it leads nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from model import edits
from model.cards import ActionPlan, Card, CellOrigin, Feeling
from model.dismissals import Dismissal
from model.file import SCHEMA_VERSION, encode, read_journey
from model.filtering import fits
from model.journey import JourneyMap
from model.lanes import CardsLane
from model.printing.anonymous import anonymous
from model.printing.inside import map_inside
from model.printing.settings import PrintSettings
from model.problems import EditProblem
from model.texts_of_map import texts_of
from model.views import SavedView
from model.voting import VotingRound

FILES = Path(__file__).parents[1] / "file" / "files"
LANE = CardsLane(id="l")


@pytest.fixture
def journey() -> JourneyMap:
    return read_journey(FILES / f"v{SCHEMA_VERSION}.journey")


def test_a_map_of_version_3_has_nothing_of_what_came_later() -> None:
    older = read_journey(FILES / "v3.journey")
    assert (older.rounds, older.dismissals, older.versions) == ((), (), ())
    later = (b'"mark"', b'"stuck"', b'"rounds"', b'"versions"', b'"dismissals"', b'"origin"')
    assert not [name for name in later if name in encode(older)]


def test_twelve_people_with_three_dots_each_have_thirty_six() -> None:
    assert VotingRound(id="r", participants=12, dots_each=3).budget == 36
    assert VotingRound(id="r", participants=12).budget is None


def test_several_feelings_at_one_point_have_a_median_and_a_spread() -> None:
    feeling = Feeling(id="f", values=(-2, -1.5, 1))
    assert (feeling.median, feeling.spread) == (-1.5, (-2, 1))


@pytest.mark.parametrize(
    ("field", "remove"),
    [
        ("card", lambda held: edits.remove_items(held, ["c4"])),
        ("phase", lambda held: edits.remove_phase(held, "buying")),
        ("step", lambda held: edits.remove_step(held, "compare")),
        ("persona", lambda held: edits.remove_entry(held, "personas", "emma")),
    ],
)
def test_a_dismissal_goes_with_what_it_is_about(journey: JourneyMap, field, remove) -> None:
    about = {"card": "c4", "phase": "buying", "step": "compare", "persona": "emma"}[field]
    unlocked = edits.set_lane(journey, "photos", is_locked=False)
    dismissal = Dismissal(id="new", kind="message_missing", **{field: about})
    dismissed = edits.add_entry(unlocked, "dismissals", dismissal)
    assert "new" not in [one.id for one in remove(dismissed).dismissals]


def test_nothing_can_be_dismissed_that_is_not_there(journey: JourneyMap) -> None:
    with pytest.raises(EditProblem):
        edits.add_entry(
            journey, "dismissals", Dismissal(id="new", kind="channel_used_once", card="nobody")
        )


def test_a_round_forgets_a_lane_that_is_removed(journey: JourneyMap) -> None:
    assert edits.remove_lane(journey, "pain").rounds[0].lanes == ()


def test_a_channel_forgets_an_icon_that_is_removed(journey: JourneyMap) -> None:
    poorer = edits.remove_entry(journey, "images", journey.images[0].sha256)
    assert [channel.image for channel in poorer.channels] == [None, None]


def test_merged_steps_and_phases_keep_markers_and_prompts(journey: JourneyMap) -> None:
    journey = edits.set_lane(journey, "photos", is_locked=False)
    journey = edits.set_step(journey, "search", markers=("idea", "barrier"), stuck=50)
    journey = edits.set_phase(journey, "before", idea_prompts=("What would a quiz do?",))
    merged = edits.merge_steps(journey, "search", "compare").steps[0]
    assert merged.markers == ("idea", "barrier", "junction")
    assert merged.stuck == pytest.approx(56.25)
    assert len(edits.merge_phases(journey, "before", "buying").phases[0].idea_prompts) == 2


def test_a_view_asks_for_markers_owners_and_the_state_of_actions() -> None:
    card = Card(id="c", markers=("pain", "wait"), action=ActionPlan(owner="Åse", status="started"))
    note = Card(id="n")
    for criterion in ({"markers": ("pain",)}, {"owners": ("aase",)}, {"statuses": ("started",)}):
        view = SavedView(id="v", **criterion)
        assert fits(view, card, LANE)
        assert not fits(view, note, LANE)
    assert not fits(SavedView(id="v", owners=("Bo",), statuses=("started",)), card, LANE)


@pytest.mark.parametrize("cell", ["B7", "AA1048576", ""])
def test_a_cell_is_named_as_in_spreadsheets(cell: str) -> None:
    assert CellOrigin(cell=cell).cell == cell


@pytest.mark.parametrize("cell", ["7B", "b7", "B0", "B", "=B7"])
def test_what_is_no_cell_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="pattern"):
        CellOrigin(cell=cell)


def test_what_was_said_of_the_new_things_is_found(journey: JourneyMap) -> None:
    found = {(place.kind, place.field) for place, _ in texts_of(journey)}
    assert found >= {
        ("item", "action.outcome"), ("phase", "idea_prompts"), ("rounds", "question"),
        ("dismissals", "reason"), ("versions", "note"),
    }  # fmt: skip


def test_the_kind_of_a_source_and_of_a_link_can_be_set(journey: JourneyMap) -> None:
    changed = edits.set_entry(journey, "evidence", "iv1", kind="quantitative")
    assert changed.evidence[0].kind == "quantitative"
    changed = edits.set_entry(journey, "links", "k1", kind="channel_jump")
    assert changed.links[0].kind == "channel_jump"
    with pytest.raises(EditProblem):
        edits.set_entry(journey, "personas", "emma", kind="icp")


def test_a_print_without_names_holds_no_version_dismissal_or_file_of_figures(
    journey: JourneyMap,
) -> None:
    made = anonymous(journey)
    assert (made.versions, made.dismissals) == ((), ())
    assert b"salg.xlsx" not in encode(made)
    assert b"Bo" not in encode(made).replace(b"Bogen", b"")


def test_a_map_inside_a_pdf_holds_no_version(journey: JourneyMap) -> None:
    inside = map_inside(journey, PrintSettings(profile="archive"), None)
    assert inside is not None
    assert inside.versions == ()
    assert inside.rounds == journey.rounds
