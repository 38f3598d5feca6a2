"""The whole map in windows of any size: names are legible, in sight, and cover nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF

from app.document import Document
from model.edits import set_lane
from model.journey import JourneyMap, Phase, Step
from model.lanes import CardsLane
from model.layout.engine import Layout
from model.layout.theme import Theme
from model.templates import sample
from model.texts import Texts
from widgets.canvas import Canvas
from widgets.canvas.headers import HeaderPainter, _Header
from widgets.canvas.lettering import sans_family
from widgets.canvas.view import View

SHOES = sample("sustainable-shoes", "da")


def _fitted(journey, fonts, qtbot, width, height):
    made = Canvas(Document(journey), Layout(fonts), Theme.named("screen_light"), Texts("da"))
    made.resize(width, height)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("size", [(300, 240), (420, 340), (640, 440), (1300, 800)])
def test_names_cover_no_cell_and_the_title_is_in_sight_at_fit(fonts, qtbot, size):
    frame = _fitted(SHOES, fonts, qtbot, *size).frame
    assert frame.left.end <= frame.left.natural_end + 0.5
    assert frame.top.end <= frame.top.natural_end + 0.5
    title = frame.title_line or frame.title_rect()
    assert title.top() >= -0.5
    assert title.bottom() <= frame.top.start + 0.5 or frame.title_line is None
    assert title.height() >= 10


def large_map() -> JourneyMap:
    """A map of forty lanes and sixty steps."""
    steps = tuple(Step(id=f"s{n}", name=f"Trin {n}") for n in range(60))
    return JourneyMap(
        id="m",
        about={"title": "Hele rejsen"},
        phases=(Phase(id="p", name="Alt", steps=steps),),
        lanes=tuple(CardsLane(id=f"l{n}", name=f"Række {n}") for n in range(40)),
    )


def test_the_title_of_a_very_large_map_is_in_sight_at_fit(fonts, qtbot):
    frame = _fitted(large_map(), fonts, qtbot, 1000, 500).frame
    assert frame.title_line is not None
    assert frame.title_line.top() >= -0.5
    assert frame.title_line.bottom() <= frame.top.start + 0.5
    assert frame.hit(frame.title_line.center()).kind == "title"


def test_far_out_no_place_is_kept_for_names_that_no_row_has_room_for(fonts, qtbot):
    canvas = _fitted(large_map(), fonts, qtbot, 1000, 500)
    canvas.set_zoom(canvas.zoom_range[0])
    frame = canvas.frame
    assert frame.left.start >= frame.paper.left() - 0.5
    canvas = _fitted(SHOES, fonts, qtbot, 1300, 800)
    canvas.set_zoom(0.06)
    assert canvas.frame.left.end - canvas.frame.left.start > 90


class _Named:
    """As much of a block as its header's size depends on."""

    def __init__(self, kind):
        self.kind = kind


class _Written:
    """Takes what a header painter writes."""

    def __init__(self, monkeypatch):
        self.texts = []
        fitted = HeaderPainter._fitted

        def listen(painter, *key):
            found = fitted(painter, *key)
            self.texts.append(found[1])
            return found

        monkeypatch.setattr(HeaderPainter, "_fitted", listen)


@pytest.mark.parametrize(("size", "cut"), [((640, 440), 2), ((800, 560), 0)])
def test_names_get_smaller_and_take_two_lines_before_they_are_cut(
    fonts, qtbot, monkeypatch, size, cut
):
    written = _Written(monkeypatch)
    journey = SHOES
    for role in ("channels", "next_phase", "message"):  # rows high enough for two lines
        journey = set_lane(journey, role, is_visible=False)
    canvas = _fitted(journey, fonts, qtbot, *size)
    canvas.grab()
    assert any("\n" in text for text in written.texts)
    assert sum("\u2026" in text for text in written.texts) <= cut, written.texts


def test_a_low_lane_keeps_its_name_and_makes_the_others_no_smaller(fonts, qtbot, monkeypatch):
    painter = HeaderPainter(None, sans_family())
    assert painter._fitted("Fotos", 80, 7, 9, True) == (7, "Fotos")
    rows = [("Berøringspunkter", 110, 40), ("Fri tekst", 110, 6)]
    headers = [_Header(_Named("lane"), QRectF(0, 0, w, h), text) for text, w, h in rows]
    assert painter._common_size(headers) >= 11


def test_the_corner_title_is_cut_at_its_end(fonts, qtbot, monkeypatch):
    canvas = _fitted(SHOES, fonts, qtbot, 1200, 800)
    canvas.set_zoom(0.5)
    canvas.use_view(View(canvas.view.zoom, 15.0, 700.0))
    assert canvas.frame.left.mode == "board"
    assert canvas.frame.top.is_held
    written = []
    monkeypatch.setattr(
        HeaderPainter,
        "_write",
        lambda _self, _painter, room, text, _size, *, is_bold: written.append((room, text)),
    )
    canvas.grab()
    rooms = [room for room, text in written if text == SHOES.about.title]
    assert rooms
    assert all(room.left() >= 0 for room in rooms)


def far_map() -> JourneyMap:
    """A map of forty steps in eight phases."""
    phases = tuple(
        Phase(
            id=f"p{at}",
            name=("Overvejelse", "Køb", "Levering", "Brug")[at % 4],
            steps=tuple(Step(id=f"s{at}.{n}", name="Ser på sko") for n in range(5)),
        )
        for at in range(8)
    )
    return JourneyMap(id="far", phases=phases, lanes=(CardsLane(id="l", name="Handlinger"),))


@pytest.fixture
def far(fonts, qtbot):
    return _fitted(far_map(), fonts, qtbot, 1200, 800)


def ink_in(canvas, rect):
    """Return how many px of text stand in ``rect``."""
    image = canvas.viewport().grab(rect.toAlignedRect()).toImage()
    dark = canvas.colour("phase.text").lightness() + 60
    return sum(
        image.pixelColor(x, y).lightness() < dark
        for x in range(image.width())
        for y in range(image.height())
    )


def test_far_out_phase_titles_take_the_room_of_step_names_that_nobody_could_read(far):
    frame = far.frame
    assert not frame.are_steps_named
    for band in frame.sheet.phases:
        assert ink_in(far, frame.phase_rect(band)) > 60
    first = frame.sheet.columns[0]
    assert frame.step_rect(first).height() < 8 < frame.phase_rect(frame.sheet.phases[0]).height()
    assert frame.hit(frame.step_rect(first).center()).kind == "step"


def test_nearer_the_steps_have_their_names_again(far):
    far.set_zoom(far.zoom * 3)
    assert far.frame.are_steps_named
    column = far.frame.sheet.columns[far.frame.index.column_at(far.frame.sheet.width / 2)]
    assert ink_in(far, far.frame.step_rect(column)) > 8


def test_scrolling_changes_neither_what_is_named_nor_how_large(far):
    far.set_zoom(far.zoom * 1.3)
    named, height = far.frame.are_steps_named, far.frame.phase_rect(far.frame.sheet.phases[2])
    far.scroll(150, 40)
    after = far.frame.phase_rect(far.frame.sheet.phases[2])
    assert far.frame.are_steps_named == named
    assert after.size() == height.size()


@pytest.mark.parametrize("factor", [1.02, 1.2, 1.5, 2.2, 3.5])
def test_one_zoom_step_back_and_forth_shows_the_same(far, factor):
    far.set_zoom(far.zoom * factor)
    before = far.frame.are_steps_named
    far.zoom_in()
    far.zoom_out()
    assert far.frame.are_steps_named == before


def test_the_name_of_a_phase_that_begins_under_the_lanes_moves_in(fonts, qtbot):
    canvas = _fitted(SHOES, fonts, qtbot, 1200, 800)
    canvas.set_zoom(0.36)
    phase = canvas.sheet.phases[2]
    zoom = canvas.view.zoom
    canvas.look_at(View(zoom, (phase.x + phase.width / 2 - 80) * zoom - 100.0, -40.0))
    frame = canvas.frame
    assert frame.top.mode == "board"
    assert frame.left.is_held
    _, y, _, height = phase.header.block.text_box
    top = frame.view.point(0, phase.header.y + y).y()
    end = frame.view.point(phase.x + phase.width, 0).x()
    seen = QRectF(frame.left.end, top, end - frame.left.end, height * zoom)
    assert seen.width() > 60
    qtbot.waitUntil(lambda: canvas.is_settled)
    picture = canvas.viewport().grab(seen.toAlignedRect()).toImage()
    ink = canvas.colour("phase.text")
    across = [
        x
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y) == ink
    ]
    assert across
    assert min(across) >= 4  # whole, not cut by the lanes
