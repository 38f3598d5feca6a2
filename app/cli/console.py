"""What the command line says: plain lines, one a problem, in any terminal's encoding."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from app.cli.arguments import Usage
from model.problems import Problem
from model.texts import Texts


def prepare_streams() -> None:
    """Let no character of a map stop the program: what the terminal cannot show is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


class ReaderGone(Exception):
    """Who reads our output has closed it: ``journeywall schema | head -1``."""


def say(text: str) -> None:
    """Print ``text`` on stdout.

    Raises:
        ReaderGone: If nobody reads it any more.
        Problem: ``output.not_written`` if it cannot be written, as on a full drive.
    """
    with _output_worded():
        print(text)


def finish_output() -> None:
    """Write what is still on its way to stdout.

    Raises:
        ReaderGone, Problem: As `say`.
    """
    if sys.stdout is not None:  # a program without a console has none
        with _output_worded():
            sys.stdout.flush()


@contextmanager
def _output_worded() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        _abandon_stdout()
        if error.errno in (errno.EPIPE, errno.EINVAL):  # the latter is Windows' word for it
            raise ReaderGone from None
        reason = errno.errorcode.get(error.errno or 0, type(error).__name__)
        raise Problem("output.not_written", reason=reason) from None


def _abandon_stdout() -> None:
    """Send the rest nowhere, or Python would try again and complain when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    finally:
        os.close(nowhere)


def complain(line: str) -> None:
    """Print ``line`` on stderr; where that cannot be written either, the exit code must do."""
    with suppress(OSError):
        print(line, file=sys.stderr)


def say_problem(texts: Texts, problem: Problem) -> int:
    """Print ``problem`` on stderr in one line and return its exit code."""
    complain(f"journeywall: {one_line(texts.of(problem))}")
    return problem.exit_code


def say_notes(texts: Texts, name: str, notes: Sequence[Problem]) -> None:
    """Print on stderr, a line each, what a person should know of ``name`` though all went well."""
    for note in notes:
        complain(texts("cli.check_note", file=one_line(name), note=one_line(texts.of(note))))


def say_usage(texts: Texts, usage: Usage) -> int:
    """Print what is off in the arguments and where to read on; return exit code 2."""
    complain(f"journeywall: {usage_words(texts, usage)}")
    return 2


def usage_words(texts: Texts, usage: Usage) -> str:
    """Return what is off in the arguments and where to read on."""
    said = one_line(texts(f"cli.{usage.code}", **usage.params))
    asked = f"journeywall {usage.command}".strip()
    return f"{said} {texts('cli.see_help', command=asked)}"


def one_line(text: str) -> str:
    """Return ``text`` on one line, with anything a terminal would act on shown as an escape."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode()
        for character in " ".join(text.split())
    )
