"""What a PDF for a press has beside its colours: the condition it is made for, PDF 1.4 throughout.

The rules are those of ISO 15930-4 (PDF/X-1a:2003); `x1a` checks them on the finished bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, Pdf, String

if TYPE_CHECKING:
    from app.export.pdf.press_profile import PressProfile

X1A = "PDF/X-1a:2003"
"""What Info says of a file that claims to keep the rules."""
VERSION_KEY = "/GTS_PDFXVersion"
USUAL_CONDITION = "FOGRA39"
"""Offset on coated paper, ISO 12647-2:2004/Amd 1: what shops in Europe ask for (reference 3.2)."""
REGISTRY = "http://www.color.org"
_DESCRIBED = {USUAL_CONDITION: "Offset printing, ISO 12647-2:2004/Amd 1, coated paper"}


def prepare_for_press(pdf: Pdf, profile: PressProfile | None) -> None:
    """Write the output condition into ``pdf``: that of ``profile``, else the usual one.

    A condition of the ICC's registry needs no profile in the file; any other is described by it.
    """
    condition = USUAL_CONDITION if profile is None else profile.condition
    intent = Dictionary(Type=Name("/OutputIntent"), S=Name("/GTS_PDFX"))
    intent.OutputConditionIdentifier = String(condition or "Custom")
    if condition:
        intent.RegistryName = String(REGISTRY)
        described = _DESCRIBED.get(condition, "")
    else:
        assert profile is not None
        described = profile.name
        intent.DestOutputProfile = pdf.make_stream(profile.data, N=4)
    if described:
        intent.OutputCondition = String(described)
        intent.Info = String(described)
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    for page in pdf.pages:
        for unused in ("/Trans", "/Annots", "/Group", "/UserUnit"):
            if unused in page.obj:
                del page.obj[unused]
