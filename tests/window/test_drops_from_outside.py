"""Real drag events over a real window: the canvas shows where things go, and they go there."""

import pytest
from PIL import Image as PillowImage
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication

from app.beside import Beside
from app.dropped_files import local_files
from app.incoming import NotesIn, incoming_of
from model.cards import Card, Picture
from model.edits import add_item, add_lane, set_lane
from model.exchange.notes import notes_of
from model.find import item_by_id
from model.lanes import CardsLane, FeelingsLane, ImagesLane
from model.templates import template
from widgets.canvas.gestures.drop_in import DropIn

COPY = Qt.DropAction.CopyAction
ANY = COPY | Qt.DropAction.MoveAction
LEFT = Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier


class Drag:
    """A drag from another program over the canvas of a window."""

    def __init__(self, window, data, actions=ANY):
        self.window, self.data, self.actions = window, data, actions
        self.view = window.canvas.viewport()

    def enter(self, point):
        event = QDragEnterEvent(point.toPoint(), self.actions, self.data, LEFT, NO_KEYS)
        QApplication.sendEvent(self.view, event)
        return event

    def move(self, point):
        event = QDragMoveEvent(point.toPoint(), self.actions, self.data, LEFT, NO_KEYS)
        QApplication.sendEvent(self.view, event)
        return event

    def drop(self, point):
        event = QDropEvent(point, self.actions, self.data, LEFT, NO_KEYS)
        QApplication.sendEvent(self.view, event)
        return event

    def leave(self):
        QApplication.sendEvent(self.view, QDragLeaveEvent())

    def all_the_way(self, point):
        self.enter(QPointF(point + QPoint(3, 3)))
        self.move(point)
        return self.drop(point)


def text(said, html=""):
    data = QMimeData()
    data.setText(said)
    if html:
        data.setHtml(html)
    return data


def files(*paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def in_cell(window, lane_id, column=0, x=0.5, y=0.5):
    frame = window.canvas.frame
    step_id = window.document.value.steps[column].id
    rect = frame.cell_rect(frame.index.cell_of(lane_id, step_id))
    return QPointF(rect.x() + x * rect.width(), rect.y() + y * rect.height())


def texts(window, lane_id, column=0):
    lane = next(lane for lane in window.document.value.lanes if lane.id == lane_id)
    return [held.text for held in lane.cells.get(window.document.value.steps[column].id, ())]


def seen(window):
    """Return the picture of the canvas now."""
    return window.canvas.viewport().grab().toImage()


def gesture(window):
    return window.canvas._pointer.gesture


@pytest.fixture
def cards(window):
    """Return the id of the first lane of cards, which holds two."""
    lane = next(lane for lane in window.document.value.lanes if lane.kind == "cards")
    step = window.document.value.steps[0].id

    def fill(held):
        held = add_item(held, lane.id, step, Card(id="a", text="First"))
        held = add_item(held, lane.id, step, Card(id="b", text="Last"))
        held = add_lane(held, FeelingsLane(id="mood"))
        return add_lane(held, ImagesLane(id="shots"))

    window.document.apply("edits.add_card", fill)
    window.canvas.fit()
    return lane.id


def test_lines_of_text_become_cards_between_those_they_are_dropped_between(window, cards):
    drag = Drag(window, text("- One\n- Two"))
    before = seen(window)
    point = in_cell(window, cards, x=0.5, y=0.5)
    assert drag.enter(point).isAccepted()
    assert drag.move(point).isAccepted()
    assert seen(window) != before
    landing = gesture(window).landing
    event = drag.drop(point)
    assert event.isAccepted()
    assert event.dropAction() == COPY
    at = landing.where.index
    expected = ["First", "Last"]
    expected[at:at] = ["One", "Two"]
    assert texts(window, cards) == expected
    assert gesture(window) is None
    window.document.undo()
    assert texts(window, cards) == ["First", "Last"]


def test_a_drag_that_leaves_or_finds_no_place_changes_nothing_and_leaves_no_mark(window, cards):
    before, shown = window.document.value, seen(window)
    drag = Drag(window, text("One"))
    drag.enter(in_cell(window, cards))
    drag.leave()
    assert seen(window) == shown
    drag.enter(in_cell(window, cards))
    assert not drag.move(in_cell(window, "mood")).isAccepted()
    assert not drag.drop(in_cell(window, "shots")).isAccepted()
    assert seen(window) == shown
    assert window.document.value is before


def test_a_locked_lane_takes_nothing(window, cards):
    window.document.apply("edits.change_lane", lambda held: set_lane(held, cards, is_locked=True))
    drag = Drag(window, text("One"))
    assert drag.enter(in_cell(window, cards)).isAccepted()
    assert not drag.move(in_cell(window, cards)).isAccepted()


def test_a_table_is_shown_over_lanes_and_steps_and_fills_them(window, cards):
    below = [lane.id for lane in window.document.value.lanes].index(cards) + 1
    window.document.apply(
        "edits.add_lane", lambda held: add_lane(held, CardsLane(id="more"), below)
    )
    lanes = [cards, "more"]
    drag = Drag(window, text("a\tb\nc\td"))
    point = in_cell(window, lanes[0], 1)
    drag.enter(point)
    drag.move(point)
    carried = gesture(window)
    assert isinstance(carried, DropIn)
    areas = list(carried._areas(carried.landing))
    cells = [
        window.canvas.frame.index.cell_of(lane, window.document.value.steps[column].id)
        for lane in lanes
        for column in (1, 2)
    ]
    assert [(area.x(), area.y()) for area in areas] == [(cell.x, cell.y) for cell in cells]
    drag.drop(point)
    assert [texts(window, lane, column) for lane in lanes for column in (1, 2)] == [
        ["a"], ["b"], ["c"], ["d"],
    ]  # fmt: skip


def test_numbers_go_into_a_feelings_lane_and_words_do_not(window, cards):
    drag = Drag(window, text("1,5 glad"))
    drag.all_the_way(in_cell(window, "mood", 1))
    (feeling,) = (item_by_id(window.document.value, held) for held in window.selection.ids)
    assert (feeling.value, feeling.label) == (1.5, "glad")


def test_dropped_picture_files_become_pictures_or_cards_with_one(window, cards, tmp_path, qtbot):
    paths = [tmp_path / f"{number}.png" for number in range(2)]
    for path in paths:
        PillowImage.new("RGB", (10, 10), "red").save(path)
    for lane, kind in (("shots", Picture), (cards, Card)):
        Drag(window, files(*paths)).all_the_way(in_cell(window, lane, 1))
        qtbot.waitUntil(lambda: not window.findChildren(Beside))
        made = [item_by_id(window.document.value, held) for held in window.selection.ids]
        assert [type(item) for item in made] == [kind, kind]
        assert all(item.image for item in made)
    assert not Drag(window, files(*paths)).all_the_way(in_cell(window, "mood")).isAccepted()


def test_one_picture_goes_into_the_card_it_is_dropped_on(window, cards, tmp_path, qtbot):
    path = tmp_path / "a.png"
    PillowImage.new("RGB", (10, 10), "red").save(path)
    spot = window.canvas.frame.index.find("b")
    drag = Drag(window, files(path))
    drag.all_the_way(window.canvas.frame.item_rect(spot).center())
    qtbot.waitUntil(lambda: item_by_id(window.document.value, "b").image is not None)
    assert texts(window, cards) == ["First", "Last"]


def test_a_picture_dragged_out_of_a_browser_is_the_picture_not_its_address(window, cards, qtbot):
    data = QMimeData()
    data.setUrls([QUrl("https://example.invalid/cat.png")])
    data.setImageData(QImage(9, 7, QImage.Format.Format_RGB32))
    Drag(window, data).all_the_way(in_cell(window, "shots"))
    qtbot.waitUntil(lambda: not window.findChildren(Beside))
    (made,) = (item_by_id(window.document.value, held) for held in window.selection.ids)
    assert isinstance(made, Picture)


def test_a_map_dropped_on_the_canvas_opens_and_another_file_is_told_of(
    window, cards, workspace, tmp_path, qtbot
):
    from model.file import encode

    path, other = tmp_path / "a.journey", tmp_path / "notes.docx"
    path.write_bytes(encode(template("classic-5", "en")))
    other.write_bytes(b"PK")
    shown = seen(window)
    drag = Drag(window, files(path, other))
    assert drag.enter(in_cell(window, "mood")).isAccepted()
    assert drag.move(in_cell(window, "mood")).isAccepted()
    assert seen(window) != shown
    drag.drop(in_cell(window, "mood"))
    opened = workspace.window_of(path)
    assert opened is not None
    assert opened is not window
    assert "notes.docx" in window.problem_text


def test_a_name_with_a_zero_byte_is_no_file():
    data = QMimeData()
    data.setUrls([QUrl.fromEncoded(b"file:///tmp/a%00b.journey")])
    assert incoming_of(data) == NotesIn(notes_of("file:///tmp/a%00b.journey"))
    assert local_files(data.urls()) == []


def test_what_may_only_be_moved_away_is_left_where_it_is(window, cards, tmp_path):
    drag = Drag(window, files(tmp_path / "a.png"), actions=Qt.DropAction.MoveAction)
    assert not drag.enter(in_cell(window, "shots")).isAccepted()
    assert not drag.drop(in_cell(window, "shots")).isAccepted()


def test_the_canvas_scrolls_under_a_drag_at_its_edge(window, cards, qtbot):
    canvas = window.canvas
    canvas.set_zoom(2.0)
    drag = Drag(window, text("One"))
    middle, edge = canvas.frame.grid.center(), QPointF(canvas.frame.grid.right() - 3, 300)
    drag.enter(middle)
    before = canvas.frame.view.x
    drag.move(edge)
    qtbot.waitUntil(lambda: canvas.frame.view.x > before)
    drag.leave()
    assert not canvas._pointer._ticks.isActive()


def test_an_event_that_is_no_drag_is_not_taken(window):
    assert not window.canvas.from_outside.takes(QEvent(QEvent.Type.Enter))
