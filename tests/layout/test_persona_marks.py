"""Personas are told apart by shape as well as by colour: on cards, curves and in the legend."""

from __future__ import annotations

from model.cards import Card, Feeling
from model.journey import JourneyMap, MapCard, Phase, Step
from model.lanes import CardsLane, FeelingsLane, Lane
from model.layout.engine import Layout
from model.layout.marks import Mark, Outline, Rectangle
from model.layout.persona_marks import persona_shape
from model.layout.sheet import Sheet
from model.people import PERSONA_MARKS, Persona, persona_mark
from tests.sheet_reading import words

EMMA = Persona(id="emma", name="Emma Holm", initials="EH")
BO = Persona(id="bo", name="Bo Lund", mark="star")


def sheet_of(layout: Layout, *lanes: Lane, personas: tuple[Persona, ...] = (EMMA, BO)) -> Sheet:
    phases = (Phase(id="p", steps=(Step(id="s0"), Step(id="s1"))),)
    about = MapCard(title="Sko", language="da")
    return layout.sheet(
        JourneyMap(id="m", about=about, phases=phases, lanes=lanes, personas=personas)
    )


def shapes(marks: tuple[Mark, ...]) -> list[tuple[int, str | None]]:
    """Return (number of corners, colour) of the filled shapes of personas in ``marks``."""
    return [
        (len(mark.commands), mark.fill)
        for mark in marks
        if isinstance(mark, Outline) and (mark.fill or "").startswith(("card.", "curve."))
    ]


def corners(mark: str) -> int:
    shape = persona_shape(mark, 0, 0, 1, "text", "paper")  # type: ignore[arg-type]
    assert isinstance(shape, Outline)
    return len(shape.commands)


def test_all_24_marks_differ_by_their_shape_alone() -> None:
    places = range(24)
    marks = [persona_mark(Persona(id=f"p{place}"), place) for place in places]
    assert set(marks) == set(PERSONA_MARKS)
    for is_hollow in (False, True):
        drawn = {
            persona_shape(mark, 0, 0, 1, "text", "paper", is_hollow=is_hollow) for mark in marks
        }
        assert len(drawn) == 24


def test_a_card_has_the_mark_of_each_of_its_personas(layout: Layout) -> None:
    card = Card(id="c", text="køen er lang", personas=("emma", "bo"))
    sheet = sheet_of(layout, CardsLane(id="l", cells={"s0": (card,)}))
    block = sheet.cells[0][0].contents[0].block
    # Emma has the first mark since she is the first of the map, Bo the one he was given.
    assert shapes(block.marks) == [
        (corners("circle"), "card.blue.bar"),
        (corners("star"), "card.orange.bar"),
    ]


def test_faces_titles_and_legend_have_the_marks_where_there_are_several_curves(
    layout: Layout,
) -> None:
    def feelings(*states: str) -> FeelingsLane:
        cells = {
            step: tuple(
                Feeling(id=f"{who}{step}{state}", persona=who, state=state)  # type: ignore[arg-type]
                for who in ("emma", "bo")
                for state in states
            )
            for step in ("s0", "s1")
        }
        return FeelingsLane(id="f", cells=cells)

    sheet = sheet_of(layout, feelings("as_is", "to_be"))
    faces = {placed.block.id: placed.block.marks for placed in sheet.cells[0][0].contents}
    assert shapes(faces["bos0as_is"]) == [(corners("star"), "curve.orange")]
    hollow = [mark for mark in faces["bos0to_be"] if isinstance(mark, Outline)][-1]
    assert (hollow.fill, hollow.stroke) == ("paper", "curve.orange")
    assert sheet.title is not None
    assert len(shapes(sheet.title.block.marks)) == 2
    legend = sheet.trailers[0].block.marks
    assert "Emma Holm" in words(legend)
    assert [shape for shape, _ in shapes(legend)] == [corners("circle"), corners("star")]
    alone = sheet_of(layout, feelings("as_is"), personas=(EMMA,))
    assert shapes(alone.cells[0][0].contents[0].block.marks) == []


def test_no_line_or_face_is_seen_through_a_mark_that_is_open(layout: Layout) -> None:
    people = (EMMA, Persona(id="bo", name="Bo Lund", mark="star_dot"))
    cells = {"s0": (Feeling(id="e", persona="emma"), Feeling(id="b", persona="bo"))}
    sheet = sheet_of(layout, FeelingsLane(id="f", cells=cells), personas=people)
    for placed in sheet.cells[0][0].contents:
        marks = placed.block.marks
        at = next(at for at, mark in enumerate(marks) if shapes((mark,)))
        below = marks[at - 1]
        is_backed = isinstance(below, Rectangle) and below.fill == "paper"
        assert is_backed == (placed.block.id == "b")
