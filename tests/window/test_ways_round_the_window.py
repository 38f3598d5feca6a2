"""By keyboard round the window: panes, search, inspector; and what is told of large deletions."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from app.clipboard import MIME
from model.cards import Card
from model.clippings import clipping_of, clipping_to_bytes
from model.edits import add_item
from model.exchange.notes import MAX_NOTES
from model.find import item_by_id
from model.values import MAX_TEXT, new_id
from widgets.canvas.selection import NOTHING, Selection, item_selection
from widgets.inspector.list_rows import best_first


@pytest.fixture
def active(filled, qtbot):
    filled.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is filled)
    filled.canvas.setFocus()
    return filled


def cards(window):
    lanes = [lane for lane in window.document.value.lanes if lane.kind == "cards"]
    return [card for lane in lanes for cell in lane.cells.values() for card in cell]


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def where(window):
    focused = QApplication.focusWidget()
    names = {
        "canvas": window.canvas,
        "outline": window.page.outline,
        "inspector": window.page.inspector,
    }
    for name, pane in names.items():
        if pane is focused or pane.isAncestorOf(focused):
            return name
    return "tool bar" if isinstance(focused, QToolButton) else "nowhere"


def test_f6_goes_round_the_parts_of_the_window_and_back(active):
    seen = []
    for _ in range(4):
        press(Qt.Key.Key_F6)
        seen.append(where(active))
    assert seen == ["inspector", "tool bar", "outline", "canvas"]
    press(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert where(active) == "outline"


def test_f6_reaches_the_buttons_of_a_message(active):
    pressed = []
    active.offer("Changed by someone else", ("Merge", lambda: pressed.append("merge")))
    press(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_Space)
    assert pressed == ["merge"]
    press(Qt.Key.Key_F6)
    assert where(active) == "outline"


def test_ctrl_i_goes_to_the_fields_of_the_card_and_escape_back_to_it(active):
    card = cards(active)[0]
    active.choose(item_selection([card.id]))
    press(Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert where(active) == "inspector"
    assert active.page.inspector.subject.ids == (card.id,)
    press(Qt.Key.Key_Escape)
    assert where(active) == "canvas"
    assert active.selection.ids == (card.id,)


def test_the_details_of_the_map_and_a_click_on_the_canvas_leave_an_open_persona(active, qtbot):
    inspector = active.page.inspector
    active.choose(NOTHING)
    persona = active.document.value.personas[0]
    inspector.show_entry(persona.id)
    assert inspector.subject.kind == "persona"
    active.actions_made["map_details"].trigger()
    assert inspector.subject.kind == "map"
    inspector.show_entry(persona.id)
    qtbot.mouseClick(
        active.canvas.viewport(), Qt.MouseButton.LeftButton, pos=where_nothing_is(active)
    )
    qtbot.waitUntil(lambda: inspector.subject.kind == "map")


def where_nothing_is(window):
    viewport = window.canvas.viewport()
    for y in range(viewport.height() - 2, 0, -7):
        for x in range(viewport.width() - 2, 0, -7):
            if window.canvas.frame.hit(QPointF(x, y)).kind in ("desk", "sheet"):
                return QPointF(x, y).toPoint()
    raise AssertionError("the map fills the window")


def test_the_filter_of_the_outline_goes_from_hit_to_hit_on_the_canvas_and_escape_leaves_it(active):
    active.document.apply(
        "edits.change_cards",
        lambda held: add_item(
            held,
            next(lane.id for lane in held.lanes if lane.kind == "cards"),
            held.steps[0].id,
            Card(id="far", text="word " * 40 + "zebra"),
        ),
    )
    search = active.page.outline.search
    search.setFocus()
    assert QApplication.focusWidget() is search
    QTest.keyClicks(search, "zebra")
    press(Qt.Key.Key_Return)
    assert active.selection.ids == ("far",)
    assert QApplication.focusWidget() is search
    search.setText("the")
    press(Qt.Key.Key_Return)
    first = active.selection
    press(Qt.Key.Key_Return)
    assert active.selection != first
    assert "2 of" in active.page.outline.hits.text()
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert active.selection == first
    press(Qt.Key.Key_Escape)
    assert search.text() == ""
    press(Qt.Key.Key_Escape)
    assert where(active) == "canvas"


def test_undo_in_the_empty_filter_is_undo_of_the_map(active):
    before = active.document.value
    card = cards(active)[0]
    active.choose(item_selection([card.id]))
    active.actions_made["delete"].trigger()
    assert active.document.value is not before
    active.page.outline.search.setFocus()
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert active.document.value is before


def test_the_list_of_channels_closes_after_a_pick_and_offers_beginnings_first(active, qtbot):
    words = ["Automatiske e-mails", "Brev", "Post og e-mail", "E-mail"]
    assert best_first(words, "e-m")[0] == "E-mail"
    card = cards(active)[0]
    active.choose(item_selection([card.id]))
    row = active.page.inspector.form.rows["channels"]
    for section in active.page.inspector.form.sections.values():
        section.set_open(True)
    row.edit.setFocus()
    word = next(w for w in row.around.offers("channels") if w not in row.chosen)
    QTest.keyClicks(row.edit, word[:2])
    popup = row.edit.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert not popup.isVisible()
    assert len(item_by_id(active.document.value, card.id).channels) == len(card.channels) + 1
    assert row.edit.text() == ""


def test_a_deleted_phase_says_what_went_with_it(active):
    phase = active.document.value.phases[0]
    active.choose(Selection("phases", (phase.id,)))
    active.actions_made["delete"].trigger()
    said = active.statusBar().currentMessage()
    assert phase.name in said
    assert "Ctrl+Z" in said


def test_more_than_two_thousand_copied_cards_are_all_pasted(window):
    lanes = [lane for lane in window.document.value.lanes if lane.kind == "cards"]
    steps = window.document.value.steps
    places = [(lane.id, step.id) for lane in lanes for step in steps]

    def fill(held):
        for number in range(2100):
            lane_id, step_id = places[number % len(places)]
            held = add_item(held, lane_id, step_id, Card(id=new_id(), text="x"))
        return held

    filled_map = fill(window.document.value)
    data = QMimeData()
    data.setData(
        MIME, clipping_to_bytes(clipping_of(filled_map, "items", window_items(filled_map)))
    )
    QGuiApplication.clipboard().setMimeData(data)
    before = len(window_items(window.document.value))
    window.actions_made["paste"].trigger()
    assert len(window_items(window.document.value)) == before + 2100


def window_items(journey):
    return [i.id for lane in journey.lanes for cell in lane.cells.values() for i in cell]


@pytest.mark.parametrize(
    ("text", "key"),
    [("x\n" * (MAX_NOTES + 5), "2000 lines"), ("x" * (MAX_TEXT + 5), "20,000 characters")],
)
def test_text_that_is_too_long_is_cut_with_a_sentence(window, text, key):
    data = QMimeData()
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)
    window.actions_made["paste"].trigger()
    assert key in window.problem_text


def test_the_first_arrow_on_the_start_page_goes_through_the_gallery(workspace, qtbot):
    start = workspace.open_window()
    start.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is start)
    gallery = start._start.gallery
    assert QApplication.focusWidget() is gallery.list
    language = gallery.map_language.currentIndex()
    press(Qt.Key.Key_Right)
    assert gallery.map_language.currentIndex() == language
    assert gallery.list.currentRow() == 1


def test_a_picture_dropped_on_a_cell_or_card_goes_there_and_elsewhere_is_told(
    active, tmp_path, qtbot
):
    from PIL import Image as PillowImage

    path = tmp_path / "photo.png"
    PillowImage.new("RGB", (40, 30), "red").save(path)
    canvas = active.canvas
    cell = next(
        c
        for line in canvas.sheet.cells
        for c in line
        if any(
            lane.id == c.lane_id and lane.kind == "cards" for lane in active.document.value.lanes
        )
        and not c.contents
    )
    canvas.reveal(Selection("cell", (cell.lane_id, cell.step_id)))
    at = canvas.frame.view.point(cell.x + cell.width / 2, cell.y + cell.height / 2)
    drop(active, path, canvas.viewport().mapTo(active, at.toPoint()))
    qtbot.waitUntil(lambda: len(active.document.value.images) > 0)
    (made,) = active.selection.ids
    assert item_by_id(active.document.value, made).image == active.document.value.images[-1].sha256
    active.document.undo()
    drop(active, path, canvas.viewport().mapTo(active, where_nothing_is(active)))
    assert "Drag the picture onto" in active.problem_text


def drop(window, path, at):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(at),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    assert event.isAccepted()
