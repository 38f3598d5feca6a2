"""Pictures taken into a map from files: only what every painter can show, upright."""

import io

import pytest
from PIL import Image as PillowImage

from app.image_files import read_image
from model.images import image_fault
from model.problems import FileProblem
from model.texts import Texts
from tests.embedded_images import png_of_zeros
from widgets.picture_painting import decoded


def saved(picture, kind, **options):
    held = io.BytesIO()
    picture.save(held, kind, **options)
    return held.getvalue()


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_photo_is_as_wide_and_high_as_it_is_seen(turn, tmp_path, qapp):
    exif = PillowImage.Exif()
    exif[0x0112] = turn
    path = tmp_path / "photo.jpg"
    path.write_bytes(saved(PillowImage.new("RGB", (60, 20)), "JPEG", exif=exif))
    image = read_image(path)
    assert (image.width_px, image.height_px) == ((20, 60) if turn >= 5 else (60, 20))
    shown = decoded(image, 4096)
    assert (shown.width(), shown.height()) == (image.width_px, image.height_px)


def test_a_phones_photo_with_a_second_picture_is_taken(tmp_path):
    first, second = (PillowImage.effect_noise((40, 30), 50).convert("RGB") for _ in range(2))
    path = tmp_path / "phone.jpg"
    path.write_bytes(saved(first, "MPO", save_all=True, append_images=[second]))
    image = read_image(path)
    assert image.mime == "image/jpeg"
    assert image_fault(image) is None


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (png_of_zeros(8001, 5000, rows=0), "image.too_large"),
        (png_of_zeros(13_000, 13_000, rows=0), "image.too_large"),
        (png_of_zeros(60_000, 60_000, rows=0), "image.too_large"),
        (png_of_zeros(80, 60, rows=30)[:-12], "image.damaged"),
        (saved(PillowImage.new("L", (8, 6)), "GIF"), "image.not_an_image"),
        (b"<svg/>", "image.not_an_image"),
        (b"", "image.not_an_image"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_not_taken(content, code, tmp_path):
    path = tmp_path / "picture.png"
    path.write_bytes(content)
    with pytest.raises(FileProblem) as caught:
        read_image(path)
    assert caught.value.code == code
    for language in ("da", "en"):
        assert "picture.png" in Texts(language).of(caught.value)
    if code == "image.too_large":
        assert "40" in Texts("en").of(caught.value)


def test_a_picture_too_large_is_not_decoded_for_the_screen(tmp_path, qapp):
    path = tmp_path / "large.png"
    path.write_bytes(saved(PillowImage.new("RGB", (5000, 1000), "red"), "PNG"))
    image = read_image(path)
    small = decoded(image, 480)
    assert (small.width(), small.height()) == (480, 96)
    assert small.pixelColor(100, 50).red() == 255
