"""Inspector, outline, actions and clipboard on real windows: edits arrive, undo takes them back."""

import io
from typing import get_args

import pytest
from PIL import Image as PillowImage
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu

from app.action_table import context_menu
from app.beside import Beside
from app.clipboard import MIME
from app.image_files import put_image
from model.edits import add_item, remove_items
from model.find import item_by_id, item_place, step_by_id
from model.lanes import ImagesLane, LaneRole
from model.values import new_id
from widgets.canvas.selection import NOTHING, Selection, cell_selection, item_selection
from widgets.inspector.field_table import FORMS


def cards(window):
    lanes = [lane for lane in window.document.value.lanes if lane.kind == "cards"]
    return [card for lane in lanes for cell in lane.cells.values() for card in cell]


def row(window, path):
    return window.page.inspector.form.rows[path]


def choose_card(window, place=0):
    card = cards(window)[place]
    window.choose(item_selection([card.id]))
    return card


def now(window, card):
    return item_by_id(window.document.value, card.id)


def test_typing_in_the_inspector_changes_the_card_and_is_one_undo(filled, qtbot):
    card = choose_card(filled)
    edit = row(filled, "text").edit
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "Hello wall")
    assert now(filled, card).text == "Hello wall"
    assert filled.isWindowModified()
    filled.actions_made["undo"].trigger()
    assert now(filled, card).text == card.text
    assert edit.toPlainText() == card.text
    assert not filled.isWindowModified()


def test_undo_typed_in_a_field_goes_to_the_one_history(filled, qtbot):
    card = choose_card(filled)
    department = row(filled, "department").edit
    department.setFocus()
    department.clear()
    qtbot.keyClicks(department, "Sales")
    assert now(filled, card).department == "Sales"
    qtbot.keySequence(department, QKeySequence.StandardKey.Undo)
    assert now(filled, card).department == card.department
    assert department.text() == card.department
    qtbot.keyClick(department, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert now(filled, card).department == "Sales"


def test_a_space_being_typed_is_not_eaten(filled, qtbot):
    card = choose_card(filled)
    department = row(filled, "department").edit
    department.clear()
    qtbot.keyClicks(department, "Customer service")
    assert now(filled, card).department == "Customer service"


def test_two_fields_are_two_entries_of_the_history(filled, qtbot):
    card = choose_card(filled)
    row(filled, "severity").changed.emit(5)
    row(filled, "frequency").changed.emit(2)
    filled.document.undo()
    assert now(filled, card).severity == 5
    assert now(filled, card).frequency == card.frequency


def test_colour_rating_markers_and_plan_are_set_with_the_mouse_and_keys(filled, qtbot):
    card = choose_card(filled)
    qtbot.mouseClick(row(filled, "colour").swatches["green"], Qt.MouseButton.LeftButton)
    qtbot.keyClick(row(filled, "severity").dots, Qt.Key.Key_4)
    row(filled, "markers").menu.aboutToShow.emit()
    row(filled, "markers").menu.actions()[0].trigger()
    owner = row(filled, "action.owner").edit
    owner.clear()
    qtbot.keyClicks(owner, "Mette")
    due = row(filled, "action.due").edit
    due.clear()
    qtbot.keyClicks(due, "4/3/2027")
    qtbot.keyClick(due, Qt.Key.Key_Return)
    changed = now(filled, card)
    assert changed.colour == "green"
    assert changed.severity == 4
    assert "moment_of_truth" in changed.markers
    assert changed.action.owner == "Mette"
    assert changed.action.due == "2027-03-04"


def test_a_date_that_is_none_is_not_handed_on_and_says_how_to_write_one(filled, qtbot):
    card = choose_card(filled)
    due = row(filled, "action.due").edit
    due.clear()
    before = now(filled, card).action
    qtbot.keyClicks(due, "31/2/2027")
    qtbot.keyClick(due, Qt.Key.Key_Return)
    assert now(filled, card).action == before
    assert "24/3/2027" in row(filled, "action.due").complaint.text()


def test_tags_become_chips_and_chips_go_again(filled, qtbot):
    card = choose_card(filled)
    tags = row(filled, "tags")
    qtbot.keyClicks(tags.edit, "trust & <b>care</b>")
    qtbot.keyClick(tags.edit, Qt.Key.Key_Return)
    assert now(filled, card).tags == (*card.tags, "trust & <b>care</b>")
    qtbot.keyClick(tags.edit, Qt.Key.Key_Backspace)
    assert now(filled, card).tags == card.tags


def test_several_cards_are_changed_at_once(filled):
    chosen = cards(filled)[:5]
    filled.choose(item_selection(card.id for card in chosen))
    row(filled, "type").changed.emit("idea")
    assert {now(filled, card).type for card in chosen} == {"idea"}
    assert not row(filled, "text").isVisibleTo(filled.page.inspector)
    filled.document.undo()
    assert [now(filled, card) for card in chosen] == chosen


def test_everything_on_the_map_can_be_chosen_at_once(filled):
    filled.actions_made["select_all"].trigger()
    count = len(filled.selection.ids)
    assert str(count) in filled.page.inspector._title.text()
    filled.actions_made["delete"].trigger()
    assert cards(filled) == []
    filled.document.undo()
    assert not filled.isWindowModified()


def test_the_feeling_slider_snaps_to_halves(filled):
    lane = next(lane for lane in filled.document.value.lanes if lane.kind == "feelings")
    feeling = next(iter(lane.cells.values()))[0]
    filled.choose(item_selection([feeling.id]))
    row(filled, "values").slider.setValue(3)
    assert now(filled, feeling).values == (1.5,)


def test_the_title_of_the_map_is_edited_when_nothing_is_chosen(window, qtbot):
    window.choose(NOTHING)
    title = row(window, "about.title").edit
    title.clear()
    qtbot.keyClicks(title, "Our way")
    assert window.document.value.about.title == "Our way"
    assert window.windowTitle().startswith("Our way[*]")


def test_a_persona_is_added_named_and_removed(window, qtbot):
    window.choose(NOTHING)
    row(window, "personas").add_buttons["persona"].click()
    name = row(window, "name").edit
    qtbot.keyClicks(name, "Emma")
    assert [persona.name for persona in window.document.value.personas] == ["Emma"]
    window.document.undo()
    window.document.undo()
    assert window.document.value.personas == ()
    assert window.page.inspector.subject.kind == "map"


def test_a_source_is_added_and_a_card_refers_to_it(filled, qtbot):
    filled.actions_made["add_source"].trigger()
    qtbot.keyClicks(row(filled, "title").edit, "Ten interviews")
    row(filled, "method").changed.emit("interview")
    source = filled.document.value.evidence[-1]
    assert (source.title, source.method) == ("Ten interviews", "interview")
    card = choose_card(filled)
    filled.choose(NOTHING)
    choose_card(filled)
    row(filled, "evidence").menu.aboutToShow.emit()
    row(filled, "evidence").menu.actions()[-1].trigger()
    assert source.id in now(filled, card).evidence
    filled.choose(NOTHING)
    filled.page.inspector._remove_entry(source.id)
    assert source.id not in now(filled, card).evidence


def test_sizes_on_the_sheet_refuse_nonsense(window, qtbot):
    window.choose(NOTHING)
    width = row(window, "sheet.note_width").edit
    width.clear()
    qtbot.keyClicks(width, "abc")
    qtbot.keyClick(width, Qt.Key.Key_Return)
    assert window.document.value.sheet.note_width == 76
    width.clear()
    qtbot.keyClicks(width, "100")
    qtbot.keyClick(width, Qt.Key.Key_Return)
    assert window.document.value.sheet.note_width == 100


def test_every_form_can_be_made_and_worded_in_both_languages(window, workspace):
    forms = [window.page.inspector._form_of(kind) for kind in FORMS]
    for code in ("da", "en"):
        workspace.use_language(code)
        assert all(held.label.text() for form in forms for held in form.rows.values())


def test_every_field_of_a_form_is_a_field_of_the_map(filled):
    journey = filled.document.value
    filled.choose(NOTHING)
    assert set(filled.page.inspector.form.rows) == set(row_paths("map"))
    for selection in (
        Selection("phases", (journey.phases[0].id,)),
        Selection("steps", (journey.steps[0].id,)),
        *(Selection("lanes", (lane.id,)) for lane in journey.lanes),
        *(item_selection([cell[0].id]) for lane in journey.lanes for cell in lane.cells.values()),
    ):
        filled.choose(selection)
        assert filled.page.inspector.form.isVisible()


def row_paths(kind):
    return [field.path for section in FORMS[kind] for field in section.fields]


def test_choosing_in_the_outline_chooses_on_the_canvas_and_back(filled):
    outline = filled.page.outline
    card = cards(filled)[3]
    filled.choose(item_selection([card.id]))
    assert [index.data() for index in outline.tree.selectedIndexes()] == [card.text]
    other = cards(filled)[5]
    outline.tree.setCurrentIndex(outline.model.index_of(("items", other.id)))
    assert filled.selection == item_selection([other.id])


def test_the_outline_follows_every_edit_and_undo(filled):
    outline = filled.page.outline

    def shown():
        model = outline.model

        def below(index):
            return [model.index(row, 0, index) for row in range(model.rowCount(index))]

        return [
            [model.key_of(item)[1] for cell in below(lane) for item in below(cell)]
            for lane in below(model.index_of(("all_lanes",)))
        ]

    def wanted():
        journey = filled.document.value
        return [
            [item.id for step in journey.steps for item in lane.cells.get(step.id, ())]
            for lane in journey.lanes
        ]

    assert shown() == wanted()
    for action, selection in (
        ("delete", item_selection([cards(filled)[0].id])),
        ("move_right", item_selection([cards(filled)[4].id])),
        ("move_down", item_selection([cards(filled)[2].id])),
        ("move_down", Selection("lanes", (filled.document.value.lanes[0].id,))),
        ("move_right", Selection("steps", (filled.document.value.steps[1].id,))),
        ("move_right", Selection("phases", (filled.document.value.phases[0].id,))),
        ("merge_next", Selection("phases", (filled.document.value.phases[1].id,))),
        ("delete", Selection("steps", (filled.document.value.steps[2].id,))),
        ("delete", Selection("lanes", (filled.document.value.lanes[1].id,))),
    ):
        filled.choose(selection)
        filled.actions_made[action].trigger()
        assert shown() == wanted(), action
    while filled.document.undo_label:
        filled.document.undo()
        assert shown() == wanted()


def test_searching_the_outline_hides_what_does_not_hold_the_words(filled):
    outline = filled.page.outline
    word = cards(filled)[0].text.split()[0].casefold()
    outline.search.setText(word)
    outline.search_now()
    model = outline.model
    shown = [model.index_of(("items", card.id)) for card in cards(filled)]
    texts = [index.data() for index in shown if index.isValid()]
    assert texts
    assert all(word in text.casefold() for text in texts)
    held = [card.text for card in cards(filled) if word in card.text.casefold()]
    assert len(texts) == len(held)


def test_enter_in_the_outline_opens_the_card_for_writing(filled, qtbot):
    outline = filled.page.outline
    outline.tree.setCurrentIndex(outline.model.index_of(("items", cards(filled)[0].id)))
    qtbot.keyClick(outline.tree, Qt.Key.Key_Return)
    assert filled.canvas.is_editing


def test_copied_cards_are_text_elsewhere_and_cards_here(filled):
    chosen = cards(filled)[:2]
    filled.choose(item_selection(card.id for card in chosen))
    filled.actions_made["copy"].trigger()
    data = QGuiApplication.clipboard().mimeData()
    assert set(data.text().replace("\t", "\n").splitlines()) == {card.text for card in chosen}
    before = len(cards(filled))
    filled.actions_made["paste"].trigger()
    assert len(cards(filled)) == before + 2
    pasted = [now(filled, type("Id", (), {"id": held})) for held in filled.selection.ids]
    assert sorted(card.text for card in pasted) == sorted(card.text for card in chosen)
    assert not {card.id for card in pasted} & {card.id for card in chosen}


def test_lines_of_text_from_another_program_become_cards(window):
    QGuiApplication.clipboard().setText("One\n\n  Two\r\n<b>Three</b>")
    lane = next(lane for lane in window.document.value.lanes if lane.kind == "cards")
    step = window.document.value.steps[1]
    window.choose(cell_selection(lane.id, step.id))
    window.actions_made["paste"].trigger()
    assert [card.text for card in cards(window)] == ["One", "Two", "<b>Three</b>"]
    assert item_place(window.document.value, cards(window)[0].id).step_id == step.id
    window.document.undo()
    assert cards(window) == []


@pytest.mark.parametrize(
    "data", [b"", b"[", b"[" * 50_000, b"{}", b'{"items": [{"kind": "card", "item": {"id": 5}}]}']
)
def test_nonsense_on_the_clipboard_changes_nothing(window, data):
    mime = QMimeData()
    mime.setData(MIME, data)
    QGuiApplication.clipboard().setMimeData(mime)
    before = window.document.value
    window.actions_made["paste"].trigger()
    assert window.document.value is before


def test_pasted_cards_bring_what_they_refer_to_along_and_say_so(filled, workspace, qtbot):
    card = next(card for card in cards(filled) if card.evidence or card.personas)
    filled.choose(item_selection([card.id]))
    filled.actions_made["copy"].trigger()
    other = workspace.open_new(__import__("model.templates").templates.template("blank", "en"))
    qtbot.waitExposed(other)
    other.actions_made["paste"].trigger()
    assert len(cards(other)) == 1
    journey = other.document.value
    assert cards(other)[0].personas == tuple(persona.id for persona in journey.personas)
    assert set(cards(other)[0].evidence) <= {source.id for source in journey.evidence}
    assert cards(other)[0].evidence == card.evidence
    assert "Brought along" in other.statusBar().currentMessage()
    other.document.undo()
    assert other.document.value.personas == ()


def test_cut_takes_the_card_away_in_one_undo(filled):
    card = choose_card(filled)
    filled.actions_made["cut"].trigger()
    assert now(filled, card) is None
    assert filled.actions_made["undo"].text() == "&Undo cut"
    filled.document.undo()
    assert now(filled, card) == card


def test_a_new_card_is_written_where_the_user_is(window, qtbot):
    lane = next(lane for lane in window.document.value.lanes if lane.kind == "cards")
    step = window.document.value.steps[2]
    window.choose(cell_selection(lane.id, step.id))
    window.actions_made["insert_card"].trigger()
    assert window.canvas.is_editing
    qtbot.keyClicks(window.canvas._writing.editor, "Found us")
    window.commit_editing()
    assert [card.text for card in cards(window)] == ["Found us"]
    assert item_place(window.document.value, cards(window)[0].id).step_id == step.id


def test_phases_steps_and_lanes_are_inserted_after_the_chosen_ones(window):
    journey = window.document.value
    window.choose(Selection("phases", (journey.phases[0].id,)))
    window.actions_made["insert_phase"].trigger()
    window.commit_editing()
    assert len(window.document.value.phases) == len(journey.phases) + 1
    assert window.document.value.phases[0] is journey.phases[0]
    window.choose(Selection("steps", (journey.phases[0].steps[0].id,)))
    window.actions_made["insert_step"].trigger()
    window.commit_editing()
    assert len(window.document.value.phases[0].steps) == len(journey.phases[0].steps) + 1
    window.choose(Selection("lanes", (journey.lanes[0].id,)))
    window.actions_made["insert_lane_text"].trigger()
    window.commit_editing()
    assert window.document.value.lanes[1].kind == "text"


def test_a_lane_with_a_meaning_comes_with_its_name_and_hint(window):
    menu = next(held for held_id, held in window.actions_made._menus if held_id == "lane_roles")
    menu.aboutToShow.emit()
    menu.actions()[0].trigger()
    window.commit_editing()
    lane = window.document.value.lanes[-1]
    assert lane.role == "customer_actions"
    assert lane.name
    assert lane.hint
    # Every meaning a lane can have is offered once.
    offered = [entry.data() for entry in menu.actions() if not entry.isSeparator()]
    assert sorted(offered) == sorted(get_args(LaneRole))


def test_splitting_a_phase_needs_a_step_inside_it(filled):
    phase = next(phase for phase in filled.document.value.phases if len(phase.steps) > 1)
    filled.choose(Selection("steps", (phase.steps[0].id,)))
    assert not filled.actions_made["split_phase"].isEnabled()
    filled.choose(Selection("steps", (phase.steps[1].id,)))
    filled.actions_made["split_phase"].trigger()
    filled.commit_editing()
    assert len(filled.document.value.phases) == 6


def test_an_edit_that_cannot_be_done_is_told_and_changes_nothing(window):
    journey = window.document.value
    window.document.apply("edits.delete", lambda held: remove_items(held, ["no-such-card"]))
    assert window.document.value is journey
    steps = [step.id for step in journey.steps]
    window.choose(Selection("phases", tuple(phase.id for phase in journey.phases)))
    window.actions_made["delete"].trigger()
    assert window.problem_text
    assert [step.id for step in window.document.value.steps] == steps


def test_a_picture_is_embedded_and_a_bad_one_told_of(window, tmp_path, qtbot):
    lane = ImagesLane(id=new_id(), name="Pictures")
    from model.cards import Picture
    from model.edits import add_lane

    picture = Picture(id="picture-1")
    step = window.document.value.steps[0]
    window.document.apply("edits.add_lane", lambda held: add_lane(held, lane))
    window.document.apply(
        "edits.add_picture", lambda held: add_item(held, lane.id, step.id, picture)
    )
    data = io.BytesIO()
    PillowImage.new("RGB", (40, 30), "red").save(data, "PNG")
    good, cut = tmp_path / "good.png", tmp_path / "cut.png"
    good.write_bytes(data.getvalue())
    cut.write_bytes(data.getvalue()[:60])
    for _ in range(2):
        put_image(window, picture.id, good)
        qtbot.waitUntil(lambda: not window.findChildren(Beside))
    assert len(window.document.value.images) == 1
    assert item_by_id(window.document.value, picture.id).image
    window.choose(item_selection([picture.id]))
    put_image(window, picture.id, cut)
    qtbot.waitUntil(lambda: not window.findChildren(Beside))
    assert "cut.png" in window.problem_text
    assert step_by_id(window.document.value, step.id) is not None


def test_cancelled_file_dialogs_change_nothing(window, monkeypatch):
    monkeypatch.setattr(QFileDialog, "exec", lambda _: 0)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    before = window.document.value
    window.actions_made["save_as"].trigger()
    window.actions_made["open"].trigger()
    assert window.document.value is before
    assert window.document.path is None


def test_which_steps_may_follow_is_chosen_by_code_and_name_and_drawn(filled):
    first, *_, last = filled.document.value.steps
    filled.choose(Selection("steps", (last.id,)))
    row = filled.page.inspector.form.rows["next"]
    row.menu.aboutToShow.emit()
    actions = {action.text(): action for action in row.menu.actions()}
    assert len(actions) == len(filled.document.value.steps)
    next(action for name, action in actions.items() if name.endswith(first.name)).trigger()
    assert filled.document.value.steps[-1].next == (first.id,)
    ways = [(way.source, way.target) for way in filled.page.canvas.sheet.ways]
    assert (last.id, first.id) in ways


def test_the_menu_of_a_step_ticks_the_steps_that_may_follow_and_changes_them(filled):
    first, second, *_, last = filled.document.value.steps
    filled.choose(Selection("steps", (second.id, last.id)))

    def entries():
        menu = filled.actions_made.menu(context_menu("steps"), filled)
        held = {each.objectName(): each for each in menu.findChildren(QMenu)}
        return held["menu_next_steps"].actions()

    assert not any(entry.isChecked() for entry in entries())
    entries()[0].trigger()
    steps = filled.document.value.steps
    assert steps[1].next == steps[-1].next == (first.id,)
    assert entries()[0].isChecked()
    entries()[0].trigger()
    assert filled.document.value.steps[1].next == ()
