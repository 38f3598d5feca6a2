"""The file of an older format stays beside the map for good when that is first saved in ours."""

import errno
import os
from pathlib import Path

import pytest

from app.keeping import older_format
from app.keeping.disk import SystemDisk
from app.keeping.older_format import keep_version, older_version_in
from app.keeping.saver import Job, save_file
from app.saving import save_journey
from model.edits import set_about
from model.file import SCHEMA_VERSION, encode, read_journey
from model.problems import FileProblem
from model.templates import template
from tests.faults.crash_images import MODELS, crash_images
from tests.faults.saving_stories import TARGET
from tests.faults.sim_disk import SimDisk, held

OLD = (Path(__file__).parents[1] / "file" / "files" / "v3.journey").read_bytes()


class Plain(SystemDisk):
    """A drive without hard links."""

    def link(self, source, target):
        raise OSError(errno.EPERM, "no hard links here")


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "kort.journey"
    made.write_bytes(OLD)
    return made


@pytest.mark.parametrize("disk", [SystemDisk(), Plain()])
def test_the_file_of_an_older_format_stays_beside_for_good(path, monkeypatch, disk):
    monkeypatch.setattr(older_format.keep_version, "__defaults__", (disk,))
    journey = read_journey(path)
    for title in ("first", "second", "third"):
        save_journey(path, set_about(journey, title=title))
    assert {each.name for each in path.parent.iterdir()} == {
        "kort.journey", "kort.journey.bak", "kort.journey.v3.bak",
    }  # fmt: skip
    assert path.with_name("kort.journey.v3.bak").read_bytes() == OLD


def test_where_it_cannot_be_kept_nothing_is_saved_over_it(path, monkeypatch):
    class Full(Plain):
        def create(self, path, like=None):
            raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(older_format.keep_version, "__defaults__", (Full(),))
    with pytest.raises(FileProblem, match="not_saved_full"):
        save_journey(path, template("blank", "en"))
    assert [each.name for each in path.parent.iterdir()] == ["kort.journey"]
    assert path.read_bytes() == OLD


def test_a_drive_that_gives_back_another_copy_keeps_none(path):
    class Lying(Plain):
        def read(self, path):
            return super().read(path) if path.suffix == ".journey" else b""

    with pytest.raises(OSError, match="other bytes"):
        keep_version(path, 3, Lying())
    assert [each.name for each in path.parent.iterdir()] == ["kort.journey"]


@pytest.mark.parametrize("disk", [SystemDisk(), Plain()])
def test_what_was_kept_first_stays(path, disk):
    kept = path.with_name("kort.journey.v3.bak")
    kept.write_bytes(b"{earlier}")
    assert keep_version(path, 3, disk) is None
    assert kept.read_bytes() == b"{earlier}"


def test_a_map_whose_name_leaves_no_room_is_saved_all_the_same(tmp_path):
    path = tmp_path / ("x" * 242 + ".journey")
    path.write_bytes(OLD)
    save_journey(path, read_journey(path))
    assert {each.name for each in tmp_path.iterdir()} == {path.name, f"{path.name}.bak"}


@pytest.mark.skipif(os.name == "nt", reason="there are no pipes with names")
def test_a_pipe_that_says_nothing_is_not_read(tmp_path):
    pipe = tmp_path / "pipe.journey"
    os.mkfifo(pipe)
    writer = os.open(pipe, os.O_RDWR)
    try:
        assert older_version_in(pipe) is None
    finally:
        os.close(writer)


def test_two_programs_that_keep_it_at_once_keep_it_once(path):
    class Quick(SystemDisk):
        def link(self, source, target):
            super().link(source, target)
            super().link(source, target)  # the other was quicker by a moment

    assert keep_version(path, 3, Quick()) is None
    assert path.with_name("kort.journey.v3.bak").read_bytes() == OLD


def test_only_a_map_of_an_older_format_is_one(tmp_path, path):
    assert older_version_in(path) == 3
    said = set_about(template("blank", "en"), title='"schema_version":1,')
    for data in (encode(said), b'{"schema_version":1}', b"", b"%PDF-1.7"):
        path.write_bytes(data)
        assert older_version_in(path) is None
    newer = encode(said).replace(b'"schema_version":%d' % SCHEMA_VERSION, b'"schema_version":99', 1)
    path.write_bytes(newer)
    assert older_version_in(path) is None
    assert older_version_in(tmp_path) is None
    assert older_version_in(tmp_path / "none") is None


@pytest.mark.parametrize("has_links", [True, False])
def test_wherever_the_power_goes_it_is_beside_or_still_in_its_place(has_links):
    kept = TARGET.with_name(f"{TARGET.name}.v3.bak")
    first = (("/disk", 1, None), (str(TARGET.parent), 2, None), (str(TARGET), 3, b"of old"))
    disk = SimDisk(first, has_links=has_links)
    assert keep_version(TARGET, 3, disk) == kept
    for data in (b"first", b"second", b"third"):
        save_file(Job(TARGET, data, TARGET.name), disk)
    for model in MODELS:
        for _, image in crash_images(disk, model):
            files = held(image)
            assert b"of old" in (files.get(str(kept)), files[str(TARGET)])
            assert files.get(str(kept), b"of old") == b"of old"
