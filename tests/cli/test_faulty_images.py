"""A map with a picture that cannot be shown: told by check, warned of by export, exit code 0."""

import json

import pytest
from PIL import Image as Pillow

from model.cards import Picture
from model.file import encode
from model.journey import JourneyMap, MapCard, Phase, Step
from model.lanes import ImagesLane
from tests.cli.test_command_line import journeywall
from tests.embedded_images import embedded, image_of


@pytest.fixture
def faulty(tmp_path):
    image = embedded(b"", data="A", sha256="a" * 64)
    journey = JourneyMap(
        id="m",
        about=MapCard(title="Sko", language="da"),
        phases=(Phase(id="p", steps=(Step(id="s", name="Køb"),)),),
        lanes=(
            ImagesLane(id="l", name="Fotos", cells={"s": (Picture(id="i", image=image.sha256),)}),
        ),
        images=(image,),
    )
    path = tmp_path / "sko.journey"
    path.write_bytes(encode(journey))
    return path


def test_export_refuses_a_coarse_picture_until_it_is_allowed(tmp_path):
    image = image_of(Pillow.new("RGB", (60, 40), "red"))
    cells = {"s": (Picture(id="i", image=image.sha256),)}
    journey = JourneyMap(
        id="m",
        phases=(Phase(id="p", steps=(Step(id="s", name="Køb"),)),),
        lanes=(ImagesLane(id="l", name="Fotos", cells=cells),),
        images=(image,),
    )
    (tmp_path / "m.journey").write_bytes(encode(journey))
    asked = ("export", "m.journey", "-o", "m.pdf")
    refused = journeywall(*asked, cwd=tmp_path)
    assert refused.returncode == 1
    assert "Fotos · Køb" in refused.stderr
    assert not (tmp_path / "m.pdf").exists()
    allowed = journeywall(*asked, "--allow-coarse-images", cwd=tmp_path)
    assert (allowed.returncode, allowed.stderr) == (0, "")
    assert (tmp_path / "m.pdf").exists()


def test_check_names_the_picture_that_cannot_be_shown(faulty, tmp_path):
    done = journeywall("check", faulty, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    (note,) = [line for line in done.stdout.splitlines() if "images[0]" in line]
    assert "sko.journey" in note
    answer = json.loads(journeywall("check", "--json", faulty, cwd=tmp_path).stdout)
    assert answer["is_good"]
    assert [note["code"] for note in answer["notes"]] == ["file.note_image_base64"]


def test_export_warns_of_the_picture_and_makes_the_rest(faulty, tmp_path):
    done = journeywall("export", faulty, "-o", "sko.pdf", cwd=tmp_path)
    assert done.returncode == 0
    assert (tmp_path / "sko.pdf").read_bytes().startswith(b"%PDF-")
    (line,) = done.stderr.splitlines()
    assert "Fotos" in line
    assert "Køb" in line
