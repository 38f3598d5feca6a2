"""The row of a picture: what it shows, and buttons to choose another or none."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from model.values import Value
from widgets.inspector.field import Field
from widgets.inspector.row import Row, Surroundings
from widgets.inspector.subject import MIXED
from widgets.picture_painting import decoded

_WIDTH, _HEIGHT = 240, 150


class ImageRow(Row):
    """An embedded image of the map, by its hash; files are the window's business."""

    def __init__(self, field: Field, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(field, around, parent)
        self._picture = QLabel(self)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self._picture)
        self.choose = QToolButton(self)
        self.choose.clicked.connect(self._ask)
        self.remove = QToolButton(self)
        self.remove.clicked.connect(self._remove)
        line = QHBoxLayout()
        line.addWidget(self.choose)
        line.addWidget(self.remove)
        line.addStretch(1)
        self.column.addLayout(line)
        self._shown: Any = None

    def show_value(self, value: Any, values: tuple[Value, ...]) -> None:  # noqa: ARG002
        """Show the image small."""
        has_image = isinstance(value, str)
        self.remove.setVisible(has_image)
        if value == self._shown:
            return
        self._shown = value
        self._picture.setVisible(has_image)
        if has_image and value is not MIXED:
            self._picture.setPixmap(self._thumbnail(value))

    def retranslate(self, label: str) -> None:
        """Word the row."""
        super().retranslate(label)
        words = self.around.language
        self.choose.setText(words("window.inspector.choose_image"))
        self.remove.setText(words("window.inspector.no_image"))
        self._picture.setAccessibleName(label)

    def focus_field(self) -> None:
        """Go to the button."""
        self.choose.setFocus()

    def _ask(self) -> None:
        self.asked.emit("image", None)

    def _remove(self) -> None:
        self.changed.emit(None)
        self.sealed.emit()

    def _thumbnail(self, sha256: str) -> QPixmap:
        for image in self.around.journey.images:
            if image.sha256 == sha256:
                picture = QPixmap.fromImage(decoded(image, 2 * _WIDTH))
                if not picture.isNull():
                    return picture.scaled(
                        _WIDTH,
                        _HEIGHT,
                        Qt.AspectRatioMode.KeepAspectRatio,
                        Qt.TransformationMode.SmoothTransformation,
                    )
        return QPixmap()
