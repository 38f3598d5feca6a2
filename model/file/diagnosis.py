"""Why bytes are not a journey map: what else they are, or where their JSON breaks off."""

from __future__ import annotations

import json
import re
from typing import Any

from model.file.places import duplicate_key
from model.places import path_text
from model.problems import FileProblem

# How other files begin; names that are the same in every language.
_SIGNATURES = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP/Office"),
    (b"PK\x05\x06", "ZIP"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"RIFF", "RIFF/WebP"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"\xd0\xcf\x11\xe0", "Microsoft Office 97"),
    (b"SQLite format 3", "SQLite"),
    (b"{\\rtf", "RTF"),
    (b"<?xml", "XML"),
    (b"<svg", "SVG"),
    (b"<!DOCTYPE", "HTML"),
    (b"<!doctype", "HTML"),
    (b"<html", "HTML"),
)
_UTF16 = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"), (b"{\0", "UTF-16"), (b"\0{", "UTF-16"))
_PLACE = re.compile(r" at line (\d+) column (\d+)$")

# The parser's own words (jiter, pinned with pydantic-core), and ours for them.
_FAULTS = (
    ("recursion limit", "file.too_deep"),
    ("number out of range", "file.number_too_long"),
    ("surrogate", "file.surrogate"),
    ("hex escape", "file.surrogate"),
    ("control character", "file.control_character"),
    ("unicode code point", "file.not_utf8"),
    ("EOF while parsing", "file.truncated"),
    ("trailing characters", "file.more_after_end"),
)


def refuse_early(content: bytes, name: str) -> None:
    """Refuse what can be told by its first bytes not to be a journey map.

    Raises:
        FileProblem: If the file is empty, all zeros, UTF-16 or of another known type.
    """
    if not content.strip():
        raise FileProblem("file.empty", file=name)
    if content.startswith(b"\0\0"):
        raise FileProblem("file.zeros", file=name)
    for start, encoding in _UTF16:
        if content.startswith(start):
            raise FileProblem("file.other_encoding", file=name, encoding=encoding)
    kind = foreign_kind(content)
    if kind:
        raise FileProblem("file.other_type", file=name, kind=kind)


def foreign_kind(content: bytes) -> str:
    """Return the type of file ``content`` begins like, "" for none we know by its first bytes."""
    begun = content[:65536].lstrip()
    return next((kind for start, kind in _SIGNATURES if begun.startswith(start)), "")


def refuse_bytes(content: bytes, name: str, fault: str) -> FileProblem:
    """Return what to tell about bytes in which the parser found ``fault``."""
    place = _PLACE.search(fault)
    line, column = (int(place[1]), int(place[2])) if place else (1, 1)
    code = next((code for words, code in _FAULTS if words in fault), "file.not_json")
    if code == "file.not_json" and not content.lstrip().startswith((b"{", b"[")):
        code = "file.other_text"
    bad_line = _not_utf8_line(content)
    if bad_line:
        code, line, column = "file.not_utf8", bad_line, 1
    elif b"\0" in content and code in ("file.control_character", "file.not_json"):
        code = "file.zeros"
    return FileProblem(code, file=name, line=line, column=_characters(content, line, column))


def check_duplicate_keys(content: bytes, name: str) -> None:
    """Refuse JSON in which a key stands twice in one object: one of the two would be lost.

    Raises:
        FileProblem: With the key and the line of the second one.
    """
    text = content.decode("utf-8")
    try:
        json.loads(text, object_pairs_hook=_only_unique)
    except _RepeatedKeyError:
        found = duplicate_key(text)
        path, line = found or ((), 1)
        raise FileProblem(
            "file.duplicate_key", file=name, path=path_text(path), line=line
        ) from None


class _RepeatedKeyError(Exception):
    """An object has two equal keys."""


def _only_unique(pairs: list[tuple[str, Any]]) -> None:
    if len({key for key, _ in pairs}) != len(pairs):
        raise _RepeatedKeyError


def _not_utf8_line(content: bytes) -> int:
    """Return the line of the first byte that is not UTF-8, or 0."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return content.count(b"\n", 0, error.start) + 1
    return 0


def _characters(content: bytes, line: int, column: int) -> int:
    """Return the column in characters; the parser counts bytes."""
    start = _line_start(content, line)
    return max(1, len(content[start : start + column].decode("utf-8", "replace")))


def _line_start(content: bytes, line: int) -> int:
    # By blocks, because a hostile file can have as many lines as bytes.
    block, start, before = 1 << 16, 0, 1
    while (passed := content.count(b"\n", start, start + block)) and before + passed < line:
        before += passed
        start += block
    for _ in range(line - before):
        start = content.find(b"\n", start) + 1
    return start
