"""The table of faults: it has every row, and what it names is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGE = (DOCS / "faults.md").read_text(encoding="utf-8")
ROWS = {
    cells[0]: cells[1:]
    for line in PAGE.splitlines()
    if re.match(r"\| (?:[PDCHI]\d|[56]\.\d)", line)
    for cells in [[cell.strip() for cell in line.strip("|").split(" | ")]]
}
# As many as the study lists (reference/reliability.md 2, 5, 6), and the sentences of issue 6.
COUNTS = {"P": 10, "D": 16, "C": 8, "H": 19, "5.": 10}
ISSUE = 13
TESTS = {
    f"{path.stem}::{name}"
    for path in (ROOT / "tests").rglob("test_*.py")
    for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
}


def test_every_fault_has_its_row():
    wanted = [f"{part}{n}" for part, count in COUNTS.items() for n in range(1, count + 1)]
    wanted += ["6.2", "6.6", "6.10", *(f"I{n}" for n in range(1, ISSUE + 1))]
    assert list(ROWS) == wanted
    assert [row for row, cells in ROWS.items() if not all(cells) or len(cells) not in (3, 4)] == []


def test_every_test_that_a_row_names_is_there():
    named = {name for cells in ROWS.values() for name in re.findall(r"`(\w+::\w+)`", cells[-1])}
    assert len(named) > 120
    assert sorted(named - TESTS) == []


def test_every_row_is_proved_by_a_test_or_a_campaign_or_a_person_or_says_why_not():
    proof = re.compile(r"::|campaigns? `|\b[WM]\d|\bas P1\b")
    assert [row for row, cells in ROWS.items() if not proof.search(cells[-1])] == []


def test_every_campaign_line_and_module_that_a_row_names_is_there():
    script = (DOCS / "windows-and-mac.md").read_text(encoding="utf-8")
    for row, cells in ROWS.items():
        for names in re.findall(r"campaigns? ((?:`[\w -]+`(?:, )?)+)", cells[-1]):
            for name in re.findall(r"`([\w-]+)", names):
                assert (ROOT / "tests" / "campaigns" / name).is_dir(), (row, name)
        for line in re.findall(r"\b[WM]\d+\b", cells[-1]):
            assert f"| {line} |" in script, (row, line)
        modules = re.findall(r"`([\w/]+\.py)`", cells[-2])
        assert modules, row
        assert [each for each in modules if not (ROOT / each).is_file()] == [], row


def test_what_is_otherwise_is_said_of_rows_that_are_there():
    said = PAGE.partition("## Otherwise")[2]
    named = re.findall(r"\*\*((?:[PDCH]\d+|5\.\d+)(?:, (?:[PDCH]\d+|5\.\d+))*)\*\*", said)
    assert {row for names in named for row in names.split(", ")} <= set(ROWS)
    assert len(named) > 10
