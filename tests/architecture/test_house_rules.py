"""The house rules that the linters cannot say: kept by reading our own source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OUR_CODE = ("app", "widgets", "model", "resources")
# What a committed file may never hold: paths of a machine, addresses of registries.
FOREIGN = re.compile(
    r"/(?:home|Users)/[a-z]\w*/|/work/(?:main|shared)|[A-Z]:\\\\Users\\\\|"
    r"(?:index-url|registry|pypi\.org/simple|files\.pythonhosted)[^\n]{0,40}://",
)
RICH_TEXT = {"setHtml", "insertHtml", "appendHtml", "setMarkdown", "toHtml"}


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def places(path: Path, nodes: Iterator[ast.AST]) -> list[str]:
    return [f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}" for node in nodes]


@pytest.mark.parametrize("folder", OUR_CODE)
def test_files_stay_under_500_lines(folder):
    long = [
        f"{path.relative_to(ROOT)}: {count}"
        for path in python_files(folder)
        if (count := len(path.read_text(encoding="utf-8").splitlines())) >= 500
    ]
    assert long == []


@pytest.mark.parametrize("folder", OUR_CODE)
def test_functions_stay_under_50_lines(folder):
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in python_files(folder)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= 50
    ]
    assert long == []


def test_every_file_says_first_what_it_is_for():
    silent = [
        str(path.relative_to(ROOT))
        for path in python_files(*OUR_CODE, "packaging", "benchmarks")
        if not ast.get_docstring(parsed(path))
    ]
    assert silent == []


def test_every_class_on_top_of_a_qt_class_is_guarded():
    """Else a plain IndexError in a method Qt calls ends the program (widgets/overrides.py)."""
    bare = []
    for path in python_files("app", "widgets"):
        for node in ast.walk(parsed(path)):
            if not isinstance(node, ast.ClassDef):
                continue
            bases = [base.id for base in node.bases if isinstance(base, ast.Name)]
            decorators = [each.id for each in node.decorator_list if isinstance(each, ast.Name)]
            if any(re.match(r"Q[A-Z]", base) for base in bases) and "guarded" not in decorators:
                bare.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")
    assert bare == []


def test_no_widget_interprets_rich_text():
    found = []
    for path in python_files("app", "widgets"):
        calls = (
            node
            for node in ast.walk(parsed(path))
            if isinstance(node, ast.Attribute) and node.attr in RICH_TEXT
        )
        found += places(path, calls)
    assert found == []


def test_no_text_of_a_file_becomes_an_address_a_style_or_a_setting():
    """Only what this program wrote itself is opened by other programs; styles are constants."""
    found = []
    for path in python_files("app", "widgets"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Attribute) and node.attr in ("RichText", "MarkdownText"):
                found += places(path, iter([node]))
            if not isinstance(node, ast.Call):
                continue
            name = ast.unparse(node.func).rpartition(".")[2]
            given = node.args[0] if node.args else None
            if (
                name == "QSettings"
                or (name == "setStyleSheet" and not isinstance(given, ast.Constant))
                or (name == "openUrl" and "QUrl.fromLocalFile(" not in ast.unparse(given))
            ):
                found += places(path, iter([node]))
    assert found == []


# A second start finds the running program by a channel that never leaves the computer.
LOCAL_CHANNEL = {
    "app/second_start.py": {"socket": {"socket", "AF_UNIX"}},
    "app/second_starts.py": {"PySide6.QtNetwork": {"QLocalServer", "QLocalSocket"}},
}


def test_the_local_channel_uses_nothing_that_could_reach_a_network():
    for name, modules in LOCAL_CHANNEL.items():
        for module, allowed in modules.items():
            tree = parsed(ROOT / name)
            used = {
                alias.name
                for node in ast.walk(tree)
                if isinstance(node, ast.ImportFrom) and node.module == module
                for alias in node.names
            } | {
                node.attr
                for node in ast.walk(tree)
                if isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id == module
            }
            assert used == allowed


def test_no_code_opens_a_network_or_runs_data():
    forbidden = {"socket", "urllib", "http", "ssl", "ftplib", "pickle", "marshal", "shelve"}
    found = []
    for path in python_files(*OUR_CODE):
        for node in ast.walk(parsed(path)):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                names = [node.func.id] if node.func.id in ("eval", "exec") else []
            names = [n for n in names if n not in LOCAL_CHANNEL.get(_name(path), ())]
            if any(n.split(".")[0] in forbidden | {"eval", "exec"} for n in names) or any(
                n.startswith("PySide6.QtNetwork") for n in names
            ):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == []


def _name(path):
    return path.relative_to(ROOT).as_posix()


def test_no_init_file_shadows_a_library():
    assert not (ROOT / "packaging" / "__init__.py").exists()
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def test_names_of_test_files_are_unique():
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert len(names) == len(set(names))


def test_nothing_committed_names_a_machine_or_a_registry():
    folders = (*OUR_CODE, "packaging", "tests", "docs", "benchmarks", ".ci")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    # In a linked work tree `.git` is a file, which is git's own and never committed.
    files += [path for path in ROOT.iterdir() if path.is_file() and path.name != ".git"]
    found = []
    for path in files:
        if path == Path(__file__) or path.suffix in (".pyc", ".ttf", ".png"):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        if match := FOREIGN.search(text):
            found.append(f"{path.relative_to(ROOT)}: {match.group()}")
    assert found == []


def test_every_locked_library_stands_in_the_notices():
    notices = (ROOT / "THIRD-PARTY-NOTICES.md").read_text(encoding="utf-8").lower()
    lock = (ROOT / "packaging/requirements.txt").read_text(encoding="utf-8")
    names = re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)
    assert names
    assert [name for name in names if not re.search(rf"\b{re.escape(name)}\b", notices)] == []


def test_every_relative_link_of_a_page_leads_to_a_file():
    folders = (*OUR_CODE, "docs", "packaging", "tests", "benchmarks")
    pages = [*ROOT.glob("*.md"), *(p for each in folders for p in (ROOT / each).rglob("*.md"))]
    lost = []
    for page in pages:
        for link in re.findall(r"\]\(<?([^)#>\s]+)", page.read_text(encoding="utf-8")):
            if ":" not in link and not (page.parent / link).exists():
                lost.append(f"{page.relative_to(ROOT)}: {link}")
    assert lost == []


def test_only_the_pdf_export_knows_the_pdf_libraries():
    pdf_folder = ROOT / "app/export/pdf"
    strangers = [path for path in python_files(*OUR_CODE) if pdf_folder not in path.parents]
    found = []
    for path in strangers:
        for node in ast.walk(parsed(path)):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            if {name.split(".")[0] for name in names} & {"reportlab", "pikepdf"}:
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == []


def test_every_bundled_font_and_icon_has_its_licence_beside_it():
    assert list((ROOT / "resources/fonts").glob("OFL*.txt"))
    assert list((ROOT / "resources/icons").glob("LICENSE*"))
