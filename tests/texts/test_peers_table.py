"""The page of the peers' features: every row answers, and what it names is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "peers.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith("| feature")
]


def test_every_feature_row_is_answered():
    # As many as the three tables of the reference have, and two of its remarks.
    assert [PAGE.count(f"\n## {part}. ") for part in "ABC"] == [1, 1, 1]
    assert len(ROWS) == 35 + 13 + 14
    assert not [row[0] for row in ROWS if len(row) != 5 or not all(row)]
    assert {row[2] for row in ROWS} == {"yes", "partly", "no"}


def test_every_test_and_page_that_a_row_names_is_there():
    source = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")
    )
    known = set(re.findall(r"^def (test_\w+)", source, re.MULTILINE))
    for row in ROWS:
        tests, pages = re.findall(r"`(test_\w+)`", row[4]), re.findall(r"docs/[\w./-]+", row[4])
        assert tests or pages, row[0]
        assert set(tests) <= known, row[0]
        assert all((ROOT / page).is_file() for page in pages), row[0]
