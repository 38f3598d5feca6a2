"""Danish and English, light and dark: switched at once, everywhere, with nothing clipped."""

import os

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)

from app.document import Document
from app.settings import Settings
from app.workspace import Workspace
from model.printing.settings import PrintSettings
from model.templates import sample, template
from model.texts import text_table
from widgets.canvas.selection import NOTHING, Selection, item_selection
from widgets.dialogs import AboutDialog, KeyboardDialog
from widgets.icons import make_icon
from widgets.palette import make_palette
from widgets.print.row import Offers
from widgets.print.window import PrintWindow


def strings_of(root):
    """Return every string of ``root`` and its children that a person could meet."""
    for widget in [root, *root.findChildren(QWidget)]:
        yield from (widget.toolTip(), widget.accessibleName(), widget.windowTitle())
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            yield widget.placeholderText()
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(n) for n in range(widget.count()))
        if isinstance(widget, QMenu):
            yield widget.title()
    yield from (action.text() for action in root.findChildren(QAction))
    yield from (action.toolTip() for action in root.findChildren(QAction))


def only_in(code, other):
    """Return sentences of ``code`` that mean nothing in ``other``."""
    areas = ("window.", "dialogs.", "edits.", "names.")

    def sentences(language):
        table = text_table(language)
        found = [text for key, text in table.items() if key.startswith(areas)]
        return {text for text in found if isinstance(text, str) and text}

    # A language is offered under its own name, whatever the window speaks.
    return sentences(code) - sentences(other) - {"English", "Dansk"}


@pytest.mark.parametrize(("before", "after"), [("en", "da"), ("da", "en")])
def test_switching_the_language_changes_every_string_of_the_window(workspace, qtbot, before, after):
    workspace.use_language(before)
    # The map is written in the language switched to, so that its own words are no false alarm.
    window = workspace.open_window(Document(sample("sustainable-shoes", after)))
    qtbot.waitExposed(window)
    inspector = window.page.inspector
    assert window.page.outline is not None
    for kind in ("card", "step", "phase", "persona", "feelings_lane"):
        inspector._form_of(kind)
    window.actions_made.refresh()
    workspace.use_language(after)
    left = set(strings_of(window)) & only_in(before, after)
    assert left == set()
    assert window.actions_made["save"].text() == text_table(after)["window.action.save"]


def test_the_start_page_changes_its_language_too(workspace, qtbot):
    window = workspace.open_window()
    qtbot.waitExposed(window)
    workspace.use_language("da")
    assert set(strings_of(window)) & only_in("en", "da") == set()
    first = window._start.gallery.list.item(0).text()
    workspace.use_language("en")
    assert window._start.gallery.list.item(0).text() != first


def test_undo_is_named_in_the_language_of_the_window(window, workspace):
    window.choose(Selection("steps", (window.document.value.steps[0].id,)))
    window.actions_made["insert_step"].trigger()
    window.commit_editing()
    assert window.actions_made["undo"].text() == "&Undo add step"
    workspace.use_language("da")
    assert window.actions_made["undo"].text() == "&Fortryd tilføj trin"


def test_the_language_is_remembered(workspace, settings):
    workspace.use_language("da")
    assert settings.value.language == "da"
    again = Workspace(settings)
    assert again.language.code == "da"


@pytest.mark.parametrize(("system", "code"), [("da_DK.UTF-8", "da"), ("de_DE.UTF-8", "en")])
def test_the_first_start_follows_the_system(qapp, tmp_path, monkeypatch, system, code):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setitem(os.environ, "LANG", system)
    assert Workspace(Settings(tmp_path)).language.code == code


def test_qt_speaks_danish_in_the_menus_of_its_fields(workspace, qtbot):
    workspace.use_language("da")
    field = QLineEdit()
    qtbot.addWidget(field)
    texts = " ".join(action.text() for action in field.createStandardContextMenu().actions())
    assert "Kopiér" in texts.replace("&", "")
    assert QApplication.translate("QFileDialog", "&Look in:") == "Søg &i:"


@pytest.mark.parametrize("code", ["da", "en"])
@pytest.mark.parametrize("kind", ["map", "card", "step", "phase", "cards_lane", "persona", "icp"])
def test_no_word_of_the_inspector_is_clipped(window, workspace, code, kind):
    workspace.use_language(code)
    inspector = window.page.inspector
    form = inspector._form_of(kind)
    for box in form.sections.values():
        box.set_open(True)
    area = form.parent_area
    inspector._stack.setCurrentWidget(area)
    area.resize(250, 800)
    form.resize(area.viewport().width(), form.heightForWidth(250) or 3000)
    form.layout().activate()
    assert form.minimumSizeHint().width() <= 310, form.minimumSizeHint()


@pytest.mark.parametrize("code", ["da", "en"])
def test_the_dialogs_show_their_words_whole(workspace, qtbot, code):
    workspace.use_language(code)
    made = [
        AboutDialog(workspace.language, "1.2.3"),
        KeyboardDialog(workspace.language, [("File", "Save", "Ctrl+S")]),
        PrintWindow(workspace.language, Offers(), PrintSettings(output="tiles"), None),
    ]
    for dialog in made:
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        for button in dialog.findChildren(QAbstractButton):
            if button.text() and button.isVisible():
                assert button.width() >= button.sizeHint().width() or button.width() >= 300


def test_dark_and_light_change_palette_canvas_and_icons(filled, workspace, qtbot):
    light = filled.actions_made["save"].icon().pixmap(18, 18).toImage()
    workspace.use_look("dark")
    qtbot.wait(1)
    assert filled.palette().color(QPalette.ColorRole.Window).lightness() < 80
    assert filled.actions_made["save"].icon().pixmap(18, 18).toImage() != light
    assert workspace.settings.value.theme == "dark"
    assert filled.actions_made["look_dark"].isChecked() or filled.actions_made.refresh() is None


@pytest.mark.parametrize("look", ["light", "dark"])
def test_text_stands_out_from_its_ground(look):
    """WCAG 2.2: 4.5 to 1 for text, 3 to 1 for what is only to be seen."""
    palette = make_palette(look)
    role = QPalette.ColorRole

    def luminance(colour):
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
                 for c in (colour.redF(), colour.greenF(), colour.blueF())]  # fmt: skip
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    def contrast(ink, ground):
        a, b = sorted((luminance(palette.color(ink)), luminance(palette.color(ground))))
        return (b + 0.05) / (a + 0.05)

    for ink, ground, least in (
        (role.WindowText, role.Window, 7),
        (role.Text, role.Base, 7),
        (role.ButtonText, role.Button, 7),
        (role.PlaceholderText, role.Window, 4.5),
        (role.PlaceholderText, role.Base, 4.5),
        (role.HighlightedText, role.Highlight, 4.5),
        (role.ToolTipText, role.ToolTipBase, 7),
        (role.Link, role.Window, 4.5),
        (role.Accent, role.Window, 3),
    ):
        assert contrast(ink, ground) >= least, (ink, ground)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_icon_of_a_chosen_row_has_the_colour_of_its_words(qapp, look):
    palette = make_palette(look)
    icon = make_icon("folder-open", palette)
    image = icon.pixmap(QSize(18, 18), QIcon.Mode.Selected).toImage()
    drawn = [image.pixelColor(x, y) for x in range(18) for y in range(18)]
    assert max(drawn, key=QColor.alpha).name() == palette.highlightedText().color().name()


def test_everything_that_takes_the_focus_has_a_name(filled):
    filled.choose(NOTHING)
    card = next(
        item for lane in filled.document.value.lanes for c in lane.cells.values() for item in c
    )
    filled.choose(item_selection([card.id]))
    unnamed = [
        widget
        for widget in filled.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not (widget.accessibleName() or getattr(widget, "text", str)())
        and not isinstance(widget, QToolButton | QMenu)
        and type(widget.parentWidget()).__name__ not in ("QComboBox", "QSpinBox")
    ]
    assert unnamed == []


def test_a_blank_map_speaks_the_language_it_was_made_in(window, workspace):
    workspace.use_language("da")
    assert window.document.value.about.language == "en"
    assert template("blank", "en").lanes[0].name == window.document.value.lanes[0].name


def test_the_first_start_takes_most_of_the_screen(workspace):
    shown = workspace.open_window()
    room = shown.screen().availableSize()
    assert shown.width() >= 0.85 * room.width()
    assert shown.height() >= 0.85 * room.height()


def test_side_panels_give_way_in_a_small_window_and_come_back(window, qtbot):
    wide = window.page.panel_widths()
    window.resize(900, 600)
    qtbot.waitUntil(lambda: window.page.inspector.width() < 290)
    assert window.canvas.width() > 450
    assert window.page.outline.width() < 200
    window.resize(1600, 800)
    qtbot.waitUntil(lambda: window.page.inspector.width() > 300)
    assert window.page.panel_widths()[0] == wide[0]


def test_fields_have_a_line_round_them_in_the_dark(window, workspace, qtbot):
    workspace.use_look("dark")
    field = window.page.outline.search
    picture = field.grab().toImage()
    edge = picture.pixelColor(picture.width() // 2, 0)
    ground = window.palette().window().color()
    assert contrast(edge, ground) >= 1.8


@pytest.mark.parametrize("look", ["light", "dark"])
def test_what_is_said_of_empty_places_can_be_read(workspace, window, look):
    workspace.use_look(look)
    start = workspace.open_window()
    said = [label for shown in (window, start) for label in shown.findChildren(QLabel)]
    empty = {workspace.language("window.start.none")}
    for register in ("personas", "evidence", "views"):
        empty.add(workspace.language(f"window.inspector.none_yet.{register}"))
    found = {label.text() for label in said if label.text() in empty}
    assert found == empty
    for label in said:
        if label.text() and label.isVisible():
            ink = label.palette().color(label.foregroundRole())
            assert contrast(ink, label.palette().window().color()) >= 4.5, label.text()


def contrast(one, other):
    """Return the ratio of WCAG 2 between two colours."""

    def light(colour):
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        red, green, blue = (p / 12.92 if p <= 0.04 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
