"""The bundled fonts as Qt knows them, for the text that Qt sets itself: names and editing."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFontDatabase

from model.text.fonts import BUNDLED
from resources import resource_path

_SANS = "JourneywallSans"
# For a letter of India Qt tells of each family it passes before it comes to the one that has it,
# as a note that reads like a fault. What is drawn is right.
_QUIET = "qt.text.font.db.info=false"


@cache
def sans_family() -> str:
    """Return the family of the bundled sans, made known to Qt at the first call."""
    QLoggingCategory.setFilterRules(_QUIET)
    return _register(f"{_SANS}-Regular.ttf", f"{_SANS}-Bold.ttf")


@cache
def all_families() -> tuple[str, ...]:
    """Return the bundled families in the order in which a character looks for its face."""
    families = [sans_family()]
    for stem in BUNDLED.values():
        if stem != _SANS:
            families.append(_register(f"{stem}-Regular.ttf", f"{stem}-Bold.ttf"))
    return tuple(families)


def _register(*names: str) -> str:
    family = ""
    for name in names:
        path = resource_path(f"fonts/{name}")
        if path.is_file():
            number = QFontDatabase.addApplicationFont(str(path))
            family = family or next(iter(QFontDatabase.applicationFontFamilies(number)), "")
    return family
