"""The commands: run, test and build."""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from environment import ensure_environment, gather_wheels
from places import BUILD, CAMPAIGNS, DIST, ROOT, SetUpError
from system_packages import ensure_qt_libraries, is_display_reachable, offer_test_tools

SAMPLE = "sustainable-shoes"

MOST_WORKERS = 4  # each has Qt, the fonts and Hypothesis in memory, some 600 MB
# What the command line can do without Qt, and so without Qt's system libraries.
WITHOUT_WINDOW = (
    "new", "templates", "export", "check", "schema", "convert", "compare", "merge", "report",
    "matrix",
    "figures",
    "--version", "--help", "-h",
)  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Do what ``arguments`` say and return the exit code."""
    given = _parser().parse_args(_with_program_arguments_apart(list(arguments)))
    try:
        return int(given.do(given))
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 packaging", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="run|test|build")
    run = commands.add_parser("run", help="open the editor, or hand ARGS to the program")
    run.add_argument("--from", dest="wheels", type=Path, help="folder of `build --offline`")
    run.add_argument("args", nargs="*", metavar="ARGS")
    run.set_defaults(do=_run)
    test = commands.add_parser(
        "test", help="lint, type-check and test; ARGS: pytest with them, or --campaign NAME"
    )
    test.add_argument("args", nargs="*", metavar="ARGS")
    test.set_defaults(do=_test)
    build = commands.add_parser("build", help="make the wheel in dist/")
    build.add_argument("--offline", type=Path, metavar="DIR", help="gather the locked wheels")
    build.set_defaults(do=_build)
    return parser


def _with_program_arguments_apart(arguments: list[str]) -> list[str]:
    """Put ``--`` before what belongs to the program or to pytest, so that argparse leaves it."""
    own = 1
    if arguments[1:2] == ["--from"]:
        own = 3
    elif arguments[1:2] and arguments[1].startswith("--from="):
        own = 2
    if arguments[:1] in (["run"], ["test"]) and arguments[own:] and not _asks_for_help(arguments):
        return [*arguments[:own], "--", *arguments[own:]]
    return arguments


def _asks_for_help(arguments: list[str]) -> bool:
    return arguments[1:] in (["-h"], ["--help"])


def _run(given: argparse.Namespace) -> int:
    python = ensure_environment("run", given.wheels)
    arguments = given.args
    if arguments and arguments[0] in WITHOUT_WINDOW:
        return _hand_over([str(python), "-P", "-m", "app", *arguments])
    if not arguments and not is_display_reachable():
        return _export_sample(python)
    ensure_qt_libraries(with_window=True)
    return _hand_over([str(python), "-P", "-m", "app", *(arguments or ["--sample", SAMPLE])])


def _hand_over(command: list[str]) -> int:
    """Become the program, so that signals and the exit code are its own (not on Windows)."""
    if os.name == "nt":
        return _stay_with(command)
    sys.stdout.flush()
    os.execv(command[0], command)
    raise AssertionError("execv does not return")


def _stay_with(command: list[str]) -> int:
    """Run the program to its own end: Ctrl+C reaches it too, and it decides what to do then."""
    program = subprocess.Popen(command)
    while True:
        try:
            return program.wait()
        except KeyboardInterrupt:  # `subprocess.call` would kill it a quarter of a second later
            continue


def _export_sample(python: Path) -> int:
    """Without a display: make the sample map and its PDF, and say where they are."""
    BUILD.mkdir(exist_ok=True)
    journey, pdf = BUILD / f"{SAMPLE}.journey", BUILD / f"{SAMPLE}.pdf"
    program = [str(python), "-P", "-m", "app"]
    made = subprocess.call([*program, "new", "--sample", SAMPLE, "--force", "-o", str(journey)])
    made = made or subprocess.call([*program, "export", str(journey), "-o", str(pdf)])
    if made == 0:
        print(f"No display here, so the sample map was exported: {pdf}")
    return made


def _test(given: argparse.Namespace) -> int:
    if given.args[:1] == ["--campaign"]:
        return _campaign(given.args[1:])
    python = str(ensure_environment("test"))
    ensure_qt_libraries(with_window=False)
    offer_test_tools()
    pytest = [python, "-m", "pytest", *given.args]
    if given.args:
        return subprocess.call(pytest, cwd=ROOT, env=_test_environment())
    steps = {
        "format": [python, "-m", "ruff", "format", "--check", "--quiet", "."],
        "lint": [python, "-m", "ruff", "check", "--quiet", "."],
        "types": [python, "-m", "mypy"],
        "imports": [str(Path(python).with_name("lint-imports"))],
        "tests": [*pytest, *_side_by_side()],
    }
    failed = [name for name, command in steps.items() if not _passes(name, command)]
    if failed:
        print("Failed: " + ", ".join(failed), file=sys.stderr)
    return 1 if failed else 0


def _side_by_side() -> list[str]:
    """Return how pytest shares the whole suite among the cores; a file stays in one process."""
    workers = min(os.cpu_count() or 1, MOST_WORKERS)
    return ["-n", str(workers), "--dist", "loadfile"] if workers > 1 else []


def _campaign(arguments: list[str]) -> int:
    """Run one of the long checks that a plain test run leaves out: a folder of tests/campaigns."""
    known = sorted(path.parent.name for path in CAMPAIGNS.glob("*/__main__.py"))
    if not arguments or arguments[0] not in known:
        asked = f"There is no campaign {arguments[0]}. " if arguments else ""
        raise SetUpError(f"{asked}The campaigns are: {', '.join(known)}.")
    python = str(ensure_environment("test"))
    ensure_qt_libraries(with_window=True)
    # Not `-m`: what belongs to a campaign lies in its folder.
    return subprocess.call([python, str(CAMPAIGNS / arguments[0]), *arguments[1:]], cwd=ROOT)


def _passes(name: str, command: list[str]) -> bool:
    start = time.monotonic()
    code = subprocess.call(command, cwd=ROOT, env=_test_environment())
    print(
        f"{name}: {'ok' if code == 0 else 'FAILED'} ({time.monotonic() - start:.0f} s)", flush=True
    )
    return code == 0


def _test_environment() -> dict[str, str]:
    # The tests' windows need no screen, and must not depend on the language of this computer.
    return os.environ | {"QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


def _build(given: argparse.Namespace) -> int:
    if given.offline:
        gather_wheels(given.offline)
        print(f"Wheels for this system: {given.offline.resolve()}")
        return 0
    python = ensure_environment("run")
    shutil.rmtree(DIST, ignore_errors=True)
    return subprocess.call([str(python), "-m", "hatchling", "build", "-t", "wheel"], cwd=ROOT)
