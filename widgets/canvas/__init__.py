"""The canvas: the wall on screen."""

from widgets.canvas.canvas import Canvas
from widgets.canvas.selection import NOTHING, Selection

__all__ = ["NOTHING", "Canvas", "Selection"]
