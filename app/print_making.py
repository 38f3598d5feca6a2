"""Makes prints beside the window and checks them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.latest_wish import LatestWish
from model.layout.engine import Layout
from model.printing.preflight import preflight
from model.text.fonts import FontBook
from widgets.overrides import guarded
from widgets.print.made import MadePrint, Wish, make_print
from widgets.print.plans import MadePlans, PlanWish, make_plans

if TYPE_CHECKING:
    from app.window import MapWindow


@guarded
class PrintMaker(LatestWish):
    """Makes prints with faces of its own: the window's belong to the window's thread.

    Attributes:
        made: Carries a `MadePrint`.
        checked: Carries the findings of its preflight; not of what nobody waits for any more.
        planned: Carries `MadePlans`.
    """

    made = Signal(object)
    checked = Signal(object)
    planned = Signal(object)

    def __init__(self, desk: QObject, window: MapWindow) -> None:
        super().__init__(desk, window, "print_window.title")
        self._layout = Layout(FontBook())
        self.told.connect(self._tell)

    def make(self, wish: Wish) -> None:
        """Make ``wish`` and check it."""
        self.ask(lambda: _printed(wish, self._layout))

    def plan(self, wish: PlanWish) -> None:
        """Work out ways of covering a wall."""
        self.ask(lambda: _planned(wish, self._layout))

    def _tell(self, made: object) -> None:
        if isinstance(made, MadePrint):
            self.made.emit(made)
        elif isinstance(made, MadePlans):
            self.planned.emit(made)
        else:
            self.checked.emit(made)


def _printed(wish: Wish, layout: Layout) -> Iterator[object]:
    made = make_print(wish, layout)
    yield made
    if made.printout is not None:
        yield preflight(wish.journey, made.printout)


def _planned(wish: PlanWish, layout: Layout) -> Iterator[object]:
    yield make_plans(wish, layout)
