"""What hangs below the headings can be clicked: it leads to steps."""

from __future__ import annotations

from app.document import Document
from model.edits import set_step
from tests.canvas.conftest import Hand
from widgets.canvas import Canvas
from widgets.canvas.accessible import part_place
from widgets.canvas.selection import Selection


def test_a_click_on_a_loop_goes_to_its_other_end_and_one_on_the_funnel_to_the_step_above(
    canvas: Canvas, document: Document, hand: Hand
) -> None:
    document.apply("edits.set_step", lambda held: set_step(held, "s3", next=("s1",), drop_off=20.0))
    way, funnel = canvas.sheet.ways[0], canvas.sheet.funnel
    assert funnel is not None
    view = canvas.frame.view
    start = way.commands[0]
    assert start[0] == "M"
    hand.click(view.point(way.head[0], way.head[1] + 6))
    assert canvas.selection == Selection("steps", ("s3",))
    hand.click(view.point(start[1], start[2] + 6))
    assert canvas.selection == Selection("steps", ("s1",))
    middle = canvas.sheet.columns[1].x + canvas.sheet.columns[1].width / 2
    hand.click(view.point(middle, funnel.y + funnel.height / 2))
    assert canvas.selection == Selection("steps", ("s2",))


def test_a_reader_is_told_where_one_may_go_from_a_step(canvas: Canvas, document: Document) -> None:
    document.apply("edits.set_step", lambda held: set_step(held, "s2", next=("s1", "s3")))

    def said(step_id: str) -> str:
        return part_place(canvas.shown, canvas.words, Selection("steps", (step_id,)))

    assert said("s1") == "Trin"
    assert said("s2") == "Trin, derefter enten tilbage til Ser eller videre til Bruger"
