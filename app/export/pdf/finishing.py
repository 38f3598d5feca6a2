"""The last hand on a PDF: page boxes, what a viewer is told, metadata, clean syntax."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, String

from app import __version__
from app.export.pdf.archive import Archive, has_unclear_end, prepare_for_archive
from app.export.pdf.attachment import attach_map
from app.export.pdf.outline import set_outline
from app.export.pdf.page_contents import POINTS_PER_MM
from app.export.pdf.press import VERSION_KEY, X1A, prepare_for_press
from app.export.pdf.structure import Structure, write_structure
from model.file import encode
from model.printing.pages import Area, Printout, PrintPage
from model.values import clean_line

if TYPE_CHECKING:
    from app.export.pdf.document import Metadata
    from app.export.pdf.press_profile import PressProfile

CREATOR = f"Journeywall {__version__}"


def finish(
    data: bytes,
    printout: Printout,
    metadata: Metadata,
    profile: PressProfile | None = None,
    archive: Archive | None = None,
    *,
    claims_x1a: bool = False,
    structure: Structure | None = None,
) -> bytes:
    """Return the PDF ``data`` with boxes, viewer preferences, Info and XMP; bytes repeat.

    ``profile`` is that of the press, None for none; ``archive`` is for an archive alone;
    ``claims_x1a`` writes that the file keeps the rules of `x1a`; ``structure`` is that of a
    tagged PDF that is for no archive.
    """
    is_for_press = printout.settings.profile == "cmyk"
    with Pdf.open(BytesIO(data)) as pdf:
        # reportlab's half hangs on SOURCE_DATE_EPOCH; without it both are made of the content.
        del pdf.trailer.ID
        _set_boxes(pdf, printout)
        _set_catalog(pdf, metadata)
        set_outline(pdf, printout.pages)
        _set_metadata(pdf, metadata, is_trapped_known=archive is None)
        if printout.inside is not None:
            attach_map(
                pdf,
                encode(printout.inside),
                description=clean_line(metadata.title),
                modified=_date(metadata.modified),
            )
        if archive is not None:
            prepare_for_archive(pdf, archive)
            made = _saved(pdf, "1.7", ObjectStreamMode.generate)
            # An object stream is beyond our reach: better a larger file than a doubtful one.
            return _saved(pdf, "1.7", ObjectStreamMode.disable) if has_unclear_end(made) else made
        if structure is not None:
            write_structure(pdf, structure)
        if not is_for_press:
            return _saved(pdf, "1.6", ObjectStreamMode.generate)
        prepare_for_press(pdf, profile)
        if claims_x1a:
            pdf.docinfo[VERSION_KEY] = String(X1A)
        return _saved(pdf, "1.4", ObjectStreamMode.disable)


def _saved(pdf: Pdf, version: str, streams: ObjectStreamMode) -> bytes:
    made = BytesIO()
    pdf.save(made, deterministic_id=True, force_version=version, object_stream_mode=streams)
    return made.getvalue()


def _set_boxes(pdf: Pdf, printout: Printout) -> None:
    for page, made in zip(printout.pages, pdf.pages, strict=True):
        made.obj.MediaBox = _box(page, (0, 0, page.width, page.height))
        made.obj.BleedBox = _box(page, page.bleed)
        made.obj.TrimBox = _box(page, page.trim)


def _box(page: PrintPage, area: Area) -> Array:
    """``area`` in mm from the top left corner as a box in points from the bottom left one."""
    x, y, width, height = area
    sides = (x, page.height - y - height, x + width, page.height - y)
    return Array([_points(side) for side in sides])


def _points(length: float) -> float:
    return round(length * POINTS_PER_MM, 4)


def _set_catalog(pdf: Pdf, metadata: Metadata) -> None:
    root = pdf.Root
    root.Lang = String(metadata.language)
    # a print dialog's "fit to page" would shrink the wall by a few percent (reference 3.5)
    root.ViewerPreferences = Dictionary(PrintScaling=Name("/None"), DisplayDocTitle=True)
    for unused in ("/Outlines", "/PageMode"):
        if unused in root:
            del root[unused]


def _set_metadata(pdf: Pdf, metadata: Metadata, *, is_trapped_known: bool) -> None:
    """Write Info and XMP; in that of PDF/A there is no word for trapping."""
    del pdf.docinfo
    title = clean_line(metadata.title)
    author, subject = clean_line(metadata.author), clean_line(metadata.subject)
    keywords = ", ".join(filter(None, map(clean_line, metadata.keywords)))
    info = {"/Title": title, "/Author": author, "/Subject": subject, "/Keywords": keywords}
    for key, text in info.items():
        if text:
            pdf.docinfo[key] = String(text)
    pdf.docinfo["/Creator"] = String(CREATOR)
    pdf.docinfo["/Producer"] = String(CREATOR)
    pdf.docinfo["/Trapped"] = Name("/False")
    created = metadata.created or metadata.modified
    modified = metadata.modified or metadata.created
    for key, time in (("/CreationDate", created), ("/ModDate", modified)):
        if time:
            pdf.docinfo[key] = String(_date(time))
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        wanted: dict[str, str | list[str]] = {
            "dc:title": title,
            "dc:description": subject,
            "dc:language": [metadata.language],
            "dc:creator": [author] if author else [],
            "dc:format": "application/pdf",
            "pdf:Keywords": keywords,
            "pdf:Producer": CREATOR,
            "pdf:Trapped": "False" if is_trapped_known else "",
            "xmp:CreatorTool": CREATOR,
            "xmp:CreateDate": created,
            "xmp:ModifyDate": modified,
        }
        for field, value in wanted.items():
            if value:
                xmp[field] = value


def _date(time: str) -> str:
    """``time``, ISO 8601 in UTC, as PDF spells it; "" stays."""
    return f"D:{''.join(filter(str.isdigit, time[:19]))}Z" if time else ""
