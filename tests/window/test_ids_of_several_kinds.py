"""Ids are unique only within their kind: a phase, a step, a lane and a card may share one."""

from types import MappingProxyType

import pytest

from app.document import Document
from model.cards import Card
from model.edits import move_items, move_step, set_item, set_lane, set_phase, set_step
from model.find import item_place, lane_by_id, phase_by_id, step_by_id, step_place
from model.journey import JourneyMap, MapCard, Phase, Step
from model.lanes import CardsLane
from widgets.canvas.editor import Editor
from widgets.canvas.selection import Selection, cell_selection

KINDS = ("phases", "steps", "lanes", "items")


def map_with_one_id() -> JourneyMap:
    cells = MappingProxyType({"buy": (Card(id="buy", text="card"),)})
    return JourneyMap(
        id="buy",
        about=MapCard(title="Shop", language="en"),
        phases=(
            Phase(id="use", name="first", steps=(Step(id="use", name="start"),)),
            Phase(
                id="buy",
                name="phase",
                steps=(Step(id="buy", name="step"), Step(id="end", name="end")),
            ),
        ),
        lanes=(CardsLane(id="buy", name="lane", cells=cells), CardsLane(id="use", name="other")),
    )


@pytest.fixture
def shared(workspace, qtbot):
    window = workspace.open_window(Document(map_with_one_id()))
    qtbot.waitExposed(window)
    assert window.page.inspector is not None
    assert window.page.outline is not None
    return window


def tree_of(window):
    """Return phases and lanes as the outline shows them; lanes with their items only."""
    model = window.page.outline.model

    def told(index):
        rows = [model.index(row, 0, index) for row in range(model.rowCount(index))]
        children = []
        for row in rows:
            if model.key_of(row)[0] == "cell":
                children += told(row)[1:]
            else:
                children.append(told(row))
        return (index.data(), *children)

    return [told(model.index_of((heading,))) for heading in ("all_phases", "all_lanes")]


def marked(window):
    """Return the rows of the outline that are marked."""
    return [index.data() for index in window.page.outline.tree.selectedIndexes()]


def test_the_outline_shows_each_of_them_in_its_place(shared):
    assert tree_of(shared) == [
        ("Phases and steps", ("first", ("start",)), ("phase", ("step",), ("end",))),
        ("Lanes", ("lane", ("card",)), ("other",)),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_each_can_be_chosen_in_every_part_of_the_window(shared, kind):
    wish = Selection(kind, ("buy",))
    shared.choose(wish)
    assert shared.selection == wish
    name = {"phases": "phase", "steps": "step", "lanes": "lane", "items": "card"}[kind]
    assert marked(shared) == [name]
    subject = shared.page.inspector.subject
    assert subject.ids == ("buy",)
    assert subject.kind == {"lane": "cards_lane"}.get(name, name)


@pytest.mark.parametrize("kind", KINDS)
def test_choosing_it_in_the_outline_chooses_it_on_the_canvas(shared, kind):
    outline = shared.page.outline
    outline.show_selection(Selection(kind, ("buy",)))
    (index,) = outline.tree.selectedIndexes()
    outline.tree.clearSelection()
    outline.tree.setCurrentIndex(index)
    assert shared.selection == Selection(kind, ("buy",))


def test_a_chosen_cell_is_its_step_below_its_lane_in_the_outline(shared):
    shared.choose(cell_selection("buy", "use"))
    assert marked(shared) == ["start"]
    assert shared.page.outline.selected_keys() == [("cell", "buy", "use")]


@pytest.mark.parametrize(
    ("kind", "edit", "find"),
    [
        ("phases", lambda held: set_phase(held, "buy", name="new"), phase_by_id),
        ("steps", lambda held: set_step(held, "buy", name="new"), step_by_id),
        ("lanes", lambda held: set_lane(held, "buy", name="new"), lane_by_id),
        ("items", lambda held: set_item(held, "buy", text="new"), item_place),
    ],
)
def test_an_edit_of_one_leaves_the_others_as_they_are(shared, kind, edit, find):
    before = str(tree_of(shared))
    shared.document.apply("edits.change_card", edit)
    name = {"phases": "phase", "steps": "step", "lanes": "lane", "items": "card"}[kind]
    assert str(tree_of(shared)) == before.replace(f"'{name}'", "'new'")
    assert find(shared.document.value, "buy") is not None
    shared.document.undo()
    assert str(tree_of(shared)) == before


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_written_on_the_canvas_and_in_the_inspector(shared, kind):
    shared.choose(Selection(kind, ("buy",)), is_edited=True)
    editor = shared.canvas.findChild(Editor)
    editor.selectAll()
    editor.insertPlainText("typed")
    shared.commit_editing()
    name = {"phases": "phase", "steps": "step", "lanes": "lane", "items": "card"}[kind]
    assert "'typed'" in str(tree_of(shared))
    assert f"'{name}'" not in str(tree_of(shared))
    shared.page.inspector._apply("text" if kind == "items" else "name", "said")
    assert "'said'" in str(tree_of(shared))
    assert "'typed'" not in str(tree_of(shared))


def test_what_moves_or_goes_is_followed(shared):
    apply = shared.document.apply
    apply("edits.move_step", lambda held: move_step(held, "buy", "use", 1))
    assert step_place(shared.document.value, "buy").phase.id == "use"
    assert str(tree_of(shared)).count("'step'") == 1
    apply("edits.move_cards", lambda held: move_items(held, ["buy"], "use", "use"))
    assert tree_of(shared)[1] == ("Lanes", ("lane",), ("other", ("card",)))
    while shared.document.undo_label:
        shared.document.undo()
    assert tree_of(shared)[1] == ("Lanes", ("lane", ("card",)), ("other",))
