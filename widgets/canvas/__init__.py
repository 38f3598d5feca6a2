"""The canvas: the wall on screen."""
