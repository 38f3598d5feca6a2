"""What stands in a file is shown as it stands: no markup, in any label, tip or message."""

import json
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QMenu,
    QMessageBox,
    QTextEdit,
    QWidget,
)

from app.patience import waiting_box
from app.side_panels import PANELS
from model.file import decode, encode
from model.problems import FileProblem
from widgets.canvas.selection import item_selection
from widgets.icons import icon_pixmap
from widgets.rescue_dialog import RescueDialog

FLAT = (QAbstractListModel, QAbstractTableModel)
MARKUP = re.compile(r"<\s*[a-zA-Z/!?]")
HOSTILE = '<img src="file:///canary.png"><b>fed</b>'
GOLDEN = Path(__file__).parents[1] / "file/files/v4.journey"
CUT_OFF = 400_000


def hostile_map():
    """The sample of the file format with markup in each text that may be any text."""
    document = json.loads(GOLDEN.read_bytes())
    document.pop("integrity")
    count = 0
    for holder, key in list(texts_of(document)):
        held = holder[key]
        holder[key] = f"{HOSTILE}{count}"
        try:
            decode(json.dumps(document).encode(), "x")
        except FileProblem:
            holder[key] = held
        else:
            count += 1
    assert count > 40
    return decode(json.dumps(document).encode(), "x")


def is_markup(text):
    """Whether Qt could take ``text`` for markup; it looks for less."""
    return MARKUP.search(text) is not None


def texts_of(part):
    for key, value in part.items() if isinstance(part, dict) else enumerate(part):
        if isinstance(value, str) and key not in ("id", "kind", "data", "content"):
            yield part, key
        elif isinstance(value, dict | list):
            yield from texts_of(value)


def rich_places(root):
    """Where in ``root`` a text would be read as markup."""
    found = []
    for widget in (root, *root.findChildren(QWidget)):
        name = f"{type(widget).__name__} {widget.objectName()}"
        for kind, text in (("tip", widget.toolTip()), ("help", widget.whatsThis())):
            if is_markup(text):
                found.append(f"{name}: {kind} {text[:60]}")
        if (
            isinstance(widget, QLabel)
            and widget.textFormat() != Qt.TextFormat.PlainText
            and (widget.textFormat() == Qt.TextFormat.RichText or is_markup(widget.text()))
        ):
            found.append(f"{name}: label {widget.text()[:60]}")
        if isinstance(widget, QTextEdit) and widget.acceptRichText():
            found.append(f"{name}: takes markup from the clipboard")
        if isinstance(widget, QMessageBox) and widget.textFormat() != Qt.TextFormat.PlainText:
            found.append(f"{name}: box")
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            found += [f"{name}: {tip}" for tip in rich_tips(widget.model())]
        for action in widget.actions():
            if isinstance(widget, QMenu) and not widget.toolTipsVisible():
                continue
            if is_markup(action.toolTip()):
                found.append(f"{name}: action {action.toolTip()[:60]}")
    return found


def rich_tips(model, parent=None):
    parent = parent or QModelIndex()
    for row in range(model.rowCount(parent)):
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
        for column in range(columns):
            index = model.index(row, column, parent)
            tip = index.data(Qt.ItemDataRole.ToolTipRole)
            if isinstance(tip, str) and is_markup(tip):
                yield f"item {tip[:60]}"
        first = model.index(row, 0, parent)
        if not isinstance(model, FLAT) and model.hasChildren(first):
            yield from rich_tips(model, first)


@pytest.fixture
def hostile(workspace, qtbot, tmp_path):
    path = tmp_path / "<b>fed<hr>.journey"
    path.write_bytes(encode(hostile_map()))
    window = workspace.open_file(path)
    window.resize(1400, 900)
    qtbot.waitExposed(window)
    return window


def show_each_panel(window):
    for panel in PANELS:
        window.actions_made[panel.action_id].trigger()
        yield panel.name


def test_no_panel_bar_or_tip_of_a_hostile_map_reads_markup(hostile, qtbot):
    found = set(rich_places(hostile))
    for _ in show_each_panel(hostile):
        found.update(rich_places(hostile))
    things = list(hostile.canvas.all_items())
    for item_id in things[:: max(1, len(things) // 12)]:
        hostile.canvas.select(item_selection((item_id,)))
        found.update(rich_places(hostile))
    assert "\n".join(sorted(found)) == ""


def test_no_message_about_a_hostile_file_reads_markup(workspace, qtbot, tmp_path):
    path = tmp_path / "<img src='file:canary.png'><b>.journey"
    path.write_bytes(encode(hostile_map())[:-900])
    path.with_name(f"{path.name}.bak").write_bytes(encode(hostile_map()))
    window = workspace.open_window()
    workspace.open_file(path, window)
    dialog = window.findChild(RescueDialog)
    assert "canary" in dialog.said
    assert rich_places(window) == []
    dialog.choices[0].click()
    assert rich_places(window) == []
    assert window.document.is_modified


def test_a_picture_named_by_an_icon_is_never_looked_for(hostile):
    """An icon called ``../../x`` once was looked for there, and could be any SVG of the disk."""
    made = json.loads(encode(hostile.document.value))
    made.pop("integrity")
    made["channels"][0]["icon"] = "../app/journeywall"
    made = decode(json.dumps(made).encode(), "x")
    hostile.document.apply("edits.change_map", lambda _: made)
    assert list(show_each_panel(hostile))
    with pytest.raises(FileNotFoundError):
        icon_pixmap("../app/journeywall", hostile.palette().text().color())


def test_who_waits_for_a_file_reads_its_name_as_it_is(workspace, qtbot):
    named = "<img src='file:canary.png'><b>kort"
    box = waiting_box(named, workspace.language, None)
    qtbot.addWidget(box)
    assert rich_places(box) == []
    assert [label.text() for label in box.findChildren(QLabel)] == [named]


def test_a_title_that_turns_reading_round_is_shown_as_it_is_stored(workspace, tmp_path):
    path = tmp_path / "kort\u202egnp.journey"
    path.write_bytes(encode(hostile_map()))
    window = workspace.open_file(path)
    assert "kort‹U+202E›gnp" in window.windowTitle()
