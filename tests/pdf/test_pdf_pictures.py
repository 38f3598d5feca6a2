"""Pictures in the PDF: no finer than print needs, and a sign where one cannot be shown."""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image as Pillow

from app.export.jobs import export_journey, export_warnings
from app.export.pdf.pictures import read_picture
from model.cards import Picture
from model.evidence import Image
from model.images import image_fault
from model.journey import JourneyMap
from model.lanes import ImagesLane
from model.layout.drawing_order import drawing_order
from model.layout.marks import ImageMark
from model.printing.settings import PrintSettings
from model.texts import LANGUAGES, Texts
from tests.embedded_images import embedded, image_of, png_of_zeros
from tests.pdf.printed import lines_on, map_of, pdf_of, sheet_of

ROOT = Path(__file__).resolve().parents[2]
# A sound header and sound checksums around pixels that are not there.
HOLLOW = png_of_zeros(80, 60, rows=30)


def map_with(image: Image, **lane: object) -> JourneyMap:
    bare = map_of(["Foto"], images=(image,))
    held = {"s0": (Picture(id="x", image=image.sha256),)}
    lanes = (ImagesLane(id="i", name="Billeder", cells=held, **lane),)
    return bare.model_copy(update={"lanes": lanes})


def streams(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Stream]:
    """The icons (``/Form``) or pictures (``/Image``) of ``pdf``."""
    every = (thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream))
    return [stream for stream in every if stream.get("/Subtype") == kind]


def count_of(data: bytes, kind: str) -> int:
    with pikepdf.open(BytesIO(data)) as pdf:
        return len(streams(pdf, kind))


def calls_in(data: bytes) -> int:
    with pikepdf.open(BytesIO(data)) as pdf:
        operators = [operator for _, operator in pikepdf.parse_content_stream(pdf.pages[0])]
        return operators.count(pikepdf.Operator("Do"))


def printed_image(data: bytes) -> Pillow.Image:
    with pikepdf.open(BytesIO(data)) as pdf:
        (image,) = streams(pdf, "/Image")
        return pikepdf.PdfImage(image).as_pil_image()


def printed_size_mm(journey: JourneyMap) -> tuple[float, float]:
    (mark,) = [
        mark
        for layer in drawing_order(sheet_of(journey))
        for mark in layer.marks
        if isinstance(mark, ImageMark)
    ]
    return mark.width, mark.height


def noise(mode: str, width: int, height: int) -> Pillow.Image:
    grey = Pillow.linear_gradient("L").resize((width, height))
    return Pillow.merge("RGB", (grey, grey.rotate(180), grey)).convert(mode)


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "1"), ("PNG", "LA"), ("PNG", "L"),
     ("PNG", "I;16"), ("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK")],
)  # fmt: skip
def test_a_picture_finer_than_print_needs_is_made_smaller_and_looks_the_same(
    kind: str, mode: str
) -> None:
    whole = noise("L" if mode == "I;16" else mode, 2400, 1800)
    if mode == "I;16":
        whole = Pillow.fromarray(np.asarray(whole).astype(np.uint16) * 257)
    journey = map_with(image_of(whole, kind))
    width, height = printed_size_mm(journey)
    made = printed_image(export_journey(journey))
    assert made.size == (int(-(-width * 300 // 25.4)), int(-(-height * 300 // 25.4)))
    shown = np.asarray(made.convert("L").resize((60, 45)), int)
    wanted = np.asarray(
        noise(mode if mode != "I;16" else "L", 2400, 1800).convert("L").resize((60, 45)), int
    )
    assert abs(shown - wanted).mean() < 4


def test_half_the_scale_needs_half_the_pixels() -> None:
    journey = map_with(image_of(noise("RGB", 2400, 1800), "JPEG"))
    large = printed_image(export_journey(journey))
    small = printed_image(export_journey(journey, PrintSettings(paper="A0", scale="1:2")))
    assert small.width == pytest.approx(large.width / 2, abs=1)


@pytest.mark.parametrize("turn", [1, 3, 6, 8])
def test_a_photo_made_smaller_stays_upright(turn: int) -> None:
    exif = Pillow.Exif()
    exif[0x0112] = turn
    photo = read_picture(image_of(noise("RGB", 1200, 600), "JPEG", exif=exif), (300, 200))
    bare = read_picture(image_of(noise("RGB", 1200, 600), "JPEG", exif=exif))
    assert photo.upright == bare.upright
    assert (photo.width, photo.height) == ((200, 300) if turn in (6, 8) else (300, 200))


def test_a_picture_coarser_than_print_needs_keeps_every_pixel() -> None:
    photo = image_of(noise("RGB", 300, 200), "JPEG")
    assert read_picture(photo, (300, 200)).data == read_picture(photo).data
    assert read_picture(photo, (5000, 5000)).data == read_picture(photo).data


@pytest.mark.parametrize(
    "image",
    [
        embedded(b"", data="A", sha256="a" * 64),
        embedded(b""),
        embedded(b"no picture at all"),
        embedded(png_of_zeros(13_000, 13_000, rows=2), width_px=13_000, height_px=13_000),
        embedded(HOLLOW[:-9], width_px=80, height_px=60),
    ],
    ids=["base64", "empty", "garbage", "bomb", "truncated"],
)
def test_a_sign_is_printed_for_a_faulty_picture_and_the_export_warns(image: Image) -> None:
    journey = map_with(image)
    sheet = sheet_of(journey)
    assert "Billedet kan ikke vises" in " ".join(lines_on(sheet))
    assert count_of(export_journey(journey), "/Image") == 0
    (warning,) = export_warnings(journey)
    for language in LANGUAGES:
        told = Texts(language).of(warning)
        assert "Billeder" in told
        assert "Trin 0" in told
    assert export_warnings(map_with(image, is_printed=False)) == ()


def test_pixels_that_turn_out_to_be_missing_are_told_of_after_the_export() -> None:
    image = embedded(HOLLOW, width_px=80, height_px=60)
    assert image_fault(image) is None
    journey = map_with(image)
    shown = pdf_of(sheet_of(map_with(image_of(Pillow.new("1", (80, 60))))))
    made = export_journey(journey, PrintSettings(allow_coarse_images=True))
    assert count_of(made, "/Image") == 0
    assert calls_in(made) == calls_in(shown)  # of icons and pictures: one for the other
    assert image_fault(image) == "damaged"
    assert [warning.code for warning in export_warnings(journey)] == ["print.image_unshown"]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
@pytest.mark.parametrize("size", [(1, 1), (7, 5), (33, 17)])
def test_every_kind_of_png_has_all_its_pixels(mode: str, size: tuple[int, int]) -> None:
    assert read_picture(image_of(Pillow.new(mode, size))) is not None


@pytest.mark.parametrize("width", [1, 3, 5, 8, 21])
def test_an_interlaced_png_has_all_its_pixels(width: int) -> None:
    passes = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
              (0, 1, 1, 2))  # fmt: skip
    rows = b"".join(
        bytes(1 + len(range(x, width, right))) * len(range(y, 7, down))
        for x, y, right, down in passes
        if x < width
    )
    header = struct.pack(">IIBBBBB", width, 7, 8, 0, 0, 0, 1)
    content = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in (
            (b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""),
        )
    )  # fmt: skip
    assert read_picture(embedded(content, width_px=width, height_px=7)) is not None


# Not getrusage, whose peak a child takes over from the process that starts it.
LARGEST = """
from pathlib import Path
from app.export.pdf.pictures import read_picture
from tests.embedded_images import embedded, png_of_zeros
image = embedded(png_of_zeros(8000, 5000), width_px=8000, height_px=5000)
assert read_picture(image, (900, 600)) is not None
(peak,) = [line for line in Path("/proc/self/status").read_text().split("\\n") if "VmHWM" in line]
print(int(peak.split()[1]) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory in kilobytes is Linux's")
def test_the_largest_picture_takes_less_than_a_gigabyte() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LARGEST], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 1000
