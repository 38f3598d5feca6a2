"""What a map knows from: the evidence register, the photo log and the embedded images."""

from __future__ import annotations

from base64 import b64decode
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from model.values import Id, IsoDate, IsoTime, Line, Sha256, Text, Value

EvidenceMethod = Literal[
    "interview", "focus_group", "observation", "user_test", "open_survey", "support_cases",
    "social_listening", "diary", "workshop", "survey", "web_analytics", "heat_map", "sales_data",
    "behaviour_data", "ab_test", "nps_csat_ces", "competitor_analysis", "other",
]  # fmt: skip


class Evidence(Value):
    """One study, data set or conversation that cards can refer to (reference 2.7)."""

    id: Id
    title: Line = ""
    method: EvidenceMethod = "other"
    kind: Literal["qualitative", "quantitative"] | None = None
    date: IsoDate = ""
    sample_size: Annotated[int, Field(ge=0, le=10**12)] | None = None
    reference: Line = ""
    quote: Text = ""
    notes: Text = ""


class Photo(Value):
    """A photo of the wall, with the place it shows."""

    id: Id
    image: Sha256
    caption: Line = ""
    phase: Id | None = None
    step: Id | None = None
    lane: Id | None = None
    taken: IsoTime = ""


class Image(Value):
    """An embedded image, named by the SHA-256 of its bytes; ``data`` is base64."""

    sha256: Sha256
    mime: Literal["image/png", "image/jpeg"]
    width_px: Annotated[int, Field(ge=1, le=100_000)]
    height_px: Annotated[int, Field(ge=1, le=100_000)]
    data: Annotated[str, StringConstraints(pattern=r"\A[A-Za-z0-9+/]*={0,2}\z")]

    @property
    def content(self) -> bytes:
        """The bytes of the PNG or JPEG file."""
        return b64decode(self.data)
