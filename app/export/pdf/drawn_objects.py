"""Icons and images of one document: each is written once and called by name from the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from app.export.pdf.page_operators import path_operators
from model.evidence import Image
from model.layout.icons import ICON_BOX, ICON_STROKE, icon_paths

if TYPE_CHECKING:
    from app.export.pdf.pictures import Picture
    from app.export.pdf.press_pictures import PressColours


class ObjectShelf:
    """Hands out names for icons and images and remembers what stands behind them.

    Attributes:
        icons: (resource name, operators in a unit square, y up) of each icon called.
        pictures: (resource name, picture) of each image called.
    """

    def __init__(
        self,
        images: Mapping[str, Image],
        most_px: Mapping[str, tuple[int, int]],
        press: PressColours | None = None,
    ) -> None:
        """Take the images by hash, and how many pixels (width, height) each needs at most.

        ``press`` turns their colours into ink, None leaves them as they are.
        """
        self.icons: list[tuple[str, str]] = []
        self.pictures: list[tuple[str, Picture]] = []
        self._images = images
        self._most_px = most_px
        self._press = press
        self._icon_names: dict[str, str] = {}
        self._picture_names: dict[tuple[str, bool, bool], tuple[str, str] | None] = {}

    def icon(self, name: str) -> str:
        """Return the resource name of the icon ``name``."""
        resource = self._icon_names.get(name)
        if resource is None:
            resource = self._icon_names[name] = f"I{len(self._icon_names) + 1}"
            self.icons.append((resource, _icon_operators(name)))
        return resource

    def picture(self, sha256: str, *, is_pale: bool, is_icon: bool) -> tuple[str, str] | None:
        """Return (resource name, matrix that turns it upright), or None without the image.

        The ground shows through the transparent parts of an icon.
        """
        key = (sha256, is_pale, is_icon)
        if key not in self._picture_names:
            self._picture_names[key] = self._shelve(sha256, is_pale=is_pale, is_icon=is_icon)
        return self._picture_names[key]

    def _shelve(self, sha256: str, *, is_pale: bool, is_icon: bool) -> tuple[str, str] | None:
        image = self._images.get(sha256)
        if image is None:
            return None
        from app.export.pdf.pictures import read_picture  # start-up: most maps have no images

        most_px = self._most_px.get(sha256)
        picture = read_picture(image, most_px, self._press, is_cut_out=is_icon)
        if picture is None:
            return None
        resource = f"P{len(self.pictures) + 1}"
        self.pictures.append((resource, replace(picture, is_pale=is_pale)))
        return resource, picture.upright


def _icon_operators(name: str) -> str:
    side = 1 / ICON_BOX
    return (
        f"{side:.6f} 0 0 {side:.6f} 0 1 cm {ICON_STROKE:g} w 1 J 1 j [] 0 d\n"
        f"{path_operators(icon_paths(name), -1)}S"
    )
