"""The entry point: a command of the command line, or the window."""

from __future__ import annotations

import gc
import importlib.util
import sys
from collections.abc import Sequence
from pathlib import Path

from app.cli.arguments import Usage, help_page, parse_opening, understood
from app.cli.console import (
    ReaderGone,
    finish_output,
    prepare_streams,
    say,
    say_problem,
    say_usage,
    usage_words,
)
from model.collector import collector_paused
from model.problems import FileProblem, Problem
from model.texts import Texts, system_language

PACKAGES = ("app", "widgets", "model", "resources")
_STALLED = "--stalled"  # see `app.stalled`, which needs Qt


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the arguments say: open a window or run a command without Qt.

    Args:
        argv: The arguments after the program's name; None takes the process's.

    Returns:
        0 for done, 1 when a file or the request is at fault, 2 when the arguments are.
    """
    check_import_origin()
    prepare_streams()
    arguments = list(sys.argv[1:] if argv is None else argv)
    texts = Texts(system_language())
    code = 0
    try:
        code = _do(arguments, texts)
        finish_output()
    except ReaderGone:
        pass
    except Usage as usage:
        return say_usage(texts, usage)
    except Problem as problem:
        return say_problem(texts, problem)
    except KeyboardInterrupt:
        return 130
    finally:
        if argv is None:
            # Python ends with a search through all that was made: 0.4 s after a window.
            gc.freeze()
    return code


def check_import_origin() -> None:
    """Refuse to start when another distribution or folder shadows one of our packages.

    Raises:
        SystemExit: With a sentence that names the intruder (reference/codebases.md section 5).
    """
    if getattr(sys, "frozen", False):
        return
    home = Path(__file__).resolve().parent.parent
    for name in PACKAGES:
        spec = importlib.util.find_spec(name)
        found = Path(spec.origin).resolve().parent.parent if spec and spec.origin else None
        if found != home:
            raise SystemExit(f"journeywall: package {name!r} comes from {found}, not {home}.")


def _do(arguments: list[str], texts: Texts) -> int:
    command = arguments[0] if arguments else ""
    if command in ("-h", "--help"):
        say(help_page("journeywall", texts))
        return 0
    if command == "--version":
        from app import __version__

        say(f"journeywall {__version__}")
        return 0
    if command == _STALLED:
        return _show_stalled(arguments[1:])
    with collector_paused():  # modules are made to stay, and a command is over soon
        # Help and version do without the model.
        from app.cli.commands import COMMANDS

        if command in COMMANDS:
            return COMMANDS[command](arguments[1:], texts)
    try:
        return _open_window(arguments, texts)
    except Usage as usage:
        _tell_without_console(usage_words(texts, usage))
        raise
    except Problem as problem:
        _tell_without_console(texts.of(problem))
        raise


def _show_stalled(arguments: list[str]) -> int:
    # Only a program that does not answer starts this.
    from app.stalled import show_stalled

    language, look, process = arguments
    return show_stalled(language, look, int(process))


def _tell_without_console(text: str) -> None:
    if sys.stderr is None:
        # Needed by no start that goes well.
        from app.start_box import tell_in_box

        tell_in_box(text)


def _open_window(arguments: list[str], texts: Texts) -> int:
    opening = parse_opening(arguments)
    if sys.stderr is not None:  # without a terminal, the window is where to tell it
        _check_files(opening.files)
    if opening.sample is not None:
        # Templates are read by nothing else here, and this tells before Qt starts.
        from model.templates import sample

        with understood("", texts):
            sample(opening.sample, texts.language)
    # No command needs it.
    from app.second_start import hand_over

    if opening.language is None and hand_over(opening.files, opening.sample):
        return 0
    # Qt is needed by nothing else on the command line.
    from app.window_needs import check_window_needs

    check_window_needs()
    with collector_paused():  # modules are made to stay
        from app.run_window import run
    return run(opening.files, sample=opening.sample, language=opening.language)


def _check_files(files: Sequence[Path]) -> None:
    """Tell of a file that is not there, which may be a mistyped command, before Qt starts.

    Raises:
        Usage: If it looks like the name of a command.
        FileProblem: ``file.not_there``.
    """
    for place, path in enumerate(files):
        try:
            path.stat()
        except (FileNotFoundError, NotADirectoryError):
            if place == 0 and str(path).isalpha():
                raise Usage("", "unknown_command", name=path) from None
            raise FileProblem("file.not_there", file=path) from None
        except (OSError, ValueError):
            continue  # the window tells what is wrong with it
