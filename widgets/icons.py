"""Icons of the window: line drawings in resources/icons, coloured by the palette."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources import resource_bytes, resource_names, resource_path
from widgets.text_scale import scaled

_FOLDERS = ("icons/window", "icons")
_MODES = (
    (QIcon.Mode.Normal, QPalette.ColorGroup.Active, QPalette.ColorRole.WindowText),
    (QIcon.Mode.Disabled, QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText),
    (QIcon.Mode.Selected, QPalette.ColorGroup.Active, QPalette.ColorRole.HighlightedText),
)


def make_icon(name: str, palette: QPalette, *, size: int = 18) -> QIcon:
    """Return the icon ``name``, also for disabled and chosen rows, sharp on every screen there is.

    ``size`` is that beside usual text, px; beside larger text it is larger.

    Raises:
        FileNotFoundError: If there is no such drawing.
    """
    colours = tuple(palette.color(group, role).name() for _, group, role in _MODES)
    ratios = frozenset(screen.devicePixelRatio() for screen in QGuiApplication.screens())
    return QIcon(_icon(name, colours, scaled(size), ratios))


@lru_cache(maxsize=512)
def _icon(name: str, colours: tuple[str, ...], size: int, ratios: frozenset[float]) -> QIcon:
    icon = QIcon()
    for (mode, _, _), colour in zip(_MODES, colours, strict=True):
        for ratio in ratios:
            icon.addPixmap(_pixmap(name, colour, size, ratio), mode)
    return icon


def icon_pixmap(name: str, colour: QColor, size: int = 18, ratio: float = 1.0) -> QPixmap:
    """Return the drawing ``name`` in ``colour``, ``size`` pixels wide at ``ratio`` per pixel."""
    return _pixmap(name, colour.name(), size, ratio)


@lru_cache(maxsize=512)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    pixels = round(size * ratio)
    pixmap = QPixmap(QSize(pixels, pixels))
    pixmap.fill(Qt.GlobalColor.transparent)
    svg = _drawing(name).replace(b"currentColor", colour.encode())
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def application_icon() -> QIcon:
    """Return the program's own icon."""
    return QIcon(str(resource_path("icons/app/journeywall.svg")))


@cache
def _drawing(name: str) -> bytes:
    for folder in _FOLDERS:
        # Looked for among the names, never in a path: a map's file may call an icon ``../../x``.
        if f"{name}.svg" in resource_names(folder):
            return resource_bytes(f"{folder}/{name}.svg")
    raise FileNotFoundError(name)
