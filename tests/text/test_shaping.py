"""Shaping: widths against the font's own tables, clusters, bounded memory."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import pairwise

import pytest
from fontTools.ttLib import TTFont

from model.text import shaping
from model.text.fonts import FontBook
from model.text.shaping import Shaper, level_spans
from resources import resource_path

LATIN = ["AVATAR", "Tokyo", "Yo.", "kunderejse", "LTV", "Wa", "P.", "Ærø", "løbesko", "To", "f”"]


@pytest.fixture(scope="module")
def shaper() -> Shaper:
    return Shaper(FontBook(folders=()))


@pytest.mark.parametrize("is_bold", [False, True])
@pytest.mark.parametrize("word", LATIN)
def test_a_latin_word_is_as_wide_as_its_glyphs_and_kerning(
    shaper: Shaper, word: str, is_bold: bool
):
    font = open_sans(is_bold)
    names = [font.getBestCmap()[ord(char)] for char in word]
    width = sum(font["hmtx"][name][0] for name in names)
    width += sum(kerning(font, left, right) for left, right in pairwise(names))
    assert shaper.word(word, is_bold=is_bold).width == pytest.approx(width / 1000, abs=1e-9)


def test_kerning_does_something(shaper: Shaper):
    apart = sum(shaper.word(char, is_bold=False).width for char in "AVATAR")
    assert shaper.word("AVATAR", is_bold=False).width < apart - 0.1


def test_an_arrow_of_two_characters_stays_two_glyphs(shaper: Shaper):
    (run,) = shaper.word("->", is_bold=False).runs
    assert len(run.glyphs) == 2


def test_arabic_letters_join(shaper: Shaper):
    (joined,) = shaper.runs("ببب", is_bold=False, is_rtl=True)
    assert len(set(joined.glyphs)) == 3  # final, medial and initial form
    assert joined.clusters == (2, 1, 0)
    assert joined.is_rtl


def test_a_vowel_sign_is_drawn_before_its_consonant(shaper: Shaper):
    (run,) = shaper.runs("कि", is_bold=False, is_rtl=False)
    (consonant,) = shaper.runs("क", is_bold=False, is_rtl=False)
    assert run.glyphs[-1] == consonant.glyphs[0]
    assert run.clusters == (0, 0)


def test_a_word_with_its_space_ends_in_the_space(shaper: Shaper):
    word = shaper.word("kort", is_bold=False)
    (run,) = word.spaced_runs
    assert run.text == "kort "
    assert run.clusters == (0, 1, 2, 3, 4)
    assert word.spaced_width == pytest.approx(word.width + 0.281)


def test_the_space_of_a_right_to_left_word_is_at_its_left(shaper: Shaper):
    word = shaper.mixed_word("שלום", (1,) * 4, 1, is_bold=False)
    (run,) = word.spaced_runs
    assert run.text == "שלום "
    assert run.clusters == (4, 3, 2, 1, 0)


def test_a_soft_hyphen_shows_only_where_the_text_ends_in_it(shaper: Shaper):
    (whole,) = shaper.word("af\u00adfald", is_bold=False).runs
    assert whole.text == "affald"
    (part,) = shaper.word("af\u00ad", is_bold=False).runs
    (hyphen,) = shaper.word("\u2010", is_bold=False).runs
    assert part.text == "af\u00ad"
    assert part.glyphs[-1] == hyphen.glyphs[0]


def test_a_word_is_shaped_once(shaper: Shaper):
    first = shaper.word("berøringspunkt", is_bold=False)
    assert shaper.word("berøringspunkt", is_bold=False) is first


def test_all_memories_are_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shaping, "MAX_WORDS", 50)
    shaper = Shaper(FontBook(folders=()))
    for number in range(300):
        shaper.word(f"w{number}", is_bold=False)
        shaper.mixed_word(f"א{number}", (1,) * (1 + len(str(number))), 1, is_bold=True)
    assert len(shaper._words[False]) <= 50
    assert len(shaper._mixed) <= 50
    assert len(shaper._runs) <= 50


def test_stretches_of_equal_levels_are_found():
    assert list(level_spans([0, 0, 1, 2, 2])) == [(0, 2), (2, 3), (3, 5)]
    assert list(level_spans([])) == []


@cache
def open_sans(is_bold: bool) -> TTFont:
    name = "Bold" if is_bold else "Regular"
    return TTFont(resource_path(f"fonts/JourneywallSans-{name}.ttf"))


def kerning(font: TTFont, left: str, right: str) -> int:
    """Return what the kern feature moves ``right`` by after ``left``, read by fontTools."""
    table = font["GPOS"].table
    indices = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "kern"
        for index in record.Feature.LookupListIndex
    }
    moved = 0
    for index in sorted(indices):
        for subtable in table.LookupList.Lookup[index].SubTable:
            pair = getattr(subtable, "ExtSubTable", subtable)
            if type(pair).__name__ != "PairPos" or left not in pair.Coverage.glyphs:
                continue
            value = pair_value(pair, left, right)
            if value is not None:
                moved += value
                break
    return moved


def pair_value(pair: object, left: str, right: str) -> int | None:
    if pair.Format == 1:
        for record in pair.PairSet[pair.Coverage.glyphs.index(left)].PairValueRecord:
            if record.SecondGlyph == right:
                return record.Value1.XAdvance if record.Value1 else 0
        return None
    first = pair.ClassDef1.classDefs.get(left, 0)
    second = pair.ClassDef2.classDefs.get(right, 0)
    value = pair.Class1Record[first].Class2Record[second].Value1
    return getattr(value, "XAdvance", 0) if value else 0


@pytest.fixture
def _threads_take_turns_all_the_time():
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("_threads_take_turns_all_the_time")
def test_words_shaped_in_two_threads_at_once_stay_apart():
    fonts = FontBook(folders=())
    shared, alone = Shaper(fonts), Shaper(fonts)
    words = [[f"{letters}{number}" for number in range(1500)] for letters in ("Wab", "kunderejse")]

    def shape(mine):
        return [shared.runs(word, is_bold=False, is_rtl=False) for word in mine]

    with ThreadPoolExecutor(2) as threads:
        made = list(threads.map(shape, words))
    for mine, found in zip(words, made, strict=True):
        for word, runs in zip(mine, found, strict=True):
            (run,), (right,) = runs, alone.runs(word, is_bold=False, is_rtl=False)
            assert (run.glyphs, run.advances) == (right.glyphs, right.advances), word
