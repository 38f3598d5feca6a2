"""The templates, lanes, cards and personas that people keep on this computer."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from app.own_files import TEMPLATES_FOLDER, OwnFile, OwnFiles, OwnKind, own_folder
from model.clippings import Clipping, clipping_to_bytes
from model.keeping import (
    OwnPart,
    OwnTemplate,
    part_from,
    part_to_bytes,
    renamed_part,
    renamed_template,
    template_from,
    template_to_bytes,
)
from model.keeping.parts import PART_ENDING
from model.keeping.people import (
    PERSONA_ENDING,
    name_of_kept,
    persona_from,
    renamed_persona,
)
from model.keeping.templates import TEMPLATE_ENDING
from model.problems import FileProblem

ThingKind = Literal["template", "part", "persona"]
TEMPLATES = OwnKind(
    folder=TEMPLATES_FOLDER,
    ending=TEMPLATE_ENDING,
    read=template_from,
    write=template_to_bytes,
    name_of=lambda template: template.name,
    renamed=renamed_template,
)
PARTS = OwnKind(
    folder="parts",
    ending=PART_ENDING,
    read=part_from,
    write=part_to_bytes,
    name_of=lambda part: part.name,
    renamed=renamed_part,
)
PEOPLE = OwnKind(
    folder="personas",
    ending=PERSONA_ENDING,
    read=persona_from,
    write=clipping_to_bytes,
    name_of=name_of_kept,
    renamed=renamed_persona,
)


class OwnThings:
    """The stores of one computer, and which faults of their files were told already."""

    def __init__(self, settings: Path) -> None:
        folder = own_folder(settings)
        self.templates: OwnFiles[OwnTemplate] = OwnFiles(folder, TEMPLATES)
        self.parts: OwnFiles[OwnPart] = OwnFiles(folder, PARTS)
        self.people: OwnFiles[Clipping] = OwnFiles(folder, PEOPLE)
        self._told: set[str] = set()

    def lanes(self) -> tuple[OwnFile[OwnPart], ...]:
        """Return the lanes that are kept."""
        return tuple(file for file in self.parts.entries() if file.content.kind == "lanes")

    def cards(self) -> tuple[OwnFile[OwnPart], ...]:
        """Return the sets of cards that are kept."""
        return tuple(file for file in self.parts.entries() if file.content.kind == "items")

    def new_problems(self) -> tuple[FileProblem, ...]:
        """Return what is wrong with files that were passed over, each file once."""
        found = (*self.templates.problems, *self.parts.problems, *self.people.problems)
        new = tuple(problem for problem in found if str(problem) not in self._told)
        self._told.update(map(str, new))
        return new
