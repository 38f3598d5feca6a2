"""The wall put together from its rasterised sheets, each cut at its marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from model.printing.pages import Printout
from model.printing.tiles import tile_plan


def put_together(
    printout: Printout,
    pages: Sequence[np.ndarray],
    shape: tuple[int, ...],
    pixels_per_mm: float,
    *,
    ground: int,
    kind: Any,
) -> np.ndarray:
    """Return the wall of ``printout``, grey; ``ground`` is what no sheet covers."""
    plan = tile_plan(printout.pages[1].pieces[0].sheet, printout.settings)
    rebuilt = np.full(shape, ground, kind)
    for page, pixels in zip(printout.pages, pages, strict=True):
        if page.name == "assembly":
            continue
        x, y, width, height = plan.seen(*map(int, page.name.split(".")))
        left, top = round(x * pixels_per_mm), round(y * pixels_per_mm)
        right, bottom = round((x + width) * pixels_per_mm), round((y + height) * pixels_per_mm)
        at_x, at_y = (round(side * pixels_per_mm) for side in page.trim[:2])
        target = rebuilt[top:bottom, left:right]
        target[:] = pixels[at_y : at_y + target.shape[0], at_x : at_x + target.shape[1]]
    return rebuilt
