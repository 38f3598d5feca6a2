"""The panel that tells what a map shows by itself, and what was set aside of it."""

from widgets.insights.panel import InsightsPanel

__all__ = ["InsightsPanel"]
