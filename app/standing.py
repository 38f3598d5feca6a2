"""The word in the status bar that says where the map stands: saved, not saved yet, being saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QEvent, QLocale, QSize, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from widgets.icons import icon_pixmap
from widgets.overrides import guarded
from widgets.palette import is_dark
from widgets.plain_tips import plain_tip

if TYPE_CHECKING:
    from app.window import MapWindow

_ICON = QSize(14, 14)
_RED = {False: "#a3231b", True: "#ff9d94"}
"""By whether the window is dark: what is not kept at all."""


@guarded
class StandingWord(QWidget):
    """Quiet while all is well; a sign stands before it when what is edited is not kept at all."""

    def __init__(self, window: MapWindow) -> None:
        super().__init__(window)
        self._window = window
        self._sign, self.word = QLabel(self), QLabel(self)
        self.word.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(4)
        row.addWidget(self._sign)
        row.addWidget(self.word)
        window.safety.changed.connect(self.refresh)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the colours of a new palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "word"):
            self.refresh()

    def refresh(self) -> None:
        """Say how it is now."""
        state = self._state()
        self.setVisible(bool(state))
        if not state:
            return
        words, document = self._window.language, self._window.document
        path = document.path if document is not None else None
        seconds = self._window.safety.seconds_saving if state == "saving" else 0
        if seconds:
            said = words("watching.still_saving", seconds=seconds)
        else:
            said = words(f"recovery.standing.{state}", time=self._time())
        hint = words(f"recovery.standing.{state}_hint", name=path.name if path else "")
        self.word.setText(said)
        self.setToolTip(plain_tip(hint))
        self.word.setAccessibleName(said)
        self.word.setAccessibleDescription(hint)
        is_unkept = state == "unkept"
        self._sign.setVisible(is_unkept)
        ink = QColor(_RED[is_dark(self.palette())])
        colours = QPalette()
        if is_unkept:
            colours.setColor(QPalette.ColorRole.WindowText, ink)
        self.word.setPalette(colours)
        if is_unkept:
            ratio = self.devicePixelRatioF()
            self._sign.setPixmap(icon_pixmap("triangle-alert", ink, _ICON.width(), ratio))

    def _state(self) -> str:
        safety, document = self._window.safety, self._window.document
        if document is None:
            return ""
        if safety.safe is not None and safety.safe.is_saving:
            return "saving"
        if document.is_modified:
            kept = "unsaved" if document.path is None else "changed"
            return kept if safety.is_journal_well else "unkept"
        return "saved" if document.path is not None and self._time() else ""

    def _time(self) -> str:
        """Return when the map was saved last: the minute, before today the day."""
        document = self._window.document
        saved = document.stamped_value.about.modified if document is not None else ""
        time = QDateTime.fromString(saved, Qt.DateFormat.ISODate)
        if not time.isValid():
            return ""
        local, locale = time.toLocalTime(), self._window.language.locale
        if local.date() == QDateTime.currentDateTime().date():
            return locale.toString(local.time(), QLocale.FormatType.ShortFormat)
        return locale.toString(local.date(), QLocale.FormatType.ShortFormat)
