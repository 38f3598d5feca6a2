"""Two parts of a window with a handle between them; neither can be pushed away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from widgets.text_scale import scaled


def split_between(
    first: QWidget,
    second: QWidget,
    sizes: tuple[int, int],
    *,
    growing: QWidget,
    is_upright: bool = False,
) -> QSplitter:
    """Return ``first`` and ``second`` beside one another, or below if ``is_upright``.

    ``sizes`` are their widths (heights) at first, in pixels at 100 %; ``growing`` gets what a
    larger window has more.
    """
    split = QSplitter(Qt.Orientation.Vertical if is_upright else Qt.Orientation.Horizontal)
    split.setChildrenCollapsible(False)
    for part in (first, second):
        split.addWidget(part)
        split.setStretchFactor(split.indexOf(part), int(part is growing))
    split.setSizes([scaled(size) for size in sizes])
    return split
