"""What this computer remembers of each map: window, panels, zoom, place and what was chosen."""

import pytest

from app.saving import save_journey
from app.settings import MAX_PLACES, MapPlace, Settings, full_name
from model.templates import sample
from widgets.canvas.selection import cell_selection, item_selection


@pytest.fixture
def two_maps(tmp_path):
    paths = tmp_path / "one.journey", tmp_path / "two.journey"
    for path in paths:
        save_journey(path, sample("sustainable-shoes", "en"))
    return paths


def _opened(workspace, qtbot, path):
    window = workspace.open_file(path)
    qtbot.waitExposed(window)
    return window


def _seen(window):
    """Return zoom and the millimetre in the top left corner of the canvas."""
    view = window.canvas.view
    return (view.zoom, view.x / view.zoom, view.y / view.zoom)


def test_a_map_opens_where_it_was_looked_at_last(workspace, qtbot, two_maps):
    window = _opened(workspace, qtbot, two_maps[0])
    window.resize(760, 640)
    card = window.canvas.all_items()[30]
    window.choose(item_selection([card]))
    window.canvas.zoom_to_selection()
    window.canvas.scroll(13, 7)
    seen = _seen(window)
    window.close()
    again = _opened(workspace, qtbot, two_maps[0])
    assert _seen(again) == pytest.approx(seen)
    assert again.size().toTuple() == (760, 640)
    assert again.selection == item_selection([card])
    assert not again.canvas.is_fitted


def test_a_map_that_was_fitted_is_fitted_again_whatever_the_window(workspace, qtbot, two_maps):
    window = _opened(workspace, qtbot, two_maps[0])
    window.resize(1400, 900)
    window.close()
    again = _opened(workspace, qtbot, two_maps[0])
    again.resize(900, 650)
    assert again.canvas.is_fitted
    assert again.canvas.frame.window.contains(again.canvas.frame.paper)


def test_each_map_has_its_own_panels_and_zoom(workspace, qtbot, two_maps):
    one, two = (_opened(workspace, qtbot, path) for path in two_maps)
    one.actions_made["outline"].trigger()
    assert (one.is_outline_shown, two.is_outline_shown) == (False, True)
    two.canvas.actual_size()
    one.close()
    two.close()
    one, two = (_opened(workspace, qtbot, path) for path in two_maps)
    assert one.page.outline not in one.page.panes()
    assert two.page.outline in two.page.panes()
    assert one.canvas.is_fitted
    assert two.canvas.zoom == pytest.approx(1.0)


def test_a_map_opened_for_the_first_time_has_the_panels_used_last(workspace, qtbot, two_maps):
    one = _opened(workspace, qtbot, two_maps[0])
    one.actions_made["inspector"].trigger()
    two = _opened(workspace, qtbot, two_maps[1])
    assert not two.is_inspector_shown


def test_a_chosen_cell_is_chosen_again(workspace, qtbot, two_maps):
    window = _opened(workspace, qtbot, two_maps[0])
    journey = window.document.value
    chosen = cell_selection(journey.lanes[1].id, journey.steps[2].id)
    window.choose(chosen)
    window.close()
    assert _opened(workspace, qtbot, two_maps[0]).selection == chosen


def test_a_map_that_has_become_small_stays_in_sight(workspace, qtbot, two_maps):
    window = _opened(workspace, qtbot, two_maps[0])
    window.canvas.actual_size()
    last = window.canvas.all_items()[-1]
    window.choose(item_selection([last]))
    window.close()
    journey = sample("holiday", "da")
    gone = dict.fromkeys(("lanes", "links", "rounds", "dismissals"), ())
    small = journey.model_copy(update={**gone, "phases": journey.phases[:1]})
    save_journey(two_maps[0], small)
    again = _opened(workspace, qtbot, two_maps[0])
    assert again.canvas.frame.paper.intersects(again.canvas.frame.window)
    assert again.selection.kind == "nothing"


def test_a_file_is_remembered_once_from_whichever_folder_it_was_asked_for(settings, tmp_path):
    (tmp_path / "sub").mkdir()
    plain, roundabout = tmp_path / "map.journey", tmp_path / "sub" / ".." / "map.journey"
    settings.remember_file(plain)
    settings.remember_file(roundabout)
    assert settings.value.recent == (str(plain.resolve()),)
    settings.remember_place(MapPlace(path=full_name(plain), zoom=2.0))
    place = settings.place_of(roundabout)
    assert place is not None
    assert place.zoom == 2.0
    settings.forget_file(roundabout)
    assert settings.value.recent == ()


def test_the_newest_places_are_kept_and_survive_a_damaged_one(tmp_path):
    settings = Settings(tmp_path)
    for number in range(MAX_PLACES + 5):
        settings.remember_place(MapPlace(path=f"/maps/{number}.journey", zoom=number + 1))
    held = Settings(tmp_path).value.places
    assert len(held) == MAX_PLACES
    assert held[0].path == f"/maps/{MAX_PLACES + 4}.journey"
    file = tmp_path / "settings.json"
    file.write_text(file.read_text().replace('"zoom": 50.0', '"zoom": "near"'))
    assert Settings(tmp_path).value.language is None


@pytest.mark.parametrize("chosen", [("cell", "a"), ("items",), ("nonsense", "x"), ("", "", "", "")])
def test_a_selection_that_is_none_is_nothing(workspace, qtbot, two_maps, chosen):
    path = str(two_maps[0].absolute())
    workspace.settings.remember_place(
        MapPlace(path=path, chosen=chosen, zoom=1e300, is_fitted=False)
    )
    window = _opened(workspace, qtbot, two_maps[0])
    assert window.selection.kind == "nothing"
