"""The filter bar over the canvas: what is looked for, how much of the map fits, and its views."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QToolButton, QWidget

from model.filtering import CRITERIA
from model.journey import JourneyMap
from model.values import clean_line
from widgets.document import OpenDocument
from widgets.filter_chips import ChoiceChip, VotesChip
from widgets.flow_layout import FlowLayout
from widgets.icons import make_icon
from widgets.language import Language
from widgets.map_filter import MapFilter
from widgets.overrides import guarded
from widgets.pausing import pause_before
from widgets.saved_views import SavedViews
from widgets.search_line import SearchLine
from widgets.text_scale import give_room, scaled

_PATIENCE_MS = 150  # nobody waits for a map of thousands to be sorted anew at each letter
_MARGIN = 6
_ROOMY_PX = 640
_LESS_OFTEN = ("departments", "tags", "evidence_levels", "owners", "statuses")


@guarded
class FilterBar(QWidget):
    """Shows and changes a `MapFilter`.

    Attributes:
        left: The keyboard is to go back to the canvas.
        closed: The bar is not wanted any more.
    """

    left = Signal()
    closed = Signal()

    def __init__(
        self,
        document: OpenDocument,
        criteria: MapFilter,
        views: SavedViews,
        language: Language,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._criteria, self._language = document, criteria, language
        self._views = views
        self._is_new = True  # whether the name that is written is that of a new view
        self.text = SearchLine(document, self)
        self.chips = {
            name: ChoiceChip(language, name, self._journey, criteria, self) for name in CRITERIA
        }
        self.votes = VotesChip(language, criteria, self)
        self.more = QToolButton(self)
        self.others = QToolButton(self)
        self.views = QToolButton(self)
        self.name = QLineEdit(self)
        self.count = QLabel(self)
        self.close_button = QToolButton(self)
        self._pause = pause_before(self._take_text, _PATIENCE_MS, self)
        self._build()
        self._connect()
        self.retranslate()
        self.recolour()

    @property
    def has_keyboard(self) -> bool:
        """Whether one is writing or choosing in the bar."""
        focused = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def start(self) -> None:
        """Put the cursor into the text."""
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()

    def ask_name(self, is_new: bool) -> None:
        """Have a name written for a new view, or another for the one in use."""
        saved = self._criteria.saved
        self._is_new = is_new
        self.name.setText("" if is_new or saved is None else saved.name)
        self.name.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def show_filter(self) -> None:
        """Show what is looked for now."""
        view = self._criteria.criteria
        if self.text.text().strip() != view.text:
            self.text.setText(view.text)  # heard by the field's own cross, so not blocked
            self._pause.stop()
        for chip in self.chips.values():
            chip.show_view(view)
        self._fit()
        self.votes.show_view(view)
        with QSignalBlocker(self.others):
            self.others.setChecked(view.others == "hide")
        self._show_views()
        self._show_count()

    def retranslate(self) -> None:
        """Word everything anew."""
        words = self._language
        self.setAccessibleName(words("window.filter.bar"))
        self.text.setPlaceholderText(words("window.filter.text"))
        self.text.setAccessibleName(words("window.filter.text"))
        self.more.setText(words("window.filter.more_criteria"))
        self.others.setText(words("window.filter.hide_others"))
        self.others.setToolTip(words("window.filter.hide_others_hint"))
        self.name.setPlaceholderText(words("window.views.name"))
        self.name.setAccessibleName(words("window.views.name"))
        self.close_button.setToolTip(words("window.filter.close"))
        self.close_button.setAccessibleName(words("window.filter.close"))
        self.show_filter()

    def recolour(self) -> None:
        """Draw the icons in the palette's colours."""
        self.close_button.setIcon(make_icon("x", self.palette(), size=14))
        self.others.setIcon(make_icon("hide", self.palette(), size=14))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Show the whole map again by Escape; where it is shown, close the bar."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.name.hasFocus():
            self._leave_name()
        else:
            self._leave()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the ground of the window and a line to the canvas."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Window))
        line = self.palette().color(QPalette.ColorRole.Mid)
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Leave room for the map where the bar is narrow or the text large."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Keep what one filters by less often behind a button where there is little room."""
        is_narrow = self.width() < scaled(_ROOMY_PX)
        for name in _LESS_OFTEN:
            is_used = bool(getattr(self._criteria.criteria, name))
            self.chips[name].setVisible(not is_narrow or is_used or self.more.isChecked())
        self.more.setVisible(is_narrow)

    def _build(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN + 1)
        row = FlowLayout(gap=4)
        line.addLayout(row, 1)
        self.text.setMinimumWidth(scaled(150))
        give_room(self.close_button, self.more, self.others, self.views)
        self.name.setMinimumWidth(scaled(190))
        self.name.hide()
        self.more.setCheckable(True)
        self.more.setAutoRaise(True)
        self.others.setCheckable(True)
        self.others.setAutoRaise(True)
        self.others.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.views.setAutoRaise(True)
        self.views.setObjectName("filter_views")
        self.views.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.views.setMenu(QMenu(self.views))
        self.close_button.setAutoRaise(True)
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setContentsMargins(6, 0, 6, 0)
        for widget in (
            *(
                self.text,
                *self.chips.values(),
                self.votes,
                self.more,
                self.others,
                self.views,
                self.name,
            ),
        ):
            widget.setMinimumHeight(max(self.text.sizeHint().height(), scaled(32)))
            row.addWidget(widget)
        for widget in (self.count, self.close_button):
            widget.setMinimumHeight(max(self.text.sizeHint().height(), scaled(32)))
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)

    def _connect(self) -> None:
        self.text.textChanged.connect(self._pause.start)
        self.text.stepped.connect(self._take_text)
        self.text.left.connect(self._leave)
        for chip in self.chips.values():
            chip.chosen.connect(self._choose)
        self.votes.chosen.connect(self._choose_votes)
        self.more.toggled.connect(self._fit)
        self.others.toggled.connect(self._hide_others)
        self.views.menu().aboutToShow.connect(self._fill_views)
        self._views.name_wanted.connect(self.ask_name)
        self.name.returnPressed.connect(self._take_name)
        self.close_button.clicked.connect(self.closed)
        self._criteria.changed.connect(self.show_filter)
        self._document.changed.connect(self._show_count)
        self._language.changed.connect(self.retranslate)

    def _journey(self) -> JourneyMap:
        return self._document.value

    def _take_text(self) -> None:
        self._pause.stop()
        self._criteria.set(text=clean_line(self.text.text())[:500])

    def _choose(self, name: str, values: tuple[str, ...]) -> None:
        self._criteria.set(**{name: values})

    def _choose_votes(self, count: int | None) -> None:
        self._criteria.set(min_votes=count)

    def _hide_others(self, is_hidden: bool) -> None:
        self._criteria.set(others="hide" if is_hidden else "dim")

    def _fill_views(self) -> None:
        menu = self.views.menu()
        menu.clear()
        self._views.fill(menu)

    def _take_name(self) -> None:
        name = self.name.text()
        is_done = self._views.save_as(name) if self._is_new else self._views.rename_saved(name)
        if is_done or not self._is_new:
            self._leave_name()

    def _leave_name(self) -> None:
        self.name.hide()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        self._pause.stop()
        if self._criteria.through is not None:
            self._criteria.clear()
            self.left.emit()
        else:
            self.closed.emit()

    def _show_views(self) -> None:
        words, saved = self._language, self._criteria.saved
        if saved is None:
            said = words("window.views.title")
        else:
            key = "window.views.changed" if self._criteria.is_changed else "window.views.in_use"
            said = words(key, name=saved.name or words("window.views.unnamed"))
        self.views.setText(said.replace("&", "&&"))

    def _show_count(self) -> None:
        if self._criteria.through is None:
            self.count.setText("")
            return
        count = self._criteria.count
        self.count.setText(
            self._language("window.filter.count", shown=count.shown, count=count.all)
        )
