"""The panels on the right side, and the panel of personas."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from app.persona_desk import PersonaDesk
from model.edits import add_entry, set_entry
from model.find import item_by_id
from model.people import Persona
from model.templates import template
from widgets.canvas.selection import NOTHING

NONE = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def people(filled, qtbot):
    """Return the personas panel of a sample about Emma, with Lars and Signe added."""
    for name in ("Lars", "Signe"):
        person = Persona(id=name.lower(), name=name, goals=("peace",), quote="Oh")
        filled.document.apply("edits.add_persona", lambda m, p=person: add_entry(m, "personas", p))
    filled.activateWindow()
    qtbot.waitUntil(filled.isActiveWindow)
    filled.actions_made["panel_personas"].trigger()
    return filled.page.side.shown


def names(window):
    return [person.name for person in window.document.value.personas]


def press(key, modifiers=NONE):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def test_a_panel_takes_the_place_of_the_inspector_and_the_keyboard(people, filled):
    assert people.people.tiles[0].hasFocus()
    assert filled.actions_made["panel_personas"].isChecked()
    assert not filled.actions_made["inspector"].isChecked()
    assert people.isVisible()
    press(Qt.Key.Key_Return)
    assert filled.page.inspector.isVisible()
    assert filled.page.inspector.subject.kind == "persona"
    filled.page.side.stack.buttons["personas"].click()
    assert people.isVisible()
    press(Qt.Key.Key_Escape)
    assert filled.canvas.hasFocus()
    filled.cycle_panes(1)
    assert people.people.tiles[0].hasFocus()
    filled.actions_made["panel_personas"].trigger()
    assert not filled.page.side.stack.isVisible()
    filled.page.show_field(people.people.tiles[0].person_id, "quote")
    assert filled.page.inspector.isVisible()


def test_enter_presses_the_button_that_adds_the_first_one_and_letters_go_into_the_name(
    window, qtbot
):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.actions_made["panel_personas"].trigger()
    panel = window.page.side.shown
    assert panel.empty_buttons["persona"].hasFocus()
    press(Qt.Key.Key_Return)
    for letter in "Bo Ek":
        QTest.keyClicks(QApplication.focusWidget(), letter)
    assert names(window) == ["Bo Ek"]


def test_the_panel_is_remembered_for_the_map_and_for_new_ones(people, workspace, filled):
    made = workspace.open_new(template("blank", "en"))
    assert made.memory.panel == "personas"
    made.page.side.show_wanted()
    panel = made.page.side.shown
    assert panel.isVisible()
    panel.focus_first()
    assert panel.empty_buttons["persona"].isVisible()
    panel.empty_buttons["icp"].click()
    assert [person.kind for person in made.document.value.personas] == ["icp"]
    assert made.page.inspector.subject.kind == "icp"


def test_switching_someone_off_hides_what_is_hers_and_says_so(people, filled):
    feeling = next(
        item for lane in filled.document.value.lanes for cell in lane.cells.values()
        for item in cell if getattr(item, "persona", None)
    )  # fmt: skip
    index = filled.canvas.frame.index
    assert index.find(feeling.id) is not None
    press(Qt.Key.Key_Space)
    assert filled.canvas.frame.index.find(feeling.id) is None
    assert "is switched off. Not shown" in filled.statusBar().currentMessage()
    assert people.people.tiles[0].away.text().startswith("Not shown")
    filled.page.canvas.select(NOTHING)
    filled.page.filter.spare([feeling.id])  # as going there does
    assert filled.canvas.frame.index.find(feeling.id) is not None
    filled.document.undo()
    assert filled.canvas.frame.index.find(feeling.id) is not None
    assert not people.people.tiles[0].away.text()
    assert item_by_id(filled.document.value, feeling.id) is feeling


def test_keys_move_double_and_remove_people(people, filled):
    first, *_ = names(filled)
    press(Qt.Key.Key_Down, ALT)
    assert names(filled) == ["Lars", first, "Signe"]
    press(Qt.Key.Key_D, CONTROL)
    assert names(filled) == ["Lars", first, first, "Signe"]
    press(Qt.Key.Key_Delete)
    assert names(filled) == ["Lars", first, "Signe"]
    assert people.people.tiles[2].hasFocus()
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_C, CONTROL)
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_V, CONTROL)
    assert names(filled) == ["Lars", first, "Signe", first]
    assert people.people.tiles[3].hasFocus()


def test_someone_is_copied_into_another_map_with_photo_and_sources(people, filled, workspace):
    person = filled.document.value.personas[0]
    photo = QMimeData()
    picture = QImage(8, 6, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.blue)
    photo.setImageData(picture)
    PersonaDesk(filled).take(photo, person.id, None)
    waited = people.people.tiles[0].portrait
    _until(lambda: waited.has_photo)
    filled.page.outline.tree.setFocus()
    outline = filled.page.outline
    outline.tree.setCurrentIndex(outline.model.index_of(("persona", person.id)))
    press(Qt.Key.Key_C, CONTROL)
    other = workspace.open_new(template("blank", "en"))
    other.actions_made["paste"].trigger()
    (copied,) = other.document.value.personas
    assert copied.name == person.name
    assert [image.sha256 for image in other.document.value.images] == [copied.image]
    titles = {source.id: source.title for source in other.document.value.evidence}
    assert set(copied.evidence) == set(titles)
    assert QGuiApplication.clipboard().text().startswith(person.name)
    people.do("no_photo", person.id)
    assert filled.document.value.personas[0].image is None


def _until(is_done):
    for _ in range(300):
        if is_done():
            return
        QApplication.processEvents()
        QTest.qWait(5)
    raise AssertionError("it did not happen")


def test_someone_is_kept_in_the_library_and_comes_into_other_maps(people, filled, workspace):
    person = filled.document.value.personas[0]
    people.do("keep", person.id)
    (kept,) = workspace.own.people.entries()
    assert kept.path.name == f"{person.name}.journeypersona"
    other = workspace.open_new(template("blank", "en"))
    menu = QMenu(other)
    PersonaDesk(other).fill_library(menu)
    (entry,) = [made for made in menu.actions() if made.text() == person.name]
    entry.trigger()
    assert names(other) == [person.name]
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(kept.path))])
    assert PersonaDesk(other).kind_of(data) == "people"
    people.people.dropEvent(_drop(data, people.people.tiles[1]))
    assert names(filled)[1:3] in ([person.name, "Lars"], ["Lars", person.name])
    workspace.own.people.rename(kept, "Emma & co")
    (renamed,) = workspace.own.people.entries()
    assert (renamed.name, renamed.content.part.personas[0].name) == ("Emma & co", person.name)


def _drop(data, tile):
    where = QPointF(tile.geometry().center())
    return QDropEvent(where, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NONE)


def test_a_tile_tells_what_is_known_and_what_is_due(people, filled):
    filled.document.apply(
        "edits.change_persona",
        lambda m: set_entry(
            m, "personas", "lars", review="2020-01-31", validated="2019-05-02",
            evidence_level="internal", goals=("a", "b", "c", "d"), occupation="Nurse",
        ),
    )  # fmt: skip
    tile = people.people.tile("lars")
    assert tile.review.text() == "Review was due on 31 January 2020"
    assert tile.checked.text() == "Validated on 2 May 2019"
    assert tile.founded.text() == "Internal knowledge"
    assert tile.lists[0][1].text().endswith("and 1 more")
    assert "Nurse" in tile.accessibleDescription()
    filled.language.use("da")
    assert tile.review.text() == "Skulle gennemgås 31. januar 2020"


def test_the_sheet_of_one_persona_is_printed_and_the_next_print_is_as_before(people, filled):
    before = filled.document.value.personas[1].id
    people.do("sheet", before)
    shown = filled.print_desk.shown
    assert (shown.settings.output, shown.settings.persona) == ("persona", before)
    filled.print_desk.close()
    filled.actions_made["print"].trigger()
    assert filled.print_desk.shown.settings.output == "wall"
    filled.print_desk.close()


def test_a_word_that_has_no_room_beside_the_portrait_stands_below_it(people, filled, qtbot):
    tile = people.people.tiles[0]
    qtbot.waitUntil(lambda: tile.width() > 200)
    filled.document.apply(
        "edits.change_persona",
        lambda held: set_entry(
            held, "personas", tile.person_id, occupation="Speditionskonsulentassistent"
        ),
    )
    assert "Speditionskonsulentassistent" in tile.about.text()
    word = tile.about.fontMetrics().horizontalAdvance("Speditionskonsulentassistent")
    qtbot.waitUntil(lambda: tile.about.width() >= word)


def test_in_a_narrow_panel_the_name_stands_below_the_portrait(people, filled, qtbot):
    tile = people.people.tiles[0]
    assert tile.name.mapTo(tile, tile.name.rect().topLeft()).y() < tile.portrait.geometry().bottom()
    filled.resize(700, 700)
    qtbot.waitUntil(
        lambda: (
            tile.name.mapTo(tile, tile.name.rect().topLeft()).y()
            > tile.portrait.geometry().bottom()
        )
    )


def test_without_a_mark_of_ones_own_the_form_says_that_the_place_gives_one(people, filled):
    filled.page.show_entry("lars")
    rows = filled.page.inspector.form.rows
    assert rows["mark"].box.currentText() == "By the place on the list"
    assert rows["colour"].swatches[None].accessibleName() == "Colour: By the place on the list"
