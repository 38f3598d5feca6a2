"""Actions that open reports: the window as it was left, and each report by its name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.actions import Action, Menu
from model.reports.report import KINDS, ReportKind

if TYPE_CHECKING:
    from app.window import MapWindow


def show_reports(window: MapWindow, kind: ReportKind | None = None) -> None:
    """Open the reports window of the map."""
    from app.report_window import open_reports  # start-up: opened on demand

    open_reports(window, kind)


def _has_map(window: MapWindow) -> bool:
    return window.document is not None


REPORT_ACTIONS = (
    Action("reports", show_reports, ("Ctrl+Alt+R",), "list-checks", _has_map),
    *(
        Action(
            f"report_{kind}",
            partial(show_reports, kind=kind),
            (),
            "",
            _has_map,
            name=f"reports.kind.{kind}",
        )
        for kind in KINDS
    ),
)
REPORT_MENU = Menu(
    "report_kinds", ("reports", None, *(f"report_{kind}" for kind in KINDS)), is_list=True
)
