"""The map inside its PDF (ISO 19005-3, 6.8): the bytes of a .journey file as an associated file."""

from __future__ import annotations

from pikepdf import Array, AttachedFileSpec, Name, Pdf

from app.export.opening_pdf import MAP_NAME


def attach_map(pdf: Pdf, content: bytes, *, description: str, modified: str) -> None:
    """Put ``content``, a .journey file, into ``pdf`` as what it was made of.

    Args:
        pdf: The document.
        content: The bytes of the file.
        description: What a list of attachments says of it.
        modified: When the map was saved last, as a PDF date; "" when unknown.
    """
    held = AttachedFileSpec(
        pdf,
        content,
        filename=MAP_NAME,
        mime_type="application/json",
        description=description,
        creation_date="",
        mod_date=modified,
    )
    held.obj.AFRelationship = Name.Source
    pdf.attachments[MAP_NAME] = held
    pdf.Root.AF = Array([pdf.attachments[MAP_NAME].obj])
