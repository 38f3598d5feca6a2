"""What a window needs, looked at before Qt would abort over it: Qt, its libraries, a display."""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import sys
from pathlib import Path

from model.problems import Problem

_X_LIBRARY = "libxcb.so.1"
_WAYLAND_LIBRARY = "libwayland-client.so.0"


def check_window_needs() -> None:
    """Make sure that a window can open.

    Raises:
        Problem: ``window.no_qt`` if Qt or a library it needs cannot be loaded,
            ``window.no_display`` if there is no screen to open it on.
    """
    try:
        importlib.import_module("PySide6.QtWidgets")
    except ImportError as error:
        raise Problem("window.no_qt", reason=str(error)) from error
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    is_other = bool(platform) and not platform.startswith(("xcb", "wayland"))
    if is_other or not sys.platform.startswith("linux"):
        return
    if not platform.startswith("xcb") and _has_wayland():
        return
    if not os.environ.get("DISPLAY"):
        raise Problem("window.no_display")
    _load(_x_platform())
    if not _has_x_server():
        raise Problem("window.no_display")


def _has_wayland() -> bool:
    """Tell whether a Wayland compositor answers, asked the way Qt will ask."""
    name = os.environ.get("WAYLAND_DISPLAY", "")
    # The library would complain on stderr of a name it cannot make a path of.
    if not name or not (Path(name).is_absolute() or os.environ.get("XDG_RUNTIME_DIR")):
        return False
    try:
        wayland = ctypes.CDLL(_WAYLAND_LIBRARY)
    except OSError:
        return False
    wayland.wl_display_connect.restype = ctypes.c_void_p
    display = wayland.wl_display_connect(None)
    if display:
        wayland.wl_display_disconnect(ctypes.c_void_p(display))
    return bool(display)


def _has_x_server() -> bool:
    """Tell whether the X server that DISPLAY names lets us in, asked the way Qt will ask."""
    xcb = _load(_X_LIBRARY)
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    is_refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not is_refused


def _x_platform() -> str:
    """Return Qt's plug-in for X, whose libraries a bare system lacks (libxcb-cursor0)."""
    spec = importlib.util.find_spec("PySide6")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    plugin = folder / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    # A system's own PySide6 has it elsewhere; its package then brings the libraries.
    return str(plugin) if plugin.exists() else _X_LIBRARY


def _load(library: str) -> ctypes.CDLL:
    try:
        return ctypes.CDLL(library)
    except OSError as error:
        raise Problem("window.no_qt", reason=str(error)) from error
