"""Touch pads, touch screens, files from outside, and that a closed canvas is gone."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QNativeGestureEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from app.document import Document
from model.layout.engine import Layout
from model.layout.theme import Theme
from model.texts import Texts
from widgets.canvas import Canvas, Selection


def test_a_pinch_on_a_touch_pad_zooms_at_the_fingers(canvas, hand):
    point = hand.over("b")
    before, zoom = canvas.frame.view.sheet_point(point), canvas.zoom
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        point,
        point,
        QPointF(canvas.viewport().mapToGlobal(point.toPoint())),
        0.3,
        QPointF(),
    )
    QApplication.sendEvent(canvas.viewport(), event)
    assert canvas.zoom == pytest.approx(zoom * 1.35, rel=0.01)
    assert canvas.frame.view.sheet_point(point) == pytest.approx(before, abs=0.01)


def test_two_fingers_on_a_touch_screen_zoom(canvas):
    device = QTest.createTouchDevice()
    zoom = canvas.zoom
    viewport = canvas.viewport()
    left, right = QPoint(500, 400), QPoint(700, 400)
    QTest.touchEvent(viewport, device).press(0, left).press(1, right)
    for step in range(1, 9):
        apart = QPoint(20 * step, 0)
        QTest.touchEvent(viewport, device).move(0, left - apart).move(1, right + apart)
        QTest.qWait(20)
    QTest.touchEvent(viewport, device).release(0, left - apart).release(1, right + apart)
    QTest.qWait(50)
    assert canvas.zoom > zoom * 1.3


def test_two_fingers_side_by_side_move_the_sheet(canvas):
    for _ in range(4):
        canvas.zoom_in()
    device, viewport = QTest.createTouchDevice(), canvas.viewport()
    before = canvas.view
    left, right, by = QPoint(500, 400), QPoint(700, 400), QPoint(0, 0)
    QTest.touchEvent(viewport, device).press(0, left).press(1, right)
    for step in range(1, 9):
        by = QPoint(-10 * step, -5 * step)
        QTest.touchEvent(viewport, device).move(0, left + by).move(1, right + by)
        QTest.qWait(20)
    QTest.touchEvent(viewport, device).release(0, left + by).release(1, right + by)
    QTest.qWait(50)
    assert canvas.view.zoom == pytest.approx(before.zoom)
    assert canvas.view.x > before.x + 50


def test_files_dragged_in_are_left_to_the_window(canvas):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/kort.journey")])
    canvas.edit(Selection("items", ("a",)))
    (editor,) = canvas.findChildren(QTextEdit)
    for widget in (canvas, canvas.viewport(), editor):
        assert not widget.acceptDrops()
    event = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    QApplication.sendEvent(canvas.viewport(), event)
    assert not event.isAccepted()


def test_a_closed_canvas_is_gone(qapp, fonts, document: Document):
    from PySide6.QtGui import QAccessible

    canvas = Canvas(document, Layout(fonts), Theme.named("screen_light"), Texts("da"))
    canvas.show()
    voice = QAccessible.queryAccessibleInterface(canvas)
    names = [voice.child(at).text(QAccessible.Text.Name) for at in range(voice.childCount())]
    assert names
    canvas.edit(Selection("items", ("a",)))
    gone = weakref.ref(canvas)
    canvas.close()
    canvas.deleteLater()
    del canvas, voice
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert gone() is None
    document.undo()  # nobody is left who would choke on a change
