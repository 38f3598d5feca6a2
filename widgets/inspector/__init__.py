"""The inspector: forms for what is chosen, made from tables."""

from widgets.inspector.panel import Inspector

__all__ = ["Inspector"]
