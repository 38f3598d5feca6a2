"""Choosing from the lists in the window: by stage, several at once, one edit."""

from model.lanes import CardsLane, MetricsLane
from widgets.canvas.selection import NOTHING, Selection
from widgets.inspector.offers import offered_words
from widgets.library_chooser import LibraryChooser


def chooser(window, action):
    window.actions_made[action].trigger()
    return window.findChildren(LibraryChooser)[-1]


def test_several_figures_of_the_users_phase_are_one_edit(window):
    journey = window.document.value
    window.choose(Selection("phases", (journey.phases[2].id,)))
    dialog = chooser(window, "insert_figures")
    first = dialog.tree.topLevelItem(0)
    assert first.isExpanded()
    assert not dialog.tree.topLevelItem(1).isExpanded()
    assert not dialog.take.isEnabled()
    dialog.tick("conversion")
    dialog.tick("abandoned-carts")
    assert dialog.take.text() == "Insert 2"
    dialog.take.click()
    lane = next(lane for lane in window.document.value.lanes if isinstance(lane, MetricsLane))
    cell = lane.cells[journey.phases[2].steps[0].id]
    assert [metric.name for metric in cell] == ["Conversion rate", "Abandoned carts"]
    assert cell[1].is_less_better
    assert window.selection.ids == tuple(metric.id for metric in cell)
    window.document.undo()
    assert window.document.value is journey


def test_contents_chosen_with_nothing_selected_go_each_to_its_phase(window):
    window.choose(NOTHING)
    dialog = chooser(window, "insert_contents")
    dialog.search.setText("faq")
    shown = [item for item in dialog.entries() if not item.isHidden()]
    assert {item.text(0) for item in shown} == {"Questions and answers (FAQ)"}
    dialog.search.clear()
    dialog.tick("blog")
    dialog.tick("referral")
    dialog.take.click()
    journey = window.document.value
    lane = next(
        lane for lane in journey.lanes if isinstance(lane, CardsLane) and lane.role == "content"
    )
    places = [journey.steps.index(step) for step in journey.steps if step.id in lane.cells]
    assert places == [0, len(journey.steps) - 1]


def test_channels_go_onto_the_users_phase_and_onto_the_maps_list(window):
    phase = window.document.value.phases[0]
    window.choose(Selection("phases", (phase.id,)))
    dialog = chooser(window, "insert_channels")
    dialog.tick("influencers")
    dialog.take.click()
    journey = window.document.value
    assert "Influencers" in journey.phases[0].channels
    assert any(channel.name == "Influencers" for channel in journey.channels)


def test_fields_offer_the_words_of_the_map_first_and_then_those_of_the_lists(window):
    offered = list(offered_words(window.document.value, "channels"))
    own = [channel.name for channel in window.document.value.channels]
    assert set(offered[: len(own)]) >= set(own)
    assert "Trustpilot" in offered
    assert "a couple of weeks" in offered_words(window.document.value, "durations")
