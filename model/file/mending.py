"""Bytes that are no whole JSON, read as far as they go: line by line, as our own files are written.

Nothing here takes longer than reading the file a few times (docs/reliability.md).
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic_core import from_json, to_json

from model.file.envelope import BOM
from model.problems import FileProblem

Document = dict[str, Any]
ASIDE: Final = "x_rescued"
"""The field that holds what has no other place in a rescued map; written back like any unknown."""

_REGISTERS: Final = (
    "personas", "channels", "phases", "lanes", "links", "evidence", "photos", "views", "rounds",
    "dismissals", "versions", "images",
)  # fmt: skip
_BESIDE: Final = ("about", "sheet")
_SECTIONS: Final = (*_REGISTERS, *_BESIDE)
_KINDS: Final = ("cards", "feelings", "metrics", "text", "images")
_MOST_OF_LINE: Final = 20_000
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]+")
_ESCAPES = re.compile(
    r"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
)
_SPARE_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[\]}])')
_PLACE = re.compile(r"line (\d+) column (\d+)$")
_OPENING = re.compile(r'"([A-Za-z0-9_.-]{1,64})":([\[{])')
_MEMBER = re.compile(r'("[A-Za-z0-9_.-]{1,64}":.+?),?')
_PUNCTUATION = frozenset("[]{}, \t\r")


@dataclass(slots=True)
class Mended:
    """What could be read of a damaged file.

    Attributes:
        document: The JSON object.
        told: What was done to get it.
        loose: Items of cells whose lane or step could not be read: (step id or "", item).
        lost: How many items stand in the file but could not be read.
    """

    document: Document
    told: list[FileProblem] = field(default_factory=list)
    loose: list[tuple[str, Document]] = field(default_factory=list)
    lost: int = 0


def read_damaged(data: bytes) -> Mended | None:
    """Return what can be read of ``data``, None if it is no JSON object at all."""
    text, is_cleaned = _readable(data)
    if not text.lstrip().startswith("{"):
        return None
    mended = _whole(text) or _with_lines_mended(text) or _line_by_line(text)
    if is_cleaned and mended is not None:
        mended.told.insert(0, FileProblem("repair.characters"))
    return mended


def put_aside(holder: Document, key: str, value: object) -> None:
    """Keep ``value``, which has no place in ``holder``, in the unknown field that is for it."""
    held = holder.get(ASIDE)
    if not isinstance(held, dict):
        held = {} if held is None else {ASIDE: held}
        holder[ASIDE] = held
    while key in held:
        key += "_"
    held[key] = value


def _readable(data: bytes) -> tuple[str, bool]:
    """Return ``data`` as text that a JSON parser can look at, and whether that changed it."""
    content = data.removeprefix(BOM)
    encoding = "utf-8"
    if content[:2] in (b"\xff\xfe", b"{\0"):
        encoding = "utf-16" if content[:1] == b"\xff" else "utf-16-le"
    elif content[:2] in (b"\xfe\xff", b"\0{"):
        encoding = "utf-16" if content[:1] == b"\xfe" else "utf-16-be"
    raw = content.decode(encoding, "replace")
    text = _CONTROLS.sub("\ufffd", raw.rstrip("\0").removeprefix("\ufeff"))
    text = _ESCAPES.sub(lambda found: found[0] if len(found[0]) != 6 else "\\ufffd", text)
    return text, text != raw or encoding != "utf-8" or "\ufffd" in text


def _whole(text: str) -> Mended | None:
    """Return the object in ``text`` if it is one, both of two equal keys kept."""
    try:
        document = from_json(text)
    except ValueError as fault:
        return _nearly_whole(text, str(fault))
    doubled: list[FileProblem] = []
    # Python reads no numbers of 4,300 digits; then the parser's own answer will do.
    with suppress(ValueError, RecursionError):
        document = json.loads(text, object_pairs_hook=lambda pairs: _both(pairs, doubled))
    return Mended(document, doubled)


def _nearly_whole(text: str, fault: str) -> Mended | None:
    """Return the object in ``text`` where one of three common faults is all that is wrong."""
    if "EOF while parsing" in fault:
        return _cut_off(text)
    if "trailing comma" in fault:
        without = _SPARE_COMMA.sub(lambda found: found[1] or "", text)
        found = _whole(without) if without != text else None
        if found is not None:
            found.told.insert(0, FileProblem("repair.commas"))
        return found
    if "trailing characters" in fault:
        lines, place = text.split("\n"), _PLACE.search(fault)
        row, column = (int(place[1]), int(place[2])) if place else (1, 1)
        start = lines[row - 1].encode("utf-8", "replace")[: column - 1].decode("utf-8", "replace")
        rest = "\n".join([lines[row - 1][len(start) :], *lines[row:]])
        found = _whole("\n".join([*lines[: row - 1], start]))
        if found is not None:
            found.told.append(FileProblem("repair.line", line=row))
            found.document.setdefault(f"{ASIDE}_end", rest[:_MOST_OF_LINE])
        return found
    return None


def _cut_off(text: str) -> Mended:
    document: Document = from_json(text, allow_partial="trailing-strings")
    return Mended(document, [FileProblem("repair.cut", line=text.count("\n") + 1)])


def _both(pairs: list[tuple[str, Any]], told: list[FileProblem]) -> Document:
    made = dict(pairs)
    if len(made) < len(pairs):
        seen: dict[str, Any] = {}
        for key, value in pairs:
            if key in seen:
                put_aside(made, key, seen[key])
                told.append(FileProblem("repair.key_twice", key=key))
            seen[key] = value
    return made


def _with_lines_mended(text: str) -> Mended | None:
    """Return the object in ``text`` with each line of an item read as far as it goes."""
    lines, told = text.split("\n"), list[FileProblem]()
    for number, line in enumerate(lines):
        bare = line.strip().removesuffix(",")
        if not (bare.startswith("{") and bare.endswith("}")) or _parsed(bare) is not None:
            continue
        item = _begun(bare)
        tail = "," if line.rstrip().endswith(",") else ""
        if item is None:
            return None  # its neighbours' commas would be left over: the other way reads them
        put_aside(item, "line", bare[:_MOST_OF_LINE])
        lines[number] = to_json(item).decode() + tail
        told.append(FileProblem("repair.half_line", line=number + 1))
    if not told:
        return None
    found = _whole("\n".join(lines))
    if found is None:
        return None
    return Mended(found.document, [*told, *found.told])


def _parsed(text: str) -> Document | None:
    try:
        found = from_json(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _begun(line: str) -> Document | None:
    """Return the object that begins in ``line``, up to the first byte that is wrong."""
    content = line.encode("utf-8", "replace")
    for _ in range(3):
        try:
            found = from_json(content, allow_partial="trailing-strings")
        except ValueError as fault:
            place = re.search(r"column (\d+)$", str(fault))
            cut = int(place[1]) - 1 if place else 0
            content = content[: min(cut, len(content) - 1)]
            continue
        return found if isinstance(found, dict) and found else None
    return None


def _line_by_line(text: str) -> Mended | None:
    """Return what single lines of ``text`` hold, when brackets between them are damaged."""
    reader = _Lines()
    for number, line in enumerate(text.split("\n"), 1):
        reader.take(line.strip(), number)
    found = reader.mended
    if not found.document.get("phases") and not found.document.get("lanes"):
        return None
    return found


class _Lines:
    """Reads a file in our own layout, an item a line, without trusting its brackets."""

    def __init__(self) -> None:
        self.mended = Mended({})
        self._section = ""
        self._lane: Document | None = None
        self._step = ""

    def take(self, line: str, number: int) -> None:
        """Take the next ``line``."""
        opening = _OPENING.fullmatch(line)
        if not line or _PUNCTUATION.issuperset(line):
            return
        if opening:
            self._open(opening[1])
        elif line.startswith("{"):
            self._item(line, number)
        elif (member := _MEMBER.fullmatch(line)) and (pair := _parsed(f"{{{member[1]}}}")):
            self._holder().update({k: v for k, v in pair.items() if k not in _SECTIONS})
        else:
            self._give_up(line, number)

    def _open(self, key: str) -> None:
        is_step = self._section == "lanes" and key in self._steps()
        if key in _SECTIONS and not is_step:
            self._section, self._lane, self._step = key, None, ""
            self.mended.document.setdefault(key, {} if key in _BESIDE else [])
        elif self._section == "lanes":
            self._step = key

    def _item(self, line: str, number: int) -> None:
        bare = line.removesuffix(",")
        item = _parsed(bare)
        if item is None:
            item = _begun(bare)
            is_open = line.endswith(('"cells":{', '"steps":['))
            if item is not None and not is_open:
                put_aside(item, "line", bare[:_MOST_OF_LINE])
                self.mended.told.append(FileProblem("repair.half_line", line=number))
        if item is None:
            self.mended.lost += 1
            self._give_up(line, number)
        else:
            self._place(item)

    def _place(self, item: Document) -> None:
        document = self.mended.document
        if self._section == "phases":
            self._in_phases(item)
        elif self._section == "lanes" and item.get("kind") in _KINDS:
            self._lane, self._step = {"cells": {}, **item}, ""
            document["lanes"].append(self._lane)
            if not isinstance(self._lane["cells"], dict):
                put_aside(self._lane, "cells", self._lane["cells"])
                self._lane["cells"] = {}
        elif self._section == "lanes" and self._lane is not None and self._step:
            held = self._lane["cells"].setdefault(self._step, [])
            if isinstance(held, list):
                held.append(item)
            else:
                self.mended.loose.append((self._step, item))
        elif self._section in ("lanes", *_BESIDE, ""):
            self.mended.loose.append((self._step, item))
        else:
            document[self._section].append(item)

    def _in_phases(self, item: Document) -> None:
        phases = self.mended.document["phases"]
        if "steps" not in item and phases:
            phases[-1]["steps"].append(item)
            return
        phases.append({"steps": [], **item})
        if not isinstance(phases[-1]["steps"], list):
            put_aside(phases[-1], "steps", phases[-1]["steps"])
            phases[-1]["steps"] = []

    def _holder(self) -> Document:
        document = self.mended.document
        held = document[self._section] if self._section in _BESIDE else document
        assert isinstance(held, dict)
        return held

    def _steps(self) -> set[str]:
        phases = self.mended.document.get("phases", [])
        steps = (step for phase in phases for step in phase["steps"] if isinstance(step, dict))
        return {str(step.get("id")) for step in steps}

    def _give_up(self, line: str, number: int) -> None:
        # What follows may belong elsewhere: a wrong place would be worse than a named one.
        self._step = ""
        if '"cells"' in line or '"kind"' in line:
            self._lane = None
        put_aside(self.mended.document, f"line {number}", line[:_MOST_OF_LINE])
        self.mended.told.append(FileProblem("repair.line", line=number))
