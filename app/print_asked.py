"""What the print window has dialogs for: planning a wall, and measuring a printer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.print_making import PrintMaker
from app.print_memory import correction_of, remember_correction
from model.printing.settings import PrintSettings
from model.values import with_changes
from widgets.print.calibration import CalibrationDialog
from widgets.print.made import Wish
from widgets.print.planner import WallPlanner
from widgets.print.plans import PlanWish
from widgets.print.window import PrintWindow

if TYPE_CHECKING:
    from app.window import MapWindow

USUAL_WALL = (2400.0, 1200.0)


def plan_wall(
    window: MapWindow,
    shown: PrintWindow,
    maker: PrintMaker,
    wish: Wish,
    wall: tuple[float, float],
) -> tuple[PrintSettings | None, tuple[float, float]]:
    """Ask for a wall, beginning with ``wall``; return the settings that were taken, and the wall.

    The settings are None where none were taken.
    """
    planner = WallPlanner(window.language, *wall, wish.settings.distance_m, shown)

    def ask() -> None:
        size = (planner.wall_width.value(), planner.wall_height.value())
        maker.plan(PlanWish(wish, *size, planner.distance.value()))

    planner.asked.connect(ask)
    maker.planned.connect(planner.show_plans)
    ask()
    planner.exec()
    settings = planner.settings
    wall = (planner.wall_width.value(), planner.wall_height.value())
    planner.deleteLater()
    return settings, wall


def measure_printer(window: MapWindow, shown: PrintWindow) -> None:
    """Ask what was measured; remember it for the printer and print with it from now on."""
    # Not at start-up: the system's printers take their time.
    from PySide6.QtPrintSupport import QPrinterInfo

    stored = window.workspace.settings
    printers = dict.fromkeys(
        (*QPrinterInfo.availablePrinterNames(), *(held.name for held in stored.value.printers))
    )
    names = [name for name in printers if name] or [window.language("print_window.measure.mine")]
    dialog = CalibrationDialog(window.language, names, partial(correction_of, stored), shown)
    dialog.page_asked.connect(partial(_show_page, shown))
    is_taken = bool(dialog.exec())
    if is_taken and dialog.correction is not None:
        remember_correction(stored, dialog.printer, dialog.correction)
        x, y = dialog.correction
        shown.take(with_changes(shown.settings, correct_x=x, correct_y=y))
    dialog.deleteLater()


def _show_page(shown: PrintWindow) -> None:
    shown.take(with_changes(shown.settings, output="calibration"))
