"""A second start hands its files to the program that runs already; knows no Qt, so it is quick.

The channel belongs to one user of one computer: on Unix a socket in a folder only that user can
enter, on Windows a named pipe. It is no network socket, and only names of files go over it.
"""

from __future__ import annotations

import contextlib
import getpass
import hashlib
import json
import os
import stat
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import platformdirs

from app.settings import settings_folder

ANSWER = b"taken\n"
_PATIENCE_S = 3.0
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
# What the desktop gives a program so that the window it asks for may come to the front.
_TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")


def channel() -> str | None:
    """Return the place of the channel: a path, or a pipe's name on Windows.

    Each settings folder and each screen has its own, so that programs that share nothing stay
    apart. None where there is no folder that is the user's alone.
    """
    owner = [str(settings_folder().absolute()), *(os.environ.get(name, "") for name in _SCREENS)]
    if os.name == "nt":  # pipes of all users have their names in one place
        owner.append(getpass.getuser())
    key = hashlib.sha256("\n".join(owner).encode(errors="surrogateescape")).hexdigest()[:16]
    if os.name == "nt":
        return rf"\\.\pipe\journeywall-{key}"
    folder = _own_folder()
    return str(folder / f"{key}.socket") if folder else None


def hand_over(files: Sequence[Path], sample: str | None) -> bool:
    """Ask a running program to open ``files`` or a sample, or to show itself.

    Returns:
        Whether one took it; if not, this start has to do it itself.
    """
    place = channel()
    if place is None or (os.name != "nt" and not Path(place).exists()):
        return False
    wish = {
        "files": [str(path.absolute()) for path in files],
        "sample": sample,
        "environment": {name: os.environ[name] for name in _TOKENS if name in os.environ},
    }
    message = json.dumps(wish).encode() + b"\n"
    try:
        return _ask(place, message) == ANSWER
    except (OSError, ValueError):
        return False


def read_wish(message: bytes) -> tuple[list[Path], str | None, Mapping[str, str]] | None:
    """Return the files, the sample and the desktop's tokens in ``message``; None for nonsense."""
    try:
        wish: Any = json.loads(message)
        files, sample, tokens = wish["files"], wish["sample"], wish["environment"]
        is_sound = (
            all(isinstance(file, str) and Path(file).is_absolute() for file in files)
            and isinstance(sample, str | None)
            and all(isinstance(tokens.get(name, ""), str) for name in _TOKENS)
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    if not is_sound:
        return None
    given = {name: tokens[name] for name in _TOKENS if name in tokens}
    return [Path(file) for file in files], sample, given


def _ask(place: str, message: bytes) -> bytes:
    if sys.platform == "win32":
        import ctypes  # no other system needs it

        # Only who is in front may let another come there.
        ctypes.windll.user32.AllowSetForegroundWindow(-1)
        with open(place, "r+b", buffering=0) as pipe:  # noqa: PTH123 - a pipe is no path
            pipe.write(message)
            return pipe.read(len(ANSWER))
    import socket  # start-up: most starts are the first, and it takes 10 ms

    with socket.socket(socket.AF_UNIX) as caller:
        caller.settimeout(_PATIENCE_S)
        caller.connect(place)
        caller.sendall(message)
        return caller.recv(len(ANSWER))


def _own_folder() -> Path | None:
    """Return a folder that only this user can enter, made if need be; None if there is none."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")  # gone at the end of a session, as sockets should
    if runtime:
        folder = Path(runtime) / "journeywall"
    else:
        folder = platformdirs.user_state_path("journeywall", appauthor=False) / "running"
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        held = folder.lstat()
        is_private = stat.S_ISDIR(held.st_mode) and not held.st_mode & 0o077
        if is_private and held.st_uid == os.getuid():
            return folder
    return None
