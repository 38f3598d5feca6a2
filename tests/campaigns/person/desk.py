"""A desk of our own: an X server without a screen, a window manager, a Danish keyboard."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from PIL import Image, ImageGrab

TOOLS = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "xclip": "xclip",
    "xkbcomp": "x11-xkb-utils",
}
LIBRARIES = {"libxcb-cursor.so.0": "libxcb-cursor0", "libxkbcommon-x11.so.0": "libxkbcommon-x11-0"}
PATIENCE_S = 20.0
_MOST_SHOTS = 6  # a caret blinks now and then
_BETWEEN_SHOTS_S = 0.35

# The Danish layout, with two characters that Danish texts have and its keys lack.
_KEYMAP = """xkb_keymap {
  xkb_keycodes { include "evdev+aliases(qwerty)" };
  xkb_types { include "complete" };
  xkb_compat { include "complete" };
  xkb_symbols {
    include "pc+dk+inet(evdev)"
    key <AB09> { [ period, colon, ellipsis, endash ] };
  };
};
"""


def lacking() -> list[str]:
    """Return what this machine has not got, each with the Debian package that brings it."""
    if not sys.platform.startswith("linux"):
        return ["X11"]
    tools = [f"{tool} ({package})" for tool, package in TOOLS.items() if not shutil.which(tool)]
    return tools + [f"{name} ({package})" for name, package in LIBRARIES.items() if _fails(name)]


def _fails(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return True
    return False


class Desk:
    """The X server and the window manager, from start to `close`."""

    def __init__(self, folder: Path, *, width: int, height: int, display: int | None) -> None:
        self.folder = folder
        self.size = (width, height)
        self._running: list[subprocess.Popen[bytes]] = []
        self.name = self._start_server(display)
        self._set_keyboard()
        self.start(["openbox"])
        self._wait_for_manager()

    @property
    def environment(self) -> dict[str, str]:
        """What a program started here sees: this display, and a home of its own."""
        home = self.folder / "home"
        for name in ("config", "state", "data", "runtime"):
            (home / name).mkdir(parents=True, exist_ok=True)
        (home / "runtime").chmod(0o700)
        unset = ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "QT_SCALE_FACTOR", "XMODIFIERS")
        kept = {name: value for name, value in os.environ.items() if name not in unset}
        return kept | {
            "DISPLAY": self.name,
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_STATE_HOME": str(home / "state"),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_RUNTIME_DIR": str(home / "runtime"),
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "QT_QPA_PLATFORM": "xcb",
            "QT_FONT_DPI": "96",
        }

    def start(self, command: list[str], **settings: str) -> subprocess.Popen[bytes]:
        """Start a program on this desk; it ends with the desk."""
        log = (self.folder / f"{Path(command[0]).name}.log").open("ab")
        started = subprocess.Popen(
            command, env=self.environment | settings, stdout=log, stderr=log, cwd=self.folder
        )
        log.close()
        self._running.append(started)
        return started

    def run(self, *command: str, given: str | None = None) -> str:
        """Run a program of the desk to its end and return what it says."""
        done = subprocess.run(
            command,
            env=self.environment,
            input=given,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S * 2,
            check=True,
        )
        return done.stdout.strip()

    def photograph(self, path: Path) -> None:
        """Write a picture of all of the screen, once two in a row are the same."""
        path.parent.mkdir(parents=True, exist_ok=True)
        before: Image.Image | None = None
        for _ in range(_MOST_SHOTS):
            shot = ImageGrab.grab(xdisplay=self.name)
            if shot == before:
                break
            before = shot
            time.sleep(_BETWEEN_SHOTS_S)  # what comes late is to have come: bars, sharp cards
        shot.save(path, compress_level=1)

    def put_on_clipboard(self, text: str) -> None:
        """Copy ``text`` in another program: xclip, which holds it until somebody copies again."""
        command = ["xclip", "-selection", "clipboard", "-in", "-loops", "0", "-quiet"]
        holder = subprocess.Popen(
            command, env=self.environment, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert holder.stdin is not None
        holder.stdin.write(text.encode())
        holder.stdin.close()
        self._running.append(holder)
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            told = subprocess.run(
                ["xclip", "-selection", "clipboard", "-out"],
                env=self.environment, capture_output=True, check=False,
            )  # fmt: skip
            if told.returncode == 0 and told.stdout.decode() == text:
                return
        raise AssertionError("xclip did not put the text on the clipboard")

    def close(self) -> None:
        """End what was started here, the newest first."""
        for started in reversed(self._running):
            if started.poll() is None:
                started.terminate()
                try:
                    started.wait(10)
                except subprocess.TimeoutExpired:
                    started.kill()
                    started.wait()

    def _start_server(self, display: int | None) -> str:
        """Start Xvfb on ``display``, or on a number it finds free itself."""
        wished = [] if display is None else [f":{display}"]
        told, tell = os.pipe()
        width, height = self.size
        log = (self.folder / "Xvfb.log").open("ab")
        # Without -noreset the keyboard falls back to the American one with the first client's end.
        server = subprocess.Popen(
            ["Xvfb", *wished, "-displayfd", str(tell), "-screen", "0", f"{width}x{height}x24",
             "-nolisten", "tcp", "-noreset"],
            pass_fds=(tell,), stdout=log, stderr=log,
        )  # fmt: skip
        log.close()
        os.close(tell)
        self._running.append(server)
        with os.fdopen(told) as answer:
            number = answer.readline().strip()
        if not number:
            raise AssertionError(f"Xvfb did not start; see {self.folder / 'Xvfb.log'}")
        return f":{number}"

    def _set_keyboard(self) -> None:
        keymap = self.folder / "dansk.xkb"
        keymap.write_text(_KEYMAP, encoding="utf-8")
        self.run("xkbcomp", "-w", "0", str(keymap), self.name)

    def _wait_for_manager(self) -> None:
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            asked = subprocess.run(
                ["xdotool", "get_desktop"], env=self.environment, capture_output=True, check=False
            )
            if asked.returncode == 0:
                return
            time.sleep(0.05)
        raise AssertionError("openbox did not start")
