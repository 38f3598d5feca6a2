"""On a map of many cards nothing is asked of each of them at every turn."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtTest import QTest

from app.document import Document
from model.cards import Card
from model.edits import set_items
from model.find import has_item, item_place
from model.journey import JourneyMap, MapCard, Phase, Step
from model.lanes import CardsLane
from model.layout.engine import Layout
from model.layout.theme import Theme
from model.texts import Texts
from widgets.canvas import Canvas
from widgets.canvas.board import Board
from widgets.canvas.index import SheetIndex
from widgets.canvas.pictures import PictureCache
from widgets.canvas.selection import item_selection


def many_cards(columns: int = 8, rows: int = 8, each: int = 6) -> JourneyMap:
    steps = tuple(Step(id=f"s{at}", name=f"Trin {at}") for at in range(columns))
    lanes = tuple(
        CardsLane(
            id=f"l{row}",
            name=f"Lane {row}",
            cells={
                step.id: tuple(
                    Card(id=f"c{row}.{step.id}.{at}", text=f"Kunden venter {at}")
                    for at in range(each)
                )
                for step in steps
            },
        )
        for row in range(rows)
    )
    about = MapCard(title="Mange", language="da")
    return JourneyMap(id="m", about=about, phases=(Phase(id="p", steps=steps),), lanes=lanes)


@pytest.fixture
def large(qapp, fonts):
    document = Document(many_cards())
    made = Canvas(document, Layout(fonts), Theme.named("screen_light"), Texts("da"))
    made.resize(900, 700)
    made.show()
    QTest.qWaitForWindowActive(made)
    yield made
    made.close()
    made.deleteLater()


def settle(canvas) -> None:
    canvas.viewport().repaint()
    for _ in range(100):
        QTest.qWait(20)
        if canvas.is_settled:
            return


def whole(canvas) -> QRectF:
    return QRectF(0, 0, canvas.sheet.width, canvas.sheet.height)


def counted(monkeypatch, owner, name) -> list[object]:
    calls: list[object] = []
    work = getattr(owner, name)

    def counting(*args, **options):
        calls.append(args)
        return work(*args, **options)

    monkeypatch.setattr(owner, name, counting)
    return calls


def test_a_scroll_of_the_pointer_asks_nothing_of_cards_out_of_sight(large, monkeypatch):
    large.set_zoom(0.5)
    settle(large)
    drawn = counted(monkeypatch, PictureCache, "draw_exact")
    large.scroll(0, 300)
    settle(large)
    assert 0 < len(drawn) < len(large.all_items()) / 4


def test_no_picture_is_made_while_one_zooms_near(large, monkeypatch):
    large.set_zoom(0.5)
    settle(large)
    made = counted(monkeypatch, PictureCache, "make")
    for _ in range(3):
        large.zoom_at(QPointF(400, 300), 1.2)
        large.viewport().repaint()
    assert not [call for call in made if call[1].kind == "card"]
    settle(large)
    assert [call for call in made if call[1].kind == "card"]


def test_zooming_out_paints_plain_blocks_where_there_was_nothing_yet(large, monkeypatch):
    large.set_zoom(0.6)
    settle(large)
    plain = counted(monkeypatch, Board, "paint_plain")
    large.zoom_at(QPointF(450, 350), 0.7)
    large.viewport().repaint()
    assert plain
    picture = large.viewport().grab().toImage()
    settle(large)
    sharp = large.viewport().grab().toImage()
    paper = large.colour("paper").rgb()
    # Wherever the sharp picture has a card, the one before it was not blank.
    spots = large.frame.index.items_in(whole(large))
    seen = 0
    for spot in spots:
        point = large.frame.item_rect(spot).center().toPoint()
        if large.frame.grid.contains(QPointF(point)) and sharp.rect().contains(point):
            seen += sharp.pixel(point) != paper
            assert picture.pixel(point) != paper or sharp.pixel(point) == paper
    assert seen > 10


def test_what_is_shown_after_zooming_is_what_would_be_painted_anew(large):
    large.set_zoom(0.5)
    settle(large)
    for factor in (1.2, 1.2, 1.2, 0.8, 0.7, 0.7, 0.6, 1.5, 2.0):
        large.zoom_at(QPointF(300, 300), factor)
        large.viewport().repaint()
    settle(large)
    shown = large.viewport().grab().toImage()
    large._layer.forget()
    settle(large)
    assert large.viewport().grab().toImage() == shown


def test_an_edit_in_the_midst_of_zooming_shows_at_once(large):
    large.set_zoom(0.5)
    settle(large)
    large.zoom_at(QPointF(300, 300), 1.2)
    large.viewport().repaint()
    ids = large.all_items()
    large.document.apply("edits.change", lambda held: set_items(held, ids, colour="blue"))
    large.viewport().repaint()
    left, top, right, bottom = large.frame.view.sheet_rect(large.frame.grid)
    seen = large.frame.index.items_in(QRectF(left, top, right - left, bottom - top))
    spot = next(s for s in seen if large.frame.grid.contains(large.frame.item_rect(s)))
    point = (large.frame.item_rect(spot).bottomRight() - QPointF(6, 6)).toPoint()
    colour = large.viewport().grab().toImage().pixelColor(point)
    assert colour.blue() > colour.red()


def test_thousands_of_chosen_cards_are_framed_in_one_go(large, monkeypatch):
    settle(large)
    large.select(item_selection(large.all_items()))
    large.viewport().repaint()
    looked_up = counted(monkeypatch, SheetIndex, "find")
    large.viewport().repaint()
    assert len(looked_up) < 3
    ring = large.frame.item_rect(large.frame.index.find(large.all_items()[0]))
    edge = large.viewport().grab().toImage().pixelColor(ring.topLeft().toPoint())
    assert edge == large.colour("selection")


def test_an_item_is_found_wherever_it_went(large):
    document = large.document
    first = document.value
    assert item_place(first, "c3.s2.0").lane.id == "l3"
    lanes = tuple(
        lane.model_copy(update={"cells": {**lane.cells, "s0": ()}}) if lane.id == "l3" else lane
        for lane in first.lanes
    )
    moved = first.model_copy(update={"lanes": tuple(reversed(lanes))})
    assert item_place(moved, "c3.s2.0").lane.id == "l3"
    assert not has_item(moved, "c3.s0.0")
    assert has_item(first, "c3.s0.0")
