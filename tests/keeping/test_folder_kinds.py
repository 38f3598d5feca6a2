"""Where a map may save itself, and where each save goes over a line or is refused."""

import os
import sys

import pytest
from PySide6 import QtCore

from app import folder_kinds
from app.folder_kinds import kind_of, mount_type


@pytest.fixture(autouse=True)
def on_this_disk(monkeypatch):
    """Have no sync client and no share on the computer the tests run on."""
    monkeypatch.setattr(folder_kinds, "mount_type", lambda _path: "ext4")
    for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("name", [
    "OneDrive", "OneDrive - Firma", "Dropbox (Firma)", "dropbox", "Google Drive", "Mit drev",
    "iCloud Drive", "com~apple~CloudDocs", "Nextcloud", "Syncthing",
])  # fmt: skip
def test_a_folder_of_a_sync_client_is_known_by_its_name_however_deep(tmp_path, name):
    assert kind_of(tmp_path / name / "Kunder" / "kort.journey") == "synced"


@pytest.mark.parametrize("name", ["Documents", "My Dropbox backup", "Synchrony", "drive"])
def test_other_folders_are_local(tmp_path, name):
    assert kind_of(tmp_path / name / "kort.journey") == "local"


def test_what_windows_calls_onedrive_is_synced_whatever_its_name(tmp_path, monkeypatch):
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Firma"))
    assert kind_of(tmp_path / "Firma" / "kort.journey") == "synced"
    assert kind_of(tmp_path / "Anden" / "kort.journey") == "local"


def test_a_link_into_a_synced_folder_is_synced(tmp_path):
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "kort").symlink_to(tmp_path / "Dropbox")
    assert kind_of(tmp_path / "kort" / "kort.journey") == "synced"


def test_what_cannot_be_written_is_read_only(tmp_path):
    path = tmp_path / "kort.journey"
    path.write_bytes(b"{}")
    path.chmod(0o444)
    assert kind_of(path) == "read_only"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems say it in other ways")
def test_a_share_is_a_network_drive(tmp_path, monkeypatch):
    monkeypatch.setattr(folder_kinds, "mount_type", lambda _path: "cifs")
    assert kind_of(tmp_path / "kort.journey") == "network"


def test_on_a_mac_qt_says_what_a_share_is(tmp_path, monkeypatch):
    class Storage:
        def __init__(self, _path):
            pass

        def fileSystemType(self):  # noqa: N802 - as Qt calls it
            return QtCore.QByteArray(b"smbfs")

    with monkeypatch.context() as here:
        here.setattr(QtCore, "QStorageInfo", Storage)
        here.setattr(sys, "platform", "darwin")
        assert kind_of(tmp_path / "kort.journey") == "network"
    with monkeypatch.context() as here:
        here.setattr(sys, "platform", "darwin")
        assert kind_of(tmp_path / "kort.journey") == "local"


@pytest.mark.skipif(os.name == "nt", reason="Linux' list of what is mounted")
def test_the_innermost_mount_counts_and_its_name_may_have_spaces(tmp_path):
    share = tmp_path / "vores drev"
    mounts = tmp_path / "mounts"
    escaped = str(share).replace(" ", "\\040")
    mounts.write_text(f"/dev/vda / ext4 rw 0 0\nnas:/x {escaped} nfs4 rw 0 0\nshort line\n")
    assert mount_type(share / "kort.journey", mounts) == "nfs4"
    assert mount_type(tmp_path / "kort.journey", mounts) == "ext4"
    assert mount_type(share / "kort.journey", tmp_path / "none") == ""
