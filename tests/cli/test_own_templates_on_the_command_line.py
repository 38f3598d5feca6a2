"""Own templates on the command line: listed, begun with by name or by file, refused in words."""

import pytest

from app.own_things import OwnThings
from model.file import read_journey
from model.keeping import Kept, template_of, template_to_bytes
from model.templates import template
from tests.cli.test_command_line import assert_refused, in_its_own_process, journeywall


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """Keep a template on this computer; return it."""
    settings = tmp_path / "settings"
    monkeypatch.setenv("JOURNEYWALL_SETTINGS", str(settings))
    journey = template("blank", "da")
    made = template_of(journey, "Vores proces", "Til nye hold", Kept(cards=False, personas=False))
    OwnThings(settings).templates.keep(made)
    return made


def test_own_templates_are_listed_last_and_a_damaged_one_is_told(kept, tmp_path):
    (tmp_path / "settings" / "templates" / "hul.journeytemplate").write_bytes(b"{")
    done = journeywall("templates", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == (
        "Vores proces.journeytemplate  Vores proces – Til nye hold"
    )
    assert "hul.journeytemplate" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["vores proces", "Vores proces.journeytemplate"])
def test_an_own_template_begins_a_new_map_by_its_name_or_its_files(kept, tmp_path, name):
    done = journeywall("new", "--template", name, "-o", "ny.journey", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    made = read_journey(tmp_path / "ny.journey")
    assert (made.about.title, made.about.language) == ("Vores proces", "da")
    assert made.phases == kept.journey.phases
    assert made.id != kept.journey.id
    assert made.about.created == made.about.modified != ""
    assert "template" not in (made.model_extra or {})


def test_a_file_that_is_a_template_begins_a_new_map_too(kept, tmp_path):
    (tmp_path / "sendt.journeytemplate").write_bytes(template_to_bytes(kept))
    make = ("new", "--template", "sendt.journeytemplate", "-o", "ny.journey")
    assert in_its_own_process(*make, cwd=tmp_path).returncode == 0  # without Qt
    assert read_journey(tmp_path / "ny.journey").about.title == "Vores proces"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("nope",), 2, ("nope", "blank", "Vores proces", ".journeytemplate")),
        (("vores proces", "--language", "en"), 2, ("--language", "vores proces")),
        (("nope.journeytemplate",), 1, ("nope.journeytemplate",)),
        (("map.journeytemplate",), 1, ("map.journeytemplate",)),
    ],
)
def test_what_is_no_template_is_refused_in_one_sentence(kept, tmp_path, arguments, code, words):
    journeywall("new", "--template", "blank", "-o", "map.journey", cwd=tmp_path)
    (tmp_path / "map.journey").rename(tmp_path / "map.journeytemplate")
    done = journeywall("new", "--template", *arguments, "-o", "x.journey", cwd=tmp_path)
    assert_refused(done, code, *words)
    assert not (tmp_path / "x.journey").exists()
