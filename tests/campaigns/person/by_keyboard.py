"""The person without a mouse: the map of the sustainable shoes from the Blank template, by keys."""

from __future__ import annotations

from pathlib import Path

from expected import feeling_value, first_touchpoints, to_read
from eye import Eye
from hand import Hand
from sitting import Sitting

from model.cards import Feeling
from model.codes import step_codes
from model.journey import JourneyMap
from model.lanes import Lane

SHOES = "sustainable-shoes"
# 1 is the worst of five faces, 5 the best; + and - move by a half.
_DIGITS = {-2.0: "1", -1.0: "2", 0.0: "3", 1.0: "4", 2.0: "5"}


class KeyboardPerson:
    """Builds the map; every text is checked where it was written before the next one."""

    def __init__(self, sitting: Sitting) -> None:
        self.hand = sitting.hand
        self.eye = sitting.eye
        self.wall = to_read(SHOES)
        self.codes = step_codes(self.wall)

    def build(self, path: Path) -> None:
        """Do all of it and save at ``path``."""
        self.hand.park()
        begin_with_blank(self.hand, self.eye)
        self.name_the_map()
        self.name_the_phases()
        self.name_the_steps()
        self.insert_the_lanes()
        for number, lane in enumerate(self.wall.lanes, 1):
            if lane.kind == "feelings":
                self.set_the_feelings(lane, number)
            else:
                self.write_the_lane(lane, number)
        self.mark_the_moments_of_truth()
        self.star_the_first_touchpoints()
        self.link_pains_to_opportunities()
        save_by_keyboard(self.hand, self.eye, path)

    def name_the_map(self) -> None:
        """Write title and subtitle in the inspector."""
        self.hand.keys("ctrl+shift+m")
        self.eye.until("the title's field", text="Kunderejse")
        self.hand.keys("ctrl+a")
        self.hand.letters(self.wall.about.title)
        self.eye.until("the title", text=self.wall.about.title)
        self.hand.keys("Tab")
        self.eye.until("the subtitle's field", text="")
        self.hand.letters(self.wall.about.subtitle)
        self.eye.until("the subtitle", text=self.wall.about.subtitle)
        self.hand.keys("Escape")
        self.eye.until("the canvas again", focus="Canvas")

    def name_the_phases(self) -> None:
        """Go to the first phase and write one name after the other, with Tab between them."""
        self.hand.keys("ctrl+Home", "Up", "Up")
        self.eye.until("the first phase", chosen="phases", chosen_names=["Fase 1"])
        for number, phase in enumerate(self.wall.phases):
            if number:
                self.hand.keys("Tab")
                self.eye.until("the next phase", text=f"Fase {number + 1}", editing=True)
            self.write(phase.name)
        self.hand.keys("Return", "Home")
        self.eye.until("the first phase", chosen_names=[self.wall.phases[0].name], editing=False)

    def name_the_steps(self) -> None:
        """Name the step of each phase; Ctrl+Shift+T puts the next one beside it."""
        self.hand.keys("Down")
        made = len(self.wall.phases)
        for number, phase in enumerate(self.wall.phases):
            if number:
                self.hand.keys("Right")
            self.eye.until("the next phase's step", chosen="steps", chosen_names=[""])
            for place, step in enumerate(phase.steps):
                if place:
                    self.hand.keys("ctrl+shift+t")
                    made += 1
                    self.eye.until("a new step", steps=made, editing=True)
                self.write(step.name)
                self.hand.keys("Return")
                self.eye.until("the step", chosen_names=[step.name], editing=False)

    def insert_the_lanes(self) -> None:
        """Put in the lanes that the template lacks, from the command palette."""
        self.hand.keys("ctrl+Home", "Left")
        self.eye.until("the first lane", chosen="lanes", chosen_names=["Touchpoints"])
        self.do("række med sedler")
        self.name_the_lane("Ny række", "Hvad kunden ser", lanes=5)
        self.do("indsæt rækken tanker")
        self.name_the_lane("Tanker", "Tanker og citater", lanes=6)
        self.hand.keys("Down", "Down", "Down")
        self.eye.until("the last lane", chosen_names=["Muligheder"])
        self.do("række med måltal")
        self.name_the_lane("Måltal", "Måltal", lanes=7)

    def name_the_lane(self, held: str, name: str, *, lanes: int) -> None:
        """Wait for the new lane, whose name is open for writing, and write what it is to be."""
        self.eye.until("a new lane", text=held, editing=True, lanes=lanes)
        # A ready-made lane is offered with the caret behind its name, a plain one with all marked.
        self.hand.letters(name.removeprefix(held) if name.startswith(held) else name)
        self.eye.until("its name", text=name)
        self.hand.keys("Return")
        self.eye.until("the lane", chosen_names=[name], editing=False)

    def write_the_lane(self, lane: Lane, number: int) -> None:
        """Write the texts of a lane from left to right: Ctrl+Enter for a card below, Tab on."""
        self.go_to(f"1.1-{number}")
        is_writing = False
        for step in self.wall.steps:
            for place, item in enumerate(lane.cells.get(step.id, ())):
                if place:
                    self.hand.keys("ctrl+Return")
                    self.eye.until("the next card", editing=True, text="")
                self.write(getattr(item, "text", "") or getattr(item, "name", ""))
                is_writing = True
            if step is not self.wall.steps[-1]:
                self.hand.keys("Tab")
                self.eye.until("the next cell", editing=False)
                is_writing = False
        if is_writing:
            self.hand.keys("Escape")
            self.eye.until("the last card", editing=False)

    def set_the_feelings(self, lane: Lane, number: int) -> None:
        """Set the first feelings through quick entry, the others by digits on the cells."""
        steps = self.wall.steps
        self.hand.keys("slash")
        self.eye.until("the line", focus_name="Hurtig indtastning")
        for step in steps[:6]:
            feeling = _feeling(lane, step.id)
            value = f"{feeling_value(feeling):+g}".replace(".", ",")
            line = f"{self.codes[step.id]}-{number} {value} {feeling.label}"
            self.hand.letters(line)
            self.eye.until("the line", text=line)
            self.hand.keys("Return")
            self.eye.until("the feeling", text="", chosen_names=[feeling.label])
        self.hand.keys("Escape")
        self.eye.until("the canvas", focus="Canvas")
        for step in steps[6:]:
            feeling = _feeling(lane, step.id)
            self.go_to(f"{self.codes[step.id]}-{number}")
            self.feel(feeling)

    def feel(self, feeling: Feeling) -> None:
        """Set a feeling in the chosen cell by a digit, move it by halves, and name it."""
        value = feeling_value(feeling)
        whole = float(int(value))
        self.hand.letters(_DIGITS[whole])
        self.eye.until("the feeling", chosen="items", chosen_names=[""], editing=False)
        if value != whole:
            self.hand.letters("+" if value > whole else "-")
        self.hand.keys("Return")
        self.eye.until("its name", editing=True, text="")
        self.write(feeling.label)
        self.hand.keys("Return")
        self.eye.until("the feeling", chosen_names=[feeling.label], editing=False)

    def mark_the_moments_of_truth(self) -> None:
        """Tick the box of each step that is one, in the inspector."""
        for step in self.wall.steps:
            if not step.is_moment_of_truth:
                continue
            self.go_to(f"{self.codes[step.id]}-1", "Up", names=[step.name])
            self.hand.keys("ctrl+i")
            self.eye.until("its fields", text=step.name)
            self.hand.keys("Tab", "Tab", "Tab")
            self.eye.until("the box", focus="QCheckBox")
            self.hand.keys("space", "Escape")
            self.eye.until("the canvas", focus="Canvas")

    def star_the_first_touchpoints(self) -> None:
        """Mark the first touchpoint of each moment of truth as one, by Ctrl+M."""
        for code in first_touchpoints(self.wall):
            self.go_to(code, "Up", "Down")  # from the cell by way of its header to its first card
            self.eye.until("the card", chosen="items")
            self.hand.keys("ctrl+m")
            self.eye.wait(
                lambda: self.eye.ask("is_checked", action="marker_moment_of_truth"), "the star"
            )

    def link_pains_to_opportunities(self) -> None:
        """Begin a link on a card, walk to the other with the arrows, and end it by Enter."""
        places = _places(self.wall)
        for number, link in enumerate(self.wall.links, 1):
            source, target = places[link.source], places[link.target]
            self.go_to_card(*source)
            self.hand.keys("ctrl+shift+l")
            if target[0].split("-")[0] != source[0].split("-")[0]:
                self.hand.keys("Down", "End")  # the one in the last column
            else:
                self.hand.keys("Down")
            self.eye.until("the other card", chosen_names=[target[2]])
            self.hand.keys("Return")
            self.eye.until("the link", links=number, chosen="links")

    # --- habits ------------------------------------------------------------------------------

    def write(self, text: str) -> None:
        """Type ``text`` and see that it stands there."""
        self.hand.letters(text)
        self.eye.until("what was typed", text=text)

    def do(self, words: str) -> None:
        """Do something by its name, from the command palette."""
        self.hand.keys("ctrl+k")
        self.eye.until("the palette", focus_name="Kommandopalet", text="")
        self.hand.letters(words)
        self.eye.until("the palette's line", text=words)
        self.hand.keys("Return")

    def go_to(self, code: str, *then: str, names: list[str] | None = None) -> None:
        """Go to a cell by its code, then on by keys; ``names`` is what is to be chosen there."""
        self.hand.keys("Escape", "slash")
        self.eye.until("the line", focus_name="Hurtig indtastning", text="")
        self.hand.letters(code)
        self.eye.until("the code", text=code)
        self.hand.keys("Return")
        self.eye.until("the cell", text="", chosen="cell")
        self.hand.keys("Escape", *then)
        self.eye.until("the canvas", focus="Canvas")
        if names is not None:
            self.eye.until(f"what lies at {code}", chosen_names=names)

    def go_to_card(self, code: str, number: int, text: str) -> None:
        """Go to a card: to the cell above it by code, then down and along."""
        step, lane = code.split("-")
        keys = ["Down", *["Right"] * (number - 1)]
        self.go_to(f"{step}-{int(lane) - 1}", *keys, names=[text])


def begin_with_blank(hand: Hand, eye: Eye) -> None:
    """Choose the Blank template on the start page by its first letters."""
    eye.until("the gallery", focus_name="Skabeloner og eksempler")
    hand.letters("Blank")
    hand.keys("Return")
    eye.until("a blank map", focus="Canvas", phases=5, lanes=4, cards=0)


def save_by_keyboard(hand: Hand, eye: Eye, path: Path) -> None:
    """Save by Ctrl+S and a typed name; wait until the window says so and the file is there."""
    hand.keys("ctrl+s")
    eye.until("the dialog", dialog="QFileDialog")
    hand.keys("ctrl+a")
    hand.letters(str(path))
    eye.until("the name", text=str(path))
    hand.keys("Return")
    eye.until("the window's word", dialog="", modified=False, said=f"Gemt: {path.name}")
    assert path.exists(), path


def _feeling(lane: Lane, step_id: str) -> Feeling:
    found = lane.cells[step_id][0]
    assert isinstance(found, Feeling)
    return found


def _places(journey: JourneyMap) -> dict[str, tuple[str, int, str]]:
    """Return code of the cell, number in it, and text of every card, by id."""
    codes = step_codes(journey)
    return {
        item.id: (f"{codes[step_id]}-{number}", place, getattr(item, "text", ""))
        for number, lane in enumerate(journey.lanes, 1)
        for step_id, items in lane.cells.items()
        for place, item in enumerate(items, 1)
    }
