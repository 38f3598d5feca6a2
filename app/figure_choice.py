"""Which figures are chosen, and the actions on figures that stand in tables, loaded on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.cards import Metric
from model.find import item_by_id

if TYPE_CHECKING:
    from app.window import MapWindow


def chosen_figures(window: MapWindow) -> tuple[Metric, ...]:
    """Return the figures that are chosen."""
    if window.document is None or window.selection.kind != "items":
        return ()
    items = (item_by_id(window.document.value, held) for held in window.selection.ids)
    return tuple(item for item in items if isinstance(item, Metric))


def can_choose_cell(window: MapWindow) -> bool:
    """Tell whether one figure is chosen."""
    return len(chosen_figures(window)) == 1


def can_read(window: MapWindow) -> bool:
    """Tell whether a figure that is read from a cell is chosen."""
    return any(metric.origin is not None for metric in chosen_figures(window))


def choose_cell(window: MapWindow) -> None:
    """Ask for the cell of a table the chosen figure is read from."""
    from app import figure_commands  # start-up: what reads tables is needed by nothing before

    figure_commands.choose_cell(window)


def read_chosen(window: MapWindow) -> None:
    """Read the chosen figures again."""
    from app import figure_commands  # start-up: as above

    figure_commands.read_chosen(window)


def read_all(window: MapWindow) -> None:
    """Read all figures of the map again that come from a cell."""
    from app import figure_commands  # start-up: as above

    figure_commands.read_all(window)
