"""An embedded image is shown only if it is what it says it is; else a note says what is wrong."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Pillow

from model.cards import Picture
from model.evidence import Image
from model.file import encode, open_bytes
from model.images import MAX_PIXELS, image_fault
from model.journey import JourneyMap, Phase, Step
from model.lanes import ImagesLane
from model.texts import LANGUAGES, Texts
from tests.embedded_images import embedded, png_of_zeros

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="6"/>'


def saved(kind: str, mode: str = "RGB", **options: object) -> bytes:
    held = BytesIO()
    Pillow.effect_noise((8, 6), 90).convert(mode).save(held, kind, **options)
    return held.getvalue()


PNG, JPEG = saved("PNG"), saved("JPEG")
SOUND = {
    "png": embedded(PNG),
    "grey png": embedded(saved("PNG", "L")),
    "interlaced png": embedded(saved("PNG", "RGBA")),
    "jpeg": embedded(JPEG, mime="image/jpeg"),
    "progressive jpeg": embedded(saved("JPEG", progressive=True), mime="image/jpeg"),
    "cmyk jpeg": embedded(saved("JPEG", "CMYK"), mime="image/jpeg"),
    "jpeg with zeros after it": embedded(JPEG + bytes(64), mime="image/jpeg"),
    "photo said to stand": embedded(JPEG, mime="image/jpeg", width_px=6, height_px=8),
    "40 million pixels": embedded(png_of_zeros(8000, 5000, rows=0), width_px=8000, height_px=5000),
}
FAULTY = [
    ("base64", embedded(b"", data="A", sha256="a" * 64)),
    ("base64", embedded(b"", data="QUI=", sha256="a" * 64).model_copy(update={"data": "Æ"})),
    ("name", embedded(PNG, sha256="a" * 64)),
    ("type", embedded(b"")),
    ("type", embedded(b"some other bytes")),
    ("type", embedded(saved("GIF", "L"))),
    ("type", embedded(SVG)),
    ("type", embedded(JPEG)),
    ("type", embedded(PNG, mime="image/jpeg")),
    ("type", embedded(JPEG.replace(b"\xff\xc0", b"\xff\xc3"), mime="image/jpeg")),
    ("size", embedded(PNG, width_px=9)),
    ("size", embedded(JPEG, mime="image/jpeg", height_px=7)),
    ("too_large", embedded(png_of_zeros(8001, 5000, rows=0), width_px=8001, height_px=5000)),
    ("too_large", embedded(png_of_zeros(50_000, 50_000, rows=0), width_px=8, height_px=6)),
    ("damaged", embedded(PNG[:20])),
    ("damaged", embedded(PNG[:-1])),
    ("damaged", embedded(PNG.replace(b"IDAT", b"IDAX"))),
    ("damaged", embedded(b"\x89PNG\r\n\x1a\n")),
    ("damaged", embedded(JPEG[: len(JPEG) * 3 // 4], mime="image/jpeg")),
    ("damaged", embedded(b"\xff\xd8\xff", mime="image/jpeg")),
]


def a_map(*images: Image) -> JourneyMap:
    pictures = tuple(Picture(id=f"i{at}", image=it.sha256) for at, it in enumerate(images))
    return JourneyMap(
        id="m",
        phases=(Phase(id="p", steps=(Step(id="s", name="Køb"),)),),
        lanes=(ImagesLane(id="l", name="Billeder", cells={"s": pictures}),),
        images=images,
    )


@pytest.mark.parametrize("kind", SOUND)
def test_a_sound_image_is_in_order(kind: str) -> None:
    assert image_fault(SOUND[kind]) is None
    assert open_bytes(encode(a_map(SOUND[kind])), "kort.journey").notes == ()


@pytest.mark.parametrize("at", range(len(FAULTY)))
def test_what_is_wrong_with_an_image_is_found(at: int) -> None:
    fault, faulty = FAULTY[at]
    assert image_fault(faulty) == fault


@pytest.mark.parametrize("fault", sorted({fault for fault, _ in FAULTY}))
def test_a_file_with_a_faulty_image_opens_with_a_note_that_names_it(fault: str) -> None:
    faulty = next(it for found, it in FAULTY if found == fault)
    journey = a_map(SOUND["grey png"], faulty)
    opened = open_bytes(encode(journey), "kort.journey")
    assert opened.journey == journey
    (note,) = opened.notes
    assert note.code == f"file.note_image_{fault}"
    told = [Texts(language).of(note) for language in LANGUAGES]
    for sentence in told:
        assert "kort.journey" in sentence
        assert "images[1]" in sentence
        assert not re.search(r"[{}]", sentence)
    assert len(set(told)) == len(LANGUAGES)


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(["png", "jpeg"]), st.data())
def test_whatever_becomes_of_the_bytes_an_answer_comes(kind: str, data: st.DataObject) -> None:
    content = bytearray(SOUND[kind].content)
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=4)):
        content[at] = data.draw(st.integers(0, 255))
    whole = bytes(content[: data.draw(st.integers(0, len(content)))])
    image_fault(embedded(whole, mime=f"image/{kind}"))


def test_any_changed_byte_of_a_png_is_found() -> None:
    for at in range(len(PNG)):
        changed = PNG[:at] + bytes((PNG[at] ^ 1,)) + PNG[at + 1 :]
        assert image_fault(embedded(changed)) is not None, at


def test_the_limit_is_that_of_the_reference() -> None:
    assert MAX_PIXELS == 40_000_000


def test_images_are_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = embedded(saved("PNG", "1"))
    assert image_fault(fresh) is None
    monkeypatch.setattr("hashlib.sha256", None)
    assert image_fault(fresh) is None


def test_fields_of_a_newer_version_are_no_fault() -> None:
    assert image_fault(embedded(PNG, taken_with=["a", {"camera": 1}])) is None
