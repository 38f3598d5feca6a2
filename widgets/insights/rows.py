"""The rows of the insights panel: what stands in them, as data, and as Qt asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from model.counting import (
    INSIGHT_KINDS,
    Insight,
    insights,
    is_above_three,
    moments_of_truth,
    reviews_due,
    spent_dismissals,
)
from model.journey import JourneyMap
from model.people_shown import has_nobody
from widgets.insights import wording
from widgets.language import Language
from widgets.overrides import guarded

ROW_ROLE = Qt.ItemDataRole.UserRole
# A group of hundreds would bury the others; the rest is a click away.
_MOST_OF_A_KIND = 25


@dataclass(frozen=True, slots=True)
class Row:
    """A row: a heading, something told, or the way to the rest of a group.

    Attributes:
        text: What it says.
        below: What stands smaller below it.
        sort: What it is.
        group: The group it belongs to.
        target: Ids to jump to.
        insight: The insight it tells.
        dismissal: Id of the dismissal it tells.
        field: The field of the map's form to go to.
    """

    text: str
    below: str = ""
    sort: str = "told"
    group: str = ""
    target: tuple[str, ...] = ()
    insight: Insight | None = None
    dismissal: str = ""
    field: str = ""

    @property
    def key(self) -> object:
        """What it is found again by after the map has changed."""
        return self.dismissal or (self.insight.key if self.insight else (self.sort, self.text))


@dataclass(frozen=True)
class Findings:
    """All that a map tells by itself at one moment."""

    journey: JourneyMap
    today: str
    all_: tuple[Insight, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "all_", insights(self.journey))

    @property
    def told(self) -> list[Insight]:
        """The insights that are not set aside."""
        return [each for each in self.all_ if each.dismissal is None]

    @property
    def aside_count(self) -> int:
        """How many dismissals the map holds."""
        return len(self.journey.dismissals)

    def open_rows(self, words: Language, whole: Iterable[str]) -> list[Row]:
        """Return notes first, then what is told, by kind, then the moments of truth.

        Args:
            words: The window's language.
            whole: The groups that are shown to their end, however long.
        """
        rows: list[Row] = []
        notes = list(self._notes(words))
        if notes:
            rows += [Row(words("counting.insights.notes"), sort="heading"), *notes]
        told = self.told
        for kind in INSIGHT_KINDS:
            group = [each for each in told if each.kind == kind]
            if group:
                rows += self._group(words, kind, group, is_whole=kind in whole)
        return [*rows, *self._moments(words)]

    def aside_rows(self, words: Language) -> list[Row]:
        """Return what was set aside, each with why; what is no longer the case comes last."""
        journey = self.journey
        rows = [
            Row(
                wording.insight_words(journey, words, each),
                wording.dismissal_words(words, each.dismissal),
                target=each.target,
                insight=each,
                dismissal=each.dismissal.id,
            )
            for each in self.all_
            if each.dismissal is not None
        ]
        held = {row.dismissal for row in rows}
        for spent in spent_dismissals(journey, self.all_):
            if spent.id not in held:
                ids = (spent.card, spent.step, spent.phase, spent.persona)
                rows.append(
                    Row(
                        wording.spent_words(journey, words, spent),
                        wording.dismissal_words(words, spent, is_spent=True),
                        target=tuple(each for each in ids if each),
                        dismissal=spent.id,
                    )
                )
        return rows

    def _group(
        self, words: Language, kind: str, group: Sequence[Insight], *, is_whole: bool
    ) -> Iterator[Row]:
        heading = words(f"names.insight.{kind}")
        yield Row(f"{heading} ({len(group)})", sort="heading", group=kind)
        shown = group if is_whole else group[:_MOST_OF_A_KIND]
        for each in shown:
            yield Row(
                wording.insight_words(self.journey, words, each),
                wording.place_words(self.journey, words, each),
                group=kind,
                target=each.target,
                insight=each,
            )
        if len(shown) < len(group):
            text = words("counting.insights.show_all", count=len(group))
            yield Row(text, sort="more", group=kind)

    def _moments(self, words: Language) -> Iterator[Row]:
        """Yield the moments of truth along the journey, to go through them one by one."""
        moments = moments_of_truth(self.journey)
        if moments:
            text = words("counting.insights.moments", count=len(moments))
            yield Row(text, sort="heading")
        for moment in moments:
            yield Row(
                wording.step_words(self.journey, words, moment.step),
                wording.moment_words(self.journey, words, moment),
                sort="note",
                target=moment.cards or (moment.step,),
            )

    def _notes(self, words: Language) -> Iterator[Row]:
        journey = self.journey
        if has_nobody(journey):
            yield Row(words("counting.note.nobody"), sort="note", field="about.segment")
        if is_above_three(journey):
            moments = moments_of_truth(journey)
            text = words("counting.note.many_moments", count=len(moments))
            yield Row(text, sort="note", target=(moments[-1].step,))
        for due in reviews_due(journey, self.today):
            text = wording.review_words(journey, words, due)
            if due.persona is None:
                yield Row(text, sort="note", field="about.review")
            else:
                yield Row(text, sort="note", target=(due.persona,))


@guarded
class RowModel(QAbstractListModel):
    """The rows as a list of Qt's."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show_rows(self, rows: list[Row]) -> None:
        """Show ``rows`` in place of those shown now."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(  # noqa: N802 - Qt's name
        self, parent: QModelIndex | QPersistentModelIndex | None = None
    ) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the words of a row, or the row itself."""
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(part.rstrip(".") for part in (row.text, row.below) if part)
        return row.text if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Let headings be read and not chosen."""
        if self.rows[index.row()].sort == "heading":
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
