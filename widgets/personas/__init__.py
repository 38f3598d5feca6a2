"""The panel of personas: whose journey it is, beside the map."""

from widgets.personas.panel import PersonasPanel

__all__ = ["PersonasPanel"]
