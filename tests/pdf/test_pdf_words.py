"""Every word on the sheet is found again in the PDF by the programs people search with."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from model.layout.sheet import Sheet
from model.templates import sample
from model.text.fonts import FontBook
from tests.pdf.printed import SCRIPTS, lines_on, map_of, pdf_of, sheet_of

IN_ORDER = ("danish", "english", "greek", "cyrillic", "emoji", "symbols")
WORD_SETS = ("arabic", "hebrew", "devanagari")
# Marks of direction that poppler puts around right-to-left text.
DIRECTION_MARKS = dict.fromkeys(
    map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2069")
)
NARROW_SPACE = "\u202f"
CHINESE = "客户旅程 日本語 顧客体験"


def by_pdfium(data: bytes, _folder: Path) -> str:
    return pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()


def by_poppler(data: bytes, folder: Path) -> str:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("poppler is not installed")
    path = folder / "words.pdf"
    path.write_bytes(data)
    done = subprocess.run([program, "-enc", "UTF-8", path, "-"], capture_output=True, check=True)
    return done.stdout.decode().translate(DIRECTION_MARKS)


READERS = pytest.mark.parametrize("read", [by_pdfium, by_poppler], ids=["pdfium", "poppler"])


@READERS
@pytest.mark.parametrize("script", IN_ORDER)
def test_a_line_is_found_as_it_reads(script: str, read: object, tmp_path: Path) -> None:
    sheet = sheet_of(map_of([SCRIPTS[script]]))
    found = " ".join(read(pdf_of(sheet), tmp_path).split())
    for line in lines_on(sheet):
        assert " ".join(line.split()) in found


@pytest.mark.parametrize("script", WORD_SETS)
def test_every_word_is_found_by_poppler(script: str, tmp_path: Path) -> None:
    assert_all_words(sheet_of(map_of([SCRIPTS[script]])), by_poppler, tmp_path)


@pytest.mark.parametrize("script", [*WORD_SETS, "mixed"])
def test_every_word_is_found_by_pdfium(script: str, tmp_path: Path) -> None:
    assert_all_words(sheet_of(map_of([SCRIPTS[script]])), by_pdfium, tmp_path)


@READERS
@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", ["sustainable-shoes", "holiday"])
def test_every_word_of_a_sample_is_found(
    name: str, language: str, read: object, tmp_path: Path
) -> None:
    assert_all_words(sheet_of(sample(name, language)), read, tmp_path)


@READERS
def test_chinese_and_japanese_are_found_where_a_font_is_installed(
    read: object, tmp_path: Path
) -> None:
    if FontBook.bundled().missing(CHINESE):
        pytest.skip("no font for Chinese is installed")
    assert_all_words(sheet_of(map_of([CHINESE])), read, tmp_path)


def assert_all_words(sheet: Sheet, read: object, folder: Path) -> None:
    lines = lines_on(sheet)
    found = words_in(read(pdf_of(sheet), folder))
    missing = Counter(word for line in lines for word in line.split()) - Counter(found)
    assert not missing.keys() - set(joinable(lines))
    assert all(any(word.strip("-") in whole for whole in found) for word in missing)


def joinable(lines: list[str]) -> Iterator[str]:
    """Words that a reader may join with the next: at a hyphen that ends a line, as in 8 %."""
    for line, after in pairwise([*lines, ""]):
        if line.rstrip().endswith("-"):
            yield line.split()[-1]
            yield after.split()[0]
        for word in line.split(" "):
            if NARROW_SPACE in word:
                yield from word.split()


def words_in(text: str) -> list[str]:
    return text.replace("\ufffe", "-").split()
