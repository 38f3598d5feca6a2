"""The portrait of a persona: the photo or the initials in a ring of her colour, with her mark."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from model.evidence import Image
from model.layout.coding import curve_colour
from model.layout.marks import Outline
from model.layout.persona_marks import persona_shape
from model.layout.theme import Theme
from model.people import Customer, persona_mark
from widgets.overrides import guarded
from widgets.painting import painter_path
from widgets.palette import is_dark
from widgets.picture_painting import decoded
from widgets.text_scale import scaled

_SIDE_PX, _MARK_PX, _RING_PX = 52, 18, 2.5
_MOST_LETTERS = 4
_OFF = 0.45  # how much is left to see of who is switched off


def initials_of(person: Customer) -> str:
    """Return the letters that stand for ``person``: as given, else of the first two names."""
    given = person.initials or "".join(word[0] for word in person.name.split()[:2])
    return given[:_MOST_LETTERS]


@guarded
class Portrait(QWidget):
    """Shows one person; photo and initials are what the poster has too."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._person: Customer | None = None
        self._place = 0
        self._sha256: str | None = None
        self._photo = QImage()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        side = scaled(_SIDE_PX)
        self.setFixedSize(QSize(side, side))

    @property
    def has_photo(self) -> bool:
        """Whether a photo is shown."""
        return not self._photo.isNull()

    def show_person(self, person: Customer, place: int, images: tuple[Image, ...]) -> None:
        """Show ``person``, who stands at ``place`` in the register, from 0 on."""
        if person.image != self._sha256:
            self._sha256 = person.image
            found = next((image for image in images if image.sha256 == person.image), None)
            most = round(2 * self.width() * self.devicePixelRatioF())
            self._photo = QImage() if found is None else decoded(found, most)
        self._person, self._place = person, place
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint photo or initials, ring and mark."""
        person = self._person
        if person is None:
            return
        theme = Theme.named("screen_dark" if is_dark(self.palette()) else "screen_light")
        colour = person.colour or curve_colour(self._place)
        bar = QColor(*theme.rgb(f"card.{colour}.bar"))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(1.0 if person.is_visible else _OFF)
        ring = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(*theme.rgb(f"card.{colour}.fill")))
        painter.drawEllipse(ring)
        if self.has_photo:
            _paint_photo(painter, self._photo, ring)
        else:
            self._paint_initials(painter, person, ring, QColor(*theme.rgb("card.text")))
        painter.setPen(QPen(bar, _RING_PX))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring)
        self._paint_mark(painter, person, bar, QColor(*theme.rgb(f"card.{colour}.fill")))
        painter.end()

    def _paint_initials(
        self, painter: QPainter, person: Customer, ring: QRectF, ink: QColor
    ) -> None:
        letters = initials_of(person)
        font = self.font()
        font.setBold(True)
        font.setPixelSize(max(round(ring.height() * (0.36 if len(letters) < 3 else 0.26)), 1))
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, letters or "?")

    def _paint_mark(self, painter: QPainter, person: Customer, bar: QColor, ground: QColor) -> None:
        """Paint the shape she is known by on cards and curves."""
        size = scaled(_MARK_PX)
        centre = QPointF(self.width() - size / 2, self.height() - size / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawEllipse(centre, size / 2, size / 2)
        mark = persona_mark(person, self._place)
        shape = persona_shape(mark, centre.x(), centre.y(), size * 0.74, "text", "paper")
        if isinstance(shape, Outline):
            painter.fillPath(painter_path(shape.commands), bar)


def _paint_photo(painter: QPainter, photo: QImage, ring: QRectF) -> None:
    """Paint the middle of ``photo`` into the circle ``ring``, of a tall one rather the top."""
    side = min(photo.width(), photo.height())
    left, top = (photo.width() - side) / 2, (photo.height() - side) / 3
    clip = QPainterPath()
    clip.addEllipse(ring)
    painter.save()
    painter.setClipPath(clip)
    painter.drawImage(ring, photo, QRectF(left, top, side, side))
    painter.restore()
