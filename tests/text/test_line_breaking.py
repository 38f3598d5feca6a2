"""Where lines end: rules of UAX #14 on examples, graphemes, and bidi order."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from model.text.bidi import base_level, embedding_levels, visual_order
from model.text.breaking import break_points, cut_word
from model.text.characters import grapheme_ends


def parts(text: str, ends: list[int]) -> list[str]:
    edges = [0, *ends, len(text)]
    return [text[start:end] for start, end in pairwise(edges)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("e-mail-kampagne", "e-mail-|kampagne"),
        ("2020-2025", "2020-2025"),
        ("-5", "-5"),
        ("COVID-19", "COVID-|19"),
        ("København–Aarhus", "København–|Aarhus"),
        ("fragt/levering", "fragt/|levering"),
        ("km/h", "km/h"),
        ("1/2", "1/2"),
        ("https://journey", "https://journey"),
        ("og—så", "og|—|så"),
        ("af\u00adfald", "af\u00ad|fald"),
        ("lang\u200bt", "lang\u200b|t"),
        ("10\u00a0kr.", "10\u00a0kr."),
        ("jern\u2011bane", "jern\u2011bane"),
        ("a\u2060-\u2060b", "a\u2060-\u2060b"),
        ("日本語。", "日|本|語。"),
        ("「テスト」です", "「テ|ス|ト」|で|す"),
        ("きゃっと", "きゃっ|と"),
        ("ラーメン", "ラー|メ|ン"),
        ("iPhone手機", "iPhone|手|機"),
        ("👍👍🏽🇩🇰🇩🇰", "👍|👍🏽|🇩🇰|🇩🇰"),
        ("e\u0301-\u0301mail", "e\u0301-\u0301mail"),
        ("følelse", "følelse"),
        ("", ""),
    ],
)
def test_a_word_may_be_broken_where_its_writer_expects(text: str, expected: str):
    assert "|".join(parts(text, break_points(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc", "a|b|c"),
        ("a\u0301b", "a\u0301|b"),
        ("👨‍👩‍👧x", "👨‍👩‍👧|x"),
        ("🇩🇰🇸🇪🇳", "🇩🇰|🇸🇪|🇳"),
        ("👍🏽👍", "👍🏽|👍"),
        ("1️⃣2", "1️⃣|2"),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿a", "🏴󠁧󠁢󠁥󠁮󠁧󠁿|a"),
        ("क्षि", "क्षि"),
        ("한글", "한|글"),
        ("\u1112\u1161\u11ab\u1100", "\u1112\u1161\u11ab|\u1100"),
        ("שָׁלוֹם", "שָׁ|ל|וֹ|ם"),
        ("", ""),
    ],
)
def test_a_grapheme_is_what_a_reader_takes_as_one_character(text: str, expected: str):
    ends = list(grapheme_ends(text))
    assert ends[-1:] == ([len(text)] if text else [])
    assert "|".join(parts(text, ends[:-1])) == expected


@settings(deadline=None, max_examples=150)
@given(
    st.text(alphabet="ab-/\u00ad中。「👍🏽\u200d🇩e\u0301", max_size=30),
    st.integers(1, 8),
    st.integers(0, 8),
)
def test_the_parts_of_a_cut_word_are_the_word(text: str, limit: int, used: int):
    room = max(limit - used, -1)
    spans = list(cut_word(text, room, limit, lambda start, end: end - start))
    edges = [start for start, _ in spans] + [end for _, end in spans[-1:]]
    assert [end for _, end in spans[:-1]] == edges[1:-1]
    assert not spans or (edges[0], edges[-1]) == (0, len(text))
    clusters = {0, *grapheme_ends(text)}
    assert clusters.issuperset(edges)
    for number, (start, end) in enumerate(spans):
        fits = end - start <= (limit if number else room)
        assert fits or len(list(grapheme_ends(text[start:end]))) <= 1
        assert start < end or number == 0


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("abc אבג def", "abc גבא def"),
        ("אבג abc דהו", "והד abc גבא"),
        ("אבג 123 דהו", "והד 123 גבא"),
        ("אבג (abc)", "(abc) גבא"),
        ("אבג abc 2.0 (beta) דה", "הד abc 2.0 (beta) גבא"),
        ("אבג (abc.) - x", "x - (.abc) גבא"),
        ("abc (אבג) def", "abc (גבא) def"),
        ("abc (אבג [1]) 2", "abc (]1[ גבא) 2"),
        ("אב )a( ]b", "a( ]b( בא"),
        ("a\u2067אב\u2069c", "aבאc"),
        ("a\u202eבc\u202cd", "acבd"),
    ],
)
def test_right_to_left_text_is_shown_in_visual_order(text: str, shown: str):
    levels = embedding_levels(text, base_level(text) or 0)
    seen = "".join(visual_order(text, levels))
    mirrored = {"(": ")", ")": "("}
    seen = "".join(
        mirrored.get(char, char) if level % 2 else char
        for char, level in zip(seen, visual_order(levels, levels), strict=True)
    )
    assert re.sub("[\u202a-\u202e\u2066-\u2069]", "", seen) == shown


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="abאבبج12٣() []-.,%€'", max_size=20), st.sampled_from("LR"))
def test_the_order_seen_is_that_of_another_implementation(text: str, base: str):
    text = text.strip()  # rule L1, which is about the spaces at line ends, is not ours to apply
    levels = embedding_levels(text, "LR".index(base))
    assert "".join(visual_order(text, levels)) == get_display(text, base_dir=base)


def test_a_paragraph_takes_the_direction_of_its_first_strong_character():
    assert [base_level(text) for text in ("12 אב", "12 ab", "...", "(ب")] == [1, 0, None, 1]


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=40), st.sampled_from([0, 1]))
def test_every_character_of_any_text_gets_a_level(text: str, base: int):
    text = text.replace("\n", " ")
    levels = embedding_levels(text, base)
    assert len(levels) == len(text)
    assert sorted(visual_order(range(len(text)), levels)) == list(range(len(text)))
