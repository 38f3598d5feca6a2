"""Fields for numbers and dates: read as the language writes them, stored whole or not at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest

from widgets.canvas.selection import NOTHING, Selection
from widgets.language import Language
from widgets.written import read_date, read_number

DANISH, ENGLISH = QLocale("da_DK"), QLocale("en_GB")


@pytest.fixture
def width(window):
    """Return the field of the width of notes, 1 to 2000 mm."""
    window.choose(NOTHING)
    form = window.page.inspector.form
    form.sections["sheet"].set_open(True)
    return form.rows["sheet.note_width"]


def write(row, text, *, is_finished=True):
    row.focus_field()
    QTest.keyClicks(row.edit, text)
    if is_finished:
        QTest.keyClick(row.edit, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("locale", "text", "number"),
    [
        (DANISH, "5.000", 5000),
        (DANISH, "1.250,5", 1250.5),
        (DANISH, "1250,5", 1250.5),
        (DANISH, "12 500", 12500),
        (DANISH, "\u22120,5", -0.5),
        (DANISH, "40 %", 40),
        (DANISH, "1.5", None),
        (DANISH, "1.2500", None),
        (DANISH, "1,250.5", None),
        (ENGLISH, "5,000", 5000),
        (ENGLISH, "1,250.5", 1250.5),
        (ENGLISH, "5.000", 5),
        (ENGLISH, "1.250,5", None),
        (ENGLISH, "1e5", None),
        (ENGLISH, "nan", None),
        (ENGLISH, "-", None),
        (ENGLISH, "", None),
    ],
)
def test_numbers_are_read_as_the_language_writes_them(locale, text, number):
    assert read_number(text, locale) == number


@settings(deadline=None, max_examples=60)
@given(st.decimals(-(10**12), 10**12, places=2), st.sampled_from(["da", "en"]))
def test_what_a_field_writes_it_reads_again(number, code):
    language = Language(code)
    assert read_number(language.number(float(number)), language.locale) == float(number)


@pytest.mark.parametrize(
    "text",
    ["22-11-2026", "22.11.2026", "22/11/2026", "2026-11-22", "22. november 2026", "22 nov 2026"],
)
@pytest.mark.parametrize("locale", [DANISH, ENGLISH])
def test_dates_are_taken_in_every_usual_spelling(locale, text):
    date = read_date(text, locale)
    assert (date.year(), date.month(), date.day()) == (2026, 11, 22)


@pytest.mark.parametrize("text", ["32-11-2026", "22-11", "22-11.2026", "soon", "22-11-26", ""])
def test_what_is_no_date_is_not_guessed_at(text):
    assert read_date(text, DANISH) is None


def test_a_danish_number_with_thousands_is_stored_whole(window, workspace, width):
    workspace.use_language("da")
    write(width, "1.250,5")
    assert window.document.value.sheet.note_width == 1250.5
    assert width.edit.text() == "1250,5"


def test_nothing_of_a_number_is_stored_while_it_is_typed(window, width):
    before = window.document.value
    write(width, "1000", is_finished=False)
    assert window.document.value is before
    QTest.keyClick(width.edit, Qt.Key.Key_Return)
    assert window.document.value.sheet.note_width == 1000
    window.document.undo()
    assert window.document.value is before


def test_a_number_out_of_range_stays_with_its_range_said_below_and_nothing_stored(window, width):
    before = window.document.value
    write(width, "100000")
    assert window.document.value is before
    assert width.edit.text() == "100000"
    assert width.complaint.isVisible()
    assert width.complaint.text() == "Write a number from 1 to 2000"
    assert width.edit.accessibleDescription() == width.complaint.text()


def test_what_was_typed_wrong_is_taken_back_by_undo_or_escape_alone(window, width):
    window.document.apply("edits.change_map", lambda held: held)
    write(width, "12x")
    assert width.complaint.text() == "Write a number such as 12,345.5"
    before = window.document.value
    QTest.keyClick(width.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.document.value is before
    assert width.edit.text() == Language("en").number(before.sheet.note_width)
    assert not width.complaint.isVisible()


def test_a_half_typed_number_is_stored_when_the_map_is_committed(window, width):
    write(width, "120", is_finished=False)
    window.commit_editing()
    assert window.document.value.sheet.note_width == 120


def test_a_date_that_makes_no_sense_stays_and_says_what_does(window):
    window.choose(NOTHING)
    form = window.page.inspector.form
    row = form.rows["about.review"]
    form.sections["people"].set_open(True)
    write(row, "next week")
    assert row.edit.text() == "next week"
    assert "24/3/2027" in row.complaint.text()
    row.edit.selectAll()
    write(row, "22-11-2026")
    assert window.document.value.about.review == "2026-11-22"
    assert row.edit.text() == "22/11/2026"


def pick(row, value):
    row.box.setCurrentIndex(row.box.findData(value))
    row.box.activated.emit(row.box.currentIndex())


def test_a_source_says_whether_it_is_qualitative_or_quantitative(filled):
    source = filled.document.value.evidence[0]
    filled.page.inspector.show_entry(source.id)
    other = "quantitative" if source.kind == "qualitative" else "qualitative"
    pick(filled.page.inspector.form.rows["kind"], other)
    assert filled.document.value.evidence[0].kind == other
    filled.document.undo()
    assert filled.document.value.evidence[0] == source


def test_a_persona_has_a_mark_that_needs_no_colour(filled):
    emma = filled.document.value.personas[0]
    filled.page.inspector.show_entry(emma.id)
    row = filled.page.inspector.form.rows["mark"]
    assert row.box.currentText() == "Circle"
    pick(row, "triangle")
    assert filled.document.value.personas[0].mark == "triangle"


def test_a_link_is_a_change_of_channel_and_a_step_a_junction_where_some_get_stuck(filled):
    link = filled.document.value.links[0]
    filled.choose(Selection("links", (link.id,)))
    pick(filled.page.inspector.form.rows["kind"], "channel_jump")
    assert filled.document.value.links[0].kind == "channel_jump"
    step = filled.document.value.steps[0]
    filled.choose(Selection("steps", (step.id,)))
    form = filled.page.inspector.form
    form.rows["markers"].changed.emit(("junction",))
    write(form.rows["stuck"], "12.5")
    assert filled.document.value.steps[0].markers == ("junction",)
    assert filled.document.value.steps[0].stuck == 12.5
