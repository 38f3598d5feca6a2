"""Pictures taken into a map from files: only what every painter can show, upright."""

import io

import pytest
from PIL import Image as PillowImage

from app.embedding import read_image
from app.image_files import put_image, with_image
from model.cards import Picture
from model.file import encode, open_bytes
from model.find import item_by_id
from model.images import image_fault
from model.journey import JourneyMap, Phase, Step
from model.lanes import ImagesLane
from model.problems import FileProblem
from model.texts import Texts
from tests.embedded_images import embedded, png_of_zeros
from widgets.canvas.selection import item_selection
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


def test_a_photo_whose_notes_are_nonsense_is_taken_upright(tmp_path):
    exif = PillowImage.Exif()
    exif[0x0112], exif[0x011A] = 6, 1.5
    data = saved(PillowImage.new("RGB", (60, 20)), "JPEG", exif=exif)
    path = tmp_path / "photo.jpg"
    path.write_bytes(data.replace(b"\x01\x1a\0\x05", b"\x01\x1a\0\x02"))  # a number is a text
    assert read_image(path).height_px == 60


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
        (b"<svg/>", "image.svg"),
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


def test_a_map_with_a_faulty_picture_opens_tells_of_it_and_can_be_mended(
    workspace, tmp_path, qtbot
):
    image = embedded(b"", data="A", sha256="a" * 64)
    cells = {"s": (Picture(id="i", image=image.sha256, caption="Pakken"),)}
    journey = JourneyMap(
        id="m",
        phases=(Phase(id="p", steps=(Step(id="s"),)),),
        lanes=(ImagesLane(id="l", cells=cells),),
        images=(image,),
    )
    path = tmp_path / "sko.journey"
    path.write_bytes(encode(journey))
    window = workspace.open_file(path)
    qtbot.waitExposed(window)
    assert "images[0]" in window.problem_text
    assert window.document.value == journey
    window.choose(item_selection(["i"]))
    window.canvas.grab()
    assert decoded(image, 100).isNull()
    good = tmp_path / "good.png"
    good.write_bytes(saved(PillowImage.new("RGB", (40, 30), "red"), "PNG"))
    put_image(window, "i", good)
    qtbot.waitUntil(lambda: item_by_id(window.document.value, "i").image != image.sha256)
    mended = item_by_id(window.document.value, "i").image
    assert mended != image.sha256
    (held,) = window.document.value.images
    assert held.sha256 == mended
    assert not decoded(held, 9).isNull()
    assert open_bytes(encode(window.document.value), "sko.journey").notes == ()


def test_a_faulty_picture_that_another_card_names_stays():
    faulty = embedded(b"", data="A", sha256="a" * 64)
    cells = {"s": (Picture(id="i", image=faulty.sha256), Picture(id="j", image=faulty.sha256))}
    journey = JourneyMap(
        id="m",
        phases=(Phase(id="p", steps=(Step(id="s"),)),),
        lanes=(ImagesLane(id="l", cells=cells),),
        images=(faulty,),
    )
    new = embedded(saved(PillowImage.new("L", (8, 6)), "PNG"))
    mended = with_image(journey, "i", new)
    assert [image.sha256 for image in mended.images] == [faulty.sha256, new.sha256]
    assert with_image(mended, "j", new).images == (new,)
