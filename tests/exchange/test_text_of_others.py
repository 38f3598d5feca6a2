"""Lines, spreadsheet ranges and HTML tables of other programs, and what we write for them."""

import pytest

from model.exchange.notes import MAX_NOTES, notes_of
from model.exchange.tables import (
    MAX_CELLS,
    has_columns,
    html_table,
    is_one_table,
    read_html,
    read_tabbed,
    tabbed_text,
    without_formula,
)
from model.values import MAX_TEXT


def test_bullets_go_and_blank_lines_are_skipped():
    text = "- One\r\n\r\n• Two\n*  Three\n\u2013 Four\n•\tFive\no\tSix\n- [ ] Seven\n[x] Eight\n-\n"
    assert notes_of(text).lines == (
        "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "-",
    )  # fmt: skip


def test_a_dash_a_star_or_a_box_within_a_line_stays():
    for line in ("Kø – lige efter", "3 - 4 dage", "a * b", "Krydset: [x] ja", "Se • her"):
        assert notes_of(line).lines == (line,)
        assert notes_of(f"– {line}").lines == (line,)


def test_numbers_go_where_they_count_and_stay_where_they_mean_something():
    assert notes_of("1. One\n2) Two\n(3) Three").lines == ("One", "Two", "Three")
    assert notes_of("1. maj: opens").lines == ("1. maj: opens",)
    assert notes_of("2. maj\n17. maj").lines == ("2. maj", "17. maj")
    assert notes_of("-5 kr\n1.5 kg\n*bold*").lines == ("-5 kr", "1.5 kg", "*bold*")


def test_what_is_over_the_limits_is_told():
    assert notes_of("x\n" * (MAX_NOTES + 1)).cut == "lines"
    long = notes_of("x" * (MAX_TEXT + 1))
    assert (long.cut, len(long.lines[0])) == ("length", MAX_TEXT)
    assert notes_of("x").cut == ""


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a\tb\nc\td\n", (("a", "b"), ("c", "d"))),
        ("a\tb\r\n\t\r\nc\t\r\n", (("a", "b"), ("", ""), ("c", ""))),
        ('"two\nlines"\tb', (("two\nlines", "b"),)),
        ('"he said ""no""\nand left"\tb', (('he said "no"\nand left', "b"),)),
        ('"as it is"\tb "c"\n"open', (('"as it is"', 'b "c"'), ('"open',))),
        ('"""quoted"""\tx', (('"quoted"', "x"),)),
        ('"a\tb"\tc', (("a\tb", "c"),)),
        ("one", (("one",),)),
    ],
)
def test_a_spreadsheet_range_is_read_as_it_stood(text, cells):
    assert read_tabbed(text) == cells


@pytest.mark.parametrize(
    ("text", "is_table"),
    [
        ("a\tb", True),
        ("a\n\nc\td", True),
        ("a\nb", False),
        ("\tindented\n\t\tmore", False),
        ("•\tone\n•\ttwo", False),
        ("1.\tone\n2.\ttwo", False),
        ("", False),
    ],
)
def test_tabs_make_a_table_only_between_cells(text, is_table):
    assert has_columns(text) is is_table


def test_an_html_table_is_read_for_its_text_alone():
    html = (
        "<html><head><style>td {x: 1}</style></head><body><!--StartFragment-->"
        "<table border=0><col width=9><tr><td>One<br>line &amp; two</td><td colspan='2'> x\n y</td>"
        "<th><script>alert(1)</script><b>bold</b></th></tr>"
        "<tr><td><p>a</p><p>b</p><td><img src=http://x.invalid/y.png></table><table><tr><td>no"
    )
    assert read_html(html) == (("One\nline & two", "x y", "", "bold"), ("a\nb", ""))
    assert read_html("<p>none</p>") is None
    assert read_html("<table></table>") is None


def test_a_table_that_is_all_there_is_is_told_from_one_on_a_page():
    assert is_one_table("<html><style>a</style><!--x--><table><tr><td>a</td></tr></table> </html>")
    assert not is_one_table("<p>Dear all</p><table><tr><td>a</td></tr></table>")
    assert not is_one_table("<table></table><table></table>")
    assert not is_one_table("<p>a</p>")


@pytest.mark.parametrize(
    "piece", ["<", "<!--", "<td ", "</", "&#1", "<td colspan=1000>", "<table ", '"a\t', "\t", '"\n']
)
def test_nonsense_without_end_is_read_within_limits(piece):
    text = piece * (300_000 // len(piece))
    for cells in (read_tabbed(text), read_html("<table><td>" + text) or ()):
        assert sum(map(len, cells)) <= MAX_CELLS
    assert is_one_table("<table>" + text) in (True, False)
    assert has_columns(text) in (True, False)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\uff1d1", " =1", "- a list", "=HYPERLINK()"],
)
def test_a_formula_is_written_so_that_no_spreadsheet_calculates_it(text):
    assert without_formula(text) == "'" + text
    assert tabbed_text([[text]]).lstrip('"').startswith("'")
    assert ">'" in html_table([[text]])


@pytest.mark.parametrize("text", ["-1", "+0,5", "1=1", "a@b.dk", "\u22121.5", "", "plain"])
def test_numbers_and_plain_text_are_written_as_they_are(text):
    assert without_formula(text) == text


def test_what_we_write_is_read_back_as_it_was():
    table = (("a", 'say "no"'), ("two\nlines", ""), ("<b>&amp;", "tab\there"))
    assert read_tabbed(tabbed_text(table)) == table
    assert read_html(html_table(table[:2])) == table[:2]
    assert "<b>" not in html_table(table)
