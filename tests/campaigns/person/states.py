"""Every state of the window that is photographed, and how a person gets there and back again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from eye import Spot
from hand import Point
from sitting import Sitting

_HIDE = {"da": "Skjul resten", "en": "Hide the rest"}
_COUNTED = r"\d+ (fundet|found|af|of) ?"


class Photographer:
    """A person with keyboard and mouse, and a camera."""

    def __init__(self, sitting: Sitting, language: str, take: Callable[[str], None]) -> None:
        self._sitting = sitting
        self.hand = sitting.hand
        self.eye = sitting.eye
        self.scale = float(sitting.eye.ask("state")["scale"])
        self.language = language
        self._take = take

    def take(self, name: str) -> None:
        """Photograph the screen once nothing moves."""
        self.eye.settle()
        self._take(name)
        self._sitting.check_for_faults()

    def read(self, pattern: str) -> None:
        """Wait until a text of the window fits ``pattern``."""
        self.eye.wait(lambda: self.eye.ask("reads", pattern=pattern), pattern)

    def find(self, what: str, **given: Any) -> Spot:
        """Return where something shows."""
        return self.eye.find(what, **given)

    def click(self, what: str, button: str = "left", **given: Any) -> None:
        """Click the middle of something."""
        self.hand.click(self.find(what, **given).middle, button)

    def card(self, code: str, number: int = 1) -> Spot:
        """Return where a card shows."""
        return self.find("item", code=code, number=number)

    def choose(self, code: str, number: int = 1) -> None:
        """Click a card; nothing is chosen before, so that two clicks are no double click."""
        self.hand.click(self.card(code, number).at(0.5, 0.6))
        self.eye.until("the card", chosen="items")

    def run(self, action: str) -> None:
        """Do an action by its name, from the palette."""
        self.hand.keys("ctrl+k")
        self.eye.until("the palette", focus="_Line", text="")
        self.hand.letters(action)
        self.eye.until("what was typed", text=action)
        self.hand.keys("Return")
        self.eye.settle()

    def whole(self) -> None:
        """Choose nothing and see the whole map, the pointer away."""
        self.hand.keys("Escape", "Escape", "Escape", "ctrl+0")
        self.hand.park()
        self.eye.settle()

    def near(self, code: str, number: int = 1, *, zoom: float = 0.8) -> None:
        """Choose a card and come near it."""
        self.choose(code, number)
        self.hand.keys("ctrl+2")
        self.eye.settle()
        self.hand.point(self.card(code, number).middle)  # zooming leaves in place what is there
        while self.eye.ask("state")["zoom"] > zoom:
            self.hand.keys("ctrl+minus")
            self.eye.settle()

    def back(self, times: int = 1) -> None:
        """Undo."""
        self.hand.keys(*["ctrl+z"] * times)
        self.eye.settle()


@dataclass(frozen=True)
class State:
    """One picture: its name, the map it needs (``""`` for the start page), what leads to it."""

    name: str
    wall: str
    do: Callable[[Photographer], None]


def _start_page(person: Photographer) -> None:
    person.hand.park()
    person.take("start-page")


def _whole_map(person: Photographer) -> None:
    person.whole()
    person.take("whole-map")


def _one_chosen(person: Photographer) -> None:
    person.near("2.2-5")
    person.eye.find("widget", kind="SelectionBar")
    person.take("floating-bar")


def _writing(person: Photographer) -> None:
    person.hand.keys("Return")
    person.eye.until("the card open", editing=True)
    person.hand.letters(" og hvad så?")
    person.take("writing-in-place")
    person.hand.keys("Escape")
    person.back()


def _several_carried(person: Photographer) -> None:
    person.whole()
    person.choose("2.2-5", 1)
    person.hand.hold("ctrl")
    person.hand.click(person.card("2.2-5", 2).at(0.5, 0.6))
    person.hand.click(person.card("3.1-5").at(0.5, 0.6))
    person.hand.let_go("ctrl")
    person.take("several-chosen")
    start = person.card("2.2-5", 1).middle
    _carry(person, start, person.find("cell", code="4.2-5").middle, "carried-with-badge")


def _one_carried(person: Photographer) -> None:
    person.whole()
    start = person.card("2.1-1", 1).middle
    end = person.card("4.1-1", 2).at(0.1, 0.5)
    _carry(person, start, end, "drop-indicator")


def _carry(person: Photographer, start: Point, end: Point, name: str) -> None:
    person.hand.press(start)
    person.hand.carry(start, end)
    person.take(name)
    person.hand.keys("Escape")
    person.hand.release()
    person.eye.settle()


def _span(person: Photographer) -> None:
    person.near("2.1-5", zoom=0.4)
    edge = person.find("border", kind="span", code="2.1-5")
    person.hand.point(edge.middle)
    person.take("span-handle")
    end = (edge.middle[0] + 320 * person.scale, edge.middle[1])
    _carry(person, edge.middle, end, "span-dragged")


def _border(person: Photographer) -> None:
    person.whole()
    border = person.find("border", kind="step", number=3)
    end = (border.middle[0] + 30 * person.scale, border.middle[1])
    _carry(person, border.middle, end, "step-border")
    border = person.find("border", kind="lane", number=2)
    end = (border.middle[0], border.middle[1] + 30 * person.scale)
    _carry(person, border.middle, end, "lane-border")


def _collapsed(person: Photographer) -> None:
    person.whole()
    for kind, number in (("lanes", 2), ("phases", 3)):
        person.hand.point(person.find("header", kind=kind, number=number).middle)
        person.click("arrow", kind=kind, number=number)
        person.eye.settle()
    person.hand.park()
    person.take("collapsed")
    person.click("header", kind="lanes", number=4)
    person.take("lane-chosen")
    person.back(2)


def _plus(person: Photographer) -> None:
    person.whole()
    person.hand.point(person.find("plus", kind="step", index=4).middle)
    person.take("plus-of-step")
    person.hand.point(person.find("plus", kind="lane", index=2).middle)
    person.click("plus", kind="lane", index=2)
    person.eye.until("the menu", menu=True)
    person.take("plus-of-lane")
    person.hand.keys("Escape")


def _links(person: Photographer) -> None:
    person.near("2.1-5", zoom=0.5)
    person.hand.keys("ctrl+j")
    person.take("link-followed")
    person.near("2.2-5", zoom=0.5)
    person.hand.keys("ctrl+shift+l")
    person.hand.keys("Down", "Right")
    person.take("link-being-made")
    person.hand.keys("Escape")
    person.whole()
    person.near("2.1-5", zoom=0.5)
    handle = person.find("link_handle", code="2.1-5")
    end = person.card("2.2-6", 2).middle
    _carry(person, handle.middle, end, "link-drawn")


def _menu_of_card(person: Photographer) -> None:
    person.near("2.2-5", zoom=0.6)
    person.hand.click(person.card("2.2-5").middle, "right")
    person.eye.until("the menu", menu=True)
    person.take("menu-of-card")
    person.hand.keys("Escape")
    person.whole()
    for kind, number in (("phases", 2), ("lanes", 5), ("steps", 4)):
        person.hand.click(person.find("header", kind=kind, number=number).middle, "right")
        person.eye.until("the menu", menu=True)
        person.take(f"menu-of-{kind}")
        person.hand.keys("Escape")


def _menus(person: Photographer) -> None:
    person.whole()
    person.choose("2.2-5")
    for menu in ("file", "edit", "insert", "map", "card", "view", "language", "help"):
        person.click("menu_title", menu=menu)
        person.eye.until("the menu", menu=True)
        person.hand.park()
        person.take(f"menu-{menu}")
        person.hand.keys("Escape", "Escape")
        person.eye.until("no menu", menu=False)


def _palette(person: Photographer) -> None:
    person.whole()
    person.hand.keys("ctrl+k")
    person.eye.until("the palette", focus="_Line")
    person.take("palette")
    person.hand.letters("st")
    person.take("palette-typed")
    person.hand.keys("Escape")


def _quick_entry(person: Photographer) -> None:
    person.whole()
    person.hand.keys("slash")
    person.hand.letters("3.2-4 +1 lettet")
    person.take("quick-entry")
    person.hand.keys("ctrl+a")
    person.hand.letters("9-9 kø er for lang")
    person.take("quick-entry-no-place")
    person.hand.keys("Escape", "Escape")


def _find(person: Photographer) -> None:
    person.whole()
    person.hand.keys("ctrl+f")
    person.hand.letters("en")
    person.read(_COUNTED)
    person.take("find")
    person.hand.keys("ctrl+h")
    person.take("replace")
    person.hand.keys("Escape", "Escape")


def _history(person: Photographer) -> None:
    person.whole()
    person.choose("1.1-1")
    person.hand.keys("alt+Right", "ctrl+d", "Delete", "ctrl+z", "ctrl+alt+z")
    person.take("history")
    person.hand.keys("Escape")
    person.back(2)


def _filter(person: Photographer) -> None:
    person.whole()
    person.hand.keys("ctrl+shift+r")
    person.eye.settle()
    person.hand.letters({"da": "sko", "en": "shoe"}[person.language])
    person.read(_COUNTED)
    person.take("filter-dimmed")
    person.click("button", name=_HIDE[person.language])
    person.take("filter-hidden")
    person.click("button", name=_HIDE[person.language])
    person.hand.keys("Escape", "Escape", "ctrl+shift+r")
    person.whole()


def _mini_map(person: Photographer) -> None:
    person.near("3.1-5", zoom=1.2)
    person.hand.keys("ctrl+1")
    person.hand.park()
    person.take("mini-map-true-size")
    person.whole()
    person.hand.keys(*["ctrl+minus"] * 12)
    person.take("far-out")
    person.whole()


def _mixed(person: Photographer) -> None:
    person.whole()
    person.choose("2.2-5", 1)
    person.hand.keys("ctrl+a")
    person.take("everything-chosen")
    person.choose("2.2-5", 1)
    person.hand.keys("shift+Right", "ctrl+i")
    person.take("mixed-values")
    person.hand.keys("Escape")


def _panels(person: Photographer) -> None:
    person.whole()
    person.hand.keys("F6", "F6", "F6")
    person.take("pane-in-turn")
    person.hand.keys("Escape", "ctrl+shift+m")
    person.take("map-details")
    person.hand.keys("Escape")


def _peek(person: Photographer) -> None:
    person.whole()
    person.choose("2.2-5", 1)
    person.hand.hold("space")
    person.take("peek")
    person.hand.let_go("space")
    person.run({"da": "koder", "en": "codes"}[person.language])
    person.whole()
    person.take("codes")
    person.back()


def _two_curves(person: Photographer) -> None:
    person.whole()
    person.take("two-curves-whole")
    person.near("3.1-5")
    person.take("two-curves")
    point = person.card("3.1-5", 1)
    start = point.at(0.5, 0.25)
    _carry(person, start, (start[0], start[1] - 40 * person.scale), "feeling-dragged")
    person.hand.click(point.at(0.5, 0.25), "right")
    person.take("menu-of-feeling")
    person.hand.keys("Escape")
    person.click("header", "right", kind="lanes", number=5)
    person.take("menu-of-feelings-lane")
    person.hand.keys("Escape")


def _blank(person: Photographer) -> None:
    person.whole()
    person.take("blank-map")
    person.hand.point(person.find("cell", code="2-1").at(0.5, 0.6))
    person.take("blank-hovered")
    person.hand.point(person.find("feeling_place", code="2-2", value=0.0).middle)
    person.take("blank-feeling")


def _export(person: Photographer) -> None:
    person.whole()
    person.hand.keys("ctrl+e")
    person.eye.until("the dialog", dialog="PrintWindow")
    person.take("export")
    person.hand.keys("Escape")
    person.eye.until("no dialog", dialog="")


def _dialogs(person: Photographer) -> None:
    for keys, name in (("F1", "keyboard-page"), ("ctrl+n", "gallery"), ("ctrl+o", "open")):
        person.whole()
        person.hand.keys(keys)
        person.eye.wait(lambda: person.eye.ask("state")["dialog"] or None, "the dialog")
        person.take(name)
        person.hand.keys("Escape")
        person.eye.until("no dialog", dialog="")


def _unsaved(person: Photographer) -> None:
    person.whole()
    person.choose("1.1-1")
    person.hand.keys("ctrl+d", "ctrl+w")
    person.eye.wait(lambda: person.eye.ask("state")["dialog"] or None, "the question")
    person.take("unsaved")
    person.hand.keys("Escape")
    person.back()


STATES = (
    State("start", "", _start_page),
    State("blank", "blank", _blank),
    State("whole", "sustainable-shoes", _whole_map),
    State("chosen", "sustainable-shoes", _one_chosen),
    State("writing", "sustainable-shoes", _writing),
    State("several", "sustainable-shoes", _several_carried),
    State("carried", "sustainable-shoes", _one_carried),
    State("span", "sustainable-shoes", _span),
    State("border", "sustainable-shoes", _border),
    State("collapsed", "sustainable-shoes", _collapsed),
    State("plus", "sustainable-shoes", _plus),
    State("links", "sustainable-shoes", _links),
    State("context", "sustainable-shoes", _menu_of_card),
    State("menus", "sustainable-shoes", _menus),
    State("palette", "sustainable-shoes", _palette),
    State("quick", "sustainable-shoes", _quick_entry),
    State("find", "sustainable-shoes", _find),
    State("history", "sustainable-shoes", _history),
    State("filter", "sustainable-shoes", _filter),
    State("seeing", "sustainable-shoes", _mini_map),
    State("mixed", "sustainable-shoes", _mixed),
    State("panels", "sustainable-shoes", _panels),
    State("peek", "sustainable-shoes", _peek),
    State("feelings", "holiday", _two_curves),
    State("export", "sustainable-shoes", _export),
    State("dialogs", "sustainable-shoes", _dialogs),
    State("unsaved", "sustainable-shoes", _unsaved),
)
