"""The values in a PDF of strangers, as ISO 32000-1, 7.2 and 7.3 spell them: bounded in all."""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias

MOST_BYTES = 1 << 18
"""An object that is longer (a stream's content apart) is none that we need."""
_MOST_NESTED = 40

_SPACE = re.compile(rb"(?:[\0\t\n\f\r ]++|%[^\r\n]*+)*+")
_REFERENCE = re.compile(
    rb"(\d{1,10})[\0\t\n\f\r ]++(\d{1,5})[\0\t\n\f\r ]++R(?![^\0\t\n\f\r ()<>\[\]{}/%])"
)
_REGULAR = re.compile(rb"[^\0\t\n\f\r ()<>\[\]{}/%]*+")
_INTEGER = re.compile(rb"[+-]?\d{1,12}\Z")
_REAL = re.compile(rb"[+-]?(?:\d{1,20}\.?\d{0,20}|\.\d{1,20})\Z")
_HEX = re.compile(rb"<([0-9A-Fa-f\0\t\n\f\r ]*+)>")
_NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_IN_STRING = re.compile(rb"\\(?:[0-7]{1,3}|\r\n|.)|[()]", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_WORDS: dict[bytes, bool | None] = {b"true": True, b"false": False, b"null": None}


class DamagedPdf(Exception):
    """The bytes are not the PDF they say they are, or one beyond all measure."""


class Name(str):
    """A name, without its solidus."""

    __slots__ = ()


class Reference(NamedTuple):
    """What stands for an object that is written elsewhere."""

    number: int
    generation: int


PdfValue: TypeAlias = (
    "bool | int | float | bytes | Name | Reference | list[PdfValue] | dict[str, PdfValue] | None"
)


class Syntax:
    """Reads values one after the other from ``data``.

    Attributes:
        at: Where the next one is looked for.
    """

    def __init__(self, data: bytes, at: int) -> None:
        if not 0 <= at < len(data):
            raise DamagedPdf("outside of the file")
        self._data = data
        self._end = min(len(data), at + MOST_BYTES)
        self.at = at

    def value(self, nested: int = 0) -> PdfValue:
        """Return the value at ``at``.

        Raises:
            DamagedPdf: If there is none, or one that is too long or nested too deep.
        """
        if nested > _MOST_NESTED:
            raise DamagedPdf("nested too deep")
        self.skip_space()
        data, at = self._data, self.at
        if data.startswith(b"<<", at):
            return self._dictionary(nested)
        first = data[at : min(at + 1, self._end)]
        if first == b"[":
            return self._array(nested)
        if first == b"(":
            return self._string()
        if first == b"<":
            return self._hex_string()
        if first == b"/":
            self.at += 1
            return self._name()
        found = _REFERENCE.match(data, at, self._end)
        if found:
            self.at = found.end()
            return Reference(int(found[1]), int(found[2]))
        return self._word()

    def skip_space(self) -> None:
        """Go on to what is neither space nor comment."""
        found = _SPACE.match(self._data, self.at, self._end)
        assert found is not None
        self.at = found.end()

    def takes(self, word: bytes) -> bool:
        """Go past ``word``, and space before it, if it stands here; tell whether it did."""
        self.skip_space()
        is_here = self._data.startswith(word, self.at, self._end)
        if is_here:
            self.at += len(word)
        return is_here

    def _dictionary(self, nested: int) -> dict[str, PdfValue]:
        self.at += 2
        made: dict[str, PdfValue] = {}
        while not self.takes(b">>"):
            if not self.takes(b"/"):
                raise DamagedPdf("a key is no name")
            key = self._name()
            made[key] = self.value(nested + 1)
        return made

    def _array(self, nested: int) -> list[PdfValue]:
        self.at += 1
        made: list[PdfValue] = []
        while not self.takes(b"]"):
            made.append(self.value(nested + 1))
        return made

    def _name(self) -> Name:
        spelled = self._regular()
        plain = _NAME_ESCAPE.sub(lambda found: bytes((int(found[1], 16),)), spelled)
        return Name(plain.decode("latin-1"))

    def _word(self) -> PdfValue:
        word = self._regular()
        if word in _WORDS:
            return _WORDS[word]
        if _INTEGER.match(word):
            return int(word)
        if _REAL.match(word):
            return float(word)
        raise DamagedPdf("no value")

    def _regular(self) -> bytes:
        found = _REGULAR.match(self._data, self.at, self._end)
        assert found is not None
        self.at = found.end()
        return found[0]

    def _hex_string(self) -> bytes:
        found = _HEX.match(self._data, self.at, self._end)
        if found is None:
            raise DamagedPdf("a string in hex does not end")
        self.at = found.end()
        digits = b"".join(found[1].split()).replace(b"\0", b"")
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))

    def _string(self) -> bytes:
        self.at += 1
        parts: list[bytes] = []
        opened = 1
        while opened:
            found = _IN_STRING.search(self._data, self.at, self._end)
            if found is None:
                raise DamagedPdf("a string does not end")
            parts.append(self._data[self.at : found.start()])
            self.at = found.end()
            opened += {b"(": 1, b")": -1}.get(found[0], 0)
            if opened:
                parts.append(_unescaped(found[0]))
        return b"".join(parts)


def _unescaped(found: bytes) -> bytes:
    if not found.startswith(b"\\"):
        return found
    escaped = found[1:]
    if escaped[:1].isdigit() and escaped[:1] < b"8":
        return bytes((int(escaped, 8) & 255,))
    return b"" if escaped in (b"\r\n", b"\r", b"\n") else _ESCAPES.get(escaped, escaped)
