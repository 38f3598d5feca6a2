"""The keyboard page: of the manual, and of the window at F1, from the tables."""

from pathlib import Path

import pytest

from app.action_table import ACTIONS, MENUS
from app.actions import Menu
from app.keyboard_manual import main, manual_page, page_path
from app.keyboard_page import CANVAS_WISHES, keyboard_rows, keyboard_sections
from model.texts import LANGUAGES, Texts
from widgets.canvas.keys import KEYS

DOCS = Path(__file__).parents[2] / "docs"


def lists(entries):
    for entry in entries:
        if isinstance(entry, Menu):
            yield from (entry,) if entry.is_list else lists(entry.entries)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_the_manual_is_what_the_tables_say(language):
    committed = page_path(DOCS, language).read_text(encoding="utf-8")
    assert committed == manual_page(language), "write it anew: python -m app.keyboard_manual docs"


def test_the_command_writes_both_pages(tmp_path):
    assert main([str(tmp_path)]) == 0
    for language in LANGUAGES:
        assert page_path(tmp_path, language).read_text("utf-8") == manual_page(language)


def test_every_key_of_the_canvas_stands_on_the_page_or_in_a_menu():
    told = {wish for wishes in CANVAS_WISHES.values() for wish in wishes}
    assert set(KEYS.values()) - told <= {action.id for action in ACTIONS}
    assert told <= set(KEYS.values())


def test_every_action_stands_on_the_page_with_its_keys(qapp):
    words = Texts("en")
    rows = {row for section in keyboard_sections(words) for row in section.rows}
    names = {what.rpartition(" › ")[2] for what, _ in rows}
    listed = {entry for menu in lists(MENUS) for entry in menu.entries}
    for action in ACTIONS:
        if action.keys or action.id not in listed:
            assert action.words(words).replace("&", "") in names
    assert ("Quick entry", "Ctrl+L") in rows or ("Quick entry", "⌘L") in rows


def test_danish_keys_have_danish_names():
    page = manual_page("da")
    assert "| Gem som … | Ctrl+Skift+S |" in page
    assert "| Zoom ind | Ctrl+Plus, Ctrl+= |" in page
    assert "Alt+Venstre" in page


def test_the_window_at_f1_shows_the_same_rows(qapp):
    words = Texts("da")
    shown = [(what, keys) for _, what, keys in keyboard_rows(words)]
    told = [row for section in keyboard_sections(words) for row in section.rows if row[1]]
    assert shown == told
