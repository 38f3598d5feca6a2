"""The campaign: is every line needed that syncs, replaces, looks or checks?

``python3 packaging test --campaign mutations [MODULE[:LINE] …]`` takes one such line after the
other out of a copy of `app.keeping`, and has the tests of faults look at the rest, the quickest
first, in a forked process. They must fail each time; where they do not, a test is missing, or the
line is not needed: it ends with 1.
"""

from __future__ import annotations

import ast
import importlib
import itertools
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
MODULES = ("saver", "journal", "disk", "frames", "recovering", "backups", "older_format")
COPIED = ("app", "model", "resources", "pyproject.toml", "tests/strategies.py", "tests/conftest.py")
STAGES = (
    ("tests/faults/test_steps_of_saving.py", "tests/faults/test_system_disk.py"),
    ("tests/faults/test_failing_calls.py",),
    ("tests/keeping/test_journal.py",),
    ("tests/keeping/test_backups.py",),
    ("tests/file/test_saving.py",),
    ("tests/faults/test_crash_images.py",),
    ("tests/keeping/test_older_format.py",),
)
"""Asked one after the other, the quickest first, until one is red."""
FIRST = {"frames": 2, "recovering": 2, "backups": 3, "older_format": 6}
"""The stage that is asked first, where it is not the first."""
BESIDE = (
    "tests/faults/sim_disk.py",
    "tests/faults/crash_images.py",
    "tests/faults/kept_stories.py",
    "tests/faults/saving_stories.py",
    "tests/faults/working_stories.py",
    "tests/file/files",
)
HUNG_S = 150
"""Seconds after which tests hang, which is red too."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module without one of its lines."""

    line: int
    what: str
    source: str


def mutants_of(source: str) -> Iterator[Mutant]:
    """Yield ``source`` without each call that stands alone, each check, each look and each swap."""
    count = sum(1 for _ in ast.walk(ast.parse(source)))
    for at in range(count):
        tree = ast.parse(source)
        node = next(each for number, each in enumerate(ast.walk(tree)) if number == at)
        what = _spoil(node)
        if what:
            yield Mutant(node.lineno, what, ast.unparse(ast.fix_missing_locations(tree)))


def _spoil(node: ast.AST) -> str:
    """Take out what ``node`` does; return what that was, "" if it is nothing for us."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        told = ast.unparse(node)
        node.value = ast.Constant(None)
        return told
    if isinstance(node, ast.If) and _only_leaves(node.body):
        told = f"if {ast.unparse(node.test)}"
        node.test = ast.Constant(False)
        return told
    if isinstance(node, ast.Attribute) and node.attr in ("O_EXCL", "O_APPEND"):
        told, node.attr = node.attr, "O_WRONLY"
        return told
    if isinstance(node, ast.Assign) and _swaps(ast.unparse(node.value)):
        told = ast.unparse(node)
        node.value = ast.Constant(False)
        return told
    return ""


def _swaps(value: str) -> bool:
    return "exchange(" in value or "_RENAME_" in value


def _only_leaves(body: list[ast.stmt]) -> bool:
    return isinstance(body[-1], ast.Raise | ast.Return | ast.Continue | ast.Break)


def _copy(folder: Path) -> None:
    for name in (*COPIED, *itertools.chain(*STAGES), *BESIDE):
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)


def _red_stage(folder: Path, module: str) -> int | None:
    """Return the stage whose tests in ``folder`` fail, those for ``module`` asked first."""
    first = FIRST.get(module, 0)
    order = sorted(range(len(STAGES)), key=lambda stage: (stage != first, stage))
    return next((stage for stage in order if _fail(folder, STAGES[stage])), None)


def _fail(folder: Path, tests: tuple[str, ...]) -> bool:
    """Run ``tests`` in a child, which has the libraries and the model in memory already."""
    child = os.fork()
    if child == 0:
        os.chdir(folder)
        signal.alarm(HUNG_S)
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        code = pytest.main(["-x", "--assert=plain", "-p", "no:cacheprovider", *tests])
        os._exit(int(code))
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code in (pytest.ExitCode.USAGE_ERROR, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise RuntimeError(f"pytest cannot run {tests}")
    return code != 0


def main(wanted: list[str]) -> int:
    """Try the modules; 1 if a line could go unnoticed."""
    survivors, count = 0, 0
    with tempfile.TemporaryDirectory(prefix="mutations-") as name:
        folder = Path(name)
        _copy(folder)
        os.environ |= {"PYTHONDONTWRITEBYTECODE": "1", "QT_QPA_PLATFORM": "offscreen"}
        sys.dont_write_bytecode = True
        sys.path[0] = name
        for module in ("hypothesis", "model.file", "model.templates", "model.edits", "model.patch"):
            importlib.import_module(module)
        if _red_stage(folder, "") is not None:
            print("The tests fail as they are.")
            return 1
        for asked in wanted or MODULES:
            module, _, line = asked.partition(":")
            path = folder / "app" / "keeping" / f"{module}.py"
            source = path.read_text(encoding="utf-8")
            for mutant in mutants_of(source):
                if line and int(line) != mutant.line:
                    continue
                begun = time.monotonic()
                path.write_text(mutant.source, encoding="utf-8")
                stage = _red_stage(folder, module)
                count, survivors = count + 1, survivors + (stage is None)
                said = "NOT NOTICED" if stage is None else f"red in {STAGES[stage][0]}"
                seconds = time.monotonic() - begun
                print(f"{module}:{mutant.line} {said} ({seconds:.0f} s): {mutant.what}", flush=True)
            path.write_text(source, encoding="utf-8")
    print(f"{count} lines taken out, {survivors} not noticed")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
