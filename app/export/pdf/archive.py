"""What a PDF for the archive has beside its pages: PDF/A-3u and, where it is tagged, PDF/UA-1.

A standard is claimed where nothing in the file breaks it (ISO 19005-3, 6.6; ISO 14289-1, 5);
`page-validation` proves in the tests that such files keep it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from app.export.pdf.drawn_objects import ObjectShelf
from app.export.pdf.embedded_font import EmbeddedFont
from app.export.pdf.structure import Structure, write_structure
from model.problems import PrintProblem, Problem

_A_SCHEMA = "http://www.aiim.org/pdfa/ns/id/"
_UA_SCHEMA = "http://www.aiim.org/pdfua/ns/id/"
_END = b"</rdf:RDF>"
_A_CLAIM = f"""<rdf:Description rdf:about="" xmlns:pdfaid="{_A_SCHEMA}">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance></rdf:Description>
"""
# PDF/A wants a description of every schema it does not know, PDF/UA's among them (6.6.2.3).
_UA_CLAIM = f"""<rdf:Description rdf:about="" xmlns:pdfuaid="{_UA_SCHEMA}">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{_UA_SCHEMA}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 this file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


class Archive(NamedTuple):
    """What is known of a PDF for the archive when its pages are drawn.

    Attributes:
        structure: What it says, None if it is not tagged.
        obstacles: Why no standard can be claimed.
    """

    structure: Structure | None
    obstacles: tuple[Problem, ...]


def archive_of(
    structure: Structure | None, fonts: Iterable[EmbeddedFont], shelf: ObjectShelf
) -> Archive:
    """Return what is known of a PDF drawn with ``fonts`` and what stands on ``shelf``."""
    return Archive(structure, tuple(_obstacles(tuple(fonts), shelf)))


def _obstacles(fonts: tuple[EmbeddedFont, ...], shelf: ObjectShelf) -> Iterator[Problem]:
    if not all(font.is_archival for font in fonts):
        yield PrintProblem("print.archive_font")
    if any(picture.channels == 4 and not picture.profile for _, picture in shelf.pictures):
        yield PrintProblem("print.archive_ink")


def prepare_for_archive(pdf: Pdf, archive: Archive) -> None:
    """Write into ``pdf``, whose metadata is set, what the archive asks for, and what it claims."""
    profile = pdf.make_stream(srgb_profile(), N=3)
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, DestOutputProfile=profile)
    intent.OutputConditionIdentifier = String("sRGB")
    intent.Info = String("sRGB IEC61966-2.1")
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    for page in pdf.pages:
        for drawn in page.obj.Resources.XObject.values():
            if drawn.Subtype == Name.Image:
                drawn.Interpolate = False
    if archive.structure is not None:
        write_structure(pdf, archive.structure)
    if not archive.obstacles:
        # a reader's window shows the title of a document that can be read (ISO 14289-1, 7.1)
        is_readable = archive.structure is not None and "/Title" in pdf.docinfo
        claims = _A_CLAIM + (_UA_CLAIM if is_readable else "")
        held = pdf.Root.Metadata.read_bytes()
        made = held.replace(_END, claims.encode() + _END, 1)
        pdf.Root.Metadata = pdf.make_stream(made, Type=Name.Metadata, Subtype=Name.XML)
    _end_streams_clearly(pdf)


def has_unclear_end(data: bytes) -> bool:
    """Tell whether in the PDF ``data`` a stream seems to end before it does; see below."""
    return b"\r\nendstream" in data


def _end_streams_clearly(pdf: Pdf) -> None:
    """See to it that no stream ends in a carriage return.

    With the line feed that belongs to ``endstream`` it would look like one line end, and a
    validator that finds the end of a stream that way takes its length for wrong. Behind what zlib
    packed a byte more says nothing.
    """
    for each in pdf.objects:
        if not isinstance(each, Stream) or each.get("/Type") == Name.Metadata:
            continue
        raw, packing = each.read_raw_bytes(), each.get("/Filter")
        if packing is None:
            raw, packing = zlib.compress(raw), Name.FlateDecode
            each.write(raw, filter=Name.FlateDecode)
        if raw.endswith(b"\r") and packing == Name.FlateDecode:
            held = each.get("/DecodeParms")
            parameters = held if isinstance(held, Dictionary) else None
            each.write(raw + b"\n", filter=Name.FlateDecode, decode_parms=parameters)


def srgb_profile() -> bytes:
    """Return an ICC profile of sRGB, the same on every system and day."""
    from PIL import ImageCms  # start-up: other profiles need no Pillow for a map without images

    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    # Little CMS writes down its version of the format, the time and the system it runs on
    # (ICC.1:2010, 7.2): PDF/A knows version 4.2.
    made[8:12] = bytes((4, 0x20, 0, 0))
    made[24:36] = b"".join(number.to_bytes(2, "big") for number in (2000, 1, 1, 0, 0, 0))
    made[40:44] = bytes(4)
    return bytes(made)
