"""Calm notices: whose journey it is, too many moments of truth, reviews whose day has come.

None of them stops anybody: a line in the status bar, a sentence said once, a banner at opening.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QToolButton

from app.side_panels import GUIDE
from model.people_shown import has_nobody
from widgets.canvas.selection import Selection
from widgets.overrides import guarded
from widgets.pausing import pause_before

if TYPE_CHECKING:
    from app.window import MapWindow
    from model.counting import ReviewDue
    from model.journey import JourneyMap
    from widgets.guide import GuidePanel

_TOPIC = "review"
# Moments are counted when nobody has changed anything for a while.
_REST_MS = 400


@guarded
class WhoseButton(QToolButton):
    """The line in the status bar that asks whose journey it is, while the map does not say."""

    def __init__(self, window: MapWindow) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("whose_button")
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._open_guide)
        self.hide()

    def refresh(self) -> None:
        """Ask, or be silent."""
        document, words = self._window.document, self._window.language
        self.setVisible(document is not None and has_nobody(document.value))
        self.setText(words("counting.note.whose"))
        self.setToolTip(words("counting.note.whose_hint"))
        self.setAccessibleDescription(words("counting.note.whose_hint"))

    def _open_guide(self) -> None:
        page = self._window.page
        if page is not None:
            self._window.memory.want_panel(GUIDE, is_shown=True)
            cast("GuidePanel", page.side.panel(GUIDE)).open_step("personas")


@guarded
class Noticing(QObject):
    """Watches the map of one page, once it has been seen: nothing is counted before."""

    def __init__(self, window: MapWindow) -> None:
        page, document = window.page, window.document
        assert page is not None
        assert document is not None
        super().__init__(page)
        self._window, self._document = window, document
        self._was_above = False
        self._rest = pause_before(self.count_moments, _REST_MS, self)
        page.first_shown.connect(self._begin)

    def count_moments(self) -> None:
        """Say so once when there are more moments of truth than anyone remembers."""
        from model.counting import is_above_three, moments_of_truth  # start-up: see the class

        is_above = is_above_three(self._document.value)
        if is_above and not self._was_above:
            count = len(moments_of_truth(self._document.value))
            self._window.say("counting.note.many_moments", count=count)
        self._was_above = is_above

    def tell_reviews(self) -> None:
        """Tell once of what is due to be looked at again, if the map is a file of somebody's."""
        from model.counting import reviews_due  # start-up: see the class

        due = reviews_due(self._document.value, date.today().isoformat())
        if not due or self._document.path is None:
            return
        self._window.banner.note(
            partial(_sentence, self._document.value, self._window, due),
            ((partial(self._window.language, "counting.note.show"), partial(self._show, due[0])),),
            topic=_TOPIC,
        )

    def _begin(self) -> None:
        from model.counting import is_above_three  # start-up: see the class

        self._was_above = is_above_three(self._document.value)
        self._document.changed.connect(self._wait)
        self.tell_reviews()

    def _wait(self, _before: JourneyMap, _after: JourneyMap) -> None:
        self._rest.start()

    def _show(self, due: ReviewDue) -> None:
        self._window.banner.clear(_TOPIC)
        page = self._window.page
        if page is not None:
            if due.persona is None:
                page.choose(Selection("title"))
            path = "about.review" if due.persona is None else "review"
            page.show_field(due.persona or "", path, is_entered=True)


def _sentence(journey: JourneyMap, window: MapWindow, due: tuple[ReviewDue, ...]) -> str:
    from widgets.insights.wording import review_words  # start-up: seldom due

    first = review_words(journey, window.language, due[0])
    if len(due) == 1:
        return first
    return window.language("counting.note.reviews", first=first, count=len(due) - 1)
