"""Fields whose text goes into the map only when it is finished: they say so."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

_PROPERTY = "goes_into_the_map_late"


def be_late(field: QWidget) -> None:
    """Have what is written in ``field`` kept as a draft until it is in the map."""
    field.setProperty(_PROPERTY, True)


def is_late(field: QWidget) -> bool:
    """Tell whether what is written in ``field`` may not be in the map yet."""
    return bool(field.property(_PROPERTY))
