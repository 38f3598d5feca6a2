"""Hundreds of chosen things in the outline: marked where one looks, and none is lost."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.document import Document
from model.cards import Card
from model.journey import JourneyMap, MapCard, Phase, Step
from model.lanes import CardsLane
from widgets.canvas.selection import item_selection

CELLS = (("does", "look"), ("does", "buy"))


def many() -> JourneyMap:
    cells = {
        step: tuple(Card(id=f"{step}{number}", text=f"card {number}") for number in range(150))
        for _, step in CELLS
    }
    return JourneyMap(
        id="m",
        about=MapCard(title="Shoes", language="en"),
        phases=tuple(
            Phase(id=f"p{step}", name=step, steps=(Step(id=step, name=step),))
            for step in ("look", "buy")
        ),
        lanes=(CardsLane(id="does", name="Does", cells=MappingProxyType(cells)),),
    )


@pytest.fixture
def chosen(workspace, qtbot):
    """Return a window in which all cards are chosen, and the ids."""
    window = workspace.open_window(Document(many()))
    qtbot.waitExposed(window)
    assert window.page.inspector is not None
    outline = window.page.outline
    outline.tree.collapse(outline.model.index_of(("cell", *CELLS[0])))
    ids = window.canvas.all_items()
    window.canvas.select(item_selection(ids))
    qtbot.waitUntil(lambda: len(outline.selected_keys()) == len(ids) == 300)
    return window


def marked(window) -> set[str]:
    outline = window.page.outline
    rows = outline.tree.selectionModel().selectedIndexes()
    return {outline.model.key_of(row)[1] for row in rows}


def test_what_is_in_a_folded_cell_is_marked_once_it_is_unfolded(chosen):
    outline = chosen.page.outline
    before = marked(chosen)
    assert len(before) < 300
    for cell in CELLS:
        outline.tree.expand(outline.model.index_of(("cell", *cell)))
    assert marked(chosen) == set(chosen.canvas.all_items())
    assert len(outline.selected_keys()) == 300


def test_with_control_one_less_is_chosen_and_without_it_only_one(chosen):
    outline = chosen.page.outline
    assert len(marked(chosen)) < 300
    row = outline.tree.currentIndex()
    place = outline.tree.visualRect(row).center()
    viewport = outline.tree.viewport()
    QTest.keyPress(viewport, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    QTest.mouseClick(
        viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, place
    )
    assert len(chosen.selection.ids) == 299
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert len(chosen.selection.ids) == 1
