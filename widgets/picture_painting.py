"""Draws embedded images with QPainter: upright, in sRGB, on white or not, smooth when small."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QPainter

from model.evidence import Image
from model.images import MAX_PIXELS, image_fault, remember_damaged

_CACHE_BYTES = 96 * 1024 * 1024
_LARGEST_SIDE = 4096  # a photo has more pixels than a screen shows; Qt refuses some of them
_MOST_MEGABYTES = -(-MAX_PIXELS * 8 >> 20)  # four colours of 16 bits; more is never asked for


class PicturePainter:
    """Decodes each image once and keeps halved copies, so that small ones do not flicker."""

    def __init__(self) -> None:
        self._levels: dict[tuple[str, bool], list[QImage]] = {}
        self._bytes = 0

    def paint(
        self, painter: QPainter, image: Image, place: QRectF, *, is_on_white: bool = True
    ) -> bool:
        """Stretch ``image`` over ``place``; return whether it could be read."""
        levels = self._levels.get((image.sha256, is_on_white))
        if levels is None:
            levels = self._remember(image, is_on_white=is_on_white)
        on_device = painter.deviceTransform().mapRect(place)
        picture = self._level(levels, max(on_device.width(), on_device.height()))
        if picture.isNull():
            return False
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, picture)
        return True

    def forget(self) -> None:
        """Drop all decoded images."""
        self._levels.clear()
        self._bytes = 0

    def _remember(self, image: Image, *, is_on_white: bool) -> list[QImage]:
        picture = decoded(image, _LARGEST_SIDE, is_on_white=is_on_white)
        if self._bytes + picture.sizeInBytes() > _CACHE_BYTES:
            self.forget()
        self._bytes += picture.sizeInBytes() * 4 // 3
        levels = self._levels[image.sha256, is_on_white] = [picture]
        return levels

    def _level(self, levels: list[QImage], wanted_px: float) -> QImage:
        """The smallest halved copy that still has ``wanted_px`` on its longer side."""
        at = 0
        while max(levels[at].width(), levels[at].height()) >= 2 * max(wanted_px, 1):
            if at + 1 == len(levels):
                levels.append(_halved(levels[at]))
            at += 1
        return levels[at]


def decoded(image: Image, largest_side: int, *, is_on_white: bool = True) -> QImage:
    """Return ``image`` with sides of at most ``largest_side`` pixels, null if unfit.

    It stands on white, as on paper, unless its transparent parts are to stay so.
    """
    if image_fault(image) is not None:  # nothing is decoded that promises too many pixels
        return QImage()
    buffer = QBuffer()
    buffer.setData(QByteArray(image.content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    QImageReader.setAllocationLimit(_MOST_MEGABYTES)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)  # as the camera was held (EXIF)
    size = reader.size()
    if max(size.width(), size.height()) > largest_side:
        most = QSize(largest_side, largest_side)
        reader.setScaledSize(size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio))
    picture = reader.read()
    if picture.isNull():
        remember_damaged(image)
        return picture
    if picture.colorSpace().isValid():
        picture.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    if not is_on_white:
        return picture.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    ground = QImage(picture.size(), QImage.Format.Format_RGB32)
    ground.fill(Qt.GlobalColor.white)
    painter = QPainter(ground)
    painter.drawImage(0, 0, picture)
    painter.end()
    return ground


def _halved(picture: QImage) -> QImage:
    size = QSize(max(1, picture.width() // 2), max(1, picture.height() // 2))
    return picture.scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
