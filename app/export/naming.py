"""File names that tell a print shop what it got: title, version, date, size, scale and bleed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from model.filtering import Filter
from model.journey import JourneyMap
from model.paper import scale_name
from model.printing.anonymous import anonymous, anonymous_filter
from model.printing.laying import enlargement
from model.printing.pages import Printout
from model.views import SavedView

_MAX_TITLE = 80
_FOLDED = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa",
     "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
)  # fmt: skip


def suggested_name(
    journey: JourneyMap, printout: Printout, view: SavedView | None = None, ending: str = ".pdf"
) -> str:
    """Return a file name such as ``Titel_v3_2026-05-01_1189x841mm_1-1_trim+3mm.pdf``.

    ASCII only; size and scale stand in it as shops ask (reference/workshops-and-print.md 3.2, 4):
    the size is what hangs on the wall in the end, also where the file is a smaller one to be
    enlarged. A view stands in it by its name, tiles by their paper.
    """
    settings = printout.settings
    about = journey.about
    if settings.is_anonymous:
        about = anonymous(journey).about
        view = view and anonymous_filter(journey, Filter(view)).view
    parts = [
        ascii_name(about.title) or "journey",
        ascii_name(view.name) if view else "",
        _version(about.version_label),
        about.modified[:10],
        "" if settings.content == "filled" else settings.content,
        *_format(printout),
        f"trim+{_side(settings.bleed)}mm" if settings.bleed and settings.output == "wall" else "",
    ]
    return "_".join(filter(None, parts)) + ending


def page_paths(path: Path, printout: Printout) -> Iterator[Path]:
    """Yield what pictures of the pages are saved as: ``path``, or of several one beside it each.

    Each has the number and the name of its page.
    """
    pages = printout.pages
    digits = len(str(len(pages)))
    for number, page in enumerate(pages, 1):
        called = ascii_name(page.title) or page.name
        name = f"{path.stem}-{number:0{digits}}-{called}{path.suffix}"
        yield path if len(pages) == 1 else path.with_name(name)


def ascii_name(text: str) -> str:
    """Return ``text`` in letters, digits and hyphens that every system and shop can read."""
    plain = unicodedata.normalize("NFKD", text.translate(_FOLDED))
    words = re.findall(r"[A-Za-z0-9]+", plain.encode("ascii", "ignore").decode("ascii"))
    return "-".join(words)[:_MAX_TITLE].strip("-")


def _version(label: str) -> str:
    name = ascii_name(label)
    return f"v{name}" if name[:1].isdigit() else name


def _format(printout: Printout) -> tuple[str, ...]:
    """Return size and scale of a wall, paper and kind of any other output."""
    settings = printout.settings
    scale = scale_name(printout.scale).replace(":", "-")
    if settings.output == "tiles":
        return f"{ascii_name(settings.tile_paper)}-tiles", scale
    if settings.output != "wall":
        page = printout.pages[0]
        return settings.output, f"{_side(page.trim[2])}x{_side(page.trim[3])}mm"
    width, height = (side * enlargement(settings) for side in _wall_size(printout))
    panels = f"{len(printout.pages)}-panels" if len(printout.pages) > 1 else ""
    return f"{_side(width)}x{_side(height)}mm", scale, panels


def _wall_size(printout: Printout) -> tuple[float, float]:
    """Return the wall's size after cutting and gluing, in the file's millimetres."""
    first, *others = printout.pages
    width, height = first.trim[2:]
    for page in others:
        if page.pieces[0].x == first.pieces[0].x:
            height += page.trim[3] - printout.settings.overlap
        else:
            width += page.trim[2] - printout.settings.overlap
    return width, height


def _side(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")
