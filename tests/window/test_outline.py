"""The outline: the whole map as a tree, and all that is done to the map from it."""

from types import MappingProxyType

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from app.document import Document
from model.cards import Card, Feeling
from model.edits import add_entry, set_entry, set_item, set_lane, set_phase
from model.evidence import Evidence
from model.find import item_by_id, item_place, lane_by_id
from model.journey import JourneyMap, Link, MapCard, Phase, Step
from model.lanes import CardsLane, FeelingsLane
from model.people import CompanyProfile, Persona
from model.views import SavedView
from widgets.canvas.selection import Selection, cell_selection, item_selection

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description


def shop() -> JourneyMap:
    does = {
        "look": (Card(id="a", text="Reads"), Card(id="b", text="Compares\nprices")),
        "buy": (Card(id="c", text="Pays"),),
    }
    feels = {"look": (Feeling(id="f", values=(1.0,), label="curious"),)}
    return JourneyMap(
        id="m",
        about=MapCard(title="Shoes", language="en"),
        phases=(
            Phase(id="p1", name="Before", steps=(Step(id="look", name="Looks"),)),
            Phase(
                id="p2", name="During", steps=(Step(id="buy", name="Buys"), Step(id="s3", name=""))
            ),
        ),
        lanes=(
            CardsLane(id="does", name="Does", cells=MappingProxyType(does)),
            CardsLane(id="pains", name="Pains"),
            FeelingsLane(id="feels", name="Feels", cells=MappingProxyType(feels)),
        ),
        links=(Link(id="l", source="a", target="c", label="then"),),
        personas=(Persona(id="eva", name="Eva"), CompanyProfile(id="acme", name="Acme")),
        evidence=(Evidence(id="talk", title="Interviews"),),
        views=(SavedView(id="v", name="Eva only"),),
    )


@pytest.fixture
def shown(workspace, qtbot):
    window = workspace.open_window(Document(shop()))
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    assert window.page.inspector is not None
    window.page.outline.tree.setFocus()
    return window


def told(window, index=None):
    model = window.page.outline.model
    rows = [model.index(row, 0, *([index] if index else [])) for row in
            range(model.rowCount(*([index] if index else [])))]  # fmt: skip
    return {row.data(): told(window, row) for row in rows}


def go_to(window, *key):
    tree = window.page.outline.tree
    tree.setCurrentIndex(window.page.outline.model.index_of(key))
    tree.setFocus()
    return tree


def press(window, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(window.page.outline.tree, key, modifiers)


def ids(window, lane_id, step_id):
    return [item.id for item in lane_by_id(window.document.value, lane_id).cells.get(step_id, ())]


def drag(window, keys, parent, row=-1):
    """Drop rows as the view does; tell whether the tree takes them."""
    model = window.page.outline.model
    data = model.mimeData([model.index_of(key) for key in keys])
    place = (Qt.DropAction.MoveAction, row, 0 if row >= 0 else -1, model.index_of(parent))
    if not model.canDropMimeData(data, *place):
        return False
    return model.dropMimeData(data, *place)


def test_the_whole_map_stands_in_the_tree(shown):
    assert told(shown) == {
        "Shoes": {},
        "Phases and steps": {"Before": {"Looks": {}}, "During": {"Buys": {}, "Step 3": {}}},
        "Lanes": {
            "Does": {
                "Looks": {"Reads": {"\u2192 then: Pays": {}}, "Compares prices": {}},
                "Buys": {"Pays": {"\u2190 then: Reads": {}}},
                "Step 3": {},
            },
            "Pains": {"Looks": {}, "Buys": {}, "Step 3": {}},
            "Feels": {"Looks": {"+1 curious": {}}, "Buys": {}, "Step 3": {}},
        },
        "Personas": {"Eva": {}, "Acme": {}},
        "Channels": {},
        "Sources": {"Interviews": {}},
        "Voting": {},
        "Saved views": {"Eva only": {}},
    }


def test_rows_are_made_only_where_somebody_looks(workspace, qtbot):
    cells = MappingProxyType(
        {f"s{step}": tuple(Card(id=f"{step}-{n}") for n in range(100)) for step in range(20)}
    )
    steps = tuple(Step(id=f"s{step}") for step in range(20))
    journey = JourneyMap(
        id="m",
        phases=(Phase(id="p", steps=steps),),
        lanes=(CardsLane(id="lane", cells=cells),),
    )
    window = workspace.open_window(Document(journey))
    qtbot.waitExposed(window)
    model = window.page.outline.model
    made = []
    rows = model.rowCount
    model.rowCount = lambda *given: made.append(1) or rows(*given)
    window.document.apply("edits.change_card", lambda held: set_item(held, "3-4", text="new"))
    assert len(made) < 50
    window.choose(item_selection(["3-4"]))
    assert window.page.outline.tree.currentIndex().data() == "new"


def test_f2_renames_in_place_and_the_keyboard_stays_in_the_tree(shown, qtbot):
    tree = go_to(shown, "lanes", "does")
    press(shown, Qt.Key.Key_F2)
    line = tree.findChild(QLineEdit)
    QTest.keyClicks(line, "Acts")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: lane_by_id(shown.document.value, "does").name == "Acts")
    assert QApplication.focusWidget() is tree
    assert tree.currentIndex().data() == "Acts"
    shown.document.undo()
    assert tree.currentIndex().data() == "Does"


@pytest.mark.parametrize(
    ("key", "read"),
    [
        (("title",), lambda held: held.about.title),
        (("phases", "p1"), lambda held: held.phases[0].name),
        (("steps", "s3"), lambda held: held.steps[2].name),
        (("items", "a"), lambda held: item_by_id(held, "a").text),
        (("items", "f"), lambda held: item_by_id(held, "f").label),
        (("links", "l", "a"), lambda held: held.links[0].label),
        (("persona", "eva"), lambda held: held.personas[0].name),
        (("source", "talk"), lambda held: held.evidence[0].title),
        (("view", "v"), lambda held: held.views[0].name),
    ],
)
def test_everything_with_a_name_is_renamed_in_the_tree(shown, key, read):
    model = shown.page.outline.model
    model.setData(model.index_of(key), "Renamed")
    assert read(shown.document.value) == "Renamed"
    assert "Renamed" in model.index_of(key).data()


def test_renaming_a_card_of_two_lines_keeps_them(shown, qtbot):
    tree = go_to(shown, "items", "b")
    press(shown, Qt.Key.Key_F2)
    line = tree.findChild(QLineEdit)
    QTest.keyClick(line, Qt.Key.Key_End)
    QTest.keyClicks(line, "!")
    QTest.keyClick(line, Qt.Key.Key_Return)
    text = "Compares\nprices!"
    qtbot.waitUntil(lambda: item_by_id(shown.document.value, "b").text == text)


def test_undo_while_a_name_is_open_is_undo_of_the_map_until_something_is_written(shown):
    before = shown.document.value
    shown.document.apply("edits.change_card", lambda held: set_item(held, "c", text="x"))
    tree = go_to(shown, "lanes", "does")
    press(shown, Qt.Key.Key_F2)
    line = tree.findChild(QLineEdit)
    QTest.keyClick(line, Qt.Key.Key_Z, CONTROL)
    assert shown.document.value is before


def test_alt_with_the_arrows_moves_rows_as_they_stand_in_the_tree(shown):
    go_to(shown, "items", "a")
    press(shown, Qt.Key.Key_Down, ALT)
    assert ids(shown, "does", "look") == ["b", "a"]
    press(shown, Qt.Key.Key_Down, ALT)
    assert ids(shown, "does", "buy") == ["a", "c"]
    go_to(shown, "phases", "p1")
    press(shown, Qt.Key.Key_Down, ALT)
    assert [phase.id for phase in shown.document.value.phases] == ["p2", "p1"]
    go_to(shown, "lanes", "feels")
    press(shown, Qt.Key.Key_Up, ALT)
    assert [lane.id for lane in shown.document.value.lanes] == ["does", "feels", "pains"]
    go_to(shown, "persona", "acme")
    press(shown, Qt.Key.Key_Up, ALT)
    assert [held.id for held in shown.document.value.personas] == ["acme", "eva"]
    assert shown.page.outline.tree.currentIndex().data() == "Acme"


def test_cards_are_dragged_to_another_cell_and_their_order_is_kept(shown):
    assert drag(shown, [("items", "b"), ("items", "a")], ("cell", "pains", "buy"))
    assert ids(shown, "pains", "buy") == ["a", "b"]
    assert drag(shown, [("items", "c")], ("items", "a"))
    assert ids(shown, "pains", "buy") == ["a", "c", "b"]
    assert drag(shown, [("items", "a")], ("cell", "pains", "buy"), 2)
    assert ids(shown, "pains", "buy") == ["c", "a", "b"]
    assert shown.selection == item_selection(["a"])


def test_steps_phases_lanes_and_personas_are_dragged_too(shown):
    assert drag(shown, [("steps", "buy")], ("phases", "p1"), 0)
    assert [step.id for step in shown.document.value.steps] == ["buy", "look", "s3"]
    assert drag(shown, [("phases", "p2")], ("all_phases",), 0)
    assert [phase.id for phase in shown.document.value.phases] == ["p2", "p1"]
    assert drag(shown, [("lanes", "does"), ("lanes", "pains")], ("all_lanes",), 3)
    assert [lane.id for lane in shown.document.value.lanes] == ["feels", "does", "pains"]
    assert drag(shown, [("persona", "eva")], ("persona", "acme"))
    assert [held.id for held in shown.document.value.personas] == ["acme", "eva"]


def test_what_cannot_hang_there_is_refused_and_nothing_changes(shown):
    before = shown.document.value
    assert not drag(shown, [("items", "a")], ("cell", "feels", "buy"))
    assert not drag(shown, [("items", "a")], ("all_lanes",), 0)
    assert not drag(shown, [("steps", "look")], ("phases", "p2"), 0)  # the only one of its phase
    assert not drag(shown, [("lanes", "does")], ("all_phases",), 0)
    assert shown.document.value is before


def test_delete_duplicate_cut_and_paste_work_from_the_tree(shown):
    go_to(shown, "items", "a")
    press(shown, Qt.Key.Key_D, CONTROL)
    first, copy, last = ids(shown, "does", "look")
    assert (first, last) == ("a", "b")
    assert shown.selection == item_selection([copy])
    press(shown, Qt.Key.Key_X, CONTROL)
    go_to(shown, "cell", "pains", "buy")
    assert shown.selection == cell_selection("pains", "buy")
    press(shown, Qt.Key.Key_V, CONTROL)
    (pasted,) = ids(shown, "pains", "buy")
    assert item_by_id(shown.document.value, pasted).text == "Reads"
    go_to(shown, "lanes", "feels")
    press(shown, Qt.Key.Key_Delete)
    assert lane_by_id(shown.document.value, "feels") is None
    go_to(shown, "source", "talk")
    press(shown, Qt.Key.Key_Delete)
    assert shown.document.value.evidence == ()


def test_plus_and_minus_make_the_chosen_feelings_better_or_worse(shown):
    go_to(shown, "items", "f")
    for _ in range(3):
        press(shown, Qt.Key.Key_Plus)
    assert item_by_id(shown.document.value, "f").values == (2.0,)
    press(shown, Qt.Key.Key_Minus)
    assert item_by_id(shown.document.value, "f").values == (1.5,)
    assert shown.page.outline.tree.currentIndex().data() == "+1.5 curious"


def test_several_rows_of_the_same_kind_are_chosen_at_once(shown):
    tree = go_to(shown, "items", "a")
    model, chosen = shown.page.outline.model, tree.selectionModel()
    for key in (("items", "c"), ("items", "f"), ("lanes", "does")):
        chosen.select(model.index_of(key), chosen.SelectionFlag.Select)
    assert set(shown.selection.ids) == {"a", "c", "f"}
    assert shown.selection.current == "a"


def test_a_link_is_listed_below_both_cards_and_taken_away_there(shown):
    go_to(shown, "links", "l", "a")
    assert shown.selection == Selection("links", ("l",))
    press(shown, Qt.Key.Key_J, CONTROL)
    assert shown.selection == item_selection(["c"])
    go_to(shown, "links", "l", "c")
    press(shown, Qt.Key.Key_Delete)
    assert shown.document.value.links == ()
    assert told(shown)["Lanes"]["Does"]["Looks"] == {"Reads": {}, "Compares prices": {}}
    shown.document.undo()
    assert told(shown)["Lanes"]["Does"]["Buys"] == {"Pays": {"\u2190 then: Reads": {}}}


def test_a_persona_is_shown_beside_the_tree_and_opened_by_enter(shown):
    inspector = shown.page.inspector
    tree = go_to(shown, "persona", "eva")
    assert inspector.subject.ids == ("eva",)
    assert QApplication.focusWidget() is tree
    assert tree.currentIndex().data() == "Eva"
    press(shown, Qt.Key.Key_Return)
    assert inspector.isAncestorOf(QApplication.focusWidget())


def test_enter_on_a_view_looks_through_it(shown):
    shown.document.apply(
        "edits.change_view", lambda held: set_entry(held, "views", "v", text="pays")
    )
    go_to(shown, "view", "v")
    press(shown, Qt.Key.Key_Return)
    assert shown.page.filter.through.view.id == "v"
    assert shown.page.seeing.is_bar_shown


def test_letters_filter_the_tree_in_both_danish_spellings(shown):
    shown.document.apply("edits.change_card", lambda held: set_item(held, "c", text="Går hjem"))
    outline = shown.page.outline
    go_to(shown, "items", "a")
    press(shown, Qt.Key.Key_G)
    assert QApplication.focusWidget() is outline.search
    QTest.keyClicks(outline.search, "aar")
    outline.search_now()
    assert told(shown) == {
        "Lanes": {"Does": {"Buys": {"Går hjem": {"\u2190 then: Reads": {}}}}},
    }
    assert outline.hits.text() == "1 found"
    outline.search.setText("zebra")
    outline.search_now()
    assert told(shown) == {}
    assert "Nothing found" in outline.hits.text()
    outline.search.clear()
    outline.search_now()
    assert len(told(shown)) == 8


def test_down_goes_from_the_search_to_its_first_hit(shown):
    outline = shown.page.outline
    go_to(shown, "persona", "eva")
    outline.search.setFocus()
    QTest.keyClicks(outline.search, "pays")
    QTest.keyClick(outline.search, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is outline.tree
    assert outline.tree.currentIndex().data() == "Pays"
    assert shown.selection == item_selection(["c"])


def test_what_was_unfolded_is_so_after_a_search(shown):
    outline = shown.page.outline
    lane = ("lanes", "does")
    outline.tree.expand(outline.model.index_of(lane))
    assert outline.tree.isExpanded(outline.model.index_of(("cell", "does", "buy")))
    outline.search.setText("eva")
    outline.search_now()
    outline.search.clear()
    outline.search_now()
    assert outline.tree.isExpanded(outline.model.index_of(lane))
    assert not outline.tree.isExpanded(outline.model.index_of(("lanes", "pains")))


def test_an_empty_cell_unfolds_once_it_has_a_card(shown):
    outline = shown.page.outline
    assert not outline.model.hasChildren(outline.model.index_of(("cell", "pains", "buy")))
    drag(shown, [("items", "a")], ("cell", "pains", "buy"))
    assert outline.model.hasChildren(outline.model.index_of(("cell", "pains", "buy")))
    shown.document.undo()
    assert not outline.model.hasChildren(outline.model.index_of(("cell", "pains", "buy")))
    assert item_place(shown.document.value, "a").index == 0


def test_what_is_hidden_is_greyed_and_said(shown):
    model = shown.page.outline.model
    grey = shown.palette().color(QPalette.ColorRole.PlaceholderText)

    def is_grey(*key):
        brush = model.index_of(key).data(Qt.ItemDataRole.ForegroundRole)
        return brush is not None and brush.color() == grey

    assert not is_grey("lanes", "does")
    assert is_grey("cell", "pains", "buy")  # empty
    shown.document.apply("edits.hide", lambda held: set_lane(held, "does", is_visible=False))
    shown.document.apply("edits.hide", lambda held: set_phase(held, "p2", is_visible=False))
    assert is_grey("lanes", "does")
    assert is_grey("items", "a")
    assert is_grey("steps", "buy")
    role = Qt.ItemDataRole.AccessibleDescriptionRole
    assert model.index_of(("lanes", "does")).data(role) == "Lane, hidden"


@pytest.mark.parametrize(
    ("key", "action"),
    [
        (("items", "a"), "link_to"),
        (("cell", "pains", "buy"), "paste"),
        (("lanes", "does"), "move_down"),
        (("phases", "p1"), "merge_next"),
        (("links", "l", "a"), "follow_link"),
        (("all_personas",), "add_persona"),
    ],
)
def test_the_menu_of_a_row_is_that_of_the_canvas(shown, key, action, qtbot):
    outline = shown.page.outline
    go_to(shown, *key)
    outline.menu_asked.emit(key[0], QPoint(5, 5))
    menu = shown.findChild(QMenu, "menu_context")
    qtbot.waitUntil(menu.isVisible)
    assert shown.actions_made[action] in menu.actions()
    menu.close()


def test_screen_readers_hear_name_place_level_and_state_of_each_row(shown):
    go_to(shown, "items", "c")
    tree = QAccessible.queryAccessibleInterface(shown.page.outline.tree)
    assert tree.role() == QAccessible.Role.Tree
    assert tree.text(NAME) == "Outline of the map"
    rows = [tree.child(at) for at in range(tree.childCount())]
    named = {row.text(NAME): row for row in rows}
    card = named["Pays"]
    assert card.role() == QAccessible.Role.TreeItem
    assert card.text(DESCRIPTION) == "Does, Buys"
    assert card.state().selected
    assert card.state().focusable
    lane = named["Does"]
    assert lane.state().expanded
    assert not lane.state().selected
    assert lane.text(DESCRIPTION) == "Lane"
    names = [row.text(NAME) for row in rows]
    assert names.index("Does") < names.index("Reads") < names.index("Pays")
    assert all(names)


def test_a_lane_is_hidden_shown_again_folded_and_locked_from_the_tree(shown):
    def lane():
        return lane_by_id(shown.document.value, "pains")

    def do(action):
        go_to(shown, "lanes", "pains")
        shown.actions_made[action].trigger()

    do("hide")
    assert not lane().is_visible
    go_to(shown, "lanes", "pains")
    assert shown.actions_made["hide"].text() == "S&how"
    do("hide")
    assert lane().is_visible
    do("collapse")
    do("lock")
    assert lane().is_collapsed
    assert lane().is_locked
    role = Qt.ItemDataRole.AccessibleDescriptionRole
    index = shown.page.outline.model.index_of(("lanes", "pains"))
    assert index.data(role) == "Lane, collapsed, locked"
    do("lock")
    assert not lane().is_locked


def test_new_things_come_into_the_tree_at_once(shown):
    shown.document.apply(
        "edits.add_persona", lambda held: add_entry(held, "personas", Persona(id="n", name="New"))
    )
    assert list(told(shown)["Personas"]) == ["Eva", "Acme", "New"]
    go_to(shown, "lanes", "pains")
    shown.actions_made["insert_lane_cards"].trigger()
    shown.commit_editing()
    assert len(told(shown)["Lanes"]) == 4
