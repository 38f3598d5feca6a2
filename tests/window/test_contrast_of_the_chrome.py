"""Every text of the window stands out from its ground by 4.5:1 (WCAG 2.2, 1.4.3), also greyed."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QMenu, QRadioButton, QStyleFactory

from widgets.palette import make_palette, use_look

_R = QPalette.ColorRole
_G = QPalette.ColorGroup
PAIRS = [
    (_R.WindowText, _R.Window),
    (_R.Text, _R.Base),
    (_R.Text, _R.AlternateBase),
    (_R.ButtonText, _R.Button),
    (_R.ButtonText, _R.Window),  # tool bar and menu bar
    (_R.PlaceholderText, _R.Base),
    (_R.PlaceholderText, _R.Window),
    (_R.HighlightedText, _R.Highlight),
    (_R.Link, _R.Window),
    (_R.Link, _R.Base),
    (_R.LinkVisited, _R.Window),
    (_R.ToolTipText, _R.ToolTipBase),
]


def _light(colour):
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one, other):
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("group", [_G.Active, _G.Inactive, _G.Disabled], ids=lambda g: g.name)
@pytest.mark.parametrize(("text", "ground"), PAIRS, ids=lambda role: role.name)
def test_text_stands_out_from_its_ground(qapp, look, group, text, ground):
    palette = make_palette(look)
    found = _contrast(palette.color(group, text), palette.color(group, ground))
    assert found >= 4.5, f"{palette.color(group, text).name()} {found:.2f}"


@pytest.fixture
def dark(qapp):
    use_look("dark")
    yield
    use_look("light")


@pytest.mark.parametrize("kind", [QRadioButton, QCheckBox])
@pytest.mark.parametrize("is_enabled", [True, False])
def test_an_empty_box_and_ring_can_be_seen_in_the_dark(dark, qtbot, kind, is_enabled):
    button, style = kind(), QStyleFactory.create("Fusion")
    qtbot.addWidget(button)
    button.setStyle(style)
    button.setEnabled(is_enabled)
    picture = button.grab().toImage()
    ground = make_palette("dark").color(_R.Window)
    middle = picture.height() // 2
    across = (picture.pixelColor(x, middle) for x in range(picture.width()))
    assert max(_contrast(colour, ground) for colour in across) >= 3


def test_the_empty_box_of_a_menu_entry_can_be_seen_in_the_dark(dark, qtbot):
    menu, style = QMenu(), QStyleFactory.create("Fusion")
    qtbot.addWidget(menu)
    menu.setStyle(style)
    for name in ("Other", "Save automatically", "Last"):
        menu.addAction(name).setCheckable(True)
    menu.adjustSize()
    picture = menu.grab().toImage()
    middle = menu.actionGeometry(menu.actions()[1]).center().y()
    ground = picture.pixelColor(picture.width() - 8, middle)
    box = (picture.pixelColor(x, middle) for x in range(4, 24))  # before it is the menu's own frame
    assert max(_contrast(colour, ground) for colour in box) >= 3
