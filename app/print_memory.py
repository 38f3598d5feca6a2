"""What is remembered of prints: how each map was printed last, and how each printer measures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from app.settings import MapPrint, PrinterMeasure, Settings, full_name
from model.journey import JourneyMap
from model.printing.settings import PrintSettings
from model.views import SavedView


def remembered_settings(settings: Settings, path: Path | None) -> PrintSettings | None:
    """Return how the map in ``path`` was printed last, None where that is not known."""
    held = None if path is None else settings.print_of(path)
    if held is None:
        return None
    try:
        return PrintSettings.model_validate(held.settings)
    except ValidationError:
        return None


def remembered_view(settings: Settings, path: Path | None, journey: JourneyMap) -> SavedView | None:
    """Return the view of the map that was printed last, None for the whole map."""
    held = None if path is None else settings.print_of(path)
    if held is None or not held.view:
        return None
    return next((view for view in journey.views if view.id == held.view), None)


def remember_settings(
    settings: Settings, path: Path | None, chosen: PrintSettings, view: SavedView | None
) -> None:
    """Remember how the map in ``path`` is printed; which sheets is asked anew each time."""
    if path is None:
        return
    held = settings.print_of(path)
    settings.remember_print(
        MapPrint(
            path=full_name(path),
            settings=chosen.model_dump(mode="json", exclude_defaults=True, exclude={"sheets"}),
            view=view.id if view else "",
            sheets={} if held is None else held.sheets,
        )
    )


def remember_sheets(settings: Settings, path: Path | None, printed: Mapping[str, str]) -> None:
    """Remember what the sheets showed that were printed, by name; others stay as they were."""
    held = None if path is None else settings.print_of(path)
    if held is not None and printed:
        changed = {**held.sheets, **printed}
        settings.remember_print(held.model_copy(update={"sheets": changed}))


def changed_sheets(
    settings: Settings, path: Path | None, present: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the names of the sheets that show something else than when they were printed last.

    () where none was ever printed: then there is nothing to compare with.
    """
    held = None if path is None else settings.print_of(path)
    if held is None or not held.sheets:
        return ()
    return tuple(name for name, mark in present.items() if held.sheets.get(name) != mark)


def correction_of(settings: Settings, printer: str) -> tuple[float, float]:
    """Return by what lengths must be multiplied on ``printer``, (1, 1) where nobody measured."""
    held = next((each for each in settings.value.printers if each.name == printer), None)
    return (1.0, 1.0) if held is None else (held.correct_x, held.correct_y)


def remember_correction(settings: Settings, printer: str, correct: tuple[float, float]) -> None:
    """Remember what was measured of ``printer``."""
    others = [each for each in settings.value.printers if each.name != printer]
    measured = PrinterMeasure(name=printer, correct_x=correct[0], correct_y=correct[1])
    settings.change(printers=tuple([measured, *others][:50]))
