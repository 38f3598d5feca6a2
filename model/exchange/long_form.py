"""Tables with a row for each card: phase, step, lane, text, type, and all else a card says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any, Final, get_args

from model.cards import (
    ActionKind,
    ActionPlan,
    ActionStatus,
    Card,
    CardColour,
    CardType,
    CellItem,
    EvidenceLevel,
    Feeling,
    JourneyState,
    Marker,
    Metric,
    Passage,
    Picture,
    Votes,
)
from model.exchange.drafting import Draft, DraftLane
from model.exchange.foreign import Losses
from model.exchange.matrix import take_feelings
from model.exchange.tables import Table
from model.exchange.vocabulary import column_called, is_said, value_called
from model.exchange.wording import read_feeling, read_plain_number
from model.problems import FileProblem, Word

ITEM_KINDS: Final[Mapping[str, type[CellItem]]] = {
    "feeling": Feeling, "metric": Metric, "passage": Passage, "picture": Picture,
}  # fmt: skip
_NEEDED: Final = (("text",), ("phase", "step", "lane"))
_LINES: Final = re.compile(r"[\n;]")
_VOTES: Final = re.compile(r"(?:(.*) )?([0-9]{1,2}): ?([0-9]{1,4})")
_RATINGS: Final = range(1, 6)
_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T].*)?")
_DANISH_DAY: Final = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})")
_YES: Final = frozenset(("1", "x", "ja", "yes", "true", "sand"))
_NO: Final = frozenset(("", "0", "nej", "no", "false", "falsk"))

Row = Mapping[str, str]


def is_long_form(table: Table) -> bool:
    """Tell whether the first row of ``table`` names columns of the long form."""
    if not table:
        return False
    columns = {column_called(head) for head in table[0]}
    has_all = all(columns & set(names) for names in _NEEDED)
    return has_all and len(columns & {"phase", "step", "lane", "type"}) > 1


def read_long_form(table: Table, name: str, losses: Losses, feels: str) -> Draft:
    """Return the draft of the map whose cards stand in the rows of ``table``.

    Scores beside cards go into a lane called ``feels``.

    Raises:
        FileProblem: If no row says anything, or there is too much.
    """
    heads = [column_called(head) for head in table[0]]
    rows = [
        {head: cell for head, cell in zip(heads, row, strict=False) if head}
        for row in table[1:]
        if any(cell.strip() for cell in row)
    ]
    if not rows:
        raise FileProblem("table.no_grid", file=name)
    _note_strange_columns(table, heads, losses)
    reader = _Reader(Draft(name, losses), losses, feels)
    reader.read(rows)
    return reader.draft


def _note_strange_columns(table: Table, heads: list[str], losses: Losses) -> None:
    for place, head in enumerate(heads):
        is_twice = bool(head) and heads.index(head) != place
        if head and not is_twice:
            continue
        filled = [row for row in table[1:] if len(row) > place and row[place].strip()]
        for _ in filled:
            losses.note("table.lost_column", column=(table[0][place].strip() or "…")[:60])
    for row in table[1:]:
        if any(cell.strip() for cell in row[len(heads) :]):
            losses.note("table.lost_cells")


class _Reader:
    def __init__(self, draft: Draft, losses: Losses, feels: str) -> None:
        self.draft, self._losses, self._feels = draft, losses, feels
        self._scores: dict[str, list[CellItem]] = {}
        self._felt: dict[str, str] = {}  # texts of the cards that feelings belong to

    def read(self, rows: Sequence[Row]) -> None:
        has_numbers = _has_numbers(rows)
        filled = rows if has_numbers else list(_carried_forward(rows))
        steps = self._columns(filled, has_numbers=has_numbers)
        lanes = self._lanes(filled)
        for row in filled:
            kind = _kind(row)
            lane = lanes.get(_lane_key(row))
            if not _says_something(row, kind):
                if lane is not None and kind is not None:
                    lane.kind = kind
                continue
            if lane is None:
                self._losses.note("table.without_lane")
                lane = lanes.setdefault(_lane_key(row), self.draft.add_lane(""))
            step_id = steps[_step_key(row, has_numbers=has_numbers)]
            item = self._item(row, kind)
            lane.cells.setdefault(step_id, []).append(item)
            if isinstance(item, Card):
                self._score(item, row, step_id)
            elif row.get("of_card", "").strip():
                self._felt[item.id] = row["of_card"]
        self._join_cards(list(lanes.values()))
        for drafted in lanes.values():
            if all(map(_is_bare, chain.from_iterable(drafted.cells.values()))):
                take_feelings(drafted, self._losses)
        if self._scores:
            self.draft.add_lane(self._feels).cells.update(self._scores)

    def _join_cards(self, lanes: list[DraftLane]) -> None:
        """Let feelings belong to the card of their step that has the text they name."""
        known: dict[tuple[str, str], str] = {}
        for lane in lanes:
            for step_id, items in lane.cells.items():
                for item in items:
                    if isinstance(item, Card):
                        known.setdefault((step_id, item.text), item.id)
        for lane in lanes:
            for step_id, items in lane.cells.items():
                for at, item in enumerate(items):
                    if item.id not in self._felt:
                        continue
                    card_id = known.get((step_id, self._felt[item.id]))
                    if isinstance(item, Feeling) and card_id:
                        items[at] = item.model_copy(update={"card": card_id})
                    else:
                        self._lost("of_card")

    def _columns(self, rows: Sequence[Row], *, has_numbers: bool) -> dict[tuple[object, ...], str]:
        """Add phases and steps in the order of their numbers, else as they come."""
        keys: dict[tuple[object, ...], dict[tuple[object, ...], Row]] = {}
        for row in rows:
            step_key = _step_key(row, has_numbers=has_numbers)
            if _says_something(row, _kind(row)) or any(row.get(part) for part in _COLUMN_PARTS):
                keys.setdefault(step_key[:1], {}).setdefault(step_key, row)
        in_order = sorted(keys) if has_numbers else list(keys)
        made: dict[tuple[object, ...], str] = {}
        for phase_key in in_order:
            of_phase = keys[phase_key]
            names = (row.get("phase", "") for row in of_phase.values())
            self.draft.add_phase(next(filter(None, names), ""))
            ordered = sorted(of_phase) if has_numbers else list(of_phase)
            for step_key in ordered:
                made[step_key] = self.draft.add_step(of_phase[step_key].get("step", ""))
        return made

    def _lanes(self, rows: Sequence[Row]) -> dict[int | str, DraftLane]:
        first: dict[int | str, Row] = {}
        for row in rows:
            key = _lane_key(row)
            if key != "":
                first.setdefault(key, row)
        is_numbered = all(isinstance(key, int) for key in first)
        keys = sorted(first, key=int) if is_numbered else list(first)
        return {key: self.draft.add_lane(first[key].get("lane", "")) for key in keys}

    def _item(self, row: Row, kind: type[CellItem] | None) -> CellItem:
        text = self.draft.text(row.get("text", ""))
        item_id = self.draft.new_id()
        if kind is Feeling or (kind is None and not text.strip() and row.get("values")):
            return self._feeling(item_id, row)
        if kind is Metric:
            return self._metric(item_id, row)
        if kind is Passage:
            return Passage(id=item_id, text=text, span=self._span(row))
        if kind is Picture:
            return Picture(id=item_id, caption=text, span=self._span(row))
        return self._card(item_id, text, row)

    def _card(self, item_id: str, text: str, row: Row) -> Card:
        type_word, tags = row.get("type", "").strip(), self._words(row, "tags")
        card_type = value_called("card_type", type_word) if type_word else None
        if type_word and card_type is None:
            tags = tuple(dict.fromkeys((*tags, self.draft.line(type_word))))
        people = (*self._words(row, "personas"),)
        return Card(
            id=item_id,
            text=text,
            type=_one_of(card_type, CardType),
            colour=self._choice(row, "colour", "colour", CardColour),
            icon=self.draft.line(row.get("icon", "")) or None,
            span=self._span(row),
            channels=self._words(row, "channels"),
            personas=tuple(dict.fromkeys(map(self.draft.persona, people))),
            tags=tags,
            markers=self._markers(row),
            department=self.draft.line(row.get("department", "")),
            severity=self._rating(row, "severity"),
            frequency=self._rating(row, "frequency"),
            votes=self._votes(row),
            evidence_level=self._choice(row, "evidence_level", "evidence_level", EvidenceLevel),
            evidence=tuple(map(self.draft.source, self._words(row, "evidence"))),
            is_quote=self._flag(row, "is_quote"),
            as_written=self.draft.text(row.get("as_written", "")),
            author=self.draft.line(row.get("author", "")),
            competitor=self.draft.line(row.get("competitor", "")),
            action=self._action(row),
        )

    def _score(self, card: Card, row: Row, step_id: str) -> None:
        """Take a score beside a card as its feeling."""
        found = read_feeling(row.get("values", ""))
        if found is not None and -2 <= found[0] <= 2:
            felt = Feeling(id=self.draft.new_id(), values=(found[0],), label=found[1], card=card.id)
            self._scores.setdefault(step_id, []).append(felt)
        elif row.get("values", "").strip():
            self._lost("values")

    def _action(self, row: Row) -> ActionPlan | None:
        plan = ActionPlan(
            kind=self._choice(row, "action_kind", "action_kind", ActionKind),
            owner=self.draft.line(row.get("owner", "")),
            due=self._day(row, "due"),
            status=self._choice(row, "status", "action_status", ActionStatus) or "open",
            impact=self._rating(row, "impact"),
            effort=self._rating(row, "effort"),
            investment=self.draft.line(row.get("investment", "")),
        )
        return plan if plan != ActionPlan() or row.get("status", "").strip() else None

    def _feeling(self, item_id: str, row: Row) -> Feeling:
        values = []
        for word in _LINES.split(row.get("values", "")):
            felt = read_feeling(word)
            if felt is not None and -2 <= felt[0] <= 2:
                values.append(felt[0])
            elif word.strip():
                self._lost("values")
        people = self._words(row, "personas")
        return Feeling(
            id=item_id,
            values=tuple(values[:200]) or (0.0,),
            label=self.draft.line(row.get("text", "")),
            comment=self.draft.text(row.get("comment", "")),
            persona=self.draft.persona(people[0]) if people else None,
            state=self._choice(row, "state", "state", JourneyState) or "as_is",
        )

    def _metric(self, item_id: str, row: Row) -> Metric:
        return Metric(
            id=item_id,
            name=self.draft.line(row.get("text", "")),
            unit=self.draft.line(row.get("unit", "")),
            baseline=self._figure(row, "baseline"),
            target=self._figure(row, "target"),
            actual=self._figure(row, "actual"),
            measured=self._day(row, "measured"),
            source=self.draft.line(row.get("source", "")),
        )

    # ------------------------------------------------------------ single cells

    def _lost(self, column: str) -> None:
        self._losses.note("table.lost_value", column=Word(f"exchange.column.{column}"))

    def _words(self, row: Row, column: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, map(self.draft.line, listed(row.get(column, ""))))))

    def _choice(self, row: Row, column: str, area: str, values: object) -> Any:
        word = row.get(column, "").strip()
        value = _one_of(value_called(area, word), values) if word else None
        if word and value is None:
            self._lost(column)
        return value

    def _markers(self, row: Row) -> tuple[Marker, ...]:
        found = []
        for word in listed(row.get("markers", "")):
            marker = value_called("marker", word)
            if marker is None:
                self._lost("markers")
            else:
                found.append(marker)
        return tuple(dict.fromkeys(found))  # type: ignore[arg-type]

    def _votes(self, row: Row) -> tuple[Votes, ...]:
        made = []
        for word in listed(row.get("votes", "")):
            found = _VOTES.fullmatch(word)
            if found is None or not int(found.group(2)):
                self._lost("votes")
                continue
            colour, number, count = found.groups()
            made.append(
                Votes(colour=self.draft.line(colour or ""), round=int(number), count=int(count))
            )
        return tuple(made)

    def _rating(self, row: Row, column: str) -> int | None:
        number = self._figure(row, column)
        if number is not None and number not in _RATINGS:
            self._lost(column)
            return None
        return None if number is None else int(number)

    def _figure(self, row: Row, column: str) -> float | None:
        text = row.get(column, "").strip()
        number = read_plain_number(text)
        if text and number is None:
            self._lost(column)
        return number

    def _span(self, row: Row) -> int:
        number = self._figure(row, "span")
        return int(number) if number is not None and 1 <= number <= 1000 else 1

    def _flag(self, row: Row, column: str) -> bool:
        word = row.get(column, "").strip().lower()
        if word not in _YES and word not in _NO:
            self._lost(column)
        return word in _YES

    def _day(self, row: Row, column: str) -> str:
        text = row.get(column, "").strip()
        year, month, day = 0, 0, 0
        if found := _DAY.fullmatch(text):
            year, month, day = map(int, found.groups())
        elif found := _DANISH_DAY.fullmatch(text):
            day, month, year = map(int, found.groups())
        try:
            return date(year, month, day).isoformat() if text else ""
        except ValueError:
            self._lost(column)
            return ""


_COLUMN_PARTS: Final = ("phase", "phase_no", "step", "step_no")


def _is_bare(item: CellItem) -> bool:
    """Tell whether nothing but a text is known of a card, so that a number may be a feeling."""
    return isinstance(item, Card) and item == Card(id=item.id, text=item.text)


def listed(cell: str) -> tuple[str, ...]:
    """Return the words of a cell: line by line, else between semicolons, else between commas."""
    ends = next((end for end in ("\n", ";", ",") if end in cell), "\n")
    return tuple(filter(None, (word.strip() for word in cell.split(ends))))


def listing(words: tuple[str, ...]) -> str:
    """Return ``words`` in one cell so that `listed` gives them back."""
    plain = "; ".join(words)
    return plain if listed(plain) == words else "\n".join(words) + "\n"


def _one_of(value: str | None, values: object) -> Any:
    return value if value in get_args(values) else None


def _number(row: Row, column: str) -> int:
    number = read_plain_number(row.get(column, ""))
    return int(number) if number is not None and number >= 1 else 0


def _has_numbers(rows: Sequence[Row]) -> bool:
    """Tell whether phases and steps are numbered wherever they are named."""
    placed = [row for row in rows if any(row.get(part, "").strip() for part in _COLUMN_PARTS)]
    return bool(placed) and all(
        _number(row, "phase_no") and _number(row, "step_no") for row in placed
    )


def _kind(row: Row) -> type[CellItem] | None:
    word = row.get("type", "")
    named = (kind for kind in ITEM_KINDS if is_said(f"exchange.item.{kind}", word))
    return ITEM_KINDS.get(next(named, "")) if word.strip() else None


_SAYING: Final[Mapping[type[CellItem] | None, tuple[str, ...]]] = {
    Feeling: ("values", "text", "comment"),
    Metric: ("text", "actual", "baseline", "target", "unit", "source", "measured"),
    Passage: ("text",),
    Picture: ("text",),
    None: ("text", "type", "values"),
}


def _says_something(row: Row, kind: type[CellItem] | None) -> bool:
    return any(row.get(column, "").strip() for column in _SAYING[kind])


def _step_key(row: Row, *, has_numbers: bool) -> tuple[object, ...]:
    if has_numbers:
        return (_number(row, "phase_no"), _number(row, "step_no"))
    return (row.get("phase", "").strip(), row.get("step", "").strip())


def _lane_key(row: Row) -> int | str:
    return _number(row, "lane_no") or row.get("lane", "").strip()


def _carried_forward(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows; a blank phase or lane is the one above, as merged cells come."""
    phase = lane = ""
    for row in rows:
        phase = row.get("phase", "").strip() or phase
        lane = row.get("lane", "").strip() or lane
        yield {**row, "phase": phase, "lane": lane}
