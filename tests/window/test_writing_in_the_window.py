"""Writing on the canvas of a real window: saving in the middle of it, pictures and figures."""

from __future__ import annotations

import io

import pytest
from PIL import Image as PillowImage
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QTextEdit

from model.cards import Metric, Picture
from model.edits import add_item, add_lane
from model.find import item_by_id, lane_by_id
from model.lanes import ImagesLane, MetricsLane
from widgets.canvas import opening
from widgets.canvas.selection import item_selection

CONTROL = Qt.KeyboardModifier.ControlModifier


def _centre(canvas, item_id):
    return canvas.frame.item_rect(canvas.frame.index.find(item_id)).center()


@pytest.fixture
def picture_file(tmp_path, monkeypatch):
    data = io.BytesIO()
    PillowImage.new("RGB", (80, 60), "teal").save(data, "PNG")
    path = tmp_path / "shop.png"
    path.write_bytes(data.getvalue())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(path), ""))
    return path


def test_what_is_typed_right_after_saving_is_kept(window, qtbot, tmp_path):
    document, canvas = window.document, window.canvas
    document.path = tmp_path / "map.journeywall"
    lane = next(lane for lane in document.value.lanes if lane.kind == "cards")
    step = document.value.steps[0].id
    canvas.add_card_at(lane.id, step)
    (editor,) = canvas.findChildren(QTextEdit)
    qtbot.keyClicks(editor, "before")
    window.actions_made["save"].trigger()
    assert document.path.is_file()
    assert not window.isWindowModified()
    assert canvas.is_editing
    assert editor.hasFocus() or window.focusWidget() is editor
    qtbot.keyClicks(editor, " after")
    (card,) = lane_by_id(document.value, lane.id).cells[step]
    assert card.text == "before after"
    assert window.isWindowModified()
    document.undo()
    assert editor.toPlainText() == "before"
    assert not window.isWindowModified()


def test_a_picture_is_asked_for_in_an_image_lane_and_is_one_edit(window, picture_file, qtbot):
    document, canvas = window.document, window.canvas
    document.apply("edits.add_lane", lambda held: add_lane(held, ImagesLane(id="photos")))
    before, step = document.value, document.value.steps[0].id
    cell = canvas.frame.index.cell_of("photos", step)
    opening.open_at(canvas, canvas.frame.cell_rect(cell).center())
    assert not canvas.is_editing
    qtbot.waitUntil(lambda: document.value.images != ())
    (picture,) = lane_by_id(document.value, "photos").cells[step]
    assert picture.image is not None
    assert window.selection == item_selection((picture.id,))
    opening.open_at(canvas, _centre(canvas, picture.id))
    assert canvas.is_editing
    canvas.commit_editing()
    document.undo()
    assert document.value is before


def test_an_empty_picture_frame_asks_for_its_picture(window, picture_file, qtbot):
    document, canvas = window.document, window.canvas
    step = document.value.steps[0].id
    document.apply("edits.add_lane", lambda held: add_lane(held, ImagesLane(id="photos")))
    document.apply(
        "edits.add_picture", lambda held: add_item(held, "photos", step, Picture(id="frame"))
    )
    opening.open_at(canvas, _centre(canvas, "frame"))
    qtbot.waitUntil(lambda: item_by_id(document.value, "frame").image is not None)


def test_no_picture_chosen_leaves_no_trace(window, monkeypatch):
    document, canvas = window.document, window.canvas
    document.apply("edits.add_lane", lambda held: add_lane(held, ImagesLane(id="photos")))
    before = document.value
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: ("", ""))
    canvas.add_card_at("photos", document.value.steps[0].id)
    assert document.value is before


def test_a_figure_is_named_on_the_canvas_and_valued_in_the_inspector(window, qtbot):
    document, canvas = window.document, window.canvas
    step = document.value.steps[0].id
    document.apply("edits.add_lane", lambda held: add_lane(held, MetricsLane(id="figures")))
    metric = Metric(id="m", name="Answer time", baseline=3, actual=2)
    document.apply("edits.add_metric", lambda held: add_item(held, "figures", step, metric))
    window.workspace.settings.change(is_inspector_shown=False)
    window.show_panels()
    qtbot.wait(50)  # the canvas gets the room
    spot = canvas.frame.index.find("m")
    rect, zoom = canvas.frame.item_rect(spot), canvas.frame.view.zoom
    _, top, _, height = spot.placed.block.text_box
    point = rect.center()
    point.setY(rect.top() + (top + height + 4) * zoom)
    opening.open_at(canvas, point)
    assert not canvas.is_editing
    field = window.focusWidget()
    assert window.page.inspector.form.rows["actual"].isAncestorOf(field)
    qtbot.wait(50)
    rect, zoom = canvas.frame.item_rect(canvas.frame.index.find("m")), canvas.frame.view.zoom
    point = rect.center()
    point.setY(rect.top() + (top + height / 2) * zoom)
    opening.open_at(canvas, point)
    assert canvas.is_editing
