"""The one class of error that is meant for people: a code with parameters, worded elsewhere."""

from __future__ import annotations

from typing import ClassVar


class Problem(Exception):
    """Something a person must be told, without its words.

    The words stand in ``resources/texts/<language>/problems.json`` under ``code``; they may use
    ``params`` as ``{name}``. Raise it before anything has changed.

    Attributes:
        code: Key of the sentence, e.g. ``"file.truncated"``.
        params: What the sentence names: file, place, number, way out. ``older`` names the version
            of a file that stands beside it; every sentence ends with it where it is given.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        named = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}({named})"


class Word(str):
    """A parameter that is a word itself: its key, e.g. ``names.colour.blue``.

    It is put into the sentence in the sentence's language, in small letters.
    """

    __slots__ = ()


class EditProblem(Problem):
    """An edit that cannot be done on this map; the map is unchanged."""


class FileProblem(Problem):
    """A file that cannot be read or written; the file is unchanged."""


class PrintProblem(Problem):
    """A print that cannot be made as asked; no file was written."""
