"""The PDF of a sheet: one page at true scale, drawn once with reportlab, finished with pikepdf."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from app.export.pdf.colours import rgb_inks
from app.export.pdf.drawn_objects import ObjectShelf
from app.export.pdf.embedded_font import EmbeddedFont
from app.export.pdf.finishing import finish
from app.export.pdf.page_operators import PageOperators
from app.export.pdf.pictures import Picture
from app.export.pdf.text_operators import TextOperators
from model.layout.drawing_order import drawing_order
from model.layout.sheet import Sheet
from model.layout.theme import Theme
from model.paper import PagePlan

_POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says about itself.

    Attributes:
        keywords: What to find it by.
        language: BCP 47 tag of the map's language.
        created, modified: ISO 8601 times of the map, "" when unknown. The time of the export is
            left out, so that the same map gives the same bytes.
    """

    title: str = ""
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    language: str = "en"
    created: str = ""
    modified: str = ""


def export_pdf(sheet: Sheet, plan: PagePlan, theme: Theme, metadata: Metadata) -> bytes:
    """Return ``sheet`` as a PDF of one page, as ``plan`` places it.

    The same arguments give the same bytes. Fonts are embedded as subsets, text can be searched,
    nothing is transparent or rasterised; colours are device RGB.
    """
    fills, strokes = rgb_inks(theme)
    text = TextOperators(sheet.fonts)
    shelf = ObjectShelf(sheet.images)
    page = PageOperators(fills, strokes, text, shelf)
    for layer in drawing_order(sheet):
        page.add(layer)
    canvas = _PageCanvas(plan, metadata.language)
    resources = pdfdoc.PDFDictionary(
        {
            "Font": pdfdoc.PDFDictionary(
                {font.resource: canvas.add_font(font) for font in text.fonts}
            ),
            "XObject": pdfdoc.PDFDictionary(canvas.add_objects(shelf)),
        }
    )
    return finish(canvas.saved(page.content(_matrix(plan)), resources), plan, metadata)


def _matrix(plan: PagePlan) -> str:
    """From the sheet's millimetres, y up from its top edge, to the page's points."""
    scale = plan.scale * _POINTS_PER_MM
    x, y = plan.x * _POINTS_PER_MM, (plan.height - plan.y) * _POINTS_PER_MM
    return f"{scale:.8f} 0 0 {scale:.8f} {x:.4f} {y:.4f}"


class _Verbatim(pdfdoc.PDFObject):  # type: ignore[misc]  # reportlab has no types
    """A PDF object spelled by us."""

    def __init__(self, text: str) -> None:
        self._text = text

    def format(self, document: pdfdoc.PDFDocument) -> bytes:  # noqa: ARG002
        return self._text.encode("ascii")


class _PageCanvas(Canvas):  # type: ignore[misc]  # reportlab has no types
    """A canvas whose one page is our operators and resources, without reportlab's Helvetica."""

    def __init__(self, plan: PagePlan, language: str) -> None:
        self._buffer = BytesIO()
        size = (plan.width * _POINTS_PER_MM, plan.height * _POINTS_PER_MM)
        super().__init__(
            self._buffer, pagesize=size, pageCompression=1, invariant=1,
            pdfVersion=(1, 6), lang=language,
        )  # fmt: skip

    def _make_preamble(self) -> None:
        # the usual one sets Helvetica, which is not embedded (reference/pdf.md 1.3)
        self._preamble = ""

    def saved(self, content: bytes, resources: pdfdoc.PDFDictionary) -> bytes:
        """Return the file with one page of ``content``."""
        self.showPage()
        page = self._doc.Pages.pages[-1]
        page.Contents = _stream({}, content)
        page.Resources = resources
        self._doc.SaveToFile(self._buffer, self)
        return self._buffer.getvalue()

    def add_font(self, font: EmbeddedFont) -> pdfdoc.PDFObjectReference:
        """Write ``font`` cut down to what it drew, and return a reference to it."""
        subset = font.subset()
        name = font.name
        if font.is_cff:
            file = ("FontFile3", {"Subtype": _Verbatim("/CIDFontType0C")})
            kind, encoding = "CIDFontType0", self._refer(_cmap(font.code_map(subset)))
            mapping = ""
        else:
            file = ("FontFile2", {"Length1": len(subset.data)})
            kind, encoding = "CIDFontType2", "/Identity-H"
            mapping = f"/CIDToGIDMap {self._refer(_stream({}, font.cid_to_gid_map(subset)))}"
        descriptor = " ".join(f"/{key} {_spelled(it)}" for key, it in font.descriptor().items())
        program = self._refer(_stream(file[1], subset.data))
        described = self._refer(
            _Verbatim(f"<</Type/FontDescriptor/FontName/{name} {descriptor}/{file[0]} {program}>>")
        )
        descendant = self._refer(
            _Verbatim(
                f"<</Type/Font/Subtype/{kind}/BaseFont/{name}/FontDescriptor {described}"
                "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                f"/W {font.widths(subset)}{mapping}>>"
            )
        )
        unicode = self._refer(_stream({}, font.to_unicode()))
        return self._doc.Reference(
            _Verbatim(
                f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding {encoding}"
                f"/DescendantFonts[{descendant}]/ToUnicode {unicode}>>"
            ),
            font.resource,
        )

    def add_objects(self, shelf: ObjectShelf) -> dict[str, pdfdoc.PDFObjectReference]:
        """Write the icons and images on ``shelf`` and return references by resource name."""
        made = {}
        for name, operators in shelf.icons:
            entries = {
                "Type": _Verbatim("/XObject"),
                "Subtype": _Verbatim("/Form"),
                "BBox": _Verbatim("[-0.1 -0.1 1.1 1.1]"),
                "Resources": _Verbatim("<<>>"),
            }
            made[name] = self._doc.Reference(_stream(entries, operators.encode("ascii")), name)
        for name, picture in shelf.pictures:
            made[name] = self._doc.Reference(self._image(picture), name)
        return made

    def _image(self, picture: Picture) -> pdfdoc.PDFStream:
        space = f"/{picture.device_space}"
        if picture.profile:
            entries = {
                "N": picture.channels,
                "Alternate": _Verbatim(space),
            }
            space = f"[/ICCBased {self._refer(_stream(entries, picture.profile))}]"
        entries = {
            "Type": _Verbatim("/XObject"),
            "Subtype": _Verbatim("/Image"),
            "Width": picture.width,
            "Height": picture.height,
            "BitsPerComponent": 8,
            "ColorSpace": _Verbatim(space),
            "Interpolate": _Verbatim("true"),
            "Filter": _Verbatim(f"/{picture.filter}"),
        }
        if picture.parameters:
            entries["DecodeParms"] = _Verbatim(picture.parameters)
        if picture.is_inverted:
            entries["Decode"] = _Verbatim("[1 0 1 0 1 0 1 0]")
        return pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries), picture.data, filters=[])

    def _refer(self, thing: pdfdoc.PDFObject) -> str:
        """Register ``thing`` and return its reference, spelled."""
        reference = self._doc.Reference(thing, f"J{self._doc.objectcounter + 1}")
        return str(reference.format(self._doc).decode("ascii"))


def _stream(entries: dict[str, object], content: bytes) -> pdfdoc.PDFStream:
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries), content, filters=[pdfdoc.PDFZCompress])


def _cmap(content: bytes) -> pdfdoc.PDFStream:
    entries = {
        "Type": _Verbatim("/CMap"),
        "CMapName": _Verbatim("/Journeywall-H"),
        "CIDSystemInfo": _Verbatim("<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"),
    }
    return _stream(entries, content)


def _spelled(value: object) -> str:
    return f"[{' '.join(map(str, value))}]" if isinstance(value, list) else str(value)
