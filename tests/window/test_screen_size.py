"""True millimetres on this screen: the size is measured with a bank card."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.document import Document
from app.screen_sizes import measured, remember, screen_key
from app.settings import Settings
from model.templates import template
from widgets.screen_size_dialog import CARD_WIDTH_MM, ScreenSizeDialog


def measure(window, monkeypatch, use):
    """Open the dialog from the menu, work it, and accept."""

    def work(dialog):
        use(dialog)
        return True

    monkeypatch.setattr(ScreenSizeDialog, "exec", work)
    window.actions_made["screen_size"].trigger()


def as_wide_as(width):
    return lambda dialog: dialog.width_box.setValue(width)


def test_actual_size_is_true_to_the_card_that_was_held_to_the_screen(filled, monkeypatch):
    measure(filled, monkeypatch, as_wide_as(428.0))
    filled.actions_made["actual_size"].trigger()
    assert filled.canvas.view.zoom == pytest.approx(428.0 / CARD_WIDTH_MM)
    assert filled.canvas.zoom == pytest.approx(1.0)


def test_the_percentage_follows_at_once_in_all_windows(filled, workspace, monkeypatch):
    other = workspace.open_window(Document(template("blank", "en")))
    filled.canvas.actual_size()
    other.canvas.actual_size()
    before = filled.canvas.pixels_per_mm
    measure(filled, monkeypatch, as_wide_as(1.25 * before * CARD_WIDTH_MM))
    for window in (filled, other):
        assert window.canvas.zoom == pytest.approx(0.8, rel=0.01)


def test_it_is_remembered_for_this_screen_and_no_other(filled, settings, tmp_path, monkeypatch):
    measure(filled, monkeypatch, as_wide_as(428.0))
    again = Settings(tmp_path / "settings")
    assert measured(again, filled.screen()) == pytest.approx(5.0)
    assert [held.key for held in again.value.screens] == [screen_key(filled.screen())]


def test_the_slider_and_the_box_say_the_same(filled):
    dialog = ScreenSizeDialog(filled.language, 4.0, 3.78, filled)
    dialog.show()
    assert dialog.width_box.value() == pytest.approx(4.0 * CARD_WIDTH_MM, abs=0.1)
    before = dialog.pixels_per_mm
    QTest.keyClick(dialog.slider, Qt.Key.Key_Right)
    assert dialog.pixels_per_mm > before
    assert dialog.width_box.value() == pytest.approx(dialog.pixels_per_mm * CARD_WIDTH_MM, abs=0.1)
    top = dialog.slider.y()
    dialog.width_box.setValue(540)
    assert dialog.slider.y() == top
    assert dialog.card.minimumWidth() >= 540
    dialog.close()


def test_the_card_is_drawn_as_wide_as_it_says(filled):
    dialog = ScreenSizeDialog(filled.language, 5.0, 3.78, filled)
    dialog.show()
    image = dialog.card.grab().toImage()
    middle = round(16 + 45 * 5.0)
    ground = image.pixelColor(4, middle)
    dark = [x for x in range(image.width()) if image.pixelColor(x, middle) != ground]
    assert dark[0] == pytest.approx(16, abs=1)
    assert dark[-1] == pytest.approx(16 + CARD_WIDTH_MM * 5.0, abs=1)
    dialog.close()


def test_the_systems_word_is_taken_again(filled, settings, monkeypatch):
    told = filled.canvas.system_pixels_per_mm
    measure(filled, monkeypatch, as_wide_as(428.0))
    measure(filled, monkeypatch, lambda dialog: dialog.reset.click())
    assert settings.value.screens == ()
    assert filled.canvas.pixels_per_mm == told


def test_cancel_changes_nothing(filled, settings, monkeypatch):
    def leave(dialog):
        dialog.width_box.setValue(600)
        return False

    monkeypatch.setattr(ScreenSizeDialog, "exec", leave)
    filled.actions_made["screen_size"].trigger()
    assert settings.value.screens == ()


def test_a_damaged_measure_is_not_taken(filled, settings, tmp_path):
    remember(settings, filled.screen(), 5.0)
    file = tmp_path / "settings" / "settings.json"
    file.write_text(file.read_text().replace("5.0", "-5.0"))
    assert Settings(file.parent).value.screens == ()
