"""The guide: the eight steps of mapping a journey, with how far each is."""

from widgets.guide.panel import GuidePanel

__all__ = ["GuidePanel"]
