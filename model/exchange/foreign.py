"""Reading JSON that another program wrote: what is there, cleaned and bounded, and what is lost."""

from __future__ import annotations

import math
import os
from collections import Counter
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeVar

from pydantic_core import from_json

from model.file import read_bounded
from model.file.diagnosis import refuse_bytes, refuse_early
from model.problems import FileProblem, Problem
from model.values import MAX_LINE, MAX_TEXT, clean_line, clean_text

Json = Mapping[str, Any]
Known = TypeVar("Known")
_BOM: Final = b"\xef\xbb\xbf"
_MOST_COMMAS: Final = 1_000_000  # of five times as many parts the parser makes two gigabytes
_REWORDED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "file.other_type": "ojf.other_type",
        "file.other_text": "ojf.other_text",
        "file.too_large": "ojf.too_large",
    }
)


class Losses:
    """What could not be carried over, each kind counted once with how often it occurred."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, tuple[tuple[str, str], ...]]] = Counter()

    def note(self, code: str, **params: str) -> None:
        """Count one more loss of this kind."""
        self._counts[code, tuple(params.items())] += 1

    def problems(self) -> tuple[Problem, ...]:
        """Return the losses in the order in which they came up, with their ``count``."""
        return tuple(
            Problem(code, count=count, **dict(params))
            for (code, params), count in self._counts.items()
        )


class Part:
    """An object of a foreign file; what nobody asked for is lost and can be named."""

    def __init__(self, fields: Json, losses: Losses) -> None:
        self._fields = fields
        self._losses = losses
        self._read: set[str] = set()

    def get(self, *names: str) -> Any:
        """Return the first field that is there and says something, under any of its names."""
        self._read.update(names)
        held = (self._fields.get(name) for name in names)
        return next((value for value in held if value is not None and value != ""), None)

    def text(self, *names: str, limit: int = MAX_TEXT) -> str:
        """Return a field as text of a map; cut, and noted, where it is longer than ``limit``."""
        return self._cut(clean_text(_as_text(self.get(*names))).strip(), limit)

    def exact(self, name: str) -> str:
        """Return a field as text with the white space round it."""
        return self._cut(clean_text(_as_text(self.get(name))), MAX_TEXT)

    def line(self, *names: str) -> str:
        """Return a field as one line of a map, cut as `text` is."""
        return self._cut(clean_line(_as_text(self.get(*names))), MAX_LINE)

    def lines(self, *names: str) -> tuple[str, ...]:
        """Return a list of words, or a single one, as lines."""
        held = self.get(*names)
        words = held if isinstance(held, list) else [held]
        cleaned = (self._cut(clean_line(_as_text(word)), MAX_LINE) for word in words)
        return tuple(dict.fromkeys(word for word in cleaned if word))

    def says(self, name: str, word: str) -> bool:
        """Tell whether the field ``name`` is ``word``; anything else stays unread."""
        is_so = self._fields.get(name) == word
        if is_so:
            self._read.add(name)
        return is_so

    def word(self, name: str, known: Callable[[str], Known | None]) -> Known | None:
        """Return what ``known`` makes of the field ``name``; an unknown word stays unread."""
        held = self._fields.get(name)
        meant = known(held) if isinstance(held, str) else None
        if meant is not None:
            self._read.add(name)
        return meant

    def number(self, *names: str) -> float | None:
        """Return a finite number, also one written as text."""
        held = self.get(*names)
        if isinstance(held, bool) or not isinstance(held, int | float | str):
            return None
        try:
            number = float(held)
        except (ValueError, OverflowError):
            return None
        return number if math.isfinite(number) else None

    def parts(self, *names: str) -> tuple[Part, ...]:
        """Return a list of objects; a bare word is an object with a ``name``."""
        held = self.get(*names)
        found = []
        for entry in held if isinstance(held, list) else [] if held is None else [held]:
            if isinstance(entry, dict):
                found.append(Part(entry, self._losses))
            elif isinstance(entry, str):
                found.append(Part({"name": entry}, self._losses))
            else:
                self._losses.note("ojf.lost_entry", field=clean_line(names[0]))
        return tuple(found)

    def part(self, *names: str) -> Part:
        """Return an object, empty where there is none; a bare word has it as its ``name``."""
        held = self.get(*names)
        if isinstance(held, str):
            held = {"name": held}
        return Part(held if isinstance(held, dict) else {}, self._losses)

    def note_unread(self, code: str) -> None:
        """Note the fields nobody asked for that say something."""
        for name, value in self._fields.items():
            if name not in self._read and value not in (None, "", [], {}):
                self._losses.note(code, field=clean_line(name)[:60])

    def _cut(self, text: str, limit: int) -> str:
        if len(text) <= limit:
            return text
        self._losses.note("ojf.text_cut")
        return text[: limit - 1] + "…"


def read_foreign(path: str | os.PathLike[str], limit: int) -> bytes:
    """Return the bytes of the file at ``path``.

    Raises:
        FileProblem: If it cannot be read, or is longer than ``limit`` bytes.
    """
    try:
        return read_bounded(path, limit)
    except FileProblem as problem:
        raise _reworded(problem) from None


def parse(data: bytes, name: str, limit: int) -> Json:
    """Return the JSON object in ``data``, the content of the file ``name``.

    Raises:
        FileProblem: If it is longer than ``limit`` bytes, or no JSON object.
    """
    if len(data) > limit:
        raise FileProblem("ojf.too_large", file=name, size=len(data) >> 20, limit=limit >> 20)
    content = data.removeprefix(_BOM)
    if content.count(b",") > _MOST_COMMAS:
        raise FileProblem("file.too_much", file=name)
    try:
        refuse_early(content, name)
        found = from_json(content, allow_inf_nan=False)
    except FileProblem as problem:
        raise _reworded(problem) from None
    except ValueError as error:
        raise _reworded(refuse_bytes(content, name, str(error))) from None
    if not isinstance(found, dict):
        raise FileProblem("ojf.not_openjourney", file=name)
    return found


def _reworded(problem: FileProblem) -> FileProblem:
    """Return ``problem`` in words that do not ask for a file of ours."""
    return FileProblem(_REWORDED.get(problem.code, problem.code), **problem.params)


def _as_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:g}" if isinstance(value, float) else str(value)[:MAX_LINE]
    return ""
