"""Two curves of one persona over the same steps: how it felt, how it feels, and the difference.

Before is dashed with rings, after is drawn through with discs: grey paper tells as much.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from model.comparing.curves import CurvePoint
from model.computed import computed
from model.layout.curves import Point, monotone_curve
from model.layout.look import Look
from model.layout.marks import Mark, Outline, Rectangle, Stroke
from model.layout.sheet import Block
from model.layout.writing import write, write_centred, write_ending

_BEST, _WORST = 2, -2
_UNIT_EM = 2.1
_DOT_EM, _LINE_EM = 0.75, 0.16
_LEAST_LABEL_EM, _LEAST_LABEL_SIZE = 3.4, 0.6
_INK: Final = "curve.white"


@computed(eq=False)
class CurveWords:
    """What is written beside two curves.

    Attributes:
        title: Whose they are.
        before, after: What the two maps are called.
        steps: The name of each step.
    """

    title: str
    before: str
    after: str
    steps: tuple[str, ...]


def two_curves_block(
    look: Look, words: CurveWords, points: Sequence[CurvePoint], width: float
) -> Block:
    """Return both curves, ``width`` mm wide; sizes follow the small type of ``look``."""
    return _Drawing(look, words, points, width).block()


class _Drawing:
    def __init__(
        self, look: Look, words: CurveWords, points: Sequence[CurvePoint], width: float
    ) -> None:
        self._look, self._words, self._points, self._width = look, words, points, width
        self._em = look.small_em
        self._unit = _UNIT_EM * self._em
        self._left = 2.4 * self._em
        self._column = max((width - self._left) / max(len(points), 1), 0.1)
        self._top = 0.0

    def block(self) -> Block:
        em = self._em
        title = self._look.small(self._words.title, self._width, is_bold=True)
        marks: list[Mark] = list(write(title, 0, 0, self._width))
        y = title.height + 0.3 * em
        legend, y = self._legend(y)
        marks += legend
        self._top = y + 1.2 * em
        bottom = self._top + (_BEST - _WORST) * self._unit
        marks += self._frame(bottom)
        marks += self._curve(lambda point: point.before, ring=True, dash=(0.9 * em, 0.5 * em))
        marks += self._curve(lambda point: point.after, ring=False, dash=None)
        names, height = self._names(bottom + 0.9 * em)
        marks += names
        return Block("feeling", "curves", self._width, height, tuple(marks))

    def _legend(self, y: float) -> tuple[list[Mark], float]:
        em, x = self._em, 0.0
        marks: list[Mark] = []
        height = 1.6 * em
        for name, is_before in ((self._words.before, True), (self._words.after, False)):
            text = self._look.small(name, self._width / 2 - 4.5 * em)
            middle = y + text.baselines[0] - 0.36 * em
            dash = (0.9 * em, 0.5 * em) if is_before else None
            marks.append(Stroke(x, middle, x + 3 * em, middle, _INK, _LINE_EM * em, dash))
            marks.append(self._dot(x + 1.5 * em, middle, ring=is_before))
            marks += write(text, x + 3.6 * em, y, text.width)
            height = max(height, text.height)
            x += self._width / 2
        return marks, y + height

    def _frame(self, bottom: float) -> Iterator[Mark]:
        em = self._em
        for level in range(_WORST, _BEST + 1):
            y = self._y(level)
            is_middle = level == 0
            colour = "grid.strong" if is_middle else "grid.line"
            yield Stroke(
                self._left, y, self._width, y, colour, 0.1 * em if is_middle else 0.05 * em
            )
            label = self._look.small(self._look.signed(level), 2 * em)
            yield from write_ending(
                label, self._left - 0.5 * em, y - label.height / 2, "text.muted"
            )
        for at in range(len(self._points) + 1):
            x = self._left + at * self._column
            yield Stroke(x, self._top, x, bottom, "grid.line", 0.05 * em)

    def _curve(
        self,
        value_of: Callable[[CurvePoint], float | None],
        *,
        ring: bool,
        dash: tuple[float, float] | None,
    ) -> Iterator[Mark]:
        places: list[Point] = []
        for at, point in enumerate(self._points):
            value = value_of(point)
            if value is not None:
                places.append((self._x(at), self._y(value)))
        if len(places) > 1:
            yield Outline(
                monotone_curve(places), stroke=_INK, stroke_width=_LINE_EM * self._em, dash=dash
            )
        for x, y in places:
            yield self._dot(x, y, ring=ring)

    def _names(self, y: float) -> tuple[list[Mark], float]:
        """Return the steps' names below the curves, and how much better or worse it feels."""
        em, bottom = self._em, y
        marks: list[Mark] = []
        room = self._column - 0.6 * em
        for at, (point, name) in enumerate(zip(self._points, self._words.steps, strict=True)):
            delta = point.delta
            top = y
            if delta is not None:
                said = self._look.signed(delta) if delta else "±0"
                text = self._look.small(said, self._column, is_bold=bool(delta))
                marks += write_centred(text, self._x(at), y, "text" if delta else "text.muted")
                top += text.height
            else:
                top += 1.4 * em
            if room >= _LEAST_LABEL_EM * em:
                size_pt = self._look.settings.small_size_pt
                fitting = self._look.whole_word_size(name, size_pt, room, _LEAST_LABEL_SIZE)
                label = self._look.text(name, room, fitting)
                marks += write_centred(label, self._x(at), top, "text.muted")
                top += label.height
            bottom = max(bottom, top)
        return marks, bottom

    def _dot(self, x: float, y: float, *, ring: bool) -> Mark:
        size = _DOT_EM * self._em
        return Rectangle(
            x - size / 2, y - size / 2, size, size,
            fill="paper" if ring else _INK, stroke=_INK,
            stroke_width=_LINE_EM * self._em, radius=size / 2,
        )  # fmt: skip

    def _x(self, column: int) -> float:
        return self._left + (column + 0.5) * self._column

    def _y(self, value: float) -> float:
        return self._top + (_BEST - value) * self._unit
