"""The table of requirements: it has every row, and what it names is there."""

import re
from pathlib import Path

from model import cards, evidence, journey, lanes, people, voting

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "requirements.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("| R0")
]
# How many requirements each source text implies (reference/workshops-and-print.md 2.5).
COUNTS = {"R000": 9, "R001": 12, "R002": 13, "R003": 14, "R004": 8}
CLASSES = {
    name: held
    for module in (cards, evidence, journey, lanes, people, voting)
    for name, held in vars(module).items()
    if hasattr(held, "model_fields")
}


def test_every_requirement_has_its_row():
    wanted = [
        f"{text}-{number}" for text, count in COUNTS.items() for number in range(1, count + 1)
    ]
    assert [row[0] for row in ROWS] == wanted


def test_a_row_says_all_it_should_and_in_both_languages():
    assert not [row[0] for row in ROWS if len(row) != 5 or not all(row) or " · " not in row[1]]


def test_every_test_and_file_that_a_row_names_is_there():
    source = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")
    )
    known = set(re.findall(r"^def (test_\w+)", source, re.MULTILINE))
    for row in ROWS:
        tests, files = re.findall(r"`(test_\w+)`", row[4]), re.findall(r"docs/[\w./]+", row[4])
        assert tests or files, row[0]
        assert set(tests) <= known, row[0]
        assert all((ROOT / file).is_file() for file in files), row[0]


def test_every_field_that_a_row_names_is_in_the_map():
    for row in ROWS:
        for name, field in re.findall(r"`([A-Z]\w+)\.([a-z_]+)`", row[2]):
            assert field in CLASSES[name].model_fields or hasattr(CLASSES[name], field), row[0]
