"""Screen and paper are the same picture: Qt's and PDFium's rasters of one sheet, pixel by pixel.

Both are drawn at 144 dpi in grey. A pixel differs when the two are more than 64 of 255 apart; at
most 0.5 % may, and nowhere may they fill a square of 3 × 3 (the issue allows that square).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

import numpy as np
import pypdfium2
import pytest
from PIL import Image as Pillow
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from app.export.jobs import print_journey
from app.export.pdf.x1a import x1a_failures
from model.cards import Card, Picture
from model.evidence import Image
from model.filtering import Filter
from model.journey import Channel, JourneyMap
from model.lanes import CardsLane, ImagesLane
from model.layout.engine import Layout
from model.layout.marks import ImageMark
from model.layout.sheet import Sheet
from model.layout.theme import Theme
from model.printing.settings import PrintSettings
from model.templates import sample
from model.text.fonts import FontBook
from model.views import SavedView
from tests.embedded_images import embedded, image_of, png_of_zeros
from tests.pdf.printed import SCRIPTS, map_of, pdf_of, sheet_of, with_a_card_moved
from widgets.painting import SheetPainter

DPI = 144


@dataclass(frozen=True)
class Difference:
    """How far two rasters are apart."""

    share: float
    solid_squares: int

    @property
    def is_none(self) -> bool:
        return self.share <= 0.005 and self.solid_squares == 0


def difference(screen: Sheet, paper: Sheet) -> Difference:
    printed = grey_of_pdf(pdf_of(paper))
    drawn = grey_of_screen(screen, *printed.shape)
    far = np.concatenate(
        [np.abs(drawn[rows].astype(np.int16) - printed[rows]) > 64 for rows in bands(len(printed))]
    )
    return Difference(float(far.mean()), int(solid(far, 3).sum()))


def grey_of_pdf(data: bytes) -> np.ndarray:
    page = pypdfium2.PdfDocument(data)[0]
    pixels = page.render(scale=DPI / 72).to_numpy()
    height, width, _ = pixels.shape
    assert (width, height) == tuple(ceil(side * DPI / 72) for side in page.get_size())
    return grey(pixels)


def grey_of_screen(sheet: Sheet, height: int, width: int) -> np.ndarray:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(width / sheet.width, height / sheet.height)
    SheetPainter(sheet.fonts).paint_sheet(painter, sheet, Theme.named("print"))
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(
        height, image.bytesPerLine() // 4, 4
    )
    return grey(pixels[:, :width])


def grey(pixels: np.ndarray) -> np.ndarray:
    """Blue, green and red to grey (ITU-R BT.601): Qt and PDFium would each weigh them their way."""
    made = np.empty(pixels.shape[:2], np.uint8)
    for rows in bands(len(pixels)):
        blue, green, red = (pixels[rows, :, part].astype(np.uint32) for part in range(3))
        made[rows] = (red * 299 + green * 587 + blue * 114) // 1000
    return made


def bands(height: int) -> Iterator[slice]:
    """A map at 144 dpi has 90 million pixels: they are reckoned with a band at a time."""
    for top in range(0, height, 512):
        yield slice(top, top + 512)


def solid(far: np.ndarray, side: int) -> np.ndarray:
    """Where a square of ``side`` pixels begins that differs all over."""
    height, width = far.shape
    across = far[:, : width - side + 1].copy()
    for shift in range(1, side):
        across &= far[:, shift : width - side + 1 + shift]
    down = across[: height - side + 1].copy()
    for shift in range(1, side):
        down &= across[shift : height - side + 1 + shift]
    return down


@pytest.fixture(scope="module")
def scripts_sheet() -> Sheet:
    return sheet_of(map_of(SCRIPTS.values()))


@pytest.mark.usefixtures("qapp")
def test_screen_and_paper_agree_on_every_script(scripts_sheet: Sheet) -> None:
    found = difference(scripts_sheet, scripts_sheet)
    assert found.is_none, found


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("language", ["da", "en"])
def test_screen_and_paper_agree_on_a_whole_map(language: str) -> None:
    sheet = sheet_of(sample("sustainable-shoes", language))
    found = difference(sheet, sheet)
    assert found.is_none, found


@pytest.mark.usefixtures("qapp")
def test_screen_and_paper_agree_on_a_dimmed_view() -> None:
    view = SavedView(id="v", name="Smertepunkter", types=("pain_point",))
    journey = sample("sustainable-shoes", "da")
    sheet = Layout(FontBook.bundled()).sheet(journey, for_print=True, through=Filter(view))
    found = difference(sheet, sheet)
    assert found.is_none, found
    assert difference(sheet, sheet_of(journey)).solid_squares > 0


@pytest.mark.usefixtures("qapp")
def test_a_card_moved_by_a_millimetre_is_seen(scripts_sheet: Sheet) -> None:
    found = difference(with_a_card_moved(scripts_sheet, 1.0), scripts_sheet)
    assert found.solid_squares > 0


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_upright_on_screen_and_paper(orientation: int) -> None:
    photo = Pillow.new("RGB", (320, 200), "white")
    photo.paste((20, 40, 160), (0, 0, 160, 60))
    photo.paste((200, 30, 30), (260, 120, 320, 200))
    exif = Pillow.Exif()
    exif[0x0112] = orientation
    sheet = sheet_of(map_with_picture(image_of(photo, "JPEG", exif=exif, quality=95)))
    found = difference(sheet, sheet)
    assert found.is_none, found


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_of_any_kind_looks_the_same_on_screen_and_paper(mode: str) -> None:
    steps = Pillow.linear_gradient("L").resize((200, 150))
    if mode == "I;16":
        picture = Pillow.frombytes(
            mode, steps.size, b"".join(bytes((0, grey)) for grey in steps.tobytes())
        )
    else:
        picture = Pillow.merge("RGB", (steps, steps.rotate(180), steps)).convert(mode)
    if mode in ("LA", "RGBA"):
        picture.putalpha(steps.transpose(Pillow.Transpose.ROTATE_90).resize(picture.size))
    sheet = sheet_of(map_with_picture(image_of(picture)))
    found = difference(sheet, sheet)
    assert found.is_none, found


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("is_progressive", [False, True])
def test_a_jpeg_of_any_kind_looks_the_same_on_screen_and_paper(
    mode: str, is_progressive: bool
) -> None:
    steps = Pillow.linear_gradient("L").resize((200, 150))
    picture = Pillow.merge("RGB", (steps, steps, steps.point(lambda grey: grey // 2))).convert(mode)
    photo = image_of(picture, "JPEG", progressive=is_progressive, quality=95)
    sheet = sheet_of(map_with_picture(photo))
    found = difference(sheet, sheet)
    assert found.is_none, found


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK")])
def test_a_picture_that_a_filter_dims_can_still_be_made_out_on_screen_and_paper(
    kind: str, mode: str
) -> None:
    photo = Pillow.new("RGB", (320, 200), "white")
    photo.paste("black", (0, 0, 160, 200))
    journey = map_with_picture(image_of(photo.convert(mode), kind))
    view = SavedView(id="v", text="something else")
    sheet = Layout(FontBook.bundled()).sheet(journey, for_print=True, through=Filter(view))
    found = difference(sheet, sheet)
    assert found.is_none, found
    assert difference(sheet, sheet_of(journey)).solid_squares > 0
    printed = grey_of_pdf(pdf_of(sheet))
    dark = (printed > 140) & (printed < 190)  # black of which a third is left
    assert dark.sum() > 0.01 * printed.size


@pytest.mark.usefixtures("qapp")
def test_the_ground_shows_through_an_icon_of_ones_own_on_screen_and_paper() -> None:
    ring = Pillow.new("RGBA", (160, 160), (0, 0, 0, 0))
    ring.paste("black", (0, 0, 160, 40))
    journey = map_with_icon(image_of(ring))
    sheet = sheet_of(journey)
    found = difference(sheet, sheet)
    assert found.is_none, found
    solid_icon = sheet_of(map_with_icon(image_of(ring.convert("RGB"))))
    assert difference(sheet, solid_icon).solid_squares > 0
    wish = PrintSettings(profile="cmyk", allow_coarse_images=True)
    masked, bare = (
        {failure.code for failure in x1a_failures(print_journey(held, wish).data)}
        for held in (journey, map_of("A"))
    )
    assert masked == bare


def test_an_icon_of_ones_own_stays_on_white_where_the_ground_is_dark() -> None:
    ink = image_of(Pillow.new("RGBA", (16, 16), (0, 0, 0, 0)))
    seen = []
    for name in ("screen_light", "screen_dark"):
        theme = Theme.named(name)
        drawn = QImage(4, 4, QImage.Format.Format_RGB32)
        drawn.fill(QColor(*theme.rgb("lane.fill")))
        painter = QPainter(drawn)
        drawing = SheetPainter(FontBook.bundled())
        drawing.use_images({ink.sha256: ink})
        drawing.paint_marks(painter, [ImageMark(ink.sha256, 0, 0, 4, 4, beside="lane.text")], theme)
        painter.end()
        seen.append(drawn.pixelColor(1, 1).getRgb()[:3])
    assert seen == [Theme.named("screen_light").rgb("lane.fill"), (255, 255, 255)]


@pytest.mark.usefixtures("qapp")
@pytest.mark.qt_log_ignore("libpng")
@pytest.mark.parametrize(
    "content", [b"", png_of_zeros(8, 6, rows=0), png_of_zeros(13_000, 13_000, rows=0)]
)
def test_the_sign_for_a_faulty_picture_is_the_same_on_screen_and_paper(content: bytes) -> None:
    sheet = sheet_of(map_with_picture(embedded(content)))
    found = difference(sheet, sheet)
    assert found.is_none, found


def map_with_icon(image: Image) -> JourneyMap:
    channel = Channel(id="c", name="Kiosk", image=image.sha256)
    bare = map_of(["Foto"], images=(image,), channels=(channel,))
    cells = {"s0": (Card(id="k", colour="blue", channels=("Kiosk",)),)}
    return bare.model_copy(update={"lanes": (CardsLane(id="l", cells=cells),)})


def map_with_picture(image: object) -> JourneyMap:
    bare = map_of(["Foto"], images=(image,))
    cells = {"s0": (Picture(id="x", image=image.sha256),)}
    return bare.model_copy(update={"lanes": (ImagesLane(id="i", cells=cells),)})
