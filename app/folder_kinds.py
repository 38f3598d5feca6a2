"""What kind of folder a map lies in: where saving by itself is harmless, and where it is not.

In a synced folder each save goes over the line, and two laptops that both save by themselves make
"conflicted copies" (reference/reliability.md A20); a network drive may hang; a read-only one
refuses.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Literal

from app.file_stamp import is_read_only

FolderKind = Literal["local", "synced", "network", "read_only"]

# Names that the clients give their folders, as whole parts of a path. Of OneDrive and Dropbox the
# organisation's name may follow ("OneDrive - Firma A/S", "Dropbox (Firma)").
_SYNCED = re.compile(
    r"(onedrive|dropbox|google drive|googledrive|my drive|mit drev|icloud drive|iclouddrive|"
    r"nextcloud|owncloud|pcloud drive|pclouddrive|box sync|mega|sync|syncthing|tresorit|"
    r"com~apple~clouddocs|cloudstorage)( ?[-(].*)?",
    re.IGNORECASE,
)
_ONEDRIVE_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_NETWORK_TYPES = frozenset(
    {"cifs", "smb3", "smbfs", "nfs", "nfs4", "afpfs", "webdav", "davfs", "fuse.sshfs",
     "fuse.gvfsd-fuse", "fuse.rclone", "fuse.davfs2", "9p", "ceph", "glusterfs", "afs"}
)  # fmt: skip
_MOUNTS = Path("/proc/self/mounts")


def kind_of(path: Path) -> FolderKind:
    """Return what kind of folder the file ``path`` is in."""
    real = Path(os.path.realpath(path))
    if is_read_only(path):
        return "read_only"
    if _is_network(real):
        return "network"
    return "synced" if _is_synced(real) else "local"


def _is_synced(path: Path) -> bool:
    if any(_SYNCED.fullmatch(part) for part in path.parent.parts):
        return True
    for name in _ONEDRIVE_VARIABLES:
        folder = os.environ.get(name)
        if folder and path.is_relative_to(folder):
            return True
    return False


def _is_network(path: Path) -> bool:
    if sys.platform == "win32":
        return str(path).startswith("\\\\") or _is_remote_drive(path.drive)
    if sys.platform == "linux":
        return mount_type(path) in _NETWORK_TYPES
    from PySide6.QtCore import QStorageInfo  # macOS tells it nowhere that Python reads

    kind = QStorageInfo(str(path.parent)).fileSystemType().data()
    return bytes(kind).decode("utf-8", "replace") in _NETWORK_TYPES


def mount_type(path: Path, mounts: Path = _MOUNTS) -> str:
    """Return the kind of file system that ``path`` is on, as Linux tells it; "" if unknown."""
    longest, found = -1, ""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = fields[1].encode("utf-8", "surrogateescape").decode("unicode_escape", "replace")
        if len(point) >= longest and path.is_relative_to(point):
            longest, found = len(point), fields[2]
    return found


def _is_remote_drive(drive: str) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes  # Windows' own answer, which no library of ours gives

    remote = 4  # DRIVE_REMOTE, winbase.h
    return bool(drive) and ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == remote
