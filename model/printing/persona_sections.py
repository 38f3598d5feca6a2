"""What is told of a persona in the columns of a poster: sections set, and shared out to columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from model.layout.look import Look
from model.layout.marks import Icon, Mark, Rectangle, Stroke
from model.layout.writing import write
from model.people import Customer
from model.printing.moved_marks import moved
from model.printing.persona_fields import FACTS, STORIES, PersonaAnswer, answers, long_answers
from model.text.glyphs import MM_PER_POINT
from model.texts import Texts

_COLUMN_GAP = 8.0
_LINE_EM = 1.9
"""How far lines to write on stand apart, in type sizes: 8 mm at 12 pt, a hand's writing."""
_LABEL = 0.78
_MOST_LETTERS = 800


@dataclass(frozen=True, slots=True)
class Section:
    """A fact or a story.

    Attributes:
        has_lines: Whether lines to write on stand where nothing is known.
    """

    answer: PersonaAnswer
    is_fact: bool
    has_lines: bool


Set = tuple[tuple[Mark, ...], float]  # marks from (0, 0) on, and how tall they are
Columns = tuple[tuple[int, ...], ...]  # the sections in each column


def sections_of(customer: Customer, words: Texts, *, has_lines: bool) -> tuple[Section, ...]:
    """Return what there is to tell of ``customer``, in order."""

    def is_told(answer: PersonaAnswer) -> bool:
        return bool(answer.texts) or (has_lines and answer.field.lines > 0)

    facts = tuple(filter(is_told, answers(customer, FACTS, words)))
    stories = (*long_answers(customer, words), *answers(customer, STORIES, words))
    told = [Section(fact, is_fact=True, has_lines=has_lines) for fact in facts]
    told.extend(
        Section(part, is_fact=False, has_lines=has_lines)
        for story in filter(is_told, stories)
        for part in _in_parts(story)
    )
    return tuple(told)


def _in_parts(story: PersonaAnswer) -> Iterator[PersonaAnswer]:
    """Yield a long story in parts that a column can hold, each under its name."""
    pieces = [piece for text in story.texts for piece in _pieces(text)]
    part: list[str] = []
    for piece in pieces:
        if part and sum(map(len, part)) + len(piece) > _MOST_LETTERS:
            yield replace(story, texts=tuple(part))
            part = []
        part.append(piece)
    yield replace(story, texts=tuple(part))


def _pieces(text: str) -> Iterator[str]:
    while len(text) > _MOST_LETTERS:
        at = text.rfind(" ", 0, _MOST_LETTERS) + 1 or _MOST_LETTERS
        yield text[:at].rstrip()
        text = text[at:]
    yield text


class Flow:
    """Sections set in columns of one width and one size of type."""

    def __init__(
        self,
        look: Look,
        sections: Sequence[Section],
        colour: str,
        width: float,
        count: int,
        size_pt: float,
    ) -> None:
        self._look, self._colour, self._count, self._size_pt = look, colour, count, size_pt
        self._width = (width - (count - 1) * _COLUMN_GAP) / count
        self._em = size_pt * MM_PER_POINT
        self._gap = 0.95 * self._em
        self._set = [self._section(section) for section in sections]

    def fits(self, height: float) -> bool:
        """Tell whether all sections stand on one page with columns of ``height`` mm."""
        tallest = max((needed for _, needed in self._set), default=0.0)
        return tallest <= height and len(tuple(self._filled(height))) <= self._count

    def pages(self, height: float) -> Iterator[Columns]:
        """Yield which sections stand in each column of each page; the last page is balanced."""
        columns = tuple(self._filled(height))
        if len(columns) <= self._count:
            yield self._balanced(height)
            return
        for first in range(0, len(columns), self._count):
            yield columns[first : first + self._count]

    def marks(self, columns: Columns, x: float, y: float) -> Iterator[Mark]:
        """Yield the marks of ``columns``, the first with its top left corner at (x, y)."""
        for number, column in enumerate(columns):
            left, top = x + number * (self._width + _COLUMN_GAP), y
            for index in column:
                marks, height = self._set[index]
                yield from moved(marks, left, top)
                top += height + self._gap

    def _balanced(self, height: float) -> Columns:
        """Return the columns about equally tall: as low as they can be."""
        low, high = 0.0, height
        while high - low > 1:
            middle = (low + high) / 2
            if self.fits(middle):
                high = middle
            else:
                low = middle
        return tuple(self._filled(high))

    def _filled(self, height: float) -> Iterator[tuple[int, ...]]:
        """Yield the sections of each column when each is filled before the next."""
        column: list[int] = []
        used = 0.0
        for index, (_, needed) in enumerate(self._set):
            if column and used + needed > height:
                yield tuple(column)
                column, used = [], 0.0
            column.append(index)
            used += needed + self._gap
        if column:
            yield tuple(column)

    def _section(self, section: Section) -> Set:
        answer = section.answer
        return self._fact(answer, section) if section.is_fact else self._story(answer, section)

    def _fact(self, answer: PersonaAnswer, section: Section) -> Set:
        em, width = self._em, self._width
        indent = 1.7 * em
        label = self._look.text(answer.label, width - indent, self._size_pt * _LABEL)
        marks: list[Mark] = [*write(label, indent, 0, width - indent, "text.muted")]
        y = label.height
        if answer.texts:
            said = self._look.text(
                ", ".join(answer.texts), width - indent, self._size_pt, is_bold=True
            )
            marks.extend(write(said, indent, y, width - indent))
            y += said.height
        elif section.has_lines:
            more, y = self._lines(answer.field.lines, y, indent)
            marks.extend(more)
        size = 1.15 * em
        marks.append(Icon(answer.field.icon, 0, 0.25 * em, size, f"card.{self._colour}.bar"))
        return tuple(marks), y

    def _story(self, answer: PersonaAnswer, section: Section) -> Set:
        em, width, look = self._em, self._width, self._look
        bar = f"card.{self._colour}.bar"
        marks: list[Mark] = [Rectangle(0, 0, width, 0.5, fill=bar)]
        y = 0.5 + 0.45 * em
        indent = 1.5 * em
        heading = look.text(answer.label, width - indent, self._size_pt, is_bold=True)
        marks.append(Icon(answer.field.icon, 0, y + 0.1 * em, 1.1 * em, bar))
        marks.extend(write(heading, indent, y, width - indent))
        y += heading.height + 0.1 * em
        for text in answer.texts:
            is_point = answer.field.kind == "list"
            left = 0.9 * em if is_point else 0.0
            said = look.text(text, width - left, self._size_pt)
            if is_point:
                dot = 0.28 * em
                middle = y + said.baselines[0] - 0.34 * em
                marks.append(
                    Rectangle(0.2 * em, middle - dot / 2, dot, dot, fill=bar, radius=dot / 2)
                )
            marks.extend(write(said, left, y, width - left))
            y += said.height + (0.15 * em if is_point else 0.0)
        if not answer.texts and section.has_lines:
            more, y = self._lines(answer.field.lines, y, 0.0)
            marks.extend(more)
        return tuple(marks), y

    def _lines(self, count: int, y: float, indent: float) -> Set:
        """Return ``count`` lines to write on and where they end."""
        marks: list[Mark] = []
        for _ in range(count):
            y += _LINE_EM * self._em
            marks.append(Stroke(indent, y, self._width, y, "grid.strong", 0.3))
        return tuple(marks), y + 0.2 * self._em
