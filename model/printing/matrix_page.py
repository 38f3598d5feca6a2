"""A matrix of priorities on paper: one page with the notes in their fields, then their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.journey import JourneyMap
from model.layout.drawing_order import Layer
from model.layout.marks import Mark, Rectangle, Stroke
from model.layout.theme import Theme
from model.layout.writing import write, write_centred, write_ending
from model.printing.pages import Area, Printout, PrintPage
from model.printing.settings import PrintSettings
from model.priorities import MATRICES, MatrixKind, Note, explained, notes_of, place_words, spots
from model.priorities.notes import ranked_of
from model.text.fonts import FontBook
from model.text.glyphs import MM_PER_POINT, TextBlock
from model.text.setting import LINE_SPACING, set_text
from model.texts import Texts

SIZES = {"A4": (297.0, 210.0), "A3": (420.0, 297.0)}
_DRAWN_WIDTH = 297.0  # all lengths below are those of a page so wide
_MARGIN = 12.0
_TITLE_PT, _HEAD_PT, _AXIS_PT, _LIST_PT = 16.0, 12.0, 10.0, 9.5
_NOTE_PT = (10.0, 9.0, 8.0, 7.0, 6.0, 5.5)
_GAP, _INSET, _LINE = 1.2, 1.1, 0.3
_PLACE = 22.0  # mm for “12 (tied)” and the gap behind it
_LARGEST = (54.0, 30.0)
_CORNERS = ("top_left", "top_right", "bottom_left", "bottom_right")


def print_matrix(journey: JourneyMap, kind: MatrixKind, paper: str, fonts: FontBook) -> Printout:
    """Return the pages of a matrix on ``paper``, a key of `SIZES`, on its side."""
    width, height = SIZES[paper]
    drawing = _Drawing(journey, kind, fonts, width, height)
    pages = tuple(
        PrintPage(
            f"matrix-{number}",
            width,
            height,
            (0.0, 0.0, width, height),
            (0.0, 0.0, width, height),
            (),
            (Layer(0.0, 0.0, marks),),
            drawing.title,
        )
        for number, marks in enumerate(drawing.pages(), 1)
    )
    theme = Theme.named(journey.sheet.theme)
    return Printout(pages, PrintSettings(), theme, 1.0, fonts, journey=journey)


class _Drawing:
    def __init__(
        self, journey: JourneyMap, kind: MatrixKind, fonts: FontBook, width: float, height: float
    ) -> None:
        self._journey, self._kind, self._fonts = journey, kind, fonts
        self._words = Texts(journey.about.language)
        self._width, self._height = width, height
        self._k = width / _DRAWN_WIDTH
        self._notes = notes_of(journey, kind)
        self.title = self._words(f"priorities.segment.{kind}")

    def pages(self) -> Iterator[tuple[Mark, ...]]:
        """Yield the marks of each page: the matrix, then the order."""
        yield (*self._heading(), *self._matrix())
        yield from self._order()

    def _heading(self) -> Iterator[Mark]:
        margin = self._mm(_MARGIN)
        inner = self._width - 2 * margin
        said = self._text(self.title, inner / 2, _HEAD_PT)
        title = self._text(self._journey.about.title, inner - said.width, _TITLE_PT, is_bold=True)
        yield from write(title, margin, margin, inner)
        drop = title.baselines[0] - said.baselines[0]
        yield from write_ending(said, self._width - margin, margin + drop, "text.muted")

    # --- the matrix ------------------------------------------------------------------------------

    def _ground(self) -> Area:
        left, top = self._mm(_MARGIN + 12), self._mm(_MARGIN + 17)
        return (
            left,
            top,
            self._width - self._mm(_MARGIN) - left,
            self._height - self._mm(_MARGIN + 20) - top,
        )

    def _field(self, x: int, y: int) -> Area:
        left, top, width, height = self._ground()
        return left + (x - 1) * width / 5, top + (5 - y) * height / 5, width / 5, height / 5

    def _matrix(self) -> Iterator[Mark]:
        line = self._mm(_LINE)
        left, top, width, height = self._ground()
        for x in range(1, 6):
            for y in range(1, 6):
                yield Rectangle(*self._field(x, y), stroke="grid.line", stroke_width=line)
        yield Rectangle(left, top, width, height, stroke="grid.strong", stroke_width=2 * line)
        middle, centre = left + width / 2, top + height / 2
        dash = (self._mm(2), self._mm(1.5))
        yield Stroke(middle, top, middle, top + height, "grid.strong", line, dash)
        yield Stroke(left, centre, left + width, centre, "grid.strong", line, dash)
        yield from self._axes()
        fields: dict[tuple[int, int], list[Note]] = {}
        for note in self._notes:
            if note.x is not None and note.y is not None:
                fields.setdefault((note.x, note.y), []).append(note)
        largest = (self._mm(_LARGEST[0]), self._mm(_LARGEST[1]))
        for (x, y), notes in fields.items():
            places = spots(len(notes), self._field(x, y), self._mm(_GAP), largest)
            yield from self._field_notes(notes, places)

    def _axes(self) -> Iterator[Mark]:
        words, axes = self._words, MATRICES[self._kind]
        left, top, width, height = self._ground()
        for rating in range(1, 6):
            number = self._text(str(rating), width, _AXIS_PT)
            x, _, wide, _ = self._field(rating, 1)
            yield from write_centred(number, x + wide / 2, top + height + self._mm(1))
            _, y, _, high = self._field(1, rating)
            yield from write_ending(number, left - self._mm(2), y + (high - number.height) / 2)
        name = self._text(f"{words(f'priorities.rating.{axes.x}')} →", width, _AXIS_PT)
        yield from write_centred(name, left + width / 2, top + height + self._mm(6))
        name = self._text(f"{words(f'priorities.rating.{axes.y}')} ↑", width, _AXIS_PT)
        yield from write(name, self._mm(_MARGIN), top - self._mm(5.5), width)
        for corner in _CORNERS:
            said = words(f"priorities.corner.{self._kind}.{corner}")
            block = self._text(said, width / 2, _AXIS_PT, is_bold=True)
            is_top = corner.startswith("top")
            y = top - self._mm(5.5) if is_top else top + height + self._mm(6)
            if corner.endswith("right"):
                yield from write_ending(block, left + width, y, "text.muted")
            else:
                x = left + (self._mm(22) if is_top else 0.0)
                yield from write(block, x, y, width / 2, "text.muted")
        waiting = sum(not note.is_rated for note in self._notes)
        if waiting:
            told = self._text(words("priorities.tray", count=waiting), width, _AXIS_PT)
            yield from write(told, left, top + height + self._mm(13), width, "text.muted")

    def _field_notes(self, notes: Sequence[Note], places: Sequence[Area]) -> Iterator[Mark]:
        blocks = self._blocks(notes, places[0])
        inset = self._mm(_INSET)
        for note, (x, y, width, height), block in zip(notes, places, blocks, strict=True):
            yield Rectangle(
                x, y, width, height,
                fill=f"card.{note.colour}.fill", stroke=f"card.{note.colour}.line",
                stroke_width=self._mm(0.25),
            )  # fmt: skip
            yield from write(block, x + inset, y + inset, width - 2 * inset, "card.text")

    def _blocks(self, notes: Sequence[Note], place: Area) -> list[TextBlock]:
        """Return the texts as large as all of a field fit; in the smallest type, cut."""
        width = place[2] - 2 * self._mm(_INSET)
        height = place[3] - 2 * self._mm(_INSET)
        for size_pt in _NOTE_PT:
            blocks = [self._text(self._said(note), width, size_pt) for note in notes]
            if all(block.height <= height for block in blocks):
                return blocks
        line = _NOTE_PT[-1] * self._k * MM_PER_POINT * LINE_SPACING
        most = max(int(height / line), 1)
        return [self._text(self._said(note), width, _NOTE_PT[-1], max_lines=most) for note in notes]

    def _said(self, note: Note) -> str:
        text = " ".join(note.text.split())
        return text if note.place is None else f"{note.place}  {text}"

    # --- the order -------------------------------------------------------------------------------

    def _order(self) -> Iterator[tuple[Mark, ...]]:
        """Yield pages with all notes in their order and what put each there."""
        ranked = ranked_of(self._journey, self._kind)
        why = explained(ranked, self._kind, self._words)
        places = {one.card: place_words(one, self._words) for one in ranked}
        margin, gap = self._mm(_MARGIN), self._mm(4)
        number_width, inner = self._mm(_PLACE), self._width - 2 * margin - self._mm(_PLACE)
        text_width = inner * 0.52
        top, bottom = margin + self._mm(14), self._height - margin
        marks: list[Mark] = [*self._heading()]
        y = top
        for note in self._notes:
            text = self._text(" ".join(note.text.split()), text_width - gap, _LIST_PT)
            reason = self._text(why[note.card], inner - text_width, _LIST_PT)
            high = max(text.height, reason.height) + self._mm(1.6)
            if y + high > bottom and y > top:
                yield tuple(marks)
                marks, y = [*self._heading()], top
            place = self._text(places[note.card], number_width, _LIST_PT)
            left = margin + number_width
            marks.extend(write(place, margin, y, number_width))
            marks.extend(write(text, left, y, text_width))
            x = left + text_width
            marks.extend(write(reason, x, y, inner - text_width, "text.muted"))
            y += high
        if y > top:
            yield tuple(marks)

    def _mm(self, length: float) -> float:
        return length * self._k

    def _text(
        self,
        text: str,
        width: float,
        size_pt: float,
        *,
        is_bold: bool = False,
        max_lines: int | None = None,
    ) -> TextBlock:
        return set_text(
            self._fonts,
            text,
            width=max(width, size_pt * self._k * MM_PER_POINT),
            size_pt=size_pt * self._k,
            is_bold=is_bold,
            max_lines=max_lines,
        )
