"""Cut, copy and paste in real windows: parts of maps, lines, spreadsheet ranges and pictures."""

import io

import pytest
from PIL import Image as PillowImage
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QPushButton

from app.beside import Beside
from app.clipboard import CopiedPart
from model.cards import Card, Picture
from model.edits import add_lane
from model.find import item_by_id, item_place
from model.lanes import FeelingsLane, ImagesLane
from model.templates import template
from widgets.canvas.selection import NOTHING, Selection, cell_selection, item_selection


def clipboard(**parts):
    data = QMimeData()
    for mime, content in parts.items():
        if isinstance(content, QImage):
            data.setImageData(content)
        else:
            data.setData(f"text/{mime}", content.encode())
    QGuiApplication.clipboard().setMimeData(data)
    return data


def do(window, action):
    window.actions_made[action].trigger()


def press(window, words):
    (button,) = (held for held in window.banner.findChildren(QPushButton) if held.text() == words)
    button.click()


def lanes(window, kind):
    return [lane for lane in window.document.value.lanes if lane.kind == kind]


def texts(window, lane_id, step_id):
    lane = next(lane for lane in window.document.value.lanes if lane.id == lane_id)
    return [getattr(item, "text", "") for item in lane.cells.get(step_id, ())]


def at_first_cell(window):
    lane, step = lanes(window, "cards")[0], window.document.value.steps[0]
    window.choose(cell_selection(lane.id, step.id))
    return lane.id, step.id


def test_a_phase_goes_from_one_map_to_another_with_what_hangs_on_it(filled, workspace, qtbot):
    phase = filled.document.value.phases[0]
    filled.choose(Selection("phases", (phase.id,)))
    do(filled, "copy")
    other = workspace.open_new(template("classic-5", "en"))
    qtbot.waitExposed(other)
    before = other.document.value
    other.choose(Selection("phases", (before.phases[1].id,)))
    do(other, "paste")
    assert other.document.value.phases[2].name == phase.name
    assert other.selection == Selection("phases", (other.document.value.phases[2].id,))
    steps = {step.id for step in phase.steps}
    count = sum(
        len(cell)
        for lane in filled.document.value.lanes
        for step_id, cell in lane.cells.items()
        if step_id in steps
    )
    new = {step.id for step in other.document.value.phases[2].steps}
    assert count == sum(
        len(cell)
        for lane in other.document.value.lanes
        for step_id, cell in lane.cells.items()
        if step_id in new
    )
    other.document.undo()
    assert other.document.value is before


def test_a_lane_is_cut_and_pasted_below_another_one(filled):
    journey = filled.document.value
    moved, below = journey.lanes[0], journey.lanes[2]
    filled.choose(Selection("lanes", (moved.id,)))
    do(filled, "cut")
    assert moved.id not in {lane.id for lane in filled.document.value.lanes}
    assert filled.actions_made["undo"].text() == "&Undo cut"
    filled.choose(Selection("lanes", (below.id,)))
    do(filled, "paste")
    names = [lane.name for lane in filled.document.value.lanes]
    assert names.index(moved.name) == names.index(below.name) + 1
    pasted = filled.document.value.lanes[names.index(moved.name)]
    assert {step: len(cell) for step, cell in pasted.cells.items()} == {
        step: len(cell) for step, cell in moved.cells.items()
    }


def test_a_chosen_cell_copies_all_that_stands_in_it(window):
    lane_id, step_id = at_first_cell(window)
    assert not window.actions_made["copy"].isEnabled()
    clipboard(plain="One\nTwo")
    do(window, "paste")
    window.choose(cell_selection(lane_id, step_id))
    assert window.actions_made["copy"].isEnabled()
    do(window, "copy")
    window.choose(cell_selection(lane_id, window.document.value.steps[1].id))
    do(window, "paste")
    assert texts(window, lane_id, window.document.value.steps[1].id) == ["One", "Two"]


def test_a_card_pasted_where_it_cannot_stand_says_why(window):
    window.document.apply("edits.add_lane", lambda held: add_lane(held, FeelingsLane(id="mood")))
    _, step_id = at_first_cell(window)
    clipboard(plain="One")
    do(window, "paste")
    do(window, "copy")
    before = window.document.value
    window.choose(cell_selection("mood", step_id))
    do(window, "paste")
    assert "holds feelings only" in window.problem_text
    assert window.document.value is before


def test_other_programs_get_text_a_table_and_a_picture_made_when_asked(window):
    lane_id, step_id = at_first_cell(window)
    second = window.document.value.steps[1].id
    clipboard(plain="=1+1\tPlain\n")
    do(window, "paste")
    assert texts(window, lane_id, step_id) == ["=1+1"]
    assert texts(window, lane_id, second) == ["Plain"]
    do(window, "copy")
    data = QGuiApplication.clipboard().mimeData()
    assert isinstance(data, CopiedPart)
    assert "_picture" not in vars(data)
    assert data.text() == "'=1+1\tPlain"
    assert "<td>'=1+1</td><td>Plain</td>" in data.html()
    assert data.hasImage()
    image = data.imageData()
    assert image.width() > image.height() > 100
    colours = {image.pixelColor(x, image.height() // 2).name() for x in range(image.width())}
    assert len(colours) > 3
    window.choose(item_selection([window.selection.ids[1]]))
    do(window, "copy")
    alone = QGuiApplication.clipboard().mimeData()
    assert alone.text() == "Plain"
    assert not alone.hasHtml()


@pytest.mark.parametrize("chosen", ["lanes", "phases", "steps", "nothing"])
def test_a_picture_of_a_part_or_of_the_whole_map_is_copied(filled, qtbot, chosen):
    journey = filled.document.value
    ids = {
        "lanes": journey.lanes[0].id, "phases": journey.phases[0].id, "steps": journey.steps[0].id,
    }  # fmt: skip
    filled.choose(Selection(chosen, (ids[chosen],)) if chosen in ids else NOTHING)
    do(filled, "copy_picture")
    qtbot.waitUntil(lambda: not filled.findChildren(Beside), timeout=20_000)
    data = QGuiApplication.clipboard().mimeData()
    image = data.imageData()
    assert (image.width() > image.height()) == (chosen in ("lanes", "nothing"))
    assert PillowImage.open(io.BytesIO(bytes(data.data("image/png").data()))).size == (
        image.width(),
        image.height(),
    )
    assert "Picture copied" in filled.statusBar().currentMessage()


def test_a_spreadsheet_range_fills_cells_and_room_is_made_on_request(window):
    journey = window.document.value
    lane_id, last = lanes(window, "cards")[0].id, journey.steps[-1].id
    window.choose(cell_selection(lane_id, last))
    clipboard(plain='"Two\nlines"\tRight\tFar right\n')
    do(window, "paste")
    assert texts(window, lane_id, last) == ["Two\nlines"]
    assert "larger than the map" in window.problem_text
    press(window, "Add 2 steps")
    steps = window.document.value.steps
    assert len(steps) == len(journey.steps) + 2
    assert texts(window, lane_id, steps[-1].id) == ["Far right"]
    assert texts(window, lane_id, last) == ["Two\nlines"]
    assert window.problem_text == ""
    window.document.undo()
    assert window.document.value is journey


def test_the_offer_to_make_room_goes_with_the_next_edit(window):
    window.choose(cell_selection(lanes(window, "cards")[0].id, window.document.value.steps[-1].id))
    clipboard(plain="a\tb\n")
    do(window, "paste")
    assert window.problem_text
    window.document.undo()
    assert window.problem_text == ""


def test_what_was_left_out_is_told_until_the_next_edit(window):
    window.document.apply("edits.add_lane", lambda held: add_lane(held, FeelingsLane(id="mood")))
    window.choose(cell_selection("mood", window.document.value.steps[0].id))
    clipboard(plain="1\tglad")
    do(window, "paste")
    assert "1 entry was left out" in window.problem_text
    window.document.undo()
    assert window.problem_text == ""


def test_one_column_becomes_cards_of_one_cell_or_one_for_each_lane(window):
    lane_id, step_id = at_first_cell(window)
    table = "<table><tr><td>One</td></tr><tr><td>Two</td></tr></table>"
    clipboard(plain='One\n"Two\nlines"\n', html=table)
    do(window, "paste")
    assert texts(window, lane_id, step_id) == ["One", "Two\nlines"]
    press(window, "One row to each lane")
    assert texts(window, lane_id, step_id) == ["One"]


def test_an_html_table_alone_is_a_table(window):
    lane_id, step_id = at_first_cell(window)
    clipboard(html="<table><tr><td>One<td>Two<script>x</script></table>")
    do(window, "paste")
    assert texts(window, lane_id, step_id) == ["One"]
    assert texts(window, lane_id, window.document.value.steps[1].id) == ["Two"]


def test_text_counts_more_than_the_picture_of_it_a_spreadsheet_puts_beside_it(window):
    lane_id, step_id = at_first_cell(window)
    clipboard(plain="One", picture=QImage(20, 20, QImage.Format.Format_RGB32))
    do(window, "paste")
    assert texts(window, lane_id, step_id) == ["One"]
    assert window.document.value.images == ()


def test_nothing_of_use_on_the_clipboard_is_told(window):
    QGuiApplication.clipboard().clear()
    before = window.document.value
    do(window, "paste")
    clipboard(plain=" \n ")
    do(window, "paste")
    assert window.document.value is before
    assert "nothing on the clipboard" in window.statusBar().currentMessage()


# ---------------------------------------------------------------- pictures


def photo(size=(4000, 3000), turn=6):
    """Return a JPEG as a phone makes it: turned, and full of what nobody else is to know."""
    exif = PillowImage.Exif()
    exif[0x010F], exif[0x0112], exif[0x9286] = "Camera", turn, "at home"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (55.0, 40.0, 33.0), "E", (12.0, 34.0, 6.0)
    held = io.BytesIO()
    picture = PillowImage.new("RGB", size, "#cc4422")
    picture.save(held, "JPEG", exif=exif, comment="secret", quality=60)
    return held.getvalue()


def read_back(window, item_id):
    item = item_by_id(window.document.value, item_id)
    image = next(held for held in window.document.value.images if held.sha256 == item.image)
    return image, PillowImage.open(io.BytesIO(image.content))


def wait_for_pictures(window, qtbot):
    qtbot.waitUntil(lambda: not window.findChildren(Beside), timeout=20_000)


def paste_files(window, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    QGuiApplication.clipboard().setMimeData(data)
    do(window, "paste")


def test_a_photo_is_made_small_upright_and_tells_nothing_of_where_it_was_taken(
    window, tmp_path, qtbot
):
    path = tmp_path / "photo.jpg"
    path.write_bytes(photo())
    assert PillowImage.open(io.BytesIO(photo())).getexif().get_ifd(0x8825)
    at_first_cell(window)
    paste_files(window, path)
    wait_for_pictures(window, qtbot)
    (made,) = window.selection.ids
    image, picture = read_back(window, made)
    assert (image.width_px, image.height_px) == picture.size == (1200, 1600)
    assert len(picture.getexif()) == 0
    for secret in (b"Exif", b"GPS", b"secret", b"Camera", b"at home"):
        assert secret not in image.content
    assert isinstance(item_by_id(window.document.value, made), Card)
    window.document.undo()
    assert window.document.value.images == ()


@pytest.mark.parametrize("name", ["drawing.svg", "photo.heic"])
def test_a_picture_of_another_kind_is_told_what_to_be_saved_as(window, tmp_path, qtbot, name):
    path = tmp_path / name
    path.write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'/>" if "svg" in name else b"heic")
    at_first_cell(window)
    paste_files(window, path)
    wait_for_pictures(window, qtbot)
    assert "PNG" in window.problem_text


def test_several_pictures_come_as_one_edit_in_their_order_and_a_bad_one_is_told(
    window, tmp_path, qtbot
):
    paths = [tmp_path / f"{number}.png" for number in range(4)]
    for number, path in enumerate(paths):
        PillowImage.new("RGB", (10 + number, 10), "red").save(path)
    paths[1].write_bytes(b"no picture")
    window.document.apply("edits.add_lane", lambda held: add_lane(held, ImagesLane(id="shots")))
    before = window.document.value
    window.choose(cell_selection("shots", before.steps[0].id))
    paste_files(window, *paths)
    wait_for_pictures(window, qtbot)
    assert "1.png" in window.problem_text
    widths = [read_back(window, held)[0].width_px for held in window.selection.ids]
    assert widths == [10, 12, 13]
    assert all(
        isinstance(item_by_id(window.document.value, i), Picture) for i in window.selection.ids
    )
    window.document.undo()
    assert window.document.value is before


def test_pixels_on_the_clipboard_become_a_picture_in_the_first_lane_of_images(window, qtbot):
    window.document.apply("edits.add_lane", lambda held: add_lane(held, ImagesLane(id="shots")))
    window.choose(NOTHING)
    image = QImage(30, 20, QImage.Format.Format_ARGB32)
    image.fill(QColor("blue"))
    clipboard(picture=image)
    do(window, "paste")
    wait_for_pictures(window, qtbot)
    (made,) = window.selection.ids
    assert item_place(window.document.value, made).lane.id == "shots"
    assert read_back(window, made)[1].convert("RGB").getpixel((5, 5)) == (0, 0, 255)


def test_a_picture_fills_the_chosen_empty_picture(window, tmp_path, qtbot):
    step = window.document.value.steps[0].id
    lane = ImagesLane(id="shots", cells={step: (Picture(id="frame"),)})
    window.document.apply("edits.add_lane", lambda held: add_lane(held, lane))
    window.choose(item_selection(["frame"]))
    path = tmp_path / "a.png"
    PillowImage.new("RGBA", (8, 8), (255, 0, 0, 90)).save(path)
    paste_files(window, path)
    wait_for_pictures(window, qtbot)
    assert read_back(window, "frame")[1].mode == "RGBA"


def test_a_lane_that_holds_no_pictures_says_so_before_one_is_read(window, tmp_path):
    window.document.apply("edits.add_lane", lambda held: add_lane(held, FeelingsLane(id="mood")))
    window.choose(cell_selection("mood", window.document.value.steps[0].id))
    paste_files(window, tmp_path / "not-even-there.png")
    assert "lane of cards or images" in window.problem_text


def test_a_window_that_closes_while_pictures_are_read_leaves_nothing_running(
    workspace, tmp_path, qtbot
):
    window = workspace.open_new(template("blank", "en"))
    qtbot.waitExposed(window)
    paths = [tmp_path / f"{number}.jpg" for number in range(6)]
    for path in paths:
        path.write_bytes(photo((1500, 1000)))
    at_first_cell(window)
    paste_files(window, *paths)
    (running,) = window.findChildren(Beside)
    window.close()
    assert running._worker.isFinished()
    assert window not in workspace.windows


def test_a_picture_for_a_map_that_has_been_replaced_goes_nowhere(
    window, workspace, tmp_path, qtbot
):
    path = tmp_path / "a.png"
    PillowImage.new("L", (8, 8)).save(path)
    at_first_cell(window)
    paste_files(window, path)
    another = workspace.open_new(template("classic-5", "en"), window)
    wait_for_pictures(window, qtbot)
    assert another is window
    assert window.document.value.images == ()


@pytest.mark.parametrize(
    ("mode", "kind", "stays"),
    [
        ("L", "PNG", "L"), ("RGB", "PNG", "RGB"), ("P", "PNG", "RGB"), ("1", "PNG", "L"),
        ("I;16", "PNG", "L"), ("LA", "PNG", "RGBA"), ("CMYK", "JPEG", "RGB"), ("L", "JPEG", "L"),
    ],
)  # fmt: skip
def test_every_kind_of_png_and_jpeg_is_embedded_in_colours_all_painters_know(mode, kind, stays):
    from app.embedding import embedded_image
    from model.images import image_fault

    held = io.BytesIO()
    picture = PillowImage.new("L", (40, 20), 100).convert("L" if mode == "I;16" else mode)
    if mode == "I;16":
        picture = PillowImage.frombytes("I;16", (40, 20), b"\x00\x64" * 800)
    if mode == "LA":
        picture.putalpha(120)
    picture.save(held, kind)
    image = embedded_image(held.getvalue(), "picture")
    assert image_fault(image) is None
    shown = PillowImage.open(io.BytesIO(image.content))
    assert shown.mode == stays
    assert shown.size == (40, 20)
    if mode != "1":
        grey = shown.convert("RGB").getpixel((3, 3))
        assert all(abs(value - 100) < 6 for value in grey)


def test_a_photo_saved_as_png_is_embedded_as_jpeg():
    from app.embedding import embedded_image

    held = io.BytesIO()
    noise = PillowImage.effect_noise((1400, 1100), 90).convert("RGB")
    noise.save(held, "PNG", compress_level=1)
    assert embedded_image(held.getvalue(), "picture").mime == "image/jpeg"
