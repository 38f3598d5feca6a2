"""The look at how well cards are founded: switched in the View menu, kept while one works."""

from __future__ import annotations

from model.edits import set_item


def test_the_view_menu_has_cards_tell_how_well_they_are_founded(filled):
    action, canvas = filled.actions_made["evidence"], filled.canvas

    def levels() -> set[str]:
        return {kind for group, kind in canvas.sheet.signs if group == "level"}

    assert not levels()
    before, map_before = canvas.sheet, filled.document.value
    action.trigger()
    assert action.isChecked()
    assert {"assumption", "validated"} <= levels()
    assert filled.document.value is map_before  # it is a look, not an edit
    card = next(
        placed.block.id
        for cells in canvas.sheet.cells
        for cell in cells
        for placed in cell.contents
        if placed.block.kind == "card"
    )
    filled.document.apply("edits.change_text", lambda held: set_item(held, card, text="ny"))
    assert levels()
    filled.document.undo()
    action.trigger()
    assert not action.isChecked()
    assert canvas.sheet.signs == before.signs
