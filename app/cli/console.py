"""What the command line says: plain lines, one a problem, in any terminal's encoding."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

from app.cli.arguments import Usage
from model.problems import Problem
from model.texts import Texts


def prepare_streams() -> None:
    """Let no character of a map stop the program: what the terminal cannot show is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say_problem(texts: Texts, problem: Problem) -> int:
    """Print ``problem`` on stderr in one line and return its exit code."""
    print(f"journeywall: {one_line(texts.of(problem))}", file=sys.stderr)
    return problem.exit_code


def say_notes(texts: Texts, name: str, notes: Sequence[Problem]) -> None:
    """Print on stderr, a line each, what a person should know of ``name`` though all went well."""
    for note in notes:
        said = texts("cli.check_note", file=one_line(name), note=one_line(texts.of(note)))
        print(said, file=sys.stderr)


def say_usage(texts: Texts, usage: Usage) -> int:
    """Print what is off in the arguments and where to read on; return exit code 2."""
    said = one_line(texts(f"cli.{usage.code}", **usage.params))
    asked = f"journeywall {usage.command}".strip()
    print(f"journeywall: {said} {texts('cli.see_help', command=asked)}", file=sys.stderr)
    return 2


def one_line(text: str) -> str:
    """Return ``text`` on one line, with anything a terminal would act on shown as an escape."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode()
        for character in " ".join(text.split())
    )
