"""Photos for a press: in its own inks, or in grey; no more pixels than print needs, no fewer."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image as Pillow
from PIL import ImageCms

from app.export.jobs import export_journey, print_journey
from app.export.pdf.pictures import Picture, read_picture
from app.export.pdf.press_pictures import PressColours
from app.export.pdf.press_profile import read_press_profile
from model.cards import Picture as CardPicture
from model.evidence import Image
from model.filtering import Filter
from model.images import channels_of
from model.journey import JourneyMap
from model.lanes import ImagesLane
from model.layout.engine import Layout
from model.layout.marks import ImageMark
from model.printing.image_sizes import check_image_sizes, largest_places, printed_ppi
from model.printing.printing import print_map
from model.printing.settings import PrintSettings
from model.problems import PrintProblem
from model.text.fonts import FontBook
from model.texts import LANGUAGES, Texts
from model.views import SavedView
from tests.embedded_images import image_of
from tests.pdf.plates import INKS, needs_ghostscript, plates_of
from tests.pdf.press_profiles import press_profile, saved_profile
from tests.pdf.printed import map_of

PRESS = PrintSettings(profile="cmyk", allow_coarse_images=True)
RED = Pillow.new("RGB", (300, 200), (200, 30, 40))


def hung(*images: Image) -> JourneyMap:
    """A map whose second lane shows ``images``, one a step."""
    bare = map_of(["Foto"] * 2 * len(images), images=images)
    held = {
        f"s{at}": (CardPicture(id=f"x{at}", image=image.sha256),) for at, image in enumerate(images)
    }
    lanes = (ImagesLane(id="i", name="Billeder", cells=held),)
    return bare.model_copy(update={"lanes": lanes})


def with_inks(folder: Path) -> PrintSettings:
    return PRESS.model_copy(update={"icc_file": saved_profile(folder)})


@dataclass(frozen=True)
class Held:
    """An image as it stands in a file."""

    space: str
    raw: bytes
    samples: bytes
    picture: Pillow.Image | None


def images_in(data: bytes) -> list[Held]:
    with pikepdf.open(BytesIO(data)) as pdf:
        every = (thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream))
        return [held(stream) for stream in every if stream.get("/Subtype") == "/Image"]


def held(stream: pikepdf.Stream) -> Held:
    is_jpeg = stream.Filter == "/DCTDecode"
    raw = stream.read_raw_bytes()
    samples = b"" if is_jpeg else stream.read_bytes()
    picture = Pillow.open(BytesIO(raw)) if is_jpeg else None
    return Held(str(stream.ColorSpace), raw, samples, picture)


def first_sample(image: Held) -> object:
    return image.picture.getpixel((5, 5)) if image.picture else tuple(image.samples[:4])


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("size", [(300, 200), (2400, 1600)])
def test_without_a_profile_photos_go_grey_and_a_note_says_so(
    kind: str, size: tuple[int, int]
) -> None:
    made = print_journey(hung(image_of(RED.resize(size), kind)), PRESS)
    (image,) = images_in(made.data)
    assert image.space == "/DeviceGray"
    grey = first_sample(image)
    assert (grey if isinstance(grey, int) else grey[0]) == pytest.approx(82, abs=2)
    (note,) = made.notes
    for language in LANGUAGES:
        assert "CMYK" in Texts(language).of(note)


@pytest.mark.parametrize("mode", ["L", "LA", "1", "I;16"])
def test_grey_pictures_are_grey_with_and_without_a_profile_and_no_note_comes_of_them(
    mode: str, tmp_path: Path
) -> None:
    grey = Pillow.new(mode, (300, 200), {"LA": (128, 255), "1": 1, "I;16": 32896}.get(mode, 128))
    for settings in (PRESS, with_inks(tmp_path)):
        made = print_journey(hung(image_of(grey)), settings)
        assert images_in(made.data)[0].space == "/DeviceGray"
        assert made.notes == ()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_through_the_shops_profile_photos_are_printed_in_its_inks(
    kind: str, tmp_path: Path
) -> None:
    made = print_journey(hung(image_of(RED, kind)), with_inks(tmp_path))
    (image,) = images_in(made.data)
    assert image.space == "/DeviceCMYK"
    assert made.notes == ()
    shop = ImageCms.ImageCmsProfile(BytesIO(press_profile()))
    wanted = ImageCms.profileToProfile(
        RED, ImageCms.createProfile("sRGB"), shop,
        ImageCms.Intent.RELATIVE_COLORIMETRIC, "CMYK",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )  # fmt: skip
    assert first_sample(image) == pytest.approx(wanted.getpixel((5, 5)), abs=3)


@needs_ghostscript
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_red_photo_is_on_the_plates_of_red_and_not_upside_down(kind: str, tmp_path: Path) -> None:
    photo = RED.copy()
    photo.paste((255, 255, 255), (0, 0, 300, 100))  # its upper half is white
    printout = print_map(hung(image_of(photo, kind)), PRESS, Layout(FontBook.bundled()))
    (piece,) = printout.pages[0].pieces
    ((_, cell),) = [(r, c) for r, row in enumerate(piece.sheet.cells) for c in row if c.contents]
    placed = cell.contents[0]
    mark = next(each for each in placed.block.marks if isinstance(each, ImageMark))
    x, y = cell.x + placed.x + mark.x, cell.y + placed.y + mark.y
    data = export_journey(hung(image_of(photo, kind)), with_inks(tmp_path))
    plates = plates_of(data, tmp_path, dpi=25.4)
    across, upper, lower = (int(x + mark.width / 2), int(y + mark.height / 4),
                            int(y + mark.height * 3 / 4))  # fmt: skip
    below = {ink: plates[ink][lower, across] for ink in INKS}
    assert min(below["Magenta"], below["Yellow"]) > below["Cyan"]
    assert plates["Magenta"][upper, across] < below["Magenta"]
    assert plates["Black"][upper, across] < 0.1


def test_a_picture_of_ink_stays_as_it_is(tmp_path: Path) -> None:
    ink = Pillow.new("CMYK", (300, 200), (10, 200, 30, 40))
    for settings in (PRESS, with_inks(tmp_path)):
        made = print_journey(hung(image_of(ink, "JPEG")), settings)
        (image,) = images_in(made.data)
        assert image.space == "/DeviceCMYK"
        assert made.notes == ()
        plain = export_journey(hung(image_of(ink, "JPEG")), PrintSettings(allow_coarse_images=True))
        assert image.raw == images_in(plain)[0].raw


@pytest.mark.parametrize("mode", ["RGB", "P"])
def test_the_colours_a_photo_says_it_is_in_are_heeded(mode: str, tmp_path: Path) -> None:
    """A profile of swapped channels: what it says of a red pixel is blue."""
    swapped = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = swapped.find(b"rXYZ", 128), swapped.find(b"bXYZ", 128)
    swapped[red : red + 4], swapped[blue : blue + 4] = b"bXYZ", b"rXYZ"
    name = swapped.find("sRGB".encode("utf-16-be"))
    swapped[name : name + 8] = "Swap".encode("utf-16-be")
    press = PressColours(read_press_profile(saved_profile(tmp_path)))

    def inks(**options: object) -> bytes:
        made = read_picture(
            image_of(RED.quantize(2) if mode == "P" else RED, "PNG", **options), None, press
        )
        assert isinstance(made, Picture)
        return made.data

    blue_photo = image_of(Pillow.new("RGB", RED.size, (40, 30, 200)))
    as_blue = read_picture(blue_photo, None, press)
    assert inks() != inks(icc_profile=bytes(swapped))
    assert as_blue.data == inks(icc_profile=bytes(swapped))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, "print.icc_unread"),
        (b"", "print.icc_no_profile"),
        (b"no profile at all" * 100, "print.icc_no_profile"),
        (press_profile()[:300], "print.icc_no_profile"),
        (press_profile(has_inks=False), "print.icc_no_profile"),
        (press_profile(kind=b"mntr"), "print.icc_not_cmyk"),
        (ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), "print.icc_not_cmyk"),
    ],
    ids=["missing", "empty", "text", "cut", "no inks", "no press", "RGB"],
)
def test_a_file_that_is_no_profile_of_a_press_is_refused_with_the_way_out(
    data: bytes | None, code: str, tmp_path: Path
) -> None:
    path = str(tmp_path / "none.icc") if data is None else saved_profile(tmp_path, data)
    with pytest.raises(PrintProblem) as refused:
        print_journey(hung(image_of(RED)), PRESS.model_copy(update={"icc_file": path}))
    assert refused.value.code == code
    for language in LANGUAGES:
        told = Texts(language).of(refused.value)
        assert Path(path).name in told
        assert str(tmp_path) not in told


@pytest.mark.parametrize(
    ("name", "condition"),
    [("Coated FOGRA39 (ISO 12647-2:2004)", "FOGRA39"), ("PSO Coated v3", "FOGRA51"),
     ("Fogra 52L", "FOGRA52"), ("House press 3", "Custom")],
)  # fmt: skip
def test_the_file_is_made_for_the_condition_of_the_profile(
    name: str, condition: str, tmp_path: Path
) -> None:
    settings = PRESS.model_copy(update={"icc_file": saved_profile(tmp_path, press_profile(name))})
    with pikepdf.open(BytesIO(export_journey(map_of(["Køb"]), settings))) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.OutputConditionIdentifier) == condition
        assert ("/RegistryName" in intent) == (condition != "Custom")
        if condition == "Custom":
            assert intent.DestOutputProfile.read_bytes() == press_profile(name)
            assert str(intent.Info) == name


def test_how_fine_images_are_printed_follows_scale_and_turn() -> None:
    wide, tall = image_of(RED.resize((1200, 800)), "JPEG"), image_of(RED.resize((80, 90)), "PNG")
    journey = hung(wide, tall)
    layout = Layout(FontBook.bundled())
    whole, half = (
        print_map(journey, PrintSettings(output="tiles", scale=scale), layout)
        for scale in ("1:1", "1:2")
    )
    found = printed_ppi(whole)
    places = largest_places(whole.pages, whole.settings)
    for image in (wide, tall):
        width, _ = places[image.sha256]
        assert found[image.sha256] == pytest.approx(image.width_px / width * 25.4, rel=0.01)
        assert printed_ppi(half)[image.sha256] == pytest.approx(2 * found[image.sha256])


def test_images_too_coarse_for_paper_are_refused_by_place_unless_they_are_wanted() -> None:
    fine, coarse = image_of(RED.resize((900, 600))), image_of(RED.resize((90, 60)))
    journey = hung(fine, coarse)
    with pytest.raises(PrintProblem) as refused:
        export_journey(journey)
    assert refused.value.code == "print.images_too_coarse"
    for language in LANGUAGES:
        told = Texts(language).of(refused.value)
        assert "Billeder · Trin 1" in told
        assert "Trin 0" not in told
        assert "--allow-coarse-images" in told
    assert images_in(export_journey(journey, PrintSettings(allow_coarse_images=True)))
    assert images_in(export_journey(journey, PrintSettings(paper="90x60mm", scale="fit")))


def test_images_of_a_file_to_be_enlarged_have_the_pixels_that_the_wall_needs() -> None:
    journey = hung(image_of(RED.resize((900, 600))))
    small = PrintSettings(scale="1:10")
    [whole], [tenth] = images_in(export_journey(journey)), images_in(export_journey(journey, small))
    assert len(tenth.samples) == len(whole.samples) > 900 * 600
    with pytest.raises(PrintProblem, match="images_too_coarse"):
        export_journey(hung(image_of(RED.resize((90, 60)))), small)


def test_what_a_view_leaves_out_is_not_looked_at() -> None:
    journey = hung(image_of(RED.resize((90, 60))))
    through = Filter(SavedView(id="v", name="v", text="nothing has this", others="hide"))
    printout = print_map(journey, PrintSettings(), Layout(FontBook.bundled()), through)
    check_image_sizes(printout, journey)
    assert printed_ppi(printout) == {}


@pytest.mark.parametrize(
    ("mode", "kind", "channels"),
    [("L", "PNG", 1), ("LA", "PNG", 1), ("1", "PNG", 1), ("I;16", "PNG", 1), ("P", "PNG", 3),
     ("RGB", "PNG", 3), ("RGBA", "PNG", 3), ("L", "JPEG", 1), ("RGB", "JPEG", 3),
     ("CMYK", "JPEG", 4)],
)  # fmt: skip
def test_the_header_says_whether_a_picture_has_colours(mode: str, kind: str, channels: int) -> None:
    assert channels_of(image_of(Pillow.new(mode, (9, 7)), kind).content) == channels


def test_photos_for_a_press_repeat_byte_for_byte(tmp_path: Path) -> None:
    noise = Pillow.fromarray(
        np.random.default_rng(1).integers(0, 255, (400, 600, 3), np.uint8), "RGB"
    )
    journey = hung(image_of(noise, "JPEG"), image_of(noise.convert("RGBA")))
    settings = with_inks(tmp_path)
    assert export_journey(journey, settings) == export_journey(journey, settings)
