"""The outline: the whole map as a tree, with all that can be done on the canvas."""

from widgets.outline.panel import Outline

__all__ = ["Outline"]
