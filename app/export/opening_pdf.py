"""The map inside a PDF: found, unpacked and given to the one loader; everything is mistrusted.

The PDF may come from anybody. Nothing in it is run, drawn or followed; no name in it becomes the
name of a file. What is read is the attachment alone, within the limits of any map.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from app.export.pdf_objects import PdfObjects, Stream, unpacked
from app.export.pdf_syntax import DamagedPdf, PdfValue, Reference
from app.file_names import PDF_SUFFIX
from model.file import MAX_BYTES, Opened, open_bytes, open_journey, read_bounded, shown_name
from model.problems import FileProblem

MAP_NAME = "map.journey"
"""What the map is called inside a PDF of ours."""

_MOST_NODES = 200  # of the tree of attachments
_MOST_FILES = 200
_MOST_PACKING = 200  # unpacked bytes for a packed one; maps pack 3 to 40 times
_ALWAYS_UNPACKED = 16 << 20


def open_map(path: str | os.PathLike[str]) -> Opened:
    """Return the map in the file ``path``, a .journey file or a PDF with one inside.

    Raises:
        FileProblem: If there is no whole and sound map in it.
    """
    if not is_pdf(path):
        return open_journey(path)
    name = shown_name(path)
    return open_bytes(journey_in_pdf(read_bounded(path), name), inner_name(name))


def is_pdf(path: str | os.PathLike[str]) -> bool:
    """Tell whether ``path`` is named like a PDF."""
    return Path(path).suffix.lower() == PDF_SUFFIX


def inner_name(name: str) -> str:
    """Return what to call the map inside the PDF ``name``."""
    return f"{name} › {MAP_NAME}"


def journey_in_pdf(data: bytes, name: str) -> bytes:
    """Return the bytes of the .journey file inside the PDF ``data``, for `model.file.open_bytes`.

    Args:
        data: The PDF.
        name: What people know it as.

    Raises:
        FileProblem: If it is no PDF, a damaged or a locked one, holds no map or several, or one
            that is packed in an unusual way or beyond all measure; codes ``file.pdf_*``.
    """
    if data.find(b"%PDF-", 0, 1024) < 0:
        raise FileProblem("file.pdf_is_none", file=name)
    try:
        objects = PdfObjects(data)
        if objects.trailer.get("Encrypt") is not None:
            raise FileProblem("file.pdf_locked", file=name)
        found = dict.fromkeys(_maps(objects))
        if not found:
            raise FileProblem("file.pdf_without_map", file=name)
        if len(found) > 1:
            raise FileProblem("file.pdf_several_maps", file=name, count=len(found))
        return _content(objects, objects.of(next(iter(found))), name)
    except DamagedPdf:
        raise FileProblem("file.pdf_damaged", file=name) from None


def _maps(objects: PdfObjects) -> Iterator[Reference]:
    """Yield what refers to an attachment that is named like a map."""
    root = objects.dictionary(objects.trailer.get("Root"))
    if root.get("Type") != "Catalog":
        raise DamagedPdf("no catalogue")
    for at, value in enumerate(_attachments(objects, root)):
        if at >= _MOST_FILES:
            raise DamagedPdf("too many attachments")
        described = objects.dictionary(value)
        called = (_text(objects.of(described.get(key))) for key in ("UF", "F"))
        if not any(each.lower().endswith(".journey") for each in called):
            continue
        files = objects.dictionary(described.get("EF"))
        stream = files.get("UF", files.get("F"))
        if not isinstance(stream, Reference):
            raise DamagedPdf("an attachment without content")
        yield stream


def _attachments(objects: PdfObjects, root: Mapping[str, PdfValue]) -> Iterator[PdfValue]:
    yield from objects.array(root.get("AF"))
    names = objects.dictionary(root.get("Names"))
    waiting: list[PdfValue] = [names.get("EmbeddedFiles")]
    count = 0
    while waiting:
        count += 1
        if count > _MOST_NODES:
            raise DamagedPdf("too many attachments")
        node = objects.dictionary(waiting.pop())
        yield from objects.array(node.get("Names"))[1::2]
        waiting.extend(objects.array(node.get("Kids"))[:_MOST_NODES])


def _text(value: PdfValue | Stream) -> str:
    if not isinstance(value, bytes):
        return ""
    if value.startswith(b"\xfe\xff"):
        return value[2:].decode("utf-16-be", "replace")
    return value.decode("latin-1")


def _content(objects: PdfObjects, stream: PdfValue | Stream, name: str) -> bytes:
    if not isinstance(stream, Stream):
        raise DamagedPdf("an attachment without content")
    packing = objects.of(stream.entries.get("Filter"))
    if packing is None or packing == []:
        return stream.raw
    is_plain = objects.of(stream.entries.get("DecodeParms")) in (None, {}, [None], [])
    if packing not in ("FlateDecode", ["FlateDecode"]) or not is_plain:
        raise FileProblem("file.pdf_packing", file=name)
    limit = min(MAX_BYTES, max(_ALWAYS_UNPACKED, _MOST_PACKING * len(stream.raw)))
    content = unpacked(stream.raw, limit)
    if content is None:
        raise FileProblem("file.pdf_map_too_large", file=name, limit=limit >> 20)
    return content
