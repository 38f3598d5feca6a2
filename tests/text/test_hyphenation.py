"""Hyphenation by TeX's patterns, in both languages of the program."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.text.hyphenation import PATTERNS, hyphen_points, hyphenate
from resources import resource_text


@pytest.mark.parametrize(
    ("language", "word", "expected"),
    [
        ("da", "berøringspunkter", "berø-rings-punk-ter"),
        ("da", "Tilfredshedsundersøgelse", "Til-freds-heds-un-der-sø-gelse"),
        ("da", "forventningsafstemning", "for-vent-nings-af-stem-ning"),
        ("da", "kort", "kort"),
        ("en", "disappointment", "dis-ap-point-ment"),
        ("en", "representative", "rep-re-sen-ta-tive"),
        ("en", "associates", "as-so-ciates"),
        ("sv", "berøringspunkter", "berøringspunkter"),
    ],
)
def test_words_are_divided_as_the_patterns_say(language: str, word: str, expected: str):
    assert hyphenate(word, language).replace("\u00ad", "-") == expected


@settings(deadline=None, max_examples=100)
@given(st.text(st.characters(categories=("L",)), max_size=30), st.sampled_from(["da", "en"]))
def test_soft_hyphens_are_all_that_is_added(word: str, language: str):
    divided = hyphenate(word, language)
    assert divided.replace("\u00ad", "") == word
    assert "\u00ad\u00ad" not in divided
    least = PATTERNS[language]
    assert all(least[1] <= at <= len(word) - least[2] for at in hyphen_points(word, language))


@pytest.mark.parametrize("language", ["da", "en"])
def test_each_pattern_file_carries_its_licence(language: str):
    source = resource_text(f"hyphenation/{PATTERNS[language][0]}")
    assert "% copyright: Copyright (C)" in source
    assert "% licence:" in source
