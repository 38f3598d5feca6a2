"""The computer's own disk really asks the system, and hands on what it answers."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import replace
from types import SimpleNamespace

import pytest

from app.keeping import disk as keeping_disk
from app.keeping.disk import THE_DISK, make_lasting_folder, write_all

DATA = memoryview(b"data")


@pytest.fixture
def synced(monkeypatch):
    """Return what the system was asked to keep: "file" or "folder", each with what was in it."""
    asked, real = [], os.fsync

    def fsync(handle):
        mode = os.fstat(handle).st_mode
        asked.append("folder" if stat.S_ISDIR(mode) else os.fstat(handle).st_size)
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    return asked


def test_what_is_written_is_synced_after_its_last_byte(tmp_path, synced):
    write_all(THE_DISK, tmp_path / "a", b"x" * 100)
    assert synced == [100]


def test_what_is_added_to_a_file_comes_behind_what_is_there(tmp_path, synced):
    (tmp_path / "a").write_bytes(b"first ")
    handle = THE_DISK.append(tmp_path / "a")
    assert THE_DISK.write(handle, DATA) == 4
    THE_DISK.sync(handle)
    THE_DISK.close(handle)
    assert ((tmp_path / "a").read_bytes(), synced) == (b"first data", [10])
    with pytest.raises(OSError, match="Bad file"):
        os.fstat(handle)


@pytest.mark.skipif(os.name == "nt", reason="Windows syncs no folders")
def test_a_folder_is_synced_and_an_error_of_it_is_told(tmp_path, synced, monkeypatch):
    THE_DISK.sync_folder(tmp_path)
    assert synced == ["folder"]
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0  # noqa: PTH112, PTH208

    answers = [errno.EINVAL, errno.ENOTSUP, errno.EIO]

    def fail(_handle):
        raise OSError(answers.pop(0), "no")

    monkeypatch.setattr(os, "fsync", fail)
    for _ in range(2):  # FAT and some shares
        THE_DISK.sync_folder(tmp_path)
    with pytest.raises(OSError, match="no"):
        THE_DISK.sync_folder(tmp_path)
    if before:
        assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208


def test_an_error_of_syncing_a_file_is_told(tmp_path, monkeypatch):
    def fail(_handle):
        raise OSError(errno.EIO, "lost")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="lost"):
        write_all(THE_DISK, tmp_path / "a", b"x")


@pytest.mark.skipif(keeping_disk._MAC_FULL_SYNC is not None, reason="this is a Mac")
def test_on_a_mac_the_drive_empties_its_own_memory_too(tmp_path, monkeypatch):
    fcntl = pytest.importorskip("fcntl")
    asked = []
    monkeypatch.setattr(keeping_disk, "_MAC_FULL_SYNC", 51)
    monkeypatch.setattr(fcntl, "fcntl", lambda _handle, what: asked.append(what))
    write_all(THE_DISK, tmp_path / "a", b"x")
    assert asked == [51]


def test_a_file_that_stands_is_not_made_anew(tmp_path):
    (tmp_path / "a").write_bytes(b"there")
    with pytest.raises(FileExistsError):
        THE_DISK.create(tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == b"there"


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX")
def test_a_pipe_and_a_link_are_not_read(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a").write_bytes(b"")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    for name in ("pipe", "link"):
        with pytest.raises(OSError, match=r"regular|symbolic"):
            THE_DISK.read(tmp_path / name)
    assert THE_DISK.find(tmp_path / "link").kind == "other"


def test_names_are_linked_replaced_exchanged_and_removed(tmp_path):
    first, second, third = (tmp_path / name for name in "abc")
    for path in (first, second):
        path.write_bytes(path.name.encode())
    if not THE_DISK.exchange(first, second):
        pytest.skip("this drive cannot exchange")
    assert (first.read_bytes(), second.read_bytes()) == (b"b", b"a")
    THE_DISK.link(first, third)
    assert third.samefile(first)
    with pytest.raises(FileExistsError):
        THE_DISK.link(first, second)
    THE_DISK.replace(first, second)
    THE_DISK.remove(third)
    assert THE_DISK.names(tmp_path) == ("b",)
    with pytest.raises(FileNotFoundError):
        THE_DISK.exchange(first, second)


def test_folders_are_made_down_from_the_first_that_is_missing(tmp_path, synced):
    make_lasting_folder(THE_DISK, tmp_path / "a" / "b" / "c")
    make_lasting_folder(THE_DISK, tmp_path / "a" / "b" / "c")
    assert (tmp_path / "a" / "b" / "c").is_dir()
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o700
    assert len(synced) == 2 * len((tmp_path / "a" / "b" / "c").parents)


def test_where_not_even_the_drive_is_there_no_folder_is_looked_for_for_ever(tmp_path):
    class Gone(keeping_disk.SystemDisk):
        def find(self, path):
            return None

    with pytest.raises(FileNotFoundError):
        make_lasting_folder(Gone(), tmp_path / "a")


def test_on_windows_a_folder_is_not_even_opened_to_be_synced(tmp_path, monkeypatch):
    monkeypatch.setattr(keeping_disk, "os", SimpleNamespace(name="nt"))
    THE_DISK.sync_folder(tmp_path)


def test_on_a_mac_names_are_exchanged_by_its_own_call_and_its_error_is_told(tmp_path, monkeypatch):
    asked, answers = [], [0, -1, -1]

    def renamex_np(first, second, how):
        asked.append((first, second, how))
        return answers.pop(0)

    errors = iter([errno.ENOTSUP, errno.EIO])
    library = SimpleNamespace(renamex_np=renamex_np)
    system = SimpleNamespace(CDLL=lambda *_a, **_k: library, get_errno=lambda: next(errors))
    monkeypatch.setattr(keeping_disk, "ctypes", system)
    monkeypatch.setattr(keeping_disk, "sys", SimpleNamespace(platform="darwin"))
    first, second = tmp_path / "a", tmp_path / "b"
    assert THE_DISK.exchange(first, second)
    assert asked == [(os.fsencode(first), os.fsencode(second), 2)]
    assert not THE_DISK.exchange(first, second)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        THE_DISK.exchange(first, second)
    monkeypatch.setattr(keeping_disk, "sys", SimpleNamespace(platform="win32"))
    assert not THE_DISK.exchange(first, second)


def test_who_owned_a_file_and_what_may_be_done_with_it_is_taken_over(tmp_path, monkeypatch):
    like, owners = THE_DISK.find(tmp_path), []
    monkeypatch.setattr(os, "fchown", lambda _handle, *owner: owners.append(owner), raising=False)
    for owner in (like.owner, (1, 2)):
        wanted = replace(like, kind="file", mode=0o640, owner=owner)
        write_all(THE_DISK, tmp_path / f"{owner}", b"x", wanted)
        assert THE_DISK.find(tmp_path / f"{owner}").mode == 0o640
    assert owners == [(1, 2)]


def test_a_call_that_writes_nothing_ends_the_writing(tmp_path):
    class Stuck(keeping_disk.SystemDisk):
        answers = [0]  # noqa: RUF012

        def write(self, handle, data):
            return self.answers.pop() if self.answers else super().write(handle, data)

    with pytest.raises(OSError, match="nothing was written"):
        write_all(Stuck(), tmp_path / "a", b"x")


def test_a_pause_takes_its_time(monkeypatch):
    taken = []
    monkeypatch.setattr(keeping_disk, "time", SimpleNamespace(sleep=taken.append))
    THE_DISK.pause(0.5)
    assert taken == [0.5]


def test_folders_above_that_may_not_be_read_are_passed_over(tmp_path):
    class Closed(keeping_disk.SystemDisk):
        def sync_folder(self, folder):
            if folder == tmp_path.parent:
                raise PermissionError(errno.EACCES, "closed")
            super().sync_folder(folder)

    make_lasting_folder(Closed(), tmp_path / "a")
    assert (tmp_path / "a").is_dir()
