"""Colours and icons to pick from, wherever they stand: by mouse and by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from widgets.icon_picker import ICONS_ACROSS, IconPicker, held_in_menu
from widgets.swatches import Swatches


def test_arrow_keys_walk_over_the_colours_and_enter_picks_one(qtbot: QtBot) -> None:
    line = Swatches((None, "yellow", "blue"))
    qtbot.addWidget(line)
    line.mark("yellow")
    line.show()
    line.focus_first()
    qtbot.waitUntil(line.buttons["yellow"].hasFocus)
    qtbot.keyClick(line.buttons["yellow"], Qt.Key.Key_Right)
    assert line.buttons["blue"].hasFocus()
    with qtbot.waitSignal(line.picked) as picked:
        qtbot.keyClick(line.buttons["blue"], Qt.Key.Key_Return)
    assert picked.args == ["blue"]


def test_no_colour_can_be_picked_too(qtbot: QtBot) -> None:
    line = Swatches((None, "yellow"))
    qtbot.addWidget(line)
    line.show()
    with qtbot.waitSignal(line.picked) as picked:
        qtbot.mouseClick(line.buttons[None], Qt.MouseButton.LeftButton)
    assert picked.args == [None]


def test_a_colour_is_called_by_its_name_and_what_has_it(qtbot: QtBot) -> None:
    line = Swatches((None, "yellow"))
    qtbot.addWidget(line)
    line.word(lambda name: "Gul" if name else "Som rækken", label="Farve")
    assert line.buttons["yellow"].toolTip() == "Gul"
    assert line.buttons["yellow"].accessibleName() == "Farve: Gul"


def test_arrow_keys_walk_in_the_grid_of_icons(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    picker = IconPicker(menu)
    held_in_menu(picker, menu)
    menu.popup(menu.pos())
    names = list(picker.buttons)
    picker.buttons[names[0]].setFocus()
    qtbot.keyClick(picker.buttons[names[0]], Qt.Key.Key_Down)
    below = names[ICONS_ACROSS]
    assert picker.buttons[below].hasFocus()
    with qtbot.waitSignal(picker.picked) as picked:
        qtbot.keyClick(picker.buttons[below], Qt.Key.Key_Return)
    assert picked.args == [below]
    menu.close()
