"""Images in the inks of a press: converted through the shop's profile, else grey."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from io import BytesIO

from PIL import Image as Pillow
from PIL import ImageCms

from app.export.pdf.press_profile import PressProfile, press_transform


@dataclass(frozen=True)
class PressColours:
    """Turns pictures into ink.

    Attributes:
        profile: The shop's; None turns colours into greys.
    """

    profile: PressProfile | None

    def in_ink(self, picture: Pillow.Image) -> Pillow.Image:
        """Return ``picture``, which is in sRGB or plain grey, in CMYK, or in grey."""
        if self.profile is None or picture.mode == "L":
            return picture.convert("L")
        made = ImageCms.applyTransform(picture, self._transform)
        assert made is not None
        return made

    @cached_property
    def _transform(self) -> ImageCms.ImageCmsTransform:
        assert self.profile is not None
        return press_transform(ImageCms.ImageCmsProfile(BytesIO(self.profile.data)))
