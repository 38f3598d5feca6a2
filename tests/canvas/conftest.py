"""A small map on a real canvas, and hands to work it with."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.document import Document
from model.cards import Card, Feeling, Passage
from model.find import item_by_id
from model.journey import JourneyMap, MapCard, Phase, Step
from model.lanes import CardsLane, FeelingsLane, TextLane
from model.layout.engine import Layout
from model.layout.theme import Theme
from model.text.fonts import FontBook
from model.texts import Texts
from widgets.canvas import Canvas

NO_KEYS = Qt.KeyboardModifier.NoModifier


def small_map() -> JourneyMap:
    return JourneyMap(
        id="map",
        about=MapCard(title="Rejsen", language="da"),
        phases=(
            Phase(
                id="p1", name="Før", steps=(Step(id="s1", name="Ser"), Step(id="s2", name="Går"))
            ),
            Phase(id="p2", name="Efter", steps=(Step(id="s3", name="Bruger"),)),
        ),
        lanes=(
            CardsLane(
                id="actions",
                name="Handlinger",
                cells=MappingProxyType(
                    {
                        "s1": (Card(id="a", text="Ser et opslag"), Card(id="b", text="Læser mere")),
                        "s2": (Card(id="c", text="Går i butikken"),),
                    }
                ),
            ),
            FeelingsLane(
                id="feelings",
                name="Følelser",
                levels=("vred", "ærgerlig", "rolig", "glad", "begejstret"),
                cells=MappingProxyType(
                    {
                        "s1": (Feeling(id="f1", values=(1.0,), label="Nysgerrig"),),
                        "s2": (Feeling(id="f2", values=(-1.0,)),),
                    }
                ),
            ),
            CardsLane(id="pains", name="Smertepunkter", card_type="pain_point"),
            TextLane(
                id="notes",
                name="Noter",
                cells=MappingProxyType({"s1": (Passage(id="t", text="Fra interviews"),)}),
            ),
        ),
    )


@pytest.fixture(scope="session")
def fonts() -> FontBook:
    return FontBook.bundled()


@pytest.fixture
def document(qapp: QApplication) -> Document:
    return Document(small_map())


@pytest.fixture
def canvas(document: Document, fonts: FontBook) -> Iterator[Canvas]:
    made = Canvas(document, Layout(fonts), Theme.named("screen_light"), Texts("da"))
    made.resize(1200, 800)
    made.show()
    QTest.qWaitForWindowActive(made)
    made.setFocus()
    yield made
    made.close()
    # The offscreen platform's clipboard outlives Python and then frees what Python owns.
    QGuiApplication.clipboard().clear()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Hand:
    """A mouse on the viewport of a canvas."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.point = QPointF()

    def over(self, item_id: str) -> QPointF:
        """Return the middle of an item."""
        spot = self.canvas.frame.index.find(item_id)
        assert spot is not None, item_id
        return self.canvas.frame.item_rect(spot).center()

    def in_cell(self, lane_id: str, step_id: str, x: float = 0.5, y: float = 0.5) -> QPointF:
        """Return a place in a cell, as parts of its width and height."""
        cell = self.canvas.frame.index.cell_of(lane_id, step_id)
        assert cell is not None
        rect = self.canvas.frame.cell_rect(cell)
        return QPointF(rect.x() + x * rect.width(), rect.y() + y * rect.height())

    def press(
        self,
        point: QPointF,
        keys: Qt.KeyboardModifier = NO_KEYS,
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
    ) -> None:
        self.point = point
        self._send(QEvent.Type.MouseButtonPress, point, button, button, keys)

    def move(self, point: QPointF, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        steps = 6
        first = self.point
        for step in range(1, steps + 1):
            between = first + (point - first) * (step / steps)
            self._send(
                QEvent.Type.MouseMove,
                between,
                Qt.MouseButton.NoButton,
                Qt.MouseButton.LeftButton,
                keys,
            )
        self.point = point

    def hover(self, point: QPointF) -> None:
        none = Qt.MouseButton.NoButton
        self._send(QEvent.Type.MouseMove, point, none, none, NO_KEYS)

    def release(
        self,
        keys: Qt.KeyboardModifier = NO_KEYS,
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
    ) -> None:
        none = Qt.MouseButton.NoButton
        self._send(QEvent.Type.MouseButtonRelease, self.point, button, none, keys)

    def click(self, point: QPointF, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        self.press(point, keys)
        self.release(keys)

    def double_click(self, point: QPointF) -> None:
        left = Qt.MouseButton.LeftButton
        self.click(point)
        self._send(QEvent.Type.MouseButtonDblClick, point, left, left, NO_KEYS)
        self.release()

    def drag(self, start: QPointF, end: QPointF, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        self.press(start, keys)
        self.move(end, keys)
        self.release(keys)

    def wheel(self, point: QPointF, notches: float, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        event = QWheelEvent(
            point,
            QPointF(self.canvas.viewport().mapToGlobal(point.toPoint())),
            QPoint(),
            QPoint(0, round(120 * notches)),
            Qt.MouseButton.NoButton,
            keys,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self.canvas.viewport(), event)

    def _send(
        self,
        kind: QEvent.Type,
        point: QPointF,
        button: Qt.MouseButton,
        buttons: Qt.MouseButton,
        keys: Qt.KeyboardModifier,
    ) -> None:
        there = QPointF(self.canvas.viewport().mapToGlobal(point.toPoint()))
        event = QMouseEvent(kind, point, there, button, buttons, keys)
        QApplication.sendEvent(self.canvas.viewport(), event)
        QApplication.processEvents()


@pytest.fixture
def hand(canvas: Canvas) -> Hand:
    return Hand(canvas)


def text_of(document: Document, item_id: str) -> str:
    item = item_by_id(document.value, item_id)
    assert item is not None
    return str(getattr(item, "text", getattr(item, "label", "")))


def ids_in(document: Document, lane_id: str, step_id: str) -> list[str]:
    lane = next(lane for lane in document.value.lanes if lane.id == lane_id)
    return [item.id for item in lane.cells.get(step_id, ())]


def type_text(widget: object, text: str) -> None:
    """Type letters as a keyboard does, also those QTest has no key for."""
    QTest.keyClicks(widget, text)


@pytest.fixture
def hand_on() -> type[Hand]:
    """Return what makes a hand for another canvas."""
    return Hand
