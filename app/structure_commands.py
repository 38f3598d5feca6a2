"""What the Map menu does to sizes and structure: wider and narrower, fold away, hide and show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.canvas.spanning import may_span, span_selected

if TYPE_CHECKING:
    from app.window import MapWindow


def span(window: MapWindow, by: int) -> None:
    """Let the chosen items cover one step more (1) or fewer (-1)."""
    if window.canvas is not None:
        span_selected(window.canvas, by)


def can_span(window: MapWindow, by: int) -> bool:
    """Tell whether one of the chosen items can become so much wider or narrower."""
    return window.canvas is not None and may_span(window.canvas, by)
