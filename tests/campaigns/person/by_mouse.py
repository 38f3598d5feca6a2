"""The person without a keyboard: the map of the family's holiday from the Blank template, by mouse.

Texts come in by Paste from a menu, copied in another program (xclip): a line, a card per line, a
row of a spreadsheet.
"""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

from expected import feeling_value, first_touchpoints, to_read
from eye import Spot
from hand import Point
from sitting import Sitting

from model.cards import Feeling
from model.codes import step_codes
from model.lanes import Lane

HOLIDAY = "holiday"
_WHEEL_AT_ONCE = 2
_NEAR_ZOOM = 0.6  # px per mm: a card is a thumb wide, and the lane below is in sight


class MousePerson:
    """Builds the map by plus signs, menus, drags and the inspector's boxes."""

    def __init__(self, sitting: Sitting) -> None:
        self.desk = sitting.desk
        self.hand = sitting.hand
        self.eye = sitting.eye
        self.wall = to_read(HOLIDAY)
        self.codes = step_codes(self.wall)

    def build(self, path: Path) -> None:
        """Do all of it and save at ``path``."""
        self.begin_with_blank()
        self.name_the_map()
        self.name_the_phases()
        self.name_the_steps()
        self.insert_the_lanes()
        for number, lane in enumerate(self.wall.lanes, 1):
            match lane.kind:
                case "feelings":
                    self.draw_the_feelings(lane, number)
                case "cards" if all(len(items) == 1 for items in lane.cells.values()):
                    self.paste_the_range(lane, number)
                case "cards":
                    self.paste_the_cards(lane, number)
                case _:
                    self.write_the_cells(lane, number)
        self.mark_the_moments_of_truth()
        self.star_the_first_touchpoints()
        self.draw_the_links()
        self.save(path)

    def begin_with_blank(self) -> None:
        """Turn the wheel over the gallery until the tile is there, and double-click it."""
        gallery = self.eye.find("field", name="Skabeloner og eksempler")
        while self.eye.ask("row", list_name="Skabeloner og eksempler", text="Blank") is None:
            self.hand.click(gallery.middle, "wheel_down", times=_WHEEL_AT_ONCE)
            self.eye.settle()
        tile = self.eye.find("row", list_name="Skabeloner og eksempler", text="Blank")
        self.hand.click(tile.middle, times=2)
        self.eye.until("a blank map", focus="Canvas", phases=5, lanes=4, cards=0)

    def name_the_map(self) -> None:
        """Double-click the title on the wall; the subtitle stands in the inspector."""
        self.rename(self.eye.find("title").at(0.06, 0.3), self.wall.about.title)
        self.menu("map", "map_details")
        field = self.eye.find("field", name="Undertitel")
        self.hand.click(field.middle)
        self.paste_over(self.wall.about.subtitle)
        self.leave_the_text()

    def name_the_phases(self) -> None:
        """Double-click each header and paste its name over the old one."""
        for number, phase in enumerate(self.wall.phases, 1):
            self.rename(self.eye.find("header", kind="phases", number=number).middle, phase.name)

    def name_the_steps(self) -> None:
        """Name the first step of each phase; the plus on its right border adds the next."""
        at = 0
        for phase in self.wall.phases:
            for place, step in enumerate(phase.steps):
                at += 1
                if place:
                    self.add_step(at)
                    self.paste_over(step.name)
                    self.leave_the_text()
                else:
                    self.rename(self.eye.find("header", kind="steps", number=at).middle, step.name)

    def add_step(self, number: int) -> None:
        """Click the plus between the steps that will be before and after the new one."""
        count = self.eye.ask("state")["steps"]
        index = number - 1 if number <= count else -1
        self.click_plus(kind="step", index=index)
        self.eye.until("a new step", steps=count + 1, editing=True)

    def insert_the_lanes(self) -> None:
        """Put in the lanes that the template lacks: plus signs between them, and the menu."""
        self.add_lane(0, "Tekst", "Kundens situation")
        self.add_lane(2, "Sedler", "Indhold")
        self.hand.click(self.eye.find("header", kind="lanes", number=3).at(0.5, 0.7))
        self.eye.until("the lane", chosen="lanes", chosen_names=["Indhold"])
        self.menu("insert", "lane", "lane_roles", "Tanker")
        self.eye.until("a new lane", editing=True, text="Tanker")
        self.paste_over("Tanker og citater")
        self.leave_the_text()
        self.add_lane(-1, "Måltal", "Måltal")

    def add_lane(self, index: int, kind: str, name: str) -> None:
        """Click the plus before lane ``index``, take a kind of lane from its menu, name it."""
        count = self.eye.ask("state")["lanes"]
        self.click_plus(kind="lane", index=index)
        self.hand.click(self.eye.find("entry", action=kind).middle)
        self.eye.until("a new lane", editing=True, lanes=count + 1)
        self.paste_over(name)
        self.leave_the_text()

    def paste_the_cards(self, lane: Lane, number: int) -> None:
        """Click a cell and paste from its menu: each line becomes a card."""
        for step_id, items in lane.cells.items():
            code = f"{self.codes[step_id]}-{number}"
            texts = [getattr(item, "text", "") for item in items]
            before = self.eye.ask("state")["cards"]
            self.desk.put_on_clipboard("\n".join(texts))
            middle = self.eye.find("cell", code=code).at(0.5, 0.9)
            self.hand.click(middle, "right")
            self.hand.click(self.eye.find("entry", action="paste").middle)
            self.eye.until(f"cards in {code}", cards=before + len(texts), chosen_names=texts)

    def paste_the_range(self, lane: Lane, number: int) -> None:
        """Copy the whole row in a spreadsheet, and paste it on the first cell of the lane."""
        cells = [lane.cells.get(step.id, ()) for step in self.wall.steps]
        texts = [getattr(items[0], "text", "") if items else "" for items in cells]
        row = StringIO()
        csv.writer(row, "excel-tab").writerow(texts)
        self.desk.put_on_clipboard(row.getvalue())
        before = self.eye.ask("state")["cards"]
        self.hand.click(self.eye.find("cell", code=f"1.1-{number}").at(0.5, 0.9), "right")
        self.hand.click(self.eye.find("entry", action="paste").middle)
        self.eye.until("the row", cards=before + len(lane.cells))

    def star_the_first_touchpoints(self) -> None:
        """Click the first touchpoint of each moment of truth, and the star of the bar beside it."""
        for code in first_touchpoints(self.wall):
            self.see_the_whole_map()
            self.hand.click(self.eye.find("item", code=code).at(0.5, 0.6))
            star = self.eye.find("button", name="Vigtigste øjeblik")
            self.hand.click(star.middle)
            self.eye.wait(
                lambda: self.eye.ask("is_checked", action="marker_moment_of_truth"), "the star"
            )

    def write_the_cells(self, lane: Lane, number: int) -> None:
        """Double-click a cell of text or figures, and paste into the field that opens."""
        for step_id, items in lane.cells.items():
            code = f"{self.codes[step_id]}-{number}"
            text = getattr(items[0], "text", "") or getattr(items[0], "name", "")
            self.hand.click(self.eye.find("cell", code=code).middle, times=2)
            self.eye.until("a new text", editing=True, text="")
            self.paste(text)
            self.leave_the_text()

    def draw_the_feelings(self, lane: Lane, number: int) -> None:
        """Press on the zero line, draw the point to its height, double-click it and name it."""
        for step_id, items in lane.cells.items():
            feeling = items[0]
            assert isinstance(feeling, Feeling)
            code = f"{self.codes[step_id]}-{number}"
            before = self.eye.ask("state")["cards"]
            start = self.eye.find("feeling_place", code=code, value=0.0).middle
            end = self.eye.find("feeling_place", code=code, value=feeling_value(feeling)).middle
            if start == end:
                self.hand.click(start)
            else:
                self.hand.drag(start, end)
            self.eye.until("a feeling", cards=before + 1, chosen_names=[""])
            if feeling.label:
                self.hand.click(self.eye.find("item", code=code).at(0.5, 0.3), times=2)
                self.eye.until("its name", editing=True, text="")
                self.paste(feeling.label)
                self.leave_the_text()

    def mark_the_moments_of_truth(self) -> None:
        """Click the header of the step, then the box in the inspector."""
        for number, step in enumerate(self.wall.steps, 1):
            if step.is_moment_of_truth:
                self.hand.click(self.eye.find("header", kind="steps", number=number).middle)
                self.eye.until("the step", chosen="steps", chosen_names=[step.name])
                box = self.eye.find("button", name="Vigtigste øjeblik")
                self.hand.click(box.at(0.06, 0.5))
                self.eye.wait(
                    lambda: self.eye.ask("is_ticked", name="Vigtigste øjeblik"), "the tick"
                )

    def draw_the_links(self) -> None:
        """Drag from a card's handle to one near it; to one far away by the card's menu."""
        places = {
            item.id: (f"{self.codes[step_id]}-{number}", place)
            for number, lane in enumerate(self.wall.lanes, 1)
            for step_id, items in lane.cells.items()
            for place, item in enumerate(items, 1)
        }
        for number, link in enumerate(self.wall.links, 1):
            source, target = places[link.source], places[link.target]
            if source[0].split("-")[0] == target[0].split("-")[0]:
                self.come_near(*source)
                handle = self.eye.find("link_handle", code=source[0], number=source[1])
                other = self.eye.find("item", code=target[0], number=target[1])
                self.hand.drag(handle.middle, other.middle)
            else:  # too far apart to see both large
                self.see_the_whole_map()
                card = self.eye.find("item", code=source[0], number=source[1])
                self.hand.click(card.middle, "right")
                self.hand.click(self.eye.find("entry", action="link_to").middle)
                other = self.eye.find("item", code=target[0], number=target[1])
                self.hand.click(other.middle)
            self.eye.until("the link", links=number)
        self.see_the_whole_map()

    def see_the_whole_map(self) -> None:
        """Press the button that fits the map into the window."""
        self.hand.click(self.eye.find("tool", action="fit").middle)
        self.eye.settle()

    def come_near(self, code: str, place: int) -> None:
        """Show the whole map, click a card, have it shown large, and step back a little."""
        self.see_the_whole_map()
        self.hand.click(self.eye.find("item", code=code, number=place).middle)
        self.menu("view", "zoom_to_selection")
        out = self.eye.find("button", name="Zoom ud")
        while self.eye.ask("state")["zoom"] > _NEAR_ZOOM:
            self.hand.click(out.middle)
            self.eye.settle()

    def save(self, path: Path) -> None:
        """Save from the File menu; the name is pasted from the field's own menu."""
        self.menu("file", "save")
        self.eye.until("the dialog", dialog="QFileDialog")
        field = self.eye.find("field", name="fileNameEdit")  # its proposal is marked
        self.desk.put_on_clipboard(str(path))
        self.hand.click(field.middle, "right")
        self.hand.click(self.eye.find("entry", action="edit-paste").middle)
        self.eye.until("the name", text=str(path))
        self.hand.click(self.eye.find("button", name="Gem").middle)
        self.eye.until("the window's word", dialog="", modified=False, said=f"Gemt: {path.name}")
        assert path.exists(), path

    # --- habits ------------------------------------------------------------------------------

    def menu(self, *path: str) -> None:
        """Choose an entry of the menu bar, through submenus."""
        self.hand.click(self.eye.find("menu_title", menu=path[0]).middle)
        for name in path[1:]:
            self.hand.click(self.eye.find("entry", action=name).middle)
        self.eye.until("no menu", menu=False)

    def click_plus(self, **where: object) -> None:
        """Hover a plus sign and click it."""
        self.hand.click(self.eye.find("plus", **where).middle)

    def rename(self, place: Point, text: str) -> None:
        """Double-click what stands at ``place`` and paste ``text`` over it."""
        self.hand.click(place, times=2)
        self.eye.until("the text open", editing=True)
        self.paste_over(text)
        self.leave_the_text()

    def paste_over(self, text: str) -> None:
        """Mark all of the field that has the keyboard and paste, both from the Edit menu."""
        self.menu("edit", "select_all")
        self.paste(text)

    def paste(self, text: str) -> None:
        """Copy ``text`` in another program and paste it from the Edit menu."""
        self.desk.put_on_clipboard(text)
        self.menu("edit", "paste")
        self.eye.until("what was pasted", text=text)

    def leave_the_text(self) -> None:
        """Click beside the map."""
        canvas: Spot = self.eye.find("canvas")
        self.hand.click(canvas.at(0.012, 0.985))
        self.eye.until("the text closed", editing=False, focus="Canvas")
