"""Letters typed on the canvas reach the panels together, and nothing there is ever left behind."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from model.edits import set_item
from model.find import item_places
from widgets.canvas.selection import item_selection


@pytest.fixture
def written(filled, qtbot):
    """Return a window in which a card's text is open, and all of it marked."""
    card = next(held for held in filled.canvas.all_items() if is_card(filled, held))
    assert filled.canvas.edit(item_selection((card,)), is_all_chosen=True)
    return filled


def is_card(window, item_id) -> bool:
    return window.canvas.frame.index.find(item_id).placed.block.kind == "card"


def field(window) -> QTextEdit:
    return next(held for held in window.canvas.findChildren(QTextEdit) if held.isVisible())


def told(window) -> tuple[str, str]:
    """Return what the outline and the inspector say of the chosen card."""
    page = window.page
    (key,) = page.outline.selected_keys()
    text = page.inspector.form.rows["text"].findChild(QPlainTextEdit).toPlainText()
    return page.outline.model.index_of(key).data(), text


def test_letters_are_in_the_panels_once_one_pauses(written, qtbot):
    qtbot.keyClicks(field(written), "kort")
    qtbot.waitUntil(lambda: told(written) == ("kort", "kort"))


def test_what_is_undone_while_writing_is_told_at_once(written, qtbot):
    before = told(written)
    qtbot.keyClicks(field(written), "kort")
    written.document.undo()
    assert told(written) == before


def test_closing_the_text_tells_the_panels_at_once(written, qtbot):
    qtbot.keyClicks(field(written), "kort")
    written.canvas.commit_editing()
    assert told(written) == ("kort", "kort")


def test_another_edit_brings_the_letters_before_it(written, qtbot):
    chosen = written.selection.ids[0]
    other = next(
        held for held in written.canvas.all_items() if held != chosen and is_card(written, held)
    )
    qtbot.keyClicks(field(written), "kort")
    written.document.apply("edits.write", lambda held: set_item(held, other, text="anden"))
    assert told(written) == ("kort", "kort")
    assert written.page.outline.model.index_of(("items", other)).data() == "anden"


def test_many_items_are_found_as_few_are(filled):
    journey = filled.document.value
    ids = [*filled.canvas.all_items()]
    ids = [ids[-1], "nowhere", *ids[:-1]]
    many = item_places(journey, ids * 20)
    assert [place.item.id for place in many] == [held for held in ids * 20 if held != "nowhere"]
    few = item_places(journey, ids[:5])
    assert few == many[: len(few)]
