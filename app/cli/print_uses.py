"""Which options of ``journeywall export`` go together, and what to say of those that do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from app.cli.arguments import Usage
from app.cli.console import one_line
from model.journey import JourneyMap
from model.paper import parse_paper
from model.printing.settings import Output, PrintSettings
from model.values import with_changes

OUTPUT_FLAGS: Final[Mapping[Output, str]] = MappingProxyType(
    {
        "tiles": "--tile",
        "handout": "--handout",
        "slides": "--slides",
        "persona": "--persona",
        "calibration": "--calibration",
    }
)
"""Options that choose an output; without one it is the wall."""

ENDINGS = (".pdf", ".png", ".svg", ".html")
# A page of words has no paper, colours or marks.
_OF_WORDS = ("--language", "--anonymous")
_EITHER_OR = ("output", "content", "profile")


def check_use(flag: str, outputs: Sequence[Output], settings: PrintSettings) -> None:
    """Check that the option ``flag``, made for ``outputs`` (all if empty), says something here.

    Raises:
        Usage: If it would do nothing, with what it goes with.
    """
    if outputs and settings.output not in outputs:
        if settings.output == "wall":
            raise _needs(flag, OUTPUT_FLAGS[outputs[0]])
        raise _not_with(flag, OUTPUT_FLAGS[settings.output])
    is_free = settings.output == "wall" and parse_paper(settings.paper).is_map_size
    if flag == "--orientation" and is_free:
        raise Usage("export", "orientation_without_paper")
    if flag == "--icc" and settings.profile != "cmyk":
        raise _needs(flag, "--profile cmyk")
    has_no_map = settings.output in ("persona", "calibration")
    if flag in ("--codes", "--orientation") and has_no_map:
        raise _not_with(flag, OUTPUT_FLAGS[settings.output])
    if flag == "--paper" and settings.output == "slides":
        raise _not_with(flag, "--slides")
    if flag == "--note" and settings.content == "filled":
        raise _needs(flag, "--blank")


def check_no_other(flag: str, before: Mapping[str, Any], fields: Mapping[str, Any]) -> None:
    """Check that no option before ``flag`` has chosen otherwise.

    Raises:
        Usage: If one has.
    """
    for field in _EITHER_OR:
        chosen = before.get(field)
        if field in fields and chosen is not None and chosen != fields[field]:
            named = {"output": OUTPUT_FLAGS.get(chosen, ""), "content": f"--{chosen}"}
            raise _not_with(flag, named.get(field, f"--profile {chosen}"))


def check_ending(
    target: Path, settings: PrintSettings, asked: Sequence[str], dpi: str | None
) -> None:
    """Check that ``target`` has an ending we can write, and the options ``asked`` go with it.

    Raises:
        Usage: If not.
    """
    ending = target.suffix.lower()
    if ending not in ENDINGS:
        raise Usage("export", "unknown_ending", file=target, endings=", ".join(ENDINGS))
    if dpi is not None and ending != ".png":
        raise _needs("--dpi", ".png")
    if ending == ".html":
        for flag in asked:
            if flag not in _OF_WORDS:
                raise _not_with(flag, ending)
    if ending != ".pdf" and settings.profile != "rgb":
        raise _not_with(f"--profile {settings.profile}", ending)


def check_no_sheets_twice(asked: Sequence[str], settings: PrintSettings) -> None:
    """Check that the sheets to print are named in one way, and that there are sheets.

    Raises:
        Usage: If not.
    """
    if "--changed-since" not in asked:
        return
    if settings.output != "tiles":
        raise _needs("--changed-since", "--tile")
    if "--sheets" in asked:
        raise _not_with("--changed-since", "--sheets")


def with_persona(settings: PrintSettings, journey: JourneyMap, asked: str | None) -> PrintSettings:
    """Return ``settings`` for the poster of the persona called ``asked``, by id or name.

    Raises:
        Usage: If there is none.
    """
    if asked is None or asked == "all":
        return settings
    people = journey.personas
    found = [person for person in people if person.id == asked] or [
        person for person in people if person.name.casefold() == asked.casefold()
    ]
    if not found:
        names = ", ".join(f"{one_line(person.name)} ({person.id})" for person in people) or "–"
        raise Usage("export", "unknown_persona", persona=asked, personas=names)
    return with_changes(settings, persona=found[0].id)


def _needs(flag: str, other: str) -> Usage:
    return Usage("export", "option_needs", option=flag, other=other)


def _not_with(flag: str, other: str) -> Usage:
    return Usage("export", "option_not_with", option=flag, other=other)
