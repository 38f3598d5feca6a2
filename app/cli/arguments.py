"""The arguments of every command, checked before anything is done."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from model.problems import Problem
from model.texts import LANGUAGES, Texts
from resources import resource_text

_NOT_UNDERSTOOD = (
    "print.unknown_paper", "print.paper_size", "print.unknown_scale", "print.unknown_length",
    "print.unknown_note", "print.unknown_sheets", "print.tile_paper",
    "print.unknown_handout", "print.measured",
    "print.qr_scheme", "print.qr_link", "print.qr_too_long",
    "template.unknown", "template.unknown_sample",
)  # fmt: skip


class Usage(Exception):
    """The arguments do not fit; worded by ``cli.<code>`` in the texts."""

    def __init__(self, command: str, code: str, **params: object) -> None:
        super().__init__(command, code, params)
        self.command = command
        self.code = code
        self.params = params


class HelpAsked(Exception):
    """``--help`` was among the arguments."""


class Arguments(argparse.ArgumentParser):
    """A parser that raises `Usage` instead of printing argparse's English and leaving."""

    def __init__(self, command: str) -> None:
        super().__init__(prog=command, add_help=False, allow_abbrev=False)
        self.add_argument("-h", "--help", action="store_true")

    def read(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Return what ``arguments`` hold.

        Raises:
            Usage: If there is something this command does not know.
            HelpAsked: If help is asked for.
        """
        if "-h" in arguments or "--help" in arguments:
            raise HelpAsked
        given, unknown = self.parse_known_args(list(arguments))
        if unknown:
            raise Usage(self.prog, "unknown_argument", argument=unknown[0])
        return given

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 - argparse's English is not shown
        """Say that some option lacks its value: all that argparse itself still checks."""
        raise Usage(self.prog, "missing_value")

    def add_language(self) -> None:
        """Add ``--language da|en``."""
        self.add_argument("--language")


@dataclass(frozen=True, slots=True)
class Opening:
    """What to open in windows."""

    files: list[Path]
    sample: str | None
    language: str | None


def parse_opening(arguments: Sequence[str]) -> Opening:
    """Return what ``journeywall [--sample ID] [--language da|en] [FILE ...]`` asks for.

    Raises:
        Usage: If an option is not known.
    """
    parser = Arguments("")
    parser.add_argument("--sample")
    parser.add_language()
    parser.add_argument("files", nargs="*", type=Path)
    given = parser.read(arguments)
    return Opening(given.files, given.sample, checked_language("", given.language))


def checked_language(command: str, language: str | None) -> str | None:
    """Return ``language`` if it is one of ours or None.

    Raises:
        Usage: If it is another.
    """
    if language is not None and language not in LANGUAGES:
        raise Usage(command, "unknown_language", language=language)
    return language


@contextmanager
def understood(command: str, texts: Texts) -> Iterator[None]:
    """Turn a name or measure that nothing is known by into a fault of the arguments.

    Raises:
        Usage: With the words of the problem.
    """
    try:
        yield
    except Problem as problem:
        if problem.code not in _NOT_UNDERSTOOD:
            raise
        raise Usage(command, "value", said=texts.of(problem)) from None


def required(command: str, value: str | None, name: str) -> str:
    """Return ``value``, which must be there.

    Raises:
        Usage: If it is not.
    """
    if not value:
        raise Usage(command, "missing_argument", argument=name)
    return value


def help_page(name: str, texts: Texts) -> str:
    """Return the help page of command ``name`` in the language of ``texts``."""
    return resource_text(f"texts/{texts.language}/help/{name}.txt").rstrip()
