"""The right side of a window: a stack of panels, of which one is shown."""

from widgets.side.panel import PanelPage, SidePanel
from widgets.side.stack import PanelTab, SideStack

__all__ = ["PanelPage", "PanelTab", "SidePanel", "SideStack"]
