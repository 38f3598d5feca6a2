"""Our own check of the rules of PDF/X-1a:2003 (ISO 15930-4) on a finished file.

It is our reading of the rules, not a certified preflight: there is no free one. It is stricter
where that is simpler: what stands in a file unused counts too, and annotations are not allowed
anywhere.
`RULES` is the list that docs/print.md explains.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from io import BytesIO
from itertools import pairwise
from types import MappingProxyType

from pikepdf import (
    Array,
    Dictionary,
    Name,
    Object,
    PasswordError,
    Pdf,
    PdfError,
    Stream,
    parse_content_stream,
)

from app.export.pdf.press import REGISTRY, VERSION_KEY, X1A
from model.problems import PrintProblem

_DATE = re.compile(r"D:\d{4}(\d\d){0,5}([-+Z](\d\d'?(\d\d'?)?)?)?")
_OTHER_STANDARDS = re.compile(r"/pdf(a|ua|x|vt)/ns/id/")  # in the names of their schemas
_FOREIGN_SPACES = frozenset(("/ICCBased", "/CalRGB", "/CalGray", "/Lab"))
_DEVICE_SPACES = frozenset(("/DeviceCMYK", "/DeviceGray"))
_INTENTS = frozenset(
    ("/AbsoluteColorimetric", "/RelativeColorimetric", "/Saturation", "/Perceptual")
)
_FORBIDDEN_FILTERS = frozenset(("/LZWDecode", "/JBIG2Decode", "/JPXDecode", "/Crypt"))
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_NEED_A_FILE = frozenset(("/Type1", "/MMType1", "/TrueType", "/CIDFontType0", "/CIDFontType2"))
_MOST_UNITS, _LEAST_UNITS = 14_400, 3
_SLACK = 0.01  # points: boxes are written rounded


def x1a_failures(data: bytes) -> tuple[PrintProblem, ...]:
    """Return which of `RULES` the file ``data`` breaks, each as ``print.x1a_`` and the rule."""
    try:
        with Pdf.open(BytesIO(data)) as pdf:
            seen = _Seen(pdf, data)
            broken = [rule for rule, is_kept in RULES.items() if not is_kept(seen)]
    except (PdfError, PasswordError):
        broken = ["readable"]
    return tuple(PrintProblem(f"print.x1a_{rule}") for rule in broken)


class _Seen:
    """What the rules look at, gathered once."""

    def __init__(self, pdf: Pdf, data: bytes) -> None:
        self.pdf, self.data, self.root = pdf, data, pdf.Root
        info = pdf.trailer.get("/Info")
        self.info: Object = info if isinstance(info, Dictionary) else Dictionary()

    def said(self, key: str) -> str:
        """Return what Info says under ``key``, "" for nothing."""
        return str(self.info.get(key, "")).strip()

    @cached_property
    def things(self) -> tuple[Object, ...]:
        """All dictionaries, streams and arrays, nested ones too."""
        return tuple(thing for each in (self.pdf.trailer, *self.pdf.objects) for thing in _in(each))

    @cached_property
    def dictionaries(self) -> tuple[Object, ...]:
        """All dictionaries, those of streams too."""
        return tuple(thing for thing in self.things if isinstance(thing, (Dictionary, Stream)))

    @cached_property
    def intents(self) -> list[Object]:
        """The output intents for PDF/X."""
        found = self.root.get("/OutputIntents", ())
        return [each for each in found if each.get("/S") == "/GTS_PDFX"]

    @cached_property
    def operators(self) -> list[tuple[str, list[object]]]:
        """What sets colours and intents in pages, forms and patterns, and inline images."""
        streams: list[Object] = [page.obj for page in self.pdf.pages]
        streams += [
            each
            for each in self.dictionaries
            if isinstance(each, Stream)
            and (each.get("/Subtype") == "/Form" or each.get("/PatternType") == 1)
        ]
        wanted = {"rg", "RG", "cs", "CS", "ri", "INLINE IMAGE"}
        return [
            (str(each.operator), list(each.operands))
            for stream in streams
            for each in parse_content_stream(stream)
            if str(each.operator) in wanted
        ]

    def values(self, *keys: str) -> Iterator[Object]:
        """Yield every value that stands under one of ``keys`` anywhere."""
        for each in self.dictionaries:
            for key in keys:
                value = each.get(key)
                if value is not None:
                    yield value


def _in(thing: Object) -> Iterator[Object]:
    """Yield ``thing`` and what is nested in it, but not what it refers to."""
    waiting = [thing]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Array):
            inside: Iterable[Object] = list(each)
        elif isinstance(each, (Dictionary, Stream)):
            inside = [value for _, value in each.items()]
        else:
            continue
        yield each
        waiting += [
            value
            for value in inside
            if isinstance(value, (Array, Dictionary)) and not value.is_indirect
        ]


def _is_old_enough(seen: _Seen) -> bool:
    major, minor = (int(part) for part in seen.pdf.pdf_version.split("."))
    return (major, minor) <= (1, 4)


def _has_plain_references(seen: _Seen) -> bool:
    start = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*\Z", seen.data)
    is_table = start is not None and seen.data[int(start[1]) :].lstrip().startswith(b"xref")
    return is_table and not any(value in ("/ObjStm", "/XRef") for value in seen.values("/Type"))


def _has_id(seen: _Seen) -> bool:
    found = seen.pdf.trailer.get("/ID")
    return isinstance(found, Array) and len(found) == 2 and all(bytes(part) for part in found)


def _has_dates(seen: _Seen) -> bool:
    return all(_DATE.fullmatch(seen.said(key)) for key in ("/CreationDate", "/ModDate"))


def _claims_this(seen: _Seen) -> bool:
    return seen.said(VERSION_KEY) == X1A and "/GTS_PDFXConformance" not in seen.info


def _says_one_thing(seen: _Seen) -> bool:
    """Tell whether XMP, where there is any, repeats Info and claims no other standard."""
    if "/Metadata" not in seen.root:
        return True
    with seen.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        same = {
            "dc:title": seen.said("/Title"),
            "pdf:Trapped": seen.said("/Trapped").removeprefix("/"),
            "pdf:Producer": seen.said("/Producer"),
            "xmp:CreatorTool": seen.said("/Creator"),
        }
        differs = any(xmp.get(key, said) != said for key, said in same.items())
        others = any(_OTHER_STANDARDS.search(str(key)) for key in xmp)
    return not differs and not others


def _has_condition(seen: _Seen) -> bool:
    return all(
        str(intent.get("/OutputConditionIdentifier", ""))
        and (str(intent.get("/RegistryName", "")) == REGISTRY or "/DestOutputProfile" in intent)
        for intent in seen.intents
    )


def _has_press_profile(seen: _Seen) -> bool:
    profiles = [each["/DestOutputProfile"] for each in seen.intents if "/DestOutputProfile" in each]
    for profile in profiles:
        data = profile.read_bytes()
        if profile.get("/N") != 4 or data[12:20] != b"prtrCMYK" or data[36:40] != b"acsp":
            return False
    return True


def _box(page: Object, key: str) -> tuple[float, ...] | None:
    found = page.get(key)
    return tuple(map(float, found)) if isinstance(found, Array) and len(found) == 4 else None


def _has_one_trim(seen: _Seen) -> bool:
    return all((_box(p.obj, "/TrimBox") is None) != (_box(p.obj, "/ArtBox") is None)
               for p in seen.pdf.pages)  # fmt: skip


def _has_nested_boxes(seen: _Seen) -> bool:
    for page in seen.pdf.pages:
        trim = _box(page.obj, "/TrimBox") or _box(page.obj, "/ArtBox")
        media = tuple(map(float, page.mediabox))
        bleed, crop = _box(page.obj, "/BleedBox"), _box(page.obj, "/CropBox")
        chain = [box for box in (trim, bleed, media) if box is not None]
        pairs = list(pairwise(chain))
        pairs += [(crop, media)] if crop else []
        if not all(_is_within(inner, outer) for inner, outer in pairs):
            return False
    return True


def _is_within(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    return (
        all(inner[at] >= outer[at] - _SLACK for at in (0, 1))
        and all(inner[at] <= outer[at] + _SLACK for at in (2, 3))
        and inner[0] < inner[2]
        and inner[1] < inner[3]
    )


def _has_usual_size(seen: _Seen) -> bool:
    for page in seen.pdf.pages:
        left, low, right, high = map(float, page.mediabox)
        sides = (right - left, high - low)
        if min(sides) < _LEAST_UNITS or max(sides) > _MOST_UNITS or "/UserUnit" in page.obj:
            return False
    return len(seen.pdf.pages) > 0


def _is_silent(seen: _Seen) -> bool:
    """Tell whether nothing happens when the file is opened or clicked."""
    return not any(True for _ in seen.values("/OpenAction", "/AA", "/A", "/JS", "/JavaScript"))


def _has_no_attachment(seen: _Seen) -> bool:
    return not any(True for _ in seen.values("/EmbeddedFiles", "/EF", "/AF"))


def _uses_inks(seen: _Seen) -> bool:
    for operator, operands in seen.operators:
        if operator in ("rg", "RG"):
            return False
        if operator in ("cs", "CS") and str(operands[0]) == "/DeviceRGB":
            return False
        if operator == "INLINE IMAGE" and not _is_inline_in_ink(operands[0]):
            return False
    return True


def _is_inline_in_ink(image: object) -> bool:
    space = getattr(image, "colorspace", None)
    return bool(getattr(image, "image_mask", False)) or str(space) in _DEVICE_SPACES


def _has_spaces_of_ink(seen: _Seen) -> bool:
    for thing in seen.things:
        values = list(thing) if isinstance(thing, Array) else [v for _, v in thing.items()]
        names = [str(value) for value in values if isinstance(value, Name)]
        if "/DeviceRGB" in names:
            return False
        if isinstance(thing, Array) and names and str(thing[0]) in _FOREIGN_SPACES:
            return False
    return not any(True for _ in seen.values("/DefaultRGB", "/DefaultCMYK", "/DefaultGray"))


def _has_spots_of_ink(seen: _Seen) -> bool:
    return all(
        len(thing) > 2 and str(thing[2]) in _DEVICE_SPACES
        for thing in seen.things
        if isinstance(thing, Array)
        and len(thing) > 0
        and isinstance(thing[0], Name)
        and str(thing[0]) in ("/Separation", "/DeviceN")
    )


def _is_opaque(seen: _Seen) -> bool:
    return all(float(value) == 1 for value in seen.values("/ca", "/CA"))


def _blends_nothing(seen: _Seen) -> bool:
    return all(str(value) in ("/Normal", "/Compatible") for value in seen.values("/BM"))


def _has_no_group(seen: _Seen) -> bool:
    return not any(value == "/Transparency" for value in seen.values("/S"))


def _embeds_fonts(seen: _Seen) -> bool:
    for font in seen.dictionaries:
        if font.get("/Type") == "/Font" and str(font.get("/Subtype")) in _NEED_A_FILE:
            descriptor = font.get("/FontDescriptor")
            if descriptor is None or not any(key in descriptor for key in _FONT_FILES):
                return False
    return True


def _has_usual_filters(seen: _Seen) -> bool:
    for value in seen.values("/Filter"):
        names = list(value) if isinstance(value, Array) else [value]
        if any(isinstance(name, Name) and str(name) in _FORBIDDEN_FILTERS for name in names):
            return False
    return True


def _is_whole(seen: _Seen) -> bool:
    """Tell whether nothing of the pages lies in another file, or in another form beside it."""
    for each in seen.dictionaries:
        is_outside = isinstance(each, Stream) and ("/F" in each or "/FFilter" in each)
        if is_outside or "/OPI" in each or "/Ref" in each or "/Alternates" in each:
            return False
        if each.get("/Subtype") == "/PS" or each.get("/Subtype2") == "/PS":
            return False
    return True


def _leaves_tones(seen: _Seen) -> bool:
    tones = all(str(value) == "/Default" for value in seen.values("/TR2"))
    return tones and not any(True for _ in seen.values("/TR", "/HTP"))


def _has_known_intents(seen: _Seen) -> bool:
    asked = [operands[0] for operator, operands in seen.operators if operator == "ri"]
    asked += [value for value in seen.values("/RI", "/Intent") if isinstance(value, Name)]
    return all(str(value) in _INTENTS for value in asked)


def _none(*keys: str) -> Callable[[_Seen], bool]:
    return lambda seen: not any(True for _ in seen.values(*keys))


RULES: Mapping[str, Callable[[_Seen], bool]] = MappingProxyType(
    {
        "version": _is_old_enough,
        "references": _has_plain_references,
        "encrypted": lambda seen: "/Encrypt" not in seen.pdf.trailer,
        "id": _has_id,
        "title": lambda seen: bool(seen.said("/Title")),
        "dates": _has_dates,
        "producer": lambda seen: bool(seen.said("/Producer")),
        "trapped": lambda seen: seen.said("/Trapped") in ("/True", "/False"),
        "claim": _claims_this,
        "metadata": _says_one_thing,
        "intent": lambda seen: len(seen.intents) == 1,
        "condition": _has_condition,
        "profile": _has_press_profile,
        "trim": _has_one_trim,
        "boxes": _has_nested_boxes,
        "size": _has_usual_size,
        "annotations": _none("/Annots"),
        "form": _none("/AcroForm"),
        "actions": _is_silent,
        "attachments": _has_no_attachment,
        "layers": _none("/OCProperties", "/OC"),
        "operators": _uses_inks,
        "spaces": _has_spaces_of_ink,
        "spots": _has_spots_of_ink,
        "masks": lambda seen: all(str(value) == "/None" for value in seen.values("/SMask")),
        "alpha": _is_opaque,
        "blending": _blends_nothing,
        "groups": _has_no_group,
        "fonts": _embeds_fonts,
        "filters": _has_usual_filters,
        "external": _is_whole,
        "tones": _leaves_tones,
        "intents": _has_known_intents,
    }
)
"""All rules by name, in the order they are told in: whether a file keeps each."""
