"""What of a widget is painted, for tests that count it."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QRegion


class PaintedRegion(QObject):
    """Collects what of a widget is painted."""

    def __init__(self, widget) -> None:
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            self.region = self.region.united(event.region())
        return False

    @property
    def pixels(self) -> int:
        return sum(rect.width() * rect.height() for rect in self.region)
