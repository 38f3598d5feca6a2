"""Templates, lanes and cards that people keep: from the menus, in the gallery, in the palette."""

import pytest
from PySide6.QtWidgets import QDialog

from app import own_desk
from app.own_commands import fill_lanes
from app.own_things import OwnThings
from app.palette_command import choices_of
from model.file import encode
from model.find import lane_by_id
from widgets.canvas.selection import Selection
from widgets.gallery import Gallery
from widgets.own.keep_dialog import KeepDialog
from widgets.own.things_dialog import OwnThingsDialog, Thing


@pytest.fixture
def keep(monkeypatch):
    """Return a function that says what the dialog for keeping is to be given."""

    def answer(name, *, cards=False):
        def fill(dialog):
            dialog.name_line.setText(name)
            dialog.description_line.setText("Om butikken")
            dialog.cards.setChecked(cards)
            return QDialog.DialogCode.Accepted

        monkeypatch.setattr(KeepDialog, "exec", fill)

    return answer


def names(gallery):
    return [gallery.list.item(row).text() for row in range(gallery.list.count())]


def test_a_kept_template_stands_first_in_the_gallery_and_begins_a_map(filled, keep, qtbot):
    keep("Butik")
    filled.actions_made["save_template"].trigger()
    assert "Butik" in filled.problem_text
    start = filled.workspace.open_start(filled)
    gallery = start.findChild(Gallery)
    assert names(gallery)[0] == "Butik"
    with qtbot.waitSignal(gallery.chosen) as chosen:
        gallery.list.itemActivated.emit(gallery.list.item(0))
    made = chosen.args[0]
    assert made.about.title == "Butik"
    assert [phase.name for phase in made.phases] == [
        phase.name for phase in filled.document.value.phases
    ]
    own = filled.workspace.own
    own.templates.rename(own.templates.entries()[0], "Kiosk")
    filled.workspace.own_changed.emit()
    assert names(gallery)[0] == "Kiosk"


def test_lanes_kept_in_one_map_are_inserted_in_another_from_menu_and_palette(
    filled, keep, workspace
):
    lane = next(lane for lane in filled.document.value.lanes if lane.role == "pain_points")
    filled.choose(Selection("lanes", (lane.id,)))
    keep("Vores smerter")
    filled.actions_made["save_lanes"].trigger()
    other = workspace.open_new(filled.document.value)
    menu = other.menuBar().findChild(type(other.menuBar().addMenu("x")), "menu_own_lanes")
    fill_lanes(other, menu)
    assert menu.actions()[0].text() == "Vores smerter"
    before = len(other.document.value.lanes)
    choice = next(choice for choice in choices_of(other) if choice.name == "Vores smerter")
    choice.do()
    assert len(other.document.value.lanes) == before + 1
    added = lane_by_id(other.document.value, other.selection.ids[0])
    assert (added.name, dict(added.cells)) == (lane.name, {})
    other.document.undo()
    assert len(other.document.value.lanes) == before


def test_the_list_of_what_is_kept_renames_takes_in_and_removes(
    filled, keep, tmp_path, monkeypatch, qtbot
):
    keep("Butik")
    filled.actions_made["save_template"].trigger()
    doing = own_desk.OwnDoing(filled, filled)
    monkeypatch.setattr(own_desk, "ask_for_name", lambda *_: "Kiosk")
    renamed = doing.do("rename", "template", "Butik.journeytemplate")
    assert renamed == "Kiosk.journeytemplate"
    given = tmp_path / "given.journeytemplate"
    monkeypatch.setattr(own_desk.file_dialogs, "choose_new_file", lambda *_: given)
    monkeypatch.setattr(own_desk.file_dialogs, "choose_file", lambda *_: given)
    doing.do("give_out", "template", renamed)
    assert doing.do("take_in", "template", "") == "Kiosk 2.journeytemplate"
    monkeypatch.setattr("widgets.dialogs.ask_to_remove", lambda *_: True)
    doing.do("remove", "template", renamed)
    assert [file.id for file in filled.workspace.own.templates.entries()] == [
        "Kiosk 2.journeytemplate"
    ]
    given.write_bytes(encode(filled.document.value))
    doing.do("take_in", "template", "")
    assert "not one of your templates" in filled.problem_text
    dialog = OwnThingsDialog(filled.language, filled)
    qtbot.addWidget(dialog)
    dialog.show_things([Thing("template", "template", "a", "A", "")])
    with qtbot.waitSignal(dialog.asked) as asked:
        dialog.buttons["rename"].click()
    assert asked.args[0] == "rename"
    assert asked.args[1].id == "a"


def test_a_damaged_file_among_them_is_passed_over_and_told_once(workspace, settings, qtbot):
    folder = OwnThings(settings.folder).templates.folder
    folder.mkdir(parents=True)
    (folder / "Gammel.journeytemplate").write_text("{", encoding="utf-8")
    start = workspace.open_window()
    assert "Gammel.journeytemplate" in start.problem_text
    again = workspace.open_window()
    assert again.problem_text == ""
    assert "Gammel" not in names(again.findChild(Gallery))
