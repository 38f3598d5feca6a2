"""The print window: what will come out, live, and the settings it comes from beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from model.paper import scale_name
from model.printing.preflight import Finding
from model.printing.presets import with_preset
from model.printing.settings import PrintPreset, PrintSettings
from model.values import with_changes
from model.views import SavedView
from widgets.flow_layout import FlowLayout
from widgets.language import Language
from widgets.overrides import guarded
from widgets.plain_tips import plain_tip
from widgets.print.arranging import pages_of_wall
from widgets.print.fact_line import FactLine
from widgets.print.findings import FindingList
from widgets.print.form import SettingsForm
from widgets.print.look_bar import LookBar
from widgets.print.made import MadePrint
from widgets.print.overlay import shown_name
from widgets.print.preset_bar import PresetBar
from widgets.print.preview import PrintPreview
from widgets.print.row import Offers
from widgets.print.wording import worded
from widgets.text_scale import scaled

_WIDEST_FORM_PX = 470  # beside large text
FORMS = ("pdf", "png_96", "png_150", "png_300", "svg", "html")


@guarded
class PrintWindow(QDialog):
    """Chooses how a map is printed; the app makes the pages and shows them here.

    ``wish_changed`` tells that pages must be made anew, ``output_asked`` carries what is to be
    done with them (a word of `FORMS`, or ``print``), ``jump_asked`` the ids to look for on the
    map, ``preset_asked`` what is to be done with a preset, ``doing_asked`` the other buttons.
    """

    wish_changed = Signal()
    output_asked = Signal(str)
    jump_asked = Signal(tuple)
    preset_asked = Signal(str)
    doing_asked = Signal(str)
    closed = Signal()

    def __init__(
        self,
        language: Language,
        offers: Offers,
        settings: PrintSettings,
        view: SavedView | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._language = language
        self.made: MadePrint | None = None
        self.preview = PrintPreview(language, self)
        self.look_bar = LookBar(language, self.preview, self)
        self.facts = FactLine(language, self)
        self.findings = FindingList(language, self)
        self.presets = PresetBar(language, self)
        self.form = SettingsForm(language, offers, self)
        self.sheet_bar = QWidget(self)
        self.all_sheets = QPushButton(self.sheet_bar)
        self.changed_sheets = QPushButton(self.sheet_bar)
        self._changed: tuple[str, ...] = ()
        self._chosen_of: frozenset[str] = frozenset()
        self._before_scaling: PrintSettings | None = None
        self.below = QSplitter(Qt.Orientation.Vertical, self)
        self.buttons: dict[str, QPushButton] = {}
        self.more = QToolButton(self)
        self._build()
        self._connect()
        self.show_settings(settings, view)

    # --- what is chosen ------------------------------------------------------------------------

    @property
    def settings(self) -> PrintSettings:
        """How it is to be printed, as it is chosen now."""
        return self.form.settings

    @property
    def view(self) -> SavedView | None:
        """The view that is printed, None for the whole map."""
        return self.form.view

    def show_settings(self, settings: PrintSettings, view: SavedView | None) -> None:
        """Show ``settings`` and ``view`` as what is chosen."""
        self.form.show_settings(settings, view)
        self._mark_preset()

    def take(self, settings: PrintSettings) -> None:
        """Choose ``settings`` and have the pages made anew."""
        self.show_settings(settings, self.view)
        self._wish()

    def take_preset(self, preset: PrintPreset) -> None:
        """Take what ``preset`` says of printer and paper, not what is said of this map."""
        self.take(with_preset(self.settings, preset))

    def show_presets(self, presets: Sequence[tuple[PrintPreset, str]], chosen: str = "") -> None:
        """Offer ``presets`` by name; ``chosen`` is the id of the one in use."""
        self.presets.show_presets(presets, chosen)
        self._mark_preset()

    # --- what is made --------------------------------------------------------------------------

    def show_made(self, made: MadePrint) -> None:
        """Show what was made of a wish."""
        if self._is_of_other_sheets(made):
            self._choose_sheets(())
            return
        self.made = made
        is_good = made.printout is not None and not self.form.complaint
        if made.problem is not None or self.form.complaint:
            self._show_refusal(made)
        else:
            self.preview.left_out = self._left_out(made)
            self.preview.can_toggle = made.wish.settings.output == "tiles"
            self.preview.show_printout(made.shown, made.extents)
            self.facts.show_facts(made.facts)
            self.preview.read_out = self.facts.in_short
            self.findings.show_waiting()
        for form, button in self.buttons.items():
            self.say_why_not(form, "")
            button.setEnabled(is_good)
        self.more.setEnabled(is_good)
        self.more.setToolTip("")
        self.look_bar.refresh()
        self._show_sheet_bar()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what the preflight of the pages found."""
        if self.made is not None and self.made.problem is None and not self.form.complaint:
            self.findings.show_findings(findings)

    def show_changed(self, names: Sequence[str]) -> None:
        """Offer the sheets that are others than when this map was printed last."""
        self._changed = tuple(names)
        self._show_sheet_bar()

    def say_why_not(self, form: str, sentence: str) -> None:
        """Disable the button of ``form`` and say why; "" enables it."""
        button = self.buttons[form]
        button.setEnabled(not sentence and self.preview.printout is not None)
        button.setToolTip(plain_tip(sentence))
        button.setAccessibleDescription(sentence)

    def say_why_none(self, sentence: str) -> None:
        """Disable every way out and say why; the next print enables them again."""
        for form in self.buttons:
            self.say_why_not(form, sentence)
        self.more.setEnabled(False)
        self.more.setToolTip(plain_tip(sentence))

    def _show_refusal(self, made: MadePrint) -> None:
        sentence = self.form.complaint
        if not sentence and made.problem is not None:
            sentence = worded(made.problem, self._language)
        self.preview.empty_sentence = sentence
        self.preview.show_printout(None)
        self.facts.show_facts(None)
        self.findings.show_problem(sentence)

    # --- sheets --------------------------------------------------------------------------------

    def _is_of_other_sheets(self, made: MadePrint) -> bool:
        """Tell whether sheets were chosen of a wall that is shared out otherwise by now."""
        chosen = self.settings.sheets
        if not chosen or made.wish.settings != self.settings:
            return False
        if made.problem is not None:
            return made.problem.code == "print.unknown_sheet"
        every = _names_of_sheets(made)
        is_other = bool(self._chosen_of) and self._chosen_of != every
        self._chosen_of = frozenset() if is_other else every
        return is_other

    def _left_out(self, made: MadePrint) -> frozenset[str]:
        if made.shown is None or not made.wish.settings.sheets:
            return frozenset()
        return _names_of_sheets(made) - set(made.wish.settings.sheets)

    def _toggle(self, name: str) -> None:
        """Print the sheet called ``name``, or leave it out; one at least is printed."""
        made = self.made
        if made is None or made.shown is None:
            return
        every = [page.name for page, _ in pages_of_wall(made.shown)]
        left_out = set(self._left_out(made)) ^ {name}
        kept = tuple(each for each in every if each not in left_out)
        if kept:
            self._choose_sheets(() if len(kept) == len(every) else kept)

    def _choose_sheets(self, names: tuple[str, ...]) -> None:
        self._chosen_of = _names_of_sheets(self.made)
        self.take(with_changes(self.settings, sheets=names))

    def _show_sheet_bar(self) -> None:
        words, made = self._language, self.made
        shown = None if made is None else made.shown
        every = () if shown is None else pages_of_wall(shown)
        is_tiles = made is not None and made.wish.settings.output == "tiles"
        has_left_out = bool(made and made.wish.settings.sheets)
        changed = [name for name in self._changed if any(p.name == name for p, _ in every)]
        self.all_sheets.setText(words("print_window.all_sheets", count=len(every)))
        self.all_sheets.setVisible(has_left_out)
        self.changed_sheets.setText(
            words("print_window.changed_sheets", changed=len(changed), of=len(every))
        )
        self.changed_sheets.setVisible(0 < len(changed) < len(every))
        is_any = has_left_out or 0 < len(changed) < len(every)
        self.sheet_bar.setVisible(is_tiles and is_any)

    # --- telling -------------------------------------------------------------------------------

    def _tell_page(self) -> None:
        """Say to who does not see it at which page the preview is, and whether it is printed."""
        words, page = self._language, self.preview.current_page
        if page is not None:
            key = "left_out" if page.name in self.preview.left_out else "printed"
            told = words(f"print_window.told.{key}", name=shown_name(page))
            keys = words("print_window.preview_keys")
            self.preview.setAccessibleDescription(f"{told} {keys}")

    def _wish(self) -> None:
        self._mark_preset()
        self.wish_changed.emit()

    def _mark_preset(self) -> None:
        preset = self.presets.preset
        if preset is not None:
            is_changed = with_preset(self.settings, preset) != self.settings
            self.presets.mark_changed(is_changed=is_changed)

    def _scale(self, scale: float) -> None:
        """Take the scale the corner was dragged to; a paper that is fitted to is left."""
        settings = self.settings
        self._before_scaling = self._before_scaling or settings
        paper = settings.paper if settings.output == "wall" else "map"
        name = scale_name(min(max(scale, 0.01), 20.0))
        changed = with_changes(settings, paper=paper, scale=name)
        if changed != settings:
            self.take(changed)

    def _end_scaling(self, is_wanted: bool) -> None:
        before, self._before_scaling = self._before_scaling, None
        if before is not None and not is_wanted:
            self.take(before)

    def _show_page(self, name: str) -> None:
        self.preview.look("pages")
        names = [placed.page.name for placed in self.preview.arrangement.placed]
        if name in names:
            self.preview.enlarge(names.index(name))
        self.look_bar.refresh()

    # --- making --------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.form.changed.connect(self._wish)
        self.presets.chosen.connect(self.take_preset)
        self.presets.asked.connect(self.preset_asked)
        self.preview.toggled.connect(self._toggle)
        self.preview.page_chosen.connect(self._tell_page)
        self.preview.scale_wished.connect(self._scale)
        self.preview.scaled.connect(self._end_scaling)
        self.findings.jump_asked.connect(self.jump_asked)
        self.findings.page_asked.connect(self._show_page)
        self.all_sheets.clicked.connect(lambda: self._choose_sheets(()))
        self.changed_sheets.clicked.connect(lambda: self._choose_sheets(self._changed))

    def _build(self) -> None:
        words = self._language
        self.setWindowTitle(words("print_window.title"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.preview.setAccessibleName(words("print_window.preview"))
        self.preview.setToolTip(words("print_window.preview_keys"))
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addLayout(self._shown_column(), 1)
        top.addLayout(self._chosen_column())
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        column.addLayout(top, 1)
        column.addWidget(self._button_line())
        wished = QSize(scaled(1240), scaled(780))
        self.resize(wished.boundedTo(self.screen().availableSize() * 0.94))

    def _shown_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        line = QHBoxLayout(self.sheet_bar)
        line.setContentsMargins(0, 0, 0, 0)
        for button in (self.all_sheets, self.changed_sheets):
            button.setAutoDefault(False)
            line.addWidget(button)
        line.addStretch(1)
        self.sheet_bar.hide()
        column.addWidget(self.look_bar)
        self.below.addWidget(self.preview)
        self.below.addWidget(_scrolled(self._told(), self))
        self.below.setStretchFactor(0, 1)
        self.below.setSizes([scaled(520), scaled(200)])
        self.below.setChildrenCollapsible(False)
        column.addWidget(self.below, 1)
        return column

    def _told(self) -> QWidget:
        held = QWidget(self)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(6)
        column.addWidget(self.sheet_bar)
        column.addWidget(self.facts)
        column.addWidget(self.findings, 1)
        return held

    def _chosen_column(self) -> QVBoxLayout:
        held = QWidget(self)
        held.setFixedWidth(min(scaled(350), _WIDEST_FORM_PX))
        inside = QVBoxLayout(held)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        inside.addWidget(self.presets)
        inside.addWidget(_scrolled(self.form, self), 1)
        column = QVBoxLayout()
        column.addWidget(held)
        return column

    def _button_line(self) -> QWidget:
        words = self._language
        held = QWidget(self)
        line = FlowLayout(held, gap=8)
        for doing in ("plan", "calibrate"):
            button = QPushButton(words(f"print_window.doing.{doing}"), held)
            button.setAutoDefault(False)
            button.setObjectName(doing)
            button.setProperty("doing", doing)
            button.clicked.connect(self._ask_doing)
            line.addWidget(button)
        for form in ("print", "pdf"):
            button = QPushButton(words(f"print_window.output.{form}"), held)
            button.setProperty("form", form)
            button.clicked.connect(self._ask_output)
            button.setEnabled(False)
            button.setAutoDefault(form == "pdf")
            self.buttons[form] = button
            line.addWidget(button)
        self.buttons["pdf"].setDefault(True)
        self._fill_more(held)
        line.addWidget(self.more)
        close = QPushButton(words("dialogs.close"), held)
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        line.addWidget(close)
        return held

    def _fill_more(self, held: QWidget) -> None:
        self.more.setParent(held)
        self.more.setText(self._language("print_window.output.more"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.more)
        for form in FORMS[1:]:
            action = menu.addAction(self._language(f"print_window.output.{form}"))
            action.setProperty("form", form)
            action.triggered.connect(self._ask_output)
        self.more.setMenu(menu)

    def _ask_output(self) -> None:
        asking = self.sender()
        if asking is not None:
            self.output_asked.emit(str(asking.property("form")))

    def _ask_doing(self) -> None:
        asking = self.sender()
        if asking is not None:
            self.doing_asked.emit(str(asking.property("doing")))

    def done(self, result: int) -> None:
        """Park the window; it keeps what was chosen."""
        super().done(result)
        self.closed.emit()


def _names_of_sheets(made: MadePrint | None) -> frozenset[str]:
    """Return the names of all sheets of a wall, also those that are left out."""
    if made is None or made.shown is None:
        return frozenset()
    return frozenset(page.name for page, _ in pages_of_wall(made.shown))


def _scrolled(held: QWidget, parent: QWidget) -> QScrollArea:
    """Return an area in which ``held`` is as wide as there is room, and scrolls."""
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setMinimumHeight(scaled(64))
    area.setWidget(held)
    return area
