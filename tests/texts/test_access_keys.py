"""The underlined letters of the menus: every entry has one, and no two of a menu share it."""

from collections import Counter

import pytest

from app.action_table import ACTIONS, MENUS
from app.actions import Menu, own_keys
from model.texts import LANGUAGES, Texts


def menus(entries):
    for entry in entries:
        if isinstance(entry, Menu):
            yield entry
            yield from menus(entry.entries)


def words_of(entries, texts):
    for entry in entries:
        if isinstance(entry, Menu):
            yield texts(f"window.menu.{entry.id}")
        elif entry is not None:
            yield texts(f"window.action.{entry}")


def letters(words):
    return [word[word.index("&") + 1].casefold() if "&" in word else "" for word in words]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_entry_of_a_menu_has_a_letter_of_its_own(code):
    texts = Texts(code)
    wrong = {}
    for menu in (Menu("bar", MENUS), *menus(MENUS)):
        if menu.is_list:
            continue
        words = list(words_of(menu.entries, texts))
        found = letters(words)
        bad = [word for word, letter in zip(words, found, strict=True)
               if not letter or found.count(letter) > 1]  # fmt: skip
        if bad:
            wrong[menu.id] = bad
    assert not wrong


def test_words_that_change_with_the_map_keep_their_letter():
    for code in LANGUAGES:
        texts = Texts(code)
        for name in ("undo", "redo"):
            assert letters([texts(f"window.action.{name}_what", what="x")]) == letters(
                [texts(f"window.action.{name}")]
            )


def test_no_two_actions_have_the_same_shortcut(qapp):
    held = Counter(
        sequence.toString()
        for action in ACTIONS
        for sequence in {key for keys in action.keys for key in own_keys(keys)}
    )
    assert [keys for keys, count in held.items() if count > 1] == []
