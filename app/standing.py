"""The word in the status bar that says where the map stands: saved, not saved yet, being saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from widgets.icons import icon_pixmap
from widgets.overrides import guarded
from widgets.plain_tips import plain_tip

if TYPE_CHECKING:
    from app.window import MapWindow

_ICON = QSize(14, 14)


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

    def refresh(self) -> None:
        """Say how it is now."""
        state = self._state()
        self.setVisible(bool(state))
        if not state:
            return
        words, document = self._window.language, self._window.document
        path = document.path if document is not None else None
        said = words(f"recovery.standing.{state}", time=self._time())
        hint = words(f"recovery.standing.{state}_hint", name=path.name if path else "")
        self.word.setText(said)
        self.setToolTip(plain_tip(hint))
        self.word.setAccessibleName(said)
        self.word.setAccessibleDescription(hint)
        self._sign.setVisible(state == "unkept")
        if state == "unkept":
            ink = self.palette().windowText().color()
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
