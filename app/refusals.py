"""What a map would not let one do is told until the next edit goes through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.problems import EditProblem, Problem

if TYPE_CHECKING:
    from app.document import Document
    from app.window import MapWindow

_EDITING = "editing"


def tell_refusals(window: MapWindow, document: Document) -> None:
    """Have ``window`` tell of the problems of ``document``; of refused edits only for a while."""

    def tell(problem: Problem) -> None:
        is_refusal = isinstance(problem, EditProblem)
        window.show_problem(problem, topic=_EDITING if is_refusal else "")

    document.problem.connect(tell)
    document.changed.connect(lambda _before, _after: window.hide_problem(topic=_EDITING))
