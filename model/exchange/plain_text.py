"""Text files of other programs as text: the encoding told by mark, by trial, or as Windows'."""

from __future__ import annotations

import codecs
from typing import Final

from model.exchange.foreign import Losses
from model.file.diagnosis import foreign_kind
from model.problems import FileProblem
from model.values import clean_text

# The longer marks first: UTF-32's begins like UTF-16's.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT: Final = 4096
_MUCH: Final = 0.3


def decode_text(data: bytes, name: str, losses: Losses) -> str:
    """Return the text of the file ``name``, cleaned as a map can hold it.

    Raises:
        FileProblem: If it is empty or a file of another known type, such as PDF.
    """
    if not data.strip(b" \t\r\n\0"):
        raise FileProblem("file.zeros" if data.strip() else "file.empty", file=name)
    kind = foreign_kind(data)
    if kind:
        raise FileProblem("plain.other_type", file=name, kind=kind)
    text, is_whole = _decoded(data)
    if "\0" in text or not is_whole:
        losses.note("plain.lost_characters")
    return clean_text(text)


def _decoded(data: bytes) -> tuple[str, bool]:
    """Return the text, and whether all of it could be read."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _as(encoding, data[len(mark) :])
    wide = _wide(data)
    if wide:
        return _as(wide, data)
    text, is_whole = _as("utf-8", data)
    return (text, True) if is_whole else _as("cp1252", data)


def _as(encoding: str, data: bytes) -> tuple[str, bool]:
    try:
        return data.decode(encoding), True
    except UnicodeDecodeError:
        return data.decode(encoding, "replace"), False


def _wide(data: bytes) -> str:
    """Return the UTF-16 that text without a mark is in: every other byte is zero."""
    start = data[:_LOOKED_AT]
    zeros = [start[at::2].count(0) / max(1, len(start) // 2) for at in (0, 1)]
    if max(zeros) < _MUCH or min(zeros) > _MUCH / 3:
        return ""
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
