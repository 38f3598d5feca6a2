"""A map with a picture that cannot be shown: told by check, warned of by export, exit code 0."""

import json

import pytest

from model.cards import Picture
from model.file import encode
from model.journey import JourneyMap, MapCard, Phase, Step
from model.lanes import ImagesLane
from tests.cli.test_command_line import journeywall
from tests.embedded_images import embedded


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
