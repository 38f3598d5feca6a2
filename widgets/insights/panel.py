"""The insights panel: what the map shows by itself, a jump to each, and what was set aside."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QSignalBlocker, Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from model.counting import Insight, dismissal_of
from model.edits import add_entry, remove_entry
from model.journey import JourneyMap
from model.values import clean_line, clean_text, new_id
from widgets.canvas.selection import Selection
from widgets.document import OpenDocument
from widgets.icons import icon_pixmap
from widgets.insights.list import InsightList
from widgets.insights.reason_form import ReasonForm
from widgets.insights.rows import Findings, Row, RowModel
from widgets.jumping import jump
from widgets.language import Language
from widgets.overrides import guarded
from widgets.resting import Resting
from widgets.side import PanelPage, SidePanel
from widgets.text_scale import give_room, scaled

_EMPTY_ICON_PX = 40


@guarded
class InsightsPanel(SidePanel):
    """Insights by kind; a click or Enter goes there, Delete sets aside with a reason."""

    def __init__(
        self,
        document: OpenDocument,
        language: Language,
        page: PanelPage,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._language, self._page = document, language, page
        self._findings: Findings | None = None
        self._whole: set[str] = set()  # groups that are shown to their end
        self._title = QLabel(self)
        self.open_button, self.aside_button = QToolButton(self), QToolButton(self)
        self.list = InsightList(self)
        self._rows = RowModel(self.list)
        self._calm = QLabel(self)
        self._sign = QLabel(self)
        self.go_button, self.act_button = QPushButton(self), QPushButton(self)
        self._foot = QWidget(self)
        self.form = ReasonForm(language, self)
        self._build()
        self.resting = Resting(document, self._look, self)
        language.changed.connect(self.retranslate)
        self.retranslate()

    @property
    def rows(self) -> list[Row]:
        """What the list holds, from top to bottom."""
        return self._rows.rows

    @property
    def is_aside_shown(self) -> bool:
        """Whether what was set aside is shown, and not what is told."""
        return self.aside_button.isChecked()

    @property
    def calm_words(self) -> str:
        """What is said where there is nothing to tell, else ""."""
        return "" if self._calm.isHidden() else self._calm.text()

    def focus_first(self) -> None:
        """Take the keyboard: the list, else the button above it."""
        if self.list.isVisible():
            if not self.list.currentIndex().isValid():
                self._mark(0)
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.open_button.setFocus(Qt.FocusReason.TabFocusReason)

    def set_aside(self) -> None:
        """Ask why the marked insight is to be set aside; of what is aside, take it back."""
        row = self._marked()
        if row is None:
            return
        if row.dismissal:
            self._take_back(row)
        elif row.insight is not None:
            held = self._document.value.dismissals
            self.form.ask(row.insight, row.text, held[-1].by if held else "")
            self._foot.hide()

    def retranslate(self) -> None:
        """Word everything anew."""
        words = self._language
        self.setAccessibleName(words("counting.insights.title"))
        self._title.setText(words("counting.insights.title"))
        self.list.setAccessibleName(words("counting.insights.title"))
        self.go_button.setText(words("counting.insights.go"))
        self.resting.look_again()
        self._fill()

    def recolour(self) -> None:
        """Draw the sign anew."""
        ink = self.palette().color(QPalette.ColorRole.PlaceholderText)
        size = scaled(_EMPTY_ICON_PX)
        self._sign.setPixmap(icon_pixmap("circle-check", ink, size, self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "resting"):
            self.recolour()

    def _look(self, journey: JourneyMap) -> None:
        self._findings = Findings(journey, date.today().isoformat())
        self._fill()

    def _fill(self) -> None:
        """Show the rows of what was found; what was marked stays so, else what follows it."""
        found, words = self._findings, self._language
        if found is None:
            return
        marked, place = self._marked(), self.list.currentIndex().row()
        is_aside = self.is_aside_shown
        rows = found.aside_rows(words) if is_aside else found.open_rows(words, self._whole)
        with QSignalBlocker(self.list.selectionModel()):
            self._rows.show_rows(rows)
            keys = [row.key for row in rows]
            if marked is not None:
                self._mark(keys.index(marked.key) if marked.key in keys else place)
        told, aside = len(found.told), found.aside_count
        self.open_button.setText(words("counting.insights.open", count=told))
        self.aside_button.setText(words("counting.insights.aside", count=aside))
        calm = "no_aside" if is_aside else "all_aside" if aside else "calm"
        self._calm.setText(words(f"counting.insights.{calm}"))
        self.list.setVisible(bool(rows))
        for widget in (self._calm, self._sign):
            widget.setVisible(not rows)
        self._follow_mark()

    def _mark(self, place: int) -> None:
        """Mark the row at ``place``, or the nearest one below or above that can be."""
        rows = self.rows
        below = [at for at, row in enumerate(rows) if row.sort != "heading" and at >= place]
        above = [at for at, row in enumerate(rows) if row.sort != "heading"]
        at = below[0] if below else above[-1] if above else -1
        self.list.setCurrentIndex(self._rows.index(at) if at >= 0 else QModelIndex())

    def _marked(self) -> Row | None:
        at = self.list.currentIndex().row()
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def _follow_mark(self) -> None:
        row = self._marked()
        is_told = row is not None and (row.insight is not None or bool(row.dismissal))
        word = "take_back" if self.is_aside_shown else "set_aside"
        self.act_button.setText(self._language(f"counting.insights.{word}"))
        self.act_button.setEnabled(is_told)
        self.go_button.setEnabled(row is not None and bool(row.target or row.field))
        self._foot.setVisible(bool(self.rows) and self.form.isHidden())

    def _jump(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        row = self.rows[index.row()]
        if row.sort == "more":
            self._whole.add(row.group)
            self._fill()
        elif row.field:
            self._page.choose(Selection("title"))
            self._page.show_field("", row.field, is_entered=True)
        else:
            jump(self._page, self._document.value, row.target)

    def _set_aside(self, insight: Insight, reason: str, by: str) -> None:
        made = dismissal_of(
            insight,
            new_id(),
            reason=clean_text(reason),
            by=clean_line(by),
            date=date.today().isoformat(),
        )
        self._document.apply(
            "counting.edit.set_aside",
            lambda journey: add_entry(journey, "dismissals", made),
        )
        self._done()

    def _take_back(self, row: Row) -> None:
        self._document.apply(
            "counting.edit.take_back",
            partial(remove_entry, register="dismissals", entry_id=row.dismissal),
        )
        self._done()

    def _done(self) -> None:
        self.resting.catch_up()
        self._follow_mark()
        self.focus_first()

    def _build(self) -> None:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.2)
        font.setBold(True)
        self._title.setFont(font)
        group = QButtonGroup(self)
        tabs = QHBoxLayout()
        for button in (self.open_button, self.aside_button):
            button.setCheckable(True)
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            give_room(button)
            group.addButton(button)
            button.toggled.connect(self._fill)
            tabs.addWidget(button)
        tabs.addStretch(1)
        self.open_button.setChecked(True)
        self.list.setModel(self._rows)
        self.list.jumped.connect(self._jump)
        self.list.set_aside.connect(self.set_aside)
        self.list.selectionModel().currentChanged.connect(self._follow_mark)
        self.go_button.clicked.connect(lambda: self._jump(self.list.currentIndex()))
        self.act_button.clicked.connect(self.set_aside)
        self.form.given.connect(self._set_aside)
        self.form.called_off.connect(self._done)
        self.form.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, scaled(12), 0, scaled(8))
        column.setSpacing(scaled(6))
        for part in (self._title, tabs):
            held = QHBoxLayout()
            held.setContentsMargins(scaled(12), 0, scaled(12), 0)
            if isinstance(part, QWidget):
                held.addWidget(part)
            else:
                held.addLayout(part)
            column.addLayout(held)
        column.addWidget(self.list, 1)
        self._build_calm(column)
        self._build_foot(column)
        self.recolour()

    def _build_calm(self, column: QVBoxLayout) -> None:
        self._sign.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
        self._calm.setWordWrap(True)
        self._calm.setTextFormat(Qt.TextFormat.PlainText)
        self._calm.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._calm.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._calm.setContentsMargins(scaled(16), scaled(8), scaled(16), 0)
        column.addWidget(self._sign, 1)
        column.addWidget(self._calm, 2)
        for widget in (self._calm, self._sign):
            widget.hide()

    def _build_foot(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(scaled(12), 0, scaled(12), 0)
        for button in (self.go_button, self.act_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        column.addWidget(self._foot)
        column.addWidget(self.form)
