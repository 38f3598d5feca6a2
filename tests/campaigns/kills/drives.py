"""The drives of this computer that attempts can lie on: its own, and those that root can make."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

# What makes a drive of a file, what mounts it, and which program each needs.
MADE = {
    "ext4": (["mkfs.ext4", "-qF"], ["mount"], "128M"),
    "xfs": (["mkfs.xfs", "-qf"], ["mount"], "320M"),
    "exfat": (["mkfs.exfat"], ["mount.exfat-fuse"], "128M"),
    "ntfs": (["mkntfs", "-qFQ"], ["ntfs-3g"], "128M"),
}


@contextmanager
def made_drive(kind: str, size: str = "") -> Iterator[Path]:
    """Make a drive of ``kind`` in a file, mount it, and take it away again.

    Raises:
        OSError, subprocess.CalledProcessError: If that cannot be done here; see `why_not`.
    """
    make, mount, usual = MADE[kind]
    with tempfile.TemporaryDirectory(prefix=f"{kind}-") as folder, ExitStack() as undo:
        image, place = Path(folder) / "image", Path(folder) / "drive"
        place.mkdir()
        do("truncate", "-s", size or usual, str(image))
        device = do("losetup", "-f", "--show", str(image)).strip()
        undo.callback(quietly, "losetup", "-d", device)
        do(*make, device)
        do(*mount, device, str(place))
        undo.callback(quietly, "umount", "-l", str(place))
        yield place


@contextmanager
def memory_drive(options: str) -> Iterator[Path]:
    """Mount a drive in memory."""
    with tempfile.TemporaryDirectory(prefix="tmpfs-") as folder:
        do("mount", "-t", "tmpfs", "-o", options, "none", folder)
        try:
            yield Path(folder)
        finally:
            quietly("umount", "-l", folder)


def why_not(kind: str) -> str:
    """Return why there can be no such drive here; "" if there can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "needs root"
    if kind == "tmpfs":
        made = memory_drive("size=1m")
    else:
        for command in (*MADE[kind][:2], ["losetup"]):
            if not shutil.which(command[0]):
                return f"{command[0]} is not installed"
        made = made_drive(kind)
    try:
        with made as place:
            (place / "x").write_bytes(b"x")
    except subprocess.CalledProcessError as error:
        return f"cannot be mounted here: {error.stderr.strip()}"
    except OSError as error:
        return f"cannot be mounted here: {error}"
    return ""


def do(*command: str) -> str:
    """Run a command; return what it says."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def quietly(*command: str) -> None:
    """Run a command that may fail."""
    subprocess.run(command, check=False, capture_output=True)
