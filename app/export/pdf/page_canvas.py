"""The file around the pages: reportlab's document with our operators, fonts, icons and images."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from app.export.pdf.drawn_objects import ObjectShelf
from app.export.pdf.embedded_font import EmbeddedFont, FontSubset
from app.export.pdf.page_contents import POINTS_PER_MM, Form, PageContents

if TYPE_CHECKING:
    from app.export.pdf.pictures import Picture

_LEVEL = 5  # of zlib: at 5,000 cards 36 ms and 386 kB, where 6 takes 60 ms for 363 kB
# Parts of a sheet repeat what the whole says once: 8 takes 40 ms more and gives 6 % back.
_LEVEL_OF_FORMS = 8


class PageCanvas(Canvas):  # type: ignore[misc]  # reportlab has no types
    """A canvas whose pages are our operators and resources, without reportlab's Helvetica."""

    def __init__(self, contents: PageContents, language: str) -> None:
        self._contents = contents
        self._buffer = BytesIO()
        super().__init__(
            self._buffer, pageCompression=1, invariant=1, pdfVersion=(1, 6), lang=language,
        )  # fmt: skip

    def _make_preamble(self) -> None:
        # the usual one sets Helvetica, which is not embedded (reference/pdf.md 1.3)
        self._preamble = ""

    def saved(
        self, fonts: Iterable[EmbeddedFont], shelf: ObjectShelf, colours: Mapping[str, str]
    ) -> bytes:
        """Return the file, its pages calling ``fonts``, ``colours`` and what is on ``shelf``."""
        named = pdfdoc.PDFDictionary({font.resource: self._font(font) for font in fonts})
        objects = self._objects(shelf)
        held: dict[str, object] = {kind: _Verbatim(spelled) for kind, spelled in colours.items()}
        held["Font"] = named
        within = self._shared({**held, "XObject": pdfdoc.PDFDictionary(objects)})
        forms = {form.name: self._form(form, within) for form in self._contents.forms}
        resources = within
        if forms:
            called = pdfdoc.PDFDictionary({**objects, **forms})
            resources = self._shared({**held, "XObject": called})
        for printed, content in self._contents.pages:
            self.setPageSize((printed.width * POINTS_PER_MM, printed.height * POINTS_PER_MM))
            self.showPage()
            page = self._doc.Pages.pages[-1]
            page.Contents = _stream({}, content)
            page.Resources = resources
        self._doc.SaveToFile(self._buffer, self)
        return self._buffer.getvalue()

    def _shared(self, entries: Mapping[str, object]) -> _Verbatim:
        return _Verbatim(self._refer(pdfdoc.PDFDictionary(dict(entries))))

    def _form(self, form: Form, resources: _Verbatim) -> pdfdoc.PDFObjectReference:
        x, y, width, height = form.box
        entries = {
            "Type": _Verbatim("/XObject"),
            "Subtype": _Verbatim("/Form"),
            "BBox": _Verbatim(f"[{x:.2f} {-y - height:.2f} {x + width:.2f} {-y:.2f}]"),
            "Resources": resources,
        }
        return self._doc.Reference(_stream(entries, form.content, _LEVEL_OF_FORMS), form.name)

    def _font(self, font: EmbeddedFont) -> pdfdoc.PDFObjectReference:
        """Write ``font`` cut down to what it drew, and return a reference to it."""
        subset = font.subset()
        if font.is_cff:
            kind, encoding = "CIDFontType0", self._refer(_cmap(font.code_map(subset)))
            mapping = ""
        else:
            kind, encoding = "CIDFontType2", "/Identity-H"
            mapping = f"/CIDToGIDMap {self._refer(_stream({}, font.cid_to_gid_map(subset)))}"
        descendant = self._refer(
            _Verbatim(
                f"<</Type/Font/Subtype/{kind}/BaseFont/{font.name}"
                f"/FontDescriptor {self._descriptor(font, subset)}"
                "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                f"/W {font.widths(subset)}{mapping}>>"
            )
        )
        whole = _Verbatim(
            f"<</Type/Font/Subtype/Type0/BaseFont/{font.name}/Encoding {encoding}"
            f"/DescendantFonts[{descendant}]"
            f"/ToUnicode {self._refer(_stream({}, font.to_unicode()))}>>"
        )
        return self._doc.Reference(whole, font.resource)

    def _descriptor(self, font: EmbeddedFont, subset: FontSubset) -> str:
        if font.is_cff:
            program = _stream({"Subtype": _Verbatim("/CIDFontType0C")}, subset.data)
            key = "FontFile3"
        else:
            program, key = _stream({"Length1": len(subset.data)}, subset.data), "FontFile2"
        numbers = " ".join(f"/{name} {_spelled(it)}" for name, it in font.descriptor().items())
        return self._refer(
            _Verbatim(
                f"<</Type/FontDescriptor/FontName/{font.name} {numbers}"
                f"/{key} {self._refer(program)}>>"
            )
        )

    def _objects(self, shelf: ObjectShelf) -> dict[str, pdfdoc.PDFObjectReference]:
        """Write the icons and images on ``shelf`` and return references by resource name."""
        made = {}
        for name, operators in shelf.icons:
            form = _stream(
                {
                    "Type": _Verbatim("/XObject"),
                    "Subtype": _Verbatim("/Form"),
                    "BBox": _Verbatim("[-0.1 -0.1 1.1 1.1]"),
                    "Resources": _Verbatim("<<>>"),
                },
                operators.encode("ascii"),
            )
            made[name] = self._doc.Reference(form, name)
        for name, picture in shelf.pictures:
            made[name] = self._doc.Reference(self._image(picture), name)
        return made

    def _image(self, picture: Picture) -> pdfdoc.PDFStream:
        entries = {
            "Type": _Verbatim("/XObject"),
            "Subtype": _Verbatim("/Image"),
            "Width": picture.width,
            "Height": picture.height,
            "BitsPerComponent": 8,
            "ColorSpace": _Verbatim(self._colour_space(picture)),
            "Interpolate": _Verbatim("true"),
            "Filter": _Verbatim(f"/{picture.filter}"),
        }
        if picture.parameters:
            entries["DecodeParms"] = _Verbatim(picture.parameters)
        if picture.decode != (0.0, 1.0):
            least, largest = picture.decode
            channel = f"{least:g} {largest:g}"
            entries["Decode"] = _Verbatim(f"[{' '.join([channel] * picture.channels)}]")
        if picture.cut_out:
            entries["Mask"] = _Verbatim(self._refer(_cut_out(picture)))
        return pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries), picture.data, filters=[])

    def _colour_space(self, picture: Picture) -> str:
        if not picture.profile:
            return f"/{picture.device_space}"
        entries = {"N": picture.channels, "Alternate": _Verbatim(f"/{picture.device_space}")}
        return f"[/ICCBased {self._refer(_stream(entries, picture.profile))}]"

    def _refer(self, thing: pdfdoc.PDFObject) -> str:
        """Register ``thing`` and return its reference, spelled."""
        reference = self._doc.Reference(thing, f"J{self._doc.objectcounter + 1}")
        return str(reference.format(self._doc).decode("ascii"))


class _Verbatim(pdfdoc.PDFObject):  # type: ignore[misc]  # reportlab has no types
    """A PDF object spelled by us."""

    def __init__(self, text: str) -> None:
        self._text = text

    def format(self, document: pdfdoc.PDFDocument) -> bytes:  # noqa: ARG002
        return self._text.encode("ascii")


def _cut_out(picture: Picture) -> pdfdoc.PDFStream:
    width, height = picture.cut_size
    entries = {
        "Type": _Verbatim("/XObject"),
        "Subtype": _Verbatim("/Image"),
        "Width": width,
        "Height": height,
        "ImageMask": _Verbatim("true"),
        "BitsPerComponent": 1,
        "Filter": _Verbatim("/FlateDecode"),
    }
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries), picture.cut_out, filters=[])


def _stream(entries: Mapping[str, object], content: bytes, level: int = _LEVEL) -> pdfdoc.PDFStream:
    # the filter as a name, not reportlab's array of one: else pikepdf compresses all again
    dictionary = {**entries, "Filter": _Verbatim("/FlateDecode")}
    packed = zlib.compress(content, level)
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary(dictionary), packed, filters=[])


def _cmap(content: bytes) -> pdfdoc.PDFStream:
    entries = {
        "Type": _Verbatim("/CMap"),
        "CMapName": _Verbatim("/Journeywall-H"),
        "CIDSystemInfo": _Verbatim("<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"),
    }
    return _stream(entries, content)


def _spelled(value: object) -> str:
    return f"[{' '.join(map(str, value))}]" if isinstance(value, list) else str(value)
