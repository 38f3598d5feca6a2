"""Links on the canvas: drawn from a handle, made by key, chosen, labelled, deleted."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.document import Document
from model.edits import link_cards, set_links, set_sheet
from tests.canvas.conftest import Hand
from widgets.canvas import Canvas
from widgets.canvas.accessible import part_name
from widgets.canvas.link_lines import link_of
from widgets.canvas.selection import NOTHING, Selection, cell_selection, item_selection

Key = Qt.Key


def link(document: Document, *cards: str) -> None:
    made = tuple(f"k{number}" for number in range(len(cards) - 1))
    document.apply("edits.add_link", lambda held: link_cards(held, cards, made))


def ends(document: Document) -> list[tuple[str, str]]:
    return [(held.source, held.target) for held in document.value.links]


def handle_of(hand: Hand, card: str) -> QPointF:
    spot = hand.canvas.frame.index.find(card)
    assert spot is not None
    rect = hand.canvas.frame.item_rect(spot)
    return QPointF(rect.right() + 13, rect.center().y())


def on_line(hand: Hand, link_id: str) -> QPointF:
    found = link_of(hand.canvas.sheet, link_id)
    assert found is not None
    return hand.canvas.frame.view.point(*found.label_at)


def test_a_line_drawn_from_the_handle_of_a_card_links_it(
    canvas: Canvas, document: Document, hand: Hand
) -> None:
    hand.hover(hand.over("a"))
    hand.drag(handle_of(hand, "a"), hand.over("c"))
    assert ends(document) == [("a", "c")]
    assert canvas.selection == Selection("links", (document.value.links[0].id,))
    document.undo()
    assert ends(document) == []


def test_a_line_let_go_beside_all_cards_on_its_own_or_on_a_feeling_links_nothing(
    canvas: Canvas, document: Document, hand: Hand
) -> None:
    before = document.value
    canvas.select(item_selection(("a",)))
    for place in (hand.over("a"), hand.over("f1"), hand.in_cell("pains", "s3")):
        hand.drag(handle_of(hand, "a"), place)
    assert document.value is before


def test_far_out_the_handle_of_a_card_leaves_the_card_beside_it_to_be_clicked(
    canvas: Canvas, document: Document, hand: Hand
) -> None:
    canvas.set_zoom(0.11)
    canvas.select(item_selection(("a",)))
    rect = canvas.frame.item_rect(canvas.frame.index.find("b"))
    assert rect.contains(handle_of(hand, "a"))
    assert 26 < rect.width() < 56
    hand.click(handle_of(hand, "a"))
    assert canvas.selection == item_selection(("b",))
    assert canvas.linking.source is None


def test_a_second_link_between_the_same_cards_is_refused(document: Document, hand: Hand) -> None:
    link(document, "a", "c")
    hand.hover(hand.over("a"))
    hand.drag(handle_of(hand, "a"), hand.over("c"))
    assert ends(document) == [("a", "c")]


def test_escape_takes_a_line_back_that_is_being_drawn(
    canvas: Canvas, document: Document, hand: Hand
) -> None:
    hand.hover(hand.over("a"))
    hand.press(handle_of(hand, "a"))
    hand.move(hand.over("c"))
    QTest.keyClick(canvas, Key.Key_Escape)
    hand.release()
    assert ends(document) == []


def test_a_link_is_made_by_keys_alone(canvas: Canvas, document: Document) -> None:
    canvas.select(item_selection(("b",)))
    canvas.linking.begin()
    QTest.keyClick(canvas, Key.Key_Right)
    assert canvas.selection == item_selection(("c",))
    QTest.keyClick(canvas, Key.Key_Return)
    assert ends(document) == [("b", "c")]
    assert canvas.linking.source is None


def test_enter_on_what_cannot_be_linked_goes_on_asking_and_escape_ends_it(
    canvas: Canvas, document: Document
) -> None:
    canvas.select(item_selection(("a",)))
    canvas.linking.begin()
    QTest.keyClick(canvas, Key.Key_Down)
    QTest.keyClick(canvas, Key.Key_Return)
    assert canvas.linking.source == "a"
    QTest.keyClick(canvas, Key.Key_Escape)
    assert (canvas.linking.source, canvas.selection) == (None, item_selection(("a",)))
    assert ends(document) == []


def test_a_click_on_the_handle_asks_for_the_card_that_the_next_click_links(
    canvas: Canvas, document: Document, hand: Hand
) -> None:
    hand.click(hand.over("a"))
    hand.click(handle_of(hand, "a"))
    assert canvas.linking.source == "a"
    hand.click(hand.over("c"))
    assert ends(document) == [("a", "c")]


def test_a_click_beside_the_cards_ends_the_asking_and_chooses_what_is_there(
    canvas: Canvas, document: Document, hand: Hand
) -> None:
    canvas.select(item_selection(("a",)))
    canvas.linking.begin()
    hand.click(hand.in_cell("pains", "s3", 0.2, 0.2))
    assert (canvas.linking.source, ends(document)) == (None, [])
    assert canvas.selection == cell_selection("pains", "s3")


def test_several_chosen_cards_are_linked_in_the_order_they_were_chosen(
    canvas: Canvas, document: Document
) -> None:
    canvas.select(item_selection(("c", "a", "b")))
    canvas.linking.begin()
    assert ends(document) == [("c", "a"), ("a", "b")]


def test_a_click_on_a_line_chooses_the_link_and_delete_takes_it_away(
    canvas: Canvas, document: Document, hand: Hand
) -> None:
    link(document, "a", "c")
    canvas.select(NOTHING)
    hand.click(on_line(hand, "k0") + QPointF(0, 4))
    assert canvas.selection == Selection("links", ("k0",))
    QTest.keyClick(canvas, Key.Key_Delete)
    assert ends(document) == []
    assert canvas.selection == item_selection(("a",))
    document.undo()
    assert canvas.selection == Selection("links", ("k0",))


def test_the_label_of_a_link_is_written_on_the_line(canvas: Canvas, document: Document) -> None:
    link(document, "a", "c")
    canvas.select(Selection("links", ("k0",)))
    QTest.keyClick(canvas, "f")
    QTest.keyClicks(QApplication.focusWidget(), "ordi")
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    assert document.value.links[0].label == "fordi"
    placed = link_of(canvas.sheet, "k0")
    assert placed is not None
    assert placed.label_box is not None


def test_arrows_lead_from_a_link_to_its_ends(canvas: Canvas, document: Document) -> None:
    link(document, "a", "c")
    canvas.select(Selection("links", ("k0",)))
    QTest.keyClick(canvas, Key.Key_Right)
    assert canvas.selection == item_selection(("c",))
    canvas.select(Selection("links", ("k0",)))
    QTest.keyClick(canvas, Key.Key_Up)
    assert canvas.selection == item_selection(("a",))


def test_a_hidden_link_cannot_be_hit_but_shows_with_its_card(
    canvas: Canvas, document: Document, hand: Hand
) -> None:
    link(document, "a", "c")
    canvas.select(NOTHING)
    place = on_line(hand, "k0")
    document.apply("edits.hide_links", lambda held: set_links(held, ("k0",), is_visible=False))
    canvas.select(NOTHING)
    bare = canvas.viewport().grab().toImage()
    hand.click(place)
    assert canvas.selection.kind != "links"
    document.apply("edits.hide_links", lambda held: set_sheet(held, are_links_shown=False))
    canvas.select(item_selection(("a",)))
    shown = canvas.viewport().grab().toImage()
    middle = place.toPoint()
    around = [middle + QPoint(dx, dy) for dx in range(-6, 7) for dy in (-1, 0, 1)]
    assert any(bare.pixel(at) != shown.pixel(at) for at in around)


def test_a_screen_reader_hears_what_a_link_joins(canvas: Canvas, document: Document) -> None:
    link(document, "a", "c")
    part = Selection("links", ("k0",))
    assert part in canvas.voice.order
    name = part_name(canvas.shown, canvas.words, part)
    assert name == "Forbindelse fra Ser et opslag til Går i butikken"
