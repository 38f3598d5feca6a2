"""Set text: the laws of line breaking on text of every script, and what a block measures."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from model.text.characters import grapheme_ends
from model.text.fonts import FontBook
from model.text.glyphs import MM_PER_POINT, TextBlock
from model.text.setting import TOLERANCE, set_text

FONTS = FontBook(folders=())
WORDS = st.one_of(
    st.sampled_from(
        ["kunden", "søger", "e-mail-kampagne", "og/eller", "løbesko", "i", "AVATAR", "på", "…"]
    ),
    st.sampled_from(["–", "->", "«ja»", "(nej)", "12:30", "10\u00a0kr.", "Ελληνικά", "Кириллица"]),
    st.sampled_from(["forvent\u00adnings\u00adafstemning", "af\u00adfald\u00ad", "lang\u200bt"]),
    st.sampled_from(["السلام", "عليكم،", "שלום", "עולם", "हिन्दी", "क्षेत्र", "abאבג12", "中文测试。"]),
    st.sampled_from(["👨‍👩‍👧‍👦", "🇩🇰🇸🇪", "👍🏽", "★→✓", "∑𝑥", "「日本」"]),
    st.text(alphabet="abcAVf-/\u00adøאבش中。1🇩🇰👍🏽\u200d\u0301", max_size=12),
)
TEXTS = st.lists(
    st.tuples(WORDS, st.sampled_from([" ", " ", " ", "  ", "\n", "\n\n", "\t"])), max_size=12
).map(lambda pairs: "".join(word + gap for word, gap in pairs))
WIDTHS = st.sampled_from([0.5, 6.0, 15.0, 40.0, 66.0, 200.0])


def texts(block: TextBlock) -> list[str]:
    return [line.text for line in block.lines]


@settings(deadline=None, max_examples=120)
@given(TEXTS, WIDTHS, st.booleans())
@example("🇩\u00ad🇩 ", 0.5, False)
def test_lines_joined_are_the_text_without_the_spaces_at_breaks(text, width, is_bold):
    block = set_text(FONTS, text, width=width, size_pt=12, is_bold=is_bold)
    plain = text.replace("\u00ad", "").replace("\t", " ")
    # Two letters of a flag are one character to plain text, not with a soft hyphen between them.
    as_written = (text[:end] for end in grapheme_ends(text))
    ends = {0, *grapheme_ends(plain), *(len(part.replace("\u00ad", "")) for part in as_written)}
    at = 0
    for line in texts(block):
        line = line.removesuffix("\u00ad")
        found = plain.index(line, at)
        assert plain[at:found].strip(" \n") == ""
        at = found + len(line)
        assert found in ends or plain[found - 1] in " \n"  # a mark may stand alone
        assert at in ends or plain[at : at + 1] in (" ", "\n", "")
    assert plain[at:].strip(" \n") == ""


@settings(deadline=None, max_examples=120)
@given(TEXTS, WIDTHS)
def test_no_line_is_wider_than_asked_but_a_single_character(text, width):
    block = set_text(FONTS, text, width=width, size_pt=12)
    em = 12 * MM_PER_POINT
    for line in block.lines:
        alone = line.text.replace("\u00ad", "")
        is_alone = len(list(grapheme_ends(alone))) <= 1
        assert is_alone or line.width <= width / em + TOLERANCE
    assert block.width == max(line.width for line in block.lines) * em


@settings(deadline=None, max_examples=120)
@given(TEXTS, WIDTHS)
def test_runs_stand_side_by_side_and_add_up(text, width):
    for line in set_text(FONTS, text, width=width, size_pt=12).lines:
        x = 0.0
        for at, run in line.runs:
            assert at == x
            x += run.width
            assert run.width == pytest.approx(sum(run.advances))
            assert len(run.glyphs) == len(run.advances) == len(run.clusters)
            assert 0 not in run.glyphs
            assert all(0 <= cluster < len(run.text) for cluster in run.clusters)
            order = list(run.clusters)
            assert order == sorted(order, reverse=run.is_rtl)
        assert x == line.width
        assert sorted("".join(run.text for _, run in line.runs)) == sorted(line.text)


@settings(deadline=None, max_examples=120)
@given(TEXTS, st.sampled_from([15.0, 40.0, 66.0]))
def test_text_set_again_to_its_own_width_breaks_as_before(text, width):
    block = set_text(FONTS, text, width=width, size_pt=12)
    again = set_text(FONTS, text, width=block.width, size_pt=12)
    if block.width <= width:
        assert texts(again) == texts(block)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60), WIDTHS)
def test_any_text_at_all_can_be_set(text, width):
    block = set_text(FONTS, text, width=width, size_pt=24)
    assert len(block.baselines) == len(block.lines) >= 1
    assert all(0 not in run.glyphs for line in block.lines for _, run in line.runs)


@settings(deadline=None, max_examples=60)
@given(TEXTS, WIDTHS, st.integers(1, 3))
def test_a_heading_cut_short_has_its_lines_and_an_ellipsis(text, width, most):
    whole = set_text(FONTS, text, width=width, size_pt=12)
    cut = set_text(FONTS, text, width=width, size_pt=12, max_lines=most)
    assert len(cut.lines) == min(most, len(whole.lines))
    if len(whole.lines) > most:
        assert "…" in cut.lines[-1].text
        assert texts(cut)[:-1] == texts(whole)[: most - 1]
    else:
        assert texts(cut) == texts(whole)


def test_the_same_text_gives_the_same_glyphs_in_a_fresh_book():
    text = "Kunden søger «مرحبا» हिन्दी 👍🏽"
    one, other = (set_text(FontBook(folders=()), text, width=40, size_pt=24) for _ in range(2))
    assert [
        [(x, run.face, run.glyphs, run.advances, run.offsets) for x, run in line.runs]
        for line in one.lines
    ] == [
        [(x, run.face, run.glyphs, run.advances, run.offsets) for x, run in line.runs]
        for line in other.lines
    ]


def test_soft_hyphens_are_drawn_only_where_the_line_ends():
    text = "forvent\u00adnings\u00adafstemning"
    assert texts(set_text(FONTS, text, width=400, size_pt=24)) == ["forventningsafstemning"]
    assert texts(set_text(FONTS, text, width=66, size_pt=24)) == [
        "forventnings\u00ad",
        "afstemning",
    ]


def test_a_word_that_does_not_fit_starts_on_a_line_of_its_own():
    block = set_text(FONTS, "og kunderejsekortlægningsværktøj ja", width=40, size_pt=24)
    assert texts(block)[0] == "og"
    assert "".join(texts(block)[1:]).replace(" ", "") == "kunderejsekortlægningsværktøjja"


def test_a_hyphenated_word_fills_the_line_first():
    block = set_text(FONTS, "se e-mail-kampagnen", width=30, size_pt=12)
    assert texts(block) == ["se e-mail-", "kampagnen"]


def test_spaces_hang_at_the_end_and_stay_at_the_start():
    assert texts(set_text(FONTS, "  a   \n   \nb ", width=66, size_pt=24)) == ["  a", "", "b"]


def test_line_feeds_of_every_kind_end_lines():
    text = "a\r\nb\rc\u2028d\u2029e\x0bf\x85g\x00h"
    assert texts(set_text(FONTS, text, width=66, size_pt=24)) == [
        "a",
        "b",
        "c",
        "d",
        "e",
        "f",
        "gh",
    ]


def test_an_endless_width_sets_each_paragraph_in_one_line():
    text = "lang tekst " * 200
    assert texts(set_text(FONTS, text, width=math.inf, size_pt=24)) == [text.rstrip()]


def test_an_empty_text_is_one_empty_line_of_full_height():
    block = set_text(FONTS, "", width=66, size_pt=24)
    assert texts(block) == [""]
    assert block.height == pytest.approx(1.25 * 24 * MM_PER_POINT)
    assert block.width == 0


@pytest.mark.parametrize("word", ["x" * 100_000, "中" * 50_000, "ab\u00ad" * 30_000, "س" * 30_000])
def test_an_endless_word_is_cut_into_full_lines(word: str):
    block = set_text(FONTS, word, width=66, size_pt=24)
    assert "".join(texts(block)).replace("\u00ad", "") == word.replace("\u00ad", "")
    assert min(len(line) for line in texts(block)[:-1]) >= 3


def test_baselines_are_one_line_spacing_apart_and_inside_the_block():
    block = set_text(FONTS, "a b c d", width=4, size_pt=10, line_spacing=1.4)
    em = 10 * MM_PER_POINT
    gaps = [b - a for a, b in zip(block.baselines, block.baselines[1:], strict=False)]
    assert gaps == pytest.approx([1.4 * em] * 3)
    assert block.height == pytest.approx(4 * 1.4 * em)
    assert 0 < block.baselines[0] < 1.4 * em


def test_taller_scripts_get_the_room_their_marks_need():
    latin = set_text(FONTS, "a", width=66, size_pt=24)
    arabic = set_text(FONTS, "ب", width=66, size_pt=24)
    emoji = set_text(FONTS, "👍 ★", width=66, size_pt=24)
    assert arabic.height > latin.height
    assert emoji.height == latin.height


def test_right_to_left_text_stands_at_the_right_and_keeps_its_reading_order():
    block = set_text(FONTS, "שלום עולם abc", width=66, size_pt=12)
    assert block.is_rtl
    (line,) = block.lines
    assert line.text == "שלום עולם abc"
    words = [run.text.strip() for _, run in line.runs]
    assert [word for word in words if word] == ["abc", "עולם", "שלום"]


def test_each_paragraph_takes_its_own_direction_and_the_block_the_first():
    block = set_text(FONTS, "Kunden siger:\nשלום (abc)", width=66, size_pt=12)
    assert not block.is_rtl
    assert [run.text.strip() for _, run in block.lines[1].runs][-1] == "שלום"


def test_brackets_turn_round_in_right_to_left_text():
    (line,) = set_text(FONTS, "(שלום)", width=66, size_pt=12).lines
    (opening,) = set_text(FONTS, "(", width=66, size_pt=12).lines
    assert line.runs[0][1].glyphs[0] == opening.runs[0][1].glyphs[0]
    assert line.runs[0][1].text == ")"
