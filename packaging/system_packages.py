"""System packages on Debian and Ubuntu: what is missing is installed, or its exact line printed."""

import contextlib
import ctypes
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

from places import SetUpError

# Library that Qt opens -> the Debian packages that may bring it, newest name last
# (reference/qt.md section 1: found one by one in minimal Debian 12 and 13).
QT_LIBRARIES = {
    "libglib-2.0.so.0": ("libglib2.0-0", "libglib2.0-0t64"),
    "libbrotlidec.so.1": ("libbrotli1",),
    "libGL.so.1": ("libgl1",),
    "libEGL.so.1": ("libegl1",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libgssapi_krb5.so.2": ("libgssapi-krb5-2",),
}
X11_LIBRARIES = {
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
}
WAYLAND_LIBRARIES = {"libwayland-cursor.so.0": ("libwayland-cursor0",)}


def ensure_qt_libraries(*, with_window: bool) -> None:
    """Make sure that the system libraries Qt opens are there. Does nothing but on Linux.

    Args:
        with_window: Also those for a real window, not only for the tests' offscreen one.

    Raises:
        SetUpError: If some are missing and cannot be installed from here.
    """
    if not sys.platform.startswith("linux"):
        return
    wanted = dict(QT_LIBRARIES)
    if with_window:
        wanted |= WAYLAND_LIBRARIES if os.environ.get("WAYLAND_DISPLAY") else {}
        wanted |= X11_LIBRARIES if os.environ.get("DISPLAY") else {}
    missing = [name for name in wanted if not _can_open(name)]
    if not missing:
        return
    if not _is_debian():
        raise SetUpError(
            "Qt needs these system libraries, which are not installed: " + ", ".join(missing)
        )
    _install([wanted[name] for name in missing])


def offer_test_tools() -> None:
    """Install the PDF tools that some tests read our PDFs back with; without them those skip."""
    if _is_debian() and shutil.which("pdftotext") is None and os.geteuid() == 0:
        with contextlib.suppress(SetUpError):  # without a network, say
            _install([("poppler-utils",)])


def install_venv_package() -> None:
    """Install what ``python3 -m venv`` needs on Debian and Ubuntu.

    Raises:
        SetUpError: If that cannot be done from here.
    """
    if not _is_debian():
        raise SetUpError("This Python has no ensurepip; install your system's package for venv.")
    is_systems_own = Path(sys.executable).resolve().is_relative_to("/usr/bin")
    versioned = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    _install([("python3-venv", versioned) if is_systems_own else (versioned,)])


def is_display_reachable() -> bool:
    """Tell whether a window can be shown here."""
    if not sys.platform.startswith("linux"):
        return True
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    host, _, number = os.environ.get("DISPLAY", "").partition(":")
    if not number:
        return False
    if host and host != "unix":
        return True  # of a remote server we believe what DISPLAY says
    return _answers(f"/tmp/.X11-unix/X{number.split('.')[0]}")


def _answers(path: str) -> bool:
    """Tell whether a server listens on the local socket at ``path``, plain or abstract."""
    for name in (path, "\0" + path):
        with socket.socket(socket.AF_UNIX) as end:
            try:
                end.connect(name)
            except OSError:
                continue
            return True
    return False


def _can_open(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _is_debian() -> bool:
    try:
        release = Path("/etc/os-release").read_text(encoding="utf-8")
    except OSError:
        return False
    names = [line for line in release.splitlines() if line.startswith(("ID=", "ID_LIKE="))]
    has_name = any(name in line for line in names for name in ("debian", "ubuntu"))
    return has_name and shutil.which("apt-get") is not None


def _install(choices: list[tuple[str, ...]]) -> None:
    prefix = _as_root()
    if prefix is None:
        newest = [names[-1] if _has_t64_names() else names[0] for names in choices]
        raise SetUpError(
            "System packages are missing. Please type this line, then start again:\n  "
            "sudo apt-get update && sudo apt-get install -y --no-install-recommends "
            + " ".join(newest)
        )
    # One broken source of the user's own fails the update; the packages may be had all the same.
    trouble = _apt(prefix, "update")
    packages = [_available(names) for names in choices]
    print("Installing " + " ".join(packages) + " ...", file=sys.stderr, flush=True)
    failure = _apt(prefix, "install", "-y", "--no-install-recommends", *packages)
    if failure:
        raise SetUpError("\n".join(filter(None, [trouble, failure])))


def _as_root() -> list[str] | None:
    """Return what to put before a command to run it as root; None if that cannot be had."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    needs_no_password = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo"] if needs_no_password.returncode == 0 or sys.stdin.isatty() else None


def _apt(prefix: list[str], *arguments: str) -> str:
    """Run apt-get and return why it failed, or ""."""
    command = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode == 0:
        return ""
    return f"{' '.join(command)} failed:\n{(done.stdout + done.stderr).strip()}"


def _available(names: tuple[str, ...]) -> str:
    """Return the first of ``names`` that this release has as a real package."""
    for name in names:
        policy = subprocess.run(
            ["apt-cache", "policy", name], capture_output=True, text=True, check=False
        ).stdout
        if "Candidate:" in policy and "Candidate: (none)" not in policy:
            return name
    return names[0]


def _has_t64_names() -> bool:
    return "libglib2.0-0t64" in _known_packages()


def _known_packages() -> str:
    listed = subprocess.run(
        ["apt-cache", "pkgnames", "libglib2.0-0"], capture_output=True, text=True, check=False
    )
    return listed.stdout
