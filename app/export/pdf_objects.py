"""Finds the objects of a PDF of strangers by its cross-reference (ISO 32000-1, 7.5): bounded.

A library would be asked to trust what it is told: qpdf unpacks a cross-reference or an object
stream whole, however large, and repairs what is damaged by guessing. Here nothing but what leads
to one attachment is read, an object at a time, and what is out of order is refused.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import NamedTuple, Protocol

from app.export.pdf_syntax import MOST_BYTES, DamagedPdf, PdfValue, Reference, Syntax

_MOST_UNPACKED = 16 << 20  # of all streams that only tell where objects are
_MOST_READ = 1 << 21  # bytes of objects, streams apart
_MOST_VERSIONS = 200  # of one file, each behind the other
_MOST_PARTS = 5_000  # rows of numbers that follow each other, in all cross-references
_MOST_LOOKUPS = 2_000
_MOST_NESTED = 12  # objects that are needed to read an object
_START = re.compile(rb"startxref[\0\t\n\f\r ]+(\d{1,12})")
_OBJECT = re.compile(rb"[\0\t\n\f\r ]*+(\d{1,10})[\0\t\n\f\r ]++(\d{1,5})[\0\t\n\f\r ]++obj")
_SUBSECTION = re.compile(rb"[\0\t\n\f\r ]*+(\d{1,10}) ++(\d{1,10}) *+[\r\n]++")
_TRAILER = re.compile(rb"[\0\t\n\f\r ]*+trailer")
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])")
_ENTRY_SIZE = 20
_MOST_AT = 10**12  # bytes of a file and numbers of objects: more is no place in any


class Stream(NamedTuple):
    """A stream as it stands in the file."""

    entries: Mapping[str, PdfValue]
    raw: bytes


class Place(NamedTuple):
    """Where an object is: at a byte of the file, or the ``place``-th of an object stream."""

    is_packed: bool
    at: int
    place: int


class _Section(Protocol):
    def find(self, number: int) -> Place | None:
        """Return the place of object ``number``, None if this section does not know it."""


class PdfObjects:
    """The objects of ``data`` by reference.

    Attributes:
        trailer: What the file says of itself: ``Root``, ``Encrypt``.
    """

    def __init__(self, data: bytes) -> None:
        """Read where objects are.

        Raises:
            DamagedPdf: If that cannot be found out.
        """
        self._data = data[max(0, data.find(b"%PDF-", 0, 1024)) :]
        self._unpacked = self._lookups = self._read = self._nested = self._parts = 0
        self._packs: dict[int, tuple[bytes, list[int]]] = {}
        self._sections: list[_Section] = []
        self.trailer: dict[str, PdfValue] = {}
        found = _START.findall(self._data, max(0, len(self._data) - 2048))
        if not found:
            raise DamagedPdf("no startxref")
        self._read_sections(int(found[-1]))

    def of(self, value: PdfValue) -> PdfValue | Stream:
        """Return ``value``, or the object it refers to; None for one that is not there.

        Raises:
            DamagedPdf: If the object is not where it should be.
        """
        held: PdfValue | Stream = value
        for _ in range(8):
            if not isinstance(held, Reference):
                return held
            held = self._object(held)
        raise DamagedPdf("references in a circle")

    def dictionary(self, value: PdfValue) -> Mapping[str, PdfValue]:
        """Return the dictionary ``value`` is or refers to; an empty one for anything else."""
        found = self.of(value)
        return found if isinstance(found, dict) else {}

    def array(self, value: PdfValue) -> list[PdfValue]:
        """Return the array ``value`` is or refers to; an empty one for anything else."""
        found = self.of(value)
        return found if isinstance(found, list) else []

    def _object(self, reference: Reference) -> PdfValue | Stream:
        self._lookups += 1
        if self._lookups > _MOST_LOOKUPS or self._nested > _MOST_NESTED:
            raise DamagedPdf("too many objects")
        self._nested += 1
        try:
            return self._found(reference)
        finally:
            self._nested -= 1

    def _found(self, reference: Reference) -> PdfValue | Stream:
        for section in self._sections:
            place = section.find(reference.number)
            if place is not None and place.is_packed:
                return self._from_pack(place, reference)
            if place is not None:
                return self._at(place.at, reference)
        return None

    def _at(self, at: int, reference: Reference | None) -> PdfValue | Stream:
        found = _OBJECT.match(self._data, at)
        if found is None:
            raise DamagedPdf("no object")
        if reference is not None and (int(found[1]), int(found[2])) != reference:
            raise DamagedPdf("another object")
        syntax, value = self._value(self._data, found.end())
        if isinstance(value, dict) and syntax.takes(b"stream"):
            return Stream(value, self._raw(value.get("Length"), syntax.at))
        return value

    def _value(self, data: bytes, at: int) -> tuple[Syntax, PdfValue]:
        syntax = Syntax(data, at)
        value = syntax.value()
        self._read += syntax.at - at
        if self._read > _MOST_READ:
            raise DamagedPdf("too many objects")
        return syntax, value

    def _raw(self, length: PdfValue, at: int) -> bytes:
        at += 2 if self._data.startswith(b"\r\n", at) else 1
        size = self.of(length)
        if type(size) is not int or not 0 <= size <= len(self._data) - at:
            raise DamagedPdf("a stream without length")
        if not self._data[at + size : at + size + 16].lstrip().startswith(b"endstream"):
            raise DamagedPdf("a stream of another length")
        return self._data[at : at + size]

    # --- where they are ------------------------------------------------------------------------

    def _read_sections(self, at: int) -> None:
        seen: set[int] = set()
        waiting = [at]
        while waiting:
            at = waiting.pop()
            if at in seen:
                continue
            seen.add(at)
            if len(seen) > _MOST_VERSIONS:
                raise DamagedPdf("too many versions")
            if self._data.startswith(b"xref", at):
                section, trailer = self._table(at + 4)
            else:
                section, trailer = self._cross_reference_stream(at)
            self._sections.append(section)
            for key, value in trailer.items():
                self.trailer.setdefault(key, value)
            # A reader that knows no streams passes the second one by: it goes before the older.
            for key in ("Prev", "XRefStm"):
                older = trailer.get(key)
                if type(older) is int:
                    waiting.append(older)

    def _table(self, at: int) -> tuple[_Section, Mapping[str, PdfValue]]:
        parts: list[tuple[int, int, int]] = []
        while found := _SUBSECTION.match(self._data, at):
            count = int(found[2])
            parts.append((int(found[1]), count, found.end()))
            at = found.end() + count * _ENTRY_SIZE
            self._count_parts(1)
        if not (found := _TRAILER.match(self._data, at)):
            raise DamagedPdf("no trailer")
        trailer = self._value(self._data, found.end())[1]
        if not isinstance(trailer, dict):
            raise DamagedPdf("no trailer")
        return _Table(self._data, parts), trailer

    def _cross_reference_stream(self, at: int) -> tuple[_Section, Mapping[str, PdfValue]]:
        stream = self._at(at, None)
        if not isinstance(stream, Stream) or stream.entries.get("Type") != "XRef":
            raise DamagedPdf("no cross-reference")
        rows = _Rows(stream.entries, self._unpack(stream))
        self._count_parts(rows.parts)
        return rows, stream.entries

    def _count_parts(self, more: int) -> None:
        self._parts += more
        if self._parts > _MOST_PARTS:
            raise DamagedPdf("too many parts")

    def _from_pack(self, place: Place, reference: Reference) -> PdfValue:
        pack = self._packs.get(place.at)
        if pack is None:
            pack = self._packs[place.at] = self._pack(place.at)
        content, starts = pack
        numbers, offsets = starts[::2], starts[1::2]
        if not place.place < len(offsets) or numbers[place.place] != reference.number:
            raise DamagedPdf("another object")
        return self._value(content, offsets[place.place])[1]

    def _pack(self, number: int) -> tuple[bytes, list[int]]:
        self._packs[number] = (b"", [])  # its own length cannot stand in itself
        stream = self._object(Reference(number, 0))
        if not isinstance(stream, Stream):
            raise DamagedPdf("no object stream")
        content = self._unpack(stream)
        count, first = stream.entries.get("N"), stream.entries.get("First")
        if type(count) is not int or type(first) is not int or not 0 <= first <= MOST_BYTES:
            raise DamagedPdf("no object stream")
        words = content[:first].split()[: 2 * max(0, count)]
        if len(words) < 2 * count or not all(map(bytes.isdigit, words)):
            raise DamagedPdf("no object stream")
        starts = [int(word[:12]) for word in words]
        starts[1::2] = [first + start for start in starts[1::2]]
        return content, starts

    def _unpack(self, stream: Stream) -> bytes:
        packing = self.of(stream.entries.get("Filter"))
        if packing in (None, []) and len(stream.raw) <= _MOST_UNPACKED:
            return stream.raw
        if packing not in ("FlateDecode", ["FlateDecode"]):
            raise DamagedPdf("packed in another way")
        content = unpacked(stream.raw, _MOST_UNPACKED - self._unpacked)
        if content is None:
            raise DamagedPdf("unpacks without end")
        self._unpacked += len(content)
        parameters = self.of(stream.entries.get("DecodeParms"))
        if isinstance(parameters, list):
            parameters = self.of(parameters[0]) if parameters else None
        return _without_predictor(content, parameters if isinstance(parameters, dict) else {})


def unpacked(packed: bytes, limit: int) -> bytes | None:
    """Return what zlib packed, or None if it is more than ``limit`` bytes.

    Raises:
        DamagedPdf: If it was not zlib, or not all of it is there.
    """
    inflater = zlib.decompressobj()
    try:
        content = inflater.decompress(packed, max(0, limit) + 1)
    except zlib.error:
        raise DamagedPdf("cannot be unpacked") from None
    if len(content) > limit:
        return None
    if not inflater.eof:
        raise DamagedPdf("packed content breaks off")
    return content


class _Table:
    """A cross-reference table, left as it is: an entry is looked up where it stands."""

    def __init__(self, data: bytes, parts: list[tuple[int, int, int]]) -> None:
        self._data, self._parts = data, parts

    def find(self, number: int) -> Place | None:
        for first, count, at in self._parts:
            if first <= number < first + count:
                entry = _ENTRY.match(self._data, at + (number - first) * _ENTRY_SIZE)
                if entry is None:
                    raise DamagedPdf("a broken entry")
                return Place(False, int(entry[1]), 0) if entry[3] == b"n" else None
        return None


class _Rows:
    """A cross-reference stream; an entry is looked up where it stands."""

    def __init__(self, entries: Mapping[str, PdfValue], content: bytes) -> None:
        self._content = content
        self._widths = _numbers(entries.get("W"))
        if len(self._widths) != 3 or max(self._widths) > 8:
            raise DamagedPdf("a broken cross-reference")
        self._index = _numbers(entries.get("Index", [0, entries.get("Size")]))

    @property
    def parts(self) -> int:
        """How many rows of numbers that follow each other there are."""
        return len(self._index) // 2

    def find(self, number: int) -> Place | None:
        row = 0
        for first, count in zip(self._index[::2], self._index[1::2], strict=False):
            if first <= number < first + count:
                return self._place(row + number - first)
            row += count
        return None

    def _place(self, row: int) -> Place | None:
        start = row * sum(self._widths)
        fields = []
        for width in self._widths:
            fields.append(int.from_bytes(self._content[start : start + width], "big"))
            start += width
        if start > len(self._content) or max(fields) > _MOST_AT:
            raise DamagedPdf("a broken cross-reference")
        kind = fields[0] if self._widths[0] else 1
        return Place(kind == 2, fields[1], fields[2]) if kind in (1, 2) else None


def _numbers(value: PdfValue) -> list[int]:
    held = value if isinstance(value, list) else []
    numbers = [number for number in held if type(number) is int and number >= 0]
    if len(numbers) != len(held):
        raise DamagedPdf("no numbers")
    return numbers


def _without_predictor(content: bytes, parameters: Mapping[str, PdfValue]) -> bytes:
    """Undo what PNG calls "up", the only predictor that is used for cross-references."""
    predictor, columns = parameters.get("Predictor", 1), parameters.get("Columns", 1)
    if predictor == 1:
        return content
    if type(columns) is not int or not 0 < columns <= 64 or predictor not in range(10, 16):
        raise DamagedPdf("an unusual predictor")
    kinds = set(content[:: columns + 1])
    if kinds == {0}:
        return b"".join(_rows(content, columns))
    if kinds != {2} or len(content) % (columns + 1):
        raise DamagedPdf("an unusual predictor")
    made = bytearray(len(content) // (columns + 1) * columns)
    for column in range(columns):
        steps = content[column + 1 :: columns + 1]
        made[column::columns] = bytes(total & 255 for total in accumulate(steps))
    return bytes(made)


def _rows(content: bytes, columns: int) -> Iterator[bytes]:
    for at in range(0, len(content), columns + 1):
        yield content[at + 1 : at + 1 + columns]
