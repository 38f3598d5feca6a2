"""A drive that behaves as Windows, sync clients and failing sticks do: FUSE, by fusepy.

``python hard_drive.py FOLDER PLACE CONTROL`` shows ``FOLDER`` at ``PLACE``; ``CONTROL`` is a JSON
file that says what it does just now, see `Hard`.
"""

from __future__ import annotations

import errno
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import fuse

_BAD = set('<>:"|?*')


class Hard(fuse.Operations):
    """Passes all on to a folder, but for what its control file says.

    ``scan_ms``: how long a file that was written is held; ``held``: a name that is held until the
    time (s, Unix) beside it; ``no_link``, ``no_folder_sync``, ``no_replace``, ``bad_names``,
    ``gone``, ``forgets`` (what is written), ``offline`` (what is read): on or off; ``slow_ms``;
    ``rolls_back``: what is moved to a name is undone a moment later.
    """

    def __init__(self, root: str, control: str) -> None:
        self._root, self._control = root, control
        self._held: dict[str, float] = {}
        self._written: set[int] = set()

    def __call__(self, operation: str, *args: Any) -> Any:
        """Do one operation, with what is general to all."""
        told = self._told()
        if operation not in ("init", "destroy", "getattr") and told.get("slow_ms"):
            time.sleep(told["slow_ms"] / 1000)
        if told.get("gone") and operation not in ("init", "destroy"):
            raise fuse.FuseOSError(errno.EIO)
        return super().__call__(operation, *args)

    def getattr(self, path: str, handle: int | None = None) -> dict[str, Any]:
        """See `os.lstat`."""
        found = os.lstat(self._of(path))
        keys = ("st_atime", "st_ctime", "st_gid", "st_mode", "st_mtime", "st_nlink", "st_size",
                "st_uid")  # fmt: skip
        return {key: getattr(found, key) for key in keys}

    def readdir(self, path: str, handle: int) -> list[str]:
        """See `os.listdir`."""
        return [".", "..", *os.listdir(self._of(path))]  # noqa: PTH208

    def create(self, path: str, mode: int, info: object = None) -> int:
        """Make a file, where its name may be."""
        if self._told().get("bad_names") and _BAD & set(Path(path).name):
            raise fuse.FuseOSError(errno.EINVAL)
        return os.open(self._of(path), os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)

    def open(self, path: str, flags: int) -> int:
        """Open a file that nobody holds."""
        return os.open(self._of(path), flags & ~os.O_EXCL)

    def read(self, path: str, size: int, offset: int, handle: int) -> bytes:
        """Read, unless the file is only in the cloud."""
        if self._told().get("offline"):
            raise fuse.FuseOSError(errno.ETIMEDOUT)
        return os.pread(handle, size, offset)

    def write(self, path: str, data: bytes, offset: int, handle: int) -> int:
        """Write, or say so."""
        self._written.add(handle)
        if self._told().get("forgets"):
            return os.pwrite(handle, b"\0" * len(data), offset)
        return os.pwrite(handle, data, offset)

    def fsync(self, path: str, is_data: int, handle: int) -> None:
        """See `os.fsync`."""
        os.fsync(handle)

    def fsyncdir(self, path: str, is_data: int, handle: int) -> None:
        """Refuse where folders cannot be synced."""
        if self._told().get("no_folder_sync"):
            raise fuse.FuseOSError(errno.EINVAL)

    def release(self, path: str, handle: int) -> None:
        """Close; what was written is scanned."""
        os.close(handle)
        scan_ms = self._told().get("scan_ms", 0)
        if handle in self._written and scan_ms:
            self._held[path] = time.time() + scan_ms / 1000
        self._written.discard(handle)

    def link(self, target: str, source: str) -> None:
        """Give a file a second name, where that is known."""
        if self._told().get("no_link"):
            raise fuse.FuseOSError(errno.EPERM)
        os.link(self._of(source), self._of(target))

    def rename(self, old: str, new: str) -> None:
        """Move, unless one of the two is held."""
        told = self._told()
        self._check_free(old)
        self._check_free(new)
        if told.get("no_replace") and Path(self._of(new)).exists():
            raise fuse.FuseOSError(errno.EACCES)
        os.rename(self._of(old), self._of(new))  # noqa: PTH104

    def unlink(self, path: str) -> None:
        """Remove, unless it is held."""
        self._check_free(path)
        os.unlink(self._of(path))  # noqa: PTH108

    def mkdir(self, path: str, mode: int) -> None:
        """See `os.mkdir`."""
        os.mkdir(self._of(path), mode)  # noqa: PTH102

    def chmod(self, path: str, mode: int) -> None:
        """Keep no modes, as FAT."""
        raise fuse.FuseOSError(errno.EPERM)

    def chown(self, path: str, user: int, group: int) -> None:
        """Keep no owners, as FAT."""
        raise fuse.FuseOSError(errno.EPERM)

    def utimens(self, path: str, times: tuple[float, float] | None = None) -> None:
        """See `os.utime`."""
        os.utime(self._of(path), times)

    def _check_free(self, path: str) -> None:
        until = max(self._held.get(path, 0), self._told().get("held", {}).get(path, 0))
        if time.time() < until:
            raise fuse.FuseOSError(errno.EBUSY)

    def _of(self, path: str) -> str:
        return self._root + path

    def _told(self) -> dict[str, Any]:
        try:
            return json.loads(Path(self._control).read_text(encoding="utf-8"))
        except ValueError:  # it is just being written
            return {}


if __name__ == "__main__":
    fuse.FUSE(
        Hard(sys.argv[1], sys.argv[3]), sys.argv[2], foreground=True, nothreads=True,
        attr_timeout=0, entry_timeout=0,
    )  # fmt: skip
