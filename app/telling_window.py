"""A window that tells: of problems, of what went well, and with buttons for what may come next."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QMainWindow

from model.problems import Problem
from widgets.banner import Banner, WayOn, Words
from widgets.language import Language
from widgets.overrides import guarded

_MAX_TOLD = 4


@guarded
class TellingWindow(QMainWindow):
    """A window with a bar for messages.

    Attributes:
        language: The words of the window.
        banner: The bar, to be put over what the window shows.
    """

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.language = language
        self.banner = Banner(language, self)

    def show_problem(self, problem: Problem, *, topic: str = "") -> None:
        """Tell of ``problem`` in a bar over the canvas; the work goes on."""
        self.banner.tell(partial(self.language.of, problem), topic=topic)

    def show_problems(self, problems: Sequence[Problem], *ways_on: WayOn) -> None:
        """Tell of several things about one file, the first ones in full."""
        self.banner.tell(partial(self._told_together, tuple(problems)), ways_on)

    def show_sentence(self, key: str, *, topic: str = "", **params: object) -> None:
        """Tell of something in the bar over the canvas."""
        self.banner.tell(partial(self.language, key, **params), topic=topic)

    def tell_done(self, sentence: Words, *ways_on: WayOn) -> None:
        """Tell of something that went well, with buttons for what may come next."""
        self.banner.tell(sentence, ways_on, is_good=True)

    def offer(self, sentence: Words, *ways_on: WayOn, topic: str = "") -> None:
        """Tell of something that can be done better, with buttons that do."""
        self.banner.tell(sentence, ways_on, topic=topic)

    def hide_problem(self, *, topic: str | None = None) -> None:
        """Take the messages about ``topic`` away (``saving``), or all."""
        self.banner.clear(topic)

    def _told_together(self, problems: Sequence[Problem]) -> str:
        told = [self.language.of(problem) for problem in problems[:_MAX_TOLD]]
        if len(problems) > _MAX_TOLD:
            told.append(self.language("window.more_problems", count=len(problems) - _MAX_TOLD))
        return "\n".join(told)

    @property
    def problem_text(self) -> str:
        """What the bar over the canvas says, "" when there is none."""
        return self.banner.text
