"""The line over the preview: on the wall or page by page, which page, how near."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QButtonGroup, QLabel, QToolButton, QWidget

from widgets.canvas.view import ZOOM_STEP
from widgets.flow_layout import FlowLayout
from widgets.icons import make_icon
from widgets.language import Language
from widgets.overrides import guarded
from widgets.print.overlay import shown_name
from widgets.print.preview import PrintPreview
from widgets.text_scale import give_room, scaled


@guarded
class LookBar(QWidget):
    """Steers ``preview``."""

    def __init__(
        self, language: Language, preview: PrintPreview, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._language, self._preview = language, preview
        flow = FlowLayout(self, gap=4)
        self._ways = QButtonGroup(self)
        self.way_buttons: dict[str, QToolButton] = {}
        for way in ("wall", "pages"):
            button = QToolButton(self)
            button.setText(language(f"print_window.look.{way}"))
            button.setCheckable(True)
            button.setAutoRaise(True)
            button.setProperty("way", way)
            self._ways.addButton(button)
            self.way_buttons[way] = button
            flow.addWidget(button)
        self.buttons = {
            name: self._button(name, icon)
            for name, icon in (
                ("previous", "chevron-left"),
                ("next", "chevron-right"),
                ("zoom_out", "zoom-out"),
                ("fit", "maximize"),
                ("zoom_in", "zoom-in"),
            )
        }
        self.page = QLabel(self)
        self.page.setTextFormat(Qt.TextFormat.PlainText)
        self.page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.page.setMinimumHeight(scaled(32))
        for widget in (
            *(self.buttons["previous"], self.page, self.buttons["next"]),
            *(self.buttons["zoom_out"], self.buttons["fit"], self.buttons["zoom_in"]),
        ):
            flow.addWidget(widget)
        give_room(*self.way_buttons.values(), *self.buttons.values())
        self._ways.buttonClicked.connect(self._choose)
        for name, do in (
            ("previous", lambda: preview.step(-1)),
            ("next", lambda: preview.step(1)),
            ("zoom_out", lambda: preview.zoom(1 / ZOOM_STEP)),
            ("zoom_in", lambda: preview.zoom(ZOOM_STEP)),
            ("fit", self._fit),
        ):
            self.buttons[name].clicked.connect(do)
        preview.page_chosen.connect(self.refresh)

    def refresh(self) -> None:
        """Show where the preview looks."""
        preview = self._preview
        has_wall = preview.has_wall
        way = "wall" if preview.way == "wall" and has_wall else "pages"
        with QSignalBlocker(self._ways):
            self.way_buttons[way].setChecked(True)
        self.way_buttons["wall"].setEnabled(has_wall)
        placed = preview.arrangement.placed
        is_several = len(placed) > 1
        for name in ("previous", "next"):
            self.buttons[name].setVisible(is_several)
        self.page.setVisible(is_several)
        if preview.current is not None and placed:
            self.page.setText(self._words_for(preview.current))
        self._keep_width()
        self.updateGeometry()

    def _words_for(self, index: int) -> str:
        placed = self._preview.arrangement.placed
        name = shown_name(placed[index].page)
        return self._language("print_window.look.page", name=name, at=index + 1, of=len(placed))

    def _keep_width(self) -> None:
        """Hold room for the longest name, so that the arrows stay where they are clicked."""
        placed = self._preview.arrangement.placed
        longest = sorted(range(len(placed)), key=lambda at: len(shown_name(placed[at].page)))[-3:]
        metrics = self.page.fontMetrics()
        widths = [metrics.horizontalAdvance(self._words_for(at)) for at in longest]
        self.page.setMinimumWidth(max(widths, default=0) + scaled(2))

    def _button(self, name: str, icon: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(make_icon(icon, self.palette()))
        button.setAutoRaise(True)
        words = self._language(f"print_window.look.{name}")
        button.setToolTip(words)
        button.setAccessibleName(words)
        return button

    def _choose(self, button: QToolButton) -> None:
        way = str(button.property("way"))
        self._preview.look("wall" if way == "wall" else "pages")
        self.refresh()

    def _fit(self) -> None:
        self._preview.show_all()
