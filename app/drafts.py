"""What is being typed and is not in the map yet: it is kept in the journal all the same.

Most fields change the map with every letter. Those that wait for Enter say so by `widgets.late`;
the fields of dialogs wait for their button, and what an input method composes waits for both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from app.safekeeping import Safekeeping
from widgets.late import is_late
from widgets.overrides import guarded

if TYPE_CHECKING:
    from app.window import MapWindow
    from widgets.quick_entry import QuickEntry

MAX_DRAFT = 100_000
"""Letters: of more the beginning is kept."""

_NUMBER = "qt_spinbox_lineedit"  # Qt's name for the line in a box for numbers


@guarded
class Drafts(QObject):
    """Watches the field that has the keyboard in ``window`` and its dialogs."""

    def __init__(self, window: MapWindow, safe: Safekeeping) -> None:
        super().__init__(safe)
        self._window, self._safe = window, safe
        self._field: QWidget | None = None
        self._composed = ""
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusObjectChanged.connect(self._moved)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """See what an input method composes in the watched field."""
        if event.type() == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self._composed = event.preeditString()
            self._take()
        return super().eventFilter(watched, event)

    def _moved(self, focused: QObject | None) -> None:
        self._leave()
        if isinstance(focused, QWidget) and self._is_ours(focused):
            self._field = focused
            focused.installEventFilter(self)
            focused.destroyed.connect(self._lose)
            if isinstance(focused, QLineEdit | QPlainTextEdit | QTextEdit):
                focused.textChanged.connect(self._take)

    def _leave(self) -> None:
        """The keyboard is elsewhere. What stands in the field still is in no map."""
        field, self._field, self._composed = self._field, None, ""
        if field is None:
            return
        if not isValid(field):  # the keyboard leaves it because it goes
            self._keep("")
            return
        field.removeEventFilter(self)
        field.destroyed.disconnect(self._lose)
        if isinstance(field, QLineEdit | QPlainTextEdit | QTextEdit):
            field.textChanged.disconnect(self._take)
        self._keep("" if self._is_line(field) else _waiting_in(field))

    def _lose(self) -> None:
        self._field, self._composed = None, ""
        self._keep("")

    def _is_ours(self, widget: QWidget) -> bool:
        top: QWidget | None = widget.window()
        while top is not None and top is not self._window:
            parent = top.parentWidget()
            top = parent.window() if parent is not None else None
        return top is self._window

    def look(self) -> None:
        """See what is waiting in a field that waits for Enter: it may have gone into the map."""
        if self._field is not None and is_late(self._field):
            self._take()

    def _take(self) -> None:
        field = self._field
        if field is not None:
            self._keep("" if self._is_line(field) else _waiting_in(field), self._composed)

    def _keep(self, waiting: str, composed: str = "") -> None:
        """Keep that, and the line below the map, which may have been left half written."""
        entry = self._entry
        texts = (entry.waiting if entry is not None else "", waiting)
        self._safe.take_draft(("\n".join(filter(None, texts)) + composed)[:MAX_DRAFT])

    @property
    def _entry(self) -> QuickEntry | None:
        entry = self._window.page.middle.quick_entry if self._window.page is not None else None
        return entry if entry is not None and isValid(entry) and isValid(entry.line) else None

    def _is_line(self, field: QWidget) -> bool:
        return self._entry is not None and field is self._entry.line


def _waiting_in(field: QWidget) -> str:
    """Return what is written in ``field``, or in its dialog, and goes into the map only later."""
    dialog = field.window()
    if isinstance(dialog, QDialog):
        fields = dialog.findChildren(QWidget) if dialog.isVisible() else []
        return "\n".join(text for text in map(_typed_in, fields) if text)
    return _typed_in(field) if is_late(field) else ""


def _typed_in(field: QWidget) -> str:
    """Return the text that somebody has typed into ``field``, "" for what stood there."""
    if isinstance(field, QLineEdit):
        is_text = field.echoMode() == QLineEdit.EchoMode.Normal and field.objectName() != _NUMBER
        return field.text().strip() if is_text and field.isModified() else ""
    if isinstance(field, QPlainTextEdit | QTextEdit):
        is_typed = not field.isReadOnly() and field.document().isModified()
        return field.toPlainText().strip() if is_typed else ""
    return ""
