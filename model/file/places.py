"""Where something stands in a JSON text: the line and column of a place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from model.places import Place

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],]|[^\s"{}\[\],:]+')


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return the line and column, both from 1, of the character at ``offset``."""
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start + 1


def line_of(text: str, path: Place) -> int:
    """Return the line of the value at ``path``, or of the deepest part of it that exists."""
    deepest, offset = 0, 0
    for member in _members(text):
        depth = len(member.path)
        if depth == deepest + 1 and member.path == path[:depth]:
            deepest, offset = depth, member.offset
            if depth == len(path):
                break
    return line_and_column(text, offset)[0]


def duplicate_key(text: str) -> tuple[Place, int] | None:
    """Return the path and line of the first key that stands twice in its object."""
    for member in _members(text):
        if member.is_repeated:
            return member.path, line_and_column(text, member.offset)[0]
    return None


@dataclass(slots=True)
class _Container:
    keys: set[str] | None
    at: str | int = -1
    is_key_next: bool = field(default=False)


@dataclass(frozen=True, slots=True)
class _Member:
    path: Place
    offset: int
    is_repeated: bool = False


def _members(text: str) -> Iterator[_Member]:
    """Yield every key and every array item of a well-formed JSON text, in reading order."""
    open_ones: list[_Container] = []
    for match in _TOKEN.finditer(text):
        mark = match[0]
        top = open_ones[-1] if open_ones else None
        if mark in "]}":
            open_ones.pop()
        elif mark == "," and top:
            top.is_key_next = top.keys is not None
        elif top and top.keys is not None and top.is_key_next:
            key = json.loads(mark)
            top.at, top.is_key_next = key, False
            yield _Member(_path(open_ones), match.start(), key in top.keys)
            top.keys.add(key)
            continue
        else:
            if top and isinstance(top.at, int):
                top.at += 1
                yield _Member(_path(open_ones), match.start())
            if mark == "{":
                open_ones.append(_Container(set(), "", is_key_next=True))
            elif mark == "[":
                open_ones.append(_Container(None))


def _path(open_ones: list[_Container]) -> Place:
    return tuple(container.at for container in open_ones)
