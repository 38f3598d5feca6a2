"""Turns: programs of one computer save a file one after the other."""

import os
import threading

import pytest

from app.file_stamp import take_stamp
from app.keeping import alive, saver, turns
from app.keeping.alive import Hold
from app.keeping.saver import Expected
from app.keeping.turns import turn
from app.saving import save_bytes
from model.problems import FileProblem


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "kort.journey"
    path.write_bytes(b"{old}")
    return path


def test_who_comes_second_saves_when_the_first_has_done(file):
    done = []

    def second():
        save_bytes(file, b"{second}")
        done.append("second")

    with turn(file):
        other = threading.Thread(target=second)
        other.start()
        done.append("first")
    other.join()
    assert done == ["first", "second"]
    assert file.read_bytes() == b"{second}"


def test_one_that_never_lets_go_is_told_and_nothing_is_written(file, monkeypatch):
    monkeypatch.setattr(turns, "LONGEST_WAIT_S", 0)
    with turn(file), pytest.raises(FileProblem, match="not_saved_in_use"):
        save_bytes(file, b"{new}")
    assert [path.name for path in file.parent.iterdir()] == ["kort.journey"]
    assert file.read_bytes() == b"{old}"


def test_a_file_has_one_turn_however_its_name_is_spelt(tmp_path, monkeypatch):
    """exFAT and shares hold Kort and kORT for one; macOS holds two spellings of å for one."""
    monkeypatch.setattr(turns, "LONGEST_WAIT_S", 0)
    with turn(tmp_path / "Pa\u030a Kort.journey"):
        for name in ("p\u00e5 kORT.journey", "P\u00c5 KORT.JOURNEY"):
            with pytest.raises(BlockingIOError), turn(tmp_path / name):
                pass
        with turn(tmp_path / "another.journey"):
            pass


def test_where_no_lock_can_be_kept_a_map_is_saved_all_the_same(file, monkeypatch):
    monkeypatch.setenv("JOURNEYWALL_STATE", str(file))  # no folder can be made in a file
    save_bytes(file, b"{new}")
    assert file.read_bytes() == b"{new}"


@pytest.mark.skipif(os.name == "nt", reason="there an open file cannot be taken away")
def test_a_lock_that_is_taken_away_while_it_is_being_taken_is_none(tmp_path, monkeypatch):
    path, real = tmp_path / "lock", alive._lock

    def just_then(handle):
        path.unlink()  # as its holder does who lets go
        real(handle)

    with monkeypatch.context() as here:
        here.setattr(alive, "_lock", just_then)
        with pytest.raises(BlockingIOError):
            Hold(path)
    Hold(path).release()
    assert not path.exists()


def test_two_other_versions_of_one_second_get_names_of_their_own(file, monkeypatch):
    """Two programs may look for a free name at once; who comes second takes another."""
    seen = Expected(take_stamp(file))
    real = saver.THE_DISK.find
    swapped, others = [], []

    class Disk(type(saver.THE_DISK)):
        def exchange(self, first, second):
            if not swapped:
                swapped.append(second)
                (file.parent / "theirs").write_bytes(b"{theirs}")
                (file.parent / "theirs").replace(file)
            return super().exchange(first, second)

        def find(self, path):
            found = real(path)
            if "(" in path.name and not others:
                others.append(path)
                path.write_bytes(b"{of the other program}")
            return found

    job = saver.Job(file, b"{new}", file.name, seen)
    saved = saver.save_file(job, Disk())
    assert saved.other is not None
    assert saved.other not in others
    assert others[0].read_bytes() == b"{of the other program}"
    assert saved.other.read_bytes() == b"{theirs}"
